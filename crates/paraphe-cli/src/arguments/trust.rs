//! The trusted lists.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum TrustCommand {
    /// Check the EU list of lists, its pivots and national lists, and keep them in place of those that were kept. Files
    /// only: nothing is fetched from the network. Exit code 1 when the list of lists cannot be believed.
    Import {
        /// XML files, or folders of them: the list of lists (eu-lotl.xml), its pivots, national lists; in any order.
        #[arg(required = true, value_name = "FILE_OR_DIR")]
        paths: Vec<PathBuf>,
    },
    /// Which lists are kept, how old they are, and how many services vouch for signers.
    List,
    /// Fetch the list of lists and the lists of countries where they are published, check them, and keep those that can be believed in
    /// place of their former ones. Requests for public lists leave this computer, no document. Exit code 3 when one does not come,
    /// 1 when one cannot be believed.
    Refresh {
        /// Only the list of this country, by its code in the list of lists (FR, BE, EL…). May be repeated.
        #[arg(long = "country", value_name = "CODE")]
        countries: Vec<String>,
        /// Where the list of lists is, if not at the European Commission: https, or this computer.
        #[arg(long, value_name = "ADDRESS")]
        from: Option<String>,
    },
    /// Forget the lists.
    Remove,
}
