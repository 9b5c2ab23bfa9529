//! Losses of outputs that each say yes or no: `BinaryCrossEntropy`, `BinaryCrossEntropyWithLogits`
//! and `BinaryFocal`.

use crate::error::Error;
use crate::kernel::math::Elementary;
use crate::kernel::simd::{Lanes, Portable, Simd};
use crate::loss::class_weights::{ClassWeights, Unweighted};
use crate::loss::elements::{ElementLoss, Mean, compiled_element, element_mean};
use crate::loss::settings::{require_share, require_size};
use crate::loss::targets::{require_probabilities, require_zeros_and_ones};
use crate::loss::weighted::weighable;
use crate::loss::{Loss, LossBatch};
use crate::meaning::{Logits, Values};
use crate::scalar::Real;
use alloc::format;
use alloc::string::String;
use nalgebra::{Const, SVector};

/// The mean `E = -1/N · Σ_i (t_i · ln x_i + (1 - t_i) · ln(1 - x_i))` over outputs `x` that are
/// probabilities, each by itself, and targets `t`, each `[N]`; PyTorch's `BCELoss`.
///
/// For networks that end in `Sigmoid`. [`BinaryCrossEntropyWithLogits`] is the same on the outputs
/// before it, exact for all numbers, and should be preferred. Here logarithms are at least -100, as
/// in PyTorch, so that a wrong output of 0 or 1 gives no infinite loss.
///
/// A target is a number from 0 to 1 for each output, `[T; N]`, or `[bool; N]`; for one output also
/// `bool`.
///
/// # Gradient
///
/// `dE/dx_i = 1/N · (x_i - t_i) / (x_i · (1 - x_i))`, with a denominator of at least 1e-12.
///
/// ```
/// use netwright::loss::{BinaryCrossEntropy, Loss};
/// use netwright::nalgebra::Const;
///
/// let mut gradient = [0.0_f64; 1];
/// let loss = Loss::<f64, Const<1>, bool>::sample(&BinaryCrossEntropy, &[0.5], &true, &mut gradient);
/// assert!((loss - 2.0_f64.ln()).abs() < 1e-15);
/// assert_eq!(gradient, [-2.0]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BinaryCrossEntropy;

weighable!([] BinaryCrossEntropy);

impl ElementLoss for BinaryCrossEntropy {
    #[inline(always)]
    fn value_and_slope<L: Lanes>(self, x: L, t: L, _: L) -> (L, L) {
        let (one, least) = (x.splat_f64(1.0), x.splat_f64(-100.0));
        // NaN, of outputs that are no probabilities, is not less than anything, and stays.
        let logarithm = |x: L| {
            let logarithm = L::Scalar::ln_lanes(x);
            logarithm.select_less(least, least, logarithm)
        };
        let rest = one - x;
        let value = (t - one) * logarithm(rest) - t * logarithm(x);
        // PyTorch's constant has single precision.
        (value, (x - t) / (x * rest).max(x.splat_f64(f64::from(1e-12_f32))))
    }

    compiled_element!(BinaryCrossEntropy);
}

/// The mean `E = -1/N · Σ_i (p_i · t_i · ln σ(x_i) + (1 - t_i) · ln(1 - σ(x_i)))` over the outputs
/// `x`, with `σ(x) = 1 / (1 + exp(-x))`, and the targets `t`, each `[N]`; PyTorch's
/// `BCEWithLogitsLoss`. The weights `p` of positive targets are 1 by default.
///
/// Sigmoid, logarithm and loss are one step, which is exact for numbers of any size.
///
/// With one output it tells two classes apart, with `bool` as targets. With several, each output is
/// a label that a sample has or has not, with targets `[bool; N]`. Both may be numbers from 0 to 1,
/// `[T; N]`.
///
/// # Gradient
///
/// `dE/dx_i = 1/N · ((1 - t_i + p_i · t_i) · σ(x_i) - p_i · t_i)`.
///
/// ```
/// use netwright::loss::{BinaryCrossEntropyWithLogits, Loss};
/// use netwright::nalgebra::Const;
///
/// let (loss, mut gradient) = (BinaryCrossEntropyWithLogits::default(), [0.0_f64; 2]);
/// let loss = Loss::<f64, Const<2>, [bool; 2]>::sample(&loss, &[1e4, -1e4], &[true, true], &mut gradient);
/// assert_eq!((loss, gradient), (5e3, [0.0, -0.5]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BinaryCrossEntropyWithLogits<W = Unweighted> {
    pos_weight: W,
}

impl Default for BinaryCrossEntropyWithLogits {
    fn default() -> Self {
        BinaryCrossEntropyWithLogits { pos_weight: Unweighted }
    }
}

impl<W> BinaryCrossEntropyWithLogits<W> {
    /// Sets a weight of positive targets for each output, as if there were so many more of them:
    /// the number of negative samples divided by that of positive ones makes up for the difference.
    #[must_use]
    pub fn pos_weight<const N: usize>(self, pos_weight: [f64; N]) -> BinaryCrossEntropyWithLogits<[f64; N]> {
        BinaryCrossEntropyWithLogits { pos_weight }
    }
}

weighable!([W] BinaryCrossEntropyWithLogits<W>);

/// The function of [`BinaryCrossEntropyWithLogits`], whose weights are elsewhere.
#[derive(Clone, Copy)]
struct Logistic;

impl ElementLoss for Logistic {
    #[inline(always)]
    fn value_and_slope<L: Lanes>(self, x: L, t: L, weight: L) -> (L, L) {
        let one = x.splat_f64(1.0);
        let positive = weight * t;
        let negative = one - t;
        let value = positive * softplus(x.splat_f64(0.0) - x) + negative * softplus(x);
        (value, (positive + negative) * L::Scalar::logistic_lanes(x) - positive)
    }

    compiled_element!(Logistic);
}

/// The mean `E = 1/N · Σ_i α_i · (1 - q_i)^γ · -ln q_i` over the outputs `x`, `[N]`, where `q_i` is
/// the probability that an output gives to its target: `σ(x_i)` for `true` and `1 - σ(x_i)` for
/// `false`. `α_i` is alpha for `true`, and 1 - alpha for `false`.
///
/// Targets that are found with certainty count for little. (T.-Y. Lin et al., "Focal loss for dense
/// object detection", 2017.) It is `sigmoid_focal_loss` of torchvision, averaged, with its alpha of
/// 0.25 and gamma of 2. [`Focal`](crate::loss::Focal) is for classes that exclude each other.
///
/// A target is `[bool; N]`, or 0 or 1 for each output, `[T; N]`; for one output also `bool`.
///
/// # Gradient
///
/// With `s = x_i` for `true` and `s = -x_i` for `false`, `q = σ(s)`:
/// `dE/ds = -α/N · (1 - q)^γ · ((1 - q) - γ · q · ln q)`.
///
/// ```
/// use netwright::loss::{BinaryFocal, Loss};
/// use netwright::nalgebra::Const;
///
/// let (loss, mut gradient) = (BinaryFocal::default(), [0.0_f64; 1]);
/// let loss = Loss::<f64, Const<1>, bool>::sample(&loss, &[0.0], &true, &mut gradient);
/// assert!((loss - 0.25 * 0.25 * 2.0_f64.ln()).abs() < 1e-15);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BinaryFocal {
    gamma: f64,
    alpha: f64,
}

impl Default for BinaryFocal {
    fn default() -> Self {
        BinaryFocal { gamma: 2.0, alpha: 0.25 }
    }
}

impl BinaryFocal {
    /// Sets the exponent; with 0 all targets count for as much.
    #[must_use]
    pub const fn gamma(self, gamma: f64) -> Self {
        BinaryFocal { gamma, ..self }
    }

    /// Sets the weight of positive targets, from 0 to 1; negative ones have the rest.
    #[must_use]
    pub const fn alpha(self, alpha: f64) -> Self {
        BinaryFocal { alpha, ..self }
    }
}

weighable!([] BinaryFocal);

impl ElementLoss for BinaryFocal {
    #[inline(always)]
    fn value_and_slope<L: Lanes>(self, x: L, t: L, _: L) -> (L, L) {
        let (zero, one, alpha) = (x.splat_f64(0.0), x.splat_f64(1.0), x.splat_f64(self.alpha));
        let gamma = x.splat_f64(self.gamma);
        let (sign, alpha) = (t + t - one, t * alpha + (one - t) * (one - alpha));
        let score = sign * x;
        // -ln q, and (1 - q)^gamma without its singular derivatives.
        let loss = softplus(zero - score);
        let certainty = alpha * L::Scalar::exp_lanes(zero - gamma * softplus(score));
        let q = L::Scalar::logistic_lanes(score);
        let slope = L::Scalar::logistic_lanes(zero - score) + gamma * q * loss;
        (certainty * loss, zero - sign * certainty * slope)
    }

    compiled_element!(BinaryFocal);
}

/// `ln(1 + exp(x))`, for all numbers: `max(x, 0) + ln(1 + exp(-|x|))`.
///
/// The logarithm of a sum near 1 has the relative error of the sum; the factor `e / (u - 1)` with
/// the rounded sum `u` undoes it. (W. Kahan; N. J. Higham, "Accuracy and stability of numerical
/// algorithms", 2nd edition, 2002, section 1.14.1.)
#[inline(always)]
fn softplus<L: Lanes>(x: L) -> L {
    let (zero, one) = (x.splat_f64(0.0), x.splat_f64(1.0));
    let e = L::Scalar::exp_lanes(zero - x.abs());
    let u = one + e;
    let d = u - one;
    let logarithm = zero.select_less(d, L::Scalar::ln_lanes(u) * (e / d), e);
    // NaN stays, as what is not less.
    x.select_less(zero, zero, x) + logarithm
}

/// A loss of `N` outputs that each say yes or no.
trait BinaryLoss<const N: usize> {
    type Element: ElementLoss;

    fn element(&self) -> Self::Element;

    /// The weight of each output; none if they are all 1.
    fn weights(&self) -> &[f64] {
        &[]
    }

    /// Checks the settings.
    fn require_valid<T: Real>(&self) -> Result<(), Error> {
        Ok(())
    }
}

impl<const N: usize> BinaryLoss<N> for BinaryCrossEntropy {
    type Element = Self;

    fn element(&self) -> Self {
        *self
    }
}

impl<const N: usize> BinaryLoss<N> for BinaryFocal {
    type Element = Self;

    fn element(&self) -> Self {
        *self
    }

    fn require_valid<T: Real>(&self) -> Result<(), Error> {
        require_size::<T>("the gamma of BinaryFocal", self.gamma)?;
        require_share("the alpha of BinaryFocal", self.alpha)
    }
}

impl<const N: usize, W: ClassWeights<N>> BinaryLoss<N> for BinaryCrossEntropyWithLogits<W> {
    type Element = Logistic;

    fn element(&self) -> Logistic {
        Logistic
    }

    fn weights(&self) -> &[f64] {
        self.pos_weight.as_weights()
    }

    fn require_valid<T: Real>(&self) -> Result<(), Error> {
        require_weights::<T>("a pos_weight of BinaryCrossEntropyWithLogits", self.pos_weight.as_weights())
    }
}

/// Implements [`Loss`] for one kind of target: the number of outputs, the target, and how its
/// numbers are written and checked.
macro_rules! binary_loss {
    ([$($parameters:tt)*] $loss:ty, $outputs:ty, $width:expr, $target:ty, $write:expr, $check:expr, $class:expr) => {
        impl<T: Real, $($parameters)*> Loss<T, Const<{ $width }>, $target> for $loss {
            type Outputs = $outputs;

            fn sample(&self, output: &[T], target: &$target, gradient: &mut [T]) -> T {
                let batch = LossBatch::new(output.len(), output, core::slice::from_ref(target), gradient);
                Loss::<T, Const<{ $width }>, $target>::batch(self, Portable, batch)
            }

            #[inline(always)]
            fn batch<S: Simd>(&self, simd: S, batch: LossBatch<'_, T, $target>) -> T {
                let element = BinaryLoss::<{ $width }>::element(self);
                let weights = BinaryLoss::<{ $width }>::weights(self);
                element_mean(simd, (element, Mean::OverOutputs, weights), batch, $write)
            }

            fn class(&self, target: &$target) -> Option<usize> {
                let class: fn(&$target) -> Option<usize> = $class;
                class(target)
            }

            fn check_target(&self, row: usize, target: &$target) -> Result<(), Error> {
                let check: fn(usize, &$target) -> Result<(), Error> = $check;
                check(row, target)
            }

            fn describe(&self) -> String {
                format!("{self:?}")
            }

            fn validate(&self) -> Result<(), Error> {
                BinaryLoss::<{ $width }>::require_valid::<T>(self)
            }
        }
    };
}

/// Implements [`Loss`] for all kinds of targets.
macro_rules! binary_losses {
    ($([$($one:tt)*] [$($many:tt)*] $loss:ty, $outputs:ty, $check:path;)*) => {
        $(
            binary_loss!(
                [$($one)*] $loss, $outputs, 1, bool,
                |&target, _, to| to.fill(number(target)),
                |_, _| Ok(()),
                |&target| Some(usize::from(target))
            );
            binary_loss!(
                [const N: usize, $($many)*] $loss, $outputs, N, [bool; N],
                |target, first, to| to.iter_mut().zip(&target[first..]).for_each(|(to, &target)| *to = number(target)),
                |_, _| Ok(()),
                |target| only(target).map(|&target| usize::from(target))
            );
            binary_loss!(
                [const N: usize, $($many)*] $loss, $outputs, N, [T; N],
                |target, first, to| to.copy_from_slice(&target[first..first + to.len()]),
                |row, target| $check(row, target),
                |target| only(target).map(class_of)
            );
            binary_loss!(
                [const N: usize, $($many)*] $loss, $outputs, N, SVector<T, N>,
                |target, first, to| to.copy_from_slice(&target.as_slice()[first..first + to.len()]),
                |row, target| $check(row, target.as_slice()),
                |target| only(target.as_slice()).map(class_of)
            );
        )*
    };
}

binary_losses! {
    [] [] BinaryCrossEntropy, Values, require_probabilities;
    [] [] BinaryFocal, Logits, require_zeros_and_ones;
    [W: ClassWeights<1>] [W: ClassWeights<N>] BinaryCrossEntropyWithLogits<W>, Logits, require_probabilities;
}

/// Returns the target of a single output. Several outputs do not exclude each other, and say no
/// class.
fn only<E>(targets: &[E]) -> Option<&E> {
    if let [target] = targets { Some(target) } else { None }
}

/// The class of a probability: 1 above one half.
fn class_of<T: Real>(probability: &T) -> usize {
    usize::from(probability.to_double() > 0.5)
}

fn number<T: Real>(target: bool) -> T {
    if target { T::one() } else { T::zero() }
}

/// Refuses weights of which one is negative, or not finite in `T`.
pub(super) fn require_weights<T: Real>(name: &'static str, weights: &[f64]) -> Result<(), Error> {
    weights.iter().try_for_each(|&weight| require_size::<T>(name, weight))
}
