#[network(input = [1, 6, 6], weights = "models/quickstart.safetensors", golden = "models/quickstart.golden.safetensors")]
struct Quickstart {
    flatten: Flatten,
    #[key = "linear_relu_stack.0"]
    linear_relu_stack_0: Linear<12>,
    linear_relu_stack_1: Relu,
    #[key = "linear_relu_stack.2"]
    linear_relu_stack_2: Linear<12>,
    linear_relu_stack_3: Relu,
    #[key = "linear_relu_stack.4"]
    linear_relu_stack_4: Linear<10>,
}
