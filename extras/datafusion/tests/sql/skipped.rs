//! Rows without an answer give NULL, and are counted.

use crate::common::{Error, classes, iris, names, probability_bits, query, session_with};
use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::datatypes::UInt64Type;
use datafusion::prelude::SessionContext;
use netwright::prelude::*;
use netwright_datafusion::{Model, Skipped};

#[tokio::test]
async fn null_and_numbers_that_are_not_finite_have_no_answer() -> Result<(), Error> {
    let iris = iris();
    let session = session_with(&iris, 1, 8192)?;
    let table = "(VALUES
        (1, 5.1, 3.5, 1.4, 0.2), (2, NULL, 3.0, 5.8, 2.2), (3, 5.7, 'NaN'::double, 4.1, 1.3),
        (4, 5.7, 2.8, 'Infinity'::double, 1.3), (5, 5.7, 2.8, 4.1, '-Infinity'::double),
        (6, 'NaN'::double, NULL, 1.0, 1.0), (7, 1e300, 2.8, 4.1, 1.3), (8, 6.5, 3.0, 5.8, 2.2)
        ) AS t(id, a, b, c, d)";
    let result = query(&session, &format!("SELECT iris_class(a, b, c, d) FROM {table} ORDER BY id")).await?;
    let expected = [Some(0), None, None, None, None, None, None, Some(2)];
    assert_eq!(classes(result.column(0)), expected);
    // Row 6 has both flaws, and row 7 exceeds the range of 32 bits.
    assert_eq!(iris.skipped(), Skipped { null: 2, non_finite: 4, ..Skipped::default() });
    assert_eq!(iris.skipped().total(), 6);

    let others = "iris_name(a, b, c, d), iris_probabilities(a, b, c, d), iris(a, b, c, d)";
    let result = query(&session, &format!("SELECT {others} FROM {table} ORDER BY id")).await?;
    let is_null = |column: &dyn Array| (0..8).map(|row| column.is_null(row)).collect::<Vec<_>>();
    let nulls = expected.map(|class| class.is_none());
    assert_eq!(names(result.column(0)).iter().map(Option::is_none).collect::<Vec<_>>(), nulls);
    assert_eq!(probability_bits(result.column(1)).iter().map(Option::is_none).collect::<Vec<_>>(), nulls);
    assert_eq!(is_null(result.column(2)), nulls);
    assert!(result.column(2).as_struct().columns().iter().all(|field| is_null(field) == nulls));
    assert_eq!(iris.skipped(), Skipped { null: 8, non_finite: 16, ..Skipped::default() });

    let count = format!("SELECT count(*) FILTER (WHERE iris_class(a, b, c, d) IS NULL) AS n FROM {table}");
    let counted = query(&session, &count).await?;
    assert_eq!(counted.column(0).as_primitive::<datafusion::arrow::datatypes::Int64Type>().values()[..], [6]);
    Ok(())
}

#[tokio::test]
async fn counts_can_be_queried() -> Result<(), Error> {
    let session = session_with(&iris(), 1, 8192)?;
    let table = "(VALUES (5.1, NULL), (1.0, 2.0)) AS t(a, b)";
    query(&session, &format!("SELECT iris(a, b, a, b) FROM {table}")).await?;
    let counts = query(&session, "SELECT iris_skipped()['null'], iris_skipped()['non_finite']").await?;
    assert_eq!(counts.column(0).as_primitive::<UInt64Type>().values()[..], [1]);
    assert_eq!(counts.column(1).as_primitive::<UInt64Type>().values()[..], [0]);
    Ok(())
}

#[tokio::test]
async fn lists_of_a_wrong_length_have_no_answer() -> Result<(), Error> {
    let iris = iris();
    let session = session_with(&iris, 1, 8192)?;
    let table = "(VALUES (1, [5.1, 3.5, 1.4, 0.2]), (2, [1.0, 2.0, 3.0]), (3, NULL), (4, [1.0, NULL, 3.0, 4.0]),
        (5, [1.0, NULL, 3.0, 4.0, 5.0]), (6, []), (7, [6.5, 3.0, 5.8, 2.2]), (8, ['NaN'::double, 1.0, 1.0, 1.0])
        ) AS t(id, sample)";
    for list in ["sample", "arrow_cast(sample, 'LargeList(Float64)')"] {
        let before = iris.skipped();
        let result = query(&session, &format!("SELECT iris_class({list}) FROM {table} ORDER BY id")).await?;
        let expected = [Some(0), None, None, None, None, None, Some(2), None];
        assert_eq!(classes(result.column(0)), expected, "{list}");
        let skipped = iris.skipped();
        let new = (skipped.null - before.null, skipped.length - before.length, skipped.non_finite - before.non_finite);
        assert_eq!(new, (3, 2, 1), "{list}");
    }
    Ok(())
}

#[tokio::test]
async fn networks_without_an_answer_have_none() -> Result<(), Error> {
    #[network(input = 2)]
    struct Overflowing(Linear<2>);

    let mut network = Overflowing::<f32>::zeros();
    network.as_mut_slice().fill(f32::MAX);
    let model = Model::new("large", network);
    let session = SessionContext::new();
    model.register(&session)?;
    let result =
        query(&session, "SELECT large_class(a, b) FROM (VALUES (1e30, 1e30), (-1.0, -1.0)) AS t(a, b)").await?;
    assert_eq!(classes(result.column(0)), [None, Some(0)]);
    assert_eq!(model.skipped(), Skipped { undecided: 1, ..Skipped::default() });
    Ok(())
}
