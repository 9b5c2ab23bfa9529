#[network(input = 4, weights = "models/dropout.safetensors", golden = "models/dropout.golden.safetensors")]
struct Net(Linear<8>, Relu, Dropout<0.00001>, Linear<3>);
