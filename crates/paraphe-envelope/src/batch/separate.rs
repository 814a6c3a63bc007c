//! One request for each document of a draft: the same people, order and options, and in each the boxes of its document.

use crate::{Document, Draft, DraftRecipient, RecipientId, SignatureVisibility};

/// The request for one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Separated {
    /// The name of the document, unlike those of the others.
    pub label: String,
    /// The request.
    pub draft: Draft,
    /// Those of the whole who have nothing to do in it.
    pub left_out: Vec<RecipientId>,
}

impl Draft {
    /// One request for each document, in their order.
    ///
    /// Somebody with boxes is part of the requests in whose document one of them stands; who has none anywhere, or signs
    /// without a box, is part of all, as of the whole. A document without a signer makes a request that cannot be sent.
    #[must_use]
    pub fn separated(&self) -> Vec<Separated> {
        self.documents.iter().zip(self.labels()).map(|(document, label)| self.only(document, label)).collect()
    }

    fn only(&self, document: &Document, label: String) -> Separated {
        let (kept, left): (Vec<_>, Vec<_>) =
            self.recipients.iter().cloned().partition(|person| self.concerns(person, document));
        let mut draft = self.clone();
        draft.fields.retain(|field| field.document == document.id);
        draft.doubtful.retain(|id| draft.fields.iter().any(|field| field.id == *id));
        draft.documents = vec![document.clone()];
        draft.recipients = kept;
        if self.title.trim() != label {
            draft.title = format!("{} – {label}", self.title.trim());
        }
        Separated { label, draft, left_out: left.into_iter().map(|person| person.id).collect() }
    }

    fn concerns(&self, person: &DraftRecipient, document: &Document) -> bool {
        let mut own = self.fields.iter().filter(|field| field.recipient == person.id).peekable();
        own.peek().is_none()
            || person.signature == SignatureVisibility::Invisible
            || own.any(|field| field.document == document.id)
    }

    /// The names of the documents, those that are the same with their position.
    fn labels(&self) -> Vec<String> {
        let named = |name: &str| self.documents.iter().filter(|one| one.name.trim() == name).count();
        let label = |(document, number): (&Document, usize)| match document.name.trim() {
            name if named(name) > 1 => format!("{name} ({number})"),
            name => name.to_owned(),
        };
        self.documents.iter().zip(1..).map(label).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{document_id, draft, field, recipient_id};
    use crate::{BatchPattern, ColumnUse, Each};

    fn people(request: &Separated) -> Vec<&str> {
        request.draft.recipients.iter().map(|person| person.id.as_str()).collect()
    }

    #[test]
    fn each_document_has_its_boxes_and_those_who_have_to_do_with_it() {
        // Alice has a box on both, Bob on the first, Chloé only looks.
        let whole = draft();
        let requests = whole.separated();
        let parts: Vec<_> = requests.iter().map(people).collect();
        assert_eq!(parts, [vec!["alice", "bob", "chloe"], vec!["alice", "chloe"]]);
        assert_eq!((requests[0].left_out.len(), &requests[1].left_out), (0, &vec![recipient_id("bob")]));
        assert!(requests[1].draft.title.starts_with("Contrat de prestation – Contrat n° 2"));
        let mut fields: Vec<_> = requests.into_iter().flat_map(|request| request.draft.fields).collect();
        fields.sort_by_key(|field| field.id.to_string());
        assert_eq!(fields, whole.fields, "no box is lost, none is there twice");
    }

    #[test]
    fn who_signs_without_a_box_signs_every_document() {
        let mut whole = draft();
        whole.fields.retain(|field| field.recipient != recipient_id("bob"));
        whole.recipients[1].signature = SignatureVisibility::Invisible;
        assert!(whole.separated().iter().all(|request| people(request).contains(&"bob")));
    }

    #[test]
    fn a_box_to_be_looked_at_again_is_so_in_its_own_request() {
        let mut whole = draft();
        whole.doubtful = whole.fields.iter().map(|field| field.id.clone()).collect();
        let doubtful: Vec<usize> =
            whole.separated().iter().map(|request| request.draft.doubtful.len()).collect();
        assert_eq!(doubtful, [2, 1]);
    }

    #[test]
    fn a_row_is_found_by_its_label_though_documents_have_one_name() {
        let mut whole = draft();
        whole.title = "Contrat {{lot}}".to_owned();
        whole.documents.iter_mut().for_each(|document| document.name = "Annexe".to_owned());
        whole.fields.push(field(4, "bob", 2));
        whole.recipients[0].first_name = "Alice".to_owned();
        let pattern = BatchPattern {
            recipient: recipient_id("alice"),
            headers: vec!["Document".to_owned()],
            columns: vec![ColumnUse::Other],
            each: Each::Document,
            draft: whole,
        };
        assert_eq!(pattern.unknown_names(), [], "braces mean themselves");
        let filled = |label: &str| pattern.fill(&[label.to_owned()]);
        let second = filled("Annexe (2)").unwrap();
        assert_eq!((second.documents[0].id.clone(), second.documents.len()), (document_id(2), 1));
        assert_eq!(second.title, "Contrat {{lot}} – Annexe (2)");
        assert_eq!(pattern.subject(&second), "Alice Đặng-Œuvray, Łucja Đặng-Œuvray");
        assert!(filled("Annexe").is_err());
    }
}
