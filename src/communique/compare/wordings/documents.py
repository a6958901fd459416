"""Press quotations beside primary documents: what a transcript, readout or release has of them, and what not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.compare.clauses.story import Report, Story
from communique.compare.wordings.renderings import LEAST_WORDS, SAME_WORDS, SURELY, Rendering, kind_of
from communique.compare.wordings.wording import Alignment, Wording, align, quotations, spliced, unattributed, wording_of
from communique.lexicon import plain_letters
from communique.record import READABLE_ZONES, Statement

CHECKED_WITHIN = 3  # days after a transcript in which a quotation that is not in it is called missing


Spoken = tuple[Statement | None, Wording]


def transcript_checks(story: Story) -> Iterator[Rendering]:
    """Every quotation of a press report that a primary document of the story can be asked about, beside its words."""
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
        and len(found.rendering[2].words) >= LEAST_WORDS + 1
        and (found.alignment.closeness >= SURELY or found.kind == "trimmed")
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
        if len(quote.words) < LEAST_WORDS - (statement.form != "direct"):
            continue
        found = _closest(own, quote) or _closest(said, quote)
        kind = "not found"
        if found is not None:
            kind = kind_of(found[0], primary, found[2], report, quote)
            if kind == "not found" and (elsewhere := _closest(said, quote)) is not None:
                other = kind_of(elsewhere[0], primary, elsewhere[2], report, quote)
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
