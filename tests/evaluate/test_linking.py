import json
from pathlib import Path

import pytest

from communique.errors import UsageError
from communique.evaluate.actors import evaluate_actors
from communique.evaluate.reprints import evaluate_reprints
from communique.evaluate.stories import evaluate_stories

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="../shared/data is not beside the checkout")


def test_stories_of_two_triples(tmp_path):
    texts = {
        "a_1": (
            "Harbour talks fail",
            "Lindmark and Ostrava ended harbour talks; dredging dues remain disputed by pilots.",
        ),
        "a_2": ("No harbour pact", "The harbour talks of Ostrava and Lindmark ended over dredging dues, pilots said."),
        "b_1": ("Frost in orchards", "Frost killed blossoms in Sellin orchards and cider growers asked for relief."),
    }
    for stem, (title, body) in texts.items():
        row = {"title": title, "body-paragraphs": [[body]], "date": "2031-03-04", "triplet-uuid": stem[0]}
        (tmp_path / f"{stem}.json").write_text(json.dumps(row), encoding="utf-8")
    report = evaluate_stories(tmp_path)
    assert report.documents == 3
    assert report.figure("B-cubed").value == 1.0


def test_folders_without_the_data_are_named(tmp_path):
    with pytest.raises(UsageError, match="no BASIL articles"):
        evaluate_stories(tmp_path)
    with pytest.raises(UsageError, match="no annotated clusters"):
        evaluate_actors(tmp_path)


@needs_shared
@pytest.mark.shared
def test_story_grouping_floor():
    assert evaluate_stories(SHARED / "basil").figure("B-cubed").value >= 0.95


@needs_shared
@pytest.mark.shared
def test_actor_linking_floor():
    assert evaluate_actors(SHARED / "dev_gold").figure("B-cubed").value >= 0.95


@needs_shared
@pytest.mark.shared
def test_reprint_floors():
    report = evaluate_reprints(SHARED / "state_dept")
    assert report.figure("pairs").value >= 0.95
    assert report.figure("origin").value >= 0.9
