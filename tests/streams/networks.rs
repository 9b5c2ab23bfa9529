//! Random networks that run frame by frame, written by
//! `tools/generate/random_graphs.py --seed 1`.

use crate::random_networks;
use netwright::prelude::*;

// The numbers of a frame and of a sample.
random_networks! {
    Stream0: 2, 110;
    Stream1: 4, 100;
    Stream2: 2, 78;
    Stream3: 3, 132;
    Stream4: 1, 41;
    Stream5: 3, 111;
    Stream6: 1, 37;
    Stream7: 4, 224;
    Stream8: 1, 19;
    Stream9: 1, 57;
    Stream10: 3, 51;
    Stream11: 1, 33;
    Stream12: 2, 36;
    Stream13: 4, 268;
    Stream14: 4, 172;
    Stream15: 4, 252;
    Stream16: 3, 93;
    Stream17: 1, 55;
    Stream18: 4, 32;
    Stream19: 1, 53;
    Stream20: 1, 48;
    Stream21: 3, 180;
    Stream22: 4, 40;
    Stream23: 3, 99;
    Stream24: 4, 244;
    Stream25: 2, 96;
    Stream26: 3, 54;
    Stream27: 1, 45;
    Stream28: 3, 150;
    Stream29: 1, 16;
    Stream30: 4, 260;
    Stream31: 4, 228;
}

#[network(stream, input = [2, 55], output = [12, 28])]
struct Stream0 {
    s0: Dropout<0.5>,
    #[from(s0, input)]
    s1: Add,
    s2: MaxPool1d<2, Stride<2>, Padding<1>>,
    s3: Conv1d<9, 5, Causal, Dilation<2>>,
    s4: AvgPool1d<3, Stride<1>, Causal, CountExcludePad>,
    #[from(s3)]
    s5: Gru<9, NoBias>,
    #[from(s4, s5)]
    s6: Concat,
    s7: Conv1d<12, 1>,
}

#[network(stream, input = [4, 25], output = 3)]
struct Stream1 {
    s0: Conv1d<2, 5, Causal>,
    s1: Rnn<1>,
    s2: AvgPool1d<3, Stride<1>, Causal, CountExcludePad>,
    #[from(s2, s1)]
    s3: Sub,
    s4: Conv1d<2, 1, Dilation<2>, NoBias>,
    s5: Conv1d<4, 5, Causal, Dilation<3>>,
    s6: Tanh,
    s7: Conv1d<5, 25>,
    s8: Flatten,
    s9: Linear<5>,
    s10: Tanh,
    s11: Linear<3>,
    s12: Softmax,
}

#[network(stream, input = [2, 39], output = [4, 18])]
struct Stream2 {
    s0: Conv1d<8, 3, Causal, Groups<2>>,
    s1: MaxPool1d<2, Stride<2>, Dilation<3>>,
    #[from(s0)]
    s2: Conv1d<9, 2, Stride<2>, Dilation<3>>,
    #[from(s1)]
    s3: Rnn<8>,
    s4: MaxPool1d<5, Stride<1>, Causal, Dilation<4>>,
    #[from(s3)]
    s5: Slice<0, 2>,
    #[from(s2, s4, s5)]
    s6: Concat,
    s7: Conv1d<4, 1>,
}

#[network(stream, input = [3, 44], output = [8, 22])]
struct Stream3 {
    #[from(input, input)]
    s0: Concat,
    s1: Silu,
    s2: Conv1d<2, 1, Causal>,
    s3: AvgPool1d<4, Stride<2>, Causal>,
    #[from(s2)]
    s4: MaxPool1d<4, Stride<2>, Causal>,
    #[from(s2)]
    s5: Conv1d<11, 4, Stride<2>, Causal>,
    #[from(s4, s3)]
    s6: Concat,
    #[from(s5, s6)]
    s7: Concat,
    s8: MaxPool1d<3, Stride<1>, Dilation<3>, Causal>,
    s9: Rnn<4, Layers<2>>,
    s10: Conv1d<8, 1>,
}

#[network(stream, input = [1, 41], output = 3)]
struct Stream4 {
    s0: Lstm<3, NoBias>,
    s1: MaxPool1d<3, Stride<1>, Causal, Dilation<4>>,
    s2: Conv1d<9, 41>,
    s3: Flatten,
    s4: Linear<5>,
    s5: Tanh,
    s6: Linear<3>,
    s7: Softmax,
}

#[network(stream, input = [3, 37], output = 3)]
struct Stream5 {
    s0: Gelu,
    #[from(s0, input)]
    s1: Max,
    s2: MaxPool1d<1, Stride<3>>,
    #[from(s1)]
    s3: AvgPool1d<1, Stride<3>>,
    s4: Silu,
    #[from(s2, s4)]
    s5: Concat,
    s6: MaxPool1d<2, Stride<1>, Dilation<3>, Causal>,
    s7: AvgPool1d<1, Stride<1>, Causal, CountIncludePad>,
    s8: Conv1d<6, 13>,
    s9: Flatten,
    s10: Linear<5>,
    s11: Tanh,
    s12: Linear<3>,
    s13: Softmax,
}

#[network(stream, input = [1, 37], output = 3)]
struct Stream6 {
    #[from(input, input)]
    s0: Concat,
    s1: MaxPool1d<2, Stride<3>>,
    #[from(s0)]
    s2: AvgPool1d<2, Stride<3>>,
    #[from(s1)]
    s3: Sigmoid,
    #[from(s2, s3)]
    s4: Concat,
    s5: Conv1d<4, 4, Stride<2>, Groups<2>>,
    #[from(s4)]
    s6: MaxPool1d<4, Stride<2>>,
    #[from(s5)]
    s7: MaxPool1d<1, Stride<1>, Causal, Dilation<3>>,
    #[from(s6, s7)]
    s8: Concat,
    s9: Lstm<3, Last>,
    s10: Linear<5>,
    s11: Tanh,
    s12: Linear<3>,
    s13: Softmax,
}

#[network(stream, input = [4, 56], output = 3)]
struct Stream7 {
    s0: Silu,
    #[from(input)]
    s1: BatchNorm1d,
    s2: Scale,
    #[from(s0)]
    s3: Conv1d<6, 3, Causal, NoBias>,
    #[from(s2, s3)]
    s4: Concat,
    s5: Rnn<9, Last>,
    s6: Linear<5>,
    s7: Tanh,
    s8: Linear<3>,
    s9: Softmax,
}

#[network(stream, input = [1, 19], output = [10, 7])]
struct Stream8 {
    s0: BatchNorm1d,
    s1: AvgPool1d<2, Stride<2>>,
    s2: MaxPool1d<3, Stride<1>, Causal, Dilation<4>>,
    s3: Conv1d<8, 2, Dilation<2>>,
    s4: Bias,
    s5: Conv1d<10, 1>,
}

#[network(stream, input = [1, 57], output = 3)]
struct Stream9 {
    s0: MaxPool1d<3, Stride<1>, Causal>,
    #[from(s0, input)]
    s1: Max,
    s2: MaxPool1d<3, Stride<3>, Dilation<3>>,
    s3: MaxPool1d<1, Stride<2>>,
    #[from(s2)]
    s4: AvgPool1d<1, Stride<2>>,
    #[from(s3, s4)]
    s5: Mean,
    s6: AvgPool1d<3, Stride<1>, Causal, CountIncludePad>,
    s7: Rnn<5, Last>,
    s8: Linear<5>,
    s9: Tanh,
    s10: Linear<3>,
    s11: Softmax,
}

#[network(stream, input = [3, 17], output = 3)]
struct Stream10 {
    s0: Conv1d<6, 1, Causal, Groups<3>, NoBias>,
    #[from(input)]
    s1: PRelu,
    s2: Conv1d<7, 1, Causal, Dilation<4>>,
    #[from(s0, s2)]
    s3: Concat,
    s4: Conv1d<8, 17>,
    s5: Flatten,
    s6: Linear<5>,
    s7: Tanh,
    s8: Linear<3>,
    s9: Softmax,
}

#[network(stream, input = [1, 33], output = 3)]
struct Stream11 {
    s0: Sigmoid,
    s1: MaxPool1d<2, Stride<1>>,
    #[from(s0)]
    s2: AvgPool1d<2, Stride<1>>,
    #[from(s0)]
    s3: Conv1d<10, 2>,
    #[from(s2)]
    s4: Neg,
    #[from(s1, s3, s4)]
    s5: Concat,
    s6: Lstm<8, Last>,
    s7: Linear<5>,
    s8: Tanh,
    s9: Linear<3>,
    s10: Softmax,
}

#[network(stream, input = [2, 18], output = [3, 8])]
struct Stream12 {
    s0: Conv1d<3, 5, Causal>,
    #[from(input)]
    s1: Conv1d<12, 5, Causal, Dilation<3>, Groups<2>, NoBias>,
    #[from(s0, s1)]
    s2: Concat,
    s3: MaxPool1d<3, Stride<2>, Dilation<3>, Causal>,
    s4: MaxPool1d<1, Stride<1>, Causal>,
    s5: MaxPool1d<3, Stride<1>, Causal, Dilation<4>>,
    s6: Conv1d<12, 2>,
    s7: Conv1d<3, 1>,
}

#[network(stream, input = [4, 67], output = [2, 67])]
struct Stream13 {
    s0: PRelu<PerChannel>,
    s1: Conv1d<4, 1, Causal, Dilation<2>, Groups<4>, NoBias>,
    #[from(input)]
    s2: Slice<1, 2>,
    #[from(s1, s2)]
    s3: Concat,
    s4: AvgPool1d<1, Stride<1>>,
    #[from(s3)]
    s5: MaxPool1d<1, Stride<1>>,
    #[from(s4, s5)]
    s6: Mul,
    s7: PRelu<PerChannel>,
    s8: Conv1d<2, 1>,
}

#[network(stream, input = [4, 43], output = [8, 43])]
struct Stream14 {
    s0: Slice<2, 3>,
    #[from(input)]
    s1: Slice<3, 4>,
    s2: MaxPool1d<3, Stride<1>, Causal>,
    #[from(s0, s2)]
    s3: Concat,
    s4: MaxPool1d<2, Stride<1>, Dilation<2>, Causal>,
    #[from(s3)]
    s5: Conv1d<6, 2, Dilation<2>, Causal, NoBias>,
    s6: Scale,
    #[from(s6, s5)]
    s7: Mean,
    #[from(s7, s5)]
    s8: Min,
    #[from(s4)]
    s9: Gelu,
    #[from(s8, s9)]
    s10: Concat,
    s11: Conv1d<8, 1, Groups<8>>,
}

#[network(stream, input = [4, 63], output = [10, 63])]
struct Stream15 {
    s0: Slice<2, 3>,
    s1: Lstm<8>,
    s2: Normalize,
    s3: Conv1d<12, 5, Causal, Dilation<4>, Groups<2>>,
    s4: Conv1d<10, 1, Groups<2>>,
}

#[network(stream, input = [3, 31], output = 3)]
struct Stream16 {
    s0: Normalize,
    s1: Conv1d<7, 3, Causal, Dilation<2>, NoBias>,
    s2: Rnn<3, Layers<2>>,
    s3: AvgPool1d<3, Stride<1>, Causal, CountIncludePad>,
    s4: MaxPool1d<3, Stride<1>, Dilation<3>>,
    s5: AvgPool1d<2, Stride<1>, Causal, CountExcludePad>,
    s6: Rnn<3>,
    #[from(s5)]
    s7: Conv1d<5, 1, Causal, Dilation<2>>,
    #[from(s6, s7)]
    s8: Concat,
    s9: Lstm<9, Last>,
    s10: Linear<5>,
    s11: Tanh,
    s12: Linear<3>,
    s13: Softmax,
}

#[network(stream, input = [1, 55], output = 3)]
struct Stream17 {
    s0: MaxPool1d<3, Stride<1>, Causal>,
    s1: MaxPool1d<3, Stride<3>, Dilation<3>, Causal>,
    s2: MaxPool1d<2, Stride<1>, Causal, Dilation<2>>,
    s3: Lstm<3, Layers<2>, NoBias>,
    s4: Lstm<8, Last>,
    s5: Linear<5>,
    s6: Tanh,
    s7: Linear<3>,
    s8: Softmax,
}

#[network(stream, input = [4, 8], output = 3)]
struct Stream18 {
    s0: Bias,
    s1: MaxPool1d<2, Stride<3>>,
    #[from(s0)]
    s2: Conv1d<10, 2, Stride<3>, NoBias>,
    s3: Conv1d<2, 1, Causal, Dilation<4>, Groups<2>>,
    #[from(s1, s3)]
    s4: Concat,
    s5: AvgPool1d<1, Stride<1>>,
    #[from(s4)]
    s6: MaxPool1d<1, Stride<1>>,
    #[from(s4)]
    s7: Conv1d<4, 1, Groups<2>, NoBias>,
    #[from(s6)]
    s8: AvgPool1d<1, Stride<1>, Causal, CountExcludePad>,
    #[from(s5)]
    s9: Conv1d<6, 2, Causal, Groups<6>, NoBias>,
    #[from(s5)]
    s10: Conv1d<12, 5, Causal, Groups<6>>,
    s11: Rnn<3, Layers<2>, NoBias>,
    #[from(s7, s8, s9, s11)]
    s12: Concat,
    s13: Rnn<2, Last>,
    s14: Linear<5>,
    s15: Tanh,
    s16: Linear<3>,
    s17: Softmax,
}

#[network(stream, input = [1, 53], output = 3)]
struct Stream19 {
    s0: MaxPool1d<1, Stride<1>, Causal>,
    s1: Conv1d<9, 5, Causal, Dilation<4>, NoBias>,
    #[from(s0)]
    s2: Conv1d<1, 2, Causal>,
    #[from(s1, s2)]
    s3: Concat,
    s4: Conv1d<8, 1, Stride<2>, NoBias>,
    s5: Slice<1, 2>,
    s6: Conv1d<5, 27>,
    s7: Flatten,
    s8: Linear<5>,
    s9: Tanh,
    s10: Linear<3>,
    s11: Softmax,
}

#[network(stream, input = [1, 48], output = 3)]
struct Stream20 {
    s0: Conv1d<2, 2, Causal, NoBias>,
    s1: AvgPool1d<4, Stride<2>>,
    #[from(s0)]
    s2: Conv1d<9, 4, Stride<2>>,
    #[from(s1)]
    s3: Relu,
    #[from(s2, s3)]
    s4: Concat,
    s5: Lstm<4, Last>,
    s6: Linear<5>,
    s7: Tanh,
    s8: Linear<3>,
    s9: Softmax,
}

#[network(stream, input = [3, 60], output = [7, 28])]
struct Stream21 {
    s0: Dropout1d<0.5>,
    #[from(input, s0)]
    s1: Add,
    s2: MaxPool1d<4, Stride<2>, Causal>,
    #[from(s1)]
    s3: AvgPool1d<4, Stride<2>, Causal>,
    #[from(s3, s2)]
    s4: Mean,
    s5: Conv1d<9, 3, Causal, Dilation<4>, Groups<3>>,
    s6: AvgPool1d<3, Stride<1>>,
    s7: Lstm<1, Layers<2>, NoBias>,
    s8: Conv1d<7, 1>,
}

#[network(stream, input = [4, 10], output = 3)]
struct Stream22 {
    s0: Neg,
    #[from(s0, input)]
    s1: Mul,
    s2: Rnn<1, Layers<2>>,
    s3: Gelu,
    s4: MaxPool1d<2, Stride<3>, Dilation<2>, Causal>,
    s5: BatchNorm1d,
    s6: AvgPool1d<5, Stride<1>, Causal, CountIncludePad>,
    s7: Neg,
    #[from(s4)]
    s8: Gelu,
    #[from(s7, s8)]
    s9: Concat,
    s10: Conv1d<5, 2, Stride<2>, NoBias>,
    #[from(s9)]
    s11: MaxPool1d<2, Stride<2>>,
    #[from(s9)]
    s12: AvgPool1d<2, Stride<2>>,
    #[from(s12, s11)]
    s13: Max,
    #[from(s10)]
    s14: Relu,
    #[from(s13)]
    s15: Conv1d<4, 3, Causal, Dilation<3>, NoBias>,
    #[from(s14, s15)]
    s16: Concat,
    s17: Conv1d<4, 2>,
    s18: Flatten,
    s19: Linear<5>,
    s20: Tanh,
    s21: Linear<3>,
    s22: Softmax,
}

#[network(stream, input = [3, 33], output = 3)]
struct Stream23 {
    s0: Conv1d<3, 3, Causal, Dilation<4>>,
    s1: Conv1d<4, 33>,
    s2: Flatten,
    s3: Linear<5>,
    s4: Tanh,
    s5: Linear<3>,
    s6: Softmax,
}

#[network(stream, input = [4, 61], output = 3)]
struct Stream24 {
    s0: Conv1d<7, 5, Causal, NoBias>,
    s1: Tanh,
    #[from(s0)]
    s2: Scale,
    s3: Dropout1d<0.5>,
    #[from(s1, s3)]
    s4: Concat,
    s5: Conv1d<7, 2, Stride<2>, Padding<1>, Groups<7>>,
    s6: Conv1d<8, 31>,
    s7: Flatten,
    s8: Linear<5>,
    s9: Tanh,
    s10: Linear<3>,
    s11: Softmax,
}

#[network(stream, input = [2, 48], output = 3)]
struct Stream25 {
    s0: LeakyRelu,
    s1: Conv1d<3, 2, Causal>,
    #[from(input)]
    s2: Conv1d<6, 2, Causal, Dilation<2>>,
    #[from(s1, s2)]
    s3: Concat,
    s4: Conv1d<5, 48>,
    s5: Flatten,
    s6: Linear<5>,
    s7: Tanh,
    s8: Linear<3>,
    s9: Softmax,
}

#[network(stream, input = [3, 18], output = 3)]
struct Stream26 {
    s0: Conv1d<9, 1, Causal, Dilation<3>>,
    #[from(s0, s0)]
    s1: Concat,
    s2: Bias,
    s3: MaxPool1d<3, Stride<2>, Dilation<3>>,
    s4: Sigmoid,
    s5: Dropout<0.5>,
    s6: BatchNorm1d,
    s7: MaxPool1d<2, Stride<2>, Causal>,
    #[from(s6)]
    s8: Conv1d<2, 2, Stride<2>, Causal, NoBias>,
    #[from(s6)]
    s9: AvgPool1d<2, Stride<2>, Causal>,
    #[from(s9, s7)]
    s10: Max,
    s11: Sigmoid,
    #[from(s8, s11)]
    s12: Concat,
    s13: Gru<2, Last>,
    s14: Linear<5>,
    s15: Tanh,
    s16: Linear<3>,
    s17: Softmax,
}

#[network(stream, input = [1, 45], output = 3)]
struct Stream27 {
    s0: Conv1d<7, 5, Causal, NoBias>,
    #[from(input)]
    s1: Sigmoid,
    #[from(input, s1)]
    s2: Mean,
    #[from(s0, s2)]
    s3: Concat,
    s4: Gru<5, Last>,
    s5: Linear<5>,
    s6: Tanh,
    s7: Linear<3>,
    s8: Softmax,
}

#[network(stream, input = [3, 50], output = 3)]
struct Stream28 {
    s0: Relu,
    s1: MaxPool1d<1, Stride<3>, Dilation<2>>,
    #[from(s0)]
    s2: Conv1d<11, 1, Stride<3>, Dilation<2>>,
    s3: Conv1d<9, 3, Causal, Dilation<4>>,
    #[from(s1, s3)]
    s4: Concat,
    s5: Conv1d<3, 17>,
    s6: Flatten,
    s7: Linear<5>,
    s8: Tanh,
    s9: Linear<3>,
    s10: Softmax,
}

#[network(stream, input = [1, 16], output = 3)]
struct Stream29 {
    s0: Conv1d<3, 5, Causal, Dilation<4>, NoBias>,
    s1: Gru<3>,
    s2: MaxPool1d<1, Stride<2>, Dilation<2>>,
    #[from(s1)]
    s3: Conv1d<10, 1, Stride<2>, Dilation<2>>,
    #[from(s2, s3)]
    s4: Concat,
    s5: Conv1d<10, 4, Stride<2>, Dilation<3>, Causal>,
    s6: Rnn<8>,
    s7: Slice<1, 4>,
    s8: LeakyRelu,
    s9: Conv1d<1, 4>,
    s10: Flatten,
    s11: Linear<5>,
    s12: Tanh,
    s13: Linear<3>,
    s14: Softmax,
}

#[network(stream, input = [4, 65], output = 3)]
struct Stream30 {
    s0: AvgPool1d<3, Stride<1>, Causal, CountIncludePad>,
    #[from(input, s0)]
    s1: Max,
    s2: Conv1d<8, 1, Causal, Dilation<3>, Groups<4>>,
    s3: MaxPool1d<4, Stride<1>, Causal>,
    s4: Neg,
    #[from(s4, s3)]
    s5: Min,
    s6: Gru<4, Layers<2>>,
    s7: Gru<7, Last>,
    s8: Linear<5>,
    s9: Tanh,
    s10: Linear<3>,
    s11: Softmax,
}

#[network(stream, input = [4, 57], output = 3)]
struct Stream31 {
    s0: BatchNorm1d,
    s1: Conv1d<10, 1, Causal, Dilation<2>>,
    s2: Conv1d<10, 4, Stride<3>, Causal>,
    s3: Conv1d<11, 3, Causal, Dilation<2>, NoBias>,
    s4: Neg,
    s5: Rnn<3>,
    s6: Conv1d<5, 19>,
    s7: Flatten,
    s8: Linear<5>,
    s9: Tanh,
    s10: Linear<3>,
    s11: Softmax,
}
