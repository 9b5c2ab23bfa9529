//! Sizes that the macro cannot see give the same network as numbers.

use netwright::layer::Plain;
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;

mod config {
    pub(crate) const HIDDEN: usize = 5;
    pub(crate) const CHANNELS: usize = 2;
}

#[network(input = [2, 3], output = 4)]
struct Numbers {
    pixels: Flatten,
    first: Linear<5>,
    tanh: Tanh,
    second: Linear<7>,
    relu: Relu,
    #[from(tanh, relu)]
    both: Concat,
    last: Linear<12, 4>,
}

/// The network of `Numbers`, by constants, expressions and a const parameter.
#[network(input = [config::CHANNELS, 3], output = { config::HIDDEN - 1 })]
struct Names<const H: usize = 7> {
    pixels: Flatten,
    first: Linear<{ config::HIDDEN }>,
    tanh: Tanh,
    second: Linear<H>,
    relu: Relu,
    narrow: Linear<H, 7>,
    #[from(tanh, narrow)]
    both: Concat,
    last: Linear<12, 4>,
}

/// As `Names`, with numbers.
#[network(input = [2, 3], output = 4)]
struct Twin {
    pixels: Flatten,
    first: Linear<5>,
    tanh: Tanh,
    second: Linear<9>,
    relu: Relu,
    narrow: Linear<9, 7>,
    #[from(tanh, narrow)]
    both: Concat,
    last: Linear<12, 4>,
}

#[test]
fn names_and_numbers_give_the_same_network() {
    let mut rng = SmallRng::seed_from_u64(1);
    let twin = Twin::init(&mut rng);
    let mut names = Names::<9>::zeros();
    assert_eq!((Names::<9>::PARAMS, Names::<9>::MACS), (Twin::PARAMS, Twin::MACS));
    assert_eq!(Names::<9>::summary().to_string().lines().count(), Twin::summary().to_string().lines().count());
    names.as_mut_slice().copy_from_slice(twin.as_slice());
    let samples = [[0.1, -0.2, 0.3, -0.4, 0.5, -0.6], [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [0.0; 6]];
    for sample in &samples {
        assert_eq!(names.predict(sample), twin.predict(sample));
    }
    assert_eq!(names.predict_batch(&samples), twin.predict_batch(&samples));
    let mut workspace = Workspace::default();
    let pass = names.forward(&samples, &mut workspace, &mut rng);
    assert_eq!(pass.output(), twin.predict_batch(&samples));
}

#[test]
fn memory_is_shared_where_sizes_are_numbers() {
    // `tanh` [5] and `relu` [7] are alive when `both` [12] is computed; `pixels` is the input, and
    // `tanh` and `relu` are epilogues of `first` and `second`.
    assert_eq!(Numbers::RAM_BYTES, (5 + 7 + 12 + 4) * size_of::<f32>());
    assert_eq!(<Names>::PARAMS, Numbers::PARAMS + 7 * 7 + 7);
}
