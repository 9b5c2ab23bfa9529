//! The knowledge of L-BFGS about the curvature: the last steps, and what they changed in the
//! gradient.

use crate::kernel::vectors::{add, dot};
use crate::optim::StateVisitor;
use crate::scalar::Real;
use alloc::collections::VecDeque;
use alloc::vec;
use alloc::vec::Vec;

/// The last pairs, the latest at the end.
pub(super) struct Memory<T> {
    pairs: VecDeque<Pair<T>>,
    /// The factor of the first approximation of the inverse Hessian.
    scale: f64,
}

/// A step and the change of the gradient over it.
struct Pair<T> {
    step: Vec<T>,
    change: Vec<T>,
    /// `step · change`, which is positive.
    product: f64,
}

impl<T: Real> Memory<T> {
    pub(super) fn new() -> Self {
        Memory { pairs: VecDeque::new(), scale: 1.0 }
    }

    /// Keeps a pair, unless the loss does not curve upwards along it; forgets the first one of more
    /// than `most`.
    pub(super) fn add(&mut self, step: Vec<T>, change: Vec<T>, most: usize) {
        let product = dot(&change, &step);
        if product <= 1e-10 || product.is_nan() {
            return;
        }
        self.scale = product / dot(&change, &change);
        self.pairs.push_back(Pair { step, change, product });
        while self.pairs.len() > most {
            self.pairs.pop_front();
        }
    }

    /// Returns the direction of the next step, `-H·gradient` with the approximation `H` of the
    /// inverse Hessian: the two loops of algorithm 7.4 of J. Nocedal and S. Wright.
    pub(super) fn direction(&self, gradient: &[T]) -> Vec<T> {
        let mut direction: Vec<T> = gradient.iter().map(|g| -*g).collect();
        let mut shares = vec![0.0; self.pairs.len()];
        for (pair, share) in self.pairs.iter().zip(&mut shares).rev() {
            *share = dot(&pair.step, &direction) / pair.product;
            add(-*share, &pair.change, &mut direction);
        }
        let scale = T::from_double(self.scale);
        direction.iter_mut().for_each(|d| *d *= scale);
        for (pair, share) in self.pairs.iter().zip(&shares) {
            let back = dot(&pair.change, &direction) / pair.product;
            add(*share - back, &pair.step, &mut direction);
        }
        direction
    }

    /// Shows the pairs as lists, since there may be more or fewer of them; each number is kept
    /// exactly.
    pub(super) fn visit(&mut self, visitor: &mut dyn StateVisitor, length: usize) {
        let all = |part: fn(&Pair<T>) -> &[T]| -> Vec<f64> {
            self.pairs.iter().flat_map(part).map(|number| number.to_double()).collect()
        };
        let (mut steps, mut changes) = (all(|pair| &pair.step), all(|pair| &pair.change));
        let mut products = self.pairs.iter().map(|pair| pair.product).collect();
        visitor.numbers("history.steps", &mut steps);
        visitor.numbers("history.changes", &mut changes);
        visitor.numbers("history.products", &mut products);
        visitor.number("history.scale", &mut self.scale);
        let numbers = |values: &[f64]| values.iter().copied().map(T::from_double).collect();
        let pairs = steps.chunks_exact(length.max(1)).zip(changes.chunks_exact(length.max(1))).zip(products);
        self.pairs = pairs
            .map(|((step, change), product)| Pair { step: numbers(step), change: numbers(change), product })
            .collect();
    }
}
