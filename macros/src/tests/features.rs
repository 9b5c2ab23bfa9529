//! The macro crate knows no features. Cargo builds it once for all that use it, while the library
//! may be there several times; whatever depends on a feature goes through a macro of the library,
//! such as `if_train!`.

use std::path::Path;

/// Every Rust file below `folder`.
fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).expect("sources are text");
            found.push((path.display().to_string(), text));
        }
    }
}

#[test]
fn nothing_is_decided_by_a_feature() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    assert!(files.len() > 50, "the sources are found");
    let condition = concat!("feature", "=\"");
    for (path, text) in files {
        let text: String = text.split_whitespace().collect();
        assert!(!text.contains(condition), "{path} depends on a feature");
    }
    let manifest = std::fs::read_to_string(root.join("Cargo.toml")).expect("the manifest is there");
    assert!(!manifest.contains("[features]"), "the macro crate has features");
}
