//! The trusted lists.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum TrustCommand {
    /// Check the EU list of lists, its pivots and national lists, and keep them in place of those that were kept. Files
    /// only: nothing is fetched from the network yet. Exit code 1 when the list of lists cannot be believed.
    Import {
        /// XML files, or folders of them: the list of lists (eu-lotl.xml), its pivots, national lists; in any order.
        #[arg(required = true, value_name = "FILE_OR_DIR")]
        paths: Vec<PathBuf>,
    },
    /// Which lists are kept, how old they are, and how many services vouch for signers.
    List,
    /// Forget the lists.
    Remove,
}
