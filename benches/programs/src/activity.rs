//! A network that runs frame by frame, as that of examples/keyword: causal convolutions over the
//! six channels of a watch, and a recurrent step.

use netwright::prelude::*;

#[network(stream, input = [6, 100])]
pub struct Activity(Conv1d<16, 5, Causal>, Relu, Conv1d<24, 5, Causal, Stride<2>>, Relu, Gru<24, Last>, Linear<4>);

pub const CHANNELS: usize = 6;
