#[network(input = 4, weights = "models/tokens.safetensors", golden = "models/tokens.golden.safetensors")]
struct Net(Embedding<6, 2>, Flatten, Linear<3>);
