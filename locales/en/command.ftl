# What the `paraphe` command says to people.
command-pages = { $name }: { $n ->
    [one] { $n } page
   *[other] { $n } pages
}
command-page = page { $page }: { $width } × { $height } mm, rotation { $rotation }°
command-rendered = Page { $page } written to { $path }
command-signed = Signed ({ $level }): { $path }
command-signed-invisible = The signature is invisible: neither a page and a box nor a field were given.
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
command-no-display = No display available: the demonstration runs without a window.
command-demo-step = { $account } · { $what }
command-demo-prepare = contract prepared, two boxes placed
command-demo-adapt = request adapted to what the provider can do
command-demo-send = request sent
command-demo-sign = { $name } has read, accepted and signed
command-demo-fetch = results fetched: { $n }
command-demo-verify = signed PDF verified
command-start-failed = Paraphe could not start: { $reason }
command-signature-line = signature { $n } ({ $field }): { $indication }{ $sub }

# Accounts
command-account-added = Account “{ $name }” ready ({ $store }).
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
command-clock-off = This computer’s clock differs from the provider’s by { $seconds } s: set it.

# Sending a table
command-rows = { $sent } of { $n ->
    [one] { $n } row sent
   *[other] { $n } rows sent
}
command-row = row { $row }: { $status }
command-rows-wait = The provider asks to wait { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}…

# The stand-ins
command-sandbox = The five stand-ins answer on this computer. Ctrl+C stops them.

# What the command line refuses
error-document-number = There is no document number { $n }: this request has { $count }.
    .next = The first document has number 1.
error-notice-text = This message is not text.
    .next = Give it as it came, in a file.
error-rows-running = Another program is sending these two files right now.
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
problem-rows-no-column = The table has no column “{ $name }”.

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
command-list-overdue = { $territory } · no. { $number } of { $issued }, should have been replaced on { $next }: import the next one
command-list-closed = { $territory } · no. { $number } of { $issued }, closed
command-list-rejected = { $file }: left out. { $reason }
command-list-missing = { $territory }: missing, published at { $address }
command-lists-none = No trusted lists are kept here.
command-lists-removed = Trusted lists forgotten.
command-listed = Identity vouched for by { $provider } (EU list, { $territory }).
command-qualified = Identity vouched for by { $provider }, qualified certificate (EU list, { $territory }).
