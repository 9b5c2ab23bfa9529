//! Recurrent layers as networks of a single step.

use crate::common::loops::sigmoid;
use crate::common::{Row, Ways, rng};
use crate::layers::steps;
use netwright::nalgebra::{SMatrix, SVector};
use netwright::prelude::*;

pub(crate) const RECURRENT: &[Row] =
    &[("Rnn 16-32, 100 frames", rnn), ("Gru 16-32, 100 frames", gru), ("Lstm 16-32, 100 frames", lstm)];

steps! {
    OneRnn(Rnn<32, Last>) [16, 100];
    OneGru(Gru<32, Last>) [16, 100];
    OneLstm(Lstm<32, Last>) [16, 100];
}

/// The weights of a recurrent layer of 32 units over frames of 16 numbers, by columns: of the
/// input, and of the state, each with its bias.
struct Cell<const ROWS: usize> {
    weights: (SMatrix<f32, ROWS, 16>, SMatrix<f32, ROWS, 32>),
    biases: [SVector<f32, ROWS>; 2],
}

impl<const ROWS: usize> Cell<ROWS> {
    /// The tensors of a network of one layer.
    fn of<N: Parameters<f32>>(net: &N) -> Self {
        let tensors: Vec<_> = net.named_tensors().map(|(tensor, values)| (tensor, values.to_vec())).collect();
        let at = |tensor: usize, place: &[usize]| tensors[tensor].1[tensors[tensor].0.offset(place)];
        Cell {
            weights: (SMatrix::from_fn(|i, j| at(0, &[i, j])), SMatrix::from_fn(|i, j| at(1, &[i, j]))),
            biases: [SVector::from_fn(|i, _| at(2, &[i])), SVector::from_fn(|i, _| at(3, &[i]))],
        }
    }

    /// Both products, by nalgebra.
    fn by_matrices(&self, x: &SVector<f32, 16>, h: &SVector<f32, 32>) -> [SVector<f32, ROWS>; 2] {
        [self.weights.0 * x + self.biases[0], self.weights.1 * h + self.biases[1]]
    }

    /// Both products, by loops over the columns.
    fn by_loops(&self, x: &SVector<f32, 16>, h: &SVector<f32, 32>) -> [SVector<f32, ROWS>; 2] {
        let [mut p, mut q] = self.biases;
        for (column, x) in x.iter().enumerate() {
            (0..ROWS).for_each(|row| p[row] += self.weights.0[(row, column)] * x);
        }
        for (column, h) in h.iter().enumerate() {
            (0..ROWS).for_each(|row| q[row] += self.weights.1[(row, column)] * h);
        }
        [p, q]
    }
}

/// A recurrent layer over 100 frames, of which `step` computes one: it is given both products, the
/// state, and a memory of as many numbers.
fn recurrent<Net, const ROWS: usize>(
    net: Box<Net>,
    step: impl Fn([SVector<f32, ROWS>; 2], &mut SVector<f32, 32>, &mut SVector<f32, 32>) + Copy + 'static,
) -> Ways
where
    Net: Network<Scalar = f32> + Takes<1600> + Gives<32> + Parameters<f32> + 'static,
{
    let run = move |x: &[f32], cell: &Cell<ROWS>, is_by_matrices: bool| {
        let (mut state, mut memory) = (SVector::zeros(), SVector::zeros());
        for frame in 0..100 {
            let x = SVector::from_fn(|channel, _| x[channel * 100 + frame]);
            let by = if is_by_matrices { Cell::by_matrices } else { Cell::by_loops };
            step(by(cell, &x, &state), &mut state, &mut memory);
        }
        state
    };
    let cells = [Cell::of(&*net), Cell::of(&*net)];
    let [first, second] = cells;
    crate::layers::step(
        net,
        move |x: &SVector<f32, 1600>| run(x.as_slice(), &first, true),
        move |x: &[f32; 1600]| <[f32; 32]>::from(run(x, &second, false)),
    )
}

fn rnn() -> Ways {
    recurrent::<_, 32>(OneRnn::init(&mut rng()), |[p, q], h, _| *h = (p + q).map(f32::tanh))
}

fn gru() -> Ways {
    recurrent::<_, 96>(OneGru::init(&mut rng()), |[p, q], h, _| {
        for i in 0..32 {
            let (r, z) = (sigmoid(p[i] + q[i]), sigmoid(p[32 + i] + q[32 + i]));
            let n = (p[64 + i] + r * q[64 + i]).tanh();
            h[i] = n + z * (h[i] - n);
        }
    })
}

fn lstm() -> Ways {
    recurrent::<_, 128>(OneLstm::init(&mut rng()), |[p, q], h, c| {
        let p = p + q;
        for i in 0..32 {
            c[i] = sigmoid(p[32 + i]) * c[i] + sigmoid(p[i]) * p[64 + i].tanh();
            h[i] = sigmoid(p[96 + i]) * c[i].tanh();
        }
    })
}
