//! Everything that generated code may name, as re-exports.
//!
//! Not covered by semantic versioning: the macro and the library are released together.

pub use crate::assertions::{
    Clones, ClonesNot, Cost, Kind, LayerFor, Otherwise, Probe, Ranks, StreamProbe, StreamsNot, assert_axes,
    assert_bounds, assert_budget, assert_class_names, assert_classes, assert_clone, assert_counted, assert_divides,
    assert_frames, assert_gives, assert_layer, assert_no_wait, assert_number, assert_output, assert_pad,
    assert_padding, assert_range, assert_rank, assert_reshaped, assert_shapes, assert_spread, assert_step,
    assert_streams, assert_window,
};
pub use crate::embed::golden::{assert_golden, assert_unchanged};
pub use crate::embed::verify::assert_weights;
pub use crate::embed::{Embedded, FileTensor};
pub use crate::error::Error;
pub use crate::kernel::memory::plain::{Plain, PlainData, bytes, scalars};
pub use crate::kernel::memory::scratch::{Chain, Larger};
pub use crate::kernel::memory::slots::{Others, Slots, WithScratch};
pub use crate::kernel::simd::{Lanes, Simd, vectorize};
pub use crate::layer::fusion::{infer_in_place, infer_pair, infer_with_epilogue, infer_with_pool, pooled_scratch};
pub use crate::layer::streaming::step::{
    Streamed, assert_timings, frame_elements, frame_size, frame_view, frame_view_mut, in_frame_memory, push_step,
};
pub use crate::layer::{
    ColumnFunction, Field, Infer, Layer, Layout, Named, Parameters, PerCall, PerSample, Push, Schema, Scratch,
    ScratchSize, Streaming, Timing, assert_positive, assert_sizes, convolution_scratch, largest, transposed_scratch,
};
pub use crate::meaning::{
    Distances, LogProbabilities, Logits, Meaning, MeaningId, MeaningOfId, OutputMeaning, Probabilities, Scores, Values,
};
pub use crate::network::bounds::{ClassifierOf, Counted, Gives, Takes};
pub use crate::network::classes::{Class, class};
pub use crate::network::plan::{Block, Plan};
pub use crate::network::steps::{macs, step};
pub use crate::network::stream::{Always, DueIf, IsDue, Sometimes, StreamingNetwork};
pub use crate::network::{
    Activations, Classifier, HasOutputs, Network, OneForEach, OutputOf, OutputView, Several, Signature, predict_named,
    predict_named_into,
};
pub use crate::scalar::{Element, ElementType, Real};
pub use crate::shape::{
    NamedInput, NamedOutput, OfRank, Rank1, Rank2, Rank3, Shape, ShapeOfRank, ShapeType, Step, StepType,
};
pub use crate::summary::{Describe, Dot, Mermaid, Summary};
pub use crate::value::arrange::Arrange;
pub use crate::value::{Features, Inputs, Sample, Samples, SamplesOf, SingleSample, View, ViewMut};
pub use crate::{__if_alloc as if_alloc, __if_train as if_train, __if_weights as if_weights};
pub use bytemuck::Zeroable;
pub use nalgebra::{Const, Dim, DimName, Dyn};
pub use typenum;

#[cfg(feature = "alloc")]
pub use {crate::network::predict_named_batch, alloc::boxed::Box, alloc::vec::Vec};

#[cfg(feature = "weights")]
pub use {crate::weights::Persist, std::path::Path as FilePath};

#[cfg(feature = "train")]
pub use {
    crate::data::label::label,
    crate::data::{Label, Target},
    crate::gradcheck::assert_gradients,
    crate::layer::fusion::{backward_in_place, backward_through},
    crate::layer::memory::accumulate,
    crate::layer::{
        Backward, Buffer, Differentiable, Forward, Inspected, Inspector, Kept, Record, Saved, initialize_all,
    },
    crate::loss::{Loss, LossBatch, SampleParts, TakesOutputsOf, describe_parts, loss_of_part},
    crate::optim::pattern::checked_pattern,
    crate::parameters::init::Init,
    crate::train::Trainable,
    alloc::string::String,
    rand::Rng,
};
