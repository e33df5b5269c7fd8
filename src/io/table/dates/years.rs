//! Years that are written short, or counted backwards.

/// What `2019-20` and `2011-12` are in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::io::table) enum Short {
    /// Months as far as there are such months, else spans of years.
    #[default]
    Months,
    /// Spans of years, all of them.
    Spans,
    /// What EDTF says: 2020-21 is a spring.
    Edtf,
}

/// The two years of a cell such as `2019-20` or `2020/21`, and whether a slash or dash stands between them. None
/// where the second does not follow the first.
pub(super) fn short_span(cell: &str) -> Option<(i32, i32, bool)> {
    let (first, rest) = cell.split_at_checked(4)?;
    let rest = rest.trim_start();
    let sign = rest.chars().next().filter(|sign| matches!(sign, '-' | '/' | '–' | '—'))?;
    let second = rest[sign.len_utf8()..].trim_start();
    let are_digits = [first, second].iter().all(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    if !are_digits || second.len() != 2 {
        return None;
    }
    let (first, second): (i32, i32) = (first.parse().ok()?, second.parse().ok()?);
    let century = first - first.rem_euclid(100);
    let last = match second {
        _ if second > first.rem_euclid(100) => century + second,
        0 if first.rem_euclid(100) == 99 => century + 100,
        _ => return None,
    };
    Some((first, last, sign != '-'))
}

/// True for a year and a month such as `2019-05`.
pub(super) fn is_month(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    bytes.len() == 7
        && bytes[4] == b'-'
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && cell[5..].parse::<u8>().is_ok_and(|month| (1..=12).contains(&month))
}

/// A span of years that is written short, as EDTF.
pub(super) fn span_of_years(cell: &str, short: Short) -> Option<String> {
    let (first, last, _) = short_span(cell)?;
    let is_month = (1..=12).contains(&last.rem_euclid(100));
    let is_span = match short {
        Short::Months => !is_month,
        Short::Spans => true,
        Short::Edtf => false,
    };
    is_span.then(|| format!("{first:04}/{last:04}"))
}

/// `44 BC`, `320 BCE`: EDTF counts a year 0, which is 1 before Christ.
pub(super) fn before_christ(cell: &str) -> Option<String> {
    let upper = cell.to_ascii_uppercase();
    let year = [" BCE", " BC", "BCE", "BC", " B.C.", " B.C.E."].iter().find_map(|suffix| upper.strip_suffix(suffix))?;
    let year: u32 = year.trim().parse().ok().filter(|year| (1..=10_000).contains(year))?;
    Some(if year == 1 { "0000".to_owned() } else { format!("-{:04}", year - 1) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_years_written_short_are_a_span_and_months_stay_months() {
        let read = |cell, short| span_of_years(cell, short).unwrap_or_default();
        assert_eq!(read("2019-20", Short::Months), "2019/2020");
        assert_eq!(read("2023/24", Short::Months), "2023/2024");
        assert_eq!(read("1914–18", Short::Months), "1914/1918");
        assert_eq!(read("1999-00", Short::Spans), "1999/2000");
        assert_eq!(read("1911-12", Short::Spans), "1911/1912");
        assert_eq!(read("1911-12", Short::Months), "");
        assert_eq!(read("2020-21", Short::Edtf), "");
        assert_eq!(read("2025-21", Short::Months), "");
    }
}
