#[network(input = 4, weights = "models/collisions.safetensors", golden = "models/collisions.golden.safetensors")]
struct Collisions {
    #[key = "a.b"]
    a_b: Linear<4>,
    a_act: Relu,
    #[key = "a_b"]
    a_b_2: Linear<4>,
    #[key = "aB"]
    a_b_3: Linear<4>,
    #[key = "a_b_2"]
    a_b_2_2: Linear<4>,
}
