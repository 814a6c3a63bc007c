//! Who sends an envelope: one program at a time, one dispatch after the other, so that what becomes of one is known before
//! the next leaves. A lease is a lock on a file, so that it ends with the program, however
//! suddenly. The empty file stays: removing it while somebody else opens it would let two hold it.

use std::fs::{File, TryLockError};
use std::io;

use paraphe_envelope::EnvelopeId;
use paraphe_history::private;

use crate::data_folder::Part;
use crate::{App, Error, blocking, files};

/// As long as it lives, nobody else sends anything of this envelope.
#[derive(Debug)]
pub(crate) struct Lease {
    _file: File,
}

/// Takes the lease of an envelope; none when another program (or another task of this one) has it.
///
/// # Errors
/// `storage` when the folder of locks cannot be used.
pub(crate) async fn take(app: &App, envelope: &EnvelopeId) -> Result<Option<Lease>, Error> {
    take_named(app, envelope.as_str()).await
}

/// The same for anything else only one program at a time may do.
///
/// # Errors
/// As [`take`].
pub(crate) async fn take_named(app: &App, name: &str) -> Result<Option<Lease>, Error> {
    let (app, name) = (app.clone(), name.to_owned());
    blocking::run(move || hold(&app, &name)).await
}

/// The same where blocking is no harm.
///
/// # Errors
/// As [`take`].
pub(crate) fn hold(app: &App, name: &str) -> Result<Option<Lease>, Error> {
    let folder = app.part(Part::Locks);
    let path = folder.join(name);
    let storage = |error: io::Error| files::storage(&path, &error);
    let mut options = private::file_options();
    options.create(true).truncate(false);
    let file = match options.open(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            private::make_folder(&folder).map_err(storage)?;
            options.open(&path)
        }
        opened => opened,
    };
    let file = file.map_err(storage)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Lease { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        // Some network disks know no locks; one program alone needs none.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
            Ok(Some(Lease { _file: file }))
        }
        Err(TryLockError::Error(error)) => Err(storage(error)),
    }
}
