"""Chooses the cities and the zoom from which each shows. Knows GeoNames only."""

import math
import unicodedata

from . import names
from .basemap import REGION, inside
from .sources import UNITS, geonames
from .topology import mercator

MOST = 6000
APART_PIXELS = 62.0


def plain(text):
    """A name without the marks of a strict transliteration."""
    marks = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return marks.replace("‘", "").replace("’", "'")


def build(packages, countries):
    index = {c["iso2"]: i for i, c in enumerate(countries) if c["iso2"]}
    capitals = {iso: names.CAPITALS.get(iso, row["capital"].strip()) for iso, row in geonames(packages, "countries").items()}
    chosen, seen = [], set()
    for row in geonames(packages, "cities500").values():
        iso, number, population = row["countrycode"], row["geonameid"], row["population"]
        bare = plain(row["name"])
        capital = bool(capitals.get(iso)) and plain(capitals[iso]) in (bare, bare.replace("'", ""))
        lon, lat = row["longitude"], row["latitude"]
        if number in names.DISTRICT_POPULATIONS:
            population = 0
        floor = 15_000 if iso in ("AF", "PK") else 40_000 if inside(REGION, lon, lat) else 100_000
        if not (capital or number in names.STORY_TOWNS or number in names.DISTRICT_POPULATIONS or population >= floor):
            continue
        if number in names.LEFT_OUT_PLACES or (iso, bare, population) in seen:
            continue
        seen.add((iso, bare, population))
        name, local = names.CITY_NAMES.get((iso, bare), (bare if iso in names.PLAIN_NAMES else row["name"], None))
        chosen.append({"id": number, "name": name, "local": local or "", "population": population, "capital": capital,
                       "country": index.get(names.PLACE_COUNTRIES.get(iso, iso)), "iso2": iso, "at": (round(lon * UNITS), round(lat * UNITS))})
    best = {}
    for city in chosen:  # one capital a country
        if city["capital"] and (city["iso2"] not in best or city["population"] > best[city["iso2"]]["population"]):
            best[city["iso2"]] = city
    for city in chosen:
        sovereign = city["country"] is not None and city["iso2"] not in names.PLACE_COUNTRIES
        city["capital"] = sovereign and best.get(city["iso2"]) is city
    _spread(chosen)
    chosen.sort(key=lambda c: (c["min_zoom"], -c["weight"], c["id"]))
    chosen = chosen[:MOST]
    for city in chosen:
        del city["weight"]
    return chosen


def _spread(cities):
    """Gives each city the lowest zoom at which no weightier one is within `APART_PIXELS`."""
    for city in cities:
        lon, lat = (v / UNITS for v in city["at"])
        story = city["id"] in names.STORY_TOWNS
        city["weight"] = (
            math.log10(max(city["population"] or 30_000, 60_000 if story else 10_000))
            + (1.5 if city["capital"] else 0.0) + (0.6 if inside(REGION, lon, lat) else 0.0)
            + (0.9 if city["iso2"] in ("AF", "PK") else 0.0) + (0.8 if story and city["population"] > 100_000 else 0.0)
        )
    for capital in [c for c in cities if c["capital"]]:  # New Delhi comes before Delhi, Islamabad before Rawalpindi
        near = [c["weight"] for c in cities if c["country"] == capital["country"] and math.dist(c["at"], capital["at"]) < 0.3 * UNITS]
        capital["weight"] = max(near) + 0.01
    cities.sort(key=lambda c: (-c["weight"], c["id"]))
    cells = {}
    for city in cities:
        x, y = mercator(city["at"])
        for half_steps in range(5, 19):
            zoom = half_steps / 2
            # A place must also earn its zoom: otherwise lone villages fill the deserts.
            if city["weight"] < 9.0 - 0.62 * zoom:
                continue
            reach = APART_PIXELS / (256 * 2**zoom)
            own = reach * (0.55 if city["capital"] else 1.0)
            column, row = int(x / reach), int(y / reach)
            near = (p for i in (-1, 0, 1) for j in (-1, 0, 1) for p in cells.get((half_steps, column + i, row + j), ()))
            if all(math.hypot(x - px, y - py) >= own for px, py in near):
                break
        else:
            zoom, half_steps = 9.0, 18
        city["min_zoom"] = zoom
        for step in range(half_steps, 19):
            reach = APART_PIXELS / (256 * 2 ** (step / 2))
            cells.setdefault((step, int(x / reach), int(y / reach)), []).append((x, y))
