"""Small own-written texts, one phenomenon each (tests/cases/*.yaml), read by the bundled reader.

A case expects statements by their content (half of the words must agree) and any of speaker, kind, form, act, cue,
within, addressee, said_on, described, speaks_for; `absent` names words that must not be a statement's content. A case that today's
model misses carries `known_miss` with the reason: it is run all the same, and does not fail the suite.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.errors import ModelError
from communique.options import ReadOptions
from communique.read import Reader, load_reader
from communique.record import Article, Reading, Statement, content_id

CASES = Path(__file__).parent / "cases"
FIELDS = {"name", "text", "published", "expect", "absent", "known_miss"}
LEAST_CASES, MOST_KNOWN_MISSES = 150, 0.15


def cases() -> Iterator[dict[str, Any]]:
    """Every case of every file, with the file's name as `file`."""
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            yield case | {"file": path.stem}


def parameters() -> list[Any]:
    """The cases for pytest; those with a known miss may fail."""
    out = []
    for case in cases():
        marks = [pytest.mark.xfail(strict=False, reason=case["known_miss"])] if "known_miss" in case else []
        out.append(pytest.param(case, id=f"{case['file']}: {case['name']}", marks=marks))
    return out


@pytest.fixture(scope="module")
def reader() -> Reader:
    try:
        return load_reader(ReadOptions())
    except ModelError as missing:
        pytest.skip(f"the bundled model is not there: {missing}")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def overlap(left: str, right: str) -> float:
    """F1 of two texts over their words."""
    a, b = words(left), words(right)
    shared = sum(min(a.count(w), b.count(w)) for w in set(a))
    return 2 * shared / (len(a) + len(b)) if a and b else 0.0


def told(reading: Reading, wanted: str) -> Statement:
    """The statement whose content agrees best with `wanted`, by half of its words at least."""
    best = max(reading.statements, key=lambda s: overlap(s.text, wanted), default=None)
    found = [s.text for s in reading.statements]
    assert best is not None, f"no statement at all; wanted {wanted!r}"
    assert overlap(best.text, wanted) >= 0.5, f"{wanted!r} is not among {found}"
    return best


def _within(reading: Reading, statement: Statement, value: str | None) -> bool:
    parent = next((s for s in reading.statements if s.id == statement.within), None)
    return parent is None if value is None else parent is not None and overlap(parent.text, value) >= 0.5


def _plain(name: str | None) -> str | None:
    return name.replace("’", "'").casefold() if name else None


def _cue(reading: Reading, statement: Statement, value: str | None) -> bool:
    printed = " ".join(reading.article.text[s:e] for s, e in statement.cue)
    return not printed if value is None else value.lower() in printed.lower()


CHECKS: dict[str, Callable[[Reading, Statement, Any], bool]] = {
    "speaker": lambda _, s, v: _plain(s.speaker) == _plain(v),
    "kind": lambda _, s, v: s.speaker_kind == v,
    "form": lambda _, s, v: s.form == v,
    "act": lambda _, s, v: s.act == v,
    "addressee": lambda _, s, v: s.addressee == v,
    "said_on": lambda _, s, v: s.said_on == (str(v) if v else None),
    "speaks_for": lambda _, s, v: _plain(s.speaks_for) == _plain(v),
    "described": lambda _, s, v: v in (s.speaker_description or ""),
    "cue": _cue,
    "within": _within,
}


@pytest.mark.parametrize("case", parameters())
def test_case(case: dict[str, Any], reader: Reader) -> None:
    """The reader finds what the case expects, and nothing that it forbids."""
    published = str(case["published"]) if "published" in case else None
    text = case["text"]
    reading = reader.read(Article(id=content_id("a", text), path="case.txt", text=text, published=published))
    for wanted in case.get("expect", ()):
        statement = told(reading, wanted["content"])
        for field, value in wanted.items():
            if field != "content":
                got = statement.model_dump()
                assert CHECKS[field](reading, statement, value), f"{field}: wanted {value!r}, got {got}"
    for words_ in case.get("absent", ()):
        claimed = [s.text for s in reading.statements if words_.lower() in s.text.lower()]
        assert not claimed, f"{words_!r} is no statement, but is in {claimed}"


def test_cases_are_well_formed() -> None:
    """Known fields only, names unique in a file, enough cases, and few that today's model misses."""
    seen = set()
    found = list(cases())
    for case in found:
        assert set(case) - {"file"} <= FIELDS, case["name"]
        assert case.get("expect") or case.get("absent"), case["name"]
        assert (case["file"], case["name"]) not in seen
        seen.add((case["file"], case["name"]))
        for wanted in case.get("expect", ()):
            assert set(wanted) - {"content"} <= set(CHECKS), case["name"]
    assert len(found) >= LEAST_CASES
    assert sum("known_miss" in case for case in found) <= MOST_KNOWN_MISSES * len(found)
