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
prepare-order = Sign in an order
    .on = Each person waits for the ranks before. Same rank: together.
    .off = Everybody may sign right away.
prepare-rank = Rank
    .hint = Same rank: these people sign without waiting for each other.
prepare-rank-short = rank { $rank }

prepare-local = Face to face, on this computer
    .what = Each person reads, accepts and signs here, one after the other. Nothing leaves this computer.
    .tier = Simple electronic signature, sealed with this computer’s identity.
prepare-ready = All set: nothing is missing.
prepare-cannot-send = { $count ->
    [one] { $count } thing to complete before signing
   *[other] { $count } things to complete before signing
}
prepare-send = Save and sign here
prepare-sending = Saving…
prepare-send-note = After this, documents and boxes no longer change. The first person can read and sign.

change-box-added = adding a box
change-box-assigned = giving a box to somebody else
change-box-moved = moving a box
change-box-removed = deleting a box
change-document-added = adding a document
change-document-moved = order of the documents
change-document-removed = removing a document
change-document-renamed = name of a document
change-several = several changes
change-signer-added = adding a person
change-signer-changed = changing a person
change-signer-moved = order of the people
change-signer-removed = removing a person
change-title = title
change-wording = message
