//! A network frame by frame: the size of a frame of each value, and how each step runs.

use crate::model::layer::Streams;
use crate::model::shape::Shape;
use crate::model::size::Size;
use crate::model::{Network, Step};
use crate::plan::fusion::{Fusion, InferRun};
use crate::plan::values::Values;
use proc_macro2::TokenStream;
use quote::quote;

/// The run of a step in a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FrameRun {
    /// It takes a frame, and remembers what it needs of those before.
    Frame,
    /// It takes a vector, and computes what it computes at inference: below a step that gives its
    /// last state.
    Vector,
    /// Not at all: its value is that of its input.
    Elided,
}

/// A network frame by frame.
pub(crate) struct Frames {
    pub(crate) runs: Vec<FrameRun>,
    /// The steps that run together, which are below the frames.
    pub(crate) fusion: Fusion,
}

impl Frames {
    pub(crate) fn of(network: &Network) -> Self {
        let takes_frames: Vec<_> = network.steps.iter().map(takes_frames).collect();
        let fusion = Fusion::with(network, |step| !takes_frames[step]);
        let run = |(step, takes_frames): (usize, bool)| match fusion.runs[step].infer {
            InferRun::Elided => FrameRun::Elided,
            InferRun::Call if takes_frames => FrameRun::Frame,
            _ => FrameRun::Vector,
        };
        let runs = takes_frames.into_iter().enumerate().map(run).collect();
        Frames { runs, fusion }
    }

    /// The values of one frame, in code where the module of the library is `rt`.
    pub(crate) fn values(&self, network: &Network, rt: &TokenStream) -> Values {
        let has_scratch = |(step, run): (&Step, &FrameRun)| *run == FrameRun::Vector && step.layer.has_scratch();
        Values {
            features: network.steps.iter().map(|step| frame_size(&step.output, rt)).collect(),
            has_scratch: network.steps.iter().zip(&self.runs).map(has_scratch).collect(),
        }
    }

    /// Returns true if each frame gives an output, as far as the macro knows.
    pub(crate) fn are_all_due(&self, network: &Network) -> bool {
        let is_due = |(step, run): (&Step, &FrameRun)| *run != FrameRun::Frame || step.streams == Streams::EveryFrame;
        network.steps.iter().zip(&self.runs).all(is_due)
    }
}

/// Returns true if a step takes frames. Of a value whose rank only the compiler knows it is assumed
/// if the layer can take them.
pub(crate) fn takes_frames(step: &Step) -> bool {
    if step.inputs.iter().all(Shape::is_hidden) {
        return !matches!(step.streams, Streams::Not { .. });
    }
    step.inputs.iter().any(|input| !input.is_hidden() && input.rank() > 1)
}

/// The number of numbers in a frame: that of the channels, or of the features of a flat vector.
pub(crate) fn frame_size(shape: &Shape, rt: &TokenStream) -> Size {
    match (shape.sizes(), shape.is_hidden()) {
        ([features], true) if features.known_to().parameter().is_none() => {
            let value = shape.value(rt);
            Size::output(quote!(#rt::frame_size(#value)), None, None, features.span())
        }
        ([first, ..], _) => first.clone(),
        ([], _) => shape.features(),
    }
}
