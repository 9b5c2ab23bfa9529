//! Custom layers as steps of networks: with and without parameters, with saved state, with several
//! inputs, with computed output shapes. All gradients are compared with finite differences.

use netwright::gradcheck::gradcheck;
use netwright::layer::{Activation, Backward, ColumnFunction, Differentiable, Infer, Layer, Weight};
use netwright::meaning::Values;
use netwright::nalgebra::{Const, Dim, DimName, SVector};
use netwright::network::Signature;
use netwright::prelude::*;
use netwright::scalar::Real;
use netwright::shape::Shape;
use netwright::simd::Simd;
use netwright::value::{Elements, ElementsMut};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

/// `y = ln(1 + exp(x))`.
struct Softplus;

impl Activation for Softplus {
    fn value<T: Real>(x: T) -> T {
        x.exp().ln_1p()
    }

    fn derivative<T: Real>(x: T, _: T) -> T {
        T::one() / (T::one() + (-x).exp())
    }
}

/// `y = x / |x|`.
struct Normalized;

impl ColumnFunction for Normalized {
    type Meaning = Values;

    fn value<T: Real>(x: &[T], y: &mut [T]) {
        let length = x.iter().fold(T::zero(), |sum, &x| sum + x * x).sqrt();
        y.iter_mut().zip(x).for_each(|(y, &x)| *y = x / length);
    }

    // dE/dx [1×n] = dE/dy [1×n] · (I - y·yᵀ)/|x| [n×n]
    fn backward<T: Real>(x: &[T], y: &[T], dy: &[T], dx: &mut [T]) {
        let length = x.iter().fold(T::zero(), |sum, &x| sum + x * x).sqrt();
        let along = y.iter().zip(dy).fold(T::zero(), |sum, (&y, &dy)| sum + y * dy);
        dx.iter_mut().zip(y.iter().zip(dy)).for_each(|(dx, (&y, &dy))| *dx = (dy - along * y) / length);
    }
}

/// `y_i = a·max(0, x_i) + b_i·min(0, x_i)`: single numbers and vectors are parameters.
#[derive(Parameters)]
struct Slopes<const N: usize, T: Real = f32> {
    positive: T,
    negative: SVector<T, N>,
}

impl<T: Real, const N: usize> Slopes<N, T> {
    fn slope(&self, row: usize, x: T) -> T {
        if x > T::zero() { self.positive } else { self.negative[row] }
    }
}

impl<T: Real, const N: usize> Layer<T> for Slopes<N, T> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
        for (position, (y, &x)) in y.elements_mut().iter_mut().zip(x.elements()).enumerate() {
            *y = self.slope(position % N, x) * x;
        }
    }
}

impl<T: Real, const N: usize> Differentiable<T> for Slopes<N, T> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        let Backward { input: x, output_gradient: dy, input_gradient: mut dx, .. } = pass;
        for (position, (&x, &dy)) in x.elements().iter().zip(dy.elements()).enumerate() {
            if x > T::zero() {
                gradient.positive += dy * x;
            } else {
                gradient.negative[position % N] += dy * x;
            }
            if let Some(dx) = &mut dx {
                dx.elements_mut()[position] = self.slope(position % N, x) * dy;
            }
        }
    }
}

/// `y = aᵀ·W·b` with one output: two inputs of different sizes, and a matrix.
#[derive(Parameters)]
struct Bilinear<const M: usize, const N: usize, T: Real = f32> {
    weight: Weight<T, M, N>,
}

impl<T: Real, const M: usize, const N: usize> Layer<T> for Bilinear<M, N, T> {
    type In = (Const<M>, Const<N>);
    type Out = Const<1>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: (a, b), output: mut y, .. }: Infer<'_, T, Self, B>) {
        for (sample, y) in y.elements_mut().iter_mut().enumerate() {
            *y = T::zero();
            for i in 0..M {
                for j in 0..N {
                    *y += a[(i, sample)] * self.weight[(i, j)] * b[(j, sample)];
                }
            }
        }
    }
}

impl<T: Real, const M: usize, const N: usize> Differentiable<T> for Bilinear<M, N, T> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        let Backward { input: (a, b), output_gradient: dy, input_gradient: dx, .. } = pass;
        for (sample, &dy) in dy.elements().iter().enumerate() {
            for i in 0..M {
                for j in 0..N {
                    gradient.weight[(i, j)] += dy * a[(i, sample)] * b[(j, sample)];
                }
            }
        }
        let Some((mut da, mut db)) = dx else { return };
        da.fill(T::zero());
        db.fill(T::zero());
        for (sample, &dy) in dy.elements().iter().enumerate() {
            for i in 0..M {
                for j in 0..N {
                    da[(i, sample)] += dy * self.weight[(i, j)] * b[(j, sample)];
                    db[(j, sample)] += dy * self.weight[(i, j)] * a[(i, sample)];
                }
            }
        }
    }
}

/// The mean of `K` values of one size.
#[derive(Parameters)]
struct Mean<const N: usize, const K: usize>;

impl<T: Real, const N: usize, const K: usize> Layer<T> for Mean<N, K> {
    type In = [Const<N>; K];
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: inputs, output: mut y, .. }: Infer<'_, T, Self, B>) {
        y.fill(T::zero());
        inputs.iter().for_each(|x| y += x);
        y /= T::from_double(K as f64);
    }
}

impl<T: Real, const N: usize, const K: usize> Differentiable<T> for Mean<N, K> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { output_gradient: dy, input_gradient: dx, .. } = pass;
        for mut dx in dx.into_iter().flatten() {
            dx.zip_apply(&dy, |dx, dy| *dx = dy / T::from_double(K as f64));
        }
    }
}

/// The mean of each 2 by 2 window: an image to an image of half the height and width.
#[derive(Parameters)]
struct MeanPool<const C: usize, const H: usize, const W: usize, const IN: usize, const OUT: usize>;

impl<const C: usize, const H: usize, const W: usize, const IN: usize, const OUT: usize> MeanPool<C, H, W, IN, OUT> {
    /// The position in the output for one in the input.
    fn window(position: usize) -> usize {
        let (plane, row, column) = (position / (H * W), position / W % H, position % W);
        (plane * (H / 2) + row / 2) * (W / 2) + column / 2
    }
}

impl<T: Real, const C: usize, const H: usize, const W: usize, const IN: usize, const OUT: usize> Layer<T>
    for MeanPool<C, H, W, IN, OUT>
{
    type In = Const<IN>;
    type Out = Const<OUT>;
    type Scratch = ();

    const OUTPUT: Shape = Shape::new(&[C, H / 2, W / 2]);

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
        y.fill(T::zero());
        for sample in 0..x.ncols() {
            for position in 0..IN {
                y[(Self::window(position), sample)] += x[(position, sample)] / T::from_double(4.0);
            }
        }
    }
}

impl<T: Real, const C: usize, const H: usize, const W: usize, const IN: usize, const OUT: usize> Differentiable<T>
    for MeanPool<C, H, W, IN, OUT>
{
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { input: x, output_gradient: dy, input_gradient: dx, .. } = pass;
        let Some(mut dx) = dx else { return };
        for sample in 0..x.ncols() {
            for position in 0..IN {
                dx[(position, sample)] = dy[(Self::window(position), sample)] / T::from_double(4.0);
            }
        }
    }
}

/// Keeps every second feature.
#[derive(Parameters)]
struct EverySecond<const IN: usize, const OUT: usize>;

impl<T: Real, const IN: usize, const OUT: usize> Layer<T> for EverySecond<IN, OUT> {
    type In = Const<IN>;
    type Out = Const<OUT>;
    type Scratch = ();

    const OUTPUT: Shape = Shape::new(&[IN.div_ceil(2)]);

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
        (0..OUT).for_each(|row| y.row_mut(row).copy_from(&x.row(2 * row)));
    }
}

impl<T: Real, const IN: usize, const OUT: usize> Differentiable<T> for EverySecond<IN, OUT> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { output_gradient: dy, input_gradient: dx, .. } = pass;
        let Some(mut dx) = dx else { return };
        dx.fill(T::zero());
        (0..OUT).for_each(|row| dx.row_mut(2 * row).copy_from(&dy.row(row)));
    }
}

/// Checks the gradients of a network with random parameters on random samples.
macro_rules! check {
    ($network:ident, $features:literal) => {{
        let mut rng = SmallRng::seed_from_u64(11);
        let mut network = $network::<f64>::zeros();
        network.as_mut_slice().fill_with(|| rng.random_range(-1.0..1.0));
        let samples: [[f64; $features]; 3] =
            std::array::from_fn(|_| std::array::from_fn(|_| rng.random_range(-1.5..1.5)));
        let targets = [[0.5; <$network as Signature>::OutDim::DIM]; 3];
        let report = gradcheck(&*network, &samples, &Mse, &targets, &mut rng).unwrap();
        assert_eq!(report.checked, $network::PARAMS + 3 * $features);
        // Inference, where values share memory, equals training.
        let mut workspace = Workspace::default();
        assert_eq!(network.forward(&samples, &mut workspace, &mut rng).output(), network.predict_batch(&samples));
    }};
}

#[network(input = 5, output = 3)]
struct Vectors {
    softplus: Pointwise<Softplus>,
    slopes: Slopes<_>,
    half: EverySecond<_, _>,
    normalized: Columnwise<Normalized>,
    fc: Linear<7>,
    #[from(fc)]
    quarter: EverySecond<_, _>,
    #[from(quarter)]
    half_of_it: EverySecond<4, 2>,
    #[from(half_of_it, normalized)]
    score: Bilinear<_, _>,
    #[from(score, half_of_it)]
    out: Concat,
}

#[test]
fn layers_on_vectors() {
    check!(Vectors, 5);
    assert_eq!(
        Vectors::STEPS.iter().map(|step| step.output.features()).collect::<Vec<_>>(),
        [5, 5, 3, 3, 7, 4, 2, 1, 3]
    );
}

#[network(input = [2, 4, 8], output = [2, 1, 2])]
struct Images {
    softplus: Pointwise<Softplus>,
    pool: MeanPool<_, _, _, _, _>,
    again: Pointwise<Softplus>,
    smaller: MeanPool<_, _, _, _, _>,
}

#[network(input = [2, 4, 8], output = 9)]
struct ImagesToVector {
    pool: MeanPool<_, _, _, _, _>,
    #[from(pool, pool)]
    mean: Mean<_, 2>,
    #[from(pool, pool, pool)]
    three: Mean<16, 3>,
    #[from(mean, three)]
    sum: Add,
    #[from(pool)]
    flat: Flatten,
    #[from(flat, sum)]
    larger: Max,
    fc: Linear<9>,
}

#[test]
fn layers_on_images() {
    check!(Images, 64);
    assert_eq!(Images::STEPS.last().unwrap().output, Shape::new(&[2, 1, 2]));
    check!(ImagesToVector, 64);
}

#[test]
fn a_forgotten_gradient_is_found() {
    /// Scales its input, and forgets that the factor has a gradient.
    #[derive(Parameters)]
    struct Scale<const N: usize, T: Real = f32> {
        factor: T,
    }

    impl<T: Real, const N: usize> Layer<T> for Scale<N, T> {
        type In = Const<N>;
        type Out = Const<N>;
        type Scratch = ();

        fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
            y.zip_apply(&x, |y, x| *y = self.factor * x);
        }
    }

    impl<T: Real, const N: usize> Differentiable<T> for Scale<N, T> {
        type Saved<B: Dim> = ();

        fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
            if let Some(mut dx) = pass.input_gradient {
                dx.zip_apply(&pass.output_gradient, |dx, dy| *dx = self.factor * dy);
            }
        }
    }

    #[network(input = 2)]
    struct Net {
        fc: Linear<3>,
        scale: Scale<_>,
    }

    let mut rng = SmallRng::seed_from_u64(1);
    let error = gradcheck(&*Net::<f64>::init(&mut rng), &[[0.4, 0.2]], &Mse, &[[1.0; 3]], &mut rng).unwrap_err();
    assert!(error.to_string().starts_with("the derivative at scale.factor is "), "{error}");
}

/// Each step takes the size that the one above computes. Written out, its type would contain those
/// of all steps above.
#[network(input = [1, 64, 64], output = 1)]
struct Pyramid {
    a: MeanPool<_, _, _, _, _>,
    b: MeanPool<_, _, _, _, _>,
    c: MeanPool<_, _, _, _, _>,
    d: MeanPool<_, _, _, _, _>,
    e: MeanPool<_, _, _, _, _>,
    f: MeanPool<_, _, _, _, _>,
    flat: Flatten,
}

#[test]
fn a_long_chain_of_computed_sizes_compiles() {
    let network = Pyramid::<f64>::zeros();
    let mut image = [0.0; 4096];
    image[..64].fill(1.0);
    assert_eq!(network.predict(&image)[0], 1.0 / 64.0);
}
