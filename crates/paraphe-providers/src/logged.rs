//! Writes down what a provider was asked and what came of it: names of operations, kinds of errors, times. No address, no
//! person, no key.

use std::future::Future;
use std::time::Instant;

use async_trait::async_trait;

use crate::capability::{Artifact, Capability};
use crate::error::Result;
use crate::opinion::{Judged, Opinion};
use crate::plan::Dispatch;
use crate::provider::{
    Account, Documents, Download, Found, IdempotencyKey, Notice, NoticeSubject, Progress, Provider,
    ProviderId, Sent, SentDispatch,
};
use crate::steps::Steps;

/// A provider whose work is written to the log.
#[derive(Debug)]
pub struct Logged<P>(pub P);

impl<P: Provider> Logged<P> {
    async fn told<T>(
        &self,
        operation: &'static str,
        work: impl Future<Output = Result<T>> + Send,
    ) -> Result<T> {
        let begun = Instant::now();
        let answer = work.await;
        let millis = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let provider = self.id().as_str();
        match &answer {
            Ok(_) => tracing::info!(provider, operation, millis, "done"),
            Err(error) => {
                let (kind, retry) = (error.kind(), error.retry());
                tracing::warn!(provider, operation, millis, ?kind, ?retry, "failed");
            }
        }
        answer
    }
}

#[async_trait]
impl<P: Provider> Provider for Logged<P> {
    fn id(&self) -> ProviderId {
        self.0.id()
    }

    fn capability(&self) -> &Capability {
        self.0.capability()
    }

    async fn check_account(&self) -> Result<Account> {
        self.told("check_account", self.0.check_account()).await
    }

    async fn send(
        &self,
        dispatch: &Dispatch<'_>,
        documents: &dyn Documents,
        key: &IdempotencyKey,
        steps: &dyn Steps,
    ) -> Result<Sent> {
        self.told("send", self.0.send(dispatch, documents, key, steps)).await
    }

    async fn find(&self, dispatch: &Dispatch<'_>, key: &IdempotencyKey, steps: &dyn Steps) -> Result<Found> {
        self.told("find", self.0.find(dispatch, key, steps)).await
    }

    async fn discard(&self, dispatch: &Dispatch<'_>, key: &IdempotencyKey, steps: &dyn Steps) -> Result<()> {
        self.told("discard", self.0.discard(dispatch, key, steps)).await
    }

    async fn progress(&self, sent: &SentDispatch<'_>) -> Result<Progress> {
        self.told("progress", self.0.progress(sent)).await
    }

    fn notice_subject(&self, notice: &Notice) -> Result<NoticeSubject> {
        self.0.notice_subject(notice)
    }

    async fn read_notice(&self, notice: &Notice, sent: &SentDispatch<'_>) -> Result<Progress> {
        self.told("read_notice", self.0.read_notice(notice, sent)).await
    }

    async fn download(&self, sent: &SentDispatch<'_>, artifact: Artifact) -> Result<Vec<Download>> {
        self.told("download", self.0.download(sent, artifact)).await
    }

    async fn remind(&self, sent: &SentDispatch<'_>) -> Result<()> {
        self.told("remind", self.0.remind(sent)).await
    }

    async fn void(&self, sent: &SentDispatch<'_>, reason: &str) -> Result<()> {
        self.told("void", self.0.void(sent, reason)).await
    }

    async fn judge(&self, judged: &Judged<'_>) -> Result<Opinion> {
        self.told("judge", self.0.judge(judged)).await
    }
}
