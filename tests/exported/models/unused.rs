// not written, since no step has it: `auxiliary.weight` and `auxiliary.bias`
#[network(input = 4, weights = "models/unused.safetensors", golden = "models/unused.golden.safetensors")]
struct Unused {
    body: Linear<5>,
    tanh: Tanh,
    head: Linear<3>,
}
