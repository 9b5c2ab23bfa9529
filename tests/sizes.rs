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

/// Shapes whose features only the compiler can compare with those that they are made of: of the
/// input, of a value in the memory, behind another shape, and at the end.
#[network(input = 6)]
struct Reshapes {
    image: Reshape<{ config::CHANNELS }, 3>,
    conv: Conv1d<2, 3, Same>,
    turned: Reshape<3, { config::CHANNELS }>,
    again: Reshape<{ config::CHANNELS }, 3, 1>,
    #[from(turned, turned)]
    sum: Add,
    #[from(again)]
    other: Conv2d<2, 1>,
    flat: Reshape<6>,
    #[from(sum)]
    sums: Reshape<{ config::HIDDEN + 1 }>,
    #[from(flat, sums)]
    both: Concat,
    last: Reshape<{ config::CHANNELS }, 6>,
}

/// As `Reshapes`, with numbers.
#[network(input = 6)]
struct ReshapesOfNumbers {
    image: Reshape<2, 3>,
    conv: Conv1d<2, 3, Same>,
    turned: Reshape<3, 2>,
    again: Reshape<2, 3, 1>,
    #[from(turned, turned)]
    sum: Add,
    #[from(again)]
    other: Conv2d<2, 1>,
    flat: Reshape<6>,
    #[from(sum)]
    sums: Reshape<6>,
    #[from(flat, sums)]
    both: Concat,
    last: Reshape<2, 6>,
}

#[test]
fn shapes_by_constants_and_by_numbers_give_the_same_network() {
    let mut rng = SmallRng::seed_from_u64(1);
    let mut twin = ReshapesOfNumbers::init(&mut rng);
    let mut names = Reshapes::zeros();
    names.as_mut_slice().copy_from_slice(twin.as_slice());
    let samples = [[0.1, -0.2, 0.3, -0.4, 0.5, -0.6], [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [0.0; 6]];
    assert_eq!(names.predict(&samples[0]), twin.predict(&samples[0]));
    assert_eq!(names.predict_batch(&samples), twin.predict_batch(&samples));
    let targets = [[0.5; 12]; 3];
    let (mut workspace, mut other) = (Workspace::default(), Workspace::default());
    let (mut gradients, mut of_twin) = (Reshapes::zeros(), ReshapesOfNumbers::zeros());
    let loss = names.forward(&samples, &mut workspace, &mut rng).loss(&Mse, &targets).unwrap();
    let expected = twin.forward(&samples, &mut other, &mut rng).loss(&Mse, &targets).unwrap();
    assert_eq!(loss.backward(&mut gradients), expected.backward(&mut of_twin));
    assert_eq!(gradients.as_slice(), of_twin.as_slice());
}

#[test]
fn memory_is_shared_where_sizes_are_numbers() {
    // `tanh` [5] and `relu` [7] are alive when `both` [12] is computed; `pixels` is the input, and
    // `tanh` and `relu` are epilogues of `first` and `second`.
    assert_eq!(Numbers::RAM_BYTES, (5 + 7 + 12 + 4) * size_of::<f32>());
    assert_eq!(<Names>::PARAMS, Numbers::PARAMS + 7 * 7 + 7);
}
