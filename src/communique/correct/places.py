"""The anchors of a statement correction, found in the articles of a run as whole attributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.correct.after import parts_of
from communique.correct.anchors import Place, Shelf
from communique.correct.matching import Attribution
from communique.record import Anchor, Article, Correction, normalise_spans
from communique.record.correction import How

_HALF = 0.5  # share of a content's characters that must be found
_VERBATIM = 0.95  # likeness from which found words may become the words of a statement
_HOWS: tuple[How, ...] = ("same place", "moved", "new version", "by name")

Key = tuple[str, tuple[tuple[str, tuple[int, int]], ...]]


@dataclass(frozen=True, slots=True)
class Located:
    """A correction whose words were found: in which article, what it was made on, what should be there instead."""

    correction: Correction
    article: Article
    old: Attribution | None
    new: Attribution | None
    how: How
    likeness: float

    @property
    def faces(self) -> tuple[Attribution, ...]:
        """Every attribution it knows of the statement."""
        return tuple(face for face in (self.old, self.new) if face is not None)

    @property
    def verbatim(self) -> bool:
        """Whether the words found are close enough to those corrected to stand as a statement."""
        return self.likeness >= _VERBATIM


def locate(correction: Correction, shelf: Shelf) -> Located | None:
    """Where a correction of a statement stands, None when too little of its words is found."""
    places: list[Place] = []
    old = _attribution(correction, "", shelf, places)
    new = _attribution(correction, "new ", shelf, places)
    wanted = [prefix for prefix in ("", "new ") if parts_of(correction, f"{prefix}content")]
    if len({p.article.id for p in places}) != 1 or len([f for f in (old, new) if f]) < len(wanted):
        return None
    how = max((p.how for p in places), key=_HOWS.index)
    return Located(correction, places[0].article, old, new, how, min(p.likeness for p in places))


def old_key(correction: Correction) -> Key | None:
    """What names the statement it was made on, in the offsets of that time."""
    return _key(correction, "")


def new_key(correction: Correction) -> Key | None:
    """What names the statement that it makes: a later correction may be made on that."""
    return _key(correction, "new ")


def _key(correction: Correction, prefix: str) -> Key | None:
    parts = [(part, a) for part in ("content", "cue", "source") for a in parts_of(correction, prefix + part)]
    if not any(part == "content" for part, _ in parts):
        return None
    return parts[0][1].article, tuple((part, a.span) for part, a in parts)


def _attribution(correction: Correction, prefix: str, shelf: Shelf, places: list[Place]) -> Attribution | None:
    """Content, and where they are found cue and source; the places of the content go to `places`."""
    content = parts_of(correction, f"{prefix}content")
    found = _found(content, shelf)
    if sum(len(p_anchor.exact) for p_anchor, _ in found) < _HALF * sum(len(a.exact) for a in content) or not found:
        return None
    articles = {place.article.id for _, place in found}
    if len(articles) != 1:
        return None
    places += [place for _, place in found]
    rest = [
        [p.span for _, p in _found(parts_of(correction, prefix + part), shelf) if p.article.id in articles]
        for part in ("cue", "source")
    ]
    return Attribution(normalise_spans(p.span for _, p in found), normalise_spans(rest[0]), normalise_spans(rest[1]))


def _found(anchors: Sequence[Anchor], shelf: Shelf) -> list[tuple[Anchor, Place]]:
    return [(anchor, place) for anchor in anchors if (place := shelf.find(anchor))]
