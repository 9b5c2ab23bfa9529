//! The outputs that a metric takes, compared with the network's.

use crate::loss::AnyOutputs;
use crate::meaning::Scores;
use crate::metrics::Measure;
use crate::network::{HasOutputs, Network};

/// Scores of classes of any meaning: logits, probabilities or their logarithms, distances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnyScores {}

/// A metric that fits the outputs of network `N` and targets of type `Y`.
///
/// ```
/// use netwright::metrics::MetricFor;
/// use netwright::prelude::*;
///
/// /// The metric of a network on one sample.
/// fn of_one<N: Network + Takes<2>, Y, M: MetricFor<N, Y>>(
///     net: &N,
///     metric: M,
///     sample: [N::Scalar; 2],
///     target: Y,
/// ) -> f64
/// where
///     N: Trainable,
/// {
///     net.measure(metric, &[sample], &[target]).unwrap().value()
/// }
///
/// #[network(input = 2)]
/// struct Net(Linear<4>);
/// # use netwright::metrics::Accuracy;
/// assert_eq!(of_one(&*Net::zeros(), Accuracy::default(), [1.0, 2.0], Label::<4>::new(1)?), 0.0);
/// # Ok::<(), netwright::Error>(())
/// ```
///
/// The outputs of an activation are no scores:
///
/// ```compile_fail
/// # use netwright::metrics::Accuracy;
/// # use netwright::prelude::*;
/// #[network(input = 2)]
/// struct Net(Linear<4>, Tanh);
/// let _ = Net::zeros().measure(Accuracy::default(), &[[1.0, 2.0]], &[Label::<4>::new(1).unwrap()]);
/// ```
pub trait MetricFor<N: Network, Y>: Measure<N::Scalar, N::OutDim, Y> {}

impl<N, Y, M> MetricFor<N, Y> for M
where
    N: Network,
    M: Measure<N::Scalar, N::OutDim, Y>,
    M::Outputs: MeasuresOutputsOf<M, N>,
{
}

/// The outputs that a metric `M` asks for, where those of `N` are such.
pub trait MeasuresOutputsOf<M, N> {}

impl<M, N> MeasuresOutputsOf<M, N> for AnyOutputs {}
impl<M, N: HasOutputs<Meaning: ScoresFor<M, N>>> MeasuresOutputsOf<M, N> for AnyScores {}

/// Asked for scores of `N`.
#[diagnostic::on_unimplemented(
    message = "the metric `{M}` does not fit `{N}`, whose outputs are plain values, not scores of classes",
    label = "this metric takes scores of classes",
    note = "leave out the activation at the end, or add a `Linear` with an output for each class"
)]
pub trait ScoresFor<M, N> {}

#[diagnostic::do_not_recommend]
impl<M, N, Outputs: Scores> ScoresFor<M, N> for Outputs {}
