//! The resolved graph: every step with its sources and shapes. Code generation may assume that it
//! is valid.

pub(crate) mod arithmetic;
pub(crate) mod assertion;
mod context;
pub(crate) mod init;
pub(crate) mod layer;
// A link to that of the library.
#[allow(unreachable_pub, dead_code)]
pub(crate) mod layout;
pub(crate) mod meaning;
pub(crate) mod meanings;
pub(crate) mod quantity;
pub(crate) mod shape;
mod shown;
pub(crate) mod size;
pub(crate) mod text;

use assertion::{Assertion, InputsClaim};
use init::Init;
use layer::{DeclaredLayer, Form, Gain, Streams, TensorSpec, TypeContext};
use meaning::Rule;
use proc_macro2::{Ident, Span, TokenStream};
use quantity::Quantity;
use shape::Shape;
use size::Size;
use syn::{Attribute, ConstParam, Expr, Member, Path, TypePath, Visibility};

/// A network whose every name and shape is resolved.
pub(crate) struct Network {
    pub(crate) name: Ident,
    pub(crate) vis: Visibility,
    /// Attributes of the struct, passed through.
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
    /// True if the network can be trained, where the library can.
    pub(crate) train: bool,
    /// The inputs, of which there is at least one.
    pub(crate) inputs: Vec<Input>,
    /// The shape of a sample: that of the only input, or all features of several.
    pub(crate) input: Shape,
    pub(crate) steps: Vec<Step>,
    /// The outputs with their names, if they have some: the last step joins them then.
    pub(crate) outputs: Vec<Output>,
    /// Claims that only the compiler can check.
    pub(crate) assertions: Vec<Assertion>,
    /// The declared number of outputs, where the last step gives it as a type that depends on a
    /// const parameter.
    pub(crate) declared: Option<Size>,
    /// The enum of the classes.
    pub(crate) classes: Option<Path>,
    /// Costs that must not be exceeded.
    pub(crate) budget: Vec<Limit>,
    /// True if it is declared to run frame by frame.
    pub(crate) streams: bool,
    /// True if a test of the gradients is wanted.
    pub(crate) gradcheck: bool,
    /// True if trained parameters are declared.
    pub(crate) has_weights: bool,
}

/// A cost that must not be exceeded.
#[derive(Clone)]
pub(crate) struct Limit {
    /// The kind of cost, as a variant of the library's `Cost`.
    pub(crate) cost: &'static str,
    pub(crate) limit: Expr,
}

/// An input of the network.
pub(crate) struct Input {
    /// Its name, `input` where none is declared.
    pub(crate) name: String,
    /// The declared name, which is that of a field of a sample.
    pub(crate) field: Option<Ident>,
    pub(crate) shape: Shape,
    /// The place where its shape is declared.
    pub(crate) span: Span,
}

/// An output of the network that has a name.
pub(crate) struct Output {
    /// Its name, which is that of a field of an output.
    pub(crate) name: Ident,
    /// The step whose value it is; none after a mistake.
    pub(crate) step: Option<usize>,
}

/// One step: a layer, what it takes, and what it gives.
pub(crate) struct Step {
    /// The field; none of the step that joins the outputs, whose layer is without parameters.
    pub(crate) member: Option<Member>,
    /// The name of the step: of the field, or its number in a tuple struct.
    pub(crate) name: String,
    pub(crate) vis: Visibility,
    /// Attributes of the field, passed through.
    pub(crate) attrs: Vec<Attribute>,
    /// The name in weights files.
    pub(crate) key: String,
    pub(crate) layer: Box<dyn DeclaredLayer>,
    /// The layer's name in the source.
    pub(crate) span: Span,
    pub(crate) from: Vec<Source>,
    pub(crate) inputs: Vec<Shape>,
    pub(crate) output: Shape,
    pub(crate) init: Option<Init>,
    pub(crate) freeze: bool,
    /// The type of the field: the layer with its sizes.
    pub(crate) ty: TokenStream,
    /// The layer's type over `f32` as the user has written it, if it is not built in.
    pub(crate) written: Option<TypePath>,
    /// Items beside the struct, which the type names.
    pub(crate) items: Vec<TokenStream>,
    /// The form in which the layer takes its inputs.
    pub(crate) form: Form,
    /// The way in which the layer runs frame by frame, if it can.
    pub(crate) streams: Streams,
    /// The position, among the features of all inputs, from which on the outputs are copies; none
    /// if they are computed.
    pub(crate) copies_from: Option<Size>,
    /// Its tensors, in the order of the library; none if only the compiler knows them.
    pub(crate) tensors: Option<Vec<TensorSpec>>,
    /// The number of parameters.
    pub(crate) params: Quantity,
    /// A claim that the compiler can check only once the const parameters have values.
    pub(crate) late: Option<InputsClaim>,
    pub(crate) meaning: Rule,
}

/// Where a step takes a value from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The network's input at this position.
    Input(usize),
    /// The value of an earlier step.
    Step(usize),
}

impl Network {
    /// The span of code that belongs to no single step: the first layer that is not built in, since
    /// mistakes that the compiler finds there are about it.
    pub(crate) fn place(&self) -> Span {
        self.steps.iter().find(|step| step.layer.is_opaque()).map_or_else(Span::call_site, Step::place)
    }

    /// The name of a value: that of its step or of the input.
    pub(crate) fn giver(&self, source: Source) -> &str {
        match source {
            Source::Input(input) => &self.inputs[input].name,
            Source::Step(step) => &self.steps[step].name,
        }
    }

    /// The shape of a value.
    pub(crate) fn shape(&self, source: Source) -> &Shape {
        match source {
            Source::Input(input) => &self.inputs[input].shape,
            Source::Step(step) => &self.steps[step].output,
        }
    }

    /// The steps that are fields: all but the one that joins the outputs.
    pub(crate) fn fields(&self) -> impl DoubleEndedIterator<Item = &Step> {
        self.steps.iter().filter(|step| step.member.is_some())
    }

    /// Returns true if the outputs have names, so that an output is a struct.
    pub(crate) fn has_named_outputs(&self) -> bool {
        !self.outputs.is_empty()
    }

    /// The shape of an output; unknown after a mistake.
    pub(crate) fn output_shape(&self, output: &Output) -> Shape {
        output.step.map_or_else(Shape::unknown, |step| self.steps[step].output.clone())
    }

    /// Returns true if the inputs have names, so that a sample is a struct.
    pub(crate) fn has_named_inputs(&self) -> bool {
        self.inputs.iter().all(|input| input.field.is_some())
    }

    /// The shape of the output: that of the last step.
    pub(crate) fn output(&self) -> &Shape {
        self.steps.last().map_or(&self.input, |step| &step.output)
    }

    /// The distribution of a step: the declared one, or the one that its place calls for.
    pub(crate) fn init(&self, position: usize) -> Init {
        let step = &self.steps[position];
        let gain = || if step.layer.has_own_init() { Gain::Linear } else { self.gain_below(position) };
        step.init.unwrap_or_else(|| Init::in_front_of(gain()))
    }

    /// Puts another layer in the place of that of a step, for the same values.
    pub(crate) fn replace(&mut self, position: usize, layer: Box<dyn DeclaredLayer>) {
        let Network { krate, scalar, steps, .. } = self;
        let step = &mut steps[position];
        let context = TypeContext::new(krate, scalar, (&step.name, step.span), &step.inputs, &step.output);
        let (ty, streams, copies_from) =
            (layer.field_type(&context), layer.streams(&context), layer.copies_from(&context));
        let (tensors, params) = (layer.tensors(&context), layer.params(&context));
        let meaning = layer.meaning(&context);
        (step.ty, step.streams, step.copies_from) = (ty, streams, copies_from);
        (step.tensors, step.params, step.meaning, step.layer) = (tensors, params, meaning, layer);
    }

    /// The gain of the layers that take the value of a step.
    fn gain_below(&self, position: usize) -> Gain {
        let takes = |(_, step): &(usize, &Step)| step.from.contains(&Source::Step(position));
        let gains = self.steps.iter().enumerate().skip(position + 1).filter(takes).map(|(below, step)| {
            match step.layer.gain() {
                Gain::PassedOn => self.gain_below(below),
                gain => gain,
            }
        });
        gains.max().unwrap_or(Gain::Linear)
    }
}

impl Step {
    /// The span of the code that is generated for the step: mistakes that the compiler finds in it
    /// are shown at the layer.
    pub(crate) fn place(&self) -> Span {
        Span::call_site().located_at(self.span)
    }
}
