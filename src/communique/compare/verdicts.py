"""What decides by itself what became of a promise: its very deed told with a day, or flatly denied.

Asked before the model of `fates.py`; where none of these plain cases stands, the model weighs what there is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from communique.compare.bearing import Bearing, marked, region
from communique.compare.denials import denials, verb_form
from communique.compare.promises import Pledge
from communique.compare.words import Token, likeness

_SAME_DEED = 0.7
_VERY_DEED = 0.8
_NEVER = re.compile(r"\bnever\b")
_NO = re.compile(r"\b(?:no|not|never|nobody|none|without|less|fewer|only)\b|n't\b")
_WITHOUT = re.compile(r"\bwithout\b[^,;]*")
_OPEN = ("instead", "waiting", "part")  # words that something else came, or not all of it, leave it to the model
_DOUBTFUL = ("late", "persists", "failing", "reversal", "conceded", "denied")
_AWAITED = re.compile(r"\b(?:(?:has|have|had|is|are) (?:not yet|yet to|still to)|still awaits?|is still awaited)\b")
_EMPTY = re.compile(r"\bthreats?\b.*\b(?:(?:never|not) (?:been )?carried out|came to nothing|went no further)\b")
_REFUSED = re.compile(
    r"\b(?:(?:turned|voted) (?:it |them )?down|rejected|refused|rebuffed|spurned|threw (?:it )?out|thrown out|said no to|found no takers?)\b"
)
_IN_PART = re.compile(
    r"\bof (?:the|its|his|her|their|all) (?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)\b"
    r".*\b(?:(?:has|have|had|did|do|does|is|are|was|were) (?:not\b(?! only)|still)|remains?)\b"
)
_AGAIN = re.compile(
    r"\b(?:again|once more|repeatedly) (?:said no|refused|rejected|declined|ruled (?:it )?out|turned (?:it )?down)\b"
)
_AS_SAID = re.compile(
    r"\bas (?:(?:its|his|her|their|the|both) )?(?:[\w'’-]+ ){0,4}?(?:had|has) (?P<said>promised|pledged|vowed|sworn|undertaken|announced|"
    r"foretold|predicted|forecast|threatened|warned)\b"
)
_SAID_SO: dict[str, frozenset[str]] = {
    "commitment": frozenset({"promised", "pledged", "vowed", "sworn", "undertaken", "announced"}),
    "refusal": frozenset({"promised", "vowed", "sworn", "announced", "warned"}),
    "plan": frozenset({"promised", "announced"}),
    "prediction": frozenset({"foretold", "predicted", "forecast", "warned"}),
    "warning": frozenset({"threatened", "warned", "vowed", "sworn"}),
}
_CALLED_OFF = frozenset({"cancel", "scrap", "abandon", "shelve", "ditch", "axe"})
_LAPSED = re.compile(r"\b(?:lapsed|expired|was allowed to lapse|ran out)\b")
_OBJECT = 5  # words between "cancelled" and what was
_SUBJECT = 8  # words between what was cancelled and "was cancelled"
_ON = 12  # characters between a deed and its day: "filed on June 20"
_BESIDE = 4
_UNREAL = frozenset(
    "not never no nobody none without to will would may might could should must if unless be whether".split()
)
_FIRST = re.compile(r"\b(?:first|initial|another|further|second|third)\b")
_DIRECT = ("commitment", "plan", "demand", "prediction", "offer")


def verdict(pledge: Pledge, bearing: Bearing, features: Mapping[str, float]) -> tuple[str, str] | None:
    """The fate that one later sentence settles beyond weighing, and why in words; None where it does not."""
    later = bearing.later
    if _AWAITED.search(later.text) and not pledge.against:
        return "pending", "it had not come about yet"
    if pledge.kind == "warning" and _EMPTY.search(later.text):
        return "broken", "the later words say that it was not carried out"
    if features["less"] and features["past term"] and pledge.kind in _DIRECT and not _FIRST.search(later.text):
        return "broken", "a smaller number came than was said"
    if features["past term"] and pledge.kind in _DIRECT and not pledge.against and _IN_PART.search(later.text):
        return "broken", "a part of it is told as done, and that the rest is not"
    if pledge.kind == "refusal" and _AGAIN.search(later.text):
        return "kept", "the refusal is told again"
    if _as_said(pledge, bearing):
        return "kept", "the later report says that it came as said"
    if pledge.kind == "offer" and _LAPSED.search(region(bearing)):
        return "superseded", "the offer ran out"
    if features["another"] or marked(later.text, *_OPEN) or "?" in later.text:
        return None
    if pledge.kind in ("offer", "demand") and _REFUSED.search(region(bearing)) and not features["denied beside"]:
        return "broken", "the later words say that it was refused"
    if pledge.against:
        return _of_what_was_ruled_out(pledge, bearing)
    if pledge.kind not in _DIRECT:
        return None
    return _of_the_deed(pledge, bearing, features)


def _of_the_deed(pledge: Pledge, bearing: Bearing, features: Mapping[str, float]) -> tuple[str, str] | None:
    """What is said of the deed of a promise, plan, demand or forecast."""
    text = bearing.later.text
    if _called_off(pledge, bearing):
        return "broken", "it was called off"
    if _done_on_a_day(pledge, bearing):
        return "kept", "the very deed is told of a day within its term"
    if _denied(pledge, bearing):
        plain = _NEVER.search(text) is not None or features["past term"]
        return ("broken", "the later words deny the very deed") if plain else None
    met = pledge.kind == "plan" and _on_the_day(pledge, bearing)
    if met and not marked(_WITHOUT.sub("", text), "undone", "failing", "denied"):
        return "kept", "it is told of the very day"
    if features["denied"] or marked(text, "undone", "failing"):
        return None
    if not _done(pledge, bearing, _SAME_DEED):
        return None
    if features["too late"] and not features["mark fulfilled"]:
        return "broken", "the very deed is told of a day after its term"
    if features["in time"]:
        return "kept", "the very deed is told of a day within its term"
    if (
        pledge.term is None
        and bearing.features["rarest"] == 1.0
        and _on_its_object(pledge, bearing)
        and not marked(text, *_DOUBTFUL)
    ):
        return "kept", "the very deed is told as done"
    return None


def _as_said(pledge: Pledge, bearing: Bearing) -> bool:
    """ "as its commander had promised", where nothing before it denies anything."""
    said = _AS_SAID.search(bearing.later.text)
    if said is None or said["said"] not in _SAID_SO.get(pledge.kind, frozenset()):
        return False
    return not _NO.search(bearing.later.text, 0, said.start()) and not marked(
        bearing.later.text, "late", "undone", "part"
    )


def _called_off(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether a clause tells that somebody cancelled the deed, as a noun: "cancelled the launch", "the launch was scrapped"."""
    if pledge.kind not in ("plan", "commitment"):
        return False
    for words in (c.words for c in bearing.later.clauses):
        for i, word in enumerate(words):
            if word.lemma not in _CALLED_OFF or not _told_as_done(words, i):
                continue
            passive = any(w.text.lower() in ("was", "were", "been") for w in words[max(0, i - 2) : i])
            near = words[max(0, i - _SUBJECT) : i] if passive else words[i + 1 : i + 1 + _OBJECT]
            if any(_like(pledge, w.lemma, _VERY_DEED) for w in near):
                return True
    return False


def _done_on_a_day(pledge: Pledge, bearing: Bearing) -> bool:
    """ "filed on June 20": the deed itself right before a day within the term, whatever else the sentence tells of it."""
    term = pledge.term
    said = max((p.report.published.first for p in pledge.promises if p.report.published), default=None)
    if term is None or said is None or pledge.kind not in ("plan", "commitment"):
        return False
    for clause in bearing.later.clauses:
        for when in clause.whens:
            if when.moment.days > 1 or not said <= when.moment.first <= term.last:
                continue
            before = [i for i, w in enumerate(clause.words) if 0 <= when.span[0] - w.end <= _ON]
            told = [i for i in before if verb_form(w := clause.words[i]) and _like(pledge, w.lemma, _VERY_DEED)]
            if any(_told_as_done(clause.words, i) for i in told):
                return True
    return False


def _told_as_done(words: Sequence[Token], at: int) -> bool:
    """Whether the verb at `at` is told as having happened: nothing just before it denies it or puts it into the future."""
    if not verb_form(words[at]):
        return False
    before = {w.text.lower().replace("’", "'") for w in words[max(0, at - _BESIDE) : at]}
    return not before & _UNREAL and not any(w.endswith("n't") for w in before)


def _on_the_day(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether a clause tells the deed, be it as a noun ("the meeting on the 12th ended"), of the very day that was named."""
    if pledge.term is None or pledge.term.days > 1:
        return False
    return any(
        c.tone.actual
        and any(w.moment == pledge.term for w in c.whens)
        and any(_like(pledge, w.lemma, _SAME_DEED) for w in c.content)
        for c in bearing.later.clauses
    )


def _on_its_object(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether the sentence has another plain word of the line than the deed."""
    own = {
        w for w, b in bearing.shared if w in pledge.matter and w not in pledge.acts and _likeness(w, b) >= _VERY_DEED
    }
    return bool(own)


def _of_what_was_ruled_out(pledge: Pledge, bearing: Bearing) -> tuple[str, str] | None:
    """What was not to be and is told as done, with something else of the line and before any term ran out."""
    day = bearing.later.report.published
    if day is None or pledge.is_past(day.first) or pledge.kind not in ("refusal", "commitment"):
        return None
    if len({b for _, b in bearing.shared}) < 2 or marked(bearing.later.text, "persists", "undone"):
        return None
    return ("broken", "what was ruled out is told as done") if _done(pledge, bearing, _VERY_DEED) else None


def comes_too_soon(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether a later report stands before the term's first day and does not tell the deed: it cannot have come about yet."""
    day = bearing.later.report.published
    early = day is not None and pledge.term is not None and day.last < pledge.term.first
    return early and not _done(pledge, bearing, _SAME_DEED)


def _done(pledge: Pledge, bearing: Bearing, least: float) -> bool:
    """Whether a clause tells the deed, as a verb, as having happened."""
    return any(
        verb_form(w) and _like(pledge, w.lemma, least)
        for c in bearing.later.clauses
        if c.tone.actual and not c.tone.negative
        for w in c.content
    )


def _denied(pledge: Pledge, bearing: Bearing) -> bool:
    """Whether a clause denies the deed itself."""
    return any(
        d.of_an_act and _like(pledge, d.act.lemma, _VERY_DEED)
        for c in bearing.later.clauses
        if c.tone.actual
        for d in denials(c)
    )


def _like(pledge: Pledge, lemma: str, least: float) -> bool:
    return any(_likeness(a, lemma) >= least for a in pledge.acts)


@cache
def _likeness(one: str, other: str) -> float:
    return 1.0 if one == other else likeness(one, other)
