//! The drawing of the module's documentation, and settings that make no sense.

use super::*;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use core::fmt::Write;

const COUNTS: usize = 40;
const COLUMNS: usize = 3;
/// The sizes of one plot, of the space around it, and of the line of text above it, in pixels.
const WIDTH: usize = 240;
const HEIGHT: usize = 80;
const SPACE: usize = 14;
const TEXT: usize = 16;

fn drawn() -> Vec<(&'static str, Box<dyn Schedule>)> {
    vec![
        ("Ramp::new(1.0, 0.1, 30)", Box::new(Ramp::new(1.0, 0.1, 30))),
        ("Step::new(10).gamma(0.5)", Box::new(Step::new(10).gamma(0.5))),
        ("MultiStep::new([20, 30])", Box::new(MultiStep::new([20, 30]))),
        ("Exponential::new(0.9)", Box::new(Exponential::new(0.9))),
        ("Polynomial::new(40).power(2.0)", Box::new(Polynomial::new(40).power(2.0))),
        ("Cosine::new(40)", Box::new(Cosine::new(40))),
        ("CosineRestarts::new(6).multiplier(2)", Box::new(CosineRestarts::new(6).multiplier(2))),
        ("OneCycle::new(40)", Box::new(OneCycle::new(40))),
        ("Cosine::new(32).warm_up(8)", Box::new(Cosine::new(32).warm_up(8))),
    ]
}

/// Draws the factors as steps, since a rate holds from one count to the next.
fn plot(svg: &mut String, (x, y): (usize, usize), name: &str, schedule: &dyn Schedule) {
    let (top, bottom) = (y + TEXT, y + TEXT + HEIGHT);
    let _ = write!(svg, "<text x=\"{x}\" y=\"{}\" fill=\"currentColor\" stroke=\"none\">{name}</text>", y + TEXT - 5);
    let _ = write!(svg, "<path d=\"M{x} {top}V{bottom}H{}\" stroke-opacity=\"0.3\"/>", x + WIDTH);
    svg.push_str("<path stroke-width=\"1.5\" d=\"");
    for count in 0..COUNTS {
        let height = double(HEIGHT) * schedule.factor(count);
        let (start, level) = (x + count * WIDTH / COUNTS, double(bottom) - height);
        let first = if count == 0 { 'M' } else { 'L' };
        let _ = write!(svg, "{first}{start} {level:.1}H{}", start + WIDTH / COUNTS);
    }
    svg.push_str("\"/>\n");
}

fn drawing() -> String {
    let (across, down) = (WIDTH + SPACE, HEIGHT + TEXT + SPACE);
    let schedules = drawn();
    let size = (COLUMNS * across + SPACE, schedules.len().div_ceil(COLUMNS) * down + SPACE);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" fill=\"none\" stroke=\"currentColor\" \
         font-family=\"monospace\" font-size=\"10\">\n",
        size.0, size.1
    );
    for (number, (name, schedule)) in schedules.iter().enumerate() {
        let place = (SPACE + number % COLUMNS * across, SPACE / 2 + number / COLUMNS * down);
        plot(&mut svg, place, name, schedule);
    }
    svg.push_str("</svg>\n");
    svg
}

/// `NETWRIGHT_BLESS=1` draws it anew.
#[test]
fn the_documentation_shows_the_schedules_as_they_are() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/train/schedule/schedules.svg");
    let drawing = drawing();
    if std::env::var_os("NETWRIGHT_BLESS").is_some() {
        std::fs::write(file, &drawing).unwrap();
    }
    assert!(std::fs::read_to_string(file).unwrap() == drawing, "{file} is not what `simulate` gives");
}

#[test]
fn what_comes_after_the_end_stays_as_it_is() {
    let ends: [(&dyn Schedule, f64); 6] = [
        (&Ramp::new(1.0, 0.5, 3), 0.5),
        (&Polynomial::new(3), 0.0),
        (&Cosine::new(3).minimum(0.25), 0.25),
        (&OneCycle::new(4), 0.04e-4),
        (&Constant.warm_up(3), 1.0),
        (&Step::new(1), 0.0),
    ];
    for (schedule, end) in ends {
        assert!((schedule.factor(1_000_000_000) - end).abs() < 1e-15, "{}", schedule.factor(1_000_000_000));
    }
}

fn refusal(schedule: &dyn Schedule) -> String {
    schedule.validate().unwrap_err().to_string()
}

#[test]
fn settings_that_make_no_sense_are_named() {
    let refusals: [(&dyn Schedule, &str); 12] = [
        (&Ramp::new(f64::NAN, 1.0, 2), "the start of a ramp"),
        (&Ramp::new(0.0, 1.0, 0), "the length of a ramp"),
        (&Step::new(0), "the length of a step of the schedule"),
        (&MultiStep::new([1]).gamma(-1.0), "the gamma of a multi-step schedule"),
        (&Exponential::new(f64::INFINITY), "the gamma of an exponential schedule"),
        (&Polynomial::new(1).power(-1.0), "the power of a polynomial schedule"),
        (&Cosine::new(0), "the length of a cosine schedule"),
        (&CosineRestarts::new(1).multiplier(0), "the multiplier of cosines with restarts"),
        (&OneCycle::new(5).rise(1.5), "the rise of the cycle"),
        (&OneCycle::new(5).division(0.0), "the division of the cycle"),
        (&ReduceOnPlateau::new().gamma(1.0), "the gamma of a plateau"),
        (&Constant.then(2, Cosine::new(0)), "the length of a cosine schedule"),
    ];
    for (schedule, name) in refusals {
        let message = refusal(schedule);
        assert!(message.contains(name), "{message}");
    }
    // They count, for all that, without a panic.
    for (schedule, _) in refusals {
        let _ = [0, 1, 7, usize::MAX].map(|count| schedule.factor(count));
    }
}

#[test]
fn schedules_that_count_different_things_do_not_combine() {
    let message = refusal(&Constant.times(Cosine::new(4).per_step()));
    assert!(message.contains("both of two or neither"), "{message}");
    assert_eq!(Constant.per_step().times(Cosine::new(4).per_step()).validate(), Ok(()));
    assert_eq!(Cosine::new(4).per_step().warm_up(2).unit(), Unit::Step);
}

#[test]
fn the_memory_of_a_plateau_can_be_kept_and_restored() {
    let losses = [1.0, 0.9, 0.95, 0.9, 0.91, 0.7, f64::NAN, 0.7, 0.7, 0.7];
    let plateau = || ReduceOnPlateau::new().patience(1).cooldown(1).warm_up(1);
    let mut whole = plateau();
    losses.iter().for_each(|loss| whole.observe(*loss));
    for cut in 0..losses.len() {
        let (mut before, mut after) = (plateau(), plateau());
        losses[..cut].iter().for_each(|loss| before.observe(*loss));
        let mut kept = vec![];
        before.memory(&mut |name, number| kept.push((name, *number)));
        let mut kept = kept.into_iter();
        after.memory(&mut |name, number| {
            let (found, value) = kept.next().unwrap();
            assert_eq!(found, name);
            *number = value;
        });
        losses[cut..].iter().for_each(|loss| after.observe(*loss));
        assert_eq!(after, whole, "cut at {cut}");
    }
}
