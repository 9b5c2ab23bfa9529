//! Layers of up to 1024 weights, one sample at a time, compiled for their sizes and inlined.
//!
//! The accumulators of a block, eight registers at most, stay in registers through all inputs. Rows
//! have no scalar tail: the last register of a row ends with the row and overlaps the one before
//! it, with the same values; in dot products the lanes that both have are masked. Larger layers
//! gain little from being compiled for their sizes, and each takes time to build.

use super::ROWS_OF_SHARE;
use super::accumulate::{accumulate, add_accumulators};
use super::views::{RegisterColumns, Rows, RowsMut, Strided};
use crate::kernel::epilogue::Epilogue;
use crate::kernel::layout::Layout;
use crate::kernel::pointwise;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd, vectorize};
use crate::kernel::threads;
use crate::kernel::tiling::{EvenParts, accumulators};
use core::hint::black_box;

/// The fewest samples for which a blocked gemm, which reads the weights once for several of them,
/// is faster, unless the depth is shorter than [`MIN_GEMM_DEPTH`].
const MIN_GEMM_BATCH: usize = 6;
const MIN_GEMM_DEPTH: usize = 8;

/// The most columns that are added without a loop.
const MAX_UNROLLED: usize = 8;

/// The most registers of accumulators in a block.
const MAX_WIDTH: usize = 8;

/// Returns `true` if a layer is compiled for its sizes.
pub(super) const fn is_small<S: Simd>(inputs: usize, out: usize) -> bool {
    S::BLOCKING.small_layer > 0 && inputs * out <= S::BLOCKING.small_layer
}

/// Returns `true` if the gradient of a layer's input is compiled for the sizes: of the products
/// that accumulate rows, only those over a short depth gain from it.
#[cfg(any(feature = "train", test))]
pub(super) const fn is_small_backward<S: Simd>(inputs: usize, out: usize) -> bool {
    is_small::<S>(inputs, out) && (inputs < MIN_GEMM_DEPTH || out < MIN_GEMM_DEPTH)
}

/// Returns `true` if a batch goes through a small layer sample by sample. `by_columns` says that
/// `depth` columns are accumulated for each, and not that dot products are taken.
pub(super) const fn is_one_by_one(by_columns: bool, depth: usize, batch: usize) -> bool {
    !by_columns || depth < MIN_GEMM_DEPTH || batch < MIN_GEMM_BATCH
}

/// `y = f(W·x + b)` for each sample; `bias` may be empty.
#[inline(always)]
pub(super) fn forward<S: Simd, T: Real, F: Epilogue<T>, const IN: usize, const OUT: usize>(
    simd: S,
    (weight, bias): (&[T], &[T]),
    x: &[T],
    y: &mut [T],
    epilogue: F,
) {
    on_threads::<S, T, F, IN, OUT>(
        simd,
        (x, y, epilogue),
        #[inline(always)]
        |x, y, epilogue| {
            let layer = SmallLayer::<S, T, F, IN, OUT>::new(simd, (weight, bias), epilogue);
            match const { Layout::of(OUT, IN) } {
                Layout::ColumnMajor => layer.by_columns(x, y),
                Layout::RowMajor => layer.by_rows(x, y),
            }
        },
    );
}

/// `dx = f(Wᵀ·dy)` for each sample.
#[cfg(any(feature = "train", test))]
#[inline(always)]
pub(super) fn backward_input<S: Simd, T: Real, F: Epilogue<T>, const IN: usize, const OUT: usize>(
    simd: S,
    weight: &[T],
    dy: &[T],
    dx: &mut [T],
    epilogue: F,
) {
    on_threads::<S, T, F, OUT, IN>(
        simd,
        (dy, dx, epilogue),
        #[inline(always)]
        |dy, dx, epilogue| {
            let layer = SmallLayer::<S, T, F, OUT, IN>::new(simd, (weight, &[]), epilogue);
            // The columns of the transposed matrix are the rows.
            match const { Layout::of(OUT, IN) } {
                Layout::ColumnMajor => layer.by_rows(dy, dx),
                Layout::RowMajor => layer.by_columns(dy, dx),
            }
        },
    );
}

/// Calls `compute` with samples, their results and the epilogue of these: with all at once, or with
/// a share for each thread.
#[inline(always)]
pub(super) fn on_threads<S: Simd, T: Real, F: Epilogue<T>, const IN: usize, const OUT: usize>(
    simd: S,
    (x, y, epilogue): (&[T], &mut [T], F),
    compute: impl Fn(&[T], &mut [T], F) + Send + Sync,
) {
    // A constant, so that code for threads is not even compiled where there are none.
    if const { !threads::AVAILABLE } {
        return compute(x, y, epilogue);
    }
    let Some(rows) = threads::share(y.len() / OUT, IN * OUT, ROWS_OF_SHARE) else {
        return compute(x, y, epilogue);
    };
    threads::for_each(y.chunks_mut(rows * OUT).enumerate(), |(chunk, y)| {
        let x = &x[chunk * rows * IN..];
        vectorize!(simd, compute(&x[..y.len() / OUT * IN], y, epilogue.offset_by(chunk * rows * OUT)));
    });
}

/// Calls a method, `$self.$block::<N>($index, ..)`, for each part of an `EvenParts` that is a
/// constant, with the length of the part as `N`. `$index` begins at 0 and advances by `$stride` for
/// each element of a part.
macro_rules! for_each_block {
    ($parts:expr, $index:ident += $stride:expr, $self:ident.$block:ident $arguments:tt) => {
        for_each_block!(@equal $parts.first(), $index += $stride, $self.$block $arguments);
        for_each_block!(@equal $parts.last(), $index += $stride, $self.$block $arguments);
    };
    (@equal $parts:expr, $index:ident += $stride:expr, $self:ident.$block:ident $arguments:tt) => {
        for _ in 0..const { $parts.count } {
            with_const!(const { $parts.length } => LENGTH in 1..=8, $self.$block::<LENGTH> $arguments);
            $index += const { $parts.length * $stride };
        }
    };
}

/// A consumer of the outputs of a layer, block after block.
pub(super) trait OutputSink<L> {
    /// Takes the registers of a block.
    fn take<const WIDTH: usize>(&mut self, columns: RegisterColumns, outputs: [L; WIDTH]);
}

/// Memory that outputs are written to.
struct StoreOutputs<'a, T>(RowsMut<'a, T>);

impl<L: Lanes> OutputSink<L> for StoreOutputs<'_, L::Scalar> {
    #[inline(always)]
    fn take<const WIDTH: usize>(&mut self, columns: RegisterColumns, outputs: [L; WIDTH]) {
        for (register, output) in outputs.into_iter().enumerate() {
            // SAFETY: the registers of a block lie within the row.
            unsafe { self.0.store(0, columns.column::<L>(register, WIDTH), output) };
        }
    }
}

/// A matrix with `OUT` rows and `IN` columns, a bias and an epilogue.
pub(super) struct SmallLayer<'a, S, T, F, const IN: usize, const OUT: usize> {
    simd: S,
    weight: &'a [T],
    bias: &'a [T],
    epilogue: F,
}

impl<'a, S: Simd, T: Real, F: Epilogue<T>, const IN: usize, const OUT: usize> SmallLayer<'a, S, T, F, IN, OUT> {
    const LANES: usize = T::Lanes::<S>::LANES;
    /// The registers of the inputs.
    const STEPS: usize = IN.div_ceil(Self::LANES);
    /// The registers of the outputs, in blocks.
    const REGISTERS: EvenParts = EvenParts::new(OUT.div_ceil(Self::LANES), MAX_WIDTH);
    /// The outputs, in blocks.
    const OUTPUTS: EvenParts = EvenParts::new(OUT, MAX_WIDTH);

    #[inline(always)]
    pub(super) fn new(simd: S, (weight, bias): (&'a [T], &'a [T]), epilogue: F) -> Self {
        assert!(weight.len() == IN * OUT && (bias.is_empty() || bias.len() == OUT), "the sizes of the layer");
        SmallLayer { simd, weight, bias, epilogue }
    }

    #[inline(always)]
    fn zero(&self) -> T::Lanes<S> {
        T::Lanes::splat(self.simd, T::zero())
    }

    /// Accumulates the columns, times their inputs, in all outputs.
    #[inline(always)]
    fn by_columns(&self, x: &[T], y: &mut [T]) {
        for (sample, (x, y)) in x.chunks_exact(IN).zip(y.chunks_exact_mut(OUT)).enumerate() {
            if const { OUT < Self::LANES } {
                self.narrow(sample, x, y);
            } else {
                self.each_block(sample, x, &mut StoreOutputs(RowsMut::new(y, OUT)));
            }
        }
    }

    /// Gives all outputs of a sample to a sink, block after block.
    #[inline(always)]
    pub(super) fn each_block(&self, sample: usize, x: &[T], sink: &mut impl OutputSink<T::Lanes<S>>) {
        let mut column = 0;
        for_each_block!(Self::REGISTERS, column += Self::LANES, self.block(sample, column, x, sink));
    }

    /// Computes `WIDTH` registers of outputs from `first` on.
    #[inline(always)]
    fn block<const WIDTH: usize>(&self, sample: usize, first: usize, x: &[T], sink: &mut impl OutputSink<T::Lanes<S>>) {
        let columns = RegisterColumns::new::<T::Lanes<S>>(first, WIDTH, OUT);
        let mut sums = [self.zero(); WIDTH];
        if !self.bias.is_empty() {
            let bias = or_return!(Rows::new(self.bias, 1, OUT));
            for (register, sum) in sums.iter_mut().enumerate() {
                // SAFETY: the register lies within the row.
                *sum = unsafe { bias.load(self.simd, 0, columns.column::<T::Lanes<S>>(register, WIDTH)) };
            }
        }
        // A loop over a known number of columns would be unrolled whole, and its sums sorted into
        // long chains of dependent additions: 17-33-5 took a sixth longer.
        let (x, weight) = if const { IN > MAX_UNROLLED } { black_box((x, self.weight)) } else { (x, self.weight) };
        let a = or_return!(Strided::new(x, 1, x.len(), (x.len(), 1)));
        let b = or_return!(Rows::new(weight, x.len(), OUT));
        let mut sums = accumulate(self.simd, a, b, columns, sums);
        for (register, sum) in sums.iter_mut().enumerate() {
            *sum = self.epilogue.apply(*sum, sample * OUT + columns.column::<T::Lanes<S>>(register, WIDTH));
        }
        sink.take(columns, sums);
    }

    /// Computes outputs that do not fill a register.
    #[inline(always)]
    fn narrow(&self, sample: usize, x: &[T], y: &mut [T]) {
        let mut sum = T::Lanes::<S>::load_partial(self.simd, self.bias);
        for (column, &x) in self.weight.chunks_exact(OUT).zip(x) {
            let x = T::Lanes::<S>::splat(self.simd, x);
            sum = T::Lanes::<S>::load_partial(self.simd, column).mul_add(x, sum);
        }
        self.epilogue.apply_part(sum, sample * OUT, OUT).store_partial(y);
    }

    /// Computes each output as the dot product of a row with the inputs.
    #[inline(always)]
    fn by_rows(&self, x: &[T], y: &mut [T]) {
        for (x, y) in x.chunks_exact(IN).zip(y.chunks_exact_mut(OUT)) {
            let mut row = 0;
            for_each_block!(Self::OUTPUTS, row += 1, self.dot_products(row, x, y));
        }
        if !self.epilogue.is_identity() {
            pointwise::map_in_place(self.simd, y, self.epilogue);
        }
    }

    /// Computes `COUNT` outputs from `first` on.
    #[inline(always)]
    fn dot_products<const COUNT: usize>(&self, first: usize, x: &[T], y: &mut [T]) {
        with_const!(
            const { accumulators(COUNT, Self::STEPS) } => ACCUMULATORS in [1, 2, 3, 4] or 8,
            self.dot_products_in::<COUNT, ACCUMULATORS>(first, x, y)
        );
    }

    #[inline(always)]
    fn dot_products_in<const COUNT: usize, const ACCUMULATORS: usize>(&self, first: usize, x: &[T], y: &mut [T]) {
        let (weight, inputs) = (or_return!(Rows::new(self.weight, OUT, IN)), or_return!(Rows::new(x, 1, IN)));
        let mut accumulators = [[self.zero(); COUNT]; ACCUMULATORS];
        let whole = const { IN - IN % Self::LANES };
        let mut column = 0;
        while column < whole {
            for (offset, sums) in accumulators.iter_mut().enumerate() {
                let column = column + offset * Self::LANES;
                if column < whole {
                    // SAFETY: there is a whole register from the column on.
                    let x: T::Lanes<S> = unsafe { inputs.load(self.simd, 0, column) };
                    for (row, sum) in sums.iter_mut().enumerate() {
                        // SAFETY: it is a row of the matrix, with a whole register from the column
                        // on.
                        let weights: T::Lanes<S> = unsafe { weight.load(self.simd, first + row, column) };
                        *sum = weights.mul_add(x, *sum);
                    }
                }
            }
            column += ACCUMULATORS * Self::LANES;
        }
        if whole < IN {
            let x = T::Lanes::<S>::load_tail(self.simd, x, IN - whole);
            for (row, sum) in accumulators[ACCUMULATORS - 1].iter_mut().enumerate() {
                let row = weight.get(first + row).unwrap_or_default();
                let weights = T::Lanes::<S>::load_tail(self.simd, row, IN - whole);
                *sum = weights.mul_add(x, *sum);
            }
        }
        for (row, sum) in add_accumulators(accumulators).into_iter().enumerate() {
            let bias = if self.bias.is_empty() { T::zero() } else { self.bias[first + row] };
            y[first + row] = bias + sum.reduce_sum();
        }
    }
}
