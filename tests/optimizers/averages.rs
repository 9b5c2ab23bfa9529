//! The exponential moving average of weights.

use netwright::optim::Snapshot;
use netwright::prelude::*;
use netwright::train::Ema;

#[network(input = 2)]
struct Net(Linear<2>);

fn filled(value: f64) -> Box<Net<f64>> {
    let mut net = Net::<f64>::zeros();
    net.as_mut_slice().fill(value);
    net
}

fn after(mut ema: Ema<Net<f64>>, values: &[f64]) -> f64 {
    values.iter().for_each(|&value| ema.update(&filled(value)));
    ema.network().as_slice()[3]
}

#[test]
fn the_first_step_is_the_mean_and_later_ones_move_it() {
    let ema = || Ema::new(&*filled(100.0), 0.75);
    assert_eq!(after(ema(), &[]), 100.0);
    assert_eq!(after(ema(), &[4.0]), 4.0);
    assert_eq!(after(ema(), &[4.0, 8.0]), 5.0);
    assert_eq!(after(ema(), &[4.0, 8.0, 1.0]), 4.0);
    // Decays of 2/11 and 3/12 at first.
    let expected = 4.0 + 9.0 / 11.0 * 4.0;
    assert!((after(ema().warm_up(), &[4.0, 8.0]) - expected).abs() < 1e-14);
    let expected = expected + 0.75 * (1.0 - expected);
    assert!((after(ema().warm_up(), &[4.0, 8.0, 1.0]) - expected).abs() < 1e-14);
}

#[test]
fn it_watches_training_and_goes_on_from_its_state() {
    let data = Dataset::new(&[[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], &[[1.0, 3.0]; 3]).unwrap();
    let train = |net: &mut Net<f64>, ema: &mut Ema<Net<f64>>, epochs| {
        let trainer = Trainer::new(Mse, Sgd::new(0.1)).batch(1).shuffle(false).epochs(epochs);
        trainer.observe(ema).fit(net, &data).unwrap();
    };
    let mut whole = filled(0.0);
    let mut ema = Ema::new(&*whole, 0.9);
    train(&mut whole, &mut ema, 5);
    assert_eq!(ema.steps(), 15);

    let mut net = filled(0.0);
    let (mut first, mut second) = (Ema::new(&*net, 0.9), Ema::new(&*net, 0.9));
    train(&mut net, &mut first, 2);
    Snapshot::of(&mut first).restore(&mut second).unwrap();
    train(&mut net, &mut second, 3);
    assert_eq!(second.network().as_slice(), ema.network().as_slice());
    assert_ne!(second.network().as_slice(), net.as_slice());
}

#[test]
fn a_decay_without_meaning_ends_training() {
    let data = Dataset::new(&[[0.0, 1.0]], &[[1.0, 3.0]]).unwrap();
    let mut net = filled(0.0);
    let ema = Ema::new(&*net, 1.0);
    let error = Trainer::new(Mse, Sgd::new(0.1)).observe(ema).fit(&mut net, &data).unwrap_err();
    let expected = "the decay of the mean of weights must be at least 0 and less than 1, but is 1";
    assert_eq!(error.to_string(), expected);
}
