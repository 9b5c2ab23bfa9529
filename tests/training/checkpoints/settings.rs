//! A checkpoint belongs to its settings: with others nothing is restored, and each difference has a
//! name and both values.

use super::{Count, EPOCHS, Net, bits, data, net, train};
use netwright::Error;
use netwright::data::{Augment, BalancedSampler, GaussianNoise, Label, RandomSampler, Sampler, WeightedRandomSampler};
use netwright::loss::{Focal, Huber, Loss, MultiMargin, Nll, Poisson, Weighted};
use netwright::metrics::Accuracy;
use netwright::nalgebra::Const;
use netwright::optim::{Adagrad, Group, Lion, RmsProp, Rule};
use netwright::prelude::*;
use netwright::train::schedule::{Constant, Cosine, CosineRestarts, FromFn, OneCycle, ReduceOnPlateau, Schedule, Step};
use netwright::train::{Checkpoints, EarlyStopping, History};
use rand::SeedableRng;
use rand::rngs::SmallRng;
use std::path::Path;

#[network(input = 2)]
struct Wider {
    hidden: Linear<6>,
    tanh: Tanh,
    dropout: Dropout<0.2>,
    out: Linear<2>,
}

type Base = Trainer<CrossEntropy, Adam<Net>, (), (), GaussianNoise>;

/// The settings with which the checkpoint is written, and others for comparison.
struct Settings {
    loss: CrossEntropy,
    adam: Adam<Net>,
    noise: f64,
    plan: fn(Base) -> Base,
    samples: usize,
}

fn base() -> Settings {
    Settings {
        loss: CrossEntropy.label_smoothing(0.1),
        adam: Adam::new(0.05).weight_decay(0.01).group("*.bias", Group::new().weight_decay(0.0)).clip_norm(5.0),
        noise: 0.05,
        plan: |trainer| trainer,
        samples: 20,
    }
}

fn fit(settings: Settings, checkpoints: Checkpoints) -> Result<(Box<Net>, History), Error> {
    let Settings { loss, adam, noise, plan, samples } = settings;
    let data = data();
    let data = Dataset::new(&data.samples()[..samples], &data.targets()[..samples])?;
    let trainer = Trainer::new(loss, adam).epochs(2).batch(4).micro_batch(3).seed(7);
    let trainer = trainer.schedule(ReduceOnPlateau::new().patience(3)).augment(GaussianNoise::new(noise)?);
    let mut net = net(1);
    let history = plan(trainer.checkpoints(checkpoints)).fit(&mut net, &data)?;
    Ok((net, history))
}

/// The differences that the error about a checkpoint in `folder` lists.
fn differences<T>(result: Result<T, Error>) -> Vec<String> {
    let Err(error) = result else { panic!("nothing was refused") };
    let Error::Checkpoint { differences, .. } = &error else { panic!("{error}") };
    assert!(error.to_string().contains("is a checkpoint of something else, and nothing was restored:"));
    differences.iter().map(ToString::to_string).collect()
}

#[test]
fn every_setting_is_compared() {
    let folder = tempfile::tempdir().unwrap();
    let checkpoints = || Checkpoints::in_folder(folder.path()).every(usize::MAX).resume();
    fit(base(), checkpoints()).unwrap();
    let adam = |change: fn(Adam<Net>) -> Adam<Net>| Settings { adam: change(base().adam), ..base() };
    let plan = |plan: fn(Base) -> Base| Settings { plan, ..base() };
    let plateau =
        "ReduceOnPlateau { maximize: false, gamma: 0.1, patience: 3, threshold: 0.0001, cooldown: 0, minimum: 0.0 }";
    let cases = [
        (
            Settings { loss: CrossEntropy.label_smoothing(0.2), ..base() },
            "`loss` is CrossEntropy { label_smoothing: 0.1, weights: Unweighted, ignored: None } in it, \
             but CrossEntropy { label_smoothing: 0.2, weights: Unweighted, ignored: None } here",
        ),
        (
            Settings { noise: 0.1, ..base() },
            "`augmentation` is GaussianNoise { deviation: 0.05 } in it, but GaussianNoise { deviation: 0.1 } here",
        ),
        (Settings { samples: 19, ..base() }, "`samples` is 20 in it, but 19 here"),
        (
            adam(|adam| adam.weight_decay(0.02)),
            "`optimizer.weight_decay` is 0.01 (hidden.bias: 0.0, out.bias: 0.0) in it, \
             but 0.02 (hidden.bias: 0.0, out.bias: 0.0) here",
        ),
        (
            adam(|adam| adam.group("out.*", Group::new().weight_decay(0.01))),
            "`optimizer.weight_decay` is 0.01 (hidden.bias: 0.0, out.bias: 0.0) in it, \
             but 0.01 (hidden.bias: 0.0) here",
        ),
        (
            adam(|adam| adam.group("out.*", Group::new().rate_factor(0.5))),
            "`optimizer.rate` is that of the optimiser in it, but that of the optimiser \
             (out.weight: 0.5 times that of the optimiser, out.bias: 0.5 times that of the optimiser) here",
        ),
        (
            adam(|adam| adam.freeze("hidden.weight")),
            "`optimizer.frozen` is false in it, but false (hidden.weight: true) here",
        ),
        (adam(|adam| adam.l1(1e-3)), "`optimizer.l1` is 0.0 in it, but 0.001 here"),
        (adam(|adam| adam.max_norm(2.0)), "`optimizer.max_norm` is inf in it, but 2.0 here"),
        (adam(|adam| adam.decoupled()), "`optimizer.decoupled` is false in it, but true here"),
        (adam(|adam| adam.betas(0.8, 0.999)), "`optimizer.betas` is (0.9, 0.999) in it, but (0.8, 0.999) here"),
        (adam(|adam| adam.epsilon(1e-7)), "`optimizer.epsilon` is 1e-8 in it, but 1e-7 here"),
        (adam(|adam| adam.clip_norm(1.0)), "`optimizer.clip_norm` is 5.0 in it, but 1.0 here"),
        (adam(|adam| adam.clip_value(1.0)), "`optimizer.clip_value` is inf in it, but 1.0 here"),
        (plan(|trainer| trainer.batch(5)), "`batch` is 4 in it, but 5 here"),
        (plan(|trainer| trainer.micro_batch(2)), "`micro_batch` is 3 in it, but 2 here"),
        (plan(|trainer| trainer.seed(8)), "`seed` is 7 in it, but 8 here"),
        (plan(|trainer| trainer.shuffle(false)), "`order` is shuffled in it, but in order here"),
        (plan(|trainer| trainer.sampler(RandomSampler)), "`order` is shuffled in it, but RandomSampler here"),
        (
            plan(|trainer| trainer.schedule(ReduceOnPlateau::new().patience(4))),
            &format!("`schedule` is {plateau} in it, but {} here", plateau.replace("patience: 3", "patience: 4")),
        ),
        (plan(|trainer| trainer.early_stopping(EarlyStopping::new(9))), "`judged_by` is nothing in it, but loss here"),
    ];
    for (settings, expected) in cases {
        let found = differences(fit(settings, checkpoints()));
        // The weights of the best epoch are missing, too, where there had been none.
        let first =
            found.iter().filter(|difference| !difference.contains("`best.") && !difference.contains("judgement"));
        assert_eq!(first.collect::<Vec<_>>(), [expected]);
    }
    // The memory of a schedule or an optimiser is another difference.
    let found = differences(fit(plan(|trainer| trainer.schedule(Cosine::new(9))), checkpoints()));
    assert!(found[0].ends_with("but Cosine { counts: 9, minimum: 0.0 } here"), "{found:?}");
    assert!(found.contains(&"`schedule.best` is in it, but there is none here".to_owned()), "{found:?}");
    let found = differences(fit(adam(|adam| adam.amsgrad()), checkpoints()));
    assert_eq!(found[0], "`optimizer.amsgrad` is false in it, but true here");
    assert!(found.contains(&"`optimizer.moment3.out.bias` is not in it".to_owned()), "{found:?}");
    let found = differences(fit(Settings { adam: Adam::new(0.06), ..base() }, checkpoints()));
    assert!(found.contains(&"`learning_rate` is 0.05 in it, but 0.06 here".to_owned()), "{found:?}");
}

#[test]
fn another_network_optimiser_or_loss_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    fit(base(), Checkpoints::in_folder(folder.path())).unwrap();
    let checkpoints = || Checkpoints::in_folder(folder.path()).resume();
    let mut wider = Wider::init(&mut SmallRng::seed_from_u64(1));
    let before = wider.as_slice().to_vec();
    let trainer = Trainer::new(CrossEntropy, Adam::new(0.05)).checkpoints(checkpoints());
    let found = differences(trainer.fit(&mut wider, &data()));
    for expected in [
        "`network.name` is Net in it, but Wider here",
        "`network.hidden.weight` is [5, 2] of F32 in it, but [6, 2] of F32 here",
    ] {
        assert!(found.iter().any(|difference| difference == expected), "{found:?}");
    }
    assert_eq!(wider.as_slice(), before);
    let trainer = Trainer::new(MultiMargin::default(), Sgd::new(0.1).momentum(0.9)).checkpoints(checkpoints());
    let found = differences(trainer.fit(&mut net(1), &data()));
    for expected in [
        "`optimizer.rule` is Adam in it, but Sgd here",
        "`optimizer.momentum` is not in it",
        "`optimizer.betas` is in it, but there is none here",
        "`augmentation` is GaussianNoise { deviation: 0.05 } in it, but none here",
    ] {
        assert!(found.iter().any(|difference| difference == expected), "{found:?}");
    }
    assert!(
        found
            .iter()
            .any(|difference| difference.ends_with("but MultiMargin { margin: 1.0, p: 1, weights: Unweighted } here"))
    );
}

#[test]
fn what_does_not_change_the_course_may_be_another() {
    let folder = tempfile::tempdir().unwrap();
    // Interrupted in the middle of the second epoch.
    train(Some(folder.path()), 10, &mut net(1)).unwrap();
    let (data, validation) = (data(), data());
    let (mut resumed, mut seen) = (net(9), 0);
    let trainer = Trainer::new(CrossEntropy, Adam::new(0.05)).epochs(EPOCHS + 2).batch(3).seed(7);
    // More epochs, another patience, more observers, before and after that with a state, more
    // metrics, and checkpoints at other times.
    let history = trainer
        .schedule(ReduceOnPlateau::new().patience(1).gamma(0.5))
        .early_stopping(EarlyStopping::new(100).min_delta(0.5))
        .validation(&validation)
        .metric(Accuracy::default())
        .metric(Accuracy::default())
        .augment(GaussianNoise::new(0.05).unwrap())
        .after_epoch(|_, _| seen += 1)
        .observe(Count::default())
        .after_epoch(|_, _| {})
        .checkpoints(Checkpoints::in_folder(folder.path()).every(3).every_batches(4).keep(2).resume())
        .fit(&mut resumed, &data)
        .unwrap();
    let uninterrupted = super::uninterrupted().1;
    assert_eq!((history.epochs(), seen), (EPOCHS + 2, EPOCHS + 1));
    assert_eq!(bits(&history)[..EPOCHS], bits(&uninterrupted));
}

#[test]
fn a_setting_may_be_changed_by_name() {
    let rates = |history: &History| history.rows().map(|row| row.get("rate").unwrap()).collect::<Vec<_>>();
    let resume = |folder: &Path, settings: Settings, allowed: &[&str]| {
        let checkpoints = Checkpoints::in_folder(folder).every(usize::MAX).resume();
        fit(settings, allowed.iter().fold(checkpoints, |checkpoints, name| checkpoints.allow_change(*name)))
    };
    let folder = tempfile::tempdir().unwrap();
    resume(folder.path(), base(), &[]).unwrap();
    let slower = || Settings { adam: Adam::new(0.01), plan: |trainer| trainer.epochs(4), ..base() };
    let found = differences(resume(folder.path(), slower(), &["learning_rate", "optimizer.clip"]));
    assert_eq!(found.len(), 2, "{found:?}"); // of decay and of clipping
    let (changed, history) =
        resume(folder.path(), slower(), &["learning_rate", "optimizer.weight_decay", "optimizer.clip_norm"]).unwrap();
    assert_eq!(rates(&history), [0.05, 0.05, 0.01, 0.01]);
    // The new checkpoint has the new settings.
    let (again, _) = resume(folder.path(), slower(), &[]).unwrap();
    assert_eq!(again.as_slice(), changed.as_slice());
    // All that belongs to the schedule.
    let folder = tempfile::tempdir().unwrap();
    resume(folder.path(), base(), &[]).unwrap();
    let step = Settings { plan: |trainer| trainer.epochs(4).schedule(Step::new(3).gamma(0.5)), ..base() };
    let (_, history) = resume(folder.path(), step, &["schedule"]).unwrap();
    assert_eq!(rates(&history), [0.05, 0.05, 0.05, 0.025]);
}

#[test]
fn losses_optimisers_and_samplers_say_how_they_are_set() {
    fn loss<L: Loss<f64, Const<2>, Label<2>>>(loss: L) -> String {
        loss.describe()
    }
    fn values<L: Loss<f64, Const<2>, [f64; 2]>>(loss: L) -> String {
        loss.describe()
    }
    assert_eq!(loss(Nll.ignore(1)), "Nll { weights: Unweighted, ignored: Some(1) }");
    assert_eq!(loss(Focal::default().gamma(1.5)), "Focal { gamma: 1.5, alpha: Unweighted }");
    assert_eq!(
        loss(CrossEntropy.class_weights([1.0, 2.5]).weight(0.5)),
        "Weighted { loss: CrossEntropy { label_smoothing: 0.0, weights: [1.0, 2.5], ignored: None }, weight: 0.5 }"
    );
    assert_eq!(values(Mse), "Mse");
    assert_eq!(values(Huber::default().delta(0.5)), "Huber { delta: 0.5 }");
    assert_eq!(
        values(Weighted::new(Poisson::default(), 2.0)),
        format!("Weighted {{ loss: {}, weight: 2.0 }}", values(Poisson::default()))
    );

    fn rule<R: Rule>(descent: netwright::optim::Descent<R, Net>) -> Vec<String> {
        let mut shown = Vec::new();
        netwright::optim::Settings::describe(&descent, &mut |name, value| shown.push(format!("{name} {value}")));
        let shared = shown.iter().position(|shown| shown.starts_with("decoupled ")).unwrap();
        shown.truncate(shared);
        shown
    }
    assert_eq!(rule(Sgd::new(0.1).momentum(0.9).nesterov()), ["momentum 0.9", "dampening 0.0", "nesterov true"]);
    assert_eq!(rule(AdamW::new(0.1).amsgrad()), ["betas (0.9, 0.999)", "epsilon 1e-8", "amsgrad true"]);
    assert_eq!(rule(RmsProp::new(0.1).centered()), ["alpha 0.99", "epsilon 1e-8", "momentum 0.0", "centered true"]);
    let adagrad = Adagrad::new(0.1).rate_decay(0.5).initial_accumulator(0.1);
    assert_eq!(rule(adagrad), ["rate_decay 0.5", "initial_accumulator 0.1", "epsilon 1e-10"]);
    assert_eq!(rule(Lion::new(0.1)), ["betas (0.9, 0.99)"]);

    assert_eq!(Constant.warm_up(3).describe(), "WarmUp { counts: 3, then: Constant }");
    assert_eq!(
        Constant.then(2, CosineRestarts::new(4)).per_step().describe(),
        "PerStep(Then { first: Constant, counts: 2, next: CosineRestarts { first: 4, multiplier: 1, minimum: 0.0 } })"
    );
    assert!(OneCycle::new(8).times(Step::new(2)).describe().starts_with("Times(OneCycle { counts: 8,"));
    assert!(FromFn(|_| 1.0).describe().contains("FromFn"));

    let labels = Label::<2>::from_indices([0, 1, 1]).unwrap();
    assert_eq!(BalancedSampler::new(&labels).describe(), "BalancedSampler { classes: [1, 2], samples: 3 }");
    assert_eq!(
        WeightedRandomSampler::new(&[1.0, 2.0]).unwrap().draws(9).describe(),
        "WeightedRandomSampler { samples: 2, sum of weights: 1.5, draws: 9 }"
    );
    let noise = || GaussianNoise::new(0.5).unwrap();
    assert_eq!(
        Augment::<f32, 2>::describe(&(noise(), noise())),
        "GaussianNoise { deviation: 0.5 }, GaussianNoise { deviation: 0.5 }"
    );
    assert!(Augment::<f32, 2>::describe(&|_: &mut [f32; 2], _: &mut dyn rand::Rng| {}).contains("closure"));
}
