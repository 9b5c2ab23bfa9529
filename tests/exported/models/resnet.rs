#[network(input = [2, 8, 8], weights = "models/resnet.safetensors", golden = "models/resnet.golden.safetensors")]
struct ResNet {
    conv1: Conv2d<3, 3, Padding<1>, NoBias>,
    bn1: BatchNorm2d,
    relu: Relu,
    maxpool: MaxPool2d<3, Stride<2>, Padding<1>>,
    #[key = "layer1.0.conv1"]
    layer1_0_conv1: Conv2d<3, 3, Padding<1>, NoBias>,
    #[key = "layer1.0.bn1"]
    layer1_0_bn1: BatchNorm2d,
    layer1_0_relu: Relu,
    #[key = "layer1.0.conv2"]
    layer1_0_conv2: Conv2d<3, 3, Padding<1>, NoBias>,
    #[key = "layer1.0.bn2"]
    layer1_0_bn2: BatchNorm2d,
    #[from(layer1_0_bn2, maxpool)]
    add: Add,
    layer1_0_relu_2: Relu,
    #[key = "layer1.1.conv1"]
    layer1_1_conv1: Conv2d<4, 3, Stride<2>, Padding<1>, NoBias>,
    #[key = "layer1.1.bn1"]
    layer1_1_bn1: BatchNorm2d,
    layer1_1_relu: Relu,
    #[key = "layer1.1.conv2"]
    layer1_1_conv2: Conv2d<4, 3, Padding<1>, NoBias>,
    #[key = "layer1.1.bn2"]
    layer1_1_bn2: BatchNorm2d,
    #[from(layer1_0_relu_2)]
    #[key = "layer1.1.downsample.0"]
    layer1_1_downsample_0: Conv2d<4, 1, Stride<2>, NoBias>,
    #[key = "layer1.1.downsample.1"]
    layer1_1_downsample_1: BatchNorm2d,
    #[from(layer1_1_bn2, layer1_1_downsample_1)]
    add_2: Add,
    layer1_1_relu_2: Relu,
    avgpool: AdaptiveAvgPool2d<1>,
    flatten: Flatten,
    fc: Linear<3>,
}
