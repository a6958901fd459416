"""Who: the names that took part in an event, and those that tell one event of a kind from another."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.lexicon import state_of
from communique.read.acts.lexicon import word_set
from communique.read.events.setting import SPOKEN, Scene, Span, clause_offsets
from communique.read.events.triggers import Trigger
from communique.record import Mention

_ACTORS = frozenset({"person", "organization", "state"})
_CORE_LINKS = word_set("communique.read.events", "core_links")
_MAX_NAMES = 4
_SUBORDINATE = frozenset(
    "although though while whereas when after before because since if once until unless as".split()
)
_APPOSED = re.compile(
    r",\s(?:an?|the|his|her|its|their)\s(?:[a-z][\w’'-]*\s){1,4}(?:of|for|from|in|at)\s(?:the\s)?(?:[A-Z][\w.’'-]*\s){0,3}$"
)
_TELLER = re.compile(
    r"\s(?:said|says|repeated|added|insisted|wrote|claimed|argued|confirmed|reported|announced|maintained|recalled|noted)\b"
)
_ASIDE = re.compile(r"[,”\"]\s(?:(?:[A-Z][\w.’'-]*|the)\s)*$")
_SAID_IN = re.compile(r"\s(?:[\w’'.,-]+\s){0,5}?(?:in|during|at)\s(?:an?|the|his|her|their|its)\s(?:[\w-]+\s){0,3}")
_SENT = re.compile(
    r"\s(?:(?:has|had|have|also|then|later|reportedly)\s)*(?:sent|wrote|posted|released|signed|gave|delivered|made|issued|published|"
    r"received|read|addressed)\s(?:(?:[A-Z][\w.’'-]*|him|her|them)\s){0,4}(?:(?:an?|the|his|her|their|its|another)\s)?(?:[\w-]+\s){0,2}$"
)
_OWN = frozenset({"his", "her"})
_TITLE_GAP = 40  # characters between a state's adjective and the name of its officer


def participants_of(scene: Scene, trigger: Trigger) -> tuple[str, ...]:
    """Names of persons, states and bodies in the trigger's clause, nearest first, the reporter left out."""
    start, end = _own_clause(scene, trigger)
    at = scene.tokens[trigger.first].start
    owner = scene.inside(at)
    cues = [span for s in scene.statements for span in s.source]
    found: dict[str, int] = {}
    for mention in scene.mentions:
        if (
            mention.kind not in _ACTORS
            or not start <= mention.span[0] < end
            or scene.inside(mention.span[0]) is not owner
        ):
            continue
        if trigger.kind != "STATEMENT" and any(a <= mention.span[0] < b for a, b in cues):
            continue
        if (
            mention.span[0] > at
            and _TELLER.match(scene.text, mention.span[1])
            and _ASIDE.search(scene.text[max(0, mention.span[0] - 40) : mention.span[0]])
        ):
            continue  # "..., Teck repeated": who tells of it
        if _explains_another(scene, mention.span, at):
            continue
        distance = abs(mention.span[0] - at)
        found[mention.actor] = min(distance, found.get(mention.actor, distance))
    names = sorted(found, key=lambda name: (found[name], name))
    return tuple(names[:_MAX_NAMES])


def _own_clause(scene: Scene, trigger: Trigger) -> Span:
    """The trigger's clause, without the main clause behind a subordinate one that opens the sentence, and the other way round.

    "Although Varn shelled the port, Ostmar stayed neutral"; "after meeting Vale, Lund left" has its subject behind the comma.
    """
    start, end = clause_offsets(scene, trigger)
    if trigger.form == "gerund" and not trigger.noun:
        return start, end
    first, last = scene.clauses.around(trigger.first)
    opener = scene.tokens[first].lower if not any(t.text.isalnum() for t in scene.tokens[:first]) else ""
    comma = next((t for t in scene.tokens[first:last] if t.text == ","), None) if opener in _SUBORDINATE else None
    if comma is None:
        return start, end
    return (start, min(end, comma.start)) if scene.tokens[trigger.first].start < comma.start else (comma.end, end)


def _explains_another(scene: Scene, span: Span, at: int) -> bool:
    """Whether a name only explains what stands before it, between commas: "Vale, the mayor of Sellin, met ...", "met him, a friend of Lund"."""
    before, behind = scene.text[scene.tokens[0].start : span[0]], scene.text[span[1] : max(at, span[1])]
    if not _APPOSED.search(before):
        return False
    return span[0] > at or "," in behind


@dataclass(frozen=True, slots=True)
class Core:
    """Names that tell one event of a kind from another: whose it is, and with, to or against whom."""

    holders: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()


def _adjective(scene: Scene, mention: Mention) -> bool:
    """Whether a state's mention is an adjective before somebody's title ("Lindmarkian President Ana Vale")."""
    match = state_of(scene.text[slice(*mention.span)]) if mention.kind == "state" else None
    following = [m for m in scene.mentions if 0 < m.span[0] - mention.span[1] <= _TITLE_GAP]
    return bool(match and match.how == "adjective") and any(m.kind == "person" for m in following)


def _whose_words(scene: Scene, at: int) -> str | None:
    """Whose speech, letter or interview it is: who "said in" it, or who "sent a letter"."""
    for statement in scene.statements:
        inside = any(a <= at < b for a, b in statement.content)
        said_in = any(start <= at < end or _SAID_IN.fullmatch(scene.text, end, at) for start, end in statement.cue)
        if statement.speaker and said_in and not inside:
            return statement.speaker
    for mention in scene.mentions:
        if mention.kind == "person" and mention.span[1] < at and _SENT.fullmatch(scene.text, mention.span[1], at):
            return mention.actor
    return None


def core_names(scene: Scene, trigger: Trigger) -> Core:
    """The possessor or subject, and what follows `with`, `between`, `of`, or is the object; all close to it."""
    start, end = clause_offsets(scene, trigger)
    head, tail = scene.tokens[trigger.first], scene.tokens[trigger.last - 1]
    holders, partners = set(), set()
    edge, between = tail.end, False
    owner = scene.inside(head.start)
    speakers = [span for s in scene.statements if s is owner for span in s.source]
    if trigger.noun and trigger.kind in SPOKEN and (whose := _whose_words(scene, head.start)):
        holders.add(whose)
    for mention in scene.mentions:
        if mention.kind not in _ACTORS or not start <= mention.span[0] < end or _adjective(scene, mention):
            continue
        if any(a <= mention.span[0] < b for a, b in speakers):
            continue
        if mention.span[1] <= head.start:
            gap = scene.text[mention.span[1] : head.start].split()
            owned = gap[:1] in (["’s"], ["'s"], ["’"], ["'"]) or (
                mention.form == "pronoun" and scene.text[slice(*mention.span)].lower() in _OWN
            )
            if (trigger.noun and len(gap) <= 3 and owned) or (not trigger.noun and len(gap) <= 4):
                holders.add(mention.actor)
            elif trigger.noun and not gap:
                partners.add(mention.actor)
            continue
        gap = scene.text[edge : mention.span[0]].split()
        link = gap[0].lower() if gap else ""
        if len(gap) > 3 or not (link in _CORE_LINKS or (not gap and not trigger.noun)):
            continue
        between = between or link == "between"
        if between:
            holders.add(mention.actor)
        partners.add(mention.actor)
        edge = mention.span[1]
    return Core(frozenset(holders), frozenset(partners))
