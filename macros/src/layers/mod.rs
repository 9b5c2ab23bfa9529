//! The built-in layers, one row each: what a layer takes and gives, what it costs, and what it is in the library.

pub(crate) mod custom;
pub(crate) mod elsewhere;
pub(crate) mod rules;
pub(crate) mod tensor;

use crate::model::meaning::{Kind, Rule};
use crate::model::quantity::Quantity;
use crate::model::shape::Shape;
use crate::model::size::{HIDDEN, Size};
use crate::model::text::source_text;
use custom::Foreign;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use rules::Outcome;
use syn::Path;
use tensor::{Tensor, Tensors};

/// One layer.
pub(crate) struct Row {
    /// The name in declarations, which is also the name in the library.
    pub(crate) name: &'static str,
    /// Names that other libraries have for it.
    pub(crate) aliases: &'static [&'static str],
    /// How many values it takes.
    pub(crate) inputs: Inputs,
    /// What stands in its angle brackets.
    pub(crate) arguments: Arguments,
    /// The shape of its output.
    pub(crate) rule: fn(&Layer, &[Shape]) -> Outcome,
    /// Its tensors, by its numbers of inputs and outputs, if it has any.
    pub(crate) tensors: Option<Tensors>,
    /// The type of the field.
    pub(crate) runtime: fn(&Place<'_>) -> TokenStream,
    /// The meaning of its outputs.
    pub(crate) meaning: Rule,
    /// What it computes, and how gradients pass through it.
    pub(crate) formulas: (&'static str, &'static str),
    /// How it can run together with its neighbours.
    pub(crate) fuses: Fuses,
}

/// How a layer can run together with its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fuses {
    /// Only by itself.
    Not,
    /// An activation can be its epilogue, since its outputs are accumulated in registers. `in_pairs`
    /// if it is fully connected besides: two of these can run at once.
    Epilogue { in_pairs: bool },
    /// It is a function of one number at every place; its derivative may follow from the output
    /// alone.
    Activation { has_gradient_of_output: bool },
    /// It changes nothing at inference.
    Identity,
}

/// How many values a layer takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inputs {
    One,
    /// Any number: the layer is not known.
    Any,
    /// Two or more of one shape.
    Equal,
    /// Two or more.
    Several,
}

/// What stands in the angle brackets of a layer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arguments {
    None,
    /// `<OUT>` or `<IN, OUT>`, and `NoBias`.
    Sizes,
    /// A probability.
    Rate,
    /// A type that implements a trait of the library: a function of the user's.
    Function,
}

/// What the type of a field is made of.
pub(crate) struct Place<'a> {
    pub(crate) layer: &'a Layer,
    pub(crate) krate: &'a Path,
    pub(crate) scalar: &'a Ident,
    pub(crate) inputs: &'a [Shape],
    pub(crate) output: &'a Shape,
    pub(crate) span: Span,
}

/// A layer as it is declared: its row, and its arguments.
#[derive(Clone)]
pub(crate) struct Layer {
    pub(crate) row: &'static Row,
    name: String,
    /// The size of the input, where it is said.
    pub(crate) takes: Option<Size>,
    /// The size of the output, where the layer has one of its own.
    pub(crate) gives: Option<Size>,
    pub(crate) bias: bool,
    pub(crate) rate: Option<TokenStream>,
    pub(crate) function: Option<TokenStream>,
    /// The type of a layer that is not built in.
    pub(crate) foreign: Option<Foreign>,
}

impl Row {
    /// Whether other libraries call it so.
    pub(crate) fn is_known_as(&self, name: &str) -> bool {
        self.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
    }

    /// Whether the output has the shape of the input.
    pub(crate) fn keeps_size(&self) -> bool {
        self.inputs == Inputs::One && self.arguments != Arguments::Sizes && self.name != "Flatten"
    }
}

impl Layer {
    pub(crate) fn new(row: &'static Row) -> Self {
        let name = row.name.to_owned();
        Layer { row, name, takes: None, gives: None, bias: true, rate: None, function: None, foreign: None }
    }

    /// A layer that is not built in.
    pub(crate) fn foreign(foreign: Foreign) -> Self {
        Layer { name: foreign.name.clone(), foreign: Some(foreign), ..Self::new(&FOREIGN) }
    }

    /// A layer that applies a function of the user's.
    pub(crate) fn of_function(row: &'static Row, function: TokenStream) -> Self {
        let name = format!("{}<{}>", row.name, source_text(&function));
        Layer { name, function: Some(function), ..Self::new(row) }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Whether the layer has parameters, or may have some.
    pub(crate) fn has_parameters(&self) -> bool {
        self.row.tensors.is_some() || self.foreign.is_some()
    }

    /// Whether the layer could not be read.
    pub(crate) fn is_unknown(&self) -> bool {
        self.name == UNKNOWN.name
    }

    /// Whether its inputs come as an array.
    pub(crate) fn takes_equal_inputs(&self) -> bool {
        self.row.inputs == Inputs::Equal
    }

    pub(crate) fn formulas(&self) -> (&'static str, &'static str) {
        self.row.formulas
    }

    /// The number of inputs that the layer says it takes, or is given.
    fn inputs(&self, inputs: &[Shape]) -> Size {
        self.takes
            .clone()
            .unwrap_or_else(|| inputs.first().map_or_else(|| Size::new(0, Span::call_site()), Shape::features))
    }

    /// The tensors of a built-in layer.
    pub(crate) fn tensors(&self, inputs: &[Shape], output: &Shape) -> Vec<Tensor> {
        self.row.tensors.map(|tensors| tensors(self, &self.inputs(inputs), &output.features())).unwrap_or_default()
    }

    pub(crate) fn params(&self, inputs: &[Shape], output: &Shape) -> Quantity {
        if let Some(foreign) = &self.foreign {
            return Quantity::Expression(foreign.count(inputs), HIDDEN.into());
        }
        let counts = self.tensors(inputs, output).into_iter().map(|tensor| tensor.count());
        counts.reduce(Quantity::plus).unwrap_or(Quantity::ZERO)
    }
}

/// The row of a name.
pub(crate) fn find(name: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.name == name)
}

/// The row that someone who writes `name` surely means: what other libraries call it, or one slip of the finger in a longer name. Anything else may be a
/// layer of the user's.
pub(crate) fn nearest(name: &str) -> Option<&'static Row> {
    const LONG: usize = 5;
    let is_slip = |row: &Row| {
        let distance = strsim::damerau_levenshtein(&name.to_lowercase(), &row.name.to_lowercase());
        row.name.len() >= LONG && distance == 1 && name.chars().all(char::is_alphabetic)
    };
    ROWS.iter().find(|row| row.is_known_as(name) || row.name.eq_ignore_ascii_case(name) || is_slip(row))
}

const ACTIVATION: Row = Row {
    name: "",
    aliases: &[],
    inputs: Inputs::One,
    arguments: Arguments::None,
    rule: rules::same,
    tensors: None,
    runtime: pointwise,
    meaning: Rule::Is(Kind::Values),
    formulas: ("", ""),
    fuses: Fuses::Activation { has_gradient_of_output: true },
};

/// What other layers have in common.
const OTHER: Row = Row { fuses: Fuses::Not, ..ACTIVATION };

const DISTRIBUTION: Row = Row { rule: rules::same_vector, runtime: columnwise, ..OTHER };

/// Stands for a layer that could not be read.
pub(crate) static UNKNOWN: Row =
    Row { name: "?", inputs: Inputs::Any, rule: rules::unknown, meaning: Rule::Is(Kind::Logits), ..OTHER };

/// Stands for all layers that are not built in.
static FOREIGN: Row = Row {
    inputs: Inputs::Any,
    rule: rules::foreign,
    meaning: Rule::Foreign,
    runtime: foreign,
    formulas: ("see the layer", "see the layer"),
    ..OTHER
};

/// All layers.
pub(crate) static ROWS: &[Row] = &[
    Row {
        name: "Linear",
        aliases: &["Dense", "FullyConnected", "Fc", "InnerProduct"],
        arguments: Arguments::Sizes,
        rule: rules::linear,
        tensors: Some(linear_tensors),
        runtime: linear,
        meaning: Rule::Is(Kind::Logits),
        formulas: ("y = W·x + b", "dx = Wᵀ·dy,  dW = dy·xᵀ,  db = dy"),
        fuses: Fuses::Epilogue { in_pairs: true },
        ..OTHER
    },
    Row { name: "Relu", formulas: ("y = max(0, x)", "dx = dy where x > 0, else 0"), ..ACTIVATION },
    Row { name: "Tanh", formulas: ("y = tanh(x)", "dx = dy ⊙ (1 - y²)"), ..ACTIVATION },
    Row {
        name: "Sigmoid",
        aliases: &["Logistic"],
        formulas: ("y = 1 / (1 + exp(-x))", "dx = dy ⊙ y ⊙ (1 - y)"),
        ..ACTIVATION
    },
    Row {
        name: "Softmax",
        meaning: Rule::Is(Kind::Probabilities),
        formulas: ("y = exp(x) / Σ exp(x)", "dx = y ⊙ (dy - Σ dy ⊙ y)"),
        ..DISTRIBUTION
    },
    Row {
        name: "LogSoftmax",
        meaning: Rule::Is(Kind::LogProbabilities),
        formulas: ("y = x - ln Σ exp(x)", "dx = dy - exp(y)·Σ dy"),
        ..DISTRIBUTION
    },
    Row {
        name: "Pointwise",
        arguments: Arguments::Function,
        formulas: ("y = f(x), for each feature", "dx = dy ⊙ f'(x)"),
        fuses: Fuses::Activation { has_gradient_of_output: false },
        ..ACTIVATION
    },
    Row {
        name: "Columnwise",
        arguments: Arguments::Function,
        meaning: Rule::Function,
        formulas: ("y = f(x), for each sample", "dx = dy·df/dx"),
        ..DISTRIBUTION
    },
    Row {
        name: "Dropout",
        arguments: Arguments::Rate,
        runtime: dropout,
        meaning: Rule::Input,
        formulas: ("y = m ⊙ x in training, with m = 0 or 1/(1 - p) at random; y = x at inference", "dx = m ⊙ dy"),
        fuses: Fuses::Identity,
        ..OTHER
    },
    Row {
        name: "Flatten",
        aliases: &["Reshape"],
        rule: rules::flat,
        runtime: sized,
        meaning: Rule::Input,
        formulas: ("y = x, as a flat vector", "dx = dy"),
        fuses: Fuses::Identity,
        ..OTHER
    },
    Row {
        name: "Add",
        inputs: Inputs::Equal,
        rule: rules::equal,
        runtime: counted,
        meaning: Rule::Joined("Combined"),
        formulas: ("y = x1 + x2 + …", "dx1 = dx2 = … = dy"),
        ..OTHER
    },
    Row {
        name: "Max",
        aliases: &["Maximum"],
        inputs: Inputs::Equal,
        rule: rules::equal,
        runtime: counted,
        meaning: Rule::Joined("Combined"),
        formulas: ("y = max(x1, x2, …), elementwise", "dxk = dy where xk is the largest, else 0"),
        ..OTHER
    },
    Row {
        name: "Concat",
        aliases: &["Cat", "Concatenate"],
        inputs: Inputs::Several,
        rule: rules::stacked,
        runtime: concat,
        meaning: Rule::Joined("Concatenated"),
        formulas: ("y = (x1; x2; …)", "dxk = the rows of dy that came from xk"),
        ..OTHER
    },
];

fn linear_tensors(layer: &Layer, inputs: &Size, outputs: &Size) -> Vec<Tensor> {
    let weight = Tensor { name: "weight", sizes: vec![outputs.clone(), inputs.clone()] };
    let bias = layer.bias.then(|| Tensor { name: "bias", sizes: vec![outputs.clone()] });
    [weight].into_iter().chain(bias).collect()
}

impl Place<'_> {
    /// The layer's name in the library, where editors find its documentation.
    fn path(&self) -> TokenStream {
        let (krate, name) = (self.krate, spanned(self.layer.row.name, self.span));
        quote!(#krate::layer::#name)
    }

    /// The function that the layer applies: the user's, or the one with the name of the layer.
    fn function(&self) -> TokenStream {
        self.layer.function.clone().unwrap_or_else(|| self.path())
    }

    fn features(&self) -> TokenStream {
        self.output.features().argument()
    }
}

fn foreign(place: &Place<'_>) -> TokenStream {
    place.layer.foreign.as_ref().map_or_else(TokenStream::new, |foreign| foreign.field(place.inputs, place.scalar))
}

fn linear(place: &Place<'_>) -> TokenStream {
    let (path, scalar, krate) = (place.path(), place.scalar, place.krate);
    // What is given, not what is said: a difference has been reported, and need not be by the compiler as well. It can be the
    // compiler's business alone, though.
    let given = place.inputs.first().map(Shape::features);
    let inputs = given.filter(|size| size.needed_parameter().is_none()).or_else(|| place.layer.takes.clone());
    let inputs = inputs.map(|size| size.argument());
    let outputs = place.features();
    let bias = (!place.layer.bias).then(|| quote!(, #krate::layer::NoBias));
    quote!(#path<#scalar, #inputs, #outputs #bias>)
}

fn pointwise(place: &Place<'_>) -> TokenStream {
    let (function, krate, size) = (place.function(), place.krate, place.features());
    quote!(#krate::layer::Pointwise<#function, #size>)
}

fn columnwise(place: &Place<'_>) -> TokenStream {
    let (function, krate, size) = (place.function(), place.krate, place.features());
    quote!(#krate::layer::Columnwise<#function, #size>)
}

fn sized(place: &Place<'_>) -> TokenStream {
    let (path, size) = (place.path(), place.features());
    quote!(#path<#size>)
}

fn dropout(place: &Place<'_>) -> TokenStream {
    let (path, size, rate) = (place.path(), place.features(), &place.layer.rate);
    quote!(#path<#size, { ::core::primitive::f64::to_bits(#rate) }>)
}

fn counted(place: &Place<'_>) -> TokenStream {
    let (path, size) = (place.path(), place.features());
    let count = Size::new(place.inputs.len(), place.span).argument();
    quote!(#path<#size, #count>)
}

fn concat(place: &Place<'_>) -> TokenStream {
    let (path, krate, size) = (place.path(), place.krate, place.features());
    let mut inputs: Vec<_> = place
        .inputs
        .iter()
        .map(|input| {
            let size = input.features().argument();
            quote!(#krate::nalgebra::Const<#size>)
        })
        .collect();
    let last = inputs.pop().unwrap_or_default();
    let inputs = inputs.into_iter().rev().fold(last, |rest, input| quote!((#input, #rest)));
    quote!(#path<#inputs, #size>)
}

/// A name in the library with the user's span, so that editors lead from the declaration to the layer.
pub(crate) fn spanned(name: &str, span: Span) -> TokenStream {
    let name = Ident::new(name, span);
    quote_spanned!(span=> #name)
}
