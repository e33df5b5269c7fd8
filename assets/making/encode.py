"""Writes the one binary file. The format is told in src/basemap/decode.rs; both sides change together."""

import struct
import zlib

from .sources import UNITS

MAGIC = b"MERIDIAN"
VERSION = 1


class Writer:
    def __init__(self):
        self.bytes = bytearray()

    def number(self, value):
        assert value >= 0
        while value > 0x7F:
            self.bytes.append(value & 0x7F | 0x80)
            value >>= 7
        self.bytes.append(value)

    def signed(self, value):
        self.number(value << 1 if value >= 0 else (-value << 1) - 1)

    def text(self, text):
        data = (text or "").encode("utf-8")
        self.number(len(data))
        self.bytes += data

    def place(self, point):
        self.signed(point[0])
        self.signed(point[1])

    def zoom(self, zoom):
        self.bytes.append(round(zoom * 10))

    def optional(self, index):
        self.number(0 if index is None else index + 1)

    def many(self, items, write):
        self.number(len(items))
        for item in items:
            write(item)

    def refs(self, refs):
        """References as differences: neighbours along a line have near numbers."""
        self.number(len(refs))
        before = 0
        for ref in refs:
            self.signed(ref - before)
            before = ref

    def polygons(self, polygons):
        self.many(polygons, lambda rings: self.many(rings, self.refs))


def encode(topology, layers, cities, reliefs, line_classes):
    w = Writer()
    w.number(len(topology.points))
    for points in topology.points:
        w.number(len(points))
    for levels in topology.levels:
        w.bytes += bytes(levels)
    for axis in (0, 1):
        before = 0
        for points in topology.points:
            for point in points:
                w.signed(point[axis] - before)
                before = point[axis]

    def country(c):
        w.text(c["name"]), w.text(c["local"]), w.text(c["iso"])
        w.many(c["aliases"], w.text)
        w.place(c["label"]), w.zoom(c["min_zoom"]), w.polygons(c["polygons"])

    def province(p):
        w.text(p["name"])
        w.many(p["aliases"], w.text)
        w.number(p["country"]), w.place(p["label"]), w.zoom(p["min_zoom"]), w.polygons(p["polygons"])

    def boundary(line):
        w.bytes.append(line_classes.index(line["class"]))
        w.text(line["name"]), w.text(line["note"])
        sides = (*line["sides"], None)
        w.optional(sides[0]), w.optional(sides[1]), w.optional(line["claimant"])
        w.place(line["label"]), w.many(line["parts"], w.refs)

    def coast(line):
        w.number(line["country"]), w.refs(line["refs"])

    def province_line(line):
        w.number(line["country"]), w.zoom(line["min_zoom"]), w.refs(line["refs"])

    def river(r):
        w.text(r["name"]), w.zoom(r["min_zoom"]), w.many(r["parts"], w.refs)

    def lake(lake):
        w.text(lake["name"]), w.zoom(lake["min_zoom"]), w.polygons(lake["polygons"])

    def city(c):
        w.text(c["name"]), w.text(c["local"]), w.optional(c["country"]), w.number(c["population"])
        w.bytes.append(1 if c["capital"] else 0)
        w.place(c["at"]), w.zoom(c["min_zoom"])

    for key, write in (("countries", country), ("provinces", province), ("boundary_lines", boundary), ("coasts", coast),
                       ("province_lines", province_line), ("rivers", river), ("lakes", lake)):
        at = len(w.bytes)
        w.many(layers[key], write)
        print(f"  {key}: {len(layers[key])}, {len(w.bytes) - at} bytes before compression")
    w.many(cities, city)
    w.many(reliefs, lambda box: [w.signed(round(degrees * UNITS)) for degrees in box])
    raw = bytes(w.bytes)
    return MAGIC + struct.pack("<II", VERSION, len(raw)) + zlib.compress(raw, 9)
