# First run
first-run-title = Bienvenue dans Paraphe
first-run-lead = Faites signer vos PDF et vérifiez ceux que vous recevez. Aucun compte n’est nécessaire pour signer ici ; rien ne part tant que vous n’envoyez pas.
first-run-question = Que voulez-vous faire d’abord ?
first-run-demo = Voir la démonstration
    .hint = Cinq prestataires simulés ici : préparez, envoyez, suivez jusqu’à la signature. Rien ne quitte cet ordinateur.
first-run-try = Essayer avec un exemple
    .hint = Un contrat et deux signataires, à faire signer sur cet ordinateur.
first-run-prepare = Préparer un PDF
    .hint = Choisissez un document de cet ordinateur et faites-le signer.
first-run-verify = Vérifier un PDF
    .hint = Sachez qui a signé et si le document a changé depuis.
first-run-skip = Passer (Échap)

# Files dropped on the window
drop-hint = Déposez vos PDF ici
drop-choice = { $count ->
    [0] Lecture du document…
    [one] Que voulez-vous faire de ce document ?
   *[other] Que voulez-vous faire de ces documents ?
}
drop-purpose = Que faire ?
drop-name = Vos prénom et nom, écrits à côté de votre signature. Demandés une seule fois.
drop-files = Fichiers
drop-sign = Faire signer
    .hint = Choisir les signataires et placer les cadres de signature.
drop-myself = Signer moi-même
    .hint = Vous êtes le signataire, sur cet ordinateur.
drop-verify = Vérifier
    .hint = Savoir qui a signé et si le document a changé depuis.
drop-add = Ajouter à cette demande
    .hint = Le document rejoint la demande en cours de préparation.
drop-which = Quel document vérifier ?
drop-which-all = Tous, dans un tableau
drop-taken = Ajouté
drop-go-on = Continuer avec le reste
drop-left-out = Laissé de côté, faute de mot de passe : { $names }
drop-added = Les fichiers ont rejoint la demande.
drop-network = Ce chemin mène à un autre ordinateur ({ $path }). L’ouvrir ?

# History
home-search = Chercher un titre, une personne, un fichier
home-list = Demandes
home-untitled = Demande sans titre
home-waits = Attend { $names }
home-documents = { $count ->
    [0] Aucun document
    [one] { $count } document
   *[other] { $count } documents
}
home-found = { $count ->
    [0] Aucune demande trouvée
    [one] { $count } demande affichée
   *[other] { $count } demandes affichées
}
home-more = Afficher la suite
home-cut = Les { $count } plus récentes sont affichées. Précisez la recherche pour voir les autres.
home-empty = Aucune demande pour l’instant
    .hint = Déposez un PDF dans cette fenêtre, ou essayez avec un exemple.
    .demo = Essayez avec un exemple : un compte est prêt chez chacun des cinq prestataires simulés.
home-try = Essayer avec un exemple
home-demo = Voir la démonstration
home-account = { $account } · { $next }
home-no-match = Rien ne correspond
    .hint = Cherchez autre chose, ou effacez la recherche et les filtres.
home-clear = Effacer les filtres
home-delete = Supprimer le brouillon « { $title } »
home-delete-ask = Supprimer ce brouillon ?
home-delete-text = « { $title } » sera supprimé pour de bon, avec ses signataires et ses cadres. Vos fichiers d’origine ne sont pas touchés ; la copie de ses documents reste dans le dossier de données.
home-delete-do = Supprimer le brouillon
home-deleted = Brouillon supprimé
filter-label = Filtres
filter-all = Toutes
filter-to-do = À faire
filter-in-progress = En cours
filter-completed = Terminées
filter-drafts = Brouillons
filter-closed = Refusées ou closes

# One request
envelope-title = Demande
envelope-created = Créée le { $time }
envelope-batch = Envoi groupé : { $title } (ligne { $number })
envelope-people = Signataires
envelope-documents = Documents
envelope-message = Message
envelope-timeline = Déroulement
envelope-person-since = { $state }, { $time }
envelope-sign-here = Signer ici
envelope-sign-here-name = Signer ici : { $name }
envelope-copy = Dupliquer
envelope-copy-mend = Dupliquer et corriger
envelope-save-as = Enregistrer sous…
envelope-signed-suffix = -signé
envelope-saved = Enregistré : { $path }
envelope-reveal = Afficher dans le dossier
envelope-void = Annuler la demande
envelope-void-ask = Annuler la demande ?
envelope-void-text = Plus personne ne pourra signer « { $title } ». Ce qui est déjà signé reste dans l’historique.
envelope-void-reason = Motif
    .hint = Il est inscrit dans le déroulement.
    .missing = Écrivez pourquoi, en un mot au moins.
envelope-void-keep = Garder la demande
envelope-gone = Clôturer la demande
envelope-gone-ask = Clôturer la demande ?
envelope-gone-text = Seulement si vous avez regardé chez le prestataire : « { $title } » n’y est plus, ou plus personne ne peut y signer. Rien n’y est annulé ; ici, la demande est close pour de bon.
envelope-gone-done = « { $title } » est close.
envelope-voided = Demande « { $title } » annulée.
correct-title = Corriger les coordonnées : { $name }
correct-text = Les coordonnées ne se corrigent pas dans une demande déjà partie. Paraphe l’annule donc et en envoie aussitôt une autre : mêmes documents, mêmes cadres, mêmes personnes.
correct-signed = { $count ->
    [one] Une personne a déjà signé : elle devra signer de nouveau.
   *[other] { $count } personnes ont déjà signé : elles devront signer de nouveau.
}
correct-reason-hint = Donné au prestataire, qui le dit aux signataires s’il les prévient ; inscrit dans le déroulement.
correct-reason-text = Coordonnées inexactes ({ $name }) : une nouvelle demande remplace celle-ci.
correct-send = Annuler et renvoyer avec la correction
correct-by-copy = Des coordonnées inexactes ? « { $account } » n’annule pas d’ici. Annulez la demande sur son site ; « Dupliquer » en prépare une autre, avec les mêmes cadres, où les corriger.
correct-late = Il n’y a plus rien à corriger : { $name } a répondu entre-temps.
correct-done = Demande annulée et renvoyée, avec les bonnes coordonnées ({ $name }).
correction-open = La correction des coordonnées n’est pas allée au bout ({ $name })
    .text = On ne sait pas si cette demande est annulée chez le prestataire. La demande corrigée n’est pas partie : personne n’est sollicité deux fois.
correction-taken-back = Demande annulée, mais la demande corrigée n’est pas partie
    .text = Elle est prête, avec les bonnes coordonnées ({ $name }).
correction-send = Envoyer la demande corrigée
correction-seen = Je l’ai vue annulée chez le prestataire : envoyer la demande corrigée
correction-give-up = Abandonner la correction
correction-given-up = Correction abandonnée : rien d’autre n’est annulé ni envoyé.
correction-replaced = Une demande avec les bonnes coordonnées remplace celle-ci.
correction-replaced-open = Ouvrir la nouvelle demande
envelope-id = Identifiant
envelope-account = Compte
envelope-chain = Journal
envelope-chain-intact = Intact : chaque événement porte l’empreinte du précédent.
envelope-chain-broken = Le journal de cette demande a été modifié hors de Paraphe : ne vous fiez pas à son déroulement. Les signatures dans les PDF, elles, se vérifient toujours.
envelope-copy-json = Copier les données

# The audit trail, one sentence per event
event-created = Demande créée
event-sending-started = Envoi commencé
event-sending-started-here = Signature sur cet ordinateur choisie
event-sending-uncertain = Envoi interrompu : on ne sait pas s’il est arrivé
event-accepted = Demande envoyée
event-accepted-here = Prête à signer sur cet ordinateur
event-invited = Réponse demandée à { $name }
event-reminded = Relance envoyée à { $name }
event-viewed = { $name } a ouvert le document
event-consented = { $name } a accepté de signer électroniquement
event-approved = { $name } a validé
event-signed = { $name } a signé
event-declined = { $name } a refusé de signer
    .reason = { $name } a refusé de signer : « { $reason } »
event-declined-by-someone = Quelqu’un a refusé de signer
    .reason = Quelqu’un a refusé de signer : « { $reason } »
event-completed = Tout le monde a signé
event-voided = Demande annulée
    .reason = Demande annulée : « { $reason } »
event-expired = Le délai pour signer est passé
    .reason = Le délai pour signer est passé avant l’envoi : personne n’a rien reçu
event-failed = L’envoi a échoué
    .reason = L’envoi a échoué : { $reason }
event-downloaded = « { $document } » enregistré
event-timestamped = Horodatage ajouté aux documents signés
event-validated-result = « { $document } » vérifié
event-other = Événement « { $kind } »
