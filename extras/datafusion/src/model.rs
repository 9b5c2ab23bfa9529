//! A classifier with the names of its functions.

use crate::answer::{Answer, Classes};
use crate::block::Typed;
use crate::function::{ClassifierFunction, Shared};
use crate::number::Number;
use crate::skipped::{Counters, Skipped, SkippedFunction};
use datafusion::common::{config_err, plan_err};
use datafusion::error::Result;
use datafusion::execution::FunctionRegistry;
use datafusion::logical_expr::ScalarUDF;
use datafusion::prelude::SessionContext;
use netwright::network::Signature;
use netwright::prelude::*;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// The number of digits of a checksum that are in the names of functions, 64 bits.
const DIGITS: usize = 16;

/// A classifier, and the name that the names of its functions begin with.
///
/// A clone is the same model, with the same [counts](Model::skipped).
pub struct Model<T> {
    name: String,
    version: Option<String>,
    classes: Classes,
    shared: Arc<Shared<T>>,
}

impl<T: Number> Model<T> {
    /// Names a classifier, which is a static, `Iris::EMBEDDED`, or is in a `Box` or an `Arc`.
    ///
    /// The name is converted to lower case, as SQL does with names that are not in quotes.
    #[must_use]
    pub fn new<P, N, const I: usize, const K: usize>(name: &str, network: P) -> Self
    where
        P: Deref<Target = N> + Send + Sync + 'static,
        N: Takes<I> + ClassifierOf<K> + Signature<Scalar = T> + 'static,
    {
        let classes = Classes::new(N::CLASSES, K, T::DATA_TYPE);
        let network = Box::new(Typed::<P, T, I, K>::new(network));
        let shared = Arc::new(Shared { network, counters: Arc::new(Counters::default()) });
        Model { name: name.to_lowercase(), version: None, classes, shared }
    }

    /// Adds the first 16 digits of a checksum, `Iris::WEIGHTS_SHA256`, to the names of the
    /// functions: `iris_class_6b1f...`. The names without it remain as second names, which are
    /// easier to write.
    ///
    /// Plans hold the names with the checksum, whichever of them a query has: a machine that gets a
    /// plan, and has a network with other weights, finds no function of the name, instead of giving
    /// other answers.
    ///
    /// # Errors
    /// If the checksum has less than 16 digits, or something else than hexadecimal digits.
    pub fn with_weights(mut self, sha256: &str) -> Result<Self> {
        if sha256.len() < DIGITS || !sha256.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return config_err!("the checksum `{sha256}` has not at least {DIGITS} hexadecimal digits");
        }
        self.version = Some(sha256[..DIGITS].to_lowercase());
        Ok(self)
    }

    /// Gives the names of classes as `Utf8`, written out for each row, instead of as a dictionary.
    ///
    /// It is for engines and files that do not keep dictionaries: Ballista sends columns from
    /// machine to machine without them, and then misses the type that was planned.
    #[must_use]
    pub fn with_names_written_out(self) -> Self {
        Model { classes: self.classes.written_out(), ..self }
    }

    /// Registers all [functions](Self::functions) with a session. It may have others with the same
    /// names, which are replaced.
    ///
    /// # Errors
    /// If the session refuses them.
    pub fn register(&self, session: &SessionContext) -> Result<()> {
        self.register_with(&mut *session.state_ref().write())
    }

    /// Registers all functions with a session's state or a registry, to which they are added.
    ///
    /// (`SessionStateBuilder::with_scalar_functions` would replace the engine's own functions.)
    ///
    /// # Errors
    /// If the registry refuses them.
    pub fn register_with(&self, registry: &mut dyn FunctionRegistry) -> Result<()> {
        for function in self.functions() {
            registry.register_udf(function)?;
        }
        Ok(())
    }

    /// Returns all functions: `iris`, `iris_class`, `iris_name` if the classes have names,
    /// `iris_probabilities`, and `iris_skipped`.
    #[must_use]
    pub fn functions(&self) -> Vec<Arc<ScalarUDF>> {
        let is_offered = |answer: &Answer| *answer != Answer::Name || self.classes.have_names();
        let answers = Answer::EACH.into_iter().filter(is_offered);
        let functions = answers.map(|answer| self.named(&format!("{}{}", self.name, answer.suffix()), answer));
        let skipped = SkippedFunction::new(format!("{}_skipped", self.name), Arc::clone(&self.shared.counters));
        functions.chain([skipped.into()]).map(Arc::new).collect()
    }

    /// Returns one function under a name of its own.
    ///
    /// # Errors
    /// If names of classes are asked for, but the classes have none.
    pub fn function(&self, name: &str, answer: Answer) -> Result<ScalarUDF> {
        if answer == Answer::Name && !self.classes.have_names() {
            return plan_err!("{name}: the classes of the network have no names, only numbers");
        }
        Ok(self.named(&name.to_lowercase(), answer))
    }

    /// Returns the number of rows that had no answer since the model was made, in all sessions.
    #[must_use]
    pub fn skipped(&self) -> Skipped {
        self.shared.counters.read()
    }

    fn named(&self, name: &str, answer: Answer) -> ScalarUDF {
        let long = self.version.as_ref().map_or_else(|| name.to_owned(), |version| format!("{name}_{version}"));
        let (shared, classes) = (Arc::clone(&self.shared), self.classes.clone());
        ClassifierFunction::new(shared, classes, answer, [long, name.to_owned()]).into()
    }
}

impl<T> Clone for Model<T> {
    fn clone(&self) -> Self {
        let Model { name, version, classes, shared } = self;
        Model { name: name.clone(), version: version.clone(), classes: classes.clone(), shared: Arc::clone(shared) }
    }
}

impl<T> fmt::Debug for Model<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Model { name, version, .. } = self;
        f.debug_struct("Model").field("name", name).field("version", version).finish_non_exhaustive()
    }
}
