"""The day of an event: the day of its own verb, of what it brought about, of what is told of it behind."""

from __future__ import annotations

import pytest

from communique.options import ReadOptions
from communique.read import load_reader
from communique.record import Article, Event


def events(text: str) -> dict[str, Event]:
    """The events of a report of Wednesday, 8 May 2041, by the words of their first trigger."""
    article = Article(id="a", path="a.txt", text=text, published="2041-05-08")
    found = load_reader(ReadOptions()).read(article).events
    return {" ".join(text[s:e] for s, e in event.triggers[:1]): event for event in found}


@pytest.mark.parametrize(
    ("text", "trigger", "when"),
    [
        ("The Senate voted 52-48 on Thursday to ban two banks.", "voted", "2041-05-02"),
        ("Ostmar and Lindmark on Saturday vetoed a resolution.", "vetoed", "2041-05-04"),
        ("Ana Kovar was sworn in as premier on Friday and said taxes would fall.", "sworn in", "2041-05-03"),
        ("“We signed the treaty on 4 May,” Kral said on Tuesday.", "signed", "2041-05-04"),
        ("Gunmen stormed the museum on Friday, killing nine people.", "killing", "2041-05-03"),
        ("The attack, which killed nine people on Friday, drew protests.", "attack", "2041-05-03"),
        ("Clashes broke out in Varn Square at about 2 p.m. on Saturday.", "Clashes", "2041-05-04"),
        ("The army shelled Varn on Monday, and on Tuesday it withdrew.", "withdrew", "2041-05-07"),
        ("Talks between Ostmar and Lindmark will resume on Thursday, the envoy said.", "Talks", "2041-05-09"),
        ("“Tomorrow we will sign the treaty,” Kral said on Monday.", "sign", "2041-05-07"),
        ("“Yesterday they attacked our ships,” Admiral Vorn told parliament on Sunday.", "attacked", "2041-05-04"),
        ("On 3 May the house passed a bill. The following day, the president vetoed it.", "vetoed", "2041-05-04"),
        ("The ministers will meet on May 20, a day before the summit.", "summit", None),
        ("The tribunal adjourned until Monday.", "adjourned", None),
        ("The vote, which had been set for Monday, was put off.", "put off", None),
    ],
)
def test_the_day_of_an_event(text: str, trigger: str, when: str | None) -> None:
    assert events(text)[trigger].when == when


def test_an_attack_told_of_as_the_reason_has_its_own_day() -> None:
    text = (
        "Destroyers fired 59 missiles at an airfield early Friday, after an attack that killed more than 80 on Tuesday."
    )
    found = events(text)
    assert found["attack"].when == "2041-05-07"
    assert found["fired 59 missiles at"].when == "2041-05-03"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Lindmark struck a historic deal on Sunday with Ostmar.", "deal"),
        ("Under the deal, Lindmark will halt work for six months.", "deal"),
        ("A ceasefire took effect at midnight.", "ceasefire"),
        ("The minister told a weekly briefing that the roads were open.", "briefing"),
    ],
)
def test_what_is_taken_for_granted_happened(text: str, trigger: str) -> None:
    assert events(text)[trigger].status == "happened"


def test_the_title_of_a_programme_is_no_event() -> None:
    assert events("He appeared on the programme “Meet the Nation.”") == {}


def test_what_is_to_happen_this_week_is_planned() -> None:
    assert events("Fane said he would visit Lindmark this week.")["visit"].status == "planned"
