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
kiosk-page-told = La firma avviene sulla pagina di { $service }: { $host }.
kiosk-page = Pagina di firma di { $service }
kiosk-page-leave = Finire e restituire il dispositivo
kiosk-page-kept = La pagina voleva aprire { $host }: qui non è possibile.
kiosk-signed = Firmato.
kiosk-receipt = Come desidera ricevere la Sua copia?
kiosk-receipt-told = Se ne occupa poi { $host }. Niente parte da questo dispositivo senza il suo consenso.
kiosk-receipt-told-unnamed = Se ne occupa poi la persona che Le ha affidato il dispositivo. Niente parte da solo.
kiosk-receipt-email = Per e-mail
kiosk-receipt-address = Il Suo indirizzo e-mail
kiosk-receipt-address-wrong = Verifichi questo indirizzo e-mail.
kiosk-receipt-paper = Stampata
kiosk-receipt-file = Su una chiavetta USB
kiosk-receipt-go = Continua
kiosk-receipt-none = Non mi serve
