//! Numbers of scikit-learn's and files of NumPy's, written by tools/generate/data_fixtures.py.

use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Fixtures {
    pub(crate) k_fold: Vec<KFold>,
    pub(crate) stratified: Vec<StratifiedFolds>,
    pub(crate) min_max: Scaled,
    pub(crate) moons: Vec<Points>,
    pub(crate) circles: Vec<Points>,
    pub(crate) npy: Vec<Saved>,
}

#[derive(Deserialize)]
pub(crate) struct Saved {
    pub(crate) kind: String,
    pub(crate) by_columns: bool,
    pub(crate) file: Vec<u8>,
    pub(crate) numbers: Vec<f64>,
}

#[derive(Deserialize)]
pub(crate) struct KFold {
    pub(crate) count: usize,
    pub(crate) k: usize,
    pub(crate) folds: Vec<usize>,
}

#[derive(Deserialize)]
pub(crate) struct StratifiedFolds {
    pub(crate) labels: Vec<usize>,
    pub(crate) k: usize,
    pub(crate) folds: Vec<usize>,
    pub(crate) weights: [f64; 3],
}

#[derive(Deserialize)]
pub(crate) struct Scaled {
    pub(crate) samples: Vec<[f64; 3]>,
    pub(crate) scaled: Vec<[f64; 3]>,
}

#[derive(Deserialize)]
pub(crate) struct Points {
    pub(crate) count: usize,
    pub(crate) points: Vec<[f64; 2]>,
    pub(crate) classes: Vec<usize>,
    #[serde(default)]
    pub(crate) factor: f64,
}

impl Fixtures {
    pub(crate) fn read() -> Self {
        serde_json::from_str(include_str!("../fixtures/data.json")).unwrap()
    }
}
