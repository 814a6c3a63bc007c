# What keeps a draft from being sent. `.for` names the person concerned.
problem-deadline-passed = The last day to sign is already over: choose a later one.
problem-document-name-missing = A document has no name.
problem-duplicate-email = Two people have the same e-mail address.
    .for = { $name } has the same e-mail address as someone else
problem-duplicate-id = An identifier is used twice.
problem-email-invalid = The e-mail address is not one: check it.
    .for = The e-mail address of { $name } is not one
problem-email-missing = The e-mail address is missing.
    .for = The e-mail address of { $name } is missing
problem-field-doubtful = The text around a box has changed: check its place.
problem-field-empty = A box has no size.
problem-field-label-missing = A text or check box does not say what is asked: write it.
problem-field-of-unknown-document = A box stands on a document that is no longer there.
problem-field-of-unknown-recipient = A box belongs to a person who is no longer there.
problem-field-outside-page = A box goes beyond the page.
problem-field-unsigned = A box is to be filled on a document this person does not sign: give them a signature there, or remove the box.
problem-invisible-signer-with-field = A signer is to sign without a box, and has one: remove the box or that choice.
    .for = { $name } is to sign without a box, and has one: remove the box or that choice
problem-name-missing = The name is missing.
    .for = The name of a signer is missing
problem-no-document = There is no document: add a PDF.
problem-no-recipient = There is nobody: add a signer.
problem-no-signer = Nobody signs: give that role to someone.
problem-no-title = The title is missing.
problem-page-missing = A box stands on page { $page }, but the document has { $page_count }.
problem-phone-invalid = The phone number is not one: write it with its country code, for example +33 6 12 34 56 78.
    .for = The phone number of { $name } is not one
problem-phone-missing = The mobile number is missing.
    .for = The mobile number of { $name } is missing
problem-requester-invalid = Your e-mail address as the requester is not one: check it.
problem-routing-order-zero = Ranks start at 1.
    .for = The rank of { $name } starts at 1
problem-signer-without-field = A signer has no signature box.
    .for = { $name } has no signature box

# What is not wrong, but to be known before it leaves.
note-boxless = { $how ->
    [added_page] Signs without a box: the provider shows the signature on a page it adds.
    [signer_places] Signs without a box: this person chooses the place when signing.
   *[invisible] Signs without a box: the signature is in the file and seen on no page.
}

# What is wrong with an envelope file of the command line.
problem-file-document-index-missing = There is no document number { $index } (the first is number 0): the list has { $count }.
problem-file-document-missing = There is no file “{ $found }” beside this envelope file.
problem-file-document-protected = “{ $found }” is protected by a password. Give it on standard input, with --password-stdin (not with a table); for a service, none of which takes a protected PDF, save it without a password.
problem-file-document-unreadable = “{ $found }”: { $reason }
problem-file-duplicate-recipient = “{ $recipient }” is the identifier of recipients[{ $first }] already: give this person another.
problem-file-field-too-small = This box is too small: it needs at least { $width } × { $height } mm, that is { $points_width } × { $points_height } points.
problem-file-invalid-moment = “{ $found }” is not a moment: write it like 2099-12-31T23:59:00+01:00.
problem-file-invalid-value = “{ $found }” will not do: plain letters, digits, “_” and “-”, 64 at most.
problem-file-missing = This key is missing.
problem-file-not-json = This is not JSON (line { $line }, column { $column }).
problem-file-unknown-key = This key is not known: check its spelling.
problem-file-unknown-recipient = Nobody has the identifier “{ $recipient }”.
problem-file-unknown-word = “{ $found }” is not a known word here. Possible: { $allowed }.
problem-file-unsupported-value = The value { $found } is not possible here.
problem-file-wrong-type = This must be { $expected ->
    [list] a list
    [number] a number
    [object] an object
    [text] a text
    [true_or_false] true or false
   *[whole_number] a whole number
}.

# What an account's provider cannot do.
refusal-authentication = { $authentication ->
    [email_code] “{ $account }” cannot send a code by e-mail.
    [sms_code] “{ $account }” cannot send a code by text message.
   *[none] “{ $account }” always asks the signer for a code.
}
refusal-boxless = Nobody knows where “{ $account }” would show a signature without a box: place a signature box.
    .for = Nobody knows where “{ $account }” would show a signature without a box: place one for { $person }.
refusal-delivery = { $delivery ->
    [links] “{ $account }” gives no link to hand over.
    [provider_mails] “{ $account }” does not write to signers.
   *[in_person] “{ $account }” does not have people sign in person.
}
refusal-email-missing = “{ $account }” needs the e-mail address of each signer.
    .for = “{ $account }” needs the e-mail address of each signer: that of { $person } is missing.
refusal-name-incomplete = “{ $account }” needs first and last name of each signer.
    .for = “{ $account }” needs first and last name of each signer: { $missing ->
        [first_name] the first name
        [last_name] the last name
       *[both] both
    } of { $person } is missing.
refusal-document-protected = “{ $name }” is protected by a password, which Paraphe gives to no service. Save it without a password, then add it again.
refusal-document-signed = “{ $name }” already has a signature, which sending with “{ $account }” would break.
refusal-document-too-large = “{ $name }” has more than { $most } MB, the limit set for “{ $account }”.
refusal-document-without-signer = “{ $account }” takes documents one by one, and nobody signs this one.
refusal-logo-address = “{ $account }” takes the logo as a picture, not by its address: choose a PNG or JPEG file.
refusal-logo-picture = “{ $account }” takes the logo by its https:// address, not as a picture.
refusal-notice-address = “{ $account }” cannot notify “{ $address }”.
refusal-notice-addresses = “{ $account }” notifies one address, and there are { $count }.
refusal-redirect-address = The page opened after signing must be a web address: “{ $address }” is none.
refusal-field-kind = “{ $account }” does not know this kind of box: { $kind ->
    [checkbox] checkbox
    [date] date
    [initials] initials
    [name] name
    [place] place
    [text] text
   *[signature] signature
}.
refusal-message = “{ $account }” hands no message to the signers.
refusal-reminder-days = “{ $account }” does not remind every { $days } days.
refusal-requester-missing = “{ $account }” wants to know who asks. Give your e-mail in the request or in the settings of the account.
refusal-role = “{ $account }” does not know this role: { $role ->
    [approver] approver
    [carbon_copy] carbon copy
    [viewer] viewer
   *[signer] signer
}.
refusal-signature-mode = “{ $account }” does not have people sign this way: { $mode ->
    [drawn] drawn by hand
    [image] from a picture
   *[typed] typed by keyboard
}.
refusal-document-locked = “{ $name }” accepts no further signature: its author forbids it, or the file is damaged. Remove it and ask for an unlocked version.
refusal-option = “{ $account }” does not offer this, to be taken out of the request: { $option ->
    [brand_color] colour of the signing page
    [brand_logo] logo on the signing page
    [conditions] conditions to accept
    [expires_at] last day to sign
    [metadata] internal references
    [notification_urls] addresses told of progress
    [redirect_url] page opened after signing
    [reminder_days] automatic reminders
    [requester_email] e-mail of the requester
    [signature_modes] choice of the way of signing
    [test] trial sending
   *[other] { $option }
}.
refusal-order = “{ $account }” asks everybody at once. The order cannot be kept from here either: preparing the document for the next person would break the signatures already made.

# What is wrong with a row of a table.
problem-line-email-typo = Mistyped? Perhaps { $suggestion }.
problem-line-empty-cell = The cell “{ $name }” is empty, and a text of the request wants it.
problem-line-language = “{ $found }” is no language known here: French, English, Italian or Arabic.
problem-line-length = This row does not have as many cells as the table has columns.
problem-line-no-column = The title or the message holds {"{{"}{ $name }{"}}"}, but no column has this name.
problem-line-same-person = The same e-mail address as in row { $row }.
problem-line-same-row = This row says the same as row { $row }: change it or remove it.
problem-line-sent-before = This person already has a request about these same documents: { $found }.
problem-line-signed-before = This person has already signed a request about these same documents: { $found }.
problem-line-repeats = This row says what another row of the table says, to the same person.
