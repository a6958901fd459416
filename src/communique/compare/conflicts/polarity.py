"""Whether it happened, whether it was agreed: one says so, the other says that it did not.

Another voice must tell the denied act as done, together with the words that the denial is told with: an act alone
("met", "agreed") is done by too many, to too many things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from communique.compare.clauses.anchors import anchoring, generic, sentence_words
from communique.compare.clauses.denials import Denial, denials
from communique.compare.clauses.story import Clause, two_doers
from communique.compare.clauses.words import Token, concept_keys, groups_of, likeness, read_words
from communique.compare.conflicts.clashes import Clash, Evidenced, Place, one_voice, one_wave, other_voice
from communique.compare.conflicts.oppositions import named_act
from communique.compare.conflicts.topics import whether_topic
from communique.record.comparison import ConflictKind

_AGREED = frozenset({"=accord", "=sign", "=treaty", "=ratify", "=promise"})
_ONE_ACT = 0.85
_MOST = 120  # tellings of one act that are looked at
_TOLD = 0.65  # what the act and the words beside it must tell together
_SHARE = 0.6  # of what the denial says
_TELLING_ACT = 0.25
_CHANGES = (" still ", " yet ", " until ", " before ", " any more", " anymore", " no longer ", " again ")


def polarity_clashes(seen: Evidenced) -> list[Clash]:
    """Clashes between a denial and another voice that tells the denied act as done."""
    denied = [d for c in seen.story.clauses if not c.in_title for d in denials(c)]
    wanted = frozenset(key for d in denied for key in concept_keys(d.act.lemma))
    acts: dict[str, list[tuple[Clause, Token]]] = defaultdict(list)
    for clause in seen.story.clauses:
        if wanted and not clause.tone.negations and not clause.in_title:
            for at, word in enumerate(clause.words):
                if not word.small and not _unreal(clause, at):
                    for key in concept_keys(word.lemma) & wanted:
                        acts[key].append((clause, word))
    out: list[Clash] = []
    for denial in denied:
        found = {
            (c.number, w.start): (c, w) for key in sorted(concept_keys(denial.act.lemma)) for c, w in acts[key][:_MOST]
        }
        for _, (clause, word) in sorted(found.items()):
            if likeness(denial.act.lemma, word.lemma) >= _ONE_ACT and _rivals(denial.clause, clause):
                out.extend(_clash(seen, denial, clause, word))
    return out


def _unreal(clause: Clause, at: int) -> bool:
    """An infinitive ("to meet"), a purpose ("from landing") or a name ("the landing"), which tell no act."""
    if named_act(clause, clause.words[at]):
        return True
    return at > 0 and clause.words[at - 1].text.lower() in ("to", "from", "for") and not clause.tone.future


def _rivals(denying: Clause, telling: Clause) -> bool:
    """Whether the two can contradict: other voices, the same days, both told as fact."""
    tones = (denying.tone, telling.tone)
    if tones[0].future != tones[1].future or any(t.conditional or t.possible for t in tones) or telling.tone.reported:
        return False
    if two_doers(denying, telling) or one_voice(denying, telling):
        return False  # one goes, another does not
    if telling.text.rstrip(' ”"').endswith("?") or of_a_change(denying):
        return False
    if not one_wave(denying, telling) and not _never_was(denying, telling):
        return False
    days = [(a.moment, b.moment) for a in denying.whens for b in telling.whens]
    if days and not any(a.meets(b, 1) for a, b in days):
        return False
    if denying.report is telling.report:
        return denying.statement is not None and telling.statement is not None and other_voice(denying, telling)
    return True


def _never_was(denying: Clause, telling: Clause) -> bool:
    """Whether a report says of what an earlier one told as done that it did not take place: that holds weeks later, too."""
    one, other = denying.report.published, telling.report.published
    late = one is not None and other is not None and one.first > other.last
    return late and any(mark in c.text.lower() for c in denying.siblings for mark in read_words()["undoing"])


def of_a_change(clause: Clause) -> bool:
    """Whether a clause tells of a change: what is "not yet" or "no longer" so may be so at another time."""
    text = f" {clause.text.lower()} "
    return any(mark in text for mark in _CHANGES)


def _clash(seen: Evidenced, denial: Denial, telling: Clause, word: Token) -> Iterator[Clash]:
    shared = _covered(seen, denial, telling, word)
    if shared is None:
        return
    left, right = denial.clause, telling
    wide = anchoring(seen.aligner, sentence_words(left), sentence_words(right), least=0.8)
    agreed = any(groups_of(w) & _AGREED for w in (denial.act.lemma, *denial.needed))
    kind: ConflictKind = "agreed-or-not" if agreed else "whether-happened"
    yield Clash(
        kind=kind,
        left=Place(right, right.span, right.text),
        right=Place(left, left.span, left.text),
        topic=whether_topic(right),
        strength="hard",
        confidence=round(min(0.9, 0.5 + 0.15 * shared + 0.06 * wide.told), 2),
        reasons=(f"one tells “{word.text}”, the other denies it", f"both speak of {wide.shown()}"),
        parties=other_voice(left, right),
    )


def _covered(seen: Evidenced, denial: Denial, telling: Clause, word: Token) -> float | None:
    """What the words beside the act tell that both have, or None when too little shows that it is one act."""
    others = [w.lemma for w in telling.content if w.start != word.start]
    needed = [w for w in denial.needed if w != denial.act.lemma]
    if not denial.of_an_act and not groups_of(denial.act.lemma) & _AGREED:
        return None
    if not all(_said(w, others) for w in needed):
        return None
    act = seen.aligner.weight(denial.act.lemma)
    same = [w for w in denial.beside if w.lemma not in generic() and _said(w.lemma, others)]
    plain = [*needed, *dict.fromkeys(w.lemma for w in same if not w.capital)]
    beside = sum(seen.aligner.weight(w) for w in dict.fromkeys([*needed, *(w.lemma for w in same)]))
    if plain and beside + act >= _TOLD and _most(seen, denial, telling):
        return beside
    alone = not any(w.lemma not in generic() for w in denial.beside) and not needed
    if alone and act >= _TELLING_ACT and denial.act.lemma not in generic():
        wide = anchoring(seen.aligner, sentence_words(denial.clause), sentence_words(telling), least=_ONE_ACT)
        return beside if wide.strong >= 2 and wide.told >= 0.8 else None
    return None


def _most(seen: Evidenced, denial: Denial, telling: Clause) -> bool:
    """Whether the telling has most of what the denial speaks of, by weight."""
    lemmas = [w.lemma for w in telling.content]
    words = dict.fromkeys(w.lemma for w in denial.clause.content)
    weights = {w: seen.aligner.weight(w) for w in words}
    said = sum(weight for w, weight in weights.items() if _said(w, lemmas))
    return said >= _SHARE * sum(weights.values())


def _said(word: str, others: Sequence[str]) -> bool:
    return max((likeness(word, o) for o in others), default=0.0) >= _ONE_ACT
