//! The report as one page: no script, no address, nothing fetched; light, dark and on paper. Every text goes through
//! `escape`: names in certificates are a stranger's.

use std::fmt::Write as _;

use paraphe_envelope::Language;
use paraphe_pades::Severity;

use super::content::{Content, Item, Part};
use crate::schema::{Answer, Verdict};
use crate::verification::text::escape;

const STYLE: &str = include_str!("report.css");

/// The page.
pub(super) fn write(content: &Content) -> String {
    let tone = tone(Some(content.verdict));
    let unfinished = content.unfinished.iter().map(|note| format!("<p>{}</p>\n", escape(note)));
    let unfinished: String = unfinished.collect();
    let mut body = format!(
        "<p class=\"kind\">{}</p>\n<section class=\"verdict {tone}\">\n<h1><span class=\"mark\" aria-hidden=\"true\">{}</span>{}</h1>\n<p>{}</p>\n{unfinished}</section>\n",
        escape(&content.title),
        mark(content.verdict),
        escape(&content.headline),
        escape(&content.sentence)
    );
    content.parts.iter().for_each(|part| write_part(&mut body, part));
    document(content.language, &content.title, "report", &body)
}

fn write_part(body: &mut String, part: &Part) {
    let _ = writeln!(body, "<section>\n<h2>{}</h2>", escape(&part.heading));
    let mut open = None;
    for item in &part.items {
        let list = List::of(item);
        if open != Some(list) {
            body.push_str(open.map_or("", List::end));
            body.push_str(list.begin());
            open = Some(list);
        }
        write_item(body, item);
    }
    body.push_str(open.map_or("", List::end));
    body.push_str("</section>\n");
}

fn write_item(body: &mut String, item: &Item) {
    let _ = match item {
        Item::Answer { question, answer, word, text } => {
            let class = match answer {
                Answer::No => "bad",
                Answer::Unknown => "open",
                Answer::Yes => "good",
            };
            let (question, word, text) = (escape(question), escape(word), escape(text));
            writeln!(body, "<dt>{question}</dt><dd><strong class=\"{class}\">{word}</strong> {text}</dd>")
        }
        Item::Entry(label, text) => writeln!(body, "<dt>{}</dt><dd>{}</dd>", escape(label), escape(text)),
        Item::Finding(severity, text) => {
            let class = match severity {
                Severity::Error => "bad",
                Severity::Warning => "open",
                Severity::Info => "info",
            };
            writeln!(body, "<li class=\"{class}\">{}</li>", escape(text))
        }
        Item::Paragraph(text) => writeln!(body, "<p>{}</p>", escape(text)),
    };
}

/// Neighbours of one kind stand in one list.
#[derive(Clone, Copy, Eq, PartialEq)]
enum List {
    Answers,
    Entries,
    Findings,
    Text,
}

impl List {
    fn of(item: &Item) -> Self {
        match item {
            Item::Answer { .. } => Self::Answers,
            Item::Entry(..) => Self::Entries,
            Item::Finding(..) => Self::Findings,
            Item::Paragraph(_) => Self::Text,
        }
    }

    fn begin(self) -> &'static str {
        match self {
            Self::Answers => "<dl class=\"answers\">\n",
            Self::Entries => "<dl class=\"entries\">\n",
            Self::Findings => "<ul>\n",
            Self::Text => "",
        }
    }

    fn end(self) -> &'static str {
        match self {
            Self::Answers | Self::Entries => "</dl>\n",
            Self::Findings => "</ul>\n",
            Self::Text => "",
        }
    }
}

/// A page around a body that is HTML already.
pub(crate) fn document(language: Language, title: &str, class: &str, body: &str) -> String {
    let language = language.as_str();
    let title = escape(title);
    // Should a browser ever find something to fetch or to run here, it may not.
    let policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body class=\"{class}\">\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

/// The class that colours a verdict.
pub(crate) fn tone(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Valid) => "good",
        Some(Verdict::IdentityToConfirm) => "open",
        Some(Verdict::Broken) | None => "bad",
        Some(Verdict::NoSignature) => "none",
    }
}

/// Told by shape, too: not everybody sees the colour, and few print in it.
fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Valid => "✓",
        Verdict::IdentityToConfirm => "!",
        Verdict::Broken => "✕",
        Verdict::NoSignature => "○",
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{facts, report, signature};
    use super::*;
    use paraphe_pades::SignatureReport;

    fn page(signatures: Vec<SignatureReport>, name: &str) -> String {
        let mut report = report(signatures);
        report.file = name.to_owned();
        write(&Content::of(&facts(&report, Language::Fr)))
    }

    #[test]
    fn a_copy_on_the_way_says_so_under_its_verdict() {
        let open = paraphe_pades::ValidationReport { unsigned_fields: 1, ..report(vec![signature("Alice")]) };
        let page = write(&Content::of(&facts(&open, Language::Fr)));
        let (verdict, rest) = page.split_once("</section>").unwrap();
        assert!(verdict.contains("Un champ de signature est encore vide"), "{verdict}");
        assert!(!rest.contains("encore vide"), "once");
    }

    #[test]
    fn a_certificate_cannot_put_anything_into_the_page() {
        let hostile = "</dd><script>alert(1)</script><img src=\"http://x/y\" onerror='z'>\u{202E}";
        let mut bad = signature(hostile);
        bad.reason = Some(hostile.to_owned());
        bad.location = Some(hostile.to_owned());
        bad.declared_name = Some(hostile.to_owned());
        bad.field = hostile.to_owned();
        bad.sub_filter = hostile.to_owned();
        if let Some(signer) = &mut bad.signer {
            signer.organization = Some(hostile.to_owned());
            signer.issuer = Some(hostile.to_owned());
            signer.trusted_by = Some(hostile.to_owned());
        }
        let page = page(vec![bad], hostile);
        assert!(page.matches("&lt;script&gt;").count() > 8, "the names are there, as text");
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains('\u{202E}'));
        let tags = [
            "<!doctype",
            "<html",
            "<head",
            "<meta",
            "<title",
            "<style",
            "<body",
            "<main",
            "<section",
            "<p",
            "<h1",
            "<h2",
            "<span",
            "<dl",
            "<dt",
            "<dd",
            "<strong",
            "<ul",
            "<li",
            "</",
        ];
        let unknown =
            page.match_indices('<').find(|(at, _)| !tags.iter().any(|tag| page[*at..].starts_with(tag)));
        assert_eq!(unknown.map(|(at, _)| &page[at..at + 20]), None, "only tags of our own");
    }

    #[test]
    fn nothing_is_fetched() {
        let page = page(vec![signature("Alice")], "a.pdf");
        for word in ["http:", "https:", "//", "url(", "@import", "src=", "href=", "<link"] {
            assert!(!page.contains(word), "{word}");
        }
    }

    #[test]
    fn a_page_in_italian_holds_no_other_language() {
        let report = report(vec![signature("Alice")]);
        let content = |language| Content::of(&facts(&report, language));
        let said = |content: &Content| {
            let items = content.parts.iter().flat_map(|part| {
                let words = part.items.iter().flat_map(|item| match item {
                    Item::Answer { question, word, text, .. } => vec![question, word, text],
                    Item::Entry(label, _) => vec![label],
                    Item::Finding(_, text) | Item::Paragraph(text) => vec![text],
                });
                words.chain([&part.heading])
            });
            items.cloned().collect::<Vec<_>>()
        };
        let (italian, english) = (said(&content(Language::It)), said(&content(Language::En)));
        assert_eq!(italian.len(), english.len());
        // The one word that is the same.
        let same: Vec<_> = italian.iter().filter(|text| *text != "No" && english.contains(text)).collect();
        assert_eq!(same, Vec::<&String>::new());
        assert!(write(&content(Language::It)).contains("<html lang=\"it\">"));
    }

    #[test]
    fn every_item_stands_in_the_list_of_its_kind() {
        let page = page(vec![signature("Alice"), signature("Bob")], "a.pdf");
        for (open, close) in [("<dl", "</dl>"), ("<ul", "</ul>"), ("<section", "</section>")] {
            assert_eq!(page.matches(open).count(), page.matches(close).count(), "{open}");
        }
        assert_eq!(page.matches("<h1>").count(), 1);
        assert!(!page.contains("verification-") && !page.contains("verdict-"), "every sentence was found");
    }
}
