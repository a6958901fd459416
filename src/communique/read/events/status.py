"""Whether an event happened: tense, modality, negation, condition, allegation and cancelling around its trigger."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.read.acts.lexicon import word_set
from communique.read.acts.tokens import Token
from communique.read.events.clauses import Clauses
from communique.read.events.lexicon import modality
from communique.read.events.triggers import Trigger
from communique.record.reading import EventStatus

_FUTURE = word_set("communique.read.events", "future")
_POSSIBLE = word_set("communique.read.events", "possible")
_NOT = word_set("communique.read.events", "not")
_NEGATED_MODALS = {
    "won't": "will",
    "wouldn't": "would",
    "can't": "can",
    "couldn't": "could",
    "shouldn't": "should",
    "cannot": "can",
}
_AUX = word_set("communique.read.events", "aux")
_DOING = word_set("communique.read.events", "doing")
_REFUSING = word_set("communique.read.events", "refusing")
_INTERVENING = word_set("communique.read.events", "intervening")
_HOSTILE = frozenset({"ATTACK", "INTERFERENCE", "AGGRESSION"})
_SPOKEN = frozenset({"STATEMENT", "PRESS_CONFERENCE"})
_GATHERED = frozenset({"PRESS_CONFERENCE", "MEETING", "SUMMIT"})
_TOLD = frozenset({"told", "addressed", "addressing", "telling"})
_ARTICLES = frozenset({"a", "an", "the"})
_IN_A = [["in", "a"], ["in", "an"], ["at", "a"], ["during", "a"], ["during", "an"], ["at", "an"]]
_ONCE = frozenset({"when", "once", "until", "before", "after"})
_POLLS = frozenset({"ELECTION", "VOTE"})
_TALKED_OF = frozenset({"impeachment"})  # a word that is mostly used before the thing
_STAYING_AWAY = frozenset({"boycotted", "boycott", "boycotting", "boycotts", "skip", "skipped", "skipping"})
_BEFORE_POLL = re.compile(
    r"\b(?:hours|days|weeks|months) (?:before|ahead of)(?: \w+){0,3}$|\b(?:approach|approaching) (?:of )?(?:the )?(?:\w+ ){0,2}$"
)
_NEVER_HELD = re.compile(
    r"\b(?:will not|won't|would not|wouldn't) (?:take place|be held|go ahead)\b"
    r"|\b(?:was|were|been|being) (?:never held|not held|called off|cancell?ed|postponed|scrapped|abandoned)\b"
    r"|\b(?:did not|never) (?:take|took) place\b|\b(?:was|were|is) never held\b"
)
_NOT_AN_OBJECT = frozenset({".", "of", "due", "because", "amid", "by", "for", "following"})
_OTHER_CLAUSE = frozenset({"as", ";"})  # "the deadline next week as talks drag on"
_REACH = 14
_CALLED_OFF = 12
_SUBJECT_LENGTH = 9  # tokens that a subject which opens with a gerund may have
_WOULD = frozenset({"would", "could", "might", "will"})
_SUBJECT = 3  # words before a verb among which its subject's "no" stands
_NOBODY = frozenset({"no", "nobody", "none", "nothing", "neither"})


@dataclass(frozen=True, slots=True)
class Reading:
    """The status of one mention; `negated`: reported as not taking place; `why`: the words that decide."""

    status: EventStatus
    negated: bool
    why: str


UNKNOWN = Reading("unknown", False, "")


def status_of(tokens: Sequence[Token], trigger: Trigger, clauses: Clauses) -> Reading:
    """The status of an event at one of its mentions, from the words of its sentence alone."""
    start, _ = clauses.around(trigger.first)
    left = tokens[max(start, trigger.first - _REACH) : trigger.first]
    alleged = _alleged(tokens, trigger, clauses)
    found = _read(tokens, trigger, left)
    if trigger.kind == "INVITATION" and found.negated:
        return Reading("happened", False, "declined, so made")
    if trigger.kind == "ELECTION" and found.negated and not trigger.noun:
        if found.why != "not":
            return Reading("hypothetical", False, found.why)  # "will not elect him"
        return UNKNOWN  # "did not elect him to nap": the election was held
    if trigger.kind == "CANCELLATION" and found.negated:
        return Reading("denied", True, found.why)
    if trigger.kind in _HOSTILE and found.negated:
        return Reading("hypothetical", False, found.why)
    if found.status == "unknown" and trigger.noun and trigger.kind in _SPOKEN and [t.lower for t in left[-2:]] in _IN_A:
        return Reading("happened", False, "said in a")
    if trigger.noun and trigger.lemma in _TALKED_OF and found.status == "unknown":
        return Reading("hypothetical", False, "talked of")
    if trigger.noun and _there(trigger.kind, [t.lower for t in left[-4:]]):
        return Reading("happened", False, "told of as there")
    if alleged and found.status in ("happened", "unknown"):
        return Reading("hypothetical", False, alleged)
    opener = tokens[start].lower
    if (
        opener in {"if", "unless", "whether", "until", "lest"}
        and found.status in ("happened", "unknown", "planned")
        and not trigger.noun
    ):
        return Reading("hypothetical", False, opener)
    return found


def _read(tokens: Sequence[Token], trigger: Trigger, left: Sequence[Token]) -> Reading:
    """What the words on both sides say of a mention."""
    if not trigger.noun:
        return _verb(tokens, trigger, left)
    if trigger.kind in _POLLS:
        left = [t for t in left if t.lower not in _STAYING_AWAY]  # a poll is held without those who boycott it
        if _BEFORE_POLL.search(
            " ".join(t.lower for t in tokens[max(0, trigger.first - _SUBJECT_LENGTH) : trigger.first])
        ):
            return Reading("planned", False, "before")
    return _noun(left, tokens[trigger.last : trigger.last + _REACH])


def _there(kind: str, before: Sequence[str]) -> bool:
    """Whether the words before a noun take it for granted: "told a weekly briefing", "under the deal"."""
    if kind == "VOTE" and before[-2:] in (["by", "a"], ["on", "a"]):
        return True  # "approved by a vote of 61 to 40"
    if kind == "AGREEMENT":
        return before[-2:] in (["under", "the"], ["under", "this"], ["under", "that"])
    told = next((n for n, word in enumerate(before) if word in _TOLD), None)
    return kind in _GATHERED and told is not None and bool(_ARTICLES & {*before[told + 1 : told + 2]})


def _last(kind: str, tokens: Sequence[Token]) -> tuple[int, int, str] | None:
    found = None
    for match in modality(kind).find(tokens):
        found = match
    return found


def _alleged(tokens: Sequence[Token], trigger: Trigger, clauses: Clauses) -> str:
    """A word of allegation shortly before the trigger, in its clause or in the one that governs it."""
    start, _ = clauses.around(trigger.first)
    window = tokens[max(0, start - 3, trigger.first - 7) : trigger.first]
    found = _last("alleged_words", window)
    if found is None:
        return ""
    between = {t.lower for t in window[found[1] :]}
    return "" if between & {",", "after", "before", "at", "during", "following"} else found[2]


def _chain(tokens: Sequence[Token], index: int) -> list[str]:
    """Auxiliaries and adverbs directly before a verb, nearest first."""
    out: list[str] = []
    for token in reversed(tokens[max(0, index - 6) : index]):
        word = token.lower
        if word in _AUX or word in _NOT or word in _FUTURE or word in _POSSIBLE or word.endswith("ly"):
            out.append(word)
        elif word not in {'"', "“", "‘", "'"}:
            break
    return out


def _verb(tokens: Sequence[Token], trigger: Trigger, left: Sequence[Token]) -> Reading:
    chain = _chain(tokens, trigger.first)
    words = set(chain) | {_NEGATED_MODALS[w] for w in chain if w in _NEGATED_MODALS}
    negated = bool(words & _NOT) or _of_nobody(tokens, trigger.first - len(chain))
    if words & _POSSIBLE:
        return (
            Reading("cancelled", True, "not")
            if negated and "could" in words and trigger.form == "base"
            else Reading("hypothetical", negated, "modal")
        )
    if words & _FUTURE:
        return Reading("cancelled", True, "will not") if negated else Reading("planned", False, "will")
    if "would" in words:
        return (
            Reading("cancelled", True, "would not")
            if negated
            else Reading("hypothetical" if _conditional(tokens) else "planned", False, "would")
        )
    if "to" in chain:
        return _infinitive(left)
    if "be" in chain and trigger.form in ("past", "participle"):
        return Reading("hypothetical", negated, "be")  # "ordered that the boats be withdrawn"
    if negated:
        return Reading("cancelled", True, "not")
    if words & {"is", "are"} and trigger.form in ("past", "participle") and _opens_with(left, _ONCE):
        return Reading("planned", False, "when … is")
    if trigger.form == "gerund":
        return _gerund(left, words, tokens[trigger.last : trigger.last + _SUBJECT_LENGTH])
    if trigger.form in ("past", "participle", "third"):
        return Reading("happened", False, trigger.form)
    refused = _last("negations", left)
    if refused and refused[2] in _REFUSING:
        return Reading("cancelled", True, refused[2])
    return _bare(
        left or tokens[max(0, trigger.first - 6) : trigger.first], tokens[max(0, trigger.first - 10) : trigger.first]
    )


def _of_nobody(tokens: Sequence[Token], end: int) -> bool:
    """Whether the subject right before a verb and its auxiliaries is nobody or nothing: "No boat was boarded"."""
    for token in reversed(tokens[max(0, end - _SUBJECT) : end]):
        if token.lower in _NOBODY:
            return True
        if not token.text.isalpha() or token.lower in _INTERVENING:
            return False
    return False


def _opens_with(left: Sequence[Token], words: frozenset[str]) -> bool:
    return bool(left) and left[0].lower in words


def _bare(left: Sequence[Token], wide: Sequence[Token]) -> Reading:
    """A bare verb: an order, a subjunctive (`demand that he resign`), or the rest of `let him go`."""
    if not left or left[-1].text in "“\"‘'.!:":
        return Reading("hypothetical", False, "order")
    found = _last("irrealis_verbs", wide) or _last("irrealis_words", left)
    return Reading("hypothetical", False, found[2]) if found else UNKNOWN


def _conditional(tokens: Sequence[Token]) -> bool:
    return any(t.lower in {"if", "unless"} for t in tokens)


def _infinitive(left: Sequence[Token]) -> Reading:
    """`refused to meet`, `plans to meet`, `urged him to cancel`: the nearest governing word decides."""
    marks = []
    for kind, status in (
        ("negations", "no"),
        ("planned_words", "planned"),
        ("irrealis_verbs", "hypothetical"),
        ("irrealis_words", "hypothetical"),
    ):
        found = _last(kind, left)
        if found is not None and not (kind == "negations" and found[2] not in _REFUSING and found[1] < len(left) - 4):
            marks.append((found[1], -found[0], status, found[2]))
    if not marks:
        return UNKNOWN
    _, _, status, why = max(marks)
    refusal = next((m for m in marks if m[2] == "no" and m[3] in _REFUSING), None)
    if refusal is not None and len(left) - refusal[0] <= 5:
        return Reading("cancelled", True, refusal[3])
    at = max(marks)
    none = status == "planned" and -at[1] and left[-at[1] - 1].lower in _NOBODY
    if status == "no" or none:  # "no plans to resign"
        return Reading("cancelled", True, why)
    return Reading(status, False, why)  # type: ignore[arg-type]


def _gerund(left: Sequence[Token], words: set[str], right: Sequence[Token] = ()) -> Reading:
    if (not left or left[-1].lower == "that") and {t.lower for t in right} & _WOULD:
        return Reading("hypothetical", False, "would")  # "closing the border would harm them"
    if words & {"will", "shall"} or {t.lower for t in left[-4:]} & _FUTURE:
        return Reading("planned", False, "will be")
    if words & _DOING or {t.lower for t in left[-6:]} & {
        "spent",
        "spends",
        "began",
        "started",
        "kept",
        "while",
        "after",
        "during",
    }:
        return Reading("happened", False, "gerund")
    found = _last("irrealis_verbs", left) or _last("irrealis_words", left)
    if found is not None and len(left) - found[1] <= 4:
        return Reading("hypothetical", False, found[2])
    return UNKNOWN


def _noun(left: Sequence[Token], right: Sequence[Token]) -> Reading:
    near, lower = left[-5:], [t.lower for t in left]
    if _NEVER_HELD.search(" ".join(t.lower for t in right)):
        return Reading("cancelled", False, "never held")
    cancelled = _cancelled(left, right[:_CALLED_OFF])
    if cancelled is not None:
        return cancelled
    refused = _refused(left)
    if refused is not None:
        modal = set(lower) & _POSSIBLE
        return Reading("hypothetical" if modal else "cancelled", not modal, refused)
    held = _happening(left, right[:8])
    if held is not None:
        return held
    cut = max((n + 1 for n, t in enumerate(near) if t.lower in _OTHER_CLAUSE), default=0)
    planned = _last("planned_words", near[cut:]) or _scheduled(right)
    hypo = _last("irrealis_words", left[-4:])
    ongoing = _last("ongoing", near)
    if hypo is not None and hypo[2] != "cancel":
        return Reading("hypothetical", False, hypo[2])
    if planned is not None:
        return Reading("planned", False, planned[2])
    if ongoing is not None:
        return Reading("happened", False, ongoing[2])
    asked = _last("irrealis_verbs", left[-4:])
    if asked is not None and len(left) - 4 + asked[1] <= len(left):
        return Reading("hypothetical", False, asked[2])
    return UNKNOWN


def _refused(left: Sequence[Token]) -> str | None:
    """`no meeting`, `turned down a request for a meeting`; not `turned down an offer during his visit`."""
    if any(t.lower == "no" for t in left[-3:]):
        return "no"
    for start, end, words in modality("negations").find(left):
        between = {t.lower for t in left[end:]}
        if words in _REFUSING and len(left) - start <= 10 and not between & _INTERVENING:
            return words
    return None


def _scheduled(right: Sequence[Token]) -> tuple[int, int, str] | None:
    if [t.lower for t in right[:2]] == ["called", "for"]:
        return 0, 2, "called for"
    head = right[1:6] if right and right[0].lower in {",", "that", "which"} else right[:5]
    return next(
        iter(
            m
            for m in modality("planned_words").find(head)
            if m[2] in {"scheduled", "set for", "planned", "slated", "due to"}
        ),
        None,
    )


def _cancelled(left: Sequence[Token], right: Sequence[Token]) -> Reading | None:
    """`called off the talks`, `the talks were cancelled`: done, unless a modal or `to` stands before the verb."""
    for start, end, words in modality("cancelling").find(left[-6:]):
        window = left[-6:]
        if {t.lower for t in window[end:]} & (_INTERVENING | _NOT_AN_OBJECT):
            continue
        done = window[start].lower.endswith("ed") or window[start].lower in {"called", "put"}
        if done and not {t.lower for t in left[-8:]} & (_POSSIBLE | _FUTURE | {"would", "to", "be"}):
            return Reading("cancelled", False, words)
        return Reading("planned", False, words)  # only what is planned can be called off
    for start, _, words in modality("cancelling").find(right):
        before = {t.lower for t in right[:start]}
        if start > _SUBJECT + 3 and "but" not in before:
            continue  # far behind: only "was set for Monday but was put off"
        if before & {"was", "were", "been"} and not before & (_POSSIBLE | _FUTURE | {"would", "be", "to"}):
            return Reading("cancelled", False, words)
    return None


def _happening(left: Sequence[Token], right: Sequence[Token]) -> Reading | None:
    """Light verbs: `held talks`, `will hold talks`, `the meeting took place`, `the meeting should not take place`."""
    for window, side in ((left[-7:], "left"), (right[:7], "right")):
        for start, end, words in modality("happening").find(window):
            gap = len(window) - end if side == "left" else start
            if side == "left" and words == "make" and right and right[0].lower in _ARTICLES:
                continue  # "make the charges a priority"
            if gap > 4 or any(
                t.lower in {",", ";", ".", "after", "before", "that"}
                for t in (window[end:] if side == "left" else window[:start])
            ):
                continue
            tokens = left if side == "left" else right
            index = len(left) - len(window) + start if side == "left" else start
            return _light(tokens, index, words)
    return None


def _light(tokens: Sequence[Token], index: int, words: str) -> Reading:
    chain = set(_chain(tokens, index))
    chain |= {_NEGATED_MODALS[w] for w in chain if w in _NEGATED_MODALS}
    negated = bool(chain & _NOT)
    form = tokens[index].lower
    if words in {"attend", "join", "follow"} and negated:
        return UNKNOWN
    if chain & _POSSIBLE:
        return Reading("hypothetical", negated, words)
    if chain & (_FUTURE | {"would"}):
        return Reading("cancelled", True, words) if negated else Reading("planned", False, words)
    if "to" in chain:
        before = tokens[:index]
        plan = _last("planned_words", before[-5:])
        return Reading("planned" if plan else "hypothetical", False, words)
    if negated:
        return Reading("cancelled", True, words)
    past = form.endswith("ed") or form in {
        "held",
        "made",
        "took",
        "taken",
        "given",
        "gave",
        "struck",
        "came",
        "began",
        "begun",
        "paid",
        "carried",
        "underwent",
        "spent",
        "dealt",
        "done",
    }
    return Reading("happened", False, words) if past or form.endswith("ing") else UNKNOWN
