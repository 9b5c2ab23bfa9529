//! Random networks, written by `tools/generate/random_shapes.py --seed 1 --count 40`.

use super::*;

/// Checks the shapes and counts of every network.
pub(crate) fn check_all() {
    check!(
        Network0,
        [1, 2],
        178838,
        [
            (&[2], 0),
            (&[2], 0),
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
        [1, 2, 1],
        13,
        [(&[2], 0), (&[2], 0), (&[2], 0), (&[2], 4), (&[2], 0), (&[2], 0), (&[2], 0), (&[2], 0), (&[2], 0), (&[3], 9)]
    );
    check!(
        Network2,
        [23, 2, 1],
        56897,
        [
            (&[46], 0),
            (&[187], 8789),
            (&[187], 0),
            (&[187], 0),
            (&[187], 374),
            (&[187], 0),
            (&[547], 25709),
            (&[38], 20786),
            (&[187], 0),
            (&[412], 0),
            (&[3], 1239)
        ]
    );
    check!(
        Network3,
        [2, 32, 1],
        4358,
        [
            (&[64], 0),
            (&[64], 0),
            (&[64], 0),
            (&[64], 0),
            (&[64], 0),
            (&[64], 0),
            (&[64], 0),
            (&[64], 0),
            (&[65], 4160),
            (&[3], 198)
        ]
    );
    check!(
        Network4,
        [13, 1, 3],
        432,
        [
            (&[39], 0),
            (&[39], 39),
            (&[39], 0),
            (&[39], 0),
            (&[39], 39),
            (&[39], 0),
            (&[78], 0),
            (&[78], 0),
            (&[39], 0),
            (&[117], 0),
            (&[3], 354)
        ]
    );
    check!(
        Network5,
        [8009, 1],
        184305,
        [(&[8009], 0), (&[19], 152190), (&[19], 19), (&[8009], 8009), (&[8009], 0), (&[8028], 0), (&[3], 24087)]
    );
    check!(Network6, [2, 9083], 72679, [(&[18166], 0), (&[18166], 0), (&[4], 72664), (&[3], 15)]);
    check!(
        Network7,
        [1, 2],
        2709,
        [
            (&[2], 0),
            (&[336], 672),
            (&[2], 0),
            (&[2], 0),
            (&[336], 0),
            (&[672], 0),
            (&[2], 0),
            (&[6], 0),
            (&[678], 0),
            (&[3], 2037)
        ]
    );
    check!(
        Network8,
        [5, 1, 1],
        83,
        [
            (&[5], 0),
            (&[5], 5),
            (&[5], 5),
            (&[5], 0),
            (&[5], 0),
            (&[5], 10),
            (&[5], 0),
            (&[5], 0),
            (&[5], 0),
            (&[5], 0),
            (&[20], 0),
            (&[3], 63)
        ]
    );
    check!(
        Network9,
        [5, 668],
        13502979,
        [
            (&[3340], 0),
            (&[3808], 12722528),
            (&[3808], 0),
            (&[202], 769418),
            (&[202], 404),
            (&[3340], 0),
            (&[3340], 0),
            (&[3542], 0),
            (&[3], 10629)
        ]
    );
    check!(
        Network10,
        [43],
        55838,
        [
            (&[43], 0),
            (&[1211], 52073),
            (&[1211], 0),
            (&[1211], 0),
            (&[1211], 0),
            (&[1211], 0),
            (&[43], 0),
            (&[1254], 0),
            (&[3], 3765)
        ]
    );
    check!(
        Network11,
        [157, 5],
        1244248,
        [
            (&[785], 0),
            (&[28], 22008),
            (&[785], 0),
            (&[785], 1570),
            (&[785], 0),
            (&[1547], 1215942),
            (&[1575], 0),
            (&[3], 4728)
        ]
    );
    check!(
        Network12,
        [1, 419, 2],
        108537,
        [
            (&[838], 0),
            (&[838], 0),
            (&[838], 838),
            (&[127], 106553),
            (&[127], 0),
            (&[127], 0),
            (&[381], 0),
            (&[3], 1146)
        ]
    );
    check!(Network13, [1, 4], 513723, [(&[4], 0), (&[166], 830), (&[3017], 503839), (&[3], 9054)]);
    check!(
        Network14,
        [5, 13, 17],
        12158,
        [
            (&[1105], 0),
            (&[1105], 0),
            (&[1105], 0),
            (&[1105], 0),
            (&[1105], 1105),
            (&[1105], 1105),
            (&[1105], 0),
            (&[1105], 0),
            (&[3315], 0),
            (&[3], 9948)
        ]
    );
    check!(Network15, [1252], 6266, [(&[1], 1252), (&[1252], 1252), (&[1253], 0), (&[3], 3762)]);
    check!(Network16, [13], 33, [(&[13], 0), (&[13], 0), (&[13], 13), (&[1], 14), (&[1], 0), (&[3], 6)]);
    check!(
        Network17,
        [1, 2],
        387,
        [(&[2], 0), (&[2], 0), (&[63], 189), (&[2], 0), (&[63], 0), (&[65], 0), (&[3], 198)]
    );
    check!(Network18, [35], 108, [(&[35], 0), (&[35], 0), (&[35], 0), (&[35], 0), (&[35], 0), (&[3], 108)]);
    check!(Network19, [2, 3], 39, [(&[6], 0), (&[6], 0), (&[6], 0), (&[6], 0), (&[6], 0), (&[12], 0), (&[3], 39)]);
    check!(
        Network20,
        [1920],
        153687,
        [
            (&[1920], 0),
            (&[1920], 0),
            (&[1920], 3840),
            (&[5760], 0),
            (&[21], 120981),
            (&[5760], 11520),
            (&[5781], 0),
            (&[3], 17346)
        ]
    );
    check!(
        Network21,
        [7, 1, 6],
        165636,
        [
            (&[42], 0),
            (&[42], 0),
            (&[3677], 154434),
            (&[42], 42),
            (&[42], 0),
            (&[3677], 0),
            (&[42], 0),
            (&[3677], 0),
            (&[3719], 0),
            (&[3], 11160)
        ]
    );
    check!(Network22, [161, 1, 1], 486, [(&[161], 0), (&[161], 0), (&[161], 0), (&[3], 486)]);
    check!(
        Network23,
        [25],
        253,
        [
            (&[25], 50),
            (&[25], 0),
            (&[25], 0),
            (&[25], 50),
            (&[25], 0),
            (&[25], 0),
            (&[25], 0),
            (&[25], 0),
            (&[50], 0),
            (&[3], 153)
        ]
    );
    check!(Network24, [5901], 17706, [(&[5901], 0), (&[5901], 0), (&[3], 17706)]);
    check!(Network25, [38, 1], 231, [(&[38], 0), (&[76], 0), (&[76], 0), (&[3], 231)]);
    check!(
        Network26,
        [1, 16],
        195,
        [
            (&[16], 0),
            (&[16], 0),
            (&[16], 0),
            (&[16], 0),
            (&[16], 0),
            (&[16], 0),
            (&[32], 0),
            (&[16], 0),
            (&[16], 0),
            (&[64], 0),
            (&[3], 195)
        ]
    );
    check!(
        Network27,
        [59, 7, 1],
        6198,
        [(&[413], 0), (&[413], 0), (&[1239], 0), (&[413], 0), (&[413], 0), (&[2065], 0), (&[3], 6198)]
    );
    check!(Network28, [14], 101, [(&[14], 28), (&[14], 0), (&[14], 14), (&[14], 14), (&[3], 45)]);
    check!(
        Network29,
        [2, 1, 167],
        177775,
        [
            (&[334], 0),
            (&[334], 0),
            (&[334], 0),
            (&[353], 118255),
            (&[353], 0),
            (&[334], 334),
            (&[334], 0),
            (&[334], 0),
            (&[169], 56615),
            (&[353], 0),
            (&[169], 0),
            (&[856], 0),
            (&[3], 2571)
        ]
    );
    check!(Network30, [2, 18, 1], 111, [(&[36], 0), (&[36], 0), (&[36], 0), (&[3], 111)]);
    check!(
        Network31,
        [2, 487],
        26139,
        [
            (&[974], 0),
            (&[974], 0),
            (&[7], 6825),
            (&[7], 0),
            (&[1488], 11904),
            (&[974], 0),
            (&[974], 0),
            (&[7], 0),
            (&[974], 0),
            (&[2469], 0),
            (&[3], 7410)
        ]
    );
    check!(
        Network32,
        [34],
        163975,
        [
            (&[34], 0),
            (&[34], 0),
            (&[3642], 127470),
            (&[3710], 0),
            (&[665], 23275),
            (&[665], 0),
            (&[3710], 0),
            (&[34], 0),
            (&[4409], 0),
            (&[3], 13230)
        ]
    );
    check!(
        Network33,
        [45],
        324,
        [
            (&[45], 0),
            (&[45], 0),
            (&[1], 46),
            (&[1], 0),
            (&[45], 0),
            (&[45], 0),
            (&[1], 2),
            (&[45], 0),
            (&[91], 0),
            (&[3], 276)
        ]
    );
    check!(Network34, [2637], 13188, [(&[2637], 0), (&[2637], 5274), (&[2637], 0), (&[2637], 0), (&[3], 7914)]);
    check!(Network35, [3, 218, 3], 13737, [(&[1962], 0), (&[1962], 0), (&[1962], 1962), (&[3924], 0), (&[3], 11775)]);
    check!(
        Network36,
        [1838, 1],
        27573,
        [
            (&[1838], 0),
            (&[1838], 0),
            (&[1838], 0),
            (&[1838], 1838),
            (&[1838], 0),
            (&[1838], 1838),
            (&[1838], 0),
            (&[1838], 3676),
            (&[1838], 3676),
            (&[1838], 0),
            (&[1838], 0),
            (&[5514], 0),
            (&[3], 16545)
        ]
    );
    check!(
        Network37,
        [188, 1, 3],
        7335,
        [(&[564], 0), (&[1692], 0), (&[564], 0), (&[564], 0), (&[564], 564), (&[2256], 0), (&[3], 6771)]
    );
    check!(
        Network38,
        [19, 3],
        174,
        [(&[57], 0), (&[57], 0), (&[57], 0), (&[57], 0), (&[57], 0), (&[57], 0), (&[57], 0), (&[3], 174)]
    );
    check!(Network39, [32, 1], 99, [(&[32], 0), (&[32], 0), (&[32], 0), (&[3], 99)]);
}

#[allow(dead_code)]
#[network(input = [1, 2], output = 3)]
struct Network0 {
    pixels: Flatten,
    s0: Dropout<0.3>,
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
#[network(input = [1, 2, 1], output = 3)]
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
    s7: Relu,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [23, 2, 1], output = 3)]
struct Network2 {
    pixels: Flatten,
    s0: Linear<46, 187>,
    s1: Softmax,
    s2: LogSoftmax,
    #[from(s0)]
    s3: LayerNorm<0.01>,
    s4: Tanh,
    #[from(pixels)]
    s5: Linear<547>,
    s6: Linear<547, 38, NoBias>,
    #[from(s4)]
    s7: Dropout<0.3>,
    #[from(s2, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 32, 1], output = 3)]
struct Network3 {
    pixels: Flatten,
    s0: Softmax,
    #[from(s0, s0)]
    s1: Mean,
    #[from(s1, pixels)]
    s2: Max,
    #[from(s2, s1)]
    s3: Min,
    #[from(s3, s2)]
    s4: Min,
    #[from(s4, pixels, s1)]
    s5: Mean,
    s6: Tanh,
    s7: Linear<65, NoBias>,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [13, 1, 3], output = 3)]
struct Network4 {
    pixels: Flatten,
    s0: RmsNorm<0.01>,
    s1: Tanh,
    s2: Tanh,
    s3: RmsNorm<0.01>,
    #[from(s3, s2)]
    s4: Mul,
    #[from(s4, s4)]
    s5: Concat,
    s6: Tanh,
    #[from(s3, s1, pixels)]
    s7: Mul,
    #[from(s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [8009, 1], output = 3)]
struct Network5 {
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
struct Network6 {
    pixels: Flatten,
    s0: Relu,
    s1: Linear<18166, 4, NoBias>,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 2], output = 3)]
struct Network7 {
    pixels: Flatten,
    s0: Linear<336, NoBias>,
    #[from(pixels)]
    s1: Sigmoid,
    s2: Tanh,
    #[from(s0)]
    s3: Sigmoid,
    #[from(s3, s3)]
    s4: Concat,
    #[from(s2)]
    s5: Tanh,
    #[from(s2, s5, s2)]
    s6: Concat,
    #[from(s4, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [5, 1, 1], output = 3)]
struct Network8 {
    pixels: Flatten,
    s0: RmsNorm<0.01>,
    #[from(pixels)]
    s1: RmsNorm<0.01>,
    s2: Softmax,
    #[from(s0)]
    s3: Relu,
    s4: LayerNorm<0.01>,
    #[from(s4, s0)]
    s5: Mean,
    #[from(s0)]
    s6: Softmax,
    #[from(s3)]
    s7: Dropout<0.3>,
    s8: Dropout<0.3>,
    #[from(s2, s5, s6, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [5, 668], output = 3)]
struct Network9 {
    pixels: Flatten,
    s0: Linear<3808>,
    #[from(s0, s0)]
    s1: Add,
    s2: Linear<202>,
    s3: LayerNorm<0.01>,
    #[from(pixels, pixels)]
    s4: Mul,
    #[from(s4, s4)]
    s5: Mean,
    #[from(s3, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [43], output = 3)]
struct Network10 {
    s0: Relu,
    s1: Linear<1211, NoBias>,
    s2: LogSoftmax,
    s3: Tanh,
    s4: Tanh,
    s5: LogSoftmax,
    #[from(s0, input)]
    s6: Min,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [157, 5], output = 3)]
struct Network11 {
    pixels: Flatten,
    s0: Linear<28>,
    #[from(pixels, pixels)]
    s1: Sub,
    s2: LayerNorm<0.01>,
    s3: Sigmoid,
    s4: Linear<1547>,
    #[from(s0, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 419, 2], output = 3)]
struct Network12 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Mul,
    s1: RmsNorm<0.01>,
    s2: Linear<127>,
    #[from(s2, s2)]
    s3: Mean,
    #[from(s3, s3)]
    s4: Sub,
    #[from(s2, s4, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 4], output = 3)]
struct Network13 {
    pixels: Flatten,
    s0: Linear<166>,
    s1: Linear<3017>,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [5, 13, 17], output = 3)]
struct Network14 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Add,
    #[from(s0, pixels)]
    s1: Mul,
    #[from(s0, pixels, s0)]
    s2: Mul,
    #[from(s0)]
    s3: RmsNorm<0.01>,
    #[from(s0)]
    s4: RmsNorm<0.01>,
    #[from(s2, s4)]
    s5: Add,
    #[from(s3)]
    s6: Relu,
    #[from(s1, s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1252], output = 3)]
struct Network15 {
    s0: Linear<1, NoBias>,
    #[from(input)]
    s1: RmsNorm<0.01>,
    #[from(s0, s1)]
    s2: Concat,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [13], output = 3)]
struct Network16 {
    s0: Relu,
    s1: Relu,
    s2: RmsNorm<0.01>,
    s3: Linear<1>,
    s4: Softmax,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 2], output = 3)]
struct Network17 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Mul,
    #[from(pixels)]
    s1: Linear<2, 63>,
    #[from(s0, pixels)]
    s2: Sub,
    #[from(s1)]
    s3: Dropout<0.3>,
    #[from(s2, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [35], output = 3)]
struct Network18 {
    s0: Sigmoid,
    s1: Dropout<0.3>,
    s2: Tanh,
    s3: Relu,
    #[from(input, s3)]
    s4: Mean,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 3], output = 3)]
struct Network19 {
    pixels: Flatten,
    s0: Softmax,
    #[from(s0, s0)]
    s1: Sub,
    #[from(pixels)]
    s2: Tanh,
    s3: Sigmoid,
    #[from(s1, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1920], output = 3)]
struct Network20 {
    s0: Sigmoid,
    #[from(s0, input)]
    s1: Min,
    s2: LayerNorm<0.01>,
    #[from(input, s0, s2)]
    s3: Concat,
    s4: Linear<21>,
    #[from(s3)]
    s5: LayerNorm<0.01>,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [7, 1, 6], output = 3)]
struct Network21 {
    pixels: Flatten,
    s0: LogSoftmax,
    s1: Linear<3677, NoBias>,
    #[from(pixels)]
    s2: RmsNorm<0.01>,
    #[from(s2, s0, pixels)]
    s3: Max,
    #[from(s1)]
    s4: Tanh,
    #[from(s3, pixels, s3)]
    s5: Add,
    #[from(s4, s1)]
    s6: Sub,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [161, 1, 1], output = 3)]
struct Network22 {
    pixels: Flatten,
    s0: Tanh,
    s1: Relu,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [25], output = 3)]
struct Network23 {
    s0: LayerNorm<0.01>,
    #[from(s0, s0)]
    s1: Sub,
    #[from(s1, s1)]
    s2: Mul,
    s3: LayerNorm<0.01>,
    #[from(s1, s3, s2)]
    s4: Min,
    #[from(s4, s3, s0)]
    s5: Add,
    #[from(s0)]
    s6: Tanh,
    #[from(input, s5, s1)]
    s7: Mul,
    #[from(s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [5901], output = 3)]
struct Network24 {
    s0: Dropout<0.3>,
    #[from(s0, input)]
    s1: Max,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [38, 1], output = 3)]
struct Network25 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Concat,
    #[from(s0, s0)]
    s1: Mean,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 16], output = 3)]
struct Network26 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Add,
    #[from(s0, pixels)]
    s1: Max,
    #[from(s1, s0)]
    s2: Sub,
    #[from(s0, s1, pixels)]
    s3: Min,
    #[from(pixels, pixels, s1)]
    s4: Mean,
    #[from(s4, s4)]
    s5: Concat,
    #[from(pixels, s1, s3)]
    s6: Mean,
    s7: LogSoftmax,
    #[from(s2, s5, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [59, 7, 1], output = 3)]
struct Network27 {
    pixels: Flatten,
    s0: LogSoftmax,
    #[from(pixels, pixels, s0)]
    s1: Concat,
    #[from(s0, s0)]
    s2: Sub,
    #[from(pixels)]
    s3: Relu,
    #[from(s1, s2, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [14], output = 3)]
struct Network28 {
    s0: LayerNorm<0.01>,
    #[from(s0, s0, input)]
    s1: Mul,
    s2: RmsNorm<0.01>,
    s3: RmsNorm<0.01>,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 1, 167], output = 3)]
struct Network29 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Mul,
    s1: Tanh,
    s2: Linear<334, 353>,
    s3: Softmax,
    #[from(s1)]
    s4: RmsNorm<0.01>,
    #[from(s1)]
    s5: Dropout<0.3>,
    #[from(s1, pixels, s5)]
    s6: Min,
    #[from(s4)]
    s7: Linear<334, 169>,
    #[from(s3, s3)]
    s8: Mul,
    #[from(s7)]
    s9: Sigmoid,
    #[from(s6, s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 18, 1], output = 3)]
struct Network30 {
    pixels: Flatten,
    s0: Sigmoid,
    #[from(pixels, s0)]
    s1: Min,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 487], output = 3)]
struct Network31 {
    pixels: Flatten,
    s0: Dropout<0.3>,
    s1: Linear<974, 7>,
    s2: LogSoftmax,
    #[from(s1)]
    s3: Linear<1488>,
    #[from(pixels, s0)]
    s4: Min,
    #[from(s4, s0)]
    s5: Add,
    #[from(s1, s1, s2)]
    s6: Mul,
    #[from(s5, s4)]
    s7: Max,
    #[from(s3, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [34], output = 3)]
struct Network32 {
    s0: Tanh,
    #[from(s0, input)]
    s1: Sub,
    s2: Linear<3642>,
    #[from(s2, s0, s0)]
    s3: Concat,
    #[from(s0)]
    s4: Linear<665>,
    s5: LogSoftmax,
    #[from(s3, s3)]
    s6: Sub,
    #[from(s1, s0, input)]
    s7: Min,
    #[from(s5, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [45], output = 3)]
struct Network33 {
    #[from(input, input)]
    s0: Mul,
    #[from(s0, input)]
    s1: Max,
    s2: Linear<45, 1>,
    s3: LogSoftmax,
    #[from(s1, s1)]
    s4: Add,
    #[from(input, s4, s0)]
    s5: Max,
    #[from(s3)]
    s6: LayerNorm<0.01>,
    #[from(s1, s1)]
    s7: Mean,
    #[from(s5, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2637], output = 3)]
struct Network34 {
    s0: Softmax,
    s1: LayerNorm<0.01>,
    #[from(s1, input)]
    s2: Sub,
    s3: Softmax,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [3, 218, 3], output = 3)]
struct Network35 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Sub,
    #[from(pixels)]
    s1: RmsNorm<0.01>,
    #[from(s0, s1)]
    s2: Concat,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1838, 1], output = 3)]
struct Network36 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Mean,
    s1: Tanh,
    s2: RmsNorm<0.01>,
    s3: Tanh,
    s4: RmsNorm<0.01>,
    s5: Tanh,
    s6: LayerNorm<0.01>,
    #[from(s1)]
    s7: LayerNorm<0.01>,
    #[from(s0)]
    s8: Dropout<0.3>,
    #[from(s8, pixels)]
    s9: Sub,
    #[from(s6, s7, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [188, 1, 3], output = 3)]
struct Network37 {
    pixels: Flatten,
    #[from(pixels, pixels, pixels)]
    s0: Concat,
    #[from(pixels)]
    s1: Tanh,
    #[from(s1, s1)]
    s2: Sub,
    s3: RmsNorm<0.01>,
    #[from(s0, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [19, 3], output = 3)]
struct Network38 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Add,
    s1: Relu,
    s2: Softmax,
    #[from(s2, pixels)]
    s3: Mean,
    #[from(s3, s0, s2)]
    s4: Max,
    s5: Softmax,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [32, 1], output = 3)]
struct Network39 {
    pixels: Flatten,
    s0: Softmax,
    #[from(s0, pixels)]
    s1: Add,
    s2: Linear<3>,
}
