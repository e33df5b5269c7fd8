//! The colours of each theme, in one place.

use super::palette::{Apart, Color, Palette};
use crate::view::Theme;

/// From few to many. Hues and steps are of one kind in each theme: in OKLCH (Ottosson 2020) the lightness goes in even
/// steps from near the ground (0.865 in light, 0.44 in dark) to far from it (0.275, 0.95), while the hue turns from
/// teal to indigo, or on a dark ground from blue to mint, and the chroma is greatest in the middle (0.1). Readers who
/// tell no hues apart have the lightness, and no category has one of these hues at such a chroma.
const fn ramp(colors: [u32; 6]) -> [Color; 6] {
    let [a, b, c, d, e, f] = colors;
    [Color::hex(a), Color::hex(b), Color::hex(c), Color::hex(d), Color::hex(e), Color::hex(f)]
}

const LIGHT: Palette = Palette {
    panel: Color::hex(0xfc_fbf8),
    ink: Color::hex(0x23_272b),
    ink_secondary: Color::hex(0x5f_666d),
    ink_faint: Color::hex(0x6a_7177),
    rule: Color::hex(0xe4_e0d8),
    card: Color::hex(0xef_ece5),
    accent: Color::hex(0x1f_5f8b),
    on_accent: Color::hex(0xff_ffff),
    selected: Color::hex(0xff_f6d6),
    playhead: Color::hex(0xc8_442b),
    sea: Color::hex(0xd9_e4e8),
    land: Color::hex(0xf3_f0e8),
    story_land: Color::hex(0xfa_f7ef),
    border: Color::hex(0x8d_857a),
    province: Color::hex(0xd5_cec2),
    river: Color::hex(0xa9_c3cf),
    durand_halo: Color::hex(0xf0_c9bf),
    country_name: Color::hex(0x5d_646b),
    city_name: Color::hex(0x5d_646b),
    sea_name: Color::hex(0x47_6475),
    relief: 0.5,
    categories: [
        ("strike", Color::hex(0xc8_442b)),
        ("clash", Color::hex(0xc4_6f12)),
        ("talks", Color::hex(0x2b_6cb0)),
        ("truce", Color::hex(0x22_795b)),
        ("statement", Color::hex(0x7a_5aa6)),
    ],
    others: [Color::hex(0x4f_6d7a), Color::hex(0x8a_6d3b), Color::hex(0x9a_4f79), Color::hex(0x5d_7a3f)],
    apart: Apart::Colours,
    density: ramp([0xbd_d9d9, 0x83_b7c2, 0x51_92af, 0x36_6a9a, 0x2c_4378, 0x1f_2150]),
    numbers: [Color::hex(0xbf_6118), Color::hex(0x8a_2a5a), Color::hex(0x2b_0a4a)],
};

const DARK: Palette = Palette {
    panel: Color::hex(0x1b_2025),
    ink: Color::hex(0xe9_ebec),
    ink_secondary: Color::hex(0xa9_b0b6),
    ink_faint: Color::hex(0x98_a0a7),
    rule: Color::hex(0x31_383f),
    card: Color::hex(0x2a_3137),
    accent: Color::hex(0x74_b3e0),
    on_accent: Color::hex(0x10_1820),
    selected: Color::hex(0x3a_3620),
    playhead: Color::hex(0xef_6f57),
    sea: Color::hex(0x14_1b21),
    land: Color::hex(0x22_282d),
    story_land: Color::hex(0x2a_3137),
    border: Color::hex(0x7b_8288),
    province: Color::hex(0x36_3d44),
    river: Color::hex(0x3c_5563),
    durand_halo: Color::hex(0x5a_3a38),
    country_name: Color::hex(0xa9_b0b6),
    city_name: Color::hex(0xa9_b0b6),
    sea_name: Color::hex(0x8a_a3b1),
    relief: 0.55,
    categories: [
        ("strike", Color::hex(0xef_6f57)),
        ("clash", Color::hex(0xf0_a54a)),
        ("talks", Color::hex(0x6f_a8e6)),
        ("truce", Color::hex(0x53_c39b)),
        ("statement", Color::hex(0xb2_94de)),
    ],
    others: [Color::hex(0x8f_b3c2), Color::hex(0xd0_b27a), Color::hex(0xd8_8fb8), Color::hex(0xa3_c282)],
    apart: Apart::Colours,
    density: ramp([0x38_566f, 0x40_7793, 0x49_9ab0, 0x65_bdc3, 0x9a_dcd1, 0xd4_f9e7]),
    numbers: [Color::hex(0xc0_7a3a), Color::hex(0xe8_b04a), Color::hex(0xff_f3c4)],
};

/// Print keeps the hues of light on white paper, each of another lightness, so that they part in
/// greyscale too.
const PRINT: Palette = Palette {
    panel: Color::hex(0xff_ffff),
    ink: Color::hex(0x11_1111),
    ink_secondary: Color::hex(0x4a_4a4a),
    ink_faint: Color::hex(0x66_6666),
    rule: Color::hex(0xd8_d8d8),
    card: Color::hex(0xf2_f2f2),
    selected: Color::hex(0xf2_f2f2),
    sea: Color::hex(0xe6_ecef),
    land: Color::hex(0xf7_f7f5),
    story_land: Color::hex(0xff_ffff),
    border: Color::hex(0x77_7777),
    province: Color::hex(0xcf_cfcf),
    durand_halo: Color::hex(0xe6_e0dc),
    country_name: Color::hex(0x4a_4a4a),
    city_name: Color::hex(0x4a_4a4a),
    sea_name: Color::hex(0x4a_4a4a),
    relief: 0.35,
    categories: [
        ("strike", Color::hex(0x8e_1f10)),
        ("clash", Color::hex(0xc4_6f12)),
        ("talks", Color::hex(0x1f_4f8b)),
        ("truce", Color::hex(0x22_795b)),
        ("statement", Color::hex(0x5a_3d86)),
    ],
    density: ramp([0xbc_d6dd, 0x86_b2c5, 0x5a_8bad, 0x3a_6491, 0x26_406b, 0x13_1f43]),
    numbers: [Color::hex(0x80_8080), Color::hex(0x50_5050), Color::hex(0x00_0000)],
    ..LIGHT
};

/// Black ink on white paper: greys, none of them a category's alone.
const BLACK: Palette = Palette {
    panel: Color::hex(0xff_ffff),
    ink: Color::hex(0x00_0000),
    ink_secondary: Color::hex(0x40_4040),
    ink_faint: Color::hex(0x5c_5c5c),
    rule: Color::hex(0xcc_cccc),
    card: Color::hex(0xee_eeee),
    accent: Color::hex(0x26_2626),
    on_accent: Color::hex(0xff_ffff),
    selected: Color::hex(0xe8_e8e8),
    playhead: Color::hex(0x00_0000),
    sea: Color::hex(0xe6_e6e6),
    land: Color::hex(0xf6_f6f6),
    story_land: Color::hex(0xff_ffff),
    border: Color::hex(0x6e_6e6e),
    province: Color::hex(0xcc_cccc),
    river: Color::hex(0xc4_c4c4),
    durand_halo: Color::hex(0xe0_e0e0),
    country_name: Color::hex(0x40_4040),
    city_name: Color::hex(0x40_4040),
    sea_name: Color::hex(0x40_4040),
    relief: 0.25,
    categories: [
        ("strike", Color::hex(0x10_1010)),
        ("clash", Color::hex(0x66_6666)),
        ("talks", Color::hex(0x33_3333)),
        ("truce", Color::hex(0x4d_4d4d)),
        ("statement", Color::hex(0x59_5959)),
    ],
    others: [Color::hex(0x40_4040), Color::hex(0x59_5959), Color::hex(0x26_2626), Color::hex(0x66_6666)],
    density: ramp([0xd4_d4d4, 0xa8_a8a8, 0x7d_7d7d, 0x55_5555, 0x30_3030, 0x0f_0f0f]),
    numbers: [Color::hex(0x80_8080), Color::hex(0x50_5050), Color::hex(0x00_0000)],
    apart: Apart::Forms,
};

/// Light, for eyes that need more contrast.
const LIGHT_CONTRAST: Palette = Palette {
    panel: Color::hex(0xff_ffff),
    ink: Color::hex(0x00_0000),
    ink_secondary: Color::hex(0x2b_2b2b),
    ink_faint: Color::hex(0x3d_3d3d),
    rule: Color::hex(0x76_7676),
    card: Color::hex(0xf2_f2f2),
    accent: Color::hex(0x00_3f77),
    selected: Color::hex(0xff_ec9e),
    playhead: Color::hex(0xa3_1500),
    sea: Color::hex(0xe2_ecf0),
    land: Color::hex(0xfa_faf8),
    story_land: Color::hex(0xff_ffff),
    border: Color::hex(0x4d_4d4d),
    province: Color::hex(0x8f_8f8f),
    river: Color::hex(0x4f_7f96),
    durand_halo: Color::hex(0xf0_c9bf),
    country_name: Color::hex(0x2b_2b2b),
    city_name: Color::hex(0x2b_2b2b),
    sea_name: Color::hex(0x1f_4456),
    relief: 0.2,
    categories: [
        ("strike", Color::hex(0xa3_1500)),
        ("clash", Color::hex(0x80_4300)),
        ("talks", Color::hex(0x0b_4a94)),
        ("truce", Color::hex(0x0b_563c)),
        ("statement", Color::hex(0x51_308a)),
    ],
    others: [Color::hex(0x2c_4a57), Color::hex(0x60_4713), Color::hex(0x78_2a57), Color::hex(0x3a_561d)],
    density: ramp([0x98_c8cd, 0x5b_a4ba, 0x2a_7da8, 0x1e_548c, 0x18_2e66, 0x0d_0d3d]),
    numbers: [Color::hex(0x94_4a10), Color::hex(0x7a_2250), Color::hex(0x2b_0a4a)],
    ..LIGHT
};

/// Dark, for eyes that need more contrast.
const DARK_CONTRAST: Palette = Palette {
    panel: Color::hex(0x00_0000),
    ink: Color::hex(0xff_ffff),
    ink_secondary: Color::hex(0xe2_e2e2),
    ink_faint: Color::hex(0xcf_cfcf),
    rule: Color::hex(0x8a_8a8a),
    card: Color::hex(0x1c_1c1c),
    accent: Color::hex(0x8f_d0ff),
    on_accent: Color::hex(0x00_0000),
    selected: Color::hex(0x3d_3500),
    playhead: Color::hex(0xff_8b74),
    sea: Color::hex(0x04_0a0f),
    land: Color::hex(0x12_1518),
    story_land: Color::hex(0x1c_1f22),
    border: Color::hex(0xc0_c0c0),
    province: Color::hex(0x74_7474),
    river: Color::hex(0x6f_9fb5),
    country_name: Color::hex(0xe2_e2e2),
    city_name: Color::hex(0xe2_e2e2),
    sea_name: Color::hex(0xb9_d6e6),
    relief: 0.3,
    categories: [
        ("strike", Color::hex(0xff_8b74)),
        ("clash", Color::hex(0xff_b763)),
        ("talks", Color::hex(0x8f_c1ff)),
        ("truce", Color::hex(0x6f_dfb6)),
        ("statement", Color::hex(0xcf_b3ff)),
    ],
    others: [Color::hex(0xa8_cddc), Color::hex(0xe4_c88f), Color::hex(0xf0_a8d0), Color::hex(0xbc_db9b)],
    density: ramp([0x30_5f85, 0x37_81a5, 0x43_a5bf, 0x67_c8ce, 0xa6_e6db, 0xe8_fff4]),
    ..DARK
};

/// The colours of a theme.
pub fn palette_of(theme: Theme) -> &'static Palette {
    match theme {
        Theme::Light => &LIGHT,
        Theme::Dark => &DARK,
        Theme::Print => &PRINT,
        Theme::Black => &BLACK,
        Theme::LightContrast => &LIGHT_CONTRAST,
        Theme::DarkContrast => &DARK_CONTRAST,
    }
}

#[cfg(test)]
mod tests;
