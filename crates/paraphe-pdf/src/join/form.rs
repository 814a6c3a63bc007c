//! The interactive forms of the parts as one (ISO 32000-2, 12.7).
//!
//! A single form comes along as it is. Of several, each one's fields go under a parent of their own, named by the number of
//! the document: `Nom` of the second document becomes `2.Nom`, and no two fields share a value by accident.

use std::io;

use super::copy::{Copier, Output};
use super::{JoinError, JoinPart};
use crate::object::{Dictionary, Object};
use crate::revision::RevisionView;

/// How far into two resources is looked to see whether they are the same.
const DEEPEST: u8 = 8;
/// `/SigFlags`: the document has signature fields. The other bit forbids rewriting, and speaks of signatures there are.
const SIGNATURES_EXIST: i64 = 1;

/// Which parts have a form, and the number of the field above its fields where there are several forms.
#[derive(Debug)]
pub(super) struct FormPlan {
    parts: Vec<usize>,
    parents: Vec<u32>,
}

fn form_of(view: RevisionView<'_>) -> Option<Dictionary> {
    let form = view.dictionary(&view.catalog(), b"AcroForm")?;
    let has_fields = view.get(&form, b"Fields").as_array().is_some_and(|fields| !fields.is_empty());
    has_fields.then_some(form)
}

/// Looks whether the forms go together.
pub(super) fn plan(parts: &[JoinPart<'_>]) -> Result<FormPlan, JoinError> {
    let with_form: Vec<usize> =
        (0..parts.len()).filter(|part| form_of(parts[*part].file.current()).is_some()).collect();
    for (at, part) in with_form.iter().enumerate() {
        let view = parts[*part].file.current();
        for earlier in &with_form[..at] {
            if !resources_agree(parts[*earlier].file.current(), view) {
                return Err(JoinError::FormsDiffer { part: *part });
            }
        }
    }
    Ok(FormPlan { parts: with_form, parents: Vec::new() })
}

impl FormPlan {
    /// Gives the root fields of several forms their new parents. Pages come with their fields, so this comes before pages.
    pub(super) fn adopt(&mut self, copiers: &mut [Copier<'_>], output: &mut Output) {
        if self.parts.len() < 2 {
            return;
        }
        for part in &self.parts {
            let (copier, parent) = (&mut copiers[*part], output.number());
            let form = form_of(copier.view).unwrap_or_default();
            for root in copier.view.get(&form, b"Fields").as_array().unwrap_or_default() {
                if let Some(id) = root.as_reference() {
                    copier.adopt(id, parent);
                }
            }
            self.parents.push(parent);
        }
    }
}

/// Whether what both forms call by the same name, a font above all, is the same.
fn resources_agree(one: RevisionView<'_>, other: RevisionView<'_>) -> bool {
    let of = |view: RevisionView<'_>| form_of(view).and_then(|form| view.dictionary(&form, b"DR"));
    let (Some(first), Some(second)) = (of(one), of(other)) else { return true };
    first.iter().all(|kind| {
        let (Some(first), Some(second)) =
            (one.dictionary(&first, &kind.key), other.dictionary(&second, &kind.key))
        else {
            return true;
        };
        first.iter().all(|entry| {
            second.get(&entry.key).is_none_or(|value| same((one, &entry.value), (other, value), DEEPEST))
        })
    })
}

/// Whether two values of different documents say the same.
fn same(one: (RevisionView<'_>, &Object), other: (RevisionView<'_>, &Object), levels: u8) -> bool {
    let Some(levels) = levels.checked_sub(1) else { return true };
    match (one.0.resolve(one.1), other.0.resolve(other.1)) {
        (Object::Array(a), Object::Array(b)) => {
            a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| same((one.0, a), (other.0, b), levels))
        }
        (Object::Dictionary(a), Object::Dictionary(b)) => same_entries((one.0, &a), (other.0, &b), levels),
        (Object::Stream(a), Object::Stream(b)) => one.0.raw(&a) == other.0.raw(&b),
        (a, b) => a == b,
    }
}

fn same_entries(
    one: (RevisionView<'_>, &Dictionary),
    other: (RevisionView<'_>, &Dictionary),
    levels: u8,
) -> bool {
    let covers = |a: (RevisionView<'_>, &Dictionary), b: (RevisionView<'_>, &Dictionary)| {
        a.1.iter().all(|entry| {
            b.1.get(&entry.key).is_some_and(|value| same((a.0, &entry.value), (b.0, value), levels))
        })
    };
    one.1.len() == other.1.len() && covers(one, other)
}

/// Writes the form; none where no part has one.
pub(super) fn write(
    plan: &FormPlan,
    copiers: &mut [Copier<'_>],
    output: &mut Output,
) -> io::Result<Option<Object>> {
    match plan.parts[..] {
        [] => Ok(None),
        [only] => {
            let copier = &mut copiers[only];
            let form = form_of(copier.view).unwrap_or_default();
            let form = copier.dictionary(&form, output);
            copier.settle(output)?;
            Ok(Some(Object::Dictionary(form)))
        }
        [..] => merged(plan, copiers, output).map(Some),
    }
}

fn merged(plan: &FormPlan, copiers: &mut [Copier<'_>], output: &mut Output) -> io::Result<Object> {
    let mut fields = Vec::new();
    let mut order = Vec::new();
    let mut resources = Dictionary::new();
    let (mut flags, mut needs_appearances) = (0, false);
    for (part, parent) in plan.parts.iter().zip(&plan.parents) {
        let copier = &mut copiers[*part];
        let view = copier.view;
        let form = form_of(view).unwrap_or_default();
        let gathered = gathered(copier, &form, part + 1, output);
        output.put(*parent, &Object::Dictionary(gathered))?;
        fields.push(Object::Reference((*parent, 0)));
        let calculated = view.get(&form, b"CO");
        order.extend(calculated.as_array().unwrap_or_default().iter().map(|id| copier.value(id, output)));
        if let Some(own) = view.dictionary(&form, b"DR") {
            add_resources(&mut resources, &own, copier, output);
        }
        flags |= view.get(&form, b"SigFlags").as_integer().unwrap_or(0) & SIGNATURES_EXIST;
        needs_appearances |= view.get(&form, b"NeedAppearances").as_boolean().unwrap_or(false);
        copier.settle(output)?;
    }
    let mut form = Dictionary::from([(&b"Fields"[..], Object::Array(fields))]);
    let entries = [
        (&b"DR"[..], (!resources.is_empty()).then_some(Object::Dictionary(resources))),
        (b"CO", (!order.is_empty()).then_some(Object::Array(order))),
        (b"SigFlags", (flags != 0).then_some(Object::Integer(flags))),
        (b"NeedAppearances", needs_appearances.then_some(Object::Boolean(true))),
    ];
    for (key, value) in entries {
        if let Some(value) = value {
            form.set(key, value);
        }
    }
    Ok(Object::Dictionary(form))
}

/// The parent of the root fields of a form, which also says what the form said about all of them.
fn gathered(copier: &mut Copier<'_>, form: &Dictionary, name: usize, output: &mut Output) -> Dictionary {
    let roots = copier.view.get(form, b"Fields");
    let roots = roots.as_array().unwrap_or_default();
    // Every field is an object of its own (12.7.4.1); one that is not belongs to nobody.
    let kids =
        roots.iter().filter(|root| root.as_reference().is_some()).map(|root| copier.value(root, output));
    let kids = kids.filter(|kid| *kid != Object::Null).collect();
    let mut field =
        Dictionary::from([(&b"T"[..], Object::text(&name.to_string())), (b"Kids", Object::Array(kids))]);
    for key in [&b"DA"[..], b"Q"] {
        if let Some(value) = form.get(key) {
            field.set(key, copier.value(value, output));
        }
    }
    field
}

/// Adds what is not there under its name yet; what is there is the same, or the plan would have refused.
fn add_resources(all: &mut Dictionary, own: &Dictionary, copier: &mut Copier<'_>, output: &mut Output) {
    for kind in own.iter() {
        let Some(entries) = copier.view.dictionary(own, &kind.key) else { continue };
        let mut known = all.get(&kind.key).and_then(Object::as_dictionary).cloned().unwrap_or_default();
        for entry in entries.iter() {
            if known.get(&entry.key).is_none() {
                known.set(&entry.key, copier.value(&entry.value, output));
            }
        }
        all.set(&kind.key, Object::Dictionary(known));
    }
}
