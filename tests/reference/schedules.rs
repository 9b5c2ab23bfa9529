//! Rates of schedules, compared with PyTorch's.

use netwright::approx::assert_relative_eq;
use netwright::train::schedule::{
    Constant, Cosine, CosineRestarts, Exponential, MultiStep, OneCycle, Polynomial, Ramp, ReduceOnPlateau, Schedule,
    Step,
};
use std::collections::BTreeMap;
use std::path::Path;

/// The factors of each case, by its name, and the losses that a plateau watches.
fn fixture() -> BTreeMap<String, Vec<f64>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/schedules.json");
    let mut cases: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    cases.remove("torch");
    cases.into_iter().map(|(name, rates)| (name, serde_json::from_value(rates).unwrap())).collect()
}

#[test]
fn schedules_have_the_rates_of_pytorch() {
    let mut cases = fixture();
    let mut check = |name: &str, schedule: &dyn Schedule| {
        for (count, rate) in cases.remove(name).unwrap().into_iter().enumerate() {
            assert_relative_eq!(schedule.factor(count), rate, epsilon = 1e-12, max_relative = 1e-10);
        }
    };
    check("linear", &Ramp::new(0.2, 0.9, 10));
    check("step", &Step::new(5));
    check("multi_step", &MultiStep::new([3, 11, 3]).gamma(0.3));
    check("exponential", &Exponential::new(0.83));
    check("polynomial", &Polynomial::new(17).power(1.7));
    check("cosine", &Cosine::new(24).minimum(0.05));
    check("restarts", &CosineRestarts::new(3).multiplier(2).minimum(0.1));
    check("restarts_alike", &CosineRestarts::new(5));
    check("one_cycle", &OneCycle::new(25));
    check("one_cycle_set", &OneCycle::new(25).rise(0.45).division(4.0).final_division(10.0));
    check("one_cycle_linear", &OneCycle::new(25).linear());
    check("one_cycle_three_phases", &OneCycle::new(25).rise(0.4).final_division(50.0).three_phases());
    check("then", &Constant.then(7, Exponential::new(0.9)));
    check("times", &Exponential::new(0.9).times(Step::new(4).gamma(0.5)));
    let left: Vec<_> = cases.keys().filter(|name| !name.starts_with("plateau") && *name != "losses").collect();
    assert!(left.is_empty(), "{left:?} are not compared");
}

#[test]
fn a_plateau_has_the_rates_of_pytorch() {
    let cases = fixture();
    let check = |name: &str, mut schedule: ReduceOnPlateau, measure: fn(f64) -> f64| {
        for (loss, rate) in cases["losses"].iter().zip(&cases[name]) {
            schedule.observe(measure(*loss));
            assert_relative_eq!(schedule.factor(0), *rate, max_relative = 1e-12);
        }
    };
    check("plateau", ReduceOnPlateau::new().patience(2), |loss| loss);
    let set = ReduceOnPlateau::new().patience(0).gamma(0.4).threshold(0.05).cooldown(3).minimum(0.1);
    check("plateau_set", set, |loss| loss);
    check("plateau_absolute", ReduceOnPlateau::new().patience(1).absolute_threshold(0.05), |loss| loss);
    let maximized = ReduceOnPlateau::new().maximize().patience(1).absolute_threshold(0.02);
    check("plateau_max_absolute", maximized, |loss| 1.0 - loss);
    check("plateau_max", ReduceOnPlateau::new().maximize().patience(1).gamma(0.5), |loss| 1.0 - loss);
}
