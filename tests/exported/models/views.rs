#[network(input = [4, 4], weights = "models/views.safetensors", golden = "models/views.golden.safetensors")]
struct Views {
    view: Flatten,
    reshape: Flatten,
    fc1: Linear<6>,
    flatten: Flatten,
    view_2: Flatten,
    fc2: Linear<3>,
}
