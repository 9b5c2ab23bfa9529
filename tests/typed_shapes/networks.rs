//! Random networks, written by `tools/generate/random_shapes.py --seed 1 --count 40`.

use super::*;

/// Checks the shapes and counts of every network.
pub(crate) fn check_all() {
    check!(
        Network0,
        [1, 2, 1],
        39,
        [(&[2], 0), (&[2], 0), (&[6], 0), (&[6], 0), (&[6], 0), (&[6], 0), (&[6], 0), (&[12], 0), (&[3], 39)]
    );
    check!(
        Network1,
        [3277, 2, 1],
        39327,
        [(&[6554], 0), (&[6554], 0), (&[6554], 0), (&[6554], 0), (&[6554], 0), (&[13108], 0), (&[3], 39327)]
    );
    check!(
        Network2,
        [2, 1, 3],
        3421,
        [
            (&[6], 0),
            (&[6], 0),
            (&[6], 0),
            (&[6], 0),
            (&[6], 0),
            (&[6], 0),
            (&[6], 0),
            (&[6], 0),
            (&[6], 0),
            (&[6], 0),
            (&[340], 2380),
            (&[346], 0),
            (&[3], 1041)
        ]
    );
    check!(Network3, [371], 1116, [(&[371], 0), (&[371], 0), (&[371], 0), (&[3], 1116)]);
    check!(
        Network4,
        [1, 5],
        261,
        [
            (&[5], 0),
            (&[5], 0),
            (&[14], 84),
            (&[14], 0),
            (&[14], 0),
            (&[14], 0),
            (&[14], 0),
            (&[5], 75),
            (&[14], 0),
            (&[14], 0),
            (&[33], 0),
            (&[3], 102)
        ]
    );
    check!(Network5, [12], 39, [(&[12], 0), (&[12], 0), (&[12], 0), (&[3], 39)]);
    check!(
        Network6,
        [20, 3, 179],
        64443,
        [(&[10740], 0), (&[10740], 0), (&[21480], 0), (&[21480], 0), (&[21480], 0), (&[3], 64443)]
    );
    check!(Network7, [8009], 152250, [(&[19], 152190), (&[19], 0), (&[19], 0), (&[19], 0), (&[3], 60)]);
    check!(Network8, [1, 9691], 38779, [(&[9691], 0), (&[9691], 0), (&[4], 38764), (&[3], 15)]);
    check!(
        Network9,
        [4818],
        106254096,
        [
            (&[4818], 0),
            (&[14454], 0),
            (&[14454], 0),
            (&[14454], 0),
            (&[14454], 0),
            (&[7339], 106077906),
            (&[24], 176160),
            (&[24], 0),
            (&[24], 0),
            (&[1], 24),
            (&[3], 6)
        ]
    );
    check!(Network10, [1, 1, 3], 63, [(&[3], 0), (&[6], 24), (&[3], 0), (&[6], 0), (&[12], 0), (&[3], 39)]);
    check!(
        Network11,
        [8104],
        72947,
        [(&[24312], 0), (&[8104], 0), (&[2], 48626), (&[8104], 0), (&[2], 0), (&[2], 0), (&[8106], 0), (&[3], 24321)]
    );
    check!(
        Network12,
        [2, 32],
        40171,
        [
            (&[64], 0),
            (&[192], 0),
            (&[192], 0),
            (&[202], 38986),
            (&[202], 0),
            (&[64], 0),
            (&[64], 0),
            (&[192], 0),
            (&[394], 0),
            (&[3], 1185)
        ]
    );
    check!(Network13, [31, 9, 3], 2514, [(&[837], 0), (&[837], 0), (&[837], 0), (&[837], 0), (&[3], 2514)]);
    check!(
        Network14,
        [1, 87],
        351845,
        [
            (&[87], 0),
            (&[87], 0),
            (&[1583], 137721),
            (&[3], 4752),
            (&[4], 16),
            (&[1547], 7735),
            (&[1547], 0),
            (&[1547], 0),
            (&[1547], 0),
            (&[127], 196596),
            (&[1547], 0),
            (&[1674], 0),
            (&[3], 5025)
        ]
    );
    check!(
        Network15,
        [867, 20],
        157034,
        [
            (&[17340], 0),
            (&[17340], 0),
            (&[9], 156069),
            (&[71], 710),
            (&[3], 30),
            (&[3], 0),
            (&[3], 0),
            (&[74], 0),
            (&[3], 225)
        ]
    );
    check!(
        Network16,
        [3, 5427, 1],
        27586780,
        [
            (&[16281], 0),
            (&[16281], 0),
            (&[16281], 0),
            (&[16281], 0),
            (&[1690], 27516580),
            (&[1], 16281),
            (&[16281], 0),
            (&[17972], 0),
            (&[3], 53919)
        ]
    );
    check!(
        Network17,
        [1, 2],
        61,
        [(&[2], 0), (&[8], 24), (&[8], 0), (&[1], 9), (&[1], 0), (&[2], 16), (&[3], 0), (&[3], 12)]
    );
    check!(
        Network18,
        [2],
        123,
        [
            (&[2], 0),
            (&[24], 48),
            (&[24], 0),
            (&[24], 0),
            (&[24], 0),
            (&[24], 0),
            (&[24], 0),
            (&[24], 0),
            (&[24], 0),
            (&[3], 75)
        ]
    );
    check!(
        Network19,
        [374],
        4755667,
        [
            (&[1], 375),
            (&[2212], 2212),
            (&[2139], 4733607),
            (&[2212], 0),
            (&[2139], 0),
            (&[2212], 0),
            (&[2212], 0),
            (&[2139], 0),
            (&[2139], 0),
            (&[2139], 0),
            (&[6490], 0),
            (&[3], 19473)
        ]
    );
    check!(
        Network20,
        [1, 2, 21],
        165720,
        [
            (&[42], 0),
            (&[42], 0),
            (&[3677], 154434),
            (&[42], 0),
            (&[3677], 0),
            (&[3677], 0),
            (&[3677], 0),
            (&[42], 0),
            (&[3761], 0),
            (&[3], 11286)
        ]
    );
    check!(
        Network21,
        [363, 3, 1],
        3917908,
        [(&[1089], 0), (&[3562], 3882580), (&[10686], 0), (&[1089], 0), (&[11775], 0), (&[3], 35328)]
    );
    check!(
        Network22,
        [12375],
        74253,
        [
            (&[12375], 0),
            (&[12375], 0),
            (&[12375], 0),
            (&[12375], 0),
            (&[12375], 0),
            (&[12375], 0),
            (&[12375], 0),
            (&[12375], 0),
            (&[24750], 0),
            (&[3], 74253)
        ]
    );
    check!(Network23, [5901], 17706, [(&[5901], 0), (&[5901], 0), (&[3], 17706)]);
    check!(
        Network24,
        [1, 5, 1],
        3030,
        [(&[5], 0), (&[5], 0), (&[5], 0), (&[5], 0), (&[3], 15), (&[4], 24), (&[423], 1692), (&[432], 0), (&[3], 1299)]
    );
    check!(
        Network25,
        [4, 3],
        999,
        [
            (&[12], 0),
            (&[24], 0),
            (&[24], 0),
            (&[52], 624),
            (&[72], 0),
            (&[72], 0),
            (&[52], 0),
            (&[72], 0),
            (&[72], 0),
            (&[124], 0),
            (&[3], 375)
        ]
    );
    check!(
        Network26,
        [157, 1],
        76634,
        [
            (&[157], 0),
            (&[157], 0),
            (&[157], 0),
            (&[157], 0),
            (&[157], 0),
            (&[157], 0),
            (&[476], 74732),
            (&[633], 0),
            (&[3], 1902)
        ]
    );
    check!(
        Network27,
        [1],
        46,
        [(&[1], 0), (&[1], 0), (&[10], 10), (&[10], 0), (&[10], 0), (&[1], 0), (&[11], 0), (&[3], 36)]
    );
    check!(Network28, [6, 1, 55], 993, [(&[330], 0), (&[330], 0), (&[330], 0), (&[330], 0), (&[3], 993)]);
    check!(
        Network29,
        [1, 113],
        681,
        [(&[113], 0), (&[113], 0), (&[113], 0), (&[113], 0), (&[113], 0), (&[226], 0), (&[3], 681)]
    );
    check!(
        Network30,
        [1, 542],
        3255,
        [(&[542], 0), (&[542], 0), (&[542], 0), (&[542], 0), (&[542], 0), (&[1084], 0), (&[3], 3255)]
    );
    check!(
        Network31,
        [829],
        3595195,
        [
            (&[829], 0),
            (&[829], 0),
            (&[3642], 3022860),
            (&[5300], 0),
            (&[665], 551950),
            (&[665], 0),
            (&[5300], 0),
            (&[829], 0),
            (&[6794], 0),
            (&[3], 20385)
        ]
    );
    check!(
        Network32,
        [45],
        322,
        [
            (&[45], 0),
            (&[45], 0),
            (&[1], 46),
            (&[1], 0),
            (&[45], 0),
            (&[45], 0),
            (&[1], 0),
            (&[45], 0),
            (&[91], 0),
            (&[3], 276)
        ]
    );
    check!(Network33, [2637], 7914, [(&[2637], 0), (&[2637], 0), (&[2637], 0), (&[2637], 0), (&[3], 7914)]);
    check!(Network34, [327, 6, 1], 646805, [(&[1962], 0), (&[1962], 0), (&[326], 639938), (&[2288], 0), (&[3], 6867)]);
    check!(
        Network35,
        [1, 7],
        3373,
        [
            (&[7], 0),
            (&[7], 0),
            (&[7], 0),
            (&[7], 0),
            (&[3], 24),
            (&[7], 0),
            (&[472], 1888),
            (&[7], 0),
            (&[7], 0),
            (&[486], 0),
            (&[3], 1461)
        ]
    );
    check!(Network36, [1, 5, 1], 18, [(&[5], 0), (&[5], 0), (&[5], 0), (&[5], 0), (&[5], 0), (&[5], 0), (&[3], 18)]);
    check!(Network37, [504], 1515, [(&[504], 0), (&[504], 0), (&[504], 0), (&[504], 0), (&[504], 0), (&[3], 1515)]);
    check!(
        Network38,
        [17, 1, 1],
        1202,
        [
            (&[17], 0),
            (&[51], 0),
            (&[17], 0),
            (&[7], 126),
            (&[7], 0),
            (&[78], 624),
            (&[7], 0),
            (&[7], 0),
            (&[92], 0),
            (&[1], 17),
            (&[144], 0),
            (&[3], 435)
        ]
    );
    check!(
        Network39,
        [5, 2, 1],
        34689,
        [
            (&[10], 0),
            (&[10], 0),
            (&[10], 0),
            (&[10], 0),
            (&[10], 0),
            (&[30], 0),
            (&[10], 0),
            (&[10], 0),
            (&[2469], 27159),
            (&[2469], 0),
            (&[2509], 0),
            (&[3], 7530)
        ]
    );
}

#[allow(dead_code)]
#[network(input = [1, 2, 1], output = 3)]
struct Network0 {
    pixels: Flatten,
    s0: Softmax,
    #[from(s0, s0, s0)]
    s1: Concat,
    #[from(s1, s1)]
    s2: Mul,
    s3: Relu,
    #[from(s3, s2, s1)]
    s4: Add,
    #[from(s2)]
    s5: Tanh,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [3277, 2, 1], output = 3)]
struct Network1 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Sub,
    #[from(s0, pixels)]
    s1: Min,
    #[from(s0)]
    s2: Dropout<0.3>,
    s3: Relu,
    #[from(s1, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 1, 3], output = 3)]
struct Network2 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Sub,
    #[from(s0, pixels)]
    s1: Min,
    s2: Tanh,
    #[from(s2, s0)]
    s3: Mean,
    #[from(s0)]
    s4: Dropout<0.3>,
    #[from(s4, s3, s1)]
    s5: Min,
    s6: Softmax,
    #[from(s1, s3)]
    s7: Min,
    #[from(s7, s5)]
    s8: Min,
    s9: Linear<6, 340>,
    #[from(s6, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [371], output = 3)]
struct Network3 {
    #[from(input, input)]
    s0: Sub,
    s1: Tanh,
    s2: Sigmoid,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 5], output = 3)]
struct Network4 {
    pixels: Flatten,
    s0: Softmax,
    s1: Linear<14>,
    #[from(s1, s1)]
    s2: Add,
    s3: Dropout<0.3>,
    #[from(s3, s1)]
    s4: Max,
    s5: Softmax,
    s6: Linear<5>,
    #[from(s5, s2, s1)]
    s7: Min,
    #[from(s2)]
    s8: LogSoftmax,
    #[from(s6, s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [12], output = 3)]
struct Network5 {
    s0: Relu,
    s1: Tanh,
    s2: Tanh,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [20, 3, 179], output = 3)]
struct Network6 {
    pixels: Flatten,
    s0: Softmax,
    #[from(s0, s0)]
    s1: Concat,
    s2: Tanh,
    #[from(s1, s2, s1)]
    s3: Mul,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [8009], output = 3)]
struct Network7 {
    s0: Linear<19>,
    s1: Softmax,
    s2: Tanh,
    s3: LogSoftmax,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 9691], output = 3)]
struct Network8 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Sub,
    s1: Linear<9691, 4, NoBias>,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [4818], output = 3)]
struct Network9 {
    s0: Relu,
    #[from(s0, s0, s0)]
    s1: Concat,
    s2: LogSoftmax,
    s3: Sigmoid,
    s4: Relu,
    s5: Linear<7339, NoBias>,
    s6: Linear<24>,
    #[from(s6, s6)]
    s7: Sub,
    s8: Softmax,
    s9: Linear<1, NoBias>,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 1, 3], output = 3)]
struct Network10 {
    pixels: Flatten,
    s0: Linear<6>,
    #[from(pixels, pixels)]
    s1: Add,
    #[from(s1, s1)]
    s2: Concat,
    #[from(s0, s2)]
    s3: Concat,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [8104], output = 3)]
struct Network11 {
    #[from(input, input, input)]
    s0: Concat,
    #[from(input)]
    s1: Tanh,
    #[from(s0)]
    s2: Linear<2>,
    #[from(s1)]
    s3: Softmax,
    #[from(s2)]
    s4: Relu,
    s5: Dropout<0.3>,
    #[from(s3, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 32], output = 3)]
struct Network12 {
    pixels: Flatten,
    #[from(pixels, pixels, pixels)]
    s0: Concat,
    #[from(s0, s0)]
    s1: Add,
    s2: Linear<202>,
    s3: Dropout<0.3>,
    #[from(pixels, pixels)]
    s4: Mul,
    #[from(s4, s4)]
    s5: Mean,
    #[from(s5, s5, s5)]
    s6: Concat,
    #[from(s3, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [31, 9, 3], output = 3)]
struct Network13 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Mean,
    s1: Relu,
    #[from(s1, s0)]
    s2: Add,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 87], output = 3)]
struct Network14 {
    pixels: Flatten,
    s0: Relu,
    s1: Linear<1583, NoBias>,
    s2: Linear<3>,
    s3: Linear<4>,
    s4: Linear<1547>,
    #[from(s4, s4)]
    s5: Mean,
    #[from(s5, s5)]
    s6: Mean,
    #[from(s6, s5)]
    s7: Min,
    #[from(s4)]
    s8: Linear<127>,
    #[from(s7, s6, s4)]
    s9: Mean,
    #[from(s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [867, 20], output = 3)]
struct Network15 {
    pixels: Flatten,
    s0: Tanh,
    s1: Linear<17340, 9>,
    s2: Linear<9, 71>,
    #[from(s1)]
    s3: Linear<3>,
    s4: Sigmoid,
    #[from(s4, s4, s3)]
    s5: Add,
    #[from(s2, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [3, 5427, 1], output = 3)]
struct Network16 {
    pixels: Flatten,
    s0: LogSoftmax,
    #[from(pixels)]
    s1: Tanh,
    #[from(s0)]
    s2: LogSoftmax,
    #[from(s0)]
    s3: Linear<1690>,
    #[from(s2)]
    s4: Linear<1, NoBias>,
    #[from(s1, s0, s2)]
    s5: Max,
    #[from(s3, s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 2], output = 3)]
struct Network17 {
    pixels: Flatten,
    s0: Linear<8>,
    s1: Sigmoid,
    s2: Linear<1>,
    s3: Relu,
    #[from(s0)]
    s4: Linear<2, NoBias>,
    #[from(s3, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2], output = 3)]
struct Network18 {
    #[from(input, input)]
    s0: Sub,
    s1: Linear<24, NoBias>,
    s2: LogSoftmax,
    #[from(s1)]
    s3: Relu,
    #[from(s2)]
    s4: Sigmoid,
    s5: Dropout<0.3>,
    #[from(s3, s5)]
    s6: Max,
    #[from(s6, s3)]
    s7: Mean,
    s8: Relu,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [374], output = 3)]
struct Network19 {
    s0: Linear<374, 1>,
    s1: Linear<2212, NoBias>,
    s2: Linear<2212, 2139>,
    #[from(s1, s1)]
    s3: Sub,
    #[from(s2, s2)]
    s4: Mul,
    #[from(s3, s1, s3)]
    s5: Add,
    #[from(s5, s1, s3)]
    s6: Min,
    #[from(s4)]
    s7: Tanh,
    #[from(s4, s7, s2)]
    s8: Max,
    #[from(s7)]
    s9: Dropout<0.3>,
    #[from(s6, s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 2, 21], output = 3)]
struct Network20 {
    pixels: Flatten,
    s0: LogSoftmax,
    s1: Linear<3677, NoBias>,
    #[from(pixels)]
    s2: Sigmoid,
    #[from(s1)]
    s3: Softmax,
    s4: Dropout<0.3>,
    s5: Relu,
    #[from(s0)]
    s6: Softmax,
    #[from(s2, s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [363, 3, 1], output = 3)]
struct Network21 {
    pixels: Flatten,
    s0: Linear<1089, 3562>,
    #[from(s0, s0, s0)]
    s1: Concat,
    #[from(pixels)]
    s2: Softmax,
    #[from(s1, s2)]
    s3: Concat,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [12375], output = 3)]
struct Network22 {
    s0: Dropout<0.3>,
    #[from(s0, s0)]
    s1: Sub,
    #[from(s1, s1)]
    s2: Mul,
    s3: Dropout<0.3>,
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
struct Network23 {
    s0: LogSoftmax,
    #[from(s0, input)]
    s1: Max,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 5, 1], output = 3)]
struct Network24 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Mean,
    #[from(pixels)]
    s1: LogSoftmax,
    #[from(s1, pixels)]
    s2: Sub,
    #[from(s0)]
    s3: Linear<3, NoBias>,
    #[from(s0)]
    s4: Linear<4>,
    #[from(s3)]
    s5: Linear<423>,
    #[from(s2, s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [4, 3], output = 3)]
struct Network25 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Concat,
    #[from(s0, s0)]
    s1: Mul,
    #[from(pixels)]
    s2: Linear<12, 52, NoBias>,
    #[from(s1, s0, s1)]
    s3: Concat,
    #[from(s3, s3)]
    s4: Mean,
    #[from(s2)]
    s5: Relu,
    #[from(s4)]
    s6: Softmax,
    s7: Dropout<0.3>,
    #[from(s5, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [157, 1], output = 3)]
struct Network26 {
    pixels: Flatten,
    s0: Relu,
    #[from(pixels)]
    s1: LogSoftmax,
    s2: Dropout<0.3>,
    #[from(s0, s2, s0)]
    s3: Mul,
    #[from(s1)]
    s4: Relu,
    #[from(s3)]
    s5: Linear<157, 476, NoBias>,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1], output = 3)]
struct Network27 {
    #[from(input, input)]
    s0: Mul,
    #[from(s0, s0)]
    s1: Sub,
    s2: Linear<10, NoBias>,
    s3: Sigmoid,
    s4: Sigmoid,
    #[from(s0, s1)]
    s5: Sub,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [6, 1, 55], output = 3)]
struct Network28 {
    pixels: Flatten,
    s0: Tanh,
    s1: Softmax,
    s2: Tanh,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 113], output = 3)]
struct Network29 {
    pixels: Flatten,
    s0: Dropout<0.3>,
    s1: LogSoftmax,
    s2: Sigmoid,
    #[from(s1)]
    s3: Dropout<0.3>,
    #[from(s2, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 542], output = 3)]
struct Network30 {
    pixels: Flatten,
    s0: LogSoftmax,
    #[from(s0, pixels, s0)]
    s1: Mul,
    #[from(s1, pixels)]
    s2: Max,
    #[from(pixels)]
    s3: Dropout<0.3>,
    #[from(s2, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [829], output = 3)]
struct Network31 {
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
struct Network32 {
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
    s6: Dropout<0.3>,
    #[from(s1, s1)]
    s7: Mean,
    #[from(s5, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2637], output = 3)]
struct Network33 {
    s0: Softmax,
    s1: Dropout<0.3>,
    #[from(s1, input)]
    s2: Sub,
    s3: Softmax,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [327, 6, 1], output = 3)]
struct Network34 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Sub,
    #[from(pixels)]
    s1: Linear<326>,
    #[from(s0, s1)]
    s2: Concat,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 7], output = 3)]
struct Network35 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Mul,
    #[from(pixels)]
    s1: Sigmoid,
    s2: Tanh,
    s3: Linear<7, 3>,
    #[from(s0)]
    s4: Dropout<0.3>,
    #[from(s3)]
    s5: Linear<3, 472>,
    #[from(s4, s2)]
    s6: Sub,
    #[from(s1)]
    s7: Dropout<0.3>,
    #[from(s5, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 5, 1], output = 3)]
struct Network36 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Mean,
    s1: Dropout<0.3>,
    s2: Relu,
    #[from(s2, s0, s1)]
    s3: Min,
    #[from(s3, pixels)]
    s4: Add,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [504], output = 3)]
struct Network37 {
    s0: Softmax,
    #[from(s0, input)]
    s1: Mean,
    #[from(s1, input, s0)]
    s2: Max,
    s3: Softmax,
    #[from(s2, s3, input)]
    s4: Max,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [17, 1, 1], output = 3)]
struct Network38 {
    pixels: Flatten,
    #[from(pixels, pixels, pixels)]
    s0: Concat,
    #[from(pixels, pixels)]
    s1: Add,
    s2: Linear<7>,
    s3: LogSoftmax,
    s4: Linear<78>,
    #[from(s3)]
    s5: LogSoftmax,
    s6: Sigmoid,
    #[from(s6, s6, s4)]
    s7: Concat,
    #[from(pixels)]
    s8: Linear<1, NoBias>,
    #[from(s0, s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [5, 2, 1], output = 3)]
struct Network39 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Mul,
    #[from(s0, pixels)]
    s1: Min,
    #[from(s0)]
    s2: Sigmoid,
    #[from(s1, pixels)]
    s3: Sub,
    #[from(s3, s2, s2)]
    s4: Concat,
    #[from(s2, s0)]
    s5: Sub,
    #[from(s1)]
    s6: Relu,
    #[from(s5)]
    s7: Linear<2469>,
    s8: Sigmoid,
    #[from(s4, s6, s8)]
    s9: Concat,
    s10: Linear<3>,
}
