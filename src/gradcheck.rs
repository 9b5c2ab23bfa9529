//! Gradient checks: hand-derived backward passes against central differences.
//!
//! For a parameter or an input `x` and the loss `E`, the quotient `(E(x + h) - E(x - h)) / 2h` differs from `dE/dx` by an error of
//! the order `h²`. In double precision that leaves about ten digits, in which a wrong derivation shows at once.
//!
//! Kinks have no derivative: keep the inputs of `Relu` away from 0 and those of `Max` apart, by more than the step.

use crate::error::Error;
use crate::kernel::simd::dispatch;
use crate::layer::{Backward, BackwardPass, Differentiable, ForwardPass, Parameters, Saved, Tensor};
use crate::loss::Loss;
use crate::scalar::{Double, Real};
use crate::train::{Pass, Trainable, Workspace};
use crate::value::{Features, Samples, View, ViewMut};
use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use nalgebra::{Dim, DimName, Dyn};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng, RngExt, SeedableRng};

/// What a check that found nothing wrong has done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Report {
    /// How many derivatives were compared.
    pub checked: usize,
    /// The largest error, relative to the derivative where that is above 1.
    pub worst: f64,
}

/// The settings of a check.
///
/// ```
/// use netwright::gradcheck::Gradcheck;
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// #[network(input = 2)]
/// struct Net(Linear<3>);
///
/// let mut rng = SmallRng::seed_from_u64(1);
/// let layer = &Net::<f64>::init(&mut rng).0;
/// let report = Gradcheck::default().layer(layer, &[[0.5, -1.0], [2.0, 0.1]], &rng)?;
/// assert_eq!(report.checked, 6 + 3 + 4); // weight, bias, two samples
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gradcheck {
    /// The step `h`, for numbers of the size 1; for larger ones it grows with them.
    pub step: f64,
    /// The largest error that passes, relative to the derivative where that is above 1.
    pub tolerance: f64,
}

impl Default for Gradcheck {
    fn default() -> Self {
        Gradcheck { step: 1e-5, tolerance: 1e-7 }
    }
}

/// Checks all gradients of a network, of parameters and of samples, with the default settings; see [`Gradcheck::network`].
///
/// ```
/// use netwright::data::Label;
/// use netwright::gradcheck::gradcheck;
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// #[network(input = 2)]
/// struct Net {
///     hidden: Linear<4>,
///     tanh: Tanh,
///     logits: Linear<3>,
/// }
///
/// let mut rng = SmallRng::seed_from_u64(1);
/// let net = Net::<f64>::init(&mut rng);
/// let labels = Label::<3>::from_indices([0, 2])?;
/// let report = gradcheck(&*net, &[[0.1, 0.2], [0.3, 0.4]], &CrossEntropy, &labels, &rng)?;
/// assert_eq!(report.checked, Net::PARAMS + 4);
/// # Ok::<(), netwright::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::WrongGradient`] names the place, the derivative that was computed and the quotient; and the errors of [`Pass::loss`].
pub fn gradcheck<N, X, L, Y, R>(network: &N, samples: &X, loss: &L, targets: &[Y], rng: &R) -> Result<Report, Error>
where
    N: Trainable<Scalar: Double>,
    X: Samples<N::Scalar, N::InDim> + ?Sized,
    L: Loss<N::Scalar, N::OutDim, Y>,
    R: Rng + Clone,
{
    Gradcheck::default().network(network, samples, loss, targets, rng)
}

impl Gradcheck {
    /// Checks all gradients of a network: of every parameter, frozen ones included, and of every feature of the samples.
    ///
    /// Every pass draws from a clone of `rng`, so that dropout leaves out the same features each time.
    ///
    /// # Errors
    ///
    /// [`Error::WrongGradient`] names the place, the derivative that was computed and the quotient; and the errors of [`Pass::loss`].
    pub fn network<N, X, L, Y, R>(
        &self,
        network: &N,
        samples: &X,
        loss: &L,
        targets: &[Y],
        rng: &R,
    ) -> Result<Report, Error>
    where
        N: Trainable<Scalar: Double>,
        X: Samples<N::Scalar, N::InDim> + ?Sized,
        L: Loss<N::Scalar, N::OutDim, Y>,
        R: Rng + Clone,
    {
        let input = samples.view();
        let batch = input.shape_generic().1;
        let mut workspace = Workspace::<N, X::Batch>::default();
        let mut gradients = N::zeros();
        let mut input_gradient = vec![N::Scalar::default(); input.len()];
        let view = ViewMut::from_slice_generic(&mut input_gradient, N::InDim::name(), batch);
        let scored = Pass::forward(network, input, &mut workspace, &mut rng.clone()).loss(loss, targets)?;
        scored.backward_to_input(&mut gradients, view);
        let value = |network: &N, samples: &[N::Scalar]| {
            let input = View::from_slice_generic(samples, N::InDim::name(), batch);
            let scored = Pass::forward(network, input, &mut workspace, &mut rng.clone()).loss(loss, targets)?;
            Ok(scored.value().to_double())
        };
        let derivatives = Derivatives { parameters: &*gradients, samples: &input_gradient, features: N::InDim::dim() };
        self.compare(network, input.iter().copied().collect(), &derivatives, value)
    }

    /// Checks all gradients of a layer with one input: of its parameters and of every feature of the samples.
    ///
    /// The loss is a sum of all outputs with random factors, drawn from a clone of `rng`.
    ///
    /// # Errors
    ///
    /// [`Error::WrongGradient`] names the place, the derivative that was computed and the quotient.
    pub fn layer<T, L, X, R>(&self, layer: &L, samples: &X, rng: &R) -> Result<Report, Error>
    where
        T: Double,
        L: Differentiable<T, In: Features>,
        X: Samples<T, L::In> + ?Sized,
        R: Rng + Clone,
    {
        self.layer_at(layer, samples.view(), rng)
    }

    fn layer_at<T, L, B, R>(&self, layer: &L, input: View<'_, T, L::In, B>, rng: &R) -> Result<Report, Error>
    where
        T: Double,
        L: Differentiable<T, In: Features>,
        B: Dim,
        R: Rng + Clone,
    {
        let batch = input.shape_generic().1;
        let mut factors_rng = rng.clone();
        let mut factor = |_| T::from_double(factors_rng.random_range(-1.0..1.0));
        let factors: Vec<T> = (0..L::Out::dim() * batch.value()).map(&mut factor).collect();
        let mut output = vec![T::zero(); factors.len()];
        let mut saved = L::Saved::default();
        saved.reserve(batch);
        let forward = |layer: &L, samples: &[T], output: &mut [T], saved: &mut L::Saved<B>| {
            let input = <L::In as Features>::view(View::from_slice_generic(samples, L::In::name(), batch));
            let output = ViewMut::from_slice_generic(output, L::Out::name(), batch);
            dispatch(ForwardPass { layer, input, output, saved, rng: &mut rng.clone() });
        };
        let samples: Vec<T> = input.iter().copied().collect();
        forward(layer, &samples, &mut output, &mut saved);
        let mut gradients: Box<L> = bytemuck::zeroed_box();
        let mut input_gradient = vec![T::zero(); samples.len()];
        let column_gradient = ViewMut::from_slice_generic(&mut input_gradient, L::In::name(), batch);
        let pass = Backward {
            input: <L::In as Features>::view(input),
            output: View::from_slice_generic(&output, L::Out::name(), batch),
            saved: &mut saved,
            output_gradient: View::from_slice_generic(&factors, L::Out::name(), batch),
            input_gradient: Some(<L::In as Features>::view_mut(column_gradient)),
        };
        dispatch(BackwardPass { layer, pass, gradients: &mut *gradients });
        let value = |layer: &L, samples: &[T]| {
            forward(layer, samples, &mut output, &mut saved);
            let sum = output.iter().zip(&factors).fold(T::zero(), |sum, (&y, &factor)| sum + y * factor);
            Ok(sum.to_double())
        };
        let derivatives = Derivatives { parameters: &*gradients, samples: &input_gradient, features: L::In::dim() };
        self.compare(layer, samples, &derivatives, value)
    }

    /// Compares derivatives with quotients of `value` around a layer or network and its samples.
    fn compare<T: Double, P: Parameters<T>>(
        &self,
        subject: &P,
        mut samples: Vec<T>,
        derivatives: &Derivatives<'_, T, P>,
        mut value: impl FnMut(&P, &[T]) -> Result<f64, Error>,
    ) -> Result<Report, Error> {
        let mut report = Report { checked: 0, worst: 0.0 };
        let mut copy = copy_of(subject);
        for (number, tensor) in tensors(subject, derivatives.parameters).iter().enumerate() {
            for (position, &derivative) in tensor.derivatives.iter().enumerate() {
                let h = self.step_at(tensor.values[position]);
                set(&mut *copy, number, position, tensor.values[position] + h);
                let above = value(&copy, &samples)?;
                set(&mut *copy, number, position, tensor.values[position] - h);
                let below = value(&copy, &samples)?;
                set(&mut *copy, number, position, tensor.values[position]);
                self.judge(
                    (above - below) / (2.0 * h.to_double()),
                    derivative.to_double(),
                    || tensor.place(position),
                    &mut report,
                )?;
            }
        }
        for (position, &derivative) in derivatives.samples.iter().enumerate() {
            let x = samples[position];
            let h = self.step_at(x);
            samples[position] = x + h;
            let above = value(&copy, &samples)?;
            samples[position] = x - h;
            let below = value(&copy, &samples)?;
            samples[position] = x;
            let place = || {
                let (sample, feature) = (position / derivatives.features, position % derivatives.features);
                format!("input[{feature}] of sample {sample}")
            };
            self.judge((above - below) / (2.0 * h.to_double()), derivative.to_double(), place, &mut report)?;
        }
        Ok(report)
    }

    fn step_at<T: Real>(&self, x: T) -> T {
        T::from_double(self.step * x.to_double().abs().max(1.0))
    }

    fn judge(
        &self,
        quotient: f64,
        derivative: f64,
        place: impl Fn() -> String,
        report: &mut Report,
    ) -> Result<(), Error> {
        let error = (quotient - derivative).abs() / quotient.abs().max(derivative.abs()).max(1.0);
        if error.is_nan() || error > self.tolerance {
            return Err(Error::WrongGradient { place: place(), derivative, quotient });
        }
        report.checked += 1;
        report.worst = report.worst.max(error);
        Ok(())
    }
}

/// Fails unless all gradients of a network of random parameters agree with differences, at a few random samples: what the argument `gradcheck` becomes.
///
/// # Panics
///
/// If a gradient is wrong: it is what a generated test calls.
pub fn assert_gradients<N: Trainable<Scalar = f64>>() {
    const SAMPLES: usize = 3;
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(0);
    let network = N::init(&mut rng);
    let mut number = |_| rng.random_range(-1.0..1.0);
    let samples: Vec<f64> = (0..N::InDim::dim() * SAMPLES).map(&mut number).collect();
    let samples = View::from_slice_generic(&samples, N::InDim::name(), Dyn(SAMPLES));
    if let Err(error) = Gradcheck::default().layer_at(&*network, samples, &rng) {
        panic!("`{}`: {error}", N::NAME);
    }
}

/// What a backward pass has computed.
struct Derivatives<'a, T, P> {
    parameters: &'a P,
    samples: &'a [T],
    /// How many features a sample has.
    features: usize,
}

/// The numbers of one tensor and their derivatives, in the order of memory.
struct TensorDerivatives<T> {
    name: String,
    /// The mathematical indices of each element.
    indices: Vec<String>,
    values: Vec<T>,
    derivatives: Vec<T>,
}

impl<T> TensorDerivatives<T> {
    fn place(&self, position: usize) -> String {
        format!("{}[{}]", self.name, self.indices[position])
    }
}

fn tensors<T: Real, P: Parameters<T>>(subject: &P, gradients: &P) -> Vec<TensorDerivatives<T>> {
    let mut tensors = Vec::new();
    P::tensors(&mut |tensor| {
        tensors.push(TensorDerivatives {
            name: tensor.path().to_string(),
            indices: indices(tensor),
            values: subject.as_slice()[tensor.range()].to_vec(),
            derivatives: gradients.as_slice()[tensor.range()].to_vec(),
        });
    });
    tensors
}

fn indices(tensor: &Tensor<'_>) -> Vec<String> {
    match *tensor.shape() {
        [rows, columns] => {
            let mut indices = vec![String::new(); rows * columns];
            for row in 0..rows {
                for column in 0..columns {
                    indices[tensor.offset(row, column)] = format!("{row}, {column}");
                }
            }
            indices
        }
        _ => (0..tensor.shape().iter().product()).map(|index: usize| index.to_string()).collect(),
    }
}

/// A copy that never passes over the stack.
fn copy_of<T: Real, P: Parameters<T>>(subject: &P) -> Box<P> {
    let mut copy: Box<P> = bytemuck::zeroed_box();
    copy.as_mut_slice().copy_from_slice(subject.as_slice());
    copy
}

/// Sets one element of one tensor.
fn set<T: Real, P: Parameters<T>>(subject: &mut P, tensor: usize, position: usize, value: T) {
    let mut number = 0;
    subject.for_each_mut(|_, values| {
        if number == tensor {
            values[position] = value;
        }
        number += 1;
    });
}
