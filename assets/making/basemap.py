"""Builds the layers of the map from the published files. The order and the rules of everything drawn are here."""

import math
from collections import Counter, defaultdict
from pathlib import Path

import shapely
from shapely.strtree import STRtree

from . import names
from .sources import LAKES, MAGICS, UNITS, geopackage, quantised, rings_of, shapefile, without_repeats
from .topology import Fine, Topology, levels_of, mercator, undirected

REGION = (55.0, 22.0, 82.0, 42.0)
AROUND = (20.0, 5.0, 105.0, 50.0)

CLASS_OF_FEATURE = {
    "International": "International",
    "Disputed": "Disputed",
    "ForgetMagics": "Disputed",  # the line layer's packager renamed Western Sahara's class
    "Line": "LineOfControl",
    "Indefinite": "Indefinite",
    "Indeterminant": "Indefinite",
}
LINE_CLASSES = ["International", "Durand", "LineOfControl", "Disputed", "Indefinite", "Claim"]


def inside(box, lon, lat):
    return box[0] <= lon <= box[2] and box[1] <= lat <= box[3]


def finest_level(lon, lat):
    """Up to which zoom the map is sharp at a place."""
    return 10 if inside(REGION, lon, lat) else 7 if inside(AROUND, lon, lat) else 6


def build(packages: Path):
    """Everything the encoder writes, as plain dictionaries; and the topology they refer to."""
    topology = Topology()
    countries, country_provinces, provinces = _areas(packages)
    owners = _owners(countries, country_provinces)
    lines = shapefile(packages / (MAGICS + "admin_0_boundary_lines_land"))
    fine_lines = [without_repeats([quantised(p) for p in part]) for _, parts in lines for part in parts]
    class_of = _classifier(lines, countries)

    # What tells one arc from the next: its two provinces, its two countries, and the class of the border.
    signatures = {}
    for edge, (units, states) in owners.items():
        if all(abs(p[0]) == 180 * UNITS for p in edge):
            signatures[edge] = ("cut", units, states)
        elif len(states) == 2:
            signatures[edge] = ("border", units, states, class_of(edge, states))
        else:
            signatures[edge] = ("coast" if len(units) == 1 else "inner", units, states)
    arcs = topology.cut(signatures)
    for area in (*countries, *provinces):
        area["polygons"] = [[topology.ring(ring) for ring in rings] for rings in area.pop("rings")]

    fine_lines += [
        without_repeats([quantised(p) for p in part])
        for layer in ("admin_1_states_provinces_lines", "land")
        for _, parts in shapefile(packages / (MAGICS + layer))
        for part in parts
    ]
    fine = Fine(fine_lines, {p for edge in signatures for p in edge})
    gained = topology.refine(fine, lambda points: any(inside(AROUND, p[0] / UNITS, p[1] / UNITS) for p in points[:1] + points[-1:]))
    print(f"  {len(arcs)} arcs, {gained} vertices from the finer lines")

    groups = defaultdict(list)
    for arc, signature in arcs:
        if signature[0] in ("border", "coast", "cut"):
            groups[(signature[0], signature[2], signature[3:])].append(arc)
    chains = {key: topology.chains(group) for key, group in sorted(groups.items())}
    for group in chains.values():
        topology.level_chains(group)
    topology.level_rest(end_level=4)

    boundary_lines = _boundary_lines(chains, countries) + _claims(packages, topology, countries)
    coasts = [{"country": key[1][0], "refs": refs} for key, group in chains.items() if key[0] == "coast" for refs in group]
    province_lines = _province_lines(arcs, topology, country_provinces)
    lakes = _lakes(packages, topology)
    rivers = _rivers(packages, topology, lakes)
    for lake in lakes:
        lake.pop("shape")
    for line in boundary_lines:
        line["label"] = _middle(topology, line["parts"])
    rings = [ring for area in (*countries, *provinces, *lakes) for polygon in area["polygons"] for ring in polygon]
    topology.drop_fine_vertices(finest_level, rings)
    return topology, {
        "countries": countries, "provinces": provinces, "boundary_lines": boundary_lines, "coasts": coasts,
        "province_lines": province_lines, "rivers": rivers, "lakes": lakes,
    }


# Areas


def _areas(packages):
    """Countries, the country of each NE province with its rings, and the provinces kept by name."""
    countries, uncoded = [], []
    for row, geometry in geopackage(packages, "countries"):
        if row["iso_a2"] == "-1":
            uncoded = list(geometry.geoms)
        elif row["ISO_A3"] == "ATA":
            continue
        else:
            code = {"XK": "XKX", "TK": "TKL"}.get(row["iso_a2"], row["ISO_A3"])
            countries.append({"iso": code, "iso2": row["iso_a2"], "name": names.COUNTRY_NAMES.get(code, row["NAME"]),
                              "source_name": row["NAME"] or "", "rings": rings_of(geometry)})
    units = geopackage(packages, "states_provinces")
    tree = STRtree([geometry for _, geometry in units])
    loose = defaultdict(list)
    for polygon in uncoded:
        at = tree.query(polygon.representative_point(), predicate="within")[0]
        loose[units[at][0]["admin"]].append(polygon)
    by_iso = {c["iso"]: c for c in countries}
    for admin, polygons in sorted(loose.items()):
        name, into = names.UNCODED[admin]
        rings = [r for polygon in polygons for r in rings_of(polygon)]
        if into:
            whole = shapely.union_all([_shape(by_iso[into]["rings"]), _shape(rings)])
            by_iso[into]["rings"] = [[[tuple(map(int, c)) for c in r.coords] for r in (p.exterior, *p.interiors)]
                                     for p in getattr(whole, "geoms", [whole])]
        else:
            countries.append({"iso": "", "iso2": "", "name": name, "source_name": admin, "rings": rings})
    countries.sort(key=lambda c: c["name"])

    shapes = [_shape(c["rings"]) for c in countries]
    country_tree = STRtree(shapes)
    country_provinces, kept = [], []
    for row, geometry in units:
        if row["adm0_a3"] == "ATA":
            continue
        rings = rings_of(geometry)
        if not rings:
            continue
        spot = _shape([max(rings, key=lambda r: _shape([r]).area)]).representative_point()
        found = country_tree.query(spot, predicate="within")
        if len(found) == 0:
            raise ValueError(f"no country around the province {row['name']}")
        country = int(found[0])
        unit = {"country": country, "rings": rings, "row": row}
        country_provinces.append(unit)
        for ne_code, _ in names.PROVINCE_COUNTRIES:
            if row["adm0_a3"] == ne_code:
                kept.append(unit)
    for country, shape in zip(countries, shapes):
        _describe_country(country, shape)
    provinces = _named_provinces(kept, [iso for _, iso in names.PROVINCE_COUNTRIES], countries)
    return countries, country_provinces, provinces


def _shape(polygons):
    return shapely.MultiPolygon([shapely.Polygon(rings[0], rings[1:]) for rings in polygons])


def _describe_country(country, shape):
    code = country["iso"]
    biggest = max(shape.geoms, key=lambda p: p.area * math.cos(math.radians(p.centroid.y / UNITS)))
    spot, radius = label_point(biggest)
    country["label"] = tuple(round(v * UNITS) for v in names.COUNTRY_LABELS[code]) if code in names.COUNTRY_LABELS else spot
    # A name in spaced capitals is about 9 points a letter wide; it shows once the land is nearly as wide.
    west, south, east, north = biggest.bounds
    width = 0.6 * (east - west) / UNITS / 360 * 256 + 0.4 * 4 * radius * 256
    zoom = math.log2(max(30.0, 6.0 * len(country["name"])) / max(width, 1e-6))
    country["min_zoom"] = round(max(1.5, min(7.0, zoom)), 1)
    country["local"] = names.LOCAL_COUNTRY_NAMES.get(code, "")
    country["aliases"] = sorted({*names.COUNTRY_ALIASES.get(code, []), country["source_name"].lower()} - {country["name"].lower(), ""})


def label_point(polygon):
    """Where a wide label sits best in a polygon, and the radius of free land there in unit Mercator.

    The pole of inaccessibility in Mercator, with x squeezed by half since labels are wide (V. Agafonkin, polylabel).
    """
    rings = [[(mercator(c)[0] * 0.5, mercator(c)[1]) for c in ring.coords] for ring in (polygon.exterior, *polygon.interiors)]
    squeezed = shapely.Polygon(rings[0], rings[1:]).buffer(0)
    west, south, east, north = squeezed.bounds
    line = shapely.maximum_inscribed_circle(squeezed, tolerance=max(east - west, north - south) / 200)
    (x, y), (ex, ey) = line.coords[0], line.coords[-1]
    lat = math.degrees(math.atan(math.sinh((0.5 - y) * 2 * math.pi)))
    return (round((x * 2 - 0.5) * 360 * UNITS), round(lat * UNITS)), math.hypot(ex - x, ey - y)


def _named_provinces(units, order, countries):
    merged = defaultdict(list)
    doubles = Counter((u["row"]["adm0_a3"], u["row"]["name"]) for u in units)
    for unit in units:
        row = unit["row"]
        iso, name = countries[unit["country"]]["iso"], row["name"]
        if not name or not iso or name in names.PROVINCES_LEFT_OUT:
            continue
        if doubles[(row["adm0_a3"], name)] > 1:
            name = f"{name} [{row['gn_name']}]"
        merged[(iso, names.PROVINCE_NAMES.get((iso, name), name.split(" [")[0]))].append(unit)
    provinces = []
    for (iso, name), parts in merged.items():
        rings = [r for unit in parts for r in unit["rings"]]
        spellings = {s for unit in parts for s in (unit["row"]["name"], unit["row"]["gn_name"]) if s}
        if name in ("Panjshir", "Daykundi"):  # NE has them under their old province's name
            spellings -= {"Parwan", "Panjshir", "Uruzgan"}
        if name == "Parwan" or name == "Uruzgan":
            spellings = {name}
        biggest = max(_shape(rings).geoms, key=lambda p: p.area)
        spot, radius = label_point(biggest)
        zoom = math.log2(40.0 / (2 * radius * 256 * 1.5))
        provinces.append({
            "name": name, "aliases": sorted((spellings | set(names.PROVINCE_ALIASES.get(name, []))) - {name}),
            "country": parts[0]["country"], "label": spot, "min_zoom": round(max(4.5, min(9.0, zoom)), 1), "rings": rings,
        })
    rank = {iso: i for i, iso in enumerate(order)}
    provinces.sort(key=lambda p: (rank.get(countries[p["country"]]["iso"], 99), p["name"]))
    return provinces


def _owners(countries, units):
    """Of each edge: the provinces and the countries beside it, as sorted tuples."""
    beside, states = defaultdict(set), defaultdict(set)
    for into, areas in ((beside, units), (states, countries)):
        for i, area in enumerate(areas):
            for rings in area["rings"]:
                for ring in rings:
                    for a, b in zip(ring, ring[1:]):
                        into[undirected(a, b)].add(i)
    return {edge: (tuple(sorted(units)), tuple(sorted(states.get(edge, ())))) for edge, units in beside.items()}


# Boundaries


def _classifier(lines, countries):
    """A function of (edge, its two countries) that gives the class of that stretch of border."""
    code_of = {c["name"]: c["iso"] or c["name"] for c in countries} | {c["source_name"]: c["iso"] or c["name"] for c in countries}

    def side(name):
        return names.LINE_COUNTRIES.get(name, code_of.get(name, name))

    segments, about = [], []
    for row, parts in lines:
        kind = CLASS_OF_FEATURE.get(row["featurecla"].split()[0])
        if not kind:
            continue
        pair = frozenset((side(row["adm0_left"]), side(row["adm0_right"])))
        for part in parts:
            points = without_repeats([quantised(p) for p in part])
            for a, b in zip(points, points[1:]):
                segments.append(shapely.LineString([a, b]))
                about.append((pair, kind))
    tree = STRtree(segments)

    def class_of(edge, states):
        codes = [countries[s]["iso"] or countries[s]["name"] for s in states]
        if set(codes) == {"AFG", "PAK"}:
            return "Durand"
        if set(codes) == {"MAR", "ESH"}:
            return "Disputed"
        if set(codes) == {"RUS", "UKR"} and edge[0][1] < 46.3 * UNITS:
            return "Disputed"
        middle = shapely.Point((edge[0][0] + edge[1][0]) / 2, (edge[0][1] + edge[1][1]) / 2)
        near = tree.query(middle, predicate="dwithin", distance=0.15 * UNITS)
        ranked = sorted((segments[i].distance(middle) + (0 if about[i][0] == set(codes) else 3000), about[i][1]) for i in near)
        return ranked[0][1] if ranked else "International"

    return class_of


def _boundary_lines(chains, countries):
    out = []
    for (kind, states, rest), group in chains.items():
        if kind != "border":
            continue
        line_class = rest[0]
        codes = [countries[s]["iso"] or countries[s]["name"] for s in states]
        if line_class == "Durand":
            name, note = names.DURAND
        elif line_class == "LineOfControl" and set(codes) == {"IND", "PAK"}:
            name, note = names.LINE_OF_CONTROL
        else:
            found = [v for k, v in names.LINE_NOTES.items() if k[0] == line_class and set(k[1:]) == set(codes)]
            general = {"Disputed": "The two sides do not agree on this boundary", "Indefinite": "Not settled on the ground",
                       "LineOfControl": "Military line"}
            name, note = found[0] if found else ("", general.get(line_class, ""))
        if not name:
            name = "–".join(sorted(countries[s]["name"] for s in states))
        out.append({"class": line_class, "name": name, "note": note, "sides": list(states), "claimant": None, "parts": group})
    order = {c: i for i, c in enumerate(LINE_CLASSES)}
    out.sort(key=lambda line: (order[line["class"]] != 1, order[line["class"]], line["name"]))
    return out


def _claims(packages, topology, countries):
    at = {c["iso"]: i for i, c in enumerate(countries)} | {c["source_name"]: i for i, c in enumerate(countries)}
    grouped = defaultdict(list)
    for row, geometry in geopackage(packages, "disputed_borders"):
        if row["name"] in names.CLAIMS_LEFT_OUT:
            continue
        grouped[(row["name"], row["adm0_left"])].append(geometry)
    out = []
    for (name, holder), geometries in sorted(grouped.items()):
        merged = shapely.line_merge(shapely.union_all(geometries))
        parts = []
        for part in getattr(merged, "geoms", [merged]):
            points = without_repeats([quantised(c) for c in part.coords])
            if len(points) >= 2:
                parts.append([topology.add(points)])
        claimant = at[names.CLAIMANTS[name]]
        held_by = {"South Sudan": "SSD"}.get(holder, holder)
        out.append({
            "class": "Claim", "name": name, "claimant": claimant, "sides": [at[held_by]], "parts": parts,
            "note": f"Claimed by {countries[claimant]['name']}" + ("" if at[held_by] == claimant else f", held by {countries[at[held_by]]['name']}"),
        })
    return out


def _middle(topology, parts):
    """The vertex half-way along the longest part."""
    points = max((topology.line(refs) for refs in parts), key=lambda p: sum(math.dist(a, b) for a, b in zip(p, p[1:])))
    half, run = sum(math.dist(a, b) for a, b in zip(points, points[1:])) / 2, 0.0
    for a, b in zip(points, points[1:]):
        run += math.dist(a, b)
        if run >= half:
            return b
    return points[-1]


def _province_lines(arcs, topology, units):
    """Lines between two provinces of one country, around the story only."""
    sizes = defaultdict(list)
    for unit in units:
        sizes[unit["country"]].append(sum(_mercator_area(rings[0]) for rings in unit["rings"]))
    grouped = defaultdict(list)
    for arc, signature in arcs:
        if signature[0] == "inner" and len(signature[1]) == 2:
            a, b = (units[u]["country"] for u in signature[1])
            points = topology.points[arc]
            if a == b and any(inside(AROUND, p[0] / UNITS, p[1] / UNITS) for p in points):
                grouped[(a, signature[1])].append(arc)
    out = []
    for (country, _), group in sorted(grouped.items()):
        typical = sorted(sizes[country])[len(sizes[country]) // 2]
        zoom = math.log2(70.0 / (256 * math.sqrt(max(typical, 1e-12))))
        for refs in topology.chains(group):
            out.append({"country": country, "min_zoom": round(max(4.0, min(8.0, zoom)), 1), "refs": refs})
    return out


def _mercator_area(ring):
    places = [mercator(p) for p in ring]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(places, places[1:]))) / 2


# Water


def _lakes(packages, topology):
    centrelines = [(row, parts) for row, parts in shapefile(packages / (MAGICS + "rivers_lake_centerlines"))
                   if row["featurecla"] == "Lake Centerline" and row["name"]]
    out = []
    for _, parts in shapefile(packages / LAKES):
        rings = [without_repeats([quantised(p) for p in part]) for part in parts]
        rings = [r for r in rings if len(r) >= 4]
        if not rings:
            continue
        area = _mercator_area(rings[0])
        x, y = (v / UNITS for v in rings[0][0])
        zoom = math.log2(6.0 / (256 * math.sqrt(area)))
        if y < -60 or zoom > (9 if inside(REGION, x, y) else 7 if inside(AROUND, x, y) else 6):
            continue
        shape = shapely.Polygon(rings[0], rings[1:]).buffer(0)
        out.append({"name": "", "min_zoom": round(max(0.0, zoom), 1), "shape": shape, "area": area, "rings": rings})
    tree = STRtree([lake["shape"] for lake in out])
    for row, parts in centrelines:
        for part in parts:
            middle = shapely.Point(quantised(part[len(part) // 2]))
            for at in tree.query(middle, predicate="within"):
                out[at]["name"] = row["name"]
    out.sort(key=lambda lake: -lake["area"])
    for lake in out:
        lake["polygons"] = [[[topology.add(ring)] for ring in lake.pop("rings")]]
    return out


RIVER_NAMES = {"Helmand": "Helmand", "Hirmand": "Helmand"}


def _rivers(packages, topology, lakes):
    tree = STRtree([lake["shape"] for lake in lakes])
    grouped = defaultdict(list)
    for row, parts in shapefile(packages / (MAGICS + "rivers_lake_centerlines")):
        rank = int(float(row["scalerank"]))
        for part in parts:
            points = without_repeats([quantised(p) for p in part])
            if len(points) < 2:
                continue
            lon, lat = (v / UNITS for v in points[len(points) // 2])
            if rank > (10 if inside(REGION, lon, lat) else 7 if inside(AROUND, lon, lat) else 5):
                continue
            if row["featurecla"] == "Lake Centerline":
                centre = shapely.LineString(points)
                if any(lakes[i]["shape"].contains(centre) for i in tree.query(centre)):
                    continue  # the lake itself is drawn
            name = row["name"]
            grouped[(RIVER_NAMES.get(name, name), rank)].append(shapely.LineString(points))
    out = []
    for (name, rank), lines in sorted(grouped.items()):
        merged = shapely.line_merge(shapely.MultiLineString(lines))
        parts = [[tuple(map(int, c)) for c in part.coords] for part in getattr(merged, "geoms", [merged])]
        lon, lat = (v / UNITS for v in parts[0][0])
        near = 0.7 if inside(REGION, lon, lat) else 0.0
        zoom = max(2.0, min(8.0, rank * 0.75 + 1.6 - near))
        out.append({"name": name, "rank": rank, "min_zoom": round(zoom, 1), "parts": [[topology.add(p)] for p in parts]})
    out.sort(key=lambda river: (river["rank"], river["name"]))
    return out
