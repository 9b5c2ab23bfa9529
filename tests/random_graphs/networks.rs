//! Random networks, written by `tools/generate/random_graphs.py --seed 1 --count 32`.

use crate::{Softsign, check};
use netwright::prelude::*;

/// Checks every network, and says of each whether it computes something else in training.
pub(crate) fn check_all() {
    check::<Graph0<f64>, _, _>("Graph0", true);
    check::<Graph1<f64>, _, _>("Graph1", false);
    check::<Graph2<f64>, _, _>("Graph2", false);
    check::<Graph3<f64>, _, _>("Graph3", false);
    check::<Graph4<f64>, _, _>("Graph4", false);
    check::<Graph5<f64>, _, _>("Graph5", false);
    check::<Graph6<f64>, _, _>("Graph6", false);
    check::<Graph7<f64>, _, _>("Graph7", false);
    check::<Graph8<f64>, _, _>("Graph8", false);
    check::<Graph9<f64>, _, _>("Graph9", false);
    check::<Graph10<f64>, _, _>("Graph10", false);
    check::<Graph11<f64>, _, _>("Graph11", false);
    check::<Graph12<f64>, _, _>("Graph12", false);
    check::<Graph13<f64>, _, _>("Graph13", false);
    check::<Graph14<f64>, _, _>("Graph14", true);
    check::<Graph15<f64>, _, _>("Graph15", false);
    check::<Graph16<f64>, _, _>("Graph16", false);
    check::<Graph17<f64>, _, _>("Graph17", false);
    check::<Graph18<f64>, _, _>("Graph18", true);
    check::<Graph19<f64>, _, _>("Graph19", false);
    check::<Graph20<f64>, _, _>("Graph20", true);
    check::<Graph21<f64>, _, _>("Graph21", true);
    check::<Graph22<f64>, _, _>("Graph22", true);
    check::<Graph23<f64>, _, _>("Graph23", false);
    check::<Graph24<f64>, _, _>("Graph24", false);
    check::<Graph25<f64>, _, _>("Graph25", false);
    check::<Graph26<f64>, _, _>("Graph26", true);
    check::<Graph27<f64>, _, _>("Graph27", false);
    check::<Graph28<f64>, _, _>("Graph28", true);
    check::<Graph29<f64>, _, _>("Graph29", false);
    check::<Graph30<f64>, _, _>("Graph30", false);
    check::<Graph31<f64>, _, _>("Graph31", false);
    check::<Graph32<f64>, _, _>("Graph32", true);
    check::<Graph33<f64>, _, _>("Graph33", false);
    check::<Graph34<f64>, _, _>("Graph34", false);
    check::<Graph35<f64>, _, _>("Graph35", false);
    check::<Graph36<f64>, _, _>("Graph36", false);
    check::<Graph37<f64>, _, _>("Graph37", false);
    check::<Graph38<f64>, _, _>("Graph38", false);
    check::<Graph39<f64>, _, _>("Graph39", true);
    check::<Graph40<f64>, _, _>("Graph40", false);
    check::<Graph41<f64>, _, _>("Graph41", true);
    check::<Graph42<f64>, _, _>("Graph42", false);
    check::<Graph43<f64>, _, _>("Graph43", false);
    check::<Graph44<f64>, _, _>("Graph44", false);
    check::<Graph45<f64>, _, _>("Graph45", false);
    check::<Graph46<f64>, _, _>("Graph46", false);
    check::<Graph47<f64>, _, _>("Graph47", false);
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph0 {
    s0: Dropout<0.3>,
    #[from(input, s0)]
    s1: Max,
    #[from(input)]
    s2: Pointwise<Softsign>,
    #[from(s0)]
    s3: Flatten,
    #[from(s1, s2, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[network(input = [2, 1, 4], output = 3)]
pub(crate) struct Graph1 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Mean,
    #[from(s1, s0)]
    s2: Max,
    s3: RmsNorm<0.01>,
    s4: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph2 {
    #[from(input, input)]
    s0: Sub,
    #[from(s0, input)]
    s1: Min,
    #[from(s0)]
    s2: Distance<7>,
    s3: Scale,
    #[from(s3, s3)]
    s4: Sub,
    #[from(s1, s0, input)]
    s5: Min,
    #[from(s5, s0, input)]
    s6: Mean,
    #[from(s2)]
    s7_from_6: Slice<6, 7>,
    s8: Normalize,
    s9: Relu,
    #[from(s9, s7_from_6)]
    s10: Min,
    #[from(s4, s6, s10)]
    s11: Concat,
    s12: Linear<3>,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph3 {
    s0: Dropout<0.0>,
    #[from(s0, input)]
    s1: Min,
    s2: Sigmoid,
    s3_from_1: Slice<1, 2>,
    #[from(input, s3_from_1)]
    s4: Concat,
    s5: Normalize,
    s6: Distance<9>,
    s7: Linear<3>,
    s8: Sigmoid,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph4 {
    s0: Relu,
    #[from(input)]
    s1: Linear<5, 1>,
    #[from(s0, input, s0)]
    s2: Mean,
    s3: Sigmoid,
    #[from(s3, input)]
    s4: Add,
    #[from(s1)]
    s5: RmsNorm<0.01>,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph5 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Add,
    s2: Flatten,
    s3: RmsNorm<0.01>,
    s4: RmsNorm<0.01>,
    s5: Linear<3>,
    s6: Tanh,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph6 {
    #[from(input, input)]
    s0: Mul,
    #[from(s0, s0)]
    s1: Concat,
    s2: LayerNorm<0.01>,
    #[from(s1, s2, s1)]
    s3: Mul,
    s4: Pointwise<Softsign>,
    #[from(s4, s4)]
    s5: Mul,
    s6: Tanh,
    #[from(s6, s5)]
    s7: Sub,
    s8: Normalize,
    #[from(s8, s1, s7)]
    s9: Max,
    #[from(s9, s7)]
    s10: Sub,
    #[from(input)]
    s11: Softmax,
    #[from(s10, s11)]
    s12: Concat,
    s13: Linear<3>,
    s14: Pointwise<Softsign>,
}

#[network(input = [2, 1, 3], output = 3)]
pub(crate) struct Graph7 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Mean,
    s2: Relu,
    s3: Linear<3>,
    s4: Tanh,
    s5: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph8 {
    #[from(input, input)]
    s0: Mul,
    #[from(input)]
    s1: Bias,
    s2: LogSoftmax,
    s3: Sigmoid,
    #[from(s1)]
    s4: LogSoftmax,
    s5: Relu,
    #[from(s0)]
    s6: Neg,
    #[from(s3)]
    s7: Linear<1, NoBias>,
    #[from(s7, s7, s5)]
    s8: Concat,
    #[from(s4, s3)]
    s9: Mul,
    #[from(s6, s8, s9)]
    s10: Concat,
    s11: Linear<3>,
    s12: Tanh,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph9 {
    #[from(input, input)]
    s0: Add,
    s1: LayerNorm<0.01>,
    #[from(s0, s1, s0)]
    s2: Concat,
    s3: Linear<3>,
    s4: Sigmoid,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph10 {
    #[from(input, input)]
    s0: Sub,
    s1: LayerNorm<0.01>,
    #[from(s1, input)]
    s2: Add,
    s3: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph11 {
    #[from(input, input)]
    s0: Add,
    #[from(s0, input, s0)]
    s1: Mul,
    #[from(s1, s1)]
    s2: Mul,
    #[from(s1, s1, input)]
    s3: Mul,
    #[from(s3, input)]
    s4: Sub,
    #[from(s3, s0)]
    s5: Max,
    s6: Linear<4>,
    #[from(input)]
    s7: Distance<9>,
    #[from(s2, s2)]
    s8: Add,
    #[from(s8, s7, s8)]
    s9: Concat,
    #[from(s4, s6, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph12 {
    s0: LayerNorm<0.01>,
    s1: LayerNorm<0.01>,
    s2: Bias,
    #[from(s0, s1, s2)]
    s3: Min,
    #[from(s3, s1)]
    s4: Max,
    #[from(input, s3)]
    s5: Sub,
    #[from(s4, s3)]
    s6: Sub,
    #[from(s5)]
    s7: Distance<7>,
    #[from(s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[network(input = [2, 1, 2], output = 3)]
pub(crate) struct Graph13 {
    s0: Flatten,
    s1: Sigmoid,
    s2: Neg,
    s3: Tanh,
    #[from(s1)]
    s4: Bias,
    #[from(s4, s3)]
    s5: Mean,
    #[from(s5, s3)]
    s6: Min,
    #[from(s2)]
    s7: Relu,
    #[from(s1)]
    s8: Dropout<0.0>,
    #[from(s8, s6)]
    s9: Mul,
    #[from(s9, s1, s9)]
    s10: Concat,
    #[from(s7, s10)]
    s11: Concat,
    s12: Linear<3>,
    s13: Sigmoid,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph14 {
    s0: Dropout<0.3>,
    s1: Distance<5>,
    s2: Linear<6>,
    #[from(s0, input)]
    s3: Min,
    #[from(s2, s2)]
    s4: Mean,
    #[from(s0)]
    s5: RmsNorm<0.01>,
    #[from(s5, s1, s3)]
    s6: Min,
    #[from(s6, s1, s5)]
    s7: Add,
    #[from(s4)]
    s8: Sigmoid,
    s9: Neg,
    #[from(s7)]
    s10: LayerNorm<0.01>,
    #[from(s9, s10)]
    s11: Concat,
    s12: Linear<3>,
    s13: Tanh,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph15 {
    #[from(input, input)]
    s0: Add,
    #[from(input)]
    s1: Relu,
    #[from(s0, input)]
    s2: Sub,
    #[from(s1)]
    s3: Sigmoid,
    #[from(input)]
    s4: Softmax,
    #[from(s2, s3, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph16 {
    s0: Relu,
    #[from(s0, input)]
    s1: Max,
    #[from(input)]
    s2: LogSoftmax,
    #[from(s2, s1, s0)]
    s3: Add,
    s4: Linear<7, NoBias>,
    #[from(s4, s4)]
    s5: Sub,
    #[from(input)]
    s6: Flatten,
    s7: Tanh,
    #[from(input, s6)]
    s8: Min,
    #[from(s7, s5)]
    s9: Concat,
    #[from(s3)]
    s10: Sigmoid,
    #[from(s8, s9, s10)]
    s11: Concat,
    s12: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph17 {
    s0: Tanh,
    #[from(s0, input, s0)]
    s1: Mul,
    s2: Sigmoid,
    s3: LayerNorm<0.01>,
    s4: Softmax,
    #[from(input, s3)]
    s5: Mean,
    s6: Linear<3, 1>,
    s7: Pointwise<Softsign>,
    #[from(s4)]
    s8: LayerNorm<0.01>,
    #[from(s7, s8, s7)]
    s9: Concat,
    s10: Linear<3>,
    s11: Pointwise<Softsign>,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph18 {
    s0: BatchNorm1d<0.01>,
    #[from(s0, input)]
    s1: Min,
    s2_from_0: Slice<0, 2>,
    #[from(s2_from_0, input, s0)]
    s3: Min,
    s4: RmsNorm<0.01>,
    #[from(s1, s2_from_0, s4)]
    s5: Max,
    #[from(s3)]
    s6: Distance<1>,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
    s9: Sigmoid,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph19 {
    #[from(input, input)]
    s0: Mean,
    #[from(input, s0)]
    s1: Sub,
    #[from(input)]
    s2: Pointwise<Softsign>,
    s3: Neg,
    s4_from_1: Slice<1, 2>,
    #[from(s3)]
    s5: Tanh,
    #[from(s4_from_1, s4_from_1)]
    s6: Mean,
    #[from(s0, input, s3)]
    s7: Add,
    #[from(s1)]
    s8: Softmax,
    #[from(s8, s5)]
    s9: Sub,
    #[from(s6, s7, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph20 {
    s0: LogSoftmax,
    #[from(input)]
    s1: Dropout<0.3>,
    #[from(s0, input)]
    s2: Max,
    #[from(s2, s2)]
    s3: Sub,
    #[from(s3, s1)]
    s4: Sub,
    #[from(s4, s3)]
    s5: Mul,
    s6_from_4: Slice<4, 5>,
    s7: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph21 {
    s0: Bias,
    s1_from_1: Slice<1, 4>,
    #[from(s1_from_1, s1_from_1)]
    s2: Mean,
    s3: Linear<1>,
    #[from(s2)]
    s4: BatchNorm1d<0.01>,
    #[from(s2)]
    s5: Normalize,
    #[from(s3)]
    s6: LayerNorm<0.01>,
    #[from(s5)]
    s7: Scale,
    s8: Scale,
    #[from(s6, s6, s3)]
    s9: Add,
    #[from(s4)]
    s10: LogSoftmax,
    #[from(s8, s9, s10)]
    s11: Concat,
    s12: Linear<3>,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph22 {
    #[from(input, input)]
    s0: Concat,
    s1: Linear<4>,
    #[from(s1, s1)]
    s2: Mul,
    #[from(input, input)]
    s3: Concat,
    #[from(s3, s3, s0)]
    s4: Mul,
    #[from(s2, s1)]
    s5: Max,
    s6: Dropout<0.3>,
    #[from(s2, s0, s6)]
    s7: Concat,
    #[from(s3, s4)]
    s8: Sub,
    #[from(s7, s7)]
    s9: Add,
    #[from(s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = [2, 1, 5], output = 3)]
pub(crate) struct Graph23 {
    s0: Flatten,
    s1_from_9: Slice<9, 10>,
    #[from(s1_from_9, s1_from_9)]
    s2: Mean,
    s3: LogSoftmax,
    #[from(s1_from_9)]
    s4: Flatten,
    #[from(s3, s4, s1_from_9)]
    s5: Min,
    #[from(s1_from_9, s4, s3)]
    s6: Mul,
    #[from(s5)]
    s7: LayerNorm<0.01>,
    #[from(s6, s7)]
    s8: Concat,
    s9: Linear<3>,
    s10: Relu,
}

#[network(input = [2, 1, 6], output = 3)]
pub(crate) struct Graph24 {
    s0: Flatten,
    s1: Scale,
    s2: Relu,
    #[from(s1)]
    s3: Sigmoid,
    #[from(s2, s0, s3)]
    s4: Min,
    s5: Linear<3>,
}

#[network(input = [2, 1, 3], output = 3)]
pub(crate) struct Graph25 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Sub,
    s2: Normalize,
    s3: Normalize,
    #[from(s1, s2)]
    s4: Sub,
    s5: Relu,
    #[from(s3, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph26 {
    s0: Flatten,
    s1: LogSoftmax,
    #[from(s1, input)]
    s2: Min,
    #[from(s1)]
    s3_from_0: Slice<0, 2>,
    #[from(s1)]
    s4: Dropout<0.3>,
    s5: Normalize,
    #[from(s1)]
    s6_from_2: Slice<2, 3>,
    #[from(s2, s3_from_0, s5, s6_from_2)]
    s7: Concat,
    s8: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph27 {
    s0: Dropout<0.0>,
    #[from(s0, input, s0)]
    s1: Mul,
    #[from(s1, input)]
    s2: Max,
    #[from(input)]
    s3_from_0: Slice<0, 2>,
    #[from(s2)]
    s4: Bias,
    #[from(s3_from_0, s4)]
    s5: Concat,
    s6: Linear<3>,
    s7: Pointwise<Softsign>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph28 {
    #[from(input, input)]
    s0: Sub,
    s1: Linear<19, NoBias>,
    s2: Sigmoid,
    #[from(s2, s0, s0)]
    s3: Concat,
    #[from(s0)]
    s4: Relu,
    #[from(s1, s2)]
    s5: Max,
    #[from(s5, s5)]
    s6: Sub,
    #[from(s4)]
    s7: BatchNorm1d<0.01>,
    #[from(s3, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph29 {
    s0: Distance<6>,
    s1: Neg,
    #[from(s1, s1)]
    s2: Mul,
    #[from(s2, s1, s0)]
    s3: Max,
    #[from(s0)]
    s4: Tanh,
    #[from(s3)]
    s5: Tanh,
    s6: Sigmoid,
    #[from(s1)]
    s7: Tanh,
    #[from(s3, s7)]
    s8: Sub,
    #[from(s2)]
    s9_from_5: Slice<5, 6>,
    #[from(s4, s6, s8, s9_from_5)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph30 {
    #[from(input, input)]
    s0: Mean,
    #[from(input, input, s0)]
    s1: Add,
    s2: Softmax,
    #[from(input, s2, input)]
    s3: Add,
    s4_from_0: Slice<0, 6>,
    #[from(s4_from_0, s4_from_0)]
    s5: Concat,
    #[from(s0)]
    s6: Relu,
    s7_from_5: Slice<5, 6>,
    #[from(s7_from_5, s7_from_5)]
    s8: Add,
    #[from(s5, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph31 {
    #[from(input, input)]
    s0: Concat,
    #[from(s0, s0)]
    s1: Mul,
    s2: Linear<10, 2>,
    s3: Tanh,
    #[from(s0)]
    s4: Flatten,
    #[from(s3)]
    s5: Linear<1, NoBias>,
    s6: Pointwise<Softsign>,
    #[from(s1)]
    s7: Sigmoid,
    #[from(s4)]
    s8: Neg,
    s9: Neg,
    #[from(s6, s7, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = { i0 = 2, i1 = 2 }, output = { o0 = s10, o1 = s9, o2 = s4, o3 = s1 })]
pub(crate) struct Graph32 {
    #[from(i0, i1, i0)]
    s0: Add,
    s1: Tanh,
    s2: Neg,
    #[from(s2, i0)]
    s3: Mean,
    #[from(s1, s3, s0)]
    s4: Concat,
    #[from(s3, i1, i0)]
    s5: Min,
    #[from(s5, s5)]
    s6: Add,
    s7: Sigmoid,
    #[from(s4)]
    s8_from_1: Slice<1, 6>,
    #[from(s7)]
    s9: BatchNorm1d<0.01>,
    #[from(s8_from_1, s8_from_1)]
    s10: Sub,
}

#[network(input = { i0 = 3, i1 = 4 }, output = { o0 = s5, o1 = s0, o2 = s6, o3 = s4 })]
pub(crate) struct Graph33 {
    #[from(i0)]
    s0: Distance<6>,
    #[from(i1, i1)]
    s1: Add,
    #[from(s0, s0)]
    s2: Mul,
    #[from(s2, s0)]
    s3: Min,
    #[from(i0, i0)]
    s4: Sub,
    #[from(s1, i1)]
    s5: Min,
    #[from(s3, s0)]
    s6: Mean,
}

#[network(input = { i0 = 2, i1 = 2, i2 = 1 }, output = { o0 = s4, o1 = s8, o2 = s7 })]
pub(crate) struct Graph34 {
    #[from(i1, i0)]
    s0: Add,
    s1: Normalize,
    #[from(i2, i2)]
    s2: Add,
    #[from(s1, s0, i1)]
    s3: Mean,
    #[from(s2)]
    s4: LayerNorm<0.01>,
    #[from(s3)]
    s5: Relu,
    #[from(s5, s1, i1)]
    s6: Max,
    s7: Tanh,
    #[from(s6)]
    s8: Distance<2>,
}

#[network(input = { i0 = 4, i1 = 1 }, output = { o0 = s6, o1 = s5, o2 = s3, o3 = s4 })]
pub(crate) struct Graph35 {
    #[from(i0)]
    s0: Flatten,
    s1_from_2: Slice<2, 3>,
    #[from(s1_from_2, i0)]
    s2: Concat,
    s3: Linear<4, NoBias>,
    #[from(i1)]
    s4: Scale,
    s5: Softmax,
    #[from(s4, s5)]
    s6: Min,
}

#[network(input = { i0 = 5, i1 = 4, i2 = 5 }, output = { o0 = s4, o1 = s7, o2 = s9, o3 = s5, o4 = s8, o5 = s6 })]
pub(crate) struct Graph36 {
    #[from(i2, i0)]
    s0: Sub,
    #[from(i1)]
    s1: Tanh,
    #[from(s0)]
    s2: Pointwise<Softsign>,
    #[from(i2, s1, s2)]
    s3: Concat,
    #[from(i2, s0)]
    s4: Add,
    #[from(s3)]
    s5: Relu,
    #[from(i2)]
    s6: Normalize,
    #[from(s2)]
    s7: Relu,
    #[from(s3)]
    s8: LogSoftmax,
    #[from(s6)]
    s9: Softmax,
}

#[network(input = { i0 = 2, i1 = 6, i2 = 4 }, output = { o0 = s1, o1 = s4, o2 = s2, o3 = s0, o4 = s3 })]
pub(crate) struct Graph37 {
    #[from(i1, i1)]
    s0: Sub,
    #[from(i0)]
    s1: Tanh,
    #[from(i0)]
    s2: Scale,
    s3: Tanh,
    #[from(i2)]
    s4: Linear<2>,
}

#[network(input = { i0 = 6, i1 = 1, i2 = 5 }, output = { o0 = s0, o1 = s2, o2 = s4, o3 = s5 })]
pub(crate) struct Graph38 {
    #[from(i2)]
    s0: Linear<2, NoBias>,
    #[from(i0)]
    s1_from_4: Slice<4, 5>,
    #[from(s1_from_4, s1_from_4, i1)]
    s2: Mul,
    #[from(i1, s2)]
    s3: Min,
    #[from(s3, s2, i1)]
    s4: Max,
    #[from(s0, s0)]
    s5: Mul,
}

#[network(input = { i0 = 5, i1 = 1 }, output = { o0 = s6, o1 = s2, o2 = s4, o3 = s7 })]
pub(crate) struct Graph39 {
    #[from(i0)]
    s0: RmsNorm<0.01>,
    s1: Neg,
    #[from(s1, s1)]
    s2: Mean,
    #[from(s0)]
    s3: Sigmoid,
    #[from(i1, i1)]
    s4: Add,
    #[from(s3)]
    s5: Pointwise<Softsign>,
    #[from(s2)]
    s6: BatchNorm1d<0.01>,
    #[from(s5, s5, s2)]
    s7: Mean,
}

#[network(input = { i0 = 4, i1 = 1 }, output = { o0 = s1, o1 = s2, o2 = s0 })]
pub(crate) struct Graph40 {
    #[from(i1)]
    s0: RmsNorm<0.01>,
    #[from(s0, s0)]
    s1: Sub,
    #[from(i0)]
    s2: Normalize,
}

#[network(input = { i0 = 1, i1 = 5 }, output = { o0 = s2, o1 = s4, o2 = s9, o3 = s10_from_0, o4 = s6, o5 = s11 })]
pub(crate) struct Graph41 {
    #[from(i0)]
    s0: BatchNorm1d<0.01>,
    #[from(s0, i0)]
    s1: Max,
    #[from(i1)]
    s2: Pointwise<Softsign>,
    #[from(s2, i1, s2)]
    s3: Mean,
    #[from(s1, s0, i0)]
    s4: Min,
    #[from(s3, s2)]
    s5: Mul,
    #[from(s5, i1, s3)]
    s6: Max,
    #[from(s4)]
    s7: BatchNorm1d<0.01>,
    s8: Tanh,
    s9: Neg,
    #[from(s0)]
    s10_from_0: Slice<0, 1>,
    #[from(s5)]
    s11: LogSoftmax,
}

#[network(input = { i0 = 2, i1 = 6, i2 = 5 }, output = { o0 = s7, o1 = s3, o2 = s2, o3 = s8, o4 = s0 })]
pub(crate) struct Graph42 {
    #[from(i0, i0)]
    s0: Add,
    #[from(i1)]
    s1: Scale,
    #[from(s0, i0)]
    s2: Min,
    #[from(i2)]
    s3: Bias,
    #[from(i1)]
    s4: Bias,
    #[from(s1, i1)]
    s5: Min,
    #[from(s4)]
    s6: Flatten,
    #[from(s5, s6)]
    s7: Mul,
    #[from(s2)]
    s8: Relu,
}

#[network(input = { i0 = 1, i1 = 6, i2 = 6 }, output = { o0 = s11, o1 = s7, o2 = s9, o3 = s8, o4 = s10 })]
pub(crate) struct Graph43 {
    #[from(i2, i1)]
    s0: Mean,
    #[from(i2)]
    s1: RmsNorm<0.01>,
    s2: Distance<3>,
    #[from(s2, s1)]
    s3: Concat,
    #[from(i1, i1)]
    s4: Add,
    #[from(i0)]
    s5: Tanh,
    #[from(s0)]
    s6: Dropout<0.0>,
    s7: Flatten,
    #[from(s4)]
    s8: Tanh,
    #[from(s6, i1)]
    s9: Sub,
    #[from(s3)]
    s10: Sigmoid,
    #[from(s5)]
    s11: Flatten,
}

#[network(input = { i0 = 1, i1 = 1, i2 = 6 }, output = { o0 = s7, o1 = s1, o2 = s5, o3 = s6 })]
pub(crate) struct Graph44 {
    #[from(i1, i0)]
    s0: Sub,
    s1: Linear<20, NoBias>,
    #[from(s0)]
    s2: Sigmoid,
    #[from(s0, s0)]
    s3: Mean,
    #[from(s3, i0, i1)]
    s4: Mul,
    #[from(s2, s0)]
    s5: Mul,
    #[from(i0, s4)]
    s6: Concat,
    #[from(i2)]
    s7: Linear<2>,
}

#[network(input = { i0 = 6, i1 = 2 }, output = { o0 = s8, o1 = s7, o2 = s3, o3 = s9, o4 = s1 })]
pub(crate) struct Graph45 {
    #[from(i1, i1)]
    s0: Mul,
    s1: Softmax,
    s2: Tanh,
    #[from(s2, s1)]
    s3: Min,
    #[from(s0)]
    s4: LayerNorm<0.01>,
    s5: LayerNorm<0.01>,
    #[from(i0)]
    s6: LayerNorm<0.01>,
    s7: Relu,
    #[from(s0)]
    s8: Distance<2>,
    #[from(s5)]
    s9: Softmax,
}

#[network(input = { i0 = 4, i1 = 3 }, output = { o0 = s6, o1 = s9, o2 = s10 })]
pub(crate) struct Graph46 {
    #[from(i1, i1)]
    s0: Mul,
    #[from(i0, i0)]
    s1: Mul,
    #[from(i1, i1)]
    s2: Mul,
    #[from(s0)]
    s3: RmsNorm<0.01>,
    #[from(s1)]
    s4: LayerNorm<0.01>,
    s5_from_0: Slice<0, 2>,
    s6: Linear<7>,
    #[from(s2)]
    s7: Bias,
    #[from(s3, i1)]
    s8: Concat,
    s9: Relu,
    #[from(s7)]
    s10: Scale,
}

#[network(input = { i0 = 4, i1 = 1 }, output = { o0 = s4, o1 = s3, o2 = s1 })]
pub(crate) struct Graph47 {
    #[from(i0, i0)]
    s0: Mul,
    #[from(i1, s0)]
    s1: Concat,
    #[from(s1, s1)]
    s2: Sub,
    s3: Sigmoid,
    #[from(s2)]
    s4: RmsNorm<0.01>,
}
