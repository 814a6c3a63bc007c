//! From an envelope to dispatches. What a provider cannot do at once is done in turns; what it cannot do at all is
//! refused, every refusal at once; nothing is ever quietly done less well.
//!
//! Pure: no request, no clock. Its promise is tested over every combination of capabilities: nobody is asked out of turn,
//! nobody is forgotten.

mod demands;
mod refusal;

use paraphe_envelope::{Document, Envelope, Field, Recipient, Role, turns};

pub(crate) use self::demands::{boxless_refusals, option_refusals, recipient_refusals};
pub use self::refusal::Refusal;
use crate::capability::{Arity, Capability, Placing, Routing};

/// One request to a provider: an envelope, or the part of it the provider can take at once.
#[derive(Clone, Debug)]
pub struct Dispatch<'e> {
    /// The envelope.
    pub envelope: &'e Envelope,
    /// Its number within the envelope, from 1.
    pub number: u32,
    /// Dispatches of one turn may be out together; a turn begins when everybody of the one before has finished, and gets
    /// the documents as signed until then. From 1.
    pub turn: u32,
    /// The documents it holds.
    pub documents: Vec<&'e Document>,
    /// Those who act, in groups: a group together, after the groups before it.
    pub groups: Vec<Vec<&'e Recipient>>,
    /// Those who are told and never waited for.
    pub observers: Vec<&'e Recipient>,
}

impl<'e> Dispatch<'e> {
    /// Everybody it is for: those who act in their order, then those who are told.
    pub fn recipients(&self) -> impl Iterator<Item = &'e Recipient> {
        self.groups.iter().flatten().chain(&self.observers).copied()
    }

    /// The fields of its people on its documents.
    pub fn fields(&self) -> impl Iterator<Item = &'e Field> {
        self.envelope.fields().iter().filter(|field| {
            self.documents.iter().any(|document| document.id == field.document)
                && self.recipients().any(|recipient| recipient.id == field.recipient)
        })
    }
}

/// The dispatches of an envelope in the order of their turns.
///
/// # Errors
/// Everything the provider cannot do, at once.
pub fn plan<'e>(envelope: &'e Envelope, capability: &Capability) -> Result<Vec<Dispatch<'e>>, Vec<Refusal>> {
    let mut refusals = demands::refusals(envelope, capability);
    let documents = split_documents(envelope, capability);
    let turns = split_groups(turns(envelope.recipients()), capability, documents.len() > 1);
    if capability.placement == Placing::TextTags && turns.len() > 1 {
        refusals.push(Refusal::Order);
    }
    let mut dispatches = Vec::new();
    for documents in documents {
        let part = dispatches_of(envelope, &documents, &turns);
        if part.is_empty() {
            let missed = documents.iter().map(|document| document.id.clone());
            refusals.extend(missed.map(|document| Refusal::DocumentWithoutSigner { document }));
        }
        dispatches.extend(part);
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    dispatches.sort_by_key(|dispatch| dispatch.turn);
    for (dispatch, number) in dispatches.iter_mut().zip(1..) {
        dispatch.number = number;
    }
    Ok(dispatches)
}

/// The dispatches of documents that go together, turn by turn; not numbered yet.
fn dispatches_of<'e>(
    envelope: &'e Envelope,
    documents: &[&'e Document],
    turns: &[Vec<Vec<&'e Recipient>>],
) -> Vec<Dispatch<'e>> {
    let mut dispatches = Vec::new();
    for (groups, turn) in turns.iter().zip(1..) {
        let groups = concerned(envelope, documents, groups);
        if !groups.is_empty() {
            let documents = documents.to_vec();
            dispatches.push(Dispatch { envelope, number: 0, turn, documents, groups, observers: Vec::new() });
        }
    }
    // Viewers may look from the first turn on; copies are of the result, so they go with the last.
    if let Some(first) = dispatches.first_mut() {
        first.observers.extend(with_role(envelope, Role::Viewer));
    }
    if let Some(last) = dispatches.last_mut() {
        last.observers.extend(with_role(envelope, Role::CarbonCopy));
    }
    dispatches
}

/// The documents that can go together.
fn split_documents<'e>(envelope: &'e Envelope, capability: &Capability) -> Vec<Vec<&'e Document>> {
    match capability.documents {
        Arity::Many => vec![envelope.documents().iter().collect()],
        Arity::One => envelope.documents().iter().map(|document| vec![document]).collect(),
    }
}

/// The groups that can be in one dispatch, turn by turn.
///
/// A provider keeps an order only within one dispatch: as soon as documents go separately, each group is a turn of its own.
/// A provider of one signer gets the people of a group one after the other all the same, because signing at the same time
/// would leave two versions of a document with one signature each.
fn split_groups<'e>(
    groups: Vec<Vec<&'e Recipient>>,
    capability: &Capability,
    documents_are_split: bool,
) -> Vec<Vec<Vec<&'e Recipient>>> {
    if capability.signers == Arity::One {
        return groups.into_iter().flatten().map(|recipient| vec![vec![recipient]]).collect();
    }
    match capability.routing {
        Routing::Groups if !documents_are_split => vec![groups],
        Routing::Sequential if !documents_are_split => runs_of_single(groups),
        Routing::Groups | Routing::Parallel | Routing::Sequential => {
            groups.into_iter().map(|group| vec![group]).collect()
        }
    }
}

/// Neighbouring groups of one person each become one dispatch in order; a larger group stands alone.
fn runs_of_single(groups: Vec<Vec<&Recipient>>) -> Vec<Vec<Vec<&Recipient>>> {
    let mut turns: Vec<Vec<Vec<&Recipient>>> = Vec::new();
    for group in groups {
        match turns.last_mut() {
            Some(run) if group.len() == 1 && run.iter().all(|before| before.len() == 1) => run.push(group),
            _ => turns.push(vec![group]),
        }
    }
    turns
}

/// The people of these groups who have something to do on these documents: a field, or no field anywhere, which makes all
/// of the envelope their business; so does signing without a box.
fn concerned<'e>(
    envelope: &Envelope,
    documents: &[&Document],
    groups: &[Vec<&'e Recipient>],
) -> Vec<Vec<&'e Recipient>> {
    let is_concerned = |recipient: &&Recipient| {
        let mut fields = envelope.fields_of(&recipient.id).peekable();
        fields.peek().is_none()
            || envelope.content().signs_invisibly(recipient)
            || fields.any(|field| documents.iter().any(|document| document.id == field.document))
    };
    let groups = groups.iter().map(|group| group.iter().copied().filter(is_concerned).collect::<Vec<_>>());
    groups.filter(|group| !group.is_empty()).collect()
}

fn with_role(envelope: &Envelope, role: Role) -> impl Iterator<Item = &Recipient> {
    envelope.recipients().iter().filter(move |recipient| recipient.role == role)
}

#[cfg(test)]
mod tests;
