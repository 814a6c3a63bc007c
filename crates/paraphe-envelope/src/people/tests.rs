use super::*;

/// Each line as « first|last|email|mobile ».
fn read(text: &str) -> Vec<String> {
    let told = |line: &PersonLine| {
        let Contact { first_name, last_name, email, mobile, .. } = &line.contact;
        [first_name.as_str(), last_name, email, mobile].join("|")
    };
    read_people(text).iter().map(told).collect()
}

fn problems(text: &str) -> Vec<PersonProblem> {
    read_people(text).into_iter().flat_map(|line| line.problems).collect()
}

#[test]
fn an_address_line_of_a_mail_program() {
    let line = "Alice Dupont <Alice@Ex.fr>; \"MARTIN, Bob\" <bob@ex.fr>; zoe.le-goff@ex.fr;\
                Karim Ben Salah <karim@ex.tn>,'contact@ex.fr' <contact@ex.fr>\n";
    assert_eq!(
        read(line),
        [
            "Alice|Dupont|Alice@ex.fr|",
            "Bob|MARTIN|bob@ex.fr|",
            "Zoe|Le-Goff|zoe.le-goff@ex.fr|",
            "Karim|Ben Salah|karim@ex.tn|",
            "||contact@ex.fr|",
        ]
    );
    assert_eq!(
        read("DUPONT, Alice <a@ex.fr>\r\nb@ex.fr, c@ex.fr"),
        ["Alice|DUPONT|a@ex.fr|", "||b@ex.fr|", "||c@ex.fr|"]
    );
    assert_eq!(read("Alice Dupont alice@ex.fr"), ["Alice|Dupont|alice@ex.fr|"]);
    assert_eq!(read("Alice Dupont\nBob Martin"), ["Alice|Dupont||", "Bob|Martin||"]);
}

#[test]
fn a_phone_number_is_no_name() {
    assert_eq!(read("+33 6 12 34 56 78"), ["|||+33612345678"]);
    assert_eq!(read("06 12 34 56 78"), ["|||+33612345678"]);
    assert_eq!(read("Alice Dupont 06.12.34.56.78"), ["Alice|Dupont||+33612345678"]);
    assert_eq!(read("Alice Dupont a@ex.fr +216 20 123 456"), ["Alice|Dupont|a@ex.fr|+21620123456"]);
    assert_eq!(read("Jean 23"), ["Jean|23||"], "too short for a number");
    assert_eq!(problems("06 12 34 56 78"), [PersonProblem::NameMissing, PersonProblem::EmailMissing]);
    let alone = Contact { mobile: "06 12 34 56 78".to_owned(), ..Contact::default() };
    assert_eq!(alone.tidied().1, [PersonProblem::NothingFound], "an address book wants a name or an address");
}

#[test]
fn rows_of_a_spreadsheet_say_themselves_what_they_are() {
    let rows =
        "Mme\tDUPONT\tAlice\talice@ex.fr\t06 12 34 56 78\nM.\tBob\tMartin\tbob@ex.fr\t+216 20 123 456\n";
    assert_eq!(read(rows), ["Alice|DUPONT|alice@ex.fr|+33612345678", "Bob|Martin|bob@ex.fr|+21620123456"]);
    assert_eq!(read("Dupont\tAlice\talice.dupont@ex.fr"), ["Alice|Dupont|alice.dupont@ex.fr|"]);
}

#[test]
fn a_header_names_the_columns() {
    let csv = "\u{feff}Nom;Prénom;Société;Téléphone;E-mail;Langue\r\nDupont;\"Alice \"\"Lili\"\"\";\"X; Y\";0612345678;\
               a@ex.fr;anglais\r\n\r\nMartin;Bob;;;b@ex.fr;klingon\r\n";
    assert_eq!(read(csv), ["Alice \"Lili\"|Dupont|a@ex.fr|+33612345678", "Bob|Martin|b@ex.fr|"]);
    let lines = read_people(csv);
    assert_eq!((lines[0].line, lines[1].line), (2, 4), "as an editor counts");
    assert_eq!(lines[0].contact.language, Some(Language::En));
    assert_eq!(lines[1].problems, [PersonProblem::LanguageUnknown { word: "klingon".to_owned() }]);
    assert_eq!(read("Nom complet,Email\nAlice Dupont,a@ex.fr\n"), ["Alice|Dupont|a@ex.fr|"]);
    assert_eq!(
        read("Alice,Dupont,a@ex.fr\nBob,Martin,b@ex.fr\n"),
        ["Alice|Dupont|a@ex.fr|", "Bob|Martin|b@ex.fr|"]
    );
}

#[test]
fn visiting_cards_of_every_version() {
    let cards = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Dupont;Alice;;;\r\nFN:Alice Dupont\r\nTEL;TYPE=WORK:01 02 03 04 05\r\n\
                 item1.TEL;type=CELL:06 12 34\r\n  56 78\r\nEMAIL;TYPE=HOME:home@ex.fr\r\nEMAIL;TYPE=WORK,PREF:a@ex.fr\r\n\
                 LANG:fr\r\nEND:VCARD\r\n\
                 BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:L=C3=A9v=\n=C3=AAque;Zo=C3=AB\n\
                 EMAIL;INTERNET:zoe@ex.fr\nEND:VCARD\n\
                 BEGIN:VCARD\nVERSION:4.0\nFN:Bob \\, Martin\nEMAIL:bob@ex.fr";
    assert_eq!(
        read(cards),
        ["Alice|Dupont|a@ex.fr|+33612345678", "Zoë|Lévêque|zoe@ex.fr|", "Martin|Bob|bob@ex.fr|"]
    );
    assert_eq!(read_people(cards)[0].contact.language, Some(Language::Fr));
    assert_eq!(read_people(cards)[1].line, 12);
}

#[test]
fn what_is_wrong_is_said_line_by_line() {
    assert_eq!(
        problems("Alice Dupont <alice@ex>"),
        [PersonProblem::EmailInvalid { reason: EmailRefusal::NoDomainEnding { domain: "ex".to_owned() } }]
    );
    assert_eq!(problems("contact@ex.fr"), [PersonProblem::NameMissing]);
    assert_eq!(problems("Alice Dupont"), [PersonProblem::EmailMissing]);
    assert_eq!(
        problems("Prénom\tNom\tE-mail\tMobile\n\t\t\t12\nA\tB\ta@ex.fr\t12"),
        [PersonProblem::NothingFound, PersonProblem::PhoneInvalid { reason: PhoneRefusal::NoCountryCode }]
    );
    assert_eq!(read_people(""), []);
    assert_eq!(read_people(" \n;;\n"), []);
}

#[test]
fn no_text_is_too_strange_and_long_ones_end() {
    for text in [
        "\t",
        "<",
        "<>",
        "@",
        "\"",
        "a;\"b\n",
        "BEGIN:VCARD",
        "BEGIN:VCARD\n=\nN;ENCODING=QUOTED-PRINTABLE:=C3=\n",
    ] {
        let _ = read_people(text);
    }
    assert_eq!(read_people(&"a@ex.fr\n".repeat(PEOPLE_LIMIT + 5)).len(), PEOPLE_LIMIT);
    let long = format!("{} <a@ex.fr>", "é".repeat(500));
    assert_eq!(read_people(&long)[0].text.chars().count(), 121);
}

#[test]
fn what_is_written_as_cards_is_read_again() {
    let person = |first: &str, last: &str, email: &str, mobile: &str, language| Contact {
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        email: email.to_owned(),
        mobile: mobile.to_owned(),
        language,
    };
    let people = [
        person("Amélie", "Bérard; Petit, fils\\", "amelie@ex.fr", "+33612345678", Some(Language::Fr)),
        person("كريم", "بن صالح", "karim@ex.tn", "", Some(Language::Ar)),
        person(&"É".repeat(100), "Long", "long@ex.fr", "", None),
        person("", "Cabinet", "", "+33612345678", None),
    ];
    let text = vcards(&people);
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    let read: Vec<Contact> = read_people(&text).into_iter().map(|line| line.contact).collect();
    assert_eq!(read, people);
}

#[test]
fn a_card_holds_no_line_of_somebody_else() {
    let person = Contact { last_name: "Roy\r\nEMAIL:x@ex.fr".to_owned(), ..Contact::default() };
    let text = vcards(&[person]);
    assert!(!text.contains("\nEMAIL"), "{text}");
}

#[test]
fn a_contact_is_kept_in_the_forms_used_here_or_told_all_that_is_wrong() {
    let typed = |name: &str, email: &str, mobile: &str| {
        Contact {
            last_name: name.to_owned(),
            email: email.to_owned(),
            mobile: mobile.to_owned(),
            language: Some(Language::It),
            ..Contact::default()
        }
        .tidied()
    };
    let (kept, problems) = typed("  Ben   Salah ", " k@ex.tn", "06 12 34 56 78");
    assert_eq!(problems, []);
    assert_eq!((kept.last_name.as_str(), kept.email.as_str()), ("Ben Salah", "k@ex.tn"));
    assert_eq!((kept.mobile.as_str(), kept.language), ("+33612345678", Some(Language::It)));
    let (_, problems) = typed("Roy", "roy(at)ex.fr", "12");
    assert!(
        matches!(
            problems.as_slice(),
            [PersonProblem::EmailInvalid { .. }, PersonProblem::PhoneInvalid { .. }]
        ),
        "{problems:?}"
    );
    assert_eq!(typed(" ", "", "").1, [PersonProblem::NothingFound]);
    let (nameless, problems) = typed("", "zoe.roy@ex.fr", "");
    assert_eq!((nameless.last_name.as_str(), problems), ("", Vec::new()), "nobody invents a name here");
}

#[test]
fn tables_of_spreadsheets_are_read_as_they_stand() {
    for text in [
        "Nom\tE-mail\tLot\nDurand\ta@ex.fr\tA\t\n\t\t\nDupont\tb@ex.fr",
        "\u{feff}Nom;E-mail;Lot\r\nDurand;a@ex.fr;A\r\nDupont;b@ex.fr;\r\n",
        "Nom,E-mail,Lot\n\"Durand\", a@ex.fr,A\nDupont,b@ex.fr,",
    ] {
        let table = crate::read_table(text);
        assert_eq!(
            table.rows,
            [["Nom", "E-mail", "Lot"], ["Durand", "a@ex.fr", "A"], ["Dupont", "b@ex.fr", ""]],
            "{text:?}"
        );
        let (has_header, columns) = crate::table_columns(&table);
        assert!(has_header);
        assert_eq!(columns, [crate::ColumnUse::LastName, crate::ColumnUse::Email, crate::ColumnUse::Other]);
    }
}

#[test]
fn columns_without_a_name_are_known_by_what_stands_in_them() {
    use crate::ColumnUse::{Email, Mobile, Other};
    let columns = |text: &str| crate::table_columns(&crate::read_table(text));
    assert_eq!(columns("Zoë\ta@ex.fr\t06 12 34 56 78\nAna\tb@ex.fr\t"), (false, vec![Other, Email, Mobile]));
    assert_eq!(columns("a@ex.fr\nb@ex.fr"), (false, vec![Email]));
    assert_eq!(columns("Contact\tSite\na@ex.fr\tLyon"), (true, vec![Email, Other]), "words above addresses");
    assert_eq!(columns("E-mail\tMail\na@ex.fr\tb@ex.fr"), (true, vec![Email, Other]), "one column each");
    assert_eq!(columns(""), (false, vec![]));
}
