#[network(input = 4, weights = "models/frozen.safetensors", golden = "models/frozen.golden.safetensors")]
struct Net(#[freeze] BatchNorm1d, Linear<3>, #[freeze] LayerNorm<0.001>);
