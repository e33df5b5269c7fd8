//! Writes an expression as EDTF: what [`super::parse`] reads, in one canonical way.

use std::fmt::{self, Display, Formatter};

use super::date::Sign;
use super::{Date, Digits, End, Expression, Member, Month, Offset, Part, Qualifier, SetKind, Time, Year};

impl Display for Expression {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => write!(f, "{date}"),
            Self::Interval(ends) => write!(f, "{}/{}", ends.0, ends.1),
            Self::Set(kind, members) => {
                let (open, close) = match kind {
                    SetKind::OneOf => ("[", "]"),
                    SetKind::AllOf => ("{", "}"),
                };
                for (index, member) in members.iter().enumerate() {
                    write!(f, "{}{member}", if index == 0 { open } else { "," })?;
                }
                f.write_str(close)
            }
        }
    }
}

impl Display for End {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(date) => write!(f, "{date}"),
            Self::Open => f.write_str(".."),
            Self::Unknown => Ok(()),
        }
    }
}

impl Display for Member {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => write!(f, "{date}"),
            Self::Range(first, last) => {
                first.iter().try_for_each(|date| write!(f, "{date}"))?;
                f.write_str("..")?;
                last.iter().try_for_each(|date| write!(f, "{date}"))
            }
        }
    }
}

impl Display for Date {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.year)?;
        self.month.iter().try_for_each(|month| write!(f, "-{month}"))?;
        self.day.iter().try_for_each(|day| write!(f, "-{day}"))?;
        self.time.iter().try_for_each(|time| write!(f, "T{time}"))
    }
}

impl<T: Display> Display for Part<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.left.iter().try_for_each(|mark| write!(f, "{mark}"))?;
        write!(f, "{}", self.value)?;
        self.right.iter().try_for_each(|mark| write!(f, "{mark}"))
    }
}

impl Display for Qualifier {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Uncertain => "?",
            Self::Approximate => "~",
            Self::Both => "%",
        })
    }
}

impl Display for Year {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let minus = |sign| if sign == Sign::Minus { "-" } else { "" };
        let significant = match *self {
            Self::Four { sign, digits, significant } => {
                write!(f, "{}{digits}", minus(sign))?;
                significant
            }
            Self::Long { sign, mantissa, exponent, significant } => {
                write!(f, "Y{}{mantissa}", minus(sign))?;
                exponent.iter().try_for_each(|exponent| write!(f, "E{exponent}"))?;
                significant
            }
        };
        significant.iter().try_for_each(|significant| write!(f, "S{significant}"))
    }
}

impl Display for Month {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(digits) => write!(f, "{digits}"),
            Self::Season(season) => write!(f, "{season}"),
        }
    }
}

impl Display for Digits {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.ascii().iter().try_for_each(|&byte| write!(f, "{}", char::from(byte)))
    }
}

impl Display for Time {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        self.second.iter().try_for_each(|second| write!(f, ":{second:02}"))?;
        if let Some((nanos, width)) = self.fraction {
            let nanos = format!("{nanos:09}");
            write!(f, ".{}", nanos.get(..usize::from(width)).unwrap_or(&nanos))?;
        }
        self.offset.iter().try_for_each(|offset| write!(f, "{offset}"))
    }
}

impl Display for Offset {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Utc => f.write_str("Z"),
            Self::Hours(hours) => write!(f, "{hours:+03}"),
            Self::Minutes(minutes) => {
                let sign = if *minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}
