#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
enum FunctionsClass {
    #[class(name = "no")]
    No,
    #[class(name = "yes")]
    Yes,
    #[class(name = "no!")]
    No2,
}

#[network(input = 4, classes = FunctionsClass, weights = "models/functions.safetensors", golden = "models/functions.golden.safetensors")]
struct Functions {
    fc1: Linear<6>,
    relu: Relu,
    fc2: Linear<5>,
    sigmoid: Sigmoid,
    dropout: Dropout<0.25>,
    fc3: Linear<3>,
    log_softmax: LogSoftmax,
}
