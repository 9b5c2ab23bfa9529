//! Optimisers: how gradients change parameters.

/// An optimiser of the network `N`.
pub trait Optimizer<N> {
    /// The fifth of the five steps of training: moves the parameters of `network` against `gradients`.
    fn step(&mut self, network: &mut N, gradients: &N);
}
