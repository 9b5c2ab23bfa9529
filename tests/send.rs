//! All public types can be sent to another thread, and shared among several.

use netwright::data::Standardizer;
use netwright::metrics::ConfusionMatrix;
use netwright::nalgebra::{Const, Dyn};
use netwright::network::Activations;
use netwright::prelude::*;
use netwright::train::{History, Pass, Scored};
use rand::SeedableRng;
use rand::rngs::SmallRng;

#[network(input = 2)]
struct Net<const H: usize>(Linear<H>, Dropout<0.5>, Linear<3>);

type Small = Net<4, f64>;

const fn is_send<T: Send>() {}

const fn is_shared<T: Send + Sync>() {}

const _: () = {
    is_send::<Trainer<CrossEntropy, Sgd<Small>>>();
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
fn a_training_is_prepared_on_one_thread_and_runs_on_another() {
    let mut losses = Vec::new();
    let trainer = Trainer::new(CrossEntropy, Sgd::new(0.1)).epochs(3);
    let trainer = trainer.after_epoch(|epoch, loss| losses.push((epoch, loss)));
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let samples = [[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
            let data = Dataset::new(&samples, Label::from_indices([0, 1, 2]).unwrap()).unwrap();
            trainer.fit(&mut Small::init(&mut SmallRng::seed_from_u64(1)), &data).unwrap();
        });
    });
    assert!(losses.iter().map(|(epoch, _)| *epoch).eq(1..=3) && losses.iter().all(|(_, loss)| *loss > 0.0));
}
