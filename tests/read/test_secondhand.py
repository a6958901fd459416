"""Speech that somebody passes on: whoever is quoted said it, whoever quotes tells of it."""

from __future__ import annotations

import pytest

from communique.options import ReadOptions
from communique.read import load_reader
from communique.record import Article, Statement

OPENING = "Foreign Minister Tomas Reiz met the envoys in Brenna on Friday. "


def read(sentence: str) -> list[Statement]:
    article = Article(id="a", path="a.txt", title="Talks in Brenna", text=OPENING + sentence, published="2041-05-05")
    return list(load_reader(ReadOptions()).read(article).statements)


def said(sentence: str, words: str) -> Statement:
    (found,) = [s for s in read(sentence) if s.text == words]
    return found


@pytest.mark.parametrize(
    "sentence",
    [
        "Reiz was quoted as saying that the border was closed.",
        "Reiz was quoted by the Maresian News Agency as saying that the border was closed.",
        "On Saturday, Reiz was cited in the Gazette as saying the border was closed.",
        "Reiz has been widely reported as saying the border was closed.",
        "The minister, Tomas Reiz, was quoted as telling colleagues that the border was closed.",
    ],
)
def test_who_was_quoted_is_the_speaker(sentence):
    assert said(sentence, "the border was closed").speaker == "Tomas Reiz"


def test_the_cue_leaves_out_who_quotes():
    found = said(
        "Reiz was quoted by the Maresian News Agency as saying that the border was closed.", "the border was closed"
    )
    text = OPENING + "Reiz was quoted by the Maresian News Agency as saying that the border was closed."
    assert [text[s:e] for s, e in found.cue] == ["was quoted", "as saying"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Maresian News Agency quoted Reiz as saying the border was closed.",
        "The Maresian News Agency cited Reiz as saying that the border was closed.",
        "State television quoted Reiz as telling ministers that the border was closed.",
    ],
)
def test_what_a_medium_passes_on_lies_within_what_it_tells(sentence):
    found = said(sentence, "the border was closed")
    assert found.speaker == "Tomas Reiz"
    assert found.within in {s.id for s in read(sentence)}


def test_a_quotation_before_the_one_who_quotes_it():
    found = said("“The army is ready,” the agency quoted General Ivo Marsh as saying.", "“The army is ready,”")
    assert found.speaker == "Ivo Marsh"


def test_a_quotation_before_the_medium_lies_within_what_it_tells():
    found = read("“We have no other choice,” the North's Central Agency quoted the High Command as saying.")
    quoted = next(s for s in found if s.text == "“We have no other choice,”")
    assert (quoted.speaker, quoted.within in {s.id for s in found}) == ("High Command", True)


def test_an_unnamed_source_stays_unnamed():
    found = said("State media quoted an unnamed official as saying: “The army is ready.”", "“The army is ready.”")
    assert (found.speaker, found.speaker_kind, found.speaker_description) == (None, "unnamed", "an unnamed official")


@pytest.mark.parametrize(
    "sentence",
    [
        "The price was quoted in crowns as trading resumed.",
        "He was quoted a price of nine crowns.",
        "The pact was reported as dead.",
    ],
)
def test_other_quoting_passes_nobody_on(sentence):
    assert not [s for s in read(sentence) if any("as " in (OPENING + sentence)[a:b] for a, b in s.cue)]


def test_what_somebody_was_asked_is_nobodys_statement():
    found = read("Asked whether the talks had failed, Reiz said: “Not yet.”")
    assert [(s.speaker, s.text) for s in found] == [("Tomas Reiz", "“Not yet.”")]


def test_a_sentence_that_opens_with_asked_tells_no_statement_of_whoever_was_named_before():
    found = read("Reiz smiled. Asked about the deadline, he said the bank had time.")
    assert [s.text for s in found] == ["the bank had time"]
