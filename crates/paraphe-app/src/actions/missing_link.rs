//! Whose link has not come: people whom their provider does not tell, who could sign now, and have nothing to sign by.

use paraphe_envelope::{Delivery, Recipient};
use paraphe_providers::ProviderId;

use super::Standing;
use crate::schema::{DispatchStateView, DispatchView, EnvelopeAction, MissingLink};

impl Standing<'_> {
    /// What is known of the link this person would sign by; none where there is one, where none is needed, or where it is
    /// not their turn.
    pub(crate) fn missing_link(
        &self,
        dispatches: &[DispatchView],
        person: &Recipient,
    ) -> Option<MissingLink> {
        let asks = |one: &DispatchView| {
            one.state == DispatchStateView::Accepted && one.recipients.contains(&person.id)
        };
        let mut links = dispatches.iter().flat_map(|dispatch| &dispatch.links);
        let is_needed = person.delivery != Delivery::ProviderMails
            && self.provider.is_some_and(|provider| provider != ProviderId::Local)
            && self.envelope.whose_turn().iter().any(|turn| turn.id == person.id)
            && dispatches.iter().any(asks);
        if !is_needed || links.any(|link| link.recipient == person.id) {
            return None;
        }
        let is_silent = self.hindrance(EnvelopeAction::Refresh) == Some("action-reason-no-poll");
        Some(if is_silent { MissingLink::Never } else { MissingLink::Yet })
    }
}

#[cfg(test)]
mod tests {
    use paraphe_envelope::{
        AuditEvent, AuditEventKind, Authentication, Envelope, EnvelopeContent, EnvelopeId, EnvelopeOptions,
        Language, RecipientId, Role, RoutingOrder, Timestamp,
    };

    use super::*;
    use crate::schema::RecipientLinkView;

    fn id(text: &str) -> RecipientId {
        text.parse().unwrap()
    }

    fn person(name: &str, role: Role, rank: u16, delivery: Delivery) -> Recipient {
        Recipient {
            id: id(name),
            role,
            first_name: name.to_owned(),
            last_name: "Dupont".to_owned(),
            email: None,
            mobile: None,
            language: Language::Fr,
            authentication: Authentication::None,
            routing_order: RoutingOrder::new(rank),
            delivery,
        }
    }

    /// A request that is out: two whose turn it is, one who approves beside them, one whom the provider tells, one later.
    fn envelope() -> Envelope {
        let mut envelope = Envelope::new(EnvelopeContent {
            id: EnvelopeId::new([7; 16]),
            title: "Bail".to_owned(),
            message: String::new(),
            language: Language::Fr,
            documents: Vec::new(),
            recipients: vec![
                person("ada", Role::Signer, 1, Delivery::Links),
                person("bea", Role::Signer, 1, Delivery::InPerson),
                person("cleo", Role::Approver, 1, Delivery::Links),
                person("dora", Role::Signer, 1, Delivery::ProviderMails),
                person("eve", Role::Signer, 2, Delivery::Links),
            ],
            fields: Vec::new(),
            options: EnvelopeOptions::default(),
            created_at: Timestamp::from_millis(0),
        });
        let (provider, account) = ("ngsign".to_owned(), "Tunis".to_owned());
        let sent = AuditEventKind::Accepted;
        let kinds = [AuditEventKind::Created, AuditEventKind::SendingStarted { provider, account }, sent];
        for kind in kinds {
            envelope.apply(AuditEvent { at: Timestamp::from_millis(1), kind }).unwrap();
        }
        envelope
    }

    fn dispatch(envelope: &Envelope, state: DispatchStateView) -> DispatchView {
        let link = RecipientLinkView { recipient: id("ada"), url: "https://s.example/1".to_owned() };
        DispatchView {
            number: 1,
            turn: 1,
            state,
            remote: Some("r".to_owned()),
            recipients: envelope.recipients().iter().map(|person| person.id.clone()).collect(),
            links: vec![link],
            checked_at: None,
            next_check_at: None,
            trouble: None,
            left_behind: None,
        }
    }

    /// Who lacks a link at this provider, with what is known of it.
    fn lacking(provider: ProviderId, state: DispatchStateView) -> Vec<(String, MissingLink)> {
        let envelope = envelope();
        let standing = Standing {
            envelope: &envelope,
            rows: Vec::new(),
            provider: Some(provider),
            account_known: true,
            now: paraphe_envelope::Timestamp::from_millis(0),
        };
        let dispatches = [dispatch(&envelope, state)];
        let missing =
            |person: &Recipient| Some((person.id.to_string(), standing.missing_link(&dispatches, person)?));
        envelope.recipients().iter().filter_map(missing).collect()
    }

    #[test]
    fn who_could_sign_now_and_has_nothing_to_sign_by_is_told() {
        let found = lacking(ProviderId::NgSign, DispatchStateView::Accepted);
        let both = |known| [("bea".to_owned(), known), ("cleo".to_owned(), known)];
        assert_eq!(found, both(MissingLink::Yet));
    }

    #[test]
    fn nothing_is_missing_here_or_before_the_provider_has_it() {
        assert_eq!(lacking(ProviderId::Local, DispatchStateView::Accepted), []);
        for state in [DispatchStateView::Pending, DispatchStateView::Refused, DispatchStateView::Uncertain] {
            assert_eq!(lacking(ProviderId::NgSign, state), []);
        }
    }
}
