//! Parts of a data set, compared with scikit-learn's.

use super::fixtures::{Fixtures, StratifiedFolds};
use super::numbered;
use netwright::Error;
use netwright::data::{Dataset, Label, class_counts};
use rand::SeedableRng;
use rand::rngs::SmallRng;

#[test]
fn a_split_has_two_parts_with_all_samples() {
    let (first, rest) = numbered(10).split(0.75).unwrap();
    assert_eq!((first.len(), rest.len()), (8, 2));
    assert_eq!(rest.targets(), [8, 9]);
    for fraction in [0.0, 0.01, 1.0, 2.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(matches!(numbered(10).split(fraction), Err(Error::InvalidSetting { .. })), "{fraction}");
        let stratified = numbered(10).split_stratified_by(fraction, |_| ());
        assert!(matches!(stratified, Err(Error::InvalidSetting { .. })), "{fraction}");
    }
}

/// The fold in which each sample is tested, and that every sample is either tested or trained on.
fn folds<'a>(
    parts: impl Iterator<Item = (Dataset<'a, f64, 1, usize>, Dataset<'a, f64, 1, usize>)>,
    count: usize,
) -> Vec<usize> {
    let mut fold_of = vec![usize::MAX; count];
    for (fold, (train, test)) in parts.enumerate() {
        let mut all = [train.targets(), test.targets()].concat();
        assert!(train.targets().is_sorted() && test.targets().is_sorted(), "the order is kept");
        all.sort_unstable();
        assert_eq!(all, (0..count).collect::<Vec<_>>());
        test.targets().iter().for_each(|sample| fold_of[*sample] = fold);
    }
    fold_of
}

#[test]
fn folds_are_those_of_scikit_learn() {
    let fixtures = Fixtures::read();
    for case in fixtures.k_fold {
        assert_eq!(folds(numbered(case.count).k_fold(case.k).unwrap(), case.count), case.folds);
    }
    for StratifiedFolds { labels, k, folds: expected, .. } in fixtures.stratified {
        let data = numbered(labels.len());
        let parts = data.k_fold_stratified_by(k, |sample| labels[*sample]).unwrap();
        assert_eq!(parts.len(), k);
        assert_eq!(folds(parts, labels.len()), expected, "{labels:?}");
    }
}

#[test]
fn numbers_of_folds_without_meaning_are_refused() {
    let data = Dataset::new(vec![[0.0]; 5], Label::<2>::from_indices([0, 1, 0, 1, 0]).unwrap()).unwrap();
    for k in [0, 1, 6] {
        let message = data.k_fold(k).unwrap_err().to_string();
        assert_eq!(message, format!("the number of folds must be from 2 to the number of samples, but is {k}"));
    }
    assert_eq!(data.k_fold_stratified(3).unwrap().count(), 3);
    assert_eq!(
        data.k_fold_stratified(4).unwrap_err().to_string(),
        "the number of folds must be from 2 to the number of samples of the largest class, but is 4"
    );
}

#[test]
fn stratified_parts_have_the_proportions_of_the_whole() {
    for StratifiedFolds { labels, .. } in Fixtures::read().stratified {
        let whole = class_counts(&Label::<3>::from_indices(labels.iter().copied()).unwrap());
        let data = Dataset::new(vec![[0.0]; labels.len()], Label::<3>::from_indices(labels).unwrap()).unwrap();
        for fraction in [0.3, 0.5, 0.8] {
            let (first, rest) = data.split_stratified(fraction).unwrap();
            assert_eq!(first.len(), data.as_borrowed().split(fraction).unwrap().0.len());
            let (first, rest) = (class_counts(first.targets()), class_counts(rest.targets()));
            for class in 0..3 {
                assert_eq!(first[class] + rest[class], whole[class]);
                // Both the size of the part and the share of a class are rounded.
                let share = fraction * whole[class] as f64;
                assert!((first[class] as f64 - share).abs() <= 1.5, "{first:?} of {whole:?} for {fraction}");
            }
        }
    }
    // 60, 30 and 10 divide exactly.
    let labels = (0..100).map(|sample| [0, 0, 0, 0, 0, 0, 1, 1, 1, 2][sample % 10]);
    let mut data = Dataset::new(vec![[0.0]; 100], Label::<3>::from_indices(labels).unwrap()).unwrap();
    data.shuffle(&mut SmallRng::seed_from_u64(1));
    let (train, test) = data.split_stratified(0.7).unwrap();
    assert_eq!((class_counts(train.targets()), class_counts(test.targets())), ([42, 21, 7], [18, 9, 3]));
}

#[test]
fn a_class_of_one_sample_is_in_one_part() {
    let data = Dataset::new(vec![[0.0]; 3], vec![true, false, false]).unwrap();
    let (first, rest) = data.split_stratified_by(0.5, |positive| *positive).unwrap();
    assert_eq!((first.targets(), rest.targets()), (&[true, false][..], &[false][..]));
}
