"""Places: in which country a place lies, and where. Unknown or ambiguous: None, never a guess.

Gazetteer: GeoNames cities of 15,000 and more (`data/SOURCES.md`). Of several cities of one name the largest is meant
only if it has at least 100,000 inhabitants and five times as many as the next. A state is an area and has no point.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.lexicon import plain_letters, state_named, state_of, states

_LEAST, _TIMES = 100_000, 5


@dataclass(frozen=True, slots=True)
class Place:
    """A city of the gazetteer; degrees of WGS 84; `country` is ISO 3166-1 alpha-2, `region` a US state."""

    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int
    geonames: str
    kind: str = "city"


def locate(where: str | None) -> Place | None:
    """The city that `where` names ("Vienna", "Minsk, Belarus", "Paris, Texas"); None: a state, unknown, ambiguous."""
    if not where or len(where) > 100:
        return None
    whole = _other_names().get(_key(where))
    if whole is not None:
        found = [p for p in _index().get(_key(whole[0]), ()) if p.country == whole[1]]
        return max(found, key=lambda p: p.population, default=None)
    named = state_of(where, adjectives=False)
    if named is not None and named.how != "capital":
        return None
    city, comma, rest = where.partition(",")
    found = list(_index().get(_key(city), ()))
    if comma:
        found = _within(found, rest.strip())
    elif named is not None:  # a capital stands for its city before any namesake
        found = [p for p in found if p.country == named.state.iso2]
    return _meant(found)


def country_of(where: str | None) -> str | None:
    """ISO 3166-1 alpha-3 code of the country in which the place lies; None where the name does not say."""
    if not where:
        return None
    match = state_of(where, adjectives=False)
    if match is not None and match.how != "seat":
        return match.state.iso3 or None
    place = locate(where)
    return _alpha3().get(place.country) if place else None


def _meant(found: list[Place]) -> Place | None:
    ranked = sorted(found, key=lambda p: (-p.population, p.geonames))
    if len(ranked) < 2:
        return ranked[0] if ranked else None
    first, second = ranked[0].population, ranked[1].population
    return ranked[0] if first >= _LEAST and first >= _TIMES * second else None


def _within(found: list[Place], rest: str) -> list[Place]:
    """Those in the state, or the US state, that `rest` names; none if it names neither."""
    region = _us_states().get(rest.lower().rstrip("."))
    state = state_named(rest)
    return [p for p in found if (region and p.region == region) or (state and p.country == state.iso2)]


def _key(name: str) -> str:
    return plain_letters(name.strip()).replace("-", " ").replace("'", "").replace("’", "")


@cache
def _index() -> dict[str, tuple[Place, ...]]:
    index: dict[str, tuple[Place, ...]] = {}
    for name, country, region, latitude, longitude, population, key in _rows("cities.tsv"):
        place = Place(name, country, region, float(latitude), float(longitude), int(population), key)
        index[_key(name)] = (*index.get(_key(name), ()), place)
    return index


@cache
def _other_names() -> dict[str, tuple[str, str]]:
    return {_key(other): (name, country) for other, name, country in _rows("city_names.tsv")}


@cache
def _us_states() -> dict[str, str]:
    return {name.lower(): code for name, code in _rows("us_states.tsv")}


@cache
def _alpha3() -> dict[str, str]:
    return {state.iso2: state.iso3 for state in states()}


def _rows(name: str) -> list[list[str]]:
    text = files("communique.export").joinpath("data", name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
