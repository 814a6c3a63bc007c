# The verification screen.

verify-title = Verify a PDF
verify-other = Verify another PDF…
verify-drop = Drop the PDF to verify, several, or a folder
    .hint = Verification happens on this computer, without a network: the document goes nowhere.
verify-checking = Verifying “{ $name }”…
    .hint = Integrity, later changes, signer, time, certificate.
verify-advice = What to do
verify-signature = { $kind ->
    [document_timestamp] Timestamp
   *[other] Signature
} { $number }: { $signer }
verify-on-page = seen on page { $page }
verify-question-unchanged = Content intact?
verify-question-later-changes = Is it still as it was then?
verify-question-authority = Who vouches for the time?
verify-question-who = Who signed?
verify-question-when = When?
verify-question-certificate = Valid certificate?
verify-yes = Yes
verify-no = No
verify-unknown = Not established
verify-open-envelope = Open this request
verify-report = Detailed report
    .hint = In the terms of ETSI EN 319 102-1, for specialists.
verify-pages = Pages of “{ $name }”
verify-trust = Trust this certificate…
verify-trust-ask = Trust this certificate?
verify-trust-text = Signatures made with this certificate will be called valid on this computer, and only those: its holder vouches for nobody else. Anybody can make a certificate in any name: trust it only if its holder (“{ $holder }”) confirmed its fingerprint to you in another way, for example on the phone.
verify-trust-own = This certificate is that of your identity “{ $name }”, made on this computer: there is no fingerprint to compare. Signatures it sealed will be called valid here; the names of the signers remain those you noted.
verify-trust-subject = Name in the certificate
verify-trust-issuer = Issued by
verify-trust-fingerprint = Fingerprint (SHA-256)
verify-trust-compared = I compared the fingerprint with this person
    .hint = You can remove this certificate in the settings.
verify-trust-do = Trust
verify-trusted = The certificate of { $holder } is trusted on this computer.
verify-word-broken = To be rejected
verify-word-identity = Identity to confirm
verify-word-doubt = To check
verify-word-none = Not signed
verify-word-valid = Valid

# Reports, and what belongs to the verdict
verify-report-pdf = Save a PDF report…
verify-report-html = Save an HTML page…
verify-report-language = Language of the report
verify-report-file = { $name } - verification
verify-report-saved = Saved: { $path }
verify-report-reveal = Show in folder
verify-acrobat = What Acrobat will show
verify-acrobat-certified = Blue ribbon.
verify-acrobat-invalid = Red cross.
verify-acrobat-none = No mark.
verify-acrobat-problems = Yellow triangle.
verify-acrobat-unknown = It cannot be known from here.
verify-acrobat-valid = Green tick.
verify-origin = In your history
verify-word-locked = Protected
verify-word-unreadable = Unreadable

# What was signed, beside what is there
verify-signed-version-show = See what was signed
verify-sent-show = See what was sent
verify-sent-title = What was sent
verify-signed-title = What { $signer } signed
verify-signed-back = Back to the verdict
verify-signed-progress = Comparing pages: { $done } of { $n }
verify-signed-same = { $n ->
    [one] The page looks exactly as it did when it was signed.
   *[other] All { $n } pages look exactly as they did when they were signed.
}
verify-signed-differs = The page differs.
verify-signed-result = { $n ->
    [0] No compared page differs
    [one] { $n } page differs
   *[other] { $n } pages differ
}; { $same ->
    [0] none is identical
    [one] { $same } is identical
   *[other] { $same } are identical
}.
verify-signed-unknown = Pages that could not be drawn, about which nothing is said: { $pages }
verify-signed-pages = Pages that differ
verify-signed-changed = { $n ->
    [one] Page { $page }: one place
   *[other] Page { $page }: { $n } places
}
verify-signed-added = Page { $page }: added
verify-signed-removed = Page { $page }: removed
verify-signed-layout = Layout
verify-signed-two = Side by side
verify-signed-one = One in place of the other
verify-signed-which = Version
verify-signed-then = Signed version
verify-signed-now = Present version
verify-signed-version = { $label }, page { $page }
verify-signed-no-page = This version does not have this page.

# Several PDFs at once
verify-drop-folder = Verify a whole folder…
verify-many-title = Verify several PDFs
verify-many-file = verification
verify-many-stop = Stop
verify-many-again = Verify again
verify-many-progress = { $done } of { $n } verified…
verify-many-done = { $n ->
    [one] { $n } PDF verified
   *[other] { $n } PDFs verified
}, { $good ->
    [0] none with a valid signature
    [one] { $good } with a valid signature
   *[other] { $good } with a valid signature
}{ $unread ->
    [0] {""}
   *[other] {";"} { $unread } unreadable or protected
}.
verify-many-stopped = The verification was stopped: the other files were not verified.
verify-many-locked = Open it to type its password.
verify-many-cut = There are more files than a table shows: the last ones were not verified.
verify-many-deep = This folder lies too deep and was not verified: { $folder }
verify-many-empty = No PDF here
    .hint = Choose another folder.
verify-many-problems = Only what is not valid
verify-many-no-problem = Everything verified so far is valid.
verify-many-csv = Save the table (CSV)…
verify-many-html = Save an HTML page…
verify-many-more = Show more
verify-many-column-verdict = Verdict
verify-many-column-file = File
verify-many-column-signers = Signers
verify-many-column-time = Time

# What a service thinks of the document, on request
opinion-title = Ask a service for its opinion too
opinion-no-account = No account gives an opinion on a signed document: GesDocs and Openapi do.
opinion-account = Account
opinion-certificate = Choose the PDF certificate of this document…
opinion-leaves = { $what ->
    [both] “{ $name }” and its certificate will be sent to { $provider } whole. Nothing leaves before you ask.
   *[document] “{ $name }” will be sent to { $provider } whole. Nothing leaves before you ask.
}
opinion-ask = Send to { $provider } and ask
opinion-answer = { $holds ->
    [yes] To { $provider }, the document is good.
    [no] To { $provider }, the document is not good.
   *[unsaid] { $provider } comes to no conclusion.
}
opinion-message = Its answer: { $message }
opinion-signature = { $name }: { $integrity ->
    [yes] signature intact
    [no] signature altered
   *[unsaid] integrity not said
}, certificate { $certificate }
