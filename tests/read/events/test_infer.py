"""Dates that no clause prints, each with its reason; blank where nothing tells."""

import pytest

from communique.read.events import find_events
from communique.read.sentences import split_sentences
from communique.record import Article, Event, Mention, Statement, Time

VALE = ("Ana Vale", "person")


def find(
    text: str,
    times: list[tuple[str, str, str]],
    names: list[tuple[str, str]],
    published: str = "2031-05-20",
    statements: tuple[Statement, ...] = (),
) -> tuple[Event, ...]:
    article = Article(id="article-1", path="a.txt", text=text, published=published)
    found = []
    for words, kind, value in times:
        at = text.index(words)
        found.append(Time(span=(at, at + len(words)), text=words, type=kind, value=value))  # type: ignore[arg-type]
    mentions = [
        Mention(span=(text.index(name), text.index(name) + len(name)), kind=kind, form="name", actor=name)  # type: ignore[arg-type]
        for name, kind in names
    ]
    return find_events(article, split_sentences(text), found, mentions, statements)


def one(events: tuple[Event, ...], kind: str) -> Event:
    return next(event for event in events if event.kind == kind)


def test_what_was_done_in_the_past_week_has_its_month() -> None:
    text = "Ana Vale spent the past week meeting fishermen in the harbour."
    event = one(find(text, [("the past week", "DURATION", "P1W")], [VALE]), "MEETING")
    assert event.when == "2031-05"
    assert event.when_inferred == "“the past week”, counted from the day of publication"


def test_a_week_of_two_months_keeps_its_days() -> None:
    text = "Ana Vale spent the past week meeting fishermen in the harbour."
    event = one(find(text, [("the past week", "DURATION", "P1W")], [VALE], "2031-05-03"), "MEETING")
    assert event.when == "2031-04-26/2031-05-03"


@pytest.mark.parametrize("length", [("for a week", "P1W"), ("the next week", "P1W")])
def test_other_lengths_date_nothing(length: tuple[str, str]) -> None:
    text = f"Ana Vale met fishermen {length[0]} in the harbour."
    assert one(find(text, [(length[0], "DURATION", length[1])], [VALE]), "MEETING").when is None


def test_a_visit_made_for_a_dated_speech_has_its_month() -> None:
    text = (
        "Ana Vale will travel to Varn to deliver a speech to the assembly. "
        "The speech, scheduled for June 3, will be her first."
    )
    event = one(find(text, [("June 3", "DATE", "2031-06-03")], [VALE]), "VISIT")
    assert event.when == "2031-06"
    assert event.when_inferred == "made for “deliver a speech”, which the article dates 2031-06-03"


def test_a_speech_told_elsewhere_dates_no_visit() -> None:
    text = "Ana Vale will visit Varn. The speech, scheduled for June 3, will be her first at home."
    assert one(find(text, [("June 3", "DATE", "2031-06-03")], [VALE]), "VISIT").when is None


def test_a_meeting_during_a_dated_visit_has_its_month() -> None:
    text = "Ana Vale will visit Varn on June 3. The king said he will not meet with the envoy during her visit."
    event = one(find(text, [("June 3", "DATE", "2031-06-03")], [VALE]), "MEETING")
    assert event.when == "2031-06"


def test_a_cue_of_the_next_sentence_takes_no_date() -> None:
    text = "They intend to hold a hearing on the ports at the end of July. But asked about it, she said it would rain."
    cue, content = (text.index("asked"), text.index("asked") + 5), (text.index("it would"), len(text) - 1)
    said = Statement(id="statement-1", content=(content,), text="it would rain", cue=(cue,), source=(), form="indirect")
    event = one(find(text, [("the end of July", "DATE", "2031-07")], [], statements=(said,)), "HEARING")
    assert event.when == "2031-07"


def test_a_printed_date_has_no_reason() -> None:
    text = "Ana Vale met fishermen on May 3."
    event = one(find(text, [("May 3", "DATE", "2031-05-03")], [VALE]), "MEETING")
    assert (event.when, event.when_inferred) == ("2031-05-03", None)


def test_a_day_belongs_to_what_was_done_when() -> None:
    text = "The treaty has been in force since March 30, when the assembly ratified it."
    assert one(find(text, [("March 30", "DATE", "2031-03-30")], []), "RATIFICATION").when == "2031-03-30"
