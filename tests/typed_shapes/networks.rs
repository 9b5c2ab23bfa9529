//! Random networks, written by `tools/generate/random_shapes.py --seed 1 --count 40`.

use super::*;

/// Checks the shapes and counts of every network.
pub(crate) fn check_all() {
    check!(
        Network0,
        [2, 1, 1],
        39,
        [(&[2], 0), (&[2], 0), (&[6], 0), (&[1], 7), (&[2], 0), (&[1], 0), (&[1], 0), (&[5], 5), (&[8], 0), (&[3], 27)]
    );
    check!(
        Network1,
        [9],
        75725,
        [
            (&[6], 54),
            (&[9], 0),
            (&[26], 182),
            (&[26], 0),
            (&[187], 5049),
            (&[340], 63920),
            (&[349], 0),
            (&[547], 3829),
            (&[896], 0),
            (&[3], 2691)
        ]
    );
    check!(Network2, [38], 1104, [(&[19], 722), (&[19], 0), (&[14], 280), (&[33], 0), (&[3], 102)]);
    check!(
        Network3,
        [101, 13],
        2320019,
        [
            (&[1313], 0),
            (&[1313], 0),
            (&[1747], 2293811),
            (&[1747], 0),
            (&[1747], 0),
            (&[1747], 0),
            (&[3494], 0),
            (&[1747], 0),
            (&[3494], 0),
            (&[3494], 0),
            (&[8735], 0),
            (&[3], 26208)
        ]
    );
    check!(
        Network4,
        [1, 55],
        77574,
        [(&[55], 0), (&[165], 0), (&[165], 0), (&[165], 0), (&[165], 0), (&[165], 0), (&[459], 76194), (&[3], 1380)]
    );
    check!(
        Network5,
        [1, 1, 1],
        535,
        [
            (&[1], 0),
            (&[1], 0),
            (&[1], 0),
            (&[1], 0),
            (&[1], 0),
            (&[97], 194),
            (&[11], 11),
            (&[97], 0),
            (&[97], 0),
            (&[109], 0),
            (&[3], 330)
        ]
    );
    check!(
        Network6,
        [1, 10],
        117457,
        [
            (&[10], 0),
            (&[7339], 73390),
            (&[7339], 0),
            (&[7339], 0),
            (&[10], 0),
            (&[7339], 0),
            (&[14688], 0),
            (&[3], 44067)
        ]
    );
    check!(
        Network7,
        [241],
        410330,
        [(&[178], 42898), (&[178], 0), (&[241], 0), (&[2026], 360628), (&[2267], 0), (&[3], 6804)]
    );
    check!(
        Network8,
        [29, 3, 1],
        984,
        [(&[87], 0), (&[87], 174), (&[87], 0), (&[87], 0), (&[6], 528), (&[93], 0), (&[3], 282)]
    );
    check!(
        Network9,
        [116],
        699,
        [
            (&[116], 0),
            (&[116], 0),
            (&[116], 0),
            (&[232], 0),
            (&[232], 0),
            (&[232], 0),
            (&[232], 0),
            (&[232], 0),
            (&[3], 699)
        ]
    );
    check!(
        Network10,
        [4],
        31,
        [
            (&[4], 0),
            (&[4], 0),
            (&[4], 0),
            (&[4], 0),
            (&[4], 0),
            (&[4], 8),
            (&[1], 5),
            (&[1], 0),
            (&[1], 0),
            (&[4], 0),
            (&[1], 0),
            (&[5], 0),
            (&[3], 18)
        ]
    );
    check!(
        Network11,
        [13, 1, 1],
        54,
        [
            (&[13], 0),
            (&[13], 0),
            (&[13], 0),
            (&[13], 0),
            (&[13], 0),
            (&[13], 0),
            (&[13], 0),
            (&[13], 0),
            (&[3], 42),
            (&[3], 0),
            (&[3], 12)
        ]
    );
    check!(Network12, [3, 17, 1], 309, [(&[51], 0), (&[51], 0), (&[51], 0), (&[102], 0), (&[102], 0), (&[3], 309)]);
    check!(
        Network13,
        [16, 607, 1],
        63157,
        [
            (&[9712], 0),
            (&[9712], 0),
            (&[9712], 0),
            (&[9712], 0),
            (&[9712], 0),
            (&[8102], 0),
            (&[9712], 9712),
            (&[9712], 0),
            (&[9712], 0),
            (&[17814], 0),
            (&[3], 53445)
        ]
    );
    check!(
        Network14,
        [7, 114],
        4000,
        [
            (&[798], 0),
            (&[798], 0),
            (&[798], 0),
            (&[798], 1),
            (&[2], 1596),
            (&[798], 0),
            (&[798], 0),
            (&[800], 0),
            (&[3], 2403)
        ]
    );
    check!(
        Network15,
        [1925],
        11557,
        [
            (&[1925], 0),
            (&[1925], 0),
            (&[1925], 0),
            (&[1925], 0),
            (&[1925], 0),
            (&[5775], 0),
            (&[1], 5776),
            (&[1], 0),
            (&[1926], 0),
            (&[3], 5781)
        ]
    );
    check!(Network16, [1, 3, 4197], 75549, [(&[12591], 0), (&[12591], 0), (&[12591], 0), (&[25182], 0), (&[3], 75549)]);
    check!(
        Network17,
        [14701],
        929687,
        [
            (&[44103], 0),
            (&[21], 926184),
            (&[125], 2625),
            (&[125], 0),
            (&[125], 0),
            (&[125], 0),
            (&[125], 250),
            (&[125], 250),
            (&[125], 0),
            (&[3], 378)
        ]
    );
    check!(Network18, [2, 161], 969, [(&[322], 0), (&[322], 0), (&[322], 0), (&[3], 969)]);
    check!(
        Network19,
        [1, 1, 1],
        149,
        [
            (&[1], 0),
            (&[1], 0),
            (&[10], 20),
            (&[30], 0),
            (&[30], 0),
            (&[1], 0),
            (&[30], 0),
            (&[1], 30),
            (&[1], 0),
            (&[1], 0),
            (&[30], 0),
            (&[32], 0),
            (&[3], 99)
        ]
    );
    check!(
        Network20,
        [71, 1, 1],
        926,
        [
            (&[71], 0),
            (&[71], 0),
            (&[71], 0),
            (&[71], 0),
            (&[71], 0),
            (&[71], 71),
            (&[71], 0),
            (&[213], 0),
            (&[213], 0),
            (&[284], 0),
            (&[3], 855)
        ]
    );
    check!(
        Network21,
        [7],
        32,
        [
            (&[7], 0),
            (&[7], 0),
            (&[7], 0),
            (&[1], 0),
            (&[7], 0),
            (&[2], 16),
            (&[1], 0),
            (&[1], 2),
            (&[2], 2),
            (&[3], 0),
            (&[3], 12)
        ]
    );
    check!(
        Network22,
        [2, 7, 1],
        87,
        [(&[14], 0), (&[14], 0), (&[14], 0), (&[14], 0), (&[14], 0), (&[14], 0), (&[14], 0), (&[28], 0), (&[3], 87)]
    );
    check!(
        Network23,
        [104],
        74771,
        [
            (&[104], 0),
            (&[20], 2100),
            (&[144], 0),
            (&[665], 69825),
            (&[104], 104),
            (&[665], 0),
            (&[665], 0),
            (&[144], 0),
            (&[104], 0),
            (&[913], 0),
            (&[3], 2742)
        ]
    );
    check!(
        Network24,
        [11],
        102,
        [(&[11], 0), (&[11], 0), (&[11], 0), (&[11], 0), (&[11], 0), (&[22], 0), (&[22], 0), (&[33], 0), (&[3], 102)]
    );
    check!(
        Network25,
        [6, 1, 1],
        3021,
        [
            (&[6], 0),
            (&[6], 0),
            (&[6], 0),
            (&[245], 1715),
            (&[6], 0),
            (&[257], 0),
            (&[257], 0),
            (&[6], 0),
            (&[6], 0),
            (&[6], 0),
            (&[257], 514),
            (&[263], 0),
            (&[3], 792)
        ]
    );
    check!(Network26, [3, 1], 6, [(&[3], 0), (&[3], 0), (&[1], 0), (&[1], 0), (&[3], 6)]);
    check!(Network27, [75, 1, 2], 1531, [(&[150], 0), (&[7], 1057), (&[7], 0), (&[150], 0), (&[157], 0), (&[3], 474)]);
    check!(Network28, [522], 1569, [(&[522], 0), (&[522], 0), (&[522], 0), (&[3], 1569)]);
    check!(
        Network29,
        [9, 59],
        3189,
        [(&[531], 0), (&[531], 0), (&[531], 0), (&[531], 0), (&[531], 0), (&[531], 0), (&[1062], 0), (&[3], 3189)]
    );
    check!(
        Network30,
        [679, 5],
        2059712,
        [
            (&[3395], 0),
            (&[3395], 0),
            (&[78], 264888),
            (&[78], 0),
            (&[78], 0),
            (&[78], 0),
            (&[78], 0),
            (&[21761], 1719119),
            (&[21761], 0),
            (&[3395], 0),
            (&[3395], 0),
            (&[25234], 0),
            (&[3], 75705)
        ]
    );
    check!(
        Network31,
        [251, 1],
        6078,
        [
            (&[251], 0),
            (&[251], 0),
            (&[251], 0),
            (&[17], 4267),
            (&[251], 0),
            (&[251], 0),
            (&[251], 0),
            (&[251], 0),
            (&[251], 251),
            (&[519], 0),
            (&[3], 1560)
        ]
    );
    check!(
        Network32,
        [1, 1, 1],
        12,
        [
            (&[1], 0),
            (&[1], 0),
            (&[1], 0),
            (&[1], 0),
            (&[1], 0),
            (&[1], 0),
            (&[1], 0),
            (&[1], 0),
            (&[1], 0),
            (&[1], 0),
            (&[3], 0),
            (&[3], 12)
        ]
    );
    check!(Network33, [2172, 1, 1], 30467, [(&[2172], 0), (&[2172], 0), (&[14], 30422), (&[3], 45)]);
    check!(Network34, [50, 1, 59], 8853, [(&[2950], 0), (&[3], 8853)]);
    check!(
        Network35,
        [2, 1, 599],
        12352997,
        [
            (&[1198], 0),
            (&[2396], 0),
            (&[2396], 0),
            (&[1], 2396),
            (&[2396], 0),
            (&[1], 0),
            (&[42], 84),
            (&[2396], 0),
            (&[5143], 12327771),
            (&[2396], 0),
            (&[7581], 0),
            (&[3], 22746)
        ]
    );
    check!(Network36, [2, 1], 32421, [(&[2], 0), (&[3602], 10806), (&[7204], 0), (&[3], 21615)]);
    check!(Network37, [19, 26], 4449, [(&[494], 0), (&[494], 0), (&[494], 0), (&[494], 0), (&[1482], 0), (&[3], 4449)]);
    check!(
        Network38,
        [59, 3, 5],
        2353648,
        [
            (&[885], 0),
            (&[885], 1),
            (&[1770], 0),
            (&[1770], 0),
            (&[885], 0),
            (&[1770], 0),
            (&[1770], 0),
            (&[885], 0),
            (&[1323], 2341710),
            (&[1770], 0),
            (&[3978], 0),
            (&[3], 11937)
        ]
    );
    check!(Network39, [2, 2], 15, [(&[4], 0), (&[4], 0), (&[4], 0), (&[4], 0), (&[3], 15)]);
    check!(
        Images0,
        [7, 8, 21],
        535,
        [
            (&[14, 8, 21], 0),
            (&[14, 8, 21], 0),
            (&[14, 8, 8], 0),
            (&[14, 3, 3], 0),
            (&[7, 3, 2], 133),
            (&[126], 0),
            (&[7], 0),
            (&[133], 0),
            (&[3], 402)
        ]
    );
    check!(
        Images1,
        [10, 4, 4],
        399,
        [
            (&[20, 4, 4], 0),
            (&[20, 1, 4], 0),
            (&[4, 2, 2], 324),
            (&[20, 4, 4], 0),
            (&[4], 0),
            (&[20], 0),
            (&[24], 0),
            (&[3], 75)
        ]
    );
    check!(
        Images2,
        [4, 7],
        141,
        [
            (&[4, 7], 0),
            (&[2], 28),
            (&[4, 7], 8),
            (&[4, 3], 0),
            (&[4, 7], 0),
            (&[4], 0),
            (&[28], 0),
            (&[34], 0),
            (&[3], 105)
        ]
    );
    check!(
        Images3,
        [13, 3, 11],
        288,
        [(&[3, 4, 9], 237), (&[13, 1, 4], 0), (&[3], 0), (&[13], 0), (&[16], 0), (&[3], 51)]
    );
    check!(
        Images4,
        [13, 3],
        172,
        [(&[13, 1], 0), (&[13, 1], 0), (&[13, 3], 13), (&[13, 3], 0), (&[13], 0), (&[39], 0), (&[52], 0), (&[3], 159)]
    );
    check!(
        Images5,
        [16, 17, 8],
        26115,
        [(&[32, 17, 8], 0), (&[64, 17, 8], 0), (&[64, 17, 8], 0), (&[8704], 0), (&[3], 26115)]
    );
    check!(
        Images6,
        [7, 12],
        192,
        [(&[3], 108), (&[7, 12], 0), (&[7, 10], 0), (&[4, 5], 60), (&[4, 5], 0), (&[4], 0), (&[7], 0), (&[3], 24)]
    );
    check!(
        Images7,
        [8, 2],
        71,
        [(&[16, 2], 0), (&[1, 1], 17), (&[8, 2], 0), (&[1], 0), (&[16], 0), (&[17], 0), (&[3], 54)]
    );
    check!(Images8, [6, 4], 39, [(&[6, 2], 0), (&[6, 2], 0), (&[6, 2], 0), (&[12], 0), (&[3], 39)]);
    check!(
        Images9,
        [1, 3, 30],
        192,
        [
            (&[1, 3, 30], 0),
            (&[1, 3, 30], 0),
            (&[1, 3, 30], 180),
            (&[1, 3, 30], 0),
            (&[1, 3, 30], 0),
            (&[1, 3, 30], 0),
            (&[1], 0),
            (&[1], 0),
            (&[1], 0),
            (&[3], 0),
            (&[3], 12)
        ]
    );
    check!(
        Images10,
        [11, 4],
        36,
        [(&[11, 4], 0), (&[11, 4], 0), (&[11, 4], 0), (&[11, 4], 0), (&[11, 1], 0), (&[11], 0), (&[3], 36)]
    );
    check!(Images11, [3, 58, 3], 12, [(&[3, 19, 3], 0), (&[3], 0), (&[3], 12)]);
    check!(
        Images12,
        [10, 5],
        149,
        [(&[10, 5], 20), (&[3, 3], 63), (&[10, 5], 0), (&[3, 3], 6), (&[10], 0), (&[9], 0), (&[19], 0), (&[3], 60)]
    );
    check!(Images13, [4, 4, 7], 59, [(&[4, 4, 7], 0), (&[2, 4, 4], 50), (&[2], 0), (&[3], 9)]);
    check!(
        Images14,
        [13, 3, 6],
        314,
        [
            (&[13, 1, 2], 0),
            (&[13, 1, 1], 0),
            (&[3, 4, 3], 81),
            (&[13, 1, 1], 0),
            (&[13, 1, 1], 1),
            (&[13, 1, 1], 91),
            (&[3, 4, 2], 27),
            (&[13], 0),
            (&[24], 0),
            (&[37], 0),
            (&[3], 114)
        ]
    );
    check!(
        Images15,
        [2, 32],
        168,
        [(&[3, 16], 15), (&[3, 16], 0), (&[2, 32], 0), (&[48], 0), (&[2], 0), (&[50], 0), (&[3], 153)]
    );
    check!(
        Images16,
        [12, 8, 13],
        1047,
        [(&[12, 8, 13], 0), (&[12, 7, 4], 0), (&[12, 3, 5], 0), (&[336], 0), (&[12], 0), (&[348], 0), (&[3], 1047)]
    );
    check!(
        Images17,
        [1, 22],
        211,
        [
            (&[2, 22], 8),
            (&[2, 22], 1),
            (&[3, 20], 15),
            (&[3, 20], 1),
            (&[3, 20], 3),
            (&[3, 20], 0),
            (&[60], 0),
            (&[3], 183)
        ]
    );
    check!(Images18, [4, 4], 15, [(&[4, 2], 0), (&[4], 0), (&[3], 15)]);
    check!(
        Images19,
        [12, 27, 4],
        432,
        [
            (&[12, 27, 4], 12),
            (&[1, 27, 2], 25),
            (&[1, 27, 2], 0),
            (&[1, 27, 2], 0),
            (&[12, 6, 4], 0),
            (&[2, 2, 4], 110),
            (&[4, 2, 4], 24),
            (&[54], 0),
            (&[32], 0),
            (&[86], 0),
            (&[3], 261)
        ]
    );
}

#[allow(dead_code)]
#[network(input = [2, 1, 1], output = 3)]
struct Network0 {
    pixels: Flatten,
    s0: Dropout<0.3>,
    #[from(s0, s0, s0)]
    s1: Concat,
    s2: Linear<6, 1>,
    #[from(pixels, s0)]
    s3: Min,
    #[from(s2)]
    s4: Softsign,
    s5: Square,
    #[from(s4)]
    s6: Linear<5, NoBias>,
    #[from(s3, s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [9], output = 3)]
struct Network1 {
    s0: Distance<6>,
    #[from(input)]
    s1: Sigmoid,
    #[from(s0)]
    s2: Linear<6, 26>,
    #[from(s2, s2)]
    s3: Mul,
    s4: Linear<26, 187>,
    s5: Linear<187, 340>,
    #[from(s1, s5)]
    s6: Concat,
    #[from(s0)]
    s7: Linear<547>,
    #[from(s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [38], output = 3)]
struct Network2 {
    s0: Distance<19>,
    #[from(s0, s0)]
    s1: Sub,
    #[from(s0)]
    s2: Linear<14>,
    #[from(s1, s2)]
    s3: Concat,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [101, 13], output = 3)]
struct Network3 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Mean,
    s1: Distance<1747>,
    #[from(s1, s1)]
    s2: Sub,
    #[from(s2, s2)]
    s3: Mean,
    s4: Normalize,
    #[from(s4, s4)]
    s5: Concat,
    #[from(s2)]
    s6: Normalize,
    #[from(s5)]
    s7: Gelu<Tanh>,
    #[from(s5)]
    s8: Gelu,
    #[from(s6, s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 55], output = 3)]
struct Network4 {
    pixels: Flatten,
    #[from(pixels, pixels, pixels)]
    s0: Concat,
    s1: Celu<2.0>,
    #[from(s0, s0, s1)]
    s2: Mul,
    #[from(s2, s1)]
    s3: Add,
    s4: Relu,
    s5: Linear<459>,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 1, 1], output = 3)]
struct Network5 {
    pixels: Flatten,
    s0: Tanh,
    s1: Exp,
    s2: Tanh,
    s3: Exp,
    #[from(s0)]
    s4: Linear<97>,
    #[from(s1)]
    s5: Linear<1, 11, NoBias>,
    #[from(s4, s4)]
    s6: Mul,
    #[from(s6, s6)]
    s7: Sub,
    #[from(s3, s5, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 10], output = 3)]
struct Network6 {
    pixels: Flatten,
    s0: Linear<7339, NoBias>,
    #[from(s0, s0)]
    s1: Sub,
    #[from(s0)]
    s2: Elu<0.5>,
    #[from(pixels)]
    s3: Elu,
    #[from(s1)]
    s4: Celu,
    #[from(s2, s3, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [241], output = 3)]
struct Network7 {
    s0: Linear<241, 178, NoBias>,
    #[from(s0, s0)]
    s1: Mean,
    #[from(input)]
    s2: Mish,
    #[from(s1)]
    s3: Linear<178, 2026, NoBias>,
    #[from(s2, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [29, 3, 1], output = 3)]
struct Network8 {
    pixels: Flatten,
    s0: BatchNorm1d<0.01>,
    s1: Normalize,
    #[from(s0)]
    s2: HardTanh<-0.3, 2.0>,
    s3: Linear<6>,
    #[from(s1, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [116], output = 3)]
struct Network9 {
    s0: Dropout<0.3>,
    s1: Sigmoid,
    s2: HardSigmoid,
    #[from(input, s2)]
    s3: Concat,
    s4: Softmax,
    #[from(s4, s3)]
    s5: Min,
    #[from(s5, s4)]
    s6: Add,
    #[from(s6, s4)]
    s7: Max,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [4], output = 3)]
struct Network10 {
    s0: Celu,
    s1: Softmin,
    s2: Selu,
    s3: Celu<2.0>,
    s4: Sigmoid,
    #[from(s0)]
    s5: BatchNorm1d<0.01>,
    s6: Linear<1>,
    s7: Softplus<0.5, 1.0>,
    s8: Log,
    #[from(s4, s1, s5)]
    s9: Max,
    #[from(s8)]
    s10: Softmax,
    #[from(s9, s10)]
    s11: Concat,
    s12: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [13, 1, 1], output = 3)]
struct Network11 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Mean,
    s1: Normalize,
    #[from(s1, s0)]
    s2: Max,
    s3: Celu,
    #[from(s3, s1)]
    s4: Sub,
    #[from(s4, s1, s2)]
    s5: Add,
    s6: Normalize,
    s7: Linear<3>,
    #[from(s7, s7)]
    s8: Add,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [3, 17, 1], output = 3)]
struct Network12 {
    pixels: Flatten,
    s0: Softsign,
    s1: Selu,
    #[from(s1, s1)]
    s2: Concat,
    s3: Celu,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [16, 607, 1], output = 3)]
struct Network13 {
    pixels: Flatten,
    s0: Softplus<2.0>,
    s1: Sqrt,
    #[from(s1, pixels, s1)]
    s2: Mean,
    s3: LeakyRelu,
    s4_from_568: Slice<568, 8670>,
    #[from(pixels)]
    s5: Scale,
    s6: Softplus<2.0>,
    s7: Sqrt,
    #[from(s4_from_568, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [7, 114], output = 3)]
struct Network14 {
    pixels: Flatten,
    s0: Normalize,
    #[from(pixels, pixels)]
    s1: Sub,
    s2: PRelu,
    #[from(s0)]
    s3: Linear<2, NoBias>,
    #[from(s2)]
    s4: Softsign,
    s5: Square,
    #[from(s3, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1925], output = 3)]
struct Network15 {
    s0: Celu,
    #[from(s0, input)]
    s1: Mul,
    #[from(input)]
    s2: Softsign,
    #[from(s1, s0, s1)]
    s3: Mul,
    #[from(s3, s1)]
    s4: Mean,
    #[from(s2, input, s3)]
    s5: Concat,
    s6: Linear<5775, 1>,
    #[from(s6, s6)]
    s7: Sub,
    #[from(s4, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 3, 4197], output = 3)]
struct Network16 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Mul,
    #[from(pixels)]
    s1: Softplus<2.0>,
    #[from(s0, s1)]
    s2: Concat,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [14701], output = 3)]
struct Network17 {
    #[from(input, input, input)]
    s0: Concat,
    s1: Linear<21>,
    s2: Linear<125, NoBias>,
    #[from(s2, s2)]
    s3: Mul,
    s4: Elu<0.5>,
    s5: HardSigmoid,
    s6: LayerNorm<0.01>,
    s7: BatchNorm1d<0.01>,
    #[from(s7, s2)]
    s8: Mean,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 161], output = 3)]
struct Network18 {
    pixels: Flatten,
    s0: Gelu,
    #[from(s0, pixels)]
    s1: Max,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 1, 1], output = 3)]
struct Network19 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Sub,
    s1: Linear<10>,
    #[from(s1, s1, s1)]
    s2: Concat,
    s3: Normalize,
    #[from(s0)]
    s4: Selu,
    #[from(s3, s3)]
    s5: Sub,
    s6: Distance<1>,
    #[from(s6, s6, s0)]
    s7: Mul,
    s8: Tanh,
    #[from(s3)]
    s9: HardSigmoid,
    #[from(s4, s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [71, 1, 1], output = 3)]
struct Network20 {
    pixels: Flatten,
    s0: Softmax,
    #[from(s0, pixels)]
    s1: Add,
    s2: HardTanh,
    #[from(s2, s1)]
    s3: Min,
    #[from(pixels)]
    s4: RmsNorm<0.01>,
    #[from(s1, s0, s2)]
    s5: Mean,
    #[from(pixels, s4, s5)]
    s6: Concat,
    #[from(s6, s6)]
    s7: Sub,
    #[from(s3, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [7], output = 3)]
struct Network21 {
    s0: Mish,
    #[from(input, input)]
    s1: Sub,
    #[from(s0, input, s1)]
    s2: Mul,
    s3_from_4: Slice<4, 5>,
    #[from(input)]
    s4: Silu,
    s5: Linear<2>,
    #[from(s3_from_4)]
    s6: LogSoftmax,
    s7: BatchNorm1d<0.01>,
    #[from(s5)]
    s8: Bias,
    #[from(s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 7, 1], output = 3)]
struct Network22 {
    pixels: Flatten,
    s0: Softmin,
    s1: HardSigmoid,
    #[from(s1, s0, pixels)]
    s2: Min,
    s3: Abs,
    s4: HardSwish,
    #[from(s0)]
    s5: Celu<2.0>,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [104], output = 3)]
struct Network23 {
    s0: Celu<2.0>,
    #[from(input)]
    s1: Linear<20>,
    #[from(s1, input, s1)]
    s2: Concat,
    #[from(s0)]
    s3: Linear<665>,
    #[from(input)]
    s4: Scale,
    #[from(s3)]
    s5: Softplus<0.5, 1.0>,
    s6: Sqrt,
    #[from(s2, s2)]
    s7: Mul,
    #[from(s0, s4)]
    s8: Min,
    #[from(s6, s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [11], output = 3)]
struct Network24 {
    #[from(input, input)]
    s0: Mean,
    #[from(input, s0)]
    s1: Max,
    #[from(input)]
    s2: Tanh,
    #[from(s1)]
    s3: Dropout<0.3>,
    #[from(s3, s0, s3)]
    s4: Mean,
    #[from(s4, s4)]
    s5: Concat,
    s6: Sigmoid,
    #[from(s2, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [6, 1, 1], output = 3)]
struct Network25 {
    pixels: Flatten,
    s0: Softmin,
    #[from(pixels, s0, pixels)]
    s1: Add,
    s2: Linear<6, 245>,
    #[from(s0)]
    s3: Neg,
    #[from(s1, s2, s3)]
    s4: Concat,
    #[from(s4, s4)]
    s5: Mul,
    #[from(s3, s1)]
    s6: Sub,
    #[from(s6, s1, s3)]
    s7: Mul,
    s8: ThresholdedRelu<0.25>,
    #[from(s5)]
    s9: LayerNorm<0.01>,
    #[from(s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [3, 1], output = 3)]
struct Network26 {
    pixels: Flatten,
    s0: HardTanh<-0.3, 2.0>,
    s1_from_2: Slice<2, 3>,
    #[from(s1_from_2, s1_from_2)]
    s2: Mean,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [75, 1, 2], output = 3)]
struct Network27 {
    pixels: Flatten,
    s0: Linear<7>,
    #[from(s0, s0)]
    s1: Add,
    #[from(pixels, pixels)]
    s2: Mean,
    #[from(s1, s2)]
    s3: Concat,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [522], output = 3)]
struct Network28 {
    #[from(input, input)]
    s0: Mean,
    s1: Tanh,
    s2: Exp,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [9, 59], output = 3)]
struct Network29 {
    pixels: Flatten,
    s0: Softmax,
    s1: Elu,
    #[from(s0)]
    s2: Softplus,
    s3: Sqrt,
    s4: Softmin,
    #[from(s1, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [679, 5], output = 3)]
struct Network30 {
    pixels: Flatten,
    s0: Gelu<Tanh>,
    s1: Linear<78>,
    #[from(s1, s1)]
    s2: Sub,
    s3: Neg,
    #[from(s1)]
    s4: Tanh,
    s5: Exp,
    #[from(s3)]
    s6: Linear<21761>,
    #[from(s6, s6)]
    s7: Mean,
    #[from(pixels)]
    s8: Sigmoid,
    s9: Tanh,
    #[from(s5, s7, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [251, 1], output = 3)]
struct Network31 {
    pixels: Flatten,
    s0: Softsign,
    s1: Square,
    #[from(pixels)]
    s2: Linear<17, NoBias>,
    #[from(pixels)]
    s3: Softmin,
    #[from(s1)]
    s4: Softplus<2.0>,
    s5: Sqrt,
    #[from(s3)]
    s6: Dropout<0.3>,
    s7: Scale,
    #[from(s2, s5, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 1, 1], output = 3)]
struct Network32 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Sub,
    #[from(s0, pixels)]
    s1: Min,
    #[from(s1, s1, s0)]
    s2: Mul,
    #[from(pixels)]
    s3: Softsign,
    s4: Square,
    s5: Softplus<0.5, 1.0>,
    #[from(s5, s4)]
    s6: Sub,
    #[from(pixels)]
    s7: Selu,
    #[from(s6)]
    s8: Silu,
    #[from(s2, s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2172, 1, 1], output = 3)]
struct Network33 {
    pixels: Flatten,
    s0: LogSoftmax,
    s1: Linear<14>,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [50, 1, 59], output = 3)]
struct Network34 {
    pixels: Flatten,
    s0: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 1, 599], output = 3)]
struct Network35 {
    pixels: Flatten,
    #[from(pixels, pixels)]
    s0: Concat,
    #[from(s0, s0)]
    s1: Add,
    #[from(s0)]
    s2: Linear<1, NoBias>,
    #[from(s0, s1)]
    s3: Max,
    #[from(s2)]
    s4: LeakyRelu,
    s5: Linear<1, 42>,
    #[from(s3)]
    s6: Relu6,
    #[from(s0)]
    s7: Linear<2396, 5143>,
    #[from(s6)]
    s8: Softsign,
    #[from(s5, s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 1], output = 3)]
struct Network36 {
    pixels: Flatten,
    s0: Linear<3602>,
    #[from(s0, s0)]
    s1: Concat,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [19, 26], output = 3)]
struct Network37 {
    pixels: Flatten,
    s0: Mish,
    #[from(pixels)]
    s1: Gelu,
    #[from(pixels)]
    s2: HardSigmoid,
    #[from(s0, s1, s2)]
    s3: Concat,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [59, 3, 5], output = 3)]
struct Network38 {
    pixels: Flatten,
    s0: PRelu,
    #[from(s0, s0)]
    s1: Concat,
    s2: HardSigmoid,
    #[from(s0, s0)]
    s3: Sub,
    #[from(s2, s2, s1)]
    s4: Add,
    #[from(s4, s1, s2)]
    s5: Add,
    #[from(s3, s0)]
    s6: Sub,
    #[from(s5)]
    s7: Distance<1323>,
    #[from(s2, s4, s2)]
    s8: Mul,
    #[from(s6, s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 2], output = 3)]
struct Network39 {
    pixels: Flatten,
    s0: Celu<2.0>,
    #[from(s0, pixels)]
    s1: Min,
    s2: Softsign,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [7, 8, 21], output = 3)]
struct Images0 {
    #[from(input, input)]
    s0: Concat,
    s1: Dropout<0.0>,
    s2: AdaptiveAvgPool2d<8>,
    s3: AvgPool2d<3, Stride<3, 4>, CeilMode, Padding<1>>,
    #[from(s2)]
    s4: Conv2d<7, 3, Groups<7>, Dilation<1, 3>, Stride<2, 1>>,
    #[from(s3)]
    s5: Flatten,
    #[from(s4)]
    s6: GlobalMaxPool,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [10, 4, 4], output = 3)]
struct Images1 {
    #[from(input, input)]
    s0: Concat,
    s1: AdaptiveAvgPool2d<1, 4>,
    s2: Conv2d<4, 2, Dilation<1, 3>, Stride<1, 2>, Padding<1>>,
    #[from(s0)]
    s3: InstanceNorm<0.01>,
    #[from(s2)]
    s4: GlobalAvgPool,
    #[from(s3)]
    s5: GlobalMaxPool,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [4, 7], output = 3)]
struct Images2 {
    s0: Neg,
    s1: Rnn<2, Last, Layers<2>>,
    #[from(s0)]
    s2: GroupNorm<1, 0.01>,
    #[from(s0)]
    s3: AvgPool1d<3, Stride<2>, CeilMode, CountExcludePad>,
    #[from(s2, s0)]
    s4: Add,
    #[from(s3)]
    s5: GlobalMaxPool,
    #[from(s4)]
    s6: Flatten,
    #[from(s1, s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [13, 3, 11], output = 3)]
struct Images3 {
    s0: Conv2d<3, Kernel<2, 3>, Padding<1, 0>>,
    #[from(input)]
    s1: MaxPool2d<Kernel<1, 3>, CeilMode, Stride<3>>,
    #[from(s0)]
    s2: GlobalAvgPool,
    #[from(s1)]
    s3: GlobalAvgPool,
    #[from(s2, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [13, 3], output = 3)]
struct Images4 {
    s0: MaxPool1d<3>,
    s1: Relu,
    #[from(input)]
    s2: PRelu<PerChannel>,
    s3: Silu,
    #[from(s1)]
    s4: Flatten,
    #[from(s3)]
    s5: Flatten,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [16, 17, 8], output = 3)]
struct Images5 {
    #[from(input, input)]
    s0: Concat,
    #[from(s0, s0)]
    s1: Concat,
    s2: Relu,
    s3: Flatten,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [7, 12], output = 3)]
struct Images6 {
    s0: Gru<3, Last>,
    #[from(input)]
    s1: Relu,
    s2: AvgPool1d<3, Stride<1>, CeilMode, CountExcludePad>,
    s3: Conv1d<4, 2, Stride<2>, Same, Dilation<3>>,
    s4: InstanceNorm<0.01>,
    s5: GlobalAvgPool,
    #[from(s0, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [8, 2], output = 3)]
struct Images7 {
    #[from(input, input)]
    s0: Concat,
    s1: Conv1d<1, 1, Stride<2>, Dilation<3>>,
    #[from(input)]
    s2: Dropout<0.0>,
    #[from(s1)]
    s3: GlobalAvgPool,
    #[from(s2)]
    s4: Flatten,
    #[from(s3, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [6, 4], output = 3)]
struct Images8 {
    s0: AvgPool1d<3, Stride<2>, CeilMode>,
    s1: MaxPool1d<3, Padding<1>, CeilMode, Stride<1>>,
    #[from(s1, s0)]
    s2: Add,
    s3: Flatten,
    s4: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 3, 30], output = 3)]
struct Images9 {
    s0: Neg,
    #[from(input)]
    s1: InstanceNorm<0.01>,
    s2: LayerNorm<0.01>,
    s3: InstanceNorm<0.01>,
    #[from(s1, input)]
    s4: Mean,
    #[from(s4, input)]
    s5: Mul,
    #[from(s0)]
    s6: GlobalMaxPool,
    #[from(s3)]
    s7: GlobalAvgPool,
    #[from(s5)]
    s8: GlobalMaxPool,
    #[from(s6, s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [11, 4], output = 3)]
struct Images10 {
    s0: Silu,
    #[from(s0, input)]
    s1: Min,
    #[from(s0, s1)]
    s2: Mul,
    s3: AdaptiveAvgPool1d<4>,
    s4: MaxPool1d<4, CeilMode>,
    s5: GlobalMaxPool,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [3, 58, 3], output = 3)]
struct Images11 {
    s0: AvgPool2d<Kernel<5, 1>, Stride<3, 1>, CeilMode>,
    s1: GlobalMaxPool,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [10, 5], output = 3)]
struct Images12 {
    s0: GroupNorm<2, 0.01>,
    #[from(input)]
    s1: Conv1d<3, 2, Same, Stride<2>>,
    #[from(s0, input)]
    s2: Mul,
    #[from(s1)]
    s3: GroupNorm<3, 0.01>,
    #[from(s2)]
    s4: GlobalAvgPool,
    #[from(s3)]
    s5: Flatten,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [4, 4, 7], output = 3)]
struct Images13 {
    s0: Sigmoid,
    s1: Conv2d<2, Kernel<3, 4>, Groups<2>, Same, Stride<1, 2>, Dilation<1, 2>>,
    s2: GlobalMaxPool,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [13, 3, 6], output = 3)]
struct Images14 {
    s0: MaxPool2d<Kernel<4, 3>, Padding<1, 0>>,
    s1: AvgPool2d<Kernel<5, 2>, Padding<2, 0>, Stride<5, 1>, CountIncludePad>,
    #[from(input)]
    s2: Conv2d<3, Kernel<2, 1>, Padding<1, 0>, Dilation<1, 3>, Stride<1, 2>>,
    #[from(s1)]
    s3: AdaptiveAvgPool2d<1>,
    s4: PRelu,
    s5: Conv2d<13, Kernel<3, 2>, Stride<3, 2>, Depthwise, Padding<2, 1>>,
    #[from(s2)]
    s6: Conv2d<3, Kernel<2, 4>, Stride<1, 2>, Dilation<2, 1>, Same, Groups<3>>,
    #[from(s5)]
    s7: Flatten,
    #[from(s6)]
    s8: Flatten,
    #[from(s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 32], output = 3)]
struct Images15 {
    s0: Conv1d<3, 2, Dilation<3>, Stride<2>, Same>,
    s1: Dropout<0.0>,
    #[from(input)]
    s2: Tanh,
    #[from(s1)]
    s3: Flatten,
    #[from(s2)]
    s4: GlobalMaxPool,
    #[from(s3, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [12, 8, 13], output = 3)]
struct Images16 {
    s0: Neg,
    s1: AdaptiveAvgPool2d<7, 4>,
    #[from(input)]
    s2: MaxPool2d<3, Padding<0, 1>, Stride<2, 3>>,
    #[from(s1)]
    s3: Flatten,
    #[from(s2)]
    s4: GlobalMaxPool,
    #[from(s3, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 22], output = 3)]
struct Images17 {
    s0: Rnn<1, Bidirectional>,
    s1: PRelu,
    s2: Conv1d<3, 2, Dilation<2>>,
    s3: PRelu,
    s4: PRelu<PerChannel>,
    #[from(s4, s2)]
    s5: Max,
    s6: Flatten,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [4, 4], output = 3)]
struct Images18 {
    s0: AvgPool1d<3, CeilMode>,
    s1: GlobalMaxPool,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [12, 27, 4], output = 3)]
struct Images19 {
    s0: PRelu<PerChannel>,
    s1: Conv2d<1, Kernel<1, 2>, Stride<1, 2>>,
    s2: Silu,
    #[from(s1, s2)]
    s3: Sub,
    #[from(input)]
    s4: MaxPool2d<Kernel<4, 1>, Dilation<1, 2>>,
    s5: Conv2d<2, 3, Stride<3, 1>, Groups<2>, Same>,
    s6: Conv2d<4, Kernel<5, 1>, Dilation<3, 1>, Padding<6, 0>, Depthwise>,
    #[from(s3)]
    s7: Flatten,
    #[from(s6)]
    s8: Flatten,
    #[from(s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}
