# Signing at this computer: read, accept, sign, confirm, hand over.

sign-steps = Steps of signing
sign-step-read = Read
sign-step-consent = Accept
sign-step-sign = Sign
sign-step-confirm = Confirm
sign-step-done = done
sign-title-read = Read the document
sign-title-consent = Your consent
sign-title-sign = Your signature
sign-title-confirm = Last check
sign-title-thanks = Thank you
sign-leave = Leave
sign-here = Your signature
sign-your-place = Your signature will be here, page { $page }
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
sign-pad-hint = Sign with the mouse, a finger or a pen. You will see the result on the document before you confirm.
sign-undo-stroke = Undo stroke
sign-clear = Clear
sign-with-finger = Sign with a finger
sign-validate = Done
sign-typed-name = Your name, as it will appear
    .hint = Write your first and last name. You will see the result on the document before you confirm.
sign-typed-sketch = Preview: { $name }
sign-confirm-told = This is the document as it will be signed.
sign-preview = Signature of { $name }, page { $page }
sign-again = Start again
sign-for-good = Sign for good
sign-busy = Signing…
sign-completed = The document is signed by everyone.
sign-signed = The signature is recorded.
sign-declined = Refusal by { $name } recorded.
sign-hand-back = Please hand the device back to the person who gave it to you.
sign-hand-back-to = Please hand the device back to { $host }.
sign-your-turn = { $name }, it’s your turn.
sign-start = Start
sign-later = Later
sign-decline-title = Decline to sign?
sign-decline-told = The request stops: nobody else will be able to sign it. The document stays as it is.
sign-decline-reason = Reason
    .hint = Optional. The person who presents this document to you will read it.
sign-decline-not = Do not decline
sign-decline-do = Decline to sign
