//! The macro is no burden on a build.

use super::tokens;
use crate::pipeline::run;
use std::time::{Duration, Instant};

/// One run of many has to be fast enough, since the machine may do other things too.
#[test]
fn a_chain_of_48_layers_takes_less_than_50_milliseconds() {
    let fields: String = (0..48).map(|layer| format!("l{layer}: Linear<{}>,", 10 + layer)).collect();
    let item = tokens(&format!("struct Chain {{ {fields} }}"));
    let once = || {
        let start = Instant::now();
        let expansion = run(tokens("input = 9"), item.clone());
        assert!(!expansion.is_empty());
        start.elapsed()
    };
    let mut times = (0..20).map(|_| once());
    assert!(times.any(|time| time < Duration::from_millis(50)), "20 runs, and each took longer");
}

/// A step that is not built in mentions those above it by name, not with all that they mention
/// themselves.
#[test]
fn code_grows_with_the_number_of_steps() {
    let length = |steps: usize| {
        let fields: String = (0..steps).map(|step| format!("s{step}: Pool<_, _, _, _, _>,")).collect();
        super::expansion("input = [1, 1024, 1024]", &format!("struct Chain {{ {fields} }}")).len()
    };
    assert!(length(20) < 3 * length(10), "{} and {}", length(10), length(20));
}
