//! The sender's words as each service hands them on, shown before they leave.

use paraphe_envelope::{Delivery, Envelope, EnvelopeContent, Language, Role};
use paraphe_providers::{
    Capability, PassedText, ProviderId, Refusal, TextCarrier, TextPiece, capability, passed_texts, plan,
};

use crate::support::Request;
use crate::support::recipient_id;

fn request(provider: ProviderId, message: &str) -> Envelope {
    let people =
        Request::of(&capability(provider)).signer("Ada").signer("Bea").person("Cleo", Role::CarbonCopy);
    people.changed(|content| content.message = message.to_owned()).envelope()
}

fn words(text: &str) -> TextPiece {
    TextPiece::Words { text: text.to_owned() }
}

fn who(texts: &[PassedText]) -> Vec<String> {
    texts.iter().map(|text| text.recipient.to_string()).collect()
}

#[test]
fn an_invitation_holds_the_message_and_docage_the_link_after_it() {
    let told =
        passed_texts(&request(ProviderId::Docage, " Bonjour {firstName},\nà demain. "), ProviderId::Docage);
    assert_eq!(who(&told), ["ada", "bea"], "who gets a copy is not invited");
    for text in &told {
        assert_eq!(text.carrier, TextCarrier::Invitation);
        assert_eq!(text.pieces, [words("Bonjour {firstName},\nà demain."), TextPiece::Link]);
    }
    let told = passed_texts(&request(ProviderId::NgSign, "Bonjour"), ProviderId::NgSign);
    assert_eq!(told[0].pieces, [words("Bonjour")]);
}

#[test]
fn whom_the_service_does_not_write_to_gets_no_invitation_of_it() {
    let mut mixed = Request::of(&capability(ProviderId::Docage)).signer("Ada").signer("Bea");
    mixed.last_person().delivery = Delivery::Links;
    let envelope = mixed.changed(|content| content.message = "Bonjour".to_owned()).envelope();
    assert_eq!(who(&passed_texts(&envelope, ProviderId::Docage)), [recipient_id("ada").to_string()]);
}

#[test]
fn openapi_writes_the_message_before_the_code() {
    let told = passed_texts(&request(ProviderId::Openapi, "Bonjour"), ProviderId::Openapi);
    assert_eq!((told.len(), told[0].carrier), (2, TextCarrier::Code));
    assert_eq!(told[0].pieces, [words("Bonjour\n"), TextPiece::Code]);
}

/// Ada reads French, Bea English; the message is there in both.
fn in_two_languages(provider: ProviderId) -> Request {
    let mut people = Request::of(&capability(provider)).signer("Ada").signer("Bea");
    people.last_person().language = Language::En;
    people.changed(|content| {
        content.message = "Bonjour".to_owned();
        content.options.messages.insert(Language::En, "Hello".to_owned());
    })
}

#[test]
fn where_each_gets_a_text_it_is_in_their_language() {
    let told = passed_texts(&in_two_languages(ProviderId::Openapi).envelope(), ProviderId::Openapi);
    let found: Vec<_> = told.iter().map(|text| (text.language, text.pieces[0].clone())).collect();
    assert_eq!(found, [(Language::Fr, words("Bonjour\n")), (Language::En, words("Hello\n"))]);
}

#[test]
fn one_text_for_all_is_in_the_language_they_all_read_else_as_it_stands() {
    for provider in [ProviderId::Docage, ProviderId::NgSign] {
        let mixed = passed_texts(&in_two_languages(provider).envelope(), provider);
        assert!(mixed.iter().all(|text| text.language == Language::Fr), "{mixed:?}");
        assert_eq!(mixed[1].pieces[0], words("Bonjour"), "{provider}");
        let english = in_two_languages(provider).changed(|content| {
            content.recipients[0].language = Language::En;
        });
        let told = passed_texts(&english.envelope(), provider);
        assert_eq!((told[0].language, &told[0].pieces[0]), (Language::En, &words("Hello")), "{provider}");
    }
}

#[test]
fn a_message_in_any_language_is_one_where_none_is_taken() {
    let takes = capability(ProviderId::Docage);
    let silent = Capability { message: false, ..takes.clone() };
    let written = |content: &mut EnvelopeContent| {
        content.options.messages.insert(Language::En, "Hello".to_owned());
    };
    let envelope = Request::of(&takes).signer("Ada").changed(written).envelope();
    assert_eq!(plan(&envelope, &silent).err(), Some(vec![Refusal::Message]));
    assert_eq!(plan(&envelope, &takes).err(), None);
}

#[test]
fn without_words_or_a_place_for_them_nothing_is_handed_on() {
    for provider in ProviderId::ALL {
        assert_eq!(passed_texts(&request(provider, " \n"), provider), [], "{provider}");
    }
    for provider in [ProviderId::GesDocs, ProviderId::Local, ProviderId::SigTool] {
        assert_eq!(passed_texts(&request(provider, "Bonjour"), provider), [], "{provider}");
    }
}
