//! One sample through a small layer, compiled for the sizes of the layer and inlined.
//!
//! The sums of a block stay in registers while all inputs pass by. Where a block has few of them they are split into chains, each over a share of the inputs, so
//! that one sum need not wait for the other.

use super::Layout;
use super::matrix::{Columns, Lines, LinesMut};
use crate::kernel::finish::Finish;
use crate::kernel::pointwise;
use crate::kernel::simd::{Lanes, Simd};
use crate::kernel::threads;
use crate::scalar::Real;

/// Larger layers gain little from being compiled for their sizes, and each takes time to build.
const LARGEST: usize = 1024;

/// From so many samples on, lines that are combined are better read once for several of them, if a sample has more than a few.
const BATCH: usize = 6;
const FEW_LINES: usize = 8;

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
pub(super) fn forward<S: Simd, T: Real, F: Finish<T>, const IN: usize, const OUT: usize>(
    simd: S,
    (weight, bias): (&[T], &[T]),
    x: &[T],
    y: &mut [T],
    finish: F,
) {
    in_parts::<S, T, F, IN, OUT>(
        simd,
        (x, y, finish),
        #[inline(always)]
        |x, y, finish| {
            let layer = One::<S, T, F, IN, OUT>::new(simd, (weight, bias), finish);
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
pub(super) fn backward_input<S: Simd, T: Real, F: Finish<T>, const IN: usize, const OUT: usize>(
    simd: S,
    weight: &[T],
    dy: &[T],
    dx: &mut [T],
    finish: F,
) {
    in_parts::<S, T, F, OUT, IN>(
        simd,
        (dy, dx, finish),
        #[inline(always)]
        |dy, dx, finish| {
            let layer = One::<S, T, F, OUT, IN>::new(simd, (weight, &[]), finish);
            // The columns of the transposed matrix are the rows.
            match const { Layout::of(OUT, IN) } {
                Layout::ColumnMajor => layer.by_rows(dy, dx),
                Layout::RowMajor => layer.by_columns(dy, dx),
            }
        },
    );
}

/// Calls `work` with the samples, their results and what finishes these: with all at once, or with a part for each thread.
#[inline(always)]
fn in_parts<S: Simd, T: Real, F: Finish<T>, const IN: usize, const OUT: usize>(
    simd: S,
    (x, y, finish): (&[T], &mut [T], F),
    work: impl Fn(&[T], &mut [T], F) + Send + Sync,
) {
    let Some(rows) = threads::share(y.len() / OUT, IN * OUT) else {
        return work(x, y, finish);
    };
    threads::each_chunk(y, rows * OUT, |chunk, y| {
        let x = &x[chunk * rows * IN..];
        simd.run(
            #[inline(always)]
            || work(&x[..y.len() / OUT * IN], y, finish.after(chunk * rows * OUT)),
        );
    });
}

/// How many blocks of `MOST` sums at most there are for `count` sums. Their widths differ by one at most, and the wider ones come last: the last has two or more,
/// unless there is just one sum.
const fn blocks(count: usize) -> usize {
    count.div_ceil(MOST)
}

/// The sums of the narrower blocks.
const fn width(count: usize) -> usize {
    count / blocks(count)
}

/// How many blocks have one sum more.
const fn wider(count: usize) -> usize {
    count % blocks(count)
}

/// How many chains a block is split into that has `width` sums over `steps` steps.
const fn chains(width: usize, steps: usize) -> usize {
    let chains = match width {
        1 | 2 => 4,
        3 | 4 => 2,
        _ => 1,
    };
    if steps < 4 * chains { 1 } else { chains }
}

/// Calls `$self.$block::<WIDTH, CHAINS>(..)` for a width and a number of chains that are constants: all other arms are left out.
macro_rules! with_constants {
    ($width:expr, $steps:expr, $self:ident.$block:ident $arguments:tt) => {
        with_constants!(@widths $width, $steps, $self.$block $arguments, 1 2 3 4 5 6 7 8)
    };
    (@widths $width:expr, $steps:expr, $self:ident.$block:ident $arguments:tt, $($number:literal)*) => {
        match const { $width } {
            $($number => with_constants!(@chains $number, $steps, $self.$block $arguments),)*
            _ => {}
        }
    };
    (@chains $width:literal, $steps:expr, $self:ident.$block:ident $arguments:tt) => {
        match const { chains($width, $steps) } {
            1 => $self.$block::<$width, 1> $arguments,
            2 => $self.$block::<$width, 2> $arguments,
            _ => $self.$block::<$width, 4> $arguments,
        }
    };
}

/// A matrix with `OUT` rows and `IN` columns.
struct One<'a, S, T, F, const IN: usize, const OUT: usize> {
    simd: S,
    weight: &'a [T],
    bias: &'a [T],
    finish: F,
}

impl<'a, S: Simd, T: Real, F: Finish<T>, const IN: usize, const OUT: usize> One<'a, S, T, F, IN, OUT> {
    const COUNT: usize = T::Lanes::<S>::COUNT;
    /// The registers of the outputs.
    const REGISTERS: usize = OUT.div_ceil(Self::COUNT);
    /// The registers of the inputs.
    const STEPS: usize = IN.div_ceil(Self::COUNT);

    #[inline(always)]
    fn new(simd: S, (weight, bias): (&'a [T], &'a [T]), finish: F) -> Self {
        assert!(weight.len() == IN * OUT && (bias.is_empty() || bias.len() == OUT), "the sizes of the layer");
        One { simd, weight, bias, finish }
    }

    #[inline(always)]
    fn zero(&self) -> T::Lanes<S> {
        T::Lanes::splat(self.simd, T::zero())
    }

    /// Each column, times its input, is added to all outputs.
    #[inline(always)]
    fn by_columns(&self, x: &[T], y: &mut [T]) {
        for (sample, (x, y)) in x.chunks_exact(IN).zip(y.chunks_exact_mut(OUT)).enumerate() {
            if const { OUT < Self::COUNT } {
                self.narrow(sample, x, y);
                continue;
            }
            let mut column = 0;
            for _ in 0..const { blocks(Self::REGISTERS) - wider(Self::REGISTERS) } {
                with_constants!(width(Self::REGISTERS), IN, self.outputs(sample, column, x, y));
                column += const { width(Self::REGISTERS) * Self::COUNT };
            }
            for _ in 0..const { wider(Self::REGISTERS) } {
                with_constants!(width(Self::REGISTERS) + 1, IN, self.outputs(sample, column, x, y));
                column += const { (width(Self::REGISTERS) + 1) * Self::COUNT };
            }
        }
    }

    /// `WIDTH` registers of outputs from `first` on. The last one ends with the outputs, and may cover a part of the one before: both get the same numbers there.
    #[inline(always)]
    fn outputs<const WIDTH: usize, const CHAINS: usize>(&self, sample: usize, first: usize, x: &[T], y: &mut [T]) {
        let columns = Columns::new::<T::Lanes<S>>(first, WIDTH, OUT);
        let weight = Lines::new(self.weight, IN, OUT);
        let mut sums = [[self.zero(); WIDTH]; CHAINS];
        if !self.bias.is_empty() {
            let bias = Lines::new(self.bias, 1, OUT);
            for (register, sum) in sums[0].iter_mut().enumerate() {
                // SAFETY: the register lies within the line.
                *sum = unsafe { bias.load(self.simd, 0, columns.place::<T::Lanes<S>>(register, WIDTH)) };
            }
        }
        let mut column = 0;
        while column + CHAINS <= IN {
            for (chain, sums) in sums.iter_mut().enumerate() {
                self.add_column(&weight, x, column + chain, columns, sums);
            }
            column += CHAINS;
        }
        while column < IN {
            self.add_column(&weight, x, column, columns, &mut sums[0]);
            column += 1;
        }
        let mut y = LinesMut::new(y, OUT);
        for (register, sum) in joined(sums).into_iter().enumerate() {
            let place = columns.place::<T::Lanes<S>>(register, WIDTH);
            let sum = self.finish.finish(sum, sample * OUT + place);
            // SAFETY: the register lies within the line.
            unsafe { y.store(0, place, sum) };
        }
    }

    #[inline(always)]
    fn add_column<const WIDTH: usize>(
        &self,
        weight: &Lines<'_, T>,
        x: &[T],
        column: usize,
        columns: Columns,
        sums: &mut [T::Lanes<S>; WIDTH],
    ) {
        let x = T::Lanes::<S>::splat(self.simd, x[column]);
        for (register, sum) in sums.iter_mut().enumerate() {
            let place = columns.place::<T::Lanes<S>>(register, WIDTH);
            // SAFETY: the column is one of the matrix, and the register lies within it.
            let numbers: T::Lanes<S> = unsafe { weight.load(self.simd, column, place) };
            *sum = numbers.mul_add(x, *sum);
        }
    }

    /// Outputs that do not fill a register.
    #[inline(always)]
    fn narrow(&self, sample: usize, x: &[T], y: &mut [T]) {
        let mut sum = T::Lanes::<S>::load_part(self.simd, self.bias);
        for (column, &x) in self.weight.chunks_exact(OUT).zip(x) {
            let x = T::Lanes::<S>::splat(self.simd, x);
            sum = T::Lanes::<S>::load_part(self.simd, column).mul_add(x, sum);
        }
        self.finish.finish_part(sum, sample * OUT, OUT).store_part(y);
    }

    /// Each output is the dot product of a row with the inputs.
    #[inline(always)]
    fn by_rows(&self, x: &[T], y: &mut [T]) {
        for (x, y) in x.chunks_exact(IN).zip(y.chunks_exact_mut(OUT)) {
            let mut row = 0;
            for _ in 0..const { blocks(OUT) - wider(OUT) } {
                with_constants!(width(OUT), Self::STEPS, self.dots(row, x, y));
                row += const { width(OUT) };
            }
            for _ in 0..const { wider(OUT) } {
                with_constants!(width(OUT) + 1, Self::STEPS, self.dots(row, x, y));
                row += const { width(OUT) + 1 };
            }
        }
        if self.finish.changes() {
            pointwise::in_place(self.simd, y, self.finish);
        }
    }

    /// `WIDTH` outputs from `first` on.
    #[inline(always)]
    fn dots<const WIDTH: usize, const CHAINS: usize>(&self, first: usize, x: &[T], y: &mut [T]) {
        let (weight, line) = (Lines::new(self.weight, OUT, IN), Lines::new(x, 1, IN));
        let mut sums = [[self.zero(); WIDTH]; CHAINS];
        let whole = const { IN - IN % Self::COUNT };
        let mut place = 0;
        while place < whole {
            for (chain, sums) in sums.iter_mut().enumerate() {
                let place = place + chain * Self::COUNT;
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
            place += CHAINS * Self::COUNT;
        }
        if whole < IN {
            let x = T::Lanes::<S>::load_last(self.simd, x, IN - whole);
            for (row, sum) in sums[CHAINS - 1].iter_mut().enumerate() {
                let register = T::Lanes::<S>::load_last(self.simd, weight.line(first + row), IN - whole);
                *sum = register.mul_add(x, *sum);
            }
        }
        for (row, sum) in joined(sums).into_iter().enumerate() {
            let bias = if self.bias.is_empty() { T::zero() } else { self.bias[first + row] };
            y[first + row] = bias + sum.sum();
        }
    }
}

/// The sums of the chains.
#[inline(always)]
fn joined<L: Lanes, const WIDTH: usize, const CHAINS: usize>(chains: [[L; WIDTH]; CHAINS]) -> [L; WIDTH] {
    let mut sums = chains[0];
    for chain in &chains[1..] {
        for (sum, &other) in sums.iter_mut().zip(chain) {
            *sum = *sum + other;
        }
    }
    sums
}
