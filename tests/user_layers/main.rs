//! Custom layers as steps of networks: with and without parameters, with saved state, with several
//! inputs, with computed output shapes. All gradients are compared with finite differences.

mod functions;
mod images;
mod vectors;

use functions::{Normalized, Softplus};
use images::MeanPool;
use netwright::gradcheck::gradcheck;
use netwright::layer::prelude::*;
use netwright::nalgebra::DimName;
use netwright::network::Signature;
use netwright::prelude::*;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use vectors::{Bilinear, EverySecond, MeanOf, Slopes};

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
        assert_eq!(
            network.forward_shared(&samples, &mut workspace, &mut rng).output(),
            network.predict_batch(&samples)
        );
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
    mean: MeanOf<_, 2>,
    #[from(pool, pool, pool)]
    three: MeanOf<16, 3>,
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
    struct Stretch<const N: usize, T: Real = f32> {
        factor: T,
    }

    impl<T: Real, const N: usize> Layer<T> for Stretch<N, T> {
        type In = Const<N>;
        type Out = Const<N>;
        type Scratch = ();

        fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
            y.zip_apply(&x, |y, x| *y = self.factor * x);
        }
    }

    impl<T: Real, const N: usize> Differentiable<T> for Stretch<N, T> {
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
        scale: Stretch<_>,
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
