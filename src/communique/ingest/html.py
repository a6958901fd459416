"""HTML -> main text and what the page says about itself. Text by trafilatura, metadata from the page's own markup."""

from __future__ import annotations

import difflib
import logging
import re

import trafilatura
from trafilatura.settings import Document

from communique.errors import InputError
from communique.ingest.extracted import Extracted
from communique.ingest.page_meta import metadata_of
from communique.ingest.zones.titles import title_end

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # its complaints are ours to report, not its own

_MIN_PROSE = 80  # characters of a paragraph worth winning back
_LOST = 0.5  # a strict text with a smaller share of the plain one's words and prose has lost the body
_NEW = 0.5  # share of a paragraph's 4-grams that the text must not hold yet
_MIN_NOTE = 200  # characters that recall must add to be worth a note
_MAX_LINES = 3000  # merging longer texts costs more than it wins
_HEAD = 5000  # characters in which a page shows that it is one
_WHOLE_PAGE = re.compile(r"<(?:html|body|head|!doctype)\b", re.IGNORECASE)
_PROSE_END = re.compile(r"""[.!?…]["”’')\]»]*$""")
_WORD = re.compile(r"\w+")


def extract(html: str) -> Extracted:
    """Main text and metadata of a page; an empty text when it has none, InputError when no parser can read it.

    The strict extraction is taken, and paragraphs inside it that only the plain one has are put back: strictness
    keeps lists of links out, the merge keeps block quotes and cut-off paragraphs in. What recall mode would add is
    noted. The title is not part of the text (INTERFACE.md), so a first line that repeats it is left out.
    """
    if not _WHOLE_PAGE.search(html, 0, _HEAD):
        html = f"<html><body>{html}</body></html>"  # a fragment, which trafilatura takes for no page at all
    try:
        strict, plain, recall = (_run(html, mode) for mode in ("strict", "plain", "recall"))
        candidates, genre = metadata_of(html)
    except Exception as error:  # a parser in C, on hostile input: whatever it raises, this page is what cannot be read
        raise InputError(f"cannot be parsed as HTML ({type(error).__name__})") from error
    text = merge(strict, plain)
    added = len(recall) - len(text)
    notes = (f"recall extraction would add {added} characters",) if added >= _MIN_NOTE else ()
    title = next((c.value for c in candidates if c.field == "title"), None)
    return Extracted(_without_title(text, title), candidates, genre, notes)


def merge(strict: str, plain: str) -> str:
    """The strict text with the paragraphs of prose that the plain extraction has between its lines.

    The plain text alone where the strict one holds less than half of its words and of its prose: it has lost the body.
    """
    lines = [line for line in strict.split("\n") if line.strip()]
    others = [line for line in plain.split("\n") if line.strip()]
    if not lines or len(lines) + len(others) > _MAX_LINES:
        return strict or plain
    fewer_words = len(_WORD.findall(strict)) < _LOST * len(_WORD.findall(plain))
    if fewer_words and _prose(lines) < _LOST * _prose(others):
        return plain
    return "\n".join(_merged(lines, others))


def _merged(lines: list[str], others: list[str]) -> list[str]:
    known = _shingles("\n".join(lines))
    operations = difflib.SequenceMatcher(None, others, lines, autojunk=False).get_opcodes()
    equal = [i for i, operation in enumerate(operations) if operation[0] == "equal"]
    merged: list[str] = []
    for index, (_, start, end, left, right) in enumerate(operations):
        merged += lines[left:right]
        if not equal or index in equal or not equal[0] < index < equal[-1]:
            continue
        for line in others[start:end]:
            shingles = _shingles(line)
            if _is_prose(line) and len(shingles - known) >= _NEW * len(shingles):
                merged.append(line)
                known |= shingles
    return merged


def _run(html: str, mode: str) -> str:
    found = trafilatura.bare_extraction(
        html,
        include_comments=False,
        favor_precision=mode == "strict",
        fast=mode == "plain",
        favor_recall=mode == "recall",
    )
    return (found.text or "").strip() if isinstance(found, Document) else ""


def _without_title(text: str, title: str | None) -> str:
    first, _, rest = text.partition("\n")
    if title and rest and title_end(first, title) == len(first):
        return rest.lstrip("\n")
    return text


def _is_prose(line: str) -> bool:
    return len(line) >= _MIN_PROSE and bool(_PROSE_END.search(line[-12:]))


def _prose(lines: list[str]) -> int:
    return sum(len(line) for line in lines if _is_prose(line))


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return {tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))} if words else set()
