"""brat standoff: NAME.txt is the article's text unchanged, NAME.ann its annotations, with the configuration brat needs.

Offsets are code points, as in the record. A fragment may not hold a line break, so what runs over one is split there
(brat's discontinuous spans). Values with a closed set are attributes, free text is an annotator note.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.export.book import Book
from communique.export.layers import MENTION_LABELS, Mark, Span, other_marks, statement_marks
from communique.export.text import FileNames, encodable
from communique.options import ExportOptions
from communique.record import Reading

_CLOSED: dict[str, tuple[str, tuple[str, ...]]] = {
    "Form": ("Content", ("direct", "mixed", "indirect", "citation")),
    "Act": (
        "Content",
        ("assert", "deny", "demand", "offer", "commit", "refuse", "accuse", "warn", "praise", "ask", "predict", "agree",
         "condition", "attitude", "other"),
    ),
    "Stance": ("Content", ("supports", "opposes", "conditional", "neutral", "unclear")),
    "SpeakerKind": ("Content", ("named", "unnamed", "organization", "document", "media", "unknown")),
    "TimeType": ("Time", ("DATE", "TIME", "DURATION", "SET")),
    "Status": ("Event", ("happened", "planned", "hypothetical", "cancelled", "denied", "unknown")),
    "MentionForm": ("|".join(MENTION_LABELS.values()), ("name", "nominal", "pronoun")),
    "ForwardKind": (
        "Forward",
        ("commitment", "demand", "condition", "offer", "prediction", "plan", "warning", "refusal"),
    ),
    "Voice": ("Loaded", ("author", "statement")),
}  # fmt: skip
"""Attributes with a closed set of values: on which label, and the values."""
LABELS = ("Content", "Source", "Cue", "Time", "Event", *MENTION_LABELS.values(), "Forward", "Loaded", "ScareQuote")
_COLOURS = (
    "#DCE9F7", "#FBE7C6", "#E9DDF5", "#D9F0E1", "#F7D9D9", "#FFF3B0", "#FFE0CC", "#E0E8C8", "#E8E8E8", "#F2E6D8",
    "#EEEEEE", "#D6F2F2", "#FAD4E4", "#F5F5C8",
)  # fmt: skip


def render(book: Book, _options: ExportOptions) -> Iterator[tuple[str, bytes]]:
    """annotation.conf, visual.conf, and two files an article."""
    yield "annotation.conf", _annotation_conf().encode()
    yield "visual.conf", _visual_conf().encode()
    names = FileNames()
    for reading in book.record.articles:
        article = reading.article
        stem = names.stem(article)
        yield f"{stem}.txt", encodable(article.text).encode("utf-8")
        yield f"{stem}.ann", _annotations(book, reading).encode("utf-8")


def _annotations(book: Book, reading: Reading) -> str:
    writer = _Lines(encodable(reading.article.text))
    places: dict[tuple[str, str], str] = {}
    for mark in statement_marks(book, reading):
        key = writer.mark(mark)
        if key:
            places[mark.owner, mark.label] = key
    for item in reading.statements:
        content = places.get((item.id, "Content"))
        for label, relation in (("Source", "said_by"), ("Cue", "reported_with")):
            if content and (item.id, label) in places:
                writer.relation(relation, content, places[item.id, label])
        if content and item.within and (item.within, "Content") in places:
            writer.relation("within", content, places[item.within, "Content"])
    for mark in other_marks(reading):
        writer.mark(mark)
    return "".join(f"{line}\n" for line in writer.lines)


class _Lines:
    """The lines of an .ann file under construction."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = []
        self.count = {"T": 0, "A": 0, "R": 0, "#": 0}

    def _next(self, kind: str) -> str:
        self.count[kind] += 1
        return f"{kind}{self.count[kind]}"

    def mark(self, mark: Mark) -> str | None:
        """A text-bound annotation with its attributes and note; None where the span is nothing but line breaks."""
        pieces = [piece for span in mark.spans for piece in fragments(self.text, span)]
        if not pieces:
            return None
        key = self._next("T")
        places = ";".join(f"{start} {end}" for start, end in pieces)
        words = " ".join(self.text[start:end].replace("\t", " ") for start, end in pieces)
        self.lines.append(f"{key}\t{mark.label} {places}\t{words}")
        for name, value in mark.notes:
            if name in _CLOSED and value in _CLOSED[name][1]:
                self.lines.append(f"{self._next('A')}\t{name} {key} {value}")
        free = "; ".join(f"{n}: {_flat(v)}" for n, v in mark.notes if n not in _CLOSED and v)
        if free:
            self.lines.append(f"{self._next('#')}\tAnnotatorNotes {key}\t{free}")
        return key

    def relation(self, name: str, first: str, second: str) -> None:
        """A binary relation."""
        self.lines.append(f"{self._next('R')}\t{name} Arg1:{first} Arg2:{second}")


def fragments(text: str, span: Span) -> list[Span]:
    """`span` cut at line breaks (every character that Python or brat takes for one), blank pieces left out."""
    found, start = [], span[0]
    for line in text[span[0] : span[1]].splitlines(keepends=True):
        bare = line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        left = len(bare) - len(bare.lstrip())
        if bare.strip():
            found.append((start + left, start + len(bare.rstrip())))
        start += len(line)
    return found


def _flat(text: str) -> str:
    return " ".join(encodable(text).split())


def _annotation_conf() -> str:
    labels = "\n".join(LABELS)
    attributes = "\n".join(f"{n}\tArg:{where}, Value:{'|'.join(v)}" for n, (where, v) in _CLOSED.items())
    relations = (
        "said_by\tArg1:Content, Arg2:Source\nreported_with\tArg1:Content, Arg2:Cue\nwithin\tArg1:Content, Arg2:Content\n"
        "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>"
    )
    return f"[entities]\n{labels}\n\n[relations]\n{relations}\n\n[events]\n\n[attributes]\n{attributes}\n"


def _visual_conf() -> str:
    colours = "\n".join(f"{label}\tbgColor:{c}" for label, c in zip(LABELS, _COLOURS, strict=True))
    return f"[labels]\n\n[drawing]\nSPAN_DEFAULT\tfgColor:black, bgColor:#EEEEEE, borderColor:darken\n{colours}\n"
