//! Layers over vectors: with parameters, with several inputs, with another number of outputs.

use netwright::layer::prelude::*;

/// `y_i = a·max(0, x_i) + b_i·min(0, x_i)`: single numbers and vectors are parameters.
#[derive(Parameters)]
pub(crate) struct Slopes<const N: usize, T: Real = f32> {
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
pub(crate) struct Bilinear<const M: usize, const N: usize, T: Real = f32> {
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
pub(crate) struct MeanOf<const N: usize, const K: usize>;

impl<T: Real, const N: usize, const K: usize> Layer<T> for MeanOf<N, K> {
    type In = [Const<N>; K];
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: inputs, output: mut y, .. }: Infer<'_, T, Self, B>) {
        y.fill(T::zero());
        inputs.iter().for_each(|x| y += x);
        y /= T::from_double(K as f64);
    }
}

impl<T: Real, const N: usize, const K: usize> Differentiable<T> for MeanOf<N, K> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { output_gradient: dy, input_gradient: dx, .. } = pass;
        for mut dx in dx.into_iter().flatten() {
            dx.zip_apply(&dy, |dx, dy| *dx = dy / T::from_double(K as f64));
        }
    }
}

/// Keeps every second feature.
#[derive(Parameters)]
pub(crate) struct EverySecond<const IN: usize, const OUT: usize>;

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
