# Sentences the desktop may pop up.
notification-signed-title = Signature collected
notification-signed = { $name } signed “{ $title }” ({ $done }/{ $total })
notification-completed-title = Everyone has signed
notification-completed = “{ $title }” is signed by everyone. Open
notification-declined-title = Signature declined
notification-declined = { $name } declined to sign “{ $title }”
    .reason = { $name } declined to sign “{ $title }”: “{ $reason }”
notification-viewed-title = Document opened
notification-viewed = { $name } opened “{ $title }”
notification-refused-title = Signature declined
notification-refused = Somebody declined to sign “{ $title }”
notification-expiring-title = Time is running out
notification-expiring = { $days ->
    [one] “{ $title }” still waits for signatures, and its time ends in less than a day
   *[other] “{ $title }” still waits for signatures, and its time ends in less than { $days } days
}
notification-expired-title = Time has run out
notification-expired = The time to sign “{ $title }” has run out
notification-failed-title = Sending failed
notification-failed = “{ $title }” did not leave with “{ $account }”. Open
notification-batch-completed-title = Sending to several finished
notification-batch-completed = “{ $title }”: { $done } of { $total } requests signed
