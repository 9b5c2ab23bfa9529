//! Gradient checks: hand-derived backward passes against central differences.
//!
//! For a parameter or an input `x` and the loss `E`, the quotient `(E(x + h) - E(x - h)) / 2h`
//! differs from `dE/dx` by an error of the order `h²`, and by what rounding makes of `E`, divided
//! by `h`. In double precision that leaves about ten digits of a derivative of the size of the
//! loss, in which a wrong derivation shows at once.
//!
//! Smaller derivatives leave fewer. So rounding is measured, and what it may make of a quotient is
//! allowed for, and no more: a tensor whose derivatives could all be rounding is checked with
//! larger steps, and if these do not tell them apart either, [`Report::unshown`] says that nothing
//! was shown about it.
//!
//! Kinks have no derivative: keep the inputs of `Relu` away from 0 and those of `Max` apart.

mod compare;
mod passes;
mod places;
mod points;
mod probe;
mod report;

use crate::error::Error;
use crate::layer::{Differentiable, Flatten};
use crate::loss::{Loss, LossFor, mean, require_trainable};
use crate::scalar::{Double, Real};
use crate::train::batches::require_batch;
use crate::train::{Pass, Trainable, Workspace};
use crate::value::{Inputs, Samples, View, ViewMut};
use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use compare::compare;
use nalgebra::{Const, Dim, DimName, Dyn};
use passes::LayerPasses;
use places::InputFeatures;
use points::Features;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng, RngExt, SeedableRng};

pub use points::Points;
pub use report::{Report, Unshown};

/// The settings of a check.
///
/// ```
/// use netwright::gradcheck::Gradcheck;
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::StdRng};
///
/// #[network(input = 2)]
/// struct Net(Linear<3>);
///
/// let mut rng = StdRng::seed_from_u64(1);
/// let layer = &Net::<f64>::init(&mut rng).0;
/// let report = Gradcheck::default().layer(layer, &[[0.5, -1.0], [2.0, 0.1]], &mut rng)?;
/// assert_eq!(report.checked, 6 + 3 + 4); // weight, bias, two samples
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gradcheck {
    /// The step `h`, for numbers up to the size 1; for larger ones it grows with them. Others are
    /// taken where it tells too little.
    pub step: f64,
    /// The largest error that passes, relative to the derivative, besides what rounding makes of
    /// the difference.
    pub tolerance: f64,
}

impl Default for Gradcheck {
    fn default() -> Self {
        Gradcheck { step: 1e-5, tolerance: 1e-7 }
    }
}

/// Checks all gradients of a network, of parameters and of samples, with the default settings; see
/// [`Gradcheck::network`].
///
/// ```
/// use netwright::data::Label;
/// use netwright::gradcheck::gradcheck;
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::StdRng};
///
/// #[network(input = 2)]
/// struct Net {
///     hidden: Linear<4>,
///     tanh: Tanh,
///     logits: Linear<3>,
/// }
///
/// let mut rng = StdRng::seed_from_u64(1);
/// let net = Net::<f64>::init(&mut rng);
/// let labels = Label::<3>::from_indices([0, 2])?;
/// let report = gradcheck(&*net, &[[0.1, 0.2], [0.3, 0.4]], &CrossEntropy, &labels, &mut rng)?;
/// assert_eq!(report.checked, Net::PARAMS + 4);
/// # Ok::<(), netwright::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::WrongGradient`] names the place, the derivative that was computed and the quotient; and
/// the errors of [`Pass::loss`].
pub fn gradcheck<N, X, L, Y, R>(network: &N, samples: &X, loss: &L, targets: &[Y], rng: &mut R) -> Result<Report, Error>
where
    N: Trainable<Scalar: Double>,
    X: Samples<N::Scalar, N::InDim> + ?Sized,
    L: LossFor<N, Y>,
    R: Rng + ?Sized,
{
    Gradcheck::default().network(network, samples, loss, targets, rng)
}

impl Gradcheck {
    /// Checks all gradients of a network: of every parameter, frozen ones included, and of every
    /// feature of the samples but [indices](crate::layer::Layer::indices), which have none.
    ///
    /// All passes draw the same numbers, from a seed that is drawn from `rng`, so that dropout
    /// leaves out the same features each time.
    ///
    /// # Errors
    ///
    /// [`Error::WrongGradient`] names the place, the derivative that was computed and the quotient;
    /// and the errors of [`Pass::loss`].
    pub fn network<N, X, L, Y, R>(
        &self,
        network: &N,
        samples: &X,
        loss: &L,
        targets: &[Y],
        rng: &mut R,
    ) -> Result<Report, Error>
    where
        N: Trainable<Scalar: Double>,
        X: Samples<N::Scalar, N::InDim> + ?Sized,
        L: LossFor<N, Y>,
        R: Rng + ?Sized,
    {
        let input = samples.view();
        let batch = input.shape_generic().1;
        let rng = Xoshiro256PlusPlus::from_rng(rng);
        let mut workspace = Workspace::<N, X::Batch>::default();
        let mut gradients = N::zeros();
        let mut input_gradient = vec![N::Scalar::default(); input.len()];
        let view = ViewMut::from_slice_generic(&mut input_gradient, N::InDim::name(), batch);
        workspace.forward(network, input, &mut rng.clone());
        // The statistics are moved before the backward pass, which must not depend on them.
        let mut absorbed = network.copy();
        absorbed.absorb_from(&mut workspace);
        let scored = Pass::after_forward(&*absorbed, input, &mut workspace).loss(loss, targets)?;
        scored.backward_to_input(&mut gradients, view);
        let value = |network: &N, samples: &[N::Scalar]| {
            let input = View::from_slice_generic(samples, N::InDim::name(), batch);
            let scored = Pass::forward(network, input, &mut workspace, &mut rng.clone()).loss(loss, targets)?;
            Ok(probe::ProbedLoss::new(scored.value().to_double()))
        };
        let samples = (input.iter().copied().collect(), &input_gradient[..]);
        let inputs = InputFeatures::of::<_, N>(vec![N::InDim::dim()]);
        compare(self, (network, &*gradients), samples, &inputs, value)
    }

    /// Checks all gradients of a layer: of its parameters and of every feature of each input but
    /// [indices](crate::layer::Layer::indices), which have none.
    ///
    /// The loss is a sum of all outputs with random factors, drawn from `rng`. A layer with several
    /// inputs takes their samples in the form of the inputs; see [`Points`].
    ///
    /// ```
    /// use netwright::gradcheck::Gradcheck;
    /// use netwright::layer::Add;
    /// use rand::{SeedableRng, rngs::StdRng};
    ///
    /// let (a, b) = ([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]], [[1.1, 1.2, 1.3], [1.4, 1.5, 1.6]]);
    /// let report = Gradcheck::default().layer(&Add::<3, 2>, &[a, b], &mut StdRng::seed_from_u64(1))?;
    /// assert_eq!(report.checked, 2 * 3 * 2); // two inputs of three features, two samples
    /// # Ok::<(), netwright::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::WrongGradient`] names the place, the derivative that was computed and the quotient;
    /// [`Error::NoSamples`] if there is no input, [`Error::BatchTooSmall`] if the layer needs more
    /// samples, and [`Error::InvalidSetting`] if inputs have different numbers of samples.
    pub fn layer<T, L, X, R>(&self, layer: &L, samples: &X, rng: &mut R) -> Result<Report, Error>
    where
        T: Double,
        L: Differentiable<T>,
        X: Points<T, L::In> + ?Sized,
        R: Rng + ?Sized,
    {
        let (features, batch) = Features::of(samples)?;
        self.layer_at(layer, features, batch, rng)
    }

    fn layer_at<T, L, B, R>(&self, layer: &L, features: Features<T>, batch: B, rng: &mut R) -> Result<Report, Error>
    where
        T: Double,
        L: Differentiable<T>,
        B: Dim,
        R: Rng + ?Sized,
    {
        require_batch::<T, L>(batch.value())?;
        let Features { elements, sizes } = features;
        let factor = |_| T::from_double(rng.random_range(-1.0..1.0));
        let factors: Vec<T> = (0..L::Out::dim() * batch.value()).map(factor).collect();
        let rng = Xoshiro256PlusPlus::from_rng(rng);
        let mut passes = LayerPasses::new(batch);
        passes.forward(layer, &elements, &rng);
        // The statistics are moved before the backward pass, which must not depend on them.
        let mut absorbed = layer.copy();
        absorbed.absorb(&passes.saved);
        let mut gradients: Box<L> = bytemuck::zeroed_box();
        let input_gradient = passes.backward(&absorbed, &elements, &factors, &mut gradients);
        let value = |layer: &L, elements: &[T]| {
            passes.forward(layer, elements, &rng);
            let terms = || passes.output.iter().zip(&factors).map(|(y, factor)| y.to_double() * factor.to_double());
            Ok(probe::ProbedLoss { value: terms().sum(), size: terms().map(f64::abs).sum() })
        };
        let inputs = InputFeatures::of::<T, L>(sizes);
        compare(self, (layer, &*gradients), (elements, &input_gradient), &inputs, value)
    }

    /// Checks the gradient of a loss with respect to the outputs of a network, of which there are
    /// `N` for each sample: of single samples, and of the mean over the batch.
    ///
    /// ```
    /// use netwright::data::Label;
    /// use netwright::gradcheck::Gradcheck;
    /// use netwright::loss::CrossEntropy;
    ///
    /// let (outputs, labels) = ([[0.1, 0.7, -0.3], [2.0, 1.0, 0.5]], Label::<3>::from_indices([0, 2])?);
    /// let report = Gradcheck::default().loss(&CrossEntropy, &outputs, &labels)?;
    /// assert_eq!(report.checked, 6 + 6); // two samples of three outputs, one by one and together
    /// # Ok::<(), netwright::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::WrongGradient`] names the place, an output being an input of the loss, the
    /// derivative that was computed and the quotient; [`Error::TargetCount`] and
    /// [`Error::EmptyBatch`], and errors about settings and targets that the loss does not take.
    pub fn loss<T, Y, L, const N: usize>(&self, loss: &L, outputs: &[[T; N]], targets: &[Y]) -> Result<Report, Error>
    where
        T: Double,
        L: Loss<T, Const<N>, Y>,
    {
        require_trainable(loss, targets)?;
        let mut gradients = vec![T::zero(); outputs.len() * N];
        let mut one_by_one = |outputs: &[T], gradients: &mut [T]| {
            let rows = outputs.chunks_exact(N).zip(gradients.chunks_exact_mut(N)).zip(targets);
            let losses = rows.map(|((output, gradient), target)| loss.sample(output, target, gradient).to_double());
            Ok(losses.fold(probe::ProbedLoss::new(0.0), probe::ProbedLoss::plus))
        };
        let mut together = |outputs: &[T], gradients: &mut [T]| {
            let samples = Dyn(outputs.len() / N);
            let outputs = View::from_slice_generic(outputs, Const::<N>, samples);
            let gradients = ViewMut::from_slice_generic(gradients, Const::<N>, samples);
            Ok(probe::ProbedLoss::new(mean(loss, outputs, targets, gradients)?.to_double()))
        };
        // The number of targets is checked here, for both.
        together(outputs.as_flattened(), &mut gradients)?;
        let mut report = self.loss_function(outputs, &mut together)?;
        let single = self.loss_function(outputs, &mut one_by_one)?;
        report.checked += single.checked;
        report.worst = report.worst.max(single.worst);
        report.unshown.extend(single.unshown);
        Ok(report)
    }

    /// Checks a function of outputs that writes its gradient.
    fn loss_function<T: Double, const N: usize>(
        &self,
        outputs: &[[T; N]],
        function: &mut LossOfOutputs<'_, T>,
    ) -> Result<Report, Error> {
        let outputs = outputs.as_flattened();
        let (mut gradients, mut unused) = (vec![T::zero(); outputs.len()], vec![T::zero(); outputs.len()]);
        function(outputs, &mut gradients)?;
        // It stands for a network without parameters.
        let subject = Flatten::<1>;
        let inputs = InputFeatures::of::<T, Flatten<1>>(vec![N]);
        compare(self, (&subject, &subject), (outputs.to_vec(), &gradients), &inputs, |_, outputs| {
            function(outputs, &mut unused)
        })
    }

    /// Checks that the settings make sense.
    fn validate(&self) -> Result<(), Error> {
        let Gradcheck { step, tolerance } = *self;
        if !(step.is_finite() && step > 0.0) {
            let expected = "a finite number above 0";
            return Err(Error::InvalidSetting { name: "the step of a gradient check", expected, found: step });
        }
        if !(tolerance.is_finite() && tolerance >= 0.0) {
            let expected = "a finite number that is not negative";
            return Err(Error::InvalidSetting {
                name: "the tolerance of a gradient check",
                expected,
                found: tolerance,
            });
        }
        Ok(())
    }
}

/// A loss as a function of outputs that writes its gradient.
type LossOfOutputs<'f, T> = dyn FnMut(&[T], &mut [T]) -> Result<probe::ProbedLoss, Error> + 'f;

/// Fails unless all gradients of a network agree with differences, at random parameters and a few
/// random samples: what the argument `gradcheck` becomes.
///
/// It looks at several networks as long as there are tensors about which nothing was shown, and
/// fails if some are left, unless nothing depends on them: all of their derivatives are zero, by
/// the backward pass and by differences.
///
/// # Panics
///
/// If a gradient is wrong, or cannot be checked: it is what a generated test calls.
pub fn assert_gradients<N: Trainable<Scalar = f64>>() {
    const SAMPLES: usize = 3;
    const NETWORKS: usize = 4;
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(0);
    let mut unshown: Option<Vec<Unshown>> = None;
    for _ in 0..NETWORKS {
        let network = N::init(&mut rng);
        let sizes: Vec<_> = (0..N::Inputs::SIZES.count()).map(|input| N::Inputs::SIZES.size(input)).collect();
        let number = |classes: Option<usize>| match classes {
            #[allow(clippy::cast_precision_loss)] // There are at most 2^24 classes.
            Some(classes) => rng.random_range(0..classes) as f64,
            None => rng.random_range(-1.0..1.0),
        };
        let elements = InputFeatures::of::<_, N>(sizes.clone()).classes(SAMPLES).into_iter().map(number).collect();
        let samples = Features { elements, sizes };
        let report = Gradcheck::default().layer_at(&*network, samples, Dyn(SAMPLES), &mut rng);
        let mut now = report.unwrap_or_else(|error| panic!("`{}`: {error}", N::NAME)).unshown;
        if let Some(before) = unshown {
            now.retain(|unshown| before.iter().any(|before| before.tensor == unshown.tensor));
        }
        if now.is_empty() {
            return;
        }
        unshown = Some(now);
    }
    if let Some(unshown) = unshown.iter().flatten().find(|unshown| !unshown.is_zero()) {
        panic!("`{}`: {unshown}", N::NAME);
    }
}
