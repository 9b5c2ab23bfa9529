//! Random networks, written by `tools/generate/random_shapes.py --seed 1 --count 40`.

use super::*;

/// Checks the shapes and counts of every network.
pub(crate) fn check_all() {
    check!(
        Network0,
        [2, 1],
        27,
        [(&[2], 0), (&[2], 0), (&[2], 0), (&[4], 0), (&[2], 0), (&[6], 0), (&[2], 0), (&[8], 0), (&[3], 27)]
    );
    check!(
        Network1,
        [3277, 1, 1],
        19665,
        [(&[3277], 0), (&[3277], 0), (&[3277], 0), (&[3277], 0), (&[3277], 0), (&[6554], 0), (&[3], 19665)]
    );
    check!(
        Network2,
        [1, 2, 3],
        79,
        [
            (&[6], 0),
            (&[6], 0),
            (&[6], 0),
            (&[4], 28),
            (&[6], 0),
            (&[6], 0),
            (&[4], 0),
            (&[12], 0),
            (&[12], 0),
            (&[12], 0),
            (&[12], 0),
            (&[16], 0),
            (&[3], 51)
        ]
    );
    check!(Network3, [1, 3, 1], 12, [(&[3], 0), (&[3], 0), (&[3], 0), (&[3], 0), (&[3], 12)]);
    check!(
        Network4,
        [1, 19, 127],
        34018,
        [
            (&[2413], 0),
            (&[2413], 0),
            (&[14], 33796),
            (&[14], 0),
            (&[14], 0),
            (&[14], 0),
            (&[14], 0),
            (&[5], 75),
            (&[24], 0),
            (&[48], 0),
            (&[3], 147)
        ]
    );
    check!(
        Network5,
        [887, 2],
        108382,
        [(&[1774], 0), (&[1774], 0), (&[1774], 0), (&[55], 97570), (&[3603], 0), (&[3603], 0), (&[3], 10812)]
    );
    check!(
        Network6,
        [1, 44],
        15585,
        [(&[44], 0), (&[214], 9630), (&[15], 675), (&[24], 5160), (&[39], 0), (&[3], 120)]
    );
    check!(Network7, [1], 270381, [(&[1], 0), (&[1], 0), (&[4], 4), (&[9], 0), (&[20798], 207980), (&[3], 62397)]);
    check!(
        Network8,
        [591, 1, 13],
        56606978,
        [
            (&[7683], 0),
            (&[7683], 0),
            (&[7339], 56385537),
            (&[24], 176160),
            (&[24], 0),
            (&[5], 125),
            (&[7339], 0),
            (&[7683], 0),
            (&[15051], 0),
            (&[3], 45156)
        ]
    );
    check!(Network9, [710], 2133, [(&[710], 0), (&[710], 0), (&[710], 0), (&[3], 2133)]);
    check!(
        Network10,
        [2026],
        182604,
        [(&[87], 176262), (&[2026], 0), (&[2026], 0), (&[87], 0), (&[87], 0), (&[2113], 0), (&[3], 6342)]
    );
    check!(
        Network11,
        [64],
        747355,
        [
            (&[192], 0),
            (&[192], 0),
            (&[3808], 734944),
            (&[3808], 0),
            (&[64], 0),
            (&[192], 0),
            (&[6], 390),
            (&[192], 0),
            (&[192], 0),
            (&[4006], 0),
            (&[3], 12021)
        ]
    );
    check!(
        Network12,
        [2, 2],
        17157,
        [
            (&[4], 0),
            (&[4], 0),
            (&[4], 0),
            (&[4], 0),
            (&[4], 0),
            (&[366], 1830),
            (&[366], 0),
            (&[736], 0),
            (&[736], 0),
            (&[4], 2948),
            (&[1547], 7735),
            (&[3], 4644)
        ]
    );
    check!(Network13, [838], 36197, [(&[40], 33560), (&[878], 0), (&[878], 0), (&[878], 0), (&[3], 2637)]);
    check!(
        Network14,
        [3, 3],
        1382,
        [
            (&[9], 0),
            (&[71], 710),
            (&[3], 216),
            (&[3], 0),
            (&[3], 0),
            (&[6], 0),
            (&[71], 0),
            (&[71], 0),
            (&[3], 0),
            (&[71], 0),
            (&[151], 0),
            (&[3], 456)
        ]
    );
    check!(
        Network15,
        [2, 2, 1],
        27,
        [(&[4], 0), (&[4], 0), (&[1], 5), (&[1], 0), (&[2], 10), (&[1], 0), (&[3], 0), (&[3], 12)]
    );
    check!(
        Network16,
        [38, 21],
        11240835,
        [(&[798], 0), (&[14015], 11197985), (&[14015], 0), (&[798], 0), (&[1], 799), (&[14016], 0), (&[3], 42051)]
    );
    check!(Network17, [1, 2], 9, [(&[2], 0), (&[2], 0), (&[2], 0), (&[3], 9)]);
    check!(
        Network18,
        [4, 2, 2],
        9656912,
        [
            (&[16], 0),
            (&[2189], 37213),
            (&[2189], 0),
            (&[2205], 0),
            (&[1], 2206),
            (&[2212], 4877460),
            (&[2139], 4733607),
            (&[2141], 0),
            (&[3], 6426)
        ]
    );
    check!(
        Network19,
        [6408],
        57675,
        [
            (&[6408], 0),
            (&[6408], 0),
            (&[6408], 0),
            (&[6408], 0),
            (&[6408], 0),
            (&[6408], 0),
            (&[6408], 0),
            (&[6408], 0),
            (&[12816], 0),
            (&[19224], 0),
            (&[3], 57675)
        ]
    );
    check!(
        Network20,
        [185, 15, 1],
        23477731,
        [
            (&[2775], 0),
            (&[5], 13880),
            (&[10], 0),
            (&[2785], 0),
            (&[2785], 0),
            (&[5575], 0),
            (&[8407], 23421902),
            (&[13982], 0),
            (&[3], 41949)
        ]
    );
    check!(Network21, [31922], 1883932, [(&[59], 1883398), (&[177], 0), (&[3], 534)]);
    check!(
        Network22,
        [65, 7],
        2721873,
        [(&[455], 0), (&[455], 0), (&[455], 0), (&[5930], 2704080), (&[5930], 0), (&[3], 17793)]
    );
    check!(
        Network23,
        [1909],
        45647083,
        [
            (&[8528], 16288480),
            (&[8528], 0),
            (&[8528], 0),
            (&[8528], 0),
            (&[8528], 0),
            (&[3438], 29322702),
            (&[8528], 0),
            (&[11966], 0),
            (&[3], 35901)
        ]
    );
    check!(
        Network24,
        [47, 39],
        499137,
        [
            (&[1833], 0),
            (&[1833], 0),
            (&[264], 484176),
            (&[528], 0),
            (&[1833], 0),
            (&[264], 0),
            (&[2889], 0),
            (&[4986], 0),
            (&[3], 14961)
        ]
    );
    check!(
        Network25,
        [2, 30],
        22775,
        [
            (&[60], 0),
            (&[60], 0),
            (&[60], 0),
            (&[60], 0),
            (&[60], 0),
            (&[60], 0),
            (&[60], 0),
            (&[353], 21533),
            (&[353], 0),
            (&[60], 0),
            (&[413], 0),
            (&[3], 1242)
        ]
    );
    check!(
        Network26,
        [3, 466],
        18207,
        [
            (&[1398], 0),
            (&[1398], 0),
            (&[10], 13980),
            (&[10], 0),
            (&[10], 0),
            (&[1398], 0),
            (&[10], 0),
            (&[1408], 0),
            (&[3], 4227)
        ]
    );
    check!(
        Network27,
        [2, 1, 2],
        16523,
        [
            (&[4], 0),
            (&[4], 0),
            (&[7], 35),
            (&[7], 0),
            (&[1488], 11904),
            (&[18], 0),
            (&[7], 0),
            (&[7], 0),
            (&[7], 0),
            (&[1527], 0),
            (&[3], 4584)
        ]
    );
    check!(
        Network28,
        [1, 1],
        250,
        [(&[1], 0), (&[20], 40), (&[22], 0), (&[24], 0), (&[22], 0), (&[45], 0), (&[45], 0), (&[69], 0), (&[3], 210)]
    );
    check!(
        Network29,
        [465],
        11163,
        [
            (&[465], 0),
            (&[465], 0),
            (&[930], 0),
            (&[2325], 0),
            (&[2325], 0),
            (&[465], 0),
            (&[465], 0),
            (&[2325], 0),
            (&[930], 0),
            (&[2325], 0),
            (&[3720], 0),
            (&[3], 11163)
        ]
    );
    check!(
        Network30,
        [1, 2637],
        7914,
        [(&[2637], 0), (&[2637], 0), (&[2637], 0), (&[2637], 0), (&[2637], 0), (&[3], 7914)]
    );
    check!(Network31, [1, 1, 1], 12, [(&[1], 0), (&[1], 0), (&[3], 0), (&[3], 12)]);
    check!(
        Network32,
        [52, 1],
        2523,
        [
            (&[52], 0),
            (&[156], 0),
            (&[3], 471),
            (&[3], 0),
            (&[156], 0),
            (&[1], 52),
            (&[304], 608),
            (&[304], 0),
            (&[3], 0),
            (&[463], 0),
            (&[3], 1392)
        ]
    );
    check!(Network33, [150, 1, 1], 24919, [(&[150], 0), (&[7], 1057), (&[2169], 17352), (&[2169], 0), (&[3], 6510)]);
    check!(Network34, [11, 37], 2445, [(&[407], 0), (&[814], 0), (&[3], 2445)]);
    check!(
        Network35,
        [3, 9, 1],
        7814,
        [
            (&[27], 0),
            (&[17], 476),
            (&[17], 0),
            (&[27], 0),
            (&[44], 0),
            (&[7], 315),
            (&[7], 0),
            (&[78], 624),
            (&[78], 6162),
            (&[3], 237)
        ]
    );
    check!(Network36, [285, 1, 1], 1713, [(&[285], 0), (&[285], 0), (&[570], 0), (&[3], 1713)]);
    check!(
        Network37,
        [2, 86],
        15935,
        [
            (&[172], 0),
            (&[82], 14186),
            (&[82], 0),
            (&[82], 0),
            (&[164], 0),
            (&[82], 0),
            (&[82], 0),
            (&[172], 0),
            (&[82], 0),
            (&[82], 0),
            (&[582], 0),
            (&[3], 1749)
        ]
    );
    check!(Network38, [2, 5963], 154349334, [(&[11926], 0), (&[11926], 0), (&[12939], 154310514), (&[3], 38820)]);
    check!(
        Network39,
        [2, 1, 1],
        75,
        [
            (&[2], 0),
            (&[2], 0),
            (&[4], 0),
            (&[4], 0),
            (&[4], 0),
            (&[10], 30),
            (&[10], 0),
            (&[10], 0),
            (&[14], 0),
            (&[3], 45)
        ]
    );
}

#[allow(dead_code)]
#[network(input = [2, 1], output = 3)]
struct Network0 {
    pixels: Flatten,
    s0: Softmax,
    #[from(s0, pixels)]
    s1: Max,
    #[from(s1, pixels)]
    s2: Concat,
    #[from(pixels)]
    s3: Softmax,
    #[from(pixels, s2)]
    s4: Concat,
    #[from(s3)]
    s5: LogSoftmax,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [3277, 1, 1], output = 3)]
struct Network1 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Add,
    #[from(pixels)]
    s1: Tanh,
    #[from(s0)]
    s2: Dropout<0.3>,
    s3: Relu,
    #[from(s1, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 2, 3], output = 3)]
struct Network2 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Add,
    #[from(s0, pixels)]
    s1: Max,
    s2: Linear<4>,
    #[from(s0)]
    s3: Softmax,
    s4: Sigmoid,
    #[from(s2)]
    s5: Softmax,
    #[from(s4, s4)]
    s6: Concat,
    s7: Dropout<0.3>,
    s8: Sigmoid,
    s9: LogSoftmax,
    #[from(s5, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 3, 1], output = 3)]
struct Network3 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Add,
    #[from(s0, pixels, s0)]
    s1: Add,
    s2: Tanh,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 19, 127], output = 3)]
struct Network4 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Add,
    s1: Linear<14>,
    #[from(s1, s1)]
    s2: Add,
    s3: Dropout<0.3>,
    #[from(s3, s1)]
    s4: Max,
    s5: Softmax,
    s6: Linear<5>,
    #[from(s5, s6, s6)]
    s7: Concat,
    #[from(s7, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [887, 2], output = 3)]
struct Network5 {
    pixels: Flatten,
    s0: Tanh,
    s1: Tanh,
    s2: Linear<55, NoBias>,
    #[from(s1, s0, s2)]
    s3: Concat,
    s4: Tanh,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 44], output = 3)]
struct Network6 {
    pixels: Flatten,
    s0: Linear<214>,
    #[from(pixels)]
    s1: Linear<15>,
    #[from(s0)]
    s2: Linear<24>,
    #[from(s1, s2)]
    s3: Concat,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1], output = 3)]
struct Network7 {
    s0: Softmax,
    #[from(input)]
    s1: Relu,
    #[from(s0)]
    s2: Linear<1, 4, NoBias>,
    #[from(s2, s2, s1)]
    s3: Concat,
    s4: Linear<20798>,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [591, 1, 13], output = 3)]
struct Network8 {
    pixels: Flatten,
    s0: Relu,
    s1: Linear<7339, NoBias>,
    s2: Linear<24>,
    #[from(s2, s2)]
    s3: Add,
    #[from(s2)]
    s4: Linear<24, 5>,
    #[from(s1)]
    s5: LogSoftmax,
    #[from(pixels)]
    s6: Dropout<0.3>,
    #[from(s3, s4, s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [710], output = 3)]
struct Network9 {
    #[from(input, input)]
    s0: Add,
    s1: Dropout<0.3>,
    #[from(s1, s0)]
    s2: Add,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2026], output = 3)]
struct Network10 {
    s0: Linear<87, NoBias>,
    #[from(input, input)]
    s1: Add,
    s2: Softmax,
    #[from(s0)]
    s3: Relu,
    s4: Dropout<0.3>,
    #[from(s2, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [64], output = 3)]
struct Network11 {
    #[from(input, input, input)]
    s0: Concat,
    #[from(s0, s0)]
    s1: Add,
    s2: Linear<3808>,
    #[from(s2, s2)]
    s3: Add,
    #[from(input)]
    s4: LogSoftmax,
    #[from(s1, s0)]
    s5: Max,
    #[from(s4)]
    s6: Linear<64, 6>,
    #[from(s0, s5)]
    s7: Max,
    #[from(s5, s7, s0)]
    s8: Add,
    #[from(s3, s6, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 2], output = 3)]
struct Network12 {
    pixels: Flatten,
    s0: Tanh,
    #[from(pixels)]
    s1: Relu,
    #[from(s0)]
    s2: Relu,
    #[from(s2, s1)]
    s3: Add,
    #[from(s2)]
    s4: Linear<366>,
    #[from(s4, s4)]
    s5: Add,
    #[from(s3, s5, s4)]
    s6: Concat,
    s7: Softmax,
    s8: Linear<4>,
    s9: Linear<1547>,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [838], output = 3)]
struct Network13 {
    s0: Linear<40>,
    #[from(input, s0)]
    s1: Concat,
    #[from(s1, s1)]
    s2: Add,
    s3: Tanh,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [3, 3], output = 3)]
struct Network14 {
    pixels: Flatten,
    s0: Linear<9, 71>,
    s1: Linear<3>,
    s2: Sigmoid,
    #[from(s2, s2, s1)]
    s3: Add,
    #[from(s3, s3)]
    s4: Concat,
    #[from(s0)]
    s5: Tanh,
    #[from(s0)]
    s6: LogSoftmax,
    #[from(s1)]
    s7: Tanh,
    #[from(s5)]
    s8: LogSoftmax,
    #[from(s4, s6, s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 2, 1], output = 3)]
struct Network15 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Add,
    s1: Linear<4, 1>,
    s2: LogSoftmax,
    #[from(pixels)]
    s3: Linear<2>,
    #[from(s2)]
    s4: Relu,
    #[from(s3, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [38, 21], output = 3)]
struct Network16 {
    pixels: Flatten,
    s0: Linear<798, 14015>,
    #[from(s0, s0)]
    s1: Add,
    #[from(pixels)]
    s2: Softmax,
    s3: Linear<798, 1>,
    #[from(s1, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 2], output = 3)]
struct Network17 {
    pixels: Flatten,
    s0: Relu,
    #[from(s0, pixels)]
    s1: Max,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [4, 2, 2], output = 3)]
struct Network18 {
    pixels: Flatten,
    s0: Linear<2189>,
    #[from(s0, s0)]
    s1: Add,
    #[from(pixels, s1)]
    s2: Concat,
    s3: Linear<2205, 1>,
    #[from(s2)]
    s4: Linear<2212, NoBias>,
    s5: Linear<2212, 2139>,
    #[from(s5, s3, s3)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [6408], output = 3)]
struct Network19 {
    s0: Dropout<0.3>,
    #[from(input, s0)]
    s1: Max,
    s2: Softmax,
    s3: Tanh,
    #[from(s1, s2, s0)]
    s4: Max,
    #[from(s3)]
    s5: Dropout<0.3>,
    s6: Sigmoid,
    #[from(s6, s2, s1)]
    s7: Max,
    #[from(s0, s7)]
    s8: Concat,
    #[from(s4, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [185, 15, 1], output = 3)]
struct Network20 {
    pixels: Flatten,
    s0: Linear<5>,
    #[from(s0, s0)]
    s1: Concat,
    #[from(s1, pixels)]
    s2: Concat,
    #[from(s2, s2)]
    s3: Add,
    #[from(s3, s0, s3)]
    s4: Concat,
    #[from(s2)]
    s5: Linear<2785, 8407>,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [31922], output = 3)]
struct Network21 {
    s0: Linear<59, NoBias>,
    #[from(s0, s0, s0)]
    s1: Concat,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [65, 7], output = 3)]
struct Network22 {
    pixels: Flatten,
    s0: Tanh,
    #[from(pixels, s0)]
    s1: Max,
    s2: Linear<5930>,
    s3: LogSoftmax,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1909], output = 3)]
struct Network23 {
    s0: Linear<1909, 8528>,
    s1: Softmax,
    s2: Relu,
    #[from(s2, s1)]
    s3: Max,
    #[from(s3, s0, s2)]
    s4: Add,
    s5: Linear<3438>,
    #[from(s0, s2)]
    s6: Max,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [47, 39], output = 3)]
struct Network24 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Add,
    #[from(pixels)]
    s1: Linear<264>,
    #[from(s1, s1)]
    s2: Concat,
    #[from(s0)]
    s3: Sigmoid,
    #[from(s1, s1)]
    s4: Add,
    #[from(s0, s2, s2)]
    s5: Concat,
    #[from(s3, s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 30], output = 3)]
struct Network25 {
    pixels: Flatten,
    s0: Relu,
    s1: Sigmoid,
    s2: LogSoftmax,
    s3: Dropout<0.3>,
    #[from(s0, s3, s1)]
    s4: Max,
    s5: Tanh,
    s6: Linear<60, 353>,
    s7: Softmax,
    #[from(s3)]
    s8: Relu,
    #[from(s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [3, 466], output = 3)]
struct Network26 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Add,
    s1: Linear<10, NoBias>,
    s2: Sigmoid,
    s3: Sigmoid,
    #[from(s0, s0, pixels)]
    s4: Add,
    #[from(s3)]
    s5: Sigmoid,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 1, 2], output = 3)]
struct Network27 {
    pixels: Flatten,
    s0: Tanh,
    s1: Linear<4, 7>,
    s2: LogSoftmax,
    #[from(s1)]
    s3: Linear<1488>,
    #[from(pixels, s2, s2)]
    s4: Concat,
    #[from(s2, s1)]
    s5: Max,
    #[from(s2)]
    s6: LogSoftmax,
    #[from(s1)]
    s7: Tanh,
    #[from(s3, s4, s5, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 1], output = 3)]
struct Network28 {
    pixels: Flatten,
    s0: Linear<20>,
    #[from(pixels, s0, pixels)]
    s1: Concat,
    #[from(pixels, pixels, s1)]
    s2: Concat,
    #[from(s1)]
    s3: Tanh,
    #[from(pixels, s3, s3)]
    s4: Concat,
    s5: Dropout<0.3>,
    #[from(s2, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [465], output = 3)]
struct Network29 {
    s0: Sigmoid,
    #[from(s0, input)]
    s1: Max,
    #[from(s0, s1)]
    s2: Concat,
    #[from(s2, s1, s2)]
    s3: Concat,
    s4: LogSoftmax,
    #[from(s0, s0, input)]
    s5: Add,
    #[from(s0, s5, s1)]
    s6: Max,
    #[from(s4, s3)]
    s7: Max,
    #[from(s2)]
    s8: Dropout<0.3>,
    #[from(s7, s3, s7)]
    s9: Add,
    #[from(s6, s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 2637], output = 3)]
struct Network30 {
    pixels: Flatten,
    s0: Softmax,
    s1: Dropout<0.3>,
    #[from(s1, s0)]
    s2: Add,
    #[from(s2, s1)]
    s3: Max,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 1, 1], output = 3)]
struct Network31 {
    pixels: Flatten,
    s0: Tanh,
    #[from(s0, s0, s0)]
    s1: Concat,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [52, 1], output = 3)]
struct Network32 {
    pixels: Flatten,
    #[from(pixels, pixels, pixels)]
    s0: Concat,
    s1: Linear<156, 3>,
    s2: Dropout<0.3>,
    #[from(s0)]
    s3: Dropout<0.3>,
    #[from(pixels)]
    s4: Linear<1, NoBias>,
    s5: Linear<304>,
    s6: Softmax,
    #[from(s2)]
    s7: Tanh,
    #[from(s3, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [150, 1, 1], output = 3)]
struct Network33 {
    pixels: Flatten,
    s0: Linear<7>,
    s1: Linear<2169>,
    s2: Relu,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [11, 37], output = 3)]
struct Network34 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Concat,
    s1: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [3, 9, 1], output = 3)]
struct Network35 {
    pixels: Flatten,
    s0: Linear<27, 17>,
    s1: Relu,
    #[from(pixels)]
    s2: Softmax,
    #[from(s1, s2)]
    s3: Concat,
    s4: Linear<7>,
    s5: LogSoftmax,
    s6: Linear<78>,
    s7: Linear<78>,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [285, 1, 1], output = 3)]
struct Network36 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Add,
    #[from(s0, pixels)]
    s1: Concat,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 86], output = 3)]
struct Network37 {
    pixels: Flatten,
    s0: Linear<82>,
    s1: Sigmoid,
    s2: Tanh,
    #[from(s2, s2)]
    s3: Concat,
    #[from(s2, s1)]
    s4: Add,
    #[from(s0)]
    s5: Relu,
    #[from(pixels)]
    s6: Dropout<0.3>,
    #[from(s2)]
    s7: Dropout<0.3>,
    #[from(s5)]
    s8: Dropout<0.3>,
    #[from(s3, s4, s6, s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 5963], output = 3)]
struct Network38 {
    pixels: Flatten,
    s0: Dropout<0.3>,
    s1: Linear<12939, NoBias>,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 1, 1], output = 3)]
struct Network39 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Add,
    #[from(s0, s0)]
    s1: Concat,
    s2: Relu,
    s3: Sigmoid,
    #[from(s0)]
    s4: Linear<10>,
    #[from(s4, s4)]
    s5: Add,
    #[from(s5, s4, s5)]
    s6: Add,
    #[from(s3, s6)]
    s7: Concat,
    s8: Linear<3>,
}
