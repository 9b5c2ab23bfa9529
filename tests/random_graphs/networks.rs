//! Random networks, written by `tools/generate/random_graphs.py --seed 1 --count 32`.

use crate::{Softsign, check};
use netwright::prelude::*;

/// Checks every network, and says of each whether it computes something else in training.
pub(crate) fn check_all() {
    check::<Graph0<f64>, _>("Graph0", true);
    check::<Graph1<f64>, _>("Graph1", false);
    check::<Graph2<f64>, _>("Graph2", false);
    check::<Graph3<f64>, _>("Graph3", false);
    check::<Graph4<f64>, _>("Graph4", true);
    check::<Graph5<f64>, _>("Graph5", true);
    check::<Graph6<f64>, _>("Graph6", false);
    check::<Graph7<f64>, _>("Graph7", false);
    check::<Graph8<f64>, _>("Graph8", false);
    check::<Graph9<f64>, _>("Graph9", false);
    check::<Graph10<f64>, _>("Graph10", false);
    check::<Graph11<f64>, _>("Graph11", false);
    check::<Graph12<f64>, _>("Graph12", false);
    check::<Graph13<f64>, _>("Graph13", false);
    check::<Graph14<f64>, _>("Graph14", true);
    check::<Graph15<f64>, _>("Graph15", false);
    check::<Graph16<f64>, _>("Graph16", false);
    check::<Graph17<f64>, _>("Graph17", false);
    check::<Graph18<f64>, _>("Graph18", true);
    check::<Graph19<f64>, _>("Graph19", false);
    check::<Graph20<f64>, _>("Graph20", true);
    check::<Graph21<f64>, _>("Graph21", false);
    check::<Graph22<f64>, _>("Graph22", true);
    check::<Graph23<f64>, _>("Graph23", false);
    check::<Graph24<f64>, _>("Graph24", false);
    check::<Graph25<f64>, _>("Graph25", false);
    check::<Graph26<f64>, _>("Graph26", false);
    check::<Graph27<f64>, _>("Graph27", false);
    check::<Graph28<f64>, _>("Graph28", false);
    check::<Graph29<f64>, _>("Graph29", false);
    check::<Graph30<f64>, _>("Graph30", false);
    check::<Graph31<f64>, _>("Graph31", false);
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph0 {
    s0: Tanh,
    #[from(input, s0)]
    s1: Max,
    #[from(input)]
    s2: Relu,
    #[from(input)]
    s3: BatchNorm1d<0.01>,
    #[from(s1, s2, s3)]
    s4: Concat,
    s5: Linear<3>,
    s6: Relu,
}

#[network(input = [2, 1, 6], output = 3)]
pub(crate) struct Graph1 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Mul,
    #[from(s0, s1)]
    s2: Max,
    #[from(s1, s2)]
    s3: Sub,
    s4: Sigmoid,
    #[from(s2, s4, s3)]
    s5: Mul,
    s6: Dropout<0.0>,
    s7: Linear<12, 5, NoBias>,
    s8: Linear<7>,
    s9: Tanh,
    s10: Linear<3>,
    s11: Tanh,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph2 {
    #[from(input, input)]
    s0: Mul,
    #[from(input, s0)]
    s1: Min,
    #[from(s1, s0)]
    s2: Min,
    s3: Linear<5>,
    #[from(s1, input)]
    s4: Sub,
    #[from(s3)]
    s5: LayerNorm<0.01>,
    #[from(s4)]
    s6: Normalize,
    s7: Sigmoid,
    #[from(s3, s5)]
    s8: Max,
    #[from(s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph3 {
    s0: LayerNorm<0.01>,
    #[from(s0, input)]
    s1: Min,
    s2: Sigmoid,
    s3: Pointwise<Softsign>,
    #[from(s3, input)]
    s4: Max,
    s5: Flatten,
    s6: Linear<7, NoBias>,
    s7: Tanh,
    s8: Pointwise<Softsign>,
    s9: Linear<3>,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph4 {
    #[from(input, input)]
    s0: Concat,
    s1: Softmax,
    #[from(s0)]
    s2: RmsNorm<0.01>,
    s3: RmsNorm<0.01>,
    s4: Tanh,
    #[from(s1)]
    s5: Dropout<0.3>,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph5 {
    s0: Linear<4, 1, NoBias>,
    s1: Normalize,
    s2: Tanh,
    s3: BatchNorm1d<0.01>,
    s4: Tanh,
    #[from(s2)]
    s5: Linear<2>,
    s6: Sigmoid,
    s7: LayerNorm<0.01>,
    s8: Linear<2, 1, NoBias>,
    s9: Sigmoid,
    #[from(s4)]
    s10: Sigmoid,
    #[from(s10, s10, s9)]
    s11: Concat,
    s12: Linear<3>,
}

#[network(input = [2, 1, 2], output = 3)]
pub(crate) struct Graph6 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Mul,
    s2: Relu,
    s3: Tanh,
    #[from(s3, s1)]
    s4: Mul,
    #[from(s0)]
    s5: Relu,
    s6: LogSoftmax,
    s7: Sigmoid,
    #[from(s4, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph7 {
    s0: LogSoftmax,
    s1: Linear<6, 7, NoBias>,
    #[from(s0)]
    s2: Tanh,
    #[from(s2, s2)]
    s3: Sub,
    #[from(s1, s1)]
    s4: Add,
    s5: Tanh,
    #[from(s3, s3, s3)]
    s6: Concat,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[network(input = [2, 1, 3], output = 3)]
pub(crate) struct Graph8 {
    s0: Flatten,
    s1: LayerNorm<0.01>,
    #[from(s1, s1, s1)]
    s2: Concat,
    #[from(s0)]
    s3: LayerNorm<0.01>,
    s4: Linear<3>,
    s5: Sigmoid,
    #[from(s2)]
    s6: LogSoftmax,
    s7: Sigmoid,
    #[from(s3, s1, s3)]
    s8: Add,
    #[from(s5, s4)]
    s9: Min,
    s10: Normalize,
    #[from(s7, s8, s10)]
    s11: Concat,
    s12: Linear<3>,
    s13: Tanh,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph9 {
    #[from(input, input)]
    s0: Add,
    #[from(input)]
    s1: Tanh,
    #[from(s0, input)]
    s2: Max,
    s3: Relu,
    #[from(s0)]
    s4: Linear<2>,
    #[from(s3)]
    s5: Relu,
    #[from(s1, s4, s5)]
    s6: Concat,
    s7: Linear<3>,
    s8: Pointwise<Softsign>,
}

#[network(input = [2, 1, 3], output = 3)]
pub(crate) struct Graph10 {
    s0: Flatten,
    s1: LayerNorm<0.01>,
    #[from(s0)]
    s2: Softmax,
    #[from(s1)]
    s3: LogSoftmax,
    #[from(s3, s2)]
    s4: Add,
    #[from(s3)]
    s5: Sigmoid,
    #[from(s4)]
    s6: Softmax,
    s7: Relu,
    #[from(s5, s6, s7)]
    s8: Min,
    #[from(s8, s6, s4)]
    s9: Min,
    #[from(s5, s1)]
    s10: Sub,
    s11: Pointwise<Softsign>,
    #[from(s10)]
    s12: Tanh,
    #[from(s9, s11, s12)]
    s13: Concat,
    s14: Linear<3>,
    s15: Pointwise<Softsign>,
}

#[network(input = [2, 1, 5], output = 3)]
pub(crate) struct Graph11 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Mean,
    #[from(s1, s0)]
    s2: Min,
    s3: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph12 {
    s0: Tanh,
    #[from(s0, s0)]
    s1: Mean,
    #[from(s1, input, s1)]
    s2: Concat,
    s3: Pointwise<Softsign>,
    s4: Tanh,
    s5: Sigmoid,
    s6: Normalize,
    s7: Sigmoid,
    #[from(s7, s6, s4)]
    s8: Max,
    s9: LayerNorm<0.01>,
    #[from(s7)]
    s10: Normalize,
    #[from(s9)]
    s11: Sigmoid,
    #[from(s10, s11)]
    s12: Concat,
    s13: Linear<3>,
    s14: Sigmoid,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph13 {
    s0: LayerNorm<0.01>,
    #[from(s0, input)]
    s1: Mul,
    #[from(s0, input, s0)]
    s2: Mul,
    #[from(s0)]
    s3: Relu,
    #[from(s0)]
    s4: LayerNorm<0.01>,
    #[from(s2)]
    s5: Relu,
    #[from(s1, s3, s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[network(input = [2, 1, 5], output = 3)]
pub(crate) struct Graph14 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Add,
    s2: Linear<5, NoBias>,
    s3: BatchNorm1d<0.01>,
    #[from(s3, s2)]
    s4: Sub,
    s5: Sigmoid,
    #[from(s5, s2, s3)]
    s6: Max,
    s7: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph15 {
    #[from(input, input)]
    s0: Sub,
    #[from(s0, s0, s0)]
    s1: Concat,
    #[from(s1, s1)]
    s2: Add,
    s3: Linear<12, 1>,
    s4: Linear<3>,
}

#[network(input = [2, 1, 5], output = 3)]
pub(crate) struct Graph16 {
    s0: Flatten,
    s1: Softmax,
    #[from(s1, s0)]
    s2: Mul,
    s3: Sigmoid,
    s4: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph17 {
    #[from(input, input)]
    s0: Mean,
    #[from(input)]
    s1: Linear<6, 14>,
    s2: Pointwise<Softsign>,
    s3: Linear<14, 1>,
    s4: Pointwise<Softsign>,
    #[from(s0)]
    s5: LayerNorm<0.01>,
    #[from(s4, s5, s4)]
    s6: Concat,
    s7: RmsNorm<0.01>,
    s8: Pointwise<Softsign>,
    #[from(s7)]
    s9: Dropout<0.0>,
    #[from(s8, s6, s7)]
    s10: Add,
    #[from(s10, s6, s7)]
    s11: Min,
    #[from(s9, s11)]
    s12: Concat,
    s13: Linear<3>,
}

#[network(input = [2, 1, 6], output = 3)]
pub(crate) struct Graph18 {
    s0: Flatten,
    s1: Sigmoid,
    s2: BatchNorm1d<0.01>,
    s3: Tanh,
    s4: Linear<2, NoBias>,
    #[from(s4, s4)]
    s5: Mean,
    #[from(s2, s1, s3)]
    s6: Max,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[network(input = [2, 1, 3], output = 3)]
pub(crate) struct Graph19 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Add,
    #[from(s1, s0)]
    s2: Mean,
    s3: Linear<6, 7>,
    s4: RmsNorm<0.01>,
    s5: LogSoftmax,
    #[from(s4)]
    s6: Softmax,
    #[from(s6, s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[network(input = [2, 1, 5], output = 3)]
pub(crate) struct Graph20 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Sub,
    #[from(s1, s0)]
    s2: Mul,
    #[from(s2, s2, s2)]
    s3: Concat,
    s4: Tanh,
    #[from(s1)]
    s5: LayerNorm<0.01>,
    #[from(s5, s2)]
    s6: Mean,
    #[from(s4)]
    s7: Linear<1>,
    s8: BatchNorm1d<0.01>,
    #[from(s7)]
    s9: Normalize,
    #[from(s6)]
    s10: LayerNorm<0.01>,
    #[from(s9)]
    s11: Flatten,
    s12: Flatten,
    #[from(s8, s10, s12)]
    s13: Concat,
    s14: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph21 {
    s0: Flatten,
    s1: LogSoftmax,
    #[from(s1, s0)]
    s2: Max,
    #[from(s2, s2)]
    s3: Sub,
    #[from(s3, s1, input)]
    s4: Add,
    #[from(input, s4, input)]
    s5: Mean,
    #[from(s0, s1)]
    s6: Max,
    #[from(s6, s6)]
    s7: Sub,
    s8: Relu,
    #[from(s5, s1)]
    s9: Max,
    #[from(s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph22 {
    s0: BatchNorm1d<0.01>,
    #[from(s0, input, s0)]
    s1: Mean,
    #[from(input)]
    s2: LogSoftmax,
    #[from(s1)]
    s3: Flatten,
    s4: Pointwise<Softsign>,
    #[from(input, s3)]
    s5: Min,
    #[from(s4)]
    s6: LayerNorm<0.01>,
    s7: Tanh,
    #[from(s2)]
    s8: Relu,
    #[from(s7)]
    s9: Sigmoid,
    #[from(s2, s6, s4)]
    s10: Mul,
    #[from(s5, s8, s9, s10)]
    s11: Concat,
    s12: Linear<3>,
    s13: Tanh,
}

#[network(input = [2, 1, 4], output = 3)]
pub(crate) struct Graph23 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Mean,
    s2: Flatten,
    #[from(s1)]
    s3: LogSoftmax,
    s4: LayerNorm<0.01>,
    #[from(s2, s2)]
    s5: Sub,
    #[from(s4)]
    s6: Linear<8, 1>,
    s7: Sigmoid,
    #[from(s5)]
    s8: Tanh,
    #[from(s7, s7)]
    s9: Sub,
    s10: Relu,
    s11: Tanh,
    #[from(s6, s11)]
    s12: Sub,
    #[from(s8, s12)]
    s13: Concat,
    s14: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph24 {
    s0: RmsNorm<0.01>,
    s1: Sigmoid,
    #[from(s0)]
    s2: Pointwise<Softsign>,
    s3: Tanh,
    #[from(s1)]
    s4: Linear<5>,
    s5: Relu,
    #[from(s3, s2)]
    s6: Mean,
    #[from(s4, s4, s5)]
    s7: Mul,
    #[from(s7, s4)]
    s8: Max,
    #[from(s6, s8)]
    s9: Concat,
    s10: Linear<3>,
    s11: Relu,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph25 {
    s0: Relu,
    s1: LayerNorm<0.01>,
    #[from(s1, input)]
    s2: Sub,
    s3: Linear<19, NoBias>,
    s4: Sigmoid,
    #[from(s4, s0, s3)]
    s5: Concat,
    s6: Linear<3>,
    s7: Sigmoid,
}

#[network(input = [2, 1, 3], output = 3)]
pub(crate) struct Graph26 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Mul,
    s2: Relu,
    #[from(s2, s1)]
    s3: Sub,
    s4: Linear<3>,
}

#[network(input = [2, 1, 6], output = 3)]
pub(crate) struct Graph27 {
    s0: Flatten,
    s1: Dropout<0.0>,
    #[from(s1, s1)]
    s2: Mul,
    #[from(s2, s1, s0)]
    s3: Max,
    #[from(s1)]
    s4: Tanh,
    #[from(s3)]
    s5: Linear<15>,
    #[from(s4)]
    s6: LayerNorm<0.01>,
    #[from(s5)]
    s7: Pointwise<Softsign>,
    #[from(s3, s1)]
    s8: Max,
    s9: Pointwise<Softsign>,
    #[from(s6, s7, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph28 {
    s0: Sigmoid,
    #[from(input, s0, input)]
    s1: Add,
    s2: Pointwise<Softsign>,
    s3: Linear<3>,
    s4: Pointwise<Softsign>,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph29 {
    s0: Sigmoid,
    #[from(s0, s0)]
    s1: Mul,
    s2: Linear<3>,
    s3: Sigmoid,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph30 {
    s0: LogSoftmax,
    #[from(input)]
    s1: Pointwise<Softsign>,
    s2: Tanh,
    #[from(s0)]
    s3: Linear<1, NoBias>,
    s4: Pointwise<Softsign>,
    #[from(s3)]
    s5: Tanh,
    #[from(s2, s2, s2)]
    s6: Concat,
    #[from(s2)]
    s7: RmsNorm<0.01>,
    #[from(s6, s6)]
    s8: Sub,
    #[from(s7)]
    s9: Relu,
    #[from(s3, s4)]
    s10: Min,
    #[from(s5, s8, s9, s10)]
    s11: Concat,
    s12: Linear<3>,
}

#[network(input = [2, 1, 4], output = 3)]
pub(crate) struct Graph31 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Sub,
    #[from(s1, s0)]
    s2: Min,
    #[from(s0, s2, s2)]
    s3: Concat,
    #[from(s1, s1, s3)]
    s4: Concat,
    #[from(s4, s4)]
    s5: Add,
    s6: Linear<3>,
}
