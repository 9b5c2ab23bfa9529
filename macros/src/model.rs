//! The resolved graph: every step with its sources and shapes. Code generation may assume that it is valid.

use crate::catalogue::{Layer, Place};
use crate::size::{Quantity, Shape, Size};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote_spanned};
use syn::{Attribute, ConstParam, Member, Path, Visibility};

/// A network whose every name and shape is resolved.
pub(crate) struct Network {
    pub(crate) name: Ident,
    pub(crate) vis: Visibility,
    /// What stands on the struct, passed through.
    pub(crate) attrs: Vec<Attribute>,
    /// The `#[cfg(..)]`s of the struct, which every generated item needs.
    pub(crate) cfgs: Vec<Attribute>,
    /// The user's const parameters, with their defaults.
    pub(crate) parameters: Vec<ConstParam>,
    /// The name of the element type's parameter.
    pub(crate) scalar: Ident,
    /// The path of the library.
    pub(crate) krate: Path,
    pub(crate) tuple: bool,
    pub(crate) input: Shape,
    pub(crate) steps: Vec<Step>,
    /// What only the compiler can compare.
    pub(crate) assertions: Vec<Assertion>,
}

/// One step: a layer, what it takes, and what it gives.
pub(crate) struct Step {
    pub(crate) member: Member,
    /// The name of the step: of the field, or its number in a tuple struct.
    pub(crate) name: String,
    pub(crate) vis: Visibility,
    /// What stands on the field, passed through.
    pub(crate) attrs: Vec<Attribute>,
    /// The name in weights files.
    pub(crate) key: String,
    pub(crate) layer: Layer,
    /// The layer's name in the source.
    pub(crate) span: Span,
    pub(crate) from: Vec<Source>,
    pub(crate) inputs: Vec<Shape>,
    pub(crate) output: Shape,
    pub(crate) init: Option<Init>,
    pub(crate) freeze: bool,
}

/// Where a step takes a value from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The network's input.
    Input,
    /// The value of an earlier step.
    Step(usize),
}

/// The initial distribution of a layer's parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Init {
    Default,
    KaimingUniform,
    KaimingNormal,
    XavierUniform,
    XavierNormal,
    Zeros,
}

impl Init {
    /// The names in `#[init(..)]`.
    pub(crate) const NAMES: [(&str, Init); 6] = [
        ("default", Init::Default),
        ("kaiming_uniform", Init::KaimingUniform),
        ("kaiming_normal", Init::KaimingNormal),
        ("xavier_uniform", Init::XavierUniform),
        ("xavier_normal", Init::XavierNormal),
        ("zeros", Init::Zeros),
    ];

    /// The variant of the library's `Init`, which has the same names.
    pub(crate) fn variant(self) -> Ident {
        format_ident!("{self:?}")
    }
}

impl Network {
    /// The shape of the output: that of the last step.
    pub(crate) fn output(&self) -> &Shape {
        self.steps.last().map_or(&self.input, |step| &step.output)
    }

    /// The distribution of a step: the declared one, or the one that its place calls for.
    pub(crate) fn init(&self, position: usize) -> Init {
        let feeds_relu =
            || self.steps.iter().any(|step| step.layer.name() == "Relu" && step.from.contains(&Source::Step(position)));
        match self.steps[position].init {
            Some(init) => init,
            None if feeds_relu() => Init::KaimingUniform,
            None => Init::Default,
        }
    }

    /// The kind of scores of a classifier, as a variant of the library's `Scores`; none if the outputs are no scores.
    pub(crate) fn scores(&self) -> Option<Ident> {
        let last = self.steps.last()?;
        let several = last.output.rank() == 1 && last.output.features().known() != Some(1);
        last.layer.row.scores.filter(|_| several).map(|kind| format_ident!("{kind}"))
    }
}

impl Step {
    /// The type of the field: the layer with its sizes.
    pub(crate) fn field_type(&self, network: &Network) -> TokenStream {
        let (krate, scalar) = (&network.krate, &network.scalar);
        let Step { layer, inputs, output, span, .. } = self;
        (layer.row.runtime)(&Place { layer, krate, scalar, inputs, output, span: *span })
    }

    /// The number of parameters.
    pub(crate) fn params(&self) -> Quantity {
        self.layer.params(&self.inputs, &self.output)
    }

    /// The multiplications and additions, in pairs, of one sample.
    pub(crate) fn macs(&self) -> Quantity {
        self.layer.macs(&self.inputs, &self.output)
    }
}

/// Something about constants that the macro cannot see, for the compiler to check.
pub(crate) struct Assertion {
    pub(crate) claim: Claim,
    pub(crate) span: Span,
}

/// The tokens as if they stood at `span`: the compiler points at the first token of a call that fails.
fn at(span: Span, tokens: TokenStream) -> TokenStream {
    let moved = tokens.into_iter().map(|mut token| {
        token.set_span(token.span().located_at(span));
        token
    });
    moved.collect()
}

/// What must hold.
pub(crate) enum Claim {
    /// Two sizes must be equal: the one that a step takes and the one that it is given.
    Equal { taker: String, takes: Size, giver: String, gives: Size },
    /// A size must not be zero.
    Positive { step: String, size: Size },
    /// A dropout rate must lie in [0, 1).
    Rate { step: String, rate: TokenStream },
}

impl Assertion {
    /// The assertion as an item, which `cargo check` evaluates.
    pub(crate) fn tokens(&self, network: &Network) -> TokenStream {
        let span = self.span;
        let krate = at(span, network.krate.to_token_stream());
        match &self.claim {
            Claim::Equal { taker, takes, giver, gives } => {
                let (takes, gives) = (takes.value(), gives.value());
                quote_spanned!(span=> const _: () = #krate::__private::assert_sizes(#taker, #takes, #giver, #gives);)
            }
            Claim::Positive { step, size } => {
                let size = size.value();
                quote_spanned!(span=> const _: () = #krate::__private::assert_positive(#step, #size);)
            }
            Claim::Rate { step, rate } => {
                quote_spanned!(span=> const _: () = #krate::__private::assert_rate(#step, #rate);)
            }
        }
    }
}
