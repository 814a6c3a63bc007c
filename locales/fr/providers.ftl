# Accounts at providers, what providers answer, and the demonstration.

# Providers, by the name they give themselves
provider-docage = Docage
provider-gesdocs = GesDocs
provider-local = Sur cet ordinateur
provider-ngsign = NGSign
provider-openapi = Openapi
provider-sigtool = SigTool

# The accounts in the settings
settings-accounts = Comptes
    .hint = Avec un compte chez un prestataire, une demande part à des personnes qui signent ailleurs, par e-mail ou par lien. Les clés sont gardées ici : { $store }.
account-local-note = Sans compte : chaque personne signe ici, face à face. Toujours possible.
account-only-local = Aucun compte chez un prestataire pour l’instant.
account-add = Ajouter un compte
account-list = Comptes
account-secret-end = { $kind } { $masked }
account-secret-kept = { $kind } en place
account-secret-missing = Il manque la clé
account-open = { $count ->
    [one] { $count } demande en cours
   *[other] { $count } demandes en cours
}
account-failed = Dernier essai le { $time } : { $why ->
    [credentials] clé refusée
    [unreachable] service injoignable
   *[other] échec
}
account-trial = Essai
account-test = Tester
account-test-name = Tester { $name }
account-testing = Test en cours…
account-edit = Modifier
account-edit-name = Modifier { $name }
account-remove = Retirer
account-remove-name = Retirer { $name }
account-remove-ask = Retirer le compte « { $name } » ?
account-remove-text = Paraphe oublie ses réglages et sa clé. Ce qui a été signé reste dans l’historique ; chez { $provider }, rien ne change.
account-removed = Compte « { $name } » retiré

# One account: its form
account-new-title = Ajouter un compte
account-edit-title = Compte « { $name } »
account-choose = Chez quel prestataire ?
account-choose-another = Choisir un autre prestataire
account-name = Nom du compte
    .hint = Pour le reconnaître dans Paraphe. Le prestataire ne le voit pas.
account-user = E-mail du compte
    .hint = L’adresse avec laquelle vous vous connectez à { $provider }.
    .optional = Facultatif.
    .requester = { $provider } veut savoir qui demande : cette adresse sert quand la demande n’en donne pas.
account-auth = Façon de se connecter
account-auth-api-key = Clé d’API
account-auth-password = Mot de passe
account-auth-token = Jeton
account-auth-advised = { $kind } (conseillé)
account-secret-stays = À l’abri sur cet ordinateur ({ $store }) ; Paraphe ne l’affichera plus.
account-secret-keep = En place : { $masked }. Laissez vide pour ne pas changer.
account-secret-keep-unseen = Laissez vide pour ne pas changer.
account-where = { $auth ->
    [password] Quel mot de passe ?
    [token] Où trouver ce jeton ?
   *[api-key] Où trouver cette clé ?
}
account-help-page = Ouvrir la page d’aide de { $provider }
account-environment = Environnement
account-environment-live = Production
account-environment-trial = Essai
account-trial-all = Tout envoyer à l’essai
    .hint = Les demandes de ce compte servent à essayer : ce qui est signé n’engage personne.
account-advanced = Avancé
account-largest = Taille maximale d’un document (Mo)
    .hint = Ce que le prestataire vous a indiqué. Vide : aucune limite connue.
    .invalid = Un nombre entier de 1 à 65 535.
account-largest-line = { $limit } Mo au plus par document
account-base-url = Adresse du service
    .hint = Vide : l’adresse habituelle, { $url }
account-auth-url = Adresse qui délivre les jetons
    .hint = Vide : l’adresse habituelle, { $url }
account-save = Enregistrer et tester
account-save-anyway = Enregistrer quand même
account-demo = Dans la démonstration, les comptes sont ceux de cet ordinateur : rien n’en sort. Pour ajouter le vôtre, quittez-la d’abord.
account-saved = Compte « { $name } » enregistré

# What few people need to set
account-option-choose-position = Place de la signature
    .hint = Selon le prestataire, un cadre peut aussi être placé par le signataire lui-même.
account-option-choose-position-no = Aux cadres placés ici
account-option-choose-position-yes = Choisie par le signataire
account-option-client = Identifiant de votre compte
    .hint = Celui que SigTool inscrit dans ses messages et ses liens. Facultatif.
account-option-must-read = Lecture avant de signer
    .hint = Obligatoire : le signataire doit parcourir tout le document.
account-option-must-read-no = Facultative
account-option-must-read-yes = Obligatoire
account-option-observer-role = Numéro du rôle « en copie »
    .hint = La documentation se contredit : 2 est le plus récent. Si les personnes en copie sont invitées à signer, essayez 1.
account-option-origin = Hauteur des cadres comptée depuis
    .hint = La documentation ne le dit pas. Si vos cadres arrivent trop haut ou trop bas, choisissez l’autre bord.
account-option-origin-bottom-left = Le bas de la page
account-option-origin-top-left = Le haut de la page
account-option-region = Fuseau horaire
    .hint = Celui dans lequel les échéances sont comprises, par exemple Europe/Paris.
account-option-timezone = Fuseau horaire
    .hint = Celui des dates montrées aux signataires, par exemple Europe/Paris.

# Where the secret is found, one step per line
account-help-docage-api-key =
    Connectez-vous à Docage, ouvrez votre profil, puis l’onglet « Clé d’API ».
    Faites créer une clé et copiez-la ici, avec l’e-mail de ce compte.
    Un compte Docage neuf est en mode démo : gratuit, sans date de fin, pour essayer.
account-help-gesdocs-token =
    Connectez-vous à GesDocs, ouvrez « Mon compte », puis « Gérer mes tokens API ».
    Faites créer un token et copiez-le tout de suite : il n’est affiché qu’une fois.
    Collez-le ici. Vous pouvez en avoir plusieurs.
account-help-gesdocs-password =
    C’est le mot de passe avec lequel vous entrez sur le site de GesDocs.
    Un token vaut mieux : il peut être retiré sans changer de mot de passe.
account-help-ngsign-token =
    Connectez-vous à l’application web de NGSign et faites créer un jeton dans votre espace.
    Copiez-le ici. Il sert jusqu’à ce qu’un autre soit créé : le nouveau annule les précédents, partout où ils servent.
    Le bac à sable et la production ont chacun leur jeton.
account-help-ngsign-password =
    C’est le mot de passe avec lequel vous entrez sur le site de NGSign.
    Un jeton vaut mieux : il ne donne pas accès à tout votre compte.
account-help-openapi-token =
    Ouvrez la console d’Openapi et créez un jeton pour le service de signature électronique.
    Donnez-lui quatre droits : créer (POST EU-SES), lire et supprimer (GET et DELETE signatures), vérifier (POST verify).
    Copiez-le ici. Il a une date de fin, un an au plus.
account-help-openapi-api-key =
    Ouvrez la console d’Openapi et copiez la clé d’API de votre compte.
    Paraphe crée avec elle un jeton limité à la signature, et le renouvelle.
    Le service doit être activé dans la console ; l’essai demande un crédit d’essai, gratuit.
account-help-sigtool-api-key =
    C’est la clé d’API de votre compte client SigTool.
    La documentation publiée ne dit pas où elle s’affiche : si vous ne la voyez pas dans votre compte, demandez-la à SigTool.

# What a provider does, in a line
account-can-mails = écrit aux signataires
account-can-links = vous transmettez les liens
account-can-email-code = code par e-mail
account-can-sms-code = code par e-mail ou SMS
account-can-one-document = un PDF à la fois
account-can-price = à partir de { $price } HT par signataire

# What a test has shown
account-check-failed = { $kept ->
    [former] L’essai n’a pas réussi : rien n’est changé, le compte garde sa clé et ses réglages d’avant.
    [nothing] L’essai n’a pas réussi : le compte n’est pas enregistré.
   *[stored] L’essai n’a pas réussi ; le compte reste enregistré comme il était.
}
account-check-ok = Connexion réussie.
account-check-holder = Compte de { $holder }.
account-check-credits = { $credits ->
    [0] Il ne reste aucun envoi.
    [one] Il reste { $credits } envoi.
   *[other] Il reste { $credits } envois.
}
account-check-trial = Compte d’essai : ce qui est signé n’engage personne.
account-check-live = Compte de production.
account-check-clock = L’heure de cet ordinateur et celle de { $provider } diffèrent de { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}. Réglez l’heure : les échéances et les dates seraient fausses.

# A message of a provider that came another way
notice-import = Importer un message reçu…
notice-title = Importer un message d’un prestataire
notice-text = Certains prestataires annoncent l’avancement par un message à une adresse internet, que cet ordinateur n’a pas. S’il vous est parvenu autrement, donnez-le ici : Paraphe contrôle d’où il vient avant d’y croire.
notice-account = Compte concerné
notice-where = Le message est
notice-where-file = Dans un fichier
notice-where-text = À coller ici
notice-choose = Choisir le fichier…
notice-chosen = Fichier : { $name }
notice-body = Message
    .hint = En entier, tel qu’il est arrivé.
notice-headers = En-têtes, si vous les avez
    .hint = Un par ligne, par exemple « Content-Type : application/json ».
notice-headers-wrong = La ligne { $line } n’a pas la forme « Nom : valeur ».
notice-do = Lire le message
notice-done = Message lu : « { $title } » est à jour.
notice-no-account = Aucun compte ne peut en recevoir : ajoutez-en un d’abord.

# The demonstration
demo-ribbon = Démonstration : rien ne quitte cet ordinateur, et rien n’y est gardé
demo-leave = Quitter
    .label = Quitter la démonstration
demo-leave-ask = Quitter la démonstration ?
demo-leave-text = Les demandes et les brouillons faits ici ne sont pas gardés : ils disparaissent avec elle. Vos propres données ne changent pas.
demo-leave-do = Quitter et tout effacer
demo-start = Ouvrir la démonstration
demo-entered = Démonstration ouverte. Vos données sont à part.
demo-left = Démonstration fermée : voici vos données.
settings-demo = Démonstration
    .hint = Cinq prestataires simulés sur cet ordinateur, avec comptes et signataires. Préparez, envoyez, suivez : rien ne part, et vos données ne changent pas.
demo-running = Elle est ouverte en ce moment : ce que vous voyez ici lui appartient.

# Accounts: why it was refused
error-account-exists = Un autre compte porte déjà ce nom.
    .next = Choisissez un autre nom.
error-account-local = Le compte « local » est toujours là, sous ce nom, et n’a besoin de rien.
    .next = Il ne s’ajoute pas et ne se retire pas.
error-account-moved = Le compte « { $account } » est maintenant chez un autre prestataire, qui ne connaît pas cette demande : rien ne lui est envoyé ni demandé.
    .next = Rendez à ce compte son premier prestataire dans les réglages. Si plus personne ne peut signer chez celui-ci, clôturez la demande.
error-account-name = Ce nom de compte ne convient pas.
    .next = Choisissez un nom court, sur une ligne ; « local » est réservé.
error-account-open = { $count ->
    [one] { $count } demande envoyée avec ce compte est encore en cours : le compte est gardé.
   *[other] { $count } demandes envoyées avec ce compte sont encore en cours : le compte est gardé.
}
    .next = { $count ->
        [one] Attendez sa fin ou annulez-la ; si plus personne ne peut y signer, clôturez-la. Retirez ensuite le compte.
       *[other] Attendez leur fin ou annulez-les ; clôturez celles où plus personne ne peut signer. Retirez ensuite le compte.
    }
error-account-provider = { $count ->
    [one] { $count } demande envoyée avec ce compte est encore en cours : le compte garde son prestataire.
   *[other] { $count } demandes envoyées avec ce compte sont encore en cours : le compte garde son prestataire.
}
    .next = Pour l’autre prestataire, ajoutez un compte d’un autre nom.
error-account-doubt = { $count ->
    [one] L’état de { $count } demande de ce compte chez le prestataire est incertain : d’ici là, il garde son adresse, son utilisateur et son mode.
   *[other] L’état de { $count } demandes de ce compte chez le prestataire est incertain : d’ici là, il garde son adresse, son utilisateur et son mode.
}
    .next = Levez d’abord ce doute sur leur page. Pour une autre adresse, ajoutez un compte d’un autre nom.
error-account-demo = Dans la démonstration, un compte ne peut désigner que cet ordinateur : rien n’en sort. Rien n’a été envoyé ni enregistré.
    .next = Quittez la démonstration, puis ajoutez ce compte à vos propres réglages.
error-account-settings = { $problem ->
    [address_unusable] L’adresse du service n’est pas utilisable : une clé ne voyage qu’en https.
    [network] Le proxy ou le fichier d’autorités des réglages n’est pas utilisable.
    [auth_unsupported] Ce prestataire ne connaît pas cette façon de se connecter.
    [option_invalid] Un réglage avancé a une valeur que ce prestataire ne connaît pas.
    [option_unknown] Un réglage avancé n’existe pas chez ce prestataire.
    [test_unsupported] Ce prestataire n’a pas de mode d’essai pour un compte : ce qui part compte.
    [user_invalid] L’e-mail du compte n’est pas une adresse e-mail.
    [user_missing] Il manque l’e-mail du compte.
   *[other] Les réglages de ce compte ne sont pas utilisables.
}
    .next = Corrigez ce point, puis enregistrez de nouveau.
error-account-secret = Il manque la clé, le jeton ou le mot de passe de ce compte.
    .next = Saisissez-le dans les réglages du compte, puis recommencez.
error-account-secret-unseen = La clé, le jeton ou le mot de passe contient un caractère qu’on ne voit pas : une fin de ligne, une tabulation ou un signe sans largeur. Rien n’est enregistré.
    .next = Copiez-le de nouveau chez le prestataire, lui seul, puis collez-le.

# Providers: what went wrong
error-provider-credentials = Le prestataire ne reconnaît pas la clé du compte « { $account } ».
    .next = Vérifiez-la dans les réglages du compte : elle a pu être remplacée, ou venir de l’autre environnement (essai ou production).
error-provider-credits = Le compte « { $account } » n’a plus de crédit. Rien n’a été envoyé.
    .next = Rechargez-le chez le prestataire, puis recommencez.
error-provider-malformed = La réponse du prestataire de « { $account } » ne peut pas être comprise.
    .next = Vérifiez l’adresse du service dans les réglages du compte. Si elle est bonne, copiez les détails techniques pour la personne qui s’occupe de votre poste.
error-provider-not-found = Le prestataire de « { $account } » ne connaît pas, ou plus, cette demande.
    .next = Regardez sur son site si elle y est encore. Si elle n’y est plus, clôturez-la ici.
error-provider-not-ready = Chez le prestataire de « { $account } », le résultat n’est pas encore prêt.
    .next = Réessayez quand tout le monde a signé.
error-provider-rate = Le prestataire de « { $account } » demande d’attendre : trop d’appels à la fois.
    .next = { $unit ->
    [hours] Réessayez dans { $wait } heures.
    [minutes] Réessayez dans { $wait } minutes.
   *[seconds] { $seconds ->
        [one] Réessayez dans { $seconds } seconde.
       *[other] Réessayez dans { $seconds } secondes.
    }
}
error-provider-redirected = Le prestataire de « { $account } » renvoie vers une autre adresse, { $to }. Rien n’y a été envoyé.
    .next = Si cette adresse est bien la sienne, inscrivez-la dans les réglages du compte.
error-provider-server = Le prestataire de « { $account } » est en panne en ce moment.
    .next = Réessayez dans quelques minutes.
error-provider-tls = La connexion au prestataire de « { $account } » n’est pas sûre : son certificat n’est pas reconnu. Rien n’a été envoyé.
    .next = Vérifiez la date de cet ordinateur. Dans une entreprise, le réseau remplace parfois les certificats : demandez à la personne qui s’occupe de votre poste.
error-provider-unreachable = Le prestataire de « { $account } » n’est pas joignable. Rien n’est parti.
    .next = Vérifiez la connexion, puis réessayez.
error-provider-unsupported = Le prestataire de « { $account } » ne sait pas faire cela. Rien n’a été demandé.
    .next = Faites-le sur son site, s’il le propose.
error-sending-uncertain = La réponse à l’envoi avec « { $account } » n’est pas venue, ou n’en était pas une : on ne sait pas s’il est arrivé.
    .next = Ouvrez la demande : elle dit quoi vérifier. Paraphe ne renvoie rien de lui-même.
error-clock-ahead = L’horloge de cet ordinateur et celle du prestataire de « { $account } » ne s’accordent pas : la date limite n’est pas encore appliquée.
    .next = Mettez cet ordinateur à l’heure, puis actualisez.
error-gone-is-there = « { $account } » a toujours cette demande, et on peut encore y signer : elle n’est pas close ici.
    .next = Annulez-la, ici ou sur son site.
error-remind-uncertain = La connexion à « { $account } » a été coupée pendant la relance : on ne sait pas si elle est partie.
    .next = Attendez avant de relancer encore : la personne l’a peut-être reçue.
error-void-uncertain = La connexion à « { $account } » a été coupée pendant l’annulation : on ne sait pas si elle a eu lieu.
    .next = Actualisez la demande : elle dira ce qu’il en est. Sinon, annulez-la de nouveau.
error-notice-unknown = Ce message ne concerne aucune demande envoyée avec « { $account } ».
    .meaning = Rien n’a été modifié.
    .next = Vérifiez le compte choisi, et que le message est entier.
error-notice-untrusted = Rien ne prouve que ce message vienne du prestataire de « { $account } » : il n’est pas pris en compte.
    .next = Donnez-le tel qu’il est arrivé, avec ses en-têtes.
error-signed-broken = « { $name } » n’a pas été repris : une signature ne tient pas, ou le document a été changé après.
    .next = Demandez à nouveau le fichier signé à qui vous l’a envoyé.
error-signed-fewer = { $count ->
    [0] Ce fichier ne porte aucune signature de plus que l’original
    [one] Ce fichier ne porte qu’une signature ({ $signers })
   *[other] Ce fichier ne porte que { $count } signatures ({ $signers })
} pour { $people ->
    [one] { $people } personne sollicitée
   *[other] { $people } personnes sollicitées
} : il n’a pas été repris. Si le prestataire signe une seule fois pour tous, confirmez que tout le monde a signé.
error-signed-differs = « { $name } » n’est pas la version signée de ce document : son contenu est un autre.
    .next = Choisissez le fichier signé de ce document.
error-signed-unlike = « { $name } » n’a pas été repris : { $how ->
    [unknown] ses pages n’ont pas pu être comparées à celles du document envoyé.
   *[pages] il montre autre chose que ce qui a été envoyé ({ $count ->
        [one] page { $pages }
       *[other] pages { $pages }
    }).
}
    .next = Comparez-le avec ce qui a été envoyé ; ne le reprenez que si c’est bien ce que tout le monde a signé.
error-nothing-to-settle = Aucun envoi de cette demande n’est en doute.
    .next = Rouvrez la demande pour voir où elle en est.
error-settle-unknown = « { $account } » ne connaît aucune demande sous « { $remote } » : l’envoi reste en doute.
    .next = Reprenez l’identifiant tel qu’il est sur son site.
error-envelope-busy = Un autre programme s’occupe de cette demande en ce moment.
    .next = Réessayez dans un instant.
error-not-refused = Aucun envoi de cette demande n’a été refusé.
    .next = Rouvrez la demande pour voir où elle en est.
error-correct-answered = { $name } a déjà répondu : ses coordonnées ne se corrigent plus.
error-correct-unchanged = Rien n’est à corriger : ce sont les coordonnées de la demande.
error-correction-none = Aucune correction de cette demande n’est en attente.
    .next = Rouvrez la demande pour voir où elle en est.
error-correction-open = Une correction de cette demande n’est pas allée au bout.
    .next = Ouvrez la demande : vous pouvez y continuer la correction, ou l’abandonner.
error-correction-uncertain = « { $account } » n’a pas confirmé l’annulation : on ne sait pas si la demande y est encore. La demande corrigée n’est pas partie.
    .next = Fermez ce volet : la page de la demande dit ce qu’il en est. Paraphe demande de nouveau au prestataire ; dès que l’annulation est sûre, la demande corrigée part.
error-demo-unavailable = La démonstration n’est pas disponible ici.
    .next = Ouvrez-la dans la fenêtre de Paraphe.

# Why something cannot be done with a request now
action-reason-account-gone = Le compte « { $account } » n’est plus dans les réglages.
action-reason-final = Cette demande est close.
action-reason-in-doubt = On ne sait pas si l’envoi est arrivé : dites d’abord ce qu’il en est.
action-reason-in-person = Tout se passe sur cet ordinateur : il n’y a rien à demander ailleurs.
action-reason-no-poll = « { $account } » ne dit pas où en est une demande : importez ses messages ou le fichier signé.
action-reason-no-remind = « { $account } » ne sait pas relancer : écrivez vous-même à la personne attendue.
action-reason-no-result = Cette demande s’est close sans que tout le monde ait signé : il n’y a pas de document signé.
action-reason-no-void = « { $account } » ne permet pas d’annuler d’ici : faites-le sur son site.
action-reason-not-ready = Le résultat n’est pas encore prêt.
action-reason-not-sent = Rien n’a encore été envoyé.
action-reason-nothing-refused = Aucun envoi n’a été refusé.
action-reason-nothing-uncertain = Aucun envoi n’est en doute.
action-reason-sent = La demande est partie entre-temps : rien n’est arrêté.
    .next = Fermez ce volet. « Annuler la demande » l’annule aussi pour les personnes prévenues.
action-reason-void-instead = Elle peut être annulée d’ici.

# What can be asked of a provider beyond documents, people and boxes
option-brand-color = Couleur de la page de signature
option-brand-logo = Logo sur la page de signature
option-conditions = Conditions à accepter
option-expires-at = Date limite pour signer
option-metadata = Références internes
option-notification-urls = Adresses prévenues de l’avancement
option-redirect-url = Page ouverte après la signature
option-reminder-days = Relances automatiques
option-requester-email = E-mail du demandeur
option-signature-modes = Façons de signer
option-test = Envoi d’essai
