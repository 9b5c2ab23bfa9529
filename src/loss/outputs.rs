//! The outputs that a loss takes: their meaning and their number, compared with the network's.

use crate::loss::Loss;
use crate::meaning::{Distances, LogProbabilities, Logits, Probabilities, Values};
use crate::network::{HasOutputs, Network, Several};
use core::marker::PhantomData;

/// Any outputs: what [`Mse`](crate::loss::Mse) takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnyOutputs {}

/// The scores of two or more classes, of the meaning `M`: `Classes<Logits>` is what
/// [`CrossEntropy`](struct@crate::loss::CrossEntropy) takes.
#[derive(Clone, Copy, Debug)]
pub struct Classes<M>(PhantomData<M>);

/// A loss that fits the outputs of network `N` and targets of type `Y`: what generic code asks for
/// that trains with any loss.
///
/// Every [`Loss`] is one for the networks whose outputs it takes, as [`Loss::Outputs`] says.
///
/// ```
/// use netwright::loss::LossFor;
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// /// The loss of a network without dropout.
/// fn loss_of<N: Trainable + Takes<2>, Y, L: LossFor<N, Y>>(
///     net: &N,
///     loss: &L,
///     sample: [N::Scalar; 2],
///     target: Y,
/// ) -> N::Scalar {
///     let mut rng = SmallRng::seed_from_u64(1);
///     net.forward_shared(&[sample], &mut Workspace::default(), &mut rng).loss(loss, &[target]).unwrap().value()
/// }
///
/// #[network(input = 2)]
/// struct Net(Linear<4>);
/// let net = Net::zeros();
/// assert_eq!(loss_of(&*net, &CrossEntropy, [1.0, 2.0], Label::<4>::new(1)?), 4.0_f32.ln());
/// assert_eq!(loss_of(&*net, &Mse, [1.0, 2.0], [1.0; 4]), 1.0);
/// # Ok::<(), netwright::Error>(())
/// ```
///
/// `CrossEntropy` computes the softmax itself. On the output of another one it would never come
/// near zero:
///
/// ```compile_fail
/// # use netwright::prelude::*;
/// # fn loss_of<N: Trainable, Y, L: netwright::loss::LossFor<N, Y>>(_: &N, _: &L, _: Y) {}
/// #[network(input = 2)]
/// struct Net(Linear<4>, Softmax);
/// loss_of(&*Net::zeros(), &CrossEntropy, Label::<4>::new(1).unwrap());
/// ```
///
/// Log-probabilities are scores whose softmax they come from, so that it would compute them twice,
/// which costs time and shows that something else was meant:
///
/// ```compile_fail
/// # use netwright::prelude::*;
/// # fn loss_of<N: Trainable, Y, L: netwright::loss::LossFor<N, Y>>(_: &N, _: &L, _: Y) {}
/// #[network(input = 2)]
/// struct Net(Linear<4>, LogSoftmax);
/// loss_of(&*Net::zeros(), &CrossEntropy, Label::<4>::new(1).unwrap());
/// ```
///
/// Nor does a single output that a const parameter says tell classes apart:
///
/// ```compile_fail,E0080
/// # use netwright::prelude::*;
/// # use rand::{SeedableRng, rngs::SmallRng};
/// #[network(input = 2)]
/// struct Net<const CLASSES: usize>(Linear<CLASSES>);
/// let mut net = Net::<1>::zeros();
/// let (mut workspace, mut rng) = (Workspace::default(), SmallRng::seed_from_u64(1));
/// let _ = net.forward(&[[1.0, 2.0]], &mut workspace, &mut rng).loss(&CrossEntropy, &[Label::<1>::new(0).unwrap()]);
/// ```
#[diagnostic::on_unimplemented(
    message = "the loss `{Self}` does not fit the network `{N}` with targets of type `{Y}`",
    label = "does not fit the network and the targets",
    note = "losses of classes take targets that are classes, as many as there are outputs; others take `[T; N]`, a number for each output",
    note = "weights of classes or of outputs, `[f64; N]`, must be as many as there are outputs"
)]
pub trait LossFor<N: Network, Y>: Loss<N::Scalar, N::OutDim, Y> {}

impl<N, Y, L> LossFor<N, Y> for L
where
    N: Network,
    L: Loss<N::Scalar, N::OutDim, Y>,
    L::Outputs: TakesOutputsOf<L, N>,
{
}

/// The outputs that a loss `L` asks for, where those of `N` are such.
pub trait TakesOutputsOf<L, N> {}

impl<L, N> TakesOutputsOf<L, N> for AnyOutputs {}
impl<L, N: HasOutputs<Meaning: TakenBy<L, N, Logits>>> TakesOutputsOf<L, N> for Logits {}
impl<L, N: HasOutputs<Meaning: TakenBy<L, N, Probabilities>>> TakesOutputsOf<L, N> for Probabilities {}
impl<L, N: HasOutputs<Meaning: TakenBy<L, N, LogProbabilities>>> TakesOutputsOf<L, N> for LogProbabilities {}
impl<L, N: HasOutputs<Meaning: TakenBy<L, N, Distances>>> TakesOutputsOf<L, N> for Distances {}
impl<L, N: HasOutputs<Meaning: TakenBy<L, N, Values>>> TakesOutputsOf<L, N> for Values {}
impl<L, N: HasOutputs<Shape: SeveralFor<L, N>>, M: TakesOutputsOf<L, N>> TakesOutputsOf<L, N> for Classes<M> {}

/// The meaning of the outputs of `N`, where a loss that asks for `Outputs` takes them. Each meaning
/// has a trait of its own, which has its own words.
#[diagnostic::on_unimplemented(
    message = "the loss `{L}` may not fit `{N}`, whose outputs have the unknown meaning `{Self}`",
    label = "this loss takes `{Outputs}`",
    note = "in generic code require that it fits, `where L: LossFor<N, Y>`, or the meaning of the outputs, `N: Signature<Meaning = Logits>`"
)]
pub trait TakenBy<L, N, Outputs> {}

impl<L, N, O: TakesLogits<L, N>> TakenBy<L, N, O> for Logits {}
impl<L, N, O: TakesProbabilities<L, N>> TakenBy<L, N, O> for Probabilities {}
impl<L, N, O: TakesLogProbabilities<L, N>> TakenBy<L, N, O> for LogProbabilities {}
impl<L, N, O: TakesDistances<L, N>> TakenBy<L, N, O> for Distances {}
impl<L, N, O: TakesValues<L, N>> TakenBy<L, N, O> for Values {}
impl<L, N, O: TakesSeveralOutputs<L, N>, A, B> TakenBy<L, N, O> for (A, B) {}

/// Asked for several outputs of `N`.
#[diagnostic::on_unimplemented(
    message = "the loss `{L}` does not fit `{N}`, which has several outputs",
    label = "this loss takes a single output",
    note = "a network `Face` with named outputs has a struct `FaceLoss`, with a loss for each of them"
)]
pub trait TakesSeveralOutputs<L, N> {}

/// Asked for logits of `N`.
#[diagnostic::on_unimplemented(
    message = "the loss `{L}` does not fit `{N}`, whose outputs are logits: any numbers",
    label = "this loss takes `{Self}`",
    note = "train with `CrossEntropy`, which takes logits, or end the network in `LogSoftmax` for `Nll`"
)]
pub trait TakesLogits<L, N> {}

/// Asked for probabilities of `N`.
#[diagnostic::on_unimplemented(
    message = "the loss `{L}` does not fit `{N}`, whose outputs are probabilities already",
    label = "this loss takes `{Self}`",
    note = "leave out the `Softmax` and train with `CrossEntropy`, which computes it; `predict_proba` still gives probabilities",
    note = "or replace it by `LogSoftmax` and train with `Nll`"
)]
pub trait TakesProbabilities<L, N> {}

/// Asked for logarithms of probabilities of `N`.
#[diagnostic::on_unimplemented(
    message = "the loss `{L}` does not fit `{N}`, whose outputs are log-probabilities already",
    label = "this loss takes `{Self}`",
    note = "leave out the `LogSoftmax` and train with `CrossEntropy`, which computes it; `predict_proba` still gives probabilities",
    note = "or train with `Nll`, which takes log-probabilities"
)]
pub trait TakesLogProbabilities<L, N> {}

/// Asked for distances of `N`.
#[diagnostic::on_unimplemented(
    message = "the loss `{L}` does not fit `{N}`, whose outputs are distances, the smallest of which wins",
    label = "this loss takes `{Self}`",
    note = "end the network in a step `Neg` and train with `CrossEntropy`: negative distances are logits"
)]
pub trait TakesDistances<L, N> {}

/// Asked for plain values of `N`.
#[diagnostic::on_unimplemented(
    message = "the loss `{L}` does not fit `{N}`, whose outputs are plain values, not scores of classes",
    label = "this loss takes `{Self}`",
    note = "`CrossEntropy` takes any numbers: leave out the activation at the end, or add a `Linear` with an output for each class",
    note = "to learn the values themselves, train with `Mse`"
)]
pub trait TakesValues<L, N> {}

impl<L, N> TakesLogits<L, N> for Logits {}
impl<L, N> TakesProbabilities<L, N> for Probabilities {}
impl<L, N> TakesLogProbabilities<L, N> for LogProbabilities {}
impl<L, N> TakesDistances<L, N> for Distances {}
impl<L, N> TakesValues<L, N> for Values {}

/// The shape of outputs for two or more classes, which the loss `L` asks of `N`. What a const
/// parameter says is asserted where the loss is computed.
#[diagnostic::on_unimplemented(
    message = "the loss `{L}` does not fit `{N}`, which has no outputs for two or more classes",
    label = "this loss takes an output for each class, in a flat vector",
    note = "for two classes end in `Linear<2>`, with targets that are classes",
    note = "or keep a single output, and train it with `Mse` on numbers, `[0.0]` and `[1.0]`",
    note = "in generic code require that the loss fits, `where L: LossFor<N, Y>`, or that there are classes, `N: Classifier`"
)]
pub trait SeveralFor<L, N> {}

#[diagnostic::do_not_recommend]
impl<L, N, Output: Several> SeveralFor<L, N> for Output {}

/// Fails to compile unless there are two classes, where only the finished program knows their
/// number.
pub(super) const fn assert_several(outputs: usize) {
    assert!(
        outputs > 1,
        "a loss of classes needs two or more outputs, one for each class; one output is trained with `Mse`"
    );
}
