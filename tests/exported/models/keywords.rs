#[network(input = 3, weights = "models/keywords.safetensors", golden = "models/keywords.golden.safetensors")]
struct Keywords {
    r#move: Linear<3>,
    r#match: Linear<3>,
    #[key = "input"]
    input_2: Linear<3>,
    r#gen: Linear<3>,
    #[key = "_"]
    linear: Linear<3>,
    r#fn: Relu,
    #[key = "self_"]
    self_2: Linear<3>,
    #[key = "crate"]
    crate_2: Linear<3>,
    #[key = "super"]
    super_2: Linear<3>,
    #[from(super_2, r#fn)]
    add: Add,
    r#loop: Linear<3>,
    #[from(r#fn)]
    #[key = "Self"]
    self_3: Linear<3>,
    #[from(r#loop, self_3)]
    add_2: Add,
}
