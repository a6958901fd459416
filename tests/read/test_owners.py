"""Whose verb it is, by the grammar around it. All sentences are invented."""

from __future__ import annotations

from communique.encoder.words import split_words
from communique.read.statements.build import Draft, draft_of
from communique.read.statements.owners import owned


def draft(text: str, content: str, cue: str, source: str) -> Draft:
    """A find by its words; each must stand once in the text, the cue's last one counts."""

    def span(words: str) -> tuple[int, int]:
        start = text.rindex(words)
        return start, start + len(words)

    return draft_of(split_words(text), (span(content),), (span(source),), (span(cue),), None, 0.9)


def sources(text: str, *found: Draft) -> list[str | None]:
    return [text[slice(*d.source[0])] if d.source else None for d in owned(text, found)]


def test_whom_somebody_congratulated_did_not_welcome_anything() -> None:
    text = "The envoy congratulated the minister on the vote and welcomed the truce."
    first = draft(text, "on the vote", "congratulated", "The envoy")
    second = draft(text, "the truce", "welcomed", "the minister")
    assert sources(text, first, second) == ["The envoy", "The envoy"]


def test_who_is_told_of_behind_said_keeps_a_second_verb() -> None:
    text = "The envoy said the minister met the press and welcomed the truce."
    first = draft(text, "met the press", "said", "The envoy")
    second = draft(text, "the truce", "welcomed", "the minister")
    assert sources(text, first, second)[1] == "the minister"


def test_a_report_that_somebody_answers_claims_what_it_claims() -> None:
    text = "The league hit back on a report claiming the pilots would strike."
    assert sources(text, draft(text, "the pilots would strike", "claiming", "The league")) == ["a report"]


def test_a_statement_that_somebody_issues_is_theirs() -> None:
    text = "The league issued a statement saying the pilots would strike."
    assert sources(text, draft(text, "the pilots would strike", "saying", "The league")) == ["The league"]


def test_the_noun_behind_that_is_told_of() -> None:
    text = "The clerk shrugged, suggesting that senators in town were stalling."
    (found,) = owned(text, [draft(text, "were stalling", "suggesting", "senators in town")])
    assert found.source == ()
    assert text[slice(*found.content[0])] == "senators in town were stalling"


def test_a_source_has_the_name_behind_called() -> None:
    text = "A circle of firms called Harbour Front argued the toll was unfair."
    assert sources(text, draft(text, "the toll was unfair", "argued", "A circle of firms called")) == [
        "A circle of firms called Harbour Front"
    ]


def test_a_source_has_the_noun_behind_its_possessive() -> None:
    text = "Nadia Orel's spokesman said the talks were off."
    assert sources(text, draft(text, "the talks were off", "said", "Nadia Orel's")) == ["Nadia Orel's spokesman"]
