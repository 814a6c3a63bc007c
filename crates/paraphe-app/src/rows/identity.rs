//! Who a row is about and what it says. A table that was put right and is sent again holds the rows of the first time, at
//! other numbers perhaps: they are known by this, and not by where they stand.

use std::collections::{BTreeMap, BTreeSet};

use paraphe_envelope::{ColumnUse, EnvelopeId, Sha256Digest};
use serde::{Deserialize, Serialize};

use super::table::{Row, Table};

/// The identities of a table's rows, by their numbers.
pub(super) struct Identities {
    of: BTreeMap<u64, Identity>,
    saying: BTreeSet<String>,
}

/// The identity of a row.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Identity {
    /// Whom it is about: digests of the address, of the number and of the name, as far as they are there. Any of them tells
    /// the person: whoever corrects a table corrects one of them.
    pub(super) people: Vec<String>,
    /// What it says: a digest of the cells that are used, and which of the rows that say so it is.
    pub(super) saying: String,
    /// The number of the first row that says exactly this to the same person, where this is another one.
    pub(super) repeats: Option<u64>,
}

/// Written down with the envelope of a row, in a list per person.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Begun {
    pub(super) envelope: EnvelopeId,
    /// What the row said; empty where it was known by its number, as earlier versions did.
    #[serde(default)]
    pub(super) saying: String,
}

impl Identities {
    /// Of every row; `used` are the columns that reach the envelope.
    pub(super) fn of(table: &Table, used: &BTreeSet<String>) -> Self {
        let mut times: BTreeMap<String, (u32, u64)> = BTreeMap::new();
        let mut of = BTreeMap::new();
        for row in &table.rows {
            let said = saying(table, row, used);
            let (time, first) = times.entry(said.clone()).or_insert((0, row.number));
            *time += 1;
            let mut people = people(table, row);
            // Of rows that name nobody nothing says that they mean the same person.
            let repeats = Some(*first).filter(|first| *first != row.number && !people.is_empty());
            if people.is_empty() {
                people.push(said.clone());
            }
            of.insert(row.number, Identity { people, saying: format!("{said}.{time}"), repeats });
        }
        let saying = of.values().map(|identity| identity.saying.clone()).collect();
        Self { of, saying }
    }

    pub(super) fn get(&self, row: &Row) -> Option<&Identity> {
        self.of_number(row.number)
    }

    /// The same of the row with this number.
    pub(super) fn of_number(&self, number: u64) -> Option<&Identity> {
        self.of.get(&number)
    }

    /// Whether a row of the table says this.
    pub(super) fn has(&self, saying: &str) -> bool {
        self.saying.contains(saying)
    }
}

fn saying(table: &Table, row: &Row, used: &BTreeSet<String>) -> String {
    let mut text = String::new();
    for name in used {
        if let Some(cell) = table.cell(row, name).filter(|cell| !cell.is_empty()) {
            // An address in capitals is the same address.
            let cell = if name == "email" { cell.to_lowercase() } else { cell.to_owned() };
            // Lengths keep two cells from being read as one.
            text.push_str(&format!("{}:{name}={}:{cell};", name.len(), cell.len()));
        }
    }
    Sha256Digest::of(text.as_bytes()).to_string()
}

/// None where the row names nobody.
fn people(table: &Table, row: &Row) -> Vec<String> {
    let cell = |name: &str| table.cell(row, name).filter(|cell| !cell.is_empty());
    let digits =
        |number: &str| number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>();
    let is_whole = table.columns.contains(&ColumnUse::FullName);
    let parts = if is_whole { vec!["full_name"] } else { vec!["first_name", "last_name"] };
    let name = parts.into_iter().filter_map(cell).collect::<Vec<_>>().join(" ");
    let named = [
        cell("email").map(str::to_lowercase),
        cell("mobile").map(digits),
        (!name.is_empty()).then(|| name.to_lowercase()),
    ];
    named.into_iter().flatten().map(|named| Sha256Digest::of(named.as_bytes()).to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn identities(text: &str) -> (Table, Identities) {
        let table = Table::read(Path::new("gens.csv"), text.as_bytes()).unwrap();
        let used = ["email", "last_name", "lot"].map(str::to_owned).into();
        let of = Identities::of(&table, &used);
        (table, of)
    }

    #[test]
    fn a_row_is_known_by_what_it_says_wherever_it_stands() {
        let (before, one) = identities("email,last_name,lot\na@ex.fr,A,1\nb@ex.fr,B,2\n");
        let (after, two) =
            identities("lot;last_name;email;note\n9;Z;z@ex.fr;\n2;B;b@ex.fr;neu\n1;A;A@ex.fr;\n");
        assert_eq!(one.get(&before.rows[1]), two.get(&after.rows[1]), "columns that nobody uses say nothing");
        let (first, last) = (one.get(&before.rows[0]).unwrap(), two.get(&after.rows[2]).unwrap());
        assert_eq!(first.people, last.people, "an address is the same in capitals");
        assert_ne!(one.get(&before.rows[0]).unwrap().people, one.get(&before.rows[1]).unwrap().people);
    }

    #[test]
    fn whoever_corrects_an_address_or_adds_one_means_the_same_person() {
        let (before, one) = identities("email,last_name,lot\njean@gmial.com,Martin,1\n,Durand,2\n");
        let (after, two) = identities("email,last_name,lot\njean@gmail.com,Martin,1\nd@ex.fr,Durand,2\n");
        for (earlier, later) in before.rows.iter().zip(&after.rows) {
            let (earlier, later) = (one.get(earlier).unwrap(), two.get(later).unwrap());
            assert!(earlier.people.iter().any(|person| later.people.contains(person)));
            assert_ne!(earlier.saying, later.saying);
        }
    }

    #[test]
    fn rows_that_say_the_same_twice_are_two() {
        let (table, of) = identities("email,lot\na@ex.fr,1\na@ex.fr,1\na@ex.fr,2\n");
        let said: BTreeSet<_> = table.rows.iter().map(|row| of.get(row).unwrap().saying.clone()).collect();
        let people: BTreeSet<_> = table.rows.iter().map(|row| of.get(row).unwrap().people.clone()).collect();
        assert_eq!((said.len(), people.len()), (3, 1));
        assert!(said.iter().all(|one| of.has(one)) && !of.has("x.1"));
    }

    #[test]
    fn a_row_without_a_person_is_about_nobody_else() {
        let (table, of) = identities("lot\n1\n2\n");
        assert_ne!(of.get(&table.rows[0]).unwrap().people, of.get(&table.rows[1]).unwrap().people);
    }
}
