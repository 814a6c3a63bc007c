# Signing at this computer: read, accept, sign, confirm, hand over.

sign-steps = Étapes de la signature
sign-step-read = Lire
sign-step-consent = Accepter
sign-step-fill = Compléter
sign-step-sign = Signer
sign-step-confirm = Confirmer
sign-step-done = fait
sign-title-read = Lisez le document
sign-title-consent = Votre accord
sign-title-fill = Complétez le document
sign-title-sign = Votre signature
sign-title-confirm = Dernière vérification
sign-leave = Quitter
sign-here = Votre signature
sign-your-place = Votre signature ira ici, page { $page }
sign-your-entry = { $what } ira ici, page { $page }
sign-entry-ticked = { $label } : coché
sign-entry-unticked = { $label } : non coché
sign-fill-told = Ce que vous indiquez ici sera écrit dans le document et signé avec lui.
sign-fill-optional = Facultatif
sign-kind-checkbox = Case à cocher
sign-kind-date = Date
sign-kind-name = Nom
sign-kind-place = Lieu
sign-kind-text = Texte
sign-next-place = Suivant : ma signature
sign-accept = J’ai lu ce texte et je l’accepte.
sign-accept-missing = Cochez la case pour continuer, ou refusez de signer.
sign-read-again = Relire le document
sign-decline = Je refuse
sign-how = Façon de signer
sign-tab-draw = Dessiner
sign-tab-type = Taper
sign-pad = { $count ->
    [0] Zone de signature ({ $name }), vide. Pour signer au clavier, choisissez « Taper ».
    [one] Zone de signature ({ $name }), { $count } trait
   *[other] Zone de signature ({ $name }), { $count } traits
}
sign-pad-empty = Signez d’abord dans la zone ci-dessus.
sign-pad-hint = Signez avec la souris, le doigt ou un stylet. Vous verrez le résultat sur le document avant de confirmer.
sign-undo-stroke = Annuler le trait
sign-clear = Effacer
sign-with-finger = Signer au doigt
sign-validate = Valider
sign-typed-name = Votre nom, tel qu’il apparaîtra
    .hint = Écrivez vos prénom et nom. Vous verrez le résultat sur le document avant de confirmer.
sign-typed-sketch = Aperçu : { $name }
sign-confirm-told = Voici le document tel qu’il sera signé.
sign-unseen = Votre signature ne se verra sur aucune page : elle sera dans le fichier lui-même.
sign-preview = Signature ({ $name }), page { $page }
sign-again = Recommencer
sign-for-good = Signer définitivement
sign-busy = Signature en cours…
sign-completed = { $count ->
    [one] Le document est signé par tous.
   *[other] Les documents sont signés par tous.
}
sign-signed = La signature est enregistrée.
sign-declined = Refus enregistré : { $name }.
sign-decline-title = Refuser de signer ?
sign-decline-told = La demande s’arrête : personne d’autre ne pourra la signer. Le document reste tel qu’il est.
sign-decline-reason = Raison
    .hint = Facultatif. Elle sera lue par la personne qui vous présente ce document.
    .alone = Facultatif. Elle est conservée avec la demande.
sign-decline-not = Ne pas refuser
sign-decline-do = Refuser de signer

# Ways to sign for those who do not draw, and what is kept of a signature made face to face.

sign-tab-other = Autre façon
sign-typed-mine = Je m’appelle { $name } et ce nom tapé est ma signature.
sign-typed-mine-missing = Cochez la case pour confirmer votre nom, ou choisissez une autre façon.
sign-cross = Signer d’une croix, avec un témoin
    .hint = Vous tracez une croix ; une deuxième personne écrit son nom et signe à côté.
sign-cross-pad = Votre croix
sign-cross-next = Au témoin
sign-cross-again = Refaire la croix
sign-witness-told = Témoin : vous confirmez que { $name } a tracé cette croix devant vous.
sign-witness-name = Prénom et nom du témoin
sign-witness-pad = Signature du témoin
sign-other-decline = Je refuse de signer
    .hint = Vous pouvez dire pourquoi. Le document reste tel qu’il est.
sign-biometrics-note = Facultatif : sans cette case, vous signez de la même façon.
sign-recorded = Ce que nous enregistrons
sign-recorded-document = L’empreinte du document avant et après votre signature, et la place de votre signature.
sign-recorded-written = Ce qui sera écrit dans le document avec votre signature :
sign-recorded-offered = Ce que vous pourrez écrire ou cocher dans le document :
sign-recorded-person = Votre nom, votre e-mail si la demande le contient, la façon dont votre identité a été contrôlée, et le nom de la personne qui vous présente le document.
    .alone = Votre nom, votre e-mail si la demande le contient, et le nom inscrit dans les réglages de ce programme.
sign-recorded-consent = Le texte que vous acceptez, sa langue, et l’heure de chaque étape.
    .alone = Le texte que vous acceptez, sa langue, et l’heure de la signature.
sign-recorded-gesture = La façon de signer : doigt, stylet, souris ou clavier, le nombre de traits et la durée. Ni photo, ni vidéo, ni copie d’une pièce d’identité.
sign-recorded-device = Le système, la version du programme et la taille de l’écran. Aucun numéro de série.
sign-recorded-dynamics = Seulement si vous cochez la deuxième case : la vitesse et la pression de votre geste, chiffrées. La clé n’est pas sur cet appareil.
