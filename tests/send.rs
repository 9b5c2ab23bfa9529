//! All public types can be sent to another thread, and shared among several.

use netwright::data::Standardizer;
use netwright::nalgebra::{Const, Dyn};
use netwright::network::Activations;
use netwright::prelude::*;
use netwright::train::{ConfusionMatrix, History, Pass, Scored};
use rand::SeedableRng;
use rand::rngs::SmallRng;

#[network(input = 2)]
struct Net<const H: usize>(Linear<H>, Dropout<0.5>, Linear<3>);

type Small = Net<4, f64>;

const fn is_send<T: Send>() {}

const fn is_shared<T: Send + Sync>() {}

const _: () = {
    is_send::<Fit<CrossEntropy>>();
    is_shared::<Box<Small>>();
    is_shared::<Activations<Small>>();
    is_shared::<Workspace<Small>>();
    is_shared::<Workspace<Small, Const<8>>>();
    is_shared::<Pass<'static, Small, Dyn>>();
    is_shared::<Scored<'static, Small, Dyn>>();
    is_shared::<Sgd<Small>>();
    is_shared::<Adam<Small>>();
    is_shared::<Dataset<'static, f64, 2, Label<3>>>();
    is_shared::<Standardizer<f64, 2>>();
    is_shared::<History>();
    is_shared::<ConfusionMatrix<3>>();
    is_shared::<netwright::Error>();
};

#[test]
fn a_fit_is_prepared_on_one_thread_and_runs_on_another() {
    let mut losses = Vec::new();
    let fit = Fit::new(CrossEntropy).epochs(3).after_epoch(|epoch, loss| losses.push((epoch, loss)));
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let mut rng = SmallRng::seed_from_u64(1);
            let samples = vec![[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
            let mut data = Dataset::new(samples, Label::from_indices([0, 1, 2]).unwrap()).unwrap();
            Small::init(&mut rng).fit(fit, &mut Sgd::new(0.1), &mut data, &mut rng).unwrap();
        });
    });
    assert!(losses.iter().map(|(epoch, _)| *epoch).eq(1..=3) && losses.iter().all(|(_, loss)| *loss > 0.0));
}
