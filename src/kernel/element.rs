//! Numbers as they lie in memory.

use bytemuck::Pod;
use core::fmt::Debug;

/// A number that a tensor consists of, be it one that networks compute with or not: whole numbers
/// of quantized weights, the bits of a number of 16.
///
/// ```
/// use netwright::layer::Plain;
/// use netwright::scalar::{Element, ElementType};
///
/// fn sum<P: Plain<i8>>(weights: &P) -> i32 {
///     weights.as_slice().iter().map(|&weight| i32::from(weight)).sum()
/// }
/// assert_eq!(sum(&[[100_i8, 27], [-1, 2]]), 128);
/// assert_eq!((i8::TYPE, i8::TYPE.size()), (ElementType::I8, 1));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number that tensors consist of",
    label = "neither `f32`, `f64` nor a whole number"
)]
pub trait Element: Pod + Default + PartialEq + Debug + Send + Sync {
    /// The type, as a value.
    const TYPE: ElementType;
}

macro_rules! elements {
    ($($name:ident $element:ident $about:literal),* $(,)?) => {
        /// The type of a tensor's elements.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum ElementType {
            $(#[doc = $about] $name,)*
        }

        impl ElementType {
            /// The bytes of an element.
            #[must_use]
            pub const fn size(self) -> usize {
                match self {
                    $(ElementType::$name => size_of::<$element>(),)*
                }
            }

            /// The name in safetensors files, `F32`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(ElementType::$name => stringify!($name),)*
                }
            }
        }

        $(
            impl Element for $element {
                const TYPE: ElementType = ElementType::$name;
            }
        )*
    };
}

elements! {
    F32 f32 "Floating point of single precision.",
    F64 f64 "Floating point of double precision.",
    I8 i8 "Whole numbers of 8 bits, with a sign.",
    U8 u8 "Whole numbers of 8 bits.",
    I16 i16 "Whole numbers of 16 bits, with a sign.",
    U16 u16 "Whole numbers of 16 bits; the bits of shorter floating point.",
    I32 i32 "Whole numbers of 32 bits, with a sign.",
    U32 u32 "Whole numbers of 32 bits.",
    I64 i64 "Whole numbers of 64 bits, with a sign.",
    U64 u64 "Whole numbers of 64 bits.",
}
