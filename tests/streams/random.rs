//! Random networks frame by frame, and the frames that an output depends on.

use crate::random;
use crate::shared::{Given, Zero, assert_equal, bits, frames, numbers, pushed};
use netwright::nalgebra::Const;
use netwright::network::stream::StreamingNetwork;
use netwright::prelude::*;

/// Tests each network: the outputs of a stream are those of the whole signal, and depend on the
/// frames that its constants say.
#[macro_export]
macro_rules! random_networks {
    ($($net:ident: $channels:literal, $samples:literal;)*) => {
        #[test]
        fn random_networks_give_the_bits_of_the_whole_signal() {
            $(
                println!("{}", stringify!($net));
                $crate::random::gives_the_whole::<$net, $channels, $samples, _>();
            )*
        }

        #[test]
        fn outputs_depend_on_the_frames_of_their_receptive_field() {
            $(
                println!("{}", stringify!($net));
                $crate::random::depends_on_its_field::<$net, $channels>();
            )*
        }
    };
}

/// Checks that a stream of a network gives the bits of `predict`, at the frames that its timing
/// says, and again after a reset.
pub(crate) fn gives_the_whole<N, const C: usize, const F: usize, const K: usize>()
where
    N: Trainable<Scalar = f32, InDim = Const<F>, OutDim = Const<K>>
        + StreamingNetwork<FrameIn = Const<C>, FrameOut: Zero<N>, Due: Given>,
{
    for seed in 0..2 {
        let (net, signal) = (random!(N, seed), numbers(F, seed + 100));
        let whole = net.predict(&<[f32; F]>::try_from(signal.as_slice()).expect("as many numbers"));
        assert_equal::<N, C>(&net, &signal, whole.as_slice());
        let frames = frames::<C>(&signal);
        let (mut stream, expected) = (net.stream(), pushed(&*net, &frames));
        frames.iter().for_each(|frame| drop(stream.push(frame)));
        stream.reset();
        let again = frames.iter().filter_map(|frame| N::Due::given(stream.push(frame)));
        let again: Vec<_> = again.map(|output| bits(output.as_slice())).collect();
        assert_eq!(again, expected.iter().map(|(_, output)| bits(output)).collect::<Vec<_>>(), "after a reset");
    }
}

/// Checks `RECEPTIVE_FIELD` and `LATENCY` from outside: frame after frame is made NaN, which no
/// layer loses, and the outputs that become NaN are those that depend on it.
pub(crate) fn depends_on_its_field<N, const C: usize>()
where
    N: Trainable<Scalar = f32> + StreamingNetwork<FrameIn = Const<C>, Due: Given>,
{
    let net = random!(N, 1);
    let (first, stride) = (N::LATENCY, N::FRAMES_PER_OUTPUT);
    let field = N::RECEPTIVE_FIELD;
    let forgets = field < usize::MAX;
    // An output whose field lies within the frames, and two behind it.
    let output = if forgets { (field + 1).saturating_sub(first).div_ceil(stride) } else { 30 };
    let last = first + output * stride;
    let clean = vec![[0.5; C]; last + 2 * stride + 1];
    let poisoned = |frame: usize| -> Vec<bool> {
        let mut frames = clean.clone();
        frames[frame] = [f32::NAN; C];
        pushed(&*net, &frames).iter().map(|(_, output)| output.iter().any(|number| number.is_nan())).collect()
    };
    let depends: Vec<Vec<bool>> = (0..=last).map(poisoned).collect();
    for (frame, depends) in depends.iter().enumerate() {
        assert_eq!(depends.len(), output + 3, "one output at a time, the first with frame {first}");
        for (position, is_poisoned) in depends.iter().enumerate() {
            let end = first + position * stride;
            let is_within = frame <= end && end - frame < field;
            assert!(is_within || !is_poisoned, "output {position} does not depend on frame {frame}");
        }
    }
    assert!(depends[last][output], "output {output} depends on frame {last}, with which it comes");
    if forgets {
        let oldest = last + 1 - field;
        assert!(depends[oldest][output], "output {output} depends on frame {oldest}, the oldest of its field");
    } else {
        let oldest = depends.iter().position(|depends| depends[output]);
        assert!(oldest.is_some_and(|oldest| oldest < first + stride), "frames are remembered from the first on");
    }
}
