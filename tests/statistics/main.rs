//! Statistics that training passes move: a user's layer that normalises a batch, and keeps a
//! running mean and variance for inference.

mod built_in;

use netwright::Error;
use netwright::gradcheck::{Gradcheck, gradcheck};
use netwright::layer::prelude::*;
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;

/// The rate at which the running statistics follow, PyTorch's default.
const MOMENTUM: f64 = 0.1;
const EPSILON: f64 = 1e-5;

/// `y_i = w_i·(x_i - m_i)/√(v_i + ε)`: in training with the mean and variance of the batch, after
/// it with the running ones.
///
/// As in PyTorch's `BatchNorm1d` the running variance follows the one that divides by `n - 1`.
#[derive(Parameters)]
struct Standardize<const N: usize, T: Real = f32> {
    weight: SVector<T, N>,
    #[statistic]
    running_mean: SVector<T, N>,
    #[statistic(initial = 1)]
    running_var: SVector<T, N>,
}

/// The mean and the variances of a batch, divided by `n` and by `n - 1`.
type Moments<T, const N: usize> = [SVector<T, N>; 3];

impl<T: Real, const N: usize> Standardize<N, T> {
    fn moments<B: Dim>(x: View<'_, T, Const<N>, B>) -> Moments<T, N> {
        let count = T::from_double(x.ncols() as f64);
        let mean = x.column_sum() / count;
        let squares = x.column_iter().fold(SVector::zeros(), |sum, x| sum + (x - mean).map(|d| d * d));
        [mean, squares / count, squares / (count - T::one())]
    }

    fn write<B: Dim>(
        &self,
        x: View<'_, T, Const<N>, B>,
        mut y: ViewMut<'_, T, Const<N>, B>,
        mean: &SVector<T, N>,
        variance: &SVector<T, N>,
    ) {
        for (x, mut y) in x.column_iter().zip(y.column_iter_mut()) {
            for i in 0..N {
                y[i] = self.weight[i] * (x[i] - mean[i]) / (variance[i] + T::from_double(EPSILON)).sqrt();
            }
        }
    }
}

impl<T: Real, const N: usize> Layer<T> for Standardize<N, T> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input, output, .. }: Infer<'_, T, Self, B>) {
        self.write(input, output, &self.running_mean, &self.running_var);
    }
}

impl<T: Real, const N: usize> Differentiable<T> for Standardize<N, T> {
    type Saved<B: Dim> = Once<Moments<T, N>>;

    fn forward_train<B: Dim, S: Simd>(&self, _: S, pass: Forward<'_, T, Self, B>) {
        let Forward { input, output, saved: Once(moments), .. } = pass;
        *moments = Self::moments(input);
        self.write(input, output, &moments[0], &moments[1]);
    }

    // With z = (x - m)/s: dx = w/s·(dy - mean(dy) - z·mean(dy·z)), dw = Σ dy·z.
    // (S. Ioffe and C. Szegedy, "Batch normalization", 2015.)
    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        let Backward { input: x, saved: Once([mean, variance, _]), output_gradient: dy, mut input_gradient, .. } = pass;
        let count = T::from_double(x.ncols() as f64);
        for i in 0..N {
            let deviation = (variance[i] + T::from_double(EPSILON)).sqrt();
            let z = |sample: usize| (x[(i, sample)] - mean[i]) / deviation;
            let along = (0..x.ncols()).fold(T::zero(), |sum, sample| sum + dy[(i, sample)] * z(sample));
            gradient.weight[i] += along;
            let (share, along) = (dy.row(i).sum() / count, along / count);
            let Some(dx) = &mut input_gradient else { continue };
            for sample in 0..x.ncols() {
                dx[(i, sample)] = self.weight[i] / deviation * (dy[(i, sample)] - share - z(sample) * along);
            }
        }
    }

    fn absorb<B: Dim>(&mut self, Once([mean, _, variance]): &Self::Saved<B>) {
        let rate = T::from_double(MOMENTUM);
        self.running_mean += (mean - self.running_mean) * rate;
        self.running_var += (variance - self.running_var) * rate;
    }

    fn initialize(&mut self, _: netwright::init::Init, _: &mut dyn Rng) {
        self.weight.fill(T::one());
    }
}

#[network(input = 2)]
struct Block {
    norm: Standardize<_>,
    fc: Linear<3>,
}

#[network(input = 2)]
struct Net {
    first: Standardize<_>,
    block: Block,
    tanh: Tanh,
    #[freeze]
    frozen: Standardize<_>,
    fc: Linear<1>,
}

const SAMPLES: [[f64; 2]; 4] = [[1.0, -2.0], [3.0, 0.5], [-1.0, 4.0], [2.0, 2.0]];
const TARGETS: [[f64; 1]; 4] = [[0.1], [0.7], [-0.3], [0.4]];
/// The means of the samples, and their variances with the divisor `n - 1`, by hand.
const MEAN: [f64; 2] = [1.25, 1.125];
const VARIANCE: [f64; 2] = [8.75 / 3.0, 19.1875 / 3.0];

fn rng() -> SmallRng {
    SmallRng::seed_from_u64(1)
}

fn assert_near<const N: usize>(found: &SVector<f64, N>, expected: [f64; N]) {
    assert!((found - SVector::from(expected)).amax() < 1e-12, "{found} and not {expected:?}");
}

/// Steps from `start` towards `goal`.
fn followed<const N: usize>(start: f64, goal: [f64; N], steps: i32) -> [f64; N] {
    goal.map(|goal| goal + (start - goal) * (1.0 - MOMENTUM).powi(steps))
}

#[test]
fn a_forward_pass_of_training_moves_statistics_once() {
    let mut net = Net::<f64>::init(&mut rng());
    let mut workspace = Workspace::default();
    assert_near(&net.first.running_mean, [0.0; 2]);
    assert_near(&net.first.running_var, [1.0; 2]);
    net.forward(&SAMPLES, &mut workspace, &mut rng()).loss(&Mse, &TARGETS).unwrap().backward(&mut Net::<f64>::zeros());
    for _ in 0..2 {
        assert_near(&net.first.running_mean, followed(0.0, MEAN, 1));
        assert_near(&net.first.running_var, followed(1.0, VARIANCE, 1));
        net.absorb_from(&mut workspace); // has been absorbed
    }
    // Within the block the samples are normalised already.
    assert_near(&net.block.norm.running_mean, [0.0; 2]);
    assert_near(
        &net.block.norm.running_var,
        followed(1.0, VARIANCE.map(|v| 4.0 / 3.0 * (0.75 * v) / (0.75 * v + EPSILON)), 1),
    );
    // Frozen parameters do not keep statistics from following the data, as in PyTorch.
    assert_ne!(net.frozen.running_mean, SVector::<f64, 3>::zeros());
    // Neither inference nor losses and accuracies of other data move them.
    let before = net.as_slice().to_vec();
    net.predict(&SAMPLES[0]);
    Trainable::loss(&*net, &Mse, &SAMPLES, &TARGETS).unwrap();
    Workspace::<Net<f64>>::default();
    net.absorb_from(&mut Workspace::<Net<f64>>::default()); // without a pass
    assert_eq!(net.as_slice(), before);
}

#[test]
fn fit_moves_them_and_the_optimiser_does_not() {
    let mut net = Net::<f64>::init(&mut rng());
    let frozen = net.frozen.weight;
    let data = Dataset::new(&SAMPLES, &TARGETS).unwrap();
    let decaying = Adam::new(0.01).weight_decay(0.5);
    Trainer::new(Mse, decaying).epochs(30).full_batch().fit(&mut net, &data).unwrap();
    assert_near(&net.first.running_mean, followed(0.0, MEAN, 30));
    assert_near(&net.first.running_var, followed(1.0, VARIANCE, 30));
    assert_ne!(net.first.weight, SVector::<f64, 2>::repeat(1.0));
    assert_eq!(net.frozen.weight, frozen);
    assert_ne!(net.frozen.running_mean, SVector::<f64, 3>::zeros());
}

#[test]
fn they_are_stored_and_are_no_parameters() {
    assert_eq!(Net::PARAMS, 2 + (2 + 9) + 3 + 4);
    assert_eq!(Net::FLASH_BYTES, (Net::PARAMS + 2 * (2 + 2 + 3)) * size_of::<f32>());
}

#[cfg(feature = "weights")]
#[test]
fn files_hold_them() {
    use netwright::weights::{Load, Save};
    let mut net = Net::<f32>::init(&mut rng());
    let samples = SAMPLES.map(|sample| sample.map(|x| x as f32));
    net.forward(&samples, &mut Workspace::default(), &mut rng());
    let loaded = Load::new().bytes::<Net<f32>>(&Save::new().to_bytes(&*net).unwrap()).unwrap();
    assert_eq!(loaded.as_slice(), net.as_slice());
    assert_eq!(loaded.predict(&samples[1]), net.predict(&samples[1]));
}

#[test]
fn gradients_through_batch_statistics() {
    let mut net = Net::<f64>::init(&mut rng());
    net.block.norm.weight = SVector::from([0.7, -1.3]);
    let report = gradcheck(&*net, &SAMPLES, &Mse, &TARGETS, &mut rng()).unwrap();
    assert_eq!(report.checked, Net::PARAMS + 8);
    let report = Gradcheck::default().layer(&net.block.norm, &SAMPLES, &mut rng()).unwrap();
    assert_eq!(report.checked, 2 + 8);
    // The check moves nothing.
    assert_near(&net.first.running_var, [1.0; 2]);
}

#[test]
fn a_batch_that_is_not_finite_leaves_them_as_they_were() {
    let mut net = Net::<f64>::init(&mut rng());
    net.fc.weight[(0, 0)] = f64::MAX;
    let before = net.as_slice().to_vec();
    let data = Dataset::new(&SAMPLES, &TARGETS).unwrap();
    let error = Trainer::new(Mse, Sgd::new(0.1)).fit(&mut net, &data).unwrap_err();
    assert!(matches!(error, Error::Diverged { .. }), "{error}");
    assert_eq!(net.as_slice(), before);
}

#[test]
fn several_threads_run_passes_through_one_network() {
    let mut net = Net::<f64>::init(&mut rng());
    let mut workspaces: [Workspace<Net<f64>>; 3] = std::array::from_fn(|_| Workspace::default());
    let shared = &*net;
    let gradients = std::thread::scope(|scope| {
        let threads = workspaces.each_mut().map(|workspace| {
            scope.spawn(move || {
                let mut gradients = Net::<f64>::zeros();
                let pass = shared.forward_shared(&SAMPLES[..], workspace, &mut rng());
                pass.loss(&Mse, &TARGETS).unwrap().backward(&mut gradients);
                gradients
            })
        });
        threads.map(|thread| thread.join().unwrap())
    });
    assert_near(&net.first.running_mean, [0.0; 2]);
    assert!(gradients.iter().all(|other| other.as_slice() == gradients[0].as_slice()));
    workspaces.iter_mut().for_each(|workspace| net.absorb_from(workspace));
    assert_near(&net.first.running_mean, followed(0.0, MEAN, 3));
    assert_near(&net.first.running_var, followed(1.0, VARIANCE, 3));
}

/// `y = s·x` with a statistic `s` that each pass doubles. The backward pass must use the `s` of the
/// forward pass; without `SAVES` it does not.
#[derive(Parameters)]
struct Doubling<const SAVES: bool, T: Real = f32> {
    #[statistic(initial = 1)]
    factor: T,
}

impl<T: Real, const SAVES: bool> Layer<T> for Doubling<SAVES, T> {
    type In = Const<2>;
    type Out = Const<2>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
        y.zip_apply(&x, |y, x| *y = self.factor * x);
    }
}

impl<T: Real, const SAVES: bool> Differentiable<T> for Doubling<SAVES, T> {
    type Saved<B: Dim> = Once<T>;

    fn forward_train<B: Dim, S: Simd>(&self, simd: S, pass: Forward<'_, T, Self, B>) {
        *pass.saved = Once(self.factor);
        self.infer(simd, Infer::new(pass.input, pass.output));
    }

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let factor = if SAVES { pass.saved.0 } else { self.factor };
        let Some(mut dx) = pass.input_gradient else { return };
        dx.zip_apply(&pass.output_gradient, |dx, dy| *dx = factor * dy);
    }

    fn absorb<B: Dim>(&mut self, saved: &Self::Saved<B>) {
        self.factor += saved.0;
    }
}

#[network(input = 2)]
struct Saving(Doubling<true>);

#[network(input = 2)]
struct Forgetting(Doubling<false>);

#[test]
fn a_backward_pass_that_reads_moved_statistics_is_found() {
    let targets = [[0.0; 2]; 4];
    gradcheck(&*Saving::<f64>::init(&mut rng()), &SAMPLES, &Mse, &targets, &mut rng()).unwrap();
    gradcheck(&*Forgetting::<f64>::init(&mut rng()), &SAMPLES, &Mse, &targets, &mut rng()).unwrap_err();
    Gradcheck::default().layer(&Doubling::<true, f64> { factor: 1.5 }, &SAMPLES, &mut rng()).unwrap();
    Gradcheck::default().layer(&Doubling::<false, f64> { factor: 1.5 }, &SAMPLES, &mut rng()).unwrap_err();
}
