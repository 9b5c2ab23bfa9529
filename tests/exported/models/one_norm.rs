#[network(input = 3, weights = "models/one_norm.safetensors", golden = "models/one_norm.golden.safetensors")]
struct Net {
    layernorm: LayerNorm,
}
