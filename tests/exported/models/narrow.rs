#[network(input = 4, weights = "models/narrow.safetensors", golden = "models/narrow.golden.safetensors")]
struct Net(Linear<8>, Tanh, Linear<3>);
