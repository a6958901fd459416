"""One article's text for its page: every statement, date, event and loaded word marked, each mark a way back.

The sweep is the brief's (`brief.view.texts`), so that both show one article alike; here the short labels on the marks
("S3", "C1") lead to the pages of the workspace, and the words that an address names (`?at=12-40`) or a search found
(`?q=`) are lit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from communique.brief.view.desk import Desk, Sheet
from communique.brief.view.reports import reports
from communique.brief.view.texts import article_text
from communique.lexicon.labels import plural, word
from communique.record import Reading, Record, Statement
from communique.web.rendering import Plain, segment

Span = tuple[int, int]
_PLACES = re.compile(r"\d{1,9}-\d{1,9}(,\d{1,9}-\d{1,9}){0,199}", re.ASCII)
_HITS = 500  # places of searched words that are lit in one text


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding that rests on words of an article: its label's letter, its page, where its words stand."""

    letter: str
    id: str
    href: str
    title: str
    spans: tuple[Span, ...]


def marked_text(reading: Reading, findings: Iterable[Finding], at: str = "", asked: str = "") -> Plain:
    """{blocks, back, title, lit}: the text in runs, and where each label leads. `at` is "12-40,50-60" or empty."""
    desk, sheet = _desk(reading)
    back = {
        label: {"href": f"/statements/{segment(statement)}", "title": "the statement"}
        for statement, label in desk.labels.items()
    }
    numbers: dict[str, int] = {}
    for finding in findings:
        numbers[finding.letter] = numbers.get(finding.letter, 0) + 1
        label = f"{finding.letter}{numbers[finding.letter]}"
        back[label] = {"href": finding.href, "title": finding.title}
        sheet.links.extend((s, e, label) for s, e in finding.spans)
    lit, hits = places(at, len(reading.article.text)), list(_found(reading.article.text, asked))
    sheet.links.extend((s, e, "A1") for s, e in (*lit, *hits))
    shown = reports(desk, None, [sheet])[0]
    blocks = article_text(desk, sheet)
    _light(blocks, lit, hits)
    title = "" if any(z.kind == "title" for z in reading.article.zones) else reading.article.title or ""
    return {"blocks": blocks, "back": back, "title": title, "lit": bool(lit), "hits": len(hits), "profile": shown}


def passage(reading: Reading, statement: Statement) -> list[Plain]:
    """The paragraphs that hold a statement, its words, cue and source marked."""
    desk, sheet = _desk(reading)
    label = desk.labels[statement.id]
    first, last = statement.content[0][0], statement.content[-1][1]
    blocks = article_text(desk, sheet)
    near = [b for b in blocks if b["runs"][0]["start"] < last and b["runs"][-1]["end"] > first]
    for block in near:
        for run in block["runs"]:
            mine = label in run["statements"].split()
            marks = [c for c in run["classes"].split() if c in ("cue", "src") and _in(run, statement, c)]
            run["classes"] = " ".join([*(["q1"] if mine else []), *marks])
            run["statements"] = label if mine else ""
    return near


def places(at: str, length: int) -> list[Span]:
    """The spans of "12-40,50-60" that lie in a text of that length; none for anything else."""
    if not at or not _PLACES.fullmatch(at):
        return []
    pairs = [part.split("-") for part in at.split(",")]
    spans = sorted({(int(s), int(e)) for s, e in pairs})
    return [(s, e) for s, e in spans if s < e <= length]


def _desk(reading: Reading) -> tuple[Desk, Sheet]:
    desk = Desk(Record(articles=(reading,)))
    return desk, desk.sheets[reading.article.id]


def _in(run: Plain, statement: Statement, kind: str) -> bool:
    spans = statement.cue if kind == "cue" else statement.source
    return any(s <= run["start"] and run["end"] <= e for s, e in spans)


def _found(text: str, asked: str) -> Iterable[Span]:
    """Where the words of a search stand, whole words first letter to last, upper and lower case alike."""
    words = [w for w in re.findall(r"\w+", asked) if len(w) > 1][:20]
    if not words:
        return []
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\w{0,3}\b", re.IGNORECASE)
    return islice((match.span() for match in pattern.finditer(text)), _HITS)


def _light(blocks: Sequence[Plain], lit: Sequence[Span], hits: Sequence[Span]) -> None:
    """Add `lit` and `hit` to runs, and `first` to the one that the address scrolls to."""
    seen = False
    for block in blocks:
        for run in block["runs"]:
            run["lit"] = any(s <= run["start"] and run["end"] <= e for s, e in lit)
            run["hit"] = any(s <= run["start"] and run["end"] <= e for s, e in hits)
            run["first"] = not seen and (run["lit"] if lit else run["hit"])
            seen = seen or run["first"]


def profile(reading: Reading) -> Plain:
    """How the article works, in counts: statements by form and by kind of speaker."""
    forms: dict[str, int] = {}
    for statement in reading.statements:
        forms[statement.form] = forms.get(statement.form, 0) + 1
    return {
        "statements": plural(len(reading.statements), "statement"),
        "forms": ", ".join(f"{n} {word('form', f)}" for f, n in sorted(forms.items(), key=lambda x: (-x[1], x[0]))),
        "notes": list(reading.article.notes),
    }
