//! What operators of a content stream need (ISO 32000-2 annex A). Where operands are missing, too many or of another kind, each
//! viewer does as it likes: what is shown then cannot be told.

use super::content::Operand;

/// Operands more than any operator needs, but for a colour of many inks.
const MOST_INKS: usize = 32;

/// Operands more than any inline image is told.
const MOST_ENTRIES: usize = 64;
/// How text may be shown (ISO 32000-2 table 104): of other numbers each viewer makes something else.
const WAYS_OF_SHOWING: [f64; 8] = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0];

/// Whether an operator is known and comes with what it needs and nothing more.
pub(super) fn is_well_formed(operator: &[u8], operands: &[Operand]) -> bool {
    let numbers = |count: usize| operands.len() == count && operands.iter().all(is_number);
    match operator {
        b"B" | b"B*" | b"BI" | b"BT" | b"BX" | b"EMC" | b"ET" | b"EX" | b"F" | b"Q" | b"S" | b"T*" | b"W"
        | b"W*" | b"b" | b"b*" | b"f" | b"f*" | b"h" | b"n" | b"q" | b"s" => operands.is_empty(),
        b"G" | b"J" | b"M" | b"TL" | b"Tc" | b"Ts" | b"Tw" | b"Tz" | b"g" | b"i" | b"j" | b"w" => numbers(1),
        b"TD" | b"Td" | b"d0" | b"l" | b"m" => numbers(2),
        b"RG" | b"rg" => numbers(3),
        b"K" | b"k" | b"re" | b"v" | b"y" => numbers(4),
        b"Tm" | b"c" | b"cm" | b"d1" => numbers(6),
        b"BMC" | b"CS" | b"Do" | b"MP" | b"cs" | b"gs" | b"ri" | b"sh" => {
            matches!(operands, [Operand::Name(_)])
        }
        b"'" | b"Tj" => matches!(operands, [Operand::Text(_)]),
        b"TJ" => matches!(operands, [Operand::Texts(parts)] if parts.iter().all(is_text_or_number)),
        b"\"" => matches!(operands, [Operand::Number(_), Operand::Number(_), Operand::Text(_)]),
        b"Tf" => matches!(operands, [Operand::Name(_), Operand::Number(_)]),
        b"d" => {
            matches!(operands, [Operand::Texts(parts), Operand::Number(_)] if parts.iter().all(is_number))
        }
        b"SC" | b"sc" => is_colour(operands) && !operands.is_empty(),
        b"SCN" | b"scn" => match operands.split_last() {
            Some((Operand::Name(_), inks)) => is_colour(inks),
            Some(_) => is_colour(operands),
            None => false,
        },
        b"Tr" => matches!(operands, [Operand::Number(mode)] if WAYS_OF_SHOWING.contains(mode)),
        b"BDC" | b"DP" => matches!(operands, [Operand::Name(_), Operand::Name(_) | Operand::Told]),
        b"ID" => operands.len() <= MOST_ENTRIES && operands.chunks(2).all(is_entry),
        _ => false,
    }
}

/// Whether an operator shows something.
pub(super) fn is_painting(operator: &[u8]) -> bool {
    matches!(
        operator,
        b"\""
            | b"'"
            | b"B"
            | b"B*"
            | b"BI"
            | b"Do"
            | b"F"
            | b"S"
            | b"TJ"
            | b"Tj"
            | b"b"
            | b"b*"
            | b"f"
            | b"f*"
            | b"s"
            | b"sh"
    )
}

/// Whether an operator may stand between a path and its painting without any viewer moving the path. (ISO 32000-2 figure 9 has none there
/// but those of the path; programs choose colours all the same. By `cm` viewers move what was there before.)
pub(super) fn leaves_paths(operator: &[u8]) -> bool {
    matches!(
        operator,
        b"B" | b"B*"
            | b"BDC"
            | b"BMC"
            | b"CS"
            | b"DP"
            | b"EMC"
            | b"F"
            | b"G"
            | b"K"
            | b"MP"
            | b"RG"
            | b"S"
            | b"SC"
            | b"SCN"
            | b"W"
            | b"W*"
            | b"b"
            | b"b*"
            | b"c"
            | b"cs"
            | b"f"
            | b"f*"
            | b"g"
            | b"h"
            | b"k"
            | b"l"
            | b"m"
            | b"n"
            | b"re"
            | b"rg"
            | b"s"
            | b"sc"
            | b"scn"
            | b"v"
            | b"y"
    )
}

/// Whether an operator may stand between BT and ET (ISO 32000-2 figure 9). Of a path there some viewers make a place for the next letter.
pub(super) fn is_for_text(operator: &[u8]) -> bool {
    matches!(
        operator,
        b"\""
            | b"'"
            | b"BDC"
            | b"BMC"
            | b"BX"
            | b"CS"
            | b"DP"
            | b"EMC"
            | b"ET"
            | b"EX"
            | b"G"
            | b"J"
            | b"K"
            | b"M"
            | b"MP"
            | b"RG"
            | b"SC"
            | b"SCN"
            | b"T*"
            | b"TD"
            | b"TJ"
            | b"TL"
            | b"Tc"
            | b"Td"
            | b"Tf"
            | b"Tj"
            | b"Tm"
            | b"Tr"
            | b"Ts"
            | b"Tw"
            | b"Tz"
            | b"cs"
            | b"d"
            | b"g"
            | b"gs"
            | b"i"
            | b"j"
            | b"k"
            | b"rg"
            | b"ri"
            | b"sc"
            | b"scn"
            | b"w"
    )
}

fn is_colour(operands: &[Operand]) -> bool {
    operands.len() <= MOST_INKS && operands.iter().all(is_number)
}

fn is_entry(pair: &[Operand]) -> bool {
    matches!(pair, [Operand::Name(_), value] if !value.is_stray())
}

fn is_number(operand: &Operand) -> bool {
    matches!(operand, Operand::Number(_))
}

fn is_text_or_number(operand: &Operand) -> bool {
    matches!(operand, Operand::Number(_) | Operand::Text(_))
}

#[cfg(test)]
mod tests {
    use super::super::content::operators;
    use super::*;

    fn all_fit(content: &str) -> bool {
        let mut fit = true;
        operators(content.as_bytes(), |operator, operands| {
            fit &= is_well_formed(operator, operands);
            fit
        });
        fit
    }

    #[test]
    fn what_programs_write_is_well_formed() {
        for content in [
            "q 1 0 0 1 5 5 cm 0 0 10 10 re W n [3 1] 0 d 0.5 w 1 J 0 j 10 M 0 0 m 5 -.5 l S Q",
            "/Tx BMC q BT /F1 12 Tf 0 g 2 5 Td [(a) -20.5 (b)] TJ T* (c) ' ET Q EMC",
            "/CS0 cs 0.1 0.2 0.3 scn /P1 scn /Pattern CS 1 /P2 SCN /GS0 gs /Perceptual ri",
            "/Span << /ActualText (x) /MCID 0 >> BDC EMC BI /W 1 /H 1 ID x EI",
            "/Span << /ActualText (a>b) /Own << /Old true >> >> BDC EMC BI /IM true /D [1 0] ID x EI",
        ] {
            assert!(all_fit(content), "{content}");
        }
    }

    #[test]
    fn operands_too_many_too_few_or_of_another_kind_are_found() {
        for content in [
            "0 (a) Tj",
            "Tj",
            "0 /Cover Do",
            "9 0 0 5 5 re f",
            "0 5 5 re",
            "2 Td",
            "--2 0 Td",
            "1e2 0 Td",
            "(a) (b) Tj",
            "[(a) [(b)] (c)] TJ",
            "[(a) /b] TJ",
            "/F1 Tf",
            "0 q",
            "ff",
            "true w",
            "500 50 } Td",
            "] 500 50 Td",
            "[(a) } (b)] TJ",
            "[3 x] 0 d",
            "/Span << /MCID 0 > BDC",
            "<4G> Tj",
            "BI /W 1 ID xEI f",
            "BI /W 1 ID x EI f EI",
            "ID x EI",
            "BI 1 0 0 1 500 0 cm ID x EI",
            "BI /W ID x EI",
            "BI 1 /W ID x EI",
            "EI",
            "/Span BDC",
            "3.5 Tr",
            "-1 Tr",
            "8 Tr",
        ] {
            assert!(!all_fit(content), "{content}");
        }
    }
}
