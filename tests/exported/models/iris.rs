#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
enum IrisClass {
    #[class(name = "Iris setosa")]
    IrisSetosa,
    #[class(name = "Iris versicolor")]
    IrisVersicolor,
    #[class(name = "Self")]
    Self2,
}

#[network(input = 4, classes = IrisClass, weights = "models/iris.safetensors", golden = "models/iris.golden.safetensors")]
struct Iris {
    hidden: Linear<8>,
    tanh: Tanh,
    logits: Linear<3, NoBias>,
}
