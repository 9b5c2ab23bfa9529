//! Files that do not fit, in the words of the library, and what is passed over in a file.

// The answers of the library and of the compiler to the same files are tested there.
#[path = "../../../tests/misfits/cases.rs"]
mod cases;

use super::weights::{Content, file, single};
use super::{accepted, messages, with_files};
use cases::cases;
use safetensors::Dtype;

#[test]
fn the_macro_says_what_the_library_says() {
    let item = "struct Net { fc: Linear<3>, norm: BatchNorm1d, square: Linear<3>, last: Linear<2, NoBias> }";
    for (tensors, expected) in cases() {
        let contents: Vec<_> = tensors
            .iter()
            .map(|tensor| {
                let (_, shape, bytes) = single(tensor.shape, tensor.number);
                (tensor.name, (if tensor.kind == "F32" { Dtype::F32 } else { Dtype::I32 }, shape, bytes))
            })
            .collect();
        let path = file("misfits", &contents);
        let found = messages(&format!("input = 2, weights = {path:?}"), item);
        let _ = std::fs::remove_file(&path);
        let (found, _help) = found[0].split_once("\nhelp:").expect("a message with help");
        let (_, lines) = found.split_once(" does not fit `Net`:").expect("a message about a file");
        let mut lines: Vec<_> = lines.trim().lines().map(str::trim_start).collect();
        let mut expected = expected.to_vec();
        lines.sort_unstable();
        expected.sort_unstable();
        assert_eq!(lines, expected);
    }
}

/// PyTorch's count of batches, a whole number that nothing depends on.
#[test]
fn counts_of_batches_are_passed_over_beside_running_statistics() {
    let count = |shape: &[usize]| (Dtype::I64, shape.to_vec(), vec![0; 8 * shape.iter().product::<usize>()]);
    let tensors = |counter: &'static str, content: Content| {
        [("norm.running_mean", single(&[2], 0.0)), ("norm.running_var", single(&[2], 1.0)), (counter, content)]
    };
    let item = "struct Net { norm: Norm<_, _> }";
    let path = file("counter", &tensors("norm.num_batches_tracked", count(&[])));
    let (_, files) = with_files(&format!("input = 2, weights = {path:?}"), item);
    let _ = std::fs::remove_file(&path);
    let names: Vec<_> = files.weights.expect("the file fits").tensors.into_iter().map(|tensor| tensor.name).collect();
    assert_eq!(names, ["norm.running_mean", "norm.running_var"]);
    // With a prefix, and at the beginning of the names that are left.
    let prefixed = [("net.running_var", single(&[2], 1.0)), ("net.num_batches_tracked", count(&[]))];
    let path = file("counter-prefix", &prefixed);
    let arguments = format!("input = 2, weights(file = {path:?}, prefix = \"net.\")");
    accepted(&arguments, "struct Net { #[key = \"running_var\"] norm: Norm<_, _> }");
    let _ = std::fs::remove_file(&path);
    // Not what is elsewhere, is called otherwise, or is no single whole number.
    for (counter, content) in [
        ("norm.num_batches", count(&[])),
        ("norm.my_num_batches_tracked", count(&[])),
        ("norm.inner.num_batches_tracked", count(&[])),
        ("norm.num_batches_tracked", count(&[1])),
    ] {
        let path = file("no-counter", &tensors(counter, content));
        let found = messages(&format!("input = 2, weights = {path:?}"), item);
        let _ = std::fs::remove_file(&path);
        let line = format!("`{counter}` has numbers of type I64, but F16, BF16 or F32 can be read");
        assert!(found[0].contains(&line), "{found:?}");
    }
    let path = file("counter-of-none", &[("0.weight", single(&[1, 2], 0.0)), ("0.num_batches_tracked", count(&[]))]);
    let found = messages(&format!("input = 2, weights = {path:?}"), "struct Net(Linear<1, NoBias>);");
    let _ = std::fs::remove_file(&path);
    assert!(found[0].contains("\n  `0.num_batches_tracked` [] is not in the network\n"), "{found:?}");
}
