//! The network that answers now, and its replacement by another one.

use crate::served::{Classify, Declaration, Served};
use arc_swap::ArcSwap;
use axum::http::HeaderValue;
use netwright::Error;
use sha2::{Digest, Sha256};
use std::fmt::{self, Write};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// A network with its weights, and where they come from. It never changes: a request that has one
/// is answered by it alone.
pub(crate) struct Model {
    pub(crate) network: Arc<dyn Classify>,
    /// The number of outputs.
    pub(crate) outputs: usize,
    pub(crate) sha256: String,
    /// The SHA-256 as the value of a header.
    pub(crate) header: HeaderValue,
    pub(crate) source: String,
    /// The number of replacements before it.
    pub(crate) generation: u64,
    /// The time at which it was loaded, in seconds of Unix time.
    pub(crate) loaded: u64,
}

/// The network that answers, and all that is needed to replace it.
pub(crate) struct Models {
    pub(crate) declaration: Declaration,
    current: ArcSwap<Model>,
    /// One replacement after the other.
    replacing: Mutex<()>,
    file: Option<PathBuf>,
}

/// The reasons why weights cannot be used.
#[derive(Debug)]
pub(crate) struct Unusable {
    source: String,
    pub(crate) problems: Vec<String>,
}

impl Models {
    /// Starts with the weights of a file, or with those that are embedded.
    pub(crate) fn new(served: Served, file: Option<PathBuf>) -> Result<Self, Unusable> {
        let Served { declaration, network, sha256 } = served;
        let first = match &file {
            Some(file) => {
                let (source, bytes) = read(file, declaration.most_bytes())?;
                Model::from_bytes(&declaration, &bytes, &source, 0)?
            }
            None => Model::new(&declaration, network, sha256, "the program itself".to_owned(), 0),
        };
        Ok(Models { declaration, current: ArcSwap::from_pointee(first), replacing: Mutex::new(()), file })
    }

    /// Returns the network that answers now.
    pub(crate) fn current(&self) -> Arc<Model> {
        self.current.load_full()
    }

    /// Reads the weights file again. If it cannot be used, all stays as it is.
    pub(crate) fn reload(&self) -> Result<Arc<Model>, Unusable> {
        let missing = "there is no file to read again: start the server with --weights FILE";
        let file = self.file.as_ref().ok_or_else(|| Unusable::new("SIGHUP", missing))?;
        // Before the lock: a file that is slow to read delays no other replacement.
        let (source, bytes) = read(file, self.declaration.most_bytes())?;
        self.install(|generation| Model::from_bytes(&self.declaration, &bytes, &source, generation))
    }

    /// Replaces the network by one with the weights of a file in memory. If it cannot be used, all
    /// stays as it is.
    pub(crate) fn replace(&self, bytes: &[u8], source: &str) -> Result<Arc<Model>, Unusable> {
        self.install(|generation| Model::from_bytes(&self.declaration, bytes, source, generation))
    }

    fn install(&self, load: impl FnOnce(u64) -> Result<Model, Unusable>) -> Result<Arc<Model>, Unusable> {
        let _one_at_a_time = self.replacing.lock().unwrap_or_else(PoisonError::into_inner);
        let model = Arc::new(load(self.current.load().generation + 1)?);
        self.current.store(Arc::clone(&model));
        Ok(model)
    }
}

impl Model {
    fn new(
        declaration: &Declaration,
        network: Arc<dyn Classify>,
        sha256: String,
        source: String,
        generation: u64,
    ) -> Self {
        let header = HeaderValue::from_str(&sha256).unwrap_or_else(|_| HeaderValue::from_static(""));
        let loaded = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
        Model { network, outputs: declaration.classes.len(), sha256, header, source, generation, loaded }
    }

    fn from_bytes(declaration: &Declaration, bytes: &[u8], source: &str, generation: u64) -> Result<Self, Unusable> {
        let network = (declaration.load)(bytes).map_err(|error| Unusable::because(source, error))?;
        Ok(Self::new(declaration, network, sha256(bytes), source.to_owned(), generation))
    }
}

/// Reads a file of at most `most` bytes; returns its name too.
fn read(path: &Path, most: usize) -> Result<(String, Vec<u8>), Unusable> {
    let source = path.display().to_string();
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(most as u64 + 1).read_to_end(&mut bytes));
    if let Err(error) = read {
        return Err(Unusable::new(&source, error.to_string()));
    }
    if bytes.len() > most {
        let problem = format!("it has more than {most} bytes, which is too large for this network");
        return Err(Unusable::new(&source, problem));
    }
    Ok((source, bytes))
}

/// Returns the SHA-256 of bytes in hexadecimal digits.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

impl Unusable {
    fn new(source: &str, problem: impl Into<String>) -> Self {
        Unusable { source: source.to_owned(), problems: vec![problem.into()] }
    }

    fn because(source: &str, error: Error) -> Self {
        match error {
            Error::Weights { mismatches, .. } => {
                let problems = mismatches.iter().map(ToString::to_string).collect();
                Unusable { source: source.to_owned(), problems }
            }
            Error::File { problem, .. } => Self::new(source, problem),
            other => Self::new(source, other.to_string()),
        }
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "weights from {} cannot be used: {}", self.source, self.problems.join("; "))
    }
}
