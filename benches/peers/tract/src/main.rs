//! tract, which reads models in the ONNX format. The models are created here, as the structures of
//! such a file.

use harness::{Bench, Data, Numbers, Seconds};
use std::hint::black_box;
use tract_onnx::pb::{
    AttributeProto, GraphProto, ModelProto, NodeProto, OperatorSetIdProto, TensorProto, TensorShapeProto, TypeProto,
    ValueInfoProto, attribute_proto, tensor_proto, tensor_shape_proto, type_proto,
};
use tract_onnx::prelude::*;

fn main() {
    harness::main(&[
        ("W1", |bench| infer(bench, &[2, 100, 3], "Relu", 1)),
        ("W2", |bench| infer(bench, &[16, 32, 32, 4], "Tanh", 1)),
        ("W3a", |bench| infer(bench, &[784, 128, 10], "Relu", 1)),
        ("W3b", |bench| infer(bench, &[784, 128, 10], "Relu", 64)),
        ("W6a", |bench| infer(bench, &[17, 33, 5], "Relu", 1)),
        ("W6b", |bench| infer(bench, &[300, 50, 7], "Relu", 1)),
        ("W6c", |bench| infer(bench, &[64, 256, 256, 2], "Relu", 1)),
    ]);
}

fn infer(bench: &Bench, sizes: &[usize], activation: &str, batch: usize) -> Seconds {
    let plan = onnx()
        .model_for_proto_model(&model(sizes, activation, batch))
        .and_then(|model| model.into_optimized()?.into_runnable())
        .expect("tract reads the model");
    let x = Tensor::from_shape(&[batch, sizes[0]], &Data::noise(batch, sizes[0], 1).inputs).expect("as many numbers");
    let x = x.into_tvalue();
    let mut session = plan.spawn().expect("the plan runs");
    bench.measure(|| session.run(tvec![black_box(&x).clone()]).expect("the sizes fit")).divided_by(batch as f64)
}

/// Linear layers of these sizes, with activations between them.
fn model(sizes: &[usize], activation: &str, batch: usize) -> ModelProto {
    let mut graph = GraphProto { name: "network".into(), ..Default::default() };
    let mut value = "x".to_owned();
    graph.input.push(described(&value, &[batch, sizes[0]]));
    for (index, pair) in sizes.windows(2).enumerate() {
        if index > 0 {
            value = push(&mut graph, activation, vec![value], vec![]);
        }
        let (weight, bias) = (format!("weight{index}"), format!("bias{index}"));
        graph.initializer.push(random(&weight, &[pair[1], pair[0]], pair[0]));
        graph.initializer.push(random(&bias, &[pair[1]], pair[0]));
        value = push(&mut graph, "Gemm", vec![value, weight, bias], vec![transposed_weight()]);
    }
    graph.output.push(described(&value, &[batch, sizes[sizes.len() - 1]]));
    let opset_import = vec![OperatorSetIdProto { domain: String::new(), version: 13 }];
    ModelProto { ir_version: 8, opset_import, graph: Some(graph), ..Default::default() }
}

/// Appends an operation and returns the name of what it gives.
fn push(graph: &mut GraphProto, operation: &str, input: Vec<String>, attribute: Vec<AttributeProto>) -> String {
    let name = format!("{operation}{}", graph.node.len());
    graph.node.push(NodeProto {
        name: name.clone(),
        op_type: operation.into(),
        input,
        output: vec![name.clone()],
        attribute,
        ..Default::default()
    });
    name
}

/// Weights are `[outputs, inputs]`, as PyTorch exports them.
fn transposed_weight() -> AttributeProto {
    let kind = attribute_proto::AttributeType::Int as i32;
    AttributeProto { name: "transB".into(), r#type: kind, i: 1, ..Default::default() }
}

fn random(name: &str, shape: &[usize], inputs: usize) -> TensorProto {
    let mut numbers = Numbers::seeded(1);
    TensorProto {
        name: name.into(),
        dims: shape.iter().map(|&size| size as i64).collect(),
        data_type: tensor_proto::DataType::Float as i32,
        float_data: (0..shape.iter().product()).map(|_| numbers.weight(inputs)).collect(),
        ..Default::default()
    }
}

fn described(name: &str, shape: &[usize]) -> ValueInfoProto {
    use tensor_shape_proto::{Dimension, dimension::Value};
    let dimension = |&size| Dimension { denotation: String::new(), value: Some(Value::DimValue(size as i64)) };
    let tensor = type_proto::Tensor {
        elem_type: tensor_proto::DataType::Float as i32,
        shape: Some(TensorShapeProto { dim: shape.iter().map(dimension).collect() }),
    };
    let r#type = TypeProto { value: Some(type_proto::Value::TensorType(tensor)), ..Default::default() };
    ValueInfoProto { name: name.into(), r#type: Some(r#type), ..Default::default() }
}
