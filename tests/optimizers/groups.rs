//! Groups of tensors by the patterns of their names.

use netwright::optim::{Clip, Group, Snapshot, pattern};
use netwright::prelude::*;

#[network(input = 3)]
struct Block {
    fc: Linear<3>,
    tanh: Tanh,
}

#[network(input = 3)]
struct Net {
    block1: Block,
    block2: Block,
    #[freeze]
    fixed: Linear<2>,
    out: Linear<2, NoBias>,
}

/// The tensors that a step of plain descent moves, each with the distance.
fn moved(mut sgd: Sgd<Net<f64>>) -> Vec<String> {
    let (mut net, mut gradients) = (Net::<f64>::zeros(), Net::<f64>::zeros());
    gradients.as_mut_slice().fill(1.0);
    sgd.validate().unwrap();
    sgd.step(&mut net, &gradients);
    let moved = net.named_tensors().filter(|(_, values)| values[0] != 0.0);
    moved.map(|(tensor, values)| format!("{} {}", tensor.path(), -values[0])).collect()
}

#[test]
fn patterns_reach_into_blocks() {
    let factor = |factor: f64| Group::new().rate_factor(factor);
    assert_eq!(
        moved(Sgd::new(1.0)),
        ["block1.fc.weight 1", "block1.fc.bias 1", "block2.fc.weight 1", "block2.fc.bias 1", "out.weight 1"]
    );
    assert_eq!(
        moved(Sgd::new(1.0).group(pattern!(Net, "block1.*"), factor(0.5)).freeze(pattern!(Net, "*.bias"))),
        ["block1.fc.weight 0.5", "block2.fc.weight 1", "out.weight 1"]
    );
    assert_eq!(moved(Sgd::new(1.0).freeze("*").unfreeze("*2.fc.b*")), ["block2.fc.bias 1"]);
}

#[test]
fn the_last_group_holds_for_each_setting_on_its_own() {
    let sgd = Sgd::new(1.0)
        .freeze("*.bias")
        .group("*", Group::new().rate_factor(0.5))
        .group("block*", Group::new().learning_rate(0.25))
        .group("block2.fc.weight", Group::new().weight_decay(0.5));
    assert_eq!(moved(sgd), ["block1.fc.weight 0.25", "block2.fc.weight 0.25", "out.weight 0.5"]);
}

#[test]
fn a_rate_of_its_own_follows_the_schedule() {
    let mut sgd = Sgd::<Net<f64>>::new(0.5).freeze("block*").group("out.*", Group::new().learning_rate(0.25));
    sgd.set_learning_rate(0.25);
    assert_eq!(moved(sgd), ["out.weight 0.125"]);
    // A rate of zero has no multiples.
    assert_eq!(moved(Sgd::new(0.0).group("out.*", Group::new().learning_rate(0.25))), ["out.weight 0.25"]);
    let mut later = Sgd::<Net<f64>>::new(0.0).group("out.*", Group::new().learning_rate(0.25));
    later.set_learning_rate(0.5);
    assert!(later.validate().is_err());
}

#[test]
fn a_pattern_without_a_tensor_is_an_error_with_the_nearest_name() {
    let message = |pattern: &str| {
        let sgd = Sgd::<Net>::new(0.1).group("*.weight", Group::new()).freeze(pattern);
        sgd.validate().unwrap_err().to_string()
    };
    let expected = |pattern: &str, nearest: &str| {
        format!("no parameter of `Net` is named `{pattern}`; the nearest name is `{nearest}`")
    };
    assert_eq!(message("blok2.*"), expected("blok2.*", "block2.fc.weight"));
    assert_eq!(message("out.bias"), expected("out.bias", "fixed.bias"));
    assert_eq!(message("*.bais"), expected("*.bais", "block1.fc.bias"));
    assert_eq!(message(""), expected("", "fixed.bias"));
    // Training refuses it too.
    let data = Dataset::new(&[[1.0, 2.0, 3.0]], &[[1.0, 2.0]]).unwrap();
    let error = Trainer::new(Mse, Sgd::new(0.1).freeze("*.bais")).fit(&mut Net::zeros(), &data).unwrap_err();
    assert_eq!(error.to_string(), message("*.bais"));
}

#[test]
fn a_network_without_parameters_has_no_nearest_name() {
    #[network(input = 3)]
    struct Bare(Tanh);
    let error = Sgd::<Bare>::new(0.1).freeze("*").validate().unwrap_err();
    assert_eq!(error.to_string(), "no parameter of `Bare` is named `*`: it has no parameters");
}

#[test]
fn frozen_tensors_keep_their_moments_and_do_not_count_for_the_norm() {
    let (mut net, mut gradients) = (Net::<f64>::zeros(), Net::<f64>::zeros());
    gradients.as_mut_slice().fill(1e3);
    for tensor in Net::<f64>::tensors().filter(|tensor| tensor.path().is("out.weight")) {
        gradients.values_mut(&tensor).fill(0.0);
        gradients.values_mut(&tensor)[..2].copy_from_slice(&[3.0, 4.0]);
    }
    let mut sgd = Sgd::new(1.0).momentum(0.5).clip_norm(5.0 + 1e-6).freeze("block*");
    let before = gradients.copy();
    sgd.step(&mut net, &gradients);
    assert_eq!(gradients.as_slice(), before.as_slice());
    let squares: f64 = net.as_slice().iter().map(|w| w * w).sum();
    assert!((squares - 25.0).abs() < 1e-9, "{squares}");
    assert!(sgd.moments()[0].block1.as_slice().iter().all(|v| *v == 0.0));
    let snapshot = Snapshot::of(&mut sgd);
    let steps = |name: &str| format!("{:?}", snapshot.get(name));
    assert_eq!(
        (steps("steps.block1.fc.bias"), steps("steps.out.weight")),
        ("Some(Counter(0))".into(), "Some(Counter(1))".into())
    );
    assert_eq!(snapshot.get("steps.fixed.weight"), None);
    // Those of `#[freeze]` do not count for the norm of the gradients themselves.
    gradients.block1.zero();
    gradients.block2.zero();
    assert_eq!(gradients.norm(), 5.0);
}
