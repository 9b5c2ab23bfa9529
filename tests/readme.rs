//! The compile error that the README shows is the one that is printed.

use std::path::Path;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn the_error_in_the_readme_is_printed_like_that() {
    // `tests/ui/macro/readme.rs` is the README's first example with the mistake that it speaks of.
    let printed = read("tests/ui/macro/readme.stderr").replace("tests/ui/macro/readme.rs", "src/main.rs");
    assert!(read("README.md").contains(&format!("```text\n{printed}```")), "the README does not show\n{printed}");
}
