//! Files that do not fit a network, and what is said about them: by the macro, by the compiler, and
//! by the library where it loads them. Each of the three has a test that goes through this list.
//!
//! The network has two features in, and the steps `fc: Linear<3>`, `norm: BatchNorm1d`,
//! `square: Linear<3>` and `last: Linear<2, NoBias>`.

/// A tensor, all of whose numbers are the same; the type as safetensors calls it.
#[derive(Clone, Copy)]
pub(crate) struct Tensor {
    pub(crate) name: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) shape: &'static [usize],
    pub(crate) number: f32,
}

/// The tensors of a file, and the lines about it in any order.
pub(crate) type Case = (Vec<Tensor>, &'static [&'static str]);

const fn tensor(name: &'static str, shape: &'static [usize]) -> Tensor {
    Tensor { name, kind: "F32", shape, number: 0.0 }
}

/// The tensors of the normalisation, which fit.
const NORM: [Tensor; 4] = [
    tensor("norm.weight", &[3]),
    tensor("norm.bias", &[3]),
    tensor("norm.running_mean", &[3]),
    tensor("norm.running_var", &[3]),
];

pub(crate) fn cases() -> Vec<Case> {
    let with_norm = |others: &[Tensor]| [&NORM[..], others].concat();
    vec![
        (
            with_norm(&[
                tensor("fc.weight", &[5, 2]),
                tensor("fc.bias", &[3]),
                tensor("fc.extra", &[7, 1, 2, 2]),
                tensor("square.weight", &[3, 3]),
                tensor("square.bias", &[]),
                tensor("last.weihgt", &[2, 3]),
            ]),
            &[
                "`fc.weight` is [5, 2], but the network needs [3, 2]",
                "`fc.extra` [7, 1, 2, 2] is not in the network",
                "`square.bias` is [], but the network needs [3]",
                "`last.weight` [2, 3] is missing; the file has a `last.weihgt`",
                "`last.weihgt` [2, 3] is not in the network",
            ],
        ),
        (
            with_norm(&[
                tensor("fc.weight", &[2, 3]),
                tensor("fc.bias", &[3]),
                tensor("square.weight", &[3, 3]),
                tensor("square.bias", &[3]),
                tensor("last.weight", &[3, 2]),
            ]),
            &[
                "`fc.weight` is [2, 3], but the network needs [3, 2]: it is transposed",
                "`square.weight` is [3, 3], which does not show how it lies; the other matrices of the file are \
                 transposed, so that it most likely is too",
                "`last.weight` is [3, 2], but the network needs [2, 3]: it is transposed",
            ],
        ),
        (
            with_norm(&[
                Tensor { number: f32::NAN, ..tensor("fc.weight", &[3, 2]) },
                Tensor { number: f32::NEG_INFINITY, ..tensor("fc.bias", &[3]) },
                Tensor { kind: "I32", ..tensor("square.weight", &[3, 3]) },
                Tensor { kind: "I32", ..tensor("square.bias", &[3]) },
                tensor("last.weight", &[2, 3]),
            ]),
            &[
                "`fc.weight` has NaN at [0, 0], but all numbers must be finite",
                "`fc.bias` has -inf at [0], but all numbers must be finite",
                "`square.weight` has numbers of type I32, but F16, BF16 or F32 can be read",
                "`square.bias` has numbers of type I32, but F16, BF16 or F32 can be read",
            ],
        ),
        (
            vec![
                tensor("fc.weight", &[3, 2]),
                tensor("fc.bias", &[3]),
                Tensor { number: -1.0, ..tensor("norm.weight", &[3]) },
                Tensor { number: -1.0, ..tensor("norm.bias", &[3]) },
                Tensor { number: -1.0, ..tensor("norm.running_mean", &[3]) },
                Tensor { number: -1.0, ..tensor("norm.running_var", &[3]) },
                tensor("square.weight", &[3, 3]),
                tensor("square.bias", &[3]),
                tensor("last.weight", &[2, 3]),
            ],
            &["`norm.running_var` has -1 at [0], but variances must not be negative"],
        ),
        (
            vec![
                tensor("model.fc.weight", &[3, 2]),
                tensor("model.fc.bias", &[3]),
                tensor("model.square.weight", &[3, 3]),
                tensor("model.square.bias", &[3]),
                tensor("model.last.weight", &[2, 3]),
                tensor("model.norm.weight", &[3]),
                tensor("model.norm.bias", &[3]),
                tensor("model.norm.running_mean", &[3]),
                tensor("model.norm.running_var", &[3]),
            ],
            &["the names in the file begin with `model.`, those of the network do not"],
        ),
    ]
}
