# What went wrong, by kind: title, what it means for the document, what to do.

trouble-cancelled = Annulé.
    .meaning = Rien n’a changé.
    .next = Vous pouvez recommencer quand vous voulez.
trouble-incomplete = Il manque quelque chose.
    .meaning = Rien n’est parti ; le brouillon est enregistré.
    .next = Complétez ce qui est signalé, puis recommencez.
trouble-internal = Paraphe a rencontré une erreur.
    .meaning = Vos documents et l’historique sont intacts.
    .next = Réessayez. Si l’erreur revient, copiez les détails techniques et transmettez-les à la personne qui s’occupe de votre poste.
trouble-not-found = Cet élément n’existe plus.
    .meaning = Il a été supprimé, déplacé ou remplacé.
    .next = Revenez à l’accueil pour voir ce qui est là.
trouble-password = Ce PDF est protégé.
    .meaning = Il reste tel quel tant que son mot de passe n’est pas donné.
    .next = Saisissez son mot de passe ; il n’est pas conservé.
trouble-provider = Le prestataire n’a pas fait ce qui était demandé.
    .meaning = Ce qui était demandé n’a pas été fait ; rien n’est en doute.
    .next = Réessayez dans un moment, ou vérifiez le compte dans les réglages.
trouble-refused = Ce n’est pas possible.
    .meaning = Rien n’a été modifié.
    .next = Changez ce qui est signalé, puis recommencez.
trouble-storage = Le disque ou le dossier a refusé l’écriture.
    .meaning = Rien n’a été écrit à moitié ; le document d’origine est intact.
    .next = Libérez de la place ou choisissez un autre dossier, puis recommencez.
trouble-uncertain = On ne sait pas si l’envoi est arrivé.
    .meaning = Paraphe ne le répète pas de lui-même : personne ne sera sollicité deux fois.
    .next = Ouvrez la demande : elle dit quoi vérifier.
trouble-unreadable = Ce document ne peut pas être lu.
    .meaning = Le fichier n’a pas été modifié.
    .next = Demandez un nouvel exemplaire à la personne qui vous l’a envoyé.

# Sentences the program chooses; `.next` is what to do.

error-box-too-small = Le cadre est trop petit pour le nom du signataire : il faut au moins { $width } mm sur { $height } mm.
    .next = Agrandissez le cadre.
error-cancelled = Annulé.
error-account-missing = Le compte « { $account } » n’existe pas.
    .next = Choisissez un autre compte, ou ajoutez-le dans les réglages.
error-box-outside-page = Un cadre sort de la page { $page }.
    .next = Replacez-le dans la page, puis recommencez.
error-box-missing = Ce cadre n’est plus dans la demande.
error-certified-locked = L’auteur de ce PDF interdit d’ajouter une signature.
    .next = Demandez-lui une version non verrouillée.
error-changed-meanwhile = Le fichier a changé pendant sa lecture.
    .next = Fermez-le dans les autres programmes, puis recommencez.
error-consent-changed = Le texte du consentement a changé entre-temps.
    .next = Relisez-le et acceptez-le de nouveau.
error-damaged = Ce PDF est abîmé et ne peut pas être lu.
error-disk-full = Le disque est plein : { $path }
    .next = Libérez de la place ou choisissez un autre dossier, puis recommencez.
error-document-missing = Ce document n’est plus dans le coffre de Paraphe.
    .next = Ajoutez de nouveau le fichier d’origine.
error-draft-missing = Ce brouillon n’existe plus.
error-empty-file = Ce fichier est vide (0 octet).
    .next = Sa copie ou son téléchargement n’est peut-être pas terminé : demandez-le ou copiez-le de nouveau.
error-encrypted-not-signable = Ce PDF chiffré ne peut pas être signé.
    .next = Demandez une version sans mot de passe.
error-encryption-unsupported = Ce PDF est chiffré d’une façon que Paraphe ne sait pas lire.
    .next = Demandez une version sans mot de passe.
error-envelope-missing = Cette demande n’existe plus.
error-field-locked = Le champ « { $field } » est verrouillé par une signature antérieure.
    .next = Placez le cadre ailleurs, ou demandez une version non verrouillée.
error-all-fields-locked = Une signature antérieure a verrouillé tous les champs de ce document : où que soit le cadre, elle ne permet pas d’autre signature.
    .next = Signez dans un champ qu’elle laisse libre s’il y en a un, ou demandez une version sans ce verrou.
error-field-taken = Le champ « { $field } » ne peut pas recevoir de signature.
    .next = Choisissez un autre champ ou placez un nouveau cadre.
error-file-forbidden = Vous n’avez pas le droit de lire ce fichier.
    .next = Copiez-le dans vos documents, ou demandez l’accès à son propriétaire.
error-file-in-use = Ce fichier est ouvert dans un autre programme : { $path }
    .next = Fermez-le dans l’autre programme, puis recommencez.
error-file-missing = Ce fichier n’est plus à cet endroit.
    .next = Il a peut-être été déplacé ou renommé : choisissez-le de nouveau.
error-file-protected = Ce fichier est protégé contre l’écriture : { $path }
    .next = Choisissez un autre nom, ou ôtez sa protection.
error-file-unreadable = Ce fichier ne peut pas être lu.
    .next = Vérifiez que le disque ou le réseau qui le contient est accessible.
error-folder-missing = Ce dossier n’existe pas : { $path }
    .next = Choisissez un autre dossier.
error-here = Un fichier que Paraphe garde sur cet ordinateur ne peut pas être lu ou écrit.
    .next = Vérifiez la place et les droits du dossier de données, puis recommencez.
error-history-busy = L’historique est utilisé par un autre programme.
    .next = Fermez l’autre fenêtre de Paraphe, puis recommencez.
error-history-damaged = L’historique ne peut pas être lu.
    .next = Restaurez une sauvegarde du dossier de données ; les documents signés, eux, sont intacts.
error-history-disk = Le disque n’a pas laissé lire ou écrire l’historique. Rien n’en est perdu.
    .next = Libérez de la place, ou vérifiez que le disque est bien relié, puis recommencez.
error-history-forbidden = Vous n’avez pas le droit d’ouvrir l’historique.
    .next = Vérifiez les droits du dossier de données.
error-history-newer = L’historique a été écrit par une version plus récente de Paraphe.
    .next = Installez cette version ; rien n’a été modifié.
error-history-not-ours = Ce fichier n’est pas un historique de Paraphe : { $path }
    .next = Choisissez un autre dossier de données.
error-identity-exists = Une identité « { $name } » existe déjà.
    .next = Choisissez un autre nom.
error-identity-missing = Aucune identité ne s’appelle « { $name } ».
    .next = Créez-la dans les réglages.
error-identity-name = « { $name } » ne peut pas être un nom d’identité.
    .next = Utilisez des lettres, des chiffres et des tirets.
error-identity-name-empty = Il manque un nom.
    .next = Donnez un nom à cette identité.
error-identity-unreadable = L’identité « { $name } » ne peut pas être ouverte.
    .next = Créez une nouvelle identité ; les documents déjà signés restent valables.
error-initials-on-existing-field = Le champ « { $field } » du document n’a qu’un seul emplacement : il ne peut pas montrer de paraphes sur d’autres pages.
    .next = Placez un nouveau cadre pour la signature, ou renoncez aux paraphes.
error-internal = Paraphe a rencontré une erreur.
error-file-too-large = « { $name } » est trop grand : { $limit } Mo au plus.
    .next = Vérifiez que c’est le bon fichier.
error-is-a-folder = C’est un dossier, pas un fichier.
    .next = Choisissez un fichier PDF.
error-key-file = Ce fichier de clé ne peut pas être ouvert.
    .next = Vérifiez que c’est un fichier PKCS #12 (.p12 ou .pfx).
error-key-file-password = Le mot de passe de ce fichier de clé n’est pas le bon.
    .next = Vérifiez-le, puis recommencez.
error-missing-glyph = La police ne contient pas « { $character } » : le document ne peut pas être signé ainsi.
    .next = Écrivez-le autrement.
error-no-home = Le dossier de données ne peut pas être trouvé.
    .next = Indiquez-le avec la variable PARAPHE_DATA.
error-no-plain-file = { $path } n’est pas un fichier ordinaire : aucun document ne peut y être écrit.
    .next = Choisissez un autre nom.
error-not-a-certificate = Ce fichier n’est pas un certificat.
    .next = Choisissez un fichier PEM ou DER.
error-not-a-pdf = Ce fichier n’est pas un PDF.
    .next = Enregistrez-le en PDF depuis le programme qui l’a créé.
error-not-a-picture = Ce fichier n’est ni une image PNG ni une image JPEG.
    .next = Enregistrez la signature en PNG ou en JPEG.
error-not-a-folder = Ce n’est pas un dossier : { $path }
    .next = Choisissez un dossier.
error-not-an-envelope = { $path } est bien du JSON, mais pas une demande : il faut un objet, entre accolades.
    .next = Le manuel (docs/command-line.md) en donne un exemple complet.
error-envelope-is-pdf = { $path } est un PDF, pas un fichier de demande.
    .next = Un fichier de demande est du JSON qui nomme des PDF : docs/command-line.md en donne un exemple.
error-envelope-text = { $path } n’est pas un texte en UTF-8.
    .next = Enregistrez ce fichier de demande en UTF-8.
error-not-json = Le fichier { $path } n’est pas du JSON (ligne { $line }, colonne { $column }).
    .next = Un objet entre accolades, une virgule entre deux clés, des guillemets droits.
error-not-their-turn = Ce n’est pas encore à { $name } de signer.
    .next = Attendez que les personnes précédentes aient signé.
error-operation-refused = Cette modification ne s’applique plus : le brouillon a changé entre-temps.
    .next = Rouvrez le brouillon, puis recommencez.
error-own-signature-invalid = La signature a été faite, mais le contrôle qu’en fait Paraphe la refuse : rien n’a été enregistré.
    .next = Réessayez. Si cela revient, copiez les détails techniques.
error-signs-over-broken = Ce document porte déjà une signature ({ $name }) qui ne tient plus : en ajouter une n’y changerait rien.
    .next = Demandez l’original, puis signez celui-là.
error-signing-over-broken = « { $document } » porte déjà une signature ({ $name }) qui ne tient plus : personne ne peut le signer ainsi.
    .next = La personne qui a préparé la demande l’annule, la duplique, puis y met le fichier original.
error-owner-forbids = L’auteur de ce PDF protégé interdit de le remplir et de le signer.
    .next = Ouvrez-le avec le mot de passe de l’auteur, ou demandez une version sans cette restriction.
error-page-missing = La page { $page } n’existe pas : le document en a { $count }.
    .next = Choisissez une page qui existe.
error-password-needed = Ce PDF est protégé.
error-password-wrong = Ce n’est pas le bon mot de passe.
    .next = Vérifiez les majuscules, puis recommencez.
error-picture-damaged = Cette image est endommagée.
    .next = Reprenez la photo, ou enregistrez l’image à nouveau.
error-picture-too-many-pixels = Cette image dépasse { $limit } millions de pixels.
    .next = Choisissez une image plus petite.
error-picture-without-signature = Aucune signature sur fond uni n’est visible sur cette image.
    .next = Photographiez la signature seule, sur une feuille blanche bien éclairée.
error-preview-crashed = Cette page a fait échouer l’affichage.
    .next = Les autres pages s’affichent ; le document peut être signé et vérifié.
error-preview-library = L’affichage des pages n’est pas disponible sur cet ordinateur.
    .next = Réinstallez Paraphe ; la vérification et l’historique fonctionnent.
error-preview-slow = Cette page est trop longue à afficher.
    .next = Réessayez, ou ouvrez le document dans un autre lecteur.
error-preview-unreadable = Cette page ne peut pas être affichée.
error-recipient-missing = Cette personne ne fait plus partie de la demande.
error-proxy-address = Ce n’est pas l’adresse d’un proxy.
    .next = Dans un nom ou un mot de passe, écrivez « / » comme %2F, « ? » comme %3F, « # » comme %23 et « @ » comme %40.
error-repaired-and-signed = Ce PDF signé est abîmé : y ajouter une signature invaliderait les autres.
    .next = Demandez un exemplaire intact.
error-separate-held = Aucune demande n’est partie, car « { $title } » ne peut pas partir.
    .next = Regardez ce qui manque à chaque document, ou réunissez-les.
error-merge-changed = Ces documents ne se laissent pas réunir sans y perdre quelque chose.
    .next = Envoyez-les séparément, ou réunissez-les vous-même puis importez le résultat.
error-merge-protected = « { $name } » est protégé par un mot de passe.
    .next = Enregistrez-le sans mot de passe, puis réimportez-le.
error-merge-forms = Le formulaire de « { $name } » contredit celui d’un autre document.
    .next = Envoyez les documents séparément, ou aplatissez d’abord les formulaires.
error-merge-layers = « { $name } » contient des calques masqués à l’ouverture, contrairement aux autres documents.
    .next = Envoyez les documents séparément.
error-merge-signed = « { $name } » porte une signature, que la réunion casserait.
    .next = Envoyez les documents séparément.
error-merge-xfa = « { $name } » est un formulaire XFA, dont les pages n’existent que dans Adobe Reader.
    .next = Imprimez-le en PDF, puis importez le résultat.
error-logo-not-a-picture = Ce fichier n’est ni une image PNG ni une image JPEG.
error-logo-too-large = Cette image est trop lourde : 256 ko au plus.
error-logo-unreadable = Cette image ne peut pas être lue.
error-opinion-certificate = « { $account } » compare le document avec le certificat PDF qu’il a fait.
    .next = Donnez aussi ce certificat.
error-opinion-never = « { $account } » ne donne pas d’avis sur un document signé.
    .next = GesDocs et Openapi le font.
error-same-file = Ce fichier serait écrit par-dessus le document lui-même.
    .next = Choisissez un autre nom : l’original n’est jamais remplacé.
error-secret-key = La clé qui protège les secrets de ce dossier (identités, clés des comptes) n’est pas la bonne.
    .next = Rendez-lui celle d’origine (trousseau du système, ou fichier de clé). Si elle est perdue, créez une nouvelle identité et saisissez de nouveau les clés des comptes ; les documents déjà signés restent valables.
error-secret-key-file = Le fichier que PARAPHE_KEY_FILE nomme, { $path }, { $fault ->
    [missing] n’existe pas
    [no_key] ne contient pas de clé
    [other_key] n’est pas la clé des secrets de ce dossier de données
   *[unusable] ne peut être ni lu ni écrit
}.
    .next = Nommez celui avec lequel les clés de ce dossier de données ont été protégées.
error-secret-store = Le trousseau du système ne répond pas.
    .next = Déverrouillez votre session ou le trousseau, puis recommencez.
error-seed-unmet = Le champ « { $field } » exige { $demand ->
    [certificate] un certificat précis, que Paraphe ne peut pas vérifier
    [certification] que la signature certifie le document avec d’autres droits
    [digest] un algorithme que Paraphe n’utilise pas
    [format] un format de signature que Paraphe n’écrit pas
    [no_certification] une signature qui ne certifie pas le document
    [no_reason] une signature sans motif
    [reason] l’un des motifs de sa liste
   *[other] ce que Paraphe ne sait pas faire
}.
    .next = Choisissez un autre champ, ou demandez à l’auteur du document de modifier celui-ci.
error-answer-does-not-fit = « { $entry } » ne tient pas dans son cadre : il faudrait au moins { $width } mm sur { $height } mm.
    .next = Écrivez plus court, ou faites agrandir le cadre.
error-answer-letters = « { $entry } » contient des lettres que le document signé n’a pas : { $letters }.
    .next = Écrivez-le sans elles : les ajouter ferait douter des signatures déjà posées.
error-answer-missing = Il manque « { $entry } ».
    .next = Remplissez ce champ.
error-answer-not-ticked = « { $entry } » n’est pas coché.
    .next = Cochez la case, ou refusez de signer.
error-answer-too-long = « { $entry } » est trop long : { $count } caractères au plus.
    .next = Écrivez plus court.
error-signature-long = Le nom tapé est trop long pour être lu : { $count } caractères au plus.
    .next = Écrivez le nom seul.
error-signature-empty = Il n’y a pas de signature.
    .next = Dessinez-la ou tapez votre nom.
error-signing-failed = La signature n’a pas pu être faite.
error-storage = Le disque ou le dossier a refusé : { $path }
error-target-read-only = Ce dossier est en lecture seule : { $path }
    .next = Choisissez un autre dossier.
error-too-large = Ce fichier est trop grand : { $size } Mo, { $limit } Mo au plus.
    .next = Réduisez-le ou séparez-le en plusieurs PDF.
error-transition = Cette demande ne le permet plus : elle est close ou a changé entre-temps.
error-truncated = Ce PDF est incomplet : la fin manque.
    .next = Téléchargez-le de nouveau ou demandez un nouvel exemplaire.
error-vault-damaged = Un document du coffre a été modifié hors de Paraphe : il n’est pas utilisé.
    .next = Restaurez une sauvegarde, ou ajoutez de nouveau le fichier d’origine.

error-certify-not-first = Ce document est déjà signé : il ne peut plus être certifié.
    .next = Signez-le sans certification, ou certifiez une version qui n’est pas encore signée.
error-draft-incomplete = La demande est incomplète : { $n ->
    [one] { $n } point reste à corriger
   *[other] { $n } points restent à corriger
}. Rien n’a été envoyé.
    .next = Corrigez les points signalés, puis recommencez.
error-provider-cannot = La demande contient ce que le compte « { $account } » ne prend pas. Rien n’a été envoyé.
    .next = Voyez ce qu’il refuse avec « paraphe check », ou changez la demande.
error-provider-refused = Le prestataire de « { $account } » a refusé.
    .next = Ses raisons sont dans les détails techniques. Corrigez, puis recommencez.
error-time = « { $time } » n’est pas une date.
    .next = Écrivez la date sous la forme 2026-11-22T10:00:00+01:00.
error-certificate-expired = Le certificat « { $name } » a expiré le { $until } : rien n’a été signé.
    .next = Prenez un fichier de clé encore valable (celui-ci l’était depuis le { $from }).
error-certificate-not-yet-valid = Le certificat « { $name } » ne vaut qu’à partir du { $from } (jusqu’au { $until }) : rien n’a été signé.
    .next = Vérifiez la date de cet ordinateur, ou prenez un autre fichier de clé.
error-certificate-usage = Le certificat « { $name } » (du { $from } au { $until }) n’est pas fait pour signer des documents : rien n’a été signé.
    .next = Prenez un fichier de clé prévu pour la signature.
error-signed-meanwhile = Une autre personne vient de signer ce document. Rien n’a été enregistré pour vous.
    .next = Signez de nouveau : votre signature s’ajoutera à la sienne.
error-document-unsignable = « { $name } » n’accepte plus de signature : son auteur l’interdit, ou le fichier est abîmé. Rien n’a été envoyé.
    .next = Retirez ce document de la demande et demandez une version non verrouillée.

error-kiosk-on = Cette fenêtre est confiée à une personne qui signe.
    .next = Terminez le face-à-face avec votre code, puis recommencez.
error-kiosk-off = Le face-à-face est terminé.
error-kiosk-locked = La fenêtre est verrouillée, ou ce n’est pas le moment de le faire.
    .next = Demandez à la personne qui vous a confié l’appareil de la déverrouiller.
error-kiosk-no-pin = Aucun code n’est encore choisi pour le face-à-face.
    .next = Choisissez six chiffres : ce code vous rend l’appareil.
error-kiosk-pin-exists = Un code existe déjà pour le face-à-face.
    .next = Saisissez l’ancien code pour le changer.
error-kiosk-pin-form = Le code doit avoir exactement six chiffres.
    .next = Choisissez six chiffres.
error-kiosk-wrong-pin = { $wait_seconds ->
    [0] Ce n’est pas le bon code.
    [one] Ce n’est pas le bon code. Nouvel essai dans { $wait_seconds } seconde.
   *[other] Ce n’est pas le bon code. Nouvel essai dans { $wait_seconds } secondes.
}
    .next = Recommencez.
error-kiosk-no-host = Le nom de la personne qui présente le document manque.
    .next = Écrivez votre nom : les signataires le liront et la preuve le nommera.
error-kiosk-nobody = Personne ne peut signer cette demande sur cet appareil maintenant.
    .next = Vérifiez à qui c’est le tour, et que la signature se fait en face à face.
error-kiosk-link = Ce lien ne peut plus servir : la personne a fini, ou ce n’est pas son tour.
    .next = Revenez à la demande et actualisez-la.
error-kiosk-check = Le contrôle d’identité indiqué pour { $name } n’est pas dans la liste de votre organisation.
    .next = Choisissez l’un des contrôles proposés.
error-identity-checks = La liste des contrôles d’identité doit garder de 1 à { $most } lignes, de { $longest } caractères au plus.
    .next = Corrigez la ligne ajoutée.
error-kiosk-last4 = Quatre caractères au plus : le numéro entier n’est jamais conservé.
    .next = Ne gardez que les quatre derniers.
error-kiosk-disk = Il ne reste pas assez de place sur le disque : { $free } Mo, il en faut { $needed } Mo.
    .next = Libérez de la place avant de confier l’appareil.
error-evidence-no-key = La preuve renforcée demande la clé publique de votre organisation, et aucune n’est enregistrée.
    .next = Ajoutez-la dans les réglages, ou choisissez la preuve standard.
error-evidence-key = Ceci n’est pas une clé publique X25519 (64 chiffres hexadécimaux).
    .next = Demandez-la à la personne qui garde la clé privée de votre organisation.
error-witness-missing = La croix doit être accompagnée du nom et de la signature d’un témoin.
    .next = Demandez à une autre personne présente de signer comme témoin.
error-typed-name-differs = Le nom tapé n’est pas « { $name } ».
    .next = Tapez le nom entier tel qu’il est affiché.

# Clés : fichiers, identités, jetons
error-certificate-revoked = Le certificat « { $name } » est révoqué depuis le { $since } : rien n’a été signé.
    .next = Utilisez une autre clé ; une clé révoquée ne prouve rien.
error-certificate-weak = La clé du certificat « { $name } » ({ $key }) est trop courte pour prouver quoi que ce soit aujourd’hui : rien n’a été signé.
    .next = Demandez-en une plus récente à son émetteur, ou créez une identité.
error-identity-name-control = Le nom contient un caractère invisible.
    .next = Tapez-le au lieu de le coller.
error-identity-name-long = Le nom est trop long : un certificat en contient { $limit } caractères.
    .next = Raccourcissez-le.
error-key-file-empty = Ce fichier de clé ne contient pas de clé privée avec son certificat.
    .next = Exportez de nouveau le certificat, avec sa clé privée.
error-key-file-mismatch = Dans ce fichier de clé, le certificat ne correspond pas à la clé privée.
    .next = Exportez de nouveau le certificat, avec sa propre clé.
error-key-file-name = Ce fichier de clé ne contient pas de clé nommée « { $key } ». Il contient : { $keys }
    .next = Nommez l’une d’elles avec --key.
error-key-file-several = Ce fichier de clé contient plusieurs clés : { $keys }
    .next = Nommez celle qui doit signer avec --key.
error-key-file-unsupported = Ce fichier de clé utilise un type de clé ou de protection que Paraphe ne connaît pas.
    .next = Exportez-le de nouveau, avec AES-256 et SHA-256.
error-token-cancelled = Le code PIN n’a pas été donné sur le support : rien n’a été signé.
    .next = Recommencez, et tapez le code PIN sur le clavier du support.
error-token-certificate = Le support ne contient pas de certificat nommé « { $certificate } ». Il contient : { $certificates }
    .next = Nommez l’un d’eux avec --certificate.
error-token-certificates = Le support contient plusieurs certificats avec leur clé : { $certificates }
    .next = Nommez celui qui doit signer avec --certificate.
error-token-mechanism = La clé de ce support ne signe d’aucune façon que les lecteurs de PDF connaissent.
    .next = Essayez sans --rsa-padding pss, ou utilisez une autre clé.
error-token-missing = Aucun support nommé « { $token } » n’est branché. Il y a : { $tokens }
    .next = Nommez l’un d’eux avec --token, ou branchez le bon.
error-token-module = La bibliothèque du support n’est pas utilisable : { $path }
    .next = Vérifiez que c’est une bibliothèque PKCS #11 faite pour ce système.
error-token-module-missing = Il n’y a pas de bibliothèque { $path }
    .next = Installez le logiciel du support, et nommez sa bibliothèque PKCS #11.
error-token-no-certificate = Le support ne contient pas de certificat avec sa clé privée.
    .next = Choisissez un autre support ou un autre certificat.
error-token-none = Aucun support n’est branché.
    .next = Insérez la carte ou la clé, puis réessayez.
error-token-pin-final-try = Un code PIN erroné bloquerait maintenant ce support. Rien n’a été essayé.
    .next = Si vous êtes sûr du code, utilisez --last-try ; sinon, adressez-vous à son émetteur.
error-token-pin-locked = Le code PIN de ce support est bloqué. Rien n’a été essayé.
    .next = Débloquez-le avec le logiciel de l’émetteur et le code de déblocage (PUK).
error-token-pin-needed = Le support demande son code PIN.
    .next = Donnez-le sur l’entrée standard avec --pin-stdin.
error-token-pin-not-set = Le code PIN de ce support doit d’abord être défini ou changé.
    .next = Faites-le avec le logiciel du support.
error-token-pin-wrong = Le code PIN est erroné. Il a été essayé une fois ; rien n’a été signé.
    .next = Vérifiez-le avant de réessayer : après quelques erreurs, le support se bloque.
error-token-pin-wrong-last = Le code PIN est erroné, et la prochaine erreur bloquera le support. Rien n’a été signé.
    .next = Retrouvez le code avant d’utiliser --last-try.
error-token-pin-wrong-locked = Le code PIN est erroné, et le support s’est bloqué. Rien n’a été signé.
    .next = Débloquez-le avec le logiciel de l’émetteur et le code de déblocage (PUK).
error-token-refused = Le support a refusé de signer.
    .next = Sa raison se trouve dans les détails techniques.
error-token-removed = Le support a été retiré : rien n’a été signé, le document est tel qu’il était.
    .next = Insérez-le de nouveau, puis signez de nouveau.
error-token-several = Plusieurs supports sont branchés : { $tokens }
    .next = Nommez l’un d’eux avec --token.

# Niveaux : horodatages et données de validation
error-clock-wrong = L’horloge de cet ordinateur est décalée de { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} ({ $own } ici, { $stated } chez l’autorité d’horodatage) : rien n’a été signé.
    .next = Réglez l’heure, puis signez de nouveau.
error-evidence-issuer = Le certificat qui a émis « { $name } » est introuvable : la signature ne peut pas être rendue durable.
    .next = Donnez-le avec --trust, ou signez au niveau B-T.
error-evidence-no-address = Le certificat « { $name } » n’indique aucun service qui dise s’il est révoqué : la signature ne peut pas être rendue durable.
    .next = Signez au niveau B-T, ou avec une autre clé.
error-evidence-unanswered = Personne n’a pu dire si le certificat « { $name } » est révoqué.
    .next = Vérifiez la connexion et réessayez plus tard, ou signez au niveau B-T.
error-not-signed = Ce document n’est pas signé : il n’y a rien à prolonger.
    .next = Signez-le d’abord.
error-picture-too-large = Cette image dépasse { $limit } Mo.
    .next = Réduisez-la, puis réessayez.
error-timestamp-address = « { $address } » n’est pas l’adresse d’une autorité d’horodatage.
    .next = Donnez une adresse qui commence par https:// ou http://, sans nom ni mot de passe.
error-timestamp-expired = Le certificat de l’autorité d’horodatage { $authority } était valable jusqu’au { $until } : son horodatage n’est pas utilisé.
    .next = Choisissez une autre autorité, ou acceptez un niveau inférieur.
error-timestamp-late = L’autorité d’horodatage n’a pas répondu en { $seconds } secondes.
    .next = Réessayez plus tard, choisissez une autre autorité, ou acceptez un niveau inférieur.
error-timestamp-malformed = La réponse de l’autorité d’horodatage n’est pas un horodatage.
    .next = Vérifiez son adresse, ou choisissez une autre autorité.
error-extend-no-authority = Un horodatage vient d’une autorité, et aucune n’est définie : il n’y a rien à ajouter.
    .next = Nommez-en une dans les réglages ou avec --tsa.
error-timestamp-demo = La démonstration ne demande aucun horodatage ailleurs que sur cet ordinateur : rien n’en sort.
    .next = Quittez d’abord la démonstration.
error-timestamp-no-authority = Ce niveau demande un horodatage, et aucune autorité d’horodatage n’est définie.
    .next = Nommez-en une dans les réglages ou avec --tsa, ou signez au niveau B-B.
error-timestamp-not-an-authority = Le certificat « { $authority } » n’est pas fait pour horodater : son horodatage n’est pas utilisé.
    .next = Choisissez une autre autorité.
error-timestamp-not-missing = Aucun horodatage ne manque à cette demande.
    .next = Rien n’est à faire.
error-timestamp-refused = L’autorité d’horodatage a refusé : { $said }
    .next = Vérifiez son adresse et votre droit de l’utiliser, ou acceptez un niveau inférieur.
error-timestamp-too-big = La réponse de l’autorité d’horodatage dépasse { $limit } Ko : elle n’est pas utilisée.
    .next = Choisissez une autre autorité.
error-timestamp-too-early = Tout le monde n’a pas encore signé : l’horodatage s’ajoute après la dernière signature.
    .next = Recueillez d’abord les signatures qui manquent.
error-timestamp-unreachable = L’autorité d’horodatage est injoignable.
    .next = Vérifiez la connexion et son adresse, ou acceptez un niveau inférieur.
error-timestamp-untrusted = Personne à qui vous faites confiance ne répond de l’autorité d’horodatage { $authority } : son horodatage n’est pas utilisé.
    .next = Ajoutez son certificat à ceux que vous reconnaissez, ou choisissez une autre autorité.
error-timestamp-weak = L’horodatage reçu ({ $authority }) repose sur des méthodes qui ne prouvent plus rien : il n’est pas utilisé.
    .next = Choisissez une autre autorité.
error-timestamp-wrong = L’autorité d’horodatage a répondu par l’horodatage d’autre chose : il n’est pas utilisé.
    .next = Réessayez ; si cela se reproduit, choisissez une autre autorité.
error-signing-key-closed = La clé choisie pour signer n’est pas ouverte.
    .next = L’hôte l’ouvre avec son mot de passe ou son code PIN avant de remettre l’appareil.
error-signing-page = Cette adresse ne peut pas être ouverte comme page de signature.
    .next = Seules les adresses https peuvent l’être.
error-no-evidence = Il n’y a ici aucune preuve d’une signature faite en face à face.
    .next = Choisissez un document signé sur cet appareil, ou son fichier preuve.json.
error-evidence-exists = Un autre fichier se trouve déjà là : { $path }
    .next = Choisissez un dossier vide.
error-trust-list-too-large = { $path } est plus lourd que n’importe quelle liste de confiance.
    .next = Choisissez le fichier XML publié.
error-trust-list-older = La liste de confiance { $territory } que vous donnez (n° { $given }) est plus ancienne que celle qui est conservée (n° { $kept }) : elle pourrait ignorer un retrait. Rien n’a été changé.
    .next = Pour l’utiliser quand même, oubliez d’abord les listes conservées, puis importez.
error-trust-lists-broken = La liste des listes n’est pas digne de foi : sa signature ne tient pas. Rien n’a été changé.
    .next = Téléchargez-la de nouveau sur le site de la Commission européenne.
error-trust-lists-none = La liste européenne des listes n’est pas parmi ces fichiers. Rien n’a été changé.
    .next = Donnez aussi eu-lotl.xml.
error-trust-lists-pivots = La liste des listes ne peut pas être suivie jusqu’au Journal officiel. Rien n’a été changé.
    .next = Donnez aussi les fichiers pivots : { $missing }
error-trust-lists-unusable = Les listes de confiance gardées ici ne peuvent pas être lues : elles ne sont pas utilisées.
    .next = Téléchargez-les ou importez-les de nouveau.
error-trust-lists-busy = Les listes de confiance sont en cours de renouvellement.
    .next = Attendez la fin, puis réessayez.
error-trust-refresh = La liste européenne des listes n’a pas pu être téléchargée à l’adresse { $address } : { $reason ->
    [late] le site ne répond pas à temps.
    [moved] le site renvoie à une adresse qui n’est pas interrogée.
    [settings] le proxy ou les certificats des réglages ne sont pas utilisables.
    [status] le site ne la donne pas.
    [too_large] ce qui est arrivé est plus lourd que n’importe quelle liste.
    [untrusted] le certificat du site n’est pas reconnu.
   *[unreachable] le site n’est pas joignable, ou cet ordinateur est hors ligne.
} Les listes gardées ici restent telles quelles.
    .next = { $reason ->
        [settings] Corrigez-les sous « Réseau » dans les réglages.
        [untrusted] Vérifiez la date de cet ordinateur. Dans une entreprise, le réseau remplace parfois les certificats : demandez à la personne qui s’occupe de votre poste.
       *[unreachable] Vérifiez la connexion, puis réessayez. Des listes enregistrées ailleurs s’importent comme fichiers.
    }
error-trust-refresh-address = Rien n’est demandé à l’adresse { $address } : ce n’est pas une adresse https.
    .next = Donnez une adresse qui commence par https.
error-trust-refresh-country = La liste des listes ne nomme aucun pays { $country }. Elle nomme : { $countries }
    .next = Écrivez le code comme il y figure : EL pour la Grèce.
error-trust-refresh-demo = La démonstration ne télécharge aucune liste : rien n’en sort.
    .next = Quittez d’abord la démonstration.
error-trust-refresh-older = La liste { $territory } publiée là (n° { $given }) est plus ancienne qu’une liste gardée ici (n° { $kept }) : elle pourrait ignorer un retrait. Rien n’a été changé.
    .next = Réessayez plus tard.
error-trust-refresh-unbelieved = Ce qui est arrivé de { $address } n’est pas retenu : { $reason ->
    [not_a_list] ce n’est pas la liste européenne des listes.
    [pivots_missing] la liste ne peut pas être suivie jusqu’au Journal officiel.
   *[broken] sa signature ne tient pas.
} Les listes gardées ici restent telles quelles.
    .next = { $reason ->
        [not_a_list] Un réseau avec une page de connexion répond ainsi : ouvrez une page dans le navigateur, puis réessayez.
        [pivots_missing] Une version plus récente de Paraphe sait peut-être qui la signe à présent.
       *[broken] Réessayez plus tard, si possible depuis un autre réseau.
    }
trust-list-address = Elle n’est pas publiée en https : enregistrez-la avec un navigateur et importez-la.
trust-list-broken = La liste a été changée après sa signature.
trust-list-late = Le site ne répond pas à temps.
trust-list-moved = Le site renvoie à une adresse qui n’est pas interrogée.
trust-list-not-a-list = Ce n’est pas une liste de confiance.
trust-list-older = Elle est plus ancienne qu’une liste gardée ici : elle pourrait ignorer un retrait.
trust-list-other-list = C’est la liste d’un autre pays.
trust-list-pivots-missing = Elle ne peut pas être suivie jusqu’au Journal officiel.
trust-list-settings = Le proxy ou les certificats des réglages ne sont pas utilisables.
trust-list-status = Le site ne la donne pas.
trust-list-too-large = Le fichier est trop lourd.
trust-list-unknown-signer = La liste des listes ne nomme pas le certificat qui la signe.
trust-list-unreachable = Le site n’est pas joignable, ou la connexion a été coupée.
trust-list-unsigned = La liste n’est pas signée.
trust-list-unsuitable-signature = La signature n’est pas de la sorte que la norme demande.
trust-list-untrusted = Le certificat du site n’est pas reconnu.
error-report-format = Un rapport s’écrit en .pdf ou en .html : { $path }
    .next = Donnez au fichier l’une de ces deux extensions.
error-clean-differs = La copie saine de « { $name } » n’aurait pas les mêmes pages : le document reste comme il est.
    .next = Demandez un nouvel exemplaire à la personne qui vous l’a envoyé.
error-clean-protected = « { $name } » est protégé : sa copie saine ne le serait plus, elle n’est pas faite.
    .next = Demandez un nouvel exemplaire, ou enregistrez-le sans protection.
error-print-nothing = Ce système n’a rien pour imprimer.
    .next = Enregistrez le fichier, puis imprimez-le depuis votre lecteur PDF.
error-print-protected = « { $name } » est protégé par un mot de passe : l’imprimante ne saurait pas l’ouvrir.
    .next = Enregistrez le fichier, puis imprimez-le depuis votre lecteur PDF.
error-print-refused = L’impression n’a pas été acceptée.
    .next = Vérifiez qu’une imprimante est choisie par défaut, ou enregistrez le fichier et imprimez-le depuis votre lecteur PDF.
error-mail-heavy = Ces documents pèsent { $size } Mo : un message n’en porte que { $most }.
    .next = Remettez-les sur une clé USB, ou imprimés.
error-mail-nothing = Ce système n’a aucune messagerie à ouvrir.
    .next = Choisissez une messagerie dans les réglages du système, ou enregistrez le document et envoyez-le vous-même.
error-mail-refused = La messagerie ne s’est pas ouverte.
    .next = Ouvrez-la, puis réessayez ; ou enregistrez le document et envoyez-le vous-même.
error-receipt-address = Ce n’est pas une adresse e-mail.
    .next = Vérifiez l’adresse.
error-receipt-demo = La démonstration ne prépare aucun message : rien n’en sort.
    .next = Quittez la démonstration pour remettre un vrai exemplaire.
error-receipt-gone = Cet exemplaire n’est plus à remettre.
    .next = Actualisez la page de la demande.
error-contacts-format = Le carnet s’enregistre en .csv ou en .vcf : { $path }
    .next = Donnez au fichier un nom qui finit par .csv (tableur) ou .vcf (cartes de visite).
error-table-format = Un tableau s’écrit en .csv ou en .html : { $path }
    .next = Donnez au fichier l’une de ces deux extensions.
error-signed-version = La version signée de « { $name } » ne peut pas être reconstituée.
    .next = Demandez à l’expéditeur le fichier tel qu’il a été signé.

error-not-a-template = « { $name } » n’est pas un modèle de Paraphe.
    .next = Choisissez un fichier « .paraphe-template ».
error-people-no-text = « { $name } » n’est pas un fichier de texte.
    .next = Enregistrez la liste au format CSV, ou copiez ses lignes et collez-les.
error-people-too-large = « { $name } » est trop gros pour une liste de personnes.
    .next = Retirez les photos des cartes de visite, ou collez seulement les lignes utiles.
error-template-broken = Ce modèle est abîmé ou incomplet : rien n’a été repris.
    .next = Demandez à son auteur de l’enregistrer de nouveau.
error-template-missing = Ce modèle n’existe plus.
    .next = Choisissez-en un autre dans la liste.
error-text-name = Ce nom de texte ne convient pas.
    .next = Donnez-lui un nom de 60 caractères au plus.
error-text-empty = Ce texte est vide ou trop long.
    .next = Écrivez un message de 2 000 caractères au plus.
error-text-exists = Un autre texte s’appelle déjà « { $name } » dans cette langue.
    .next = Donnez-lui un autre nom.
error-template-nameless = Le modèle n’a pas de nom.
    .next = Donnez-lui un nom.
error-template-newer = « { $name } » vient d’une version plus récente de Paraphe.
    .next = Mettez Paraphe à jour, puis rouvrez le fichier.
error-template-protected = « { $name } » est protégé par un mot de passe : un modèle qui le contient ne peut pas être enregistré dans un fichier.
    .next = Remplacez ce document par une version sans mot de passe.
error-template-too-large = Ce modèle est trop gros : la limite est de { $limit } Mo.
    .next = Retirez-en des documents, ou réduisez-les.
error-batch-empty-table = Il n’y a rien dans ce tableau.
    .next = Copiez les lignes avec leurs titres, puis collez-les.
error-batch-has-requests = Des demandes de cet envoi sont déjà parties : il n’est pas supprimé.
    .next = Arrêtez-le : le reste ne partira pas, et ce qui est parti reste suivi.
error-batch-line-sent = La ligne { $row } est déjà partie : elle ne change plus.
error-batch-missing = Cet envoi n’est plus là.
error-batch-nothing-ready = Aucune ligne ne peut partir.
    .next = Corrigez ce qui est signalé, puis envoyez.
error-batch-old-workbook = « { $name } » est un ancien classeur, ou il est protégé par un mot de passe.
    .next = Enregistrez-le au format XLSX sans mot de passe, ou en CSV.
error-batch-busy = Une demande de cet envoi est encore en train de partir : recommencez dans un instant.
error-batch-running = Un autre programme est en train d’envoyer ces demandes.
error-batch-stopped = Cet envoi a été arrêté : le reste ne partira pas.
error-batch-too-many = Ce tableau a { $n } lignes ; un envoi en prend { $most } au plus.
    .next = Partagez-le en plusieurs tableaux.
error-batch-workbook = « { $name } » n’est pas un classeur lisible.
    .next = Enregistrez-le au format XLSX ou CSV.
error-batch-workbook-too-large = « { $name } » est trop gros pour un tableau de personnes.
    .next = Gardez la feuille utile, ou enregistrez-la en CSV.
error-batch-offline = Le prestataire est injoignable : vérifiez la connexion, puis reprenez l’envoi.

data-doubt-everybody = Attention : tout le monde peut écrire dans le dossier de données ({ $path }). Quelqu’un pourrait y mettre un autre historique, avec d’autres certificats de confiance. Réservez ce dossier à votre compte (chmod 700).
data-doubt-group = Attention : tout un groupe peut écrire dans le dossier de données ({ $path }). L’un de ses membres pourrait y mettre un autre historique, avec d’autres certificats de confiance. Retirez-lui ce droit (chmod g-w) si vous n’êtes pas sûr de chacun.
data-doubt-history = Attention : l’historique du dossier de données ({ $path }) appartient à un autre compte de cet ordinateur. Les certificats de confiance qu’il contient sont peut-être ceux de quelqu’un d’autre.
error-link-to-nothing = { $path } est un lien vers un fichier qui n’existe pas.
    .next = Choisissez un autre nom, ou retirez ce lien.
error-target-changed = Un autre programme a écrit { $path } entre-temps : rien n’a été remplacé.
    .next = Choisissez un autre nom, ou signez le fichier qui s’y trouve maintenant.
