//! Random networks, written by `tools/generate/random_shapes.py --seed 1 --count 40`.

use super::*;

/// Checks the shapes and counts of every network.
pub(crate) fn check_all() {
    check!(
        Network0,
        [1, 2],
        178842,
        [
            (&[2], 0),
            (&[2], 4),
            (&[25547], 76641),
            (&[25547], 25547),
            (&[2], 0),
            (&[2], 0),
            (&[2], 0),
            (&[25549], 0),
            (&[3], 76650)
        ]
    );
    check!(
        Network1,
        [1, 2],
        13,
        [(&[2], 0), (&[2], 0), (&[2], 0), (&[2], 4), (&[2], 0), (&[2], 0), (&[2], 0), (&[2], 0), (&[2], 0), (&[3], 9)]
    );
    check!(
        Network2,
        [1, 353, 1],
        3195580,
        [
            (&[353], 0),
            (&[353], 0),
            (&[353], 0),
            (&[353], 0),
            (&[340], 120360),
            (&[4183], 1422220),
            (&[4608], 1626624),
            (&[4183], 0),
            (&[8791], 0),
            (&[3], 26376)
        ]
    );
    check!(
        Network3,
        [2413],
        24133,
        [
            (&[2413], 0),
            (&[2413], 0),
            (&[2413], 0),
            (&[2413], 0),
            (&[2413], 0),
            (&[4826], 0),
            (&[4826], 9652),
            (&[4826], 0),
            (&[3], 14481)
        ]
    );
    check!(Network4, [20], 123, [(&[20], 40), (&[20], 0), (&[20], 0), (&[20], 20), (&[3], 63)]);
    check!(
        Network5,
        [47, 2, 17],
        19179,
        [
            (&[1598], 0),
            (&[1598], 0),
            (&[1598], 0),
            (&[1598], 0),
            (&[4794], 0),
            (&[4794], 0),
            (&[1598], 0),
            (&[6392], 0),
            (&[3], 19179)
        ]
    );
    check!(
        Network6,
        [8009, 1],
        184305,
        [(&[8009], 0), (&[19], 152190), (&[19], 19), (&[8009], 8009), (&[8009], 0), (&[8028], 0), (&[3], 24087)]
    );
    check!(Network7, [2, 9083], 72679, [(&[18166], 0), (&[18166], 0), (&[4], 72664), (&[3], 15)]);
    check!(
        Network8,
        [2, 1, 1],
        1695,
        [
            (&[2], 0),
            (&[336], 672),
            (&[2], 0),
            (&[2], 0),
            (&[336], 0),
            (&[336], 0),
            (&[336], 0),
            (&[4], 0),
            (&[340], 0),
            (&[3], 1023)
        ]
    );
    check!(Network9, [1, 1, 233], 935, [(&[233], 0), (&[233], 0), (&[233], 233), (&[3], 702)]);
    check!(Network10, [6, 1, 3], 93, [(&[18], 0), (&[18], 0), (&[18], 0), (&[18], 36), (&[18], 0), (&[3], 57)]);
    check!(
        Network11,
        [87, 1, 1],
        347575,
        [
            (&[87], 0),
            (&[87], 0),
            (&[87], 0),
            (&[3808], 335104),
            (&[3808], 0),
            (&[87], 0),
            (&[87], 0),
            (&[3982], 0),
            (&[87], 0),
            (&[87], 0),
            (&[3982], 0),
            (&[4156], 0),
            (&[3], 12471)
        ]
    );
    check!(
        Network12,
        [1, 2, 9],
        93,
        [(&[18], 0), (&[18], 36), (&[18], 0), (&[18], 0), (&[18], 0), (&[18], 0), (&[3], 57)]
    );
    check!(
        Network13,
        [25118, 1, 1],
        778773,
        [
            (&[25118], 0),
            (&[28], 703332),
            (&[25118], 0),
            (&[25118], 0),
            (&[25118], 0),
            (&[25118], 0),
            (&[25146], 0),
            (&[3], 75441)
        ]
    );
    check!(
        Network14,
        [2062, 12],
        123723,
        [
            (&[24744], 0),
            (&[24744], 49488),
            (&[24744], 0),
            (&[24744], 0),
            (&[24744], 0),
            (&[24744], 0),
            (&[24744], 0),
            (&[24744], 0),
            (&[24744], 0),
            (&[3], 74235)
        ]
    );
    check!(
        Network15,
        [3, 1, 2833],
        255045,
        [
            (&[8499], 0),
            (&[8499], 16998),
            (&[8499], 0),
            (&[8499], 16998),
            (&[8499], 0),
            (&[8499], 0),
            (&[8499], 16998),
            (&[18], 153000),
            (&[18], 0),
            (&[8499], 0),
            (&[17016], 0),
            (&[3], 51051)
        ]
    );
    check!(
        Network16,
        [41, 1, 2],
        585,
        [
            (&[82], 0),
            (&[82], 0),
            (&[82], 0),
            (&[82], 0),
            (&[82], 0),
            (&[2], 166),
            (&[2], 0),
            (&[82], 164),
            (&[82], 0),
            (&[84], 0),
            (&[3], 255)
        ]
    );
    check!(Network17, [283, 5, 1], 4252, [(&[1415], 0), (&[1415], 0), (&[4245], 0), (&[1], 4246), (&[3], 6)]);
    check!(
        Network18,
        [13, 1, 1],
        85,
        [
            (&[13], 0),
            (&[13], 0),
            (&[13], 0),
            (&[1], 14),
            (&[1], 0),
            (&[13], 26),
            (&[13], 0),
            (&[13], 0),
            (&[13], 0),
            (&[14], 0),
            (&[3], 45)
        ]
    );
    check!(Network19, [6949, 4], 27805, [(&[27796], 0), (&[27796], 0), (&[1], 27797), (&[1], 2), (&[3], 6)]);
    check!(Network20, [1, 2], 151095, [(&[2], 0), (&[12591], 25182), (&[25182], 0), (&[25182], 50364), (&[3], 75549)]);
    check!(
        Network21,
        [401, 1, 1],
        1512462,
        [
            (&[401], 0),
            (&[401], 802),
            (&[1203], 0),
            (&[21], 25284),
            (&[401], 802),
            (&[401], 0),
            (&[401], 0),
            (&[3677], 1474477),
            (&[21], 0),
            (&[21], 0),
            (&[3698], 0),
            (&[3], 11097)
        ]
    );
    check!(Network22, [11, 1, 2], 185, [(&[22], 0), (&[7], 161), (&[7], 0), (&[3], 24)]);
    check!(Network23, [161, 1, 1], 486, [(&[161], 0), (&[161], 0), (&[161], 0), (&[3], 486)]);
    check!(
        Network24,
        [25, 1],
        253,
        [
            (&[25], 0),
            (&[25], 50),
            (&[25], 0),
            (&[25], 0),
            (&[25], 0),
            (&[25], 50),
            (&[25], 0),
            (&[25], 0),
            (&[25], 0),
            (&[50], 0),
            (&[3], 153)
        ]
    );
    check!(
        Network25,
        [3, 11, 9],
        1817524,
        [
            (&[297], 0),
            (&[5901], 1758498),
            (&[5901], 11802),
            (&[5901], 0),
            (&[5], 29510),
            (&[5901], 0),
            (&[5901], 0),
            (&[1], 5),
            (&[5902], 0),
            (&[3], 17709)
        ]
    );
    check!(Network26, [4, 128, 3], 10755, [(&[1536], 0), (&[1536], 3072), (&[1536], 3072), (&[3], 4611)]);
    check!(
        Network27,
        [486, 2],
        68199,
        [
            (&[972], 0),
            (&[1944], 0),
            (&[1944], 0),
            (&[52], 50544),
            (&[5832], 0),
            (&[5832], 0),
            (&[52], 0),
            (&[5884], 0),
            (&[3], 17655)
        ]
    );
    check!(
        Network28,
        [2019],
        22212,
        [
            (&[2019], 4038),
            (&[2019], 0),
            (&[2019], 0),
            (&[2019], 0),
            (&[2019], 0),
            (&[2019], 0),
            (&[2019], 0),
            (&[2019], 0),
            (&[6057], 0),
            (&[3], 18174)
        ]
    );
    check!(
        Network29,
        [191, 11, 1],
        25215,
        [
            (&[2101], 0),
            (&[2101], 2101),
            (&[2101], 4202),
            (&[2101], 0),
            (&[2101], 2101),
            (&[2101], 4202),
            (&[4202], 0),
            (&[3], 12609)
        ]
    );
    check!(Network30, [3108, 1], 9327, [(&[3108], 0), (&[3108], 0), (&[3108], 0), (&[3], 9327)]);
    check!(
        Network31,
        [7],
        102409,
        [
            (&[7], 14),
            (&[7], 0),
            (&[7], 0),
            (&[7], 7),
            (&[9302], 74416),
            (&[7], 0),
            (&[21], 0),
            (&[9302], 0),
            (&[9323], 0),
            (&[3], 27972)
        ]
    );
    check!(
        Network32,
        [7078],
        4794469,
        [
            (&[7078], 7078),
            (&[7078], 14156),
            (&[14156], 0),
            (&[7078], 0),
            (&[7078], 0),
            (&[665], 4707535),
            (&[665], 0),
            (&[7078], 0),
            (&[21899], 0),
            (&[3], 65700)
        ]
    );
    check!(
        Network33,
        [15, 1, 1],
        266,
        [
            (&[15], 0),
            (&[15], 0),
            (&[15], 0),
            (&[15], 0),
            (&[15], 30),
            (&[15], 0),
            (&[15], 0),
            (&[15], 15),
            (&[2], 32),
            (&[45], 0),
            (&[15], 0),
            (&[62], 0),
            (&[3], 189)
        ]
    );
    check!(Network34, [3202], 2362813, [(&[734], 2351002), (&[3202], 0), (&[3936], 0), (&[3], 11811)]);
    check!(
        Network35,
        [3, 13, 17],
        80698,
        [
            (&[663], 0),
            (&[663], 0),
            (&[97], 64408),
            (&[97], 0),
            (&[663], 663),
            (&[663], 0),
            (&[663], 1326),
            (&[663], 0),
            (&[18], 11952),
            (&[663], 0),
            (&[3], 57),
            (&[763], 0),
            (&[3], 2292)
        ]
    );
    check!(
        Network36,
        [2, 31, 1],
        21242,
        [(&[62], 0), (&[317], 19654), (&[317], 634), (&[317], 0), (&[317], 0), (&[3], 954)]
    );
    check!(
        Network37,
        [6],
        26073,
        [
            (&[6], 0),
            (&[6], 0),
            (&[2169], 15183),
            (&[6], 0),
            (&[2169], 0),
            (&[2169], 4338),
            (&[6], 0),
            (&[6], 0),
            (&[6], 6),
            (&[2181], 0),
            (&[3], 6546)
        ]
    );
    check!(
        Network38,
        [86, 8],
        4819,
        [
            (&[688], 0),
            (&[688], 0),
            (&[688], 0),
            (&[688], 0),
            (&[688], 0),
            (&[688], 0),
            (&[688], 0),
            (&[688], 0),
            (&[688], 0),
            (&[688], 0),
            (&[688], 688),
            (&[1376], 0),
            (&[3], 4131)
        ]
    );
    check!(
        Network39,
        [4937, 1],
        212996623,
        [
            (&[4937], 0),
            (&[4937], 9874),
            (&[4937], 0),
            (&[4937], 0),
            (&[4937], 0),
            (&[21761], 107455818),
            (&[43], 212334),
            (&[21302], 105189276),
            (&[43], 0),
            (&[43106], 0),
            (&[3], 129321)
        ]
    );
}

#[allow(dead_code)]
#[network(input = [1, 2], output = 3)]
struct Network0 {
    pixels: Flatten,
    s0: BatchNorm1d<0.01>,
    s1: Linear<25547>,
    s2: RmsNorm<0.01>,
    #[from(pixels, pixels)]
    s3: Sub,
    #[from(s3, s0)]
    s4: Mean,
    #[from(s4, s0)]
    s5: Max,
    #[from(s2, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 2], output = 3)]
struct Network1 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Add,
    #[from(s0, pixels)]
    s1: Min,
    #[from(s0)]
    s2: LayerNorm<0.01>,
    s3: Relu,
    #[from(s1, pixels, s2)]
    s4: Mul,
    #[from(s3, s1, s2)]
    s5: Min,
    #[from(s5, s4, s0)]
    s6: Mean,
    s7: Dropout<0.3>,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 353, 1], output = 3)]
struct Network2 {
    pixels: Flatten,
    s0: Softmax,
    #[from(pixels, s0)]
    s1: Min,
    #[from(s1, s0)]
    s2: Min,
    s3: Linear<353, 340>,
    s4: Linear<4183, NoBias>,
    #[from(s2)]
    s5: Linear<353, 4608, NoBias>,
    #[from(s4, s4)]
    s6: Add,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2413], output = 3)]
struct Network3 {
    #[from(input, input)]
    s0: Sub,
    s1: Tanh,
    s2: Relu,
    #[from(s2, s2)]
    s3: Add,
    #[from(s0)]
    s4: LogSoftmax,
    #[from(s3, s4)]
    s5: Concat,
    s6: BatchNorm1d<0.01>,
    #[from(s6, s5)]
    s7: Add,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [20], output = 3)]
struct Network4 {
    s0: LayerNorm<0.01>,
    #[from(s0, input)]
    s1: Min,
    #[from(s1, s0)]
    s2: Min,
    s3: RmsNorm<0.01>,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [47, 2, 17], output = 3)]
struct Network5 {
    pixels: Flatten,
    s0: Tanh,
    s1: Dropout<0.3>,
    #[from(s0, s1)]
    s2: Max,
    #[from(s1, s0, s2)]
    s3: Concat,
    s4: Tanh,
    #[from(s1, s1, pixels)]
    s5: Mul,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [8009, 1], output = 3)]
struct Network6 {
    pixels: Flatten,
    s0: Linear<19>,
    s1: RmsNorm<0.01>,
    #[from(pixels)]
    s2: RmsNorm<0.01>,
    s3: Sigmoid,
    #[from(s1, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 9083], output = 3)]
struct Network7 {
    pixels: Flatten,
    s0: Relu,
    s1: Linear<18166, 4, NoBias>,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 1, 1], output = 3)]
struct Network8 {
    pixels: Flatten,
    s0: Linear<336, NoBias>,
    #[from(pixels)]
    s1: Sigmoid,
    s2: Tanh,
    #[from(s0)]
    s3: Dropout<0.3>,
    s4: Normalize,
    #[from(s4, s0)]
    s5: Max,
    #[from(s1, s2)]
    s6: Concat,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 1, 233], output = 3)]
struct Network9 {
    pixels: Flatten,
    s0: LogSoftmax,
    s1: RmsNorm<0.01>,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [6, 1, 3], output = 3)]
struct Network10 {
    pixels: Flatten,
    s0: Softmax,
    s1: Relu,
    s2: LayerNorm<0.01>,
    #[from(s0, s2, s1)]
    s3: Add,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [87, 1, 1], output = 3)]
struct Network11 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Mean,
    #[from(s0, s0)]
    s1: Add,
    s2: Linear<3808>,
    #[from(s2, s2)]
    s3: Add,
    #[from(pixels)]
    s4: LogSoftmax,
    #[from(s1, s4)]
    s5: Max,
    #[from(s3, s1, pixels)]
    s6: Concat,
    #[from(s5, s4)]
    s7: Max,
    #[from(s5, s4, s0)]
    s8: Add,
    #[from(s6, s6)]
    s9: Sub,
    #[from(s7, s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 2, 9], output = 3)]
struct Network12 {
    pixels: Flatten,
    s0: LayerNorm<0.01>,
    s1: Tanh,
    s2: Tanh,
    s3: Dropout<0.3>,
    #[from(s0, s3, s1)]
    s4: Min,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [25118, 1, 1], output = 3)]
struct Network13 {
    pixels: Flatten,
    s0: Linear<28>,
    #[from(pixels, pixels)]
    s1: Sub,
    s2: Dropout<0.3>,
    s3: Normalize,
    s4: Sigmoid,
    #[from(s0, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2062, 12], output = 3)]
struct Network14 {
    pixels: Flatten,
    s0: BatchNorm1d<0.01>,
    #[from(pixels)]
    s1: LogSoftmax,
    #[from(s1, s0)]
    s2: Mean,
    #[from(s2, s1)]
    s3: Min,
    s4: Sigmoid,
    #[from(s4, s1)]
    s5: Max,
    #[from(s5, s5, s1)]
    s6: Mean,
    #[from(pixels, s5, s6)]
    s7: Mul,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [3, 1, 2833], output = 3)]
struct Network15 {
    pixels: Flatten,
    s0: LayerNorm<0.01>,
    s1: Sigmoid,
    s2: LayerNorm<0.01>,
    #[from(s2, s1, s0)]
    s3: Max,
    s4: Tanh,
    #[from(s3)]
    s5: BatchNorm1d<0.01>,
    #[from(s4)]
    s6: Linear<18>,
    s7: Dropout<0.3>,
    #[from(s2)]
    s8: Tanh,
    #[from(s5, s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [41, 1, 2], output = 3)]
struct Network16 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Add,
    #[from(s0, pixels)]
    s1: Min,
    s2: Normalize,
    s3: Relu,
    s4: Linear<2>,
    s5: Dropout<0.3>,
    #[from(s0)]
    s6: BatchNorm1d<0.01>,
    s7: Sigmoid,
    #[from(s5, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [283, 5, 1], output = 3)]
struct Network17 {
    pixels: Flatten,
    s0: Softmax,
    #[from(pixels, s0, s0)]
    s1: Concat,
    s2: Linear<1>,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [13, 1, 1], output = 3)]
struct Network18 {
    pixels: Flatten,
    s0: Dropout<0.3>,
    #[from(s0, s0)]
    s1: Mean,
    s2: Linear<13, 1>,
    #[from(s2, s2)]
    s3: Sub,
    #[from(s1)]
    s4: BatchNorm1d<0.01>,
    #[from(s4, s1, s0)]
    s5: Max,
    #[from(s0, s5)]
    s6: Add,
    #[from(s6, s1)]
    s7: Max,
    #[from(s3, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [6949, 4], output = 3)]
struct Network19 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Mul,
    s1: Linear<1>,
    s2: Linear<1, 1>,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 2], output = 3)]
struct Network20 {
    pixels: Flatten,
    s0: Linear<2, 12591, NoBias>,
    #[from(s0, s0)]
    s1: Concat,
    s2: LayerNorm<0.01>,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [401, 1, 1], output = 3)]
struct Network21 {
    pixels: Flatten,
    s0: LayerNorm<0.01>,
    #[from(pixels, pixels, s0)]
    s1: Concat,
    s2: Linear<21>,
    #[from(pixels)]
    s3: LayerNorm<0.01>,
    s4: Dropout<0.3>,
    s5: LogSoftmax,
    s6: Linear<3677, NoBias>,
    #[from(s2)]
    s7: Normalize,
    s8: Softmax,
    #[from(s6, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [11, 1, 2], output = 3)]
struct Network22 {
    pixels: Flatten,
    s0: Linear<7>,
    #[from(s0, s0)]
    s1: Mean,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [161, 1, 1], output = 3)]
struct Network23 {
    pixels: Flatten,
    s0: Normalize,
    #[from(s0, pixels)]
    s1: Min,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [25, 1], output = 3)]
struct Network24 {
    pixels: Flatten,
    s0: LayerNorm<0.01>,
    #[from(s0, s0)]
    s1: Sub,
    #[from(s1, s1)]
    s2: Mul,
    s3: Dropout<0.3>,
    s4: LayerNorm<0.01>,
    #[from(s3)]
    s5: Softmax,
    #[from(s5, s3)]
    s6: Mul,
    #[from(s4)]
    s7: Tanh,
    #[from(s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [3, 11, 9], output = 3)]
struct Network25 {
    pixels: Flatten,
    s0: Linear<5901>,
    s1: BatchNorm1d<0.01>,
    #[from(s1, s0)]
    s2: Max,
    s3: Linear<5901, 5>,
    #[from(s2, s2, s1)]
    s4: Mul,
    #[from(s4, s4, s2)]
    s5: Add,
    #[from(s3)]
    s6: Linear<5, 1, NoBias>,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [4, 128, 3], output = 3)]
struct Network26 {
    pixels: Flatten,
    s0: LayerNorm<0.01>,
    s1: BatchNorm1d<0.01>,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [486, 2], output = 3)]
struct Network27 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Concat,
    #[from(s0, s0)]
    s1: Mul,
    #[from(pixels)]
    s2: Linear<972, 52, NoBias>,
    #[from(s1, s0, s1)]
    s3: Concat,
    #[from(s3, s3)]
    s4: Mean,
    #[from(s2)]
    s5: Relu,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2019], output = 3)]
struct Network28 {
    s0: LayerNorm<0.01>,
    #[from(input, s0)]
    s1: Min,
    s2: Tanh,
    s3: Relu,
    #[from(s0)]
    s4: Normalize,
    #[from(s3, s3)]
    s5: Add,
    #[from(s4)]
    s6: Dropout<0.3>,
    #[from(s4, s2, s1)]
    s7: Min,
    #[from(s5, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [191, 11, 1], output = 3)]
struct Network29 {
    pixels: Flatten,
    s0: RmsNorm<0.01>,
    s1: LayerNorm<0.01>,
    #[from(s0)]
    s2: Sigmoid,
    s3: RmsNorm<0.01>,
    #[from(s1)]
    s4: BatchNorm1d<0.01>,
    #[from(s3, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [3108, 1], output = 3)]
struct Network30 {
    pixels: Flatten,
    s0: Tanh,
    #[from(s0, pixels)]
    s1: Mul,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [7], output = 3)]
struct Network31 {
    s0: LayerNorm<0.01>,
    s1: Normalize,
    s2: Sigmoid,
    #[from(input)]
    s3: RmsNorm<0.01>,
    #[from(s0)]
    s4: Linear<9302>,
    #[from(s1)]
    s5: Sigmoid,
    #[from(s5, s3, s2)]
    s6: Concat,
    #[from(s4)]
    s7: Softmax,
    #[from(s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [7078], output = 3)]
struct Network32 {
    s0: RmsNorm<0.01>,
    s1: BatchNorm1d<0.01>,
    #[from(s1, s1)]
    s2: Concat,
    #[from(s1)]
    s3: Dropout<0.3>,
    s4: Relu,
    #[from(s0)]
    s5: Linear<665>,
    #[from(s5, s5)]
    s6: Mean,
    #[from(s4)]
    s7: LogSoftmax,
    #[from(s2, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [15, 1, 1], output = 3)]
struct Network33 {
    pixels: Flatten,
    s0: Sigmoid,
    #[from(s0, pixels)]
    s1: Max,
    #[from(s0, pixels)]
    s2: Mean,
    #[from(s1)]
    s3: BatchNorm1d<0.01>,
    #[from(s2)]
    s4: Sigmoid,
    s5: Relu,
    #[from(s3)]
    s6: RmsNorm<0.01>,
    #[from(s5)]
    s7: Linear<2>,
    #[from(s6, s3, s1)]
    s8: Concat,
    #[from(s3, s6)]
    s9: Sub,
    #[from(s7, s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [3202], output = 3)]
struct Network34 {
    s0: Linear<3202, 734>,
    #[from(input, input)]
    s1: Add,
    #[from(s0, s1)]
    s2: Concat,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [3, 13, 17], output = 3)]
struct Network35 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Add,
    s1: Linear<97>,
    #[from(s1, s1)]
    s2: Sub,
    #[from(s0)]
    s3: RmsNorm<0.01>,
    s4: Dropout<0.3>,
    s5: LayerNorm<0.01>,
    s6: Dropout<0.3>,
    #[from(s4)]
    s7: Linear<18>,
    #[from(s4, s3, s6)]
    s8: Add,
    #[from(s7)]
    s9: Linear<18, 3>,
    #[from(s2, s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 31, 1], output = 3)]
struct Network36 {
    pixels: Flatten,
    s0: Linear<317, NoBias>,
    s1: BatchNorm1d<0.01>,
    s2: Relu,
    #[from(s2, s1, s0)]
    s3: Mean,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [6], output = 3)]
struct Network37 {
    s0: Relu,
    #[from(s0, input)]
    s1: Min,
    s2: Linear<2169>,
    #[from(s0)]
    s3: Normalize,
    #[from(s2)]
    s4: Normalize,
    s5: LayerNorm<0.01>,
    #[from(s1)]
    s6: Normalize,
    #[from(s3)]
    s7: Dropout<0.3>,
    s8: RmsNorm<0.01>,
    #[from(s5, s6, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [86, 8], output = 3)]
struct Network38 {
    pixels: Flatten,
    s0: Dropout<0.3>,
    #[from(s0, pixels)]
    s1: Sub,
    s2: LogSoftmax,
    #[from(s1)]
    s3: Relu,
    #[from(pixels)]
    s4: Softmax,
    #[from(s2, s4)]
    s5: Min,
    #[from(s3)]
    s6: Sigmoid,
    #[from(s5, s6)]
    s7: Mul,
    #[from(s1)]
    s8: Tanh,
    #[from(s7)]
    s9: RmsNorm<0.01>,
    #[from(s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [4937, 1], output = 3)]
struct Network39 {
    pixels: Flatten,
    s0: LayerNorm<0.01>,
    #[from(pixels, s0)]
    s1: Max,
    #[from(s1, s1)]
    s2: Sub,
    #[from(s2, s1)]
    s3: Max,
    s4: Linear<21761>,
    #[from(s3)]
    s5: Linear<43>,
    #[from(pixels)]
    s6: Linear<4937, 21302>,
    #[from(s5)]
    s7: Sigmoid,
    #[from(s4, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}
