"""What `after` holds for each kind of correction, which subject it may have, and which anchors it needs."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, StringConstraints, TypeAdapter, ValidationError

from communique.lexicon import interval_of
from communique.record import Anchor, Correction, CorrectionKind, Noun, Subject
from communique.record.comparison import ForwardStatus
from communique.record.reading import Act, Form, SpeakerKind, Stance

Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+$")
]
"""A name or the like, typed by a person: one line without control characters."""


def _is_date(value: str) -> str:
    if interval_of(value) is None:
        raise ValueError(f"{value!r} is not a date such as 2031-03-05, 2031-03, 2031 or 2031-03-05/2031-03-07")
    return value


Day = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"), AfterValidator(_is_date)]
"""A date of publication: 2031-03-05, 2031-03 or 2031."""
Edtf = Annotated[str, StringConstraints(max_length=60), AfterValidator(_is_date)]
"""A date of an event, as the record prints it."""


class SpeakerAfter(Noun):
    """Who said it. A null `speaker` with kind "unnamed" or "unknown" is a correction too."""

    speaker: Line | None
    speaker_kind: SpeakerKind | None = None
    speaker_description: Line | None = None

    @property
    def kind(self) -> SpeakerKind:
        """The kind given, else what follows from there being a name."""
        return self.speaker_kind or ("named" if self.speaker else "unknown")


class StatementAfter(SpeakerAfter):
    """A statement the machine did not find; its spans are the anchors "new content", "new cue", "new source"."""

    form: Form = "indirect"
    act: Act = "assert"
    stance: Stance = "unclear"


class MergeAfter(Noun):
    """The name the merged actor goes by; None: that of the first of them."""

    name: Line | None = None


class SplitAfter(Noun):
    """The name of the actor that is split off, and the names in the texts that are its alone."""

    name: Line
    names: tuple[Line, ...] = ()


class OutcomeAfter(Noun):
    """What became of a promise; the anchor "outcome" gives the words that tell it."""

    status: ForwardStatus


class Shape(NamedTuple):
    """Which subjects a kind may have, the type of its `after`, and the parts it must have anchors for."""

    subjects: tuple[Subject, ...]
    after: TypeAdapter[Any]
    parts: tuple[str, ...]


_NOTHING: TypeAdapter[Any] = TypeAdapter(None)
_ANY: TypeAdapter[Any] = TypeAdapter(Any)
_FINDINGS: tuple[Subject, ...] = (
    "statement", "actor", "event", "shared-fact", "conflict", "position", "forward", "quote-variant", "omission",
)  # fmt: skip
SHAPES: dict[CorrectionKind, Shape] = {
    "speaker": Shape(("statement",), TypeAdapter(SpeakerAfter), ("content",)),
    "form": Shape(("statement",), TypeAdapter(Form), ("content",)),
    "act": Shape(("statement",), TypeAdapter(Act), ("content",)),
    "stance": Shape(("statement",), TypeAdapter(Stance), ("content",)),
    "span": Shape(("statement",), _NOTHING, ("content", "new content")),
    "drop-statement": Shape(("statement",), _NOTHING, ("content",)),
    "add-statement": Shape(("statement",), TypeAdapter(StatementAfter), ("new content",)),
    "merge-actors": Shape(("actor",), TypeAdapter(MergeAfter), ("actor 0", "actor 1")),
    "split-actor": Shape(("actor",), TypeAdapter(SplitAfter), ("actor 1",)),
    "rename-actor": Shape(("actor",), TypeAdapter(Line), ("actor 0",)),
    "accept": Shape(_FINDINGS, _NOTHING, ("*",)),
    "reject": Shape(_FINDINGS, _NOTHING, ("*",)),
    "outcome": Shape(("forward",), TypeAdapter(OutcomeAfter), ("",)),
    "event-date": Shape(("event",), TypeAdapter(Edtf | None), ("",)),
    "published": Shape(("article",), TypeAdapter(Day | None), ("",)),
    "outlet": Shape(("article",), TypeAdapter(Line | None), ("",)),
    "independence": Shape(("article",), TypeAdapter(Literal["one source", "independent"]), ("", "other")),
    "confidential": Shape(("article",), TypeAdapter(bool), ("",)),
    "undo": Shape(("correction",), _NOTHING, ()),
}


def after_of(correction: Correction) -> Any:
    """`after` as the type of its kind; call `problem` first."""
    return SHAPES[correction.kind].after.validate_python(correction.after)


def problem(correction: Correction) -> str | None:
    """Why a correction cannot be applied whatever the articles are, in one line; None when it can."""
    shape = SHAPES[correction.kind]
    if correction.subject not in shape.subjects:
        return f"a correction of kind {correction.kind!r} is about {' or '.join(shape.subjects)}, not {correction.subject!r}"
    for part in shape.parts:
        if not parts_of(correction, part):
            what = "words of an article" if part in ("", "*") else f"words as its {part!r}"
            return f"a correction of kind {correction.kind!r} needs {what} in `anchors`"
    try:
        shape.after.validate_json(_ANY.dump_json(correction.after))
    except (ValidationError, ValueError) as error:
        return f"`after` does not fit a correction of kind {correction.kind!r}: {first_line(error)}"
    return None


def parts_of(correction: Correction, part: str) -> tuple[Anchor, ...]:
    """The anchors of a part in the order of the text; "*" for all of them."""
    found = [a for a in correction.anchors if part in ("*", a.part)]
    return tuple(sorted(found, key=lambda a: (a.article, a.span)))


def first_line(error: Exception) -> str:
    """The first complaint of a validation error: where and what."""
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(step) for step in first["loc"])
    return f"{where}: {first['msg']}" if where else str(first["msg"])
