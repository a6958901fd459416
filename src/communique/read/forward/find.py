"""Forward-looking lines of one article: who is to do what by when, in statements and in the author's own voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.read.acts import WordScores
from communique.read.acts.lexicon import word_set
from communique.read.acts.offsets import Between, zone_finder
from communique.read.acts.tokens import tokenize
from communique.read.forward.author import kind_of_author
from communique.read.forward.holders import actor_of
from communique.read.forward.horizons import horizon_of, is_over, looks_ahead
from communique.read.forward.kinds import kind_in_statement
from communique.read.forward.units import Span, Unit, author_units, statement_units
from communique.read.forward.vocabulary import Found, pattern
from communique.record import Article, Forward, Mention, Statement, Time, content_id, join_pieces

_STEM = 5
_SAME = 0.5
_RECENT = 80  # lines that a line is compared with: a repetition further back is a new line
_READ = frozenset({"body", "standfirst", "subhead", "caption", "dateline"})
_STOP = word_set("communique.read.forward", "stop")


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
    found = _confirmed(text, [(unit, _kind(text, unit, looks_ahead(article, unit, dated))) for unit in units])
    found = [pair for pair in found if not is_over(article, pair[0], dated)]
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
        if same and out and out[-1][0] is before and pattern("word_given").fullmatch(unit.words(text)):
            whole = Unit((*before.spans, *unit.spans), unit.statement, before.first)
            out[-1] = (whole, Found("commitment", "my word", out[-1][1].at))
        elif kind is not None:
            out.append((unit, kind))
        before = unit
    return out


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
        actor=actor_of(text, unit, kind, named),
        text=join_pieces(text, spans),
        spans=spans,
        horizon=horizon_of(article, spans, times),
        statement=unit.statement.id if unit.statement else None,
    )
