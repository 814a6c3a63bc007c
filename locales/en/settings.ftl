# The settings screen.

settings-index = Settings sections
settings-saved = Saved
settings-general = General
settings-keyboard = Keyboard
settings-identities = Signing identities
    .hint = The seal put on documents signed here. Its key never leaves this computer.
settings-trust = Trusted certificates
    .hint = A signature is called valid when it leads back to one of these certificates. The list is yours; it starts empty.
settings-history = History
    .hint = Each event carries the digest of the one before, each document its own: a change made outside Paraphe shows.
settings-about = About
settings-language = Language
settings-theme = Appearance
settings-unit = Unit of length
settings-host = Your name
    .hint = Shown to people who sign on this computer: “hand the device back to …”.
settings-notifications = Tell me when a request moves on
    .hint = Opened, signed, declined, completed, soon to expire or failed: a notification of the system. Nothing is lost when it is off.
settings-single-keys = Single-letter shortcuts
    .hint = For example S to place a signature, N for a new request. Turn them off if you dictate or use a magnifier.
identity-create = Create an identity
identity-create-do = Create
identity-create-text = An identity made here seals your documents: any change will show. No authority vouches for the name; your correspondents can trust it by comparing its fingerprint.
identity-name = Short name
    .hint = To find it in this list: “office”.
identity-common-name-label = Name written into signatures
    .hint = First and last name, or company name.
identity-organization = Organisation (optional)
identity-created = Identity “{ $name }” created.
identity-none = None yet: the first one is made with the first signature.
identity-facts = { $name } · valid until { $until }
identity-certificate = Certificate
identity-copy-certificate = Copy the certificate (PEM)
store-keychain = the system's key chain
store-sealed-file = an encrypted file in the data folder
trust-add = Add from a file…
trust-none = No trusted certificate.
trust-since = Trusted since { $date }
trust-remove = Remove
trust-remove-name = Remove { $name }
trust-remove-ask = Remove this certificate?
trust-remove-text = Signatures that lead back to { $name } will no longer be called valid, but “identity to confirm”.
trust-removed = Certificate removed
history-check = Check the history
history-checking = Checking…
history-intact = History intact: { $envelopes ->
    [one] { $envelopes } request
   *[other] { $envelopes } requests
}, { $events ->
    [one] { $events } event
   *[other] { $events } events
}.
history-broken = { $count ->
    [one] { $count } place in the history was changed outside Paraphe.
   *[other] { $count } places in the history were changed outside Paraphe.
}
    .next = Restore a backup of the data folder, or copy the details for the person who looks after your computer.
settings-network = Network
    .hint = To reach the providers of your accounts. Leave empty if unsure: the settings of the system are used.
network-proxy = Proxy
    .hint = Its whole address, with the port.
network-proxy-wrong = This is not an address.
network-roots = Authorities of your company
    .hint = A PEM file, if your network replaces the certificates of sites.
network-roots-choose = Choose a file…
network-roots-none = No file: the authorities of the system.
network-roots-remove = Stop using it
about-version = Version
about-data = Data folder
about-secrets = Signing keys are kept in
about-network = Network
about-network-none = No server is contacted: documents, signatures and verifications stay on this computer. This holds as long as no account is added.
about-network-accounts = Only the providers of your accounts are contacted: { $names }. Signing and verifying here contacts nobody.
about-network-demo = No server is contacted: the providers of the demonstration are stand-ins on this computer.

settings-signing = Signature
signing-level = What signatures made here contain
signing-level-b-b = The signature alone (B-B)
    .hint = Nothing is asked of anybody: works without internet.
signing-level-b-t = With a timestamp (B-T)
    .hint = An authority attests the time of signing.
signing-level-b-lt = Verifiable for long (B-LT)
    .hint = The certificates and their revocation status are attached too.
signing-level-b-lta = For archives (B-LTA)
    .hint = A timestamp protects all of it too and can be renewed.
signing-authority = Address of the timestamp authority
    .hint = Needed from level B-T on. It receives a fingerprint only, never the document.
signing-authority-wrong = An address begins with “http://” or “https://”.
signing-reason = Proposed reason
    .hint = Written into the signature where no other is given. Optional.
signing-place = Proposed place
