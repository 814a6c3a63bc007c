# Preparing a request: the header, the four stops, and the panels of documents, people and sending.

prepare-title = Title of the request
prepare-untitled = Untitled request
prepare-saved = Saved
prepare-undo = Undo the last change (Ctrl+Z)
prepare-redo = Redo (Ctrl+Y)
prepare-undone = Undone: { $change }
prepare-redone = Redone: { $change }
prepare-nothing-to-undo = Nothing to undo
prepare-nothing-to-redo = Nothing to redo
prepare-stops = Steps of the preparation
prepare-stop-documents = Documents
prepare-stop-signers = Signers
prepare-stop-boxes = Boxes
prepare-stop-send = Sending
prepare-complete = complete
prepare-missing = { $count ->
    [one] { $count } thing to complete
   *[other] { $count } things to complete
}
prepare-remarks = { $count ->
    [one] { $count } remark
   *[other] { $count } remarks
}
    .hint = None of it keeps you from sending.
prepare-more-lines = { $count ->
    [one] Show the last one
   *[other] Show the { $count } others
}
prepare-no-problem = Nothing is missing.
prepare-moved = { $name } is now { $place } of { $count }
prepare-up = Move { $name } up
prepare-down = Move { $name } down
prepare-show = Show { $name }
prepare-remove = Remove { $name }

prepare-empty = Add the document to be signed
    .hint = Drop a PDF on this window, or choose it on this computer.
prepare-no-documents = No document yet.
prepare-add-documents = Add PDFs…
prepare-document-name = Name of document { $place }
prepare-document-facts = { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
} · { $size }
prepare-document-removed = “{ $name }” was removed from the request.
prepare-unlock = Open this document

prepare-no-signers = Add the people who sign, in the order in which they will come.
prepare-add-signer = Add a signer
prepare-signer-removed = { $name } was removed, with their boxes.
prepare-nameless = Person { $place }
prepare-edit = Edit { $name }
prepare-first-name = First name
prepare-last-name = Last name
prepare-email = E-mail
    .hint = Optional for signing on this computer.
prepare-role = Role
prepare-role-signer = Signer
prepare-role-approver = Approves, without signing
prepare-role-viewer = May look
prepare-role-carbon_copy = Gets a copy
prepare-invisible = Sign without a visible box
    .hint = Nothing will be seen on the pages: the signature will be in the file. A provider may show it on a page it adds, or refuse it.
    .short = no visible box
    .chosen = { $how ->
        [invisible] { $name } will sign without a visible box.
       *[visible] { $name } will sign in a box.
    }
prepare-order = Sign in an order
    .on = Each person waits for the ranks before. Same rank: together.
    .off = Everybody may sign right away.
prepare-order-diagram = Who signs after whom
prepare-rank = Rank
    .hint = Same rank: these people sign without waiting for each other.
prepare-rank-short = rank { $rank }

prepare-local = Face to face, on this computer
    .what = Each person reads, accepts and signs here, one after the other. Nothing leaves this computer.
    .tier = Simple electronic signature, sealed with this computer’s identity.
prepare-account-gone = The account “{ $account }” no longer exists: “{ $instead }” is proposed instead.
prepare-ready = All set: nothing is missing.
prepare-cannot-send = { $count ->
    [one] { $count } thing to complete before signing
   *[other] { $count } things to complete before signing
}
prepare-send = Save and sign here
prepare-sending = Saving…
prepare-send-note = After this, documents and boxes no longer change. The first person can read and sign.

change-box-added = { $count ->
    [one] adding a box
   *[other] adding { $count } boxes
}
change-box-assigned = { $count ->
    [one] giving a box to somebody else
   *[other] giving { $count } boxes to somebody else
}
change-box-moved = { $count ->
    [one] moving a box
   *[other] moving { $count } boxes
}
change-box-removed = { $count ->
    [one] deleting a box
   *[other] deleting { $count } boxes
}
change-document-added = adding a document
change-document-moved = order of the documents
change-document-removed = removing a document
change-document-renamed = name of a document
change-places-proposed = proposing places again
change-places-refused = refusing places
change-several = several changes
change-signer-added = adding a person
change-signer-changed = changing a person
change-signer-moved = order of the people
change-signer-removed = removing a person
change-title = title
change-wording = message

prepare-clean = Make a clean copy
    .hint = The same pages, in a file every reader opens in the same way. Before the first signature; your original file does not change.
prepare-clean-done = “{ $name }” is a clean copy now.

# The address book, and people who come from elsewhere.
people-add = Add a person
    .hint = Name or e-mail address, then Enter. Several at once: paste them here.
people-left-typed = “{ $text }” is written among the signers, but not added yet
people-nobody = Neither a name nor an address in “{ $text }”.
people-suggestions = People you know
people-found = { $count ->
    [0] Nobody of that name in the address book
    [one] { $count } person found: arrow down to choose
   *[other] { $count } people found: arrow down to choose
}
people-forget = Forget { $name }
people-forget-hint = Del: forget this person
people-forgotten = { $name } is no longer in the address book. Requests already made do not change.
people-added = { $name } added
people-me = I sign too
people-paste = Paste or import a list…
people-paste-title = Add several people
people-paste-text = Paste here
    .hint = A line from Outlook, rows from Excel, a CSV file or visiting cards. Nobody is added before you agree.
people-paste-file = Choose a CSV or vCard file…
people-paste-preview = What was understood
people-paste-understood = { $count ->
    [0] Nobody was found in this text
    [one] { $count } person found
   *[other] { $count } people found
}
people-paste-swap = Swap first and last name
people-paste-take = Add
people-paste-line = Line { $line }
    .note = Line { $line }: { $what }
    .left = Line { $line } (“{ $text }”): { $what }
people-paste-known = Already in the request.
people-paste-twice = Twice in this list.
people-paste-confirm = { $count ->
    [0] Add
    [one] Add { $count } person
   *[other] Add { $count } people
}
people-paste-done = { $count ->
    [one] { $count } person added
   *[other] { $count } people added
}
person-email-invalid = This is not an e-mail address.
person-email-missing = No e-mail address.
person-language-unknown = Unknown language: { $word }.
person-name-missing = No name.
person-nothing-found = Neither a name nor an address: this line is left out.
person-phone-invalid = This is not a complete phone number.

hint-email-typo = Did you mean { $suggestion }?
hint-phone-form = With the country code: { $suggestion }?
hint-phone-unlikely = This number does not have the usual number of digits in its country.
hint-same-person = Same name as person { $place }.
hint-same-phone = Same number as { $name }: a code sent there does not tell them apart.
hint-accept = Correct it
    .key = Enter to correct it
hint-accepted = Corrected: { $text }

prepare-drag = Drag { $name }
prepare-problems = What is missing
    .key = F8: next point
prepare-problems-left = { $count ->
    [0] Nothing is missing any more
    [one] { $count } point left to complete
   *[other] { $count } points left to complete
}
prepare-another-account = Choose another service
prepare-box-right = It stands right
prepare-replace = Replace { $name } with another file…
prepare-replaced = { $count ->
    [0] File replaced. The boxes stayed in their places.
    [one] File replaced. The text around one box has changed: check it.
   *[other] File replaced. The text around { $count } boxes has changed: check them.
}
replaced-title = “{ $name }”: the former file and the new one
replaced-lead = First the former file, then the one in its place. Marked: lines that are no longer where they were.
replaced-left = { $count ->
    [0] All boxes have been checked.
    [one] { $count } box to check: the text around it has changed.
   *[other] { $count } boxes to check: the text around them has changed.
}
replaced-page = Page { $page }
replaced-before = Before
replaced-after = Now
replaced-before-page = Before, page { $page }: { $count ->
    [0] no line has moved or gone
    [one] { $count } line has moved or gone
   *[other] { $count } lines have moved or gone
}
replaced-after-page = Now, page { $page }: { $count ->
    [0] no line has moved or is new
    [one] { $count } line has moved or is new
   *[other] { $count } lines have moved or are new
}
replaced-no-page = This file has no such page.
replaced-gone = { $box }: this page does not exist any more.
replaced-last = Put on the last page
replaced-last-box = Put on the last page: { $box }
replaced-delete = Delete the box
replaced-delete-box = Delete the box: { $box }
replaced-doubt = { $box }: the text around it has changed.
replaced-right = It is well placed: { $box }
replaced-move = Move the box
replaced-move-box = Move the box: { $box }
replaced-close = Done
replaced-open = Compare the two files
change-box-described = description of a box
change-box-grouped = grouping of boxes
change-box-checked = check of a box
change-document-replaced = replacement of a document

# Templates.
templates-title = Templates
templates-empty = No template yet
    .hint = Open a request, then “Save as a template”: next time you are only asked for what changes.
templates-import = Open a template you received…
templates-imported = Template “{ $name }” added
templates-used = { $count ->
    [0] Not used yet
    [one] Used once
   *[other] Used { $count } times
}
templates-facts = { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
}, { $people ->
    [one] { $people } person
   *[other] { $people } people
}, { $boxes ->
    [0] no box
    [one] { $boxes } box
   *[other] { $boxes } boxes
}
templates-asks = Asks for: { $names }
templates-asks-nothing = Asks for nothing: everything is filled in.
templates-use = Use
    .named = Use the template { $name }
templates-export = Save { $name } to a file
templates-exported = Template saved. The file holds the PDFs and the people who are always the same.
templates-remove = Delete the template { $name }
templates-remove-title = Delete this template?
    .note = “{ $name }” goes from the list. Requests made from it stay.
templates-remove-confirm = Delete
templates-use-title = New request: { $name }
templates-use-who = { $asked }: name or e-mail address
templates-use-chosen = { $asked }: { $name }
templates-use-change = Choose somebody else
templates-use-document = File for “{ $name }”
templates-use-choose = Choose a PDF…
templates-use-keep = Without a file the template’s own is used.
templates-use-confirm = Create the request
template-save = Save as a template…
template-save-title = Save as a template
    .note = Next time you are only asked for what you tick here. The rest is used as it is.
template-save-name = Name of the template
template-save-people = Who changes from one time to the next?
template-save-word = What to call { $name }?
    .hint = For example “The tenant”. Their name and address are not kept.
template-save-default = Signer { $place }
template-save-documents = Which documents change?
template-save-confirm = Save the template
template-saved = Template “{ $name }” saved.
