//! Penalties and bounds of parameters: what an optimiser does to them besides its rule.

use crate::kernel::abs_sum::abs_sum;
use crate::kernel::precompiled::precompiled;
use crate::kernel::simd::{Simd, WithSimd, dispatch, vectorize};
use crate::optim::group::TensorSettings;
use crate::optim::norm::norm;
use crate::parameters::{Layout, Role, TensorSpec};
use crate::scalar::Real;
use alloc::vec::Vec;
use nalgebra::ComplexField;

/// The penalty of one tensor, `l2/2·Σ w² + l1·Σ |w|`.
pub(super) fn penalty<T: Real>(l2: f64, l1: f64, parameters: &[T]) -> f64 {
    let squares = if l2 > 0.0 { norm(&|| core::iter::once(parameters)) } else { 0.0 };
    let absolute = if l1 > 0.0 { abs_sum(parameters) } else { 0.0 };
    l2 / 2.0 * squares * squares + l1 * absolute
}

/// Multiplies by `1 - rate·decay`: weight decay apart from the gradient.
///
/// Source: I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", 2019.
pub(super) fn decay<T: Real>(settings: &TensorSettings, parameters: &mut [T]) {
    let kept = T::from_double(1.0 - settings.learning_rate * settings.weight_decay);
    T::precompiled::<Scales>(Scale { factor: kept, parameters });
}

/// Moves each number towards 0 by `rate·l1`, and to 0 if that would go beyond: the proximal step of
/// the penalty `l1·Σ |w|`, soft thresholding.
///
/// Source: J. Duchi and Y. Singer, "Efficient online and batch learning using forward backward
/// splitting", 2009.
pub(super) fn shrink<T: Real>(settings: &TensorSettings, parameters: &mut [T]) {
    let threshold = T::from_double(settings.learning_rate * settings.l1);
    T::precompiled::<Shrinks>(Shrink { threshold, parameters });
}

/// Scales each row of a weight whose norm is larger than `max_norm` down to it; a row holds the
/// incoming weights of a unit. Tensors of other roles stay as they are.
///
/// Source: N. Srivastava et al., "Dropout: a simple way to prevent neural networks from
/// overfitting", 2014.
pub(super) fn limit_rows<T: Real>(max_norm: f64, tensor: &TensorSpec, parameters: &mut [T], rows: &mut Vec<f64>) {
    let (Role::Weight { .. }, Some(&count)) = (tensor.role(), tensor.shape().first()) else { return };
    rows.clear();
    rows.resize(count, 0.0);
    let columns = parameters.len() / count;
    match tensor.layout() {
        Layout::RowMajor => {
            for row in parameters.chunks_exact_mut(columns) {
                let factor = row_factor(max_norm, norm(&|| core::iter::once(&*row)));
                if factor < 1.0 {
                    T::precompiled::<Scales>(Scale { factor: T::from_double(factor), parameters: row });
                }
            }
        }
        Layout::ColumnMajor => {
            T::precompiled::<RowFactors>(RowFactor { max_norm, parameters, rows });
            if rows.iter().any(|factor| *factor < 1.0) {
                T::precompiled::<RowScales>(RowScale { parameters, factors: rows });
            }
        }
    }
}

#[inline(always)]
fn row_factor(max_norm: f64, norm: f64) -> f64 {
    if norm > max_norm { max_norm / norm } else { 1.0 }
}

struct Scale<'a, T> {
    factor: T,
    parameters: &'a mut [T],
}

precompiled!(Scales: Scale -> () = dispatch);

impl<T: Real> WithSimd for Scale<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        vectorize!(simd, self.parameters.iter_mut().for_each(|w| *w *= self.factor));
    }
}

struct Shrink<'a, T> {
    threshold: T,
    parameters: &'a mut [T],
}

precompiled!(Shrinks: Shrink -> () = dispatch);

impl<T: Real> WithSimd for Shrink<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let threshold = self.threshold;
        vectorize!(simd, {
            for w in self.parameters {
                let (less, more) = (*w - threshold, *w + threshold);
                let shrunk = if less > T::zero() { less } else { T::zero() };
                let shrunk = if more < T::zero() { more } else { shrunk };
                // Only NaN differs from itself, and stays what it is.
                #[allow(clippy::eq_op)]
                let is_number = *w == *w;
                *w = if is_number { shrunk } else { *w };
            }
        });
    }
}

/// A matrix, column after column, and a zero for each row, which becomes its factor.
struct RowFactor<'a, T> {
    max_norm: f64,
    parameters: &'a [T],
    rows: &'a mut [f64],
}

precompiled!(RowFactors: RowFactor -> () = dispatch);

impl<T: Real> WithSimd for RowFactor<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let RowFactor { max_norm, parameters, rows } = self;
        vectorize!(simd, {
            for column in parameters.chunks_exact(rows.len()) {
                for (sum, w) in rows.iter_mut().zip(column) {
                    *sum += w.to_double() * w.to_double();
                }
            }
            for sum in rows {
                *sum = row_factor(max_norm, ComplexField::sqrt(*sum));
            }
        });
    }
}

/// A matrix, column after column, and a factor for each row.
struct RowScale<'a, T> {
    parameters: &'a mut [T],
    factors: &'a [f64],
}

precompiled!(RowScales: RowScale -> () = dispatch);

impl<T: Real> WithSimd for RowScale<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        vectorize!(simd, {
            for column in self.parameters.chunks_exact_mut(self.factors.len()) {
                for (w, factor) in column.iter_mut().zip(self.factors) {
                    *w = T::from_double(w.to_double() * factor);
                }
            }
        });
    }
}
