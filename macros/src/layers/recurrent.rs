//! Recurrent layers: `Rnn<H>`, `Gru<H>` and `Lstm<H>` over sequences `[C, L]`.

use super::arguments::{Choice, Reader, SizeName};
use crate::model::arithmetic::Incomputable;
use crate::model::layer::{DeclaredLayer, Formulas, Given, Outcome, Problem, Streams, TensorSpec, TypeContext};
use crate::model::layout::Layout;
use crate::model::meaning::{Kind, Rule};
use crate::model::quantity::Quantity;
use crate::model::shape::{Shape, Takes};
use crate::model::size::{KnownTo, Size};
use crate::model::text::join;
use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;

const UNITS: SizeName =
    SizeName { what: "the number of its units", short: "H", example: "32", means: "a state of 32 numbers" };

/// The most layers in one step, which is that of the library.
const MAX_LAYERS: usize = 16;

/// The kind of a recurrent layer.
struct Unit {
    /// The gates, each a row of units in every tensor.
    gates: usize,
    /// The type of the unit in the library, where it is not that of the layer's name.
    other: Option<&'static str>,
    formulas: Formulas,
}

const TANH: Unit = Unit {
    gates: 1,
    other: None,
    formulas: Formulas {
        forward: "h' = tanh(W_ih·x + b_ih + W_hh·h + b_hh)",
        backward: "dp = dh' ⊙ (1 - h'²),  dx = W_ihᵀ·dp,  dh = W_hhᵀ·dp,  dW_ih = Σ dp·xᵀ,  dW_hh = Σ dp·hᵀ,  db = Σ dp",
    },
};

const RELU: Unit = Unit {
    gates: 1,
    other: Some("ReluUnit"),
    formulas: Formulas {
        forward: "h' = max(W_ih·x + b_ih + W_hh·h + b_hh, 0)",
        backward: "dp = dh' where h' > 0,  dx = W_ihᵀ·dp,  dh = W_hhᵀ·dp,  dW_ih = Σ dp·xᵀ,  dW_hh = Σ dp·hᵀ,  db = Σ dp",
    },
};

const GRU: Unit = Unit {
    gates: 3,
    other: None,
    formulas: Formulas {
        forward: "h' = (1 - z) ⊙ n + z ⊙ h, with p = W_ih·x + b_ih, q = W_hh·h + b_hh, r = σ(p_r + q_r), \
                  z = σ(p_z + q_z), n = tanh(p_n + r ⊙ q_n)",
        backward: "dx = W_ihᵀ·dp,  dh = W_hhᵀ·dq + dh' ⊙ z,  dW_ih = Σ dp·xᵀ,  dW_hh = Σ dq·hᵀ,  db_ih = Σ dp,  \
                   db_hh = Σ dq",
    },
};

const LSTM: Unit = Unit {
    gates: 4,
    other: None,
    formulas: Formulas {
        forward: "c' = f ⊙ c + i ⊙ g and h' = o ⊙ tanh(c'), with p = W_ih·x + b_ih + W_hh·h + b_hh, i = σ(p_i), \
                  f = σ(p_f), g = tanh(p_g), o = σ(p_o)",
        backward: "dx = W_ihᵀ·dp,  dh = W_hhᵀ·dp,  dc = dc' ⊙ f,  dW_ih = Σ dp·xᵀ,  dW_hh = Σ dp·hᵀ,  db = Σ dp",
    },
};

macro_rules! names {
    ($($layer:literal)*) => {
        [$([
            names!(@direction $layer ""),
            names!(@direction $layer "_reverse"),
        ]),*]
    };
    (@direction $layer:literal $suffix:literal) => {
        [
            concat!("weight_ih_l", $layer, $suffix),
            concat!("weight_hh_l", $layer, $suffix),
            concat!("bias_ih_l", $layer, $suffix),
            concat!("bias_hh_l", $layer, $suffix),
        ]
    };
}

/// PyTorch's names of the tensors of each layer in each direction.
const NAMES: [[[&str; 4]; 2]; MAX_LAYERS] = names!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);

struct Recurrent {
    name: &'static str,
    unit: Unit,
    hidden: Size,
    layers: usize,
    is_bidirectional: bool,
    is_reversed: bool,
    /// True if the output is the last state.
    is_last: bool,
    has_bias: bool,
}

pub(super) fn rnn(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let unit = if reader.flag("Relu", "Tanh")? { RELU } else { TANH };
    read(reader, unit)
}

pub(super) fn gru(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    read(reader, GRU)
}

pub(super) fn lstm(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    read(reader, LSTM)
}

fn read(reader: &mut Reader<'_>, unit: Unit) -> syn::Result<Box<dyn DeclaredLayer>> {
    let has_bias = !reader.flag("NoBias", "WithBias")?;
    let is_last = reader.has_option("Last")?;
    let layers = layers(reader)?;
    let choice = |name| Choice { name, count: 0..=0, may_be_zero: false };
    let direction = reader.choice(&[choice("Bidirectional"), choice("Reverse")])?.map(|(name, _)| name);
    let (is_bidirectional, is_reversed) = (direction == Some("Bidirectional"), direction == Some("Reverse"));
    let hidden = reader.size(&UNITS)?;
    let name = reader.name();
    Ok(Box::new(Recurrent { name, unit, hidden, layers, is_bidirectional, is_reversed, is_last, has_bias }))
}

/// The number in `Layers<2>`, on which the names of the tensors depend.
fn layers(reader: &mut Reader<'_>) -> syn::Result<usize> {
    let Some(sizes) = reader.option("Layers", 1..=1)? else { return Ok(1) };
    let size = sizes.into_iter().next().unwrap_or_else(|| number(1));
    match size.known() {
        Some(layers) if layers <= MAX_LAYERS => Ok(layers),
        Some(layers) => {
            let message = format!(
                "{layers} layers are more than {MAX_LAYERS} in one step\n\
                 help: divide them among several steps, each over the sequence of the one above it"
            );
            Err(syn::Error::new(size.span(), message))
        }
        None => {
            let message = format!(
                "the number of layers must be written as a number, since the names of tensors depend on it: \
                 `Layers<{size}>` is not\n\
                 help: write `Layers<2>`, or a step for each layer"
            );
            Err(syn::Error::new(size.span(), message))
        }
    }
}

fn number(number: usize) -> Size {
    Size::new(number, Span::call_site())
}

impl Recurrent {
    fn directions(&self) -> usize {
        if self.is_bidirectional { 2 } else { 1 }
    }

    /// The numbers of a frame of the states: those of both directions.
    fn width(&self) -> Result<Size, Incomputable> {
        Size::product(&[number(self.directions()), self.hidden.clone()])
    }

    /// The shape of the output over so many frames.
    fn shape(&self, frames: &Size) -> Result<Shape, Incomputable> {
        let width = self.width()?;
        let shape = Shape::new(if self.is_last { vec![width] } else { vec![width, frames.clone()] });
        shape.try_features().map(|_| shape)
    }

    /// A number for each unit of each gate.
    fn rows(&self) -> Size {
        let rows = Size::product(&[number(self.unit.gates), self.hidden.clone()]);
        rows.unwrap_or_else(|_| {
            let (gates, hidden) = (Literal::usize_unsuffixed(self.unit.gates), self.hidden.value());
            let parameter = match self.hidden.known_to() {
                KnownTo::Parameter(name) | KnownTo::Instance(name) => Some(name),
                KnownTo::Macro | KnownTo::Compiler => None,
            };
            Size::output(quote!(#gates * #hidden), None, parameter, self.hidden.span())
        })
    }

    /// The inputs of a layer, given those of the first.
    fn inputs(&self, layer: usize, channels: &Size) -> Size {
        if layer == 0 { channels.clone() } else { self.width().unwrap_or_else(|_| self.hidden.clone()) }
    }

    /// The problem that a weight is too large for any machine.
    fn too_large(&self, given: &Given<'_>, channels: &Size) -> Option<Problem> {
        let inputs = [channels.clone(), self.hidden.clone()];
        inputs.into_iter().find_map(|inputs| {
            match Size::product(&[number(self.unit.gates), self.hidden.clone(), inputs]) {
                Err(reason @ Incomputable::TooLarge(_)) => Some(Problem::incomputable(given, "weights", &reason)),
                _ => None,
            }
        })
    }
}

impl DeclaredLayer for Recurrent {
    fn name(&self) -> &str {
        self.name
    }

    fn takes(&self) -> Option<Takes> {
        let instead = "a step `Reshape<C, L>` in front of it makes a sequence of another value";
        Some(Takes { ranks: 2..=2, words: "a sequence `[C, L]`", instead })
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        let input = &given.inputs[0];
        let [channels, frames] = input.sizes() else {
            let output = self.is_last.then(|| self.shape(&number(1)).ok()).flatten();
            return Outcome::bad(output, not_a_sequence(given));
        };
        if let Some(problem) = Problem::obstacle(given, &input.known_to()) {
            return Outcome::bad(None, problem);
        }
        match (self.shape(frames), self.too_large(given, channels)) {
            (Ok(shape), None) => Outcome::good(shape),
            (Ok(shape), Some(problem)) => Outcome::bad(Some(shape), problem),
            (Err(reason), _) => Outcome::bad(None, Problem::incomputable(given, "features", &reason)),
        }
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (path, scalar) = (context.path(self.name), context.scalar);
        let (inputs, outputs) = (context.features(0).argument(), context.output_features().argument());
        let (channels, frames) = (context.size(0, 0).argument(), context.size(0, 1).argument());
        let (hidden, upper) = (self.hidden.argument(), self.layers - 1);
        // Without layers above the first nothing is as wide.
        let width = if upper == 0 { number(1) } else { self.width().unwrap_or_else(|_| number(1)) };
        let (width, upper) = (width.argument(), Literal::usize_unsuffixed(upper));
        let directions = Literal::usize_unsuffixed(self.directions());
        let (is_reversed, is_last) = (self.is_reversed, self.is_last);
        let bias = context.library(if self.has_bias { "WithBias" } else { "NoBias" });
        let unit = self.unit.other.map(|unit| context.library(unit));
        let options = match unit {
            Some(unit) => quote!(, #bias, #unit),
            None if self.has_bias => TokenStream::new(),
            None => quote!(, #bias),
        };
        quote!(
            #path<
                #scalar, #inputs, #outputs, #channels, #frames, #hidden, #width, #upper, #directions, #is_reversed,
                #is_last #options
            >
        )
    }

    fn formulas(&self) -> Formulas {
        self.unit.formulas
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        if self.is_bidirectional || self.is_reversed {
            return Streams::Not {
                does: "begins at the end of the signal".into(),
                help: Some("leave `Bidirectional` and `Reverse` out: a stream knows what was, not what comes".into()),
            };
        }
        Streams::EveryFrame
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Is(Kind::Values)
    }

    fn has_parameters(&self) -> bool {
        true
    }

    fn has_scratch(&self) -> bool {
        true
    }

    fn has_own_init(&self) -> bool {
        true
    }

    fn tensors(&self, context: &TypeContext<'_>) -> Option<Vec<TensorSpec>> {
        let (rows, channels) = (self.rows(), context.size(0, 0));
        let mut tensors = Vec::new();
        for (layer, names) in NAMES.iter().enumerate().take(self.layers) {
            for [weight_ih, weight_hh, biases @ ..] in names.iter().take(self.directions()) {
                let weights = [(*weight_ih, self.inputs(layer, &channels)), (*weight_hh, self.hidden.clone())];
                tensors.extend(weights.map(|(name, inputs)| {
                    TensorSpec::trained(name, vec![rows.clone(), inputs]).laid_out(Layout::ColumnMajor)
                }));
                if self.has_bias {
                    tensors.extend(biases.map(|name| TensorSpec::trained(name, vec![rows.clone()])));
                }
            }
        }
        Some(tensors)
    }

    /// The products are written out, since those of a const parameter are no sizes.
    fn params(&self, context: &TypeContext<'_>) -> Quantity {
        let rows = || Quantity::Known(self.unit.gates as u64).times(Quantity::of(&self.hidden));
        let channels = context.size(0, 0);
        let of_layer = |layer: usize| {
            let inputs = [self.inputs(layer, &channels), self.hidden.clone()];
            let weights = inputs.iter().map(|inputs| rows().times(Quantity::of(inputs)));
            let biases = (0..if self.has_bias { 2 } else { 0 }).map(|_| rows());
            weights.chain(biases).reduce(Quantity::plus).unwrap_or(Quantity::ZERO)
        };
        let directions = (0..self.layers).flat_map(|layer| (0..self.directions()).map(move |_| layer));
        directions.map(of_layer).reduce(Quantity::plus).unwrap_or(Quantity::ZERO)
    }

    fn declared_output(&self) -> Option<Shape> {
        self.is_last.then(|| self.shape(&number(1)).ok()).flatten()
    }

    fn as_vector(&self) -> Option<String> {
        if self.is_last {
            return None;
        }
        let layers = (self.layers > 1).then(|| format!("Layers<{}>", self.layers));
        let flags = [
            (self.unit.other.is_some(), "Relu"),
            (self.is_bidirectional, "Bidirectional"),
            (self.is_reversed, "Reverse"),
            (!self.has_bias, "NoBias"),
            (true, "Last"),
        ];
        let flags = flags.into_iter().filter(|(is_set, _)| *is_set).map(|(_, flag)| flag.to_owned());
        let arguments = [self.hidden.to_string()].into_iter().chain(layers).chain(flags);
        Some(format!("{}<{}>", self.name, join(arguments, ", ")))
    }

    fn resized(&self, features: &str) -> Option<String> {
        let is_plain = self.is_last && !self.is_bidirectional && !self.is_reversed && self.layers == 1 && self.has_bias;
        (is_plain && self.unit.other.is_none()).then(|| format!("{}<{features}, Last>", self.name))
    }
}

/// The layer takes a sequence.
fn not_a_sequence(given: &Given<'_>) -> Problem {
    let (step, giver, shape) = (given.step, &given.givers[0], &given.inputs[0]);
    Problem::new(
        format!("`{step}` takes a sequence `[C, L]`, but `{giver}` gives {shape}"),
        "a sequence of 100 frames with 6 numbers each is `[6, 100]`",
        &[0],
    )
}
