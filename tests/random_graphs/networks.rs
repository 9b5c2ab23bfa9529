//! Random networks, written by `tools/generate/random_graphs.py --seed 1 --count 32`.

use crate::{Gaussian, check};
use netwright::prelude::*;

/// Checks every network, and says of each whether it computes something else in training.
pub(crate) fn check_all() {
    check::<Graph0<f64>, _, _>("Graph0", false);
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
    check::<Graph18<f64>, _, _>("Graph18", false);
    check::<Graph19<f64>, _, _>("Graph19", false);
    check::<Graph20<f64>, _, _>("Graph20", false);
    check::<Graph21<f64>, _, _>("Graph21", false);
    check::<Graph22<f64>, _, _>("Graph22", false);
    check::<Graph23<f64>, _, _>("Graph23", true);
    check::<Graph24<f64>, _, _>("Graph24", false);
    check::<Graph25<f64>, _, _>("Graph25", false);
    check::<Graph26<f64>, _, _>("Graph26", false);
    check::<Graph27<f64>, _, _>("Graph27", false);
    check::<Graph28<f64>, _, _>("Graph28", false);
    check::<Graph29<f64>, _, _>("Graph29", true);
    check::<Graph30<f64>, _, _>("Graph30", false);
    check::<Graph31<f64>, _, _>("Graph31", false);
    check::<Graph32<f64>, _, _>("Graph32", false);
    check::<Graph33<f64>, _, _>("Graph33", false);
    check::<Graph34<f64>, _, _>("Graph34", false);
    check::<Graph35<f64>, _, _>("Graph35", true);
    check::<Graph36<f64>, _, _>("Graph36", false);
    check::<Graph37<f64>, _, _>("Graph37", false);
    check::<Graph38<f64>, _, _>("Graph38", false);
    check::<Graph39<f64>, _, _>("Graph39", false);
    check::<Graph40<f64>, _, _>("Graph40", false);
    check::<Graph41<f64>, _, _>("Graph41", false);
    check::<Graph42<f64>, _, _>("Graph42", true);
    check::<Graph43<f64>, _, _>("Graph43", false);
    check::<Graph44<f64>, _, _>("Graph44", false);
    check::<Graph45<f64>, _, _>("Graph45", false);
    check::<Graph46<f64>, _, _>("Graph46", false);
    check::<Graph47<f64>, _, _>("Graph47", false);
    check::<Graph48<f64>, _, _>("Graph48", false);
    check::<Graph49<f64>, _, _>("Graph49", false);
    check::<Graph50<f64>, _, _>("Graph50", false);
    check::<Graph51<f64>, _, _>("Graph51", false);
    check::<Graph52<f64>, _, _>("Graph52", false);
    check::<Graph53<f64>, _, _>("Graph53", false);
    check::<Graph54<f64>, _, _>("Graph54", false);
    check::<Graph55<f64>, _, _>("Graph55", true);
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph0 {
    s0: Abs,
    #[from(s0, s0, s0)]
    s1: Concat,
    s2: Linear<6>,
    #[from(s0, s0, s2)]
    s3: Concat,
    s4: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph1 {
    #[from(input, input)]
    s0: Sub,
    #[from(input)]
    s1: Silu,
    s2: HardTanh,
    s3: Tanh,
    s4: Exp,
    s5: HardSigmoid,
    #[from(s0)]
    s6: Softmin,
    s7: Linear<7>,
    #[from(s5)]
    s8: PRelu,
    s9: Softsign,
    s10: Square,
    s11: LogSoftmax,
    s12: Linear<5, 3>,
    #[from(s7, s12)]
    s13: Concat,
    s14: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph2 {
    s0: Bias,
    s1: RmsNorm<0.01>,
    #[from(input)]
    s2: Linear<15, NoBias>,
    s3: Pointwise<Gaussian>,
    #[from(s1)]
    s4: Selu,
    #[from(s1, s0, s4)]
    s5: Max,
    s6: PRelu,
    #[from(s2)]
    s7: Neg,
    #[from(s3, s2)]
    s8: Max,
    #[from(s7)]
    s9: LayerNorm<0.01>,
    #[from(s7, s2)]
    s10: Max,
    #[from(s9, s2, s7)]
    s11: Mean,
    #[from(s3, s11)]
    s12: Sub,
    #[from(s6, s8, s10, s12)]
    s13: Concat,
    s14: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph3 {
    s0: Normalize,
    #[from(s0, s0)]
    s1: Concat,
    #[from(s0)]
    s2: Normalize,
    s3: Gelu<Tanh>,
    #[from(s2)]
    s4: Gelu,
    #[from(s1, s3, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph4 {
    s0: HardSwish,
    #[from(s0, s0)]
    s1: Concat,
    s2: Celu<2.0>,
    #[from(s1, s1, s2)]
    s3: Mul,
    #[from(s2, s2)]
    s4: Add,
    #[from(s3)]
    s5: Relu,
    s6: Linear<2>,
    s7: Celu,
    #[from(s4, s7)]
    s8: Concat,
    s9: Linear<3>,
    s10: Relu,
}

#[network(input = [2, 1, 5], output = 3)]
pub(crate) struct Graph5 {
    s0: Flatten,
    s1: Sigmoid,
    #[from(s0)]
    s2: Linear<4>,
    #[from(s1, s0, s1)]
    s3: Mean,
    s4: Neg,
    s5: Distance<2>,
    #[from(s2, s5)]
    s6: Concat,
    s7: Linear<3>,
    s8: Sigmoid,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph6 {
    s0: ThresholdedRelu<-0.5, 0.1>,
    #[from(s0, input, s0)]
    s1: Mul,
    s2: Elu,
    s3: Celu,
    #[from(s3, s2, s3)]
    s4: Mul,
    #[from(s1)]
    s5: Linear<6, NoBias>,
    s6: Relu,
    #[from(input)]
    s7: Mish,
    #[from(s4)]
    s8: Linear<6, NoBias>,
    s9: Softsign,
    s10: Square,
    #[from(s6, s7, s10)]
    s11: Concat,
    s12: Linear<3>,
    s13: Relu,
}

#[network(input = [2, 1, 6], output = 3)]
pub(crate) struct Graph7 {
    s0: Flatten,
    s1: Celu<2.0>,
    s2: ThresholdedRelu<-0.5, 0.1>,
    s3_from_10: Slice<10, 11>,
    #[from(s1)]
    s4: Pointwise<Gaussian>,
    #[from(s2)]
    s5: Dropout<0.0>,
    s6: Dropout<0.0>,
    #[from(s1)]
    s7: Silu,
    #[from(s5, s5, s0)]
    s8: Add,
    #[from(s6, s5)]
    s9: Add,
    #[from(s3_from_10)]
    s10: Softmax,
    #[from(s10, s4)]
    s11: Concat,
    #[from(s4, s2)]
    s12: Mean,
    #[from(s7, s8, s9, s11, s12)]
    s13: Concat,
    s14: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph8 {
    s0: Relu,
    #[from(s0, s0)]
    s1: Sub,
    #[from(input)]
    s2: PRelu,
    #[from(s1)]
    s3: Selu,
    #[from(s2)]
    s4: Celu<2.0>,
    s5: Sigmoid,
    s6: Relu6,
    #[from(input)]
    s7: Linear<1>,
    s8: Silu,
    #[from(s7)]
    s9: Mish,
    #[from(s3, s6, s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph9 {
    s0: Linear<4>,
    #[from(input, s0)]
    s1: Max,
    #[from(input)]
    s2: HardSigmoid,
    #[from(s2, s2)]
    s3: Mul,
    #[from(input, s3)]
    s4: Max,
    #[from(s3, s1)]
    s5: Sub,
    #[from(s5, s5, s1)]
    s6: Add,
    s7: LogSoftmax,
    #[from(s7, s6)]
    s8: Sub,
    #[from(s4, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph10 {
    #[from(input, input)]
    s0: Add,
    s1: Softsign,
    s2: Square,
    #[from(s1)]
    s3: Softsign,
    s4: Selu,
    #[from(s2, s3)]
    s5: Concat,
    #[from(s4)]
    s6: Celu,
    s7: Normalize,
    #[from(s5, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph11 {
    s0: Linear<3, 6>,
    s1: HardSigmoid,
    #[from(s1, s0)]
    s2: Concat,
    #[from(input)]
    s3: Scale,
    s4: Softplus<2.0>,
    s5: Sqrt,
    #[from(s5, input, s3)]
    s6: Max,
    #[from(s2)]
    s7: Linear<7, NoBias>,
    #[from(s6)]
    s8: Dropout<0.0>,
    #[from(s8, s6)]
    s9: Add,
    s10: Linear<3, 1>,
    s11: Bias,
    #[from(s7, s11)]
    s12: Concat,
    s13: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph12 {
    #[from(input, input)]
    s0: Add,
    #[from(input)]
    s1: Softsign,
    s2: Softplus<0.5, 1.0>,
    s3: Log,
    #[from(input, input)]
    s4: Mul,
    #[from(s3)]
    s5: Linear<1>,
    s6: Gelu,
    s7: Relu,
    #[from(s6, s7)]
    s8: Sub,
    #[from(s0, s4, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph13 {
    s0: Selu,
    #[from(s0, s0)]
    s1: Sub,
    s2: LogSoftmax,
    #[from(s2, input, s0)]
    s3: Add,
    s4: Linear<2, 2>,
    s5: Softmin,
    #[from(s1)]
    s6: Mish,
    s7: HardSigmoid,
    #[from(input, s7)]
    s8: Add,
    #[from(s5, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph14 {
    s0: LayerNorm<0.01>,
    s1: BatchNorm1d<0.01>,
    #[from(s1, input)]
    s2: Mean,
    #[from(s2, input)]
    s3: Mean,
    #[from(s3, s3)]
    s4: Sub,
    #[from(s4, s3)]
    s5: Add,
    #[from(s2, s4, s0)]
    s6: Max,
    #[from(s3, input)]
    s7: Max,
    #[from(s5, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph15 {
    s0: Linear<3>,
    s1: LayerNorm<0.01>,
    s2: Neg,
    s3: Normalize,
    #[from(s0)]
    s4: Selu,
    #[from(s3, s2)]
    s5: Sub,
    s6: Distance<1>,
    #[from(s6, s6)]
    s7: Mul,
    #[from(s6)]
    s8: Softsign,
    #[from(s4)]
    s9: Selu,
    #[from(s8, s7, s6)]
    s10: Max,
    #[from(s6)]
    s11: Relu6,
    #[from(s9, s10, s11)]
    s12: Concat,
    s13: Linear<3>,
    s14: PRelu,
}

#[network(input = [2, 1, 3], output = 3)]
pub(crate) struct Graph16 {
    s0: Flatten,
    s1: HardTanh,
    #[from(s1, s0)]
    s2: Min,
    #[from(s0)]
    s3: RmsNorm<0.01>,
    #[from(s2, s1, s3)]
    s4: Mean,
    s5: Linear<3>,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph17 {
    s0: Softmax,
    #[from(s0, input)]
    s1: Sub,
    s2: Linear<3>,
    s3: Exp,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph18 {
    s0: Tanh,
    s1: Exp,
    s2: LayerNorm<0.01>,
    #[from(s2, s1, s0)]
    s3: Mean,
    s4: Softplus,
    s5: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph19 {
    s0: Dropout<0.0>,
    s1: Linear<6, 2>,
    s2: Scale,
    s3: Celu<2.0>,
    s4: Linear<7, NoBias>,
    s5: LeakyRelu<0.2>,
    s6: HardSigmoid,
    #[from(s4)]
    s7: Bias,
    #[from(s6)]
    s8: LogSoftmax,
    #[from(s7, s8, s4)]
    s9: Min,
    s10: Silu,
    s11: Linear<3>,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph20 {
    s0: Celu,
    s1: Abs,
    s2: Linear<5>,
    s3: Normalize,
    s4: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph21 {
    s0: Softplus<2.0>,
    s1: Sqrt,
    #[from(s1, s1)]
    s2: Mean,
    #[from(s2, s2)]
    s3: Mean,
    #[from(s3, s2, s3)]
    s4: Mul,
    s5: Dropout<0.0>,
    #[from(s3, s3, s1)]
    s6: Add,
    #[from(s2, s6)]
    s7: Concat,
    #[from(s5, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph22 {
    s0: Scale,
    s1: Softplus<0.5, 1.0>,
    s2: Sqrt,
    #[from(s2, s0)]
    s3: Mul,
    #[from(input, s3)]
    s4: Min,
    #[from(s0)]
    s5: HardTanh,
    s6: Distance<6>,
    #[from(s4, s2, s3)]
    s7: Max,
    #[from(s1)]
    s8: Tanh,
    #[from(s6, s7, s8)]
    s9: Concat,
    s10: Linear<3>,
    s11: Relu,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph23 {
    #[from(input, input)]
    s0: Add,
    s1: LayerNorm<0.01>,
    #[from(s1, input)]
    s2: Max,
    #[from(s2, input, s1)]
    s3: Add,
    s4: PRelu,
    #[from(input)]
    s5: BatchNorm1d<0.01>,
    s6: Linear<3, 8>,
    #[from(s4, s3, s2)]
    s7: Min,
    #[from(s5)]
    s8: PRelu,
    #[from(s6, s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph24 {
    #[from(input, input)]
    s0: Mul,
    s1: Linear<4, 2>,
    s2: Pointwise<Gaussian>,
    s3: Pointwise<Gaussian>,
    #[from(s0)]
    s4: Distance<6>,
    #[from(s3, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph25 {
    s0: Relu,
    s1: Softsign,
    #[from(s0)]
    s2: Softmax,
    #[from(s0)]
    s3: Pointwise<Gaussian>,
    s4: Normalize,
    #[from(s1, input)]
    s5: Min,
    s6: Linear<6, 4>,
    #[from(s2)]
    s7: HardSwish,
    #[from(s7, s0)]
    s8: Sub,
    #[from(s8, s3)]
    s9: Max,
    #[from(s7, s5)]
    s10: Min,
    #[from(s4, s6, s9, s10)]
    s11: Concat,
    s12: Linear<3>,
    s13: LeakyRelu<-0.5>,
}

#[network(input = [2, 1, 3], output = 3)]
pub(crate) struct Graph26 {
    s0: Flatten,
    #[from(s0, s0, s0)]
    s1: Concat,
    #[from(s1, s1)]
    s2: Add,
    s3: Scale,
    #[from(s2, s1)]
    s4: Max,
    s5: HardTanh<-0.3, 2.0>,
    #[from(s3, s1, s2)]
    s6: Min,
    #[from(s5)]
    s7: Neg,
    #[from(s5)]
    s8: Tanh,
    s9: Exp,
    s10: Softmin,
    #[from(s6, s7, s10)]
    s11: Concat,
    s12: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph27 {
    #[from(input, input)]
    s0: Mean,
    #[from(input)]
    s1: Sigmoid,
    #[from(s0)]
    s2: Normalize,
    #[from(s1, s2)]
    s3: Concat,
    s4: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph28 {
    #[from(input, input)]
    s0: Mean,
    #[from(s0, input)]
    s1: Min,
    #[from(s0, input)]
    s2: Sub,
    #[from(s0)]
    s3: Relu6,
    s4: LogSoftmax,
    #[from(s0, s2)]
    s5: Concat,
    #[from(s4, input, s4)]
    s6: Concat,
    #[from(input, s0, s4)]
    s7: Mean,
    #[from(s1, s5, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[network(input = [2, 1, 6], output = 3)]
pub(crate) struct Graph29 {
    s0: Flatten,
    s1: Softplus<0.5, 1.0>,
    #[from(s1, s1)]
    s2: Sub,
    #[from(s0)]
    s3: Linear<12, 1>,
    s4: Celu,
    s5: Dropout<0.0>,
    s6: Normalize,
    #[from(s6, s3)]
    s7: Sub,
    #[from(s7, s6)]
    s8: Sub,
    #[from(s8, s7, s6)]
    s9: Min,
    s10: BatchNorm1d<0.01>,
    #[from(s10, s3)]
    s11: Sub,
    #[from(s2, s11)]
    s12: Concat,
    s13: Linear<3>,
    s14: Softsign,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph30 {
    s0: Softsign,
    s1: Silu,
    s2: Relu6,
    #[from(input)]
    s3: Relu,
    #[from(s0, s0)]
    s4: Sub,
    #[from(s2, s3, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph31 {
    #[from(input, input)]
    s0: Mean,
    #[from(s0, input, s0)]
    s1: Mean,
    #[from(input)]
    s2: HardSigmoid,
    #[from(s1, s2)]
    s3: Concat,
    s4: Linear<3>,
}

#[network(input = { i0 = 2, i1 = 2 }, output = { o0 = s2, o1 = s11, o2 = s8, o3 = s10, o4 = s7, o5 = s6 })]
pub(crate) struct Graph32 {
    #[from(i0, i1, i0)]
    s0: Add,
    s1: Relu,
    #[from(s1, s0, i0)]
    s2: Mul,
    #[from(s0)]
    s3: Tanh,
    s4: Exp,
    #[from(s4, s1, s3)]
    s5: Mul,
    #[from(s2, s4)]
    s6: Sub,
    #[from(s0, s5)]
    s7: Concat,
    #[from(s6)]
    s8: Tanh,
    #[from(s3)]
    s9: Sigmoid,
    #[from(s9, i1)]
    s10: Sub,
    #[from(i1)]
    s11: RmsNorm<0.01>,
}

#[network(input = { i0 = 4, i1 = 1 }, output = { o0 = s7, o1 = s9, o2 = s6, o3 = s8 })]
pub(crate) struct Graph33 {
    #[from(i0)]
    s0: Linear<12>,
    s1: Tanh,
    #[from(i0)]
    s2: HardSwish,
    #[from(i1)]
    s3: Elu,
    #[from(s1)]
    s4: Neg,
    #[from(s2)]
    s5: Tanh,
    #[from(s3)]
    s6: Gelu,
    #[from(s5, s2, s5)]
    s7: Concat,
    #[from(s7, s4, s1)]
    s8: Mean,
    #[from(s6)]
    s9: Celu<2.0>,
}

#[network(input = { i0 = 3, i1 = 4, i2 = 2 }, output = { o0 = s4, o1 = s5, o2 = s6 })]
pub(crate) struct Graph34 {
    #[from(i2, i2)]
    s0: Mean,
    #[from(i1, i0)]
    s1: Concat,
    #[from(s0)]
    s2: Dropout<0.0>,
    s3: RmsNorm<0.01>,
    #[from(i2, s3)]
    s4: Sub,
    #[from(s1)]
    s5: Pointwise<Gaussian>,
    #[from(s4, s3)]
    s6: Max,
}

#[network(input = { i0 = 3, i1 = 1, i2 = 1 }, output = { o0 = s8, o1 = s6, o2 = s2, o3 = s5 })]
pub(crate) struct Graph35 {
    #[from(i2)]
    s0: Softmax,
    #[from(i0)]
    s1_from_2: Slice<2, 3>,
    #[from(i1, s1_from_2)]
    s2: Add,
    #[from(s2, s0, s2)]
    s3: Concat,
    s4: Selu,
    #[from(s3, s3, s4)]
    s5: Add,
    #[from(s3)]
    s6: ThresholdedRelu<0.25>,
    s7: BatchNorm1d<0.01>,
    #[from(s7, s0, s4)]
    s8: Concat,
}

#[network(input = { i0 = 6, i1 = 2 }, output = { o0 = s4, o1 = s8, o2 = s7, o3 = s2, o4 = s5 })]
pub(crate) struct Graph36 {
    #[from(i0, i0)]
    s0: Mean,
    #[from(i1)]
    s1: LayerNorm<0.01>,
    #[from(i0)]
    s2: Linear<3, NoBias>,
    s3: Sigmoid,
    #[from(s3, s3, s2)]
    s4: Mul,
    #[from(s1)]
    s5: Linear<4>,
    #[from(s0, i0, s0)]
    s6: Mean,
    #[from(i0, s6)]
    s7: Min,
    #[from(i1)]
    s8: Distance<5>,
}

#[network(input = { i0 = 3, i1 = 2 }, output = { o0 = s7, o1 = s6, o2 = s8, o3 = s4, o4 = s0, o5 = s1, o6 = s3 })]
pub(crate) struct Graph37 {
    #[from(i1)]
    s0: Linear<1>,
    #[from(i1)]
    s1: Scale,
    #[from(s0, s0)]
    s2: Add,
    s3: Softsign,
    s4: Square,
    #[from(s3)]
    s5: Softsign,
    s6: Square,
    #[from(i1)]
    s7: HardSigmoid,
    #[from(i0)]
    s8: Linear<2>,
}

#[network(input = { i0 = 6, i1 = 5 }, output = { o0 = s6, o1 = s7 })]
pub(crate) struct Graph38 {
    #[from(i0)]
    s0: Softmax,
    #[from(s0, i0)]
    s1: Mean,
    #[from(i1)]
    s2: Linear<9>,
    #[from(i0, s0)]
    s3: Add,
    #[from(s1, i0, s3)]
    s4: Max,
    #[from(s2, s2)]
    s5: Mul,
    s6: Elu<0.5>,
    #[from(s4, s4, s0)]
    s7: Add,
}

#[network(input = { i0 = 2, i1 = 5 }, output = { o0 = s6, o1 = s9, o2 = s10 })]
pub(crate) struct Graph39 {
    #[from(i0, i0)]
    s0: Mul,
    #[from(s0, i1, i1)]
    s1: Concat,
    #[from(i1)]
    s2: Softplus,
    s3: Log,
    s4: Softplus<2.0>,
    s5: Log,
    #[from(s1)]
    s6: Relu,
    #[from(s5, i1)]
    s7: Min,
    #[from(s7, s2, s3)]
    s8: Min,
    #[from(s5)]
    s9: LayerNorm<0.01>,
    #[from(s8)]
    s10: Linear<13>,
}

#[network(input = { i0 = 6, i1 = 6, i2 = 5 }, output = { o0 = s11, o1 = s12, o2 = s7, o3 = s13, o4 = s6 })]
pub(crate) struct Graph40 {
    #[from(i2)]
    s0: Linear<5, NoBias>,
    s1: Mish,
    #[from(i0)]
    s2: Celu<2.0>,
    #[from(i0)]
    s3: Linear<6, 6>,
    #[from(i1)]
    s4: Tanh,
    #[from(s1)]
    s5: Softmax,
    #[from(s2, s4)]
    s6: Add,
    #[from(s5, i0)]
    s7: Concat,
    #[from(s3)]
    s8: LeakyRelu<0.2>,
    s9: Linear<6, 5>,
    s10: LeakyRelu,
    #[from(s10, s5, i2)]
    s11: Mean,
    #[from(s7)]
    s12: Linear<20, NoBias>,
    s13: Exp,
}

#[network(input = { i0 = 6, i1 = 3, i2 = 1 }, output = { o0 = s10, o1 = s7, o2 = s5, o3 = s11, o4 = s12, o5 = s2, o6 = s4 })]
pub(crate) struct Graph41 {
    #[from(i0, i0)]
    s0: Mean,
    #[from(i1)]
    s1: Linear<3, 1, NoBias>,
    s2: Sigmoid,
    #[from(s0, s0)]
    s3: Concat,
    s4: Selu,
    #[from(i0, s0)]
    s5: Max,
    #[from(s4)]
    s6: Linear<12, 12>,
    s7: Selu,
    #[from(s1)]
    s8: LayerNorm<0.01>,
    s9: RmsNorm<0.01>,
    #[from(i2, s9)]
    s10: Mean,
    #[from(s2, s1, s2)]
    s11: Add,
    #[from(s9)]
    s12: LogSoftmax,
}

#[network(input = { i0 = 6, i1 = 6 }, output = { o0 = s8, o1 = s4 })]
pub(crate) struct Graph42 {
    #[from(i0)]
    s0: Mish,
    #[from(s0, i1, s0)]
    s1: Mul,
    #[from(s1, i1)]
    s2: Mean,
    s3: Linear<7>,
    #[from(s1)]
    s4: Relu,
    #[from(s3, s3)]
    s5: Sub,
    s6: Linear<5>,
    #[from(s6, s6)]
    s7: Sub,
    s8: BatchNorm1d<0.01>,
}

#[network(input = { i0 = 5, i1 = 4 }, output = { o0 = s9, o1 = s10, o2 = s8, o3 = s6, o4 = s7 })]
pub(crate) struct Graph43 {
    #[from(i1, i1)]
    s0: Concat,
    #[from(i0)]
    s1: Softplus,
    s2: Sqrt,
    #[from(s1)]
    s3: LeakyRelu,
    #[from(s2)]
    s4: Dropout<0.0>,
    #[from(s3, s3, s2)]
    s5: Mean,
    #[from(s5, s5, s1)]
    s6: Add,
    #[from(i0)]
    s7: Linear<5, 7>,
    #[from(s2, s4)]
    s8: Max,
    #[from(s5)]
    s9: Relu6,
    #[from(s0)]
    s10: Softsign,
}

#[network(input = { i0 = 4, i1 = 1, i2 = 3 }, output = { o0 = s0, o1 = s2, o2 = s1 })]
pub(crate) struct Graph44 {
    #[from(i1, i1)]
    s0: Mul,
    #[from(i2, i2)]
    s1: Mul,
    #[from(i0)]
    s2: Linear<2>,
}

#[network(input = { i0 = 4, i1 = 1 }, output = { o0 = s0, o1 = s2 })]
pub(crate) struct Graph45 {
    #[from(i0)]
    s0: Relu,
    #[from(i1, i0, i0)]
    s1: Concat,
    s2: Pointwise<Gaussian>,
}

#[network(input = { i0 = 4, i1 = 1 }, output = { o0 = s5, o1 = s10, o2 = s8, o3 = s7 })]
pub(crate) struct Graph46 {
    #[from(i1, i1)]
    s0: Add,
    #[from(i0)]
    s1: Dropout<0.0>,
    #[from(s0, s0, s1)]
    s2: Concat,
    s3: Neg,
    s4: LogSoftmax,
    s5: Flatten,
    #[from(s1, i0)]
    s6: Sub,
    #[from(s5)]
    s7: Silu,
    #[from(s2, s2, s5)]
    s8: Add,
    #[from(s6)]
    s9: Softplus,
    s10: Log,
}

#[network(input = { i0 = 4, i1 = 1, i2 = 4 }, output = { o0 = s1, o1 = s4, o2 = s3, o3 = s2 })]
pub(crate) struct Graph47 {
    #[from(i2, i2)]
    s0: Sub,
    s1: Softmin,
    s2: Softmin,
    #[from(i0)]
    s3: Linear<2>,
    #[from(i1)]
    s4: Linear<2>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph48 {
    s0_from_0: Slice<0, 2>,
    s1: Embedding<2, 4>,
    #[from(input)]
    s2_from_2: Slice<2, 4>,
    #[from(s1)]
    s3: Mish,
    s4: Flatten,
    #[from(s4, s4)]
    s5: Mul,
    s6: Linear<2, NoBias>,
    #[from(s4)]
    s7: RmsNorm<0.01>,
    #[from(s7, s5, s1)]
    s8: Mul,
    #[from(s2_from_2, s6, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[network(input = { i0 = 3, i1 = 3 }, output = 3)]
pub(crate) struct Graph49 {
    #[from(i1)]
    s0: Embedding<3, 3>,
    s1: Flatten,
    #[from(s1, s0)]
    s2: Min,
    s3: Softmax,
    #[from(s0)]
    s4: Linear<4>,
    #[from(s3, s1)]
    s5: Min,
    #[from(s5, s1)]
    s6: Sub,
    #[from(s0)]
    s7: Scale,
    #[from(s6, s4, s1)]
    s8: Concat,
    #[from(i0)]
    s9_from_1: Slice<1, 3>,
    #[from(s7, s8, s9_from_1)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = { i0 = 3, i1 = 3 }, output = 3)]
pub(crate) struct Graph50 {
    #[from(i1)]
    s0: Embedding<5, 2>,
    #[from(i0)]
    s1: Dropout<0.0>,
    #[from(i0, s1)]
    s2: Mul,
    #[from(s0)]
    s3: Elu,
    s4: Gelu,
    #[from(s2, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[network(input = 8, output = 3)]
pub(crate) struct Graph51 {
    s0_from_0: Slice<0, 4>,
    s1: Embedding<4, 3>,
    #[from(input)]
    s2_from_4: Slice<4, 8>,
    #[from(s2_from_4, s2_from_4)]
    s3: Mean,
    s4: Softplus,
    s5: Sqrt,
    #[from(s1)]
    s6: Silu,
    #[from(s3)]
    s7: Neg,
    #[from(s5, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph52 {
    s0_from_0: Slice<0, 2>,
    s1: Embedding<4, 1>,
    #[from(input)]
    s2_from_2: Slice<2, 4>,
    #[from(s1)]
    s3: Relu6,
    #[from(s2_from_2, s3)]
    s4: Min,
    #[from(s4, s3, s1)]
    s5: Max,
    #[from(s2_from_2)]
    s6: Neg,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[network(input = { i0 = 2, i1 = 3 }, output = 3)]
pub(crate) struct Graph53 {
    #[from(i1)]
    s0: Embedding<4, 1>,
    s1: Softsign,
    s2: Square,
    #[from(i0)]
    s3: Celu,
    #[from(s2)]
    s4: Tanh,
    #[from(s3, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph54 {
    s0_from_0: Slice<0, 2>,
    s1: Embedding<5, 3>,
    #[from(input)]
    s2_from_2: Slice<2, 3>,
    #[from(s1)]
    s3: Linear<6, 1>,
    s4: HardTanh<-0.3, 2.0>,
    s5: Bias,
    #[from(s1, s1)]
    s6: Sub,
    #[from(s2_from_2, s2_from_2, s3)]
    s7: Add,
    #[from(s4, s7, s6)]
    s8: Concat,
    #[from(s5, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph55 {
    s0_from_0: Slice<0, 2>,
    s1: Embedding<4, 1>,
    #[from(input)]
    s2_from_2: Slice<2, 5>,
    #[from(s1)]
    s3: RmsNorm<0.01>,
    #[from(s2_from_2)]
    s4: Normalize,
    #[from(s3)]
    s5: Elu,
    #[from(s5, s3, s1)]
    s6: Add,
    #[from(s4)]
    s7: BatchNorm1d<0.01>,
    s8: Relu,
    #[from(s4)]
    s9: Softplus<2.0>,
    #[from(s9, s9)]
    s10: Sub,
    #[from(s6)]
    s11: Flatten,
    #[from(s10, s10)]
    s12: Concat,
    #[from(s4)]
    s13: RmsNorm<0.01>,
    #[from(s8)]
    s14: Bias,
    #[from(s11, s12, s13, s14)]
    s15: Concat,
    s16: Linear<3>,
}
