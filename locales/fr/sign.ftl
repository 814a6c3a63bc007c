# Signing at this computer: read, accept, sign, confirm, hand over.

sign-steps = Étapes de la signature
sign-step-read = Lire
sign-step-consent = Accepter
sign-step-sign = Signer
sign-step-confirm = Confirmer
sign-step-done = fait
sign-title-read = Lisez le document
sign-title-consent = Votre accord
sign-title-sign = Votre signature
sign-title-confirm = Dernière vérification
sign-title-thanks = Merci
sign-leave = Quitter
sign-here = Votre signature
sign-your-place = Votre signature ira ici, page { $page }
sign-next-place = Suivant : ma signature
sign-accept = J’ai lu ce texte et je l’accepte.
sign-accept-missing = Cochez la case pour continuer, ou refusez de signer.
sign-read-again = Relire le document
sign-decline = Je refuse
sign-how = Façon de signer
sign-tab-draw = Dessiner
sign-tab-type = Taper
sign-pad = { $count ->
    [0] Zone de signature de { $name }, vide. Pour signer au clavier, choisissez « Taper ».
    [one] Zone de signature de { $name }, { $count } trait
   *[other] Zone de signature de { $name }, { $count } traits
}
sign-pad-hint = Signez avec la souris, le doigt ou un stylet. Vous verrez le résultat sur le document avant de confirmer.
sign-undo-stroke = Annuler le trait
sign-clear = Effacer
sign-with-finger = Signer au doigt
sign-validate = Valider
sign-typed-name = Votre nom, tel qu’il apparaîtra
    .hint = Écrivez vos prénom et nom. Vous verrez le résultat sur le document avant de confirmer.
sign-typed-sketch = Aperçu : { $name }
sign-confirm-told = Voici le document tel qu’il sera signé.
sign-preview = Signature de { $name }, page { $page }
sign-again = Recommencer
sign-for-good = Signer définitivement
sign-busy = Signature en cours…
sign-completed = Le document est signé par tous.
sign-signed = La signature est enregistrée.
sign-declined = Refus de { $name } enregistré.
sign-hand-back = Rendez l’appareil à la personne qui vous l’a confié.
sign-hand-back-to = Rendez l’appareil à { $host }.
sign-your-turn = { $name }, c’est à vous.
sign-start = Commencer
sign-later = Plus tard
sign-decline-title = Refuser de signer ?
sign-decline-told = La demande s’arrête : personne d’autre ne pourra la signer. Le document reste tel qu’il est.
sign-decline-reason = Raison
    .hint = Facultatif. Elle sera lue par la personne qui vous présente ce document.
sign-decline-not = Ne pas refuser
sign-decline-do = Refuser de signer
