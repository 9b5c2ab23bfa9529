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
    check::<Graph22<f64>, _>("Graph22", true);
    check::<Graph23<f64>, _>("Graph23", false);
    check::<Graph24<f64>, _>("Graph24", false);
    check::<Graph25<f64>, _>("Graph25", false);
    check::<Graph26<f64>, _>("Graph26", true);
    check::<Graph27<f64>, _>("Graph27", false);
    check::<Graph28<f64>, _>("Graph28", true);
    check::<Graph29<f64>, _>("Graph29", false);
    check::<Graph30<f64>, _>("Graph30", true);
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
    s1: Concat,
    s2: Dropout<0.0>,
    s3: Sigmoid,
    s4: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph2 {
    #[from(input, input)]
    s0: Add,
    #[from(s0, s0)]
    s1: Concat,
    #[from(input)]
    s2: Sigmoid,
    #[from(s1)]
    s3: LogSoftmax,
    #[from(s3, s0, s2)]
    s4: Concat,
    s5: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph3 {
    s0: LogSoftmax,
    #[from(s0, s0, input)]
    s1: Concat,
    s2: Sigmoid,
    #[from(s1)]
    s3: Linear<18, 3, NoBias>,
    s4: Sigmoid,
    #[from(s2)]
    s5: Sigmoid,
    s6: Dropout<0.0>,
    #[from(s3, s4)]
    s7: Max,
    s8: Sigmoid,
    #[from(s6)]
    s9: Tanh,
    #[from(s8, input, s9)]
    s10: Concat,
    s11: Linear<3>,
    s12: Tanh,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph4 {
    s0: Relu,
    s1: Relu,
    #[from(s1, input)]
    s2: Add,
    #[from(s1)]
    s3: Tanh,
    #[from(s3, s3)]
    s4: Add,
    #[from(s2, s2, s4)]
    s5: Concat,
    s6: Flatten,
    s7: Tanh,
    s8: Tanh,
    s9: Linear<3>,
    s10: Tanh,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph5 {
    #[from(input, input, input)]
    s0: Concat,
    s1: Tanh,
    #[from(s0, s1)]
    s2: Max,
    s3: Linear<12, 7, NoBias>,
    s4: Tanh,
    #[from(s4, s3)]
    s5: Add,
    #[from(s5, s5)]
    s6: Concat,
    s7: Linear<14, 1, NoBias>,
    s8: Linear<1, 2>,
    #[from(s7)]
    s9: Pointwise<Softsign>,
    s10: Sigmoid,
    #[from(input)]
    s11: Linear<3>,
    s12: Pointwise<Softsign>,
    #[from(s8, s10, s12)]
    s13: Concat,
    s14: Linear<3>,
    s15: Sigmoid,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph6 {
    s0: Relu,
    s1: Tanh,
    s2: Linear<15, NoBias>,
    s3: Tanh,
    s4: Linear<7>,
    s5: Relu,
    s6: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph7 {
    s0: Softmax,
    s1: Tanh,
    #[from(s0)]
    s2: Sigmoid,
    #[from(s1, input, s1)]
    s3: Add,
    #[from(s2, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[network(input = [2, 1, 3], output = 3)]
pub(crate) struct Graph8 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Add,
    s2: Pointwise<Softsign>,
    #[from(s2, s2)]
    s3: Concat,
    s4: Tanh,
    s5: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph9 {
    s0: Linear<3, NoBias>,
    #[from(input, input)]
    s1: Add,
    s2: Softmax,
    #[from(s0)]
    s3: Relu,
    s4: Dropout<0.0>,
    #[from(s4, s4)]
    s5: Concat,
    #[from(s4, s3, s0)]
    s6: Max,
    s7: Relu,
    #[from(s2, s1, input)]
    s8: Max,
    #[from(s6)]
    s9: Flatten,
    s10: Linear<4, NoBias>,
    #[from(s5, s7, s8, s10)]
    s11: Concat,
    s12: Linear<3>,
    s13: Pointwise<Softsign>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph10 {
    s0: Sigmoid,
    s1: Linear<20>,
    #[from(s0)]
    s2: Sigmoid,
    #[from(s2, s0)]
    s3: Max,
    #[from(s3, s2, input)]
    s4: Add,
    #[from(s1, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[network(input = [2, 1, 6], output = 3)]
pub(crate) struct Graph11 {
    s0: Flatten,
    s1: Relu,
    #[from(s1, s1)]
    s2: Add,
    s3: Flatten,
    #[from(s3, s3, s1)]
    s4: Add,
    #[from(s4, s2)]
    s5: Max,
    #[from(s0, s4)]
    s6: Add,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
    s9: Tanh,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph12 {
    #[from(input, input, input)]
    s0: Concat,
    s1: Linear<4>,
    #[from(s1, s0)]
    s2: Concat,
    #[from(s2, s2)]
    s3: Concat,
    s4: Flatten,
    s5: LogSoftmax,
    #[from(s5, s5)]
    s6: Concat,
    #[from(s3, s5)]
    s7: Add,
    #[from(s5)]
    s8: Pointwise<Softsign>,
    #[from(s7, s4, s8)]
    s9: Max,
    #[from(s6)]
    s10: Tanh,
    #[from(s9)]
    s11: Relu,
    #[from(s10, s11)]
    s12: Concat,
    s13: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph13 {
    #[from(input, input, input)]
    s0: Concat,
    s1: LogSoftmax,
    #[from(input)]
    s2: Tanh,
    #[from(s1, s0)]
    s3: Max,
    s4: Pointwise<Softsign>,
    #[from(s2, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph14 {
    #[from(input, input, input)]
    s0: Concat,
    #[from(s0, s0, s0)]
    s1: Concat,
    s2: Tanh,
    s3: Relu,
    s4: Linear<4>,
    #[from(input)]
    s5: Sigmoid,
    s6: Sigmoid,
    #[from(s4, s4)]
    s7: Add,
    #[from(s6)]
    s8: Relu,
    s9: Relu,
    s10: Flatten,
    #[from(s7)]
    s11: Linear<1>,
    s12: Sigmoid,
    #[from(s10, s12)]
    s13: Concat,
    s14: Linear<3>,
}

#[network(input = [2, 1, 5], output = 3)]
pub(crate) struct Graph15 {
    s0: Flatten,
    #[from(s0, s0)]
    s1: Add,
    s2: Linear<10, 1>,
    #[from(s2, s2)]
    s3: Add,
    #[from(s1, s3, s1)]
    s4: Concat,
    s5: Sigmoid,
    s6: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph16 {
    #[from(input, input, input)]
    s0: Concat,
    #[from(input)]
    s1: Linear<6, 14>,
    s2: Pointwise<Softsign>,
    s3: Linear<14, 1>,
    s4: Pointwise<Softsign>,
    #[from(s0, s4)]
    s5: Concat,
    s6: Linear<3>,
    s7: Sigmoid,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph17 {
    s0: Linear<2, 3>,
    s1: Relu,
    #[from(s1, s1)]
    s2: Add,
    #[from(s2, s2, s2)]
    s3: Concat,
    #[from(s1, s3)]
    s4: Concat,
    s5: Linear<1>,
    s6: Sigmoid,
    #[from(s6, s6)]
    s7: Concat,
    #[from(s7, input)]
    s8: Max,
    s9: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph18 {
    #[from(input, input)]
    s0: Add,
    #[from(s0, input)]
    s1: Max,
    s2: Dropout<0.3>,
    s3: Relu,
    s4: Linear<3>,
    s5: Tanh,
}

#[network(input = [2, 1, 2], output = 3)]
pub(crate) struct Graph19 {
    s0: Flatten,
    #[from(s0, s0, s0)]
    s1: Concat,
    #[from(s0, s1)]
    s2: Concat,
    s3: Tanh,
    #[from(s3, s1, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph20 {
    s0: Dropout<0.3>,
    #[from(s0, s0, input)]
    s1: Add,
    s2: Dropout<0.3>,
    s3: Linear<3>,
    s4: Sigmoid,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph21 {
    #[from(input, input, input)]
    s0: Concat,
    s1: Flatten,
    #[from(input)]
    s2: Tanh,
    #[from(input, s2)]
    s3: Max,
    #[from(input)]
    s4: Linear<1>,
    #[from(s2)]
    s5: Sigmoid,
    #[from(s1)]
    s6: LogSoftmax,
    #[from(s3)]
    s7: Linear<12>,
    s8: Pointwise<Softsign>,
    #[from(s4, s5, s6, s8)]
    s9: Concat,
    s10: Linear<3>,
    s11: Sigmoid,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph22 {
    s0: Tanh,
    #[from(s0, s0, s0)]
    s1: Concat,
    s2: Linear<1>,
    #[from(input)]
    s3: Dropout<0.3>,
    #[from(s2)]
    s4: Relu,
    #[from(s4, s4)]
    s5: Concat,
    #[from(s3)]
    s6: Sigmoid,
    #[from(s5)]
    s7: Linear<3>,
    s8: Pointwise<Softsign>,
    #[from(s6)]
    s9: Linear<4>,
    #[from(s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph23 {
    s0: Sigmoid,
    #[from(s0, s0, input)]
    s1: Add,
    s2: Softmax,
    s3: Dropout<0.0>,
    #[from(input, s1)]
    s4: Concat,
    #[from(s1)]
    s5: LogSoftmax,
    #[from(s4)]
    s6: Relu,
    #[from(s1)]
    s7: Tanh,
    #[from(s7, s3)]
    s8: Add,
    #[from(s2)]
    s9: Sigmoid,
    #[from(s5, s3)]
    s10: Add,
    s11: Linear<6, NoBias>,
    #[from(s6, s8, s9, s11)]
    s12: Concat,
    s13: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph24 {
    #[from(input, input)]
    s0: Add,
    #[from(s0, input)]
    s1: Max,
    s2: Tanh,
    s3: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph25 {
    s0: Tanh,
    s1: Sigmoid,
    s2: Sigmoid,
    s3: Linear<3>,
}

#[network(input = [2, 1, 3], output = 3)]
pub(crate) struct Graph26 {
    s0: Flatten,
    s1: Linear<7>,
    s2: Sigmoid,
    s3: Tanh,
    s4: Tanh,
    #[from(s4, s1)]
    s5: Add,
    s6: Tanh,
    s7: Dropout<0.3>,
    s8: Tanh,
    s9: Sigmoid,
    s10: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph27 {
    #[from(input, input)]
    s0: Add,
    #[from(s0, input)]
    s1: Max,
    #[from(s0)]
    s2: Pointwise<Softsign>,
    #[from(s1, s2)]
    s3: Concat,
    s4: Linear<3>,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph28 {
    s0: Dropout<0.3>,
    #[from(input, s0)]
    s1: Max,
    s2: Tanh,
    #[from(s2, s2)]
    s3: Add,
    #[from(input, s3)]
    s4: Add,
    s5: Linear<3>,
    s6: Sigmoid,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph29 {
    #[from(input, input)]
    s0: Concat,
    #[from(input)]
    s1: Linear<6>,
    s2: Relu,
    #[from(s2, s1, input)]
    s3: Max,
    #[from(s3, s2)]
    s4: Max,
    #[from(s2)]
    s5: Relu,
    #[from(s5, s1)]
    s6: Add,
    #[from(s2)]
    s7: Sigmoid,
    #[from(s4, s3)]
    s8: Max,
    s9: Tanh,
    #[from(s9, input)]
    s10: Max,
    #[from(s6, s2, s10)]
    s11: Max,
    #[from(s0, s7, s11)]
    s12: Concat,
    s13: Linear<3>,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph30 {
    s0: Dropout<0.3>,
    #[from(input, s0)]
    s1: Max,
    s2: Linear<1>,
    s3: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph31 {
    s0: Linear<3, 6>,
    s1: Sigmoid,
    s2: Dropout<0.0>,
    s3: Sigmoid,
    #[from(s1)]
    s4: Linear<3>,
    #[from(s3, s1, s2)]
    s5: Max,
    #[from(s4)]
    s6: Linear<3, 9, NoBias>,
    #[from(s5, s6)]
    s7: Concat,
    #[from(s7, s7)]
    s8: Add,
    #[from(s8, s7)]
    s9: Concat,
    s10: Linear<3>,
    s11: Tanh,
}
