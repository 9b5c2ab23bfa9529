//! An executor whose network of irises has other weights than that of the cluster, as after an
//! update that has not reached all machines. Its name for the function is another one.

use ballista_core::error::Result;
use clap::Parser;
use embed_iris::Iris;
use netwright_ballista::{Functions, executor, log};
use netwright_datafusion::Model;

#[derive(Parser)]
enum Role {
    Executor(executor::Settings),
}

#[tokio::main]
async fn main() -> Result<()> {
    log::warnings_to_stderr();
    let Role::Executor(settings) = Role::parse();
    let model = Model::new("iris", Iris::<f32>::zeros()).with_weights(&"0".repeat(64))?;
    executor::run(Functions::new(model.functions()), &settings, || println!("executor is ready")).await
}
