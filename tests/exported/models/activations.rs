#[network(input = 4, weights = "models/activations.safetensors", golden = "models/activations.golden.safetensors")]
struct Net(Linear<4>, Relu, Tanh, Sigmoid, LogSoftmax);
