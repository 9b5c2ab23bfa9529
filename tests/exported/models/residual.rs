#[network(input = 3, weights = "models/residual.safetensors", golden = "models/residual.golden.safetensors")]
struct Residual {
    up: Linear<6>,
    #[key = "blocks.0.fc1"]
    blocks_0_fc1: Linear<4>,
    blocks_0_relu: Relu,
    #[key = "blocks.0.fc2"]
    blocks_0_fc2: Linear<6>,
    #[from(up, blocks_0_fc2)]
    add: Add,
    blocks_0_relu_2: Relu,
    #[key = "blocks.1.fc1"]
    blocks_1_fc1: Linear<4>,
    blocks_1_relu: Relu,
    #[key = "blocks.1.fc2"]
    blocks_1_fc2: Linear<6>,
    #[from(blocks_0_relu_2, blocks_1_fc2)]
    add_2: Add,
    blocks_1_relu_2: Relu,
    down: Linear<2>,
}
