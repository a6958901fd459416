"""Several who speak as one, sources cut at their article, and marks that belong to other words. All sentences are invented."""

from __future__ import annotations

import pytest

from communique.options import ReadOptions
from communique.read import load_reader
from communique.read.statements.quotes import QuoteIndex
from communique.record import Article, Statement


def read(text: str) -> list[Statement]:
    return list(load_reader(ReadOptions()).read(Article(id="a", path="a.txt", text=text)).statements)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Nora Quill and the African Union said on Monday that the ferry would sail again.",
            "Nora Quill; African Union",
        ),
        ("Portugal and Nora Quill of the Red Crescent agreed to send medicine.", "Portugal; Nora Quill"),
        ("Nora Quill of the African Union said that the ferry would sail again.", "Nora Quill"),
        ("Portugal's Nora Quill said that the ferry would sail again.", "Nora Quill"),
        ("Portuguese and Norwegian minister Nora Quill said that the ferry would sail again.", "Nora Quill"),
    ],
)
def test_a_person_and_a_body_that_speak_as_one_are_both_told(text: str, speaker: str) -> None:
    assert [s.speaker for s in read(text)] == [speaker]


def test_a_source_of_an_article_alone_goes_on_to_its_noun() -> None:
    (found,) = read("The Netherlands, which pays most of the bill, has said it will study the matter in the spring.")
    assert (found.speaker, found.speaker_kind) == ("Netherlands", "organization")


@pytest.mark.parametrize(
    "text",
    [
        "Selmara recalled its ambassador a month later and shut its ports to foreign trawlers.",
        "Selmara and Norland have wrangled over the reef since the wreck of the ferry.",
        "The firm recalled 4,000 vehicles and has since shut its plant.",
    ],
)
def test_what_is_called_home_or_fought_over_is_not_said(text: str) -> None:
    assert read(text) == []


def test_what_is_called_back_to_mind_is_said() -> None:
    assert [s.speaker for s in read("Nora Quill recalled that the ambassador had left before dawn.")] == ["Nora Quill"]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ('" their return but no more', "their return but no more"),
        ('had "no such wish" at all. "', 'had "no such wish" at all.'),
        ('"We asked twice,"', '"We asked twice,"'),
    ],
)
def test_a_span_leaves_marks_of_other_words_out(words: str, kept: str) -> None:
    text = 'The draft "calls for" their return but no more. He had "no such wish" at all. "We asked twice," he said.'
    start = text.index(words)
    assert text[slice(*QuoteIndex(text).without_others(start, start + len(words)))] == kept
