//! Random networks, written by `tools/generate/random_graphs.py --seed 1 --count 32`.

use crate::{Softsign, check};
use netwright::prelude::*;

/// Checks every network, and says of each whether it drops features in training.
pub(crate) fn check_all() {
    check::<Graph0<f64>, _>("Graph0", false);
    check::<Graph1<f64>, _>("Graph1", false);
    check::<Graph2<f64>, _>("Graph2", false);
    check::<Graph3<f64>, _>("Graph3", false);
    check::<Graph4<f64>, _>("Graph4", false);
    check::<Graph5<f64>, _>("Graph5", false);
    check::<Graph6<f64>, _>("Graph6", false);
    check::<Graph7<f64>, _>("Graph7", false);
    check::<Graph8<f64>, _>("Graph8", false);
    check::<Graph9<f64>, _>("Graph9", false);
    check::<Graph10<f64>, _>("Graph10", false);
    check::<Graph11<f64>, _>("Graph11", false);
    check::<Graph12<f64>, _>("Graph12", false);
    check::<Graph13<f64>, _>("Graph13", false);
    check::<Graph14<f64>, _>("Graph14", false);
    check::<Graph15<f64>, _>("Graph15", false);
    check::<Graph16<f64>, _>("Graph16", false);
    check::<Graph17<f64>, _>("Graph17", false);
    check::<Graph18<f64>, _>("Graph18", true);
    check::<Graph19<f64>, _>("Graph19", false);
    check::<Graph20<f64>, _>("Graph20", true);
    check::<Graph21<f64>, _>("Graph21", false);
    check::<Graph22<f64>, _>("Graph22", false);
    check::<Graph23<f64>, _>("Graph23", false);
    check::<Graph24<f64>, _>("Graph24", false);
    check::<Graph25<f64>, _>("Graph25", false);
    check::<Graph26<f64>, _>("Graph26", true);
    check::<Graph27<f64>, _>("Graph27", false);
    check::<Graph28<f64>, _>("Graph28", false);
    check::<Graph29<f64>, _>("Graph29", false);
    check::<Graph30<f64>, _>("Graph30", false);
    check::<Graph31<f64>, _>("Graph31", false);
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph0 {
    s0: LogSoftmax,
    #[from(input, s0)]
    s1: Max,
    #[from(input)]
    s2: Tanh,
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
    s3: Tanh,
    s4: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph2 {
    #[from(input, input)]
    s0: Sub,
    #[from(s0, input)]
    s1: Min,
    #[from(s0)]
    s2: Pointwise<Softsign>,
    #[from(s1, s2)]
    s3: Max,
    #[from(s3, input, s2)]
    s4: Mul,
    #[from(s4, s1, s2)]
    s5: Min,
    #[from(s5, s4, s0)]
    s6: Mean,
    s7: Sigmoid,
    s8: Relu,
    s9: LogSoftmax,
    #[from(s8, s5)]
    s10: Mean,
    #[from(s9, s10)]
    s11: Concat,
    s12: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph3 {
    s0: LogSoftmax,
    #[from(s0, input)]
    s1: Min,
    s2: Linear<2>,
    #[from(s2, s2)]
    s3: Sub,
    #[from(s1)]
    s4: Relu,
    #[from(s0)]
    s5: Sigmoid,
    #[from(s4)]
    s6: Dropout<0.0>,
    #[from(s3, s2)]
    s7: Max,
    #[from(s6)]
    s8: Sigmoid,
    #[from(s5)]
    s9: Tanh,
    #[from(s7, s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph4 {
    s0: Linear<6, 1>,
    #[from(s0, s0)]
    s1: Mean,
    s2: Relu,
    #[from(s2, s0)]
    s3: Add,
    #[from(s1)]
    s4: Tanh,
    #[from(s4, s4)]
    s5: Add,
    #[from(s3, s1, s0)]
    s6: Min,
    #[from(s5)]
    s7: Flatten,
    #[from(s6, s5)]
    s8: Max,
    #[from(s7)]
    s9: Sigmoid,
    #[from(s9, s2)]
    s10: Sub,
    #[from(s8)]
    s11: Sigmoid,
    #[from(s10, s11)]
    s12: Concat,
    s13: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph5 {
    #[from(input, input)]
    s0: Concat,
    s1: Tanh,
    #[from(s0, s1, s0)]
    s2: Mul,
    s3: Linear<8, 7, NoBias>,
    s4: Tanh,
    #[from(s4, s3)]
    s5: Sub,
    #[from(s1)]
    s6: Tanh,
    s7: Tanh,
    s8: Linear<8, 1, NoBias>,
    s9: Linear<1, 2>,
    #[from(s5, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph6 {
    #[from(input, input)]
    s0: Mean,
    #[from(input)]
    s1: Linear<3>,
    s2: Pointwise<Softsign>,
    s3: Linear<7>,
    #[from(s1, s2)]
    s4: Add,
    #[from(s3)]
    s5: Linear<15, NoBias>,
    s6: Tanh,
    #[from(s4)]
    s7: Linear<7>,
    s8: Relu,
    s9: Linear<1>,
    s10: Relu,
    #[from(s0, s0, input)]
    s11: Mul,
    #[from(s11, s11, s6)]
    s12: Concat,
    #[from(s4, s4)]
    s13: Mul,
    #[from(s3)]
    s14: Linear<5>,
    #[from(s10, s12, s13, s14)]
    s15: Concat,
    s16: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph7 {
    #[from(input, input)]
    s0: Add,
    s1: Tanh,
    #[from(s0, s1, s0)]
    s2: Concat,
    #[from(s0)]
    s3: Tanh,
    #[from(s2)]
    s4: Flatten,
    #[from(s3)]
    s5: Linear<2, NoBias>,
    s6: Pointwise<Softsign>,
    s7: Linear<3>,
    #[from(s2, s4, s2)]
    s8: Mul,
    #[from(s8, s2)]
    s9: Mean,
    #[from(s9, s4)]
    s10: Mul,
    #[from(s7)]
    s11: Sigmoid,
    #[from(s10, s11)]
    s12: Concat,
    s13: Linear<3>,
    s14: Pointwise<Softsign>,
}

#[network(input = [2, 1, 6], output = 3)]
pub(crate) struct Graph8 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Add,
    #[from(s0)]
    s2: LogSoftmax,
    #[from(s1, s0)]
    s3: Max,
    s4: Relu,
    #[from(s2, s4)]
    s5: Concat,
    s6: Linear<3>,
    s7: Relu,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph9 {
    #[from(input, input)]
    s0: Add,
    #[from(s0, s0, input)]
    s1: Mean,
    s2: Dropout<0.0>,
    s3: Pointwise<Softsign>,
    s4: Dropout<0.0>,
    s5: Pointwise<Softsign>,
    #[from(s5, s5)]
    s6: Concat,
    s7: Flatten,
    #[from(s7, s7)]
    s8: Concat,
    #[from(s1)]
    s9: Linear<5>,
    #[from(s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = [2, 1, 4], output = 3)]
pub(crate) struct Graph10 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Mul,
    #[from(s1, s0)]
    s2: Min,
    #[from(s2, s1)]
    s3: Concat,
    #[from(s3, s3)]
    s4: Mean,
    #[from(s4, s3)]
    s5: Min,
    #[from(s2)]
    s6: Pointwise<Softsign>,
    #[from(s5, s4)]
    s7: Mean,
    #[from(s7, s7)]
    s8: Mean,
    #[from(s8, s1, s0)]
    s9: Concat,
    s10: Pointwise<Softsign>,
    #[from(s6, s10)]
    s11: Concat,
    s12: Linear<3>,
}

#[network(input = [2, 1, 4], output = 3)]
pub(crate) struct Graph11 {
    s0: Flatten,
    s1: Tanh,
    s2: Linear<8, 6>,
    s3: Flatten,
    s4: Sigmoid,
    s5: LogSoftmax,
    #[from(s1)]
    s6: Tanh,
    #[from(s6, s1, s0)]
    s7: Min,
    #[from(s5, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[network(input = [2, 1, 5], output = 3)]
pub(crate) struct Graph12 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Mul,
    #[from(s1, s0, s1)]
    s2: Mul,
    #[from(s0)]
    s3: Pointwise<Softsign>,
    #[from(s2, s1, s0)]
    s4: Min,
    s5: Sigmoid,
    #[from(s3)]
    s6: Tanh,
    #[from(s0)]
    s7: Linear<10, 3>,
    s8: Relu,
    #[from(s5, s6, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph13 {
    #[from(input, input)]
    s0: Mul,
    #[from(s0, input)]
    s1: Max,
    #[from(input)]
    s2: Relu,
    #[from(s2, s1, s0)]
    s3: Add,
    s4: Linear<7, NoBias>,
    s5: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph14 {
    s0: Flatten,
    s1: Relu,
    #[from(input, s0)]
    s2: Min,
    #[from(s1, s2)]
    s3: Concat,
    s4: Linear<3>,
    s5: Sigmoid,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph15 {
    s0: Relu,
    #[from(s0, input)]
    s1: Max,
    #[from(input, s1)]
    s2: Add,
    #[from(s2, s0)]
    s3: Max,
    s4: Relu,
    s5: Tanh,
    s6: Linear<3>,
    s7: Relu,
}

#[network(input = [2, 1, 3], output = 3)]
pub(crate) struct Graph16 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Mean,
    s2: Linear<6, 1>,
    s3: Pointwise<Softsign>,
    s4: Tanh,
    #[from(s4, s4, s4)]
    s5: Concat,
    s6: Pointwise<Softsign>,
    #[from(s6, s5)]
    s7: Min,
    s8: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph17 {
    s0: Dropout<0.0>,
    #[from(input, input, s0)]
    s1: Concat,
    s2: Linear<7>,
    s3: Sigmoid,
    s4: Dropout<0.0>,
    s5: Tanh,
    s6: LogSoftmax,
    #[from(s6, s2, s6)]
    s7: Mean,
    s8: Sigmoid,
    s9: Sigmoid,
    #[from(s4, s6, s7)]
    s10: Max,
    #[from(s9, s4)]
    s11: Sub,
    #[from(s10)]
    s12: Linear<4>,
    #[from(s11, s12)]
    s13: Concat,
    s14: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph18 {
    s0: Pointwise<Softsign>,
    #[from(input)]
    s1: Dropout<0.3>,
    #[from(s1, s0, s0)]
    s2: Concat,
    #[from(s0)]
    s3: Softmax,
    #[from(s2)]
    s4: Sigmoid,
    s5: Softmax,
    #[from(s3, s5)]
    s6: Concat,
    s7: Linear<3>,
    s8: Pointwise<Softsign>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph19 {
    s0: Linear<4, NoBias>,
    s1: Dropout<0.0>,
    s2: Softmax,
    s3: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph20 {
    s0: Dropout<0.3>,
    #[from(s0, s0)]
    s1: Mean,
    #[from(s1, s0, input)]
    s2: Max,
    #[from(input, s1, s2)]
    s3: Max,
    #[from(s3, s3, s3)]
    s4: Concat,
    s5: Pointwise<Softsign>,
    #[from(s3)]
    s6: Sigmoid,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
    s9: Pointwise<Softsign>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph21 {
    #[from(input, input)]
    s0: Mul,
    #[from(s0, input, s0)]
    s1: Mean,
    #[from(input)]
    s2: Tanh,
    s3: Sigmoid,
    #[from(s1, s1)]
    s4: Concat,
    s5: Linear<4>,
    #[from(s4, s4)]
    s6: Mul,
    #[from(s3, s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph22 {
    #[from(input, input)]
    s0: Mul,
    #[from(input)]
    s1: Linear<6, NoBias>,
    #[from(s0, s1, s1)]
    s2: Concat,
    s3: Sigmoid,
    s4: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph23 {
    s0: Sigmoid,
    #[from(s0, s0)]
    s1: Mul,
    s2: Dropout<0.0>,
    #[from(input, s1)]
    s3: Min,
    s4: Tanh,
    s5: Relu,
    #[from(s0)]
    s6: Tanh,
    #[from(s2, s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph24 {
    s0: Relu,
    #[from(input, s0, input)]
    s1: Mul,
    s2: Tanh,
    s3: Linear<3>,
    s4: Relu,
}

#[network(input = [2, 1, 6], output = 3)]
pub(crate) struct Graph25 {
    s0: Flatten,
    s1: Softmax,
    s2: Pointwise<Softsign>,
    #[from(s2, s1, s2)]
    s3: Mul,
    s4: Linear<7, NoBias>,
    s5: Relu,
    s6: Linear<3>,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph26 {
    s0: Linear<4>,
    s1: Dropout<0.3>,
    #[from(input, input)]
    s2: Mul,
    s3: Flatten,
    #[from(s1)]
    s4: Relu,
    #[from(s3, input)]
    s5: Min,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
    s8: Pointwise<Softsign>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph27 {
    s0: LogSoftmax,
    s1: Linear<5>,
    s2: LogSoftmax,
    #[from(s2, s2)]
    s3: Mean,
    #[from(s1, s1, s3)]
    s4: Mul,
    #[from(s4, s3)]
    s5: Max,
    s6: Dropout<0.0>,
    s7: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph28 {
    #[from(input, input, input)]
    s0: Concat,
    #[from(input)]
    s1: Linear<1>,
    #[from(s0)]
    s2: Sigmoid,
    #[from(s0)]
    s3: Linear<9, 3>,
    s4: Sigmoid,
    #[from(s1)]
    s5: Relu,
    #[from(input, s4, s3)]
    s6: Min,
    #[from(s4)]
    s7: LogSoftmax,
    #[from(s5, s5)]
    s8: Sub,
    #[from(s1, s8, s5)]
    s9: Min,
    #[from(s6, s7)]
    s10: Max,
    #[from(s2, s9, s10)]
    s11: Concat,
    s12: Linear<3>,
}

#[network(input = [2, 1, 2], output = 3)]
pub(crate) struct Graph29 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Mean,
    #[from(s0)]
    s2: Softmax,
    s3: Tanh,
    #[from(s3, s0)]
    s4: Max,
    #[from(s3, s2, s1)]
    s5: Concat,
    #[from(s2, s3)]
    s6: Sub,
    #[from(s5)]
    s7: Sigmoid,
    #[from(s6, s4)]
    s8: Sub,
    #[from(s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph30 {
    s0: Linear<1>,
    #[from(input, input)]
    s1: Add,
    #[from(s0)]
    s2: Linear<1, 6>,
    s3: Sigmoid,
    #[from(s1, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph31 {
    s0: Sigmoid,
    s1: Linear<3>,
    #[from(s1, s1)]
    s2: Mul,
    s3: Linear<3, 2>,
    s4: Tanh,
    #[from(s0)]
    s5: Flatten,
    #[from(s4)]
    s6: Linear<1, NoBias>,
    s7: Pointwise<Softsign>,
    #[from(s1)]
    s8: Relu,
    #[from(s5)]
    s9: Pointwise<Softsign>,
    s10: Tanh,
    #[from(s7, s8, s10)]
    s11: Concat,
    s12: Linear<3>,
}
