//! Large networks are copied in place, not cloned over the stack.

#[cfg(feature = "alloc")]
use crate::text::{Text, fail};
use core::marker::PhantomData;

/// Limit, in bytes, for a network that may be cloned by value. The macro has this limit too: where
/// it can count the parameters of a larger network, `#[derive(Clone)]` makes boxes of it cloneable
/// instead.
#[cfg(feature = "alloc")]
const MAX_CLONED_BYTES: usize = 64 * 1024;

/// Tells whether a type is `Clone`: the constant below hides that of the trait.
pub struct Clones<N>(PhantomData<N>);

impl<N: Clone> Clones<N> {
    /// The type is `Clone`.
    pub const CLONES: bool = true;
}

/// The answer for all other types.
pub trait ClonesNot {
    /// The type is not `Clone`.
    const CLONES: bool = false;
}

impl<N> ClonesNot for Clones<N> {}

/// Fails to compile if a network is `Clone` and large: `clone` returns it by value, over the stack,
/// even from one box into another. Without an allocator there is no other place to copy it to.
pub const fn assert_clone<N>(name: &str, clones: bool) {
    #[cfg(feature = "alloc")]
    if clones && size_of::<N>() > MAX_CLONED_BYTES {
        let text = Text::new().quoted(name).text(" has ").count(size_of::<N>(), "byte");
        let text =
            text.text(", and `Clone` would pass them over the stack, which may be too small: leave `Clone` out; ");
        fail(&text.text("`net.copy()` copies it into a box, `copy_from` overwrites it with another network"));
    }
    let _ = (name, clones);
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::{Clones, ClonesNot, assert_clone};
    use crate::prelude::*;

    #[network(input = 2)]
    #[derive(Clone)]
    struct Small(Linear<100>, Relu, Linear<3>);

    #[network(input = 784)]
    struct Large(Linear<128>, Relu, Linear<10>);

    #[test]
    fn what_is_clone_is_known() {
        let found = [Clones::<Small>::CLONES, Clones::<Small<f64>>::CLONES, Clones::<Large>::CLONES];
        assert_eq!(found, [true, true, false]);
    }

    #[test]
    fn a_small_network_may_be_cloned_and_a_large_one_need_not() {
        assert_clone::<Small>("Small", true);
        assert_clone::<Large>("Large", false);
    }

    #[test]
    #[should_panic = "`Large` has 407080 bytes, and `Clone` would pass them over the stack"]
    fn a_large_network_must_not_be_cloned() {
        assert_clone::<Large>("Large", true);
    }
}
