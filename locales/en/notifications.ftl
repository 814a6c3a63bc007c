# Sentences the desktop may pop up.
notification-signed-title = Signature collected
notification-signed = { $name } signed “{ $title }” ({ $done }/{ $total })
notification-completed-title = Everyone has signed
notification-completed = “{ $title }” is signed by everyone. Open
notification-declined-title = Signature declined
notification-declined = { $name } declined to sign “{ $title }”
