//! Assertions about the ranks of what blocks give: the macro knows their shapes only as far as
//! sizes go.

use crate::shape::Shape;
use crate::text::{Text, fail};

/// The values that a step takes, by the number of their sizes.
#[derive(Clone, Copy, Debug)]
pub struct Ranks<'a> {
    /// The least number of sizes, and the most.
    pub ranks: [usize; 2],
    /// These values in words.
    pub words: &'a str,
    /// The help where a value has another number of sizes.
    pub instead: &'a str,
}

/// Fails to compile unless a value has as many sizes as a step takes, and as many as the macro has
/// `seen` in it: of several numbers it takes that of what the block takes; none if it is 0.
pub const fn assert_rank(taker: &str, takes: Ranks<'_>, seen: usize, giver: &str, gives: Shape) {
    let [least, most] = takes.ranks;
    if gives.rank() < least || gives.rank() > most {
        let text = Text::new().quoted(taker).text(" takes ").text(takes.words).text(", but ").quoted(giver);
        fail(&text.text(" gives ").shape(gives).text(": ").text(takes.instead));
    }
    if seen > 0 && gives.rank() != seen {
        let text = Text::new().quoted(taker).text(" must be told that ").quoted(giver).text(" gives ").shape(gives);
        let text = text.text(", since the macro does not see into it: put a step `shape: Reshape<");
        fail(&text.listed(gives).text(">` between them"));
    }
}

#[cfg(test)]
mod tests {
    use super::{Ranks, assert_rank};
    use crate::shape::Shape;

    const PLANES: Ranks<'_> = Ranks { ranks: [2, 3], words: "signals or images", instead: "write `LayerNorm`" };

    #[test]
    fn these_ranks_are_taken() {
        assert_rank("norm", PLANES, 0, "block", Shape::new(&[4, 6]));
        assert_rank("norm", PLANES, 3, "block", Shape::new(&[4, 6, 6]));
    }

    #[test]
    #[should_panic = "`norm` takes signals or images, but `block` gives [4]: write `LayerNorm`"]
    fn another_rank_is_refused() {
        assert_rank("norm", PLANES, 0, "block", Shape::new(&[4]));
    }

    #[test]
    #[should_panic = "`norm` must be told that `block` gives [4, 6, 6], since the macro does not see into it: put a step \
                      `shape: Reshape<4, 6, 6>` between them"]
    fn a_rank_that_was_not_seen_is_refused() {
        assert_rank("norm", PLANES, 2, "block", Shape::new(&[4, 6, 6]));
    }
}
