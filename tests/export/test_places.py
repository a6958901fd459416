"""Places: what is meant beyond doubt has a point, all else has none."""

from __future__ import annotations

import pytest

from communique.export.places import country_of, locate
from communique.record import Record
from tests.export.readers import files_of, read_feature_collection


@pytest.mark.parametrize(
    ("where", "country", "latitude"),
    [
        ("Vienna", "AT", 48.2),
        ("Kiev", "UA", 50.5),
        ("Paris, Texas", "US", 33.7),
        ("Minsk, Belarus", "BY", 53.9),
        ("Washington, D.C.", "US", 38.9),
        ("Tbilisi", "GE", 41.7),
    ],
)
def test_a_city_meant_beyond_doubt_has_a_point(where: str, country: str, latitude: float):
    place = locate(where)
    assert place is not None
    assert (place.country, round(place.latitude, 1)) == (country, latitude)


@pytest.mark.parametrize(
    "where", ["Springfield", "Georgia", "France", "the Kremlin", "Lake Sorel", "Vienna, Nowhere", "", None]
)
def test_a_state_an_unknown_and_an_ambiguous_place_have_none(where: str | None):
    assert locate(where) is None


def test_a_country_is_known_without_a_point():
    assert country_of("France") == "FRA"
    assert country_of("Lausanne") == "CHE"
    assert country_of("Springfield") is None


def test_events_without_a_point_are_listed_with_the_reason(record: Record):
    features = read_feature_collection(files_of(record, "geojson")[""])
    (story,) = record.stories
    assert [f["id"] for f in features] == [e.id for e in story.events]
    assert all(f["geometry"] is None for f in features)
    told = {f["properties"]["where"]: f["properties"]["located"] for f in features}
    assert told["Lake Sorel"] == "unknown or ambiguous name: no point"
    assert told[None] == "no place is reported"


def test_an_event_in_a_known_city_stands_there(record: Record):
    (story,) = record.stories
    event = story.events[0].model_copy(update={"where": "Vienna"})
    moved = record.model_copy(update={"stories": (story.model_copy(update={"events": (event,)}),)})
    (feature,) = read_feature_collection(files_of(moved, "geojson")[""])
    assert feature["geometry"] == {"type": "Point", "coordinates": [16.3721, 48.2085]}
    assert feature["properties"]["country"] == "AUT"
