//! Sessions with the classifier of irises, and irises that are made up.

use datafusion::arrow::array::{ArrayRef, AsArray, Float32Array, RecordBatch};
use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::datatypes::{Float32Type, Int32Type, UInt32Type};
use datafusion::datasource::MemTable;
use datafusion::prelude::{SessionConfig, SessionContext};
use embed_iris::Iris;
use netwright_datafusion::Model;
use std::sync::Arc;

pub(crate) type Error = Box<dyn std::error::Error>;

pub(crate) const COLUMNS: [&str; 4] = ["a", "b", "c", "d"];

pub(crate) fn iris() -> Model<f32> {
    Model::new("iris", Iris::EMBEDDED)
}

/// Returns a session with the functions of a model, of some partitions and rows in a batch.
pub(crate) fn session_with(model: &Model<f32>, partitions: usize, batch: usize) -> Result<SessionContext, Error> {
    let config = SessionConfig::new().with_target_partitions(partitions).with_batch_size(batch);
    let session = SessionContext::new_with_config(config);
    model.register(&session)?;
    Ok(session)
}

/// Returns a session of two partitions with the classifier of irises.
pub(crate) fn session() -> Result<SessionContext, Error> {
    session_with(&iris(), 2, 8192)
}

/// Returns irises of all species, made of their numbers: no two of the first 9,000 are alike.
pub(crate) fn irises(count: usize) -> Vec<[f32; 4]> {
    let scaled = |row: usize, prime: usize, range: usize| (row * prime % range) as f32 / 100.0;
    let iris = |row| {
        let (a, b) = (4.3 + scaled(row, 7919, 361), 2.0 + scaled(row, 6271, 241));
        [a, b, 1.0 + scaled(row, 4099, 591), 0.1 + scaled(row, 2203, 241)]
    };
    (0..count).map(iris).collect()
}

/// Returns rows as a batch of four columns.
pub(crate) fn batch(rows: &[[f32; 4]]) -> Result<RecordBatch, Error> {
    let column = |position: usize| Arc::new(rows.iter().map(|row| row[position]).collect::<Float32Array>()) as ArrayRef;
    Ok(RecordBatch::try_from_iter((0..4).map(|position| (COLUMNS[position], column(position))))?)
}

/// Registers batches as the table `irises`, each of them as it is.
pub(crate) fn register(session: &SessionContext, batches: Vec<RecordBatch>) -> Result<(), Error> {
    let schema = batches.first().ok_or("a table has a batch")?.schema();
    session.register_table("irises", Arc::new(MemTable::try_new(schema, vec![batches])?))?;
    Ok(())
}

/// Returns the result of a query as one batch.
pub(crate) async fn query(session: &SessionContext, sql: &str) -> Result<RecordBatch, Error> {
    let table = session.sql(sql).await?;
    let schema = Arc::clone(table.schema().inner());
    Ok(concat_batches(&schema, &table.collect().await?)?)
}

/// Returns the message with which a query is refused before it runs.
pub(crate) async fn refusal(session: &SessionContext, sql: &str) -> String {
    match session.sql(sql).await {
        Ok(_) => panic!("{sql} is planned"),
        Err(error) => error.strip_backtrace(),
    }
}

/// Returns the classes of a column; `None` for null.
pub(crate) fn classes(column: &ArrayRef) -> Vec<Option<u32>> {
    column.as_primitive::<UInt32Type>().iter().collect()
}

/// Returns the names of a column; `None` for null.
pub(crate) fn names(column: &ArrayRef) -> Vec<Option<String>> {
    let column = column.as_dictionary::<Int32Type>();
    let names = column.values().as_string::<i32>();
    column.keys().iter().map(|key| key.map(|key| names.value(key as usize).to_owned())).collect()
}

/// Returns the bits of the probabilities of a column; `None` for null.
pub(crate) fn probability_bits(column: &ArrayRef) -> Vec<Option<Vec<u32>>> {
    let lists = column.as_fixed_size_list().iter();
    let bits = |list: ArrayRef| list.as_primitive::<Float32Type>().values().iter().map(|p| p.to_bits()).collect();
    lists.map(|list| list.map(bits)).collect()
}
