"""What later reports say of earlier promises: the words that bear on them, and when nothing is decided."""

import pytest

from communique.compare import compare
from communique.compare.outcomes import bearing
from communique.options import CompareOptions
from communique.record import TrackedForward
from tests.compare.stories import Report, story

FERRY = Report(
    "Agency", "2040-03-02", "The company said that <<commitment|it will run a ferry to Odde by 1 May 2040>>."
)


def tracked(*reports: Report) -> TrackedForward:
    linkage, readings = story(*reports)
    return compare(linkage, readings, CompareOptions()).forward[0]


@pytest.mark.parametrize(
    ("later", "status"),
    [
        ("The company's ferry to Odde first ran on 20 April 2040, as promised.", "kept"),
        ("No ferry runs to Odde; the company's promise was not kept.", "broken"),
        ("The ferry to Odde, cancelled by the company in April, will not run.", "broken"),
        ("The ferry to Odde has yet to run.", "overdue"),
        ("The company built a bridge to Odde instead of a ferry.", "superseded"),
    ],
)
def test_later_words_decide(later, status):
    assert tracked(FERRY, Report("Paper", "2040-07-01", later)).status == status


def test_the_outcome_is_a_whole_sentence_of_the_later_report():
    later = "It rained. The company's ferry to Odde first ran on 20 April 2040, as promised. Nobody was sick."
    line = tracked(FERRY, Report("Paper", "2040-07-01", later))
    assert line.outcome is not None
    assert line.outcome.quote == "The company's ferry to Odde first ran on 20 April 2040, as promised."


def test_reasons_name_the_words_that_both_share():
    line = tracked(
        FERRY, Report("Paper", "2040-07-01", "The company's ferry to Odde ran on 20 April 2040, as promised.")
    )
    assert "ferry" in line.reasons[-1]


def test_words_of_another_matter_decide_nothing():
    later = "The company sold its head office on 20 April 2040, as promised. Harvests were good."
    assert tracked(FERRY, Report("Paper", "2040-04-25", later)).status in ("open", "unclear")


def test_a_refusal_is_broken_when_what_was_refused_comes_about():
    said = Report("Agency", "2040-03-02", "The port said that <<refusal|it would not let the tanker in>>.")
    later = "The port let the tanker in on Monday after all."
    assert tracked(said, Report("Paper", "2040-04-01", later)).status == "broken"


def test_a_promise_that_something_will_not_be_is_broken_when_it_is():
    said = Report("Agency", "2040-03-02", "The minister said that <<commitment|no mill will close>>.")
    later = "Nine mills have closed, although the minister had promised that none would."
    assert tracked(said, Report("Paper", "2040-06-01", later)).status == "broken"


def test_a_report_of_the_same_days_tells_no_outcome():
    line = tracked(FERRY, Report("Paper", "2040-03-03", "The company's ferry to Odde runs, as promised."))
    assert (line.status, line.outcome) == ("open", None)


def test_a_sentence_that_shares_one_thing_tells_no_outcome():
    said = Report("Agency", "2040-03-02", "The toll, the clerk said, <<prediction|will probably fall late>>.")
    later = "Odde cancelled the harvest fair on the north meadow over the toll and the flooded lane."
    assert tracked(said, Report("Paper", "2040-07-01", later)).status in ("open", "unclear")


def test_a_promise_made_again_is_not_its_own_outcome():
    later = "The company promises that <<commitment|it will run a ferry to Odde by 1 May 2040>>, with half of it paid."
    assert tracked(FERRY, Report("Paper", "2040-04-01", later)).status in ("open", "unclear")


def test_reports_of_one_promise_share_its_id():
    said = "The board said that <<commitment|it would reopen the tunnel at Marl by 1 May 2040>>."
    told = "By 1 May 2040 <<commitment|the board will reopen the tunnel at Marl>>, it was said."
    other = "The board said that <<commitment|it would paint the station at Ulm by 1 June 2040>>."
    linkage, readings = story(*(Report(o, "2040-03-02", t) for o, t in (("A", said), ("B", told), ("C", other))))
    found = compare(linkage, readings, CompareOptions()).forward
    promises = {t.text[:30]: t.promise for t in found}
    assert len(found) == 3
    assert len(set(promises.values())) == 2
    assert None not in promises.values()


def test_where_many_sentences_share_a_word_those_that_share_most_are_looked_at(monkeypatch):
    monkeypatch.setattr(bearing, "_MOST", 1)
    monkeypatch.setattr(bearing, "_LEAST", 1)
    many = " ".join(f"The company sold boat {n}." for n in range(20))
    told = "The company's ferry to Odde first ran on 20 April 2040, as promised."
    assert tracked(FERRY, Report("Paper", "2040-07-01", f"{many} {told} {many}")).status == "kept"


def test_what_came_is_not_less_than_was_said_where_reports_differ_in_the_figure():
    reports = (
        Report("Agency", "2040-03-02", "Odde said that <<commitment|it would free 14 sailors by 31 May 2040>>."),
        Report("Gazette", "2040-03-03", "<<commitment|Odde will free seventeen sailors by 31 May 2040>>."),
        Report("Agency", "2040-07-01", "All 14 sailors were freed by Odde on 29 May 2040, two days early."),
    )
    linkage, readings = story(*reports)
    assert {line.status for line in compare(linkage, readings, CompareOptions()).forward} == {"kept"}


def test_what_only_says_when_makes_no_two_lines_one_promise():
    linkage, readings = story(
        Report(
            "Agency",
            "1971-05-03",
            "The clerk said that <<plan|parliament would approve the memorandum on tolls before the recess>>.",
        ),
        Report("Paper", "1971-05-03", "The clerk said that <<plan|it would go when parliament approves the budget>>."),
        Report("Post", "1971-09-01", "Parliament has not approved the memorandum on tolls."),
    )
    lines = compare(linkage, readings, CompareOptions()).forward
    assert len({line.promise for line in lines}) == 2
