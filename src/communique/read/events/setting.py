"""When and where: the time and the place that go with a trigger in its clause."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from communique.read.acts.lexicon import word_set
from communique.read.acts.tokens import Token
from communique.read.events.clauses import Clauses
from communique.read.events.edtf import to_edtf
from communique.read.events.triggers import Trigger
from communique.record import Mention, Statement, Time

Span = tuple[int, int]
_LOCATIVE = word_set("communique.read.events", "locative")
_SCHEDULING = word_set("communique.read.events", "scheduling")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PLACE_GAP = re.compile(r"(?:,? [A-Z]\w+)?,?(?: on)? ?")
_LONGEST_GAP = 24
_DAY_LENGTH = len("2031-05-02")
_DURING = re.compile(r"\b(?:in|during|of|at)\s(?:the\s)?$")
_OBJECT = re.compile(r"\s(?:in |with |into )?(?:(?:the|its|our|their) )?")  # "attack the 2016 vote"
_AT_AN_ELECTION = frozenset({"INTERFERENCE", "ATTACK"})
SPOKEN = frozenset({"STATEMENT", "PRESS_CONFERENCE"})
_AFTER_A_NOUN = word_set("communique.read.events", "after_a_noun")
_PAPERS = frozenset({"draft", "report", "proposal"})
_DEADLINE = re.compile(r"\bby\s(?:the\s)?$|\bdue\s(?:by\s)?$")
_PAUSE = re.compile(r"[,;:.!?][”\"’'»]*(?:\s|$)|\n")
_IT_WAS = re.compile(r"\bit (?:was|were|is) (?:still |only )?$")
_TERM = re.compile(r"\b(?:from \d{4} (?:to|until|through)|between \d{4} and) $")
_TERM_BEGINS = re.compile(r" (?:to|until|through|and) \d{4}\b")
_ABOUT = re.compile(
    r"\b(?:relat(?:ed|ing) to|regarding|concerning|surrounding|pertaining to|"
    r"(?:documents|files|emails|records|papers|questions|evidence|testimony) (?:about|on))\s(?:the\s)?(?:[\w’'-]+\s){0,2}$"
)
_TOPIC_REACH = 60  # characters before a noun in which it is looked for what is about it
_CLAUSE_HEAD = 20  # characters before a time in which "it was" is looked for
_UNTIL = re.compile(r"\b(?:until|till)\s(?:the\s)?$")
_SET_FOR = re.compile(r"\b(?:set|scheduled|planned|due|slated|expected|fixed)\s(?:for|on)\s(?:the\s)?$")
_MOVED_TO = re.compile(r"\b(?:to|for|by)\s(?:the\s|an?\s)?(?:(?:mid|early|late)[- ])?$")
_RELATIVES = frozenset({"who", "which", "that", "whose"})
_ACTS_ON = frozenset({"RATIFICATION", "CANCELLATION", "REFUSAL", "ACCEPTANCE"})
_OBJECT_REACH = 4  # tokens between a verb and the noun that it acts on
_AND = re.compile(r",?\s(?:and|but)\s")
_HARM = frozenset({"ATTACK", "DEATH", "AGGRESSION"})
_LEFT_OUT = re.compile(r"\s(?:on|in|during|before|at|since|until)\s(?:the\s)?|\s")
_OCCASION = 60  # characters between a cue and the interview, letter or speech it belongs to


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence: its tokens, clauses, and the times, mentions and statements that touch it."""

    text: str
    tokens: Sequence[Token]
    clauses: Clauses
    times: Sequence[Time]
    mentions: Sequence[Mention]
    statements: Sequence[Statement]
    triggers: Sequence[Trigger] = ()

    def inside(self, offset: int) -> Statement | None:
        """The innermost statement whose content holds `offset`."""
        holding = [s for s in self.statements if any(a <= offset < b for a, b in s.content)]
        return min(holding, key=lambda s: sum(b - a for a, b in s.content), default=None)


def time_of(scene: Scene, trigger: Trigger) -> Time | None:
    """The date that goes with the trigger: in its own clause and on the same side of a statement's border, or none.

    "The speech, scheduled for March 3" gives the date to the noun before it. Nothing is guessed from another sentence.
    """
    start, end = clause_offsets(scene, trigger)
    at = scene.tokens[trigger.first].start
    owner = scene.inside(at)
    best: tuple[int, Time] | None = None
    compound = _modifies(scene, trigger)
    for time in scene.times:
        if time.type not in ("DATE", "TIME") or not _calendar(time.value):
            continue
        if not start <= time.span[0] < end or not (
            scene.inside(time.span[0]) is owner or _just_behind(scene, owner, time) or _called_for(scene, trigger, time)
        ):
            continue
        tail = scene.tokens[trigger.last - 1].end
        if (trigger.kind not in SPOKEN and _of_the_cue(scene, time, at, tail)) or _taken(scene, trigger, time):
            continue
        if (not trigger.noun and _another_day(scene, trigger, time)) or _is_told_of(scene, time):
            continue
        if time.span[1] < at and _is_topic(scene, trigger) and not _prenominal(scene, trigger, time):
            continue
        if (compound and time.span[0] > at) or _another_has(scene, trigger, time) or _due(scene, trigger, time):
            continue
        distance = abs(time.span[0] - at)
        if best is None or distance < best[0]:
            best = (distance, time)
    if (told := _told_behind(scene, trigger)) or (best is None and (told := _day_when(scene, trigger))):
        return told
    if best is None and (brought := _brought_about(scene, trigger)):
        return brought
    if best is None and trigger.kind in SPOKEN and owner is None and not _behind_relative(scene, trigger):
        outside = [
            t
            for t in scene.times
            if t.type in ("DATE", "TIME")
            and _calendar(t.value)
            and scene.inside(t.span[0]) is None
            and not _is_told_of(scene, t)
        ]
        return outside[0] if len(outside) == 1 else None
    return best[1] if best else None


def _behind_relative(scene: Scene, trigger: Trigger) -> bool:
    """Whether a relative clause with a date lies between the subject and the trigger: "Vale, who quit on May 3, sent a letter"."""
    before = scene.tokens[: trigger.first]
    opened = next((t.start for t in reversed(before) if t.lower in _RELATIVES), None)
    return opened is not None and any(opened < t.span[0] < scene.tokens[trigger.first].start for t in scene.times)


def _called_for(scene: Scene, trigger: Trigger, time: Time) -> bool:
    """Whether a day stands right behind a noun that was "called for" it, which is no demand for the day."""
    return scene.text[scene.tokens[trigger.last - 1].end : time.span[0]].strip() == "called for"


def _is_topic(scene: Scene, trigger: Trigger) -> bool:
    """Whether papers or words are about a noun: "sorted last summer through files related to the attacks" dates no attack."""
    at = scene.tokens[trigger.first].start
    return trigger.noun and _ABOUT.search(scene.text, max(0, at - _TOPIC_REACH), at) is not None


def _is_told_of(scene: Scene, time: Time) -> bool:
    """Whether a clause is about a time or a range of years: "she would rather it was 1790", "as mayor from 2004 to 2009"."""
    head = max(0, time.span[0] - _CLAUSE_HEAD)
    in_range = _TERM.search(scene.text, head, time.span[0]) or _TERM_BEGINS.match(scene.text, time.span[1])
    return bool(in_range) or _IT_WAS.search(scene.text, head, time.span[0]) is not None


def _another_day(scene: Scene, trigger: Trigger, time: Time) -> bool:
    """Whether a verb happens before the time: "adjourned until Monday"; "the vote, set for Monday, was put off"."""
    before = scene.text[max(0, time.span[0] - 20) : time.span[0]]
    moved = trigger.kind == "CANCELLATION" and (_SET_FOR.search(before) or _MOVED_TO.search(before))
    return bool(_UNTIL.search(before) or moved)


def _due(scene: Scene, trigger: Trigger, time: Time) -> bool:
    """Whether the time is the term for handing in a paper: "is to submit a draft treaty by March 31"."""
    if not trigger.noun or trigger.kind != "AGREEMENT":
        return False
    before = scene.text[max(0, time.span[0] - 12) : time.span[0]]
    return bool(_DEADLINE.search(before)) and any(t.lower in _PAPERS for t in scene.tokens[: trigger.first])


def _day_when(scene: Scene, trigger: Trigger) -> Time | None:
    """The date right before the trigger's clause that "when" ties to it: "since March 30, when the house ratified it"."""
    first = scene.tokens[scene.clauses.around(trigger.first)[0]]
    if first.lower != "when" or trigger.noun:
        return None
    for time in scene.times:
        gap = scene.text[time.span[1] : first.start]
        if time.type in ("DATE", "TIME") and _calendar(time.value) and gap.strip() in ("", ",") and len(gap) <= 2:
            return time
    return None


def _told_behind(scene: Scene, trigger: Trigger) -> Time | None:
    """The one day of a relative clause right behind a noun that tells what it did: "the attack that killed nine on Friday"."""
    comma = int(trigger.last < len(scene.tokens) and scene.tokens[trigger.last].text == ",")
    first = trigger.last + comma
    if not trigger.noun or first >= len(scene.tokens) or scene.tokens[first].lower not in ("that", "which"):
        return None
    span = scene.clauses.around(first)
    harm = any(t.kind in _HARM and span[0] <= t.first < span[1] for t in scene.triggers)
    return _only_day(scene, span) if harm and trigger.kind in _HARM else None


def _brought_about(scene: Scene, trigger: Trigger) -> Time | None:
    """The one day of the clause whose deed a participle follows: "stormed the hall on Friday, killing nine"."""
    if trigger.noun or trigger.first < 2 or not scene.tokens[trigger.first].lower.endswith("ing"):
        return None
    if scene.tokens[trigger.first - 1].text != ",":
        return None
    return _only_day(scene, (scene.clauses.around(trigger.first - 2)[0], trigger.first))


def _only_day(scene: Scene, clause: tuple[int, int]) -> Time | None:
    """The one day that stands in a stretch of tokens, outside any statement or wholly inside one with them."""
    start, end = scene.tokens[clause[0]].start, scene.tokens[clause[1] - 1].end
    owner = scene.inside(start)
    days = [t for t in scene.times if start <= t.span[0] < end and t.type in ("DATE", "TIME") and _calendar(t.value)]
    return days[0] if len(days) == 1 and scene.inside(days[0].span[0]) is owner else None


def length_of(scene: Scene, trigger: Trigger) -> Time | None:
    """The one length of time in the trigger's clause and on its side of a statement's border ("the past week")."""
    start, end = clause_offsets(scene, trigger)
    owner = scene.inside(scene.tokens[trigger.first].start)
    found = [
        t for t in scene.times if t.type == "DURATION" and start <= t.span[0] < end and scene.inside(t.span[0]) is owner
    ]
    return found[0] if len(found) == 1 else None


def _just_behind(scene: Scene, owner: Statement | None, time: Time) -> bool:
    """Whether the time follows a statement's content so closely that it was only left out of it."""
    if owner is None or scene.inside(time.span[0]) is not None:
        return False
    end = max((b for _, b in owner.content if b <= time.span[0]), default=None)
    gap = scene.text[end : time.span[0]] if end is not None else ""
    return bool(_LEFT_OUT.fullmatch(gap)) and not _of_the_cue(scene, time)


def spoken_on(scene: Scene, trigger: Trigger) -> str | None:
    """The day of the statement that is made in an interview, letter or speech: "Vale said in an interview"."""
    at = scene.tokens[trigger.first].start
    days = {
        to_edtf(s.said_on) or s.said_on
        for s in scene.statements
        if s.said_on and s.cue and not any(a <= at < b for a, b in s.content) and abs(s.cue[0][0] - at) <= _OCCASION
    }
    return next(iter(days)) if len(days) == 1 else None


def done_while_saying(scene: Scene, trigger: Trigger) -> str | None:
    """The day of a statement during which something is done: "Vale said as he toured the docks"."""
    first = scene.tokens[scene.clauses.around(trigger.first)[0]]
    if first.lower not in ("as", "while"):
        return None
    days = {
        to_edtf(s.said_on) for s in scene.statements if s.said_on and any(0 <= first.start - b <= 1 for _, b in s.cue)
    }
    return next(iter(days)) if len(days) == 1 else None


def _calendar(value: str | None) -> bool:
    return value is not None and value[:4].isdigit()


def clause_offsets(scene: Scene, trigger: Trigger) -> Span:
    """The clause of the trigger, with a following "scheduled for …" of the next one."""
    first, last = scene.clauses.around(trigger.first)
    end = scene.tokens[last - 1].end
    ahead = [t.lower for t in scene.tokens[trigger.last : trigger.last + 4]]
    if last < len(scene.tokens) and any(word in _SCHEDULING for word in ahead):
        end = max(end, scene.tokens[scene.clauses.around(last)[1] - 1].end)
    return scene.tokens[first].start, end


def _modifies(scene: Scene, trigger: Trigger) -> bool:
    """Whether the trigger is a noun before another noun ("election security"): a following time is not its own."""
    if not trigger.noun or trigger.last >= len(scene.tokens):
        return False
    after = scene.tokens[trigger.last]
    return (
        after.text.isalpha()
        and after.text.islower()
        and after.lower not in _AFTER_A_NOUN
        and not after.lower.endswith("ed")
    )


def _another_has(scene: Scene, trigger: Trigger, time: Time) -> bool:
    """Whether the time modifies another trigger, or stands right after one ("negotiations this week on a deal")."""
    at, clause = scene.tokens[trigger.first].start, clause_offsets(scene, trigger)[0]
    for other in scene.triggers:
        start, end = scene.tokens[other.first].start, scene.tokens[other.last - 1].end
        if start == at:
            continue
        if (
            other.kind == "ELECTION"
            and at < time.span[0]
            and trigger.kind in _AT_AN_ELECTION
            and (
                _DURING.search(scene.text[max(0, time.span[0] - 16) : time.span[0]])
                or _OBJECT.fullmatch(scene.text[scene.tokens[trigger.last - 1].end : time.span[0]])
            )
        ):
            continue
        if (
            trigger.noun
            and at < time.span[0]
            and other.kind in _ACTS_ON
            and not other.noun
            and _acts_on(scene, other, trigger)
        ):
            return True
        prenominal = (
            other.noun and 0 <= start - time.span[1] <= 22 and _only_modifiers(scene.text[time.span[1] : start])
        )
        done = trigger.noun and not other.noun and other.kind != trigger.kind and at < start < time.span[0]
        before = clause <= start and end <= time.span[0] < at
        if prenominal or done or (before and not _prenominal(scene, trigger, time)):
            return True
    return False


def _acts_on(scene: Scene, verb: Trigger, noun: Trigger) -> bool:
    """Whether a noun is the object of a verb shortly before it: "ratified the treaty on Tuesday" dates no treaty."""
    between = [t.lower for t in scene.tokens[verb.last : noun.first]]
    return 0 <= noun.first - verb.last <= _OBJECT_REACH and not {",", ";", "and", "after", "before"} & set(between)


def _prenominal(scene: Scene, trigger: Trigger, time: Time) -> bool:
    gap = scene.text[time.span[1] : scene.tokens[trigger.first].start]
    return trigger.noun and len(gap) <= 22 and _only_modifiers(gap)


def _only_modifiers(gap: str) -> bool:
    words = gap.replace("’s", "").replace("'s", "").split()
    return len(words) <= 2 and all(word.isalpha() and word.lower() not in _AFTER_A_NOUN for word in words)


def _of_the_cue(scene: Scene, time: Time, at: int = -1, tail: int = -1) -> bool:
    """Whether the time says when something was said: it stands within two words of a statement's cue.

    A cue that is the event itself, at offset `at`, dates it: "voted on Thursday to ban them"; so does a verb before it:
    "was sworn in on Friday and said"; and so does one right behind the event's end at `tail`: "a strike called for Friday".
    """
    for statement in scene.statements:
        for start, end in statement.cue:
            if (
                start <= at < end
                or 0 <= start - tail <= 1
                or (at < time.span[0] < start and _AND.match(scene.text, time.span[1]))
            ):
                continue
            gap = scene.text[end : time.span[0]] if time.span[0] >= end else scene.text[time.span[1] : start]
            if (
                len(gap) <= 22
                and len(gap.split()) <= 3
                and not _PAUSE.search(gap)
                and (time.span[0] >= end or time.span[1] <= start)
            ):
                return True
    return False


def _taken(scene: Scene, trigger: Trigger, time: Time) -> bool:
    """Whether another trigger or a verb stands between the trigger and the time (then the time is that one's)."""
    lo, hi = sorted((scene.tokens[trigger.first].start, time.span[0]))
    between = [t for t in scene.tokens if lo < t.start < hi and not time.span[0] <= t.start < time.span[1]]
    if trigger.noun and time.span[0] > lo and any(t.lower in _SCHEDULING for t in between):
        return False
    verbs = {"said", "told", "announced", "after", "before", "following", "since", "accusing", "saying", "over"}
    if trigger.kind in ("INDICTMENT", "SANCTION"):
        verbs -= {"announced"}
    return len(between) > 14 or any(t.lower in verbs for t in between)


def days_in_places(text: str, mentions: Sequence[Mention], times: Sequence[Time]) -> dict[str, frozenset[str]]:
    """Place -> the days that stand right behind a mention of it ("in Ostmar, Lindmark, on Monday")."""
    places = sorted((m.span[1], m.actor) for m in mentions if m.kind in ("place", "state"))
    ends = [end for end, _ in places]
    days: dict[str, set[str]] = {}
    for time in times:
        if time.type not in ("DATE", "TIME") or time.value is None or not _DAY.match(time.value):
            continue
        at = time.span[0]
        for end, actor in places[bisect_left(ends, at - _LONGEST_GAP) : bisect_right(ends, at)]:
            if _PLACE_GAP.fullmatch(text[end:at]):
                days.setdefault(actor, set()).add(time.value[:_DAY_LENGTH])
    return {actor: frozenset(found) for actor, found in days.items()}


def place_of(scene: Scene, trigger: Trigger) -> str | None:
    """The place in a phrase after it ("talks in Ostmar") or as its modifier ("the Ostmar talks")."""
    start, end = clause_offsets(scene, trigger)
    head, tail = scene.tokens[trigger.first], scene.tokens[trigger.last - 1]
    for mention in scene.mentions:
        if mention.kind not in ("place", "state") or not start <= mention.span[0] < end or mention.form == "pronoun":
            continue
        before = scene.text[max(0, mention.span[0] - 12) : mention.span[0]].split()
        after_trigger = 0 <= mention.span[0] - tail.end <= 60
        if after_trigger and before and before[-1].lower().strip('“"') in _LOCATIVE - {"to", "from"}:
            return mention.actor
        if mention.kind == "place" and 0 <= head.start - mention.span[1] <= 1:
            return mention.actor
        if (
            after_trigger
            and trigger.kind == "VISIT"
            and scene.text[tail.end : mention.span[0]].strip() in {"", "to", "of"}
        ):
            return mention.actor
    return None
