"""Linkage and readings in, Comparison out: every layer in the order in which one needs the other."""

from __future__ import annotations

from collections.abc import Sequence

from communique.compare.clauses.align import Aligner
from communique.compare.clauses.moments import moment
from communique.compare.clauses.sorting import sort_key
from communique.compare.clauses.story import lay_out
from communique.compare.conflicts.clashes import Evidenced, contested, opposed
from communique.compare.conflicts.find import clashes_of, conflicts
from communique.compare.facts.shared import shared_facts
from communique.compare.omissions import omissions
from communique.compare.outcomes.forward import track
from communique.compare.outcomes.settle import settle
from communique.compare.source_lines import source_lines
from communique.compare.stands.issues import issues_of
from communique.compare.stands.positions import positions
from communique.compare.wordings.variants import quote_variants
from communique.options import CompareOptions
from communique.record import Comparison, Linkage, Reading

_WORTH_A_LOOK = 0.12  # pairs of clauses below this are forgotten


def compare(linkage: Linkage, readings: Sequence[Reading], options: CompareOptions) -> Comparison:
    """What the reports of one story say alike, differently, and not at all.

    A pure function: the same linkage, readings (in any order) and options give an equal Comparison.
    UsageError when the issues file of the options cannot be used.
    """
    found = compare_undated(linkage, readings, options)
    return settle(found, options.as_of or _newest(linkage, readings))


def compare_undated(linkage: Linkage, readings: Sequence[Reading], options: CompareOptions) -> Comparison:
    """The comparison before `settle`: it depends on the story's own readings and on no calendar (`as_of` is not read)."""
    story = lay_out(linkage, readings)
    aligner = Aligner(story)
    pairings = aligner.pairs(_WORTH_A_LOOK)
    variants, renderings = quote_variants(story, pairings)
    seen = Evidenced(story, aligner, pairings, renderings)
    clashes = clashes_of(seen)
    facts = sorted(
        shared_facts(story, pairings, opposed(clashes), contested(clashes)),
        key=lambda f: sort_key(story, f.evidence, f.id),
    )
    found = conflicts(seen, clashes)
    stands = positions(story, issues_of(story, aligner, options.issues))
    sorted_variants = tuple(sorted(variants, key=lambda v: sort_key(story, v.evidence, v.id)))
    sorted_stands = tuple(sorted(stands, key=lambda p: (p.as_of or "9999", *sort_key(story, p.evidence, p.id)[1:])))
    promises = track(story, aligner, pairings)
    return Comparison(
        shared_facts=tuple(facts),
        conflicts=found,
        quote_variants=sorted_variants,
        positions=sorted_stands,
        forward=promises,
        omissions=omissions(story, facts, found, pairings),
        source_lines=source_lines(story, facts, found, sorted_variants, sorted_stands, promises),
    )


def _newest(linkage: Linkage, readings: Sequence[Reading]) -> str | None:
    """The publication date of the story's newest report; None when none has a date that can be placed."""
    inside = set(linkage.articles)
    dates = [
        (found.last, day) for r in readings if r.article.id in inside and (found := moment(day := r.article.published))
    ]
    return max(dates)[1] if dates else None
