//! The lanes that are loaded, stored and exchanged, with every instruction set that there is here.

use super::{Isa, Lanes, Simd, WithSimd};
use crate::kernel::scalar::Real;
use alloc::vec::Vec;
use core::marker::PhantomData;

/// `1, 2, 3, ..`
fn numbers<T: Real>(count: usize) -> Vec<T> {
    (1..=count).map(|number| T::from_double(number as f64)).collect()
}

/// The lanes of a register.
fn lanes_of<L: Lanes>(register: L) -> Vec<L::Scalar> {
    let mut lanes = numbers(L::LANES);
    register.store_slice(&mut lanes);
    lanes
}

/// Checks the registers of an element type.
struct Check<T>(PhantomData<T>);

impl<T: Real> WithSimd for Check<T> {
    type Output = ();

    fn with_simd<S: Simd>(self, simd: S) {
        loads::<S, T>(simd);
        stores::<S, T>(simd);
        exchanges::<S, T>(simd);
    }
}

/// Loads slices of all lengths.
fn loads<S: Simd, T: Real>(simd: S) {
    let lanes = T::Lanes::<S>::LANES;
    for length in 0..=lanes {
        let given = numbers::<T>(length);
        let mut expected = given.clone();
        expected.resize(lanes, T::zero());
        assert_eq!(lanes_of(T::Lanes::<S>::load_few(simd, &given)), expected, "{length} numbers");
        assert_eq!(lanes_of(T::Lanes::<S>::load_partial(simd, &given)), expected, "{length} numbers");
    }
    // The last numbers of a longer slice, in the last lanes, and of a shorter one in the first.
    for length in [lanes, lanes + 1, 3 * lanes] {
        for count in 1..=lanes {
            let given = numbers::<T>(length);
            let mut expected = given[length - lanes..].to_vec();
            expected[..lanes - count].fill(T::zero());
            assert_eq!(lanes_of(T::Lanes::<S>::load_tail(simd, &given, count)), expected, "{count} of {length}");
        }
    }
    for length in 1..lanes {
        for count in 1..=length {
            let given = numbers::<T>(length);
            let mut expected = given[length - count..].to_vec();
            expected.resize(lanes, T::zero());
            assert_eq!(lanes_of(T::Lanes::<S>::load_tail(simd, &given, count)), expected, "{count} of {length}");
        }
    }
}

/// Stores into slices of all lengths.
fn stores<S: Simd, T: Real>(simd: S) {
    let lanes = T::Lanes::<S>::LANES;
    let register = T::Lanes::<S>::load_slice(simd, &numbers::<T>(lanes));
    for length in 0..=2 * lanes {
        let mut expected = numbers::<T>(length.min(lanes));
        expected.resize(length, T::zero());
        let mut found = alloc::vec![T::zero(); length];
        register.store_few(&mut found);
        assert_eq!(found, expected, "a place for {length} numbers");
        found.fill(T::zero());
        register.store_partial(&mut found);
        assert_eq!(found, expected, "a place for {length} numbers");
    }
}

/// Exchanges the lanes of two registers.
fn exchanges<S: Simd, T: Real>(simd: S) {
    let lanes = T::Lanes::<S>::LANES;
    let both = numbers::<T>(2 * lanes);
    let (first, second) = both.split_at(lanes);
    let registers = [first, second].map(|numbers| T::Lanes::<S>::load_slice(simd, numbers));
    let by_turns: Vec<T> = first.iter().zip(second).flat_map(|(first, second)| [*first, *second]).collect();
    let (left, right) = registers[0].interleave(registers[1]);
    assert_eq!([lanes_of(left), lanes_of(right)].concat(), by_turns);
    let (even, odd) = left.deinterleave(right);
    assert_eq!([lanes_of(even), lanes_of(odd)].concat(), both);
}

#[test]
fn every_number_is_in_its_lane() {
    for isa in Isa::all() {
        isa.run(Check::<f32>(PhantomData));
        isa.run(Check::<f64>(PhantomData));
    }
}
