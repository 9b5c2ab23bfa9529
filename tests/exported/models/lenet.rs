#[network(input = [1, 10, 8], weights = "models/lenet.safetensors", golden = "models/lenet.golden.safetensors")]
struct LeNet {
    conv1: Conv2d<3, 5, Padding<2>>,
    relu: Relu,
    max_pool2d: MaxPool2d<2>,
    conv2: Conv2d<4, Kernel<3, 2>>,
    relu_2: Relu,
    avg_pool2d: AvgPool2d<Kernel<1, 2>, Stride<1>, Padding<0, 1>>,
    view: Flatten,
    dropout: Dropout<0.5>,
    fc: Linear<5>,
}
