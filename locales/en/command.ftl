# What the `paraphe` command says to people.
command-pages = { $name }: { $n ->
    [one] { $n } page
   *[other] { $n } pages
}
command-page = page { $page }: { $width } × { $height } mm ({ $width_points } × { $height_points } points), rotation { $rotation }°
command-rendered = Page { $page } written to { $path }
command-downloaded = { $n ->
    [one] Written to { $folder }: { $n } file, behind its SHA-256.
   *[other] Written to { $folder }: { $n } files, each behind its SHA-256.
}
command-signed = Signed ({ $level }): { $path }
command-renewed = Renewed ({ $level }): { $path }
command-stamped = Timestamped ({ $level }): { $path }
command-signed-left-out = For lack of room the box does not show: { $lines }. A larger box would.
command-signed-doubted = The signature that was there ({ $name }) is doubted now: yours covers what it signed. Keep the original, and rather sign in another place.
signed-line-approval = “Read and approved”
signed-line-date = the date
signed-line-name = the name
signed-line-note = the note
signed-line-on-behalf = “p.p.”
signed-line-place = the place
signed-line-reason = the reason
command-signed-invisible = The signature is invisible: neither a page and a box nor a field were given.
command-signed-nothing-asked = No timestamp was asked for: add --level b-t, b-lt or b-lta.
command-signed-lower = Not higher because: { $reason }
command-verdict-path = { $account }: { $path }
command-sent = Request { $id } recorded: { $status }
command-check-clean = Nothing is missing: { $n ->
    [one] { $n } dispatch
   *[other] { $n } dispatches
} with “{ $account }”
command-check-problems = { $n ->
    [one] { $n } thing to mend
   *[other] { $n } things to mend
} before sending:
command-identity-created = Identity “{ $name }” made ({ $store }). Fingerprint: { $sha256 }
command-store-keychain = key kept by the system’s key chain
command-store-sealed = key kept in an encrypted file of the data folder
command-identity-none = No identity. Make one with “paraphe identity create NAME --common-name "First Last"”.
command-list-empty = The history is empty.
command-list-nothing-found = No request matches.
command-history-intact = History intact: { $envelopes ->
    [one] { $envelopes } request
   *[other] { $envelopes } requests
}, { $events ->
    [one] { $events } event
   *[other] { $events } events
}.
command-history-broken = The history does not hold: { $n ->
    [one] { $n } break
   *[other] { $n } breaks
}.
command-demo-step = { $account } · { $what }
command-demo-prepare = contract prepared, two boxes placed
command-demo-adapt = request adapted to what the provider can do
command-demo-send = request sent
command-demo-sign = { $name } has read, accepted and signed
command-demo-fetch = results fetched: { $n }
command-demo-verify = signed PDF verified
command-demo-tags = With GesDocs this is expected: a tag in white letters marks the place of each signature, and the second signature covers its own.
command-history-unread = The history cannot be read: this check does without the certificates and trusted lists kept in Paraphe. { $reason }
command-detail = Technical detail: { $detail }
command-report = Report written: { $path }
signing-page-leaves = This page ({ $own }) wants to open { $host }. Open it in your browser?
signing-page-leave = Open
signing-page-stay = Stay here
command-start-failed = Paraphe could not start: { $reason }

# Accounts
command-account-added = Account “{ $name }” ready ({ $store }).
command-account-kept = Nothing has changed: “{ $name }” keeps its key and its settings. With “--untried” the account is changed without a test.
command-account-local = The account “local” is always there: it needs no key.
command-account-store-keychain = key kept by the system’s key chain
command-account-store-sealed = key kept in an encrypted file of the data folder
command-account-removed = Account “{ $name }” forgotten, its key as well.
command-account-usable = The account “{ $name }” can be used ({ $holder }){ $mode ->
    [test] , for trying out
   *[live] {""}
}.
command-account-credits = { $n ->
    [one] { $n } sending
   *[other] { $n } sendings
} left on the account.
command-clock-off = This computer’s clock differs from the provider’s by { $unit ->
    [hours] { $wait } h
    [minutes] { $wait } min
   *[seconds] { $wait } s
}: set it.

command-imported = Signed file taken. { $verdict }. Signers: { $signers }

# Sending a table
command-rows = { $sent } of { $n ->
    [one] { $n } row sent
   *[other] { $n } rows sent
}{ $earlier ->
    [0] { "" }
   *[other] , { $earlier } of them by an earlier run
}
command-rows-nothing-new = { $n ->
    [one] Nothing new: the row had left before.
   *[other] Nothing new: all { $n } rows had left before.
}
command-row = row { $row }: { $facts }
command-rows-wait = The provider asks to wait { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}…

command-row-earlier = { $status }, by an earlier run
command-row-elsewhere = { $status }, by an earlier run with “{ $account }”
command-interrupted = Heard: what is under way comes to its end first. Ctrl+C once more stops at once; “paraphe status” then tells what became of it.
command-rows-next-again = What has not left is waiting: run the same command again, nothing that has left is sent again.
command-rows-next-correct = Put right what is named, then run the same command again: nothing that has left is sent again.
command-rows-next-settle = Some rows are in doubt: “paraphe status ID --refresh” asks about them; otherwise say it with “paraphe settle ID”. Nothing is sent again by itself.
command-next-send-again = Request { $id } is kept: “paraphe send-again { $id }” sends it again as it is.
command-signed-so-far = { $name } · copy on the way: { $signed ->
    [one] { $signed } signature
   *[other] { $signed } signatures
} of { $n }
command-correct-replaced = Request { $former } is taken back; { $id } replaces it, with the details put right.
command-correct-kept = Nothing is taken back: the corrected request cannot leave like this.
command-correction-open = The correction of the details of { $name } was cut short: “paraphe correct { $id }” with “--go-on”, “--taken-back” or “--give-up”.
command-replaced = A request with the right details replaces it: “paraphe status { $id }”.
command-sent-next-here = To be signed at this computer: open the request in Paraphe’s window.
command-doubt-check = To look at: { $check }
command-doubt-next = “paraphe settle { $id }” asks once more; once you have looked, “paraphe settle { $id } --sent IDENTIFIER” or “--not-sent” says so. Nothing is sent again by itself.
command-sent-next-status = To learn how it stands: “paraphe status { $id } --refresh”
command-sent-next-notice = “{ $account }” does not say how a request stands. Once somebody has signed, give Paraphe the message that came (“paraphe notice FILE --account "{ $account }"”) or the signed file (“paraphe import { $id } FILE --document 1”).
command-left-behind = An empty draft “{ $title }” may have stayed at the provider of “{ $account }”, made on { $time }: nobody was asked by it. Delete it on its site if it is there; leave a request of the same name that was sent.
command-reminded = “{ $account }” was asked to remind: { $names }
command-wait-tries-again = Paraphe tries again as long as this command runs. Ctrl+C stops it; nothing is lost.
command-list-batch = Bulk sending “{ $title }” · { $account } · { $completed } of { $n ->
    [one] { $n } request completed
   *[other] { $n } requests completed
}{ $unsent ->
    [0] {""}
   *[other] , { $unsent } not sent
}
command-own-identity = “paraphe identity export { $name }” writes this certificate, for “--trust” and for whoever is to recognise it.

# The stand-ins
command-sandbox = The five stand-ins answer on this computer. Ctrl+C stops them.

# What the command line refuses
error-document-number = There is no document number { $n }: this request has { $count }.
    .next = The first document has number 1.
error-correct-nobody = Nobody is “{ $id }” in this request.
    .next = It knows: { $known }.
error-input-long = What came on standard input is too long for a key or a password.
    .next = Give the key or the password alone, on one line.
error-input-text = What came on standard input is no text in UTF-8.
    .next = Give it in UTF-8; “iconv -f latin1 -t utf-8” converts what a Latin-1 terminal types.
error-notice-long = This message is too long: { $limit } MB at most.
    .next = Give the message alone.
error-notice-text = This message is not text.
    .next = Give it as it came, in a file.
error-rows-nobody = { $path } has only its line of headings: there is nobody to send to.
    .next = Write one line per person below the headings.
error-rows-running = Another program is already sending this file, or another request about these same documents.
    .next = Wait until it has finished, then run the command again: it goes on where the other stopped.
error-rows-table = { $path } is not a table that can be read: one line of headings, all different, then one line per person.
    .next = Save it as CSV from your spreadsheet.
error-rows-text = { $path } is not UTF-8.
    .next = Save it as “CSV UTF-8” from your spreadsheet.
error-sandbox-port = Port { $port } is not free.
    .next = Choose another, or 0 for any.
error-sending-waits = The provider of “{ $account }” cannot be reached: the request { $envelope } waits, nothing has left.
    .next = It leaves at the next run: Paraphe open, or “paraphe status --refresh”.
problem-file-logo-not-a-picture = The logo is neither a PNG nor a JPEG picture.
problem-file-logo-too-large = The logo is too large: 256 KB at most.
problem-file-logo-unreadable = The logo’s file “{ $found }” cannot be read.
problem-rows-language = “{ $found }” is no language known here. Possible: fr, en, it, ar.
problem-rows-length = This row does not have as many cells as the line of headings.
problem-rows-no-table = “{ $name }” waits for a table: add --rows PEOPLE.csv, or write the value here.
note-box-covers-box = This box covers another one ({ $other }): one signature would hide the other.
note-box-covers-signature = This box covers a signature that is in the document already: it would be harder to read, and whoever verifies it would doubt it.
note-box-covers-text = This box covers printed text of a document that is signed already: whoever verifies the signature that is there would doubt it. Rather choose a free place.
problem-rows-sent-before = This person was sent a request about these same documents before, in other words: { $found }. Take it back (“paraphe void”), or send all the same with --send-changed.
problem-rows-signed-before = This person has already signed a request about these same documents: { $found }. Take this row out, or send it all the same with --send-changed.
problem-rows-repeats = This row says what row { $row } says, to the same person. Take it out, or write into it what makes it another one.
problem-rows-no-column = The table has no column “{ $name }”.
problem-rows-empty-cell = The cell “{ $name }” of this row is empty, and a text of the request wants it.
problem-rows-put-right = Row { $row } was put right in the window and has not left from there yet: send it there, or put the table right in the same way.
problem-rows-read-columns = Columns read as the person’s: { $names }.
problem-rows-left-columns = These columns fill the texts and do not say who the person is, whom the envelope file names already: { $names }. To replace that person, head them “first_name”, “last_name”, “email”, “mobile” or “language”.
problem-rows-unused-columns = { $n ->
    [one] This column of the table is used for nothing here
   *[other] These columns of the table are used for nothing here
}: { $names }
problem-rows-other-account = { $n ->
    [one] Row { $rows } left with “{ $account }” in an earlier run, and stays there.
   *[other] Rows { $rows } left with “{ $account }” in an earlier run, and stay there.
}

# Keys
command-certificate = { $name } · { $person }, by { $issuer }, until { $until } · { $key } · { $qualification ->
    [claimed] calls itself qualified
    [claimed_on_device] calls itself qualified, key in a device
   *[none] not qualified
} · { $fitness ->
    [expired] expired
    [not_yet_valid] not valid yet
    [weak_key] key too short
    [wrong_usage] not made for signing
   *[fit] signs
}
command-token = Token “{ $label }” · PIN: { $pin ->
    [final_try] a wrong one now locks it
    [locked] locked
    [low] a wrong one was given since the last right one
    [not_set] to be set first
   *[fine] fine
}
command-evidence-good = Evidence of { $signer }: in order (SHA-256 { $sha256 })
command-evidence-intact = Evidence of { $signer }: intact, but nobody vouches for the key that signed it (SHA-256 { $sha256 })
command-evidence-trust = If you have the certificate of the signer or of their authority from a source you trust, give it with “--trust CERTIFICATE”.
command-evidence-bad = Evidence of { $signer }: not in order (SHA-256 { $sha256 })

# Face to face
command-pin-removed = The host’s PIN is forgotten. A new one is chosen in the settings.
command-pin-none = No host PIN was set.
command-kiosk-ended = Face to face has ended: the window returns to the host at its next action, or when it is started again.

# Trusted lists
command-lists = EU trusted lists: { $countries ->
    [one] { $countries } country
   *[other] { $countries } countries
}, { $services ->
    [one] { $services } service
   *[other] { $services } services
}, { $age ->
    [0] issued today
    [one] issued { $age } day ago
   *[other] issued { $age } days ago
}.
command-list = { $territory } · no. { $number } of { $issued }, next one by { $next }
command-list-overdue = { $territory } · no. { $number } of { $issued }, should have been replaced on { $next }: fetch or import the next one
command-list-closed = { $territory } · no. { $number } of { $issued }, closed
command-list-rejected = { $file }: left out. { $reason }
command-list-missing = { $territory }: missing, published at { $address }
command-lists-none = No trusted lists are kept here.
command-lists-removed = Trusted lists forgotten.
command-lists-refreshing = Requests for public lists leave for the European Commission and the countries. No document leaves.
command-lists-refreshed = { $refreshed ->
    [one] { $refreshed } new list
   *[other] { $refreshed } new lists
}, { $unchanged } unchanged, { $failed } not renewed.
command-list-failed = { $territory }: { $reason } { $kept ->
    [yes] The former list stays.
   *[no] None is kept here. Published at { $address }
}
command-list-dropped = { $territory }: forgotten. The list of lists no longer names this country, or not the certificate that signed the list kept here.
command-tags = { $name }: { $n ->
    [0] no place found
    [one] { $n } place found
   *[other] { $n } places found
}
command-tag = page { $page }: { $kind ->
    [checkbox] check box
    [date] date
    [initials] initials
    [name] name
    [place] place
    [text] text
   *[signature] signature
}, { $x } mm from the left and { $y } mm from the top, { $width } × { $height } mm, that is --rect { $rect } ({ $clue ->
    [form_field] signature field
    [text_tag] tag
    [labelled_rule] line to write on
    [labelled_frame] printed frame
    [label] word
    [rule] line without a label
   *[square] printed square
}{ $said ->
    [none] {""}
   *[other] {": "}“{ $said }”
}{ $signer ->
    [none] {""}
   *[other] {", "}signer { $signer }
})
command-tags-cut = page { $page }: too much content, only a part was read

# Verifying, for people
command-signature-line = { $kind ->
    [certification] Signature { $n }, which certifies the document
    [document_timestamp] Timestamp { $n }
   *[approval] Signature { $n }
}: { $name } ({ $page ->
    [0] invisible
   *[other] page { $page }
}, field “{ $field }”)
command-answer = { $question ->
    [certificate] Certificate
    [later_changes] Since then
    [unchanged] Content
    [when] When
   *[who] Who
}: { $text }
command-certifies = Certification: { $permits ->
    [annotations] forms, signatures and annotations stay permitted afterwards.
    [form_filling] forms and signatures stay permitted afterwards.
   *[no_changes] no change at all is permitted afterwards.
}
command-fingerprint = SHA-256 fingerprint of the certificate: { $sha256 }
command-signature-codes = For a specialist: { $indication }{ $sub }
command-verify-next = What to do:
cli-advice-confirm-identity = Ask the signer or the service, by another way, for the fingerprint of this certificate. If it is the one given above, ask for the certificate itself and run this again with “--trust CERTIFICATE.pem”.
cli-advice-own-request = This document is the result of your own request: compare the fingerprint given above with that of your identity (“paraphe identity list”) or, if somebody else signed, with the one they give you. If they match, run this again with “--trust CERTIFICATE.pem”.

# The history
command-break = { $envelope }: { $code ->
    [content_changed] title, people, documents or boxes are not those that were recorded
    [document_changed] a stored document was changed
    [document_missing] a stored document is gone
    [end_changed] the end of the chain of events is not the one that was recorded
    [event_changed] event { $event } was changed
    [event_missing] event { $event } is gone
    [event_unknown] event { $event } was added
   *[unreadable] what is recorded cannot be read
}
command-history-next = Restore a backup of the data folder; keep the present state for whoever looks into it.

# Errors, as the command line tells them
command-about = { $subject }: { $sentence }
command-status-not-sent = Not sent
command-status-ready = Ready
command-rows-checked = { $ready ->
    [one] { $ready } row ready
   *[other] { $ready } rows ready
} of { $n }{ $earlier ->
    [0] {""}
    [one] , { $earlier } sent before
   *[other] , { $earlier } sent before
}. Nothing was sent.
cli-error-account-missing =
    .next = “paraphe accounts list” shows the accounts, “paraphe accounts add” adds one.
cli-error-signed-fewer =
    .next = If everybody signed, run the command again with --everybody.
cli-error-signed-unlike =
    .next = Compare the two; if this is what everybody signed, run the command again with --differing.
cli-error-account-moved =
    .next = Give it its first provider back with “paraphe accounts add … --replace”. If nobody can sign there any more, “paraphe void { $envelope } --reason … --gone” closes the request here.
cli-error-account-open =
    .next = { $count ->
        [one] Wait for its end or cancel it with “paraphe void”; if nobody can sign it any more, “--gone” closes it.
       *[other] Wait for their end or cancel them with “paraphe void”; with “--gone” it closes those that nobody can sign any more.
    }
cli-error-account-settings =
    .next = { $problem ->
        [user_missing] Give it with “--user”.
        [user_invalid] Give it with “--user”.
       *[other] Mend that, then run the command again.
    }
cli-action-reason-final =
    .next = “paraphe status { $envelope }” says how it ended.
cli-error-account-doubt =
    .next = “paraphe status { $envelope } --refresh” asks what became of it; else “paraphe settle { $envelope }” says so. For another address, add an account of another name.
cli-action-reason-no-void =
    .next = Once nobody can sign there any more, “paraphe void … --gone” closes the request here.
cli-error-account-secret =
    .next = Give it on standard input, with --secret-stdin.
cli-error-demo-unavailable =
    .next = Another program may hold the ports of this computer: close it, then try again.
cli-error-draft-incomplete =
    .next = “paraphe check” says what is missing.
cli-error-envelope-missing = No request has this identifier.
    .next = “paraphe list” shows the identifiers.
cli-error-evidence-no-key =
    .next = It is set in the window of Paraphe.
cli-error-file-missing = There is no such file: { $path }
    .next = Check the name, and the folder you run the command in.
cli-error-file-forbidden =
    .next = Ask for the right to read it, or copy it elsewhere.
cli-error-folder-missing =
    .next = Make it, or name another.
cli-error-identity-missing =
    .next = “paraphe identity list” shows those there are, “paraphe identity create” makes one.
cli-error-is-a-folder = This is a folder, not a file: { $path }
    .next = Name a file.
cli-error-not-a-certificate = This file is not a certificate: { $path }
    .next = Give a PEM or DER file.
cli-error-correction-none =
    .next = “paraphe status” says how far it is.
cli-error-correction-open =
    .next = Say what becomes of it with “paraphe correct { $envelope }” and “--go-on”, “--taken-back” or “--give-up”.
cli-error-correction-uncertain =
    .next = “paraphe status” with “--refresh” asks how things stand; as soon as the cancellation is certain, the corrected request leaves. Otherwise look at the provider, then say so with “paraphe correct”.
cli-error-not-refused =
    .next = “paraphe status” says how far it is.
cli-error-nothing-to-settle =
    .next = “paraphe status” says how far it is.
cli-error-password-needed =
    .next = Give its password on standard input, with --password-stdin.
cli-error-password-wrong =
    .next = Check capital letters. The PDF’s password is one line of standard input; with a protected key it is the second.
cli-error-provider-credentials =
    .next = It may have been replaced, or come from the other environment (trial or production): “paraphe accounts add … --replace --secret-stdin” changes it.
cli-error-provider-malformed =
    .next = Check the address of the service (“paraphe accounts list”). If it is right, give this detail to whoever looks after your computer.
cli-error-provider-not-found =
    .next = Look on its site whether it is still there. If it is not, “paraphe void … --gone” closes it here.
cli-error-provider-redirected =
    .next = If that address is really its own, give it with “paraphe accounts add … --replace --base-url”.
cli-error-sending-uncertain =
    .next = “paraphe status { $envelope } --refresh” asks how things stand; otherwise look at the provider, then say so with “paraphe settle { $envelope }”. Nothing is sent again by itself.
cli-error-clock-ahead =
    .next = Set this computer's clock, then run the command again.
cli-error-void-uncertain =
    .next = “paraphe status { $envelope } --refresh” says how things stand; otherwise run “paraphe void” again.
cli-error-signed-differs =
    .next = Give the signed file of this document.
cli-error-timestamp-no-authority =
    .next = Name one with --tsa, or sign at level B-B.
cli-error-timestamp-untrusted =
    .next = Give its certificate with --trust, or choose another authority.
cli-error-trust-lists-none =
    .next = Name the file eu-lotl.xml of the European Commission, or the folder it is in.
cli-error-trust-lists-broken =
    .next = Download eu-lotl.xml again, without opening or saving it in another program.
error-target-exists = There is a file { $path } already: it is not replaced.
    .next = Name another file, or add --overwrite to replace it.

# Wrong usage
command-usage-count = a whole number, from 1
command-usage-resolution = a number larger than zero, with a point for decimals
command-usage-header = a header is written as its name, a colon and its value
command-usage-option = an option is written NAME=VALUE
command-usage-reason = say why
command-usage-rect-four = four numbers are needed: x,y,width,height
command-usage-rect-number = each part is a number, with a point for decimals
command-usage-rect-size = width and height are larger than zero
command-usage-spot = a place begins with the number of its page, from 1
command-usage-write = a text is written PAGE,x,y,width,height=TEXT
command-usage-conflict = { $argument } and { $other } do not go together.
command-usage-invalid = “{ $value }” does not suit { $argument }.
command-usage-invalid-empty = { $argument } needs a value.
command-usage-missing = Missing: { $arguments }
command-usage-no-command = A command is missing: { $commands }
command-usage-unknown = There is no argument { $argument } here.
command-usage-one-place = “{ $argument }” is one too many: one file or one folder at a time. For several PDFs, give their folder.
command-usage-unknown-command = There is no command “{ $command }”.
command-usage-twice = { $argument } is given once only.
command-usage-suggest = Did you mean { $suggestion }?
command-usage-possible = Possible values: { $values }
command-usage-usage = Usage: { $usage }
command-usage-help = “paraphe { $command } --help” says more.
command-send-waits-already = A request of this title is already waiting to be sent with “{ $account }”: { $id }. It will leave, too, unless you take it back: “paraphe void { $id } --reason …”.
command-send-doubt-already = A request of this title is in doubt at “{ $account }”: { $id }. It may have reached the person: “paraphe status { $id } --refresh” asks about it. This one is sent as well.
command-output-lost = The answer could not be written to standard output. What was done stays done.
command-usage-utf8 = An argument is not UTF-8.
command-verified-folder = { $n ->
    [one] { $n } PDF
   *[other] { $n } PDFs
}: { $passed } valid, { $open } to confirm, { $failed } to reject, { $unsigned } without a signature, { $unreadable } unreadable.
command-help-arguments = Arguments:
command-help-commands = Commands:
command-help-default = [default: { $value }]
command-help-help = Show this help
command-help-options = Options:
command-help-possible = [values: { $value }]
command-help-usage = Usage:
command-help-variable = [variable: { $value }]
command-help-version = Show the version

# verify --account
command-opinion-asking = The document goes to the provider of the account “{ $account }”…
command-opinion = { $holds ->
    [yes] What “{ $account }” says: the document is good.
    [no] What “{ $account }” says: the document is not good.
   *[unsaid] What “{ $account }” says: no conclusion.
}
command-opinion-signature = { $name }: { $integrity ->
    [yes] intact
    [no] changed
   *[unsaid] integrity not said
}, certificate { $certificate ->
    [valid] valid
    [good] valid
    [expired] expired
    [revoked] revoked
    [untrusted] of an authority the service does not know
    [unsaid] state not said
   *[other] “{ $certificate }”
}
error-key-file-asks = This key file has a password, and none was given.
    .next = Add --password-stdin and give the password on standard input.
error-opinion-folder = A service is asked about one document, not about a folder.
error-provider-unknown = “{ $provider }” is not a known provider.
    .next = Choose one of: { $known }
error-resolution = The resolution { $dpi } cannot be used: this page is drawn at { $from } to { $to } dots per inch.
error-ink-file = The ink file { $path } cannot be read.
    .next = Give a JSON file with “strokes”: lists of points x, y or x, y, pressure.
error-field-missing = There is no empty signature field called “{ $field }”. { $n ->
    [0] The document has none.
   *[other] There are: { $fields }
}
    .next = Name one that is there, or give a page and a box.
error-no-pdf = There is no PDF in { $path }.
    .next = Choose another folder.
error-folder-too-deep = This folder lies too deep to be verified with the others: { $path }
    .next = Verify it by itself, or move it up.
error-too-many-pdfs = { $path } holds more PDFs than are verified at once.
    .next = Verify its folders one after the other.
error-write-empty = There is nothing to write in the box on page { $page }.
    .next = Give a text after the “=”, or leave the box out.
