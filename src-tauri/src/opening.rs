//! The program is opened while the window's page is loaded: who needs it waits for that.

use tokio::sync::watch;

/// Whether opening the program has come to an end, a good one or not.
pub(crate) struct Opening(watch::Sender<bool>);

impl Default for Opening {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Opening {
    pub(crate) fn is_over(&self) {
        self.0.send_replace(true);
    }

    /// Returns once it is over.
    pub(crate) async fn wait(&self) {
        // The sender is in this very value and lives as long.
        let _ = self.0.subscribe().wait_for(|is_over| *is_over).await;
    }
}
