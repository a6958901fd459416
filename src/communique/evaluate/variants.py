"""One utterance in several wordings, and press quotations beside the transcript."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from communique.evaluate.facts import _variant_places
from communique.evaluate.gold_readings import Evidence as GoldEvidence
from communique.evaluate.gold_readings import GoldStory
from communique.evaluate.overlap import meets, shown
from communique.evaluate.report import Counts
from communique.evaluate.rows import Row
from communique.record import Comparison, Evidence, QuoteVariant

_CHECKS = {
    "verbatim": "verbatim",
    "trimmed": "trimmed",
    "altered": "altered",
    "invented": "not found",
    "not found": "not found",
}


def score(story: GoldStory, found: Comparison) -> Mapping[str, Row]:
    """Recall of gold pairs to be joined; pairs that must stay apart and were joined; kinds of transcript checks."""
    pairs = [(v.evidence[0], v.evidence[1], v) for v in found.quote_variants if len(v.evidence) == 2]
    gold = [(q, _places(story, q)) for q in story.gold["quote_variants"] if not _is_check(q)]
    joined = [(a, b) for q, places in gold if q["merge"] for a, b in combinations(places, 2) if a[0] != b[0]]
    apart = [(a, b) for q, places in gold if not q["merge"] for a, b in combinations(places, 2) if a[0] != b[0]]
    tied = _tied(found)
    hit = [g for g in joined if _together(tied, g)]
    fooled = [g for g in apart if any(_is(p, g) for p in pairs)]
    checks = [q for q in story.gold["quote_variants"] if _is_check(q)] + list(story.gold.get("transcript_checks", ()))
    good, wrong = _checked(story, checks, found)
    return {
        "wordings joined": Row(
            "wordings joined",
            (Counts(len(hit), len(joined), len(hit), len(joined)),),
            (),
            tuple(f"{story.name}: {_text(story, a)} // {_text(story, b)}" for a, b in joined if (a, b) not in hit),
        ),
        "look-alike wordings joined": Row(
            "look-alike wordings joined",
            (Counts(len(fooled), len(apart), len(fooled), len(apart)),),
            tuple(f"{story.name}: {_text(story, a)} // {_text(story, b)}" for a, b in fooled),
        ),
        "quotations against transcript": Row(
            "quotations against transcript", (Counts(good, len(checks), good, len(checks)),), tuple(wrong)
        ),
    }


def _tied(found: Comparison) -> list[list[Evidence]]:
    """Wordings tied by a chain of variants: places that overlap in one article are one."""
    groups: list[list[Evidence]] = []
    for variant in found.quote_variants:
        mine = list(variant.evidence)
        apart = []
        for group in groups:
            if any(
                a.article == b.article and a.span[0] < b.span[1] and b.span[0] < a.span[1] for a in group for b in mine
            ):
                mine = [*group, *mine]
            else:
                apart.append(group)
        groups = [*apart, mine]
    return groups


def _together(tied: list[list[Evidence]], gold: tuple[GoldEvidence, GoldEvidence]) -> bool:
    return any(any(meets(e, gold[0]) for e in g) and any(meets(e, gold[1]) for e in g) for g in tied)


def _is_check(item: Mapping[str, Any]) -> bool:
    return "merge" not in item or item["merge"] is None or "transcript" in item or "check" in item


def _places(story: GoldStory, item: Mapping[str, Any]) -> list[GoldEvidence]:
    return story.evidence(item) if "evidence" in item else _variant_places(story, item)


def _is(pair: tuple[Any, Any, QuoteVariant], gold: tuple[GoldEvidence, GoldEvidence]) -> bool:
    a, b, _ = pair
    return (meets(a, gold[0]) and meets(b, gold[1])) or (meets(a, gold[1]) and meets(b, gold[0]))


def _checked(story: GoldStory, checks: list[Mapping[str, Any]], found: Comparison) -> tuple[int, list[str]]:
    good, wrong = 0, []
    for check in checks:
        transcript = story.ids[check["transcript"]]
        press = [e for e in story.evidence(check) if e[0] != transcript]
        wanted = _CHECKS[str(check.get("kind") or check.get("check") or check.get("relation"))]
        here = [
            v for v in found.quote_variants
            if any(meets(e, p) for e in v.evidence for p in press)
            and (len(v.evidence) == 1 or any(e.article == transcript for e in v.evidence))
            and v.kind in ("verbatim", "trimmed", "altered", "not found")
        ]  # fmt: skip
        kinds = [v.kind for v in here]
        if kinds and all(k == wanted for k in kinds):
            good += 1
        else:
            quote = shown(e for v in here for e in v.evidence) or (_text(story, press[0]) if press else "")
            wrong.append(f"{story.name}: wanted {wanted}, found {', '.join(kinds) or 'nothing'}: {quote}")
    return good, wrong


def _text(story: GoldStory, place: GoldEvidence) -> str:
    text = next(r.article.text for r in story.readings if r.article.id == place[0])
    return " … ".join(text[s:e] for s, e in place[1])[:100]
