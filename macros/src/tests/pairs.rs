//! Two steps that run at once: the last fully connected ones, and a convolution with its pool.

use super::accepted;
use crate::plan::fusion::{Fusion, InferRun};

/// The last two fully connected steps, if they can run at once.
fn pair_of(arguments: &str, item: &str) -> Option<(String, String)> {
    let network = accepted(arguments, item);
    let name = |step: usize| network.steps[step].name.clone();
    Fusion::of(&network).pair.map(|(first, second)| (name(first), name(second)))
}

#[test]
fn the_last_two_fully_connected_steps_are_a_pair() {
    let pair = |first: &str, second: &str| Some((first.to_owned(), second.to_owned()));
    assert_eq!(pair_of("input = 2", "struct Net(Linear<9>, Linear<3>);"), pair("0", "1"));
    assert_eq!(pair_of("input = 2", "struct Net(Linear<9>, Relu, Linear<3>, Tanh);"), pair("0", "2"));
    assert_eq!(pair_of("input = 2", "struct Net(Linear<7>, Relu, Linear<9>, Relu, Linear<3>);"), pair("2", "4"));
    // They are none if something comes behind or between them, or reads the value in between too.
    assert_eq!(pair_of("input = 2", "struct Net(Linear<9>, Relu, Linear<3>, Softmax);"), None);
    assert_eq!(pair_of("input = 2", "struct Net(Linear<9>, Relu, Tanh, Linear<3>);"), None);
    assert_eq!(pair_of("input = 2", "struct Net(Linear<3>);"), None);
    let residual = "struct Net { a: Linear<2>, b: Linear<2>, #[from(a, b)] sum: Add }";
    assert_eq!(pair_of("input = 2", residual), None);
    let twice = "struct Net { a: Linear<2>, #[from(a, a)] both: Concat, b: Linear<2> }";
    assert_eq!(pair_of("input = 2", twice), None);
}

#[test]
fn a_pool_takes_the_rows_of_a_convolution() {
    let infer = |item: &str| {
        let network = accepted("input = [1, 12, 12]", item);
        Fusion::of(&network).runs.iter().map(|run| run.infer).collect::<Vec<_>>()
    };
    let with_pool = |activation, pool| InferRun::WithPool { activation, pool };
    assert_eq!(
        infer(
            "struct Net { a: Conv2d<6, 5>, b: Relu, c: MaxPool2d<2>, d: Conv2d<6, 3>, e: AvgPool2d<2>, f: Relu, g: Flatten, h: Linear<3> }"
        ),
        [
            with_pool(Some(1), 2),
            InferRun::IsEpilogue,
            InferRun::IsEpilogue,
            with_pool(None, 4),
            InferRun::IsEpilogue,
            InferRun::InPlace,
            InferRun::Elided,
            InferRun::Call,
        ]
    );
    // Windows that share rows, a map that another step takes as well, and const parameters.
    for item in [
        "struct Net { a: Conv2d<6, 5>, b: MaxPool2d<3, Stride<2>> }",
        "struct Net { a: Conv2d<6, 5>, b: MaxPool2d<2>, #[from(a)] c: MaxPool2d<2>, #[from(b, c)] d: Add }",
        "struct Net<const N: usize> { a: Conv2d<6, 5>, b: MaxPool2d<2>, c: Flatten, d: Linear<N> }",
        "struct Net { a: Conv2d<6, 5>, b: GlobalAvgPool }",
    ] {
        assert!(infer(item).iter().all(|run| !matches!(run, InferRun::WithPool { .. })), "{item}");
    }
}
