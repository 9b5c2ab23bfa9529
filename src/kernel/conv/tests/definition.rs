//! Convolutions by their definition, in double precision.

use crate::kernel::conv::Convolution;
use std::vec;
use std::vec::Vec;

/// The outputs, the gradients of inputs, weights and biases for an input and a gradient of the
/// output, and the sums of the magnitudes of their terms.
pub(super) struct Definition {
    pub(super) y: Sums,
    pub(super) dx: Sums,
    pub(super) dw: Sums,
    pub(super) db: Sums,
}

/// Sums, the magnitudes of their terms, and the numbers of these.
#[derive(Clone)]
pub(super) struct Sums(pub(super) Vec<(f64, f64, usize)>);

impl Sums {
    fn of(initial: &[f64]) -> Self {
        Sums(initial.iter().map(|&number| (number, number.abs(), 1)).collect())
    }

    fn add(&mut self, place: usize, term: f64) {
        let (sum, size, terms) = &mut self.0[place];
        (*sum, *size, *terms) = (*sum + term, *size + term.abs(), *terms + 1);
    }
}

/// Numbers that a pass is given, for `samples` samples.
pub(super) struct Given {
    pub(super) weight: Vec<f64>,
    pub(super) bias: Vec<f64>,
    pub(super) x: Vec<f64>,
    pub(super) dy: Vec<f64>,
    pub(super) samples: usize,
}

pub(super) fn compute(convolution: Convolution, given: &Given, before: (&[f64], &[f64])) -> Definition {
    let Convolution { filters, .. } = convolution;
    let (inputs, outputs, positions) = (convolution.inputs(), convolution.outputs(), convolution.positions());
    let biases: Vec<f64> = (0..given.samples * outputs)
        .map(|place| given.bias.get(place / positions % filters).copied().unwrap_or(0.0))
        .collect();
    let mut result = Definition {
        y: Sums::of(&biases),
        dx: Sums::of(&vec![0.0; given.samples * inputs]),
        dw: Sums::of(before.0),
        db: Sums::of(before.1),
    };
    for sample in 0..given.samples {
        for_each_product(convolution, |w, x, y| {
            let (x, y) = (sample * inputs + x, sample * outputs + y);
            result.y.add(y, given.weight[w] * given.x[x]);
            result.dx.add(x, given.weight[w] * given.dy[y]);
            result.dw.add(w, given.x[x] * given.dy[y]);
        });
        for place in 0..outputs {
            result.db.add(place / positions, given.dy[sample * outputs + place]);
        }
    }
    result
}

/// Calls `product` with the place of each weight, of the number that it is multiplied with, and of
/// the output that the product is added to.
fn for_each_product(convolution: Convolution, mut product: impl FnMut(usize, usize, usize)) {
    let Convolution { channels, filters, groups, rows, columns } = convolution;
    let (channels, of_group) = (channels / groups, filters / groups);
    for filter in 0..filters {
        for channel in 0..channels {
            for (row, column) in (0..rows.out).flat_map(|row| (0..columns.out).map(move |column| (row, column))) {
                for (tap_row, tap) in (0..rows.kernel).flat_map(|row| (0..columns.kernel).map(move |tap| (row, tap))) {
                    let y = (row * rows.stride + tap_row * rows.dilation).checked_sub(rows.before);
                    let x = (column * columns.stride + tap * columns.dilation).checked_sub(columns.before);
                    let (Some(y), Some(x)) = (y, x) else { continue };
                    if y < rows.size && x < columns.size {
                        let weight = ((channel * rows.kernel + tap_row) * columns.kernel + tap) * filters + filter;
                        let input = ((filter / of_group * channels + channel) * rows.size + y) * columns.size + x;
                        product(weight, input, (filter * rows.out + row) * columns.out + column);
                    }
                }
            }
        }
    }
}
