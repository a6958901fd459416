"""Whether it happened, whether it was agreed: one report says so, the other says that it did not."""

from __future__ import annotations

from communique.compare.align import Pairing
from communique.compare.clashes import Clash, Evidenced, Place, by_parties, one_wave, topic_of
from communique.compare.story import Clause
from communique.compare.words import groups_of, likeness, opposite
from communique.record.comparison import ConflictKind

_TOPIC = 0.5
_REACH = 6
_AGREED = frozenset({"=accord", "=sign", "=treaty", "=ratify", "=promise"})
_NEGATIVE = frozenset(
    "not no never nobody nothing none neither without deny untrue false unsigned refuse reject decline n't fail".split()
)


def polarity_clashes(seen: Evidenced) -> list[Clash]:
    """Clashes between aligned clauses one of which denies the act that the other tells."""
    out = []
    for pairing in seen.pairings:
        left, right = pairing.left, pairing.right
        if pairing.score < _TOPIC or not pairing.features["polarity"] or not one_wave(left, right):
            continue
        if (
            left.tone.future != right.tone.future
            or left.tone.conditional != right.tone.conditional
            or left.tone.possible != right.tone.possible
        ):
            continue
        if pairing.features["other_day"] or (left.in_title and right.in_title):
            continue
        act = _denied_act(pairing)
        if act:
            out.append(_clash(pairing, act))
    return out


def _denied_act(pairing: Pairing) -> str | None:
    """The shared word near which the negation stands, on the side that denies."""
    denying, other = (pairing.left, pairing.right) if pairing.left.tone.negative else (pairing.right, pairing.left)
    shared = {a if denying is pairing.left else b for a, b in pairing.shared}
    words = denying.words
    for i, word in enumerate(words):
        if _is_negative(word.text.lower(), word.lemma):
            near = [w for w in words[i : i + _REACH] if w.lemma in shared and not w.capital]
            if near:
                return near[0].lemma
            if word.lemma.startswith("un") and any(likeness(word.lemma[2:], o.lemma) > 0.6 for o in other.content):
                return word.lemma
    return None


def _is_negative(text: str, lemma: str) -> bool:
    return (
        text.endswith("n't")
        or text.endswith("n’t")
        or lemma in _NEGATIVE
        or text in _NEGATIVE
        or lemma in ("untrue", "unsigned")
    )


def _clash(pairing: Pairing, act: str) -> Clash:
    left, right = pairing.left, pairing.right
    agreed = bool(groups_of(act) & _AGREED)
    kind: ConflictKind = "agreed-or-not" if agreed else "whether-happened"
    return Clash(
        kind=kind,
        left=Place(left, left.span, left.text),
        right=Place(right, right.span, right.text),
        topic=topic_of(pairing),
        strength="hard",
        confidence=round(min(0.9, 0.4 + pairing.score / 2), 2),
        reasons=(
            f"one denies the act “{act}” that the other tells",
            f"both speak of {topic_of(pairing)} (alignment {pairing.score:.2f})",
        ),
        parties=by_parties(left, right),
    )


def denies(clause: Clause) -> bool:
    """Whether the clause denies."""
    return clause.tone.negative


__all__ = ["denies", "opposite", "polarity_clashes"]
