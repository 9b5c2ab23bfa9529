//! Guides: each one explains a task, with examples that run.
//!
//! They are the files of the folder `docs`.

/// Includes a file of the folder `docs` as a module. In the folder the guides link to each other as
/// files, here as modules: of two definitions of a link the first one holds.
///
/// The examples of a guide that needs features are tested where there are all of them.
macro_rules! guide {
    ($name:ident, $file:literal $(, $feature:literal)*) => {
        // Tests of examples are named after the file that the first line is in.
        #[doc = ""]
        #[doc = include_str!("links.md")]
        #[cfg_attr(any(not(doctest), all($(feature = $feature),*)), doc = include_str!($file))]
        pub mod $name {}
    };
}

guide!(first_network, "../docs/first_network.md");
guide!(reading_errors, "../docs/reading_errors.md");
guide!(any_graph, "../docs/any_graph.md");
guide!(inputs_and_outputs, "../docs/inputs_and_outputs.md");
guide!(streams, "../docs/streams.md");
guide!(own_layer, "../docs/own_layer.md");
guide!(own_loss, "../docs/own_loss.md");
guide!(generic_code, "../docs/generic_code.md");
guide!(training, "../docs/training.md", "weights", "csv", "gzip", "plot", "progress");
guide!(course, "../docs/course.md");
guide!(images, "../docs/images.md");
guide!(from_pytorch, "../docs/from_pytorch.md");
guide!(microcontroller, "../docs/microcontroller.md");
