//! Models in the ONNX format, with random weights, as the structures of such a file.

use harness::Numbers;
use tract_onnx::pb::{
    AttributeProto, GraphProto, ModelProto, NodeProto, OperatorSetIdProto, TensorProto, TensorShapeProto, TypeProto,
    ValueInfoProto, attribute_proto, tensor_proto, tensor_shape_proto, type_proto,
};

/// Operations that are collected, each of which takes values by their names and gives one.
pub(crate) struct Graph(GraphProto);

impl Graph {
    /// The name of the input.
    pub(crate) const INPUT: &str = "x";

    pub(crate) fn new(shape: &[usize]) -> Self {
        Self(GraphProto { name: "network".into(), input: vec![described(Self::INPUT, shape)], ..Default::default() })
    }

    /// Appends an operation and returns the name of what it gives.
    pub(crate) fn push(&mut self, operation: &str, input: Vec<String>, attribute: Vec<AttributeProto>) -> String {
        let name = format!("{operation}{}", self.0.node.len());
        self.0.node.push(NodeProto {
            name: name.clone(),
            op_type: operation.into(),
            input,
            output: vec![name.clone()],
            attribute,
            ..Default::default()
        });
        name
    }

    /// Appends an operation on one value, without attributes.
    pub(crate) fn apply(&mut self, operation: &str, value: String) -> String {
        self.push(operation, vec![value], vec![])
    }

    /// Weights are `[outputs, inputs]`, as PyTorch exports them.
    pub(crate) fn linear(&mut self, value: String, [inputs, outputs]: [usize; 2]) -> String {
        let input = vec![value, self.random(&[outputs, inputs], inputs), self.random(&[outputs], inputs)];
        self.push("Gemm", input, vec![int("transB", 1)])
    }

    /// Linear layers of these sizes, with activations between them.
    pub(crate) fn dense(&mut self, mut value: String, sizes: &[usize], activation: &str) -> String {
        for (index, pair) in sizes.windows(2).enumerate() {
            if index > 0 {
                value = self.apply(activation, value);
            }
            value = self.linear(value, [pair[0], pair[1]]);
        }
        value
    }

    /// A convolution with a square kernel.
    pub(crate) fn convolution(
        &mut self,
        value: String,
        [inputs, outputs]: [usize; 2],
        kernel: usize,
        stride: i64,
        padding: i64,
    ) -> String {
        let fan_in = inputs * kernel * kernel;
        let weight = self.random(&[outputs, inputs, kernel, kernel], fan_in);
        let input = vec![value, weight, self.random(&[outputs], fan_in)];
        self.push("Conv", input, vec![ints("strides", &[stride; 2]), ints("pads", &[padding; 4])])
    }

    /// The largest of each 2×2 pixels.
    pub(crate) fn max_pool(&mut self, value: String) -> String {
        self.push("MaxPool", vec![value], vec![ints("kernel_shape", &[2; 2]), ints("strides", &[2; 2])])
    }

    /// A recurrent layer, with PyTorch's equations.
    pub(crate) fn gru(&mut self, value: String, [inputs, hidden]: [usize; 2]) -> String {
        let weight = self.random(&[1, 3 * hidden, inputs], inputs);
        let recurrence = self.random(&[1, 3 * hidden, hidden], hidden);
        let input = vec![value, weight, recurrence, self.random(&[1, 6 * hidden], hidden)];
        self.push("GRU", input, vec![int("hidden_size", hidden as i64), int("linear_before_reset", 1)])
    }

    fn random(&mut self, shape: &[usize], inputs: usize) -> String {
        let name = format!("weight{}", self.0.initializer.len());
        let mut numbers = Numbers::seeded(1);
        self.0.initializer.push(TensorProto {
            name: name.clone(),
            dims: shape.iter().map(|&size| size as i64).collect(),
            data_type: tensor_proto::DataType::Float as i32,
            float_data: (0..shape.iter().product()).map(|_| numbers.weight(inputs)).collect(),
            ..Default::default()
        });
        name
    }

    /// The model that gives this value.
    pub(crate) fn model(mut self, value: &str, shape: &[usize]) -> ModelProto {
        self.0.output.push(described(value, shape));
        let opset_import = vec![OperatorSetIdProto { domain: String::new(), version: 13 }];
        ModelProto { ir_version: 8, opset_import, graph: Some(self.0), ..Default::default() }
    }
}

fn int(name: &str, i: i64) -> AttributeProto {
    let kind = attribute_proto::AttributeType::Int as i32;
    AttributeProto { name: name.into(), r#type: kind, i, ..Default::default() }
}

fn ints(name: &str, ints: &[i64]) -> AttributeProto {
    let kind = attribute_proto::AttributeType::Ints as i32;
    AttributeProto { name: name.into(), r#type: kind, ints: ints.to_vec(), ..Default::default() }
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
