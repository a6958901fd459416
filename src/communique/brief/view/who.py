"""Who speaks and acts, each as the reports introduce them."""

from __future__ import annotations

import re
from collections.abc import Set

from communique.brief.view.desk import Desk, Plain, Sheet
from communique.brief.view.diff import marked
from communique.brief.view.memo import line
from communique.lexicon.labels import plural
from communique.record import Actor, ActorMention, Evidence, Story
from communique.record.shown import clip

PEOPLE = 4
_APART = 2  # characters between an office and the name of its holder
_SENTENCE_END = re.compile(r"[a-z’']{3,}[.!?][”\"’')]*\s+(?=[A-Z])")
_THAT = re.compile(r"(?:that|and|but|while|as)\s+")


def who(desk: Desk, story: Story) -> list[Plain]:
    """Those who say most; where few are quoted, also those whom several reports name."""
    said: dict[str, int] = {}
    for actors in story.speakers.values():
        for actor in actors:
            said[actor] = said.get(actor, 0) + 1
    able = [a for a in story.actors if a.kind in ("person", "organization", "state") and (a.roles or a.mentions)]
    ranked = sorted(
        (a for a in able if said.get(a.id) or _well_known(story, a)) if said else able,
        key=lambda a: (-said.get(a.id, 0), a.kind != "person", -len(a.mentions), a.name),
    )
    things = {name for a in story.actors if a.kind != "person" for name in (a.name, *a.names)}
    return [_actor_line(desk, actor, said.get(actor.id, 0), things) for actor in ranked[:PEOPLE]]


def _well_known(story: Story, actor: Actor) -> bool:
    """Whether somebody is named by at least half of the reports, and by two of them: nobody that is named in passing."""
    named = len({m.article for m in actor.mentions})
    return actor.kind == "person" and named > 1 and 2 * named >= len(story.articles)


def _actor_line(desk: Desk, actor: Actor, said: int, things: Set[str]) -> Plain:
    sheet, span = _introduction(desk, actor, things)
    words = desk.words(sheet, [span], f"A{sheet.number}")
    at = words["text"].find(actor.name)
    lead = clip(actor.name, 80) if at < 0 else ""  # a name that the words hold is set off in them, not said twice
    if at >= 0:
        words["runs"] = marked(words["text"], [(at, at + len(actor.name))], "key")
    return line(words, lead=lead, after=plural(said, "statement") if said else "")


def _introduction(desk: Desk, actor: Actor, things: Set[str]) -> tuple[Sheet, tuple[int, int]]:
    """How the reports introduce somebody: an office with the name beside it, else the first mention of the name.

    `things` are the names of states and bodies, which an article read alone may take for persons.
    """
    found = []
    for role in actor.roles:
        sheet = desk.sheets[role.evidence.article]
        span = _beside(role.evidence, actor, sheet.article.text)
        if span is not None and not _others(desk, actor, role.evidence.article, span, things):
            found.append(((role.of is None, -(span[1] - span[0]), sheet.number, span), sheet, span))
    if found:
        _, sheet, span = min(found, key=lambda entry: entry[0])
        return sheet, span
    family = _family(actor).casefold()

    def rank(mention: ActorMention) -> tuple[bool, bool, bool, int, tuple[int, int]]:
        sheet = desk.sheets[mention.article]
        words = sheet.article.text[slice(*mention.span)]
        named, in_full = family in words.casefold(), actor.name in words
        return (not named, words.isupper(), not in_full, sheet.number, mention.span)

    mention = min(actor.mentions, key=rank)
    return desk.sheets[mention.article], mention.span


def _others(desk: Desk, actor: Actor, article: str, span: tuple[int, int], things: Set[str]) -> bool:
    """Whether somebody else is named in an introduction: it introduces two, and would give one the other's office."""
    return any(
        m.kind == "person" and m.form == "name" and _family(actor).casefold() not in m.actor.casefold()
        for m in desk.sheets[article].reading.mentions
        if m.actor and m.actor not in things and span[0] <= m.span[0] and m.span[1] <= span[1]
    )


def _beside(role: Evidence, actor: Actor, text: str) -> tuple[int, int] | None:
    """The span of an office together with the name of its holder right before or after it, within one sentence."""
    for mention in actor.mentions:
        if mention.article != role.article:
            continue
        start, end = mention.span
        gap = text[role.span[1] : start] if start >= role.span[1] else text[end : role.span[0]]
        if len(gap) > _APART or not (start >= role.span[1] or end <= role.span[0]) or gap.strip() not in ("", ","):
            continue
        return _trimmed(text, min(start, role.span[0]), _whole_name(text, max(end, role.span[1]), end, actor))
    if role.quote.split()[-1:] == actor.name.split()[-1:]:
        return _trimmed(text, *role.span)
    return None


def _family(actor: Actor) -> str:
    """The last word of a name."""
    return (actor.name.split() or [""])[-1]


def _whole_name(text: str, end: int, mentioned: int, actor: Actor) -> int:
    """The end of an introduction, past the rest of a name that its mention cut short."""
    family = f" {_family(actor)}"
    return mentioned + len(family) if end == mentioned and text.startswith(family, mentioned) else end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """An introduction without the end of the sentence before it, and without a "that" which led up to it."""
    stops = list(_SENTENCE_END.finditer(text, start, end))
    start = stops[-1].end() if stops else start
    that = _THAT.match(text, start, end)
    return (that.end() if that else start), end
