//! CSV files: their forms, their columns, and each way in which they are broken.

use netwright::data::{Csv, Dataset, Label, Table};
use netwright::prelude::Class;

#[derive(Class, Clone, Copy, Debug, PartialEq)]
enum Species {
    #[class(name = "setosa")]
    Setosa,
    #[class(name = "versicolor")]
    Versicolor,
}

fn read(csv: Csv, file: &str) -> Table {
    csv.read_from("a.csv", file.as_bytes()).unwrap()
}

const IRISES: &str = "length,width,species\n5.1,3.5,setosa\n7,3.2,versicolor\n";

#[test]
fn the_class_of_a_row_is_a_column_by_name() {
    let data: Dataset<'_, f64, 2, Species> = read(Csv::new(), IRISES).classes("species").unwrap();
    assert_eq!(data.samples(), [[5.1, 3.5], [7.0, 3.2]]);
    assert_eq!(data.targets(), [Species::Setosa, Species::Versicolor]);
    // The column may be anywhere, and numbers of classes are classes too.
    let file = "species,length\n1,5.1\n 0 ,-7e-1\nsetosa,.5\n";
    let data: Dataset<'_, f32, 1, Species> = read(Csv::new(), file).classes("species").unwrap();
    assert_eq!(data.samples(), [[5.1], [-0.7], [0.5]]);
    assert_eq!(data.targets(), [Species::Versicolor, Species::Setosa, Species::Setosa]);
    let data: Dataset<'_, f32, 1, bool> = read(Csv::new(), "x,y\n1,true\n2,0\n").classes("y").unwrap();
    assert_eq!(data.targets(), [true, false]);
}

#[test]
fn forms_of_files_are_options() {
    let expected = [[1234.5, -2.0], [0.25, 3e-2]];
    for (csv, file) in [
        (Csv::new(), "a,b\n1234.5,-2\n0.25,3e-2\n"),
        (Csv::new(), "\u{feff}a,b\r\n1234.5,-2\r\n\r\n0.25,3e-2"),
        (Csv::new(), "a,b\n\" 1234.5\",\"-2\"\n 0.25 ,\t3e-2\n"),
        (Csv::new(), "\u{feff}\"a\",b\n1234.5,-2\n0.25,+.03\n"),
        (Csv::new(), "a,b\r1234.5,-2.\r0.25,3E-2\r"),
        (Csv::new().delimiter(b';'), "\u{feff}a;b\r\n1234.5;-2\r\n0.25;3e-2\r\n"),
        (Csv::new().decimal_comma(), "a,b\n\"1234,5\",-2\n\"0,25\",\"3e-2\"\n"),
        (Csv::new().delimiter(b';').decimal_comma(), "a;b\n1234,5;-2\n0,25;3e-2\n"),
        (Csv::new().delimiter(b'\t'), "a\tb\n1234.5\t-2\n0.25\t3e-2\n"),
        (Csv::new().comment(b'#'), "# About, it\na,b\n1234.5,-2\n#1,2,3\n0.25,3e-2\n"),
        (Csv::new().quote(b'\''), "a,b\n'1234.5',-2\n0.25,3e-2\n"),
        (Csv::new().no_header(), "1234.5,-2\n0.25,3e-2\n"),
    ] {
        assert_eq!(read(csv, file).samples::<f64, 2>().unwrap(), expected, "{file:?}");
    }
    let quoted = read(Csv::new(), "text,\"x, in \"\"cm\"\"\"\n\"one\ntwo\",3\n");
    assert_eq!(quoted.columns(), ["text", "x, in \"cm\""]);
    assert_eq!(quoted.cell(0, "text").unwrap(), "one\ntwo");
    assert_eq!(quoted.without(&["text"]).unwrap().samples::<f32, 1>().unwrap(), [[3.0]]);
}

/// A file of the form that scikit-learn's are in.
const SCIKIT_LEARN: &str = "3,2,setosa,versicolor\n5.1,3.5,0\n7.0,3.2,1\n4.9,3.0,0\n";

#[test]
fn lines_are_skipped_and_columns_named() {
    let csv = Csv::new().skip_lines(1).column_names(["length", "width", "species"]);
    let table = read(csv, SCIKIT_LEARN);
    assert_eq!((table.columns(), table.len()), (&["length", "width", "species"].map(String::from)[..], 3));
    let data: Dataset<'_, f32, 2, Species> = table.classes("species").unwrap();
    assert_eq!(data.samples()[2], [4.9, 3.0]);
    assert_eq!(data.targets(), [Species::Setosa, Species::Versicolor, Species::Setosa]);
    let numbered = read(Csv::new().skip_lines(1).no_header(), SCIKIT_LEARN);
    assert_eq!((numbered.columns(), numbered.cell(1, "0").unwrap()), (&["0", "1", "2"].map(String::from)[..], "7.0"));
    // Lines of any form are skipped, and a line of names may follow.
    for before in ["\u{feff}\"\n", "\n", "\r\n", "# a,b,c,d\n"] {
        let table = read(Csv::new().skip_lines(1), &format!("{before}{IRISES}"));
        assert_eq!((table.columns(), table.len()), (&["length", "width", "species"].map(String::from)[..], 2));
    }
    let two = read(Csv::new().skip_lines(2), &format!("one\ntwo\n{IRISES}"));
    assert_eq!(two, read(Csv::new().skip_lines(1), &format!("\n\n{IRISES}")));
}

#[test]
fn lines_that_are_skipped_count_in_messages() {
    let error = |csv: Csv, file: &str| match csv.read_from("a.csv", file.as_bytes()) {
        Ok(table) => table.samples::<f64, 2>().unwrap_err().to_string(),
        Err(error) => error.to_string(),
    };
    let named = || Csv::new().skip_lines(2).column_names(["a", "b"]);
    assert_eq!(
        error(named(), "x\ny\n1,2\n\n3,?\n"),
        "a.csv: row 1 (line 5), column `b`: expected a number, but found `?`"
    );
    assert_eq!(
        error(named(), "x\ny\n1,2,3\n"),
        "a.csv: row 0 (line 3): expected 2 cells, one for each name of a column, but found 3"
    );
    assert_eq!(
        error(named(), "x\ny\n"),
        "a.csv: there is nothing after the lines that are skipped (2), but expected are rows"
    );
    assert_eq!(
        error(named(), "x"),
        "a.csv: there is nothing after the lines that are skipped (2), but expected are rows"
    );
    assert_eq!(
        error(Csv::new().skip_lines(3), "x\ny\n"),
        "a.csv: there is nothing after the lines that are skipped (3), but expected are a line of names and rows"
    );
}

#[test]
fn columns_are_chosen_and_left_out_by_name() {
    let table = read(Csv::new(), "id,a,b,c,y,z\nx,1,2,3,4,5\n");
    let chosen = table.clone().only(&["c", "a"]).unwrap();
    assert_eq!(chosen.features(), ["c", "a"]);
    let data: Dataset<'_, f64, 2, [f64; 2]> = chosen.numbers(["z", "y"]).unwrap();
    assert_eq!((data.samples(), data.targets()), (&[[3.0, 1.0]][..], &[[5.0, 4.0]][..]));
    let rest = table.without(&["id", "b"]).unwrap();
    assert_eq!(rest.features(), ["a", "c", "y", "z"]);
    let data: Dataset<'_, f64, 3, [f64; 1]> = rest.numbers(["c"]).unwrap();
    assert_eq!((data.samples(), data.targets()), (&[[1.0, 4.0, 5.0]][..], &[[3.0]][..]));
    // Columns without names have numbers.
    let table = read(Csv::new().no_header(), "1,2,a\n3,4,b\n");
    let data: Dataset<'_, f64, 2, Label<2>> = table.labels("2", &["a", "b"]).unwrap();
    assert_eq!((data.samples(), data.targets()[1].index()), (&[[1.0, 2.0], [3.0, 4.0]][..], 1));
}

#[test]
fn classes_are_discovered() {
    let names = |cells: &str| read(Csv::new(), &format!("y\n{cells}\n")).class_names("y").unwrap();
    assert_eq!(names("b\na\nc\nB\na"), ["B", "a", "b", "c"]);
    assert_eq!(names("10\n9\n-1\n9"), ["-1", "9", "10"]);
    assert_eq!(names("10\n9\nx"), ["10", "9", "x"]);
    let table = read(Csv::new(), "x,y\n1,10\n2,9\n3,10\n");
    let data: Dataset<'_, f32, 1, Label<2>> = table.labels("y", &table.class_names("y").unwrap()).unwrap();
    assert_eq!(data.targets().iter().map(|label| label.index()).collect::<Vec<_>>(), [1, 0, 1]);
    // An enum may have other names than a file.
    let data: Dataset<'_, f32, 1, Species> = table.labels("y", &["10", "9"]).unwrap();
    assert_eq!(data.targets()[1], Species::Versicolor);
}

#[derive(Class, Clone, Copy, Debug, PartialEq)]
enum Grade {
    #[class(name = "1")]
    Good,
    #[class(name = "0")]
    Bad,
}

#[test]
fn names_that_are_numbers_are_names() {
    let data: Dataset<'_, f32, 1, Grade> = read(Csv::new(), "x,y\n5,1\n6,0\n").classes("y").unwrap();
    assert_eq!(data.targets(), [Grade::Good, Grade::Bad]);
}

/// The message about the first mistake in a file whose columns are `a`, `b` and the class
/// `species`.
fn message(csv: Csv, file: &str) -> String {
    let table = csv.read_from("a.csv", file.as_bytes());
    let data = table.and_then(|table| table.classes::<f32, 2, Species>("species"));
    data.map(|data| data.len()).unwrap_err().to_string()
}

#[test]
fn broken_files_are_refused_with_row_and_column_and_what_was_expected_and_found() {
    for (rows, expected) in [
        ("1,2,setosa\n3,,setosa", "row 1 (line 3), column `b`: expected a number, but found an empty cell"),
        ("1,2,setosa\n\n3,  ,setosa", "row 1 (line 4), column `b`: expected a number, but found an empty cell"),
        ("\"1\n\",2,setosa\nx,2,setosa", "row 1 (line 4), column `a`: expected a number, but found `x`"),
        ("abc,2,setosa", "row 0 (line 2), column `a`: expected a number, but found `abc`"),
        ("NA,2,setosa", "row 0 (line 2), column `a`: expected a number, but found `NA`"),
        ("\"1,5\",2,setosa", "row 0 (line 2), column `a`: expected a number, but found `1,5`"),
        ("1 000,2,setosa", "row 0 (line 2), column `a`: expected a number, but found `1 000`"),
        ("0x1f,2,setosa", "row 0 (line 2), column `a`: expected a number, but found `0x1f`"),
        ("1,NaN,setosa", "row 0 (line 2), column `b`: expected a finite number of type f32, but found `NaN`"),
        ("1,-inf,setosa", "row 0 (line 2), column `b`: expected a finite number of type f32, but found `-inf`"),
        ("1,1e400,setosa", "row 0 (line 2), column `b`: expected a finite number of type f32, but found `1e400`"),
        ("1,infinity,setosa", "row 0 (line 2), column `b`: expected a finite number of type f32, but found `infinity`"),
        ("1,1e39,setosa", "row 0 (line 2), column `b`: expected a finite number of type f32, but found `1e39`"),
        (
            "1,2,setosa\n3,4,virginica",
            "row 1 (line 3), column `species`: expected one of the classes `setosa`, `versicolor`, but found `virginica`",
        ),
        (
            "1,2,Setosa",
            "row 0 (line 2), column `species`: expected one of the classes `setosa`, `versicolor`, but found `Setosa`",
        ),
        (
            "1,2,2",
            "row 0 (line 2), column `species`: expected one of the classes `setosa`, `versicolor`, but found `2`",
        ),
        (
            "1,2,",
            "row 0 (line 2), column `species`: expected one of the classes `setosa`, `versicolor`, but found an empty cell",
        ),
        ("1,2,setosa\n3,4", "row 1 (line 3): expected 3 cells, as in the first line, but found 2"),
        ("1,2,setosa,5", "row 0 (line 2): expected 3 cells, as in the first line, but found 4"),
        ("1,\"2,setosa\n3,4,setosa\n", "row 0 (line 2): expected 3 cells, as in the first line, but found 2"),
    ] {
        assert_eq!(message(Csv::new(), &format!("a,b,species\n{rows}")), format!("a.csv: {expected}"));
    }
    let comma = Csv::new().delimiter(b';').decimal_comma();
    assert_eq!(
        message(comma.clone(), "a;b;species\n1,5;2.5;setosa"),
        "a.csv: row 0 (line 2), column `b`: expected a number with a decimal comma, but found `2.5`"
    );
    assert_eq!(
        message(comma, "a;b;species\n1,5,5;2;setosa"),
        "a.csv: row 0 (line 2), column `a`: expected a number with a decimal comma, but found `1,5,5`"
    );
    let table = read(Csv::new().no_header(), "1,2\n3,x\n");
    assert_eq!(
        table.samples::<f64, 2>().unwrap_err().to_string(),
        "a.csv: row 1 (line 2), column 1: expected a number, but found `x`"
    );
    assert_eq!(
        table.numbers::<f64, 1, 1>(["1"]).unwrap_err().to_string(),
        "a.csv: row 1 (line 2), column 1: expected a number, but found `x`"
    );
    // The header does not begin the file, and lines of other forms count too.
    let commented = Csv::new().comment(b'#');
    for file in [
        "# x\na,b,species\n#\n\n1,2,setosa\n# y\n3,?,setosa",
        "\r\na,b,species\r\n1,2,setosa\r\n\r\n# y\r\n\r\n3,?,setosa",
    ] {
        assert_eq!(
            message(commented.clone(), file),
            "a.csv: row 1 (line 7), column `b`: expected a number, but found `?`"
        );
    }
    let long = format!("a,b,species\n{},2,setosa", "é".repeat(1000));
    let shown = format!("expected a number, but found `{}..`", "é".repeat(60));
    assert_eq!(message(Csv::new(), &long), format!("a.csv: row 0 (line 2), column `a`: {shown}"));
    let latin = Csv::new().read_from("a.csv", &b"a,b\n1,caf\xe9\n"[..]).unwrap_err().to_string();
    assert_eq!(latin, "a.csv: row 0 (line 2), column `b`: expected text in UTF-8, but found `caf\u{fffd}`");
}

#[test]
fn files_that_do_not_fit_are_refused() {
    for (file, expected) in [
        ("", "it is empty, but expected are a line of names and rows"),
        ("\n\n", "it is empty, but expected are a line of names and rows"),
        ("a,b,species\n", "it has no rows, but at least one is needed"),
        ("a,b,c\n1,2,3", "it has no column `species`; its columns are `a`, `b`, `c`"),
        ("a,species,species\n1,2,3", "several of its columns are called `species`"),
        (
            "a,b,c,species\n1,2,3,setosa",
            "expected 2 columns of features, but found 3: `a`, `b`, `c`; choose some with `only` or `without`",
        ),
    ] {
        assert_eq!(message(Csv::new(), file), format!("a.csv: {expected}"));
    }
    assert_eq!(message(Csv::new().no_header(), ""), "a.csv: it is empty, but expected are rows");
    // As spreadsheets write them: in another encoding, and with a separator at the end of lines.
    for bytes in [&b"\xff\xfea\0,\0b\0\n\0"[..], b"\xfe\xff\0a\0,\0b\0\n"] {
        let wide = Csv::new().read_from("a.csv", bytes).unwrap_err().to_string();
        assert_eq!(wide, "a.csv: it is in UTF-16, but expected is text in UTF-8");
    }
    let trailing = read(Csv::new(), "a,b,\n1,2,\n3,4,\n");
    assert_eq!(
        trailing.samples::<f32, 3>().unwrap_err().to_string(),
        "a.csv: row 0 (line 2), column ``: expected a number, but found an empty cell"
    );
    assert_eq!(trailing.without(&[""]).unwrap().samples::<f32, 2>().unwrap(), [[1.0, 2.0], [3.0, 4.0]]);
    // Of columns with one name only those that are asked for by it are refused.
    assert_eq!(read(Csv::new(), "a,a,y\n1,2,3\n").numbers::<f32, 2, 1>(["y"]).unwrap().samples(), [[1.0, 2.0]]);
    let table = read(Csv::new(), IRISES);
    let message = |result: Result<Dataset<'_, f32, 2, Label<3>>, netwright::Error>| result.unwrap_err().to_string();
    assert_eq!(
        message(table.classes("species")),
        "a.csv: row 0 (line 2), column `species`: expected the number of a class from 0 to 2 (`labels` reads names), \
         but found `setosa`"
    );
    assert_eq!(
        message(table.labels("species", &table.class_names("species").unwrap())),
        "a.csv: expected 3 classes in column `species`, but found 2: `setosa`, `versicolor`"
    );
    assert_eq!(
        message(table.labels("species", &["setosa", "virginica", "other"])),
        "a.csv: row 1 (line 3), column `species`: expected one of the classes `setosa`, `virginica`, `other`, but found \
         `versicolor`"
    );
    let missing = read(Csv::new(), "x,y\n1,a\n2,\n").class_names("y").unwrap_err().to_string();
    assert_eq!(missing, "a.csv: row 1 (line 3), column `y`: expected the name of a class, but found an empty cell");
    for error in [table.clone().only(&["size"]), table.clone().without(&["size"])].map(Result::unwrap_err) {
        let expected = "a.csv: it has no column `size`; its columns are `length`, `width`, `species`";
        assert_eq!(error.to_string(), expected);
    }
    assert_eq!(table.cell(2, "width").unwrap_err().to_string(), "there is no sample 2: the samples are 0 to 1");
}

#[test]
fn files_are_found_by_their_paths() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("irises.csv");
    let name = path.display().to_string();
    assert!(Csv::new().read(&path).unwrap_err().to_string().starts_with(&name));
    std::fs::write(&path, IRISES).unwrap();
    assert_eq!(Csv::new().read(&path).unwrap().len(), 2);
    assert!(matches!(Csv::new().read(folder.path()), Err(netwright::Error::File { .. })));
}

#[cfg(feature = "gzip")]
#[test]
fn compressed_files_are_read() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/digits.csv.gz");
    let data: Dataset<'_, f32, 64, Label<10>> = Csv::new().no_header().read(path).unwrap().classes("64").unwrap();
    assert_eq!(data.len(), 1797);
    assert_eq!(netwright::data::class_counts(data.targets()).iter().min(), Some(&174));
}
