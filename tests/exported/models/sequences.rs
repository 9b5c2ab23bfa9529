// samples have the shape [3, 5], the module's [5, 3] permuted
#[network(input = [3, 5], weights = "models/sequences.safetensors", golden = "models/sequences.golden.safetensors")]
struct Sequences {
    gru: Gru<4>,
    relu: Relu,
    lstm: Lstm<3, Layers<2>, Last>,
    out: Linear<2>,
}
