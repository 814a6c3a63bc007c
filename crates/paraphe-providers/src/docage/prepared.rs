//! A dispatch in Docage's words, with everything refused that it cannot hold: before anything is created.

use paraphe_envelope::{Authentication, Delivery, Document, Envelope, Field, Recipient, Timestamp};

use super::config::Config;
use super::wire::{NewContact, NewTransaction};
use super::{lost, place};
use crate::error::{Error, ErrorKind, Result};
use crate::plan::Dispatch;
use crate::provider::IdempotencyKey;
use crate::texts::{self, PassedText, TextPiece};

/// What will be created, one after the other.
#[derive(Debug)]
pub(super) struct Prepared<'e> {
    pub(super) transaction: NewTransaction,
    /// Everybody: those who sign, then those who get a copy.
    pub(super) people: Vec<Person<'e>>,
    pub(super) files: Vec<File<'e>>,
    pub(super) places: Vec<Place>,
}

/// A member to be, and the contact it needs.
#[derive(Debug)]
pub(super) struct Person<'e> {
    pub(super) recipient: &'e Recipient,
    pub(super) contact: NewContact,
    pub(super) friendly_name: String,
    pub(super) role: u8,
    pub(super) sign_mode: u8,
    pub(super) notify_invitation: bool,
    pub(super) notify_completion: Option<bool>,
}

impl Person<'_> {
    /// Whether the code goes to the mobile phone of the contact.
    pub(super) fn needs_mobile(&self) -> bool {
        self.sign_mode == SMS_CODE
    }
}

/// A file to be.
#[derive(Debug)]
pub(super) struct File<'e> {
    pub(super) document: &'e Document,
    pub(super) name: String,
    pub(super) friendly_name: String,
}

/// A box to be.
#[derive(Debug)]
pub(super) struct Place {
    /// Index of its person.
    pub(super) person: usize,
    /// Index of its file.
    pub(super) file: usize,
    /// From 1.
    pub(super) page: u32,
    pub(super) coordinates: String,
}

impl<'e> Prepared<'e> {
    /// The dispatch in Docage's words.
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`]: something Docage has no word for.
    pub(super) fn new(dispatch: &Dispatch<'e>, key: &IdempotencyKey, config: &Config) -> Result<Self> {
        let signers = dispatch.groups.iter().flatten().zip(1..).map(|(person, n)| signer(person, n));
        let observers =
            dispatch.observers.iter().zip(1..).map(|(person, n)| observer(person, n, config.observer_role));
        let people = signers.chain(observers).collect::<Result<Vec<_>>>()?;
        let files: Vec<File<'e>> =
            dispatch.documents.iter().zip(1..).map(|(file, n)| new_file(file, n)).collect();
        let places = dispatch
            .fields()
            .map(|field| new_place(field, &people, &files, config))
            .collect::<Result<_>>()?;
        let transaction = NewTransaction {
            form_email_subject: lost::mark(key),
            ..new_transaction(dispatch.envelope, config)?
        };
        Ok(Self { transaction, people, files, places })
    }
}

fn new_transaction(envelope: &Envelope, config: &Config) -> Result<NewTransaction> {
    let options = envelope.options();
    let reminder = options.reminder_days.unwrap_or(0);
    if !REMINDERS.contains(&reminder) {
        let error = unsupported("reminders come every 1, 2, 7, 14 or 30 days");
        return Err(error.with_context("option", "options.reminder_days").with_context("days", reminder));
    }
    let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    if options.notification_urls.len() > 1 || !options.notification_urls.iter().all(|url| is_web(&url)) {
        return Err(
            unsupported("notices go to one web address").with_context("option", "options.notification_urls")
        );
    }
    Ok(NewTransaction {
        name: envelope.title().to_owned(),
        is_test: config.test || options.test,
        reminder,
        maximum_reminders: (reminder > 0).then_some(MAXIMUM_REMINDERS),
        end_date: options.expires_at.map(end_date),
        invitation_email_body: invitation(texts::for_everybody(envelope).text),
        webhook: options.notification_urls.first().cloned(),
        form_email_subject: String::new(),
    })
}

/// ISO 8601 in UTC with milliseconds, as the vendor's page shows it: `2012-04-23T18:25:43.511Z`.
fn end_date(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.as_millis())
        .expect("a timestamp lies within the years jiff knows")
        .strftime("%Y-%m-%dT%H:%M:%S.%3fZ")
        .to_string()
}

/// The sender's words in Docage's invitations.
pub(crate) fn passed_texts(envelope: &Envelope) -> Vec<PassedText> {
    texts::invitations(envelope, invitation_pieces)
}

/// The text of the invitation: the message, and the link without which nobody could sign. None when there is no message: the
/// vendor's own text is sent then.
fn invitation_pieces(message: &str) -> Option<Vec<TextPiece>> {
    let message = message.trim();
    (!message.is_empty()).then(|| vec![TextPiece::words(message), TextPiece::Link])
}

/// The same as it goes over the wire: HTML, with the vendor's placeholder for the link.
fn invitation(message: &str) -> Option<String> {
    let paragraph = |piece: &TextPiece| match piece {
        // No code comes with an invitation.
        TextPiece::Code => String::new(),
        TextPiece::Link => "<p>{accessLink}</p>".to_owned(),
        TextPiece::Words { text } => format!("<p>{}</p>\n", escaped(text)),
    };
    invitation_pieces(message).map(|pieces| pieces.iter().map(paragraph).collect())
}

/// Plain text as HTML. Braces too: `{firstName}` in a message is what its writer typed, no placeholder of the vendor's.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '{' => html.push_str("&#123;"),
            '}' => html.push_str("&#125;"),
            '\n' => html.push_str("<br>\n"),
            other => html.push(other),
        }
    }
    html
}

fn signer(recipient: &Recipient, number: usize) -> Result<Person<'_>> {
    let sign_mode = match recipient.authentication {
        Authentication::EmailCode => EMAIL_CODE,
        Authentication::SmsCode if recipient.mobile.is_some() => SMS_CODE,
        Authentication::SmsCode => return Err(about(recipient, "a code by SMS needs a mobile phone")),
        Authentication::None => return Err(about(recipient, "everybody who signs gets a code")),
    };
    let notify_invitation = match recipient.delivery {
        Delivery::ProviderMails => true,
        Delivery::InPerson | Delivery::Links => false,
    };
    Ok(Person {
        recipient,
        contact: contact(recipient)?,
        friendly_name: format!("Signer{number}"),
        role: SIGNATORY,
        sign_mode,
        notify_invitation,
        notify_completion: None,
    })
}

/// Somebody who gets a copy at the end: nothing to be invited to, everything to be told when it is done.
fn observer(recipient: &Recipient, number: usize, role: u8) -> Result<Person<'_>> {
    Ok(Person {
        recipient,
        contact: contact(recipient)?,
        friendly_name: format!("Observer{number}"),
        role,
        sign_mode: EMAIL_CODE,
        notify_invitation: false,
        notify_completion: Some(true),
    })
}

fn contact(recipient: &Recipient) -> Result<NewContact> {
    let email =
        recipient.email.as_ref().ok_or_else(|| about(recipient, "a contact needs an e-mail address"))?;
    let (first_name, last_name) = (recipient.first_name.trim(), recipient.last_name.trim());
    // `LastName` is required; somebody with one name only has it as that.
    let (first_name, last_name) =
        if last_name.is_empty() { ("", first_name) } else { (first_name, last_name) };
    Ok(NewContact {
        email: email.as_str().to_owned(),
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        mobile: recipient.mobile.as_ref().map(|mobile| mobile.as_str().to_owned()),
    })
}

fn new_file(document: &Document, number: usize) -> File<'_> {
    let has_ending = document.name.to_lowercase().ends_with(".pdf");
    let ending = if has_ending { "" } else { ".pdf" };
    File { document, name: format!("{}{ending}", document.name), friendly_name: format!("Doc{number}") }
}

fn new_place(field: &Field, people: &[Person<'_>], files: &[File<'_>], config: &Config) -> Result<Place> {
    let nowhere = || unsupported("a box stands on no page of this dispatch").with_context("field", &field.id);
    let person =
        people.iter().position(|person| person.recipient.id == field.recipient).ok_or_else(nowhere)?;
    let file = files.iter().position(|file| file.document.id == field.document).ok_or_else(nowhere)?;
    let page = field.placement.page;
    let geometry = files[file].document.page(page).ok_or_else(nowhere)?;
    let coordinates = place::coordinates(field.placement.rect, geometry, config.origin);
    Ok(Place { person, file, page, coordinates })
}

fn about(recipient: &Recipient, message: &'static str) -> Error {
    unsupported(message).with_context("recipient", &recipient.id)
}

fn unsupported(message: &'static str) -> Error {
    Error::new(ErrorKind::Unsupported, message)
}

const SIGNATORY: u8 = 0;
const SMS_CODE: u8 = 0;
const EMAIL_CODE: u8 = 1;
/// The days between reminders that exist (a third party's catalogue of the API); 0: none.
const REMINDERS: [u16; 6] = [0, 1, 2, 7, 14, 30];
/// Nothing says how many there are without it. Our choice.
const MAXIMUM_REMINDERS: u16 = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_text_and_the_link_stays() {
        assert_eq!(invitation(" \n"), None);
        let body = invitation("Bonjour {firstName},\r\n<b>\"l'acte\"</b> & la suite").unwrap();
        let expect = "<p>Bonjour &#123;firstName&#125;,<br>\n&lt;b&gt;&quot;l&#39;acte&quot;&lt;/b&gt; &amp; la suite</p>\n\
                      <p>{accessLink}</p>";
        assert_eq!(body, expect);
    }

    #[test]
    fn the_end_is_written_as_on_the_vendors_page() {
        assert_eq!(end_date("2012-04-23T18:25:43.511Z".parse().unwrap()), "2012-04-23T18:25:43.511Z");
        assert_eq!(end_date("2026-01-31T23:59:00+01:00".parse().unwrap()), "2026-01-31T22:59:00.000Z");
    }
}
