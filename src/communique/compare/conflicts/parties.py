"""What the parties contradict each other on, whichever report prints it: one asserts, another denies or says otherwise.

Three roads: a denial that answers the words beside it ("nothing of the kind"); a denial of what another actor asserts
in a report of the same days; two figures of one measure by two actors. For acts told by one and negated by another see
`polarity.py`; words stand in `data/denials.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.compare.clauses.anchors import Anchoring, anchoring
from communique.compare.clauses.denials import verb_form
from communique.compare.clauses.quantities import Quantity, bare_number
from communique.compare.clauses.story import Clause, Report
from communique.compare.clauses.words import Token, groups_of, read_words, read_yaml
from communique.compare.conflicts.clashes import Clash, Evidenced, Place, one_wave, other_voice
from communique.compare.conflicts.numbers import comparable
from communique.compare.conflicts.topics import printed, told_in
from communique.record import Statement
from communique.record.comparison import ConflictKind
from communique.record.reading import Act

_NEAR = 260  # characters between words and the denial that answers them
_FIGURES_NEAR = 600  # between two figures of two parties
_FIGURE_RATIO = 2.5
_TOLL_RATIO = 12.0  # two sides may count their dead very differently
_ANYBODY = frozenset({"person", "people", "man", "soul", "life"})
_SHORT = 5  # content words of a denial that says nothing of its own
_SHARED = 0.2  # what the words common to a claim and the denial beside it must tell
_FAR = (2, 0.9)  # words, and what they tell, that tie a denial to a claim in another report
_ENOUGH = 0.4  # of what a denial says, to be told in the claim that it answers from another report
_CLAIMS: frozenset[Act] = frozenset(("assert", "accuse", "other", "commit", "warn", "predict", "agree", "praise"))
_GIVING: frozenset[Act] = frozenset(("commit", "offer", "demand", "predict", "ask", "refuse"))


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its clauses, in the order of print."""

    report: Report
    statement: Statement
    clauses: tuple[Clause, ...]

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.statement.content[0][0]

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.statement.content[-1][1]

    @property
    def words(self) -> list[Token]:
        """Its content words."""
        return [w for c in self.clauses for w in c.content]

    @property
    def cue(self) -> str:
        """The words that introduce it."""
        return " ".join(self.report.text[s:e] for s, e in self.statement.cue).lower().replace("’", "'")

    @property
    def text(self) -> str:
        """Its words, in lower case."""
        return self.statement.text.lower().replace("’", "'")


def party_clashes(seen: Evidenced) -> list[Clash]:
    """Clashes between statements of different actors that answer one another."""
    spoken = {r.id: _spoken(r) for r in seen.story.reports}
    out: list[Clash] = []
    for report in seen.story.reports:
        here = spoken[report.id]
        for denial in here:
            if _denies(denial):
                out.extend(_answered(seen, here, denial))
            elif _negates(denial):
                out.extend(_rebutted(seen, here, denial))
            else:
                out.extend(_countered(seen, here, denial))
        out.extend(_figures(seen, here))
    out.extend(_across(seen, [s for r in seen.story.reports for s in spoken[r.id]]))
    return out


def _spoken(report: Report) -> list[Said]:
    held: dict[str, list[Clause]] = {}
    for clause in report.clauses:
        if clause.statement is not None and not clause.in_title:
            held.setdefault(clause.statement.id, []).append(clause)
    found = [Said(report, s, tuple(held[s.id])) for s in report.statements if s.id in held]
    return sorted(found, key=lambda s: (s.start, s.end))


def _denies(said: Said) -> bool:
    """Whether a statement denies what somebody else says."""
    return _matches("answers", said.text) or _matches("denying_cues", said.cue) or _untrue(said)


def _untrue(said: Said) -> bool:
    return _matches("untrue", said.text) or _matches("untrue", said.cue)


def _points_back(said: Said) -> bool:
    """A denial of what stands before it: it says little of its own, or calls a report or a claim untrue."""
    if _matches("spelt_out", said.text):
        return False
    own = [w for w in said.words if not _matches("untrue", w.text.lower())]
    return len(own) <= _SHORT and (_matches("pointing", f"{said.cue} {said.text}") or _matches("answers", said.text))


def _answered(seen: Evidenced, here: Sequence[Said], denial: Said) -> Iterator[Clash]:
    """The claim beside a denial: the nearest words of somebody else, before it or right after it."""
    if _matches("cut_off", denial.text):
        return
    before = [s for s in here if s.end <= denial.start and _adjoin(s, denial) and _claims(s, denial)]
    after = [s for s in here if s.start >= denial.end and _adjoin(denial, s) and _claims(s, denial)]
    nearest = [*before[-1:], *after[:1]]
    for claim in nearest:
        shared = anchoring(seen.aligner, claim.words, denial.words, least=0.8)
        accused = claim.statement.act == "accuse" and claim in before
        if shared.told >= _SHARED or accused or (_points_back(denial) and claim in before and _asserts(claim)):
            yield _clash(seen, claim, denial, "it answers the words beside it with a denial", 0.8)
            return


def _asserts(said: Said) -> bool:
    """Whether the words tell that something is so, with a verb; "his offer to testify" is refused, not denied."""
    words = [w for c in said.clauses for w in c.words]
    return any(verb_form(w) or w.text.lower() in read_words()["auxiliaries"] for w in words)


def _negates(said: Said) -> bool:
    """Whether a statement tells as a fact that something is or was not so."""
    tones = [c.tone for c in said.clauses]
    return any(t.negative for t in tones) and not any(t.future or t.conditional or t.possible for t in tones)


def _rebutted(seen: Evidenced, here: Sequence[Said], said: Said) -> Iterator[Clash]:
    """A negative statement right after an accusation, or after a claim that it is said to answer or leaves nothing of."""
    before = [s for s in here if s.end <= said.start and _adjoin(s, said) and _claims(s, said)]
    if not before:
        return
    claim = before[-1]
    shared = anchoring(seen.aligner, claim.words, said.words, least=0.8)
    if claim.statement.act == "accuse" and (said.statement.act == "deny" or _matches("flatly", said.text)):
        if shared.told >= _SHARED or not _far(claim, said):
            yield _clash(seen, claim, said, "it answers the accusation before it with a negation", 0.7)
        return
    if not _may_answer(claim, said) or any(c.tone.negative for c in claim.clauses):
        return
    outright, tied = _matches("outright", said.text), shared.told >= _SHARED
    if (outright and tied) or (_matches("answering", _introduced(said)) and (outright or tied or _points_back(said))):
        yield _clash(seen, claim, said, "it answers the claim before it with a negation", 0.65)


def _countered(seen: Evidenced, here: Sequence[Said], said: Said) -> Iterator[Clash]:
    """Words that name another doer or cause in answer to a claim: "It was the mortars that began it," answered B."""
    before = [s for s in here if s.end <= said.start and _adjoin(s, said) and _claims(s, said)]
    if (
        before
        and _may_answer(before[-1], said)
        and _matches("answering", _introduced(said))
        and _matches("instead", said.text)
    ):
        yield _clash(seen, before[-1], said, "it answers the claim before it with another account", 0.65)


def _may_answer(claim: Said, said: Said) -> bool:
    """Whether the words stand right behind a claim of what is so, and do not merely leave something open."""
    settled = not any(t.future or t.conditional or t.possible for c in claim.clauses for t in (c.tone,))
    return settled and not _far(claim, said) and not _matches("open", said.text)


def _introduced(said: Said) -> str:
    """The cue of a statement, with what stands before its speaker ("In reply, B said")."""
    start, end = said.clauses[0].sentence
    outside = said.report.text[start : said.start] + " " + said.report.text[said.end : end]
    return f"{said.cue} {outside}".lower().replace("’", "'")


def _claims(claim: Said, denial: Said) -> bool:
    """Whether words may be what the denial answers: another voice's, an assertion and no denial, demand or question."""
    if not other_voice(claim.clauses[0], denial.clauses[0]) or claim.statement.act not in _CLAIMS:
        return False
    return not _denies(claim) and not claim.statement.text.rstrip(' ”"').endswith("?")


def _adjoin(one: Said, other: Said) -> bool:
    between = one.report.text[one.end : other.start]
    return len(between) < _NEAR and between.count("\n\n") <= (0 if len(between) > _NEAR // 2 else 1)


def _far(one: Said, other: Said) -> bool:
    """Whether another paragraph, or more than a few words, lie between."""
    between = one.report.text[one.end : other.start]
    return "\n" in between or len(between) > _NEAR // 3


def _across(seen: Evidenced, spoken: Sequence[Said]) -> Iterator[Clash]:
    """What a denial says of its own, asserted by another actor in a report of the same days."""
    for denial in spoken:
        if not _matches("denying_cues", denial.cue) or len(denial.words) < 2:
            continue
        best: tuple[float, Said] | None = None
        for claim in spoken:
            if claim.report is denial.report or not one_wave(claim.clauses[0], denial.clauses[0]):
                continue
            if not _claims(claim, denial) or any(c.tone.negative for c in claim.clauses):
                continue
            if _matches("denying_cues", claim.text):
                continue  # it tells of a denial
            shared = anchoring(seen.aligner, denial.words, claim.words, least=0.8)
            if _tied(shared, denial) and _covers(seen, shared, denial) and (best is None or shared.told > best[0]):
                best = (shared.told, claim)
        if best is not None:
            yield _clash(seen, best[1], denial, "one asserts what the other denies", 0.7)


def _covers(seen: Evidenced, shared: Anchoring, denial: Said) -> bool:
    """Whether the claim says enough of what the denial speaks of."""
    words = dict.fromkeys(w.lemma for w in denial.words)
    return shared.told >= _ENOUGH * sum(seen.aligner.weight(w) for w in words)


def _tied(shared: Anchoring, denial: Said) -> bool:
    plain = {w.lemma for w in denial.words if not w.capital}
    return shared.strong >= _FAR[0] and shared.told >= _FAR[1] and any(a in plain for a, _ in shared.pairs)


def _figures(seen: Evidenced, here: Sequence[Said]) -> Iterator[Clash]:
    """Two actors of one report with two figures of one measure for what is so, not for what each gives."""
    for i, left in enumerate(here):
        for right in here[i + 1 :]:
            if right.start - left.end > _FIGURES_NEAR:
                break
            if not other_voice(left.clauses[0], right.clauses[0]) or _giving(left) or _giving(right):
                continue
            pair = None if _of_other_places(left, right) else _rival_figures(left, right) or _bare_figure(left, right)
            if pair is not None:
                reason = f"{pair[0]} against {pair[1]}"
                yield _clash(seen, left, right, reason, 0.7, "number")


def _of_other_places(left: Said, right: Said) -> bool:
    """Whether both name something, and nothing in common: shares of two countries are no rivals."""
    one, other = (
        {w.lemma for w in s.words if w.capital and w.start != s.clauses[0].sentence[0]} for s in (left, right)
    )
    return bool(one) and bool(other) and one.isdisjoint(other)


def _rival_figures(left: Said, right: Said) -> tuple[str, str] | None:
    """The one figure of each that can be compared; who gives several of a sort enumerates."""
    pairs = [(x, y) for x in _figures_of(left) for y in _figures_of(right) if comparable(x[1], y[1])]
    if len(pairs) != 1:
        return None
    (one, a), (other, b) = pairs[0]
    if a.agrees(b) or not (_one_measure(left, right) if a.unit else _one_toll(a, b)):
        return None
    low, high = sorted((a.value, b.value))
    return (printed(one, a), printed(other, b)) if high < (_FIGURE_RATIO if a.unit else _TOLL_RATIO) * low else None


def _figures_of(said: Said) -> list[tuple[Clause, Quantity]]:
    """What can be measured, and persons of whom it is told what befell them."""
    return [(c, q) for c in said.clauses for q in c.quantities if q.unit or q.fate]


def _one_measure(left: Said, right: Said) -> bool:
    """Whether a sum or a rate of two voices may be one: neither speaks of his own ("his net worth", "we earned")."""
    return not any(_matches("of_oneself", s.text) for s in (left, right))


def _one_toll(a: Quantity, b: Quantity) -> bool:
    """Whether two counts of persons may be one: the same befell them, and neither names another sort of persons."""
    return a.fate == b.fate and (a.noun == b.noun or bool({a.noun, b.noun} & _ANYBODY))


def _bare_figure(left: Said, right: Said) -> tuple[str, str] | None:
    """A figure and, right behind it, another one with nothing said beside it ("The islanders say thirty-eight.")."""
    words = [w for c in right.clauses for w in c.words]
    figure = bare_number(right.report.text, words)
    told = [(c, q) for c in left.clauses for q in c.quantities]
    if figure is None or len(told) != 1 or _far(left, right):
        return None
    (clause, quantity) = told[0]
    low, high = sorted((quantity.value, figure))
    if quantity.bound != "exact" or not low < high < _FIGURE_RATIO * low:
        return None
    return printed(clause, quantity), right.statement.text.strip()


def _giving(said: Said) -> bool:
    tones = [c.tone for c in said.clauses]
    return said.statement.act in _GIVING or any(t.future or t.conditional for t in tones)


def _clash(
    seen: Evidenced, left: Said, right: Said, reason: str, confidence: float, kind: ConflictKind | None = None
) -> Clash:
    one, other = _closest(seen, left, right)
    names = [_holder(seen, s) for s in (left, right)]
    return Clash(
        kind=kind or _kind(left, right),
        left=Place(one, one.span, one.text, names[0]),
        right=Place(other, other.span, other.text, names[1]),
        topic=f"{names[0].removeprefix('unnamed: ')} and {names[1].removeprefix('unnamed: ')}: {told_in(one)}",
        strength="hard",
        confidence=round(confidence, 2),
        reasons=(reason,),
        parties=True,
    )


def _closest(seen: Evidenced, left: Said, right: Said) -> tuple[Clause, Clause]:
    """The clauses of two statements that share most; the first ones when none share anything."""
    pairs = [(a, b) for a in left.clauses for b in right.clauses]
    return max(pairs, key=lambda p: round(anchoring(seen.aligner, p[0].content, p[1].content, least=0.8).told, 4))


def _kind(left: Said, right: Said) -> ConflictKind:
    words = {w.lemma for w in (*left.words, *right.words)}
    if any("=fire" in groups_of(w) for w in words) and "first" in f"{left.text} {right.text}":
        return "who"
    agreed = any(groups_of(w) & {"=accord", "=sign", "=treaty"} for w in words)
    return "agreed-or-not" if agreed else "whether-happened"


def _holder(seen: Evidenced, said: Said) -> str:
    names = "; ".join(seen.story.name(s) for s in said.clauses[0].speakers)
    described = said.statement.speaker_description
    return names or (f"unnamed: {described}" if described else "an unnamed source")


def _matches(name: str, words: str) -> bool:
    return any(p.search(words) for p in _table(name))


@cache
def _table(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.I) for p in read_yaml("denials.yaml")[name])
