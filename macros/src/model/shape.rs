//! The shape of a value, as far as the macro knows it.

use super::arithmetic::Incomputable;
use super::size::{Comparison, KnownTo, Size};
use super::text::join;
use core::fmt;
use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote};

/// The shape of a value: up to three sizes; none if it is unknown because of an error further up.
#[derive(Clone)]
pub(crate) struct Shape {
    sizes: Vec<Size>,
    /// The shape as an expression, where not even its rank is known to the macro; the sizes are the
    /// number of features then.
    hidden: Option<TokenStream>,
}

impl Shape {
    /// The largest number of sizes: channels, rows and columns.
    pub(crate) const MAX_RANK: usize = 3;

    pub(crate) fn new(sizes: Vec<Size>) -> Self {
        Shape { sizes, hidden: None }
    }

    /// The shape `[N]`.
    pub(crate) fn vector(size: Size) -> Self {
        Shape::new(vec![size])
    }

    /// A shape that an error hides.
    pub(crate) fn unknown() -> Self {
        Shape::new(Vec::new())
    }

    /// A shape that only the compiler knows: the expression `shape`, with so many `features`.
    pub(crate) fn hidden(shape: TokenStream, features: Size) -> Self {
        Shape { sizes: vec![features], hidden: Some(shape) }
    }

    pub(crate) fn is_known(&self) -> bool {
        !self.sizes.is_empty()
    }

    /// Returns true if the macro does not know the rank.
    pub(crate) fn is_hidden(&self) -> bool {
        self.hidden.is_some()
    }

    /// A size of a shape whose rank only the compiler knows, for the compiler to look up; none where
    /// a const parameter keeps it from being a number.
    pub(crate) fn looked_up(&self, position: usize) -> Option<Size> {
        let shape = self.hidden.as_ref().filter(|_| self.known_to().parameter().is_none())?;
        let span = self.sizes.first().map_or_else(Span::call_site, Size::span);
        let position = Literal::usize_unsuffixed(position);
        Some(Size::output(quote!(#shape.size(#position)), None, None, span))
    }

    /// A shape whose rank only the compiler knows, as one of this rank.
    pub(crate) fn of_rank(&self, rank: usize) -> Option<Shape> {
        (0..rank).map(|position| self.looked_up(position)).collect::<Option<_>>().map(Shape::new)
    }

    /// The shape as an expression of the library's type, whose module is `rt`.
    pub(crate) fn value(&self, rt: &impl ToTokens) -> TokenStream {
        match &self.hidden {
            Some(shape) => shape.clone(),
            None => {
                let sizes = self.sizes.iter().map(Size::value);
                quote!(#rt::Shape::new(&[#(#sizes),*]))
            }
        }
    }

    /// The shape as a type: `[[(); 5]; 4]` for `[4, 5]`.
    pub(crate) fn array(&self) -> TokenStream {
        self.sizes.iter().map(Size::value).rfold(quote!(()), |inner, size| quote!([#inner; #size]))
    }

    pub(crate) fn sizes(&self) -> &[Size] {
        &self.sizes
    }

    pub(crate) fn rank(&self) -> usize {
        self.sizes.len()
    }

    /// The number of features: the product of the sizes, if it can be computed.
    pub(crate) fn try_features(&self) -> Result<Size, Incomputable> {
        Size::product(&self.sizes)
    }

    /// The number of features of a shape that has passed the checks.
    pub(crate) fn features(&self) -> Size {
        self.try_features().unwrap_or_else(|_| Size::new(1, Span::call_site()))
    }

    /// The number of features, if the shape is known and it can stand as a number in a type.
    pub(crate) fn writable_features(&self) -> Option<Size> {
        if !self.is_known() || self.known_to().obstacle().is_some() {
            return None;
        }
        self.try_features().ok()
    }

    /// Returns who can know all of its sizes.
    pub(crate) fn known_to(&self) -> KnownTo {
        KnownTo::all(self.sizes.iter().map(Size::known_to))
    }

    /// Compares two shapes, size by size.
    pub(crate) fn compare(&self, other: &Shape) -> Comparison {
        if self.is_hidden() || other.is_hidden() {
            return self.compare_hidden(other);
        }
        if self.rank() != other.rank() {
            return Comparison::Different;
        }
        let comparisons = self.sizes.iter().zip(&other.sizes).map(|(a, b)| a.compare(b));
        comparisons.fold(Comparison::Equal, |all, one| match (all, one) {
            (Comparison::Different, _) | (_, Comparison::Different) => Comparison::Different,
            (Comparison::Later, _) | (_, Comparison::Later) => Comparison::Later,
            (Comparison::Equal, Comparison::Equal) => Comparison::Equal,
        })
    }

    /// Compares shapes of which one has an unknown rank: only the compiler can, unless both are the
    /// same.
    fn compare_hidden(&self, other: &Shape) -> Comparison {
        let text = |shape: &Shape| shape.hidden.as_ref().map(TokenStream::to_string);
        let known_to = self.known_to().and(other.known_to());
        if text(self) != text(other) && known_to.obstacle().is_none() {
            Comparison::Later
        } else {
            // Nothing can be asserted about const parameters: the types of the generated code say
            // it.
            Comparison::Equal
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.sizes.is_empty() {
            return f.write_str("?");
        }
        write!(f, "[{}]", join(self.sizes.iter().map(Size::to_string), ", "))
    }
}
