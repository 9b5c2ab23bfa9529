//! The messages about slices.

use super::{has_steps, reports};

#[test]
fn a_slice_lies_within_its_input() {
    reports(
        "input = 10",
        "struct Net { head: Slice<0, 4>, #[from(input)] tail: Slice<4, 12>, #[from(head, tail)] both: Concat }",
        "
        `tail` ends at feature 12, but `input` gives [10]
          step  layer   in         out   params
          head  Slice   [10]       [4]        0
        > tail  Slice   [10]       [8]        0
          both  Concat  [4] + [8]  [12]       0
        help: the position behind the last feature is 10: write at most `Slice<4, 10>`
        ---
        `input` gives 10 features here
        ",
    );
    reports(
        "input = [3, 4, 4]",
        "struct Net { some: Slice<1, 4> }",
        "
        `some` ends at channel 4, but `input` gives [3, 4, 4]
          step  layer  in         out        params
        > some  Slice  [3, 4, 4]  [3, 4, 4]       0
        help: the position behind the last channel is 3: write at most `Slice<1, 3>`
        ---
        `input` gives [3, 4, 4] here
        ",
    );
    reports(
        "input = 10",
        "struct Net { none: Slice<4, 4> }",
        "
        a slice from 4 up to, but not including, 4 has no features
        help: write `Slice<4, 5>` for the feature 4 alone
        ",
    );
    reports(
        "input = 10",
        "struct Net { one: Slice<4> }",
        "
        `one` needs the position behind its last feature
        help: write `Slice<0, 4>` for the first four features
        ",
    );
}

#[test]
fn a_slice_of_sizes_that_the_macro_does_not_know() {
    has_steps(
        "input = 10",
        "struct Net<const H: usize = 8> {
            first: Slice<0, H>,
            #[from(input)] some: Slice<FROM, 8>,
            back: Linear<H>,
            #[from(first, back)] sum: Add,
            part: Slice<0, 2>,
        }",
        "
        first: [10] -> [H], 0 parameters
        some: [10] -> [8 - FROM], 0 parameters
        back: [8 - FROM] -> [H], (8 - FROM)·H + H parameters
        sum: [H] + [H] -> [H], 0 parameters
        part: [H] -> [2], 0 parameters
        ",
    );
}
