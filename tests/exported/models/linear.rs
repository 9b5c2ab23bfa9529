#[network(input = 5, weights = "models/linear.safetensors", golden = "models/linear.golden.safetensors")]
struct Single {
    linear: Linear<2>,
}
