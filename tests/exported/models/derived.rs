// not written, since no step has it: `second.bias`
#[network(input = 4, weights = "models/derived.safetensors", golden = "models/derived.golden.safetensors")]
struct Derived {
    first: Linear<5>,
    relu: Relu,
    second: Linear<2, NoBias>,
}
