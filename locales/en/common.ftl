# Words and sentences used on more than one screen.

app-name = Paraphe
window-title = { $title } — Paraphe
skip-to-content = Skip to content
toast-region = Messages
technical-details = Technical details
page-failed = This page cannot be displayed
page-of = Page { $page } of { $count }
state-loading = Loading…

action-back = Back
action-cancel = Cancel
action-choose-files = Choose files…
action-close = Close
action-continue = Continue
action-copied = Copied
action-copy = Copy
action-copy-failed = Copying was not possible
action-delete = Delete
action-open = Open
action-retry = Try again
action-undo = Undo

nav-label = Main navigation
nav-home = Home
nav-new = New request
nav-templates = Templates
nav-contacts = Contacts
nav-verify = Verify
nav-settings = Settings

status-completed = Completed
status-declined = Declined
status-draft = Draft
status-expired = Expired
status-failed = Sending failed
status-in-progress = Partly signed
status-sending = Waiting to be sent
status-sent = Sent
status-sent-here = To sign here
status-uncertain = Sending uncertain
status-viewed = Viewed
status-voided = Cancelled

person-declined = Declined
person-invited = Answer awaited
person-signed = Has signed
person-unknown = Not reported
person-unasked = Was never asked
person-unsigned = Has not signed
person-viewed = Has opened the document
person-waiting = Waiting for their turn
person-not-yet = Has received nothing yet

list-more = { $count ->
    [one] and { $count } other
   *[other] and { $count } others
}

person-approved = Has approved
person-state = { $name }: { $state }
role-approver = Approves
role-carbon-copy = Receives a copy
role-signer = Signs
role-viewer = Views
language-fr = Français
language-en = English
language-it = Italiano
language-ar = العربية
theme-system = Like the system
theme-light = Light
theme-dark = Dark
unit-millimetre = Millimetres
unit-point = Points
unit-percent = Per cent of the page
password-label = Password of “{ $name }”
password-hint = It opens the document and is not stored.
document-facts = { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
} · { $size }

# A file on the printer
print = Print
print-name = Print { $name }
printed = { $name } went to the default printer.
