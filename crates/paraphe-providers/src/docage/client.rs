//! Docage's routes, one function each.

use std::path::Path;
use std::sync::Arc;

use paraphe_envelope::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::config::Config;
use super::prepared::File;
use super::wire::{self, Contact, Listed, NewContact, NewLocation, NewMember, NewTransaction};
use crate::error::{ErrorKind, Result};
use crate::http::{Answer, Http, Limits, Method, Network, Part, Request, refusal};
use crate::secret::Keys;

/// An account at Docage.
#[derive(Debug)]
pub(super) struct Client {
    http: Http,
    user: String,
    keys: Arc<dyn Keys>,
}

/// Whose account it is.
#[derive(Debug)]
pub(super) struct Organization {
    pub(super) name: Option<String>,
    pub(super) is_demo: bool,
    /// What the answer said its time was.
    pub(super) server_time: Option<Timestamp>,
}

impl Client {
    pub(super) fn new(config: &Config, keys: Arc<dyn Keys>, network: &Network) -> Result<Self> {
        let http = Http::new(&config.base_url, Limits::default(), network)?;
        Ok(Self { http, user: config.user.clone(), keys })
    }

    async fn ask(&self, request: Request<'_>) -> Result<Answer> {
        let key = self.keys.secret().await?;
        let answer = request.basic(&self.user, &key).send().await?;
        if !answer.is_success() {
            return Err(refusal(&answer, None));
        }
        // No route answers a page for people: that is a network that wants to be logged in to.
        if answer.body.trim_ascii_start().starts_with(b"<") {
            return Err(answer.malformed());
        }
        Ok(answer)
    }

    async fn get(&self, path: &str) -> Result<Answer> {
        self.ask(self.http.read(Method::GET, path)).await
    }

    /// A request that creates something; answers its identifier.
    async fn create(&self, path: &str, body: &impl Serialize) -> Result<String> {
        wire::new_id(&self.ask(self.http.change(Method::POST, path).json(body)).await?)
    }

    /// `GET /Organizations`: one, or a list of which the first is the account's.
    pub(super) async fn organization(&self) -> Result<Organization> {
        let answer = self.get("/Organizations").await?;
        let value: Value = answer.json()?;
        let one = value.as_array().map_or(Some(&value), |all| all.first());
        let one = one.filter(|one| one.is_object()).ok_or_else(|| answer.malformed())?;
        let is_demo = wire::member(one, "IsDemo").and_then(Value::as_bool).unwrap_or(false);
        let name = wire::text(one, "Name").filter(|name| !name.is_empty()).map(str::to_owned);
        Ok(Organization { name, is_demo, server_time: answer.server_time() })
    }

    /// `GET /Contacts/byemail/{email}`: none when nobody has this address.
    pub(super) async fn contacts_by_email(&self, email: &str) -> Result<Vec<Contact>> {
        let email: String = url::form_urlencoded::byte_serialize(email.as_bytes()).collect();
        match self.get(&format!("/Contacts/byemail/{email}")).await {
            Ok(answer) => contacts(&answer),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// `GET /Contacts`: all there are.
    pub(super) async fn contacts(&self) -> Result<Vec<Contact>> {
        contacts(&self.get("/Contacts").await?)
    }

    pub(super) async fn create_contact(&self, contact: &NewContact) -> Result<String> {
        self.create("/Contacts", contact).await
    }

    pub(super) async fn update_contact(&self, id: &str, contact: &Value) -> Result<()> {
        self.ask(self.http.change(Method::PUT, &format!("/Contacts/{id}")).json(contact)).await?;
        Ok(())
    }

    pub(super) async fn create_transaction(&self, transaction: &NewTransaction) -> Result<String> {
        self.create("/Transactions", transaction).await
    }

    /// `GET /Transactions`: all there are, and what Docage's clock showed.
    pub(super) async fn transactions(&self) -> Result<(Vec<Listed>, Option<Timestamp>)> {
        let answer = self.get("/Transactions").await?;
        Ok((Listed::all(&answer.json()?), answer.server_time()))
    }

    /// `GET /Transactions/ById/{id}`; none when there is none.
    pub(super) async fn transaction(&self, id: &str) -> Result<Option<Listed>> {
        match self.get(&format!("/Transactions/ById/{id}")).await {
            Ok(answer) => Ok(Listed::read(&answer.json()?)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(super) async fn delete_transaction(&self, id: &str) -> Result<()> {
        self.ask(self.http.change(Method::DELETE, &format!("/Transactions/{id}"))).await?;
        Ok(())
    }

    /// `POST /TransactionFiles`. Older clients call the part `Document`; the newer name is used.
    pub(super) async fn add_file(&self, transaction: &str, file: &File<'_>, path: &Path) -> Result<String> {
        let parts = vec![
            Part::text("TransactionId", transaction),
            Part::text("FileName", &file.name),
            Part::text("FriendlyName", &file.friendly_name),
            Part::text("Type", TO_SIGN),
            Part::pdf("FileToUpload", &file.name, path),
        ];
        let request = self.http.change(Method::POST, "/TransactionFiles").multipart(parts);
        wire::new_id(&self.ask(request).await?)
    }

    pub(super) async fn add_member(&self, member: &NewMember<'_>) -> Result<String> {
        self.create("/TransactionMembers", member).await
    }

    pub(super) async fn add_location(&self, location: &NewLocation<'_>) -> Result<String> {
        self.create("/SignatureLocations", location).await
    }

    /// `POST /Transactions/LaunchTransaction/{id}`, without a body: asks the people.
    pub(super) async fn launch(&self, id: &str) -> Result<()> {
        self.ask(self.http.change(Method::POST, &format!("/Transactions/LaunchTransaction/{id}"))).await?;
        Ok(())
    }

    /// `GET /Transactions/Status/{id}`: the vendor's word or number.
    pub(super) async fn status(&self, id: &str) -> Result<String> {
        wire::status_word(&self.get(&format!("/Transactions/Status/{id}")).await?)
    }

    /// `GET /Transactions/Abort/{id}`: a GET that takes back.
    pub(super) async fn abort(&self, id: &str) -> Result<()> {
        self.ask(self.http.change(Method::GET, &format!("/Transactions/Abort/{id}"))).await?;
        Ok(())
    }

    /// `GET /Transactions/SendReminders/{id}`: a GET that writes to people.
    pub(super) async fn send_reminders(&self, id: &str) -> Result<()> {
        self.ask(self.http.change(Method::GET, &format!("/Transactions/SendReminders/{id}"))).await?;
        Ok(())
    }

    pub(super) async fn documents(&self, id: &str) -> Result<Answer> {
        self.get(&format!("/Transactions/DownloadDocument/{id}")).await
    }

    pub(super) async fn proof(&self, id: &str) -> Result<Answer> {
        self.get(&format!("/Transactions/DownloadProofFile/{id}")).await
    }
}

/// The contacts of an answer; an empty one holds none.
fn contacts(answer: &Answer) -> Result<Vec<Contact>> {
    if answer.body.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Contact::all(&answer.json()?))
}

/// `Type`: 0 to sign, 1 annex (public client code).
const TO_SIGN: &str = "0";
