#[network(input = 3, weights = "models/reused.safetensors", golden = "models/reused.golden.safetensors")]
struct Reused {
    #[key = "layers.0"]
    layers_0: Linear<5>,
    act: Sigmoid,
    #[key = "layers.1"]
    layers_1: Linear<4>,
    act_2: Sigmoid,
    #[key = "layers.2"]
    layers_2: Linear<2>,
    act_3: Sigmoid,
}
