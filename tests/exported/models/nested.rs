#[network(input = 3, weights = "models/nested.safetensors", golden = "models/nested.golden.safetensors")]
struct Head {
    #[key = "outerPart.0.0"]
    outer_part_0_0: Linear<4>,
    outer_part_0_1: Tanh,
    #[key = "outerPart.2.0"]
    outer_part_2_0: Linear<2>,
}
