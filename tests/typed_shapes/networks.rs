//! Random networks, written by `tools/generate/random_shapes.py --seed 1 --count 40`.

use super::*;

/// Checks the shapes and counts of every network.
pub(crate) fn check_all() {
    check!(
        Network0,
        [1, 2, 1],
        45,
        [(&[2], 0), (&[2], 0), (&[6], 0), (&[6], 0), (&[6], 0), (&[6], 0), (&[6], 6), (&[12], 0), (&[3], 39)]
    );
    check!(
        Network1,
        [29, 113, 2],
        78687,
        [(&[6554], 0), (&[6554], 0), (&[6554], 0), (&[9], 58986), (&[9], 9), (&[6563], 0), (&[3], 19692)]
    );
    check!(
        Network2,
        [24557, 1, 1],
        316801162,
        [(&[24557], 0), (&[12887], 316466059), (&[26], 335088), (&[4], 0), (&[3], 15)]
    );
    check!(
        Network3,
        [59],
        12194,
        [(&[187], 11220), (&[187], 187), (&[187], 187), (&[12], 0), (&[187], 0), (&[199], 0), (&[3], 600)]
    );
    check!(Network4, [2, 2, 2], 63, [(&[8], 0), (&[8], 0), (&[5], 40), (&[5], 5), (&[5], 0), (&[5], 0), (&[3], 18)]);
    check!(
        Network5,
        [437],
        448,
        [
            (&[437], 0),
            (&[437], 0),
            (&[437], 437),
            (&[437], 0),
            (&[1], 0),
            (&[1], 0),
            (&[1], 0),
            (&[1], 0),
            (&[1], 1),
            (&[1], 1),
            (&[2], 0),
            (&[3], 9)
        ]
    );
    check!(
        Network6,
        [20, 3, 179],
        107403,
        [(&[10740], 0), (&[10740], 0), (&[21480], 0), (&[21480], 42960), (&[21480], 0), (&[3], 64443)]
    );
    check!(Network7, [8009], 152307, [(&[19], 152190), (&[19], 0), (&[19], 38), (&[19], 19), (&[3], 60)]);
    check!(Network8, [9691], 29076, [(&[9691], 0), (&[9691], 0), (&[3], 29076)]);
    check!(
        Network9,
        [43, 1, 23],
        35607,
        [(&[989], 0), (&[2967], 0), (&[8901], 0), (&[8901], 8901), (&[8901], 0), (&[3], 26706)]
    );
    check!(Network10, [10], 249580, [(&[7339], 73390), (&[24], 176160), (&[24], 0), (&[24], 0), (&[1], 24), (&[3], 6)]);
    check!(Network11, [1, 3], 18, [(&[3], 0), (&[3], 0), (&[3], 0), (&[3], 6), (&[3], 12)]);
    check!(Network12, [1, 41, 1], 741, [(&[41], 0), (&[82], 0), (&[246], 0), (&[3], 741)]);
    check!(
        Network13,
        [1, 1, 1],
        114916,
        [
            (&[1], 0),
            (&[1], 2),
            (&[1], 0),
            (&[28726], 28726),
            (&[1], 0),
            (&[1], 0),
            (&[1], 0),
            (&[1], 1),
            (&[28728], 0),
            (&[3], 86187)
        ]
    );
    check!(
        Network14,
        [2, 11],
        3683,
        [
            (&[22], 0),
            (&[22], 0),
            (&[22], 0),
            (&[22], 0),
            (&[22], 0),
            (&[124], 2852),
            (&[22], 0),
            (&[22], 0),
            (&[15], 345),
            (&[124], 0),
            (&[161], 0),
            (&[3], 486)
        ]
    );
    check!(
        Network15,
        [17, 1],
        206,
        [
            (&[17], 0),
            (&[17], 0),
            (&[17], 0),
            (&[17], 0),
            (&[17], 17),
            (&[4], 72),
            (&[4], 0),
            (&[17], 0),
            (&[17], 0),
            (&[38], 0),
            (&[3], 117)
        ]
    );
    check!(
        Network16,
        [4],
        2555,
        [
            (&[127], 635),
            (&[127], 0),
            (&[127], 0),
            (&[381], 0),
            (&[381], 381),
            (&[3], 1146),
            (&[127], 0),
            (&[3], 0),
            (&[130], 0),
            (&[3], 393)
        ]
    );
    check!(
        Network17,
        [18, 1, 1],
        345,
        [
            (&[18], 0),
            (&[18], 0),
            (&[18], 0),
            (&[18], 0),
            (&[18], 18),
            (&[18], 36),
            (&[18], 18),
            (&[18], 0),
            (&[90], 0),
            (&[3], 273)
        ]
    );
    check!(Network18, [1252], 7515, [(&[1252], 0), (&[2504], 0), (&[3], 7515)]);
    check!(Network19, [118, 3, 1], 1069, [(&[354], 0), (&[354], 0), (&[1062], 0), (&[1], 1063), (&[3], 6)]);
    check!(
        Network20,
        [13, 1, 1],
        1075,
        [
            (&[13], 0),
            (&[2], 26),
            (&[156], 468),
            (&[13], 26),
            (&[156], 0),
            (&[2], 0),
            (&[156], 0),
            (&[156], 0),
            (&[13], 0),
            (&[184], 0),
            (&[3], 555)
        ]
    );
    check!(Network21, [6949, 4], 27805, [(&[27796], 0), (&[27796], 0), (&[1], 27797), (&[1], 2), (&[3], 6)]);
    check!(Network22, [2, 1, 1], 57636, [(&[2], 0), (&[12591], 25182), (&[25182], 0), (&[10817], 0), (&[3], 32454)]);
    check!(
        Network23,
        [2, 27],
        3555,
        [(&[54], 0), (&[162], 0), (&[21], 3423), (&[1], 21), (&[21], 42), (&[22], 0), (&[3], 69)]
    );
    check!(
        Network24,
        [233, 1, 1],
        4197,
        [
            (&[233], 0),
            (&[233], 0),
            (&[699], 0),
            (&[699], 1398),
            (&[699], 0),
            (&[233], 0),
            (&[233], 0),
            (&[932], 0),
            (&[3], 2799)
        ]
    );
    check!(
        Network25,
        [1, 7, 9],
        192,
        [(&[63], 0), (&[63], 0), (&[63], 0), (&[63], 0), (&[63], 0), (&[63], 0), (&[63], 0), (&[3], 192)]
    );
    check!(
        Network26,
        [71],
        4116,
        [
            (&[71], 0),
            (&[71], 0),
            (&[3], 213),
            (&[4], 288),
            (&[423], 1692),
            (&[71], 0),
            (&[142], 0),
            (&[142], 0),
            (&[640], 0),
            (&[3], 1923)
        ]
    );
    check!(
        Network27,
        [1, 7],
        129,
        [(&[7], 0), (&[7], 0), (&[21], 0), (&[7], 0), (&[7], 0), (&[21], 21), (&[35], 0), (&[3], 108)]
    );
    check!(
        Network28,
        [1, 14],
        29688,
        [
            (&[14], 0),
            (&[14], 0),
            (&[14], 0),
            (&[14], 14),
            (&[1107], 15498),
            (&[14], 0),
            (&[14], 28),
            (&[353], 5295),
            (&[1107], 1107),
            (&[1107], 0),
            (&[2581], 0),
            (&[3], 7746)
        ]
    );
    check!(
        Network29,
        [466, 1, 3],
        18207,
        [
            (&[1398], 0),
            (&[1398], 0),
            (&[10], 13980),
            (&[10], 0),
            (&[10], 0),
            (&[1398], 0),
            (&[1398], 0),
            (&[1408], 0),
            (&[3], 4227)
        ]
    );
    check!(
        Network30,
        [63, 282],
        166938,
        [
            (&[17766], 0),
            (&[17766], 17766),
            (&[17766], 17766),
            (&[17766], 0),
            (&[8206], 0),
            (&[17766], 0),
            (&[17766], 0),
            (&[63], 0),
            (&[8206], 0),
            (&[43801], 0),
            (&[3], 131406)
        ]
    );
    check!(
        Network31,
        [1, 38, 1],
        269,
        [(&[38], 0), (&[38], 0), (&[38], 38), (&[38], 0), (&[38], 0), (&[76], 0), (&[3], 231)]
    );
    check!(
        Network32,
        [346, 5],
        6340361,
        [
            (&[1730], 0),
            (&[1730], 0),
            (&[3642], 6304302),
            (&[9014], 0),
            (&[9014], 0),
            (&[9014], 9014),
            (&[9014], 0),
            (&[3], 27045)
        ]
    );
    check!(
        Network33,
        [2, 61, 1],
        1078,
        [
            (&[122], 0),
            (&[8], 976),
            (&[8], 0),
            (&[8], 0),
            (&[8], 0),
            (&[8], 0),
            (&[8], 72),
            (&[8], 0),
            (&[1], 0),
            (&[1], 0),
            (&[9], 0),
            (&[3], 30)
        ]
    );
    check!(
        Network34,
        [3, 1],
        165663,
        [
            (&[3], 0),
            (&[1559], 4677),
            (&[3], 0),
            (&[97], 151320),
            (&[3], 0),
            (&[1559], 0),
            (&[1659], 0),
            (&[3], 0),
            (&[1659], 0),
            (&[1559], 0),
            (&[3221], 0),
            (&[3], 9666)
        ]
    );
    check!(
        Network35,
        [72],
        179,
        [
            (&[72], 0),
            (&[8], 0),
            (&[8], 0),
            (&[2], 146),
            (&[8], 0),
            (&[2], 0),
            (&[2], 0),
            (&[2], 0),
            (&[8], 0),
            (&[10], 0),
            (&[3], 33)
        ]
    );
    check!(
        Network36,
        [955, 1, 1],
        14328,
        [
            (&[955], 0),
            (&[955], 0),
            (&[955], 0),
            (&[955], 1910),
            (&[2865], 0),
            (&[2865], 0),
            (&[2865], 0),
            (&[955], 955),
            (&[3820], 0),
            (&[3], 11463)
        ]
    );
    check!(
        Network37,
        [67],
        27975,
        [
            (&[67], 0),
            (&[1], 0),
            (&[1], 0),
            (&[11829], 23658),
            (&[11829], 0),
            (&[10445], 0),
            (&[1371], 0),
            (&[67], 0),
            (&[1438], 0),
            (&[3], 4317)
        ]
    );
    check!(Network38, [3], 30, [(&[3], 0), (&[3], 0), (&[9], 0), (&[3], 30)]);
    check!(
        Network39,
        [5, 1],
        324034,
        [
            (&[5], 0),
            (&[5], 0),
            (&[10], 0),
            (&[1], 10),
            (&[54], 108),
            (&[54], 0),
            (&[54], 0),
            (&[54], 0),
            (&[17], 85),
            (&[5680], 306720),
            (&[17], 17),
            (&[5697], 0),
            (&[3], 17094)
        ]
    );
}

#[allow(dead_code)]
#[network(input = [1, 2, 1], output = 3)]
struct Network0 {
    pixels: Flatten,
    s0: Neg,
    #[from(s0, s0, s0)]
    s1: Concat,
    #[from(s1, s1)]
    s2: Mul,
    s3: Softmax,
    #[from(s3, s2, s1)]
    s4: Add,
    #[from(s2)]
    s5: RmsNorm<0.01>,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [29, 113, 2], output = 3)]
struct Network1 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Sub,
    #[from(s0, pixels)]
    s1: Min,
    #[from(s0)]
    s2: Distance<9>,
    s3: Scale,
    #[from(s1, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [24557, 1, 1], output = 3)]
struct Network2 {
    pixels: Flatten,
    s0: Distance<12887>,
    s1: Linear<12887, 26>,
    s2_from_17: Slice<17, 21>,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [59], output = 3)]
struct Network3 {
    s0: Linear<59, 187>,
    s1: Scale,
    s2: Bias,
    #[from(s0)]
    s3_from_149: Slice<149, 161>,
    #[from(s1, s2)]
    s4: Sub,
    #[from(s3_from_149, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 2, 2], output = 3)]
struct Network4 {
    pixels: Flatten,
    s0: Normalize,
    s1: Distance<5>,
    s2: Scale,
    #[from(s2, s2)]
    s3: Mean,
    #[from(s3, s1)]
    s4: Max,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [437], output = 3)]
struct Network5 {
    #[from(input, input)]
    s0: Add,
    #[from(s0, s0)]
    s1: Sub,
    s2: RmsNorm<0.01>,
    s3: Sigmoid,
    s4_from_435: Slice<435, 436>,
    s5: Sigmoid,
    #[from(s5, s5)]
    s6: Mean,
    s7: Softmax,
    #[from(s5)]
    s8: RmsNorm<0.01>,
    s9: RmsNorm<0.01>,
    #[from(s7, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [20, 3, 179], output = 3)]
struct Network6 {
    pixels: Flatten,
    s0: Neg,
    #[from(s0, s0)]
    s1: Concat,
    s2: LayerNorm<0.01>,
    #[from(s1, s2, s1)]
    s3: Mul,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [8009], output = 3)]
struct Network7 {
    s0: Linear<19>,
    s1: Neg,
    s2: LayerNorm<0.01>,
    s3: Bias,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [9691], output = 3)]
struct Network8 {
    #[from(input, input)]
    s0: Sub,
    s1: Sigmoid,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [43, 1, 23], output = 3)]
struct Network9 {
    pixels: Flatten,
    #[from(pixels, pixels, pixels)]
    s0: Concat,
    #[from(s0, s0, s0)]
    s1: Concat,
    s2: Bias,
    s3: Normalize,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [10], output = 3)]
struct Network10 {
    s0: Linear<7339, NoBias>,
    s1: Linear<24>,
    #[from(s1, s1)]
    s2: Sub,
    s3: Neg,
    s4: Linear<1, NoBias>,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 3], output = 3)]
struct Network11 {
    pixels: Flatten,
    s0: Tanh,
    #[from(s0, s0)]
    s1: Mul,
    s2: BatchNorm1d<0.01>,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 41, 1], output = 3)]
struct Network12 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Concat,
    #[from(s0, s0, s0)]
    s1: Concat,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 1, 1], output = 3)]
struct Network13 {
    pixels: Flatten,
    s0: LayerNorm<0.01>,
    #[from(s0, pixels)]
    s1: Add,
    s2: Distance<28726>,
    #[from(s0, s0, s1)]
    s3: Add,
    #[from(s1, s3, pixels)]
    s4: Min,
    s5: Sigmoid,
    #[from(s0)]
    s6: RmsNorm<0.01>,
    #[from(s2, s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 11], output = 3)]
struct Network14 {
    pixels: Flatten,
    s0: Sigmoid,
    s1: Dropout<0.3>,
    #[from(s0, pixels)]
    s2: Max,
    s3: Relu,
    #[from(s0)]
    s4: Linear<124>,
    #[from(s1, s0, s2)]
    s5: Mul,
    #[from(s5, pixels, s1)]
    s6: Min,
    s7: Linear<22, 15>,
    #[from(s4, s4)]
    s8: Add,
    #[from(s3, s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [17, 1], output = 3)]
struct Network15 {
    pixels: Flatten,
    s0: Neg,
    #[from(pixels)]
    s1: Relu,
    s2: Tanh,
    s3: Scale,
    s4: Linear<4>,
    s5: Relu,
    #[from(s0, s2)]
    s6: Min,
    #[from(s2, s1, s0)]
    s7: Max,
    #[from(s5, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [4], output = 3)]
struct Network16 {
    s0: Linear<127>,
    #[from(s0, s0)]
    s1: Mean,
    #[from(s1, s1)]
    s2: Sub,
    #[from(s2, s2, s2)]
    s3: Concat,
    s4: Scale,
    s5: Linear<3>,
    #[from(s0, s1)]
    s6: Min,
    #[from(s5, s5)]
    s7: Mean,
    #[from(s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [18, 1, 1], output = 3)]
struct Network17 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Add,
    #[from(s0, pixels)]
    s1: Mul,
    #[from(s0, pixels, s0)]
    s2: Mul,
    #[from(s0)]
    s3: Bias,
    #[from(s0)]
    s4: LayerNorm<0.01>,
    #[from(s2)]
    s5: Bias,
    #[from(s0)]
    s6: Relu,
    #[from(s1, s3, s4, s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1252], output = 3)]
struct Network18 {
    s0: Relu,
    #[from(s0, s0)]
    s1: Concat,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [118, 3, 1], output = 3)]
struct Network19 {
    pixels: Flatten,
    s0: Neg,
    #[from(pixels, s0, s0)]
    s1: Concat,
    s2: Linear<1>,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [13, 1, 1], output = 3)]
struct Network20 {
    pixels: Flatten,
    s0: Linear<2, NoBias>,
    s1: Linear<2, 156>,
    #[from(pixels)]
    s2: LayerNorm<0.01>,
    #[from(s1, s1)]
    s3: Sub,
    #[from(s0, s0)]
    s4: Mean,
    #[from(s3)]
    s5: LogSoftmax,
    s6: Sigmoid,
    #[from(pixels)]
    s7: Normalize,
    #[from(s2, s4, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [6949, 4], output = 3)]
struct Network21 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Mul,
    s1: Linear<1>,
    s2: Linear<1, 1>,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 1, 1], output = 3)]
struct Network22 {
    pixels: Flatten,
    s0: Linear<2, 12591, NoBias>,
    #[from(s0, s0)]
    s1: Concat,
    s2_from_6730: Slice<6730, 17547>,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 27], output = 3)]
struct Network23 {
    pixels: Flatten,
    #[from(pixels, pixels, pixels)]
    s0: Concat,
    s1: Linear<21>,
    s2: Distance<1>,
    #[from(s1)]
    s3: BatchNorm1d<0.01>,
    #[from(s2, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [233, 1, 1], output = 3)]
struct Network24 {
    pixels: Flatten,
    s0: LogSoftmax,
    #[from(s0, s0, s0)]
    s1: Concat,
    s2: LayerNorm<0.01>,
    #[from(s2, s1, s2)]
    s3: Add,
    #[from(pixels, pixels, s0)]
    s4: Add,
    #[from(s0, s4)]
    s5: Mean,
    #[from(s3, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 7, 9], output = 3)]
struct Network25 {
    pixels: Flatten,
    s0: LogSoftmax,
    #[from(pixels)]
    s1: Dropout<0.3>,
    #[from(s0, pixels)]
    s2: Max,
    #[from(s2, s2)]
    s3: Sub,
    #[from(s3, s1)]
    s4: Sub,
    #[from(s4, s3)]
    s5: Mul,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [71], output = 3)]
struct Network26 {
    s0: Dropout<0.3>,
    #[from(s0, input)]
    s1: Sub,
    #[from(input)]
    s2: Linear<3, NoBias>,
    #[from(s0)]
    s3: Linear<4>,
    #[from(s2)]
    s4: Linear<423>,
    #[from(s1, input, s0)]
    s5: Mean,
    #[from(input, input)]
    s6: Concat,
    #[from(s6, s6)]
    s7: Mul,
    #[from(s3, s4, s5, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 7], output = 3)]
struct Network27 {
    pixels: Flatten,
    s0: Dropout<0.3>,
    #[from(pixels, pixels, s0)]
    s1: Concat,
    #[from(s0, s0)]
    s2: Sub,
    #[from(pixels)]
    s3: LogSoftmax,
    #[from(s1)]
    s4: Scale,
    #[from(s2, s3, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 14], output = 3)]
struct Network28 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Mean,
    s1: LogSoftmax,
    #[from(pixels)]
    s2: Bias,
    s3: Distance<1107>,
    #[from(s0, s2, s0)]
    s4: Mul,
    s5: LayerNorm<0.01>,
    s6: Linear<14, 353>,
    #[from(s3)]
    s7: Scale,
    #[from(s3)]
    s8: LogSoftmax,
    #[from(s1, s6, s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [466, 1, 3], output = 3)]
struct Network29 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Sub,
    s1: Linear<10, NoBias>,
    s2: Normalize,
    s3: Normalize,
    #[from(s0, s0)]
    s4: Sub,
    s5: Relu,
    #[from(s3, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [63, 282], output = 3)]
struct Network30 {
    pixels: Flatten,
    s0: Scale,
    s1: RmsNorm<0.01>,
    s2: Sigmoid,
    #[from(s1)]
    s3_from_654: Slice<654, 8860>,
    #[from(s1)]
    s4: Dropout<0.3>,
    s5: Normalize,
    #[from(s1)]
    s6_from_16625: Slice<16625, 16688>,
    #[from(s3_from_654, s3_from_654)]
    s7: Add,
    #[from(s2, s5, s6_from_16625, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 38, 1], output = 3)]
struct Network31 {
    pixels: Flatten,
    s0: Neg,
    s1: RmsNorm<0.01>,
    #[from(s1, s1)]
    s2: Sub,
    #[from(s0, s1)]
    s3: Max,
    #[from(s2, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [346, 5], output = 3)]
struct Network32 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Sub,
    s1: Linear<3642>,
    #[from(s1, pixels, s1)]
    s2: Concat,
    s3: Sigmoid,
    s4: Scale,
    #[from(s4, s3, s2)]
    s5: Min,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 61, 1], output = 3)]
struct Network33 {
    pixels: Flatten,
    s0: Distance<8>,
    s1: Neg,
    #[from(s1, s1)]
    s2: Mul,
    #[from(s2, s1, s0)]
    s3: Max,
    #[from(s0)]
    s4: Tanh,
    #[from(s3)]
    s5: Linear<8>,
    #[from(s4, s2)]
    s6: Add,
    #[from(s5)]
    s7_from_6: Slice<6, 7>,
    s8: Sigmoid,
    #[from(s6, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [3, 1], output = 3)]
struct Network34 {
    pixels: Flatten,
    s0: Distance<1559>,
    #[from(pixels, pixels)]
    s1: Add,
    #[from(s0)]
    s2: Linear<97>,
    #[from(s1, s1)]
    s3: Sub,
    #[from(s0)]
    s4: Tanh,
    #[from(s1, s2, s4)]
    s5: Concat,
    #[from(s3)]
    s6: Dropout<0.3>,
    #[from(s5, s5)]
    s7: Mul,
    #[from(s4, s4)]
    s8: Mul,
    #[from(s6, s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [72], output = 3)]
struct Network35 {
    s0: LogSoftmax,
    #[from(input)]
    s1_from_54: Slice<54, 62>,
    s2: Softmax,
    #[from(s0)]
    s3: Linear<2>,
    #[from(s2)]
    s4: LogSoftmax,
    #[from(s3, s3)]
    s5: Mean,
    #[from(s5, s5)]
    s6: Mean,
    s7: Softmax,
    #[from(s4, s2, s1_from_54)]
    s8: Min,
    #[from(s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [955, 1, 1], output = 3)]
struct Network36 {
    pixels: Flatten,
    s0: Sigmoid,
    s1: Dropout<0.3>,
    s2: BatchNorm1d<0.01>,
    #[from(s2, s0, s0)]
    s3: Concat,
    #[from(s3, s3)]
    s4: Add,
    #[from(s4, s4)]
    s5: Mul,
    #[from(s0)]
    s6: RmsNorm<0.01>,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [67], output = 3)]
struct Network37 {
    s0: Neg,
    s1_from_61: Slice<61, 62>,
    s2: Tanh,
    s3: Linear<11829>,
    #[from(s3, s3)]
    s4: Sub,
    s5_from_564: Slice<564, 11009>,
    s6_from_7310: Slice<7310, 8681>,
    #[from(input)]
    s7: Sigmoid,
    #[from(s6_from_7310, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [3], output = 3)]
struct Network38 {
    s0: Normalize,
    #[from(s0, input)]
    s1: Sub,
    #[from(s1, s1, s1)]
    s2: Concat,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [5, 1], output = 3)]
struct Network39 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Sub,
    #[from(s0, pixels)]
    s1: Concat,
    s2: Distance<1>,
    s3: Linear<54>,
    s4: Sigmoid,
    #[from(s4, s3)]
    s5: Min,
    #[from(s5, s4, s5)]
    s6: Mul,
    #[from(pixels)]
    s7: Linear<17, NoBias>,
    #[from(s6)]
    s8: Distance<5680>,
    #[from(s7)]
    s9: Bias,
    #[from(s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}
