//! Random networks over signals and images, written by `tools/generate/images.py --seed 1 --count 80`.

use super::{Case, check};
use netwright::prelude::*;
use std::collections::BTreeMap;

/// Checks every network.
pub(crate) fn check_all(cases: &BTreeMap<String, Case>) {
    check::<Images0<f64>, _, _>(cases, "Images0");
    check::<Images1<f64>, _, _>(cases, "Images1");
    check::<Images2<f64>, _, _>(cases, "Images2");
    check::<Images3<f64>, _, _>(cases, "Images3");
    check::<Images4<f64>, _, _>(cases, "Images4");
    check::<Images5<f64>, _, _>(cases, "Images5");
    check::<Images6<f64>, _, _>(cases, "Images6");
    check::<Images7<f64>, _, _>(cases, "Images7");
    check::<Images8<f64>, _, _>(cases, "Images8");
    check::<Images9<f64>, _, _>(cases, "Images9");
    check::<Images10<f64>, _, _>(cases, "Images10");
    check::<Images11<f64>, _, _>(cases, "Images11");
    check::<Images12<f64>, _, _>(cases, "Images12");
    check::<Images13<f64>, _, _>(cases, "Images13");
    check::<Images14<f64>, _, _>(cases, "Images14");
    check::<Images15<f64>, _, _>(cases, "Images15");
    check::<Images16<f64>, _, _>(cases, "Images16");
    check::<Images17<f64>, _, _>(cases, "Images17");
    check::<Images18<f64>, _, _>(cases, "Images18");
    check::<Images19<f64>, _, _>(cases, "Images19");
    check::<Images20<f64>, _, _>(cases, "Images20");
    check::<Images21<f64>, _, _>(cases, "Images21");
    check::<Images22<f64>, _, _>(cases, "Images22");
    check::<Images23<f64>, _, _>(cases, "Images23");
    check::<Images24<f64>, _, _>(cases, "Images24");
    check::<Images25<f64>, _, _>(cases, "Images25");
    check::<Images26<f64>, _, _>(cases, "Images26");
    check::<Images27<f64>, _, _>(cases, "Images27");
    check::<Images28<f64>, _, _>(cases, "Images28");
    check::<Images29<f64>, _, _>(cases, "Images29");
    check::<Images30<f64>, _, _>(cases, "Images30");
    check::<Images31<f64>, _, _>(cases, "Images31");
    check::<Images32<f64>, _, _>(cases, "Images32");
    check::<Images33<f64>, _, _>(cases, "Images33");
    check::<Images34<f64>, _, _>(cases, "Images34");
    check::<Images35<f64>, _, _>(cases, "Images35");
    check::<Images36<f64>, _, _>(cases, "Images36");
    check::<Images37<f64>, _, _>(cases, "Images37");
    check::<Images38<f64>, _, _>(cases, "Images38");
    check::<Images39<f64>, _, _>(cases, "Images39");
    check::<Images40<f64>, _, _>(cases, "Images40");
    check::<Images41<f64>, _, _>(cases, "Images41");
    check::<Images42<f64>, _, _>(cases, "Images42");
    check::<Images43<f64>, _, _>(cases, "Images43");
    check::<Images44<f64>, _, _>(cases, "Images44");
    check::<Images45<f64>, _, _>(cases, "Images45");
    check::<Images46<f64>, _, _>(cases, "Images46");
    check::<Images47<f64>, _, _>(cases, "Images47");
    check::<Images48<f64>, _, _>(cases, "Images48");
    check::<Images49<f64>, _, _>(cases, "Images49");
    check::<Images50<f64>, _, _>(cases, "Images50");
    check::<Images51<f64>, _, _>(cases, "Images51");
    check::<Images52<f64>, _, _>(cases, "Images52");
    check::<Images53<f64>, _, _>(cases, "Images53");
    check::<Images54<f64>, _, _>(cases, "Images54");
    check::<Images55<f64>, _, _>(cases, "Images55");
    check::<Images56<f64>, _, _>(cases, "Images56");
    check::<Images57<f64>, _, _>(cases, "Images57");
    check::<Images58<f64>, _, _>(cases, "Images58");
    check::<Images59<f64>, _, _>(cases, "Images59");
    check::<Images60<f64>, _, _>(cases, "Images60");
    check::<Images61<f64>, _, _>(cases, "Images61");
    check::<Images62<f64>, _, _>(cases, "Images62");
    check::<Images63<f64>, _, _>(cases, "Images63");
    check::<Images64<f64>, _, _>(cases, "Images64");
    check::<Images65<f64>, _, _>(cases, "Images65");
    check::<Images66<f64>, _, _>(cases, "Images66");
    check::<Images67<f64>, _, _>(cases, "Images67");
    check::<Images68<f64>, _, _>(cases, "Images68");
    check::<Images69<f64>, _, _>(cases, "Images69");
    check::<Images70<f64>, _, _>(cases, "Images70");
    check::<Images71<f64>, _, _>(cases, "Images71");
    check::<Images72<f64>, _, _>(cases, "Images72");
    check::<Images73<f64>, _, _>(cases, "Images73");
    check::<Images74<f64>, _, _>(cases, "Images74");
    check::<Images75<f64>, _, _>(cases, "Images75");
    check::<Images76<f64>, _, _>(cases, "Images76");
    check::<Images77<f64>, _, _>(cases, "Images77");
    check::<Images78<f64>, _, _>(cases, "Images78");
    check::<Images79<f64>, _, _>(cases, "Images79");
}

/// Checks some networks in single precision.
pub(crate) fn check_some(cases: &BTreeMap<String, Case>) {
    check::<Images0<f32>, _, _>(cases, "Images0");
    check::<Images8<f32>, _, _>(cases, "Images8");
    check::<Images16<f32>, _, _>(cases, "Images16");
    check::<Images24<f32>, _, _>(cases, "Images24");
    check::<Images32<f32>, _, _>(cases, "Images32");
    check::<Images40<f32>, _, _>(cases, "Images40");
    check::<Images48<f32>, _, _>(cases, "Images48");
    check::<Images56<f32>, _, _>(cases, "Images56");
    check::<Images64<f32>, _, _>(cases, "Images64");
    check::<Images72<f32>, _, _>(cases, "Images72");
}

#[network(input = [1, 11])]
pub(crate) struct Images0 {
    s0: Conv1d<4, 1, Causal>,
}

#[network(input = [3, 6, 2])]
pub(crate) struct Images1 {
    s0: Conv2d<3, Kernel<5, 4>, Same, Stride<2, 1>, Groups<3>>,
    s1: Sigmoid,
    s2: Flatten,
}

#[network(input = [4, 9])]
pub(crate) struct Images2 {
    s0: Conv1d<2, 3, Padding<1>>,
}

#[network(input = [1, 4, 5])]
pub(crate) struct Images3 {
    s0: GroupNorm<1>,
    s1: AvgPool2d<Kernel<1, 3>, Padding<0, 1>, Stride<1, 2>, CountIncludePad>,
    s2: Flatten,
    s3: Linear<3>,
}

#[network(input = [3, 2, 6])]
pub(crate) struct Images4 {
    s0: PRelu<PerChannel>,
}

#[network(input = [5, 11])]
pub(crate) struct Images5 {
    s0: Conv1d<4, 2, Padding<1>, Stride<2>>,
    s1: Flatten,
}

#[network(input = [1, 4])]
pub(crate) struct Images6 {
    s0: Conv1d<2, 1, Stride<2>, NoBias>,
    s1: Relu,
    s2: Conv1d<4, 5, Dilation<3>, Causal>,
    s3: Sigmoid,
    s4: Conv1d<4, 2, NoBias>,
}

#[network(input = [1, 12])]
pub(crate) struct Images7 {
    s0: AdaptiveAvgPool1d<4>,
    s1: AvgPool1d<3, Padding<1>, Stride<2>, CeilMode, CountIncludePad>,
    s2: Tanh,
}

#[network(input = [3, 5, 6])]
pub(crate) struct Images8 {
    s0: BatchNorm2d,
    s1: PRelu<PerChannel>,
    s2: InstanceNorm,
    s3: Conv2d<2, Kernel<2, 1>>,
}

#[network(input = [1, 4, 3])]
pub(crate) struct Images9 {
    s0: AvgPool2d<Kernel<5, 2>, Padding<2, 0>, Stride<1, 3>, CeilMode>,
    s1: BatchNorm2d,
    s2: Upsample<2, 3>,
    s3: AdaptiveAvgPool2d<6, 3>,
    s4: Tanh,
    s5: Conv2d<2, Kernel<3, 4>, Stride<3>, Padding<0, 5>, Dilation<1, 3>>,
}

#[network(input = [1, 2, 5])]
pub(crate) struct Images10 {
    s0: GroupNorm<1>,
    s1: Tanh,
    s2: Conv2d<2, Kernel<1, 5>, Padding<0, 2>, Dilation<3, 2>>,
    s3: Tanh,
    s4: Conv2d<3, Kernel<4, 2>, Padding<3, 1>, Stride<2, 1>>,
    s5: MaxPool2d<Kernel<3, 1>>,
    s6: MaxPool2d<Kernel<1, 3>, Padding<0, 1>, CeilMode, Dilation<2, 1>, Stride<1, 2>>,
}

#[network(input = [4, 7])]
pub(crate) struct Images11 {
    s0: Upsample<3>,
    s1: Conv1d<4, 2, Dilation<3>, NoBias>,
    s2: Conv1d<3, 2>,
}

#[network(input = [3, 9])]
pub(crate) struct Images12 {
    s0: AdaptiveAvgPool1d<8>,
    s1: AvgPool1d<3, Stride<2>, CeilMode, CountExcludePad>,
    s2: AdaptiveAvgPool1d<4>,
    s3: Sigmoid,
    s4: InstanceNorm,
    s5: GlobalAvgPool,
}

#[network(input = [5, 7])]
pub(crate) struct Images13 {
    s0: MaxPool1d<2, CeilMode, Dilation<2>>,
    s1: AvgPool1d<1, Stride<2>, CountExcludePad>,
}

#[network(input = [2, 6])]
pub(crate) struct Images14 {
    s0: PRelu<PerChannel>,
    s1: Flatten,
    s2: Linear<3>,
}

#[network(input = [2, 9])]
pub(crate) struct Images15 {
    s0: Conv1d<2, 2, Padding<1>, Stride<3>, NoBias>,
    s1: Relu,
    s2: AvgPool1d<1, Stride<3>, CountExcludePad>,
    s3: Conv1d<3, 1, Dilation<2>>,
    s4: AvgPool1d<2, Stride<4>, Padding<1>, CountExcludePad>,
    s5: Relu,
    s6: Conv1d<1, 3, Padding<1>>,
    s7: Tanh,
}

#[network(input = [5, 9])]
pub(crate) struct Images16 {
    s0: Upsample<1>,
    s1: Relu,
    s2: GlobalMaxPool,
    s3: Linear<3>,
}

#[network(input = [4, 11])]
pub(crate) struct Images17 {
    s0: GroupNorm<1>,
    s1: AdaptiveAvgPool1d<11>,
    s2: Conv1d<4, 3, Same, Stride<2>, Groups<2>>,
    s3: Sigmoid,
}

#[network(input = [4, 8])]
pub(crate) struct Images18 {
    s0: Conv1d<1, 5, Same, NoBias>,
    s1: Tanh,
}

#[network(input = [2, 3, 3])]
pub(crate) struct Images19 {
    s0: Conv2d<4, 3, Padding<1, 5>, Dilation<1, 3>, Stride<1, 2>>,
}

#[network(input = [1, 14])]
pub(crate) struct Images20 {
    s0: Conv1d<3, 5, Padding<3>, Stride<2>>,
    s1: Relu,
    s2: BatchNorm1d,
    s3: Conv1d<2, 3, Stride<2>>,
    s4: Conv1d<3, 3, NoBias, Stride<2>>,
}

#[network(input = [1, 6, 4])]
pub(crate) struct Images21 {
    s0: LayerNorm,
}

#[network(input = [3, 3, 3])]
pub(crate) struct Images22 {
    s0: AvgPool2d<Kernel<1, 3>, Stride<3>, Padding<0, 1>, CeilMode>,
}

#[network(input = [3, 5])]
pub(crate) struct Images23 {
    s0: Conv1d<2, 3, Stride<3>>,
    s1: AvgPool1d<3, CeilMode, Padding<1>>,
    s2: Conv1d<1, 3, Stride<3>, NoBias, Padding<4>, Dilation<2>>,
    s3: Relu,
    s4: AvgPool1d<3, CeilMode, Padding<1>, Stride<4>, CountIncludePad>,
    s5: Relu,
}

#[network(input = [1, 2, 6])]
pub(crate) struct Images24 {
    s0: Conv2d<4, 2, Stride<2, 3>, Padding<1>>,
    s1: InstanceNorm,
    s2: Relu,
    s3: PRelu<PerChannel>,
    s4: MaxPool2d<3, Padding<1>, Stride<4, 3>>,
    s5: LayerNorm,
    s6: Tanh,
}

#[network(input = [2, 2, 5])]
pub(crate) struct Images25 {
    s0: AvgPool2d<Kernel<1, 4>, Padding<0, 1>, CeilMode, Stride<1>>,
    s1: Relu,
    s2: Conv2d<3, Kernel<3, 4>, Stride<2>, Padding<5, 3>, Dilation<3, 2>>,
    s3: Conv2d<2, Kernel<1, 3>, Padding<0, 3>, Stride<1, 3>, Dilation<1, 3>>,
    s4: LayerNorm,
    s5: Sigmoid,
    s6: Conv2d<4, Kernel<1, 3>, Padding<0, 1>, Stride<3, 1>, Depthwise>,
}

#[network(input = [3, 13])]
pub(crate) struct Images26 {
    s0: AdaptiveAvgPool1d<13>,
}

#[network(input = [1, 5, 6])]
pub(crate) struct Images27 {
    s0: Conv2d<4, 3, Padding<1, 4>, Stride<2, 1>, Dilation<1, 3>>,
    s1: Relu,
    s2: GlobalMaxPool,
    s3: Linear<3>,
}

#[network(input = [3, 4, 2])]
pub(crate) struct Images28 {
    s0: GroupNorm<3>,
    s1: Conv2d<1, Kernel<1, 2>, Dilation<1, 2>, Same>,
    s2: LayerNorm,
    s3: Relu,
    s4: GlobalMaxPool,
    s5: Linear<3>,
}

#[network(input = [3, 12])]
pub(crate) struct Images29 {
    s0: AvgPool1d<3, CountExcludePad>,
    s1: Conv1d<1, 4, Padding<1>>,
    s2: Sigmoid,
    s3: AdaptiveAvgPool1d<2>,
    s4: Relu,
    s5: AvgPool1d<1, CeilMode, CountExcludePad>,
    s6: Flatten,
}

#[network(input = [2, 2, 6])]
pub(crate) struct Images30 {
    s0: AdaptiveAvgPool2d<1>,
    s1: Relu,
    s2: AvgPool2d<Kernel<4, 1>, Padding<2, 0>, CountExcludePad>,
    s3: Relu,
    s4: AvgPool2d<1, Stride<2, 4>, CountExcludePad>,
    s5: Conv2d<2, Kernel<1, 5>, Stride<1, 2>, Same, Dilation<3, 1>>,
    s6: Conv2d<2, 2, Padding<3, 1>, Dilation<3, 1>, NoBias, Groups<2>>,
}

#[network(input = [4, 11])]
pub(crate) struct Images31 {
    s0: GroupNorm<4>,
    s1: Flatten,
    s2: Linear<2>,
}

#[network(input = [1, 5])]
pub(crate) struct Images32 {
    s0: GroupNorm<1>,
    s1: Conv1d<4, 4, Causal>,
    s2: Relu,
    s3: AvgPool1d<1, CeilMode, Stride<4>, CountIncludePad>,
    s4: AvgPool1d<2, CeilMode>,
    s5: Conv1d<1, 2, Causal, Dilation<2>>,
    s6: GlobalAvgPool,
}

#[network(input = [4, 4, 4])]
pub(crate) struct Images33 {
    s0: Conv2d<1, Kernel<3, 3>, Stride<1, 2>, Dilation<2, 1>, Padding<1>>,
    s1: Tanh,
}

#[network(input = [5, 14])]
pub(crate) struct Images34 {
    s0: Conv1d<5, 1, Groups<5>>,
    s1: Conv1d<5, 2, Dilation<3>, Causal, Stride<2>, Depthwise>,
    s2: AvgPool1d<3, Padding<1>, CountIncludePad>,
    s3: Tanh,
    s4: AvgPool1d<3>,
    s5: Sigmoid,
    s6: Conv1d<5, 5, Causal, Depthwise, Stride<3>>,
    s7: Relu,
    s8: GlobalAvgPool,
    s9: Linear<2>,
}

#[network(input = [4, 5])]
pub(crate) struct Images35 {
    s0: PRelu<PerChannel>,
}

#[network(input = [4, 9])]
pub(crate) struct Images36 {
    s0: AvgPool1d<4, Padding<2>, Stride<1>, CeilMode, CountExcludePad>,
    s1: GlobalAvgPool,
    s2: Linear<2>,
}

#[network(input = [2, 4, 6])]
pub(crate) struct Images37 {
    s0: BatchNorm2d,
    s1: Conv2d<2, 3, Stride<1, 2>, Padding<1>>,
    s2: Sigmoid,
    s3: GroupNorm<2>,
}

#[network(input = [4, 2, 6])]
pub(crate) struct Images38 {
    s0: AvgPool2d<Kernel<2, 3>, CeilMode>,
    s1: Conv2d<4, Kernel<1, 2>, Depthwise, Dilation<3, 2>, Same, NoBias>,
    s2: Relu,
    s3: Conv2d<2, Kernel<2, 2>, Padding<1, 0>, Stride<1, 2>>,
}

#[network(input = [5, 10])]
pub(crate) struct Images39 {
    s0: AdaptiveAvgPool1d<6>,
    s1: Upsample<1>,
    s2: MaxPool1d<4>,
    s3: AvgPool1d<4, Padding<2>, CeilMode>,
    s4: Tanh,
}

#[network(input = [3, 9])]
pub(crate) struct Images40 {
    s0: MaxPool1d<3, Padding<1>>,
    s1: Tanh,
    s2: Conv1d<4, 2, Padding<1>>,
    s3: InstanceNorm,
    s4: GroupNorm<4>,
    s5: Relu,
    s6: MaxPool1d<5, Stride<3>, CeilMode, Padding<2>>,
    s7: GlobalAvgPool,
    s8: Linear<3>,
}

#[network(input = [1, 3, 6])]
pub(crate) struct Images41 {
    s0: MaxPool2d<3, Stride<3, 2>>,
}

#[network(input = [3, 5, 3])]
pub(crate) struct Images42 {
    s0: AvgPool2d<Kernel<3, 4>, CeilMode, Padding<1, 2>, Stride<2, 4>>,
}

#[network(input = [2, 10])]
pub(crate) struct Images43 {
    s0: LayerNorm,
    s1: Relu,
    s2: Conv1d<1, 5, Padding<2>, NoBias, Stride<2>>,
    s3: Flatten,
    s4: Linear<3>,
}

#[network(input = [4, 12])]
pub(crate) struct Images44 {
    s0: Conv1d<2, 2, Dilation<2>, Same>,
    s1: GroupNorm<1>,
    s2: Sigmoid,
}

#[network(input = [1, 4, 3])]
pub(crate) struct Images45 {
    s0: InstanceNorm,
    s1: LayerNorm,
    s2: GlobalMaxPool,
}

#[network(input = [2, 13])]
pub(crate) struct Images46 {
    s0: Conv1d<4, 3, Groups<2>, Dilation<3>, Stride<2>>,
}

#[network(input = [1, 6, 2])]
pub(crate) struct Images47 {
    s0: GroupNorm<1>,
}

#[network(input = [4, 2, 3])]
pub(crate) struct Images48 {
    s0: Conv2d<4, Kernel<1, 3>, Dilation<3>, Padding<0, 3>, NoBias>,
    s1: PRelu<PerChannel>,
    s2: Relu,
    s3: LayerNorm,
    s4: BatchNorm2d,
    s5: Tanh,
    s6: Flatten,
    s7: Linear<3>,
}

#[network(input = [4, 4, 6])]
pub(crate) struct Images49 {
    s0: MaxPool2d<Kernel<3, 3>, Dilation<1, 2>, Stride<3, 1>>,
}

#[network(input = [2, 7])]
pub(crate) struct Images50 {
    s0: LayerNorm,
    s1: Sigmoid,
    s2: Flatten,
    s3: Linear<3>,
}

#[network(input = [4, 3, 6])]
pub(crate) struct Images51 {
    s0: AdaptiveAvgPool2d<1, 5>,
    s1: GroupNorm<4>,
    s2: Sigmoid,
    s3: Conv2d<1, Kernel<2, 3>, Padding<1, 0>, Stride<2, 1>>,
    s4: Relu,
    s5: Conv2d<2, Kernel<3, 2>, NoBias, Stride<3, 1>, Padding<1, 0>>,
    s6: AvgPool2d<1, Stride<3, 1>, CeilMode>,
}

#[network(input = [1, 2, 2])]
pub(crate) struct Images52 {
    s0: InstanceNorm,
    s1: Conv2d<4, Kernel<2, 3>, Dilation<1, 3>, Same, Stride<3, 2>>,
    s2: LayerNorm,
}

#[network(input = [2, 10])]
pub(crate) struct Images53 {
    s0: Conv1d<4, 3, Same>,
    s1: AvgPool1d<3, CeilMode>,
    s2: PRelu<PerChannel>,
    s3: AvgPool1d<2, CeilMode>,
}

#[network(input = [2, 2, 2])]
pub(crate) struct Images54 {
    s0: Conv2d<2, Kernel<2, 3>, Padding<0, 1>>,
    s1: Tanh,
    s2: Conv2d<1, 3, Same, NoBias>,
    s3: GroupNorm<1>,
    s4: Conv2d<2, 3, Stride<1, 2>, Same, Dilation<1, 2>>,
    s5: AdaptiveAvgPool2d<1>,
    s6: Tanh,
    s7: GlobalMaxPool,
}

#[network(input = [1, 5, 4])]
pub(crate) struct Images55 {
    s0: GroupNorm<1>,
    s1: Conv2d<2, Kernel<4, 3>, Padding<3, 2>, Stride<2>>,
    s2: Relu,
    s3: InstanceNorm,
}

#[network(input = [4, 6, 5])]
pub(crate) struct Images56 {
    s0: Conv2d<4, Kernel<3, 1>, Same, NoBias, Stride<2>, Depthwise, Dilation<1, 3>>,
    s1: Flatten,
    s2: Linear<2>,
}

#[network(input = [3, 2, 5])]
pub(crate) struct Images57 {
    s0: AvgPool2d<2, Stride<4, 2>, Padding<0, 1>, CeilMode, CountExcludePad>,
    s1: MaxPool2d<Kernel<2, 3>, Stride<1, 3>, Padding<1, 0>>,
    s2: BatchNorm2d,
    s3: Conv2d<3, Kernel<2, 1>, Same>,
    s4: Flatten,
    s5: Linear<3>,
}

#[network(input = [2, 5, 5])]
pub(crate) struct Images58 {
    s0: MaxPool2d<Kernel<3, 3>, Padding<0, 1>, Stride<3, 4>>,
    s1: Relu,
}

#[network(input = [5, 14])]
pub(crate) struct Images59 {
    s0: Conv1d<3, 5, Stride<3>, Dilation<3>>,
}

#[network(input = [4, 5])]
pub(crate) struct Images60 {
    s0: Conv1d<3, 1, Stride<2>, NoBias>,
}

#[network(input = [3, 5, 4])]
pub(crate) struct Images61 {
    s0: Conv2d<1, Kernel<3, 3>, Padding<2>, Stride<3, 1>, NoBias>,
    s1: Tanh,
    s2: Conv2d<4, Kernel<4, 2>, Same, Stride<1, 2>, NoBias, Dilation<1, 3>>,
    s3: AvgPool2d<Kernel<3, 3>, CeilMode, CountExcludePad>,
    s4: Relu,
    s5: AdaptiveAvgPool2d<1>,
    s6: Conv2d<3, Kernel<4, 1>, Dilation<1, 3>, Padding<2, 0>, Stride<2, 1>>,
}

#[network(input = [1, 4, 6])]
pub(crate) struct Images62 {
    s0: InstanceNorm,
    s1: Sigmoid,
    s2: InstanceNorm,
}

#[network(input = [2, 3, 6])]
pub(crate) struct Images63 {
    s0: MaxPool2d<Kernel<4, 3>, Padding<2, 1>, Dilation<2, 1>, Stride<1>, CeilMode>,
    s1: MaxPool2d<3, Stride<3, 1>, Padding<1, 0>>,
    s2: Conv2d<3, Kernel<2, 4>, Same, Stride<2, 1>, Dilation<2>>,
    s3: MaxPool2d<Kernel<1, 3>, Stride<3, 4>>,
    s4: AdaptiveAvgPool2d<1>,
    s5: Sigmoid,
    s6: Flatten,
    s7: Linear<3>,
}

#[network(input = [1, 6, 2])]
pub(crate) struct Images64 {
    s0: Conv2d<1, Kernel<3, 4>, Same, NoBias, Stride<2>>,
    s1: Sigmoid,
    s2: BatchNorm2d,
    s3: Conv2d<2, Kernel<3, 4>, NoBias, Padding<0, 3>>,
    s4: Relu,
}

#[network(input = [3, 2, 6])]
pub(crate) struct Images65 {
    s0: Conv2d<4, Kernel<1, 2>, Dilation<2, 3>, Stride<1, 2>>,
    s1: AvgPool2d<3, Padding<1>, CeilMode>,
    s2: LayerNorm,
    s3: Conv2d<2, Kernel<3, 2>, Stride<3, 1>, Padding<1>>,
    s4: AvgPool2d<Kernel<3, 1>, Padding<1, 0>, CeilMode>,
    s5: Relu,
}

#[network(input = [3, 3, 6])]
pub(crate) struct Images66 {
    s0: AvgPool2d<Kernel<3, 2>, Padding<1, 0>, Stride<3, 1>>,
    s1: AvgPool2d<Kernel<2, 1>, Padding<1, 0>>,
    s2: Upsample<3, 2>,
}

#[network(input = [3, 4, 5])]
pub(crate) struct Images67 {
    s0: Conv2d<2, 3, Dilation<1, 3>, Same, Stride<1, 2>>,
    s1: MaxPool2d<Kernel<2, 1>, Stride<1, 2>, Dilation<1, 2>, Padding<1, 0>>,
    s2: AvgPool2d<Kernel<4, 2>, Padding<0, 1>, CountExcludePad>,
    s3: Relu,
    s4: Conv2d<4, Kernel<1, 3>, Padding<0, 1>, Stride<3, 1>>,
    s5: Sigmoid,
    s6: AvgPool2d<Kernel<1, 4>, Padding<0, 1>, Stride<1, 2>, CountExcludePad>,
}

#[network(input = [2, 2, 3])]
pub(crate) struct Images68 {
    s0: Conv2d<2, 3, Depthwise, Dilation<1, 2>, Padding<1, 3>>,
    s1: GroupNorm<1>,
}

#[network(input = [3, 2, 6])]
pub(crate) struct Images69 {
    s0: Conv2d<3, Kernel<3, 2>, Stride<1, 2>, Padding<2, 0>>,
    s1: LayerNorm,
    s2: Conv2d<3, Kernel<3, 2>>,
    s3: GlobalAvgPool,
    s4: Linear<2>,
}

#[network(input = [1, 14])]
pub(crate) struct Images70 {
    s0: Conv1d<1, 3, Padding<1>>,
    s1: Sigmoid,
    s2: AvgPool1d<2, CeilMode>,
    s3: GlobalAvgPool,
    s4: Linear<3>,
}

#[network(input = [4, 4, 5])]
pub(crate) struct Images71 {
    s0: Conv2d<4, Kernel<1, 2>, Dilation<3, 2>, NoBias, Stride<2>>,
    s1: InstanceNorm,
    s2: Relu,
    s3: BatchNorm2d,
    s4: Conv2d<1, Kernel<2, 5>, Stride<2, 3>, Padding<1, 11>, Dilation<2, 3>>,
    s5: Sigmoid,
}

#[network(input = [2, 3, 5])]
pub(crate) struct Images72 {
    s0: AvgPool2d<Kernel<2, 4>, Stride<3>, CeilMode, CountIncludePad>,
    s1: Sigmoid,
    s2: GroupNorm<2>,
    s3: GroupNorm<1>,
    s4: Upsample<3, 1>,
    s5: Tanh,
    s6: Conv2d<2, Kernel<5, 4>, Stride<2, 1>, Padding<3, 1>>,
}

#[network(input = [3, 8])]
pub(crate) struct Images73 {
    s0: AvgPool1d<2, Stride<1>, CeilMode, CountExcludePad>,
    s1: Conv1d<4, 2>,
    s2: AvgPool1d<4, CeilMode>,
    s3: Flatten,
    s4: Linear<2>,
}

#[network(input = [4, 6])]
pub(crate) struct Images74 {
    s0: BatchNorm1d,
    s1: Tanh,
    s2: BatchNorm1d,
    s3: AvgPool1d<3>,
    s4: Conv1d<2, 1, Groups<2>, Causal>,
    s5: Tanh,
}

#[network(input = [1, 13])]
pub(crate) struct Images75 {
    s0: MaxPool1d<2, Padding<1>, Dilation<2>>,
    s1: Conv1d<4, 3, Stride<2>, Dilation<3>>,
    s2: LayerNorm,
    s3: BatchNorm1d,
    s4: Conv1d<2, 1, Dilation<3>, NoBias>,
}

#[network(input = [3, 2, 4])]
pub(crate) struct Images76 {
    s0: GroupNorm<3>,
    s1: Flatten,
}

#[network(input = [1, 9])]
pub(crate) struct Images77 {
    s0: Conv1d<4, 3, Stride<2>, Dilation<2>, Causal>,
    s1: Tanh,
    s2: Conv1d<1, 1, Dilation<3>, Stride<3>>,
}

#[network(input = [2, 3, 5])]
pub(crate) struct Images78 {
    s0: AvgPool2d<Kernel<3, 4>, Padding<1, 0>, CountExcludePad>,
    s1: MaxPool2d<Kernel<1, 4>, Dilation<2, 1>, Padding<0, 2>>,
    s2: Tanh,
    s3: BatchNorm2d,
    s4: Sigmoid,
    s5: GlobalMaxPool,
    s6: Linear<3>,
}

#[network(input = [2, 6])]
pub(crate) struct Images79 {
    s0: MaxPool1d<4, Stride<3>, CeilMode, Padding<2>>,
    s1: Conv1d<2, 3, Padding<6>, Dilation<3>, Stride<2>>,
    s2: Conv1d<2, 2, Depthwise, Stride<3>, Padding<1>>,
}
