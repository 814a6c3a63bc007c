# What a signer sees while the window is theirs, beside the steps of signing. Also in Italian and Arabic.

kiosk-turn = { $name }, c’est à vous.
kiosk-document = Document à signer : { $title }
kiosk-language = Langue
kiosk-start = Commencer
kiosk-thanks = Merci. Rendez l’appareil à { $host }.
kiosk-thanks-unnamed = Merci. Rendez l’appareil à la personne qui vous l’a confié.
kiosk-idle = Êtes-vous toujours là ?
kiosk-idle-text = { $seconds ->
    [one] L’appareil se verrouille dans { $seconds } seconde. Ce qui n’est pas signé sera effacé.
   *[other] L’appareil se verrouille dans { $seconds } secondes. Ce qui n’est pas signé sera effacé.
}
kiosk-idle-stay = Je suis là
kiosk-later = Je ne peux pas signer maintenant
    .hint = Rien n’est enregistré. Rendez l’appareil ; vous pourrez signer plus tard.
kiosk-later-do = Rendre l’appareil sans signer
kiosk-page-told = La signature se fait sur la page de { $service } : { $host }.
kiosk-page = Page de signature de { $service }
kiosk-page-leave = Terminer et rendre l’appareil
kiosk-page-kept = La page voulait ouvrir { $host } : cela n’est pas possible ici.
kiosk-signed = C’est signé.
kiosk-receipt = Comment voulez-vous recevoir votre exemplaire ?
kiosk-receipt-told = { $host } s’en charge ensuite. Rien ne part de cet appareil sans son accord.
kiosk-receipt-told-unnamed = La personne qui vous a confié l’appareil s’en charge ensuite. Rien ne part tout seul.
kiosk-receipt-email = Par e-mail
kiosk-receipt-address = Votre adresse e-mail
kiosk-receipt-address-wrong = Vérifiez cette adresse e-mail.
kiosk-receipt-paper = Imprimé
kiosk-receipt-file = Sur une clé USB
kiosk-receipt-go = Continuer
kiosk-receipt-none = Je n’en ai pas besoin
