//! Templates: a request to be made again and again, of which only a part changes each time.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    Contact, Document, DocumentId, Draft, DraftId, DraftRecipient, EnvelopeContent, EnvelopeOptions, Field,
    FieldId, Language, Recipient, RecipientId, SignatureVisibility, TemplateId, Timestamp,
};

/// A request that waits for what changes: people, and documents.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Template {
    /// Its identifier.
    pub id: TemplateId,
    /// What the person calls it.
    pub name: String,
    /// The title of the requests made from it.
    pub title: String,
    /// Their message.
    pub message: String,
    /// Their language.
    pub language: Language,
    /// The documents, in order; those in `asked_documents` show only where the boxes are.
    pub documents: Vec<Document>,
    /// The people, in order; of those in `asked_people` only the part they have is kept.
    pub recipients: Vec<DraftRecipient>,
    /// The boxes.
    pub fields: Vec<Field>,
    /// Boxes to be looked at before anything made of this is sent.
    #[serde(default)]
    pub doubtful: BTreeSet<FieldId>,
    /// What is asked of the provider; without a date, which would be past the next time.
    pub options: EnvelopeOptions,
    /// People who are others each time, with the word for each: "the tenant".
    pub asked_people: BTreeMap<RecipientId, String>,
    /// Documents that are others each time.
    pub asked_documents: BTreeSet<DocumentId>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// What a template is made of.
#[derive(Clone, Debug)]
pub struct TemplateChoice {
    /// Its identifier.
    pub id: TemplateId,
    /// What the person calls it.
    pub name: String,
    /// People who are others each time, with the word for each.
    pub asked_people: BTreeMap<RecipientId, String>,
    /// Documents that are others each time.
    pub asked_documents: BTreeSet<DocumentId>,
    /// When it is made.
    pub created_at: Timestamp,
}

impl Template {
    /// A template of a draft. What is known of the people who are asked for each time does not go into it.
    #[must_use]
    pub fn of_draft(draft: Draft, choice: TemplateChoice) -> Self {
        let options = EnvelopeOptions { expires_at: None, ..draft.options };
        let mut template = Self {
            id: choice.id,
            name: choice.name.trim().to_owned(),
            title: draft.title,
            message: draft.message,
            language: draft.language,
            documents: draft.documents,
            recipients: draft.recipients,
            fields: draft.fields,
            doubtful: draft.doubtful,
            options,
            asked_people: choice.asked_people,
            asked_documents: choice.asked_documents,
            created_at: choice.created_at,
        };
        template.forget_asked();
        template
    }

    /// A template of what was sent.
    #[must_use]
    pub fn of_content(content: &EnvelopeContent, choice: TemplateChoice) -> Self {
        let id = DraftId::new([0; 16]);
        let draft = Draft {
            title: content.title.clone(),
            message: content.message.clone(),
            documents: content.documents.clone(),
            recipients: content.recipients.iter().map(|one| typed(one, content)).collect(),
            fields: content.fields.clone(),
            options: content.options.clone(),
            ..Draft::new(id, content.language, content.created_at)
        };
        Self::of_draft(draft, choice)
    }

    /// Keeps only what holds together: who is asked for is among the people, every box is somebody's, on a document.
    #[must_use]
    pub fn is_consistent(&self) -> bool {
        let draft = self.clone().draft(DraftId::new([0; 16]), self.created_at);
        let is_known = |id: &RecipientId| draft.recipient(id).is_some();
        let ids: BTreeSet<&str> = self
            .documents
            .iter()
            .map(|document| document.id.as_str())
            .chain(self.recipients.iter().map(|recipient| recipient.id.as_str()))
            .chain(self.fields.iter().map(|field| field.id.as_str()))
            .collect();
        self.asked_people.keys().all(is_known)
            && self.asked_documents.iter().all(|id| draft.document(id).is_some())
            && self.fields.iter().all(|f| is_known(&f.recipient) && draft.document(&f.document).is_some())
            && self.doubtful.iter().all(|id| draft.field(id).is_some())
            && ids.len() == self.documents.len() + self.recipients.len() + self.fields.len()
    }

    /// A draft as the template says; those who are asked for are still without a name.
    #[must_use]
    pub fn draft(self, id: DraftId, at: Timestamp) -> Draft {
        Draft {
            title: self.title,
            message: self.message,
            documents: self.documents,
            recipients: self.recipients,
            fields: self.fields,
            doubtful: self.doubtful,
            options: self.options,
            ..Draft::new(id, self.language, at)
        }
    }

    fn forget_asked(&mut self) {
        for person in &mut self.recipients {
            if self.asked_people.contains_key(&person.id) {
                person.fill(&Contact::default());
            }
        }
    }
}

impl DraftRecipient {
    /// Puts a person in this place: names, addresses, and the language where it is known.
    pub fn fill(&mut self, contact: &Contact) {
        self.first_name.clone_from(&contact.first_name);
        self.last_name.clone_from(&contact.last_name);
        self.email.clone_from(&contact.email);
        self.mobile.clone_from(&contact.mobile);
        self.language = contact.language.unwrap_or(self.language);
    }
}

fn typed(recipient: &Recipient, content: &EnvelopeContent) -> DraftRecipient {
    DraftRecipient {
        id: recipient.id.clone(),
        role: recipient.role,
        first_name: recipient.first_name.clone(),
        last_name: recipient.last_name.clone(),
        email: recipient.email.as_ref().map(ToString::to_string).unwrap_or_default(),
        mobile: recipient.mobile.as_ref().map(ToString::to_string).unwrap_or_default(),
        language: recipient.language,
        authentication: recipient.authentication,
        routing_order: recipient.routing_order.map(crate::RoutingOrder::get),
        delivery: recipient.delivery,
        signature: match content.signs_invisibly(recipient) {
            true => SignatureVisibility::Invisible,
            false => SignatureVisibility::Visible,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{document_id, draft, envelope_id, recipient_id};

    fn choice() -> TemplateChoice {
        TemplateChoice {
            id: TemplateId::new([3; 16]),
            name: " Bail ".to_owned(),
            asked_people: [(recipient_id("alice"), "Le locataire".to_owned())].into(),
            asked_documents: [document_id(2)].into(),
            created_at: Timestamp::from_millis(5),
        }
    }

    #[test]
    fn a_template_forgets_whom_it_asks_for_and_keeps_the_rest() {
        let mut source = draft();
        source.recipients[0].email = "alice@ex.fr".to_owned();
        source.options.expires_at = Some(Timestamp::from_millis(7));
        let template = Template::of_draft(source.clone(), choice());
        assert_eq!(template.name, "Bail");
        assert!(template.is_consistent());
        let json = serde_json::to_string(&template).unwrap();
        assert!(!json.contains("alice@ex.fr"), "{json}");
        let made = template.draft(DraftId::new([8; 16]), Timestamp::from_millis(9));
        assert_eq!(
            (made.recipients[0].full_name(), &made.recipients[1]),
            (String::new(), &source.recipients[1])
        );
        assert_eq!((made.fields, made.documents), (source.fields, source.documents));
        assert_eq!(made.options.expires_at, None, "the date would be past the next time");
        assert_eq!((made.id, made.created_at), (DraftId::new([8; 16]), Timestamp::from_millis(9)));
    }

    #[test]
    fn what_was_sent_makes_the_same_template() {
        let source = draft();
        let envelope = source.clone().into_envelope(envelope_id(), source.created_at).unwrap();
        assert_eq!(Template::of_content(envelope.content(), choice()), Template::of_draft(source, choice()));
        let mut source = draft();
        source.fields.retain(|field| field.recipient != recipient_id("bob"));
        source.recipients[1].signature = SignatureVisibility::Invisible;
        let envelope = source.clone().into_envelope(envelope_id(), source.created_at).unwrap();
        assert_eq!(Template::of_content(envelope.content(), choice()), Template::of_draft(source, choice()));
    }

    #[test]
    fn what_does_not_hold_together_is_seen() {
        let good = Template::of_draft(draft(), choice());
        for spoil in [
            |t: &mut Template| drop(t.asked_people.insert(recipient_id("nobody"), String::new())),
            |t: &mut Template| t.asked_documents.extend([document_id(9)]),
            |t: &mut Template| drop(t.documents.remove(0)),
            |t: &mut Template| drop(t.recipients.remove(0)),
            |t: &mut Template| t.fields.push(t.fields[0].clone()),
        ] {
            let mut template = good.clone();
            spoil(&mut template);
            assert!(!template.is_consistent(), "{template:?}");
        }
    }

    #[test]
    fn a_place_is_filled_with_a_person_as_the_book_knows_them() {
        let mut person = draft().recipients.remove(0);
        let language = person.language;
        person.fill(&Contact { first_name: "Zoë".to_owned(), ..Contact::default() });
        assert_eq!((person.full_name().as_str(), person.language), ("Zoë", language));
        person.fill(&Contact { language: Some(Language::Ar), ..Contact::default() });
        assert_eq!((person.full_name().as_str(), person.language), ("", Language::Ar));
    }
}
