//! Repeats what is safe to repeat, and nothing else.
//!
//! Whether it is safe is said by the error, by whoever knows: [`Retry::Later`] means "it did not arrive, or it changed
//! nothing". Taking back and reminding are never repeated: two providers do them by a GET that acts each time it is seen.

use std::future::Future;
use std::time::Duration;

use async_trait::async_trait;

use crate::capability::{Artifact, Capability};
use crate::error::{Error, ErrorKind, Result, Retry};
use crate::opinion::{Judged, Opinion};
use crate::plan::Dispatch;
use crate::provider::{
    Account, Documents, Download, Found, IdempotencyKey, Notice, NoticeSubject, Progress, Provider,
    ProviderId, Sent, SentDispatch,
};
use crate::steps::Steps;

/// A provider whose safe requests are repeated.
#[derive(Debug)]
pub struct Retried<P> {
    provider: P,
    patience: Patience,
}

/// How long to go on trying.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Patience {
    /// How often to try, at least once.
    pub tries: u32,
    /// The wait before the second try; it doubles each time.
    pub first_wait: Duration,
    /// A provider that asks for a longer wait than this is not waited for: the error says how long it asked.
    pub longest_wait: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { tries: 3, first_wait: Duration::from_secs(1), longest_wait: Duration::from_secs(20) }
    }
}

impl<P> Retried<P> {
    /// The provider with this patience.
    pub fn new(provider: P, patience: Patience) -> Self {
        Self { provider, patience }
    }

    async fn again<T, F, Fut>(&self, mut ask: F) -> Result<T>
    where
        F: FnMut() -> Fut + Send,
        Fut: Future<Output = Result<T>> + Send,
    {
        let mut tried = 1;
        loop {
            let error = match ask().await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            let Some(wait) = self.patience.wait(&error, tried) else { return Err(error) };
            tokio::time::sleep(wait).await;
            tried += 1;
        }
    }
}

impl Patience {
    /// How long to wait before trying again; none: give up.
    fn wait(&self, error: &Error, tried: u32) -> Option<Duration> {
        if error.retry() != Retry::Later || tried >= self.tries {
            return None;
        }
        // Without a network the outbox and the poller try later anyway; waiting here would only hold people up.
        if error.kind() == ErrorKind::Unreachable {
            return None;
        }
        let usual = self.first_wait.saturating_mul(1 << (tried - 1).min(16));
        let wait = error.retry_after().unwrap_or(usual);
        (wait <= self.longest_wait).then_some(wait)
    }
}

#[async_trait]
impl<P: Provider> Provider for Retried<P> {
    fn id(&self) -> ProviderId {
        self.provider.id()
    }

    fn capability(&self) -> &Capability {
        self.provider.capability()
    }

    async fn check_account(&self) -> Result<Account> {
        self.again(|| self.provider.check_account()).await
    }

    async fn send(
        &self,
        dispatch: &Dispatch<'_>,
        documents: &dyn Documents,
        key: &IdempotencyKey,
        steps: &dyn Steps,
    ) -> Result<Sent> {
        // Each step is taken once; "later" means that the last one did not happen.
        self.again(|| self.provider.send(dispatch, documents, key, steps)).await
    }

    async fn find(&self, dispatch: &Dispatch<'_>, key: &IdempotencyKey, steps: &dyn Steps) -> Result<Found> {
        self.again(|| self.provider.find(dispatch, key, steps)).await
    }

    async fn discard(&self, dispatch: &Dispatch<'_>, key: &IdempotencyKey, steps: &dyn Steps) -> Result<()> {
        self.again(|| self.provider.discard(dispatch, key, steps)).await
    }

    async fn progress(&self, sent: &SentDispatch<'_>) -> Result<Progress> {
        self.again(|| self.provider.progress(sent)).await
    }

    fn notice_subject(&self, notice: &Notice) -> Result<NoticeSubject> {
        self.provider.notice_subject(notice)
    }

    async fn read_notice(&self, notice: &Notice, sent: &SentDispatch<'_>) -> Result<Progress> {
        self.again(|| self.provider.read_notice(notice, sent)).await
    }

    async fn download(&self, sent: &SentDispatch<'_>, artifact: Artifact) -> Result<Vec<Download>> {
        self.again(|| self.provider.download(sent, artifact)).await
    }

    async fn remind(&self, sent: &SentDispatch<'_>) -> Result<()> {
        self.provider.remind(sent).await
    }

    async fn void(&self, sent: &SentDispatch<'_>, reason: &str) -> Result<()> {
        self.provider.void(sent, reason).await
    }

    async fn judge(&self, judged: &Judged<'_>) -> Result<Opinion> {
        self.again(|| self.provider.judge(judged)).await
    }
}

#[cfg(test)]
mod tests;
