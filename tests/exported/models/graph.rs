#[network(input = 5, weights = "models/graph.safetensors", golden = "models/graph.golden.safetensors")]
struct Graph {
    left: Linear<4>,
    tanh: Tanh,
    #[from(input)]
    right: Linear<4>,
    sigmoid: Sigmoid,
    #[from(tanh, sigmoid)]
    maximum: Max,
    #[from(tanh, sigmoid)]
    add: Add,
    #[from(maximum, add, input)]
    cat: Concat,
    out: Linear<3>,
}
