//! One sample through a small layer, compiled for the sizes of the layer and inlined.
//!
//! The sums of a block stay in registers while all inputs pass by.

use super::ROWS_OF_SHARE;
use super::accumulate::{accumulate, accumulators, joined};
use super::views::{RegisterColumns, Rows, RowsMut, Strided};
use crate::kernel::epilogue::Epilogue;
use crate::kernel::layout::Layout;
use crate::kernel::pointwise;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd, vectorize};
use crate::kernel::threads;
use core::hint::black_box;

/// Larger layers gain little from being compiled for their sizes, and each takes time to build.
const LARGEST: usize = 1024;

/// From so many samples on, lines that are combined are better read once for several of them, if a sample has more than a few.
const BATCH: usize = 6;
const FEW_LINES: usize = 8;

/// The most columns that are added without a loop.
const UNROLLED: usize = 8;

/// The most registers of sums in a block.
const MOST: usize = 8;

/// Whether a layer is compiled for its sizes.
pub(super) const fn is_small<S: Simd>(inputs: usize, out: usize) -> bool {
    S::KNOWS_SIZES && inputs * out <= LARGEST
}

/// The same for the way back, where only few lines that are combined gain from it.
#[cfg(any(feature = "train", test))]
pub(super) const fn is_small_backward<S: Simd>(inputs: usize, out: usize) -> bool {
    is_small::<S>(inputs, out) && (inputs < FEW_LINES || out < FEW_LINES)
}

/// Whether a batch goes through a small layer sample by sample: `depth` lines of the matrix are combined for each, or as many numbers multiplied in each dot product.
pub(super) const fn suits(combines: bool, depth: usize, batch: usize) -> bool {
    !combines || depth < FEW_LINES || batch < BATCH
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
    in_parts::<S, T, F, IN, OUT>(
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
    in_parts::<S, T, F, OUT, IN>(
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

/// Calls `work` with the samples, their results and the epilogue: with all at once, or with a part for each thread.
#[inline(always)]
pub(super) fn in_parts<S: Simd, T: Real, F: Epilogue<T>, const IN: usize, const OUT: usize>(
    simd: S,
    (x, y, epilogue): (&[T], &mut [T], F),
    work: impl Fn(&[T], &mut [T], F) + Send + Sync,
) {
    let Some(rows) = threads::share(y.len() / OUT, IN * OUT, ROWS_OF_SHARE) else {
        return work(x, y, epilogue);
    };
    threads::for_each(y.chunks_mut(rows * OUT).enumerate(), |(chunk, y)| {
        let x = &x[chunk * rows * IN..];
        vectorize!(simd, work(&x[..y.len() / OUT * IN], y, epilogue.offset_by(chunk * rows * OUT)));
    });
}

/// How many blocks of `MOST` sums at most there are for `count` sums. Their widths differ by one at most, and the wider ones come last: the last has two or more,
/// unless there is just one sum.
const fn blocks(count: usize) -> usize {
    // One for no sums: that there are none is refused elsewhere, in words.
    if count == 0 { 1 } else { count.div_ceil(MOST) }
}

/// The sums of the narrower blocks.
const fn width(count: usize) -> usize {
    count / blocks(count)
}

/// How many blocks have one sum more.
const fn wider(count: usize) -> usize {
    count % blocks(count)
}

/// Calls `$self.$block::<WIDTH>(..)` for a width that is a constant: all other arms are left out.
macro_rules! with_width {
    ($width:expr, $self:ident.$block:ident $arguments:tt) => {
        with_width!(@widths $width, $self.$block $arguments, 1 2 3 4 5 6 7 8)
    };
    (@widths $width:expr, $self:ident.$block:ident $arguments:tt, $($number:literal)*) => {
        match const { $width } {
            $($number => $self.$block::<$number> $arguments,)*
            _ => {}
        }
    };
}

/// What becomes of registers of outputs.
pub(super) trait Receiver<L> {
    /// Takes those of a block.
    fn take<const WIDTH: usize>(&mut self, columns: RegisterColumns, outputs: [L; WIDTH]);
}

/// Outputs that are written to memory, where the last register may cover a part of the one before: both have the same numbers there.
struct Stored<'a, T>(RowsMut<'a, T>);

impl<L: Lanes> Receiver<L> for Stored<'_, L::Scalar> {
    #[inline(always)]
    fn take<const WIDTH: usize>(&mut self, columns: RegisterColumns, outputs: [L; WIDTH]) {
        for (register, output) in outputs.into_iter().enumerate() {
            // SAFETY: the registers of a block lie within the line.
            unsafe { self.0.store(0, columns.place::<L>(register, WIDTH), output) };
        }
    }
}

/// A matrix with `OUT` rows and `IN` columns.
pub(super) struct SmallLayer<'a, S, T, F, const IN: usize, const OUT: usize> {
    simd: S,
    weight: &'a [T],
    bias: &'a [T],
    epilogue: F,
}

impl<'a, S: Simd, T: Real, F: Epilogue<T>, const IN: usize, const OUT: usize> SmallLayer<'a, S, T, F, IN, OUT> {
    const LANES: usize = T::Lanes::<S>::LANES;
    /// The registers of the outputs.
    const REGISTERS: usize = OUT.div_ceil(Self::LANES);
    /// The registers of the inputs.
    const STEPS: usize = IN.div_ceil(Self::LANES);

    #[inline(always)]
    pub(super) fn new(simd: S, (weight, bias): (&'a [T], &'a [T]), epilogue: F) -> Self {
        assert!(weight.len() == IN * OUT && (bias.is_empty() || bias.len() == OUT), "the sizes of the layer");
        SmallLayer { simd, weight, bias, epilogue }
    }

    #[inline(always)]
    fn zero(&self) -> T::Lanes<S> {
        T::Lanes::splat(self.simd, T::zero())
    }

    /// Each column, times its input, is added to all outputs.
    #[inline(always)]
    fn by_columns(&self, x: &[T], y: &mut [T]) {
        for (sample, (x, y)) in x.chunks_exact(IN).zip(y.chunks_exact_mut(OUT)).enumerate() {
            if const { OUT < Self::LANES } {
                self.narrow(sample, x, y);
            } else {
                self.each_block(sample, x, &mut Stored(RowsMut::new(y, OUT)));
            }
        }
    }

    /// Gives all outputs of a sample to a receiver, block after block.
    #[inline(always)]
    pub(super) fn each_block(&self, sample: usize, x: &[T], receiver: &mut impl Receiver<T::Lanes<S>>) {
        let mut column = 0;
        for _ in 0..const { blocks(Self::REGISTERS) - wider(Self::REGISTERS) } {
            with_width!(width(Self::REGISTERS), self.block(sample, column, x, receiver));
            column += const { width(Self::REGISTERS) * Self::LANES };
        }
        for _ in 0..const { wider(Self::REGISTERS) } {
            with_width!(width(Self::REGISTERS) + 1, self.block(sample, column, x, receiver));
            column += const { (width(Self::REGISTERS) + 1) * Self::LANES };
        }
    }

    /// `WIDTH` registers of outputs from `first` on.
    #[inline(always)]
    fn block<const WIDTH: usize>(
        &self,
        sample: usize,
        first: usize,
        x: &[T],
        receiver: &mut impl Receiver<T::Lanes<S>>,
    ) {
        let columns = RegisterColumns::new::<T::Lanes<S>>(first, WIDTH, OUT);
        let mut sums = [self.zero(); WIDTH];
        if !self.bias.is_empty() {
            let bias = or_return!(Rows::new(self.bias, 1, OUT));
            for (register, sum) in sums.iter_mut().enumerate() {
                // SAFETY: the register lies within the line.
                *sum = unsafe { bias.load(self.simd, 0, columns.place::<T::Lanes<S>>(register, WIDTH)) };
            }
        }
        // A loop over a known number of columns would be unrolled whole, and its sums sorted into long chains one behind the other.
        let (x, weight) = if const { IN > UNROLLED } { black_box((x, self.weight)) } else { (x, self.weight) };
        let grid = or_return!(Strided::new(x, 1, x.len(), (x.len(), 1)));
        let weight = or_return!(Rows::new(weight, x.len(), OUT));
        let mut sums = accumulate(self.simd, grid, weight, columns, sums);
        for (register, sum) in sums.iter_mut().enumerate() {
            *sum = self.epilogue.apply(*sum, sample * OUT + columns.place::<T::Lanes<S>>(register, WIDTH));
        }
        receiver.take(columns, sums);
    }

    /// Outputs that do not fill a register.
    #[inline(always)]
    fn narrow(&self, sample: usize, x: &[T], y: &mut [T]) {
        let mut sum = T::Lanes::<S>::load_partial(self.simd, self.bias);
        for (column, &x) in self.weight.chunks_exact(OUT).zip(x) {
            let x = T::Lanes::<S>::splat(self.simd, x);
            sum = T::Lanes::<S>::load_partial(self.simd, column).mul_add(x, sum);
        }
        self.epilogue.apply_part(sum, sample * OUT, OUT).store_partial(y);
    }

    /// Each output is the dot product of a row with the inputs.
    #[inline(always)]
    fn by_rows(&self, x: &[T], y: &mut [T]) {
        for (x, y) in x.chunks_exact(IN).zip(y.chunks_exact_mut(OUT)) {
            let mut row = 0;
            for _ in 0..const { blocks(OUT) - wider(OUT) } {
                with_width!(width(OUT), self.dots(row, x, y));
                row += const { width(OUT) };
            }
            for _ in 0..const { wider(OUT) } {
                with_width!(width(OUT) + 1, self.dots(row, x, y));
                row += const { width(OUT) + 1 };
            }
        }
        if !self.epilogue.is_identity() {
            pointwise::in_place(self.simd, y, self.epilogue);
        }
    }

    /// `WIDTH` outputs from `first` on.
    #[inline(always)]
    fn dots<const WIDTH: usize>(&self, first: usize, x: &[T], y: &mut [T]) {
        match const { accumulators(WIDTH, Self::STEPS) } {
            1 => self.dots_in_chains::<WIDTH, 1>(first, x, y),
            2 => self.dots_in_chains::<WIDTH, 2>(first, x, y),
            3 => self.dots_in_chains::<WIDTH, 3>(first, x, y),
            4 => self.dots_in_chains::<WIDTH, 4>(first, x, y),
            _ => self.dots_in_chains::<WIDTH, 8>(first, x, y),
        }
    }

    #[inline(always)]
    fn dots_in_chains<const WIDTH: usize, const ACCUMULATORS: usize>(&self, first: usize, x: &[T], y: &mut [T]) {
        let (weight, line) = (or_return!(Rows::new(self.weight, OUT, IN)), or_return!(Rows::new(x, 1, IN)));
        let mut sums = [[self.zero(); WIDTH]; ACCUMULATORS];
        let whole = const { IN - IN % Self::LANES };
        let mut place = 0;
        while place < whole {
            for (chain, sums) in sums.iter_mut().enumerate() {
                let place = place + chain * Self::LANES;
                if place < whole {
                    // SAFETY: a whole register fits behind the place.
                    let x: T::Lanes<S> = unsafe { line.load(self.simd, 0, place) };
                    for (row, sum) in sums.iter_mut().enumerate() {
                        // SAFETY: the row is one of the matrix, and a whole register fits behind the place.
                        let register: T::Lanes<S> = unsafe { weight.load(self.simd, first + row, place) };
                        *sum = register.mul_add(x, *sum);
                    }
                }
            }
            place += ACCUMULATORS * Self::LANES;
        }
        if whole < IN {
            let x = T::Lanes::<S>::load_tail(self.simd, x, IN - whole);
            for (row, sum) in sums[ACCUMULATORS - 1].iter_mut().enumerate() {
                let line = weight.line(first + row).unwrap_or_default();
                let register = T::Lanes::<S>::load_tail(self.simd, line, IN - whole);
                *sum = register.mul_add(x, *sum);
            }
        }
        for (row, sum) in joined(sums).into_iter().enumerate() {
            let bias = if self.bias.is_empty() { T::zero() } else { self.bias[first + row] };
            y[first + row] = bias + sum.reduce_sum();
        }
    }
}
