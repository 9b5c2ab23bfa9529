//! A gated recurrent unit.

use crate::frozen;
use candle_core::{Device, Result, Tensor};
use candle_nn::RNN;
use candle_nn::rnn::{GRUConfig, gru as layer};
use harness::{Bench, Data, Seconds};
use std::hint::black_box;

/// All states of a sequence.
pub(crate) fn gru(bench: &Bench) -> Result<Seconds> {
    let gru = frozen(|parameters| layer(16, 32, GRUConfig::default(), parameters.clone()))?;
    let x = Tensor::from_vec(Data::noise(100, 16, 1).inputs, (1, 100, 16), &Device::Cpu)?;
    Ok(bench.measure(|| gru.seq(black_box(&x)).expect("the sizes fit")))
}
