"""Forward-looking lines of one article: who is to do what by when, in statements and in the author's own voice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from communique.read.acts import WordScores
from communique.read.acts.lexicon import word_set
from communique.read.acts.offsets import Between, zone_finder
from communique.read.acts.tokens import tokenize
from communique.read.forward.author import kind_of_author
from communique.read.forward.kinds import kind_in_statement
from communique.read.forward.units import Unit, author_units, statement_units
from communique.read.forward.vocabulary import Found
from communique.record import Article, Forward, Mention, Statement, Time, content_id, join_pieces

Span = tuple[int, int]

_STEM = 5
_SAME = 0.5
_RECENT = 80  # lines that a line is compared with: a repetition further back is a new line
_READ = frozenset({"body", "standfirst", "subhead", "caption", "dateline"})
_TERM = re.compile(
    r"\b(?:within|in) (?:an?|the|\w+|\d+) (?:hour|day|week|fortnight|month|year)s?\b(?! ago)|\bin due (?:course|time)\b|"
    r"\b(?:by|before|until) (?:the )?(?:spring|summer|autumn|winter|christmas|easter|harvest|new year|nightfall|midsummer|"
    r"midnight|noon|recess|elections?|rains|end of (?:the|this) (?:week|month|year))\b",
    re.IGNORECASE,
)
_WORD_GIVEN = re.compile(
    r"[\"“‘']?(?:you have my word|i give you my word(?: (?:on|for) (?:it|that))?|i promise(?: you)?(?: (?:it|that))?|"
    r"(?:and )?that(?: is|[’']s) (?:a|my|our) promise)[.,!”\"’' ]*",
    re.IGNORECASE,
)
_STOP = word_set("communique.read.forward", "stop")
_SUBJECT = re.compile(
    r"(?:[\"“‘'(]|(?:But|And|Presuming|While|If|Once|As)\s)*((?:the\s)?(?:[A-Z][\w.’'-]*(?:\s(?:of|and|de|al|the|for)\s|,?\s|\s)?){1,7})",
    re.UNICODE,
)

_HELD_OUT = ("commitment", "plan", "refusal", "warning", "condition", "offer")
_STRETCH = re.compile(r"P(\d{1,3})([DWMY])")
_DAYS = {"D": 1.0, "W": 7.0, "M": 30.5, "Y": 365.25}
_WITHIN = re.compile(
    r"\b(?:within|inside|in|in less than|in no more than|in the space of)\s+(?:the (?:next|coming)\s+)?$", re.IGNORECASE
)
_ELAPSED = re.compile(r"\s*(?:'s |’s |s['’] )?(?:notice|ago|earlier|before|of)\b")
_WEEKDAY = re.compile(r"(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_DATELINE = re.compile(r"[A-Z][A-Z .,’'-]{2,40}(?:,[^—–-]{0,30})?\s?(?:\([^)]{1,20}\)\s?)?[—–-]+\s")


def find_forward(
    article: Article,
    statements: Sequence[Statement],
    sentences: Sequence[Span],
    times: Sequence[Time],
    scores: WordScores | None = None,
    mentions: Sequence[Mention] = (),
) -> tuple[Forward, ...]:
    """The forward-looking lines of `article`, in text order.

    A line in a statement has its id in `statement` and the speaker as `actor`, or the subject of its own clause if that
    is somebody else by name; the author's own lines have `statement` None and the grammatical subject, if it is a name,
    as actor: by the name that `mentions` has for it.
    Headlines repeat the text and are left out. `scores` is accepted for the common signature; rules alone decide here.
    """
    del scores
    text = article.text
    zone_of, dated = zone_finder(article), Between(times)
    body = [_past_dateline(article, s) for s in sentences if not article.zones or zone_of(s[0]) in _READ]
    units = [u for s in statements if zone_of(s.content[0][0]) != "title" for u in statement_units(text, s)]
    units += author_units(text, body, statements)
    found = _confirmed(text, [(unit, _kind(text, unit, _ahead(article, unit, dated))) for unit in units])
    found = [pair for pair in found if not _over(article, pair, dated)]
    found.sort(key=lambda pair: pair[0].spans[0])
    named = {m.span[0]: m for m in mentions if m.form == "name"}
    return tuple(_forward(article, group, dated, named) for group in _merged(text, found))


def _past_dateline(article: Article, sentence: Span) -> Span:
    """The sentence without the dateline that it opens with."""
    start, end = sentence
    past = max(
        (z.span[1] for z in article.zones if z.kind == "dateline" and z.span[0] <= start < z.span[1]), default=start
    )
    return (min(past, end), end)


def _confirmed(text: str, read: Sequence[tuple[Unit, Found | None]]) -> list[tuple[Unit, Found]]:
    """The units that look ahead; "You have my word." makes what was said before it a promise, and is part of it."""
    out: list[tuple[Unit, Found]] = []
    before: Unit | None = None
    for unit, kind in read:
        same = before is not None and unit.statement is not None and unit.statement is before.statement
        if same and out and out[-1][0] is before and _WORD_GIVEN.fullmatch(unit.words(text)):
            whole = Unit((*before.spans, *unit.spans), unit.statement, before.first)
            out[-1] = (whole, Found("commitment", "my word", out[-1][1].at))
        elif kind is not None:
            out.append((unit, kind))
        before = unit
    return out


def _over(article: Article, pair: tuple[Unit, Found], times: Between[Time]) -> bool:
    """Whether the author speaks of an arrangement whose every date lies before the article."""
    unit, _ = pair
    if unit.statement is not None or article.published is None:
        return False
    inside = (t for s, e in unit.spans for t in times.starting_in(s, e))
    values = [t.value for t in inside if t.value and t.value[:1].isdigit()]
    return bool(values) and all(v < article.published[: len(v)] for v in values)


def _ahead(article: Article, unit: Unit, times: Between[Time]) -> bool:
    """Whether the unit names a day that lies after the article, or a term that has yet to end."""
    if any(_TERM.search(article.text, s, e) for s, e in unit.spans):
        return True
    return article.published is not None and any(
        t.type in ("DATE", "TIME") and t.value and t.value[:1].isdigit() and _after(t.value, article.published)
        for s, e in unit.spans
        for t in times.starting_in(s, e)
    )


def _after(value: str, published: str) -> bool:
    """Whether a day or a longer stretch begins after the article, or the day is the article's year or month at large."""
    return value[: len(published)] > published[: len(value)]


def _kind(text: str, unit: Unit, ahead: bool) -> Found | None:
    words = unit.words(text)
    statement = unit.statement
    if statement is None:
        return kind_of_author(words, ahead)
    cue = " ".join(text[s:e] for s, e in statement.cue)
    source = " ".join(text[s:e] for s, e in statement.source)
    return kind_in_statement(words, statement, cue, source, unit.first, ahead)


def _merged(text: str, found: Sequence[tuple[Unit, Found]]) -> list[list[tuple[Unit, Found]]]:
    """One line said twice by one speaker (paraphrased, then quoted) is one; nested ones give way to the outer one."""
    groups: list[list[tuple[Unit, Found]]] = []
    stems: list[frozenset[str]] = []
    for unit, kind in found:
        own = _stems(unit.words(text))
        recent = range(max(0, len(groups) - _RECENT), len(groups))
        home = next((n for n in recent if _same_line(groups[n], stems[n], unit, kind, own)), None)
        if home is None:
            groups.append([(unit, kind)])
            stems.append(own)
        elif all(not _overlap(u, unit) for u, _ in groups[home]):
            groups[home].append((unit, kind))
    return groups


def _same_line(
    group: Sequence[tuple[Unit, Found]], stems: frozenset[str], unit: Unit, kind: Found, own: frozenset[str]
) -> bool:
    other, other_kind = group[0]
    if any(_overlap(u, unit) for u, _ in group):
        return True
    if kind.kind != other_kind.kind or (unit.statement is None) != (other.statement is None):
        return False
    if unit.statement is not None and other.statement is not None:
        speaker = unit.statement.speaker
        if speaker is None or speaker != other.statement.speaker:
            return False
    small = min(len(stems), len(own))
    return small > 0 and len(stems & own) >= max(1, round(_SAME * small))


def _overlap(left: Unit, right: Unit) -> bool:
    return any(a < d and c < b for a, b in left.spans for c, d in right.spans)


def _stems(words: str) -> frozenset[str]:
    return frozenset(t.lower[:_STEM] for t in tokenize(words) if len(t.lower) > 3 and t.lower not in _STOP)


def _forward(
    article: Article, group: Sequence[tuple[Unit, Found]], times: Between[Time], named: Mapping[int, Mention]
) -> Forward:
    text = article.text
    unit, kind = group[0]
    spans = tuple(sorted(span for u, _ in group for span in u.spans))
    return Forward(
        id=content_id("forward", article.id, kind.kind, spans),
        kind=kind.kind,
        actor=_actor(text, unit, kind, named),
        text=join_pieces(text, spans),
        spans=spans,
        horizon=_horizon(article, spans, times),
        statement=unit.statement.id if unit.statement else None,
    )


def _actor(text: str, unit: Unit, kind: Found, named: Mapping[int, Mention]) -> str | None:
    """Who is to act, demand, warn: the speaker; the named subject of what is held out for another, or by nobody known."""
    words = unit.words(text)
    subject = _subject(words, unit.spans[0], kind, named)
    if unit.statement is None:
        return subject
    if kind.kind in _HELD_OUT and subject is not None:
        return subject if unit.statement.form != "direct" else unit.statement.speaker or subject
    return unit.statement.speaker


def _subject(words: str, first: Span, kind: Found, named: Mapping[int, Mention]) -> str | None:
    """The name that opens the clause, if it is one and the deciding words follow it at once."""
    dateline = _DATELINE.match(words)
    found = _SUBJECT.match(words, dateline.end() if dateline else 0)
    tokens = tokenize(words)
    if found is None or kind.at >= len(tokens):
        return None
    name = found[1].strip(" ,")
    gap = tokens[kind.at].start - found.end()
    opening = name.lower().removeprefix("the ").split()
    signs = bool(_SIGNED.fullmatch(words, found.end(), tokens[kind.at].start))
    if not opening or (gap > 40 and not signs) or opening[0] in _NO_NAMES:
        return None
    known = _known(first, found.span(1), named)
    if known is None and named and " " not in name:
        return None  # "Ships", "Eighty", "Each": one word with a capital because it opens the sentence
    return known or re.sub(r"[’']s$", "", name)


def _known(first: Span, place: Span, named: Mapping[int, Mention]) -> str | None:
    """The actor whose name stands at `place` of a unit that starts with the piece `first`, if just one does."""
    start, end = first[0] + place[0], min(first[0] + place[1], first[1])
    actors = {named[at].actor for at in range(start, end) if at in named}
    return actors.pop() if len(actors) == 1 else None


_SIGNED = re.compile(  # "Vale was one of eight members who signed a letter calling on": her demand, however long the clause
    r"\s?(?:is|was|were)\s(?:one\s(?:of|among)|among|part\sof)\s[^.;:“”\"]{2,100}\s(?:who|that|which)\s(?:have\s|had\s|also\s)*"
    r"(?:signed|wrote|sent|backed|joined|co-?signed|issued|supported)\s(?:an?|the)\s(?:[a-z-]+\s){0,3}"
)
_NO_NAMES = word_set("communique.read.forward", "no_names")


def _horizon(article: Article, spans: Sequence[Span], times: Between[Time]) -> str | None:
    """The first time in the line that does not lie before the article: its value, or its words when it has none."""
    for time in (t for s, e in spans for t in times.starting_in(s, e)):
        if time.type == "DURATION" and (ends := _end_of_stretch(article, time)) is not None:
            return ends
        if time.type not in ("DATE", "TIME"):
            continue
        if time.value is None:
            return time.text
        if time.value in ("PAST_REF", "PRESENT_REF"):
            continue
        if time.value == "FUTURE_REF":
            return time.text
        if time.value == article.published and _WEEKDAY.fullmatch(time.text):
            continue  # "..., they said on Monday": the day on which it was said
        if article.published is None or time.value[: len(article.published)] >= article.published[: len(time.value)]:
            return time.value
    return None


def _end_of_stretch(article: Article, time: Time) -> str | None:
    """The last day of a stretch that runs from the article's day: "within ten days", "in a fortnight". None for one that tells how long."""
    found = _STRETCH.fullmatch(time.value or "")
    start, end = time.span
    opens = _WITHIN.search(article.text[max(0, start - 30) : start]) or _WITHIN.match(
        article.text[start : start + 8] + " "
    )
    if (
        found is None
        or opens is None
        or _ELAPSED.match(article.text, end)
        or len(article.published or "") != len("2000-01-01")
    ):
        return None
    days = round(int(found[1]) * _DAYS[found[2]])
    return (date.fromisoformat(article.published or "") + timedelta(days=days)).isoformat()
