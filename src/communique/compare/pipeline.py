"""Linkage and readings in, Comparison out: every layer in the order in which one needs the other."""

from __future__ import annotations

from collections.abc import Sequence

from communique.compare.align import Aligner, Embedder
from communique.compare.clashes import Evidenced
from communique.compare.conflicts import conflicts
from communique.compare.facts import shared_facts
from communique.compare.sorting import sort_key
from communique.compare.story import lay_out
from communique.compare.variants import quote_variants
from communique.options import CompareOptions
from communique.record import Comparison, Linkage, Reading

_WORTH_A_LOOK = 0.12  # pairs of clauses below this are forgotten


def compare(
    linkage: Linkage, readings: Sequence[Reading], options: CompareOptions, embedder: Embedder | None = None
) -> Comparison:
    """What the reports of one story say alike, differently, and not at all.

    A pure function: the same linkage, readings (in any order) and options give an equal Comparison. `embedder`, when one is
    given, adds the likeness of whole clauses to the alignment; it must be deterministic. UsageError when the issues file of
    the options cannot be used.
    """
    story = lay_out(linkage, readings, options)
    aligner = Aligner(story, embedder)
    pairings = aligner.pairs(_WORTH_A_LOOK)
    variants, renderings = quote_variants(story, pairings)
    facts = sorted(shared_facts(story, pairings), key=lambda f: sort_key(story, f.evidence, f.id))
    seen = Evidenced(story, aligner, pairings, renderings)
    return Comparison(
        shared_facts=tuple(facts),
        conflicts=conflicts(seen),
        quote_variants=tuple(sorted(variants, key=lambda v: sort_key(story, v.evidence, v.id))),
        not_computed=("positions", "forward", "omissions", "source_lines"),
    )
