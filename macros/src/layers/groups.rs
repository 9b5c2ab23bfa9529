//! The groups into which convolutions divide their channels: `Groups<2>`, `Depthwise`.

use super::arguments::{Choice, Reader};
use crate::model::assertion::Claim;
use crate::model::layer::{Given, Problem};
use crate::model::size::Size;
use proc_macro2::Span;

/// The groups into which channels are divided.
#[derive(Clone)]
pub(super) enum Groups {
    Number(Size),
    /// One for each channel.
    Depthwise,
}

impl Groups {
    /// Reads the options.
    pub(super) fn read(reader: &mut Reader<'_>) -> syn::Result<Self> {
        let choices = [
            Choice { name: "Groups", count: 1..=1, may_be_zero: false },
            Choice { name: "Depthwise", count: 0..=0, may_be_zero: false },
        ];
        Ok(match reader.choice(&choices)? {
            Some(("Depthwise", _)) => Groups::Depthwise,
            Some((_, sizes)) => Groups::Number(sizes[0].at_least_one()),
            None => Groups::Number(Size::new(1, Span::call_site())),
        })
    }

    /// The number of groups of an input with so many channels.
    pub(super) fn number<'a>(&'a self, channels: &'a Size) -> &'a Size {
        match self {
            Groups::Number(groups) => groups,
            Groups::Depthwise => channels,
        }
    }

    /// The mistake in the number of groups, or the claims that they divide the channels of the
    /// input and of the output.
    pub(super) fn check(&self, given: &Given<'_>, outputs: &Size) -> Result<Vec<Claim>, Problem> {
        let channels = &given.inputs[0].sizes()[0];
        let groups = self.number(channels);
        if groups.known() == Some(1) {
            return Ok(Vec::new());
        }
        let mut claims = Vec::new();
        for (size, what) in [(channels, "channels of its input"), (outputs, "output channels")] {
            match (size.known(), groups.known()) {
                (Some(number), Some(groups)) if !number.is_multiple_of(groups) => {
                    let both = [channels, outputs].map(|size| size.known().unwrap_or(number));
                    let problem = self.indivisible(given, what, [number, groups], both);
                    let place = if let Groups::Number(size) = self { size.span() } else { outputs.span() };
                    return Err(problem.at(place));
                }
                (Some(_), Some(_)) => {}
                _ if size.known_to().parameter().is_some() || groups.known_to().parameter().is_some() => {}
                _ => claims.push(Claim::Divides {
                    step: given.step.to_owned(),
                    what,
                    size: size.clone(),
                    groups: groups.clone(),
                }),
            }
        }
        Ok(claims)
    }

    /// The channels of the input and of the output, `both`, must be multiples of the groups.
    fn indivisible(
        &self,
        given: &Given<'_>,
        what: &str,
        [number, groups]: [usize; 2],
        both @ [channels, outputs]: [usize; 2],
    ) -> Problem {
        let text = format!(
            "`{}` has {groups} groups, into which the {number} {what} cannot be divided: {number}/{groups} leaves {}",
            given.step,
            number % groups
        );
        let divides_both = |divisor: &usize| both.iter().all(|size| size.is_multiple_of(*divisor));
        let divisors: Vec<_> = (1..=number).filter(divides_both).take(6).collect();
        let sizes = if channels == outputs { number.to_string() } else { format!("both {channels} and {outputs}") };
        let help = match self {
            Groups::Number(_) if divisors == [1] => format!("leave `Groups` out: only 1 divides {sizes}"),
            Groups::Number(_) => format!("write a number of groups that divides {sizes}, one of {divisors:?}"),
            Groups::Depthwise => format!("write a multiple of {groups} output channels"),
        };
        Problem::new(text, help, &[0])
    }
}
