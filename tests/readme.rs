//! README and guides show real compile errors, complete programs, and a layer as short as promised.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files with an extension in a folder.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|found| found == extension)).collect()
}

/// The README and the guides.
fn documents() -> Vec<PathBuf> {
    let mut documents = files("docs", "md");
    documents.push(root().join("README.md"));
    documents
}

/// Returns the messages that the UI tests expect, as if the mistakes stood in `src/main.rs`.
fn messages() -> String {
    let recorded = ["tests/ui/macro", "tests/ui/types"].into_iter().flat_map(|folder| {
        files(folder, "stderr").into_iter().map(move |path| {
            let source = path.with_extension("rs");
            let name = source.file_name().unwrap().to_str().unwrap();
            // UI tests are built in another folder, far away from the files of examples.
            let recorded = read(&path).replace("../../../../examples/embed-iris/", "");
            recorded.replace(&format!("{folder}/{name}"), "src/main.rs")
        })
    });
    recorded.collect()
}

/// The blocks of a document between fences of a language.
fn blocks(document: &str, fence: &str) -> Vec<String> {
    document.split(fence).skip(1).map(|block| block.split("\n```").next().unwrap().to_owned()).collect()
}

#[test]
fn errors_are_printed_as_they_are_shown() {
    let messages = messages();
    let mut shown = 0;
    for document in documents() {
        for block in blocks(&read(&document), "```text\n").iter().filter(|block| block.starts_with("error")) {
            assert!(messages.contains(block), "{} shows what is not printed:\n{block}", document.display());
            shown += 1;
        }
    }
    assert!(shown >= 15, "only {shown} messages are shown");
}

#[test]
fn code_is_complete_as_it_is_shown() {
    let mut programs = 0;
    for document in documents() {
        for block in blocks(&read(&document), "```rust\n") {
            // `# ` hides a line in rustdoc only: elsewhere the line is shown, and a copy does not
            // compile.
            let hidden = block.lines().find(|line| line.starts_with("# ") || *line == "#");
            assert_eq!(hidden, None, "{}: a line that is not meant to be seen in\n{block}", document.display());
            if let Err(error) = syn::parse_file(&block) {
                panic!("{}: not a complete program, {error}:\n{block}", document.display());
            }
            programs += 1;
        }
    }
    assert!(programs >= 20, "only {programs} programs are shown");
}

/// docs.rs shows the sources of the package, so that a link to a file that is not in it leads
/// nowhere.
#[test]
fn links_to_sources_lead_to_files_of_the_package() {
    let manifest = read(&root().join("Cargo.toml"));
    let include = manifest.split_once("\ninclude = [").unwrap().1.split_once(']').unwrap().0;
    let patterns: Vec<_> = include.split('"').skip(1).step_by(2).collect();
    let is_included = |path: &str| {
        patterns.iter().any(|pattern| match pattern.split_once('*') {
            Some((start, end)) => {
                path.strip_prefix(start).is_some_and(|name| name.ends_with(end) && !name.contains('/'))
            }
            None => path.strip_prefix(pattern).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
        })
    };
    let mut links = 0;
    for document in documents().into_iter().chain([root().join("src/links.md")]) {
        for rest in read(&document).split("https://docs.rs/crate/netwright/latest/source").skip(1) {
            let path = rest.split([')', '\n', '#']).next().unwrap();
            assert!(root().join(&path[1..]).is_file(), "{}: there is no file {path}", document.display());
            assert!(is_included(path), "{}: `include` of Cargo.toml has no {path}", document.display());
            links += 1;
        }
    }
    assert!(links >= 8, "only {links} links");
}

#[test]
fn a_layer_of_ones_own_takes_forty_lines() {
    let guide = read(&root().join("docs/own_layer.md"));
    let program = blocks(&guide, "```rust\n").into_iter().find(|block| block.contains("struct Gated")).unwrap();
    let (layer, _) = program.split_once("\n#[network").unwrap();
    assert!(layer.lines().count() <= 40, "{} lines", layer.lines().count());
}
