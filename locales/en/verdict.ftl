# Verdicts, answers and advice about a signed PDF. Written by the program, shown by the window and the command.
verdict-valid = Valid signature
verdict-identity = Document intact, identity to confirm
verdict-broken = Document changed or signature invalid
verdict-none = No electronic signature
verdict-title-chain = Document intact, chain of certificates to check
verdict-title-covered = Signature intact, content may be covered
verdict-title-differing = Signature intact, a filled field to check
verdict-title-replaced = Signature intact, the value of a field replaced
verdict-title-expired = Document intact, certificate outside its validity
verdict-title-held = Document intact, certificate suspended
verdict-title-list-overdue = Document intact, European list to be renewed
verdict-title-no-certificate = Document intact, certificate uncertain
verdict-title-purpose = Document intact, certificate not made for this
verdict-title-removed = Signature removed from the document as shown
verdict-title-revoked = Document intact, certificate revoked
verdict-title-revocation-unknown = Document intact, revocation to check
verdict-title-unchecked = Signature that cannot be checked here
verdict-title-lost = Damaged signature that cannot be checked
verdict-title-weak = Document intact, cryptography too weak
verdict-title-acting = Signature intact, what is shown is uncertain
verdict-title-stamp-doubtful = Timestamp intact, content to check
verdict-title-stamp-unconfirmed = Timestamp to confirm
verdict-title-locked = Signature intact, a locked field filled in
verdict-sentence-valid = Signed by { $people ->
    [1] { $name }
   *[other] { $people } people: { $others } and { $name }
}, { $time ->
    [none] no date stated
   *[other] { $people ->
        [1] stated date
       *[other] last stated date
    }: { $time }
}. { $later ->
    [yes] The signed version has not changed; permitted additions followed.
   *[no] The document has not changed since.
} Identity vouched for by { $issuer }, which you chose to trust.
verdict-sentence-listed = Signed by { $people ->
    [1] { $name }
   *[other] { $people } people: { $others } and { $name }
}, { $time ->
    [none] no date stated
   *[other] { $people ->
        [1] stated date
       *[other] last stated date
    }: { $time }
}. { $later ->
    [yes] The signed version has not changed; permitted additions followed.
   *[no] The document has not changed since.
} Identity vouched for by { $provider } (EU list, { $territory }).
verdict-sentence-own = Signed by { $people ->
    [1] { $name }
   *[other] { $people } people: { $others } and { $name }
}, { $time ->
    [none] no date stated
   *[other] { $people ->
        [1] stated date
       *[other] last stated date
    }: { $time }
}. { $later ->
    [yes] The signed version has not changed; permitted additions followed.
   *[no] The document has not changed since.
} Sealed with a certificate a program made in the signer’s own name, which you chose to trust.
verdict-sentence-sealed = Signed by { $people ->
    [1] { $name }
   *[other] { $people } people: { $others } and { $name }
}, { $time ->
    [none] no date stated
   *[other] { $people ->
        [1] stated date
       *[other] last stated date
    }: { $time }
}. { $later ->
    [yes] The signed version has not changed; permitted additions followed.
   *[no] The document has not changed since.
} { $people ->
    [1] This name is given
   *[other] These names are given
} according to the person who collected the signature; sealed by “{ $signer }”, which you chose to trust.
verdict-sentence-several = Signed by { $people ->
    [1] { $name }
   *[other] { $people } people: { $others } and { $name }
}, { $time ->
    [none] no date stated
   *[other] { $people ->
        [1] stated date
       *[other] last stated date
    }: { $time }
}. { $later ->
    [yes] The signed version has not changed; permitted additions followed.
   *[no] The document has not changed since.
} Who stands behind the identity differs: see each signature.
verdict-sentence-identity = The document has not changed since { $name } signed it, but nothing vouches for who signed: the certificate comes from no authority you chose to trust.
verdict-sentence-self-made = The document has not changed since { $people ->
    [1] { $name }
   *[other] { $others } and { $name }
} signed it. It was sealed by the identity “{ $signer }”, made by a program and vouched for by no authority.
verdict-sentence-unchecked = This PDF holds a signature this program cannot check. Nothing tells whether it is good or bad.
verdict-sentence-lost = This PDF is damaged: traces of an electronic signature are left in it that can no longer be read. Nothing tells whether it was good; ask for the original file.
verdict-sentence-changed = The content was changed after { $name } signed{ $changed ->
    [one] {" "}(page { $last })
    [several] {" "}(pages { $pages } and { $last })
    [many] {" "}({ $count } pages)
   *[none] {""}
}. Do not rely on it; ask for the original.
verdict-sentence-broken = { $people ->
    [1] The signature of { $name } does not match
   *[other] The signatures of { $others } and { $name } do not match
} this document. Do not rely on it; ask for the original.
verdict-sentence-appended = Bytes were added behind the end of the file { $name } signed: a viewer may take them for content. Do not rely on it; ask for the original.
verdict-sentence-unreadable = The signature in the name of { $name } cannot be read: nothing could be compared with the document. Do not rely on it; ask for the original.
verdict-sentence-certificate = The signature of { $name } rests on an unfit certificate. Do not rely on it; ask the sender for a new signature.
verdict-sentence-none = This PDF may show a picture of a signature. A picture alone proves neither identity nor consent.
verdict-sentence-stamped = Nobody signed this PDF. A timestamp ({ $name }) only says that this file existed on { $time }; a picture of a signature proves neither identity nor consent.
verdict-sentence-stamp-broken = { $people ->
    [0] Nobody signed this PDF, and the timestamp by { $name } does not match this file.
   *[other] The timestamp by { $name } does not match this file.
} Do not rely on it; ask for the original.
verdict-sentence-stamp-doubtful = { $people ->
    [0] Nobody signed this PDF. What
   *[other] What
} was added after the timestamp by { $name } may mislead about what could be read then, or some programs show something else than these pages.
verdict-sentence-stamp-unconfirmed = The timestamp by { $name } is intact, but nothing confirms it: it does not prove the date. See each signature.
verdict-sentence-acting = The file has not changed since { $name } signed, but it acts by itself when opened, or some programs show something else than its pages.
verdict-sentence-locked = The field { $name } signed in asked to lock what was filled in later ({ $fields }). Compare with the signed version.
verdict-sentence-chain = The document has not changed since { $name } signed it, but the chain of certificates that should vouch for the identity does not hold.
verdict-sentence-covered = Something added after { $name } signed covers or extends what was signed, or may do so (pages: { $pages }). Compare with the signed version before relying on it.
verdict-sentence-differing = A field filled in after { $name } signed shows something else than its value, or cannot be compared with it ({ $fields }). Compare with the signed version.
verdict-sentence-replaced = A field said something else when { $name } signed ({ $fields }): its value was replaced since, which the document permits. What it says today is not what was signed; compare with the signed version.
verdict-sentence-expired = The document has not changed since { $name } signed it, but the certificate is no longer valid or was not yet, and no timestamp proves that the signature dates from its validity.
verdict-sentence-held = The document has not changed since { $name } signed it, but the certificate was suspended.
verdict-sentence-list-overdue = The document has not changed since { $name } signed it. The EU list that vouches for the identity should have been replaced by a newer one: it may not know of a withdrawal.
verdict-sentence-no-certificate = The document has not changed since it was signed, but the signature does not say for certain from which certificate it comes.
verdict-sentence-purpose = The document has not changed since { $name } signed it, but the certificate is not meant for signing documents.
verdict-sentence-removed = The document as it is shown no longer holds the signature of { $name }: it is only found in an earlier state of the file.
verdict-sentence-revocation-unknown = The document has not changed since { $name } signed it, and the certificate comes from an authority that is trusted. But nothing in the file proves that it was not revoked.
verdict-sentence-revoked = The document has not changed since { $name } signed it, but the certificate, or one of an authority above it, was revoked, and nothing proves that the signature is older.
verdict-sentence-service-not-granted = The document has not changed since { $name } signed it. The service of { $provider } is on the EU list ({ $territory }), but the list did not vouch for it at the moment that counts.
verdict-sentence-weak = The document has not changed since { $name } signed it, but its cryptography is too weak today, and no timestamp proves that the signature is older.
answer-unchanged-yes = What was signed has not been altered.
answer-unchanged-no = What was signed no longer matches the signature.
answer-unchanged-unknown = Integrity could not be checked.
answer-later-none = Nothing was added after this signature.
answer-later-allowed = Permitted additions followed: { $what }.
answer-later-doubtful = Something added or filled in later may mislead about what was signed: compare with the signed version.
answer-later-forbidden = Changes that nothing permits followed this signature.
answer-later-unknown = Additions could not be checked.
answer-who-trusted = { $signer }, certificate vouched for by { $issuer }.
answer-who-listed = { $signer }, certificate vouched for by { $provider } (EU list, { $territory }).
answer-who-qualified = { $signer }, qualified certificate of { $provider } (EU list, { $territory }).
answer-who-trusted-seal = { $name }, according to the person who collected the signature; sealed by “{ $signer }”, which you chose to trust.
answer-who-trusted-self-made = { $name }, according to the identity “{ $signer }” that you chose to trust.
answer-who-self-made = { $name }, according to the person who collected the signature; sealed by “{ $signer }”, made by a program.
answer-who-own-seal = { $signer }, according to a certificate made in this name by a program: nobody else vouches for it.
answer-who-unknown = { $signer }, according to a certificate of { $issuer } that you have not chosen to trust.
answer-who-expired = { $signer }, according to a certificate that is trusted, but has expired: nothing proves that the signature is older.
answer-who-out-of-validity = { $signer }, according to a certificate that is trusted, but outside its validity: nothing proves that the signature dates from it.
answer-who-chain = { $signer }, according to a certificate of { $issuer }; the chain that should vouch for it does not hold.
answer-who-unproven = Nothing proves it: the signature does not hold, and the name of { $name } may have been copied.
answer-who-unchecked = { $name }, according to the signature itself, which could not be checked.
answer-when-claimed = { $time }, according to the signer’s computer.
answer-when-proven = { $time }, proven by a timestamp.
answer-when-claimed-stamped = { $time }, according to the signer’s computer; { $stamped }, according to a timestamp of { $authority }, which is not counted.
answer-when-stamped = { $time }, according to { $authority }.
answer-when-stamped-unknown = { $time }, according to { $authority }, which you have not chosen to trust.
answer-when-stamped-broken = { $time }, according to a timestamp that does not hold.
answer-when-unknown = No date is stated.
answer-certificate-good = The certificate was within its validity and names no revocation service.
answer-certificate-unrevoked-unknown = The certificate was within its validity; whether it was revoked could not be checked without a network.
answer-certificate-expired = The certificate was no longer valid.
answer-certificate-expired-since = The certificate has expired since, on { $not_after }; nothing proves that the signature is older.
answer-certificate-not-yet-valid = The certificate was not valid yet.
answer-certificate-revoked = The certificate had been revoked.
answer-certificate-wrong-usage = The certificate is not made for signing.
answer-certificate-unproven = Not applicable: the signature does not hold.
answer-certificate-unchecked = Not applicable: the signature could not be checked.
answer-certificate-unknown = Whether the certificate was valid could not be established.
answer-certificate-untrusted = Whether the certificate was valid could not be established: no chain leads to one you trust.
later-lta-updates = proof of validity
later-form-filling = a signature or a filled field
later-annotations = annotations
advice-keep-original = Keep this file as it is: a printed or re-saved copy is no longer signed.
advice-confirm-identity = Ask the sender, by another way, for the fingerprint of the certificate, then trust it here if it matches.
advice-own-identity = This certificate is that of your identity “{ $name }”, made on this computer: you can trust it without comparing anything.
advice-own-request = This document is the result of your own request: compare the fingerprint of the certificate with that of your identity (in the settings) or, if somebody else signed, with the one they give you; recognise it if it matches.
advice-ask-original = Ask the sender for the original file and compare.
advice-ask-signature = If a signature was expected, ask for the electronically signed PDF, not a scanned copy.
advice-other-tool = Check this signature with its issuer’s own software.
advice-compare-signed = Open the signed version and compare it with what is shown.
advice-ask-signer = Ask the person who signed to confirm, or to sign again.
advice-import-lists = Import recent trusted lists (“paraphe trust import”), then verify again.
advice-ask-proof = Ask for a copy that holds its proofs of validity (level B-LT or B-LTA).
# What verifies and is not the last state yet
verdict-unfinished-running = Intermediate copy: the request “{ $title }” is still running, { $signed ->
    [0] nobody has signed in it yet
    [1] 1 signer of { $people } has signed
   *[other] { $signed } signers of { $people } have signed
}.
verdict-unfinished-ended = Intermediate copy: the request “{ $title }” ended before everybody had signed.
verdict-unfinished-earlier = Intermediate copy: further signatures followed in the request “{ $title }”.
verdict-unfinished-fields = { $n ->
    [1] One signature field is still empty
   *[other] { $n } signature fields are still empty
}: somebody may still have to sign.
# What Acrobat will show, and what the history knows
verdict-acrobat-none = Acrobat will show no signature bar and no signature panel: there is no signature.
verdict-acrobat-valid = Acrobat should show the green tick: { $issuer } is on the European list, which Acrobat takes over. Acrobat asks the revocation service itself, which was not done here.
verdict-acrobat-certified = Acrobat should show the blue ribbon of certified documents: { $issuer } is on the European list, which Acrobat takes over.
verdict-acrobat-additions = Acrobat should show the green tick and mention unsigned changes after the last signature.
verdict-acrobat-unlisted = It depends on { $issuer }: a green tick if Adobe’s list (AATL) or the European list knows this issuer, otherwise a yellow triangle “identity unknown”. Trusting the certificate here changes nothing there.
verdict-acrobat-self-made = Acrobat will show the yellow triangle: it does not know { $issuer } and will not unless every reader adds this certificate to their trusted identities.
verdict-acrobat-extended = Acrobat may say that the certified document was changed: it also counts proofs added after a certification that permits no change, though the standard permits them.
verdict-acrobat-certificate = Acrobat will show a yellow triangle or a red cross: the certificate of { $name } does not serve.
verdict-acrobat-unforeseeable = This program cannot check the signature of { $name }, so it cannot foresee what Acrobat will say of it.
verdict-acrobat-lost = Only traces of a signature are left in this damaged file, so what Acrobat will say of it cannot be foreseen.
verdict-acrobat-invalid = Acrobat will show the red cross: at least one signature is not valid ({ $name }).
verdict-origin-sent = This is exactly the document of your request “{ $title }” as it was sent on { $time }.{ $others ->
    [yes] {" "}Other requests hold this same document; the newest is named here.
   *[no] {""}
}
verdict-origin-received = This is exactly the signed document of your request “{ $title }”, kept here since { $time }.{ $sent ->
    [changed] {" "}It begins with what you sent, but its content was changed behind that, and nothing explains how: compare the two.
    [other] {" "}It does not begin with the bytes you sent, and was not compared with them here.
   *[same] {""}
}{ $others ->
    [yes] {" "}Other requests hold this same document; the newest is named here.
   *[no] {""}
}
verdict-origin-earlier = This is an earlier state of the document of your request “{ $title }”, kept here since { $time }: further signatures followed.{ $sent ->
    [changed] {" "}It begins with what you sent, but its content was changed behind that, and nothing explains how: compare the two.
    [other] {" "}It does not begin with the bytes you sent, and was not compared with them here.
   *[same] {""}
}{ $others ->
    [yes] {" "}Other requests hold this same document; the newest is named here.
   *[no] {""}
}
verdict-origin-continued = This file contains, without a byte changed, the document of your request “{ $title }” of { $time }; { $added ->
    [signature] a signature was added
   *[other] something was added behind it
}{ $filled ->
    [0] {""}
    [one] , a field was filled in ({ $fields })
   *[other] , { $filled } fields were filled in ({ $fields })
}{ $notes ->
    [yes] , notes were added
   *[no] {""}
}.{ $others ->
    [yes] {" "}Other requests hold this same document; the newest is named here.
   *[no] {""}
}
verdict-origin-changed = This file begins with the document of your request “{ $title }” of { $time }; what follows is not wholly explained by signatures, filled-in fields or notes beside the text. Compare: what it shows may be something else than what you sent.{ $others ->
    [yes] {" "}Other requests hold this same document; the newest is named here.
   *[no] {""}
}
verdict-not-as-sent = This file begins with a document you sent, and what follows is not wholly explained: its content may have changed before the signature. Compare it with what you sent.
verdict-origin-name-only = This file has the name of a document of your request “{ $title }” of { $time }, but it is not the same file. A name proves nothing.
