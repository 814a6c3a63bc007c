# Choosing an account, reviewing, sending, handing links over, and following a request up.

# The stop « Envoi »: one card per account
offer-legend = Avec quel compte envoyer ?
offer-add = Ajouter un compte…
offer-test = Compte d’essai : rien de ce qu’il envoie n’engage personne.
offer-for-template = Compte de la dernière fois pour le modèle « { $template } ».
offer-credits = { $standing ->
    [short] { $credits ->
        [0] Il ne reste aucun envoi chez { $provider }
        [one] Il ne reste que { $credits } envoi chez { $provider } : cette demande en compte { $count }
       *[other] Il ne reste que { $credits } envois chez { $provider } : cette demande en compte { $count }
    }
    [low] { $credits ->
        [one] Il ne reste que { $credits } envoi chez { $provider }
       *[other] Il ne reste que { $credits } envois chez { $provider }
    }
   *[enough] Il reste { $credits } envois chez { $provider }
} (relevé : { $when }).
offer-credits-none = { $provider } n’a pas indiqué de solde.
offer-credits-ask = Demander le solde
offer-invites = { $how ->
    [mails] { $provider } écrit à chaque signataire.
    [both] { $provider } écrit à chaque signataire, ou vous remettez les liens.
    [links] { $provider } n’écrit à personne : vous remettez à chacun son lien.
   *[here] Chaque personne lit, accepte et signe ici.
}
offer-code = { $how ->
    [mail] Un code reçu par e-mail est toujours demandé.
    [sms] Un code reçu par SMS est toujours demandé.
    [mail_or_sms] Un code est toujours demandé : reçu par e-mail ou par SMS.
    [maybe_mail] Un code reçu par e-mail est demandé si vous le voulez.
    [maybe_sms] Un code reçu par SMS est demandé si vous le voulez.
    [maybe_mail_or_sms] Un code reçu par e-mail ou par SMS est demandé si vous le voulez.
   *[none] Aucun code n’est demandé.
}
offer-made = { $how ->
    [drawn] La signature se dessine.
    [typed] La signature se tape au clavier.
    [image] La signature est une image.
   *[several] La signature, au choix : { $list }.
}
offer-made-drawn = dessinée
offer-made-typed = tapée au clavier
offer-made-image = à partir d’une image
offer-order = { $how ->
    [groups] L’ordre et les rangs sont respectés.
    [sequential] L’ordre est respecté, une personne après l’autre.
    [single] Une personne à la fois : Paraphe envoie à la suivante quand la précédente a signé.
   *[parallel] Tout le monde à la fois ; s’il y a un ordre, Paraphe envoie à la suite quand les précédents ont signé.
}
offer-tier = { $tier ->
    [advanced] Signature avancée
    [qualified] Signature qualifiée
   *[simple] Signature simple
}
offer-price = à partir de { $price } HT par signataire
offer-price-unknown = prix non publié
offer-price-none = gratuit
offer-sendings = { $count ->
    [one] Un seul envoi.
   *[other] { $count } demandes distinctes chez ce prestataire.
}
offer-turns = { $count ->
    [one] Tout part au même moment.
   *[other] { $count } étapes : chacune part quand la précédente est signée. L’ordinateur doit rester allumé et Paraphe ouvert entre les étapes.
}
offer-expiry = { $expiry ->
    [destroys] À la date limite, { $provider } détruit les documents, signés ou non. Paraphe lui demande une semaine de plus que votre date, et télécharge le résultat dès qu’il est prêt.
    [kept_here] { $provider } ne connaît pas de date limite : s’il est ouvert ce jour-là, Paraphe retire le lien et annule la demande si personne n’a signé.
   *[deadline] Après la date limite, plus personne ne peut signer.
}
offer-progress = { $provider } ne dit pas où en est une demande : vous importez les messages qu’il envoie.
offer-cannot = Cette demande ne peut pas partir avec ce compte
offer-adapt = Adapter la demande
    .will = Ce qui changerait pour qu’elle puisse partir avec ce compte :
offer-adapted = La demande est adaptée à « { $account } ».
offer-adapted-others = La demande convient maintenant à « { $account } », mais plus à { $others }.
offer-yourself = Corrigez vous-même ce qui est signalé (chaque ligne y mène), ou choisissez un autre compte.

repair-deliver-links = vous remettez un lien à chaque signataire
repair-deliver-mail = { $provider } écrit aux signataires
repair-deliver-in-person = chaque personne signe ici
repair-authenticate-none = aucun code n’est demandé
repair-authenticate-email = un code par e-mail est demandé à chacun
repair-authenticate-sms = un code par SMS est demandé à chacun
repair-together = tout le monde signe à la fois, sans ordre
repair-drop-message = le message est retiré
repair-drop-signature-mode = la façon de signer n’est plus imposée
repair-reminder-days = une relance tous les { $days } jours
repair-drop-boxes = { $count ->
    [one] { $count } cadre retiré
   *[other] { $count } cadres retirés
} ({ $kind ->
    [checkbox] case à cocher
    [date] date
    [initials] paraphe
    [name] nom
    [place] lieu
   *[text] texte
})
repair-drop-option = retiré : { $option }
repair-copy-by-us = plus de copie par { $provider } : vous l’envoyez vous-même à la fin
repair-drop-notice-address = une adresse que { $provider } ne sait pas prévenir est retirée
repair-one-notice-address = seule la première adresse est prévenue

# Several documents for a service that takes one
merge-why = { $provider } prend un seul PDF à la fois. Sans rien changer, chaque document lui est envoyé à part, et tous restent une seule demande ici.
merge-button = Réunir les { $documents } documents
merge-will = Un seul PDF de { $pages } pages, les cadres à leur place ; vous pouvez revenir en arrière.
merge-also = Et aussi :
separate-button = Une demande par document
separate-will = Chaque document part dans sa propre demande, sans attendre les autres ; l’historique les garde ensemble.
separate-title = Une demande par document : { $count } demandes
separate-left-out = Pas de cadre dans ce document, donc pas de demande pour : { $names }.
merge-done = Les documents sont réunis en un seul PDF.
merge-cannot = Ces documents ne peuvent pas être réunis en un PDF :
obstacle-merge-protected = « { $name } » est protégé par un mot de passe.
obstacle-merge-signed = « { $name } » porte déjà une signature, que la réunion casserait.
obstacle-merge-form = « { $name } » est un formulaire XFA, dont les pages n’existent que dans Adobe Reader.

# All signers at once, for the chosen account
all-delivery = Comment prévenir les signataires
all-delivery-in_person = Ils signent ici, sur sa page
all-delivery-links = Je leur remets un lien
all-delivery-provider_mails = { $provider } leur écrit
all-told = { $how ->
    [provider_mails] { $provider } écrit maintenant à chaque signataire.
    [links] Vous remettez maintenant un lien à chaque signataire.
    [mixed] { $provider } écrit maintenant à qui a une adresse ; aux autres, vous remettez un lien.
   *[in_person] Les signataires signent maintenant ici.
}
all-code = Vérification avant de signer
all-mixed = Chacun à sa façon (étape Signataires)

# Options of the request
options-title = Message, délai et autres options
options-message = Message aux signataires
    .hint = Il figure dans l’invitation, ou dans l’e-mail que vous écrivez.
    .no = « { $account } » ne transmet pas de message : il est dans l’e-mail que vous écrivez en remettant le lien.
    .in = Message en { $language ->
        [en] anglais
        [it] italien
        [ar] arabe
       *[fr] français
    }
    .else = Chacun reçoit le texte de sa langue ; sans texte, le premier message.
    .one = « { $account } » n’envoie qu’un texte par demande. Celui-ci part si tous ses destinataires lisent cette langue ; sinon, c’est le premier message.
texts-title = Textes enregistrés
texts-none = Aucun texte enregistré. Écrivez un message, puis donnez-lui un nom pour le reprendre une autre fois.
texts-used = Message repris : { $name }.
texts-name = Nom du texte
texts-language = Langue du texte
texts-save = Enregistrer ce message
texts-replace = Remplacer « { $name } »
texts-saved = Texte enregistré : { $name }.
texts-rename = Renommer « { $name } »
texts-rename-done = Renommer
texts-remove = Supprimer « { $name } »
texts-removed = Texte supprimé : { $name }.
options-date = Signer avant le
options-time = à
options-past = Ce moment est passé.
options-no-date = Sans date, on peut signer tant que la demande n’est pas annulée.
options-reminder = Relances automatiques
options-reminder-none = Aucune
options-reminder-days = { $days ->
    [one] Chaque jour
    [7] Chaque semaine
   *[other] Tous les { $days } jours
}
options-test = Envoi d’essai
    .hint = Pour voir : ce qui est signé n’engage personne.
options-requester = Votre adresse e-mail
    .hint = Qui demande la signature. Elle reste dans l’historique.
    .needed = « { $account } » veut la connaître, sauf si elle est dans les réglages du compte.
options-color = Couleur de la page de signature
options-color-set = Choisir une couleur
options-color-clear = Retirer la couleur
options-unknown = { $count ->
    [one] { $count } réglage que « { $account } » ne connaît pas
   *[other] { $count } réglages que « { $account } » ne connaît pas
}
options-set-unknown = « { $account } » ne connaît pas cette option : retirez-la, ou choisissez un autre compte.
options-unset-unknown = « { $account } » ne connaît pas cette option.
options-more = Conditions, avis, logo et autres réglages du prestataire
options-conditions = Conditions à accepter
    .in = Conditions à accepter, pour qui lit en { $language ->
        [en] anglais
        [it] italien
        [ar] arabe
       *[fr] français
    }
    .hint = Une par ligne ; chaque signataire les coche avant de signer.
options-notes = Références internes
    .hint = Le prestataire les garde et les renvoie avec ses avis.
options-note-name = Référence
options-note-value = Valeur
options-note-add = Ajouter la référence
options-note-remove = Retirer « { $name } »
options-notices = Adresses prévenues de l’avancement
    .any = Une par ligne : adresse web, adresse e-mail (mailto) ou numéro (sms)
    .one_web = Une seule adresse, qui commence par https://
options-redirect = Page ouverte après la signature
    .hint = Une page web, par exemple de remerciement.
    .wrong = Une adresse web commence par https://
options-logo = Logo sur la page de signature
    .address = Adresse de l’image, qui commence par https://
    .drawn = PNG ou JPEG de 256 ko au plus, dessiné dans chaque signature
    .picture = PNG ou JPEG de 256 ko au plus, ou une adresse qui commence par https://
options-logo-pick = Choisir une image
options-logo-clear = Retirer le logo
options-logo-here = Logo choisi
options-modes = Façons de signer permises
    .hint = Sans choix, le prestataire propose les siennes.

# The panel of signers
signer-delivery = Comment cette personne est prévenue
signer-delivery-in_person = Elle signe ici, sur cet ordinateur
signer-delivery-links = Je lui remets son lien
signer-delivery-provider_mails = Le prestataire lui écrit
signer-code = Vérification avant de signer
signer-code-none = Aucune
signer-code-email_code = Code reçu par e-mail
signer-code-sms_code = Code reçu par SMS
signer-mobile = Mobile
    .hint = Avec l’indicatif : +33 6 12 34 56 78.
signer-language = Langue
signer-invitation = Invitation, vérification, langue
signer-language-fr = Français
signer-language-en = English
signer-language-it = Italiano
signer-language-ar = العربية

# Reviewing and sending
send-review = Vérifier et envoyer
    .note = Vous relisez tout avant ; rien ne part maintenant.
review-title = Vérifier et envoyer
review-who = Qui reçoit quoi, et quand
review-now = Dès l’envoi
review-after = Après { $names }
review-copy = À la fin
review-code = Code par { $how ->
    [sms_code] SMS au { $mobile }
   *[email_code] e-mail
}
review-mail = E-mail de { $provider } à { $email }
review-link = Lien que vous remettez
review-here = Signe ici, sur la page de { $provider }
review-boxes-none = aucun cadre
review-kind = { $kind ->
    [checkbox] { $count ->
        [one] { $count } case à cocher
       *[other] { $count } cases à cocher
    }
    [date] { $count ->
        [one] { $count } date
       *[other] { $count } dates
    }
    [initials] { $count ->
        [one] { $count } paraphe
       *[other] { $count } paraphes
    }
    [name] { $count ->
        [one] { $count } nom
       *[other] { $count } noms
    }
    [place] { $count ->
        [one] { $count } lieu
       *[other] { $count } lieux
    }
    [text] { $count ->
        [one] { $count } texte
       *[other] { $count } textes
    }
   *[signature] { $count ->
        [one] { $count } signature
       *[other] { $count } signatures
    }
}
# What is not known before somebody signs; short: it stands in a small picture.
review-blank = { $kind ->
    [date] date
    [place] lieu
   *[text] texte
}
review-person = coordonnées ({ $name })
review-pages = Pages à signer
    .note = Chaque cadre est à sa place, avec ce qu’il contiendra ; { $provider } choisit l’écriture. Entre crochets : ce que le signataire indiquera.
review-page = { $name }, page { $page } : { $people }
review-provider = Prestataire
review-with = { $provider }, compte « { $account } »
review-foreign = Votre message part en { $language ->
    [en] anglais
    [it] italien
    [ar] arabe
   *[fr] français
} aussi pour { $names }, { $count ->
    [one] qui lit une autre langue.
   *[other] qui lisent une autre langue.
}
review-foreign-one = Le texte écrit dans une autre langue reste ici : { $provider } n’en envoie qu’un par demande.
review-cost = Coût
review-cost-known = à partir de { $total } HT : { $count ->
    [one] { $count } signataire
   *[other] { $count } signataires
} à { $price }. C’est le plus petit prix publié ; votre contrat peut être différent.
review-cost-unknown = { $provider } ne publie pas de prix : voyez votre contrat.
review-cost-test = Rien : envoi d’essai.
review-sms = Un code par SMS peut être facturé en plus.
review-until = Date limite
review-no-limit = Aucune.
review-reminder = Relances
review-message = Message
review-passed = { $carrier ->
    [code] Avec le code que { $provider } envoie à { $names } :
   *[invitation] Dans l’e-mail que { $provider } envoie à { $names } :
}
review-passed-link = [lien personnel pour signer]
review-passed-code = [code]
review-passed-frame = L’objet et ce qui entoure ce texte sont ceux de { $provider }.
review-passed-own = { $provider } écrit son propre texte à { $names }.
review-mail-prepared = Pour le lien à remettre à { $names }, l’e-mail est préparé ainsi :
review-next = Ensuite
review-next-mails = { $provider } écrit à { $names } aussitôt.
review-next-links = { $count ->
    [one] Vous remettez son lien à { $names }.
   *[other] Vous remettez leur lien à { $names }.
}
review-next-here = { $count ->
    [one] { $names } signe sur cet ordinateur.
   *[other] { $names } signent sur cet ordinateur.
}
review-next-later = { $count ->
    [one] { $when } : { $names } reçoit la demande à son tour.
   *[other] { $when } : { $names } reçoivent la demande à leur tour.
}
review-next-turns = La suite part étape par étape : laissez Paraphe ouvert.
review-next-follow = Paraphe suit la demande et vous prévient.
review-next-notices = Vous importez les messages de { $provider } pour savoir qui a signé.
review-edit = Modifier
    .what = Modifier : { $what }
review-documents = Documents
review-document-pages = { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
}
review-nobody-told = Ceux qui signent ou valident ne recevront ni e-mail ni lien : tout se fait ici, sur la page de { $provider }.
review-tell = { $how ->
    [links] Remettre un lien à chacun
   *[provider_mails] Faire écrire { $provider } à chacun
}
review-hint = { $name } : { $hint }
review-sent-already = « { $name } » est déjà parti avec la demande « { $title } », qui est en cours.
review-offline = Hors ligne : la demande attendra sur cet ordinateur et partira chez { $provider } à la prochaine connexion. Jusque-là, vous pouvez l’annuler.
review-queue = Mettre en attente d’envoi
review-tier = { $count ->
    [one] Avec { $provider }, la signature est { $tier ->
        [advanced] avancée
        [qualified] qualifiée
       *[simple] simple
    }. Votre compte { $others } en fait une d’un niveau plus élevé.
   *[other] Avec { $provider }, la signature est { $tier ->
        [advanced] avancée
        [qualified] qualifiée
       *[simple] simple
    }. Vos comptes { $others } en font d’un niveau plus élevé.
}
review-quoted = « { $account } »
review-send = { $count ->
    [one] Envoyer à { $count } personne avec { $provider }
   *[other] Envoyer à { $count } personnes avec { $provider }
}
send-countdown = { $count ->
    [one] Envoi dans { $count } seconde
   *[other] Envoi dans { $count } secondes
}
    .note = Rien n’est encore parti.
send-stop = Annuler l’envoi (Échap)
send-stopped = Envoi annulé : rien n’est parti.
send-leaving = Envoi en cours…
    .note = Vous pouvez continuer à travailler : l’historique garde la trace de cet envoi.
send-done = Demande « { $title } » envoyée.
send-done-here = « { $title } » est prête à être signée sur cet ordinateur.
send-became = « { $title } » : { $status }
send-queued = « { $title } » partira à la prochaine connexion.
send-open = Ouvrir
send-leave = Continuer à travailler
send-stages = Étapes de l’envoi
send-stage-preparing = Préparation
send-stage-transmitting = Transmission à { $provider }
send-stage-received = Accusé de réception de { $provider }

# Links to hand over
handover-title = Liens à remettre
handover-lead = Chaque lien est personnel : remettez-le à la seule personne nommée.
handover-mail = Écrire l’e-mail
handover-mail-name = Écrire l’e-mail à { $name }
handover-copy = Copier le lien
handover-open = Faire signer ici
handover-open-name = Faire signer ici : { $name }
handover-open-note = Signer ici : la page du service remplit l’écran, votre code vous rend l’appareil, et rien ne reste d’une personne à l’autre.
handover-done = { $how ->
    [copied] Lien copié
   *[mailed] E-mail préparé
}
handover-later = Le lien ({ $name }) arrivera quand ce sera son tour.
handover-none = Il n’y a pas de lien à remettre pour l’instant.
    .hint = Les liens apparaissent quand le tour d’une personne est venu.
handover-finish = Voir la demande
handover-bad = Cette adresse n’est pas celle d’une page web : { $url }
mail-subject = À signer : { $title }
mail-body = Bonjour { $name },

    { $message }Voici le lien pour lire et signer « { $title } » :

    { $url }

    Ce lien est personnel : ne le transmettez à personne.

# The page of a request
envelope-until = À signer avant le { $time }
follow-actions = Actions
follow-refresh = Actualiser
    .done = Le prestataire a été interrogé.
follow-remind = Relancer
    .done = Relance demandée.
follow-download = Télécharger les résultats
    .done = { $count ->
        [0] Aucun nouveau résultat.
        [one] { $count } résultat est arrivé.
       *[other] { $count } résultats sont arrivés.
    }
follow-import-signed = Importer un fichier signé…
follow-handover = { $count ->
    [one] Un lien est à remettre.
   *[other] { $count } liens sont à remettre.
}
    .open = Voir les liens
follow-open-page = Faire signer ici
follow-open-page-name = Faire signer ici : { $name }
link-missing-never = Aucun lien reçu de « { $account } » : cherchez-le dans votre espace, sur le site du prestataire.
link-missing-yet = Pas encore de lien de « { $account } » : une actualisation le montrera, souvent quand la personne d’avant a signé.
follow-hand-link = Remettre son lien
follow-hand-link-name = Remettre son lien à { $name }

timestamp-title = Horodatage
timestamp-missing = Ces documents ont été signés sans réseau. Un horodatage prouvera qu’ils existaient au moment où il est ajouté ; il ne change rien aux signatures.
timestamp-add = Ajouter l’horodatage
timestamp-added = Horodatage ajouté
results-title = Résultats
results-kind-signed-documents = Document signé
results-kind-evidence-sheet = Feuille de preuve
results-kind-audit-trail = Journal du prestataire
results-kind-certificate = Attestation du prestataire
results-facts = { $kind } du { $time }
results-so-far = Copie intermédiaire du { $time } : { $signed ->
    [one] { $signed } signature
   *[other] { $signed } signatures
} sur { $signers }
document-so-far = Copie intermédiaire : { $signed ->
    [one] { $signed } signature
   *[other] { $signed } signatures
} sur { $signers }
results-save = Enregistrer sous… : { $name }

signed-title = Importer un fichier signé
signed-lead = Pour un document signé reçu autrement, par exemple par e-mail. Paraphe vérifie qu’il porte une signature et qu’il a les pages du document envoyé.
signed-which = De quel document s’agit-il ?
signed-choose = Choisir le PDF signé…
signed-everybody = Tout le monde a signé
signed-differing = J’ai comparé : importer
signed-done = « { $name } » est importé.
signed-by = { $count ->
    [one] Signé par { $names }.
   *[other] Signé par : { $names }.
}
signed-check = Avant de vous y fier, ouvrez ce fichier dans « Vérifier » : il y est dit ce qui reste à confirmer.

left-behind-title = Un brouillon vide a pu rester chez { $provider }
    .text = Le { $time }, la connexion a été coupée pendant que Paraphe y créait « { $title } ». Personne n’a été sollicité par ce brouillon. Sur le site de { $provider }, cherchez dans vos demandes un brouillon « { $title } » de ce jour-là, et supprimez-le s’il y est ; ne touchez pas à une demande envoyée du même nom.

pending-title = En attente d’envoi
    .text = Partira à la prochaine connexion. Rien n’est arrivé chez { $provider } pour l’instant ; laissez Paraphe ouvert, ou rouvrez-le plus tard.
pending-cancel = Ne plus envoyer
pending-next = Prochain essai : { $time }.
pending-now = Essayer maintenant
pending-still = Pas encore de connexion : Paraphe réessaiera.
pending-stop-ask = Ne plus envoyer cette demande ?
pending-stop-text = Rien n’est parti, personne n’a été prévenu. « { $title } » redevient un brouillon, que vous pourrez reprendre.
pending-stopped = « { $title } » : rien n’est parti.
pending-turn = Étape { $turn } : partira quand la précédente sera signée, si Paraphe est ouvert.

refused-title = L’envoi avec { $account } n’a pas abouti
    .text = Personne n’a été sollicité. Corrigez ce qui est signalé, s’il y a lieu (clé, crédits, adresse), puis renvoyez.
refused-again = Renvoyer

uncertain-title = Envoi incertain
uncertain-known = Ce que l’on sait
uncertain-known-cut = La demande est partie vers { $provider }, et la réponse n’est pas venue, ou n’en était pas une. Elle est peut-être arrivée, peut-être pas. Rien ne sera renvoyé tout seul.
uncertain-known-when = Dernier essai : { $time }.
uncertain-known-people = Cela concerne { $names }.
uncertain-check = Ce qu’il faut regarder
uncertain-check-docage = Ouvrez votre espace Docage et cherchez « { $title } » parmi les transactions les plus récentes. Si elle y est, relevez son identifiant : une suite comme 1b4e28ba-2fa1-11d2-883f-0016d3cca427.
uncertain-check-gesdocs = Ouvrez votre espace GesDocs et cherchez une demande pour les mêmes signataires, à la même heure. Si elle y est, relevez son numéro. GesDocs ne permet pas à Paraphe de chercher à votre place.
uncertain-check-ngsign = Ouvrez votre espace NGSign et cherchez « { $title } » parmi les transactions les plus récentes. Si elle y est, relevez son identifiant : une suite comme 1b4e28ba-2fa1-11d2-883f-0016d3cca427.
uncertain-check-openapi = Ouvrez la console d’Openapi, service EU-SES, et cherchez la signature la plus récente pour les mêmes signataires. Si elle y est, relevez son identifiant : 24 chiffres et lettres.
uncertain-check-sigtool = Ouvrez votre espace SigTool et cherchez « { $title } » parmi les signatures les plus récentes. Si elle y est, relevez son jeton : 32 chiffres et lettres.
uncertain-check-local = Rien ne quitte cet ordinateur : demandez de nouveau.
uncertain-ask = Demander de nouveau à { $provider }
uncertain-there = Elle y est…
uncertain-there-number = Son identifiant chez { $provider }
    .hint = Copiez-le depuis le site du prestataire.
uncertain-there-do = C’est bien elle
uncertain-absent = Elle n’y est pas…
uncertain-absent-text = Seulement si vous avez regardé : la demande pourra être renvoyée, et si elle y était malgré tout, les signataires seraient sollicités deux fois.
uncertain-absent-do = J’ai regardé : elle n’y est pas
uncertain-still = On ne sait toujours pas : regardez chez { $provider }.
uncertain-settled = C’est réglé.

dispatches-title = Envois
dispatches-line = Envoi { $number }, étape { $turn }
dispatches-state-accepted = chez le prestataire
dispatches-state-done = terminé
dispatches-state-pending = en attente
dispatches-state-refused = refusé
dispatches-state-uncertain = incertain
dispatches-remote = Identifiant : { $remote }
dispatches-checked = Dernière vérification le { $time }.
dispatches-next = Prochaine vérification le { $time }.

void-note-openapi = Chez Openapi, annuler détruit la demande et ses documents. Ce qui est déjà arrivé ici est gardé.
change-options = options d’envoi
