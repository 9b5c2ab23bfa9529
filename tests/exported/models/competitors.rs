#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
enum CompetitorsClass {
    #[class(name = "7")]
    Class7,
    #[class(name = "ALL")]
    ALL2,
    #[class(name = "größer")]
    GrEr,
}

#[network(input = 4, classes = CompetitorsClass, weights = "models/competitors.safetensors", golden = "models/competitors.golden.safetensors")]
struct Competitors {
    #[key = "experts.a"]
    experts_a: Linear<3>,
    #[from(input)]
    #[key = "experts.b"]
    experts_b: Linear<3>,
    #[from(input)]
    #[key = "experts.c"]
    experts_c: Linear<3>,
    #[from(experts_a, experts_b)]
    max: Max,
    #[from(max, experts_c)]
    maximum: Max,
    softmax: Softmax,
}
