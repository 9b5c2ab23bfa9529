//! `Upsample<2>` and `Upsample<2, 3>`, of repeated elements, or with `Bilinear` or `Linear`.

use super::{Axis, Layer, Resampled, Resampling};
use crate::layers::arguments::options::Choice;
use crate::layers::arguments::{Reader, SizeName};
use crate::model::layer::{DeclaredLayer, Formulas, Given, Problem, TypeContext};
use crate::model::size::Size;
use core::ops::RangeInclusive;
use proc_macro2::TokenStream;
use quote::quote;

const FACTOR: SizeName = SizeName {
    what: "the factor by which it enlarges",
    short: "FACTOR",
    example: "2",
    means: "twice as many elements along each axis",
};
const COLUMNS: SizeName =
    SizeName { what: "that of the columns, if it is another one", short: "COLUMNS", example: "3", means: "columns" };

const MODES: [Choice; 3] = [mode("Nearest"), mode("Linear"), mode("Bilinear")];

const fn mode(name: &'static str) -> Choice {
    Choice { name, count: 0..=0, may_be_zero: false }
}

struct Upsample {
    /// The factor of all axes, or of rows.
    factor: Size,
    /// That of columns, where it is another one.
    columns: Option<Size>,
    mode: &'static str,
}

pub(crate) fn read(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let mode = reader.choice(&MODES)?.map_or("Nearest", |(mode, _)| mode);
    let factor = reader.size(&FACTOR)?.at_least_one();
    let columns = reader.optional_size(&COLUMNS, 0)?.map(|columns| columns.at_least_one());
    Ok(Box::new(Layer { name: reader.name(), rule: Upsample { factor, columns, mode } }))
}

impl Upsample {
    fn factor(&self, axis: Axis<'_>) -> &Size {
        self.columns.as_ref().filter(|_| axis.is_last()).unwrap_or(&self.factor)
    }
}

impl Resampling for Upsample {
    fn along(&self, axis: Axis<'_>, given: &Given<'_>) -> Result<Resampled, Problem> {
        match Size::product(&[axis.size.clone(), self.factor(axis).clone()]) {
            Ok(size) => Ok(Resampled { size, claims: Vec::new() }),
            Err(reason) => Err(Problem::incomputable(given, axis.elements(), &reason)),
        }
    }

    fn axis_type(&self, axis: Axis<'_>, output: &Size, context: &TypeContext<'_>) -> TokenStream {
        let path = context.library(if self.mode == "Nearest" { "Repeated" } else { "Interpolated" });
        let (input, output, factor) = (axis.size.argument(), output.argument(), self.factor(axis).argument());
        quote!(#path<#input, #output, #factor>)
    }

    fn ranks(&self) -> RangeInclusive<usize> {
        match (self.mode, &self.columns) {
            ("Linear", None) => 2..=2,
            ("Nearest", None) => 2..=3,
            _ => 3..=3,
        }
    }

    fn other_rank(&self, given: &Given<'_>) -> Option<Problem> {
        let (step, giver, input) = (given.step, &given.givers[0], &given.inputs[0]);
        let is_signal = input.rank() == 2;
        if is_signal && self.columns.is_some() {
            let what = format!("`{step}` has factors for rows and columns, but `{giver}` gives the signal {input}");
            return Some(Problem::new(what, format!("write `Upsample<{}>`", self.factor), &[0]));
        }
        let (has, wanted) = match (self.mode, is_signal) {
            ("Bilinear", true) => ("Bilinear", "Linear"),
            ("Linear", false) => ("Linear", "Bilinear"),
            _ => return None,
        };
        let kind = if is_signal { "signal" } else { "image" };
        let what = format!("`{step}` has the option `{has}`, but `{giver}` gives the {kind} {input}");
        Some(Problem::new(what, format!("write `{wanted}` for {kind}s"), &[0]))
    }

    fn formulas(&self) -> Formulas {
        if self.mode == "Nearest" {
            Formulas { forward: "y = each x, several times", backward: "dx = Σ dy of its copies" }
        } else {
            Formulas { forward: "y = M·x, on straight lines between elements", backward: "dx = Mᵀ·dy" }
        }
    }
}
