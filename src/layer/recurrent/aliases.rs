//! The three kinds of recurrent layers by the names that declarations have for them.

use super::{GruUnit, LstmUnit, Recurrent, TanhUnit};
use crate::layer::WithBias;

/// The parts of a declaration that the three aliases have in common.
macro_rules! aliases {
    ($($(#[$attribute:meta])* $name:ident<$unit:ty, $gates:literal>;)*) => {
        $(
            $(#[$attribute])*
            pub type $name<
                T,
                const IN: usize,
                const OUT: usize,
                const C: usize,
                const L: usize,
                const H: usize,
                const WIDE: usize,
                const UPPER: usize,
                const D: usize,
                const REVERSED: bool,
                const LAST: bool,
                O = WithBias,
                U = $unit,
            > = Recurrent<T, U, IN, OUT, C, L, H, $gates, WIDE, UPPER, D, REVERSED, LAST, O>;
        )*
    };
}

aliases! {
    /// A recurrent layer without gates, as PyTorch's `nn.RNN`: in a declaration `Rnn<H>` with
    /// `tanh`, or `Rnn<H, Relu>`.
    ///
    /// Over a sequence `[C, L]` it gives the states `[H, L]`, or with the option `Last` the last of
    /// them, `[H]`. Further options: `Layers<2>` for several layers, one over the states of the
    /// other; `Bidirectional` for `[2·H, L]` or `[2·H]`, forwards and then backwards; `Reverse` to
    /// begin at the end of the sequence; `NoBias`.
    ///
    /// ```text
    /// h_t = tanh(W_ih·x_t + b_ih + W_hh·h_{t-1} + b_hh)      [H] = [H×C]·[C] + [H] + [H×H]·[H] + [H]
    /// ```
    ///
    /// # Gradients
    ///
    /// As [`Recurrent`] says, with
    ///
    /// ```text
    /// dp_t = dq_t = dh_t ⊙ (1 - h_t²)      [H], for `Relu` dh_t where h_t > 0, else 0
    /// ```
    ///
    /// Source: J. Elman, "Finding structure in time", Cognitive Science 14 (1990); P. Werbos,
    /// "Backpropagation through time: what it does and how to do it", Proceedings of the IEEE 78
    /// (1990).
    ///
    /// ```
    /// use netwright::prelude::*;
    ///
    /// // Adds up a sequence, as long as the sum is positive.
    /// #[network(input = [1, 4])]
    /// struct Sum(Rnn<1, Relu, Last>);
    ///
    /// let mut net = Sum::zeros();
    /// net.0.first[0].weight_ih[(0, 0)] = 1.0;
    /// net.0.first[0].weight_hh[(0, 0)] = 1.0;
    /// assert_eq!(net.predict(&[3.0, -1.0, 2.0, 0.5]).as_slice(), [4.5]);
    /// ```
    Rnn<TanhUnit, 1>;

    /// A gated recurrent unit, as PyTorch's `nn.GRU`: in a declaration `Gru<H>`, with the options
    /// of [`Rnn`].
    ///
    /// With the input products `p = W_ih·x_t + b_ih` and the recurrent ones `q = W_hh·h_{t-1} +
    /// b_hh`, `[3·H]`, cut into those of the gates `r`, `z` and `n`:
    ///
    /// ```text
    /// r = σ(p_r + q_r)      z = σ(p_z + q_z)      n = tanh(p_n + r ⊙ q_n)      [H]
    /// h_t = (1 - z) ⊙ n + z ⊙ h_{t-1}
    /// ```
    ///
    /// The reset gate `r` multiplies the product with its bias, as in PyTorch, cuDNN, Keras
    /// (`reset_after`) and ONNX (`linear_before_reset`).
    ///
    /// # Gradients
    ///
    /// As [`Recurrent`] says, with
    ///
    /// ```text
    /// dp_n = dh_t ⊙ (1 - z) ⊙ (1 - n²)                  dq_n = dp_n ⊙ r
    /// dp_z = dh_t ⊙ (h_{t-1} - n) ⊙ z ⊙ (1 - z)         dq_z = dp_z
    /// dp_r = dp_n ⊙ q_n ⊙ r ⊙ (1 - r)                   dq_r = dp_r
    /// direct = dh_t ⊙ z
    /// ```
    ///
    /// Source: K. Cho et al., "Learning phrase representations using RNN encoder-decoder for
    /// statistical machine translation", EMNLP 2014; the place of the reset gate is that of the
    /// first version of the paper, arXiv:1406.1078v1.
    ///
    /// ```
    /// use netwright::prelude::*;
    /// use rand::{SeedableRng, rngs::StdRng};
    ///
    /// #[network(input = [6, 100])]
    /// struct Motions {
    ///     states: Gru<32>,       // [6, 100] to [32, 100]
    ///     last: Gru<16, Last>,   // [32, 100] to [16]
    ///     classes: Linear<4>,
    /// }
    ///
    /// let net = Motions::init(&mut StdRng::seed_from_u64(1));
    /// assert_eq!(net.states.first[0].weight_ih[(95, 5)].abs() < 0.1768, true); // 1/√32
    /// assert_eq!(net.predict(&[0.5; 600]).len(), 4);
    /// ```
    Gru<GruUnit, 3>;

    /// Long short-term memory, as PyTorch's `nn.LSTM`: in a declaration `Lstm<H>`, with the options
    /// of [`Rnn`].
    ///
    /// With the input products `p = W_ih·x_t + b_ih` and the recurrent ones `q = W_hh·h_{t-1} +
    /// b_hh`, `[4·H]`, cut into those of the gates `i`, `f`, `g` and `o`, and with memory cells `c`
    /// that begin at zero:
    ///
    /// ```text
    /// i = σ(p_i + q_i)      f = σ(p_f + q_f)      g = tanh(p_g + q_g)      o = σ(p_o + q_o)      [H]
    /// c_t = f ⊙ c_{t-1} + i ⊙ g      h_t = o ⊙ tanh(c_t)
    /// ```
    ///
    /// # Gradients
    ///
    /// As [`Recurrent`] says, with `s = tanh(c_t)` and the gradient of the cells, which goes back
    /// through time as that of the state does:
    ///
    /// ```text
    /// dc_t = dh_t ⊙ o ⊙ (1 - s²) + dc_{t+1} ⊙ f_{t+1}                    [H]
    /// dp_i = dc_t ⊙ g ⊙ i ⊙ (1 - i)      dp_f = dc_t ⊙ c_{t-1} ⊙ f ⊙ (1 - f)
    /// dp_g = dc_t ⊙ i ⊙ (1 - g²)         dp_o = dh_t ⊙ s ⊙ o ⊙ (1 - o)      dq = dp
    /// ```
    ///
    /// Source: S. Hochreiter and J. Schmidhuber, "Long short-term memory", Neural Computation 9
    /// (1997); the gate `f` is from F. Gers, J. Schmidhuber and F. Cummins, "Learning to forget:
    /// continual prediction with LSTM", Neural Computation 12 (2000).
    ///
    /// ```
    /// use netwright::prelude::*;
    ///
    /// #[network(input = [1, 2])]
    /// struct Unit(Lstm<1>);
    ///
    /// let mut net = Unit::<f64>::zeros();
    /// let cell = &mut net.0.first[0];
    /// for (gate, [w, u, b]) in [[0.5, 0.1, 0.0], [-0.25, 0.2, 1.0], [1.0, 0.3, 0.0], [0.75, 0.4, -0.5]].into_iter().enumerate() {
    ///     cell.weight_ih[(gate, 0)] = w;
    ///     cell.weight_hh[(gate, 0)] = u;
    ///     cell.bias_ih[gate] = b;
    /// }
    /// let states = net.predict(&[1.0, 2.0]);
    /// assert!((states[0] - 0.248_186_9).abs() < 1e-7);
    /// assert!((states[1] - 0.575_537_5).abs() < 1e-7);
    /// ```
    Lstm<LstmUnit, 4>;
}
