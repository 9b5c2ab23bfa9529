//! Plans show the functions, fold constants, and hold the checksum of the weights.

use crate::common::{Error, batch, classes, iris, irises, query, register, session, session_with};
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::prelude::SessionContext;
use embed_iris::Iris;
use netwright_datafusion::{Answer, Model};

async fn plan(session: &SessionContext, sql: &str) -> Result<String, Error> {
    Ok(pretty_format_batches(&[query(session, &format!("EXPLAIN FORMAT INDENT {sql}")).await?])?.to_string())
}

#[tokio::test]
async fn plans_show_the_function() -> Result<(), Error> {
    let session = session()?;
    register(&session, vec![batch(&irises(10))?])?;
    let plan = plan(&session, "SELECT iris_name(a, b, c, d), count(*) FROM irises GROUP BY 1").await?;
    assert!(plan.matches("iris_name(").count() >= 2, "{plan}");
    Ok(())
}

#[tokio::test]
async fn constants_are_answered_by_the_planner() -> Result<(), Error> {
    let iris = iris();
    let session = session_with(&iris, 1, 8192)?;
    register(&session, vec![batch(&irises(10))?])?;
    let plan = plan(&session, "SELECT iris_class(5.1, 3.5, 1.4, 0.2) + 7 AS species FROM irises").await?;
    assert!(plan.contains("expr=[7 as species]"), "{plan}");
    // Counted once, not ten times.
    query(&session, "SELECT iris_class(5.1, NULL, 1.4, 0.2) FROM irises").await?;
    assert!((1..10).contains(&iris.skipped().null), "{:?}", iris.skipped());
    Ok(())
}

#[tokio::test]
async fn plans_hold_the_checksum_of_the_weights() -> Result<(), Error> {
    let iris = Model::new("iris", Iris::EMBEDDED).with_weights(Iris::WEIGHTS_SHA256)?;
    let session = session_with(&iris, 1, 8192)?;
    let rows = irises(10);
    register(&session, vec![batch(&rows)?])?;
    let long = format!("iris_class_{}", &Iris::WEIGHTS_SHA256[..16]);
    for name in ["iris_class", &long] {
        let sql = format!("SELECT {name}(a, b, c, d) FROM irises");
        let plan = plan(&session, &sql).await?;
        assert!(plan.contains(&format!("{long}(")) && !plan.contains("expr=[iris_class("), "{plan}");
        let result = query(&session, &sql).await?;
        assert_eq!(classes(result.column(0)).len(), rows.len());
        assert!(result.schema().field(0).name().starts_with("iris_class("), "{:?}", result.schema());
    }
    // A function under a name of its own, too.
    let function = iris.function("Species", Answer::Name)?;
    assert_eq!(
        (function.name(), function.aliases()),
        (&*format!("species_{}", &Iris::WEIGHTS_SHA256[..16]), &["species".to_owned()][..])
    );
    Ok(())
}

#[test]
fn checksums_are_checked() {
    for wrong in ["", "0123456789abcde", "0123456789abcdeg", "0123456789abcdeé"] {
        assert!(iris().with_weights(wrong).is_err(), "{wrong}");
    }
    assert!(iris().with_weights("0123456789ABCDEF00").is_ok());
}

#[tokio::test]
async fn the_functions_of_the_engine_remain() -> Result<(), Error> {
    let session = session()?;
    assert_eq!(query(&session, "SELECT abs(-1), iris_class(5.1, 3.5, 1.4, 0.2)").await?.num_rows(), 1);
    Ok(())
}
