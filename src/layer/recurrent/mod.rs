//! Recurrent layers over sequences `[C, L]`: `Rnn`, `Gru` and `Lstm`.

mod aliases;
mod cell;
mod kind;
mod schema;
mod streaming;
#[cfg(feature = "train")]
mod train;

use crate::kernel::recurrent::{BLOCK, Stack};
use crate::kernel::simd::Simd;
use crate::kernel::threads;
use crate::layer::{BiasOption, Chain, Infer, Layer, Parameters, PerSample, Plain, Schema, WithBias};
use crate::meaning::{Meaning, OutputMeaning, Values};
use crate::scalar::Real;
use crate::shape::Shape;
use crate::value::{Elements, ElementsMut};
use core::marker::PhantomData;
use core::mem::offset_of;
use nalgebra::{Const, Dim};
use schema::{Fields, MAX_LAYERS};

use crate::kernel::memory::scratch::Larger;
pub use aliases::{Gru, Lstm, Rnn};
pub use cell::{GateBias, GateWeight, RecurrentCell};
pub use kind::{GruUnit, LstmUnit, RecurrentUnit, ReluUnit, TanhUnit};
#[cfg(feature = "train")]
pub use train::Traces;

/// The samples whose frames are computed together: enough rows for a product, and few enough for
/// their working memory to stay in the cache.
const GROUP: usize = 16;

/// A recurrent layer over sequences of `L` frames of `C` numbers: `UPPER + 1` layers, each in `D`
/// directions, with a state of `H` units of the kind `U`.
///
/// In a declaration it is [`Rnn`], [`Gru`] or [`Lstm`], whose documentation has the equations.
/// Shapes: the input is `[C, L]`, as PyTorch's `[N, C, L]`, the transpose of what its recurrent
/// layers take. The output is the sequence of states `[D·H, L]`, or with `LAST` the last state of
/// each direction, `[D·H]`, as `h_n` of the uppermost layer. States begin at zero.
///
/// The numbers of the type follow from each other, which the compiler checks: `IN` is `C·L`, `OUT`
/// that of the output, `GATES` that of the kind, and `WIDE` is `D·H`, the numbers of a frame of the
/// layers above the first, or any if there are none.
///
/// In weights files the tensors have PyTorch's names: `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0`,
/// `bias_hh_l0`, for the other direction `weight_ih_l0_reverse`, and so on, for the second layer
/// `weight_ih_l1`. At the beginning all of them are drawn from `U(±1/√H)`, as in PyTorch, unless
/// `#[init(..)]` says otherwise.
///
/// # Gradients
///
/// The state after a frame goes into the output and into the next frame, so that gradients go back
/// through time: `dh_t` is the gradient of the output at `t` and what the step `t + 1` gives to the
/// state before it. With the input products `p_t = W_ih·x_t + b_ih` and the recurrent products
/// `q_t = W_hh·h_{t-1} + b_hh`, both `[G·H]`, each step computes `dp_t` and `dq_t` from `dh_t`; the
/// kinds say how. Then, over all frames and samples:
///
/// ```text
/// dE/dx_t     = W_ihᵀ·dp_t             [C]      = [C×GH]·[GH]
/// dE/dh_{t-1} = W_hhᵀ·dq_t + direct    [H]      = [H×GH]·[GH] + [H]
/// dE/dW_ih    = Σ_t dp_t·x_tᵀ          [GH×C]   = [GH×1]·[1×C]
/// dE/dW_hh    = Σ_t dq_t·h_{t-1}ᵀ      [GH×H]   = [GH×1]·[1×H]
/// dE/db_ih    = Σ_t dp_t               [GH]
/// dE/db_hh    = Σ_t dq_t               [GH]
/// ```
///
/// where `direct` is the way of the state past the products, which only a GRU has. The sums are one
/// product each, over the rows of all frames.
#[derive(Clone, Debug, PartialEq)]
pub struct Recurrent<
    T: Real,
    U,
    const IN: usize,
    const OUT: usize,
    const C: usize,
    const L: usize,
    const H: usize,
    const GATES: usize,
    const WIDE: usize,
    const UPPER: usize,
    const D: usize,
    const REVERSED: bool,
    const LAST: bool,
    O: BiasOption = WithBias,
> {
    /// The first layer, `weight_ih_l0` and so on, in each direction.
    pub first: [RecurrentCell<T, GATES, C, H, O>; D],
    /// The layers above it, `weight_ih_l1` and so on.
    pub upper: [[RecurrentCell<T, GATES, WIDE, H, O>; D]; UPPER],
    kind: PhantomData<U>,
}

crate::__plain_struct!(T in [T: Real, U: RecurrentUnit, const IN: usize, const OUT: usize, const C: usize, const L: usize, const H: usize, const GATES: usize, const WIDE: usize, const UPPER: usize, const D: usize, const REVERSED: bool, const LAST: bool, O: BiasOption] Recurrent [T, U, IN, OUT, C, L, H, GATES, WIDE, UPPER, D, REVERSED, LAST, O] {
    first: [RecurrentCell<T, GATES, C, H, O>; D],
    upper: [[RecurrentCell<T, GATES, WIDE, H, O>; D]; UPPER],
    kind: PhantomData<U>,
});

impl<
    T: Real,
    U: RecurrentUnit,
    const IN: usize,
    const OUT: usize,
    const C: usize,
    const L: usize,
    const H: usize,
    const GATES: usize,
    const WIDE: usize,
    const UPPER: usize,
    const D: usize,
    const REVERSED: bool,
    const LAST: bool,
    O: BiasOption,
> Parameters<T> for Recurrent<T, U, IN, OUT, C, L, H, GATES, WIDE, UPPER, D, REVERSED, LAST, O>
{
    type Over<V: Real> = Recurrent<V, U, IN, OUT, C, L, H, GATES, WIDE, UPPER, D, REVERSED, LAST, O>;

    const SCHEMA: &'static Schema = &Schema::Fields { fields: Self::FIELDS.as_slice() };
}

impl<
    T: Real,
    U: RecurrentUnit,
    const IN: usize,
    const OUT: usize,
    const C: usize,
    const L: usize,
    const H: usize,
    const GATES: usize,
    const WIDE: usize,
    const UPPER: usize,
    const D: usize,
    const REVERSED: bool,
    const LAST: bool,
    O: BiasOption,
> OutputMeaning for Recurrent<T, U, IN, OUT, C, L, H, GATES, WIDE, UPPER, D, REVERSED, LAST, O>
{
    type Given<Input: Meaning> = Values;
}

/// Working memory of a layer of `H` units over frames of up to as many numbers as one of the
/// arrays of `X` has.
type Memory<T, U, X, const H: usize, const GATES: usize> = Chain<
    X,
    Chain<
        [[[T; H]; GATES]; BLOCK + 1],
        Chain<[[T; H]; BLOCK + 1], <U as RecurrentUnit>::Cells<T, [[T; H]; BLOCK + 1]>>,
    >,
>;

/// The frames of a block, whose numbers are `C` in the first layer and `WIDE` above.
type Frames<T, const C: usize, const WIDE: usize> = Larger<[[T; C]; BLOCK], [[T; WIDE]; BLOCK]>;

impl<
    T: Real,
    U: RecurrentUnit,
    const IN: usize,
    const OUT: usize,
    const C: usize,
    const L: usize,
    const H: usize,
    const GATES: usize,
    const WIDE: usize,
    const UPPER: usize,
    const D: usize,
    const REVERSED: bool,
    const LAST: bool,
    O: BiasOption,
> Recurrent<T, U, IN, OUT, C, L, H, GATES, WIDE, UPPER, D, REVERSED, LAST, O>
{
    /// The tensors under PyTorch's names.
    const FIELDS: &'static Fields = &{
        let (mut fields, mut layer) = (Fields::new(), 0);
        while layer <= UPPER {
            let mut direction = 0;
            while direction < D {
                fields = if layer == 0 {
                    let start = direction * size_of::<RecurrentCell<T, GATES, C, H, O>>();
                    fields.with::<T, RecurrentCell<T, GATES, C, H, O>>(
                        layer,
                        direction,
                        offset_of!(Self, first) + start,
                    )
                } else {
                    let start = ((layer - 1) * D + direction) * size_of::<RecurrentCell<T, GATES, WIDE, H, O>>();
                    fields.with::<T, RecurrentCell<T, GATES, WIDE, H, O>>(
                        layer,
                        direction,
                        offset_of!(Self, upper) + start,
                    )
                };
                direction += 1;
            }
            layer += 1;
        }
        fields
    };

    // The macro has checked numbers already; this is about constants and const parameters.
    const FITS: () = {
        assert!(IN == C * L, "a recurrent layer takes frames of one size");
        assert!(OUT == D * H * if LAST { 1 } else { L }, "a recurrent layer gives states of one size");
        assert!(GATES == U::KIND.gates(), "a kind of recurrent layer has a number of gates");
        assert!(UPPER == 0 || WIDE == D * H, "a recurrent layer takes the states of the one below");
        assert!(UPPER < MAX_LAYERS, "a step has at most 16 recurrent layers");
        assert!(D == 1 || (D == 2 && !REVERSED), "a recurrent layer goes in one direction or in both");
    };

    /// The numbers of working memory of one layer, for a sample.
    const MEMORY: usize = <Memory<T, U, Frames<T, C, WIDE>, H, GATES> as Plain<T>>::LEN;

    /// The layers as the kernels see them.
    #[inline(always)]
    fn stack(&self) -> Stack<'_, T, D, UPPER> {
        let () = Self::FITS;
        Stack {
            first: self.first.each_ref().map(RecurrentCell::view::<U>),
            upper: self.upper.each_ref().map(|layer| layer.each_ref().map(RecurrentCell::view::<U>)),
            frames: L,
            is_reversed: REVERSED,
            is_last: LAST,
        }
    }
}

impl<
    T: Real,
    U: RecurrentUnit,
    const IN: usize,
    const OUT: usize,
    const C: usize,
    const L: usize,
    const H: usize,
    const GATES: usize,
    const WIDE: usize,
    const UPPER: usize,
    const D: usize,
    const REVERSED: bool,
    const LAST: bool,
    O: BiasOption,
> Layer<T> for Recurrent<T, U, IN, OUT, C, L, H, GATES, WIDE, UPPER, D, REVERSED, LAST, O>
{
    type In = Const<IN>;
    type Out = Const<OUT>;
    /// The memory of one layer at a time, and the sequences between them.
    type Scratch = PerSample<Chain<Memory<T, U, Frames<T, C, WIDE>, H, GATES>, [[[T; WIDE]; L]; UPPER]>>;

    const OUTPUT: Shape = if LAST { Shape::new(&[OUT]) } else { Shape::new(&[D * H, L]) };

    const MACS: usize = L * D * GATES * H * (C + H + UPPER * (WIDE + H));

    fn infer<B: Dim, S: Simd>(&self, simd: S, pass: Infer<'_, T, Self, B>) {
        let Infer { input, mut output, scratch, .. } = pass;
        let (x, y, stack, isa) = (input.elements(), output.elements_mut(), self.stack(), simd.isa());
        let samples = y.len() / OUT;
        let per_sample = const { Self::MEMORY + UPPER * L * WIDE };
        let compute = |x: &[T], y: &mut [T], scratch: &mut [T]| {
            let groups =
                x.chunks(GROUP * IN).zip(y.chunks_mut(GROUP * OUT)).zip(scratch.chunks_mut(GROUP * per_sample));
            groups.for_each(|((x, y), scratch)| stack.infer(isa, x, y, scratch, Self::MEMORY));
        };
        match threads::share(samples, Self::MACS, GROUP) {
            Some(rows) => {
                let shares =
                    x.chunks(rows * IN).zip(y.chunks_mut(rows * OUT)).zip(scratch.chunks_mut(rows * per_sample));
                threads::for_each(shares, |((x, y), scratch)| compute(x, y, scratch));
            }
            None => compute(x, y, scratch),
        }
    }
}
