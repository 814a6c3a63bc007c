# Signing at this computer: read, accept, sign, confirm, hand over.

sign-steps = Steps of signing
sign-step-read = Read
sign-step-consent = Accept
sign-step-fill = Fill in
sign-step-sign = Sign
sign-step-confirm = Confirm
sign-step-done = done
sign-title-read = Read the document
sign-title-consent = Your consent
sign-title-fill = Fill in the document
sign-title-sign = Your signature
sign-title-confirm = Last check
sign-leave = Leave
sign-here = Your signature
sign-your-place = Your signature will be here, page { $page }
sign-your-entry = { $what } will be here, page { $page }
sign-entry-ticked = { $label }: ticked
sign-entry-unticked = { $label }: not ticked
sign-fill-told = What you enter here will be written into the document and signed with it.
sign-fill-optional = Optional
sign-kind-checkbox = Check box
sign-kind-date = Date
sign-kind-name = Name
sign-kind-place = Place
sign-kind-text = Text
sign-next-place = Next: my signature
sign-accept = I have read this text and accept it.
sign-accept-missing = Tick the box to continue, or decline to sign.
sign-read-again = Read the document again
sign-decline = I decline
sign-how = Way of signing
sign-tab-draw = Draw
sign-tab-type = Type
sign-pad = { $count ->
    [0] Signature area of { $name }, empty. To sign with the keyboard, choose “Type”.
    [one] Signature area of { $name }, { $count } stroke
   *[other] Signature area of { $name }, { $count } strokes
}
sign-pad-empty = Sign in the area above first.
sign-pad-hint = Sign with the mouse, a finger or a pen. You will see the result on the document before you confirm.
sign-undo-stroke = Undo stroke
sign-clear = Clear
sign-with-finger = Sign with a finger
sign-validate = Done
sign-typed-name = Your name, as it will appear
    .hint = Write your first and last name. You will see the result on the document before you confirm.
sign-typed-sketch = Preview: { $name }
sign-confirm-told = This is the document as it will be signed.
sign-unseen = Your signature will be seen on no page: it will be in the file itself.
sign-preview = Signature of { $name }, page { $page }
sign-again = Start again
sign-for-good = Sign for good
sign-busy = Signing…
sign-completed = { $count ->
    [one] The document is signed by everyone.
   *[other] The documents are signed by everyone.
}
sign-signed = The signature is recorded.
sign-declined = Refusal by { $name } recorded.
sign-decline-title = Decline to sign?
sign-decline-told = The request stops: nobody else will be able to sign it. The document stays as it is.
sign-decline-reason = Reason
    .hint = Optional. The person who presents this document to you will read it.
    .alone = Optional. It is kept with the request.
sign-decline-not = Do not decline
sign-decline-do = Decline to sign

# Ways to sign for those who do not draw, and what is kept of a signature made face to face.

sign-tab-other = Another way
sign-typed-mine = My name is { $name } and this typed name is my signature.
sign-typed-mine-missing = Tick the box to confirm your name, or choose another way.
sign-cross = Sign with a cross, with a witness
    .hint = You draw a cross; a second person writes their name and signs beside it.
sign-cross-pad = Your cross
sign-cross-next = On to the witness
sign-cross-again = Redo the cross
sign-witness-told = Witness: you confirm that { $name } drew this cross in front of you.
sign-witness-name = Full name of the witness
sign-witness-pad = Signature of the witness
sign-other-decline = I decline to sign
    .hint = You can say why. The document stays as it is.
sign-biometrics-note = Optional: without this box you sign just the same.
sign-recorded = What we record
sign-recorded-document = The fingerprint of the document before and after your signature, and where your signature is.
sign-recorded-written = What will be written in the document with your signature:
sign-recorded-offered = What you may write or tick in the document:
sign-recorded-person = Your name, your e-mail if the request has it, how your identity was checked, and the name of the person who shows you the document.
    .alone = Your name, your e-mail if the request has it, and the name in the settings of this program.
sign-recorded-consent = The text you accept, its language, and the time of each step.
    .alone = The text you accept, its language, and the time of the signature.
sign-recorded-gesture = How you sign: finger, pen, mouse or keyboard, the number of strokes and how long it took. No photo, no video, no copy of an identity document.
sign-recorded-device = The system, the version of the program and the size of the screen. No serial number.
sign-recorded-dynamics = Only if you tick the second box: the speed and pressure of your gesture, encrypted. The key is not on this device.
