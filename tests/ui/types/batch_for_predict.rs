//! `predict` and `classify` take one sample, `predict_batch` takes a batch.

use netwright::prelude::*;

#[network(input = 4)]
struct Net(Linear<2>);

fn main() {
    let net = Net::zeros();
    let batch = vec![[0.0_f32; 4]; 8];
    net.predict(&batch);
    net.classify(&batch[..2]);
    net.predict_batch(&batch);
}
