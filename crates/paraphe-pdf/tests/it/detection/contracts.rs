//! Contracts in four languages: a page of what is no place to sign, and a page where people sign, laid out in eight ways.

use paraphe_envelope::FieldKind;

use super::paper::{Paper, Truth, WIDTH};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    French,
    English,
    Italian,
    Arabic,
}

impl Language {
    pub(super) const ALL: [Self; 4] = [Self::French, Self::English, Self::Italian, Self::Arabic];
}

pub(super) struct Contract {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) truths: Vec<Truth>,
}

struct Words {
    parties: [&'static str; 2],
    people: [&'static str; 2],
    signature: &'static str,
    approved: &'static str,
    stamp: &'static str,
    date: &'static str,
    name: &'static str,
    done_at: &'static str,
    the: &'static str,
    title: &'static str,
    heading: &'static str,
    /// Running text that speaks of signatures.
    text: [&'static str; 4],
    chapters: [&'static str; 3],
    columns: [&'static str; 3],
}

const FRENCH: Words = Words {
    parties: ["Le client", "Pour le prestataire"],
    people: ["Hélène Morvan, présidente", "Julien Brunel, gérant"],
    signature: "Signature :",
    approved: "Lu et approuvé",
    stamp: "Cachet et signature",
    date: "Date :",
    name: "Nom et prénom :",
    done_at: "Fait à",
    the: ", le",
    title: "Contrat de prestation de services",
    heading: "Article 9 — Signature et date d’effet",
    text: [
        "La signature du présent contrat par les parties vaut acceptation de l’ensemble de ses clauses et annexes.",
        "Le prestataire s’engage à fournir au client les moyens nécessaires à la bonne exécution de la mission, la",
        "signature de chaque avenant étant réservée aux personnes que le client aura désignées par écrit à cet effet.",
        "Date d’effet et lieu d’exécution sont fixés à l’annexe 2, dont le nom des intervenants fait partie.",
    ],
    chapters: ["Signature", "Nom et siège des parties", "Date et lieu d’exécution"],
    columns: ["Désignation", "Date", "Montant"],
};
const ENGLISH: Words = Words {
    parties: ["The Client", "For and on behalf of the Supplier"],
    people: ["Helen Morgan, Director", "Julian Brown, Partner"],
    signature: "Signature:",
    approved: "Read and approved",
    stamp: "Authorised signature",
    date: "Date:",
    name: "Full name:",
    done_at: "Signed at",
    the: "Dated",
    title: "Services Agreement",
    heading: "Section 9 — Signature and effective date",
    text: [
        "The signature of this agreement by both parties means that they accept all of its clauses and schedules.",
        "The supplier shall make available to the client whatever is needed to carry out the services, and the",
        "signature of each amendment is reserved to those whom the client has named in writing for that purpose.",
        "Date and place of performance are set out in schedule 2, of which the name of each person is a part.",
    ],
    chapters: ["Signature", "Name and seat of the parties", "Date and place of performance"],
    columns: ["Description", "Date", "Amount"],
};
const ITALIAN: Words = Words {
    parties: ["Il cliente", "Per il fornitore"],
    people: ["Elena Moretti, presidente", "Giuliano Bruni, titolare"],
    signature: "Firma:",
    approved: "Letto, approvato e sottoscritto",
    stamp: "Timbro e firma",
    date: "Data:",
    name: "Nome e cognome:",
    done_at: "Luogo",
    the: ", il",
    title: "Contratto di prestazione di servizi",
    heading: "Articolo 9 — Firma e decorrenza",
    text: [
        "La firma del presente contratto da parte dei contraenti comporta l’accettazione di tutte le sue clausole.",
        "Il fornitore si impegna a mettere a disposizione del cliente i mezzi necessari per lo svolgimento e la",
        "firma di ogni modifica è riservata alle persone che il cliente avrà indicato per iscritto a tal fine.",
        "Data e luogo di esecuzione sono indicati nell’allegato 2, di cui fa parte il nome di ciascun addetto.",
    ],
    chapters: ["Firma", "Nome e sede delle parti", "Data e luogo di esecuzione"],
    columns: ["Descrizione", "Data", "Importo"],
};
const ARABIC: Words = Words {
    parties: ["الطرف الأول", "الطرف الثاني"],
    people: ["هالة مروان", "جمال برهان"],
    signature: "التوقيع :",
    approved: "قرئ ووفق عليه",
    stamp: "الختم والتوقيع",
    date: "التاريخ :",
    name: "الاسم الكامل :",
    done_at: "حرر في",
    the: "بتاريخ",
    title: "عقد تقديم خدمات",
    heading: "المادة التاسعة : توقيع العقد ونفاذه",
    text: [
        "يعتبر توقيع هذا العقد من قبل الطرفين قبولا لجميع بنوده وملاحقه دون أي تحفظ من أحدهما مهما كان السبب",
        "يلتزم مقدم الخدمة بأن يضع تحت تصرف العميل كل الوسائل اللازمة لحسن تنفيذ المهمة المتفق عليها بين الطرفين",
        "وكل تعديل لهذا العقد يجب أن يكون مكتوبا وموقعا من الأشخاص الذين يعينهم العميل كتابة لهذا الغرض دون غيرهم",
        "يحدد تاريخ التنفيذ ومكانه في الملحق الثاني الذي يتضمن كذلك أسماء جميع المتدخلين في تنفيذ هذه الخدمات",
    ],
    chapters: ["التوقيع", "أسماء الأطراف ومقراتهم", "تاريخ التنفيذ ومكانه"],
    columns: ["البيان", "التاريخ", "المبلغ"],
};

impl Language {
    fn words(self) -> &'static Words {
        match self {
            Self::French => &FRENCH,
            Self::English => &ENGLISH,
            Self::Italian => &ITALIAN,
            Self::Arabic => &ARABIC,
        }
    }
}

type Layout = fn(&mut Paper, &Words, f64, f64);

/// The ways people lay out the end of a contract.
const LAYOUTS: [(&str, Layout); 8] = [
    ("room below parties", room),
    ("lines below parties", lines),
    ("rows of underscores", rows),
    ("empty cells", cells),
    ("captions below lines", captions),
    ("frames with a label", frames),
    ("a pair of bare lines", pair),
    ("read and approved", approved),
];

/// Three sizes and margins of each layout.
pub(super) fn contracts(language: Language) -> Vec<Contract> {
    let looks = [(9.5, 60.0, 420.0), (11.0, 72.0, 300.0), (12.0, 79.0, 500.0)];
    let every = LAYOUTS.iter().flat_map(|layout| looks.map(|look| (layout, look)));
    let contract = |((name, layout), (size, margin, top)): (&(&str, Layout), (f64, f64, f64))| {
        let words = language.words();
        let mut paper = Paper::new(size, language == Language::Arabic);
        opening(&mut paper, words, margin);
        paper.new_page();
        running(&mut paper, words, margin, 90.0);
        layout(&mut paper, words, margin, top);
        let (bytes, truths) = paper.write();
        Contract { name: format!("{name}, {size} points"), bytes, truths }
    };
    every.map(contract).collect()
}

/// A page on which nobody signs: a title with a line below, contents with dots, a table of prices, running text.
fn opening(paper: &mut Paper, words: &Words, margin: f64) {
    let whole = paper.span(margin, WIDTH - margin);
    let width = paper.put(whole, 80.0, words.title);
    let below = if paper.is_rtl { (whole.1 - width, whole.1) } else { (whole.0, whole.0 + width) };
    paper.rule(below, 83.0);
    for (at, chapter) in words.chapters.iter().enumerate() {
        let y = 120.0 + 18.0 * at as f64;
        let width = paper.put(whole, y, chapter);
        let behind = paper.behind(whole, width);
        let (left, right) = behind;
        let dots = if paper.is_rtl { (left + 25.0, right) } else { (left, right - 25.0) };
        paper.leader(dots, y, ".");
        let number = if paper.is_rtl { (left, left + 15.0) } else { (right - 15.0, right) };
        paper.put(number, y, &format!("{}", 3 + at));
    }
    running(paper, words, margin, 210.0);
    prices(paper, words, margin, 420.0);
    paper.rule((margin, WIDTH - margin), 790.0);
    paper.put(whole, 804.0, "1 / 2");
}

fn running(paper: &mut Paper, words: &Words, margin: f64, top: f64) {
    let whole = paper.span(margin, WIDTH - margin);
    paper.put(whole, top, words.heading);
    let usual = paper.size;
    paper.size = 9.0;
    for (at, line) in words.text.iter().enumerate() {
        paper.put(whole, top + 18.0 + 13.0 * at as f64, line);
    }
    paper.size = usual;
}

fn prices(paper: &mut Paper, words: &Words, margin: f64, top: f64) {
    let width = (WIDTH - 2.0 * margin) / 3.0;
    for row in 0..4 {
        for column in 0..3 {
            let (left, right) =
                paper.span(margin + width * column as f64, margin + width * (column + 1) as f64);
            let y = top + 24.0 * row as f64;
            paper.frame([left, y, right, y + 24.0]);
            let text = if row == 0 { words.columns[column] } else { ["A-17", "02/11/2026", "480"][column] };
            paper.put((left + 5.0, right - 5.0), y + 16.0, text);
        }
    }
}

/// The two columns in which parties sign.
fn columns(paper: &Paper, margin: f64) -> [(f64, f64); 2] {
    let middle = WIDTH / 2.0;
    [paper.span(margin, middle - 14.0), paper.span(middle + 14.0, WIDTH - margin)]
}

fn done_at(paper: &mut Paper, words: &Words, margin: f64, y: f64) {
    let whole = paper.span(margin, WIDTH - margin);
    for (text, kind, wide) in [(words.done_at, FieldKind::Place, 150.0), (words.the, FieldKind::Date, 110.0)]
    {
        let offset = if kind == FieldKind::Place { 0.0 } else { 230.0 };
        let from = if paper.is_rtl { (whole.0, whole.1 - offset) } else { (whole.0 + offset, whole.1) };
        let width = paper.put(from, y, text);
        let (left, right) = paper.behind(from, width);
        let dots = if paper.is_rtl { (right - wide, right) } else { (left, left + wide) };
        paper.leader(dots, y, ".");
        paper.is_to_be_found(kind, [dots.0, y - 20.0, dots.1, y + 3.0]);
    }
}

fn room(paper: &mut Paper, words: &Words, margin: f64, top: f64) {
    done_at(paper, words, margin, top);
    for (at, column) in columns(paper, margin).into_iter().enumerate() {
        paper.put(column, top + 40.0, words.parties[at]);
        paper.is_to_be_found(FieldKind::Signature, [column.0, top + 42.0, column.1, top + 120.0]);
        paper.put(column, top + 130.0, words.people[at]);
    }
}

fn lines(paper: &mut Paper, words: &Words, margin: f64, top: f64) {
    for (at, column) in columns(paper, margin).into_iter().enumerate() {
        paper.put(column, top, words.parties[at]);
        paper.put(column, top + 16.0, words.people[at]);
        paper.rule(column, top + 95.0);
        paper.is_to_be_found(FieldKind::Signature, [column.0, top + 25.0, column.1, top + 96.0]);
    }
}

fn rows(paper: &mut Paper, words: &Words, margin: f64, top: f64) {
    let whole = paper.span(margin, WIDTH - margin);
    let labels = [
        (words.name, FieldKind::Name),
        (words.date, FieldKind::Date),
        (words.signature, FieldKind::Signature),
    ];
    let mut y = top;
    for (label, kind) in labels {
        let width = paper.put(whole, y, label);
        let (left, right) = paper.behind(whole, width);
        let row = if paper.is_rtl { (right - 220.0, right) } else { (left, left + 220.0) };
        paper.leader(row, y, "_");
        paper.is_to_be_found(kind, [row.0, y - 50.0, row.1, y + 3.0]);
        y += if kind == FieldKind::Date { 55.0 } else { 28.0 };
    }
}

fn cells(paper: &mut Paper, words: &Words, margin: f64, top: f64) {
    let middle = WIDTH / 2.0;
    for (at, (from, to)) in [(margin, middle), (middle, WIDTH - margin)].into_iter().enumerate() {
        let (left, right) = paper.span(from, to);
        paper.frame([left, top, right, top + 22.0]);
        paper.put((left + 5.0, right - 5.0), top + 15.0, words.parties[at]);
        paper.frame([left, top + 22.0, right, top + 92.0]);
        paper.is_to_be_found(FieldKind::Signature, [left, top + 22.0, right, top + 92.0]);
    }
}

fn captions(paper: &mut Paper, words: &Words, margin: f64, top: f64) {
    for (at, column) in columns(paper, margin).into_iter().enumerate() {
        paper.rule(column, top);
        let usual = paper.size;
        paper.size = 8.0;
        let (text, kind) =
            if at == 0 { (words.stamp, FieldKind::Signature) } else { (words.date, FieldKind::Date) };
        paper.put(column, top + 10.0, text.trim_end_matches([':', ' ']));
        paper.size = usual;
        paper.is_to_be_found(kind, [column.0, top - 55.0, column.1, top + 1.0]);
    }
}

fn frames(paper: &mut Paper, words: &Words, margin: f64, top: f64) {
    for column in columns(paper, margin) {
        paper.frame([column.0, top, column.1, top + 85.0]);
        paper.put((column.0 + 6.0, column.1 - 6.0), top + 15.0, words.stamp);
        paper.is_to_be_found(FieldKind::Signature, [column.0, top + 17.0, column.1, top + 85.0]);
    }
}

fn pair(paper: &mut Paper, words: &Words, margin: f64, top: f64) {
    done_at(paper, words, margin, top);
    for (at, column) in columns(paper, margin).into_iter().enumerate() {
        paper.rule(column, top + 90.0);
        paper.put(column, top + 104.0, words.people[at]);
        paper.is_to_be_found(FieldKind::Signature, [column.0, top + 30.0, column.1, top + 91.0]);
    }
}

fn approved(paper: &mut Paper, words: &Words, margin: f64, top: f64) {
    let [column, _] = columns(paper, margin);
    paper.put(column, top, words.parties[0]);
    paper.put(column, top + 16.0, words.approved);
    paper.put(column, top + 32.0, words.signature);
    paper.is_to_be_found(FieldKind::Signature, [column.0, top + 34.0, column.1, top + 110.0]);
}
