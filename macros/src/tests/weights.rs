//! The messages about weights files and golden files that do not fit.

// The library's answers to the same files are tested by its own test of this name.
#[path = "../../../tests/hostile/safetensors.rs"]
mod hostile;

use super::{accepted, expansion, messages, reports, unindented, with_files};
use hostile::Answer;
use safetensors::Dtype;
use safetensors::tensor::{TensorView, serialize};
use std::path::PathBuf;

/// The type of the numbers, the shape, and the numbers.
pub(super) type Content = (Dtype, Vec<usize>, Vec<u8>);

/// A tensor of single precision, all of whose numbers are the same.
pub(super) fn single(shape: &[usize], number: f32) -> Content {
    let count: usize = shape.iter().product();
    (Dtype::F32, shape.to_vec(), number.to_le_bytes().repeat(count))
}

/// A file with these tensors; each test has its own.
pub(super) fn file(test: &str, tensors: &[(&str, Content)]) -> PathBuf {
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
pub(super) fn reports_about(path: &PathBuf, arguments: &str, item: &str, expected: &str) {
    let literal = format!("{:?}", path.to_str().expect("a path in Unicode"));
    let found = messages(&arguments.replace("FILE", &literal), item).join("\n---\n").replace(&literal, "FILE");
    let _ = std::fs::remove_file(path);
    assert_eq!(found, unindented(expected), "\nfound:\n{found}\n");
}

const NET: &str = "struct Net { hidden: Linear<3>, tanh: Tanh, logits: Linear<2, NoBias> }";

#[test]
fn every_tensor_that_does_not_fit_is_listed_at_the_file_and_at_its_field() {
    let tensors = [
        ("hidden.weight", single(&[5, 3], 0.0)),
        ("hidden.bias", single(&[3], f32::NAN)),
        ("logit.weight", single(&[2, 3], 0.0)),
        ("extra", single(&[7], 1.0)),
    ];
    let path = file("every", &tensors);
    let expected = r#"
        FILE does not fit `Net`:
          `hidden.weight` is [5, 3], but the network needs [3, 4]
          `logits.weight` [2, 3] is missing; the file has a `logit.weight`
          `extra` [7] is not in the network
          `logit.weight` [2, 3] is not in the network
          `hidden.bias` has NaN at [0], but all numbers must be finite
        help: change the declaration, or write the file again from a network like this one; `#[key = ".."]` on a field sets its name in the file
        ---
        in FILE, `hidden.weight` is [5, 3], but the network needs [3, 4]
        `hidden.bias` has NaN at [0], but all numbers must be finite
        ---
        in FILE, `logits.weight` [2, 3] is missing; the file has a `logit.weight`
    "#;
    reports_about(&path, "input = 4, weights = FILE", NET, expected);
}

#[test]
fn numbers_that_would_lose_digits_are_refused() {
    let tensors = [("0.weight", (Dtype::F64, vec![1, 2], vec![0; 16])), ("0.bias", (Dtype::I32, vec![1], vec![0; 4]))];
    let expected = r#"
        FILE does not fit `Net`:
          `0.bias` has numbers of type I32, but F16, BF16 or F32 can be read
          `0.weight` has numbers of type F64, but F16, BF16 or F32 can be read
        help: change the declaration, or write the file again from a network like this one; `#[key = ".."]` on a field sets its name in the file
        ---
        in FILE, `0.bias` has numbers of type I32, but F16, BF16 or F32 can be read
        `0.weight` has numbers of type F64, but F16, BF16 or F32 can be read
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
fn hostile_files_have_the_answers_of_the_library() {
    for (number, (about, bytes, answer)) in hostile::files().into_iter().enumerate() {
        let path = write(&format!("hostile-{number}"), &bytes);
        let literal = format!("{path:?}");
        let found = messages(&format!("input = 2, weights = {literal}"), "struct Net(Linear<1>);").join("\n");
        let _ = std::fs::remove_file(&path);
        match answer {
            Answer::Fits => assert_eq!(found, "", "{about}"),
            Answer::OtherNetwork => {
                assert!(found.starts_with(&format!("{literal} does not fit `Net`")), "{about}: {found}")
            }
            Answer::Damaged(words) => {
                let start = format!("{literal} is not a safetensors file, or is damaged: ");
                assert!(found.starts_with(&start) && found.contains(words), "{about}: {found}");
                assert_eq!(found.lines().count(), 2, "{about}: {found}");
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn devices_and_folders_are_not_read() {
    for path in ["/dev/zero", "/dev/stdin", "/"] {
        let found = messages(&format!("input = 2, weights = {path:?}"), "struct Net(Linear<1>);");
        assert!(found[0].starts_with(&format!("{path:?} cannot be read: it is not a regular file")), "{found:?}");
    }
}

#[test]
fn archives_of_other_programs_are_named() {
    let empty = write("empty-zip", b"PK\x05\x06rest");
    let path = write("zip", b"PK\x03\x04rest");
    let expected = r"
        FILE is a zip archive, perhaps NumPy's .npz or PyTorch's .pt; a safetensors file is needed
        help: `netwright-export` writes a safetensors file from it: https://docs.rs/netwright/latest/netwright/guide/from_pytorch
    ";
    reports_about(&path, "input = 2, weights = FILE", "struct Net(Linear<1>);", expected);
    reports_about(&empty, "input = 2, weights = FILE", "struct Net(Linear<1>);", expected);
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
    let (_, files) = with_files(&format!("input = 2, weights = {literal}"), item);
    let weights = files.weights.expect("the file is read");
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
    let (_, files) = with_files(&format!("input = 2, weights = {path:?}"), item);
    let _ = std::fs::remove_file(&path);
    let mut tensors = files.weights.expect("the file fits").tensors;
    tensors.sort_by_key(|tensor| tensor.step);
    let names: Vec<_> = tensors.iter().map(|tensor| tensor.name.as_str()).collect();
    assert_eq!(names, ["a.weight", "a.b.weight", "ab.weight"]);
}

#[test]
fn a_golden_file_is_inputs_and_outputs() {
    let path = file("golden", &[("inputs", single(&[3, 5], 0.0)), ("outputs", single(&[2, 3], 0.0))]);
    let expected = r"
        FILE is not a golden file for `Net`: `inputs` is [3, 5], but has to be a row of [4] for each sample
        help: `netwright-export` writes such a file: https://docs.rs/netwright/latest/netwright/guide/from_pytorch
    ";
    let arguments = r#"input = 4, weights = "../tests/fixtures/weights/sequential.safetensors", golden = FILE"#;
    reports_about(&path, arguments, "struct Net(Linear<8>, Tanh, Linear<3>);", expected);

    let path = file("golden-rows", &[("inputs", single(&[3, 4], 0.0)), ("outputs", single(&[2, 3], 0.0))]);
    let expected = r"
        FILE is not a golden file for `Net`: there are 3 samples in `inputs`, but 2 in `outputs`
        help: `netwright-export` writes such a file: https://docs.rs/netwright/latest/netwright/guide/from_pytorch
    ";
    reports_about(&path, arguments, "struct Net(Linear<8>, Tanh, Linear<3>);", expected);

    let path = file("golden-alone", &[("inputs", single(&[3, 4], 0.0))]);
    let expected = r#"
        `golden` needs trained weights
        help: name their file, with `weights = "file.safetensors"`
        ---
        FILE is not a golden file for `Net`: it has no tensor `outputs`
        help: `netwright-export` writes such a file: https://docs.rs/netwright/latest/netwright/guide/from_pytorch
    "#;
    reports_about(&path, "input = 4, golden = FILE", "struct Net(Linear<3>);", expected);
}

#[test]
fn golden_images_have_their_axes_in_the_order_of_the_network() {
    let arguments = "input = [3, 4, 4], golden = FILE";
    let net = "struct Net(AvgPool2d<2>);";
    let about = |name, inputs: &[usize], outputs: &[usize], rest: &str| {
        let path = file(name, &[("inputs", single(inputs, 0.0)), ("outputs", single(outputs, 0.0))]);
        let expected = format!(
            "
            `golden` needs trained weights
            help: name their file, with `weights = \"file.safetensors\"`{rest}
        "
        );
        reports_about(&path, arguments, net, &expected);
    };
    let rest = r"
            ---
            FILE is not a golden file for `Net`: `inputs` is [2, 4, 4, 3], but has to be a row of [3, 4, 4] for each sample; `outputs` is [2, 2, 2, 3], but has to be a row of [3, 2, 2] for each sample
            help: `netwright-export` writes such a file: https://docs.rs/netwright/latest/netwright/guide/from_pytorch";
    about("golden-axes", &[2, 4, 4, 3], &[2, 2, 2, 3], rest);
    about("golden-images", &[2, 3, 4, 4], &[2, 3, 2, 2], "");
    about("golden-vectors", &[2, 48], &[2, 12], "");
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

#[test]
fn matrices_of_another_convention_are_named() {
    let tensors = [
        ("0.weight", single(&[4, 3], 0.0)),
        ("0.bias", single(&[3], 0.0)),
        ("1.weight", single(&[3, 3], 0.0)),
        ("1.bias", single(&[3], 0.0)),
        ("2.weight", single(&[1, 1], 0.0)),
        ("2.bias", single(&[1], 0.0)),
    ];
    let path = file("transposed", &tensors);
    let expected = r#"
        FILE does not fit `Net`:
          `0.weight` is [4, 3], but the network needs [3, 4]: it is transposed
          `2.weight` is [1, 1], but the network needs [1, 3]
          `1.weight` is [3, 3], which does not show how it lies; the other matrices of the file are transposed, so that it most likely is too
        help: change the declaration, or write the file again from a network like this one; `#[key = ".."]` on a field sets its name in the file
        ---
        in FILE, `0.weight` is [4, 3], but the network needs [3, 4]: it is transposed
        ---
        in FILE, `1.weight` is [3, 3], which does not show how it lies; the other matrices of the file are transposed, so that it most likely is too
        ---
        in FILE, `2.weight` is [1, 1], but the network needs [1, 3]
    "#;
    reports_about(&path, "input = 4, weights = FILE", "struct Net(Linear<3>, Linear<3>, Linear<1>);", expected);
    // One matrix that lies as declared shows that the file does not have another convention.
    let mut tensors = tensors;
    tensors[4].1 = single(&[1, 3], 0.0);
    let path = file("one-transposed", &tensors);
    let literal = format!("{path:?}");
    let found = messages(&format!("input = 4, weights = {literal}"), "struct Net(Linear<3>, Linear<3>, Linear<1>);");
    let _ = std::fs::remove_file(&path);
    assert!(found.len() == 2 && !found[0].contains("1.weight"), "{found:?}");
}

#[test]
fn a_prefix_is_seen_and_said_once() {
    for prefix in ["module.", "_orig_mod.", "module._orig_mod.model."] {
        let names = ["0.weight", "0.bias", "epoch"].map(|name| format!("{prefix}{name}"));
        let tensors =
            [(&*names[0], single(&[1, 2], 0.0)), (&*names[1], single(&[1], 0.0)), ("other", single(&[9], 0.0))];
        let expected = format!(
            "FILE does not fit `Net`: the names in the file begin with `{prefix}`, those of the network do not\n\
             help: say so once, with `weights(file = FILE, prefix = {prefix:?})`"
        );
        let path = file("prefix", &tensors);
        reports_about(&path, "input = 2, weights = FILE", "struct Net(Linear<1>);", &expected);
        // A nested network, of which the macro sees no tensor.
        let path = file("prefix", &tensors);
        reports_about(
            &path,
            "input = 2, weights(file = FILE)",
            "struct Net { #[key = \"0\"] block: Block }",
            &expected,
        );

        let path = file("prefix", &tensors);
        let (_, files) =
            with_files(&format!("input = 2, weights(file = {path:?}, prefix = {prefix:?})"), "struct Net(Linear<1>);");
        let tensors = files.weights.expect("the file fits").tensors;
        assert_eq!(tensors.iter().map(|tensor| tensor.name.as_str()).collect::<Vec<_>>(), ["0.bias", "0.weight"]);

        // Messages use the names of the file.
        let tensors = [(&*names[0], single(&[3, 2], 0.0)), (&*names[2], single(&[], 0.0))];
        let path = file("prefix", &tensors);
        let found =
            messages(&format!("input = 2, weights(prefix = {prefix:?}, file = {path:?})"), "struct Net(Linear<1>);");
        let lines = format!(
            "\n  `{prefix}0.weight` is [3, 2], but the network needs [1, 2]\n  `{prefix}0.bias` [1] is missing\n  \
             `{prefix}epoch` [] is not in the network\n"
        );
        let _ = std::fs::remove_file(&path);
        assert!(found[0].contains(&lines), "{}", found[0]);
    }
}

/// Writes the weights of a linear layer with two outputs, and names of classes.
fn with_classes(test: &str, classes: &str) -> PathBuf {
    let metadata = [("classes".to_owned(), classes.to_owned())].into_iter().collect();
    let views = [("0.weight", &[0; 16][..], vec![2, 2]), ("0.bias", &[0; 8], vec![2])];
    let views = views.map(|(name, bytes, shape)| (name, TensorView::new(Dtype::F32, shape, bytes).expect("a tensor")));
    write(test, &serialize(views, Some(metadata)).expect("tensors can be written"))
}

#[test]
fn another_number_of_classes_is_stated_with_their_names() {
    let expected = r#"
        FILE does not fit `Net`:
          `0.weight` is [2, 2], but the network needs [3, 2]
          `0.bias` is [2], but the network needs [3]
          it has 2 classes, `no`, `yes`, but the network has 3 outputs
        help: change the declaration, or write the file again from a network like this one; `#[key = ".."]` on a field sets its name in the file
        ---
        in FILE, `0.weight` is [2, 2], but the network needs [3, 2]
        `0.bias` is [2], but the network needs [3]
    "#;
    let path = with_classes("number", r#"["no", "yes"]"#);
    reports_about(&path, "input = 2, classes = C, weights = FILE", "struct Net(Linear<3>);", expected);
}

#[test]
fn names_of_classes_that_cannot_be_read_are_refused() {
    let write_with = |classes: &str| with_classes("classes", classes);
    let expected = "
        FILE: its `classes` are not a JSON array of names, but a, b
        help: write a JSON array of strings, as `net.save(..)` and `netwright-export --classes` do
    ";
    reports_about(&write_with("a, b"), "input = 2, classes = C, weights = FILE", "struct Net(Linear<2>);", expected);
    // They matter only where there are others to compare with.
    let path = write_with("[1, 2]");
    accepted(&format!("input = 2, weights = {path:?}"), "struct Net(Linear<2>);");
    let path = write_with(r#"["a", "\u0062"]"#);
    let code = expansion(&format!("input = 2, classes = C, weights = {path:?}"), "struct Net(Linear<2>);");
    let _ = std::fs::remove_file(&path);
    assert!(code.contains("assert_class_names") && code.contains(r#"& ["a" , "b"]"#), "{code}");
}
