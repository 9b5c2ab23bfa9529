//! The paths of files in arguments, and the messages about what is no path.

use super::weights::{file, single};
use super::{messages, reports, with_files};

#[test]
fn a_path_is_a_text_or_what_makes_one() {
    let path = file("concat", &[("0.weight", single(&[1, 2], 0.0)), ("0.bias", single(&[1], 0.0))]);
    let name = path.file_name().and_then(|name| name.to_str()).expect("a name in Unicode");
    let folder = path.strip_prefix(env!("CARGO_MANIFEST_DIR"));
    assert!(folder.is_err(), "the path is absolute");
    let path_text = path.to_str().expect("a path in Unicode");
    let (start, end) = path_text.split_at(path_text.len() - name.len());
    for written in [
        format!("concat!({start:?}, {end:?})"),
        format!("::core::concat!({start:?}, concat!({end:?},),)"),
        format!("({path_text:?})"),
        format!("r#{path_text:?}#"),
    ] {
        let (_, files) = with_files(&format!("input = 2, weights = {written}"), "struct Net(Linear<1>);");
        assert_eq!(files.weights.expect("the file is read").path.text, path_text);
    }
    let _ = std::fs::remove_file(&path);
    let with_variable = r#"input = 2, weights = concat!(env!("CARGO_MANIFEST_DIR"), "/none.safetensors")"#;
    let found = messages(with_variable, "struct Net(Linear<1>);");
    assert!(found[0].contains(concat!(env!("CARGO_MANIFEST_DIR"), "/none.safetensors\" cannot be read")), "{found:?}");
}

#[test]
fn what_is_no_path_is_named() {
    let help = "help: write it in quotes, or as `concat!(env!(\"OUT_DIR\"), \"/file.safetensors\")`";
    for (written, problem) in [
        ("5", "this is a number: `5`"),
        ("true", "this is a boolean: `true`"),
        ("b\"a\"", "this is a byte string: `b\"a\"`"),
        ("PATH", "this is a name, whose value the macro does not see: `PATH`"),
        ("path()", "this is a call, which only runs in the program: `path ()`"),
        ("[\"a\"]", "this is a list: `[\"a\"]`"),
        ("\"a\" + \"b\"", "this is an expression, which the macro does not compute: `\"a\" + \"b\"`"),
        ("concat!(\"a\", PATH)", "this is a name, whose value the macro does not see: `PATH`"),
        ("include_str!(\"a\")", "`include_str!` is not understood here: only `concat!` and `env!` are"),
        ("env!(\"NETWRIGHT_NONE\")", "the environment variable `NETWRIGHT_NONE` is not set"),
        (
            "concat!(env!(\"OUT_DIR\"), \"/a\")",
            "the environment variable `OUT_DIR` is not set: cargo sets it for a package with a `build.rs`",
        ),
    ] {
        let expected = format!("the path of a file is a string, but {problem}\n{help}");
        reports(&format!("input = 2, weights = {written}"), "struct Net(Linear<1>);", &expected);
        reports(&format!("input = 2, weights(file = {written})"), "struct Net(Linear<1>);", &expected);
    }
    let form = "`weights(file = \"file.safetensors\", prefix = \"model.\")`";
    for (written, expected) in [
        (
            "weights =",
            "a value is missing after `weights =`\nhelp: write it as in `weights = \"file.safetensors\"`".to_owned(),
        ),
        ("weights", "`weights` needs a value\nhelp: write it as in `weights = \"file.safetensors\"`".to_owned()),
        ("weights()", format!("the file is missing\nhelp: write {form}")),
        ("weights(prefix = \"a\")", format!("the file is missing\nhelp: write {form}")),
        ("weights(file = \"a\", name = \"b\")", format!("`name` is not an argument of `weights`\nhelp: write {form}")),
        ("weights(file = \"a\", file = \"b\")", "`file` is given twice\nhelp: remove one of the two".to_owned()),
    ] {
        reports(&format!("input = 2, {written}"), "struct Net(Linear<1>);", &expected);
    }
}
