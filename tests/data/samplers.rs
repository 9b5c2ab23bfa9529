//! Orders of an epoch, and augmentation.

use netwright::Error;
use netwright::data::{
    Augment, BalancedSampler, GaussianNoise, Label, RandomSampler, Sampler, SequentialSampler, WeightedRandomSampler,
    class_counts, class_weights,
};
use rand::rngs::SmallRng;
use rand::{Rng, RngExt, SeedableRng};

fn draw(sampler: &dyn Sampler, samples: usize, seed: u64) -> Result<Vec<usize>, Error> {
    let mut order = vec![99; 3];
    sampler.draw(samples, &mut SmallRng::seed_from_u64(seed), &mut order)?;
    Ok(order)
}

#[test]
fn an_order_follows_from_the_generator_alone() {
    let labels = Label::<2>::from_indices((0..50).map(|sample| usize::from(sample % 5 == 0))).unwrap();
    let weighted = WeightedRandomSampler::new(&[1.0; 50]).unwrap();
    let balanced = BalancedSampler::new(&labels);
    for sampler in [&RandomSampler as &dyn Sampler, &weighted, &balanced] {
        assert_eq!(draw(sampler, 50, 1), draw(sampler, 50, 1));
        assert_ne!(draw(sampler, 50, 1), draw(sampler, 50, 2));
    }
    assert_eq!(draw(&SequentialSampler, 4, 1).unwrap(), [0, 1, 2, 3]);
}

#[test]
fn random_orders_are_permutations_and_equally_probable() {
    let mut counts = [[0; 4]; 4];
    for seed in 0..4000 {
        let order = draw(&RandomSampler, 4, seed).unwrap();
        order.iter().enumerate().for_each(|(place, sample)| counts[place][*sample] += 1);
    }
    // 1000 are expected, with a standard deviation of 27.
    assert!(counts.as_flattened().iter().all(|count| (880..1120).contains(count)), "{counts:?}");
}

#[test]
fn weighted_draws_are_in_proportion_to_their_weights() {
    let weights = [0.0, 3.0, 0.0, 1.0, f64::MAX, f64::MAX, 0.0];
    let order = draw(&WeightedRandomSampler::new(&weights).unwrap().draws(1000), 7, 1).unwrap();
    assert!(order.iter().all(|sample| [4, 5].contains(sample)), "the others are too rare to be seen");
    let sampler = WeightedRandomSampler::new(&[0.0, 3.0, 0.0, 1.0, 0.0]).unwrap().draws(4000);
    let counts = draw(&sampler, 5, 2).unwrap().into_iter().fold([0; 5], |mut counts, sample| {
        counts[sample] += 1;
        counts
    });
    assert_eq!([counts[0], counts[2], counts[4]], [0; 3]);
    assert!((900..1100).contains(&counts[3]), "{counts:?}");
}

#[test]
fn weights_without_meaning_are_refused() {
    let message = |weights: &[f64]| WeightedRandomSampler::new(weights).unwrap_err().to_string();
    assert_eq!(message(&[]), "the data set has no samples, but at least one is needed");
    assert_eq!(message(&[0.0, 0.0]), "the weight of a sample must be above 0 for at least one sample, but is 0");
    for wrong in [-1.0, f64::NAN, f64::INFINITY] {
        let message = message(&[1.0, wrong]);
        assert!(
            message.starts_with("the weight of a sample must be a finite number that is not negative"),
            "{message}"
        );
    }
}

#[test]
fn balanced_epochs_have_every_class_equally_often() {
    let labels = Label::<4>::from_indices((0..103).map(|sample| [0, 0, 0, 0, 0, 1, 1, 3][sample % 8])).unwrap();
    let sampler = BalancedSampler::new(&labels);
    let mut visits = vec![0; labels.len()];
    for seed in 0..50 {
        let order = draw(&sampler, labels.len(), seed).unwrap();
        assert_eq!(order.len(), labels.len());
        let drawn: Vec<_> = order.iter().map(|sample| labels[*sample]).collect();
        let mut counts = class_counts(&drawn);
        counts.sort_unstable();
        assert_eq!(counts, [0, 34, 34, 35], "class 2 has no samples");
        // Within an epoch no sample of a class is ahead of another by more than one visit.
        let mut of_epoch = vec![0; labels.len()];
        order.iter().for_each(|sample| of_epoch[*sample] += 1);
        for class in 0..4 {
            let of_class = || (0..labels.len()).filter(|sample| labels[*sample].index() == class);
            let most = of_class().map(|sample| of_epoch[sample]).max();
            let least = of_class().map(|sample| of_epoch[sample]).min();
            assert!(most <= least.map(|least| least + 1), "{most:?} and {least:?}");
        }
        order.iter().for_each(|sample| visits[*sample] += 1);
    }
    assert!(visits.iter().all(|count| *count > 0));
    // Targets that are no classes.
    let sampler = BalancedSampler::by(&[true, false, false, false], |positive| *positive);
    assert_eq!(draw(&sampler, 4, 1).unwrap().iter().filter(|sample| **sample == 0).count(), 2);
}

#[test]
fn a_sampler_for_other_data_is_refused() {
    let message = |sampler: &dyn Sampler, samples| draw(sampler, samples, 1).unwrap_err().to_string();
    let expected = "the sampler was made for 2 samples, but the data set has 3";
    assert_eq!(message(&WeightedRandomSampler::new(&[1.0; 2]).unwrap(), 3), expected);
    assert_eq!(message(&BalancedSampler::by(&[0, 1], |class| *class), 3), expected);
    assert_eq!(
        message(&WeightedRandomSampler::new(&[1.0; 2]).unwrap().draws(0), 2),
        "the data set has no samples, but at least one is needed"
    );
    struct Beyond;
    impl Sampler for Beyond {
        fn order(&self, samples: usize, _: &mut dyn Rng, order: &mut Vec<usize>) -> Result<(), Error> {
            order.extend([0, samples]);
            Ok(())
        }
    }
    assert_eq!(message(&Beyond, 3), "there is no sample 3: the samples are 0 to 2");
}

#[test]
fn weights_make_all_classes_count_equally() {
    for case in super::fixtures::Fixtures::read().stratified {
        let labels = Label::<3>::from_indices(case.labels).unwrap();
        let weights: [f64; 3] = class_weights(&labels).unwrap();
        for (weight, expected) in weights.iter().zip(case.weights) {
            assert!((weight - expected).abs() <= 1e-15 * expected);
        }
    }
    let absent = class_weights::<f32, _, 3>(&Label::<3>::from_indices([0, 2]).unwrap()).unwrap_err();
    assert_eq!(absent.to_string(), "no target is of class 1, so that no weight can make up for its frequency");
}

#[test]
fn augmentations_come_one_after_the_other() {
    let mut rng = SmallRng::seed_from_u64(1);
    let double = |sample: &mut [f64; 2], _: &mut dyn Rng| sample.iter_mut().for_each(|x| *x *= 2.0);
    let shift = |sample: &mut [f64; 2], rng: &mut dyn Rng| sample[0] += rng.random_range(10.0..11.0);
    let mut sample = [1.0, 2.0];
    ((double, shift), ()).augment(&mut sample, &mut rng);
    assert!((12.0..13.0).contains(&sample[0]) && sample[1] == 4.0);
    let augments: [&dyn Augment<f64, 2>; 2] = [&double, &GaussianNoise::new(0.0).unwrap()];
    augments.iter().for_each(|augment| augment.augment(&mut sample, &mut rng));
    assert_eq!(sample[1], 8.0);
}

#[test]
fn noise_has_its_standard_deviation() {
    let mut sample = [5.0_f64; 20_000];
    GaussianNoise::new(0.5).unwrap().augment(&mut sample, &mut SmallRng::seed_from_u64(1));
    let mean = sample.iter().sum::<f64>() / 20_000.0;
    let variance = sample.iter().map(|x| (x - 5.0) * (x - 5.0)).sum::<f64>() / 20_000.0;
    assert!((mean - 5.0).abs() < 0.015 && (variance - 0.25).abs() < 0.01, "{mean}, {variance}");
    for wrong in [-0.1, f64::NAN, f64::INFINITY] {
        let message = GaussianNoise::new(wrong).unwrap_err().to_string();
        assert!(message.starts_with("the standard deviation of the noise must be a finite number"), "{message}");
    }
}
