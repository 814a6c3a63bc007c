# First run
first-run-title = Welcome to Paraphe
first-run-lead = Have your PDFs signed, and verify those you receive. No account is needed to sign here; nothing leaves until you send it.
first-run-question = What would you like to do first?
first-run-demo = See the demonstration
    .hint = Five stand-ins for providers: prepare, send, follow up to the signature. Nothing leaves this computer.
first-run-try = Try with a sample
    .hint = A contract and two signers, to be signed on this computer.
first-run-prepare = Prepare a PDF
    .hint = Choose a document on this computer and have it signed.
first-run-verify = Verify a PDF
    .hint = See who signed, and whether the document has changed since.
first-run-skip = Skip (Esc)

# Files dropped on the window
drop-hint = Drop your PDFs here
drop-choice = { $count ->
    [0] Reading the document…
    [one] What would you like to do with this document?
   *[other] What would you like to do with these documents?
}
drop-purpose = What to do
drop-name = Your first and last name, written beside your signature. Asked once only.
drop-files = Files
drop-sign = Have it signed
    .hint = Choose the signers and place the signature boxes.
drop-myself = Sign it myself
    .hint = You are the signer, on this computer.
drop-verify = Verify
    .hint = See who signed, and whether the document has changed since.
drop-add = Add to this request
    .hint = The document joins the request you are preparing.
drop-which = Which document should be verified?
drop-which-all = All of them, in a table
drop-taken = Added
drop-go-on = Continue with the rest
drop-left-out = Left out, for want of a password: { $names }
drop-added = The files have joined the request.
drop-network = This path leads to another computer ({ $path }). Open it?

# History
home-search = Search for a title, a person, a file
home-list = Requests
home-untitled = Untitled request
home-waits = Waiting for { $names }
home-documents = { $count ->
    [0] No document
    [one] { $count } document
   *[other] { $count } documents
}
home-found = { $count ->
    [0] No request found
    [one] { $count } request shown
   *[other] { $count } requests shown
}
home-more = Show more
home-cut = The latest { $count } are shown. Narrow the search to see the others.
home-empty = No requests yet
    .hint = Drop a PDF on this window, or try with a sample.
    .demo = Try with a sample: an account is ready at each of the five stand-ins.
home-try = Try with a sample
home-demo = See the demonstration
home-account = { $account } · { $next }
home-no-match = Nothing matches
    .hint = Search for something else, or clear the search and the filters.
home-clear = Clear the filters
home-delete = Delete the draft “{ $title }”
home-delete-ask = Delete this draft?
home-delete-text = “{ $title }” will be deleted for good, with its signers and boxes. Your original files are not touched; the copy of its documents stays in the data folder.
home-delete-do = Delete the draft
home-deleted = Draft deleted
filter-label = Filters
filter-all = All
filter-to-do = To do
filter-in-progress = In progress
filter-completed = Completed
filter-drafts = Drafts
filter-closed = Declined or closed

# One request
envelope-title = Request
envelope-created = Created on { $time }
envelope-batch = Sent to several: { $title } (line { $number })
envelope-people = Signers
envelope-documents = Documents
envelope-message = Message
envelope-timeline = Timeline
envelope-person-since = { $state }, { $time }
envelope-sign-here = Sign here
envelope-sign-here-name = Sign here: { $name }
envelope-copy = Duplicate
envelope-copy-mend = Duplicate and correct
envelope-save-as = Save as…
envelope-signed-suffix = -signed
envelope-saved = Saved: { $path }
envelope-reveal = Show in folder
envelope-void = Cancel the request
envelope-void-ask = Cancel the request?
envelope-void-text = Nobody will be able to sign “{ $title }” any more. What is signed already stays in the history.
envelope-void-reason = Reason
    .hint = It is written into the timeline.
    .missing = Write why, in a word at least.
envelope-void-keep = Keep the request
envelope-gone = Close the request
envelope-gone-ask = Close the request?
envelope-gone-text = Only if you have looked at the provider: “{ $title }” is no longer there, or nobody can sign it there any more. Nothing is cancelled there; here, the request is closed for good.
envelope-gone-done = “{ $title }” is closed.
envelope-voided = Request “{ $title }” cancelled.
correct-title = Correct the details of { $name }
correct-text = Details cannot be corrected in a request that has left. Paraphe takes it back and sends another one at once: same documents, same boxes, same people.
correct-signed = { $count ->
    [one] One person has signed already: they will have to sign again.
   *[other] { $count } people have signed already: they will have to sign again.
}
correct-reason-hint = Given to the provider, who tells the signers where it tells them anything; kept in the timeline.
correct-reason-text = The details of { $name } were wrong: a new request replaces this one.
correct-send = Cancel and send again with the correction
correct-by-copy = Wrong details? “{ $account }” does not cancel from here. Cancel the request on its site; “Duplicate” prepares another one with the same boxes, to put them right in.
correct-late = There is nothing left to correct: { $name } has answered meanwhile.
correct-done = Request cancelled and sent again, with the right details of { $name }.
correction-open = The correction of the details of { $name } was cut short
    .text = Whether this request is cancelled at the provider is not known. The corrected request has not left: nobody is asked twice.
correction-taken-back = Request cancelled, but the corrected one has not left
    .text = It is ready, with the right details of { $name }.
correction-send = Send the corrected request
correction-seen = I saw it cancelled at the provider: send the corrected request
correction-give-up = Give the correction up
correction-given-up = Correction given up: nothing else is cancelled or sent.
correction-replaced = A request with the right details replaces this one.
correction-replaced-open = Open the new request
envelope-id = Identifier
envelope-account = Account
envelope-chain = Audit trail
envelope-chain-intact = Intact: each event carries the digest of the one before.
envelope-chain-broken = The audit trail of this request was changed outside Paraphe: do not rely on its timeline. The signatures in the PDFs can still be verified.
envelope-copy-json = Copy the data

# The audit trail, one sentence per event
event-created = Request created
event-sending-started = Sending started
event-sending-started-here = Signing at this computer chosen
event-sending-uncertain = Sending was interrupted: it is not known whether it arrived
event-accepted = Request sent
event-accepted-here = Ready to be signed at this computer
event-invited = { $name } was asked to answer
event-reminded = Reminder sent to { $name }
event-viewed = { $name } opened the document
event-consented = { $name } agreed to sign electronically
event-approved = { $name } approved
event-signed = { $name } signed
event-declined = { $name } declined to sign
    .reason = { $name } declined to sign: “{ $reason }”
event-declined-by-someone = Somebody declined to sign
    .reason = Somebody declined to sign: “{ $reason }”
event-completed = Everybody has signed
event-voided = Request cancelled
    .reason = Request cancelled: “{ $reason }”
event-expired = The time to sign has run out
    .reason = The time to sign ran out before it was sent: nobody received anything
event-failed = Sending failed
    .reason = Sending failed: { $reason }
event-downloaded = “{ $document }” saved
event-timestamped = Timestamp added to the signed documents
event-validated-result = “{ $document }” verified
event-other = Event “{ $kind }”
