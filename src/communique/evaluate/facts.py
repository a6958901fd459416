"""Same facts: pairs of places in two articles that report one proposition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from communique.evaluate.gold_readings import Evidence as GoldEvidence
from communique.evaluate.gold_readings import GoldStory
from communique.evaluate.overlap import meets, shown
from communique.evaluate.report import Counts
from communique.evaluate.rows import Row
from communique.record import Comparison, Evidence


def score(story: GoldStory, found: Comparison) -> Mapping[str, Row]:
    """Recall over gold pairs of articles; precision over found pairs.

    A found pair is right when one gold fact, or one gold utterance in two wordings, covers both ends. Pairs that are
    word for word the same (reprints, wire copy) and that nobody labelled count neither way: they are one text.
    """
    facts = [story.evidence(f) for f in story.gold.get("shared_facts", story.gold.get("same_facts", ()))]
    others = [
        story.evidence(q) for q in story.gold["quote_variants"] if q.get("merge") is not False and "evidence" in q
    ]
    others += [
        _variant_places(story, q) for q in story.gold["quote_variants"] if q.get("merge") and "evidence" not in q
    ]
    predicted = [pair for fact in found.shared_facts for pair in _pairs(fact.evidence)]
    right = [p for p in predicted if any(_covers(p, f) for f in [*facts, *others])]
    wrong = [p for p in predicted if p not in right and not _verbatim(p)]
    gold = [(a, b) for f in facts for a, b in combinations(f, 2) if a[0] != b[0]]
    hit = [g for g in gold if any(_covers(p, list(g)) for p in predicted)]
    counts = Counts(len(right), len(right) + len(wrong), len(hit), len(gold))
    alarms = tuple(f"{story.name}: {shown(p)}" for p in wrong)
    missed = tuple(f"{story.name}: {_text(story, a)} // {_text(story, b)}" for a, b in gold if (a, b) not in hit)
    return {"same facts": Row("same facts", (counts,), alarms, missed)}


def _pairs(evidence: tuple[Evidence, ...]) -> Iterator[tuple[Evidence, Evidence]]:
    for a, b in combinations(evidence, 2):
        if a.article != b.article:
            yield a, b


def _covers(pair: tuple[Evidence, Evidence], fact: list[GoldEvidence]) -> bool:
    return all(any(meets(end, g) for g in fact) for end in pair)


def _verbatim(pair: tuple[Evidence, Evidence]) -> bool:
    one, other = ("".join(c for c in e.quote.lower() if c.isalnum()) for e in pair)
    return one == other


def _variant_places(story: GoldStory, item: Mapping[str, object]) -> list[GoldEvidence]:
    """Places of the statements of a dev_gold variant."""
    by_id = {s.id: s for r in story.readings for s in r.statements}
    places = []
    for piece in item["statements"]:  # type: ignore[attr-defined]
        statement = by_id.get(story.statement_ids.get((piece["doc"], piece["id"]), ""))
        if statement:
            places.append((story.ids[piece["doc"]], statement.content))
    return places


def _text(story: GoldStory, place: GoldEvidence) -> str:
    text = next(r.article.text for r in story.readings if r.article.id == place[0])
    return " … ".join(text[s:e] for s, e in place[1])[:100]
