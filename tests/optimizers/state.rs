//! The state of an optimiser is restored to the bit, all of it or nothing.

use netwright::Error;
use netwright::optim::{Entry, Snapshot, StateVisitor};
use netwright::prelude::*;
use netwright::scalar::Real;

#[network(input = 3)]
struct Net {
    hidden: Linear<4>,
    tanh: Tanh,
    out: Linear<2>,
}

#[network(input = 3)]
struct Wider {
    hidden: Linear<5>,
    tanh: Tanh,
    out: Linear<2>,
    last: Linear<2, NoBias>,
}

/// Takes steps against gradients that depend on the parameters and on the number of the step.
fn walk<N: Trainable>(optimizer: &mut impl Optimizer<N>, net: &mut N, steps: std::ops::Range<u32>) {
    let mut gradients = N::zeros();
    for step in steps {
        for (place, (gradient, parameter)) in gradients.as_mut_slice().iter_mut().zip(net.as_slice()).enumerate() {
            let target = (place as f64 * 0.7 + f64::from(step)).sin();
            *gradient = *parameter - N::Scalar::from_double(target);
        }
        optimizer.step(net, &gradients);
    }
}

/// Seven steps in one go, and four steps, a snapshot, and three steps of an optimiser that is new.
fn resumes<N: Trainable, O: Optimizer<N>>(create: impl Fn() -> O) {
    let (mut whole, mut optimizer) = (N::zeros(), create());
    walk(&mut optimizer, &mut *whole, 0..7);
    let (mut net, mut first, mut second) = (N::zeros(), create(), create());
    walk(&mut first, &mut *net, 0..4);
    first.set_learning_rate(first.learning_rate()); // as a schedule does
    let snapshot = Snapshot::of(&mut first);
    walk(&mut second, &mut *N::zeros(), 0..1); // must be overwritten
    snapshot.restore(&mut second).unwrap();
    assert_eq!(Snapshot::of(&mut second), snapshot);
    walk(&mut second, &mut *net, 4..7);
    assert_eq!(net.as_slice(), whole.as_slice());
    assert_eq!(Snapshot::of(&mut second), Snapshot::of(&mut optimizer));
}

#[test]
fn an_optimiser_goes_on_to_the_bit() {
    resumes::<Net, _>(|| Sgd::new(0.1));
    resumes::<Net, _>(|| Sgd::new(0.1).momentum(0.9));
    resumes::<Net, _>(|| Sgd::new(0.1).momentum(0.9).nesterov());
    resumes::<Net, _>(|| Adam::new(1e-2));
    resumes::<Net<f64>, _>(|| Adam::new(1e-2).weight_decay(0.1).amsgrad());
    resumes::<Net, _>(|| AdamW::new(1e-2).l1(1e-3).max_norm(0.5));
    resumes::<Net, _>(|| Sgd::new(0.1).momentum(0.9).dampening(0.5).clip_norm(1.0).freeze("out.*"));
    resumes::<Net<f64>, _>(|| RmsProp::new(1e-2).momentum(0.5).centered());
    resumes::<Net, _>(|| Adagrad::new(1e-2).rate_decay(0.5).initial_accumulator(0.1));
    resumes::<Net, _>(|| Lion::new(1e-2));
}

#[test]
fn the_learning_rate_is_a_part_of_the_state() {
    let mut sgd = Sgd::<Net>::new(0.5);
    sgd.set_learning_rate(0.125);
    let mut other = Sgd::<Net>::new(0.5);
    Snapshot::of(&mut sgd).restore(&mut other).unwrap();
    assert_eq!(other.learning_rate(), 0.125);
}

#[test]
fn each_tensor_goes_on_with_its_own_steps() {
    let unfrozen = |adam: Adam<Net>| adam.unfreeze("*");
    let frozen = || Adam::<Net>::new(0.1).freeze("hidden.*");
    let (mut whole, mut adam) = (Net::zeros(), frozen());
    walk(&mut adam, &mut *whole, 0..5);
    let (mut net, mut resumed) = (whole.copy(), frozen());
    Snapshot::of(&mut adam).restore(&mut resumed).unwrap();
    walk(&mut unfrozen(adam), &mut *whole, 5..9);
    walk(&mut unfrozen(resumed), &mut *net, 5..9);
    assert_eq!(net.as_slice(), whole.as_slice());
    assert_ne!(net.hidden.bias[0], 0.0);
}

/// The message of the error, after which nothing may have changed.
fn refused(snapshot: &Snapshot, mut state: impl State) -> String {
    let before = Snapshot::of(&mut state);
    let error = snapshot.restore(&mut state).unwrap_err();
    assert!(matches!(error, Error::State { .. }));
    assert_eq!(Snapshot::of(&mut state), before);
    error.to_string()
}

#[test]
fn the_state_of_something_else_is_refused_with_every_difference() {
    let mut adam = Adam::<Net>::new(0.1);
    walk(&mut adam, &mut *Net::zeros(), 0..2);
    let snapshot = Snapshot::of(&mut adam);
    let begin = "the saved state does not fit, and nothing was restored:";
    assert_eq!(
        refused(&snapshot, Sgd::<Net>::new(0.1).momentum(0.9)),
        format!("{begin}\n  `rule` is Adam in it, but Sgd here\n  `moment2` is in it, but there is none here")
    );
    let wider = refused(&snapshot, Adam::<Wider>::new(0.1));
    let tensors = "`moment1` is hidden.weight [4, 3] in it, but hidden.weight [5, 3] here";
    assert!(wider.contains(tensors), "{wider}");
    assert!(wider.contains("`moment1` is no tensor in it, but last.weight [2, 2] here"), "{wider}");
    let double = refused(&snapshot, Adam::<Net<f64>>::new(0.1));
    assert!(double.contains("`moment2` is 26 numbers of f32 in it, but 26 of f64 here"), "{double}");
    let momentum = refused(&Snapshot::of(&mut Sgd::<Net>::new(0.1)), Sgd::<Net>::new(0.1).momentum(0.5));
    assert_eq!(momentum, format!("{begin}\n  `moment1` is not in it"));
}

/// Everything that a state can consist of.
#[derive(Default)]
struct All {
    count: u64,
    number: f64,
    list: Vec<f64>,
}

impl State for All {
    fn visit(&mut self, visitor: &mut dyn StateVisitor) {
        visitor.counter("count", &mut self.count);
        visitor.number("number", &mut self.number);
        visitor.numbers("list", &mut self.list);
    }
}

#[test]
fn states_within_states_keep_their_names_and_bits() {
    let nan = f64::from_bits(0x7ff8_0000_dead_beef);
    let mut pair = (All { count: u64::MAX, number: nan, list: vec![-0.0, 1.0] }, vec![All::default(), All::default()]);
    let snapshot = Snapshot::of(&mut pair);
    let names: Vec<_> = snapshot.entries().map(|(name, _)| name.to_owned()).collect();
    let expected = ["0.count", "0.list", "0.number", "1.0.count", "1.0.list", "1.0.number"];
    assert_eq!(names[..6], expected);
    // As a file would do it.
    let copied: Snapshot = snapshot.entries().map(|(name, entry)| (name.to_owned(), entry.clone())).collect();
    let mut other = (All::default(), vec![All::default(), All { list: vec![1.0; 5], ..All::default() }]);
    copied.restore(&mut other).unwrap();
    assert_eq!((other.0.count, other.0.number.to_bits()), (u64::MAX, nan.to_bits()));
    assert_eq!(other.0.list.iter().map(|x| x.to_bits()).collect::<Vec<_>>(), [-0.0_f64, 1.0].map(f64::to_bits));
    assert!(other.1[1].list.is_empty());
    let wrong = Snapshot::from_iter([("count".to_owned(), Entry::Number(1.0)), ("list".to_owned(), Entry::Counter(1))]);
    assert_eq!(
        refused(&wrong, All::default()),
        "the saved state does not fit, and nothing was restored:\n  `count` is a number in it, but a whole number here\
         \n  `number` is not in it\n  `list` is a whole number in it, but a list of numbers here"
    );
}
