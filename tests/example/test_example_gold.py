"""The bundled example: its labels cut the words they claim, cover what was planted, and speak the record's language."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from communique.example import example_dir
from communique.record import article as article_types
from communique.record import comparison, reading

TOOL = Path(__file__).resolve().parents[2] / "evaluation" / "example"
sys.path.insert(0, str(TOOL))

import build_gold  # noqa: E402

GOLD: dict[str, Any] = json.loads((example_dir() / "gold.json").read_text(encoding="utf-8"))
DOCS: list[str] = GOLD["documents"]
STALE = "the text changed: run `python evaluation/example/build_gold.py` and read the difference"


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Each report's text as the product reads it."""
    return {doc: build_gold.text_of(GOLD["articles"][doc]["file"]) for doc in DOCS}


def pieces(doc: str, article: dict[str, Any]) -> Iterator[tuple[str, list[list[int]], str]]:
    """Everything labelled in one report as (where, spans, words)."""
    for s in article["statements"]:
        for spans, words in (("content", "text"), ("cue", "cue_text"), ("source", "source_text")):
            yield f"{doc} {s['id']} {spans}", s[spans], s[words]
    for layer in ("times", "loaded", "scare_quotes", "topic_reports", "unnamed_sources"):
        for item in article[layer]:
            yield f"{doc} {layer}", [item["span"]], item["text"]
    for actor in GOLD["actors"]:
        for item in actor["mentions"].get(doc, []):
            yield f"{doc} mention of {actor['canonical']}", [item["span"]], item["text"]


def evidence(value: Any) -> Iterator[dict[str, Any]]:
    """Every piece of evidence inside a gold value."""
    if isinstance(value, dict):
        if "doc" in value and "spans" in value:
            yield value
        for inner in value.values():
            yield from evidence(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from evidence(inner)


@pytest.mark.parametrize("doc", DOCS)
def test_every_label_of_a_report_cuts_its_words(doc: str, texts: dict[str, str]) -> None:
    found = list(pieces(doc, GOLD["articles"][doc]))
    assert len(found) > 20
    for where, spans, words in found:
        assert " … ".join(texts[doc][s:e] for s, e in spans) == words, f"{where}: {STALE}"


def test_every_piece_of_evidence_cuts_its_words(texts: dict[str, str]) -> None:
    found = list(evidence({layer: items for layer, items in GOLD.items() if layer != "articles"}))
    assert len(found) > 200
    for item in found:
        words = " … ".join(texts[item["doc"]][s:e] for s, e in item["spans"])
        assert item["text"] in ("*", words), f"{item['doc']}: {STALE}"


def test_the_committed_gold_is_what_the_labels_give() -> None:
    assert (example_dir() / "gold.json").read_text(encoding="utf-8") == build_gold.dump(build_gold.build()), STALE


@pytest.mark.parametrize("doc", DOCS)
def test_zones_are_disjoint_and_cover_every_character(doc: str, texts: dict[str, str]) -> None:
    end = 0
    for zone in GOLD["articles"][doc]["zones"]:
        start, stop = zone["span"]
        assert start >= end
        assert not texts[doc][end:start].strip()
        end = stop
    assert not texts[doc][end:].strip()


@pytest.mark.parametrize("doc", DOCS)
def test_a_report_has_150_to_450_words(doc: str, texts: dict[str, str]) -> None:
    assert 150 <= len(texts[doc].split()) <= 450


@pytest.mark.parametrize("doc", DOCS)
def test_the_labels_of_a_report_use_the_words_of_the_record(doc: str) -> None:
    article = GOLD["articles"][doc]
    assert article["genre"] in get_args(article_types.Genre)
    assert {z["kind"] for z in article["zones"]} <= set(get_args(article_types.ZoneKind))
    assert {t["type"] for t in article["times"]} <= set(get_args(reading.TimexType))
    for s in article["statements"]:
        assert s["kind"] in get_args(reading.SpeakerKind)
        assert s["form"] in get_args(reading.Form)
        assert s["act"] in get_args(reading.Act)
        assert (s["speaker"] is None) == (s["kind"] == "unknown")


def test_the_cross_labels_use_the_words_of_the_record() -> None:
    assert {a["kind"] for a in GOLD["actors"]} <= set(get_args(reading.MentionKind))
    assert {m["form"] for a in GOLD["actors"] for ms in a["mentions"].values() for m in ms} == {
        "name",
        "nominal",
        "pronoun",
    }
    assert {e["status"] for e in GOLD["events"]} <= set(get_args(reading.EventStatus))
    assert {x["status"] for e in GOLD["events"] for x in e["evidence"]} <= set(get_args(reading.EventStatus))
    assert {c["kind"] for c in GOLD["conflicts"]} <= set(get_args(comparison.ConflictKind))
    assert {c["strength"] for c in GOLD["conflicts"]} <= set(get_args(comparison.Strength))
    assert {w["kind"] for w in GOLD["forward"]} <= set(get_args(reading.ForwardKind))
    assert {p["stance"] for p in GOLD["positions"]} <= set(get_args(reading.Stance))


def test_everything_planted_is_there() -> None:
    planted = {(c["between"], c["kind"]) for c in GOLD["conflicts"]}
    assert {("reports", kind) for kind in ("date", "number", "agreed-or-not", "wording", "condition")} <= planted
    assert {"kept", "broken", "open"} <= {w["status"] for w in GOLD["forward"]}
    kinds = {"commitment", "demand", "condition", "offer", "warning", "prediction", "plan", "refusal"}
    assert {w["kind"] for w in GOLD["forward"]} == kinds
    assert {"planned", "cancelled", "denied", "happened"} <= {
        x["status"] for e in GOLD["events"] for x in e["evidence"]
    }
    assert {"verbatim", "trimmed", "altered", "not found"} == {k["kind"] for k in GOLD["transcript_checks"]}
    statements = [s for a in GOLD["articles"].values() for s in a["statements"]]
    assert {s["form"] for s in statements} == set(get_args(reading.Form))
    assert any(s["within"] and not s["borderline"] for s in statements)
    assert sum(len(a["unnamed_sources"]) for a in GOLD["articles"].values()) >= 5


def test_a_position_is_on_an_issue_of_the_bundled_list() -> None:
    issues = yaml.safe_load((example_dir() / "issues.yaml").read_text(encoding="utf-8"))["issues"]
    assert {p["issue"] for p in GOLD["positions"]} == {issue["name"] for issue in issues}


def test_two_people_share_a_surname_and_one_has_two_spellings() -> None:
    names = {a["canonical"]: a["names"] for a in GOLD["actors"] if a["kind"] == "person"}
    assert {name for name in names if name.endswith(" Ferraz")} == {"Ilda Ferraz", "Paulo Ferraz"}
    assert {"Yusuf Qadiri", "Yousef Kadiri"} <= set(names["Yusuf Qadiri"])


def test_a_snippet_that_stands_twice_stops_the_build() -> None:
    text = build_gold.Text("a", "He said no. She said yes.")
    assert text.span("He {said} no", "here") == [3, 7]
    with pytest.raises(build_gold.BuildError, match="'said' occurs 2 times in a"):
        text.span("said", "here")
    with pytest.raises(build_gold.BuildError, match="occurs 0 times"):
        text.span("sai", "here")
