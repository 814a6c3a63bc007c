# The address book: its screen, and the columns of the file it is saved as.

contacts-title = Contacts
contacts-search = Look for a name, an address or a number
contacts-list = People in the address book
contacts-found = { $count ->
    [0] Nobody matches
    [one] { $count } person found
   *[other] { $count } people found
}
contacts-cut = { $shown } of { $found } people shown. Type more to see the others.
contacts-empty = The address book is empty
    .hint = It fills up with the people of your requests. You can also import a list. It does not leave this computer.
contacts-no-match = Nobody matches
    .hint = Accents and capitals do not count. Try the beginning of the name or the address.
contacts-clear = Clear the search
contacts-unused = In no request
contacts-used = { $count ->
    [one] { $count } request, on { $date }
   *[other] { $count } requests, the last on { $date }
}
contacts-add = Add…
contacts-add-title = Add a person
contacts-edit = Change this person
contacts-edit-note = Requests already made do not change.
contacts-save = Save
contacts-saved = { $name } is in the address book.
contacts-nobody = Give at least a name or an e-mail address.
contacts-first-name = First name
contacts-last-name = Last name
contacts-email = E-mail address
contacts-mobile = Mobile
contacts-language = Language
contacts-language-unknown = That of the request
contacts-import = Import…
contacts-email-left-out = This is not an e-mail address: it will be left out.
contacts-known = In the address book already: only the number and the language would be added.
contacts-imported = { $added ->
    [0] Nobody was added.
    [one] { $added } person added.
   *[other] { $added } people added.
}
contacts-completed = { $known ->
    [one] { $known } person known already was completed.
   *[other] { $known } people known already were completed.
}
contacts-export = Export…
contacts-export-title = Export the address book
contacts-export-one = Export what is known of { $name }
contacts-export-kind = In which form?
contacts-export-csv = Table (CSV, for Excel or LibreOffice)
contacts-export-vcf = Visiting cards (vCard, for Outlook or a phone)
contacts-export-name = contacts
contacts-export-save = Save…
contacts-exported = Saved: { $path }
contacts-forget-title = Forget this person?
contacts-forget-told = { $name } will be erased from the address book, with address, number and language. Requests they are part of do not change. A next request puts them back into the book.
contacts-forget-confirm = Forget
