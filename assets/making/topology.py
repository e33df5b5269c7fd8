"""Cuts polygons into shared arcs, gives each vertex the zoom from which it is needed, chains arcs into lines.

An arc is a list of quantised points; a reference to arc i is 2*i forwards and 2*i+1 backwards. Two areas
that touch name the same arc, so they stay gap-free at every level of detail.
"""

import heapq
import math
from collections import defaultdict

from .sources import UNITS

WORLD_PIXELS = 256
TOLERANCE_PIXELS = 0.5
MAX_LEVEL = 10


def mercator(point):
    """Unit Web Mercator of a quantised point: x 0..1 west to east, y 0..1 north to south."""
    lon, lat = point[0] / UNITS, max(-85.05113, min(85.05113, point[1] / UNITS))
    return (lon / 360 + 0.5, 0.5 - math.asinh(math.tan(math.radians(lat))) / (2 * math.pi))


def undirected(a, b):
    return (a, b) if a < b else (b, a)


def level_of(distance):
    """The lowest zoom at which a vertex that lies this far (unit Mercator) off its chord shows."""
    if distance <= 0:
        return 255
    return max(0, math.ceil(math.log2(TOLERANCE_PIXELS / (WORLD_PIXELS * distance))))


def levels_of(points):
    """Level of each vertex: Douglas-Peucker, made hierarchical (a vertex never outranks the one that split it in)."""
    places = [mercator(p) for p in points]
    levels = [255] * len(points)
    levels[0] = levels[-1] = 0
    stack = [(0, len(points) - 1, 0)]
    while stack:
        first, last, floor = stack.pop()
        if last - first < 2:
            continue
        (ax, ay), (bx, by) = places[first], places[last]
        dx, dy = bx - ax, by - ay
        square = dx * dx + dy * dy
        best, at = -1.0, first
        for i in range(first + 1, last):
            px, py = places[i][0] - ax, places[i][1] - ay
            t = max(0.0, min(1.0, (px * dx + py * dy) / square)) if square else 0.0
            off = (px - t * dx) ** 2 + (py - t * dy) ** 2
            if off > best:
                best, at = off, i
        levels[at] = max(floor, level_of(math.sqrt(best)))
        stack += [(first, at, levels[at]), (at, last, levels[at])]
    return levels


class Fine:
    """A graph of finer lines, to give the polygons' thinned edges back the vertices they lost."""

    def __init__(self, lines, coarse):
        self.next = defaultdict(set)
        self.coarse = coarse
        for line in lines:
            for a, b in zip(line, line[1:]):
                if a != b:
                    self.next[a].add(b)
                    self.next[b].add(a)

    def path(self, a, b):
        """The fine vertices from a to b, both ends included; [a, b] where there is no near way."""
        chord = math.dist(a, b)
        if a not in self.next or b not in self.next or b in self.next[a]:
            return [a, b]
        limit = 2.5 * chord + 500
        far = 0.5 * chord + 1000
        queue, came, length = [(0.0, a)], {a: None}, {a: 0.0}
        while queue:
            so_far, here = heapq.heappop(queue)
            if here == b:
                way = [b]
                while came[way[-1]] is not None:
                    way.append(came[way[-1]])
                return way[::-1]
            if (here != a and here in self.coarse) or len(came) > 400:
                continue
            for there in sorted(self.next[here]):
                total = so_far + math.dist(here, there)
                if total > limit or _off_chord(there, a, b) > far or total >= length.get(there, math.inf):
                    continue
                came[there], length[there] = here, total
                heapq.heappush(queue, (total, there))
        return [a, b]


def _off_chord(p, a, b):
    dx, dy = b[0] - a[0], b[1] - a[1]
    t = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy)
    t = max(0.0, min(1.0, t))
    return math.dist(p, (a[0] + t * dx, a[1] + t * dy))


class Topology:
    """The arcs of everything. `points[i]` and `levels[i]` belong to arc i."""

    def __init__(self):
        self.points = []
        self.levels = []
        self.of_edge = {}

    def add(self, points, levels=None):
        """Adds a line that shares nothing with others; its reference."""
        self.points.append(points)
        self.levels.append(levels or levels_of(points))
        return 2 * (len(self.points) - 1)

    def cut(self, signatures):
        """Cuts the edges {undirected edge: signature} into arcs where ways part or the signature changes.

        Returns [(arc, signature)]. Chains are walked in sorted order, so that the same input gives the same arcs.
        """
        incident = defaultdict(list)
        for edge in sorted(signatures):
            incident[edge[0]].append(edge)
            incident[edge[1]].append(edge)

        def is_node(vertex):
            edges = incident[vertex]
            return len(edges) != 2 or signatures[edges[0]] != signatures[edges[1]]

        done, arcs = set(), []

        def walk(start, edge):
            chain, here = [start], start
            while True:
                done.add(edge)
                here = edge[1] if edge[0] == here else edge[0]
                chain.append(here)
                if is_node(here) or here == start:
                    return chain
                edge = next(e for e in incident[here] if e != edge)

        nodes = [v for v in sorted(incident) if is_node(v)]
        for starts in (nodes, sorted(incident)):  # the second pass finds rings without a node
            for vertex in starts:
                for edge in incident[vertex]:
                    if edge not in done:
                        chain = walk(vertex, edge)
                        arc = len(self.points)
                        self.points.append(chain)
                        self.levels.append(None)
                        for a, b in zip(chain, chain[1:]):
                            self.of_edge[undirected(a, b)] = (arc, a)
                        arcs.append((arc, signatures[undirected(chain[0], chain[1])]))
        return arcs

    def ring(self, ring):
        """References of a closed ring of quantised points; call before `refine`."""
        edges = list(zip(ring, ring[1:]))
        refs = []
        for a, b in edges:
            arc, start = self.of_edge[undirected(a, b)]
            ref = 2 * arc + (0 if start == a else 1)
            if not refs or refs[-1] != ref:
                refs.append(ref)
        if len(refs) > 1 and refs[0] == refs[-1]:
            refs.pop()
        return refs

    def ends(self, ref):
        points = self.points[ref >> 1]
        return (points[-1], points[0]) if ref & 1 else (points[0], points[-1])

    def line(self, refs):
        """All points along a chain of references."""
        out = []
        for ref in refs:
            points = self.points[ref >> 1]
            out += (points[::-1] if ref & 1 else points)[1 if out else 0 :]
        return out

    def chains(self, arcs):
        """Joins arcs end to end, where exactly two of them meet, into as few lines as can be; lists of references."""
        at = defaultdict(list)
        for arc in sorted(arcs):
            first, last = self.ends(2 * arc)
            at[first].append(arc)
            if last != first:
                at[last].append(arc)
            else:
                at[first].append(arc)
        used, out = set(), []

        def follow(ref):
            chain = [ref]
            used.add(ref >> 1)
            while True:
                end = self.ends(chain[-1])[1]
                others = [a for a in at[end] if a not in used]
                if len(at[end]) != 2 or not others:
                    return chain
                arc = others[0]
                chain.append(2 * arc + (0 if self.ends(2 * arc)[0] == end else 1))
                used.add(arc)

        for loops in (False, True):
            for arc in sorted(arcs):
                if arc in used:
                    continue
                first, last = self.ends(2 * arc)
                if loops or len(at[first]) != 2:
                    out.append(follow(2 * arc))
                elif len(at[last]) != 2:
                    out.append(follow(2 * arc + 1))
        return out

    def refine(self, fine, wanted):
        """Gives arcs that `wanted(points)` accepts the vertices of the finer lines."""
        gained = 0
        for i, points in enumerate(self.points):
            if not wanted(points):
                continue
            better = points[:1]
            for a, b in zip(points, points[1:]):
                better += fine.path(a, b)[1:]
            gained += len(better) - len(points)
            self.points[i] = better
        return gained

    def level_chains(self, chains):
        """Levels along whole chains, so that a mere province corner on a border costs nothing when zoomed out."""
        for refs in chains:
            levels = levels_of(self.line(refs))
            at = 0
            for ref in refs:
                count = len(self.points[ref >> 1])
                own = levels[at : at + count]
                self.levels[ref >> 1] = own[::-1] if ref & 1 else own
                at += count - 1

    def level_rest(self, end_level):
        """Levels of what no chain has reached; its ends keep the level other arcs gave them, else `end_level`."""
        corner = {}
        for points, levels in zip(self.points, self.levels):
            if levels is not None:
                for i in (0, -1):
                    corner[points[i]] = min(levels[i], corner.get(points[i], 255))
        for i, points in enumerate(self.points):
            if self.levels[i] is None:
                levels = levels_of(points)
                for end in (0, -1):
                    levels[end] = corner.get(points[end], end_level)
                self.levels[i] = levels

    def drop_fine_vertices(self, cap_at, rings):
        """Forgets vertices that are needed only beyond the zoom `cap_at(lon, lat)`; ends stay.

        A ring that would fall below a triangle keeps all it has.
        """
        whole = set()
        for ring in rings:
            kept = {p for ref in ring for p, level in zip(self.points[ref >> 1], self.levels[ref >> 1])
                    if level <= cap_at(p[0] / UNITS, p[1] / UNITS)}
            if len(kept) < 3:
                whole.update(ref >> 1 for ref in ring)
        for i, (points, levels) in enumerate(zip(self.points, self.levels)):
            last = len(points) - 1
            kept = [
                (p, min(level, MAX_LEVEL))
                for k, (p, level) in enumerate(zip(points, levels))
                if k in (0, last) or i in whole or level <= cap_at(p[0] / UNITS, p[1] / UNITS)
            ]
            self.points[i] = [p for p, _ in kept]
            self.levels[i] = [level for _, level in kept]
