"""Heads glued into one line, as bad extraction leaves them: peeled off piece by piece from the left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.ingest.zones.bylines import byline_end
from communique.ingest.zones.datelines import dateline_end, find_dateline
from communique.ingest.zones.inside import credits, navigation_at, navigation_in
from communique.ingest.zones.patterns import NAME, alternatives, word_set
from communique.ingest.zones.sheet import Mark
from communique.ingest.zones.stamps import stamp_end
from communique.ingest.zones.titles import title_end
from communique.record.article import ZoneKind

_MAX_TITLE = 220  # characters
_MAX_CAPTION = 420
_LOOK_AHEAD = 800  # characters in which a dateline is looked for
_CITY_BEFORE_STAMP = re.compile(r"[A-Z][A-Z'’.-]*[A-Z.](?:,? [A-Z][A-Z'’.-]*[A-Z.]){0,3}\s+(?=\S)")
_PLACE_AFTER_STAMP = re.compile(r"\s+[-–—]\s+[A-Z][A-Z .'’-]+[A-Z](?=\s+[A-Z]|$)")
_BARE_AGENCY = re.compile(rf"{alternatives('photo agencies')}(?= (?:The|A|An|In|On) )")
_SENTENCE_INSIDE = re.compile(r"[a-z\d]{2}[.!?][”\"’]?\s+[A-Z]|[;]\s")
_OPEN_END = re.compile(
    r"(?:\b(?:the|a|an|of|in|on|at|by|to|for|from|with|and|or|since|until|before|after|dated|as|was|is|late|early|around)|,)$"
)


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known about an article from outside its text; `has_title`: the title stands in the text, if anywhere."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    has_title: bool = True


@dataclass(slots=True)
class _Peel:
    text: str
    hints: Hints
    want_title: bool
    has_speech: bool = False
    at: int = 0
    seen: tuple[ZoneKind, ...] = ()


def peel(text: str, hints: Hints, want_title: bool, has_speech: bool = False) -> list[Mark]:
    """Marks of the head pieces at the start of `text`, up to the dateline or the first words of the report."""
    state = _Peel(text, hints, want_title and hints.has_title, has_speech)
    marks: list[Mark] = []
    while mark := _next(state):
        marks.append(mark)
        state.seen = (*state.seen, mark.kind)
        state.at = mark.end
        if mark.kind == "title":
            state.want_title = False
        if mark.kind == "dateline":
            break
    return marks


def _next(state: _Peel) -> Mark | None:
    """The piece of head that stands next, or None when the report begins."""
    text = state.text
    blank = re.compile(r"[\s|·•]*").match(text, state.at)
    at = blank.end() if blank else state.at
    for kind, end in _pieces(state, at):
        if end is not None and end > at:
            return Mark(at, end, kind)
    return None


def _pieces(state: _Peel, at: int) -> Iterator[tuple[ZoneKind, int | None]]:
    """What could stand at `at`, likeliest first; evaluated one after another."""
    text = state.text
    if state.want_title and state.hints.title:
        yield "title", title_end(text, state.hints.title, at)
    yield "dateline", dateline_end(text, at, colon=not state.want_title and not state.has_speech)
    yield "boilerplate", _stamp(text, at)
    yield "byline", byline_end(text, at)
    yield "boilerplate", navigation_at(text, at)
    if next(credits(text[at : at + _MAX_CAPTION]), (1, 1))[0] == 0:
        yield "caption", _caption(text, at)
    if state.want_title and "byline" not in state.seen:
        yield "title", _title(text, at)
    yield "caption", _caption(text, at)
    if "byline" not in state.seen and state.seen:
        yield "byline", _author(state, at)
    yield "standfirst", _before_dateline(state, at)


def _stamp(text: str, at: int) -> int | None:
    """A time stamp, perhaps after the place it was filed from; not a date that a sentence opens with."""
    place = _CITY_BEFORE_STAMP.match(text, at)
    end = stamp_end(text, at) or (stamp_end(text, place.end()) if place else None)
    if end is None:
        return None
    following = text[end:].lstrip(" |·•")
    if place_after := _PLACE_AFTER_STAMP.match(text, end):
        end = place_after.end()
    opens = not following or following[:1].isupper() or following[:1] in "“\"'‘(—–-"
    if following[:1] in "|·•" or text[end : end + 3].strip()[:1] in "|·•":
        end += len(text[end:]) - len(text[end:].lstrip(" |·•"))
    is_bare_date = not re.search(
        r"\d[:.]\d\d|[ap]\.?m\b|ago|updated|published|posted|modified", text[at:end], re.IGNORECASE
    )
    return end if opens and not (is_bare_date and text[end : end + 1] == ",") else None


def _author(state: _Peel, at: int) -> int | None:
    """A known author's name, or a name with a role that another piece of head follows."""
    for author in state.hints.authors:
        end = title_end(state.text, author, at)
        if end:
            return end
    end = byline_end(state.text, at, needs_by=False)
    if end is None or not re.match(NAME, state.text[at:end]):
        return None
    after = _skip(state.text, end)
    if _stamp(state.text, after) or navigation_at(state.text, after):
        return end
    return None


def _caption(text: str, at: int) -> int | None:
    """A caption with its credit before the report, or a credit with its caption before a dateline."""
    window = text[at : at + _MAX_CAPTION]
    credit = next(credits(window), None)
    bare = _BARE_AGENCY.match(text) if at == 0 else None
    if credit is None:
        return bare.end() if bare else None
    dateline = find_dateline(text, at + credit[1], at + _LOOK_AHEAD)
    if credit[0] == 0:
        return dateline[0] if dateline and dateline[0] - at < _MAX_CAPTION else at + credit[1]
    if dateline and dateline[0] - (at + credit[1]) < 3:
        return dateline[0] if not _case_run(window[: credit[0]]) else None
    is_closed = window[: credit[0]].rstrip().endswith((".", "!", "?", "”", '"', ")"))
    return at + credit[1] if is_closed and not _case_run(window[: credit[0]]) else None


def _title(text: str, at: int) -> int | None:
    """A title that ends where a byline, a stamp, navigation, a caption with credit, or a dateline begins."""
    window = text[at : at + _MAX_TITLE + 40]
    ends = [
        m.start()
        for m in re.finditer(r"(?<=\S)\s+(?=By\s+[A-Z]|BY\s+[A-Z])", window)
        if _is_byline_cue(text, at + m.end())
    ]
    ends += [m.start() for m in re.finditer(r"(?<=\S)\s+(?=[A-Z\d])", window) if _stamp(text, at + m.end())][:1]
    ends += [navigation_in(window)]
    dateline = find_dateline(text, at, at + _LOOK_AHEAD)
    if dateline:
        ends.append(dateline[0] - at)
    for end in sorted(e for e in ends if e > 0):
        whole = window[:end].rstrip()
        if end <= len(window) and _is_title(whole):
            known = _named_author(whole)
            return at + (known or len(whole))
    run = _case_run(text[at : at + _LOOK_AHEAD])
    return at + run if run and dateline and run < dateline[0] - at else None


def _is_byline_cue(text: str, at: int) -> bool:
    """Whether "By ..." ends a title: another piece of head must follow the names, for headlines have "By" too."""
    end, names = byline_end(text, at), byline_end(text, at, names_only=True)
    if end is None or names != end:
        return end is not None
    after = _skip(text, end)
    return any(piece is not None for piece in (_stamp(text, after), dateline_end(text, after), _caption(text, after)))


def _named_author(title: str) -> int | None:
    """Where a name with an outlet, glued to the end of a title, begins."""
    match = re.search(
        rf"\s+(?={NAME}, (?:The )?(?:[A-Z][\w.]* )*(?:Press|News|Times|Post|Herald|Agency|Wire|Writer|Star|Tribune)$)",
        title,
    )
    return match.start() if match and len(title[: match.start()].split()) >= 4 else None


def _before_dateline(state: _Peel, at: int) -> int | None:
    """Words between title or byline and the dateline."""
    if not {"title", "byline"} & {*state.seen}:
        return None
    dateline = find_dateline(state.text, at, at + _MAX_CAPTION)
    return dateline[0] if dateline else None


def _is_title(words: str) -> bool:
    if not 3 <= len(words.split()) <= 32 or len(words) > _MAX_TITLE or words.endswith("."):
        return False
    return not _SENTENCE_INSIDE.search(words) and not _OPEN_END.search(words) and next(credits(words), None) is None


def _case_run(text: str) -> int | None:
    """The length of a headline in title case at the start of `text`, before a sentence in sentence case."""
    words = list(re.finditer(r"\S+", text[: _MAX_TITLE + 40]))
    last_capital = None
    for index, word in enumerate(words):
        bare = word.group().strip("“”\"‘’'(),:;?!—–-")
        if not bare or bare[0].isdigit() or bare in word_set("title words"):
            continue
        if bare[0].isupper():
            last_capital = index
            continue
        if last_capital is not None and words[last_capital].group().endswith(","):
            last_capital -= 1  # a caption that opens with somebody's two names
        if last_capital is None or last_capital < 4:
            return None
        return len(text[: words[last_capital].start()].rstrip())
    return None


def _skip(text: str, at: int) -> int:
    blank = re.compile(r"[\s|·•]*").match(text, at)
    return blank.end() if blank else at
