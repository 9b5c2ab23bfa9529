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
    check::<Graph7<f64>, _, _>("Graph7", true);
    check::<Graph8<f64>, _, _>("Graph8", false);
    check::<Graph9<f64>, _, _>("Graph9", true);
    check::<Graph10<f64>, _, _>("Graph10", false);
    check::<Graph11<f64>, _, _>("Graph11", false);
    check::<Graph12<f64>, _, _>("Graph12", false);
    check::<Graph13<f64>, _, _>("Graph13", false);
    check::<Graph14<f64>, _, _>("Graph14", false);
    check::<Graph15<f64>, _, _>("Graph15", false);
    check::<Graph16<f64>, _, _>("Graph16", true);
    check::<Graph17<f64>, _, _>("Graph17", false);
    check::<Graph18<f64>, _, _>("Graph18", false);
    check::<Graph19<f64>, _, _>("Graph19", true);
    check::<Graph20<f64>, _, _>("Graph20", false);
    check::<Graph21<f64>, _, _>("Graph21", false);
    check::<Graph22<f64>, _, _>("Graph22", false);
    check::<Graph23<f64>, _, _>("Graph23", false);
    check::<Graph24<f64>, _, _>("Graph24", false);
    check::<Graph25<f64>, _, _>("Graph25", false);
    check::<Graph26<f64>, _, _>("Graph26", true);
    check::<Graph27<f64>, _, _>("Graph27", false);
    check::<Graph28<f64>, _, _>("Graph28", false);
    check::<Graph29<f64>, _, _>("Graph29", false);
    check::<Graph30<f64>, _, _>("Graph30", true);
    check::<Graph31<f64>, _, _>("Graph31", true);
    check::<Graph32<f64>, _, _>("Graph32", false);
    check::<Graph33<f64>, _, _>("Graph33", false);
    check::<Graph34<f64>, _, _>("Graph34", false);
    check::<Graph35<f64>, _, _>("Graph35", false);
    check::<Graph36<f64>, _, _>("Graph36", false);
    check::<Graph37<f64>, _, _>("Graph37", false);
    check::<Graph38<f64>, _, _>("Graph38", false);
    check::<Graph39<f64>, _, _>("Graph39", false);
    check::<Graph40<f64>, _, _>("Graph40", false);
    check::<Graph41<f64>, _, _>("Graph41", false);
    check::<Graph42<f64>, _, _>("Graph42", false);
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
    check::<Graph55<f64>, _, _>("Graph55", false);
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
    s5: Linear<12>,
    s6: Reshape<1, 4, _>,
    s7_crop_3_1: Crop<1, 0, 3, 0>,
    s8: Flatten,
    #[from(s5)]
    s9: Dropout<0.0>,
    #[from(s0)]
    s10: Linear<12>,
    s11: Reshape<6, _>,
    s12_circular_2: Pad<2, Circular>,
    s13_circular_0: Pad<0, 2, Circular>,
    s14: Flatten,
    #[from(s8, s9, s14)]
    s15: Concat,
    s16: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph2 {
    s0: Softsign,
    s1: Softsign,
    s2: Square,
    #[from(s2, s1)]
    s3: Concat,
    #[from(input, s3)]
    s4: Concat,
    #[from(s0)]
    s5: Softsign,
    #[from(s4)]
    s6: Distance<6>,
    s7: Linear<4>,
    s8: HardSwish,
    #[from(s5, s2)]
    s9: Add,
    #[from(s6)]
    s10: Pointwise<Gaussian>,
    s11: Flatten,
    #[from(s5)]
    s12_from_4: Slice<4, 6>,
    #[from(s8, s9, s11, s12_from_4)]
    s13: Concat,
    s14: Linear<3>,
    s15: ThresholdedRelu,
}

#[network(input = [2, 1, 4], output = 3)]
pub(crate) struct Graph3 {
    s0: Flatten,
    s1: Normalize,
    #[from(s1, s1)]
    s2: Concat,
    #[from(s1)]
    s3: Normalize,
    s4: Gelu<Tanh>,
    #[from(s3)]
    s5: Gelu,
    #[from(s4)]
    s6: Relu,
    #[from(s2, s5, s6)]
    s7: Concat,
    s8: Linear<3>,
    s9: LeakyRelu<0.2>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph4 {
    s0: Linear<6, 1, NoBias>,
    s1: Gelu<Tanh>,
    s2: Elu<0.5>,
    s3: Mish,
    s4: Relu,
    s5: Linear<2>,
    #[from(s2)]
    s6: Celu,
    #[from(s5)]
    s7: PRelu,
    #[from(s6, s3)]
    s8: Sub,
    #[from(s7, s5)]
    s9: Max,
    #[from(s8, s0, s8)]
    s10: Mean,
    #[from(s9, s10)]
    s11: Concat,
    s12: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph5 {
    #[from(input, input)]
    s0: Sub,
    #[from(s0, s0, input)]
    s1: Mean,
    s2: Celu,
    #[from(s2, s1, input)]
    s3: Add,
    s4: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph6 {
    s0: Elu,
    s1: Celu,
    #[from(s1, s0, s1)]
    s2: Mul,
    #[from(s1)]
    s3: Linear<6, NoBias>,
    s4: Relu,
    #[from(input)]
    s5: Linear<12>,
    s6: Reshape<_>,
    s7: Relu,
    #[from(s2)]
    s8: Selu,
    #[from(s4, s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph7 {
    s0: Sigmoid,
    s1: BatchNorm1d<0.01>,
    s2: Normalize,
    #[from(s1)]
    s3: HardTanh<-0.3, 2.0>,
    s4: Linear<3>,
    #[from(s4, s4)]
    s5: Mean,
    #[from(s1, s1)]
    s6: Add,
    #[from(s4, s4, s5)]
    s7: Add,
    #[from(s2)]
    s8: BatchNorm1d<0.01>,
    s9: Softsign,
    #[from(s6, s7, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph8 {
    s0: Linear<12>,
    s1: Reshape<4, _>,
    s2_replicate_0: Pad<0, 2, Replicate>,
    s3: Flatten,
    #[from(s0)]
    s4: Linear<3, NoBias>,
    #[from(s3)]
    s5: Bias,
    #[from(s5, s5)]
    s6: Add,
    #[from(s4, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph9 {
    s0: BatchNorm1d<0.01>,
    #[from(input)]
    s1: Linear<1>,
    s2: Silu,
    #[from(s1)]
    s3: Linear<6>,
    s4: Abs,
    #[from(s2)]
    s5: Relu6,
    #[from(s4, s4)]
    s6: Mean,
    #[from(s3, s4)]
    s7: Mean,
    s8: Normalize,
    #[from(s0, input)]
    s9: Max,
    s10: Linear<12>,
    s11: Reshape<_>,
    s12: Relu,
    #[from(s8, s6, s7)]
    s13: Add,
    #[from(s5, s12, s13)]
    s14: Concat,
    s15: Linear<3>,
    s16: LeakyRelu<-0.5>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph10 {
    s0: LogSoftmax,
    #[from(s0, input)]
    s1: Min,
    s2: Linear<5>,
    s3: Exp,
    #[from(s2)]
    s4: RmsNorm<0.01>,
    #[from(s3)]
    s5: Softplus<0.5, 1.0>,
    #[from(s4)]
    s6: Elu,
    #[from(s5, s3, s4)]
    s7: Mul,
    #[from(s6)]
    s8: Normalize,
    #[from(s7, s8)]
    s9: Concat,
    s10: Linear<3>,
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
    s8: Linear<12>,
    s9: Reshape<_, 12>,
    s10_zeros_0: Pad<0, 1, Zeros>,
    s11_nearest: Upsample<2>,
    s12: Flatten,
    #[from(s5, s3)]
    s13: Sub,
    #[from(s12)]
    s14_from_6: Slice<6, 21>,
    #[from(s13)]
    s15: Dropout<0.0>,
    #[from(s7, s14_from_6, s15)]
    s16: Concat,
    s17: Linear<3>,
}

#[network(input = [2, 1, 6], output = 3)]
pub(crate) struct Graph12 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Mul,
    #[from(s1, s1)]
    s2: Mean,
    #[from(s2, s0, s2)]
    s3: Concat,
    s4: Linear<36, 1>,
    #[from(s4, s4)]
    s5: Sub,
    s6: Linear<1, 3>,
    #[from(s6, s6)]
    s7: Concat,
    s8: Softmin,
    #[from(s4, s4)]
    s9: Mean,
    s10: Softsign,
    s11: Tanh,
    s12: Exp,
    #[from(s8, s12)]
    s13: Concat,
    s14: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph13 {
    s0: Mish,
    s1: HardSigmoid,
    #[from(s1, s1)]
    s2: Concat,
    #[from(s1, s0, s1)]
    s3: Mul,
    #[from(s2)]
    s4: Linear<12, 6, NoBias>,
    s5: Softplus<0.5, 1.0>,
    #[from(s3, s5, input)]
    s6: Mean,
    #[from(s0)]
    s7: Linear<6, 2>,
    s8: Silu,
    #[from(s6, s0, s3)]
    s9: Min,
    #[from(s8, s3, s8)]
    s10: Concat,
    s11: Scale,
    #[from(s6)]
    s12: Linear<3>,
    #[from(s9, s11, s12)]
    s13: Concat,
    s14: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph14 {
    s0: Softplus<2.0>,
    s1: Sqrt,
    s2: Selu,
    #[from(input, s2, s0)]
    s3: Mul,
    #[from(input, s3, s1)]
    s4: Max,
    #[from(s1, input, s3)]
    s5: Max,
    #[from(s4)]
    s6: Selu,
    #[from(s6, s3, s1)]
    s7: Max,
    #[from(s7, s5, s7)]
    s8: Add,
    s9: ThresholdedRelu,
    s10: HardTanh,
    #[from(s10, s7)]
    s11: Min,
    s12: Linear<3>,
    s13: Exp,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph15 {
    #[from(input, input, input)]
    s0: Concat,
    #[from(input)]
    s1: Tanh,
    #[from(input, s1)]
    s2: Min,
    #[from(s0, s2)]
    s3: Concat,
    s4: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph16 {
    s0: Pointwise<Gaussian>,
    s1: Linear<12>,
    s2: Reshape<_, 6>,
    s3_nearest: Upsample<2>,
    s4: Flatten,
    #[from(s0)]
    s5: Tanh,
    s6: Exp,
    s7: Relu6,
    s8: LeakyRelu<-0.5>,
    #[from(s8, input)]
    s9: Min,
    #[from(s4)]
    s10: Mish,
    #[from(s9)]
    s11: Flatten,
    #[from(input)]
    s12: BatchNorm1d<0.01>,
    #[from(s10, s4)]
    s13: Min,
    #[from(s11, s12, s13)]
    s14: Concat,
    s15: Linear<3>,
}

#[network(input = [2, 1, 6], output = 3)]
pub(crate) struct Graph17 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Mul,
    s2: Reshape<_, 6>,
    s3_reflect_0: Pad<0, 1, Reflect>,
    s4: Flatten,
    s5: HardSigmoid,
    s6: LogSoftmax,
    #[from(s6, s5, s4)]
    s7: Min,
    s8: Silu,
    #[from(s8, s5)]
    s9: Min,
    s10: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph18 {
    s0: Abs,
    s1: Linear<5>,
    s2: Normalize,
    #[from(s2, s2, s2)]
    s3: Concat,
    #[from(s0)]
    s4: Celu<2.0>,
    #[from(s3, s3)]
    s5: Sub,
    #[from(s4)]
    s6: Softsign,
    s7: Square,
    #[from(s5, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph19 {
    s0: Dropout<0.0>,
    #[from(input, s0)]
    s1: Min,
    #[from(input, s1)]
    s2: Concat,
    s3: Softplus<0.5, 1.0>,
    s4: Log,
    #[from(input)]
    s5: Scale,
    s6: Softplus<0.5, 1.0>,
    s7: Sqrt,
    #[from(s4, s4)]
    s8: Mul,
    #[from(s4)]
    s9: Linear<12>,
    s10: Reshape<_, 2>,
    s11_zeros_0: Pad<0, Zeros>,
    s12: Flatten,
    #[from(s6, s1, s5)]
    s13: Mean,
    #[from(s7)]
    s14: BatchNorm1d<0.01>,
    #[from(s8, s12, s13, s14)]
    s15: Concat,
    s16: Linear<3>,
    s17: Mish,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph20 {
    #[from(input, input)]
    s0: Mean,
    #[from(s0, s0)]
    s1: Sub,
    #[from(input, s0, s1)]
    s2: Min,
    #[from(s1, input)]
    s3: Mean,
    #[from(s2, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[network(input = [2, 1, 6], output = 3)]
pub(crate) struct Graph21 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Add,
    s2: RmsNorm<0.01>,
    #[from(s2, s2)]
    s3: Concat,
    s4: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph22 {
    s0: PRelu,
    #[from(s0, input, s0)]
    s1: Mul,
    s2: Selu,
    s3: Tanh,
    #[from(s3, s3)]
    s4: Concat,
    s5: Linear<1, NoBias>,
    #[from(s3)]
    s6: Neg,
    #[from(s5, s5, s5)]
    s7: Concat,
    #[from(s7, s1)]
    s8: Mean,
    s9: Relu6,
    #[from(s6, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph23 {
    s0: Linear<6, 11, NoBias>,
    s1: Softplus<0.5, 1.0>,
    s2: LogSoftmax,
    #[from(s0)]
    s3: HardSwish,
    #[from(s2, s1)]
    s4: Mean,
    #[from(s3, s1)]
    s5: Mul,
    #[from(s5, s3, s2)]
    s6: Mean,
    #[from(s1)]
    s7: LeakyRelu<-0.5>,
    #[from(s6)]
    s8: Relu6,
    #[from(s7, s1)]
    s9: Add,
    #[from(s2, s8)]
    s10: Add,
    #[from(s9)]
    s11: Distance<3>,
    #[from(s11, s11)]
    s12: Add,
    #[from(s4, s10, s12)]
    s13: Concat,
    s14: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph24 {
    s0: Tanh,
    s1: Tanh,
    s2: Exp,
    s3: Linear<11>,
    s4: LayerNorm<0.01>,
    #[from(s3)]
    s5: Linear<11, 11>,
    #[from(s2)]
    s6: HardSigmoid,
    #[from(input, s0)]
    s7: Mean,
    #[from(s4, s5, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[network(input = [2, 1, 6], output = 3)]
pub(crate) struct Graph25 {
    s0: Flatten,
    s1: Elu,
    #[from(s0)]
    s2: Reshape<_>,
    s3: Relu,
    #[from(s1, s3)]
    s4: Sub,
    #[from(s4, s0)]
    s5: Max,
    #[from(s1)]
    s6: Linear<5>,
    s7: Tanh,
    #[from(s7, s6)]
    s8: Add,
    #[from(s5)]
    s9: Linear<12, 1>,
    s10: Celu,
    #[from(s8, s10)]
    s11: Concat,
    s12: Linear<3>,
}

#[network(input = [2, 1, 2], output = 3)]
pub(crate) struct Graph26 {
    s0: Flatten,
    s1: Distance<6>,
    #[from(s1, s1)]
    s2: Sub,
    #[from(s2, s1)]
    s3: Min,
    s4: BatchNorm1d<0.01>,
    #[from(s4, s1)]
    s5: Sub,
    s6: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph27 {
    s0: Selu,
    s1: Silu,
    s2: Distance<3>,
    #[from(s2, input, s1)]
    s3: Min,
    #[from(s3, s1, s3)]
    s4: Mean,
    s5: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph28 {
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

#[network(input = [2, 1, 6], output = 3)]
pub(crate) struct Graph29 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Concat,
    #[from(s1, s1)]
    s2: Add,
    #[from(s1)]
    s3: Reshape<_>,
    s4: Relu,
    #[from(s2)]
    s5: RmsNorm<0.01>,
    s6: ThresholdedRelu<0.25>,
    #[from(s1)]
    s7: RmsNorm<0.01>,
    #[from(s4)]
    s8: Linear<5>,
    s9: Celu,
    s10: Tanh,
    #[from(s6, s3, s1)]
    s11: Mean,
    #[from(s10)]
    s12: LeakyRelu,
    #[from(s7, s11, s12)]
    s13: Concat,
    s14: Linear<3>,
    s15: LeakyRelu,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph30 {
    s0: Linear<12>,
    s1: Reshape<2, _>,
    s2_crop_3: Crop<3, 0>,
    s3_linear: Upsample<3, Linear>,
    s4: Flatten,
    #[from(s0)]
    s5: Celu<2.0>,
    s6: LogSoftmax,
    s7: BatchNorm1d<0.01>,
    #[from(s0, s5, s0)]
    s8: Add,
    #[from(s0)]
    s9: Softsign,
    #[from(s4, s7, s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = [2, 1, 4], output = 3)]
pub(crate) struct Graph31 {
    s0: Flatten,
    s1: Tanh,
    s2: Linear<2>,
    #[from(s2, s2)]
    s3: Mean,
    s4: Scale,
    #[from(s2)]
    s5: Mish,
    #[from(s1)]
    s6: Gelu,
    #[from(s1)]
    s7: HardSigmoid,
    #[from(s6)]
    s8: BatchNorm1d<0.01>,
    #[from(s8, s1, s7)]
    s9: Add,
    #[from(s4)]
    s10: Relu,
    #[from(s5)]
    s11: Linear<1>,
    s12: Exp,
    #[from(s9, s10, s12)]
    s13: Concat,
    s14: Linear<3>,
}

#[network(input = { i0 = 2, i1 = 2 }, output = { o0 = s7, o1 = s4, o2 = s12, o3 = s1 })]
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
    s8: Linear<12>,
    s9: Reshape<_, 2, 1>,
    s10_nearest: Upsample<1, 2>,
    s11_nearest: Upsample<2>,
    s12: Flatten,
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

#[network(input = { i0 = 3, i1 = 1, i2 = 1 }, output = { o0 = s4, o1 = s5, o2 = s0 })]
pub(crate) struct Graph35 {
    #[from(i2)]
    s0: Softmax,
    #[from(i0)]
    s1: Linear<12>,
    s2: Reshape<_, 2, 2>,
    s3_zeros_2_0: Pad<0, 2, 2, 1>,
    s4: Flatten,
    #[from(i1)]
    s5: Linear<2>,
}

#[network(input = { i0 = 2, i1 = 1, i2 = 3 }, output = { o0 = s6, o1 = s11, o2 = s9, o3 = s5 })]
pub(crate) struct Graph36 {
    #[from(i0, i0)]
    s0: Mul,
    s1: Linear<12>,
    s2: Reshape<_, 2>,
    s3_circular_2: Pad<2, 1, Circular>,
    s4: Flatten,
    #[from(s0, i0)]
    s5: Mean,
    #[from(s4)]
    s6: Linear<5, NoBias>,
    #[from(i1)]
    s7: Softplus<0.5, 1.0>,
    s8: Sqrt,
    #[from(i2, i2)]
    s9: Mean,
    #[from(s8, i1)]
    s10: Max,
    s11: Flatten,
}

#[network(input = { i0 = 2, i1 = 6, i2 = 3 }, output = { o0 = s10, o1 = s5, o2 = s15, o3 = s0, o4 = s11, o5 = s14, o6 = s4 })]
pub(crate) struct Graph37 {
    #[from(i1)]
    s0: Linear<4>,
    #[from(i0, i0)]
    s1: Mean,
    #[from(i2)]
    s2: Linear<1>,
    s3: Tanh,
    #[from(s3, s3, s2)]
    s4: Add,
    #[from(s1, s1, i0)]
    s5: Add,
    #[from(s1)]
    s6: Linear<1>,
    #[from(s1)]
    s7: Linear<12>,
    s8: Reshape<12, _>,
    s9_crop_0: Crop<0>,
    s10: Flatten,
    #[from(s6)]
    s11: Silu,
    #[from(s7)]
    s12: Softsign,
    s13: Square,
    s14: Linear<3, NoBias>,
    #[from(i0)]
    s15: RmsNorm<0.01>,
}

#[network(input = { i0 = 4, i1 = 3, i2 = 1 }, output = { o0 = s0, o1 = s6, o2 = s5, o3 = s7, o4 = s3, o5 = s2 })]
pub(crate) struct Graph38 {
    #[from(i2, i0)]
    s0: Concat,
    #[from(i1)]
    s1: Linear<9>,
    #[from(i0, i0)]
    s2: Add,
    #[from(s1)]
    s3: HardSigmoid,
    #[from(s2)]
    s4: HardSwish,
    s5: Softmin,
    #[from(s4)]
    s6: Elu,
    #[from(i0)]
    s7: HardSigmoid,
}

#[network(input = { i0 = 1, i1 = 2 }, output = { o0 = s4, o1 = s5, o2 = s8, o3 = s7, o4 = s2 })]
pub(crate) struct Graph39 {
    #[from(i0, i1, i0)]
    s0: Concat,
    #[from(i1)]
    s1: Softplus<2.0>,
    s2: Sqrt,
    #[from(s2, s2)]
    s3: Sub,
    #[from(s0, s0)]
    s4: Sub,
    #[from(i1)]
    s5: Linear<12>,
    s6: Reshape<_>,
    s7: Relu,
    #[from(s3)]
    s8: Gelu<Tanh>,
}

#[network(input = { i0 = 6, i1 = 6, i2 = 5 }, output = { o0 = s9, o1 = s14, o2 = s13, o3 = s12 })]
pub(crate) struct Graph40 {
    #[from(i2)]
    s0: Linear<5, NoBias>,
    s1: Mish,
    #[from(i0)]
    s2: Celu<2.0>,
    #[from(i0)]
    s3: Linear<12>,
    s4: Reshape<_>,
    s5: Relu,
    #[from(i1)]
    s6: Tanh,
    #[from(s1)]
    s7: Softmax,
    #[from(s6, i0, s2)]
    s8: Min,
    #[from(s7, i0)]
    s9: Concat,
    #[from(s5)]
    s10: LeakyRelu<0.2>,
    s11: Linear<12, 5>,
    s12: LeakyRelu,
    #[from(s6, i1)]
    s13: Max,
    #[from(s8, s8)]
    s14: Concat,
}

#[network(input = { i0 = 5, i1 = 3, i2 = 6 }, output = { o0 = s1, o1 = s4, o2 = s0, o3 = s5 })]
pub(crate) struct Graph41 {
    #[from(i1)]
    s0: Pointwise<Gaussian>,
    #[from(i0, i2)]
    s1: Concat,
    #[from(i0)]
    s2: Linear<5, 1, NoBias>,
    s3: Sigmoid,
    #[from(s3, s2)]
    s4: Max,
    #[from(s3)]
    s5: Normalize,
}

#[network(input = { i0 = 5, i1 = 6, i2 = 5 }, output = { o0 = s9, o1 = s11, o2 = s10, o3 = s6, o4 = s2 })]
pub(crate) struct Graph42 {
    #[from(i1)]
    s0: ThresholdedRelu<-0.5, -0.75>,
    #[from(i0)]
    s1: Silu,
    #[from(s0, s0, i1)]
    s2: Add,
    #[from(i2, i0)]
    s3: Min,
    #[from(s1)]
    s4: Distance<2>,
    #[from(s2)]
    s5: Mish,
    s6: Flatten,
    #[from(s1, i0, s1)]
    s7: Mean,
    #[from(s7, s7, i2)]
    s8: Add,
    #[from(s3)]
    s9: Softmax,
    #[from(s4)]
    s10: Celu,
    #[from(s8, i2)]
    s11: Min,
}

#[network(input = { i0 = 4, i1 = 2, i2 = 3 }, output = { o0 = s19, o1 = s10, o2 = s11, o3 = s13, o4 = s8, o5 = s18, o6 = s12 })]
pub(crate) struct Graph43 {
    #[from(i0)]
    s0: Softplus<0.5, 1.0>,
    s1: Sqrt,
    #[from(i0)]
    s2: Flatten,
    s3: Linear<5>,
    #[from(s3, s3)]
    s4: Sub,
    s5: Linear<12>,
    s6: Reshape<_>,
    s7: Relu,
    #[from(s3, s7)]
    s8: Concat,
    #[from(i2)]
    s9: Softplus,
    s10: Sqrt,
    #[from(s0, s1, s2)]
    s11: Min,
    #[from(s3, s4)]
    s12: Add,
    #[from(s11)]
    s13: Linear<12>,
    s14: Reshape<12, _>,
    s15_linear: Upsample<1, Linear>,
    s16_linear: Upsample<2, Linear>,
    s17: Flatten,
    #[from(s17, s17)]
    s18: Sub,
    #[from(i1)]
    s19: Linear<2>,
}

#[network(input = { i0 = 2, i1 = 3 }, output = { o0 = s10, o1 = s9, o2 = s8, o3 = s12, o4 = s11 })]
pub(crate) struct Graph44 {
    #[from(i1)]
    s0: ThresholdedRelu,
    #[from(i0)]
    s1: Softmin,
    #[from(s1, i0, s1)]
    s2: Mul,
    #[from(i1, s0)]
    s3: Min,
    #[from(s2, i0)]
    s4: Min,
    s5: Linear<12>,
    s6: Reshape<_>,
    s7: Relu,
    #[from(s3)]
    s8: LayerNorm<0.01>,
    #[from(s7)]
    s9: Scale,
    #[from(s3)]
    s10: Linear<3, 4, NoBias>,
    #[from(s1, s4, i0)]
    s11: Mean,
    #[from(s7)]
    s12: Selu,
}

#[network(input = { i0 = 3, i1 = 2 }, output = { o0 = s0, o1 = s8, o2 = s9, o3 = s10, o4 = s7 })]
pub(crate) struct Graph45 {
    #[from(i1, i1)]
    s0: Add,
    #[from(i0)]
    s1: Linear<4, NoBias>,
    s2: ThresholdedRelu<-0.5, -0.75>,
    #[from(s1)]
    s3: Relu6,
    #[from(i0, i0)]
    s4: Mul,
    #[from(s1)]
    s5: LeakyRelu<0.2>,
    #[from(s2)]
    s6: Relu,
    #[from(s3)]
    s7: PRelu,
    #[from(s4)]
    s8: Softmax,
    #[from(s5, s3, s6)]
    s9: Min,
    #[from(s0)]
    s10: HardSigmoid,
}

#[network(input = { i0 = 4, i1 = 6, i2 = 2 }, output = { o0 = s2, o1 = s6, o2 = s12, o3 = s4, o4 = s7, o5 = s11 })]
pub(crate) struct Graph46 {
    #[from(i2, i1, i1)]
    s0: Concat,
    s1: Linear<6>,
    #[from(i0)]
    s2: Linear<7>,
    #[from(i2)]
    s3: Linear<2, 1, NoBias>,
    s4: Exp,
    #[from(s1)]
    s5: RmsNorm<0.01>,
    s6: Mish,
    #[from(s1)]
    s7: Linear<12>,
    s8: Reshape<2, 6, _>,
    s9_crop_5_0: Crop<0, 0, 5, 0>,
    s10_reflect_0_0: Pad<0, Reflect>,
    s11: Flatten,
    #[from(s5)]
    s12: Linear<1>,
}

#[network(input = { i0 = 2, i1 = 3 }, output = { o0 = s6, o1 = s9, o2 = s12, o3 = s8 })]
pub(crate) struct Graph47 {
    #[from(i0, i0)]
    s0: Add,
    #[from(s0, s0, s0)]
    s1: Concat,
    #[from(i1)]
    s2: Softmax,
    #[from(s1)]
    s3: Softplus<2.0>,
    s4: Log,
    #[from(s2)]
    s5_from_2: Slice<2, 3>,
    #[from(s4)]
    s6: Abs,
    #[from(i0, s0, i0)]
    s7: Add,
    #[from(s5_from_2, s5_from_2)]
    s8: Add,
    #[from(i0, s7, s0)]
    s9: Max,
    #[from(s0, i0, s0)]
    s10: Mean,
    s11: Sigmoid,
    #[from(i0, s11, s7)]
    s12: Min,
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
    s7: Linear<12>,
    s8: Reshape<12, 1, _>,
    s9_linear: Upsample<2, 1, Bilinear>,
    s10: Flatten,
    #[from(s5, s6, s10)]
    s11: Concat,
    s12: Linear<3>,
}

#[network(input = { i0 = 4, i1 = 3 }, output = 3)]
pub(crate) struct Graph52 {
    #[from(i1)]
    s0: Embedding<3, 1>,
    s1: Softplus<2.0>,
    s2: Log,
    #[from(i0, i0)]
    s3: Add,
    #[from(s3, i0)]
    s4: Sub,
    #[from(s2)]
    s5: Softsign,
    #[from(s4)]
    s6_from_3: Slice<3, 4>,
    #[from(s5)]
    s7: Linear<3, 6>,
    s8: Relu6,
    #[from(s8, s8)]
    s9: Add,
    #[from(s6_from_3, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = { i0 = 2, i1 = 4 }, output = 3)]
pub(crate) struct Graph53 {
    #[from(i1)]
    s0: Embedding<3, 3>,
    #[from(i0)]
    s1: Linear<2, 6>,
    s2: Softplus<0.5, 1.0>,
    s3: Linear<1, NoBias>,
    #[from(s0)]
    s4: Celu,
    #[from(s2, s3, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph54 {
    s0_from_0: Slice<0, 3>,
    s1: Embedding<2, 3>,
    #[from(input)]
    s2_from_3: Slice<3, 4>,
    #[from(s1)]
    s3: RmsNorm<0.01>,
    #[from(s2_from_3)]
    s4: Normalize,
    #[from(s3)]
    s5: Elu,
    #[from(s5, s3, s1)]
    s6: Add,
    #[from(s4)]
    s7: Linear<12>,
    s8: Reshape<6, 1, _>,
    s9_crop_0_0: Crop<0, 1, 0, 0>,
    s10: Flatten,
    #[from(s4)]
    s11: LayerNorm<0.01>,
    #[from(s5, s3)]
    s12: Mul,
    #[from(s12, s12)]
    s13: Concat,
    #[from(s4)]
    s14: Linear<12>,
    s15: Reshape<_, 2>,
    s16_nearest: Upsample<3>,
    s17_replicate_2: Pad<2, Replicate>,
    s18: Flatten,
    #[from(s6, s10, s11, s13, s18)]
    s19: Concat,
    s20: Linear<3>,
}

#[network(input = { i0 = 1, i1 = 4 }, output = 3)]
pub(crate) struct Graph55 {
    #[from(i1)]
    s0: Embedding<4, 4>,
    #[from(i0)]
    s1_from_0: Slice<0, 1>,
    s2: Bias,
    #[from(s2, s2, s0)]
    s3: Concat,
    #[from(i0)]
    s4: HardSigmoid,
    #[from(s0)]
    s5: LogSoftmax,
    s6: Linear<4, NoBias>,
    s7: ThresholdedRelu<0.25>,
    #[from(s3, s3)]
    s8: Mul,
    s9: Softsign,
    s10: Square,
    #[from(s4)]
    s11: Softmin,
    #[from(s7, s10, s11)]
    s12: Concat,
    s13: Linear<3>,
}
