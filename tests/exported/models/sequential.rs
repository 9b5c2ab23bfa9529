#[network(input = 4, weights = "models/sequential.safetensors", golden = "models/sequential.golden.safetensors")]
struct Net(Linear<8>, Tanh, Linear<3>);
