//! What the desktop knows the program by: its id, which is also the name of its desktop file, and its icon.

/// The id of the program on a desktop: of its window, its desktop file, its metainfo and its icon.
pub const APP_ID: &str = env!("CARGO_PKG_NAME");

/// The icon as PNG, 256 pixels wide and high; `assets/icon` has it in other sizes.
pub(super) const ICON: &[u8] = include_bytes!("../../assets/icon/256.png");

/// The icon as a window takes it. None where it cannot be decoded, which a test rules out.
pub(super) fn window_icon() -> Option<egui::IconData> {
    let image = image::load_from_memory_with_format(ICON, image::ImageFormat::Png).ok()?.into_rgba8();
    let (width, height) = image.dimensions();
    Some(egui::IconData { rgba: image.into_raw(), width, height })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_has_an_icon() {
        let icon = window_icon().unwrap();
        assert_eq!((icon.width, icon.height), (256, 256));
    }
}
