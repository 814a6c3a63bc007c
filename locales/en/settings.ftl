# The settings screen.

settings-index = Settings sections
settings-saved = Saved
settings-general = General
settings-keyboard = Keyboard
settings-identities = Signing identities
    .hint = The seal put on documents signed here. Its key never leaves this computer.
settings-trust = Trusted certificates
    .hint = A signature is called valid when it is made with one of these certificates, or with one that an authority among them vouches for. The list is yours; it starts empty.
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
    .hint = For example S for a signature box, D for a date. Turn them off if you dictate or use a magnifier.
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
identity-copy-certificate = Copy the certificate (PEM)
store-keychain = the system's key chain
store-sealed-file = an encrypted file in the data folder
trust-add = Add from a file…
trust-none = No trusted certificate.
trust-since = Trusted since { $date }
trust-authority = Authority: stands for the people it vouches for, too
trust-signer = Stands for its own signatures only
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
    .hint = Its whole address, with the port. If it wants a name and a password, write them into the address before “@”; they go with the other secrets and are not shown again.
network-proxy-login = A name and a password are kept for this proxy.
network-proxy-forget = Forget
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

settings-key = Signing key
signing-key-choose = Choose the signing key
signing-key-change = Change key…
signing-key-close = Close the key
signing-key-open = Open the key…
signing-key-kind = Which key signs
signing-key-identity = Identity of this computer
    .hint = Made here, without asking anybody. Nobody else vouches for the name.
signing-key-file = Key file
    .hint = A .p12 or .pfx file with its password.
signing-key-token = Card or USB token
    .hint = With its maker’s PKCS#11 library and the PIN.
signing-key-path = Key file (.p12, .pfx)
signing-key-module = PKCS#11 library
    .hint = Installed with the card’s software, for instance /usr/lib/opensc-pkcs11.so.
signing-key-browse = Browse…
signing-key-password = Password of the file
    .hint = Asked each time it is opened, never stored.
signing-key-pin = PIN
    .hint = Tried once only, never stored.
signing-key-keypad = The PIN is typed on the reader.
signing-key-look = Show the certificates
signing-key-use = Use this key
signing-key-which = Which certificate?
signing-key-hidden = { $token } shows its certificates only after the PIN.
signing-key-no-token = No card is connected.
signing-key-pin-state = { $state ->
    [final_try] A wrong PIN would lock this token now.
    [locked] The PIN of this token is locked. Turn to its issuer.
    [not_set] The PIN of this token is not chosen yet. Choose it with its maker’s software.
   *[low] A wrong PIN was tried on this token.
}
signing-key-last-try = I am sure of the PIN: use the last try
signing-key-remember = Propose this key the next time
    .hint = Only where it is gets stored.
signing-key-own-first = The identity of this computer, made with the first signature.
signing-key-closed = { $kind ->
    [token] The chosen card has to be opened with its PIN before it signs.
   *[key_file] The chosen key file has to be opened with its password before it signs.
}
signing-key-until = Until { $until }
signing-key-self-made = made by Paraphe, nobody else vouches for it
signing-key-no-issuer = issuer not named
signing-key-qualification = { $qualification ->
    [claimed] Calls itself qualified
    [claimed_on_device] Calls itself qualified, key in a device
   *[none] Not qualified
}
signing-key-unfit = { $why ->
    [expired] Expired: cannot sign any more
    [not_yet_valid] Not valid yet
    [weak_key] Key too short to sign
   *[wrong_usage] Not made for signing documents
}
signing-without = If the timestamp authority cannot be reached
signing-without-sign = Sign all the same
    .hint = The timestamp can be added later; the evidence says so.
signing-without-wait = Do not sign
    .hint = The person is told and can try again.
signing-key-with = Key: { $name }
settings-trust-lists = European trusted lists
    .hint = They say which providers the European Union recognises. They are downloaded when you ask for it, or come from files you give; the signature of each is checked.
trust-lists-refresh = Download the lists
    .hint = What leaves then: requests for public lists, to the European Commission (ec.europa.eu) and the countries it names. No document, no name. Nothing is downloaded by itself.
trust-lists-refreshed = { $n ->
    [one] { $n } new list
   *[other] { $n } new lists
}, { $same } unchanged.
trust-lists-failed = { $n ->
    [one] { $n } list was not renewed:
   *[other] { $n } lists were not renewed:
}
trust-lists-stays = The former list stays.
trust-lists-dropped = No longer named by the list of lists, forgotten here: { $countries }
trust-lists-files = Import files…
trust-lists-folder = Import a folder…
trust-lists-none = No list imported: no signature is said to be vouched for by a European list.
trust-lists-age = { $n ->
    [one] { $n } list
   *[other] { $n } lists
}, { $services ->
    [one] { $services } service
   *[other] { $services } services
}. The list of lists is { $days ->
    [0] less than a day
    [one] { $days } day
   *[other] { $days } days
} old.
trust-lists-show = Show the lists
trust-lists-column-country = Country
trust-lists-column-issued = List
trust-lists-column-next = Next
trust-lists-column-services = Services
trust-lists-issued = no. { $number } of { $date }
trust-lists-next = replaced before { $date }
trust-lists-overdue = should have been replaced on { $date }
trust-lists-closed = closed
trust-lists-imported = { $n ->
    [one] { $n } list checked and kept.
   *[other] { $n } lists checked and kept.
}
trust-lists-rejected = { $n ->
    [one] { $n } file was not taken:
   *[other] { $n } files were not taken:
}
trust-lists-missing = Countries without a list: { $countries }
trust-lists-remove = Remove the lists
trust-lists-remove-ask = Remove the trusted lists?
trust-lists-remove-text = Signatures they vouch for will no longer be called valid, but “identity to confirm”. You can import the lists again.
trust-lists-removed = Trusted lists removed
