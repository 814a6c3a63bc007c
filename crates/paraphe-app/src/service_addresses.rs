//! Where the services of the accounts are.

use paraphe_providers::form;

use crate::{App, Error, accounts};

impl App {
    /// The addresses of the accounts' services, as set or as usual: a signing page may lead there and stay a page of its service.
    ///
    /// # Errors
    /// The history cannot be read.
    pub fn service_addresses(&self) -> Result<Vec<String>, Error> {
        let mut addresses = Vec::new();
        for account in accounts::all(self)? {
            let usual = form(account.provider());
            let settings = account.settings;
            addresses.push(settings.base_url.unwrap_or_else(|| usual.base_url.to_owned()));
            addresses.extend(settings.auth_url.or_else(|| usual.auth_url.map(str::to_owned)));
        }
        Ok(addresses)
    }
}
