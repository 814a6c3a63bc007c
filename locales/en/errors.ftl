# What went wrong, by kind: title, what it means for the document, what to do.

trouble-cancelled = Cancelled.
    .meaning = Nothing has changed.
    .next = You can start again whenever you like.
trouble-incomplete = Something is missing.
    .meaning = Nothing was sent; the draft is saved.
    .next = Complete what is marked, then try again.
trouble-internal = Paraphe has met an error.
    .meaning = Your documents and your history are intact.
    .next = Try again. If it comes back, copy the technical details and give them to the person who looks after your computer.
trouble-not-found = This is no longer there.
    .meaning = It was deleted, moved or replaced.
    .next = Go back to Home to see what is there.
trouble-password = This PDF is protected.
    .meaning = It stays as it is until its password is given.
    .next = Enter its password; it is not stored.
trouble-provider = The provider did not do what was asked.
    .meaning = What was asked was not done; nothing is in doubt.
    .next = Try again in a moment, or check the account in the settings.
trouble-refused = This is not possible.
    .meaning = Nothing was changed.
    .next = Change what is marked, then try again.
trouble-storage = The disk or the folder refused to write.
    .meaning = Nothing was half-written; the original document is intact.
    .next = Free some space or choose another folder, then try again.
trouble-uncertain = Whether the sending arrived is not known.
    .meaning = Paraphe does not repeat it by itself: nobody will be asked twice.
    .next = Open the request: it says what to check.
trouble-unreadable = This document cannot be read.
    .meaning = The file was not changed.
    .next = Ask the person who sent it for a new copy.

# Sentences the program chooses; `.next` is what to do.

error-box-too-small = The box is too small for the signer’s name: it needs at least { $width } mm by { $height } mm.
    .next = Make the box larger.
error-cancelled = Cancelled.
error-account-missing = The account “{ $account }” does not exist.
    .next = Choose another account, or add it in the settings.
error-box-outside-page = A box goes beyond page { $page }.
    .next = Move it inside the page, then try again.
error-box-missing = This box is no longer part of the request.
error-certified-locked = The author of this PDF does not allow another signature.
    .next = Ask for an unlocked version.
error-changed-meanwhile = The file changed while it was being read.
    .next = Close it in other programs, then try again.
error-consent-changed = The consent text has changed meanwhile.
    .next = Read it and accept it again.
error-damaged = This PDF is damaged and cannot be read.
error-disk-full = The disk is full: { $path }
    .next = Free some space or choose another folder, then try again.
error-document-missing = This document is no longer in Paraphe's vault.
    .next = Add the original file again.
error-draft-missing = This draft no longer exists.
error-empty-file = This file is empty (0 bytes).
    .next = Perhaps copying or downloading it did not finish: ask for it or copy it again.
error-encrypted-not-signable = This encrypted PDF cannot be signed.
    .next = Ask for a version without a password.
error-encryption-unsupported = This PDF is encrypted in a way Paraphe cannot read.
    .next = Ask for a version without a password.
error-envelope-missing = This request no longer exists.
error-field-locked = The field “{ $field }” is locked by an earlier signature.
    .next = Place the box elsewhere, or ask for an unlocked version.
error-all-fields-locked = An earlier signature locked all fields of this document: wherever the box is, it permits no other signature.
    .next = Sign in a field it leaves free if there is one, or ask for a version without this lock.
error-field-taken = The field “{ $field }” cannot take a signature.
    .next = Choose another field or place a new box.
error-file-forbidden = You are not allowed to read this file.
    .next = Copy it to your documents, or ask its owner for access.
error-file-in-use = Another program has this file open: { $path }
    .next = Close it there, then try again.
error-file-missing = This file is no longer there.
    .next = It may have been moved or renamed: choose it again.
error-file-protected = This file is protected against writing: { $path }
    .next = Choose another name, or take its protection away.
error-file-unreadable = This file cannot be read.
    .next = Check that the disk or network it is on can be reached.
error-folder-missing = This folder does not exist: { $path }
    .next = Choose another folder.
error-here = A file that Paraphe keeps on this computer can be neither read nor written.
    .next = See whether the data folder has room and rights, then try again.
error-history-busy = The history is in use by another program.
    .next = Close the other Paraphe window, then try again.
error-history-damaged = The history cannot be read.
    .next = Restore a backup of the data folder; the signed documents are intact.
error-history-disk = The disk did not let the history be read or written. Nothing of it is lost.
    .next = Free some space, or check that the disk is connected, then try again.
error-history-forbidden = You are not allowed to open the history.
    .next = Check the permissions of the data folder.
error-history-newer = The history was written by a newer version of Paraphe.
    .next = Install that version; nothing was changed.
error-history-not-ours = This file is not a history of Paraphe: { $path }
    .next = Choose another data folder.
error-identity-exists = An identity “{ $name }” already exists.
    .next = Choose another name.
error-identity-missing = There is no identity called “{ $name }”.
    .next = Create it in the settings.
error-identity-name = “{ $name }” cannot be the name of an identity.
    .next = Use letters, digits and hyphens.
error-identity-name-empty = A name is missing.
    .next = Give this identity a name.
error-identity-unreadable = The identity “{ $name }” cannot be opened.
    .next = Create a new identity; documents signed already stay valid.
error-initials-on-existing-field = The field “{ $field }” of the document has one place only: it cannot show initials on other pages.
    .next = Place a new box for the signature, or do without initials.
error-internal = Paraphe has met an error.
error-file-too-large = “{ $name }” is too large: { $limit } MB at most.
    .next = Check that it is the right file.
error-is-a-folder = This is a folder, not a file.
    .next = Choose a PDF file.
error-key-file = This key file cannot be opened.
    .next = Check that it is a PKCS #12 file (.p12 or .pfx).
error-key-file-password = The password of this key file is wrong.
    .next = Check it, then try again.
error-missing-glyph = The font has no “{ $character }”: the document cannot be signed like this.
    .next = Write it differently.
error-no-home = The data folder cannot be found.
    .next = Name it with the variable PARAPHE_DATA.
error-no-plain-file = { $path } is no ordinary file: no document can be written to it.
    .next = Choose another name.
error-not-a-certificate = This file is not a certificate.
    .next = Choose a PEM or DER file.
error-not-a-pdf = This file is not a PDF.
    .next = Save it as PDF from the program that made it.
error-not-a-picture = This file is neither a PNG nor a JPEG picture.
    .next = Save the signature as PNG or JPEG.
error-not-a-folder = This is not a folder: { $path }
    .next = Choose a folder.
error-not-an-envelope = { $path } is JSON, but no request: an object in braces is wanted.
    .next = The manual (docs/command-line.md) has a complete example.
error-envelope-is-pdf = { $path } is a PDF, not an envelope file.
    .next = An envelope file is JSON that names PDFs: docs/command-line.md has an example.
error-envelope-text = { $path } is no text in UTF-8.
    .next = Save this envelope file as UTF-8.
error-not-json = The file { $path } is not JSON (line { $line }, column { $column }).
    .next = An object in braces, a comma between two keys, straight quotes.
error-not-their-turn = It is not { $name }'s turn.
    .next = Wait until the people before have signed.
error-operation-refused = This change no longer applies: the draft has changed meanwhile.
    .next = Reopen the draft, then try again.
error-own-signature-invalid = The signature was made, but our own check refuses it: nothing was recorded.
    .next = Try again. If it comes back, copy the technical details.
error-signs-over-broken = This document already carries a signature ({ $name }) that no longer holds: another one would not mend it.
    .next = Ask for the original and sign that one.
error-signing-over-broken = “{ $document }” already carries a signature ({ $name }) that no longer holds: nobody can sign it like this.
    .next = Whoever prepared the request voids it, duplicates it, and puts the original file into it.
error-owner-forbids = The owner of this protected PDF forbids filling it in and signing it.
    .next = Open it with the owner’s password, or ask for a version without this restriction.
error-page-missing = Page { $page } does not exist: the document has { $count }.
    .next = Choose a page that exists.
error-password-needed = This PDF is protected.
error-password-wrong = This is not the right password.
    .next = Check capital letters, then try again.
error-picture-damaged = This picture is damaged.
    .next = Take the photo again, or save the picture anew.
error-picture-too-many-pixels = This picture has more than { $limit } million pixels.
    .next = Choose a smaller picture.
error-picture-without-signature = No signature on a plain background can be seen in this picture.
    .next = Take a photo of the signature alone, on a well-lit white sheet.
error-preview-crashed = This page made the display fail.
    .next = The other pages are shown; the document can be signed and verified.
error-preview-library = Pages cannot be displayed on this computer.
    .next = Reinstall Paraphe; verification and history work.
error-preview-slow = This page takes too long to display.
    .next = Try again, or open the document in another reader.
error-preview-unreadable = This page cannot be displayed.
error-recipient-missing = This person is no longer part of the request.
error-proxy-address = This is not the address of a proxy.
    .next = In a name or a password, write “/” as %2F, “?” as %3F, “#” as %23 and “@” as %40.
error-repaired-and-signed = This signed PDF is damaged: adding a signature would invalidate the others.
    .next = Ask for an intact copy.
error-separate-held = “{ $title }” cannot be sent, so none of the requests is.
    .next = Look at what each document lacks, or merge them.
error-merge-changed = These documents cannot be merged without losing something.
    .next = Send them separately, or merge them yourself and add the result.
error-merge-protected = “{ $name }” is protected by a password.
    .next = Save it without a password, then add it again.
error-merge-forms = The form of “{ $name }” contradicts that of another document.
    .next = Send the documents separately, or flatten the forms first.
error-merge-layers = The layers of “{ $name }” begin hidden, those of the other documents do not.
    .next = Send the documents separately.
error-merge-signed = “{ $name }” has a signature, which merging would break.
    .next = Send the documents separately.
error-merge-xfa = “{ $name }” is an XFA form, whose pages exist in Adobe Reader only.
    .next = Print it to a PDF, then add the result.
error-logo-not-a-picture = This file is neither a PNG nor a JPEG picture.
error-logo-too-large = This picture is too large: 256 KB at most.
error-logo-unreadable = This picture cannot be read.
error-opinion-certificate = “{ $account }” compares the document with the PDF certificate it made.
    .next = Give that certificate too.
error-opinion-never = “{ $account }” gives no opinion on a signed document.
    .next = GesDocs and Openapi do.
error-same-file = This file would be written over the document itself.
    .next = Choose another name: the original is never replaced.
error-secret-key = The key that protects the secrets of this folder (identities, keys of accounts) is not the right one.
    .next = Give it back its own (the system’s key chain, or a key file). If that is lost, create a new identity and enter the keys of the accounts again; documents signed already stay valid.
error-secret-key-file = The file that PARAPHE_KEY_FILE names, { $path }, { $fault ->
    [missing] does not exist
    [no_key] holds no key
    [other_key] is not the key of the secrets of this data folder
   *[unusable] can neither be read nor written
}.
    .next = Name the one the keys of this data folder were protected with.
error-secret-store = The system's key chain does not answer.
    .next = Unlock your session or the key chain, then try again.
error-seed-unmet = The field “{ $field }” demands { $demand ->
    [certificate] a particular certificate, which Paraphe cannot check
    [certification] that the signature certifies the document with other rights
    [digest] an algorithm that Paraphe does not use
    [format] a signature format that Paraphe does not write
    [no_certification] a signature that does not certify the document
    [no_reason] a signature without a reason
    [reason] one of the reasons it lists
   *[other] what Paraphe cannot do
}.
    .next = Choose another field, or ask the author of the document to change this one.
error-answer-does-not-fit = “{ $entry }” does not fit into its box: it would need at least { $width } mm by { $height } mm.
    .next = Write something shorter, or have the box made larger.
error-answer-letters = “{ $entry }” has letters that the signed document does not have: { $letters }.
    .next = Write it without them: adding them would cast doubt on the signatures that are there.
error-answer-missing = “{ $entry }” is missing.
    .next = Fill in this field.
error-answer-not-ticked = “{ $entry }” is not ticked.
    .next = Tick the box, or decline to sign.
error-answer-too-long = “{ $entry }” is too long: { $count } characters at most.
    .next = Write something shorter.
error-signature-long = The typed name is too long to be read: at most { $count } characters.
    .next = Write the name alone.
error-signature-empty = There is no signature.
    .next = Draw it or type your name.
error-signing-failed = The signature could not be made.
error-storage = The disk or the folder refused: { $path }
error-target-read-only = This folder is read-only: { $path }
    .next = Choose another folder.
error-too-large = This file is too large: { $size } MB, at most { $limit } MB.
    .next = Make it smaller or split it into several PDFs.
error-transition = This request no longer allows it: it is closed or has changed meanwhile.
error-truncated = This PDF is incomplete: its end is missing.
    .next = Download it again or ask for a new copy.
error-vault-damaged = A document of the vault was changed outside Paraphe: it is not used.
    .next = Restore a backup, or add the original file again.

error-certify-not-first = This document is already signed: it can no longer be certified.
    .next = Sign it without certification, or certify a version that is not signed yet.
error-draft-incomplete = The request is incomplete: { $n ->
    [one] { $n } thing is left to mend
   *[other] { $n } things are left to mend
}. Nothing was sent.
    .next = Mend what is pointed out, then try again.
error-provider-cannot = The account “{ $account }” cannot do what the request holds. Nothing was sent.
    .next = See what it refuses with “paraphe check”, or change the request.
error-provider-refused = The provider of “{ $account }” said no.
    .next = Its reasons are in the technical details. Mend, then try again.
error-time = “{ $time }” is not a time.
    .next = Write the time as 2026-11-22T10:00:00+01:00.
error-certificate-expired = The certificate of { $name } expired on { $until }: nothing was signed.
    .next = Use a key file that is still valid (this one was from { $from }).
error-certificate-not-yet-valid = The certificate of { $name } is valid only from { $from } (until { $until }): nothing was signed.
    .next = Check this computer's date, or use another key file.
error-certificate-usage = The certificate of { $name } (from { $from } to { $until }) is not made for signing documents: nothing was signed.
    .next = Use a key file made for signing.
error-signed-meanwhile = Somebody else has just signed this document. Nothing was recorded for you.
    .next = Sign again: your signature will be added to theirs.
error-document-unsignable = “{ $name }” accepts no further signature: its author forbids it, or the file is damaged. Nothing was sent.
    .next = Remove this document from the request and ask for an unlocked version.

error-kiosk-on = This window has been handed to a person who is signing.
    .next = End face to face with the host’s PIN, then try again.
error-kiosk-off = Face to face has ended.
error-kiosk-locked = The window is locked, or this is not the moment for it.
    .next = Ask the person who gave you the device to unlock it.
error-kiosk-no-pin = No host PIN has been set.
    .next = Choose six digits: they give the device back to its host.
error-kiosk-pin-exists = There is a host PIN already.
    .next = Enter the old PIN to change it.
error-kiosk-pin-form = The PIN must have exactly six digits.
    .next = Choose six digits.
error-kiosk-wrong-pin = { $wait_seconds ->
    [0] This is not the right PIN.
    [one] This is not the right PIN. Next try in { $wait_seconds } second.
   *[other] This is not the right PIN. Next try in { $wait_seconds } seconds.
}
    .next = Try again.
error-kiosk-no-host = The name of the person presenting the document is missing.
    .next = Write your name: signers will read it and the evidence will name it.
error-kiosk-nobody = Nobody can sign this request on this device now.
    .next = Check whose turn it is, and that it is signed face to face.
error-kiosk-link = This link can no longer be used: the person is done, or it is not their turn.
    .next = Go back to the request and refresh it.
error-kiosk-check = The way { $name } was identified is not in your organisation’s list.
    .next = Choose one of the checks offered.
error-identity-checks = The list of identity checks holds 1 to { $most } lines of at most { $longest } characters.
    .next = Correct the line you added.
error-kiosk-last4 = Four characters at most: the whole number is never kept.
    .next = Keep only the last four.
error-kiosk-disk = There is not enough room on the disk: { $free } MB, { $needed } MB are needed.
    .next = Free some space before handing the device over.
error-evidence-no-key = Reinforced evidence needs your organisation’s public key, and none is stored.
    .next = Add it in the settings, or choose standard evidence.
error-evidence-key = This is not an X25519 public key (64 hexadecimal digits).
    .next = Ask whoever keeps your organisation’s private key for it.
error-witness-missing = A cross must come with the name and the signature of a witness.
    .next = Ask another person who is present to sign as a witness.
error-typed-name-differs = The typed name is not the name of { $name }.
    .next = Type the full name as it is shown.

# Keys: files, identities, tokens
error-certificate-revoked = The certificate of { $name } has been revoked since { $since }: nothing was signed.
    .next = Use another key; a revoked one proves nothing.
error-certificate-weak = The key of { $name } ({ $key }) is too short to prove anything today: nothing was signed.
    .next = Ask its issuer for a newer one, or create an identity.
error-identity-name-control = The name holds an invisible character.
    .next = Type it instead of pasting it.
error-identity-name-long = The name is too long: { $limit } characters fit into a certificate.
    .next = Shorten it.
error-key-file-empty = This key file holds no private key with its certificate.
    .next = Export the certificate again, with its private key.
error-key-file-mismatch = In this key file, the certificate does not belong to the private key.
    .next = Export the certificate again, with its own key.
error-key-file-name = This key file holds no key called “{ $key }”. There are: { $keys }
    .next = Name one of these with --key.
error-key-file-several = This key file holds several keys: { $keys }
    .next = Name the one that shall sign with --key.
error-key-file-unsupported = This key file uses a kind of key or protection that Paraphe does not know.
    .next = Export it again, with AES-256 and SHA-256.
error-token-cancelled = The PIN was not given on the token: nothing was signed.
    .next = Start again, and type the PIN on the token's keypad.
error-token-certificate = The token holds no certificate called “{ $certificate }”. There are: { $certificates }
    .next = Name one of these with --certificate.
error-token-certificates = The token holds several certificates with a key: { $certificates }
    .next = Name the one that shall sign with --certificate.
error-token-mechanism = The key on this token signs in no way that PDF readers know.
    .next = Try without --rsa-padding pss, or use another key.
error-token-missing = No token called “{ $token }” is connected. There are: { $tokens }
    .next = Name one of these with --token, or connect the right one.
error-token-module = The token's library cannot be used: { $path }
    .next = Check that it is a PKCS #11 library made for this system.
error-token-module-missing = There is no library { $path }
    .next = Install the software of the token, and name its PKCS #11 library.
error-token-no-certificate = The token holds no certificate together with its private key.
    .next = Choose another token or certificate.
error-token-none = No token is connected.
    .next = Insert the card or the key, then try again.
error-token-pin-final-try = A wrong PIN now locks this token. Nothing was tried.
    .next = If you are sure of the PIN, use --last-try; otherwise ask its issuer.
error-token-pin-locked = The PIN of this token is locked. Nothing was tried.
    .next = Unlock it with the issuer's software and its unlocking code (PUK).
error-token-pin-needed = The token asks for its PIN.
    .next = Give it on standard input with --pin-stdin.
error-token-pin-not-set = The PIN of this token has to be set or changed first.
    .next = Do so with the software of the token.
error-token-pin-wrong = The PIN is wrong. It was tried once; nothing was signed.
    .next = Check it before you try again: after some wrong ones the token locks itself.
error-token-pin-wrong-last = The PIN is wrong, and the next wrong one locks the token. Nothing was signed.
    .next = Look the PIN up before you use --last-try.
error-token-pin-wrong-locked = The PIN is wrong, and the token has locked itself. Nothing was signed.
    .next = Unlock it with the issuer's software and its unlocking code (PUK).
error-token-refused = The token refused to sign.
    .next = Its reason is in the technical details.
error-token-removed = The token was removed: nothing was signed, the document is as it was.
    .next = Insert it again, then sign again.
error-token-several = Several tokens are connected: { $tokens }
    .next = Name one of these with --token.

# Levels: timestamps and validation data
error-clock-wrong = This computer's clock is off by { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} ({ $own } here, { $stated } at the timestamp authority): nothing was signed.
    .next = Set the clock, then sign again.
error-evidence-issuer = The certificate that issued “{ $name }” cannot be found: the signature cannot be made to last.
    .next = Give it with --trust, or sign at level B-T.
error-evidence-no-address = The certificate “{ $name }” names nobody who knows whether it is revoked: the signature cannot be made to last.
    .next = Sign at level B-T, or with another key.
error-evidence-unanswered = Nobody could say whether the certificate “{ $name }” is revoked.
    .next = Check the connection and try again later, or sign at level B-T.
error-not-signed = This document is not signed: there is nothing to prolong.
    .next = Sign it first.
error-picture-too-large = This picture is larger than { $limit } MB.
    .next = Make it smaller, then try again.
error-timestamp-address = “{ $address }” is not the address of a timestamp authority.
    .next = Give an address that begins with https:// or http://, without name or password.
error-timestamp-expired = The certificate of the timestamp authority { $authority } was valid until { $until }: its timestamp is not used.
    .next = Choose another authority, or accept a lower level.
error-timestamp-late = The timestamp authority did not answer within { $seconds } seconds.
    .next = Try again later, choose another authority, or accept a lower level.
error-timestamp-malformed = The timestamp authority's answer is no timestamp.
    .next = Check its address, or choose another authority.
error-extend-no-authority = A timestamp comes from an authority, and none is set: there is nothing to add.
    .next = Name one in the settings or with --tsa.
error-timestamp-demo = The demonstration asks for no timestamp beyond this computer: nothing leaves it.
    .next = Leave the demonstration first.
error-timestamp-no-authority = This level needs a timestamp, and no timestamp authority is set.
    .next = Name one in the settings or with --tsa, or sign at level B-B.
error-timestamp-not-an-authority = The certificate of { $authority } is not made for timestamps: its timestamp is not used.
    .next = Choose another authority.
error-timestamp-not-missing = No timestamp is missing from this envelope.
    .next = There is nothing to do.
error-timestamp-refused = The timestamp authority refused: { $said }
    .next = Check its address and your right to use it, or accept a lower level.
error-timestamp-too-big = The timestamp authority's answer is larger than { $limit } KB: it is not used.
    .next = Choose another authority.
error-timestamp-too-early = Not everybody has signed yet: the timestamp is added after the last signature.
    .next = Collect the missing signatures first.
error-timestamp-unreachable = The timestamp authority cannot be reached.
    .next = Check the connection and its address, or accept a lower level.
error-timestamp-untrusted = The timestamp authority { $authority } is vouched for by nobody you trust: its timestamp is not used.
    .next = Add its certificate to those you trust, or choose another authority.
error-timestamp-weak = The timestamp of { $authority } rests on methods that prove nothing any more: it is not used.
    .next = Choose another authority.
error-timestamp-wrong = The timestamp authority answered with a timestamp of something else: it is not used.
    .next = Try again; if it comes back, choose another authority.
error-signing-key-closed = The key chosen for signing is not open.
    .next = The host opens it with its password or PIN before handing the computer over.
error-signing-page = This address cannot be opened as a signing page.
    .next = Only https addresses can.
error-no-evidence = There is no evidence here of a signature made face to face.
    .next = Choose a document signed on this device, or its file preuve.json.
error-evidence-exists = Another file is there already: { $path }
    .next = Choose an empty folder.
error-trust-list-too-large = { $path } is larger than any trusted list.
    .next = Choose the XML file as published.
error-trust-list-older = The trusted list { $territory } you give (no. { $given }) is older than the one that is kept (no. { $kept }): it may not know of a withdrawal. Nothing was changed.
    .next = To use it all the same, forget the kept lists first, then import.
error-trust-lists-broken = The list of lists cannot be believed: its signature does not hold. Nothing was changed.
    .next = Download it again from the European Commission’s site.
error-trust-lists-none = The EU list of lists is not among these files. Nothing was changed.
    .next = Give eu-lotl.xml as well.
error-trust-lists-pivots = The list of lists cannot be followed back to the Official Journal. Nothing was changed.
    .next = Give the pivot files as well: { $missing }
error-trust-lists-unusable = The trusted lists kept here cannot be read: they are not used.
    .next = Download or import them again.
error-trust-lists-busy = The trusted lists are being renewed.
    .next = Wait until that is done, then try again.
error-trust-refresh = The European list of lists could not be fetched from { $address }: { $reason ->
    [late] the site does not answer in time.
    [moved] the site points to an address that is not asked.
    [settings] the proxy or the certificates in the settings cannot be used.
    [status] the site does not give it.
    [too_large] what came is larger than any list.
    [untrusted] the site’s certificate is not recognised.
   *[unreachable] the site cannot be reached, or this computer is offline.
} The lists kept here stay as they are.
    .next = { $reason ->
        [settings] Correct them under “Network” in the settings.
        [untrusted] Check this computer’s date. In a company, the network sometimes replaces certificates: ask whoever looks after your computer.
       *[unreachable] Check the connection, then try again. Lists saved elsewhere can be imported as files.
    }
error-trust-refresh-address = Nothing is asked of { $address }: it is no https address.
    .next = Give an address that begins with https.
error-trust-refresh-country = The list of lists names no country { $country }. It names: { $countries }
    .next = Write the code as it stands there: EL for Greece.
error-trust-refresh-demo = The demonstration fetches no lists: nothing leaves it.
    .next = Leave the demonstration first.
error-trust-refresh-older = The list { $territory } published there (no. { $given }) is older than one that was kept here (no. { $kept }): it may not know of a withdrawal. Nothing was changed.
    .next = Try again later.
error-trust-refresh-unbelieved = What came from { $address } is not taken: { $reason ->
    [not_a_list] it is not the European list of lists.
    [pivots_missing] it cannot be followed back to the Official Journal.
   *[broken] its signature does not hold.
} The lists kept here stay as they are.
    .next = { $reason ->
        [not_a_list] A network with a login page answers like this: open a page in the browser, then try again.
        [pivots_missing] A newer version of Paraphe may know who signs it now.
       *[broken] Try again later, from another network if you can.
    }
trust-list-address = It is not published over https: save it with a browser and import it.
trust-list-broken = The list was changed after it was signed.
trust-list-late = The site does not answer in time.
trust-list-moved = The site points to an address that is not asked.
trust-list-not-a-list = This is no trusted list.
trust-list-older = It is older than one that was kept here: it may not know of a withdrawal.
trust-list-other-list = It is the list of another country.
trust-list-pivots-missing = It cannot be followed back to the Official Journal.
trust-list-settings = The proxy or the certificates in the settings cannot be used.
trust-list-status = The site does not give it.
trust-list-too-large = The file is too large.
trust-list-unknown-signer = The list of lists does not name the certificate that signed it.
trust-list-unreachable = The site cannot be reached, or the connection was cut.
trust-list-unsigned = The list is not signed.
trust-list-unsuitable-signature = The signature is not of the kind the standard asks for.
trust-list-untrusted = The site’s certificate is not recognised.
error-report-format = A report is written as .pdf or .html: { $path }
    .next = Give the file one of these two endings.
error-clean-differs = The clean copy of “{ $name }” would not have the same pages: the document stays as it is.
    .next = Ask whoever sent it for a new copy.
error-clean-protected = “{ $name }” is protected: its clean copy would not be, so it is not made.
    .next = Ask for a new copy, or save it without protection.
error-print-nothing = This system has nothing to print with.
    .next = Save the file and print it from your PDF reader.
error-print-protected = “{ $name }” is protected by a password: the printer could not open it.
    .next = Save the file and print it from your PDF reader.
error-print-refused = The system did not take the file for printing.
    .next = Check that a default printer is set, or save the file and print it from your PDF reader.
error-mail-heavy = These documents weigh { $size } MB: a message carries { $most } at most.
    .next = Hand them over on a USB stick, or on paper.
error-mail-nothing = This system has no mail program to open.
    .next = Choose a mail program in the system’s settings, or save the document and send it yourself.
error-mail-refused = The mail program did not open.
    .next = Open it and try again, or save the document and send it yourself.
error-receipt-address = This is not an e-mail address.
    .next = Check the address.
error-receipt-demo = The demonstration prepares no message: nothing leaves it.
    .next = Leave the demonstration to hand over a real receipt.
error-receipt-gone = This receipt is no longer to be handed over.
    .next = Refresh the page of the request.
error-contacts-format = The address book is saved as .csv or .vcf: { $path }
    .next = Give the file a name that ends in .csv (spreadsheet) or .vcf (visiting cards).
error-table-format = A table is written as .csv or .html: { $path }
    .next = Give the file one of these two endings.
error-signed-version = The signed version of “{ $name }” cannot be put together again.
    .next = Ask the sender for the file as it was signed.

error-not-a-template = “{ $name }” is not a Paraphe template.
    .next = Choose a “.paraphe-template” file.
error-people-no-text = “{ $name }” is not a text file.
    .next = Save the list as CSV, or copy its rows and paste them.
error-people-too-large = “{ $name }” is too large for a list of people.
    .next = Take the photos out of the visiting cards, or paste only the lines you need.
error-template-broken = This template is damaged or incomplete: nothing was taken from it.
    .next = Ask its author to save it again.
error-template-missing = This template no longer exists.
    .next = Choose another one in the list.
error-text-name = This name for a text cannot be used.
    .next = Give it a name of at most 60 characters.
error-text-empty = This text is empty or too long.
    .next = Write a message of at most 2,000 characters.
error-text-exists = Another text is called “{ $name }” in this language already.
    .next = Give it another name.
error-template-nameless = The template has no name.
    .next = Give it a name.
error-template-newer = “{ $name }” comes from a newer version of Paraphe.
    .next = Update Paraphe, then open the file again.
error-template-protected = “{ $name }” is protected by a password: a template that holds it cannot be saved in a file.
    .next = Replace this document with a version without a password.
error-template-too-large = This template is too large: the limit is { $limit } MB.
    .next = Take documents out of it, or make them smaller.
error-batch-empty-table = There is nothing in this table.
    .next = Copy the rows with their headings, then paste them.
error-batch-has-requests = Requests of this bulk sending have already left: it is not deleted.
    .next = Stop it: the rest will not leave, and what has left is still followed.
error-batch-line-sent = Row { $row } has left already: it does not change any more.
error-batch-missing = This sending is not there any more.
error-batch-nothing-ready = Not one row can leave.
    .next = Put right what is pointed out, then send.
error-batch-old-workbook = “{ $name }” is an old workbook, or protected by a password.
    .next = Save it as XLSX without a password, or as CSV.
error-batch-busy = One of these requests is still leaving: try again in a moment.
error-batch-running = Another program is sending these requests.
error-batch-stopped = This sending was stopped: the rest will not leave.
error-batch-too-many = This table has { $n } rows; one sending takes { $most } at most.
    .next = Divide it into several tables.
error-batch-workbook = “{ $name }” is no workbook that can be read.
    .next = Save it as XLSX or CSV.
error-batch-workbook-too-large = “{ $name }” is too large for a table of people.
    .next = Keep the sheet you need, or save it as CSV.
error-batch-offline = The service cannot be reached: check the connection, then go on.

data-doubt-everybody = Careful: everybody can write to the data folder ({ $path }). Somebody could put another history there, with other trusted certificates. Keep this folder to your own account (chmod 700).
data-doubt-group = Careful: everybody of a group can write to the data folder ({ $path }). One of them could put another history there, with other trusted certificates. Take that right away (chmod g-w) unless you are sure of each of them.
data-doubt-history = Careful: the history in the data folder ({ $path }) belongs to another account of this computer. The trusted certificates in it may be somebody else’s.
error-link-to-nothing = { $path } is a link to a file that does not exist.
    .next = Choose another name, or remove the link.
error-target-changed = Another program has written { $path } meanwhile: nothing was replaced.
    .next = Choose another name, or sign the file that is there now.
