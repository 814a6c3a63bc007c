# What is found in a file when it comes in, and what to do
finding-already-signed = { $n ->
    [one] Already signed { $n } time: signing here leaves the existing signature untouched.
   *[other] Already signed { $n } times: signing here leaves the existing signatures untouched.
}
finding-certified = { $permission ->
    [no_changes] The author of this PDF does not allow another signature. Ask for an unlocked version.
   *[other] Certified by its author: signing is still allowed.
}
finding-encrypted = Protected by a password: it can be read and verified; if it cannot be signed here, ask for a version without a password.
finding-hybrid-xref = Unusual structure: some old readers open it badly. Nothing to do here.
finding-java-script = Contains scripts: Paraphe does not run them. Be careful if you do not know the sender.
finding-large-file = Large file ({ $size }): some mail services will refuse it.
finding-odd-boxes = { $n ->
    [one] Page { $pages }: unusual dimensions. Check where the box stands.
   *[other] Pages { $pages }: unusual dimensions. Check where the boxes stand.
}
finding-repaired = Damaged file, read all the same. Check that all pages are there, or ask for a new copy.
finding-rotated = { $n ->
    [one] Page { $pages } is rotated: taken into account.
   *[other] Pages { $pages } are rotated: taken into account.
}
finding-trailing-bytes = Data stand behind the end of the document. Nothing to do; the signature will cover them.
finding-unsigned-fields = { $n ->
    [one] { $n } signature field was prepared by the author. You can place your own boxes.
   *[other] { $n } signature fields were prepared by the author. You can place your own boxes.
}
finding-xfa = XFA form: other readers may show something else. Ask for an ordinary PDF before signing.

# What the validation of a signature found (detailed report)
finding-algorithm-protection-mismatch = The algorithms named inside the signature are not those that were used.
finding-algorithm-unsupported = An algorithm this program cannot compute: { $algorithm }.
finding-attribute-malformed = An attribute is missing, repeated or malformed: { $attribute }.
finding-byte-range-invalid = The signature does not cover the whole document.
finding-bytes-after-end = Bytes stand behind the end of the document.
finding-certificate-expired = The certificate expired on { $not_after }.
finding-certificate-not-for-signing = The certificate is not meant for signing documents.
finding-certificate-not-yet-valid = The certificate was not valid before { $not_before }.
finding-chain-invalid = The chain of certificates does not hold: { $reason }.
finding-changed-after-signing = The document was changed after signing.
finding-changes-not-permitted = Changes go beyond what the author permits.
finding-claimed-time-only = The time is the signer's own word.
finding-claimed-time-outside-certificate = The claimed time lies outside the certificate's validity.
finding-cms-unreadable = The signature's container cannot be read.
finding-content-timestamp-not-checked = A timestamp over the content, older than the signature, comes with it: this program does not check it and does not rely on it.
finding-digest-mismatch = The covered content is not what was signed.
finding-document-timestamp-added = A document timestamp was added later.
finding-file-repaired = The structure of the file is broken; each viewer may show something else.
finding-identity-self-made = An identity made on the signer's own computer; no authority vouches for the name.
finding-issuer-unknown = No chain leads to a certificate you trust.
finding-key-too-short = The key is too short to prove anything ({ $bits } bits).
finding-qualified-claim-unconfirmed = The certificate claims to be qualified; only a trusted list can confirm it.
finding-revocation-not-checked = Revocation was not checked: no network is used and the file brings no proof.
finding-service-not-granted = The service of { $provider } is in the EU trusted list ({ $territory }), which did not vouch for it at the moment that counts.
finding-signer-count = The container does not hold exactly one signer.
finding-signature-added = Further signatures or fields were added later.
finding-signature-mismatch = The signature does not belong to the certificate and to what is signed.
finding-signature-removed = A signature of an earlier state is no longer reachable.
finding-signing-certificate-mismatch = The certificate is not the one the signer bound itself to.
finding-signing-certificate-missing = The signing certificate is not in the file.
finding-signing-certificate-unbound = The signer did not bind itself to its certificate, as PAdES asks.
finding-sub-filter-unsupported = Unknown kind of signature: { $sub_filter }.
finding-trust-list-overdue = The trusted list relied on ({ $territory }) should have been replaced on { $next_update }: it may not know of a recent withdrawal.
finding-timestamp-invalid = The timestamp does not belong to this signature or is damaged.
finding-timestamp-untrusted = The timestamp is intact, but its authority is not trusted.
finding-unused-space-not-zero = The space reserved for the signature holds something else than zeros.
finding-validation-data-added = Validation data were added later.
finding-weak-digest = A digest that can be forged: { $algorithm }.
finding-fields-filled = Fields were filled in later.
finding-too-much-to-compute = The file asks for more computation than an ordinary document: the check stopped.
finding-annotations-added = Annotations were added later (pages: { $pages }).
finding-appearance-covers-content = Something added later lies over what the signed version shows or adds to it, or may do so (pages: { $pages }). Compare with the signed version.
finding-appearance-differs-from-value = Fields filled in later show something else than their value: { $fields }.
finding-field-value-replaced = Fields said something else when it was signed: { $fields }.
finding-authority-not-checked = Whether the timestamp's authority was revoked was not checked; for the last timestamp it need not be.
finding-certificate-held = The certificate was suspended.
finding-certificate-revoked = The certificate, or that of an authority above it, was revoked on { $revoked_at }.
finding-certificate-revoked-later = The certificate was revoked on { $revoked_at }, after the signature: the signature still stands.
finding-hidden-content = The signed document holds pages that nothing shows.
finding-hidden-layers = The document has layers: not all it contains is shown, or not in the same way on the screen and on paper.
finding-opens-with-script = A script in the document (JavaScript) runs when it is opened: some programs may show something else.
finding-acts-unasked = The document acts by itself when it is opened or a page is shown (fields reset or hidden, layers, something else opened): what is seen may not be what was signed.
finding-layers-disputed = Programs differ in which layers of the document they show.
finding-shown-otherwise = Some programs show something else than these pages: a portfolio, a form laid out anew, or another reading of the file.
finding-locked-field-filled = Fields that the signature asked to be locked were filled in later: { $fields }.
finding-name-mixes-alphabets = A name has letters of another alphabet that look like ours: { $words }. Letters: { $letters }. Make sure by other means who this is.
finding-name-hides-characters = A name has characters that cannot be seen or that turn its reading direction: { $names }. Make sure by other means who this is.
finding-claimed-time-too-late = The time the signer claims lies in the future, or after the time that is proven: { $claimed }.
finding-claimed-time-out-of-order = The stated date ({ $claimed }) is before that of a signature this one contains ({ $earlier }).
finding-certificate-names-nobody = The certificate names nobody: only its number tells it from others ({ $serial }).
finding-signed-look-differs-from-value = When it was signed, fields already showed something else than their value: { $fields }. What they show is what was read.
finding-revocation-too-old = The file's evidence about revocation is older than the moment that counts.
finding-timestamp-not-checked = A timestamp is not counted: the file does not say whether its authority was revoked.
