#[network(input = [3, 12, 12], output = { conv4_2 = conv4_2, softmax4_1 = softmax4_1 }, weights = "models/proposal_net.safetensors", golden = "models/proposal_net.golden.safetensors")]
struct ProposalNet {
    conv1: Conv2d<4, 3>,
    prelu1: PRelu<PerChannel>,
    pool1: MaxPool2d<2, CeilMode>,
    conv2: Conv2d<5, 3>,
    prelu2: PRelu<PerChannel>,
    conv3: Conv2d<6, 3>,
    prelu3: PRelu<PerChannel>,
    conv4_2: Conv2d<4, 1>,
    #[from(prelu3)]
    conv4_1: Conv2d<2, 1>,
    softmax4_1_flat: Flatten,
    softmax4_1: Softmax,
}
