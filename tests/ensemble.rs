//! Ensembles: means, deviations, votes, and training on threads.

use netwright::approx::assert_relative_eq;
use netwright::ensemble::Ensemble;
use netwright::error::Error;
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;

/// Returns the parameter itself, for the sample 1.
#[network(input = 1)]
#[derive(Clone, Debug, PartialEq)]
struct Scaled(Linear<1, NoBias>);

fn scaled(factor: f64) -> Box<Scaled<f64>> {
    let mut net = Scaled::<f64>::zeros();
    net.0.weight[(0, 0)] = factor;
    net
}

#[test]
fn the_deviation_is_that_of_a_sample() {
    // Of the squares 1, 4, 9, 16 and so on; far from 0, where sums of squares would lose digits.
    let factors: Vec<f64> = (1..=9).map(|x| 1e8 + f64::from(x * x)).collect();
    let ensemble = Ensemble::new(factors.iter().map(|factor| scaled(*factor)).collect()).unwrap();
    let mean = factors.iter().sum::<f64>() / 9.0;
    let variance = factors.iter().map(|factor| (factor - mean).powi(2)).sum::<f64>() / 8.0;
    let spread = ensemble.predict(&[1.0]);
    assert_relative_eq!(spread.mean[0], mean, max_relative = 1e-15);
    assert_relative_eq!(spread.deviation[0], variance.sqrt(), max_relative = 1e-9);
    assert_eq!(ensemble.members().len(), 9);
}

#[test]
fn a_single_network_has_no_deviation_and_none_is_an_error() {
    let spread = Ensemble::new(vec![scaled(2.0)]).unwrap().predict(&[3.0]);
    assert_eq!((spread.mean[0], spread.deviation[0]), (6.0, 0.0));
    let message = Ensemble::<Scaled>::new(vec![]).unwrap_err().to_string();
    assert_eq!(message, "the number of networks in an ensemble must be at least 1, but is 0");
    assert!(Ensemble::<Scaled>::train(0, |_| unreachable!("there are no seeds")).is_err());
}

#[test]
fn the_first_error_in_the_order_of_seeds_is_returned() {
    let result = Ensemble::<Scaled<f64>>::train(5, |seed| match seed {
        0 | 1 => Ok(scaled(1.0)),
        2 => Err(Error::NoSamples),
        _ => Err(Error::EmptyBatch),
    });
    assert_eq!(result.unwrap_err(), Error::NoSamples);
}

/// Two classes, told apart by the sign of the sum.
#[network(input = 2)]
#[derive(Clone, Debug, PartialEq)]
struct Signs {
    hidden: Linear<4>,
    tanh: Tanh,
    logits: Linear<2>,
}

fn trained(threads: usize) -> Ensemble<Signs> {
    let samples: Vec<[f32; 2]> = (0..64_u8).map(|x| [f32::from(x % 8) - 3.5, f32::from(x / 8) - 3.7]).collect();
    let labels = Label::<2>::from_indices(samples.iter().map(|[x, y]| usize::from(x + y > 0.0))).unwrap();
    let data = Dataset::new(samples, labels).unwrap();
    let train = || {
        Ensemble::train(5, |seed| {
            let mut net = Signs::init(&mut SmallRng::seed_from_u64(seed));
            let trainer = Trainer::new(CrossEntropy, Adam::new(0.05)).epochs(40).batch(16).seed(seed);
            trainer.fit(&mut net, &data).map(|_| net)
        })
        .unwrap()
    };
    #[cfg(feature = "rayon")]
    return rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(train);
    #[cfg(not(feature = "rayon"))]
    return (threads..=threads).map(|_| train()).next().unwrap();
}

#[test]
fn training_gives_one_result_for_any_number_of_threads_and_votes_well() {
    let ensemble = trained(1);
    assert!([2, 4].into_iter().all(|threads| trained(threads) == ensemble));
    assert_ne!(ensemble.members()[0], ensemble.members()[1]);
    assert_eq!((ensemble.classify(&[3.0, 2.0]), ensemble.classify(&[-3.0, 1.0])), (1, 0));
    let probabilities = ensemble.predict_proba(&[3.0, 2.0]);
    assert_relative_eq!(probabilities.mean.sum(), 1.0, max_relative = 1e-6);
    assert_relative_eq!(probabilities.deviation[0], probabilities.deviation[1], max_relative = 1e-3);
}
