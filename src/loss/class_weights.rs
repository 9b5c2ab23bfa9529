//! A weight for each class, or none.

/// No weights: all classes count as 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unweighted;

/// Weights of the `N` classes, or of the `N` outputs: [`Unweighted`], or one for each, `[f64; N]`.
///
/// ```compile_fail
/// # use netwright::prelude::*;
/// # fn trained<N: Trainable, Y, L: netwright::loss::LossFor<N, Y>>(_: &N, _: L, _: Y) {}
/// #[network(input = 2)]
/// struct Net(Linear<4>);
/// trained(&*Net::zeros(), CrossEntropy::default().class_weights([1.0, 2.0, 4.0]), Label::<4>::new(1).unwrap());
/// ```
#[diagnostic::on_unimplemented(
    message = "a loss for {N} outputs needs a weight for each of them, but has `{Self}`",
    label = "not a weight for each of {N} outputs"
)]
pub trait ClassWeights<const N: usize>: Copy + core::fmt::Debug {
    /// Returns the weights; none if all are 1.
    fn as_weights(&self) -> &[f64];
}

impl<const N: usize> ClassWeights<N> for Unweighted {
    #[inline(always)]
    fn as_weights(&self) -> &[f64] {
        &[]
    }
}

impl<const N: usize> ClassWeights<N> for [f64; N] {
    #[inline(always)]
    fn as_weights(&self) -> &[f64] {
        self
    }
}
