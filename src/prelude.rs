//! Everything a program that declares, trains and uses a network needs, in one `use`.

pub use crate::layer::functions::*;
pub use crate::layer::{
    AdaptiveAvgPool1d, AdaptiveAvgPool2d, Add, AvgPool1d, AvgPool2d, BatchNorm1d, BatchNorm2d, Bias, Columnwise,
    Concat, Crop, Distance, Dropout, Dropout1d, Dropout2d, Embedding, Flatten, GlobalAvgPool, GlobalMaxPool, GroupNorm,
    Gru, InstanceNorm, LayerNorm, Linear, LogSoftmax, Lstm, Max, MaxPool1d, MaxPool2d, Mean, Min, Mul, Neg, NoBias,
    Normalize, PRelu, Pad, Parameters, Plain, Pointwise, Reshape, RmsNorm, Rnn, Scale, Slice, Softmax, Softmin, Sub,
    Upsample,
};
pub use crate::network;
pub use crate::network::bounds::{AtMost, ClassifierOf, Counted, Gives, Takes};
pub use crate::network::classes::Class;
pub use crate::network::{Classifier, Network};
pub use crate::summary::Describe;
pub use crate::value::Sample;
pub use crate::weights::Persist;
#[cfg(feature = "train")]
pub use crate::{
    data::{Dataset, Label},
    loss::{
        BinaryCrossEntropy, BinaryCrossEntropyWithLogits, BinaryFocal, CrossEntropy, Focal, Huber, KlDivergence, L1,
        Loss, LossFor, Mse, MultiMargin, Nll, Poisson, SmoothL1,
    },
    optim::{Adagrad, Adam, AdamW, Lion, Optimizer, RmsProp, Settings, Sgd, State},
    train::{Evaluate, Trainable, Trainer, Workspace},
};
