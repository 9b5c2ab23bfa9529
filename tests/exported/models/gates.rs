#[network(input = 5, weights = "models/gates.safetensors", golden = "models/gates.golden.safetensors")]
struct Gates {
    left: Linear<4>,
    #[from(input)]
    right: Linear<4>,
    sigmoid: Sigmoid,
    #[from(left, sigmoid)]
    mul: Mul,
    getitem: Slice<0, 2>,
    neg: Neg,
    #[from(mul)]
    getitem_2: Slice<2, 4>,
    #[from(neg, getitem_2)]
    cat: Concat,
    #[from(cat, sigmoid)]
    sub: Sub,
    #[from(left, cat)]
    mul_2: Mul,
    #[from(sub, mul_2)]
    minimum: Min,
    #[from(minimum, left)]
    sub_2: Sub,
    #[from(sub_2, sigmoid)]
    min: Min,
    #[from(min, sigmoid)]
    mul_3: Mul,
    out: Linear<3>,
}
