#[network(input = 4, weights = "models/norms.safetensors", golden = "models/norms.golden.safetensors")]
struct Net(BatchNorm1d, Linear<6>, LayerNorm<0.001>, Relu, BatchNorm1d<0.0001, 0.05>, Linear<3>);
