//! Measures the limits of a core of this machine: fused multiply-adds in single precision, and
//! reading from caches and memory. `machine BYTES..`; tools/measure/growth.py runs it.
//!
//! Prints a line `flops RATE`, and for each number of bytes a line `BYTES RATE`, all per second.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Time for one measurement.
const BUDGET: Duration = Duration::from_millis(300);

fn main() {
    println!("flops {:e}", flops());
    for size in std::env::args().skip(1) {
        let bytes: usize = size.parse().expect("sizes are numbers of bytes");
        println!("{bytes} {:e}", bandwidth(bytes));
    }
}

/// The number of independent accumulators that hide the latency of a multiply-add.
const CHAINS: usize = 12;
/// The numbers of a register.
const LANES: usize = 8;

/// Floating-point operations a second, where a multiply-add is two.
fn flops() -> f64 {
    let rounds = 10_000;
    rate(|| multiply_adds(rounds), (rounds * CHAINS * LANES * 2) as f64)
}

/// Bytes per second, when a block of this many is read over and over.
fn bandwidth(bytes: usize) -> f64 {
    // A multiple of the numbers that one step of the loop reads.
    let numbers = vec![1.0f32; bytes.div_ceil(4).next_multiple_of(BLOCK)];
    let rounds = (1 << 20) / bytes.min(1 << 20);
    rate(|| sum(&numbers, rounds), (rounds * numbers.len() * 4) as f64)
}

/// The most that was done in a second, of an amount that is done each time.
fn rate<R>(mut call: impl FnMut() -> R, amount: f64) -> f64 {
    let (start, mut best) = (Instant::now(), f64::INFINITY);
    while start.elapsed() < BUDGET {
        let start = Instant::now();
        black_box(call());
        best = best.min(start.elapsed().as_secs_f64());
    }
    amount / best
}

/// Numbers that one step of the loop reads: registers of accumulators that do not depend on each
/// other.
const BLOCK: usize = 8 * LANES;

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{BLOCK, CHAINS, LANES};
    use std::arch::x86_64::{
        __m256, _mm256_add_ps, _mm256_cvtss_f32, _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_set1_ps,
    };
    use std::hint::black_box;

    #[target_feature(enable = "avx2,fma")]
    pub fn multiply_adds(rounds: usize) -> f32 {
        let (factor, summand) = (_mm256_set1_ps(black_box(0.5)), _mm256_set1_ps(black_box(1.0)));
        let mut sums = [_mm256_set1_ps(0.0); CHAINS];
        for _ in 0..rounds {
            for sum in &mut sums {
                *sum = _mm256_fmadd_ps(*sum, factor, summand);
            }
        }
        total(sums)
    }

    #[target_feature(enable = "avx2,fma")]
    pub fn sum(numbers: &[f32], rounds: usize) -> f32 {
        let mut sums = [_mm256_set1_ps(0.0); BLOCK / LANES];
        for _ in 0..rounds {
            for block in black_box(numbers).as_chunks::<BLOCK>().0 {
                for (sum, register) in sums.iter_mut().zip(block.as_chunks::<LANES>().0) {
                    // SAFETY: the array has as many numbers as are loaded, and any alignment will
                    // do.
                    *sum = _mm256_add_ps(*sum, unsafe { _mm256_loadu_ps(register.as_ptr()) });
                }
            }
        }
        total(sums)
    }

    #[target_feature(enable = "avx2,fma")]
    fn total<const N: usize>(sums: [__m256; N]) -> f32 {
        _mm256_cvtss_f32(sums.into_iter().fold(_mm256_set1_ps(0.0), |total, sum| _mm256_add_ps(total, sum)))
    }

    pub fn is_there() -> bool {
        is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma")
    }
}

/// Adds to all accumulators this many times.
fn multiply_adds(rounds: usize) -> f32 {
    #[cfg(target_arch = "x86_64")]
    if x86::is_there() {
        // SAFETY: the processor has both.
        return unsafe { x86::multiply_adds(rounds) };
    }
    let (factor, summand) = (black_box(0.5), black_box(1.0));
    let mut sums = [[0.0f32; LANES]; CHAINS];
    for _ in 0..rounds {
        for sum in sums.as_flattened_mut() {
            *sum = *sum * factor + summand;
        }
    }
    sums.as_flattened().iter().sum()
}

/// Adds up all numbers this many times.
fn sum(numbers: &[f32], rounds: usize) -> f32 {
    #[cfg(target_arch = "x86_64")]
    if x86::is_there() {
        // SAFETY: the processor has both.
        return unsafe { x86::sum(numbers, rounds) };
    }
    let mut sums = [0.0; BLOCK];
    for _ in 0..rounds {
        for block in black_box(numbers).as_chunks::<BLOCK>().0 {
            sums.iter_mut().zip(block).for_each(|(sum, number)| *sum += number);
        }
    }
    sums.iter().sum()
}
