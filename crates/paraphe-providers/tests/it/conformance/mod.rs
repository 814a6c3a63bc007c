//! The same behaviours over all six providers. What a provider cannot do its capability says; that it then refuses is a
//! behaviour too.

mod ending;
mod following;
mod refusing;
mod sending;

use paraphe_envelope::Recipient;
use paraphe_providers::{Arity, Dispatch, Provider};

use crate::support::{Request, Stage};

/// One test per provider for each behaviour, so that a failure says whose it is.
macro_rules! over_all_providers {
    ($($behaviour:ident),+ $(,)?) => {$(
        mod $behaviour {
            use paraphe_providers::ProviderId;

            #[tokio::test]
            async fn docage() {
                super::$behaviour(ProviderId::Docage).await;
            }

            #[tokio::test]
            async fn ges_docs() {
                super::$behaviour(ProviderId::GesDocs).await;
            }

            #[tokio::test]
            async fn local() {
                super::$behaviour(ProviderId::Local).await;
            }

            #[tokio::test]
            async fn ng_sign() {
                super::$behaviour(ProviderId::NgSign).await;
            }

            #[tokio::test]
            async fn openapi() {
                super::$behaviour(ProviderId::Openapi).await;
            }

            #[tokio::test]
            async fn sig_tool() {
                super::$behaviour(ProviderId::SigTool).await;
            }
        }
    )+};
}
use over_all_providers;

/// Alice and Bruno, or only Alice where one dispatch asks one person.
fn people(provider: &dyn Provider) -> Vec<&'static str> {
    match provider.capability().signers {
        Arity::Many => vec!["Alice", "Bruno"],
        Arity::One => vec!["Alice"],
    }
}

/// One document for [`people`].
fn request(stage: &Stage) -> Request {
    people(&*stage.provider).into_iter().fold(stage.request(), Request::signer)
}

/// Those a dispatch waits for.
fn acting<'e>(dispatch: &Dispatch<'e>) -> Vec<&'e Recipient> {
    dispatch.groups.iter().flatten().copied().collect()
}
