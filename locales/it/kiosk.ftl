# What a signer sees while the window is theirs, beside the steps of signing.

kiosk-turn = { $name }, tocca a Lei.
kiosk-document = Documento da firmare: { $title }
kiosk-language = Lingua
kiosk-start = Inizia
kiosk-thanks = Grazie. Restituisca il dispositivo a { $host }.
kiosk-thanks-unnamed = Grazie. Restituisca il dispositivo alla persona che gliel’ha affidato.
kiosk-idle = È ancora lì?
kiosk-idle-text = { $seconds ->
    [one] Il dispositivo si blocca tra { $seconds } secondo. Ciò che non è firmato sarà cancellato.
   *[other] Il dispositivo si blocca tra { $seconds } secondi. Ciò che non è firmato sarà cancellato.
}
kiosk-idle-stay = Sono qui
kiosk-later = Non posso firmare ora
    .hint = Non viene registrato nulla. Restituisca il dispositivo; potrà firmare più tardi.
kiosk-later-do = Restituisci senza firmare
