// the columns of `dense4.weight` are in the order of [3, 4, 3], and not as in the module
#[network(input = [3, 12, 10], output = { boxes = dense5_2, points = dense6_3, is_face = softmax5_1 }, weights = "models/refinement_net.safetensors", golden = "models/refinement_net.golden.safetensors")]
struct RefinementNet {
    conv1: Conv2d<4, 3>,
    prelu1: PRelu<PerChannel>,
    pool1: MaxPool2d<3, Stride<2>, CeilMode>,
    conv2: Conv2d<3, 2>,
    prelu2: PRelu<PerChannel>,
    view: Flatten,
    dense4: Linear<6>,
    prelu4: PRelu<PerChannel>,
    dense5_2: Linear<4>,
    #[from(prelu4)]
    dense6_3: Linear<10>,
    #[from(prelu4)]
    dense5_1: Linear<2>,
    softmax5_1: Softmax,
}
