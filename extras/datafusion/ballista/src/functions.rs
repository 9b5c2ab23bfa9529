//! The functions that scheduler, executors and clients have in common.

use ballista_core::registry::BallistaFunctionRegistry;
use datafusion::error::Result;
use datafusion::execution::FunctionRegistry;
use datafusion::execution::session_state::{SessionState, SessionStateBuilder};
use datafusion::functions_nested::all_default_nested_functions;
use datafusion::logical_expr::ScalarUDF;
use datafusion::prelude::SessionConfig;
use std::sync::Arc;

/// Functions that are added to those of the engine.
#[derive(Clone, Debug, Default)]
pub struct Functions(Vec<Arc<ScalarUDF>>);

impl Functions {
    /// Takes functions, for example [those of a model](netwright_datafusion::Model::functions).
    #[must_use]
    pub fn new(functions: Vec<Arc<ScalarUDF>>) -> Self {
        Functions(functions)
    }

    /// Returns the state of a session that has the functions.
    ///
    /// They are registered with a state that is built: the builder would replace the functions of
    /// the engine.
    pub(crate) fn state(&self, config: SessionConfig) -> Result<SessionState> {
        let mut state = SessionStateBuilder::new().with_config(config).with_default_features().build();
        self.register(&mut state)?;
        Ok(state)
    }

    /// Registers the functions with a session's state.
    pub(crate) fn register(&self, state: &mut SessionState) -> Result<()> {
        for function in &self.0 {
            state.register_udf(Arc::clone(function))?;
        }
        Ok(())
    }

    /// Returns the functions, and those of the engine, by their names in plans, from which second
    /// names are gone.
    ///
    /// Ballista's own registry lacks the functions of lists, with which probabilities are read.
    pub(crate) fn registry(&self) -> BallistaFunctionRegistry {
        let mut registry = BallistaFunctionRegistry::default();
        let functions = all_default_nested_functions().into_iter().chain(self.0.iter().cloned());
        registry.scalar_functions.extend(functions.map(|function| (function.name().to_owned(), function)));
        registry
    }
}

#[cfg(test)]
mod tests {
    use crate::iris;
    use datafusion::execution::FunctionRegistry;
    use datafusion::prelude::SessionConfig;
    use embed_iris::Iris;

    #[test]
    fn executors_have_the_names_with_a_checksum_alone() -> datafusion::error::Result<()> {
        let registry = iris()?.registry();
        assert!(registry.udf(&format!("iris_name_{}", &Iris::WEIGHTS_SHA256[..16])).is_ok());
        assert!(registry.udf("iris_name").is_err());
        for name in ["abs", "array_element"] {
            assert!(registry.udf(name).is_ok(), "the functions of the engine remain: {name}");
        }
        Ok(())
    }

    #[test]
    fn sessions_have_both_names() -> datafusion::error::Result<()> {
        let state = iris()?.state(SessionConfig::new())?;
        for name in [&*format!("iris_name_{}", &Iris::WEIGHTS_SHA256[..16]), "iris_name", "abs"] {
            assert!(state.udf(name).is_ok(), "{name}");
        }
        Ok(())
    }
}
