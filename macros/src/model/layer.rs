//! The trait of a declared layer: everything that the macro asks a layer, built in or the user's.
//!
//! The order is that of a declaration's way through the macro. A layer is read from the type of its
//! field, it is [`given`](Given) shapes and gives one or words a [`Problem`], and it is asked for
//! what generated code needs.

use super::arithmetic::Incomputable;
use super::assertion::{Claim, InputsClaim};
use super::layout::Layout;
use super::meaning::Rule;
use super::quantity::Quantity;
use super::shape::{Shape, Takes};
use super::size::{KnownTo, Size};
use proc_macro2::{Span, TokenStream};
use syn::TypePath;

pub(crate) use super::context::TypeContext;

/// A layer as it stands in a declaration.
pub(crate) trait DeclaredLayer {
    /// Its name in messages, tables and documentation.
    fn name(&self) -> &str;

    /// The values that its only input may be, if it needs to know the number of their sizes: a
    /// shape that only the compiler knows is seen as one with the likeliest number, which the
    /// compiler checks.
    fn takes(&self) -> Option<Takes> {
        None
    }

    /// Applies its rule to what it is given.
    fn output(&self, given: &Given<'_>) -> Outcome;

    /// Returns the type of the field.
    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream;

    /// Describes what it computes, and how gradients pass through it.
    fn formulas(&self) -> Formulas;

    /// Returns the meaning of its outputs.
    fn meaning(&self, context: &TypeContext<'_>) -> Rule;

    /// Returns true if it has parameters, or may have some.
    fn has_parameters(&self) -> bool {
        false
    }

    /// Its tensors, in the order of the library; none if only the compiler knows them.
    fn tensors(&self, _: &TypeContext<'_>) -> Option<Vec<TensorSpec>> {
        Some(Vec::new())
    }

    /// The number of its parameters, statistics not counted.
    fn params(&self, context: &TypeContext<'_>) -> Quantity {
        let tensors = self.tensors(context).unwrap_or_default();
        let trained = tensors.iter().filter(|tensor| !tensor.is_statistic).map(TensorSpec::count);
        trained.reduce(Quantity::plus).unwrap_or(Quantity::ZERO)
    }

    /// Returns true if inference needs working memory besides input and output. Its type in the
    /// library says how much, for a sample and for a call.
    fn has_scratch(&self) -> bool {
        false
    }

    /// Returns `true` if training passes may change statistics of the layer.
    fn has_statistics(&self) -> bool {
        false
    }

    /// Returns true if features of its input may have to be indices of classes. Its type in the
    /// library says which.
    fn has_indices(&self) -> bool {
        false
    }

    /// Returns the position, among the features of all inputs one behind the other, from which on
    /// its outputs are copies of them; none if it computes them.
    fn copies_from(&self, _: &TypeContext<'_>) -> Option<Size> {
        None
    }

    /// Returns how it can run together with its neighbours.
    fn fuses(&self) -> Fuses {
        Fuses::Not
    }

    /// Returns how it runs frame by frame, over signals.
    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::AsItSays
    }

    /// Returns its part where a batch normalisation is folded into the step before it.
    fn folding(&self) -> Folding {
        Folding::None
    }

    /// Returns what the layer above it is initialised for.
    fn gain(&self) -> Gain {
        Gain::Linear
    }

    /// Returns true if its parameters begin in a way of their own whatever follows.
    fn has_own_init(&self) -> bool {
        false
    }

    /// Returns the form in which it takes its inputs.
    fn form(&self, _: &TypeContext<'_>) -> Form {
        Form::Pairs
    }

    /// Returns true if its output has the shape of its only input, whatever that is: for the size
    /// of its output, messages then point above it.
    fn keeps_shape(&self) -> bool {
        false
    }

    /// Returns true if the axes of an output with as many sizes as its input are those of the
    /// input, and keep their names.
    fn keeps_axes(&self) -> bool {
        true
    }

    /// The shape that it says it takes.
    fn declared_input(&self) -> Option<Shape> {
        None
    }

    /// The shape that it gives whatever it takes.
    fn declared_output(&self) -> Option<Shape> {
        None
    }

    /// The layer written so that it gives so many features; none if its own arguments do not say
    /// how many it gives.
    fn resized(&self, _features: &str) -> Option<String> {
        None
    }

    /// The layer written so that it gives a vector in the place of a sequence; none if it cannot.
    fn as_vector(&self) -> Option<String> {
        None
    }

    /// Returns true if it is a type of the user's, of which the macro sees only the path: mistakes
    /// that the compiler finds are about it.
    fn is_opaque(&self) -> bool {
        false
    }

    /// Its type over `f32` as the user has written it, with every `_` filled in; none of a built-in
    /// layer.
    fn written(&self, _: &TypeContext<'_>) -> Option<TypePath> {
        None
    }

    /// Items beside the struct, which the type of the field names.
    fn items(&self, _: &TypeContext<'_>) -> Vec<TokenStream> {
        Vec::new()
    }
}

/// Formulas of a layer, forward and backward.
#[derive(Clone, Copy)]
pub(crate) struct Formulas {
    pub(crate) forward: &'static str,
    pub(crate) backward: &'static str,
}

/// The ways in which a layer can run together with its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fuses {
    /// Only by itself.
    Not,
    /// An activation can be its epilogue, since its outputs are accumulated in registers.
    Epilogue { then: Then },
    /// It is a pool whose windows share no rows: a convolution can give it the rows of a window as
    /// soon as they are there.
    Pool,
    /// It is a function of one number at every place; its derivative may follow from the output
    /// alone.
    Activation { has_gradient_of_output: bool },
    /// It changes nothing at inference.
    Identity,
}

/// The parts of layers where a batch normalisation is folded into the step before it.
pub(crate) enum Folding {
    None,
    /// It takes one in: its outputs are sums, weighted by the tensor `weight`, whose first size is
    /// the number of channels, and the tensor `bias`. The layer is the same with a bias.
    Takes(Box<dyn DeclaredLayer>),
    /// It is one, with this epsilon, if the macro knows it.
    Is {
        epsilon: Option<f64>,
    },
}

/// The ways in which a layer over signals can run frame by frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Streams {
    /// Each frame gives one of the output.
    EveryFrame,
    /// Its type in the library says it, if that implements `Streaming`.
    AsItSays,
    /// It cannot.
    Not {
        /// The reason, as in "normalizes the numbers of all frames together".
        does: String,
        /// The help; none if another layer must take its place.
        help: Option<String>,
    },
}

impl Streams {
    /// It cannot, since it `does` this.
    pub(crate) fn not(does: &str) -> Self {
        Streams::Not { does: does.into(), help: None }
    }
}

/// The layer with which one that has an epilogue can run besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Then {
    /// None.
    Nothing,
    /// Another one of its kind: both are fully connected.
    FullyConnected,
    /// A pool behind it: it is a convolution, and computes row by row.
    Pool,
}

/// The reason for the scale of the initial weights in the layer above. Where a value is taken by
/// several layers, the later in this list decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gain {
    /// Values are passed on as they are, or nothing is known.
    Linear,
    /// Values are nearly linear at 0, and bounded.
    Saturating,
    /// Values keep the mean 0 and the variance 1 by themselves.
    SelfNormalizing,
    /// Half of the values become zero or small.
    Rectifier,
    /// Values are passed on in another form, and what takes them decides.
    PassedOn,
}

/// The form in which a layer takes its inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// One as it is, several as nested pairs.
    Pairs,
    /// Several of one size as an array.
    Array,
    /// The form that its implementation declares.
    Declared,
}

/// A tensor of a built-in layer.
pub(crate) struct TensorSpec {
    /// Its name in the layer.
    pub(crate) name: &'static str,
    /// Its sizes, any number of them: `[out, in]` for a weight.
    pub(crate) shape: Vec<Size>,
    /// True for what a layer has seen and is not trained.
    pub(crate) is_statistic: bool,
    /// The order of its elements, where that does not follow from its shape: of a matrix that is
    /// nested arrays whatever its sizes are, and of the filters of a convolution.
    pub(crate) layout: Option<Layout>,
}

impl TensorSpec {
    /// A tensor that is trained.
    pub(crate) fn trained(name: &'static str, shape: Vec<Size>) -> Self {
        TensorSpec { name, shape, is_statistic: false, layout: None }
    }

    /// A tensor that a layer has seen, and that is not trained.
    pub(crate) fn statistic(name: &'static str, shape: Vec<Size>) -> Self {
        TensorSpec { is_statistic: true, ..Self::trained(name, shape) }
    }

    /// The tensor with its elements in this order.
    pub(crate) fn laid_out(self, layout: Layout) -> Self {
        TensorSpec { layout: Some(layout), ..self }
    }

    /// The number of its elements.
    pub(crate) fn count(&self) -> Quantity {
        self.shape.iter().rev().map(Quantity::of).reduce(Quantity::times).unwrap_or(Quantity::Known(1))
    }
}

/// The values that a layer is given.
pub(crate) struct Given<'a> {
    /// The name of its step.
    pub(crate) step: &'a str,
    /// The names of the steps whose values it takes, or `input`.
    pub(crate) givers: &'a [String],
    /// The shapes of these values, all of which are known.
    pub(crate) inputs: &'a [Shape],
    /// True if the network runs frame by frame too, so that nothing may take all frames at once.
    pub(crate) is_stream: bool,
}

impl Given<'_> {
    /// The claim, for the compiler to check, that an input has the shape that the layer takes.
    pub(crate) fn claim(&self, input: usize, takes: Shape) -> Claim {
        let (taker, giver) = (self.step.to_owned(), self.givers[input].clone());
        Claim::Equal { taker, takes, giver, gives: self.inputs[input].clone(), is_stream: self.is_stream }
    }

    /// The claim that an input has so many features as the shape that a layer lays it out in.
    pub(crate) fn reshaped_claim(&self, input: usize, shape: Shape) -> Claim {
        let (step, giver) = (self.step.to_owned(), self.givers[input].clone());
        Claim::Reshaped { step, shape, giver, features: self.inputs[input].features() }
    }
}

/// The result of a layer's rule. The output is the best guess where there is a problem, so that the
/// steps below can be checked all the same.
pub(crate) struct Outcome {
    pub(crate) output: Shape,
    pub(crate) problem: Option<Problem>,
    /// Claims that only the compiler can check.
    pub(crate) claims: Vec<Claim>,
    /// A claim that it can check only once the const parameters of the network have values.
    pub(crate) late: Option<InputsClaim>,
}

impl Outcome {
    pub(crate) fn good(output: Shape) -> Self {
        Outcome { output, problem: None, claims: Vec::new(), late: None }
    }

    pub(crate) fn bad(output: Option<Shape>, problem: Problem) -> Self {
        Outcome { problem: Some(problem), ..Self::good(output.unwrap_or_else(Shape::unknown)) }
    }
}

/// A mistake in what a layer is given, worded by the rule that has found it.
pub(crate) struct Problem {
    /// The mistake: expected, found, and where that came from.
    pub(crate) what: String,
    pub(crate) help: Help,
    /// The inputs that have a part in it, by their position: what gives them is pointed at.
    pub(crate) inputs: Vec<usize>,
    /// The argument that is wrong, if it is one; else the name of the layer is pointed at.
    pub(crate) argument: Option<Span>,
}

/// The help on a problem.
pub(crate) enum Help {
    /// This.
    Text(String),
    /// This, or to have the first input give `features`: the step that decides it is named.
    OrResize { text: String, features: String },
    /// This, or to have the first input be a vector, if the step that gives it can.
    OrVector { text: String },
}

impl Problem {
    pub(crate) fn new(what: String, help: impl Into<String>, inputs: &[usize]) -> Self {
        Problem { what, help: Help::Text(help.into()), inputs: inputs.to_vec(), argument: None }
    }

    /// The problem with the argument that stands at `span`.
    pub(crate) fn at(self, span: Span) -> Self {
        Problem { argument: Some(span), ..self }
    }

    /// `number` of the step cannot be computed.
    pub(crate) fn incomputable(given: &Given<'_>, number: &str, reason: &Incomputable) -> Self {
        let (what, help) = reason.explain(&format!("the number of {number} of `{}`", given.step));
        Problem::new(what, help, &[])
    }

    /// The problem if the size of an input, which stands in the type of the layer, cannot be
    /// written as a number there.
    pub(crate) fn obstacle(given: &Given<'_>, known_to: &KnownTo) -> Option<Self> {
        let reason = Incomputable::Parameter(known_to.obstacle()?.to_string());
        Some(Self::incomputable(given, "inputs", &reason))
    }
}
