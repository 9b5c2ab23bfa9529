//! What is said about weights files and golden files that do not fit.

use super::{accepted, expansion, messages, reports, unindented};
use safetensors::Dtype;
use safetensors::tensor::{TensorView, serialize};
use std::path::PathBuf;

/// The type of the numbers, the shape, and the numbers.
type Content = (Dtype, Vec<usize>, Vec<u8>);

/// A tensor of single precision, all of whose numbers are the same.
fn single(shape: &[usize], number: f32) -> Content {
    let count: usize = shape.iter().product();
    (Dtype::F32, shape.to_vec(), number.to_le_bytes().repeat(count))
}

/// A file with these tensors; each test has its own.
fn file(test: &str, tensors: &[(&str, Content)]) -> PathBuf {
    let views = tensors.iter().map(|(name, (dtype, shape, bytes))| {
        (*name, TensorView::new(*dtype, shape.clone(), bytes).expect("as many bytes as the shape says"))
    });
    write(test, &serialize(views, None).expect("tensors can be written"))
}

fn write(test: &str, bytes: &[u8]) -> PathBuf {
    let path = std::env::temp_dir().join(format!("netwright-macros-{}-{test}.safetensors", std::process::id()));
    std::fs::write(&path, bytes).expect("the folder for temporary files can be written");
    path
}

/// Checks the messages about a file, which is called FILE in them.
#[track_caller]
fn reports_about(path: &PathBuf, arguments: &str, item: &str, expected: &str) {
    let literal = format!("{:?}", path.to_str().expect("a path in Unicode"));
    let found = messages(&arguments.replace("FILE", &literal), item).join("\n---\n").replace(&literal, "FILE");
    let _ = std::fs::remove_file(path);
    assert_eq!(found, unindented(expected), "\nfound:\n{found}\n");
}

const NET: &str = "struct Net { hidden: Linear<3>, tanh: Tanh, logits: Linear<2, NoBias> }";

#[test]
fn every_tensor_that_does_not_fit_is_listed_at_the_file_and_at_its_field() {
    let tensors = [
        ("hidden.weight", single(&[4, 3], 0.0)),
        ("hidden.bias", single(&[3], f32::NAN)),
        ("logit.weight", single(&[2, 3], 0.0)),
        ("extra", single(&[7], 1.0)),
    ];
    let path = file("every", &tensors);
    let expected = r#"
        FILE does not fit `Net`:
          `hidden.weight`: the file has [4, 3], the declaration needs [3, 4]
          `logits.weight`: the file has no such tensor, the declaration needs [2, 3]; did you mean its `logit.weight`?
          `extra`: the file has [7], the declaration has no such tensor
          `logit.weight`: the file has [2, 3], the declaration has no such tensor
          `hidden.bias`: the number at [0] is NaN, but all must be finite
        help: change the declaration, or write the file again from a network like this one; `#[key = ".."]` on a field says what it is called in the file
        ---
        `hidden.weight`: the file has [4, 3], the declaration needs [3, 4]
        `hidden.bias`: the number at [0] is NaN, but all must be finite
        ---
        `logits.weight`: the file has no such tensor, the declaration needs [2, 3]; did you mean its `logit.weight`?
    "#;
    reports_about(&path, "input = 4, weights = FILE", NET, expected);
}

#[test]
fn numbers_that_would_lose_digits_are_refused() {
    let tensors = [("0.weight", (Dtype::F64, vec![1, 2], vec![0; 16])), ("0.bias", (Dtype::I32, vec![1], vec![0; 4]))];
    let expected = r#"
        FILE does not fit `Net`:
          `0.bias`: the file has I32 numbers, the declaration needs F32 (or F16 or BF16, which are widened)
          `0.weight`: the file has F64 numbers, the declaration needs F32 (or F16 or BF16, which are widened)
        help: change the declaration, or write the file again from a network like this one; `#[key = ".."]` on a field says what it is called in the file
        ---
        `0.bias`: the file has I32 numbers, the declaration needs F32 (or F16 or BF16, which are widened)
        `0.weight`: the file has F64 numbers, the declaration needs F32 (or F16 or BF16, which are widened)
    "#;
    let path = file("numbers", &tensors);
    reports_about(&path, "input = 2, weights = FILE", "struct Net(Linear<1>);", expected);
}

#[test]
fn a_file_that_is_not_there_says_where_it_was_looked_for() {
    let folder = env!("CARGO_MANIFEST_DIR");
    let help = "train and save the network first, or correct the path";
    let error = "No such file or directory (os error 2)";
    let expected = format!(
        "\"nowhere/net.safetensors\" cannot be read: {error}; it was looked for in {folder}, the folder of Cargo.toml\nhelp: {help}"
    );
    reports(r#"input = 2, weights = "nowhere/net.safetensors""#, "struct Net(Linear<1>);", &expected);
    let expected = format!(
        "\"../tests/fixtures/weights/sequentail.safetensors\" cannot be read: {error}; it was looked for in {folder}, the folder of \
         Cargo.toml\nhelp: did you mean \"sequential.safetensors\"?"
    );
    let arguments = r#"input = 2, weights = "../tests/fixtures/weights/sequentail.safetensors""#;
    reports(arguments, "struct Net(Linear<1>);", &expected);
}

#[test]
fn damaged_files_are_refused() {
    for (number, bytes) in
        [&b""[..], b"short", b"\xff\xff\xff\xff\xff\xff\xff\xff{}", b"\x02\0\0\0\0\0\0\0{}more", &[7; 300]]
            .into_iter()
            .enumerate()
    {
        let path = write(&format!("damaged-{number}"), bytes);
        let literal = format!("{path:?}");
        let found = messages(&format!("input = 2, weights = {literal}"), "struct Net(Linear<1>);");
        let _ = std::fs::remove_file(&path);
        let [message] = &found[..] else { panic!("one message, not {found:?}") };
        assert!(message.starts_with(&format!("{literal} is no safetensors file, or damaged: ")), "{message}");
    }
}

#[test]
fn archives_of_other_programs_are_named() {
    let path = write("zip", b"PK\x03\x04rest");
    let expected = r"
        FILE is a zip archive, perhaps NumPy's .npz or PyTorch's .pt; a safetensors file is needed
        help: `tools/export.py` in netwright's repository writes a safetensors file from it
    ";
    reports_about(&path, "input = 2, weights = FILE", "struct Net(Linear<1>);", expected);
}

#[test]
fn other_mistakes_come_first() {
    let path = file("first", &[("0.weight", single(&[9, 9], 0.0))]);
    let expected = r"
        `1` takes 5 features, but `0` gives 3
          step  layer   in   out  params
          0     Linear  [2]  [3]       9
        > 1     Linear  [5]  [1]       6
        help: drop the explicit input size, or make `0` a Linear<5>
        ---
        `0` gives 3 features here
    ";
    reports_about(&path, "input = 2, weights = FILE", "struct Net(Linear<3>, Linear<5, 1>);", expected);
}

#[test]
fn what_the_compiler_compares_is_left_to_it() {
    let path = file("compiler", &[("block.fc.weight", single(&[1, 2], 0.0)), ("hidden.weight", single(&[3, 2], 0.0))]);
    let literal = format!("{path:?}");
    let item = "struct Net { hidden: Linear<N, NoBias>, block: Block }";
    let lowered = accepted(&format!("input = 2, weights = {literal}"), item);
    let weights = lowered.network.weights.expect("the file is read");
    assert_eq!(weights.asserted, [0, 1]);
    let code = expansion(&format!("input = 2, weights = {literal}"), item);
    assert_eq!(code.matches("assert_weights").count(), 2);
    assert!(code.contains("include_bytes !"), "a change of the file is seen");
    let _ = std::fs::remove_file(&path);
}

#[test]
fn tensors_belong_to_the_longest_key() {
    let tensors =
        [("a.weight", single(&[1, 2], 0.0)), ("a.b.weight", single(&[1, 1], 0.0)), ("ab.weight", single(&[1, 1], 0.0))];
    let path = file("longest", &tensors);
    let item = r#"struct Net { a: Linear<1, NoBias>, #[key = "a.b"] b: Linear<1, NoBias>, ab: Linear<1, NoBias> }"#;
    let network = accepted(&format!("input = 2, weights = {path:?}"), item).network;
    let _ = std::fs::remove_file(&path);
    let mut stored = network.weights.expect("the file fits").stored;
    stored.sort_by_key(|stored| stored.step);
    let names: Vec<_> = stored.iter().map(|stored| stored.name.as_str()).collect();
    assert_eq!(names, ["a.weight", "a.b.weight", "ab.weight"]);
}

#[test]
fn a_golden_file_is_inputs_and_outputs() {
    let path = file("golden", &[("inputs", single(&[3, 5], 0.0)), ("outputs", single(&[2, 3], 0.0))]);
    let expected = r"
        FILE is no test of `Net`: `inputs` is [3, 5], but has to be a row of [4] for each sample
        help: `tools/export.py --golden` writes such a file
    ";
    let arguments = r#"input = 4, weights = "../tests/fixtures/weights/sequential.safetensors", golden = FILE"#;
    reports_about(&path, arguments, "struct Net(Linear<8>, Tanh, Linear<3>);", expected);

    let path = file("golden-rows", &[("inputs", single(&[3, 4], 0.0)), ("outputs", single(&[2, 3], 0.0))]);
    let expected = r"
        FILE is no test of `Net`: there are 3 samples in `inputs`, but 2 in `outputs`
        help: `tools/export.py --golden` writes such a file
    ";
    reports_about(&path, arguments, "struct Net(Linear<8>, Tanh, Linear<3>);", expected);

    let path = file("golden-alone", &[("inputs", single(&[3, 4], 0.0))]);
    let expected = r#"
        `golden` is about trained weights
        help: name their file, with `weights = "file.safetensors"`
        ---
        FILE is no test of `Net`: it has no tensor `outputs`
        help: `tools/export.py --golden` writes such a file
    "#;
    reports_about(&path, "input = 4, golden = FILE", "struct Net(Linear<3>);", expected);
}

#[test]
fn sizes_need_values() {
    let expected = "
        `weights` is about a network of one size, but `H` can be any number
        help: give it a default, `const H: usize = 32`, which `weights` is about then
    ";
    let path = file("sizes", &[]);
    reports_about(&path, "input = 2, weights = FILE", "struct Net<const H: usize>(Linear<H>);", expected);
}
