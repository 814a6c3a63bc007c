# Many requests from one table.
bulk-open = Envoyer à plusieurs…
    .hint = Une demande par ligne d’un tableau : chacun reçoit la sienne.
bulk-title = Envoyer à plusieurs
bulk-back = Retour à la préparation
bulk-back-table = Retour au tableau
bulk-account-gone = Le compte « { $account } » n’existe plus : choisissez-en un autre pour envoyer.
bulk-account-here = Faire signer ici
bulk-step-source = 1. Le tableau
bulk-step-columns = 2. Les colonnes
bulk-step-lines = 3. Les demandes
bulk-paste = Collez vos lignes ici
    .hint = Copiez-les dans Excel ou LibreOffice, titres compris, et collez-les.
bulk-file = Ouvrir un fichier CSV ou XLSX…
bulk-other-table = Prendre un autre tableau
bulk-sheet = Feuille du classeur
bulk-read = { $rows ->
    [one] { $rows } ligne
   *[other] { $rows } lignes
}, { $columns ->
    [one] { $columns } colonne
   *[other] { $columns } colonnes
}
bulk-header = La première ligne contient les titres
bulk-recipient = Qui change à chaque ligne ?
    .hint = Les autres personnes restent les mêmes dans toutes les demandes.
bulk-account = Envoyer avec
bulk-column = Colonne { $number }
bulk-columns-name = Titre
bulk-columns-samples = Exemples
bulk-columns-use = Contient
bulk-column-use = Contenu de « { $column } »
bulk-use-email = L’adresse e-mail
bulk-use-first-name = Le prénom
bulk-use-full-name = Le prénom et le nom
bulk-use-language = La langue
bulk-use-last-name = Le nom
bulk-use-mobile = Le mobile
bulk-use-other = Autre chose
bulk-placeholders = Chaque titre entre doubles accolades, dans le titre ou le message de la demande, est remplacé par ce qui est dans la ligne. Ici : { $names }
bulk-ready = { $ready ->
    [one] { $ready } prête
   *[other] { $ready } prêtes
}, { $wrong ->
    [0] rien à corriger
   *[other] { $wrong } à corriger
}
bulk-checking = Vérification…
bulk-general = Ceci empêche toutes les demandes de partir :
bulk-only-wrong = Seulement les lignes à corriger
bulk-next-problem = Erreur suivante (F8)
bulk-undo = Annuler la dernière correction
bulk-undone = Correction annulée.
bulk-lines = Demandes à envoyer
bulk-line = Ligne
bulk-cell = { $column }, ligne { $row }
bulk-line-ready = Prête
bulk-line-wrong = À corriger
bulk-line-remove = Retirer la ligne { $row }
bulk-remove = Retirer
bulk-line-removed = Ligne { $row } retirée.
bulk-take-suggestion = Mettre « { $suggestion } »
bulk-more = Afficher la suite
bulk-no-wrong = Aucune ligne à corriger.
bulk-send = { $count ->
    [one] Envoyer { $count } demande…
   *[other] Envoyer { $count } demandes…
}
bulk-send-here = { $count ->
    [one] Préparer { $count } demande à signer ici
   *[other] Préparer { $count } demandes à signer ici
}
bulk-review = { $count ->
    [one] Une demande partira avec { $account }.
   *[other] { $count } demandes partiront avec { $account }, une par ligne.
}
bulk-review-here = { $count ->
    [one] Une demande sera prête à signer sur cet ordinateur.
   *[other] { $count } demandes seront prêtes à signer sur cet ordinateur, une par ligne.
}
bulk-told-local = Sans prestataire, chaque personne signe ici, face à face : personne ne reçoit d’e-mail.
bulk-told-here = Chaque signataire signe ici, sur la page de { $provider } : aucun ne reçoit d’e-mail pour signer.
    .some = Certains signataires signent ici, sur la page de { $provider } : ceux-là ne reçoivent pas d’e-mail pour signer.
bulk-told-links = Vous remettez vous-même à chaque personne son lien : ouvrez sa ligne pour le copier.
    .some = À certains signataires, vous remettez vous-même leur lien : ouvrez leur ligne pour le copier.
bulk-told-mail = { $provider } écrit à chaque personne.
    .some = { $provider } écrit à certains signataires.
bulk-left = « { $title } » est en cours d’envoi.
bulk-send-rest = { $count ->
    [one] La ligne à corriger ne part pas : vous pourrez la corriger et l’envoyer ensuite.
   *[other] Les { $count } lignes à corriger ne partent pas : vous pourrez les corriger et les envoyer ensuite.
}
bulk-example = Exemple : « { $title } » pour { $name }

# A batch on its way, and after.
batch-title = Envoi groupé : { $title }
batch-running = Envoi en cours
batch-under-way = En cours
batch-paused = En pause
batch-interrupted = Interrompu
batch-stopped = Arrêté
batch-done = Envoyé
batch-progress = { $sent } sur { $lines }
batch-progress-label = Demandes envoyées
batch-pause = Mettre en pause
batch-resume = Reprendre l’envoi
batch-send-corrected = { $count ->
    [one] Envoyer la ligne corrigée
   *[other] Envoyer les { $count } lignes corrigées
}
batch-stop = Arrêter…
batch-leave-rest = Abandonner le reste…
batch-stop-title = Arrêter cet envoi ?
batch-stop-note = { $count ->
    [one] La demande qui n’est pas partie ne partira pas. Celles qui sont parties continuent.
   *[other] Les { $count } demandes qui ne sont pas parties ne partiront pas. Celles qui sont parties continuent.
}
batch-stop-confirm = Arrêter l’envoi
batch-retry = { $count ->
    [one] Réessayer la demande refusée
   *[other] Réessayer les { $count } demandes refusées
}
batch-report = Enregistrer le bilan (CSV)
batch-report-file = Bilan
batch-report-saved = Bilan enregistré : { $path }
batch-interrupted-note = Paraphe s’est fermé pendant l’envoi. Rien n’est parti deux fois ; reprenez quand vous voulez.
batch-count-completed = { $count ->
    [one] { $count } signée
   *[other] { $count } signées
}
batch-count-open = { $count } en cours
batch-count-failed = { $count } en échec ou dans le doute
batch-count-closed = { $count ->
    [one] { $count } close
   *[other] { $count } closes
}
batch-count-waiting = { $count } à envoyer
batch-count-to-correct = { $count } à corriger
batch-count-unsent = { $count ->
    [one] { $count } non envoyée
   *[other] { $count } non envoyées
}
batch-lines = Les demandes de cet envoi
batch-person = Personne
batch-request = Demande
batch-status = État
batch-not-sent = Pas encore partie
batch-never-sent = Ne partira pas
batch-open-request = Ouvrir la demande : { $name }
batch-correct = Corriger
batch-correct-title = Corriger la ligne { $row }
batch-correct-save = Enregistrer
batch-row = { $lines ->
    [one] { $lines } demande
   *[other] { $lines } demandes
}
batch-unfold = Voir les demandes de « { $title } »
batch-part = Envoi groupé
batch-delete = Supprimer…
batch-delete-title = Supprimer cet envoi groupé ?
batch-delete-note = { $count ->
    [one] « { $title } » et sa ligne sont effacés de cet ordinateur. Personne n’a rien reçu.
   *[other] « { $title } » et ses { $count } lignes sont effacés de cet ordinateur. Personne n’a rien reçu.
}
batch-delete-confirm = Supprimer l’envoi
batch-deleted = L’envoi est supprimé.
