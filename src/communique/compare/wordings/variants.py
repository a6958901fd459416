"""One utterance in several wordings, across reports and beside primary documents.

Quoted here, cut there, paraphrased elsewhere; a press quotation is checked against the transcript or release. Only
statements of one speaker are ever joined: look-alikes of two speakers stay apart. Two occasions stay apart too: words
of another month are the same utterance only when they are repeated word for word or told as a recollection.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rapidfuzz.distance import Indel

from communique.compare.clauses.align import Pairing
from communique.compare.clauses.moments import Moment, moment
from communique.compare.clauses.story import Clause, Report, Story
from communique.compare.clauses.words import lemma, small_words
from communique.compare.facts.shared import well_tied
from communique.compare.wordings.documents import transcript_checks
from communique.compare.wordings.renderings import LEAST_WORDS, SAME_WORDS, SURELY, Rendering, kind_of
from communique.compare.wordings.wording import (
    UNATTRIBUTED,
    Wording,
    align,
    contradicts,
    never_close,
    quotations,
    sense_kept,
)
from communique.lexicon import plain_letters
from communique.record import Evidence, QuoteVariant, Statement, content_id, evidence_of

PARAPHRASE = 0.5
ONE_OCCASION = 21  # days between two reports that may still quote one occasion
_MORE_THAN_A_NAME = 0.5  # what plain words that two quotations share must tell
ONE_READOUT = 1  # days between two official records that may still be of one meeting or call
_ONE_NAME = 0.8  # surnames this alike are two spellings of one


def quote_variants(story: Story, pairings: Sequence[Pairing]) -> tuple[tuple[QuoteVariant, ...], tuple[Rendering, ...]]:
    """The variants, and the pairs of wordings behind those in quotation marks (conflicts of wording start there)."""
    checks = list(transcript_checks(story))
    checked = {(c.original[0].id, c.rendering[1].id) for c in checks if c.kind != "not found"}
    pairs = [*_quoted_pairs(story, checked)] if len(story.reports) > 1 else []
    linked = _Linked()
    kept = [r for r in [*checks, *pairs] if linked.adds(r)]
    out = [_variant(r) for r in kept]
    joined = {frozenset((r.original[1].id, r.rendering[1].id)) for r in [*checks, *pairs] if r.original[1]}
    out.extend(v for v in _paraphrases(pairings, joined) if linked.joins(v.statements))
    unique = {v.id: v for v in out}
    return tuple(unique.values()), tuple(c for c in [*checks, *pairs] if c.kind != "not found")


class _Linked:
    """Which wordings are tied together already: a verbatim repeat of a repeat tells nothing new."""

    def __init__(self) -> None:
        self._parent: dict[object, object] = {}

    def _root(self, key: object) -> object:
        while self._parent.setdefault(key, key) != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def _tie(self, one: object, other: object) -> bool:
        a, b = self._root(one), self._root(other)
        self._parent[b] = a
        return a != b

    def adds(self, found: Rendering) -> bool:
        """Whether the pair ties wordings not yet tied, or shows a change; checks against a document always do."""
        source, holder, words = found.original
        report, statement, quote = found.rendering
        if found.kind == "not found":
            return True
        new = self._tie((source.id, words.span), (report.id, quote.span))
        if holder is not None:
            self._tie(holder.id, statement.id)
        return new or found.kind != "verbatim" or source.primary

    def joins(self, statements: tuple[str, ...]) -> bool:
        """Whether two statements were not tied before."""
        return self._tie(statements[0], statements[1])


# quotations of two press reports


Quoted = tuple[Report, Statement, Wording]


def _quoted_pairs(story: Story, checked: set[tuple[str, str]]) -> Iterator[Rendering]:
    """Quotations of one speaker laid side by side; those of nobody known only where the words leave no doubt."""
    by_speaker: dict[str, list[Quoted]] = defaultdict(list)
    everybody: list[Quoted] = []
    for report in story.reports:
        for statement in report.statements:
            for quote in quotations(report.text, statement):
                if len(quote.words) >= 2 and len(quote.words) <= 400:
                    everybody.append((report, statement, quote))
                    for actor in story.speakers(statement):
                        by_speaker[actor].append((report, statement, quote))
    done: set[tuple[str, tuple[int, int], str, tuple[int, int]]] = set()
    for actor in sorted(by_speaker):
        for one, other in _side_by_side(by_speaker[actor], checked, done):
            if found := _rendered(one, other):
                yield found
    for one, other in _side_by_side(everybody, checked, done):
        if other_people(story, one[1], other[1]) or not _same_wave(one[0], other[0]):
            continue
        found = _rendered(one, other)
        if found and found.alignment.closeness >= SURELY and _telling(found):
            yield found


def _side_by_side(
    quotes: Sequence[Quoted],
    checked: set[tuple[str, str]],
    done: set[tuple[str, tuple[int, int], str, tuple[int, int]]],
) -> Iterator[tuple[Quoted, Quoted]]:
    """Pairs of different reports not looked at before; what was checked against its document is not asked again."""
    for i, j in _neighbours([q[2] for q in quotes]):
        one, other = quotes[i], quotes[j]
        key = (one[0].id, one[2].span, other[0].id, other[2].span)
        tested = one[0].primary != other[0].primary and (one[0].id, other[1].id) in checked
        if one[0] is not other[0] and key not in done and not tested and not _two_occasions(one[0], other[0]):
            done.add(key)
            yield one, other


def _two_occasions(one: Report, other: Report) -> bool:
    """Whether both are records of what was said, of different days: Monday's briefing does not quote Friday's."""
    if not (one.primary and other.primary) or one.published is None or other.published is None:
        return False
    return one.published.gap(other.published) > ONE_READOUT


def _same_wave(one: Report, other: Report) -> bool:
    return one.published is None or other.published is None or one.published.gap(other.published) <= ONE_OCCASION


def other_people(story: Story, one: Statement, other: Statement) -> bool:
    """Whether both speakers are known and their names are not two spellings of one."""
    left, right = story.speakers(one), story.speakers(other)
    if not left or not right:
        return False
    names = [plain_letters(story.name(who[0]).split()[-1]) for who in (left, right)]
    return Indel.normalized_similarity(*names) < _ONE_NAME


def _telling(found: Rendering) -> bool:
    """Enough words in common that two persons hardly said them alike by chance."""
    common = [w for w in found.rendering[2].words if w in found.original[2].words]
    return len(common) >= LEAST_WORDS + 1 and any(w not in small_words() for w in common)


def _neighbours(quotes: Sequence[Wording]) -> list[tuple[int, int]]:
    """Pairs that share enough words to be looked at."""
    postings: dict[str, list[int]] = defaultdict(list)
    for i, quote in enumerate(quotes):
        for key in {lemma(w) for w in quote.words if w not in small_words()}:
            postings[key].append(i)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for members in postings.values():
        if len(members) <= 40:
            for a, i in enumerate(members):
                for j in members[a + 1 :]:
                    shared[i, j] += 1
    return sorted(pair for pair, count in shared.items() if count)


def _rendered(one: tuple[Report, Statement, Wording], other: tuple[Report, Statement, Wording]) -> Rendering | None:
    if (len(one[2].words), one[0].index) < (len(other[2].words), other[0].index) and not one[0].primary:
        one, other = other, one
    if never_close(one[2], other[2], SAME_WORDS) and not sense_kept(one[2], other[2]):
        return None
    alignment = align(one[2].words, other[2].words)
    kind = kind_of(alignment, one[0], one[2], other[0], other[2])
    apart = one[0].published.gap(other[0].published) if one[0].published and other[0].published else 0
    if kind == "not found" or (apart > ONE_OCCASION and kind == "altered"):
        return None
    if kind == "altered" and not alignment.enough:
        return None
    if len(other[2].words) < LEAST_WORDS and (
        kind == "altered" or not any(w not in small_words() for w in other[2].words)
    ):
        return None
    return Rendering(one, other, alignment, kind)


# paraphrases


def _paraphrases(pairings: Sequence[Pairing], joined: set[frozenset[str]]) -> Iterator[QuoteVariant]:
    best: dict[frozenset[str], Pairing] = {}
    for pairing in pairings:
        left, right = pairing.left.statement, pairing.right.statement
        if left is None or right is None or not pairing.features["same_speaker"] or pairing.score < PARAPHRASE:
            continue
        if not well_tied(pairing) or (left.form == right.form == "direct" and not _in_other_words(pairing)):
            continue
        key = frozenset((left.id, right.id))
        if key not in joined and key not in best and _one_occasion(pairing):
            best[key] = pairing
    for pairing in sorted(best.values(), key=lambda p: (-p.score, p.left.number, p.right.number)):
        yield _paraphrase(pairing)


def _in_other_words(pairing: Pairing) -> bool:
    """Whether two quotations may be one utterance in two translations: a name in common tells only whom both speak of."""
    return pairing.features["shared_plain"] + pairing.features["alike_weight"] >= _MORE_THAN_A_NAME


def _one_occasion(pairing: Pairing) -> bool:
    one, other = pairing.left.report.published, pairing.right.report.published
    days = _said(pairing.left), _said(pairing.right)
    if days[0] is not None and days[1] is not None and days[0].gap(days[1]) > ONE_READOUT:
        return False
    if (
        one
        and other
        and max((pairing.left, pairing.right), key=_printed).report.primary
        and one.gap(other) > ONE_READOUT
    ):
        return False  # nobody prints what is said in days to come
    if one is None or other is None or one.gap(other) <= ONE_OCCASION:
        return True
    later = max((pairing.left, pairing.right), key=lambda c: c.report.published or one)
    cue = later.report.text[later.sentence[0] : later.sentence[1]].lower()
    return (
        later.statement is not None
        and later.statement.form != "direct"
        and (" had " in cue or "once told" in cue or "earlier" in cue)
    )


def _printed(clause: Clause) -> tuple[date, int]:
    """When the report of a clause came out."""
    published = clause.report.published
    return (published.first if published else date.min, clause.number)


def _said(clause: Clause) -> Moment | None:
    """The day of words, where their report tells it, or is itself the record of what was said."""
    told = moment(clause.statement.said_on) if clause.statement else None
    return told or (clause.report.published if clause.report.primary else None)


def _paraphrase(pairing: Pairing) -> QuoteVariant:
    left, right = pairing.left, pairing.right
    assert left.statement is not None
    assert right.statement is not None
    forms = {left.statement.form, right.statement.form}
    kind = "quoted and paraphrased" if forms & {"direct", "mixed"} else "paraphrase"
    evidence = (*left.evidence(), *right.evidence())
    reasons = [f"one speaker; both say: {', '.join(dict.fromkeys(a for a, _ in pairing.shared))}"]
    reasons += list(_shifts(pairing))
    statements = (left.statement.id, right.statement.id)
    return QuoteVariant(
        id=content_id("variant", *sorted(statements), kind),
        statements=statements,
        kind=kind,
        reasons=tuple(reasons),
        evidence=evidence,
    )


def _shifts(pairing: Pairing) -> Iterable[str]:
    """What the paraphrase changes: a number, a tense, a condition, a denial."""
    left, right = pairing.left, pairing.right
    if pairing.features["other_number"]:
        yield "the number differs"
    elif bool(left.quantities) != bool(right.quantities):
        yield f"only {(left if left.quantities else right).report.name} has the number"
    if left.tone.future != right.tone.future:
        yield "one speaks of the future, the other does not"
    if left.tone.conditional != right.tone.conditional:
        yield f"only {(left if left.tone.conditional else right).report.name} has the condition"
    if left.tone.negative != right.tone.negative:
        yield "one has a denial that the other has not"


def _variant(found: Rendering) -> QuoteVariant:
    report, statement, quote = found.rendering
    source, holder, words = found.original
    evidence: tuple[Evidence, ...] = evidence_of(report.id, report.text, [quote.span])
    statements: tuple[str, ...] = () if statement.id.startswith(UNATTRIBUTED) else (statement.id,)
    if found.kind != "not found":
        start, end = found.alignment.window
        span = (words.places[start][0], words.places[end - 1][1])
        evidence = (*evidence_of(source.id, source.text, [span]), *evidence)
        statements = (holder.id, *statements) if holder else statements
    return QuoteVariant(
        id=content_id("variant", *(f"{e.article}:{e.span}" for e in evidence), found.kind),
        statements=statements,
        kind=found.kind,
        reasons=tuple(_why(found)),
        evidence=evidence,
    )


def _why(found: Rendering) -> Iterable[str]:
    source = found.original[0]
    paper = {"transcript": "the transcript", "release": "the release"}.get(source.reading.article.genre or "", "")
    place = f"{paper} of {source.name}" if paper else source.name
    if found.kind == "not found":
        yield f"no such words of this speaker in {place}"
        return
    yield f"compared with {place}"
    if found.kind == "trimmed" and found.alignment.identical:
        yield f"{found.rendering[0].name} ends the sentence where the other goes on"
    for change in found.alignment.changes[:6]:
        reason = contradicts(change)
        yield change.shown() + (f": {reason}" if reason else "")


def translated(report: Report) -> bool:
    """Whether the report says of itself that it was translated."""
    head = report.text[:400].lower() + report.text[-200:].lower()
    return any(
        mark in head for mark in ("translated", "translation", "rendered from", "monitoring unit", "monitored by")
    )
