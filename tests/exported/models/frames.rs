// samples have the shape [3, 5], the module's [5, 3] permuted
// the columns of `out.weight` are in the order of [2, 5], and not as in the module
#[network(input = [3, 5], weights = "models/frames.safetensors", golden = "models/frames.golden.safetensors")]
struct Frames {
    gru: Gru<2, NoBias>,
    #[from(input)]
    mean: Lstm<2>,
    #[from(gru)]
    reshape: Flatten,
    out: Linear<2>,
    #[from(mean)]
    mean_2: GlobalAvgPool,
    #[from(out, mean_2)]
    cat: Concat,
}
