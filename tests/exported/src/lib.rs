//! The output of the exporter for the models of `python/tests/models.py`, word for word.
//! `python/tests/record.py` writes the files; each declaration has the golden test that the macro
//! generates.

/// A module for each file of the folder `models`.
macro_rules! exported {
    ($($name:ident)*) => {
        $(
            #[allow(dead_code, reason = "an exported network is there to be compiled and tested")]
            mod $name {
                use netwright::prelude::*;

                include!(concat!("../models/", stringify!($name), ".rs"));
            }
        )*

        /// The names of all files.
        #[cfg(test)]
        const MODELS: &[&str] = &[$(stringify!($name)),*];
    };
}

exported! {
    activations
    both_directions
    collisions
    competitors
    curves
    decoder
    derived
    doubled
    dropout
    frames
    frozen
    functions
    gates
    graph
    identity
    iris
    keywords
    lenet
    linear
    methods
    narrow
    nested
    norms
    norms_of_images
    one_norm
    proposal_net
    quickstart
    refinement_net
    residual
    resnet
    reused
    sequences
    sequential
    signals
    tokens
    unused
    views
    words
}

#[cfg(test)]
mod tests {
    use super::MODELS;
    use std::path::Path;

    #[test]
    fn no_declaration_is_left_out() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let declarations = files.filter(|file| file.extension().is_some_and(|extension| extension == "rs"));
        let mut names: Vec<_> =
            declarations.map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
        names.sort();
        assert_eq!(names, MODELS);
        assert!(MODELS.len() >= 20);
    }
}
