"""Corrections of an article's day, outlet and confidentiality."""

from __future__ import annotations

import pytest

from communique.correct import confidential_articles, corrected_readings, on_article, undoing
from communique.errors import UsageError
from communique.record import Time

from .made import EARLY, LAST, LATE, TEXT, Made, again, ferry


def dated():
    made = ferry()
    made.happens("sail", when="2031-03-10")
    made.happens("admitted", when="2030")
    reading = made.reading()
    times = (
        Time(span=made.at("Monday"), text="Monday", type="DATE", value="2031-03-10", anchor="the next one"),
        Time(span=made.at("the delay"), text="the delay", type="DATE", value="2030", anchor="stated"),
    )
    return reading.model_copy(update={"times": times})


def test_an_outlet_is_corrected_and_told_as_the_user_s_word():
    reading = ferry().reading()
    correction = on_article(reading.article, "outlet", "The Quay", EARLY)
    (now,), (told,) = corrected_readings([reading], [correction])
    assert now.article.outlet == "The Quay"
    assert now.article.origin_of["outlet"] == "sidecar"
    assert now.statements == reading.statements
    assert told.outcome == "applied"


def test_a_day_of_publication_makes_the_article_be_read_again():
    reading = dated()
    asked = []

    def reread(article):
        asked.append(article)
        return reading.model_copy(update={"article": article, "times": ()})

    (now,), _ = corrected_readings([reading], [on_article(reading.article, "published", "2031-03-12", EARLY)], reread)
    assert [a.published for a in asked] == ["2031-03-12"]
    assert now.times == ()
    asked.clear()
    corrected_readings([reading], [on_article(reading.article, "outlet", "The Quay", EARLY)], reread)
    assert asked == []


def test_without_a_reader_dates_that_hang_on_the_day_become_unknown_and_stated_ones_stay():
    reading = dated()
    (now,), _ = corrected_readings([reading], [on_article(reading.article, "published", "2031-03-12", EARLY)])
    assert [t.value for t in now.times] == [None, "2030"]
    assert [e.when for e in now.events] == [None, "2030"]


def test_a_day_can_be_corrected_to_unknown_and_the_later_of_two_holds():
    reading = ferry().reading()
    first = on_article(reading.article, "published", "2031-03-12", EARLY)
    second = on_article(reading.article, "published", None, LATE)
    (now,), applied = corrected_readings([reading], [second, first])
    assert now.article.published is None
    assert {a.correction: a.outcome for a in applied} == {first.id: "superseded", second.id: "applied"}


@pytest.mark.parametrize("day", ["yesterday", "2031-13-01", "2031-3-5", "12 March 2031", ""])
def test_what_is_no_day_is_refused_when_it_is_made(day):
    with pytest.raises(UsageError, match="after"):
        on_article(ferry().article, "published", day, EARLY)


def test_confidential_holds_for_every_version_even_a_rewritten_one():
    article = ferry().article
    mark = on_article(article, "confidential", True, EARLY)
    other = again("Nothing else.", url="https://news.example/other", path="other.txt").article
    rewritten = again("Not one word of it is left.").article
    assert confidential_articles([article, other, rewritten], [mark]) == {article.id, rewritten.id}


def test_confidential_can_be_taken_back_or_undone():
    article = ferry().article
    mark, off = on_article(article, "confidential", True, EARLY), on_article(article, "confidential", False, LATE)
    assert confidential_articles([article], [mark, off]) == frozenset()
    assert confidential_articles([article], [mark, undoing(mark.id, LATE)]) == frozenset()
    again_on = on_article(article, "confidential", True, LAST)
    assert confidential_articles([article], [again_on, off, mark]) == {article.id}


def test_an_outlet_holds_in_a_new_version():
    correction = on_article(ferry().article, "outlet", "The Quay", EARLY)
    newer = Made(TEXT + "\n\nMore later.").reading()
    (now,), (told,) = corrected_readings([newer], [correction])
    assert now.article.outlet == "The Quay"
    assert told.how == "new version"
