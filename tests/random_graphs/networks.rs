//! Random networks, written by `tools/random_graphs.py --seed 1 --count 32`.

use crate::check;
use netwright::prelude::*;

/// Checks the gradients of every network.
pub(crate) fn check_all() {
    check::<Graph0<f64>, _>("Graph0");
    check::<Graph1<f64>, _>("Graph1");
    check::<Graph2<f64>, _>("Graph2");
    check::<Graph3<f64>, _>("Graph3");
    check::<Graph4<f64>, _>("Graph4");
    check::<Graph5<f64>, _>("Graph5");
    check::<Graph6<f64>, _>("Graph6");
    check::<Graph7<f64>, _>("Graph7");
    check::<Graph8<f64>, _>("Graph8");
    check::<Graph9<f64>, _>("Graph9");
    check::<Graph10<f64>, _>("Graph10");
    check::<Graph11<f64>, _>("Graph11");
    check::<Graph12<f64>, _>("Graph12");
    check::<Graph13<f64>, _>("Graph13");
    check::<Graph14<f64>, _>("Graph14");
    check::<Graph15<f64>, _>("Graph15");
    check::<Graph16<f64>, _>("Graph16");
    check::<Graph17<f64>, _>("Graph17");
    check::<Graph18<f64>, _>("Graph18");
    check::<Graph19<f64>, _>("Graph19");
    check::<Graph20<f64>, _>("Graph20");
    check::<Graph21<f64>, _>("Graph21");
    check::<Graph22<f64>, _>("Graph22");
    check::<Graph23<f64>, _>("Graph23");
    check::<Graph24<f64>, _>("Graph24");
    check::<Graph25<f64>, _>("Graph25");
    check::<Graph26<f64>, _>("Graph26");
    check::<Graph27<f64>, _>("Graph27");
    check::<Graph28<f64>, _>("Graph28");
    check::<Graph29<f64>, _>("Graph29");
    check::<Graph30<f64>, _>("Graph30");
    check::<Graph31<f64>, _>("Graph31");
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph0 {
    #[from(input, input)]
    s0: Add,
    s1: Linear<4, NoBias>,
    #[from(input)]
    s2: LogSoftmax,
    #[from(input)]
    s3: Sigmoid,
    s4: Linear<4>,
    #[from(s2, s0)]
    s5: Max,
    #[from(s4)]
    s6: Tanh,
    #[from(s6, s6)]
    s7: Concat,
    #[from(s5, s7, s5)]
    s8: Concat,
    #[from(s7)]
    s9: Softmax,
    #[from(s1)]
    s10: Softmax,
    s11: Sigmoid,
    #[from(s8, s9, s11)]
    s12: Concat,
    s13: Linear<3>,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph1 {
    #[from(input, input, input)]
    s0: Concat,
    #[from(s0, s0)]
    s1: Concat,
    #[from(s1, s1)]
    s2: Concat,
    #[from(s0)]
    s3: Dropout<0.3>,
    s4: LogSoftmax,
    #[from(s2, s2, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph2 {
    s0: Linear<3, 7>,
    #[from(s0, s0)]
    s1: Add,
    #[from(s1, s0)]
    s2: Add,
    #[from(s1)]
    s3: Tanh,
    s4: Linear<1>,
    #[from(s4, s2)]
    s5: Concat,
    #[from(s2)]
    s6: Dropout<0.3>,
    #[from(s5, s5, s6)]
    s7: Concat,
    #[from(s7, s7)]
    s8: Add,
    #[from(s3)]
    s9: Tanh,
    #[from(s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph3 {
    s0: Relu,
    #[from(s0, s0)]
    s1: Concat,
    s2: Relu,
    s3: Tanh,
    s4: Tanh,
    s5: Linear<6, 3>,
    s6: Dropout<0.3>,
    #[from(s2)]
    s7: Linear<6, 6, NoBias>,
    s8: Sigmoid,
    #[from(s6, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph4 {
    #[from(input, input)]
    s0: Add,
    #[from(s0, s0)]
    s1: Add,
    s2: Linear<3, NoBias>,
    #[from(s2, s1)]
    s3: Concat,
    s4: Linear<9, 5>,
    #[from(input)]
    s5: Relu,
    #[from(s2)]
    s6: Linear<1>,
    #[from(s5)]
    s7: Softmax,
    #[from(s6, s4, s7)]
    s8: Concat,
    s9: Sigmoid,
    s10: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph5 {
    s0: LogSoftmax,
    s1: Sigmoid,
    s2: Relu,
    s3: Linear<7>,
    #[from(s2, s0)]
    s4: Max,
    #[from(s3)]
    s5: Tanh,
    #[from(s4)]
    s6: Relu,
    #[from(s5)]
    s7: Linear<7, 3>,
    #[from(s3)]
    s8: Sigmoid,
    #[from(s6, s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph6 {
    #[from(input, input)]
    s0: Add,
    #[from(s0, input)]
    s1: Max,
    s2: Sigmoid,
    #[from(s0, s2, s1)]
    s3: Add,
    #[from(s0)]
    s4: Tanh,
    #[from(s2, s4, s3)]
    s5: Max,
    #[from(s5, s1)]
    s6: Max,
    #[from(s5)]
    s7: Linear<1>,
    s8: Softmax,
    #[from(s6)]
    s9: Relu,
    #[from(s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph7 {
    s0: Relu,
    s1: Relu,
    #[from(s1, s1)]
    s2: Concat,
    s3: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph8 {
    s0: Tanh,
    s1: Linear<6>,
    s2: Linear<6, 2, NoBias>,
    #[from(input)]
    s3: LogSoftmax,
    #[from(s1, s3)]
    s4: Max,
    #[from(s0)]
    s5: Linear<6, 4>,
    #[from(s2, s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph9 {
    s0: Linear<4>,
    s1: Softmax,
    #[from(s1, s1, s1)]
    s2: Concat,
    s3: Tanh,
    s4: Tanh,
    #[from(s4, s4, s3)]
    s5: Concat,
    #[from(s5, s5)]
    s6: Add,
    #[from(s1)]
    s7: Linear<5>,
    s8: Sigmoid,
    s9: Sigmoid,
    #[from(s6, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph10 {
    s0: Linear<6>,
    #[from(input)]
    s1: LogSoftmax,
    #[from(s1, s0)]
    s2: Concat,
    s3: Softmax,
    #[from(s3, s2)]
    s4: Max,
    #[from(s4, s0, s3)]
    s5: Concat,
    s6: Softmax,
    #[from(s6, s5)]
    s7: Max,
    s8: Dropout<0.3>,
    s9: Sigmoid,
    s10: Dropout<0.3>,
    s11: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph11 {
    s0: Relu,
    s1: Tanh,
    s2: Sigmoid,
    s3: Linear<3>,
    s4: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph12 {
    s0: Dropout<0.3>,
    s1: Sigmoid,
    #[from(s1, s1)]
    s2: Concat,
    #[from(s0)]
    s3: Tanh,
    #[from(s0)]
    s4: LogSoftmax,
    #[from(s0)]
    s5: Tanh,
    #[from(s3)]
    s6: LogSoftmax,
    #[from(s2, s4, s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph13 {
    #[from(input, input, input)]
    s0: Concat,
    #[from(input, input)]
    s1: Add,
    #[from(s1, input)]
    s2: Max,
    #[from(s0)]
    s3: Relu,
    s4: Relu,
    s5: Linear<12, 2>,
    #[from(s2, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph14 {
    s0: Relu,
    #[from(input)]
    s1: Linear<1>,
    s2: Linear<1>,
    #[from(s0, s2)]
    s3: Concat,
    #[from(s3, s3)]
    s4: Add,
    #[from(s0, s4, s4)]
    s5: Concat,
    #[from(s3)]
    s6: Softmax,
    #[from(s6, s5)]
    s7: Concat,
    s8: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph15 {
    #[from(input, input)]
    s0: Add,
    s1: Linear<2>,
    s2: Linear<2, 6>,
    s3: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph16 {
    s0: Tanh,
    s1: Linear<4, 7>,
    s2: Linear<2>,
    s3: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph17 {
    #[from(input, input)]
    s0: Concat,
    s1: Linear<5, NoBias>,
    s2: Dropout<0.3>,
    s3: Sigmoid,
    s4: LogSoftmax,
    s5: Linear<5, 5>,
    s6: Relu,
    #[from(s4, s6, s6)]
    s7: Concat,
    s8: Tanh,
    #[from(s8, s7, s8)]
    s9: Add,
    #[from(s0, s0)]
    s10: Add,
    #[from(s9, s10)]
    s11: Concat,
    s12: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph18 {
    #[from(input, input)]
    s0: Concat,
    s1: Tanh,
    s2: Relu,
    #[from(s0)]
    s3: LogSoftmax,
    #[from(s1, s0)]
    s4: Max,
    #[from(s3, s4)]
    s5: Max,
    #[from(s5, s3, s0)]
    s6: Add,
    #[from(s2)]
    s7: Dropout<0.3>,
    s8: Dropout<0.3>,
    #[from(s3, s8, s8)]
    s9: Concat,
    s10: Linear<5>,
    #[from(s6, s10)]
    s11: Concat,
    s12: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph19 {
    s0: Linear<1>,
    s1: LogSoftmax,
    s2: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph20 {
    s0: Linear<4, NoBias>,
    #[from(s0, s0, s0)]
    s1: Concat,
    #[from(s0, input)]
    s2: Max,
    #[from(s2, s1, s1)]
    s3: Concat,
    s4: Linear<28, 4>,
    #[from(s4, input, s2)]
    s5: Add,
    s6: Linear<6>,
    #[from(s6, s6, s0)]
    s7: Concat,
    s8: Linear<3>,
}

#[network(input = 5, output = 3)]
pub(crate) struct Graph21 {
    s0: LogSoftmax,
    #[from(input, input, s0)]
    s1: Concat,
    #[from(s0, s0, input)]
    s2: Add,
    #[from(s1, s2)]
    s3: Concat,
    s4: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph22 {
    s0: Linear<2, NoBias>,
    #[from(input, s0)]
    s1: Concat,
    #[from(s0)]
    s2: LogSoftmax,
    s3: Relu,
    #[from(s0)]
    s4: LogSoftmax,
    #[from(s3)]
    s5: Dropout<0.3>,
    #[from(s5, s5, s4)]
    s6: Add,
    #[from(s1)]
    s7: Tanh,
    #[from(input)]
    s8: Linear<6, NoBias>,
    #[from(s3)]
    s9: Softmax,
    #[from(s3)]
    s10: Relu,
    #[from(s6, s7, s8, s9, s10)]
    s11: Concat,
    s12: Linear<3>,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph23 {
    s0: Tanh,
    #[from(s0, s0, input)]
    s1: Add,
    #[from(input)]
    s2: Linear<3, NoBias>,
    s3: Dropout<0.3>,
    #[from(s1)]
    s4: Softmax,
    s5: Relu,
    #[from(s3, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph24 {
    s0: Linear<3>,
    #[from(s0, s0, s0)]
    s1: Concat,
    #[from(s1, s1)]
    s2: Concat,
    #[from(s2, s2)]
    s3: Concat,
    #[from(s3, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph25 {
    s0: LogSoftmax,
    #[from(input)]
    s1: Tanh,
    s2: Linear<5>,
    #[from(s0, s1)]
    s3: Max,
    s4: Softmax,
    #[from(s2)]
    s5: LogSoftmax,
    #[from(s4, input)]
    s6: Add,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph26 {
    s0: Sigmoid,
    #[from(input, s0)]
    s1: Concat,
    #[from(s1, s1, s1)]
    s2: Concat,
    #[from(s0)]
    s3: Linear<3>,
    #[from(s2, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph27 {
    #[from(input, input)]
    s0: Concat,
    s1: Softmax,
    #[from(s1, s0)]
    s2: Max,
    #[from(s2, s1, s0)]
    s3: Max,
    #[from(s0)]
    s4: Linear<6, 1>,
    #[from(s3)]
    s5: LogSoftmax,
    #[from(s5, s1)]
    s6: Max,
    #[from(s3, s3, s1)]
    s7: Add,
    #[from(s4)]
    s8: Dropout<0.3>,
    #[from(s1, s6)]
    s9: Concat,
    s10: Linear<12, 2>,
    #[from(s7, s8, s10)]
    s11: Concat,
    s12: Linear<3>,
}

#[network(input = 3, output = 3)]
pub(crate) struct Graph28 {
    s0: Dropout<0.3>,
    #[from(input, s0, input)]
    s1: Add,
    s2: Dropout<0.3>,
    #[from(input)]
    s3: Dropout<0.3>,
    s4: LogSoftmax,
    #[from(s2)]
    s5: Dropout<0.3>,
    #[from(s5, s5, s5)]
    s6: Concat,
    #[from(s4)]
    s7: Linear<3>,
    #[from(s4, s1)]
    s8: Max,
    #[from(s6, s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[network(input = 4, output = 3)]
pub(crate) struct Graph29 {
    s0: Linear<2>,
    s1: Dropout<0.3>,
    s2: Linear<5>,
    #[from(s0)]
    s3: Linear<1>,
    #[from(s2, s2)]
    s4: Concat,
    s5: Sigmoid,
    #[from(s5, s5)]
    s6: Concat,
    #[from(s3, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[network(input = 2, output = 3)]
pub(crate) struct Graph30 {
    #[from(input, input)]
    s0: Add,
    #[from(s0, s0)]
    s1: Concat,
    s2: Linear<7>,
    #[from(s2, s2)]
    s3: Add,
    #[from(s3, s0)]
    s4: Concat,
    #[from(s4, s4)]
    s5: Concat,
    #[from(s3, s3, s2)]
    s6: Add,
    #[from(s5)]
    s7: Linear<5, NoBias>,
    s8: Relu,
    #[from(input)]
    s9: Softmax,
    #[from(s6, s5)]
    s10: Concat,
    #[from(s8, s9, s10)]
    s11: Concat,
    s12: Linear<3>,
}

#[network(input = 6, output = 3)]
pub(crate) struct Graph31 {
    s0: Sigmoid,
    #[from(s0, s0, input)]
    s1: Add,
    s2: Linear<4>,
    s3: Linear<4>,
    #[from(s3, s3, s2)]
    s4: Add,
    #[from(s3, s4)]
    s5: Concat,
    s6: Dropout<0.3>,
    s7: Linear<3>,
}
