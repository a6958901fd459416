"""The labelled pages under evaluation/zones: floors that only move up. No rule is tuned on the held-back half."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.evaluate.zones import Table, evaluate_zones, parse_page, read_pages, score_zones

PAGES = Path(__file__).resolve().parents[3] / "evaluation" / "zones"


def row(table: Table, metric: str) -> tuple[float, float, float]:
    (found,) = [r for r in table.rows if r.metric.startswith(metric)]
    return found.precision, found.recall, found.f1


def test_there_are_at_least_thirty_pages_and_half_are_held_back() -> None:
    tune, test = read_pages(PAGES / "tune"), read_pages(PAGES / "test")
    assert len(tune) + len(test) >= 30
    assert len(test) >= len(tune) // 2


@pytest.mark.parametrize(
    ("half", "body", "furniture", "shown"), [("tune", 0.99, 0.98, 0.999), ("test", 0.96, 0.94, 0.995)]
)
def test_the_zones_of_the_pages_stay_above_their_floors(half: str, body: float, furniture: float, shown: float) -> None:
    table = score_zones(half, read_pages(PAGES / half))
    assert row(table, "body (")[2] >= body
    assert row(table, "furniture")[2] >= furniture
    assert row(table, "body not hidden")[0] >= shown


def test_a_page_is_parsed_into_text_and_zones() -> None:
    page = parse_page("x", "{title}Ferry{/}\n\n{dateline}OSLO —{/} Body.")
    assert page.text == "Ferry\n\nOSLO — Body."
    assert [(kind, page.text[s:e]) for kind, (s, e) in page.zones if page.text[s:e].strip()] == [
        ("title", "Ferry"),
        ("dateline", "OSLO —"),
        ("body", " Body."),
    ]


@pytest.mark.shared
def test_the_zones_of_the_annotated_articles_stay_above_their_floors(shared: Path) -> None:
    clusters, others = evaluate_zones(shared / "data" / "dev_gold")
    assert row(clusters, "body (")[2] >= 0.999
    assert row(others, "body (")[2] >= 0.99
    assert row(others, "body not hidden")[0] >= 0.999
