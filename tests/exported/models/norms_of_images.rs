#[network(input = [2, 3], weights = "models/norms_of_images.safetensors", golden = "models/norms_of_images.golden.safetensors")]
struct Net(BatchNorm1d<1e-5, 1.0>, LayerNorm, Flatten, Linear<2>);
