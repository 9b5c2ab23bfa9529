//! Arguments of all numeric types are taken, and others are refused when a query is planned.

use crate::common::{Error, classes, iris, query, refusal, session};
use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::{TypeSignature, Volatility};

#[tokio::test]
async fn numbers_of_all_types_are_taken() -> Result<(), Error> {
    let session = session()?;
    let types = [
        "Int8",
        "Int16",
        "Int32",
        "Int64",
        "UInt8",
        "UInt16",
        "UInt32",
        "UInt64",
        "Float16",
        "Float32",
        "Float64",
        "Decimal32(5, 1)",
        "Decimal64(9, 2)",
        "Decimal128(10, 3)",
        "Decimal256(40, 3)",
        "Dictionary(Int32, Float64)",
    ];
    for given in types {
        let cast = |number: u8| format!("arrow_cast(column{}, '{given}')", number + 1);
        let arguments = (0..4).map(cast).collect::<Vec<_>>().join(", ");
        let table = "(VALUES (5, 3, 1, 0), (6, 3, 6, 2))";
        let result = query(&session, &format!("SELECT iris_class({arguments}) FROM {table}")).await?;
        assert_eq!(classes(result.column(0)), [Some(0), Some(2)], "{given}");
    }
    // Columns of several types in one call, and a column that is NULL everywhere.
    let mixed = "SELECT iris_class(6::int, 3.0, 5.8::real, 2.2::decimal(3, 1)), iris_class(6, 3, NULL, 2)";
    let result = query(&session, mixed).await?;
    assert_eq!((classes(result.column(0)), classes(result.column(1))), (vec![Some(2)], vec![None]));
    Ok(())
}

#[tokio::test]
async fn lists_of_all_kinds_are_taken() -> Result<(), Error> {
    let session = session()?;
    let kinds = [
        "List(Float64)",
        "List(Int16)",
        "List(Float32)",
        "LargeList(Float32)",
        "LargeList(Decimal128(10, 2))",
        "FixedSizeList(4 x Float32)",
        "FixedSizeList(4 x Float64)",
        "FixedSizeList(4 x Int64)",
    ];
    for kind in kinds {
        let sql = format!(
            "SELECT iris_class(arrow_cast(sample, '{kind}')) FROM (VALUES ([6, 3, 6, 2]), (NULL), ([5, 3, 1, 0])) AS t(sample)"
        );
        assert_eq!(classes(query(&session, &sql).await?.column(0)), [Some(2), None, Some(0)], "{kind}");
    }
    // A part of an array, of which the numbers do not begin at its first one.
    for kind in ["List(Float32)", "FixedSizeList(4 x Float32)", "LargeList(Float32)"] {
        let sql = format!(
            "SELECT iris_class(arrow_cast(sample, '{kind}')) FROM (VALUES ([5, 3, 1, 0]), ([6, 3, 6, 2])) AS t(sample) OFFSET 1"
        );
        assert_eq!(classes(query(&session, &sql).await?.column(0)), [Some(2)], "{kind}");
    }
    let result = query(&session, "SELECT iris_class(NULL)").await?;
    assert_eq!(classes(result.column(0)), [None]);
    Ok(())
}

#[tokio::test]
async fn other_arguments_are_refused_in_words() -> Result<(), Error> {
    let session = session()?;
    let cases = [
        ("iris()", "4 numbers, or one list of 4 numbers, are needed, but there are no arguments"),
        ("iris(1, 2, 3)", "4 numbers, or one list of 4 numbers, are needed, but there are 3 arguments"),
        ("iris_class(1, 2, 3, 4, 5)", "are needed, but there are 5 arguments"),
        ("iris_name(1)", "are needed, but the only argument is Int64"),
        ("iris(1, 2, 'three', 4)", "argument 3 is Utf8, but a number is needed; CAST"),
        ("iris(1, true, 3, 4)", "argument 2 is Boolean, but a number is needed"),
        ("iris(1, 2, 3, DATE '2020-01-01')", "argument 4 is Date32, but a number is needed"),
        ("iris(1, 2, 3, [4])", "argument 4 is List(Int64), but a number is needed"),
        ("iris(['a', 'b', 'c', 'd'])", "the element of the list is Utf8, but a number is needed"),
        (
            "iris(arrow_cast([1, 2, 3], 'FixedSizeList(3 x Float32)'))",
            "a list of 4 numbers is needed, but the argument is a list of 3",
        ),
        ("iris_skipped(1)", "iris_skipped"),
    ];
    for (call, words) in cases {
        let message = refusal(&session, &format!("SELECT {call}")).await;
        assert!(message.contains(words), "{call}: {message}");
    }
    Ok(())
}

#[test]
fn functions_are_immutable() {
    let functions = iris().functions();
    let names = functions.iter().map(|function| function.name()).collect::<Vec<_>>();
    assert_eq!(names, ["iris", "iris_class", "iris_name", "iris_probabilities", "iris_skipped"]);
    let (skipped, answers) = functions.split_last().expect("there are functions");
    assert!(answers.iter().all(|function| function.signature().volatility == Volatility::Immutable));
    assert!(answers.iter().all(|function| function.is_strict()));
    assert_eq!(skipped.signature().volatility, Volatility::Volatile);
    assert_eq!(skipped.signature().type_signature, TypeSignature::Nullary);
    assert_eq!(functions[1].return_type(&[]).ok(), Some(DataType::UInt32));
}
