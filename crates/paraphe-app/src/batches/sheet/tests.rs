use std::io::Write as _;

use paraphe_envelope::ColumnUse;
use zip::write::SimpleFileOptions;

use super::*;

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const TOP: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Vide" sheetId="1" r:id="rId1"/><sheet name="Locataires" sheetId="2" r:id="rId2"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

fn sheet(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    )
}

fn workbook_file(rows: &str, more: Option<(&str, usize)>) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(".xlsx").tempfile().unwrap();
    let mut archive = zip::ZipWriter::new(file.as_file_mut());
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", TOP.to_owned()),
        ("xl/workbook.xml", BOOK.to_owned()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.to_owned()),
        ("xl/styles.xml", STYLES.to_owned()),
        ("xl/worksheets/sheet1.xml", sheet("")),
        ("xl/worksheets/sheet2.xml", sheet(rows)),
    ];
    for (name, text) in parts {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    if let Some((name, megabytes)) = more {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        let blank = vec![0; 1024 * 1024];
        (0..megabytes).for_each(|_| archive.write_all(&blank).unwrap());
    }
    archive.finish().unwrap();
    file
}

fn read_file(path: &Path) -> Result<TableView, Error> {
    let source = PeopleSource::File { path: path.display().to_string() };
    read(&ReadTableRequest { source, sheet: None })
}

fn text_cell(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

#[test]
fn a_workbook_is_read_with_what_was_worked_out_when_it_was_saved() {
    let head = [("A1", "Nom"), ("B1", "E-mail"), ("C1", "Lot"), ("D1", "Début")];
    let head: String = head.iter().map(|(place, text)| text_cell(place, text)).collect();
    let rows = format!(
        r#"<row r="1">{head}</row><row r="2">{}{}<c r="C2"><f>6*7</f><v>42</v></c><c r="D2" s="1"><v>46357</v></c></row><row r="3"><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B3" t="str"><f>HYPERLINK()</f><v>ana@ex.fr</v></c></row>"#,
        text_cell("A2", "Żak"),
        text_cell("B2", "lucja@ex.fr"),
    );
    let file = workbook_file(&rows, None);
    let table = read_file(file.path()).unwrap();
    assert_eq!(
        table.rows,
        [
            ["Nom", "E-mail", "Lot", "Début"],
            ["Żak", "lucja@ex.fr", "42", "01/12/2026"],
            ["", "ana@ex.fr", "", ""]
        ]
    );
    assert_eq!(table.columns, [ColumnUse::LastName, ColumnUse::Email, ColumnUse::Other, ColumnUse::Other]);
    assert_eq!((table.sheets, table.sheet.as_deref()), (vec!["Locataires".to_owned()], Some("Locataires")));
}

#[test]
fn a_bomb_and_a_sheet_as_wide_as_the_world_are_survived() {
    let far = format!(
        r#"<row r="1">{}</row><row r="1048576">{}</row>"#,
        text_cell("A1", "a@ex.fr"),
        text_cell("XFD1048576", "b@ex.fr")
    );
    assert_eq!(read_file(workbook_file(&far, None).path()).unwrap().rows, [["a@ex.fr"]]);
    let bomb = workbook_file("", Some(("xl/media/image1.bin", 65)));
    let packed = bomb.as_file().metadata().unwrap().len();
    assert!(packed < 1024 * 1024, "{packed}");
    assert_eq!(read_file(bomb.path()).unwrap_err().message, "error-batch-workbook-too-large");
}

#[test]
fn what_is_no_table_is_told() {
    let told = |bytes: &[u8]| {
        let mut file = tempfile::Builder::new().suffix(".xlsx").tempfile().unwrap();
        file.write_all(bytes).unwrap();
        read_file(file.path()).unwrap_err().message
    };
    assert_eq!(told(b"PK\x03\x04 and nothing more"), "error-batch-workbook");
    assert_eq!(told(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), "error-batch-old-workbook");
    assert_eq!(told(b"\n\n"), "error-batch-empty-table");
    assert_eq!(read_file(Path::new("/nowhere/a.csv")).unwrap_err().message, "error-file-missing");
}

#[test]
fn a_csv_of_excel_is_read_like_a_paste() {
    let mut file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    file.write_all(b"Nom;E-mail\r\nLef\xe8vre;a@ex.fr\r\n").unwrap();
    assert_eq!(read_file(file.path()).unwrap().rows, [["Nom", "E-mail"], ["Lefèvre", "a@ex.fr"]]);
}
