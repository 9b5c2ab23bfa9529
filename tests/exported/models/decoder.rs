#[network(input = 3, weights = "models/decoder.safetensors", golden = "models/decoder.golden.safetensors")]
struct Decoder {
    fc: Linear<12>,
    view: Reshape<3, 2, 2>,
    up_pad: Pad<1, Replicate>,
    up: Conv2d<2, 3>,
    tanh: Tanh,
    grouped: Conv2d<4, Kernel<1, 2>, Padding<0, 1>, Depthwise, NoBias>,
    upsample: Upsample<2, Bilinear>,
    pad: Pad<1, 0, 2, 1>,
    pad_2: Pad<0, 1>,
    interpolate: Upsample<1, 2>,
    grown: ConvTranspose2d<2, 3, Stride<1, 2>, Padding<1>, OutputPadding<0, 1>, Groups<2>>,
    out: Conv2d<1, 3, Stride<2>>,
}
