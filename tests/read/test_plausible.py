"""What is looked at when a find is judged, and that wishes, deeds and silences weigh less than speech."""

from __future__ import annotations

import numpy as np
import pytest

from communique.encoder.schema import ACTS
from communique.read.attribution import RawAttribution
from communique.read.plausible.features import (
    Find,
    cue_kind,
    describe,
    find_of,
    moves_people,
    negated,
    phrase,
    silence,
    style,
)
from communique.read.plausible.screen import load_weights
from communique.read.statements.build import Draft
from communique.read.statements.quotes import QuoteIndex


def find(source: str, cue: str, content: str, text: str) -> Find:
    """The find whose parts are the first occurrences of these words in `text`."""

    def span(words: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(words), text.index(words) + len(words)),) if words else ()

    raw = RawAttribution(0, (), (), (), 0.7, 0.8, 0.8, 0.7)
    draft = Draft(raw, span(content), span(cue), span(source))
    return find_of(text, draft, QuoteIndex(text), np.full(len(ACTS), 1 / len(ACTS), np.float32))


def log_odds(found: Find) -> float:
    model = load_weights()
    return sum(model.weights.get(name, 0.0) * value for name, value in describe(found).items())


SPOKEN = find("Vale", "said", "the harbour was safe", "Vale said the harbour was safe.")


@pytest.mark.parametrize(
    ("source", "cue", "content", "text"),
    [
        ("The assembly", "approved", "the harbour plan", "The assembly approved the harbour plan on Tuesday."),
        ("Vale", "declined to comment on", "the harbour", "Vale declined to comment on the harbour."),
        ("Vale", "discussed", "the harbour dues", "Vale discussed the harbour dues with him."),
        ("He", "was known as", "the Heron", "He was known as the Heron."),
        ("Vale", "praised", "him", "Vale praised him."),
    ],
)
def test_what_is_no_statement_weighs_less_than_speech(source: str, cue: str, content: str, text: str) -> None:
    assert log_odds(find(source, cue, content, text)) < log_odds(SPOKEN) - 0.5


def test_the_sort_of_cue_comes_from_its_main_word() -> None:
    assert cue_kind(SPOKEN) == "assert"
    assert cue_kind(find("Vale", "has approved", "it all", "Vale has approved it all.")) == "deed"
    assert cue_kind(find("Vale", "", "“We go.”", "Vale: “We go.”")) == "none"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("to leave", "to"),
        ("how it ends", "wh"),
        ("the northern harbour", "bare"),
        ("leaving, as it was late", "gerund"),
        ("it is late", "clause"),
    ],
)
def test_the_sort_of_content_comes_from_its_first_word(content: str, expected: str) -> None:
    assert phrase(find("Vale", "urged", content, f"Vale urged {content}.")) == expected


def test_a_silence_is_negated_speech_or_a_refusal_to_speak() -> None:
    assert silence(find("Vale", "has not said", "whether she goes", "Vale has not said whether she goes."))
    assert silence(find("Vale", "refused", "to comment", "Vale refused to comment."))
    assert not silence(find("Vale", "refused", "to sign", "Vale refused to sign."))
    assert negated(("didn't", "say"))


def test_an_anybody_in_a_condition_is_no_holder() -> None:
    features = describe(find("visitors", "want", "to fish", "Where visitors want to fish, they pay."))
    assert features["unreal"] == 1.0
    assert features["source generic"] == 1.0


def test_style_counts_reporting_verbs_by_the_hundred_words() -> None:
    text = "Vale said it was late. " * 20
    written = style(text, [], QuoteIndex(text))
    assert written["speech"] == pytest.approx(20.0)
    assert written["past"] > 0.9
    assert written["quoted"] == 0.0


def test_every_weight_is_of_a_feature_that_can_hold() -> None:
    known = describe(SPOKEN).keys()
    assert known & load_weights().weights.keys()
    assert set(load_weights().styles) == {"speech", "finds", "quoted", "past", "length"}


@pytest.mark.parametrize(
    ("cue", "content", "text", "expected"),
    [
        ("summoned", "the ambassador of Veld", "Lirn summoned the ambassador of Veld.", True),
        ("recalled", "its envoy", "Lirn recalled its envoy.", True),
        ("has expelled", "three diplomats", "Lirn has expelled three diplomats.", True),
        ("recalled", "the envoy was late", "Lirn recalled that the envoy was late.", False),
        ("praised", "the ambassador", "Lirn praised the ambassador.", False),
        ("recalled", "her first winter", "Lirn recalled her first winter.", False),
    ],
)
def test_to_send_or_call_people_is_no_statement(cue: str, content: str, text: str, expected: bool) -> None:
    assert moves_people(find("Lirn", cue, content, text)) is expected
