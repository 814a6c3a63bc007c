# Many requests from one table.
bulk-open = Send to several…
    .hint = One request for each row of a table: everybody gets their own.
bulk-title = Send to several people
bulk-back = Back to the preparation
bulk-back-table = Back to the table
bulk-account-gone = The account “{ $account }” no longer exists: choose another one to send with.
bulk-account-here = Have people sign here
bulk-step-source = 1. The table
bulk-step-columns = 2. The columns
bulk-step-lines = 3. The requests
bulk-paste = Paste your rows here
    .hint = Copy them in Excel or LibreOffice, headings included, and paste them.
bulk-file = Open a CSV or XLSX file…
bulk-other-table = Take another table
bulk-sheet = Sheet of the workbook
bulk-read = { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}, { $columns ->
    [one] { $columns } column
   *[other] { $columns } columns
}
bulk-header = The first row holds the headings
bulk-recipient = Who is another in each row?
    .hint = The other people stay the same in every request.
bulk-account = Send with
bulk-column = Column { $number }
bulk-columns-name = Heading
bulk-columns-samples = Samples
bulk-columns-use = Holds
bulk-column-use = What “{ $column }” holds
bulk-use-email = The e-mail address
bulk-use-first-name = The first name
bulk-use-full-name = First and last name
bulk-use-language = The language
bulk-use-last-name = The last name
bulk-use-mobile = The mobile phone
bulk-use-other = Something else
bulk-placeholders = Each heading in double braces, in the title or the message of the request, is replaced by what stands in the row. Here: { $names }
bulk-ready = { $ready ->
    [one] { $ready } ready
   *[other] { $ready } ready
}, { $wrong ->
    [0] nothing to correct
   *[other] { $wrong } to correct
}
bulk-checking = Checking…
bulk-general = This keeps every request from leaving:
bulk-only-wrong = Only the rows to correct
bulk-next-problem = Next error (F8)
bulk-undo = Undo the last correction
bulk-undone = Correction undone.
bulk-lines = Requests to send
bulk-line = Row
bulk-cell = { $column }, row { $row }
bulk-line-ready = Ready
bulk-line-wrong = To correct
bulk-line-remove = Remove row { $row }
bulk-remove = Remove
bulk-line-removed = Row { $row } removed.
bulk-take-suggestion = Use “{ $suggestion }”
bulk-more = Show more
bulk-no-wrong = No row to correct.
bulk-send = { $count ->
    [one] Send { $count } request…
   *[other] Send { $count } requests…
}
bulk-send-here = { $count ->
    [one] Prepare { $count } request to sign here
   *[other] Prepare { $count } requests to sign here
}
bulk-review = { $count ->
    [one] One request will leave with { $account }.
   *[other] { $count } requests will leave with { $account }, one per row.
}
bulk-review-here = { $count ->
    [one] One request will be ready to sign on this computer.
   *[other] { $count } requests will be ready to sign on this computer, one per row.
}
bulk-told-local = Without a service, each person signs here, face to face: nobody gets an e-mail.
bulk-told-here = Each signer signs here, on the page of { $provider }: none of them gets an e-mail to sign.
    .some = Some signers sign here, on the page of { $provider }: they get no e-mail to sign.
bulk-told-links = You hand each person their link yourself: open their line to copy it.
    .some = Some signers get their link from you.
bulk-told-mail = { $provider } writes to each person.
    .some = { $provider } writes to some signers.
bulk-left = “{ $title }” is being sent.
bulk-send-rest = { $count ->
    [one] The row to correct does not leave: you can correct and send it afterwards.
   *[other] The { $count } rows to correct do not leave: you can correct and send them afterwards.
}
bulk-example = Example: “{ $title }” for { $name }

# A batch on its way, and after.
batch-title = Sent to several: { $title }
batch-running = Being sent
batch-under-way = Under way
batch-paused = Paused
batch-interrupted = Interrupted
batch-stopped = Stopped
batch-done = Sent
batch-progress = { $sent } of { $lines }
batch-progress-label = Requests sent
batch-pause = Pause
batch-resume = Go on sending
batch-send-corrected = { $count ->
    [one] Send the corrected row
   *[other] Send the { $count } corrected rows
}
batch-stop = Stop…
batch-leave-rest = Give up the rest…
batch-stop-title = Stop this sending?
batch-stop-note = { $count ->
    [one] The request that has not left never will. Those that have left go on.
   *[other] The { $count } requests that have not left never will. Those that have left go on.
}
batch-stop-confirm = Stop sending
batch-retry = { $count ->
    [one] Try the refused request again
   *[other] Try the { $count } refused requests again
}
batch-report = Save the report (CSV)
batch-report-file = Report
batch-report-saved = Report saved: { $path }
batch-interrupted-note = Paraphe closed while it was sending. Nothing left twice; go on when you like.
batch-count-completed = { $count ->
    [one] { $count } signed
   *[other] { $count } signed
}
batch-count-open = { $count } under way
batch-count-failed = { $count } failed or in doubt
batch-count-closed = { $count ->
    [one] { $count } closed
   *[other] { $count } closed
}
batch-count-waiting = { $count } to send
batch-count-to-correct = { $count } to correct
batch-count-unsent = { $count } not sent
batch-lines = The requests of this sending
batch-person = Person
batch-request = Request
batch-status = Status
batch-not-sent = Not sent yet
batch-never-sent = Will not be sent
batch-open-request = Open the request to { $name }
batch-correct = Correct
batch-correct-title = Correct row { $row }
batch-correct-save = Save
batch-row = { $lines ->
    [one] { $lines } request
   *[other] { $lines } requests
}
batch-unfold = See the requests of “{ $title }”
batch-part = Sent to several
batch-delete = Delete…
batch-delete-title = Delete this sending?
batch-delete-note = { $count ->
    [one] “{ $title }” and its line are erased from this computer. Nobody received anything.
   *[other] “{ $title }” and its { $count } lines are erased from this computer. Nobody received anything.
}
batch-delete-confirm = Delete the sending
batch-deleted = The sending is deleted.
