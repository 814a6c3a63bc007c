//! Tables as people have them: pasted, CSV, or a workbook. Formulas are never computed: what the spreadsheet had worked out
//! when it was saved is what stands here.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use calamine::{Data, DataRef, ExcelDateTime, Reader as _, SheetType, Xlsx};
use paraphe_envelope::{TextTable, read_table, table_columns};

use crate::documents::name_of;
use crate::schema::{PeopleSource, ReadTableRequest, TableView};
use crate::{Code, Error, files, text_file};

/// A workbook of a thousand people is far smaller.
const LARGEST_FILE: u64 = 16 * 1024 * 1024;
/// All parts of a workbook unpacked: beyond this it is a bomb, or nothing to read on a desk.
const LARGEST_UNPACKED: u64 = 64 * 1024 * 1024;
const MOST_PARTS: usize = 2_000;
/// Cells beyond are not looked at; whoever has more rows than a batch takes is told by their number.
const MOST_ROWS: u32 = 10_000;
const MOST_COLUMNS: u32 = 200;
const LONGEST_CELL: usize = 4_000;

/// Reads a table.
///
/// # Errors
/// `documentUnreadable`: not there, too large, neither text nor a workbook; `refused` when nothing stands in it.
pub(crate) fn read(request: &ReadTableRequest) -> Result<TableView, Error> {
    let (table, sheets, sheet) = match &request.source {
        PeopleSource::Text { text } => (read_table(text), Vec::new(), None),
        PeopleSource::File { path } => file(Path::new(path), request.sheet.as_deref())?,
    };
    if table.rows.is_empty() {
        return Err(Error::new(Code::Refused, "error-batch-empty-table"));
    }
    let (has_header, columns) = table_columns(&table);
    Ok(TableView { rows: table.rows, has_header, columns, sheets, sheet })
}

type Sheeted = (TextTable, Vec<String>, Option<String>);

fn file(path: &Path, sheet: Option<&str>) -> Result<Sheeted, Error> {
    let mut start = [0; 4];
    let mut opened = File::open(path).map_err(|error| files::unreadable(path, &error))?;
    let is_packed = opened.read_exact(&mut start).is_ok() && start == *b"PK\x03\x04";
    // The workbooks of before 2007, and those a password protects.
    let is_old = start == [0xd0, 0xcf, 0x11, 0xe0];
    let unreadable = |message| Error::new(Code::DocumentUnreadable, message).with("name", name_of(path));
    if is_old {
        return Err(unreadable("error-batch-old-workbook"));
    }
    if !is_packed {
        return Ok((read_table(&text_file::read(path)?), Vec::new(), None));
    }
    let mut bytes = Vec::new();
    let reopened = File::open(path).map_err(|error| files::unreadable(path, &error))?;
    let read = reopened.take(LARGEST_FILE + 1).read_to_end(&mut bytes);
    read.map_err(|error| files::unreadable(path, &error))?;
    if bytes.len() as u64 > LARGEST_FILE || !unpacks_small(&bytes) {
        return Err(unreadable("error-batch-workbook-too-large"));
    }
    workbook(bytes, sheet).ok_or_else(|| unreadable("error-batch-workbook"))
}

/// Whether the parts together stay within bounds when they are unpacked: they are, once, because what an archive says of its
/// sizes need not be true.
fn unpacks_small(bytes: &[u8]) -> bool {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return true };
    if archive.len() > MOST_PARTS {
        return false;
    }
    let mut left = LARGEST_UNPACKED;
    for index in 0..archive.len() {
        // What cannot be unpacked is no bomb; the reader says what is wrong with it.
        let Ok(part) = archive.by_index(index) else { continue };
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).unwrap_or(0);
        match left.checked_sub(unpacked) {
            Some(rest) => left = rest,
            None => return false,
        }
    }
    true
}

/// The rows of a sheet; none where this is no workbook.
fn workbook(bytes: Vec<u8>, wanted: Option<&str>) -> Option<Sheeted> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).ok()?;
    let is_table = |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet;
    let names: Vec<String> =
        book.sheets_metadata().iter().filter(is_table).map(|sheet| sheet.name.clone()).collect();
    let mut filled = Vec::new();
    for name in names {
        let table = rows(&mut book, &name)?;
        if !table.rows.is_empty() {
            filled.push((name, table));
        }
    }
    let names: Vec<String> = filled.iter().map(|(name, _)| name.clone()).collect();
    let at = wanted.and_then(|wanted| names.iter().position(|name| name == wanted)).unwrap_or(0);
    match filled.into_iter().nth(at) {
        Some((name, table)) => Some((table, names, Some(name))),
        None => Some((TextTable::default(), names, None)),
    }
}

/// Cell by cell: a range of two cells at the corners of a sheet would be seventeen thousand million cells in memory.
fn rows(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Option<TextTable> {
    let mut reader = book.worksheet_cells_reader(name).ok()?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    while let Some(cell) = reader.next_cell().ok()? {
        let (row, column) = cell.get_position();
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            continue;
        }
        let text = text(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        let (row, column) = (usize::try_from(row).ok()?, usize::try_from(column).ok()?);
        if rows.len() <= row {
            rows.resize_with(row + 1, Vec::new);
        }
        if rows[row].len() <= column {
            rows[row].resize(column + 1, String::new());
        }
        rows[row][column] = text;
    }
    Some(TextTable::new(rows))
}

/// What stands in a cell, as a person reads it.
fn text(value: &DataRef<'_>) -> String {
    let text = match Data::from(value.clone()) {
        Data::DateTime(time) if time.is_datetime() => date(&time),
        // Whole numbers are numbers of something: a lot, a telephone. A double holds them exactly up to here.
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Float(number) => number.to_string().replace('.', ","),
        Data::Error(_) | Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text,
        plain @ (Data::Int(_) | Data::Bool(_) | Data::DateTime(_)) => plain.to_string(),
    };
    text.chars().take(LONGEST_CELL).collect()
}

fn date(time: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, _, _) = time.to_ymd_hms_milli();
    let date = format!("{day:02}/{month:02}/{year}");
    if (hour, minute) == (0, 0) { date } else { format!("{date} {hour:02}:{minute:02}") }
}

#[cfg(test)]
mod tests;
