//! Random networks over signals and images, written by
//! `tools/generate/images.py --seed 1 --count 80`.

use super::check;
use netwright::prelude::*;

#[test]
fn images0() {
    check::<Images0<f64>, _, _>("Images0");
    check::<Images0<f32>, _, _>("Images0");
}

#[network(input = [1, 11])]
struct Images0 {
    s0: Conv1d<4, 1, Causal>,
}

#[test]
fn images1() {
    check::<Images1<f64>, _, _>("Images1");
}

#[network(input = [3, 6, 2])]
struct Images1 {
    s0: ConvTranspose2d<3, 2, Dilation<2, 1>, NoBias, Groups<3>>,
    s1: Relu,
}

#[test]
fn images2() {
    check::<Images2<f64>, _, _>("Images2");
}

#[network(input = [4, 9])]
struct Images2 {
    s0: Conv1d<2, 3, Padding<1>>,
}

#[test]
fn images3() {
    check::<Images3<f64>, _, _>("Images3");
}

#[network(input = [1, 4, 5])]
struct Images3 {
    s0: BatchNorm2d,
    s1: GroupNorm<1>,
    s2: Sigmoid,
}

#[test]
fn images4() {
    check::<Images4<f64>, _, _>("Images4");
}

#[network(input = [3, 2, 6])]
struct Images4 {
    s0: LayerNorm,
}

#[test]
fn images5() {
    check::<Images5<f64>, _, _>("Images5");
}

#[network(input = [5, 11])]
struct Images5 {
    s0: Conv1d<4, 2, Padding<1>, Stride<2>>,
    s1: Flatten,
}

#[test]
fn images6() {
    check::<Images6<f64>, _, _>("Images6");
}

#[network(input = [1, 4])]
struct Images6 {
    s0: Conv1d<2, 1, Stride<2>, NoBias>,
    s1: Relu,
    s2: Conv1d<4, 5, Dilation<3>, Causal>,
    s3: Sigmoid,
    s4: Conv1d<4, 2, NoBias>,
}

#[test]
fn images7() {
    check::<Images7<f64>, _, _>("Images7");
}

#[network(input = [1, 12])]
struct Images7 {
    s0: AvgPool1d<3, CeilMode, Stride<2>>,
    s1: Upsample<3>,
}

#[test]
fn images8() {
    check::<Images8<f64>, _, _>("Images8");
}

#[network(input = [3, 5, 6])]
struct Images8 {
    s0: BatchNorm2d,
    s1: ConvTranspose2d<2, Kernel<2, 1>, NoBias, Dilation<2, 1>>,
    s2: AvgPool2d<Kernel<3, 4>, Stride<1, 4>, Padding<0, 1>, CeilMode>,
    s3: AdaptiveAvgPool2d<4, 1>,
    s4: Flatten,
    s5: Linear<3>,
}

#[test]
fn images9() {
    check::<Images9<f64>, _, _>("Images9");
}

#[network(input = [1, 4, 3])]
struct Images9 {
    s0: AvgPool2d<Kernel<5, 2>, Padding<2, 0>, Stride<1, 3>, CeilMode>,
    s1: BatchNorm2d,
    s2: PRelu<PerChannel>,
    s3: AdaptiveAvgPool2d<3, 1>,
    s4: Conv2d<3, 3, Same, Stride<3>, Dilation<1, 3>>,
    s5: GlobalAvgPool,
}

#[test]
fn images10() {
    check::<Images10<f64>, _, _>("Images10");
}

#[network(input = [1, 2, 5])]
struct Images10 {
    s0: BatchNorm2d,
    s1: InstanceNorm<Affine>,
    s2: Conv2d<4, Kernel<1, 5>, Padding<0, 2>, Dilation<3, 2>>,
    s3: Tanh,
    s4: ConvTranspose2d<3, 2, Stride<3, 1>>,
    s5: Conv2d<1, Kernel<2, 3>, Dilation<1, 2>, Same, Stride<2, 1>>,
    s6: Sigmoid,
}

#[test]
fn images11() {
    check::<Images11<f64>, _, _>("Images11");
}

#[network(input = [4, 7])]
struct Images11 {
    s0: Upsample<3>,
    s1: Conv1d<4, 2, Dilation<3>, NoBias>,
    s2: ConvTranspose1d<2, 2, Padding<1>>,
}

#[test]
fn images12() {
    check::<Images12<f64>, _, _>("Images12");
}

#[network(input = [3, 9])]
struct Images12 {
    s0: AvgPool1d<2, CeilMode, CountIncludePad>,
    s1: AdaptiveAvgPool1d<5>,
    s2: BatchNorm1d,
    s3: AdaptiveAvgPool1d<4>,
    s4: Sigmoid,
}

#[test]
fn images13() {
    check::<Images13<f64>, _, _>("Images13");
}

#[network(input = [5, 7])]
struct Images13 {
    s0: MaxPool1d<2, CeilMode, Dilation<2>>,
    s1: AvgPool1d<1, Stride<2>, CountExcludePad>,
}

#[test]
fn images14() {
    check::<Images14<f64>, _, _>("Images14");
}

#[network(input = [2, 6])]
struct Images14 {
    s0: PRelu<PerChannel>,
    s1: Flatten,
    s2: Linear<3>,
}

#[test]
fn images15() {
    check::<Images15<f64>, _, _>("Images15");
}

#[network(input = [2, 9])]
struct Images15 {
    s0: Conv1d<2, 2, Padding<1>, Stride<3>, NoBias>,
    s1: Relu,
    s2: AvgPool1d<1, Stride<3>, CountExcludePad>,
    s3: Conv1d<3, 1, Dilation<2>>,
    s4: AvgPool1d<2, Stride<4>, Padding<1>, CountExcludePad>,
    s5: Relu,
    s6: Conv1d<1, 3, Padding<1>>,
    s7: Tanh,
}

#[test]
fn images16() {
    check::<Images16<f64>, _, _>("Images16");
    check::<Images16<f32>, _, _>("Images16");
}

#[network(input = [5, 9])]
struct Images16 {
    s0: PRelu<PerChannel>,
    s1: Relu,
    s2: Flatten,
}

#[test]
fn images17() {
    check::<Images17<f64>, _, _>("Images17");
}

#[network(input = [4, 11])]
struct Images17 {
    s0: BatchNorm1d,
    s1: Relu,
    s2: AdaptiveAvgPool1d<11>,
    s3: Conv1d<4, 3, Same, Stride<2>, Groups<2>>,
    s4: Sigmoid,
}

#[test]
fn images18() {
    check::<Images18<f64>, _, _>("Images18");
}

#[network(input = [4, 8])]
struct Images18 {
    s0: Conv1d<1, 5, Same, NoBias>,
    s1: Tanh,
}

#[test]
fn images19() {
    check::<Images19<f64>, _, _>("Images19");
}

#[network(input = [2, 3, 3])]
struct Images19 {
    s0: Conv2d<4, 3, Padding<1, 5>, Dilation<1, 3>, Stride<1, 2>>,
}

#[test]
fn images20() {
    check::<Images20<f64>, _, _>("Images20");
}

#[network(input = [1, 14])]
struct Images20 {
    s0: Conv1d<3, 5, Padding<3>, Stride<2>>,
    s1: Relu,
    s2: AdaptiveAvgPool1d<6>,
    s3: Sigmoid,
    s4: AvgPool1d<3, Stride<2>, CeilMode>,
    s5: MaxPool1d<2>,
}

#[test]
fn images21() {
    check::<Images21<f64>, _, _>("Images21");
}

#[network(input = [1, 6, 4])]
struct Images21 {
    s0: InstanceNorm,
}

#[test]
fn images22() {
    check::<Images22<f64>, _, _>("Images22");
}

#[network(input = [3, 3, 3])]
struct Images22 {
    s0: AvgPool2d<Kernel<1, 3>, Stride<3>, Padding<0, 1>, CeilMode>,
}

#[test]
fn images23() {
    check::<Images23<f64>, _, _>("Images23");
}

#[network(input = [3, 5])]
struct Images23 {
    s0: Conv1d<2, 3, Stride<3>>,
    s1: AvgPool1d<3, CeilMode, Padding<1>>,
    s2: Conv1d<1, 3, Stride<3>, NoBias, Padding<4>, Dilation<2>>,
    s3: Relu,
    s4: MaxPool1d<3, CeilMode, Padding<1>>,
}

#[test]
fn images24() {
    check::<Images24<f64>, _, _>("Images24");
}

#[network(input = [1, 2, 6])]
struct Images24 {
    s0: Conv2d<4, 2, Stride<2, 3>, Padding<1>>,
    s1: GroupNorm<1>,
    s2: Relu,
    s3: MaxPool2d<3, Padding<1>, Stride<4, 3>>,
    s4: LayerNorm,
    s5: Conv2d<1, Kernel<3, 5>, Dilation<1, 2>, Same>,
    s6: Relu,
}

#[test]
fn images25() {
    check::<Images25<f64>, _, _>("Images25");
}

#[network(input = [2, 2, 5])]
struct Images25 {
    s0: AvgPool2d<Kernel<1, 4>, Padding<0, 1>, CeilMode, Stride<1>>,
    s1: Relu,
    s2: Conv2d<3, Kernel<3, 4>, Stride<2>, Padding<5, 3>, Dilation<3, 2>>,
    s3: Conv2d<2, Kernel<1, 3>, Padding<0, 3>, Stride<1, 3>, Dilation<1, 3>>,
    s4: LayerNorm,
    s5: Sigmoid,
    s6: Conv2d<4, Kernel<1, 3>, Padding<0, 1>, Stride<3, 1>, Depthwise>,
}

#[test]
fn images26() {
    check::<Images26<f64>, _, _>("Images26");
}

#[network(input = [3, 13])]
struct Images26 {
    s0: AdaptiveAvgPool1d<13>,
}

#[test]
fn images27() {
    check::<Images27<f64>, _, _>("Images27");
}

#[network(input = [1, 5, 6])]
struct Images27 {
    s0: Conv2d<4, 3, Padding<1, 4>, Stride<2, 1>, Dilation<1, 3>>,
    s1: Relu,
    s2: GlobalMaxPool,
    s3: Linear<3>,
}

#[test]
fn images28() {
    check::<Images28<f64>, _, _>("Images28");
}

#[network(input = [3, 4, 2])]
struct Images28 {
    s0: GroupNorm<3>,
    s1: Conv2d<1, Kernel<1, 2>, Dilation<1, 2>, Same>,
    s2: InstanceNorm<Affine>,
    s3: Sigmoid,
    s4: Flatten,
    s5: Linear<3>,
}

#[test]
fn images29() {
    check::<Images29<f64>, _, _>("Images29");
}

#[network(input = [3, 12])]
struct Images29 {
    s0: MaxPool1d<3>,
    s1: Conv1d<1, 4, Padding<1>>,
    s2: Sigmoid,
    s3: AvgPool1d<2, Padding<1>>,
    s4: Conv1d<2, 2, Stride<3>>,
}

#[test]
fn images30() {
    check::<Images30<f64>, _, _>("Images30");
}

#[network(input = [2, 2, 6])]
struct Images30 {
    s0: AvgPool2d<Kernel<2, 1>, CeilMode, CountExcludePad>,
    s1: Relu,
    s2: AvgPool2d<1, Stride<2, 4>, CountExcludePad>,
    s3: Conv2d<2, Kernel<1, 5>, Stride<1, 2>, Same, Dilation<3, 1>>,
    s4: Conv2d<2, 2, Padding<3, 1>, Dilation<3, 1>, NoBias, Groups<2>>,
    s5: GroupNorm<2>,
}

#[test]
fn images31() {
    check::<Images31<f64>, _, _>("Images31");
}

#[network(input = [4, 11])]
struct Images31 {
    s0: BatchNorm1d,
}

#[test]
fn images32() {
    check::<Images32<f64>, _, _>("Images32");
}

#[network(input = [1, 5])]
struct Images32 {
    s0: GroupNorm<1>,
    s1: Conv1d<4, 4, Causal>,
    s2: Relu,
    s3: MaxPool1d<1, CeilMode, Stride<4>>,
    s4: Conv1d<4, 2, Depthwise>,
    s5: ConvTranspose1d<1, 1, Stride<2>>,
}

#[test]
fn images33() {
    check::<Images33<f64>, _, _>("Images33");
}

#[network(input = [4, 4, 4])]
struct Images33 {
    s0: ConvTranspose2d<1, Kernel<3, 1>, Padding<1, 0>, Stride<1, 3>>,
    s1: Flatten,
}

#[test]
fn images34() {
    check::<Images34<f64>, _, _>("Images34");
}

#[network(input = [5, 14])]
struct Images34 {
    s0: Conv1d<5, 1, Groups<5>>,
    s1: Conv1d<5, 2, Dilation<3>, Causal, Stride<2>, Depthwise>,
    s2: MaxPool1d<3>,
    s3: Conv1d<5, 3, Groups<5>, Padding<2>, Stride<2>>,
    s4: Relu,
    s5: Conv1d<2, 1, NoBias, Stride<2>>,
    s6: GlobalAvgPool,
    s7: Linear<2>,
}

#[test]
fn images35() {
    check::<Images35<f64>, _, _>("Images35");
}

#[network(input = [4, 5])]
struct Images35 {
    s0: PRelu<PerChannel>,
}

#[test]
fn images36() {
    check::<Images36<f64>, _, _>("Images36");
}

#[network(input = [4, 9])]
struct Images36 {
    s0: MaxPool1d<4, Stride<1>, CeilMode>,
}

#[test]
fn images37() {
    check::<Images37<f64>, _, _>("Images37");
}

#[network(input = [2, 4, 6])]
struct Images37 {
    s0: AdaptiveAvgPool2d<4, 2>,
    s1: GroupNorm<1>,
    s2: InstanceNorm,
    s3: Relu,
    s4: Flatten,
    s5: Linear<3>,
}

#[test]
fn images38() {
    check::<Images38<f64>, _, _>("Images38");
}

#[network(input = [4, 2, 6])]
struct Images38 {
    s0: MaxPool2d<Kernel<2, 3>, Stride<2, 4>, CeilMode>,
    s1: Conv2d<1, Kernel<1, 2>, Dilation<3, 2>, Same>,
    s2: Conv2d<2, Kernel<2, 2>, Padding<1, 0>, Stride<1, 2>>,
}

#[test]
fn images39() {
    check::<Images39<f64>, _, _>("Images39");
}

#[network(input = [5, 10])]
struct Images39 {
    s0: AdaptiveAvgPool1d<6>,
    s1: PRelu<PerChannel>,
    s2: Tanh,
    s3: ConvTranspose1d<2, 2, Stride<2>>,
    s4: InstanceNorm,
    s5: GlobalMaxPool,
}

#[test]
fn images40() {
    check::<Images40<f64>, _, _>("Images40");
}

#[network(input = [3, 9])]
struct Images40 {
    s0: ConvTranspose1d<1, 1, Stride<2>>,
    s1: ConvTranspose1d<3, 1>,
    s2: MaxPool1d<2, Padding<1>, Stride<4>, Dilation<2>, CeilMode>,
    s3: Tanh,
    s4: InstanceNorm<Affine>,
    s5: Tanh,
    s6: ConvTranspose1d<3, 3, Padding<2>, Stride<2>, Dilation<2>, OutputPadding<1>>,
    s7: Relu,
}

#[test]
fn images41() {
    check::<Images41<f64>, _, _>("Images41");
}

#[network(input = [1, 3, 6])]
struct Images41 {
    s0: ConvTranspose2d<2, Kernel<2, 1>, Dilation<1, 2>, Stride<3, 1>>,
}

#[test]
fn images42() {
    check::<Images42<f64>, _, _>("Images42");
}

#[network(input = [3, 5, 3])]
struct Images42 {
    s0: AvgPool2d<Kernel<3, 4>, CeilMode, Padding<1, 2>, Stride<2, 4>>,
}

#[test]
fn images43() {
    check::<Images43<f64>, _, _>("Images43");
}

#[network(input = [2, 10])]
struct Images43 {
    s0: LayerNorm,
    s1: Relu,
    s2: Conv1d<1, 5, Padding<2>, NoBias, Stride<2>>,
    s3: Flatten,
    s4: Linear<3>,
}

#[test]
fn images44() {
    check::<Images44<f64>, _, _>("Images44");
}

#[network(input = [4, 12])]
struct Images44 {
    s0: ConvTranspose1d<1, 1>,
    s1: MaxPool1d<1, Dilation<2>>,
    s2: Flatten,
}

#[test]
fn images45() {
    check::<Images45<f64>, _, _>("Images45");
}

#[network(input = [1, 4, 3])]
struct Images45 {
    s0: InstanceNorm,
    s1: PRelu<PerChannel>,
}

#[test]
fn images46() {
    check::<Images46<f64>, _, _>("Images46");
}

#[network(input = [2, 13])]
struct Images46 {
    s0: Conv1d<4, 3, Groups<2>, Dilation<3>, Stride<2>>,
}

#[test]
fn images47() {
    check::<Images47<f64>, _, _>("Images47");
}

#[network(input = [1, 6, 2])]
struct Images47 {
    s0: BatchNorm2d,
    s1: Relu,
}

#[test]
fn images48() {
    check::<Images48<f64>, _, _>("Images48");
}

#[network(input = [4, 2, 3])]
struct Images48 {
    s0: Conv2d<4, Kernel<1, 3>, Dilation<3>, Padding<0, 3>, NoBias>,
    s1: PRelu<PerChannel>,
    s2: Relu,
    s3: InstanceNorm,
    s4: Conv2d<3, Kernel<3, 2>, Padding<4, 0>, Dilation<3, 1>>,
}

#[test]
fn images49() {
    check::<Images49<f64>, _, _>("Images49");
}

#[network(input = [4, 4, 6])]
struct Images49 {
    s0: InstanceNorm,
}

#[test]
fn images50() {
    check::<Images50<f64>, _, _>("Images50");
}

#[network(input = [2, 7])]
struct Images50 {
    s0: LayerNorm,
    s1: Sigmoid,
    s2: Flatten,
    s3: Linear<3>,
}

#[test]
fn images51() {
    check::<Images51<f64>, _, _>("Images51");
}

#[network(input = [4, 3, 6])]
struct Images51 {
    s0: AdaptiveAvgPool2d<1, 5>,
    s1: GroupNorm<4>,
    s2: Sigmoid,
    s3: Conv2d<1, Kernel<2, 3>, Padding<1, 0>, Stride<2, 1>>,
    s4: Relu,
    s5: Conv2d<2, Kernel<3, 2>, NoBias, Stride<3, 1>, Padding<1, 0>>,
    s6: AvgPool2d<1, Stride<3, 1>, CeilMode>,
}

#[test]
fn images52() {
    check::<Images52<f64>, _, _>("Images52");
}

#[network(input = [1, 2, 2])]
struct Images52 {
    s0: InstanceNorm,
    s1: Relu,
    s2: BatchNorm2d,
    s3: ConvTranspose2d<1, Kernel<1, 3>, NoBias, Stride<2>>,
}

#[test]
fn images53() {
    check::<Images53<f64>, _, _>("Images53");
}

#[network(input = [2, 10])]
struct Images53 {
    s0: Conv1d<4, 3, Same>,
    s1: MaxPool1d<3, Dilation<2>, CeilMode>,
    s2: LayerNorm,
    s3: MaxPool1d<2, CeilMode, Padding<1>, Dilation<2>>,
    s4: Tanh,
}

#[test]
fn images54() {
    check::<Images54<f64>, _, _>("Images54");
}

#[network(input = [2, 2, 2])]
struct Images54 {
    s0: Conv2d<2, Kernel<2, 3>, Padding<0, 1>>,
    s1: Tanh,
    s2: Conv2d<1, 3, Same, NoBias>,
    s3: BatchNorm2d,
    s4: Tanh,
    s5: Conv2d<2, 3, Stride<1, 2>, Same, Dilation<1, 2>>,
    s6: AvgPool2d<2, Padding<1>>,
    s7: Flatten,
}

#[test]
fn images55() {
    check::<Images55<f64>, _, _>("Images55");
}

#[network(input = [1, 5, 4])]
struct Images55 {
    s0: BatchNorm2d,
    s1: ConvTranspose2d<2, Kernel<1, 3>, Padding<0, 1>, Stride<1, 2>>,
    s2: AvgPool2d<Kernel<1, 5>, Stride<2>, Padding<0, 1>, CountExcludePad>,
    s3: Sigmoid,
}

#[test]
fn images56() {
    check::<Images56<f64>, _, _>("Images56");
    check::<Images56<f32>, _, _>("Images56");
}

#[network(input = [4, 6, 5])]
struct Images56 {
    s0: AdaptiveAvgPool2d<5, 4>,
    s1: Tanh,
}

#[test]
fn images57() {
    check::<Images57<f64>, _, _>("Images57");
}

#[network(input = [3, 2, 5])]
struct Images57 {
    s0: AvgPool2d<2, Stride<4, 2>, Padding<0, 1>, CeilMode, CountExcludePad>,
    s1: MaxPool2d<Kernel<2, 3>, Stride<1, 3>, Padding<1, 0>>,
    s2: BatchNorm2d,
    s3: ConvTranspose2d<1, Kernel<3, 1>, Stride<2, 3>>,
    s4: Tanh,
}

#[test]
fn images58() {
    check::<Images58<f64>, _, _>("Images58");
}

#[network(input = [2, 5, 5])]
struct Images58 {
    s0: MaxPool2d<Kernel<1, 3>, CeilMode, Stride<1, 2>>,
    s1: GlobalAvgPool,
    s2: Linear<3>,
}

#[test]
fn images59() {
    check::<Images59<f64>, _, _>("Images59");
}

#[network(input = [5, 14])]
struct Images59 {
    s0: Conv1d<3, 5, Stride<3>, Dilation<3>>,
}

#[test]
fn images60() {
    check::<Images60<f64>, _, _>("Images60");
}

#[network(input = [4, 5])]
struct Images60 {
    s0: Conv1d<3, 1, Stride<2>, NoBias>,
}

#[test]
fn images61() {
    check::<Images61<f64>, _, _>("Images61");
}

#[network(input = [3, 5, 4])]
struct Images61 {
    s0: Conv2d<1, Kernel<3, 3>, Padding<2>, Stride<3, 1>, NoBias>,
    s1: Tanh,
    s2: Conv2d<4, Kernel<4, 2>, Same, Stride<1, 2>, NoBias, Dilation<1, 3>>,
    s3: MaxPool2d<Kernel<3, 1>, CeilMode>,
    s4: InstanceNorm,
    s5: Relu,
    s6: AdaptiveAvgPool2d<1, 3>,
    s7: Relu,
}

#[test]
fn images62() {
    check::<Images62<f64>, _, _>("Images62");
}

#[network(input = [1, 4, 6])]
struct Images62 {
    s0: GroupNorm<1>,
    s1: Tanh,
    s2: Upsample<1, 3>,
    s3: Relu,
}

#[test]
fn images63() {
    check::<Images63<f64>, _, _>("Images63");
}

#[network(input = [2, 3, 6])]
struct Images63 {
    s0: ConvTranspose2d<2, 2, Groups<2>, Dilation<1, 2>, NoBias>,
    s1: AvgPool2d<3, CeilMode, CountExcludePad>,
    s2: AvgPool2d<Kernel<1, 3>, CountIncludePad>,
    s3: AvgPool2d<Kernel<2, 1>, Padding<1, 0>, Stride<4, 1>>,
    s4: Sigmoid,
    s5: Conv2d<3, 3, Stride<2, 1>, Padding<2>, Dilation<1, 2>>,
}

#[test]
fn images64() {
    check::<Images64<f64>, _, _>("Images64");
}

#[network(input = [1, 6, 2])]
struct Images64 {
    s0: Conv2d<1, Kernel<3, 4>, Same, NoBias, Stride<2>>,
    s1: Sigmoid,
    s2: AdaptiveAvgPool2d<2, 1>,
    s3: GroupNorm<1>,
}

#[test]
fn images65() {
    check::<Images65<f64>, _, _>("Images65");
}

#[network(input = [3, 2, 6])]
struct Images65 {
    s0: Conv2d<4, Kernel<1, 2>, Dilation<2, 3>, Stride<1, 2>>,
    s1: AvgPool2d<3, Padding<1>, CeilMode>,
    s2: ConvTranspose2d<2, Kernel<1, 2>, Dilation<2, 1>, NoBias>,
    s3: AvgPool2d<3, Padding<1>, CeilMode, Stride<2, 3>, CountExcludePad>,
    s4: ConvTranspose2d<2, 1, OutputPadding<1, 0>, Stride<2>>,
    s5: Sigmoid,
    s6: Flatten,
    s7: Linear<3>,
}

#[test]
fn images66() {
    check::<Images66<f64>, _, _>("Images66");
}

#[network(input = [3, 3, 6])]
struct Images66 {
    s0: MaxPool2d<Kernel<3, 1>, Dilation<1, 2>, Stride<3, 4>>,
    s1: Relu,
    s2: BatchNorm2d,
    s3: AdaptiveAvgPool2d<1, 2>,
    s4: Flatten,
    s5: Linear<2>,
}

#[test]
fn images67() {
    check::<Images67<f64>, _, _>("Images67");
}

#[network(input = [3, 4, 5])]
struct Images67 {
    s0: Conv2d<2, 3, Dilation<1, 3>, Same, Stride<1, 2>>,
    s1: MaxPool2d<Kernel<2, 1>, Stride<1, 2>, Dilation<1, 2>, Padding<1, 0>>,
    s2: MaxPool2d<Kernel<4, 2>>,
    s3: Conv2d<4, 1, NoBias, Groups<2>, Stride<3>>,
    s4: Conv2d<4, Kernel<5, 3>, Depthwise, Padding<2, 1>, NoBias, Stride<3, 1>>,
    s5: Flatten,
    s6: Linear<3>,
}

#[test]
fn images68() {
    check::<Images68<f64>, _, _>("Images68");
}

#[network(input = [2, 2, 3])]
struct Images68 {
    s0: Conv2d<2, 3, Depthwise, Dilation<1, 2>, Padding<1, 3>>,
    s1: GroupNorm<1>,
}

#[test]
fn images69() {
    check::<Images69<f64>, _, _>("Images69");
}

#[network(input = [3, 2, 6])]
struct Images69 {
    s0: Conv2d<3, Kernel<3, 2>, Stride<1, 2>, Padding<2, 0>>,
    s1: InstanceNorm,
    s2: Tanh,
    s3: Conv2d<3, Kernel<2, 3>, Groups<3>>,
    s4: Relu,
}

#[test]
fn images70() {
    check::<Images70<f64>, _, _>("Images70");
}

#[network(input = [1, 14])]
struct Images70 {
    s0: Conv1d<1, 3, Padding<1>>,
    s1: Sigmoid,
    s2: AvgPool1d<2, CeilMode>,
    s3: GlobalAvgPool,
    s4: Linear<3>,
}

#[test]
fn images71() {
    check::<Images71<f64>, _, _>("Images71");
}

#[network(input = [4, 4, 5])]
struct Images71 {
    s0: Conv2d<1, Kernel<1, 2>, Stride<1, 3>, NoBias>,
    s1: Conv2d<4, Kernel<2, 2>, Padding<0, 1>, Dilation<1, 3>>,
    s2: MaxPool2d<Kernel<3, 1>, Stride<2, 1>>,
    s3: Conv2d<3, 2, Same, NoBias, Stride<2>>,
}

#[test]
fn images72() {
    check::<Images72<f64>, _, _>("Images72");
}

#[network(input = [2, 3, 5])]
struct Images72 {
    s0: MaxPool2d<Kernel<2, 3>, Stride<3, 4>, CeilMode, Dilation<2, 1>>,
    s1: BatchNorm2d,
    s2: Tanh,
    s3: AdaptiveAvgPool2d<1, 2>,
    s4: BatchNorm2d,
    s5: Conv2d<1, Kernel<3, 2>, NoBias, Stride<2>, Dilation<3, 1>, Padding<4, 1>>,
    s6: Tanh,
    s7: GlobalAvgPool,
    s8: Linear<3>,
}

#[test]
fn images73() {
    check::<Images73<f64>, _, _>("Images73");
}

#[network(input = [3, 8])]
struct Images73 {
    s0: MaxPool1d<2, Stride<1>, Dilation<2>, CeilMode>,
    s1: AvgPool1d<4, Stride<3>, Padding<1>, CeilMode, CountIncludePad>,
    s2: Conv1d<2, 2, Stride<3>, Same>,
    s3: GlobalMaxPool,
    s4: Linear<2>,
}

#[test]
fn images74() {
    check::<Images74<f64>, _, _>("Images74");
}

#[network(input = [4, 6])]
struct Images74 {
    s0: AdaptiveAvgPool1d<2>,
    s1: Relu,
    s2: ConvTranspose1d<3, 3, Padding<1>>,
    s3: MaxPool1d<1, CeilMode>,
    s4: Tanh,
    s5: MaxPool1d<3, CeilMode, Stride<4>, Padding<1>>,
}

#[test]
fn images75() {
    check::<Images75<f64>, _, _>("Images75");
}

#[network(input = [1, 13])]
struct Images75 {
    s0: ConvTranspose1d<1, 2, NoBias, Padding<1>>,
    s1: Conv1d<4, 1, Dilation<2>>,
    s2: AvgPool1d<3, CountExcludePad>,
    s3: AdaptiveAvgPool1d<4>,
    s4: Conv1d<3, 3, Same, Dilation<2>>,
    s5: Sigmoid,
    s6: GlobalAvgPool,
    s7: Linear<2>,
}

#[test]
fn images76() {
    check::<Images76<f64>, _, _>("Images76");
}

#[network(input = [3, 2, 4])]
struct Images76 {
    s0: GroupNorm<3>,
    s1: Flatten,
}

#[test]
fn images77() {
    check::<Images77<f64>, _, _>("Images77");
}

#[network(input = [1, 9])]
struct Images77 {
    s0: Conv1d<4, 3, Stride<2>, Dilation<2>, Causal>,
    s1: Tanh,
    s2: Conv1d<1, 1, Dilation<3>, Stride<3>>,
}

#[test]
fn images78() {
    check::<Images78<f64>, _, _>("Images78");
}

#[network(input = [2, 3, 5])]
struct Images78 {
    s0: AvgPool2d<Kernel<3, 4>, Padding<1, 0>, CountExcludePad>,
    s1: ConvTranspose2d<2, Kernel<3, 1>, Dilation<2, 1>, Stride<1, 3>>,
    s2: MaxPool2d<Kernel<2, 1>, Dilation<1, 2>>,
}

#[test]
fn images79() {
    check::<Images79<f64>, _, _>("Images79");
}

#[network(input = [2, 6])]
struct Images79 {
    s0: MaxPool1d<4, Stride<3>, CeilMode, Padding<2>>,
    s1: Conv1d<2, 3, Padding<6>, Dilation<3>, Stride<2>>,
    s2: Conv1d<2, 2, Depthwise, Stride<3>, Padding<1>>,
}
