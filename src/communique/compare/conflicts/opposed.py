"""Two clauses that say opposite things of one matter: an act affirmed and denied, or two words that exclude one another.

`oppositions.py` finds the pairs; the features of `questions.py`, and those named here, tell whether they speak of one matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.compare.clauses.story import two_doers
from communique.compare.clauses.words import groups_of
from communique.compare.conflicts.clashes import Clash, Evidenced, Place, one_voice, one_wave, other_voice
from communique.compare.conflicts.oppositions import Opposition, oppositions
from communique.compare.conflicts.polarity import of_a_change
from communique.compare.conflicts.questions import Asked, at_best, sure, weighed
from communique.compare.conflicts.topics import whether_topic, which_topic
from communique.record.comparison import ConflictKind, Strength

_ROUNDING = 1e-9
_AGREED = frozenset({"=accord", "=sign", "=treaty", "=ratify", "=promise"})


def opposition_clashes(seen: Evidenced) -> list[Clash]:
    """Clashes between clauses that oppose each other in a word; of one pair of clauses the surest."""
    best: dict[tuple[int, int], tuple[float, Opposition, Asked]] = {}
    least = sure("opposed")
    for found in rivals(seen):
        asked = opposition_features(seen, found, least)
        score = weighed("opposed", asked.features) if asked else 0.0
        numbers = sorted((found.left.number, found.right.number))
        place = (numbers[0], numbers[1])
        if asked and score >= least and score > best.get(place, (0.0,))[0]:
            best[place] = (score, found, asked)
    return [_clash(found, asked, score) for _, (score, found, asked) in sorted(best.items(), key=lambda x: x[0])]


def rivals(seen: Evidenced) -> Iterator[Opposition]:
    """Oppositions of reports of the same days, or of two voices of one; two wordings of one utterance are no two assertions."""
    one_utterance = {
        frozenset((r.original[1].id, r.rendering[1].id)) for r in seen.renderings if r.original[1] is not None
    }
    for found in oppositions(seen.story.clauses):
        left, right = found.left, found.right
        if left.statement and right.statement and frozenset((left.statement.id, right.statement.id)) in one_utterance:
            continue
        if two_doers(left, right) or one_voice(left, right):
            continue  # one goes, another does not
        if one_wave(left, right) and (left.report is not right.report or other_voice(left, right)):
            yield found


def opposition_features(seen: Evidenced, found: Opposition, least: float = 0.0) -> Asked | None:
    """What speaks for two clauses that oppose each other in a word being about one thing.

    None when nothing else ties them, or when they cannot be as sure as `least`.
    """
    left, right = found.left, found.right
    if not seen.questions.tied(left, right, found.words):
        return None
    own = {
        "antonym": float(found.how == "antonym"),
        "pole": float(found.how == "pole"),
        "of_noun": float(found.of_noun),
        "unsaid": found.unsaid,
        "voices": float(other_voice(left, right)),
        "within": float(left.report is right.report),
        "answers": float(left.report is right.report and seen.questions.adjoin(left, right)),
    }
    places = (left, found.one, right, found.other, found.words)
    if at_best("opposed", own | seen.questions.foremost(*places)) < least - _ROUNDING:
        return None
    asked = seen.questions.asked(*places)
    if not (asked.features["near"] or asked.features["share_wide"] or asked.features["closest"]):
        return None
    change = float(of_a_change(left) or of_a_change(right))
    return replace(asked, features=asked.features | own | {"change": change})


def _clash(found: Opposition, asked: Asked, score: float) -> Clash:
    left, right = found.left, found.right
    one, other = found.words
    if found.how == "negated":
        topic = whether_topic(right)
        reason = f"one tells “{other}”, the other denies it"
    else:
        topic = which_topic("Which is so", right, one, other)
        reason = f"“{one}” and “{other}” exclude one another"
    return Clash(
        kind=_kind(found),
        left=Place(right, right.span, right.text),
        right=Place(left, left.span, left.text),
        topic=topic,
        strength=_strength(found),
        confidence=round(min(0.95, 0.3 + 0.65 * score), 2),
        reasons=(reason, f"both speak of {asked.anchors.shown()}") if asked.anchors.strong else (reason,),
        parties=other_voice(left, right),
    )


def _kind(found: Opposition) -> ConflictKind:
    if found.how == "negated":
        return "agreed-or-not" if any(groups_of(w) & _AGREED for w in found.words) else "whether-happened"
    return found.kind


def _strength(found: Opposition) -> Strength:
    return "hard on framing" if found.kind == "characterisation" and found.how != "negated" else "hard"
