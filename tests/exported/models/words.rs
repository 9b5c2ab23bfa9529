#[network(input = 5, weights = "models/words.safetensors", golden = "models/words.golden.safetensors")]
struct Words {
    getitem: Slice<0, 1>,
    day: Embedding<7, 2>,
    #[from(input)]
    getitem_2: Slice<1, 3>,
    colour: Embedding<5, 3>,
    flatten: Flatten,
    #[from(input)]
    getitem_3: Slice<3, 5>,
    #[freeze]
    numbers: BatchNorm1d,
    #[from(day, flatten, numbers)]
    cat: Concat,
    #[freeze]
    norm: LayerNorm,
    out: Linear<3>,
}
