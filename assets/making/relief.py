"""Shaded relief as a grey underlay to multiply: flat ground and water white, slopes that face away dark.

The source is tinted by height and lit from the north-west. What is left here is how much darker a spot is
than its surroundings (a high-pass of the luminance's logarithm over land), stretched, in Web Mercator.
"""

import math

import numpy as np
import shapely
from PIL import Image, ImageDraw

from .sources import LAKES, RELIEF, UNITS, quantised, shapefile

Image.MAX_IMAGE_PIXELS = None
PIXELS_PER_DEGREE = 30
# west, south, east, north
WORLD = (-180.0, -60.0, 180.0, 78.0)
REGION = (44.0, 18.0, 92.0, 46.0)
WORLD_WIDTH = 3072
FADE_DEGREES = 2.0
SURROUNDINGS = 14  # source pixels: about half a degree
DEAD_ZONE = 0.015  # so that noise on the plains stays white
ROUGH = (0.006, 0.018)  # mean departure of the logarithm from its neighbours: smooth below, a slope above
STRENGTH = 1.9
DARKEST = 0.34
QUALITY = 80


def build(packages, countries_rings):
    """{name: (JPEG image, (west, south, east, north))}, the world first."""
    source = Image.open(packages / RELIEF).convert("L")
    land = _land(source.size, packages, countries_rings)
    shade = _shade(np.asarray(source, np.float32), land)
    world = _mercator(shade, WORLD, WORLD_WIDTH)
    region = _mercator(shade, REGION, round((REGION[2] - REGION[0]) * PIXELS_PER_DEGREE))
    region = _faded_into(region, world)
    return {"relief-world.jpg": (_image(world), WORLD), "relief-region.jpg": (_image(region), REGION)}


def _land(size, packages, countries_rings):
    """1 on land, 0 on water, per source pixel."""
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)

    def fill(ring, value):
        draw.polygon([((x / UNITS + 180) * PIXELS_PER_DEGREE, (90 - y / UNITS) * PIXELS_PER_DEGREE) for x, y in ring], fill=value)

    for polygons in countries_rings:
        for rings in polygons:
            fill(rings[0], 255)
    for _, parts in shapefile(packages / LAKES):
        for part in parts[:1]:
            fill([quantised(p) for p in part], 0)
    return np.asarray(mask, np.float32) / 255


def _blurred(values, radius):
    """Three box blurs, near enough to a Gaussian."""
    for _ in range(3):
        for axis in (0, 1):
            padded = np.pad(values, [(radius + 1, radius) if a == axis else (0, 0) for a in (0, 1)], mode="edge")
            total = np.cumsum(padded, axis=axis, dtype=np.float64)
            upper = np.take(total, range(2 * radius + 1, total.shape[axis]), axis=axis)
            lower = np.take(total, range(0, total.shape[axis] - 2 * radius - 1), axis=axis)
            values = ((upper - lower) / (2 * radius + 1)).astype(np.float32)
    return values


def _shade(grey, land):
    """Light that is left, 0..1, 1 on flats and water."""
    light = np.log(np.maximum(grey, np.float32(8)))
    weight = np.maximum(_blurred(land, SURROUNDINGS), 1e-3)
    around = _blurred(light * land, SURROUNDINGS) / weight
    darker = np.where(land > 0, around - light, 0.0)
    # Haze is not relief: a plain that is merely tinted darker than its neighbour stays white.
    fine = np.where(land > 0, np.abs(light - _blurred(light, 2)), 0.0)
    rough = np.clip((_blurred(fine, 4) / np.maximum(_blurred(land, 4), 1e-3) - ROUGH[0]) / (ROUGH[1] - ROUGH[0]), 0, 1)
    # Along coasts the source bleeds into the sea: trust only what is a pixel inland.
    inland = np.clip(2 * _blurred(land, 1) - 1, 0, 1)
    shade = 1 - STRENGTH * np.maximum(darker - DEAD_ZONE, 0) * inland * rough
    # A soft floor: deep shadows keep their drawing instead of clipping.
    return DARKEST + (1 - DARKEST) * np.exp((shade - 1) / (1 - DARKEST))


def _row_latitudes(box, height):
    """Latitude of the middle of each row of a Mercator picture."""
    top, bottom = (math.asinh(math.tan(math.radians(v))) for v in (box[3], box[1]))
    ys = top + (np.arange(height) + 0.5) / height * (bottom - top)
    return np.degrees(np.arctan(np.sinh(ys)))


def _mercator(shade, box, width):
    west, south, east, north = box
    span = math.asinh(math.tan(math.radians(north))) - math.asinh(math.tan(math.radians(south)))
    height = round(width * span / math.radians(east - west))
    per_pixel = (east - west) * PIXELS_PER_DEGREE / width
    image = Image.fromarray(shade)
    # Columns first by an area average, since longitude stays linear.
    left, right = (west + 180) * PIXELS_PER_DEGREE, (east + 180) * PIXELS_PER_DEGREE
    columns = image.resize((width, shade.shape[0]), Image.Resampling.BOX if per_pixel > 1.5 else Image.Resampling.BICUBIC,
                           box=(left, 0, right, shade.shape[0]))
    source = np.asarray(columns)
    rows = (90 - _row_latitudes(box, height)) * PIXELS_PER_DEGREE - 0.5
    # Rows by linear interpolation of running sums over the source rows that each covers.
    steps = np.gradient(rows)
    sums = np.vstack([np.zeros((1, width)), np.cumsum(source, axis=0, dtype=np.float64)])

    def sum_to(position):
        at = np.clip(position + 0.5, 0, len(sums) - 1)
        low = np.minimum(at.astype(int), len(sums) - 2)
        part = (at - low)[:, None]
        return sums[low] * (1 - part) + sums[low + 1] * part

    reach = np.maximum(steps, 1.0)
    return ((sum_to(rows + reach / 2) - sum_to(rows - reach / 2)) / reach[:, None]).astype(np.float32)


def _faded_into(region, world):
    """The region's rim mixed towards the world picture, so that no seam shows where one lies on the other."""
    height, width = region.shape
    world_height, world_width = world.shape
    lons = REGION[0] + (np.arange(width) + 0.5) / width * (REGION[2] - REGION[0])
    lats = _row_latitudes(REGION, height)

    def merc(lat):
        return np.arcsinh(np.tan(np.radians(lat)))

    columns = (lons - WORLD[0]) / (WORLD[2] - WORLD[0]) * world_width - 0.5
    rows = (merc(WORLD[3]) - merc(lats)) / (merc(WORLD[3]) - merc(WORLD[1])) * world_height - 0.5
    c, r = columns.astype(int), rows.astype(int)
    fc, fr = (columns - c)[None, :], (rows - r)[:, None]
    coarse = ((world[r][:, c] * (1 - fc) + world[r][:, c + 1] * fc) * (1 - fr)
              + (world[r + 1][:, c] * (1 - fc) + world[r + 1][:, c + 1] * fc) * fr)
    near_x = np.minimum(lons - REGION[0], REGION[2] - lons)[None, :]
    near_y = np.minimum(lats - REGION[1], REGION[3] - lats)[:, None]
    share = np.clip(np.minimum(near_x, near_y) / FADE_DEGREES, 0, 1)
    share = share * share * (3 - 2 * share)
    return region * share + coarse * (1 - share)


def _image(shade):
    grey = np.clip(np.rint(shade * 255), 0, 255).astype(np.uint8)
    grey[grey >= 251] = 255
    return Image.fromarray(grey)
