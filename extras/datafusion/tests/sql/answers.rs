//! Answers are those of the network, from files and from memory, in batches of any size.

use crate::common::{
    COLUMNS, Error, batch, classes, iris, irises, names, probability_bits, query, register, session, session_with,
};
use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::prelude::{CsvReadOptions, ParquetReadOptions, SessionConfig, SessionContext};
use embed_iris::{Iris, Species};
use netwright::prelude::*;
use netwright_datafusion::{Answer, Model};
use rand::SeedableRng as _;
use rand::rngs::StdRng;

const NAMES: [&str; 3] = ["Setosa", "Versicolor", "Virginica"];

fn species(iris: &[f32; 4]) -> u32 {
    match Iris::EMBEDDED.classify(iris) {
        Species::Setosa => 0,
        Species::Versicolor => 1,
        Species::Virginica => 2,
    }
}

fn bits(iris: &[f32; 4]) -> Vec<u32> {
    Iris::EMBEDDED.predict_proba(iris).iter().map(|probability| probability.to_bits()).collect()
}

#[tokio::test]
async fn answers_have_the_bits_of_the_network() -> Result<(), Error> {
    let rows = irises(5000);
    // Batches that are no multiples of a block, one of them without rows.
    let mut batches = Vec::new();
    let mut rest = &rows[..];
    for size in [1, 63, 64, 65, 0, 127, 2000, usize::MAX] {
        let (head, tail) = rest.split_at(size.min(rest.len()));
        batches.push(batch(head)?);
        rest = tail;
    }
    let session = session()?;
    register(&session, batches)?;
    let sql = "SELECT iris_class(a, b, c, d), iris_name(a, b, c, d), iris_probabilities(a, b, c, d), iris(a, b, c, d) FROM irises";
    let result = query(&session, sql).await?;
    assert_eq!(result.num_rows(), rows.len());
    let all = result.column(3).as_struct();
    for (class, name, probabilities) in
        [(result.column(0), result.column(1), result.column(2)), (all.column(0), all.column(1), all.column(2))]
    {
        let (class, name, probabilities) = (classes(class), names(name), probability_bits(probabilities));
        for (position, row) in rows.iter().enumerate() {
            assert_eq!(class[position], Some(species(row)), "row {position}");
            assert_eq!(name[position].as_deref(), Some(NAMES[species(row) as usize]), "row {position}");
            assert_eq!(probabilities[position], Some(bits(row)), "row {position}");
        }
    }
    assert!((0..3).all(|class| rows.iter().any(|row| species(row) == class)), "all species are among the rows");
    Ok(())
}

#[tokio::test]
async fn files_are_classified() -> Result<(), Error> {
    let folder = tempfile::tempdir()?;
    let rows = irises(10_000);
    let writer = session()?;
    register(&writer, vec![batch(&rows)?])?;
    let (parquet, csv) = (folder.path().join("irises.parquet"), folder.path().join("irises.csv"));
    let (parquet, csv) = (parquet.display().to_string(), csv.display().to_string());
    let options = || DataFrameWriteOptions::new().with_single_file_output(true);
    writer.table("irises").await?.write_parquet(&parquet, options(), None).await?;
    writer.table("irises").await?.write_csv(&csv, options(), None).await?;

    let mut expected = [0; 3];
    rows.iter().for_each(|row| expected[species(row) as usize] += 1);
    for format in ["parquet", "csv"] {
        let session = session_with(&iris(), 2, 1000)?;
        match format {
            "csv" => session.register_csv("irises", &csv, CsvReadOptions::new()).await?,
            _ => session.register_parquet("irises", &parquet, ParquetReadOptions::new()).await?,
        }
        let sql = "SELECT iris_name(a, b, c, d) AS species, count(*) FROM irises GROUP BY species ORDER BY species";
        let counts = query(&session, sql).await?;
        let names = names(counts.column(0)).into_iter().flatten().collect::<Vec<_>>();
        assert_eq!(names, NAMES, "{format}");
        assert_eq!(counts.column(1).as_primitive::<Int64Type>().values()[..], expected, "{format}");
    }
    Ok(())
}

/// A network of other sums for the rest of a batch that a kernel leaves: in blocks of 64, not of
/// 192, its last row would have other bits.
#[network(input = 64)]
struct Large {
    hidden: Linear<300>,
    relu: Relu,
    more: Linear<129>,
    sigmoid: Sigmoid,
    logits: Linear<10>,
}

#[tokio::test]
async fn answers_do_not_depend_on_batches() -> Result<(), Error> {
    let large = Model::new("large", Large::<f32>::init(&mut StdRng::seed_from_u64(1)));
    let column = |position: usize| format!("sin(value * {}) AS c{position}", position + 1);
    let columns = (0..64).map(column).collect::<Vec<_>>().join(", ");
    let names = (0..64).map(|position| format!("c{position}")).collect::<Vec<_>>().join(", ");
    let mut results = Vec::new();
    for (partitions, batch) in [(1, 8192), (1, 5), (2, 37), (3, 192)] {
        let config = SessionConfig::new().with_target_partitions(partitions).with_batch_size(batch);
        let session = SessionContext::new_with_config(config);
        large.register(&session)?;
        let sql = format!(
            "SELECT value, large_probabilities({names}) FROM (SELECT value, {columns} FROM generate_series(1, 400)) ORDER BY value"
        );
        results.push(probability_bits(query(&session, &sql).await?.column(1)));
    }
    assert_eq!(results[0].len(), 400);
    assert!(results.iter().all(|result| *result == results[0]));
    assert_eq!(large.skipped().total(), 0);
    Ok(())
}

#[tokio::test]
async fn tables_without_rows_have_no_answers() -> Result<(), Error> {
    let session = session()?;
    register(&session, vec![batch(&[])?])?;
    let columns = COLUMNS.join(", ");
    let sql = format!("SELECT iris_class({columns}), iris_name({columns}), iris({columns}) FROM irises");
    assert_eq!(query(&session, &sql).await?.num_rows(), 0);
    Ok(())
}

#[tokio::test]
async fn classes_without_names_are_numbers() -> Result<(), Error> {
    #[network(input = 2)]
    struct Larger(Flatten);

    let larger = Model::new("Larger", Larger::<f32>::zeros());
    let session = SessionContext::new();
    larger.register(&session)?;
    let result = query(&session, "SELECT larger_class(1.0, 2.0), larger(3, 2), Larger_Class(9, 1)").await?;
    assert_eq!((classes(result.column(0)), classes(result.column(2))), (vec![Some(1)], vec![Some(0)]));
    let DataType::Struct(fields) = result.column(1).data_type() else { return Err("no struct".into()) };
    assert_eq!(fields.iter().map(|field| field.name().as_str()).collect::<Vec<_>>(), ["class", "probabilities"]);
    assert!(session.sql("SELECT larger_name(1.0, 2.0)").await.is_err());
    let error = larger.function("name_of", Answer::Name).expect_err("the classes have no names");
    assert!(error.to_string().contains("have no names"), "{error}");
    Ok(())
}

#[tokio::test]
async fn names_are_written_out_if_so_told() -> Result<(), Error> {
    let session = session_with(&iris().with_names_written_out(), 2, 8192)?;
    let rows = [[5.1, 3.5, 1.4, 0.2], [6.5, 3.0, 5.8, 2.2], [f32::NAN; 4]];
    register(&session, vec![batch(&rows)?])?;
    let result = query(&session, "SELECT iris_name(a, b, c, d), iris(a, b, c, d) FROM irises").await?;
    for names in [result.column(0), result.column(1).as_struct().column(1)] {
        let names = names.as_string::<i32>().iter().collect::<Vec<_>>();
        assert_eq!(names, [Some("Setosa"), Some("Virginica"), None]);
    }
    Ok(())
}

#[tokio::test]
async fn networks_in_double_precision_give_it() -> Result<(), Error> {
    #[network(input = 3)]
    struct Precise(Softmax);

    let precise = Model::new("precise", Precise::<f64>::zeros());
    let session = SessionContext::new();
    session.register_udf(precise.function("chances", Answer::Probabilities)?);
    let result = query(&session, "SELECT chances(0, 1, 2)").await?;
    assert_eq!(*result.column(0).data_type(), DataType::new_fixed_size_list(DataType::Float64, 3, true));
    let sum: f64 = result
        .column(0)
        .as_fixed_size_list()
        .values()
        .as_primitive::<datafusion::arrow::datatypes::Float64Type>()
        .values()
        .iter()
        .sum();
    assert!((sum - 1.0).abs() < 1e-12);
    Ok(())
}
