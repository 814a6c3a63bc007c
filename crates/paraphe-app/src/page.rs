//! Pages as pictures, asked for by address from an `<img>`.

use paraphe_envelope::Sha256Digest;
use paraphe_preview::{RenderRequest, Urgency};

use crate::{App, Code, Error, blocking, documents, translate};

/// Widest picture served, in pixels: an A4 page at 800 % on a dense screen.
const WIDEST: u32 = 10_000;

/// `/<sha256>/<page>/<width in pixels>[?urgency]`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PageAddress {
    sha256: Sha256Digest,
    page: u32,
    width: u32,
    urgency: Urgency,
}

impl PageAddress {
    /// Reads the path of a page's address; anything else is `None`. A fourth part `thumb` or `near` lowers the urgency.
    pub fn parse(path: &str) -> Option<Self> {
        let mut parts = path.trim_start_matches('/').split('/');
        let sha256 = parts.next()?.parse().ok()?;
        let page = parts.next()?.parse().ok().filter(|page| *page > 0)?;
        let width = parts.next()?.parse().ok().filter(|width| (1..=WIDEST).contains(width))?;
        let urgency = match parts.next() {
            None => Urgency::Visible,
            Some("near") => Urgency::Nearby,
            Some("thumb") => Urgency::Thumbnail,
            Some(_) => return None,
        };
        parts.next().is_none().then_some(Self { sha256, page, width, urgency })
    }
}

impl App {
    /// A page as PNG, as wide as asked.
    ///
    /// # Errors
    /// The document is unknown or locked, or this page cannot be drawn.
    pub async fn render_page(&self, address: PageAddress) -> Result<Vec<u8>, Error> {
        let app = self.shown();
        let (shown, asked) = (app.clone(), address);
        let document = blocking::run(move || {
            if !shown.may_show(&asked.sha256) {
                return Err(Error::new(Code::Refused, "error-kiosk-on"));
            }
            documents::locate(&shown, &asked.sha256)
                .map(|(path, password)| documents::preview(path, password))
        })
        .await?;
        // Waiting for a worker holds no thread; dropping this future takes the request back.
        let request =
            RenderRequest { document, page: address.page, width_px: address.width, urgency: address.urgency };
        app.preview().render(request).await.map(|page| page.png).map_err(translate::preview)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_strictly() {
        let digest = Sha256Digest::of(b"x");
        let good = PageAddress::parse(&format!("/{digest}/3/800/thumb"));
        assert_eq!(
            good,
            Some(PageAddress { sha256: digest, page: 3, width: 800, urgency: Urgency::Thumbnail })
        );
        for bad in [
            "",
            "/",
            "/zz/1/800",
            "/{d}/0/800",
            "/{d}/1/0",
            "/{d}/1/99999",
            "/{d}/1/800/x",
            "/{d}/1/800/near/y",
        ] {
            let bad = bad.replace("{d}", &digest.to_string());
            assert_eq!(PageAddress::parse(&bad), None, "{bad}");
        }
    }
}
