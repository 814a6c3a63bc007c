# What the person whose computer it is reads, before and between the people who sign on it.

hosting-title = Face to face
hosting-told = The device goes from hand to hand. Meanwhile nothing else can be seen on it, and only your code gives it back.
hosting-you = You
hosting-name = Your name
    .hint = Signers read it: “Please hand the device back to …”.
hosting-name-missing = Write your name: signers must know whom to hand the device back to.
hosting-people = People who sign here
hosting-check = Identity check of { $name }
hosting-check-document-seen = Identity document seen
hosting-check-known-personally = Known personally
hosting-check-not-checked = Not checked
hosting-check-missing = Choose what you checked.
hosting-checks = Identity checks offered
    .hint = What the person who hands the device over can choose from. The choice is written into the evidence.
hosting-checks-all = “Not checked” is not in the list: each signer has to be checked.
hosting-checks-new = Another check
    .hint = For example: Professional card seen
hosting-checks-there = This check is in the list already.
hosting-checks-add = Add
hosting-checks-remove = Remove “{ $words }”
hosting-checks-restore = Back to the original list
hosting-last4 = Last four characters of the document
    .hint = Optional. No copy of the document is kept.
hosting-myself = It’s me: sign without handing over
hosting-myself-name = It’s me: sign without handing over ({ $name })
hosting-pin-known = The six-digit code is stored. It gives you the device back after each person.
hosting-pin-new-told = Choose six digits. This code gives you the device back after each person; it cannot be recovered.
hosting-pin-old = Current code
hosting-pin-new = New six-digit code
hosting-pin-again = The same code once more
hosting-pin-six = Six digits are needed.
hosting-pin-easy = This code is too easy to guess: neither one digit six times, nor digits in a row.
hosting-pin-differs = The two codes are not the same.
hosting-pin-choose = Choose the code
hosting-pin-change = Change the code
hosting-pin-stored = The code is stored.
hosting-evidence = What is kept as evidence
hosting-evidence-standard = Standard
    .hint = Times, consent, way of signing. No biometric data.
hosting-evidence-reinforced = Reinforced
    .hint = Also the dynamics of the gesture, encrypted to a key that is not here — only if the person accepts it separately.
hosting-tips = Before you hand the device over
hosting-tip-light = Set the brightness so that the page is easy to read.
hosting-tip-power = Plug the device in or check its battery.
hosting-tip-offline = No internet is needed.
hosting-tip-online = Check the Internet connection: the page is the service’s.
hosting-battery = Battery at { $percent }%: plug the device in before you hand it over.
hosting-page = Who signs on the service’s page
hosting-page-told = The device is handed to this person, with the service’s page over the whole screen. Nothing else can be seen on it, and only your code gives it back.
hosting-page-myself = This is me: open the page without handing over
hosting-page-myself-name = This is me: open the page without handing over ({ $name })
hosting-page-none = This link has been used already, or is of no use any more.
hosting-none = Nobody is waiting to sign here.
hosting-begin = Hand the device to { $name }
hosting-pin = Code of { $name }
hosting-pin-unnamed = The host’s code
hosting-pin-go = Continue
hosting-pin-wait = { $seconds ->
    [one] The last code was not the right one. Try again in { $seconds } second.
   *[other] The last code was not the right one. Try again in { $seconds } seconds.
}
hosting-pin-wrong = This is not the right code. Try again.
hosting-locked = The device is locked
hosting-locked-told = Whatever was not signed has been erased. The documents are intact.
hosting-unlock = Unlock
hosting-pass-over = Go on to the next person
hosting-end = End face to face
hosting-stop = Stop (with the code)
hosting-stop-told = People who have not signed can do so later.
hosting-receipt = All done
hosting-receipt-told = { $count ->
    [one] One person has signed. The copy they asked for is still to be handed over.
   *[other] { $count } people have signed. The copies asked for are still to be handed over.
}
hosting-receipt-done = { $count ->
    [0] Nobody has signed. The document stays as it is.
    [one] One person has signed.
   *[other] { $count } people have signed.
}
hosting-refused = { $name } refused to sign.
hosting-refused-because = { $name } refused to sign: “{ $reason }”.
hosting-wishes = Receipts to hand over
hosting-wish-email = Receipt to be sent to { $name } ({ $address })
hosting-wish-file = Receipt to be copied to a USB stick for { $name }
hosting-wish-paper = Receipt to be printed for { $name }
hosting-wish-later = The message is prepared on the page of the request, once face to face is over.
hosting-wish-prepare = Prepare the message
hosting-wish-again = Prepare again
hosting-wish-prepared = Message prepared in your mail program on { $time }. Check that it carries the document, then send it: Paraphe does not send it and does not know whether it left.
hosting-wish-done = Done
hosting-wish-drop = Remove from the list
settings-hosting = Face to face
    .hint = Have people who are with you sign on this device.
hosting-key = Public key for reinforced evidence
    .hint = 64 hexadecimal digits (X25519). The private key that opens these data stays elsewhere, never on this computer. Empty: standard evidence only.
hosting-key-wrong = A key has 64 hexadecimal digits.
