# What the person whose computer it is reads, before and between the people who sign on it.

hosting-title = Face à face
hosting-told = L’appareil passe de main en main. Pendant ce temps, rien d’autre n’y est visible, et seul votre code vous le rend.
hosting-you = Vous
hosting-name = Votre nom
    .hint = Les signataires le lisent : « Rendez l’appareil à … ».
hosting-name-missing = Écrivez votre nom : les signataires doivent savoir à qui rendre l’appareil.
hosting-people = Les personnes qui signent ici
hosting-check = Contrôle de l’identité : { $name }
hosting-check-document-seen = Pièce d’identité vue
hosting-check-known-personally = Connue personnellement
hosting-check-not-checked = Non contrôlée
hosting-check-missing = Choisissez ce que vous avez contrôlé.
hosting-checks = Contrôles d’identité proposés
    .hint = Ce que la personne qui confie l’appareil peut choisir. Le choix est écrit dans la preuve.
hosting-checks-all = « Non contrôlée » n’est pas dans la liste : chaque signataire doit être contrôlé.
hosting-checks-new = Autre contrôle
    .hint = Par exemple : Carte professionnelle vue
hosting-checks-there = Ce contrôle est déjà dans la liste.
hosting-checks-add = Ajouter
hosting-checks-remove = Retirer « { $words } »
hosting-checks-restore = Reprendre la liste d’origine
hosting-last4 = Quatre derniers caractères de la pièce
    .hint = Facultatif. Aucune copie de la pièce n’est conservée.
hosting-myself = C’est moi : signer sans remettre l’appareil
hosting-myself-name = C’est moi : signer sans remettre l’appareil ({ $name })
hosting-pin-known = Le code à six chiffres est enregistré. Il vous rend l’appareil après chaque personne.
hosting-pin-new-told = Choisissez six chiffres. Ce code vous rend l’appareil après chaque personne ; il ne peut pas être retrouvé.
hosting-pin-old = Code actuel
hosting-pin-new = Nouveau code à six chiffres
hosting-pin-again = Le même code encore une fois
hosting-pin-six = Six chiffres sont nécessaires.
hosting-pin-easy = Ce code se devine trop facilement : ni six fois le même chiffre, ni des chiffres qui se suivent.
hosting-pin-differs = Les deux codes ne sont pas les mêmes.
hosting-pin-choose = Choisir le code
hosting-pin-change = Changer le code
hosting-pin-stored = Le code est enregistré.
hosting-evidence = Ce qui est gardé comme preuve
hosting-evidence-standard = Standard
    .hint = Heures, consentement, façon de signer. Aucune donnée biométrique.
hosting-evidence-reinforced = Renforcée
    .hint = En plus, la dynamique du geste, chiffrée pour une clé qui n’est pas ici — seulement si la personne l’accepte à part.
hosting-tips = Avant de passer l’appareil
hosting-tip-light = Réglez la luminosité pour que la page se lise bien.
hosting-tip-power = Branchez l’appareil ou vérifiez sa batterie.
hosting-tip-offline = Internet n’est pas nécessaire.
hosting-tip-online = Vérifiez la connexion à Internet : la page est celle du service.
hosting-battery = Batterie à { $percent } % : branchez l’appareil avant de le passer.
hosting-page = La personne qui signe sur la page du service
hosting-page-told = L’appareil est confié à cette personne, avec la page du service en plein écran. Rien d’autre n’y est visible, et seul votre code vous le rend.
hosting-page-myself = C’est moi : ouvrir la page sans remettre l’appareil
hosting-page-myself-name = C’est moi : ouvrir la page sans remettre l’appareil ({ $name })
hosting-page-none = Ce lien a déjà servi, ou ne sert plus.
hosting-none = Personne n’attend de signer ici.
hosting-begin = Passer l’appareil à { $name }
hosting-pin = Code : { $name }
hosting-pin-unnamed = Code de la personne qui a confié l’appareil
hosting-pin-go = Continuer
hosting-pin-wait = { $seconds ->
    [one] Le dernier code n’était pas le bon. Réessayez dans { $seconds } seconde.
   *[other] Le dernier code n’était pas le bon. Réessayez dans { $seconds } secondes.
}
hosting-pin-wrong = Ce n’est pas le bon code. Réessayez.
hosting-locked = L’appareil est verrouillé
hosting-locked-told = Ce qui n’était pas signé a été effacé. Les documents sont intacts.
hosting-unlock = Déverrouiller
hosting-pass-over = Passer à la personne suivante
hosting-end = Terminer le face-à-face
hosting-stop = Arrêter (avec le code)
hosting-stop-told = Les personnes qui n’ont pas signé pourront le faire plus tard.
hosting-receipt = C’est terminé
hosting-receipt-told = { $count ->
    [one] Une personne a signé. Il reste à lui remettre l’exemplaire qu’elle a demandé.
   *[other] { $count } personnes ont signé. Il reste à remettre les exemplaires demandés.
}
hosting-receipt-done = { $count ->
    [0] Personne n’a signé. Le document reste tel qu’il est.
    [one] Une personne a signé.
   *[other] { $count } personnes ont signé.
}
hosting-refused = { $name } a refusé de signer.
hosting-refused-because = { $name } a refusé de signer : « { $reason } ».
hosting-wishes = Exemplaires à remettre
hosting-wish-email = Exemplaire à envoyer à { $name } ({ $address })
hosting-wish-file = Exemplaire à copier sur une clé USB pour { $name }
hosting-wish-paper = Exemplaire à imprimer pour { $name }
hosting-wish-later = Le message se prépare sur la page de la demande, une fois le face-à-face terminé.
hosting-wish-prepare = Préparer le message
hosting-wish-again = Préparer à nouveau
hosting-wish-prepared = Message préparé dans votre messagerie le { $time }. Vérifiez qu’il porte bien le document, puis envoyez-le : Paraphe ne l’envoie pas et ne sait pas s’il est parti.
hosting-wish-done = C’est fait
hosting-wish-drop = Retirer de la liste
settings-hosting = Face à face
    .hint = Faire signer sur cet appareil des personnes qui sont devant vous.
hosting-key = Clé publique pour la preuve renforcée
    .hint = Donnée par qui administre vos outils (X25519, 64 caractères). La clé privée qui ouvre ces données reste ailleurs, jamais sur cet ordinateur. Vide : preuve standard seulement.
hosting-key-wrong = Une clé a 64 chiffres hexadécimaux.
