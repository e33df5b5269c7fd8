//! Columns and indexes as bytes.
//!
//! Answers how each is written, little end first, and read again as it was. What is read must be what was written, which
//! whoever keeps it makes sure of: others' bytes give nothing or wrong answers, but take no more memory than they fill.

use std::sync::{Arc, OnceLock};

use crate::model::{AttributionKind, Bounds, Extent, LonLat};

/// Bytes that are read from their beginning.
pub(super) struct Reading<'a>(&'a [u8]);

impl<'a> Reading<'a> {
    /// The next bytes. None where there are fewer.
    pub(super) fn next(&mut self, count: usize) -> Option<&'a [u8]> {
        let (next, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(next)
    }

    /// All bytes that a part is read from, which must be no more than it takes.
    pub(super) fn all<T: Kept>(bytes: &'a [u8]) -> Option<T> {
        let mut reading = Self(bytes);
        T::read(&mut reading).filter(|_| reading.0.is_empty())
    }
}

/// What is written as bytes.
pub(super) trait Kept: Sized {
    /// Writes it behind others.
    fn write(&self, to: &mut Vec<u8>);

    /// Reads what was written.
    fn read(from: &mut Reading<'_>) -> Option<Self>;
}

/// What takes always as many bytes, so that many of it are read in one go.
pub(super) trait Fixed: Sized + Copy {
    /// So many.
    const BYTES: usize;

    /// Writes it behind others.
    fn put(self, to: &mut Vec<u8>);

    /// Reads it from as many bytes as it takes. None where they are no such thing.
    fn of(bytes: &[u8]) -> Option<Self>;
}

macro_rules! fixed {
    ($($number:ty),*) => {$(
        impl Fixed for $number {
            const BYTES: usize = size_of::<Self>();

            #[inline]
            fn put(self, to: &mut Vec<u8>) {
                to.extend_from_slice(&self.to_le_bytes());
            }

            #[inline]
            fn of(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(Self::from_le_bytes)
            }
        }
    )*};
}

fixed!(u8, u16, u32, u64, i32, f64);

impl Fixed for () {
    const BYTES: usize = 0;

    fn put(self, _: &mut Vec<u8>) {}

    fn of(_: &[u8]) -> Option<Self> {
        Some(())
    }
}

impl<A: Fixed, B: Fixed> Fixed for (A, B) {
    const BYTES: usize = A::BYTES + B::BYTES;

    #[inline]
    fn put(self, to: &mut Vec<u8>) {
        self.0.put(to);
        self.1.put(to);
    }

    #[inline]
    fn of(bytes: &[u8]) -> Option<Self> {
        let (one, other) = bytes.split_at_checked(A::BYTES)?;
        Some((A::of(one)?, B::of(other)?))
    }
}

/// Writes a struct as one of its members after the other.
macro_rules! fixed_as {
    ($($of:ty: $as:ty, $value:pat => $to:expr, $from:pat => $back:expr;)*) => {$(
        impl Fixed for $of {
            const BYTES: usize = <$as as Fixed>::BYTES;

            #[inline]
            fn put(self, to: &mut Vec<u8>) {
                let $value = self;
                let value: $as = $to;
                value.put(to);
            }

            #[inline]
            fn of(bytes: &[u8]) -> Option<Self> {
                let $from = <$as as Fixed>::of(bytes)?;
                $back
            }
        }
    )*};
}

pub(super) use fixed_as;

fixed_as! {
    [u32; 2]: (u32, u32), [one, other] => (one, other), (one, other) => Some([one, other]);
    LonLat: (f64, f64), LonLat { lon, lat } => (lon, lat), (lon, lat) => Some(LonLat { lon, lat });
    Extent: (f64, f64), Extent { start_secs, end_secs } => (start_secs, end_secs),
        (start_secs, end_secs) => Some(Extent { start_secs, end_secs });
    Bounds: ((f64, f64), (f64, f64)), Bounds { west, south, east, north } => ((west, south), (east, north)),
        ((west, south), (east, north)) => Some(Bounds { west, south, east, north });
}

impl<T: Fixed> Kept for Vec<T> {
    fn write(&self, to: &mut Vec<u8>) {
        to.reserve(self.len() * T::BYTES + 8);
        (self.len() as u64).put(to);
        for value in self {
            value.put(to);
        }
    }

    fn read(from: &mut Reading<'_>) -> Option<Self> {
        let count = usize::try_from(u64::read(from)?).ok()?;
        if T::BYTES == 0 {
            return None;
        }
        // There are as many bytes before room is made.
        let bytes = from.next(count.checked_mul(T::BYTES)?)?;
        let mut values = Self::with_capacity(count);
        for value in bytes.chunks_exact(T::BYTES) {
            values.push(T::of(value)?);
        }
        Some(values)
    }
}

macro_rules! kept_as_fixed {
    ($($of:ty),*) => {$(
        impl Kept for $of {
            fn write(&self, to: &mut Vec<u8>) {
                self.put(to);
            }

            fn read(from: &mut Reading<'_>) -> Option<Self> {
                Self::of(from.next(Self::BYTES)?)
            }
        }
    )*};
}

fixed_as! {
    AttributionKind: u8, kind => AttributionKind::ALL.iter().position(|(known, _)| *known == kind).unwrap_or(0) as u8,
        place => AttributionKind::ALL.get(usize::from(place)).map(|(kind, _)| *kind);
}

kept_as_fixed!(u8, u32, u64);

impl Kept for usize {
    fn write(&self, to: &mut Vec<u8>) {
        (*self as u64).put(to);
    }

    fn read(from: &mut Reading<'_>) -> Option<Self> {
        u64::read(from)?.try_into().ok()
    }
}

impl Kept for bool {
    fn write(&self, to: &mut Vec<u8>) {
        to.push((*self).into());
    }

    fn read(from: &mut Reading<'_>) -> Option<Self> {
        Some(u8::read(from)? == 1)
    }
}

impl Kept for String {
    fn write(&self, to: &mut Vec<u8>) {
        self.len().write(to);
        to.extend_from_slice(self.as_bytes());
    }

    fn read(from: &mut Reading<'_>) -> Option<Self> {
        let length = usize::read(from)?;
        str::from_utf8(from.next(length)?).ok().map(ToOwned::to_owned)
    }
}

impl<T: Kept> Kept for Arc<T> {
    fn write(&self, to: &mut Vec<u8>) {
        (**self).write(to);
    }

    fn read(from: &mut Reading<'_>) -> Option<Self> {
        T::read(from).map(Self::new)
    }
}

/// What is made when it is asked for is not written.
impl<T> Kept for OnceLock<T> {
    fn write(&self, _: &mut Vec<u8>) {}

    fn read(_: &mut Reading<'_>) -> Option<Self> {
        Some(Self::new())
    }
}

/// Writes a struct member by member. It is taken apart whole, so that a new member does not compile before it is kept.
macro_rules! kept {
    ($of:ident { $($member:ident),+ $(,)? }) => {
        impl $crate::store::coding::Kept for $of {
            fn write(&self, to: &mut Vec<u8>) {
                let Self { $($member),+ } = self;
                $($crate::store::coding::Kept::write($member, to);)+
            }

            fn read(from: &mut $crate::store::coding::Reading<'_>) -> Option<Self> {
                Some(Self { $($member: $crate::store::coding::Kept::read(from)?),+ })
            }
        }
    };
}

pub(super) use kept;

/// The same of a struct that wraps one value.
macro_rules! kept_alone {
    ($of:ident $(<$t:ident: $bound:ident>)?) => {
        impl $(<$t: $bound>)? $crate::store::coding::Kept for $of $(<$t>)? {
            fn write(&self, to: &mut Vec<u8>) {
                $crate::store::coding::Kept::write(&self.0, to);
            }

            fn read(from: &mut $crate::store::coding::Reading<'_>) -> Option<Self> {
                $crate::store::coding::Kept::read(from).map(Self)
            }
        }
    };
}

pub(super) use kept_alone;

impl<A: Kept, B: Kept> Kept for (A, B) {
    fn write(&self, to: &mut Vec<u8>) {
        self.0.write(to);
        self.1.write(to);
    }

    fn read(from: &mut Reading<'_>) -> Option<Self> {
        Some((A::read(from)?, B::read(from)?))
    }
}

/// To be written as a part of something.
impl<T: Kept> Kept for &T {
    fn write(&self, to: &mut Vec<u8>) {
        (**self).write(to);
    }

    fn read(_: &mut Reading<'_>) -> Option<Self> {
        None
    }
}
