#[network(input = 3, weights = "models/doubled.safetensors", golden = "models/doubled.golden.safetensors")]
struct Doubled {
    hidden: Linear<4>,
    #[from(hidden, hidden)]
    add: Add,
    tanh: Tanh,
    #[from(add, tanh, add)]
    cat: Concat,
    out: Linear<2>,
}
