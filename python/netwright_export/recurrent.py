"""Recurrent layers: their arguments in a declaration, and their values. Sequences are `[C, L]`."""

from .words import Refused, shape_of

KINDS = {"Rnn", "Gru", "Lstm"}


def arguments(step):
    """The arguments of a recurrent layer, from its settings."""
    settings = step.settings
    written = [str(settings["units"])]
    written += [f"Layers<{settings['layers']}>"] if settings["layers"] > 1 else []
    written += ["Bidirectional"] if settings["directions"] == 2 else []
    written += ["Relu"] if settings["is_relu"] else []
    written += [] if settings["has_bias"] else ["NoBias"]
    written += ["Last"] if settings["is_last"] else []
    return ", ".join(written)


def value(np, step, x, tensors):
    """The sequence of states, or the last one of each direction."""
    settings = step.settings
    if x.ndim != 3:
        raise Refused(
            f"{step.called()} takes a sequence, but is given a sample of the shape"
            f" {shape_of(x.shape[1:])}; say its shape, as in `--input 100,6` for a hundred frames of"
            " six numbers"
        )
    for layer in range(settings["layers"]):
        found, last = [], []
        for end in ("", "_reverse")[: settings["directions"]]:
            weights = [
                _tensor(np, step, tensors, f"{name}_l{layer}{end}")
                for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
            ]
            if weights[0].shape[1] != x.shape[1]:
                raise Refused(
                    f"{step.called()} takes frames of {weights[0].shape[1]} numbers, but is given"
                    f" frames of {x.shape[1]}"
                )
            states = _run(np, step, x[:, :, ::-1] if end else x, weights)
            last.append(states[:, :, -1])
            found.append(states[:, :, ::-1] if end else states)
        x = np.concatenate(found, axis=1)
    return np.concatenate(last, axis=1) if settings["is_last"] else x


def _tensor(np, step, tensors, name):
    found = tensors.get(f"{step.key}.{name}")
    return 0.0 if found is None else np.asarray(found, np.float64)


def _run(np, step, x, weights):
    """The states after each frame, in one direction."""
    inputs, states, bias_of_inputs, bias_of_states = weights
    h = np.zeros((len(x), states.shape[1]))
    c, found = h, []
    for frame in range(x.shape[2]):
        p = x[:, :, frame] @ inputs.T + bias_of_inputs
        q = h @ states.T + bias_of_states
        if step.kind == "Rnn":
            h = np.maximum(p + q, 0.0) if step.settings["is_relu"] else np.tanh(p + q)
        elif step.kind == "Gru":
            (pr, pz, pn), (qr, qz, qn) = np.split(p, 3, axis=1), np.split(q, 3, axis=1)
            r, z = _logistic(np, pr + qr), _logistic(np, pz + qz)
            h = (1.0 - z) * np.tanh(pn + r * qn) + z * h
        else:
            i, f, g, o = np.split(p + q, 4, axis=1)
            c = _logistic(np, f) * c + _logistic(np, i) * np.tanh(g)
            h = _logistic(np, o) * np.tanh(c)
        found.append(h)
    return np.stack(found, axis=2)


def _logistic(np, x):
    return 0.5 * (np.tanh(0.5 * x) + 1.0)
