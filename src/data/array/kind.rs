//! Types of the numbers in array files.

/// A type of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    U64,
    I64,
    F32,
    F64,
}

impl Kind {
    /// The number of bytes of a number.
    pub(super) fn size(self) -> usize {
        match self {
            Kind::U8 | Kind::I8 => 1,
            Kind::U16 | Kind::I16 => 2,
            Kind::U32 | Kind::I32 | Kind::F32 => 4,
            Kind::U64 | Kind::I64 | Kind::F64 => 8,
        }
    }

    /// Returns a number, given its bytes, the least significant one first; those of 64 bits are
    /// rounded if they are integers.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn number(self, bytes: [u8; 8]) -> f64 {
        let [a, b, c, d, ..] = bytes;
        match self {
            Kind::U8 => f64::from(a),
            Kind::I8 => f64::from(i8::from_le_bytes([a])),
            Kind::U16 => f64::from(u16::from_le_bytes([a, b])),
            Kind::I16 => f64::from(i16::from_le_bytes([a, b])),
            Kind::U32 => f64::from(u32::from_le_bytes([a, b, c, d])),
            Kind::I32 => f64::from(i32::from_le_bytes([a, b, c, d])),
            Kind::F32 => f64::from(f32::from_le_bytes([a, b, c, d])),
            Kind::U64 => u64::from_le_bytes(bytes) as f64,
            Kind::I64 => i64::from_le_bytes(bytes) as f64,
            Kind::F64 => f64::from_le_bytes(bytes),
        }
    }
}
