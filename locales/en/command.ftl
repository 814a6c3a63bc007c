# What the `paraphe` command says to people.
command-pages = { $name }: { $n ->
    [one] { $n } page
   *[other] { $n } pages
}
command-page = page { $page }: { $width } × { $height } mm, rotation { $rotation }°
command-rendered = Page { $page } written to { $path }
command-signed = Signed: { $path }
command-verdict-path = Signed PDF: { $path }
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
command-demo-step = { $step }/{ $total } { $what }
command-demo-prepare = contract prepared, two boxes placed
command-demo-send = request recorded with the account “local”
command-demo-sign = { $name } has read, accepted and signed
command-demo-verify = verifying the signed PDF
command-start-failed = Paraphe could not start: { $reason }
command-signature-line = signature { $n } ({ $field }): { $indication }{ $sub }
