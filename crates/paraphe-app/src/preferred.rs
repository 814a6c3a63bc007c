//! The account a draft is sent with unless the person says otherwise: the one last used for its template, else the cheapest
//! that takes it.

use paraphe_providers::ProviderId;

use crate::schema::{CreditsStanding, OfferView};

/// The account to begin with; none only where there are no offers.
///
/// `of_template` was last used for the draft's template, `last_used` for anything that went through a service.
pub(crate) fn preferred<'o>(
    offers: &'o [OfferView],
    of_template: Option<&str>,
    last_used: Option<&str>,
) -> Option<&'o OfferView> {
    let fit = || offers.iter().filter(|offer| offer.refusals.is_empty());
    let of_template = offers.iter().find(|offer| Some(offer.account.as_str()) == of_template);
    // The first of equals: the order of the list decides at last.
    let cheapest = fit().min_by_key(|offer| rank(offer, last_used));
    of_template.filter(|offer| offer.refusals.is_empty()).or(cheapest).or(of_template).or(offers.first())
}

/// What makes an account a worse choice, the worst first.
fn rank(offer: &OfferView, last_used: Option<&str>) -> (bool, bool, u32, bool) {
    let is_here = offer.provider == ProviderId::Local;
    let cannot_pay = offer.credits.as_ref().is_some_and(|credits| credits.standing == CreditsStanding::Short);
    // What nobody publishes is taken to be dearer than what somebody does.
    let price = if is_here { 0 } else { offer.capability.price_cents.unwrap_or(u32::MAX) };
    (offer.test && !is_here, cannot_pay, price, Some(offer.account.as_str()) != last_used)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use paraphe_envelope::Timestamp;
    use paraphe_providers::capability;

    use super::*;
    use crate::schema::{CreditsView, RefusalView};

    fn offer(account: &str, provider: ProviderId) -> OfferView {
        OfferView {
            account: account.to_owned(),
            provider,
            capability: capability(provider),
            refusals: Vec::new(),
            dispatches: 1,
            turns: 1,
            test: false,
            credits: None,
            repair: None,
            merge: None,
            repairs: Vec::new(),
        }
    }

    fn unfit(account: &str, provider: ProviderId) -> OfferView {
        let refusals = vec![RefusalView { code: "delivery".to_owned(), params: BTreeMap::new() }];
        OfferView { refusals, ..offer(account, provider) }
    }

    fn chosen(offers: &[OfferView], of_template: Option<&str>, last_used: Option<&str>) -> String {
        preferred(offers, of_template, last_used).map(|offer| offer.account.clone()).unwrap_or_default()
    }

    #[test]
    fn the_account_of_the_template_comes_first_as_long_as_it_takes_the_request() {
        let offers = [offer("local", ProviderId::Local), offer("Bureau", ProviderId::Docage)];
        assert_eq!(chosen(&offers, Some("Bureau"), None), "Bureau");
        assert_eq!(chosen(&offers, Some("Removed"), None), "local");
        let offers = [offer("local", ProviderId::Local), unfit("Bureau", ProviderId::Docage)];
        assert_eq!(chosen(&offers, Some("Bureau"), None), "local");
        let offers = [unfit("local", ProviderId::Local), unfit("Bureau", ProviderId::Docage)];
        assert_eq!(chosen(&offers, Some("Bureau"), None), "Bureau", "nobody takes it: this one was meant");
        assert_eq!(chosen(&offers, None, None), "local");
    }

    #[test]
    fn then_the_cheapest_that_takes_it() {
        let here = offer("local", ProviderId::Local);
        let (docage, openapi) = (offer("Bureau", ProviderId::Docage), offer("Italie", ProviderId::Openapi));
        assert_eq!(chosen(&[docage.clone(), openapi.clone(), here], None, None), "local", "costs nothing");
        let away = unfit("local", ProviderId::Local);
        assert_eq!(
            chosen(&[away.clone(), docage.clone(), openapi], None, None),
            "Italie",
            "the one price there is"
        );
        let trial = OfferView { test: true, ..offer("Italie", ProviderId::Openapi) };
        assert_eq!(
            chosen(&[away.clone(), trial, docage.clone()], None, None),
            "Bureau",
            "a trial binds nobody"
        );
        let credits =
            Some(CreditsView { left: 0, at: Timestamp::from_millis(0), standing: CreditsStanding::Short });
        let empty = OfferView { credits, ..offer("Italie", ProviderId::Openapi) };
        assert_eq!(chosen(&[away, empty, docage], None, None), "Bureau", "the other one has nothing left");
    }

    #[test]
    fn of_those_nobody_can_tell_apart_the_one_used_last() {
        let offers = [
            unfit("local", ProviderId::Local),
            offer("Bureau", ProviderId::Docage),
            offer("Tunis", ProviderId::NgSign),
        ];
        assert_eq!(chosen(&offers, None, Some("Tunis")), "Tunis");
        assert_eq!(chosen(&offers, None, None), "Bureau");
    }
}
