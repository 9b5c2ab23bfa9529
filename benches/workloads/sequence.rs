//! A recurrent layer over a sequence.

use crate::common::signals::{self, Static};
use crate::common::{Ways, assert_same, loops, random, rng, task, task_on};
use netwright::nalgebra::SMatrix;
use netwright::prelude::*;
use std::hint::black_box;

#[network(input = [16, 100])]
struct Sequence(Gru<32>);

pub(crate) fn all_states() -> Ways {
    let net = Sequence::init(&mut rng());
    let x = random::<1600>();
    let cell = &net.0.first[0];
    let (mut of_input, mut of_state) = (loops::Layer::zeros(), loops::Layer::zeros());
    let zeros = (SMatrix::zeros(), SMatrix::zeros());
    let mut matrices: Box<(Static<16>, Static<32>)> = Box::new((zeros, (SMatrix::zeros(), SMatrix::zeros())));
    for gate in 0..96 {
        for feature in 0..16 {
            of_input.weight[feature][gate] = cell.weight_ih[(gate, feature)];
            matrices.0.0[(gate, feature)] = cell.weight_ih[(gate, feature)];
        }
        for unit in 0..32 {
            of_state.weight[unit][gate] = cell.weight_hh[(gate, unit)];
            matrices.1.0[(gate, unit)] = cell.weight_hh[(gate, unit)];
        }
        (of_input.bias[gate], matrices.0.1[gate]) = (cell.bias_ih[gate], cell.bias_ih[gate]);
        (of_state.bias[gate], matrices.1.1[gate]) = (cell.bias_hh[gate], cell.bias_hh[gate]);
    }
    let loops = (of_input, of_state);
    let (mut by_matrices, mut by_loops) = (vec![0.0; 3200], vec![0.0; 3200]);
    signals::states(&matrices, &x, &mut by_matrices);
    signals::states(&loops, &x, &mut by_loops);
    assert_same(net.predict(&x).as_slice(), [&by_matrices[..], &by_loops]);
    [
        task_on(&x, move |x| net.predict(x)),
        task(move || signals::states(&matrices, black_box(&x), black_box(&mut by_matrices))),
        task(move || signals::states(&loops, black_box(&x), black_box(&mut by_loops))),
    ]
}
