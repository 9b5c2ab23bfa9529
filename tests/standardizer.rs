//! Standardisation at the ends of the range of numbers, on a small stack, and folded into a layer.

use netwright::data::Standardizer;
use netwright::layer::Linear;
use netwright::prelude::*;
use netwright::scalar::Real;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

/// The numbers of one feature, standardised.
fn standardized<T: Real>(numbers: &[T]) -> Vec<f64> {
    let mut samples: Vec<[T; 1]> = numbers.iter().map(|&x| [x]).collect();
    Standardizer::fit(&samples).unwrap().apply(&mut samples);
    samples.iter().map(|[x]| x.to_double()).collect()
}

fn assert_close(found: &[f64], expected: &[f64], tolerance: f64) {
    let close = |(x, y): (&f64, &f64)| (x - y).abs() <= tolerance;
    assert!(found.len() == expected.len() && found.iter().zip(expected).all(close), "{found:?} is not {expected:?}");
}

#[test]
fn a_feature_of_one_value_is_constant() {
    for value in [0.1, 1.0 / 3.0, 1e15 + 0.1, -1e300, 5e-324, f64::MAX, 0.0] {
        for count in [1, 3, 10, 1000] {
            let standardizer = Standardizer::fit(&vec![[value]; count]).unwrap();
            assert_eq!((standardizer.mean(), standardizer.deviation()), (&[value], &[1.0]), "{count} times {value:e}");
            assert_eq!(standardizer.apply_one([value]), [0.0]);
        }
    }
    let [x] = Standardizer::fit(&[[0.1_f64]; 10]).unwrap().apply_one([0.2]);
    assert!((x - 0.1).abs() < 1e-15);
    for value in [0.1_f32, 16_777_217.0, 3e38, 1e-45] {
        assert_eq!(standardized(&[value; 7]), [0.0; 7]);
    }
}

#[test]
fn a_deviation_that_is_rounded_to_zero_is_none() {
    for numbers in [[0.0, 1e-45_f32], [1e-45, 0.0], [-1e-45, 0.0]] {
        let samples = numbers.map(|x| [x]);
        let standardizer = Standardizer::fit(&samples).unwrap();
        assert_eq!(standardizer.deviation(), &[1.0]);
        assert!(standardized(&numbers).iter().all(|x| x.abs() <= 1.5e-45));
    }
    assert!(standardized(&[0.0, 5e-324]).iter().all(|x| x.abs() <= 5e-324));
}

/// Two values, five times each, are one deviation from the mean.
fn check_two_values<T: Real>(low: T, high: T) {
    let numbers: Vec<T> = [[low; 5], [high; 5]].concat();
    let expected = [[-1.0; 5], [1.0; 5]].concat();
    let tolerance = if size_of::<T>() == 4 { 1e-6 } else { 1e-14 };
    assert_close(&standardized(&numbers), &expected, tolerance);
}

#[test]
fn neighbours_far_from_zero_are_told_apart() {
    check_two_values(1e15, 1e15 + 1.0);
    check_two_values(1e15, 1e15 + 0.125);
    check_two_values(-1e16, -1e16 + 2.0);
    check_two_values(0.1, 0.1 + f64::EPSILON / 8.0);
    check_two_values(1e300, 1e300 * (1.0 + f64::EPSILON));
    check_two_values(1e7_f32, 1e7 + 1.0);
    check_two_values(16_777_216_f32, 16_777_218.0);
    check_two_values(0.1_f32, 0.100_000_01);
    check_two_values(-3e38_f32, -3e38 * (1.0 - f32::EPSILON));
}

#[test]
fn magnitudes_stay_in_the_range_of_numbers() {
    check_two_values(0.0, 1e-300);
    check_two_values(-1e-160, 1e-160);
    check_two_values(-f64::MAX, f64::MAX);
    check_two_values(1e200, 1e308);
    check_two_values(-f32::MAX, f32::MAX);
    check_two_values(0.0, 1e-30_f32);
    // Most of them at one end: the distance of the other end from the mean is no number.
    let numbers = [[-1.7e308; 9].as_slice(), &[1.7e308]].concat();
    assert_close(&standardized(&numbers), &[[-1.0 / 3.0; 9].as_slice(), &[3.0]].concat(), 1e-14);
    let numbers = [[-3.4e38_f32; 9].as_slice(), &[3.4e38]].concat();
    assert_close(&standardized(&numbers), &[[-1.0 / 3.0; 9].as_slice(), &[3.0]].concat(), 1e-6);
}

#[test]
fn many_samples_have_mean_zero_and_deviation_one() {
    let mut rng = SmallRng::seed_from_u64(1);
    for (centre, spread) in [(0.0, 1.0), (1e12, 1.0), (-1e-200, 1e-203), (1e305, 1e303)] {
        let numbers: Vec<f64> = (0..10_000).map(|_| centre + spread * rng.random_range(-1.0..1.0)).collect();
        let found = standardized(&numbers);
        let mean = found.iter().sum::<f64>() / 1e4;
        let variance = found.iter().map(|x| x * x).sum::<f64>() / 1e4;
        assert!(mean.abs() < 1e-12 && (variance - 1.0).abs() < 1e-12, "{centre:e}: {mean:e}, {variance}");
    }
}

/// Compares a folded layer with the sum that it stands for, in double precision, and gives the
/// largest share of the documented bound that an error took.
fn share_of_the_bound<T: Real, const N: usize>(centre: f64, rng: &mut SmallRng) -> f64 {
    let mut draw = |from: f64, to: f64| T::from_double(rng.random_range(from..to));
    let samples: Vec<[T; N]> = (0..50).map(|_| std::array::from_fn(|_| draw(centre - 1.0, centre + 1.0))).collect();
    let standardizer = Standardizer::fit(&samples).unwrap();
    let mut layer: Linear<T, N, 3> = bytemuck::Zeroable::zeroed();
    layer.as_mut_slice().fill_with(|| draw(-1.0, 1.0));
    let mut folded = layer.clone();
    standardizer.fold(&mut folded);
    let unit = if size_of::<T>() == 4 { 2.0_f64.powi(-24) } else { 2.0_f64.powi(-53) };
    let mut worst: f64 = 0.0;
    for sample in &samples {
        // Exact but for the rounding of `apply_one`, which is relative to numbers of the size 1.
        let standardized = standardizer.apply_one(*sample);
        for row in 0..3 {
            let bias = layer.bias[row].to_double();
            let (mut exact, mut size) = (bias, bias.abs());
            let mut found = folded.bias[row];
            for column in 0..N {
                let (x, weight) = (sample[column], folded.weight[(row, column)]);
                exact += layer.weight[(row, column)].to_double() * standardized[column].to_double();
                size +=
                    weight.to_double().abs() * (x.to_double().abs() + standardizer.mean()[column].to_double().abs());
                found += weight * x;
            }
            worst = worst.max((found.to_double() - exact).abs() / ((3 * N + 4) as f64 * unit * size));
        }
    }
    worst
}

#[test]
fn the_error_of_a_folded_layer_is_within_its_bound() {
    let mut rng = SmallRng::seed_from_u64(3);
    for centre in [0.0, 10.0, 1e3, -1e5] {
        let shares = [
            share_of_the_bound::<f32, 2>(centre, &mut rng),
            share_of_the_bound::<f32, 30>(centre, &mut rng),
            share_of_the_bound::<f64, 2>(centre, &mut rng),
            share_of_the_bound::<f64, 30>(centre, &mut rng),
        ];
        assert!(shares.iter().all(|share| *share <= 1.0), "{centre}: {shares:?}");
        // A bound that no error comes near would prove nothing.
        assert!(shares.iter().all(|share| *share > 1e-3), "{centre}: {shares:?}");
    }
}

/// A sample of 3 MB, a dozen times the stack.
const FEATURES: usize = 750_000;

#[test]
fn no_sample_passes_over_the_stack() {
    let work = || {
        let samples: Vec<[f32; FEATURES]> = bytemuck::zeroed_vec(3);
        let mut data = Dataset::new(samples, vec![0, 1, 2]).unwrap();
        for (number, sample) in (1_u8..).zip(data.samples_mut()) {
            sample.fill(f32::from(number));
        }
        let mut rng = SmallRng::seed_from_u64(1);
        (0..10).for_each(|_| data.shuffle(&mut rng));
        for (sample, target) in data.samples().iter().zip(data.targets()) {
            assert!(sample.iter().all(|x| *x == *target as f32 + 1.0));
        }
        let standardizer = Standardizer::fit(data.samples()).unwrap();
        assert_eq!((standardizer.mean()[7], standardizer.deviation()[FEATURES - 1]), (2.0, (2.0_f32 / 3.0).sqrt()));
        assert!(standardizer.clone() == standardizer);
        standardizer.apply(data.samples_mut());
        let copy = data.clone();
        let (first, rest) = data.split(0.4).unwrap();
        assert_eq!((first.len(), rest.len()), (1, 2));
        assert!(copy.samples()[0] == first.samples()[0] && copy.samples()[2] == rest.samples()[1]);
        // Targets may be as large.
        let targets: Vec<[f32; FEATURES]> = bytemuck::zeroed_vec(3);
        let mut data = Dataset::new(vec![[0.0]; 3], targets).unwrap();
        data.shuffle(&mut rng);
    };
    std::thread::Builder::new().stack_size(256 * 1024).spawn(work).unwrap().join().unwrap();
}

/// Networks of the layer that has the same rule.
#[network(input = 1)]
struct OneFeature(Normalize);

#[network(input = [2, 2, 2])]
struct Image(Normalize);

#[test]
fn a_layer_maps_a_constant_feature_to_zero_and_not_to_noise() {
    fn check<T: Real>(count: usize, values: &[f64]) {
        let mut net = OneFeature::<T>::zeros();
        for &value in values {
            let value = T::from_double(value);
            let samples: Vec<[T; 1]> = std::iter::repeat_n([value], count).collect();
            net.0.measure(&samples).unwrap();
            assert_eq!((net.0.mean, net.0.deviation), ([value], [T::one()]));
            assert_eq!(net.predict(&[value])[0], T::zero(), "{value}");
        }
    }
    check::<f32>(1_000_000, &[0.1]);
    check::<f64>(1_000_000, &[0.1]);
    check::<f32>(1000, &[-3e38, 1e-45, 16_777_217.0]);
    check::<f64>(1000, &[1.0 / 3.0, -1e300, 5e-324]);
    // Rounding errors are no feature: another number is not divided by them.
    let mut net = OneFeature::<f64>::zeros();
    net.0.measure(&[[0.1 + 0.2], [0.3], [0.3], [0.6 - 0.3]]).unwrap();
    assert_eq!((net.0.deviation, net.predict(&[0.4])[0]), ([1.0], 0.4 - net.0.mean[0]));
    let mut net = OneFeature::<f32>::zeros();
    let noisy: Vec<[f32; 1]> = (0..1000).map(|i| [if i % 3 == 0 { 0.1 } else { 0.1_f32.next_up() }]).collect();
    net.0.measure(&noisy).unwrap();
    assert_eq!(net.0.deviation, [1.0]);
    net.0.measure(&[[1e8 - 1.0], [1e8], [1e8 + 1.0]]).unwrap(); // which are one number in `f32`
    assert_eq!(net.0.deviation, [1.0]);
    // Numbers that are close to each other, or small, and not constant.
    for (mean, distance) in [(1.0, 1e-6), (1e30, 1e24), (0.0, 1e-40)] {
        net.0.measure(&[[mean - distance], [mean + distance]]).unwrap();
        let of_one = f64::from(net.0.deviation[0]) / f64::from(distance);
        assert!((of_one - 1.0).abs() < 0.05, "{mean} ± {distance}: {of_one}");
    }
    let mut wide = OneFeature::<f64>::zeros();
    wide.0.measure(&[[1e8 - 1.0], [1e8 + 1.0]]).unwrap();
    assert_eq!((wide.0.mean, wide.0.deviation), ([1e8], [1.0]));
    assert_eq!(wide.predict(&[1e8 + 3.0])[0], 3.0);
    let mut net = OneFeature::<f32>::zeros();
    net.0.measure(&[[1e-30], [3e-30]]).unwrap();
    assert_eq!([net.predict(&[1e-30])[0], net.predict(&[3e-30])[0]], [-1.0, 1.0]);
}

#[test]
fn a_layer_agrees_with_the_standardizer_and_knows_channels() {
    let mut rng = SmallRng::seed_from_u64(5);
    let samples: Vec<[f64; 8]> = (0..50).map(|_| std::array::from_fn(|i| rng.random_range(-1.0..i as f64))).collect();
    let mut net = Image::<f64>::zeros();
    net.0.measure(&samples).unwrap();
    let channels = [0, 4].map(|first| {
        let pixels: Vec<[f64; 1]> = samples.iter().flat_map(|sample| &sample[first..first + 4]).map(|&x| [x]).collect();
        let standardizer = Standardizer::fit(&pixels).unwrap();
        (standardizer.mean()[0], standardizer.deviation()[0])
    });
    assert_eq!([0, 1].map(|channel| (net.0.mean[channel], net.0.deviation[channel])), channels);
    let found = net.predict(&samples[3]);
    for (i, (x, y)) in samples[3].iter().zip(&found).enumerate() {
        let (mean, deviation) = channels[i / 4];
        assert_eq!(*y, (x - mean) / deviation);
    }
}

#[test]
fn a_layer_that_cannot_measure_stays_as_it_is() {
    let mut net = Image::<f32>::init(&mut SmallRng::seed_from_u64(1));
    let before = net.0.clone();
    assert_eq!(net.0.measure(&[]).unwrap_err().to_string(), "the data set has no samples, but at least one is needed");
    let mut samples = [[1.0; 8]; 3];
    samples[1][6] = f32::NAN;
    let error = net.0.measure(&samples).unwrap_err();
    assert_eq!(error.to_string(), "row 1, column 6 is NaN, but all features must be finite numbers");
    assert_eq!(net.0, before);
    assert_eq!((before.mean, before.deviation), ([0.0; 2], [1.0; 2]));
    // Nothing measured, and nothing divided by: `zeros` leaves deviations of 0.
    assert_eq!(Image::<f32>::zeros().predict(&[2.0; 8]).as_slice(), [2.0; 8]);
}
