#[network(input = [2, 7], weights = "models/both_directions.safetensors", golden = "models/both_directions.golden.safetensors")]
struct BothDirections {
    conv: Conv1d<3, 3>,
    rnn: Rnn<4, Bidirectional, Relu, Last>,
    out: Linear<2>,
}
