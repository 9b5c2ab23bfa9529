#[network(input = 4, weights = "models/identity.safetensors", golden = "models/identity.golden.safetensors")]
struct Net {
    #[key = "1"]
    linear_1: Linear<6>,
    relu_3: Relu,
    #[key = "4"]
    linear_4: Linear<2>,
}
