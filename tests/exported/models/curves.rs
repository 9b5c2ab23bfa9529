#[network(input = 4, weights = "models/curves.safetensors", golden = "models/curves.golden.safetensors")]
struct Curves {
    fc: Linear<8>,
    slopes: PRelu<PerChannel>,
    #[key = "hidden.0"]
    hidden_0: PRelu,
    hidden_1: LeakyRelu<0.2>,
    hidden_2: Elu,
    hidden_3: Celu<0.5>,
    hidden_4: Selu,
    hidden_5: HardTanh<-2.0, 3.0>,
    hidden_6: ThresholdedRelu<-1.5, -1.5>,
    gates_0: Gelu,
    #[from(hidden_6)]
    gates_1: Gelu<Tanh>,
    #[from(gates_0, gates_1)]
    add: Add,
    #[from(hidden_6)]
    gates_2: Silu,
    #[from(add, gates_2)]
    add_2: Add,
    #[from(hidden_6)]
    gates_3: Mish,
    #[from(add_2, gates_3)]
    add_3: Add,
    #[from(hidden_6)]
    gates_4: HardSwish,
    #[from(add_3, gates_4)]
    add_4: Add,
    leaky_relu: LeakyRelu<0.3>,
    softplus: Softplus<2.0, 20.0>,
    sqrt: Sqrt,
    log: Log,
    hardtanh: HardTanh,
    abs: Abs,
    square: Square,
    #[from(log)]
    softsign: Softsign,
    exp: Exp,
    #[from(square, exp)]
    add_5: Add,
    relu6: Relu6,
    hardsigmoid: HardSigmoid,
    elu: Elu<0.5>,
    out: Linear<3>,
    softmin: Softmin,
}
