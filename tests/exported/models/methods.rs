#[network(input = 4, weights = "models/methods.safetensors", golden = "models/methods.golden.safetensors")]
struct Methods {
    fc1: Linear<6>,
    relu: Relu,
    tanh: Tanh,
    #[from(tanh, relu)]
    add: Add,
    fc2: Linear<3>,
    softmax: Softmax,
}
