//! tract, which reads models in the ONNX format.

mod graph;

use graph::Graph;
use harness::{Bench, Data, Seconds};
use std::hint::black_box;
use tract_onnx::pb::ModelProto;
use tract_onnx::prelude::*;

fn main() {
    harness::main(&[
        ("W1", |bench| dense(bench, &[2, 100, 3], "Relu", 1)),
        ("W2", |bench| dense(bench, &[16, 32, 32, 4], "Tanh", 1)),
        ("W3a", |bench| dense(bench, &[784, 128, 10], "Relu", 1)),
        ("W3b", |bench| dense(bench, &[784, 128, 10], "Relu", 64)),
        ("W4a", practicum),
        ("W4La", lenet),
        ("W6a", |bench| dense(bench, &[17, 33, 5], "Relu", 1)),
        ("W6b", |bench| dense(bench, &[300, 50, 7], "Relu", 1)),
        ("W6c", |bench| dense(bench, &[64, 256, 256, 2], "Relu", 1)),
        ("W7", gru),
        ("W8", resnet8),
    ]);
}

/// Measures a model on an input of noise.
fn infer(bench: &Bench, model: &ModelProto, shape: &[usize]) -> Seconds {
    let plan = onnx()
        .model_for_proto_model(model)
        .and_then(|model| model.into_optimized()?.into_runnable())
        .expect("tract reads the model");
    let noise = Data::noise(1, shape.iter().product(), 1).inputs;
    let x = Tensor::from_shape(shape, &noise).expect("as many numbers").into_tvalue();
    let mut session = plan.spawn().expect("the plan runs");
    bench.measure(|| session.run(tvec![black_box(&x).clone()]).expect("the sizes fit"))
}

fn dense(bench: &Bench, sizes: &[usize], activation: &str, batch: usize) -> Seconds {
    let shape = [batch, sizes[0]];
    let mut graph = Graph::new(&shape);
    let value = graph.dense(Graph::INPUT.into(), sizes, activation);
    let model = graph.model(&value, &[batch, sizes[sizes.len() - 1]]);
    infer(bench, &model, &shape).divided_by(batch as f64)
}

const IMAGE: [usize; 4] = [1, 1, 28, 28];

fn practicum(bench: &Bench) -> Seconds {
    convolutional(bench, [(1, 6, 0), (6, 6, 0)], &[96, 50, 10])
}

fn lenet(bench: &Bench) -> Seconds {
    convolutional(bench, [(1, 6, 2), (6, 16, 0)], &[400, 120, 84, 10])
}

/// Convolutions of 5×5 pixels, each with its inputs, outputs and padding, then linear layers.
fn convolutional(bench: &Bench, convolutions: [(usize, usize, i64); 2], sizes: &[usize]) -> Seconds {
    let (mut graph, mut value) = (Graph::new(&IMAGE), Graph::INPUT.to_owned());
    for (inputs, outputs, padding) in convolutions {
        value = graph.convolution(value, [inputs, outputs], 5, 1, padding);
        value = graph.apply("Relu", value);
        value = graph.max_pool(value);
    }
    value = graph.apply("Flatten", value);
    value = graph.dense(value, sizes, "Relu");
    infer(bench, &graph.model(&value, &[1, 10]), &IMAGE)
}

fn gru(bench: &Bench) -> Seconds {
    let shape = [100, 1, 16];
    let mut graph = Graph::new(&shape);
    let value = graph.gru(Graph::INPUT.into(), [16, 32]);
    infer(bench, &graph.model(&value, &[100, 1, 1, 32]), &shape)
}

fn resnet8(bench: &Bench) -> Seconds {
    let shape = [1, 3, 32, 32];
    let mut graph = Graph::new(&shape);
    let mut value = graph.convolution(Graph::INPUT.into(), [3, 16], 3, 1, 1);
    value = graph.apply("Relu", value);
    for (inputs, outputs, stride) in [(16, 16, 1), (16, 32, 2), (32, 64, 2)] {
        value = block(&mut graph, value, [inputs, outputs], stride);
    }
    value = graph.apply("GlobalAveragePool", value);
    value = graph.apply("Flatten", value);
    value = graph.linear(value, [64, 10]);
    infer(bench, &graph.model(&value, &[1, 10]), &shape)
}

/// Two convolutions beside a shortcut.
fn block(graph: &mut Graph, input: String, [inputs, outputs]: [usize; 2], stride: i64) -> String {
    let mut main = graph.convolution(input.clone(), [inputs, outputs], 3, stride, 1);
    main = graph.apply("Relu", main);
    main = graph.convolution(main, [outputs, outputs], 3, 1, 1);
    let shortcut = if inputs == outputs { input } else { graph.convolution(input, [inputs, outputs], 1, stride, 0) };
    let sum = graph.push("Add", vec![main, shortcut], vec![]);
    graph.apply("Relu", sum)
}
