#[network(input = [2, 17], weights = "models/signals.safetensors", golden = "models/signals.golden.safetensors")]
struct Signals {
    #[key = "body.0"]
    body_0: Conv1d<4, 3, Padding<2>, Dilation<2>>,
    #[key = "body.1"]
    body_1: BatchNorm1d,
    body_2: Relu,
    #[key = "body.3"]
    body_3: Conv1d<4, 3, Stride<2>, Depthwise, NoBias>,
    #[key = "body.4"]
    body_4: GroupNorm<2, 0.0001>,
    #[key = "body.5"]
    body_5: Conv1d<6, 2, Groups<2>>,
    body_6: InstanceNorm,
    #[key = "body.7"]
    body_7: InstanceNorm<Affine>,
    body_8: Dropout1d<0.25>,
    body_9: AvgPool1d<2, Padding<1>, CeilMode, CountExcludePad>,
    body_10: MaxPool1d<2, Stride<1>, Dilation<2>>,
    mean: GlobalAvgPool,
    out: Linear<3>,
}
