# What a signer sees while the window is theirs, beside the steps of signing. Also in Italian and Arabic.

kiosk-turn = { $name }, it’s your turn.
kiosk-document = Document to sign: { $title }
kiosk-language = Language
kiosk-start = Start
kiosk-thanks = Thank you. Please hand the device back to { $host }.
kiosk-thanks-unnamed = Thank you. Please hand the device back to the person who gave it to you.
kiosk-idle = Are you still there?
kiosk-idle-text = { $seconds ->
    [one] The device locks in { $seconds } second. Whatever is not signed will be erased.
   *[other] The device locks in { $seconds } seconds. Whatever is not signed will be erased.
}
kiosk-idle-stay = I’m here
kiosk-later = I cannot sign now
    .hint = Nothing is kept. Hand the device back; you can sign later.
kiosk-later-do = Hand back without signing
kiosk-page-told = You sign on the page of { $service }: { $host }.
kiosk-page = Signing page of { $service }
kiosk-page-leave = Finish and hand the device back
kiosk-page-kept = The page wanted to open { $host }: that is not possible here.
kiosk-signed = It is signed.
kiosk-receipt = How would you like to receive your copy?
kiosk-receipt-told = { $host } will see to it afterwards. Nothing leaves this device without their agreement.
kiosk-receipt-told-unnamed = The person who gave you the device will see to it afterwards. Nothing leaves by itself.
kiosk-receipt-email = By e-mail
kiosk-receipt-address = Your e-mail address
kiosk-receipt-address-wrong = Check this e-mail address.
kiosk-receipt-paper = On paper
kiosk-receipt-file = On a USB stick
kiosk-receipt-go = Continue
kiosk-receipt-none = I don’t need one
