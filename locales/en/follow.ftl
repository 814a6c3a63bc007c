# Choosing an account, reviewing, sending, handing links over, and following a request up.

# The stop “Send”: one card per account
offer-legend = Which account should send it?
offer-add = Add an account…
offer-test = Test account: nothing it sends binds anybody.
offer-for-template = The account used last for the template “{ $template }”.
offer-credits = { $standing ->
    [short] { $credits ->
        [0] No sending is left at { $provider }
        [one] Only { $credits } sending is left at { $provider }: this request needs { $count }
       *[other] Only { $credits } sendings are left at { $provider }: this request needs { $count }
    }
    [low] { $credits ->
        [one] Only { $credits } sending is left at { $provider }
       *[other] Only { $credits } sendings are left at { $provider }
    }
   *[enough] { $credits } sendings are left at { $provider }
} (as of { $when }).
offer-credits-none = { $provider } has not told a balance.
offer-credits-ask = Ask for the balance
offer-invites = { $how ->
    [mails] { $provider } writes to each signer.
    [both] { $provider } writes to each signer, or you hand over the links.
    [links] { $provider } writes to nobody: you hand each person their link.
   *[here] Each person reads, agrees and signs here.
}
offer-code = { $how ->
    [mail] A code received by e-mail is always asked for.
    [sms] A code received by text message is always asked for.
    [mail_or_sms] A code is always asked for, received by e-mail or text message.
    [maybe_mail] A code received by e-mail is asked for if you want it.
    [maybe_sms] A code received by text message is asked for if you want it.
    [maybe_mail_or_sms] A code received by e-mail or text message is asked for if you want it.
   *[none] No code is asked for.
}
offer-made = { $how ->
    [drawn] The signature is drawn.
    [typed] The signature is typed.
    [image] The signature is a picture.
   *[several] The signature, as they like: { $list }.
}
offer-made-drawn = drawn
offer-made-typed = typed
offer-made-image = from a picture
offer-order = { $how ->
    [groups] The order and its ranks are kept.
    [sequential] The order is kept, one person after the other.
    [single] One person at a time: Paraphe sends to the next when the one before has signed.
   *[parallel] Everybody at once; if there is an order, Paraphe sends to the next when those before have signed.
}
offer-tier = { $tier ->
    [advanced] Advanced signature
    [qualified] Qualified signature
   *[simple] Simple signature
}
offer-price = from { $price } per signer, without tax
offer-price-unknown = no published price
offer-price-none = free
offer-sendings = { $count ->
    [one] One sending.
   *[other] { $count } separate requests at this service.
}
offer-turns = { $count ->
    [one] Everything leaves at once.
   *[other] { $count } stages: each leaves when the one before is signed. The computer must stay on, with Paraphe open, between the stages.
}
offer-expiry = { $expiry ->
    [destroys] At the deadline { $provider } destroys the documents, signed or not. Paraphe asks it for a week more than your date, and fetches the result as soon as it is ready.
    [kept_here] { $provider } knows no deadline: if it is open on that day, Paraphe withdraws the link, and cancels the request if nobody has signed.
   *[deadline] After the deadline nobody can sign any more.
}
offer-progress = { $provider } does not say how far a request is: you import the messages it sends.
offer-cannot = This account cannot take this request
offer-adapt = Adapt the request
    .will = Changes that let this account take it:
offer-adapted = The request now suits “{ $account }”.
offer-adapted-others = The request now suits “{ $account }”, but no longer { $others }.
offer-yourself = Change what is marked yourself (each line leads there), or choose another account.

repair-deliver-links = you hand a link to each signer
repair-deliver-mail = { $provider } writes to the signers
repair-deliver-in-person = each person signs here
repair-authenticate-none = no code is asked for
repair-authenticate-email = a code by e-mail is asked of everybody
repair-authenticate-sms = a code by text message is asked of everybody
repair-together = everybody signs at the same time, without an order
repair-drop-message = the message is removed
repair-drop-signature-mode = the way of signing is no longer imposed
repair-reminder-days = a reminder every { $days } days
repair-drop-boxes = { $count ->
    [one] { $count } box taken away
   *[other] { $count } boxes taken away
} ({ $kind ->
    [checkbox] tick box
    [date] date
    [initials] initials
    [name] name
    [place] place
   *[text] text
})
repair-drop-option = removed: { $option }
repair-copy-by-us = no copy by { $provider } any more: you send it yourself at the end
repair-drop-notice-address = an address { $provider } cannot notify is removed
repair-one-notice-address = only the first address is notified

# Several documents for a service that takes one
merge-why = { $provider } takes one PDF at a time. If nothing changes, each document is sent to it on its own, and all stay one request here.
merge-button = Merge the { $documents } documents
merge-will = One PDF of { $pages } pages, the boxes where they are; you can undo it.
merge-also = And also:
separate-button = One request per document
separate-will = Each document leaves in a request of its own, without waiting for the others; the history keeps them together.
separate-title = One request per document: { $count } requests
separate-left-out = Without a box in this document, not part of it: { $names }.
merge-done = The documents are merged into one PDF.
merge-cannot = These documents cannot be merged into one PDF:
obstacle-merge-protected = “{ $name }” is protected by a password.
obstacle-merge-signed = “{ $name }” already has a signature, which merging would break.
obstacle-merge-form = “{ $name }” is an XFA form, whose pages exist in Adobe Reader only.

# All signers at once, for the chosen account
all-delivery = How to tell the signers
all-delivery-in_person = They sign here, on its page
all-delivery-links = I hand them a link
all-delivery-provider_mails = { $provider } writes to them
all-told = { $how ->
    [provider_mails] { $provider } now writes to each signer.
    [links] You now hand a link to each signer.
    [mixed] { $provider } now writes to those with an address; you hand a link to the others.
   *[in_person] The signers now sign here.
}
all-code = Check before signing
all-mixed = Each their own way (stop Signers)

# Options of the request
options-title = Message, deadline and other options
options-message = Message to the signers
    .hint = It stands in the invitation, or in the e-mail you write.
    .no = “{ $account }” does not pass a message on: it is in the e-mail you write when you hand over the link.
    .in = Message in { $language ->
        [en] English
        [it] Italian
        [ar] Arabic
       *[fr] French
    }
    .else = Everybody gets the text in their language; without one, the first message.
    .one = “{ $account }” sends one text per request: this one if all it writes to read this language, else the first message.
texts-title = Saved texts
texts-none = No text is saved yet. Write a message, then give it a name to use it again.
texts-used = Message filled in: { $name }.
texts-name = Name of the text
texts-language = Language of the text
texts-save = Save this message
texts-replace = Replace “{ $name }”
texts-saved = Text saved: { $name }.
texts-rename = Rename “{ $name }”
texts-rename-done = Rename
texts-remove = Delete “{ $name }”
texts-removed = Text deleted: { $name }.
options-date = Sign before
options-time = at
options-past = That moment has passed.
options-no-date = Without a date, people can sign until the request is cancelled.
options-reminder = Automatic reminders
options-reminder-none = None
options-reminder-days = { $days ->
    [one] Every day
    [7] Every week
   *[other] Every { $days } days
}
options-test = Test sending
    .hint = To try it out: what is signed binds nobody.
options-requester = Your e-mail address
    .hint = Who asks for the signature. It stays in the history.
    .needed = “{ $account }” wants to know it, unless it is in the settings of the account.
options-color = Colour of the signing page
options-color-set = Choose a colour
options-color-clear = Remove the colour
options-unknown = { $count ->
    [one] { $count } setting “{ $account }” does not know
   *[other] { $count } settings “{ $account }” does not know
}
options-set-unknown = “{ $account }” does not know this option: take it away, or choose another account.
options-unset-unknown = “{ $account }” does not know this option.
options-more = Conditions, notices, logo and other settings of the service
options-conditions = Conditions to accept
    .in = Conditions to accept, for those who read { $language ->
        [en] English
        [it] Italian
        [ar] Arabic
       *[fr] French
    }
    .hint = One per line; each signer ticks them before signing.
options-notes = Internal references
    .hint = The service keeps them and sends them back with its notices.
options-note-name = Reference
options-note-value = Value
options-note-add = Add the reference
options-note-remove = Remove “{ $name }”
options-notices = Addresses told of progress
    .any = One per line, beginning with https://, mailto: or sms:
    .one_web = A single address, beginning with https://
options-redirect = Page opened after signing
    .hint = A web page, for instance to say thank you.
    .wrong = A web address begins with https://
options-logo = Logo on the signing page
    .address = Address of the picture, beginning with https://
    .drawn = PNG or JPEG of 256 KB at most, drawn into each signature
    .picture = PNG or JPEG of 256 KB at most, or an address beginning with https://
options-logo-pick = Choose a picture
options-logo-clear = Remove the logo
options-logo-here = Chosen logo
options-modes = Permitted ways of signing
    .hint = Without a choice the service offers its own.

# The panel of signers
signer-delivery = How this person is told
signer-delivery-in_person = They sign here, on this computer
signer-delivery-links = I hand them their link
signer-delivery-provider_mails = The provider writes to them
signer-code = Check before signing
signer-code-none = None
signer-code-email_code = Code received by e-mail
signer-code-sms_code = Code received by text message
signer-mobile = Mobile
    .hint = With the country code: +33 6 12 34 56 78.
signer-language = Language
signer-invitation = Invitation, check, language
signer-language-fr = Français
signer-language-en = English
signer-language-it = Italiano
signer-language-ar = العربية

# Reviewing and sending
send-review = Review and send
    .note = You read everything first; nothing leaves now.
review-title = Review and send
review-who = Who gets what, and when
review-now = On sending
review-after = After { $names }
review-copy = At the end
review-code = Code by { $how ->
    [sms_code] text message to { $mobile }
   *[email_code] e-mail
}
review-mail = E-mail from { $provider } to { $email }
review-link = Link that you hand over
review-here = Signs here, on the page of { $provider }
review-boxes-none = no box
review-kind = { $kind ->
    [checkbox] { $count ->
        [one] { $count } check box
       *[other] { $count } check boxes
    }
    [date] { $count ->
        [one] { $count } date
       *[other] { $count } dates
    }
    [initials] { $count ->
        [one] initials once
       *[other] initials { $count } times
    }
    [name] { $count ->
        [one] { $count } name
       *[other] { $count } names
    }
    [place] { $count ->
        [one] { $count } place
       *[other] { $count } places
    }
    [text] { $count ->
        [one] { $count } text
       *[other] { $count } texts
    }
   *[signature] { $count ->
        [one] { $count } signature
       *[other] { $count } signatures
    }
}
# What is not known before somebody signs; short: it stands in a small picture.
review-blank = { $kind ->
    [date] date
    [place] place
   *[text] text
}
review-person = details of { $name }
review-pages = Pages to sign
    .note = As they will be, each box in its place with what it will hold; { $provider } draws the lettering. In brackets, what the signer brings.
review-page = { $name }, page { $page }: { $people }
review-provider = Provider
review-with = { $provider }, account “{ $account }”
review-foreign = Your message leaves in { $language ->
    [en] English
    [it] Italian
    [ar] Arabic
   *[fr] French
}, also for { $names }, who { $count ->
    [one] reads another language.
   *[other] read another language.
}
review-foreign-one = What is written in another language stays here: { $provider } sends one text per request.
review-cost = Cost
review-cost-known = from { $total } without tax: { $count ->
    [one] { $count } signer
   *[other] { $count } signers
} at { $price }. That is the lowest published price; your contract may differ.
review-cost-unknown = { $provider } publishes no price: see your contract.
review-cost-test = Nothing: test sending.
review-sms = A code by text message may be charged on top.
review-until = Deadline
review-no-limit = None.
review-reminder = Reminders
review-passed = { $carrier ->
    [code] With the code { $provider } sends to { $names }:
   *[invitation] In the e-mail { $provider } sends to { $names }:
}
review-passed-link = [personal link to sign]
review-passed-code = [code]
review-passed-frame = The subject and what surrounds this text are { $provider }’s own.
review-passed-own = { $provider } writes its own text to { $names }.
review-mail-prepared = For the link to hand to { $names }, the e-mail is prepared like this:
review-message = Message
review-next = Then
review-next-mails = { $provider } writes to { $names } at once.
review-next-links = { $count ->
    [one] You hand { $names } their link.
   *[other] You hand { $names } their links.
}
review-next-here = { $count ->
    [one] { $names } signs on this computer.
   *[other] { $names } sign on this computer.
}
review-next-later = { $count ->
    [one] { $when }: { $names } receives the request in turn.
   *[other] { $when }: { $names } receive the request in turn.
}
review-next-turns = The rest leaves stage by stage: leave Paraphe open.
review-next-follow = Paraphe follows the request and tells you.
review-next-notices = You import the messages of { $provider } to know who has signed.
review-edit = Change
    .what = Change: { $what }
review-documents = Documents
review-document-pages = { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
}
review-nobody-told = Those who sign or approve get neither an e-mail nor a link: everything is done here, on { $provider }’s page.
review-tell = { $how ->
    [links] Hand everyone a link
   *[provider_mails] Have { $provider } write to everyone
}
review-hint = { $name }: { $hint }
review-sent-already = “{ $name }” is already out with the request “{ $title }”, which is under way.
review-offline = Offline: the request will wait on this computer and leave for { $provider } at the next connection. Until then you can cancel it.
review-queue = Queue for sending
review-tier = { $count ->
    [one] With { $provider } the signature is { $tier ->
        [advanced] advanced
        [qualified] qualified
       *[simple] simple
    }. Your account { $others } makes one of a higher level.
   *[other] With { $provider } the signature is { $tier ->
        [advanced] advanced
        [qualified] qualified
       *[simple] simple
    }. Your accounts { $others } make one of a higher level.
}
review-quoted = “{ $account }”
review-send = { $count ->
    [one] Send to { $count } person with { $provider }
   *[other] Send to { $count } people with { $provider }
}
send-countdown = { $count ->
    [one] Sending in { $count } second
   *[other] Sending in { $count } seconds
}
    .note = Nothing has left yet.
send-stop = Do not send (Esc)
send-stopped = Not sent: nothing has left.
send-leaving = Sending…
    .note = You can go on working: the history keeps track of this sending.
send-done = Request “{ $title }” sent.
send-done-here = “{ $title }” is ready to be signed at this computer.
send-became = “{ $title }”: { $status }
send-queued = “{ $title }” will leave at the next connection.
send-open = Open
send-leave = Go on working
send-stages = Steps of the sending
send-stage-preparing = Preparation
send-stage-transmitting = Transmission to { $provider }
send-stage-received = Receipt by { $provider }

# Links to hand over
handover-title = Links to hand over
handover-lead = Each link is personal: give it only to the person named.
handover-mail = Write the e-mail
handover-mail-name = Write the e-mail to { $name }
handover-copy = Copy the link
handover-open = Have it signed here
handover-open-name = Have it signed here: { $name }
handover-open-note = Signing here: the service’s page fills the screen, your code gives the device back, and nothing stays from one person to the next.
handover-done = { $how ->
    [copied] Link copied
   *[mailed] E-mail prepared
}
handover-later = The link of { $name } comes when it is their turn.
handover-none = There is no link to hand over at the moment.
    .hint = Links appear when it is somebody’s turn.
handover-finish = See the request
handover-bad = This is not the address of a web page: { $url }
mail-subject = To sign: { $title }
mail-body = Hello { $name },

    { $message }Here is the link to read and sign “{ $title }”:

    { $url }

    This link is personal: do not pass it on to anybody.

# The page of a request
envelope-until = To be signed before { $time }
follow-actions = Actions
follow-refresh = Refresh
    .done = The provider has been asked.
follow-remind = Remind
    .done = Reminder requested.
follow-download = Fetch the results
    .done = { $count ->
        [0] No new result.
        [one] { $count } result has arrived.
       *[other] { $count } results have arrived.
    }
follow-import-signed = Import a signed file…
follow-handover = { $count ->
    [one] One link is to be handed over.
   *[other] { $count } links are to be handed over.
}
    .open = See the links
follow-open-page = Have it signed here
follow-open-page-name = Have it signed here: { $name }
link-missing-never = No link came from “{ $account }”: look for theirs on its pages.
link-missing-yet = No link from “{ $account }” yet: refreshing will show it, often once the person before has signed.
follow-hand-link = Hand over the link
follow-hand-link-name = Hand over the link: { $name }

timestamp-title = Timestamp
timestamp-missing = These documents were signed without a network. A timestamp will prove that they existed when it is added; it changes nothing of the signatures.
timestamp-add = Add the timestamp
timestamp-added = Timestamp added
results-title = Results
results-kind-signed-documents = Signed document
results-kind-evidence-sheet = Evidence sheet
results-kind-audit-trail = The provider’s log
results-kind-certificate = The provider’s certificate
results-facts = { $kind }, { $time }
results-so-far = Intermediate copy of { $time }: { $signed ->
    [one] { $signed } signature
   *[other] { $signed } signatures
} of { $signers }
document-so-far = Intermediate copy: { $signed ->
    [one] { $signed } signature
   *[other] { $signed } signatures
} of { $signers }
results-save = Save as…: { $name }

signed-title = Import a signed file
signed-lead = For a signed document that came another way, by e-mail for example. Paraphe checks that it carries a signature and has the pages of the document that was sent.
signed-which = Which document is it?
signed-choose = Choose the signed PDF…
signed-everybody = Everybody signed
signed-differing = I compared them: import it
signed-done = “{ $name }” has been imported.
signed-by = { $count ->
    [one] Signed by { $names }.
   *[other] Signed by: { $names }.
}
signed-check = Before you rely on it, open this file under “Verify”: it says there what remains to be confirmed.

left-behind-title = An empty draft may have stayed at { $provider }
    .text = On { $time } the connection was cut while Paraphe was creating “{ $title }” there. Nobody was asked by that draft. On the site of { $provider }, look among your requests for a draft “{ $title }” of that day, and delete it if it is there; leave a request of the same name that was sent.

pending-title = Waiting to be sent
    .text = Will leave at the next connection. Nothing has reached { $provider } yet; leave Paraphe open, or open it again later.
pending-cancel = Do not send any more
pending-next = Next attempt: { $time }.
pending-now = Try now
pending-still = Still no connection: Paraphe will try again.
pending-stop-ask = No longer send this request?
pending-stop-text = Nothing has left and nobody was told. “{ $title }” becomes a draft again, for you to take up.
pending-stopped = “{ $title }”: nothing has left.
pending-turn = Stage { $turn }: leaves when the one before is signed, if Paraphe is open.

refused-title = The sending with { $account } did not go through
    .text = Nobody was asked. Mend what is said, if anything (key, credits, address), then send again.
refused-again = Send again

uncertain-title = Sending in doubt
uncertain-known = What is known
uncertain-known-cut = The request left for { $provider }, and no answer came back. It may be there or not. Nothing is sent again by itself.
uncertain-known-when = Last attempt: { $time }.
uncertain-known-people = It concerns { $names }.
uncertain-check = What to look at
uncertain-check-docage = Open your Docage space and look for “{ $title }” among the newest transactions. If it is there, note its identifier: something like 1b4e28ba-2fa1-11d2-883f-0016d3cca427.
uncertain-check-gesdocs = Open your GesDocs space and look for a request to the same signers, at the same time. If it is there, note its number. GesDocs does not let Paraphe look for you.
uncertain-check-ngsign = Open your NGSign space and look for “{ $title }” among the newest transactions. If it is there, note its identifier: something like 1b4e28ba-2fa1-11d2-883f-0016d3cca427.
uncertain-check-openapi = Open the Openapi console, service EU-SES, and look for the newest signature for the same signers. If it is there, note its identifier: 24 digits and letters.
uncertain-check-sigtool = Open your SigTool space and look for “{ $title }” among the newest signatures. If it is there, note its token: 32 digits and letters.
uncertain-check-local = Nothing leaves this computer: ask again.
uncertain-ask = Ask { $provider } again
uncertain-there = It is there…
uncertain-there-number = Its identifier at { $provider }
    .hint = Copy it from the provider’s site.
uncertain-there-do = That is the one
uncertain-absent = It is not there…
uncertain-absent-text = Only if you have looked: the request can be sent again then, and if it was there all the same, the signers would be asked twice.
uncertain-absent-do = I have looked: it is not there
uncertain-still = It is still not known: look at { $provider }.
uncertain-settled = Settled.

dispatches-title = Sendings
dispatches-line = Sending { $number }, stage { $turn }
dispatches-state-accepted = at the provider
dispatches-state-done = finished
dispatches-state-pending = waiting
dispatches-state-refused = refused
dispatches-state-uncertain = in doubt
dispatches-remote = Identifier: { $remote }
dispatches-checked = Asked { $time }.
dispatches-next = Next asked { $time }.

void-note-openapi = At Openapi, cancelling destroys the request and its documents. What has already arrived here is kept.
change-options = sending options
