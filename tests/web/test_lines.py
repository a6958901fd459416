"""Rows as lines: no citation stands beside words that are another report's."""

from __future__ import annotations

from communique.web import lines
from communique.web.front import _settled

TEXTS = {"a-1": "The trawlers seized in April are to return.", "a-2": "He never ordered the trawlers seized."}


def place(article: str, word: str) -> str:
    at = TEXTS[article].index(word)
    return f"{article}:{at}-{at + len(word)}"


def test_two_sentences_that_share_a_word_are_two_passages() -> None:
    row = {
        "id": "event-1", "name": "seized: Ana Kovar", "when": None, "kind": "CAPTURE", "where": None, "status": "happened",
        "participants": ["Ana Kovar"], "independent": 2, "articles": ["a-1", "a-2"], "story": "s",
        "quotes": ["seized", "seized"], "evidence": [place("a-1", "seized"), place("a-2", "seized")],
    }  # fmt: skip
    shown = lines.event(row, lambda article: {"id": article, "outlet": article}, TEXTS)
    assert [e["text"] for e in shown["evidence"]] == list(TEXTS.values())
    assert [e["also"] for e in shown["evidence"]] == [[], []]
    assert shown["title"] == "Seized · Ana Kovar"


def settled(name: str, status: str, outcome: str, start: int) -> dict[str, object]:
    return {"id": name, "status": status, "outcome": outcome, "outcome_article": "a-1", "outcome_start": start}


def test_the_first_page_tells_what_was_broken_first_and_one_outcome_once() -> None:
    rows = [
        settled("f-1", "kept", "The water flows.", 4),
        settled("f-2", "kept", "The water flows.", 4),
        settled("f-3", "overdue", "", 0),
        settled("f-4", "broken", "The levy stays.", 90),
    ]
    assert [row["id"] for row in _settled(rows)] == ["f-4", "f-3", "f-1"]
