"""One utterance in several wordings, across reports and beside primary documents.

Quoted here, cut there, paraphrased elsewhere; a press quotation is checked against the transcript or release. Only
statements of one speaker are ever joined: look-alikes of two speakers stay apart. Two occasions stay apart too: words
of another month are the same utterance only when they are repeated word for word or told as a recollection.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from communique.compare.align import Pairing
from communique.compare.story import Report, Story
from communique.compare.wording import (
    UNATTRIBUTED,
    Alignment,
    Wording,
    align,
    contradicts,
    ends_early,
    never_close,
    quotations,
    sense_kept,
    spliced,
    unattributed,
    wording_of,
)
from communique.compare.words import concept_keys, lemma, small_words
from communique.lexicon import plain_letters
from communique.record import READABLE_ZONES, Evidence, QuoteVariant, Statement, content_id, evidence_of

SAME_WORDS = 0.62
PARAPHRASE = 0.5
ONE_OCCASION = 21  # days between two reports that may still quote one occasion
ONE_READOUT = 1  # days between two official records that may still be of one meeting or call
CHECKED_WITHIN = 3  # days after a transcript in which a quotation that is not in it is called missing
_LEAST_WORDS = 3
_SURELY = 0.75
_ONE_NAME = 0.8  # surnames this alike are two spellings of one


Spoken = tuple[Statement | None, Wording]


@dataclass(frozen=True, slots=True)
class Rendering:
    """A pair of wordings of one utterance, the fuller (or official) one first."""

    original: tuple[Report, Statement | None, Wording]
    rendering: tuple[Report, Statement, Wording]
    alignment: Alignment
    kind: str


def quote_variants(story: Story, pairings: Sequence[Pairing]) -> tuple[tuple[QuoteVariant, ...], tuple[Rendering, ...]]:
    """The variants, and the pairs of wordings behind those in quotation marks (conflicts of wording start there)."""
    checks = list(_transcript_checks(story))
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


# press quotations beside primary documents


def _transcript_checks(story: Story) -> Iterator[Rendering]:
    for primary in (r for r in story.reports if r.primary):
        followers = [r for r in story.reports if not r.primary and _follows(primary, r)]
        said = _primary_words(primary) if followers else []
        voices = {a for s in primary.statements for a in story.speakers(s)}
        for report in followers:
            for statement in report.statements:
                theirs = set(story.speakers(statement))
                paper = statement.speaker_kind == "document"
                if paper or theirs & voices:
                    own = [w for w in said if paper or (w[0] and set(story.speakers(w[0])) & theirs)]
                    yield from _check(primary, own, said, report, statement)
                else:
                    yield from _recognised(primary, said, report, statement)
            for quotation in unattributed(report.reading):
                yield from _recognised(primary, said, report, quotation)


def _recognised(primary: Report, said: Sequence[Spoken], report: Report, statement: Statement) -> Iterator[Rendering]:
    """Quotations that stand in the document almost word for word, where its speakers could not be told apart.

    A speaker known by one of his quotations is known by the others, too: those must be in the document as well.
    """
    paragraphs = [w for w in said if w[0] is None]
    sure = [
        found
        for found in _check(primary, paragraphs, paragraphs, report, statement)
        if found.kind != "not found"
        and len(found.rendering[2].words) >= _LEAST_WORDS + 1
        and (found.alignment.closeness >= _SURELY or found.kind == "trimmed")
    ]
    holder = next((h for found in sure for h in _holders(said, found)), None)
    if holder is None:
        yield from sure
        return
    own = [w for w in said if w[0] is not None and w[0].speaker == holder.speaker]
    yield from _check(primary, own, said, report, statement)


def _holders(said: Sequence[Spoken], found: Rendering) -> Iterator[Statement]:
    """The named speakers of the document in whose words a quotation was found."""
    start, end = found.original[2].places[found.alignment.window[0]][0], found.alignment.window[1] - 1
    stop = found.original[2].places[end][1]
    for holder, words in said:
        if holder is not None and holder.speaker and words.span[0] <= start and stop <= words.span[1]:
            yield holder


def _primary_words(primary: Report) -> list[Spoken]:
    """Every paragraph of a primary document, with the statement that holds it if one does."""
    out: list[Spoken] = []
    for statement in primary.statements:
        out.extend((statement, wording_of(primary.text, span, True)) for span in statement.content)
    zones = [z.span for z in primary.reading.article.zones if z.kind in READABLE_ZONES] or [(0, len(primary.text))]
    out.extend((None, wording_of(primary.text, span, False)) for span in zones)
    return out


def _follows(primary: Report, report: Report) -> bool:
    return not (primary.published and report.published and report.published.last < primary.published.first)


def _check(
    primary: Report, own: Sequence[Spoken], said: Sequence[Spoken], report: Report, statement: Statement
) -> Iterator[Rendering]:
    """Each quotation beside the speaker's own words; "not found" only when nobody's words are like it."""
    for quote in quotations(report.text, statement):
        if len(quote.words) < _LEAST_WORDS - (statement.form != "direct"):
            continue
        found = _closest(own, quote) or _closest(said, quote)
        kind = "not found"
        if found is not None:
            kind = _kind(found[0], primary, found[2], report, quote)
            if kind == "not found" and (elsewhere := _closest(said, quote)) is not None:
                other = _kind(elsewhere[0], primary, elsewhere[2], report, quote)
                if other != "not found" and elsewhere[0].closeness >= SAME_WORDS:
                    found, kind = elsewhere, other
        if kind in ("altered", "not found") and (cut := _cut_from([*own, *said], quote)) is not None:
            found, kind = cut, "trimmed"
        if found is None or (kind == "not found" and not _must_hold(primary, report, statement, found[1])):
            continue
        yield Rendering((primary, found[1], found[2]), (report, statement, quote), found[0], kind)


def _closest(said: Sequence[Spoken], quote: Wording) -> tuple[Alignment, Statement | None, Wording] | None:
    return max(
        ((align(words.words, quote.words), holder, words) for holder, words in said),
        key=lambda x: (round(x[0].closeness, 3), x[1] is not None, round(x[0].alike, 3)),
        default=None,
    )


def _cut_from(said: Sequence[Spoken], quote: Wording) -> tuple[Alignment, Statement | None, Wording] | None:
    """The words of the document from which a quotation leaves out a stretch, and changes nothing."""
    for holder, words in said:
        if (alignment := spliced(words.words, quote.words)) is not None:
            return alignment, holder, words
    return None


def _must_hold(primary: Report, report: Report, statement: Statement, holder: Statement | None) -> bool:
    """Whether the document would have the words if they had been said: its own words, or a speaker's of those days."""
    if statement.speaker_kind == "document":
        source = " ".join(report.text[s:e] for s, e in statement.source).lower()
        title = plain_letters((primary.reading.article.title or "") + " " + primary.text[:120])
        return any(len(w) > 6 and plain_letters(w) in title for w in source.split())
    return holder is not None and _same_days(primary, report)


def _same_days(primary: Report, report: Report) -> bool:
    if primary.published is None or report.published is None:
        return False
    return (report.published.first - primary.published.last).days <= CHECKED_WITHIN


def _kind(alignment: Alignment, source: Report, original: Wording, report: Report, quote: Wording) -> str:
    """verbatim, trimmed, altered, or not found."""
    if alignment.identical:
        early = ends_early(source.text, original.places, alignment.window)
        return (
            "trimmed"
            if early and _stands_alone(report.text, quote) and _from_start(source.text, original, alignment)
            else "verbatim"
        )
    if alignment.closeness >= SAME_WORDS:
        return "trimmed" if alignment.only_cut else "altered"
    return "altered" if sense_kept(original, quote) else "not found"


def _stands_alone(text: str, quote: Wording) -> bool:
    """A quotation printed as a sentence of its own, not as a fragment in somebody else's."""
    return text[quote.places[0][0]].isupper() and len(quote.words) >= 4


def _from_start(text: str, original: Wording, alignment: Alignment) -> bool:
    return text[original.places[alignment.window[0]][0]].isupper()


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
        if _other_people(story, one[1], other[1]) or not _same_wave(one[0], other[0]):
            continue
        found = _rendered(one, other)
        if found and found.alignment.closeness >= _SURELY and _telling(found):
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


def _other_people(story: Story, one: Statement, other: Statement) -> bool:
    """Whether both speakers are known and their names are not two spellings of one."""
    left, right = story.speakers(one), story.speakers(other)
    if not left or not right:
        return False
    names = [plain_letters(story.name(who[0]).split()[-1]) for who in (left, right)]
    return Indel.normalized_similarity(*names) < _ONE_NAME


def _telling(found: Rendering) -> bool:
    """Enough words in common that two persons hardly said them alike by chance."""
    common = [w for w in found.rendering[2].words if w in found.original[2].words]
    return len(common) >= _LEAST_WORDS + 1 and any(w not in small_words() for w in common)


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
    kind = _kind(alignment, one[0], one[2], other[0], other[2])
    apart = one[0].published.gap(other[0].published) if one[0].published and other[0].published else 0
    if kind == "not found" or (apart > ONE_OCCASION and kind == "altered"):
        return None
    if len(other[2].words) < _LEAST_WORDS and (
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
        key = frozenset((left.id, right.id))
        if key not in joined and key not in best and _one_occasion(pairing):
            best[key] = pairing
    for pairing in sorted(best.values(), key=lambda p: (-p.score, p.left.number, p.right.number)):
        yield _paraphrase(pairing)


def _one_occasion(pairing: Pairing) -> bool:
    one, other = pairing.left.report.published, pairing.right.report.published
    if one is None or other is None or one.gap(other) <= ONE_OCCASION:
        return True
    later = max((pairing.left, pairing.right), key=lambda c: c.report.published or one)
    cue = later.report.text[later.sentence[0] : later.sentence[1]].lower()
    return (
        later.statement is not None
        and later.statement.form != "direct"
        and (" had " in cue or "once told" in cue or "earlier" in cue)
    )


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


__all__ = ["Rendering", "concept_keys", "quote_variants", "translated"]
