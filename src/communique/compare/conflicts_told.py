"""Two sentences that cannot both be true, told without a word that gives it away: what the cross-encoder sees.

Detectors of numbers, days, places and opposites look for one word or value against another. Here the whole sentences are laid before
the model of `inference.py`; its verdict is weighed with what ties the two places (`questions.py`), and of several pairs about one
sentence the surest stands for all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from communique.compare.clashes import Clash, Evidenced, Place
from communique.compare.conflicts_polarity import of_a_change
from communique.compare.inference import Neighbours, told_apart
from communique.compare.questions import Asked, scaled, sure, weighed
from communique.compare.sentences import Span
from communique.compare.story import Clause
from communique.compare.topics import cited, either_topic
from communique.compare.voices import by_parties, other_voice
from communique.encoder.sentence_pairs import Judged
from communique.record.comparison import ConflictKind, Strength

_WORTH_ASKING = -1.0  # log-odds of the model below which a pair is not looked at further
_CARRIES = 0.6  # a clause pair that the model is this sure of, beside the sentences, decides by itself


def told_clashes(seen: Evidenced, taken: Collection[tuple[int, int]]) -> list[Clash]:
    """Clashes of whole sentences; `taken` holds clause numbers of pairs that other detectors report already."""
    done = {_sentences(seen, a, b) for a, b in taken}
    found = []
    for pair, judged, asked in candidates(seen):
        score = weighed("told", asked.features)
        if score >= sure("told") and _sentences(seen, pair.left.number, pair.right.number) not in done:
            found.append((score, pair, judged, asked))
    found.sort(key=lambda x: (-x[0], x[1].left.number, x[1].right.number))
    out: list[Clash] = []
    used: set[tuple[int, Span, int]] = set()
    for score, pair, judged, asked in found:
        sides = {(pair.left.report.index, pair.left.sentence, pair.right.report.index),
                 (pair.right.report.index, pair.right.sentence, pair.left.report.index)}  # fmt: skip
        if used.isdisjoint(sides):
            out.append(_clash(seen, pair, judged, asked, score))
        used |= sides
    return out


def candidates(seen: Evidenced) -> Iterator[tuple[Neighbours, Judged, Asked]]:
    """Neighbouring sentences that the model does not think compatible, with the features of both places."""
    for pair in seen.inference.neighbours():
        judged = seen.inference.judged(pair.left, pair.right)
        if judged.against >= _WORTH_ASKING and not _asks(pair):
            yield pair, judged, features_of(seen, pair, judged)


def features_of(seen: Evidenced, pair: Neighbours, judged: Judged) -> Asked:
    """What speaks for two sentences contradicting each other."""
    left, right = pair.left, pair.right
    asked = seen.questions.asked(left, left.span, right, right.span)
    against = scaled(judged.against)
    own = {
        "against": against,
        "same": scaled(judged.same),
        "nearness": pair.nearness,
        "against_near": against * min(1.0, pair.nearness),
        "nearest": pair.closest / 2,
        "voices": float(other_voice(left, right)),
        "within": float(left.report is right.report),
        "change": float(of_a_change(left) or of_a_change(right)),
        "denied": float(left.tone.negative != right.tone.negative),
        "long": float(min(2, max(len(left.siblings), len(right.siblings)) - 1)),
    }
    return Asked(asked.features | own, asked.anchors)


def _asks(pair: Neighbours) -> bool:
    """A question asserts nothing."""
    return any(c.siblings[-1].text.rstrip(' ”"').endswith("?") for c in (pair.left, pair.right))


def _sentences(seen: Evidenced, left: int, right: int) -> frozenset[tuple[int, tuple[int, int]]]:
    return frozenset((c.report.index, c.sentence) for c in (seen.story.clauses[left], seen.story.clauses[right]))


def _clash(seen: Evidenced, pair: Neighbours, judged: Judged, asked: Asked, score: float) -> Clash:
    left, right = _deciding(seen, pair, judged)
    kind: ConflictKind = judged.kind  # type: ignore[assignment]  # KINDS are ConflictKinds
    reasons = ["the two cannot both be so, by the model that reads sentences in pairs"]
    if asked.anchors.strong:
        reasons.append(f"both speak of {asked.anchors.shown()}")
    return Clash(
        kind=kind,
        left=Place(left, left.span, left.text),
        right=Place(right, right.span, right.text),
        topic=either_topic("Which is so", cited(left.text), cited(right.text)),
        strength=_strength(kind),
        confidence=round(min(0.9, 0.3 + 0.6 * score), 2),
        reasons=tuple(reasons),
        parties=by_parties(left, right) or other_voice(left, right),
    )


def _deciding(seen: Evidenced, pair: Neighbours, judged: Judged) -> tuple[Clause, Clause]:
    """The clauses of the two sentences that contradict each other by themselves; where none do, those that are nearest."""
    pairs = list(told_apart(pair.left, pair.right))
    if len(pairs) == 1 or len(pairs) > 16:
        return pair.left, pair.right
    level = (by_parties(pair.left, pair.right), other_voice(pair.left, pair.right))
    scored = [
        (seen.inference.of_clauses(a, b).against, a, b)
        for a, b in pairs
        if (by_parties(a, b), other_voice(a, b)) == level
    ]
    best = max(scored, key=lambda x: x[0])
    return (best[1], best[2]) if best[0] >= _CARRIES * judged.against else (pair.left, pair.right)


def _strength(kind: ConflictKind) -> Strength:
    return "hard on framing" if kind in ("characterisation", "condition") else "hard"
