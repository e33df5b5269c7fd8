"""Cuts the fonts to what Meridian shows and makes Inter's figures tabular. Knows font files only."""

from fontTools import subset
from fontTools.ttLib import TTFont

INTER = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Italic": 400}
# Latin to Extended-B and IPA, modifiers and combining marks, Greek, Cyrillic with its supplement, Latin Extended
# Additional, punctuation, super- and subscripts, currency, letterlike, number forms, arrows, mathematical
# operators, technical, box and geometric shapes, symbols, dingbats.
UNICODES = [
    *range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x250, 0x370), *range(0x370, 0x400), *range(0x400, 0x530),
    *range(0x1E00, 0x1F00), *range(0x2000, 0x2070), *range(0x2070, 0x20A0), *range(0x20A0, 0x20D0), *range(0x2100, 0x2150),
    *range(0x2150, 0x2190), *range(0x2190, 0x2200), *range(0x2200, 0x2300), *range(0x2300, 0x2400), *range(0x25A0, 0x2600),
    *range(0x2600, 0x2700), *range(0x2700, 0x27C0), *range(0x27E0, 0x2800), *range(0x2B00, 0x2C00), 0xFB01, 0xFB02, 0xFEFF, 0xFFFD,
]
SHAPES = "●○■□▲△▶▷◀◁▼▽◆◇✓✕✗×·•←↑→↓↗↘↖↙↔⇧⌘⌥…–—≈≤≥±−√∞½¼¾°′″№€£₹₨₺؋"
# Some letters, vowel signs and digits that each face for another script must have.
ARABIC = "ہےټډړښګڼېۍپچژگکیئؤأإآةھںٹڈڑءًٌٍَُِّْ۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩،؛؟"
HEBREW = "אבגדהוזחטיכךלמםנןסעפףצץקרשת־׳״₪ַָּׁ"
DEVANAGARI = "अआइईउऊऋएऐओऔकखगघचछजझञटठडढणतथदधनपफबभमयरलवशषसहक़ज़ड़फ़ािीुूृेैोौं़ँः्।॥०१२३४५६७८९₹"
NOTO = {"NotoNaskhArabic": ARABIC, "NotoSansHebrew": HEBREW, "NotoSansDevanagari": DEVANAGARI}


def inter(source, style):
    """One static face of Inter, as a TrueType font; and which of `SHAPES` it lacks."""
    font = TTFont(source)
    font.flavor = None
    cmap = font.getBestCmap()
    missing = [c for c in SHAPES if ord(c) not in cmap]
    tabular = _single_substitutions(font, "tnum")
    for table in font["cmap"].tables:
        for code in range(0x30, 0x3A):
            if code in table.cmap:
                table.cmap[code] = tabular.get(table.cmap[code], table.cmap[code])
    options = _options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "case", "frac", "sups", "subs"]
    font = _subset(font, UNICODES, options)
    widths = {font["hmtx"][font.getBestCmap()[code]][0] for code in range(0x30, 0x3A)}
    if len(widths) != 1:
        raise ValueError(f"{source}: figures of {len(widths)} widths")
    italic = style == "Italic"
    font["OS/2"].usWeightClass = INTER[style]
    selection = font["OS/2"].fsSelection & ~0b100001 & ~(1 << 6)
    font["OS/2"].fsSelection = selection | (1 if italic else 0) | (1 << 6 if style == "Regular" else 0)
    font["head"].macStyle = 2 if italic else 0
    plain = style in ("Regular", "Italic")
    _rename(font, {
        1: "Inter" if plain else f"Inter {style}", 2: style if plain else "Regular", 4: f"Inter {style}", 6: f"Inter-{style}",
        16: "Inter", 17: style,
    })
    return font, missing


def noto(source, letters):
    """A face of Noto with all its letters and layout, hints removed; and which of these letters it lacks."""
    font = TTFont(source)
    missing = [c for c in letters if ord(c) not in font.getBestCmap()]
    options = _options()
    options.layout_features = ["*"]
    options.glyph_names = False
    return _subset(font, sorted(font.getBestCmap()), options), missing


def _options():
    options = subset.Options()
    options.hinting = False
    options.desubroutinize = False
    options.name_IDs = ["*"]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.drop_tables += ["DSIG", "STAT", "MVAR", "avar", "fvar", "gvar", "HVAR"]
    return options


def _subset(font, unicodes, options):
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=unicodes)
    cutter.subset(font)
    font.recalcTimestamp = False
    return font


def _single_substitutions(font, tag):
    table = font["GSUB"].table
    lookups = {i for f in table.FeatureList.FeatureRecord if f.FeatureTag == tag for i in f.Feature.LookupListIndex}
    out = {}
    for index in sorted(lookups):
        for sub in table.LookupList.Lookup[index].SubTable:
            sub = getattr(sub, "ExtSubTable", sub)
            out.update(getattr(sub, "mapping", {}))
    return out


def _rename(font, values):
    names = font["name"]
    for number in (1, 2, 3, 4, 6, 16, 17, 21, 22, 25):
        names.removeNames(nameID=number)
    for number, text in {**values, 3: f"Meridian subset;{values[6]}"}.items():
        names.setName(text, number, 3, 1, 0x409)


def copyright_of(source):
    """The copyright line that the font itself carries."""
    return TTFont(source)["name"].getDebugName(0)
