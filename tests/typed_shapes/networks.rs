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
        297,
        [
            (&[14, 8, 21], 0),
            (&[14, 8, 21], 0),
            (&[14, 8, 8], 0),
            (&[14, 3, 2], 0),
            (&[14, 8, 21], 0),
            (&[84], 0),
            (&[14], 0),
            (&[98], 0),
            (&[3], 297)
        ]
    );
    check!(
        Images1,
        [5, 4, 16],
        289,
        [
            (&[1, 4, 16], 75),
            (&[1, 4, 16], 2),
            (&[1, 4, 16], 2),
            (&[1, 4, 16], 0),
            (&[5, 4, 4], 0),
            (&[5, 3, 1], 0),
            (&[64], 0),
            (&[5], 0),
            (&[69], 0),
            (&[3], 210)
        ]
    );
    check!(
        Images2,
        [7, 32],
        67,
        [(&[14, 32], 0), (&[14, 15], 0), (&[2, 15], 28), (&[2, 6], 0), (&[2, 6], 0), (&[12], 0), (&[3], 39)]
    );
    check!(
        Images3,
        [6, 30],
        309,
        [(&[3, 30], 21), (&[3, 30], 3), (&[3, 30], 0), (&[3, 30], 6), (&[3, 30], 6), (&[90], 0), (&[3], 273)]
    );
    check!(Images4, [10, 57], 1713, [(&[10, 57], 0), (&[10, 57], 0), (&[570], 0), (&[3], 1713)]);
    check!(
        Images5,
        [12, 14, 20],
        598,
        [
            (&[3, 8, 6], 327),
            (&[3, 8, 6], 0),
            (&[3, 8, 6], 0),
            (&[3, 8, 6], 3),
            (&[4, 4, 3], 244),
            (&[3, 8, 6], 0),
            (&[4], 0),
            (&[3], 0),
            (&[7], 0),
            (&[3], 24)
        ]
    );
    check!(
        Images6,
        [2, 13, 16],
        1889,
        [
            (&[2, 13, 16], 4),
            (&[2, 6, 16], 0),
            (&[4, 3, 16], 52),
            (&[2, 13, 16], 0),
            (&[2, 13, 6], 0),
            (&[192], 0),
            (&[416], 0),
            (&[2], 0),
            (&[610], 0),
            (&[3], 1833)
        ]
    );
    check!(
        Images7,
        [12, 25],
        951,
        [
            (&[12, 25], 24),
            (&[12, 25], 0),
            (&[12, 25], 0),
            (&[12, 25], 0),
            (&[12, 25], 24),
            (&[12, 25], 0),
            (&[300], 0),
            (&[3], 903)
        ]
    );
    check!(
        Images8,
        [13, 63],
        146,
        [(&[13, 65], 52), (&[1, 33], 53), (&[1, 33], 0), (&[4, 17], 12), (&[2, 7], 20), (&[2], 0), (&[3], 9)]
    );
    check!(
        Images9,
        [14, 4],
        159,
        [
            (&[14, 4], 0),
            (&[3, 2], 129),
            (&[3, 2], 0),
            (&[3, 2], 0),
            (&[3, 1], 0),
            (&[6], 0),
            (&[3], 0),
            (&[9], 0),
            (&[3], 30)
        ]
    );
    check!(Images10, [15, 2, 28], 48, [(&[15], 0), (&[3], 48)]);
    check!(
        Images11,
        [11, 8],
        58,
        [(&[11, 4], 0), (&[11, 4], 22), (&[11, 4], 0), (&[11, 4], 0), (&[11], 0), (&[3], 36)]
    );
    check!(
        Images12,
        [9, 27],
        67,
        [
            (&[2, 14], 20),
            (&[2, 3], 0),
            (&[2, 4], 0),
            (&[2, 3], 4),
            (&[2, 3], 6),
            (&[1, 5], 7),
            (&[2], 0),
            (&[2], 0),
            (&[5], 0),
            (&[9], 0),
            (&[3], 30)
        ]
    );
    check!(
        Images13,
        [3, 2, 14],
        370,
        [
            (&[4, 1, 7], 76),
            (&[6, 2, 14], 0),
            (&[3, 1, 12], 0),
            (&[3, 2, 14], 0),
            (&[4, 1, 7], 0),
            (&[3, 2, 14], 0),
            (&[6], 0),
            (&[3], 0),
            (&[4], 0),
            (&[84], 0),
            (&[97], 0),
            (&[3], 294)
        ]
    );
    check!(
        Images14,
        [4, 27, 2],
        889,
        [
            (&[2, 30, 5], 74),
            (&[2, 29, 4], 74),
            (&[4, 27, 2], 0),
            (&[2, 16, 1], 24),
            (&[2, 29, 4], 0),
            (&[4], 0),
            (&[2], 0),
            (&[232], 0),
            (&[238], 0),
            (&[3], 717)
        ]
    );
    check!(
        Images15,
        [12, 8, 15],
        4436,
        [
            (&[12, 8, 15], 0),
            (&[12, 8, 15], 24),
            (&[12, 8, 15], 0),
            (&[4, 8, 8], 76),
            (&[12, 8, 15], 1),
            (&[12, 8, 15], 0),
            (&[4], 0),
            (&[1440], 0),
            (&[1444], 0),
            (&[3], 4335)
        ]
    );
    check!(Images16, [9, 3], 34, [(&[1, 1], 28), (&[1, 1], 0), (&[1], 0), (&[3], 6)]);
    check!(
        Images17,
        [1, 6, 4],
        289,
        [
            (&[3, 1, 3], 18),
            (&[4, 2, 1], 108),
            (&[3, 1, 2], 0),
            (&[4, 1, 1], 100),
            (&[6, 1, 2], 0),
            (&[1, 3, 2], 30),
            (&[4], 0),
            (&[6], 0),
            (&[10], 0),
            (&[3], 33)
        ]
    );
    check!(Images18, [2, 2], 12, [(&[1, 2], 3), (&[2], 0), (&[3], 9)]);
    check!(
        Images19,
        [5, 2, 2],
        74,
        [(&[1, 4, 4], 31), (&[1, 4, 4], 0), (&[1, 4, 4], 0), (&[4, 2, 4], 24), (&[4, 2, 4], 4), (&[4], 0), (&[3], 15)]
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
    s3: MaxPool2d<3, Stride<3, 4>, CeilMode>,
    #[from(s0, s1)]
    s4: Sub,
    #[from(s3)]
    s5: Flatten,
    #[from(s4)]
    s6: GlobalMaxPool,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [5, 4, 16], output = 3)]
struct Images1 {
    s0: Conv2d<1, Kernel<3, 5>, NoBias, Same>,
    s1: GroupNorm<1, 0.01>,
    s2: BatchNorm2d<0.01>,
    s3: Silu,
    #[from(input)]
    s4: AdaptiveAvgPool2d<4>,
    s5: AvgPool2d<Kernel<4, 3>, Padding<1, 0>, Stride<1, 2>, CountExcludePad>,
    #[from(s3)]
    s6: Flatten,
    #[from(s5)]
    s7: GlobalMaxPool,
    #[from(s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [7, 32], output = 3)]
struct Images2 {
    #[from(input, input)]
    s0: Concat,
    s1: MaxPool1d<5, CeilMode, Stride<2>>,
    s2: ConvTranspose1d<2, 1, NoBias>,
    s3: MaxPool1d<4, Stride<2>>,
    s4: InstanceNorm<0.01>,
    s5: Flatten,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [6, 30], output = 3)]
struct Images3 {
    s0: Conv1d<3, 1, Causal>,
    s1: ConvTranspose1d<3, 1, NoBias, Groups<3>>,
    s2: Dropout<0.0>,
    s3: GroupNorm<1, 0.01>,
    s4: GroupNorm<3, 0.01>,
    s5: Flatten,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [10, 57], output = 3)]
struct Images4 {
    s0: Silu,
    s1: Sigmoid,
    s2: Flatten,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [12, 14, 20], output = 3)]
struct Images5 {
    s0: Conv2d<3, 3, Stride<1, 3>, Dilation<3, 1>>,
    s1: Tanh,
    #[from(s1, s0)]
    s2: Max,
    s3: PRelu<PerChannel>,
    s4: Conv2d<4, Kernel<5, 4>, Padding<0, 3>, Dilation<1, 3>>,
    #[from(s0, s2)]
    s5: Add,
    #[from(s4)]
    s6: GlobalMaxPool,
    #[from(s5)]
    s7: GlobalMaxPool,
    #[from(s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 13, 16], output = 3)]
struct Images6 {
    s0: BatchNorm2d<0.01>,
    #[from(input)]
    s1: MaxPool2d<Kernel<4, 1>, CeilMode, Stride<2, 1>>,
    s2: Conv2d<4, Kernel<2, 3>, Stride<2, 1>, Same, Dilation<3, 1>>,
    #[from(s0, input)]
    s3: Sub,
    #[from(input)]
    s4: AvgPool2d<Kernel<1, 3>, CeilMode>,
    #[from(s2)]
    s5: Flatten,
    #[from(s3)]
    s6: Flatten,
    #[from(s4)]
    s7: GlobalMaxPool,
    #[from(s5, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [12, 25], output = 3)]
struct Images7 {
    s0: InstanceNorm<0.01, Affine>,
    #[from(s0, input)]
    s1: Sub,
    #[from(s1, s0)]
    s2: Mean,
    #[from(s2, input)]
    s3: Sub,
    s4: BatchNorm1d<0.01>,
    s5: InstanceNorm<0.01>,
    s6: Flatten,
    s7: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [13, 63], output = 3)]
struct Images8 {
    s0: ConvTranspose1d<13, 3, Groups<13>>,
    s1: Conv1d<1, 4, Padding<2>, Stride<2>>,
    s2: InstanceNorm<0.01>,
    s3: Conv1d<4, 3, Same, Stride<2>, NoBias>,
    s4: Conv1d<2, 5, Groups<2>, NoBias, Stride<2>>,
    s5: GlobalAvgPool,
    s6: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [14, 4], output = 3)]
struct Images9 {
    s0: Relu,
    s1: Conv1d<3, 3, Same, Stride<2>>,
    s2: AvgPool1d<3, Padding<1>, Stride<1>>,
    #[from(s2, s1)]
    s3: Mean,
    #[from(s2)]
    s4: AvgPool1d<1, Stride<2>>,
    #[from(s3)]
    s5: Flatten,
    #[from(s4)]
    s6: GlobalAvgPool,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [15, 2, 28], output = 3)]
struct Images10 {
    s0: GlobalAvgPool,
    s1: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [11, 8], output = 3)]
struct Images11 {
    s0: AvgPool1d<1, Stride<2>, CountIncludePad>,
    s1: GroupNorm<1, 0.01>,
    #[from(s1, s0)]
    s2: Max,
    s3: InstanceNorm<0.01>,
    s4: GlobalMaxPool,
    s5: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [9, 27], output = 3)]
struct Images12 {
    s0: Conv1d<2, 1, Stride<2>>,
    s1: AvgPool1d<5, Padding<2>>,
    #[from(s0)]
    s2: MaxPool1d<1, Dilation<2>, Stride<4>>,
    #[from(s1)]
    s3: BatchNorm1d<0.01>,
    #[from(s1)]
    s4: ConvTranspose1d<2, 3, Groups<2>, Dilation<2>, NoBias, Padding<2>>,
    #[from(s3)]
    s5: Conv1d<1, 3, Dilation<2>, Padding<3>>,
    #[from(s2)]
    s6: GlobalAvgPool,
    #[from(s4)]
    s7: GlobalMaxPool,
    #[from(s5)]
    s8: Flatten,
    #[from(s6, s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [3, 2, 14], output = 3)]
struct Images13 {
    s0: Conv2d<4, Kernel<3, 2>, Same, Stride<3, 2>, Dilation<1, 3>>,
    #[from(input, input)]
    s1: Concat,
    #[from(input)]
    s2: AdaptiveAvgPool2d<1, 12>,
    #[from(input)]
    s3: Tanh,
    #[from(s0)]
    s4: Silu,
    #[from(s3)]
    s5: Silu,
    #[from(s1)]
    s6: GlobalAvgPool,
    #[from(s2)]
    s7: GlobalAvgPool,
    #[from(s4)]
    s8: GlobalMaxPool,
    #[from(s5)]
    s9: Flatten,
    #[from(s6, s7, s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [4, 27, 2], output = 3)]
struct Images14 {
    s0: ConvTranspose2d<2, 3, Dilation<2>, Padding<1>, OutputPadding<1, 0>, Stride<1, 2>>,
    #[from(input)]
    s1: ConvTranspose2d<2, 3, Padding<0, 1>, OutputPadding<0, 1>, Stride<1, 2>>,
    #[from(input)]
    s2: Tanh,
    #[from(s0)]
    s3: Conv2d<2, Kernel<2, 3>, Padding<1, 0>, Stride<2, 3>, NoBias>,
    #[from(s1)]
    s4: Tanh,
    #[from(s2)]
    s5: GlobalAvgPool,
    #[from(s3)]
    s6: GlobalAvgPool,
    #[from(s4)]
    s7: Flatten,
    #[from(s5, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [12, 8, 15], output = 3)]
struct Images15 {
    s0: Tanh,
    s1: InstanceNorm<0.01, Affine>,
    #[from(s1, s0)]
    s2: Max,
    s3: Conv2d<4, Kernel<3, 2>, Same, Stride<1, 2>, Dilation<1, 3>, Groups<4>>,
    #[from(s2)]
    s4: PRelu,
    s5: InstanceNorm<0.01>,
    #[from(s3)]
    s6: GlobalMaxPool,
    #[from(s5)]
    s7: Flatten,
    #[from(s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [9, 3], output = 3)]
struct Images16 {
    s0: Conv1d<1, 3, Stride<2>>,
    s1: MaxPool1d<1, Dilation<2>>,
    s2: GlobalAvgPool,
    s3: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [1, 6, 4], output = 3)]
struct Images17 {
    s0: Conv2d<3, Kernel<3, 2>, Dilation<2>, Padding<0, 2>, NoBias, Stride<2>>,
    s1: Conv2d<4, 3, Padding<2, 0>, NoBias, Stride<2, 1>>,
    #[from(s0)]
    s2: AdaptiveAvgPool2d<1, 2>,
    #[from(s1)]
    s3: Conv2d<4, Kernel<3, 2>, Dilation<3, 2>, Same, Stride<2, 3>>,
    #[from(s2, s2)]
    s4: Concat,
    s5: Conv2d<1, Kernel<5, 1>, NoBias, Padding<6, 0>, Dilation<2, 1>, Stride<2, 1>>,
    #[from(s3)]
    s6: Flatten,
    #[from(s5)]
    s7: Flatten,
    #[from(s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [2, 2], output = 3)]
struct Images18 {
    s0: ConvTranspose1d<1, 1>,
    s1: Flatten,
    s2: Linear<3>,
}

#[allow(dead_code)]
#[network(input = [5, 2, 2], output = 3)]
struct Images19 {
    s0: ConvTranspose2d<1, Kernel<3, 2>, OutputPadding<0, 1>, Stride<1, 3>, Padding<0, 1>>,
    s1: Neg,
    s2: Tanh,
    s3: Conv2d<4, Kernel<3, 2>, NoBias, Stride<3, 1>, Same, Dilation<2, 3>>,
    s4: PRelu<PerChannel>,
    s5: GlobalAvgPool,
    s6: Linear<3>,
}
