//! The shape of a value, as far as the macro knows it.

use super::arithmetic::Incomputable;
use super::size::{Comparison, KnownTo, Size};
use super::text::join;
use core::fmt;
use core::ops::RangeInclusive;
use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote};

/// A shape whose rank only the compiler knows.
#[derive(Clone)]
struct Hidden {
    shape: TokenStream,
    /// The rank that it is likely to have.
    likely_rank: usize,
}

/// The shape of a value: up to three sizes; none if it is unknown because of an error further up.
#[derive(Clone)]
pub(crate) struct Shape {
    sizes: Vec<Size>,
    /// The shape as an expression, where not even its rank is known to the macro; the sizes are the
    /// number of features then.
    hidden: Option<Hidden>,
    /// The names of the axes, for people; as many as sizes, or none.
    names: Vec<String>,
}

/// The values that a layer takes, by the number of their sizes.
#[derive(Clone)]
pub(crate) struct Takes {
    pub(crate) ranks: RangeInclusive<usize>,
    /// These values in words: "images `[C, H, W]`".
    pub(crate) words: &'static str,
    /// The help where a value has another rank.
    pub(crate) instead: &'static str,
}

impl Shape {
    /// The largest number of sizes: channels, rows and columns.
    pub(crate) const MAX_RANK: usize = 3;

    pub(crate) fn new(sizes: Vec<Size>) -> Self {
        Shape { sizes, hidden: None, names: Vec::new() }
    }

    /// The shape `[N]`.
    pub(crate) fn vector(size: Size) -> Self {
        Shape::new(vec![size])
    }

    /// The shape for arithmetic where no size must be zero, as [`Size::at_least_one`].
    pub(crate) fn at_least_one(self) -> Self {
        Shape { sizes: self.sizes.iter().map(Size::at_least_one).collect(), ..self }
    }

    /// A shape that an error hides.
    pub(crate) fn unknown() -> Self {
        Shape::new(Vec::new())
    }

    /// A shape that only the compiler knows: the expression `shape`, with so many `features`. It is
    /// likely to have this rank: that of what the layer takes, for most give signals for signals,
    /// and images for images.
    pub(crate) fn hidden(shape: TokenStream, features: Size, likely_rank: usize) -> Self {
        Shape { sizes: vec![features], hidden: Some(Hidden { shape, likely_rank }), names: Vec::new() }
    }

    /// The shape with names of its axes, as many as sizes.
    pub(crate) fn named(self, names: Vec<String>) -> Self {
        Shape { names, ..self }
    }

    /// The shape with the names of the axes of another one, if it has as many axes, and two or
    /// more. A vector of other features is another axis.
    pub(crate) fn named_as(self, other: &Shape) -> Self {
        let has_as_many = self.rank() == other.rank() && self.rank() > 1;
        if has_as_many && self.names.is_empty() { self.named(other.names.clone()) } else { self }
    }

    /// The names of the axes, none if they have none.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    pub(crate) fn is_known(&self) -> bool {
        !self.sizes.is_empty()
    }

    /// Returns true if the macro does not know the rank.
    pub(crate) fn is_hidden(&self) -> bool {
        self.hidden.is_some()
    }

    /// A size of a shape whose rank only the compiler knows, for the compiler to look up; none
    /// where a const parameter keeps it from being a number.
    pub(crate) fn looked_up(&self, position: usize) -> Option<Size> {
        let Hidden { shape, .. } = self.hidden.as_ref().filter(|_| self.known_to().parameter().is_none())?;
        let span = self.sizes.first().map_or_else(Span::call_site, Size::span);
        let position = Literal::usize_unsuffixed(position);
        Some(Size::output(quote!(#shape.size(#position)), None, None, span))
    }

    /// A shape whose rank only the compiler knows, as one of this rank. Its last size is that of
    /// all axes which are left, so that it has the features of the shape whatever its rank is:
    /// where it is another one, that is the only mistake.
    pub(crate) fn of_rank(&self, rank: usize) -> Option<Shape> {
        let Hidden { shape, .. } = self.hidden.as_ref()?;
        let mut sizes = (0..rank).map(|position| self.looked_up(position)).collect::<Option<Vec<_>>>()?;
        if let Some(last) = sizes.last_mut() {
            let position = Literal::usize_unsuffixed(rank - 1);
            *last = Size::output(quote!(#shape.size_from(#position)), None, None, last.span());
        }
        Some(Shape::new(sizes))
    }

    /// A shape whose rank only the compiler knows, as one of the likeliest of these ranks.
    pub(crate) fn of_ranks(&self, ranks: &RangeInclusive<usize>) -> Option<Shape> {
        let likely = self.likely_rank();
        self.of_rank(if ranks.contains(&likely) { likely } else { *ranks.end() })
    }

    /// The rank, or the likely one where only the compiler knows it.
    pub(crate) fn likely_rank(&self) -> usize {
        self.hidden.as_ref().map_or(self.rank(), |hidden| hidden.likely_rank)
    }

    /// The number of channels, the first of the sizes: looked up where the compiler alone knows it.
    pub(crate) fn channels(&self) -> Option<Size> {
        self.looked_up(0).or_else(|| self.sizes.first().cloned())
    }

    /// The shape as an expression of the library's type, whose module is `rt`.
    pub(crate) fn value(&self, rt: &impl ToTokens) -> TokenStream {
        match &self.hidden {
            Some(Hidden { shape, .. }) => shape.clone(),
            None => {
                let sizes = self.sizes.iter().map(Size::value);
                let names = self.names.iter();
                let named = (!self.names.is_empty()).then(|| quote!(.named(&[#(#names),*])));
                quote!(#rt::Shape::new(&[#(#sizes),*]) #named)
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
        let text = |shape: &Shape| shape.hidden.as_ref().map(|hidden| hidden.shape.to_string());
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
        let axis = |(position, size): (usize, &Size)| match self.names.get(position) {
            Some(name) => format!("{name} = {size}"),
            None => size.to_string(),
        };
        write!(f, "[{}]", join(self.sizes.iter().enumerate().map(axis), ", "))
    }
}
