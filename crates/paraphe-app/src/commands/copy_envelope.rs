//! A new draft with everything of a request: what was declined or came too late is put right and sent again.

use std::collections::{BTreeMap, BTreeSet};

use paraphe_envelope::{Draft, DraftId, EnvelopeContent, Template, TemplateChoice, TemplateId, Timestamp};

use crate::documents::random;
use crate::schema::{DraftView, EnvelopeRequest};
use crate::{App, Error, blocking, translate, view};

pub(crate) async fn run(app: &App, request: EnvelopeRequest) -> Result<DraftView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let envelope = app.history().envelope(&request.envelope).map_err(translate::history)?;
        let ids = (TemplateId::new(random()?), DraftId::new(random()?));
        let draft = copied(envelope.content(), ids, app.now());
        app.history().insert_draft(&draft).map_err(translate::history)?;
        view::draft(&app, &draft.id)
    })
    .await
}

/// Everything of a request, to be sent once more.
pub(crate) fn copied(
    content: &EnvelopeContent,
    (template, draft): (TemplateId, DraftId),
    now: Timestamp,
) -> Draft {
    // A template nobody keeps: it knows what of a request can be made again.
    let choice = TemplateChoice {
        id: template,
        name: String::new(),
        asked_people: BTreeMap::new(),
        asked_documents: BTreeSet::new(),
        created_at: now,
    };
    let mut copy = Template::of_content(content, choice).draft(draft, now);
    // A template has no date; what is put right and sent again keeps the one it had, as long as that is to come.
    copy.options.expires_at = content.options.expires_at.filter(|end| *end > now);
    copy
}

#[cfg(test)]
mod tests {
    use paraphe_envelope::{EnvelopeId, EnvelopeOptions, Language};

    use super::*;

    #[test]
    fn a_copy_keeps_the_end_of_its_time_unless_that_is_past() {
        let at = Timestamp::from_millis;
        let content = |expires_at| EnvelopeContent {
            id: EnvelopeId::new([1; 16]),
            title: "Bail".to_owned(),
            message: "Bonjour".to_owned(),
            language: Language::Fr,
            documents: Vec::new(),
            recipients: Vec::new(),
            fields: Vec::new(),
            options: EnvelopeOptions { expires_at, reminder_days: Some(3), ..EnvelopeOptions::default() },
            created_at: at(1),
        };
        let ids = || (TemplateId::new([2; 16]), DraftId::new([3; 16]));
        for (end, kept) in
            [(None, None), (Some(at(101)), Some(at(101))), (Some(at(100)), None), (Some(at(7)), None)]
        {
            let copy = copied(&content(end), ids(), at(100));
            assert_eq!(copy.options.expires_at, kept, "{end:?}");
            assert_eq!((copy.title.as_str(), copy.options.reminder_days), ("Bail", Some(3)));
        }
    }
}
