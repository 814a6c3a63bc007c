# Verdicts, answers and advice about a signed PDF. Written by the program, shown by the window and the command.
verdict-valid = Signature valide
verdict-identity = Document intact, identité à confirmer
verdict-broken = Document modifié ou signature invalide
verdict-none = Aucune signature électronique
verdict-title-chain = Document intact, chaîne de certificats à vérifier
verdict-title-covered = Signature intacte, contenu peut-être recouvert
verdict-title-differing = Signature intacte, champ rempli à vérifier
verdict-title-replaced = Signature intacte, valeur d’un champ remplacée
verdict-title-expired = Document intact, certificat hors de sa période de validité
verdict-title-held = Document intact, certificat suspendu
verdict-title-list-overdue = Document intact, liste européenne à renouveler
verdict-title-no-certificate = Document intact, certificat incertain
verdict-title-purpose = Document intact, certificat inadapté
verdict-title-removed = Signature retirée du document affiché
verdict-title-revoked = Document intact, certificat révoqué
verdict-title-revocation-unknown = Document intact, révocation à vérifier
verdict-title-unchecked = Signature impossible à contrôler ici
verdict-title-lost = Signature abîmée, impossible à contrôler
verdict-title-weak = Document intact, cryptographie trop faible
verdict-title-acting = Signature intacte, affichage incertain
verdict-title-stamp-doubtful = Horodatage intact, contenu à vérifier
verdict-title-stamp-unconfirmed = Horodatage à confirmer
verdict-title-locked = Signature intacte, champ verrouillé rempli
verdict-sentence-valid = Signé par { $people ->
    [1] { $name }
   *[other] { $people } personnes : { $others } et { $name }
}, { $time ->
    [none] sans date annoncée
   *[other] { $people ->
        [1] date annoncée
       *[other] dernière date annoncée
    } : { $time }
}. { $later ->
    [yes] La version signée n’a pas changé ; des ajouts permis ont suivi.
   *[no] Le document n’a pas changé depuis.
} Identité garantie par { $issuer }, que vous avez choisi de reconnaître.
verdict-sentence-listed = Signé par { $people ->
    [1] { $name }
   *[other] { $people } personnes : { $others } et { $name }
}, { $time ->
    [none] sans date annoncée
   *[other] { $people ->
        [1] date annoncée
       *[other] dernière date annoncée
    } : { $time }
}. { $later ->
    [yes] La version signée n’a pas changé ; des ajouts permis ont suivi.
   *[no] Le document n’a pas changé depuis.
} Identité garantie par { $provider } (liste européenne, { $territory }).
verdict-sentence-own = Signé par { $people ->
    [1] { $name }
   *[other] { $people } personnes : { $others } et { $name }
}, { $time ->
    [none] sans date annoncée
   *[other] { $people ->
        [1] date annoncée
       *[other] dernière date annoncée
    } : { $time }
}. { $later ->
    [yes] La version signée n’a pas changé ; des ajouts permis ont suivi.
   *[no] Le document n’a pas changé depuis.
} { $people ->
    [1] Certificat fait à son nom par un logiciel, que vous avez choisi de reconnaître.
   *[other] Certificats faits à leur nom par un logiciel, que vous avez choisi de reconnaître.
}
verdict-sentence-sealed = Signé par { $people ->
    [1] { $name }
   *[other] { $people } personnes : { $others } et { $name }
}, { $time ->
    [none] sans date annoncée
   *[other] { $people ->
        [1] date annoncée
       *[other] dernière date annoncée
    } : { $time }
}. { $later ->
    [yes] La version signée n’a pas changé ; des ajouts permis ont suivi.
   *[no] Le document n’a pas changé depuis.
} { $people ->
    [1] Ce nom est donné
   *[other] Ces noms sont donnés
} d’après la personne qui a recueilli la signature ; cachet « { $signer } », que vous avez choisi de reconnaître.
verdict-sentence-several = Signé par { $people ->
    [1] { $name }
   *[other] { $people } personnes : { $others } et { $name }
}, { $time ->
    [none] sans date annoncée
   *[other] { $people ->
        [1] date annoncée
       *[other] dernière date annoncée
    } : { $time }
}. { $later ->
    [yes] La version signée n’a pas changé ; des ajouts permis ont suivi.
   *[no] Le document n’a pas changé depuis.
} Qui garantit l’identité diffère : voyez chaque signature.
verdict-sentence-identity = Le document n’a pas changé depuis la signature par { $name }, mais rien ne garantit qui a signé : le certificat n’est reconnu par aucune autorité que vous avez choisie.
verdict-sentence-self-made = Le document n’a pas changé depuis la signature par { $people ->
    [1] { $name }
   *[other] { $others } et { $name }
}. Le cachet a été posé par l’identité « { $signer } », faite par un logiciel et garantie par aucune autorité.
verdict-sentence-unchecked = Ce PDF contient une signature que ce programme ne sait pas contrôler. Rien ne permet de dire qu’elle est bonne ou mauvaise.
verdict-sentence-lost = Ce PDF est abîmé : il y reste des traces d’une signature électronique qui ne peut plus être lue. Rien ne permet de dire si elle était bonne ; demandez le fichier d’origine.
verdict-sentence-changed = Le contenu a été changé après la signature par { $name }{ $changed ->
    [one] {" "}(page { $last })
    [several] {" "}(pages { $pages } et { $last })
    [many] {" "}({ $count } pages)
   *[none] {""}
}. Ne vous y fiez pas ; demandez l’original.
verdict-sentence-broken = { $people ->
    [1] La signature au nom « { $name } » ne correspond pas
   *[other] Les signatures aux noms de { $others } et { $name } ne correspondent pas
} à ce document. Ne vous y fiez pas ; demandez l’original.
verdict-sentence-appended = Des octets ont été ajoutés après la fin du fichier signé par { $name } : un lecteur peut les prendre pour du contenu. Ne vous y fiez pas ; demandez l’original.
verdict-sentence-unreadable = La signature au nom « { $name } » ne peut pas être lue : rien n’a pu être comparé au document. Ne vous y fiez pas ; demandez l’original.
verdict-sentence-certificate = La signature au nom « { $name } » repose sur un certificat qui ne convient pas. Ne vous y fiez pas ; demandez à l’expéditeur une nouvelle signature.
verdict-sentence-none = Ce PDF montre peut-être une image de signature. Une image seule ne prouve ni l’identité ni l’accord.
verdict-sentence-stamped = Personne n’a signé ce PDF. Un horodatage ({ $name }) dit seulement que ce fichier existait le { $time } ; une image de signature ne prouve ni l’identité ni l’accord.
verdict-sentence-stamp-broken = { $people ->
    [0] Personne n’a signé ce PDF, et l’horodatage fait par { $name } ne correspond pas à ce fichier.
   *[other] L’horodatage fait par { $name } ne correspond pas à ce fichier.
} Ne vous y fiez pas ; demandez l’original.
verdict-sentence-stamp-doubtful = { $people ->
    [0] Personne n’a signé ce PDF. Ce
   *[other] Ce
} qui a été ajouté après l’horodatage fait par { $name } peut tromper sur ce qui se lisait alors, ou certains logiciels montrent autre chose que ces pages.
verdict-sentence-stamp-unconfirmed = L’horodatage fait par { $name } est intact, mais rien ne le confirme : il ne prouve pas la date. Voyez chaque signature.
verdict-sentence-acting = Le fichier n’a pas changé depuis la signature par { $name }, mais il agit de lui-même à l’ouverture, ou certains logiciels montrent autre chose que ses pages.
verdict-sentence-locked = Le champ où { $name } a signé demandait de verrouiller ce qui a été rempli ensuite ({ $fields }). Comparez avec la version signée.
verdict-sentence-chain = Le document n’a pas changé depuis la signature par { $name }, mais la chaîne de certificats qui devrait garantir son identité ne tient pas.
verdict-sentence-covered = Un ajout fait après la signature par { $name } recouvre ou complète ce qui a été signé, ou peut le faire (pages : { $pages }). Comparez avec la version signée avant de vous y fier.
verdict-sentence-differing = Un champ rempli après la signature par { $name } montre autre chose que sa valeur, ou ne peut pas être comparé avec elle ({ $fields }). Comparez avec la version signée.
verdict-sentence-replaced = Un champ disait autre chose quand { $name } a signé ({ $fields }) : sa valeur a été remplacée depuis, ce que le document permet. Ce qui s’y lit aujourd’hui n’est pas ce qui a été signé ; comparez avec la version signée.
verdict-sentence-expired = Le document n’a pas changé depuis la signature par { $name }, mais le certificat n’est plus ou n’était pas encore valable, et aucun horodatage ne prouve que la signature date de sa validité.
verdict-sentence-held = Le document n’a pas changé depuis la signature par { $name }, mais le certificat était suspendu.
verdict-sentence-list-overdue = Le document n’a pas changé depuis la signature par { $name }. La liste européenne qui garantit son identité aurait dû être remplacée par une plus récente : elle peut ignorer un retrait.
verdict-sentence-no-certificate = Le document n’a pas changé depuis la signature, mais elle ne dit pas de façon sûre de quel certificat elle vient.
verdict-sentence-purpose = Le document n’a pas changé depuis la signature par { $name }, mais le certificat n’est pas fait pour signer des documents.
verdict-sentence-removed = Le document tel qu’il s’affiche ne contient plus la signature « { $name } » : elle ne figure que dans un état antérieur du fichier.
verdict-sentence-revocation-unknown = Le document n’a pas changé depuis la signature par { $name }, et son certificat vient d’une autorité reconnue. Mais rien dans le fichier ne prouve qu’il n’était pas révoqué.
verdict-sentence-revoked = Le document n’a pas changé depuis la signature par { $name }, mais le certificat, ou celui d’une autorité au-dessus, a été révoqué, et rien ne prouve que la signature est antérieure.
verdict-sentence-service-not-granted = Le document n’a pas changé depuis la signature par { $name }. Le service de { $provider } figure sur la liste européenne ({ $territory }), mais elle ne le garantissait pas au moment qui compte.
verdict-sentence-weak = Le document n’a pas changé depuis la signature par { $name }, mais sa cryptographie est trop faible aujourd’hui, et aucun horodatage ne prouve que la signature date d’avant.
answer-unchanged-yes = Ce qui a été signé n’a pas été modifié.
answer-unchanged-no = Ce qui a été signé ne correspond plus à la signature.
answer-unchanged-unknown = L’intégrité n’a pas pu être contrôlée.
answer-later-none = Rien n’a été ajouté après cette signature.
answer-later-allowed = Des ajouts permis ont suivi : { $what }.
answer-later-doubtful = Un ajout ou un champ rempli ensuite peut tromper sur ce qui a été signé : comparez avec la version signée.
answer-later-forbidden = Des changements que rien n’autorise ont suivi cette signature.
answer-later-unknown = Les ajouts n’ont pas pu être contrôlés.
answer-who-trusted = { $signer }, certificat garanti par { $issuer }.
answer-who-listed = { $signer }, certificat garanti par { $provider } (liste européenne, { $territory }).
answer-who-qualified = { $signer }, certificat qualifié de { $provider } (liste européenne, { $territory }).
answer-who-trusted-seal = { $name }, d’après la personne qui a recueilli la signature ; cachet « { $signer } », que vous avez choisi de reconnaître.
answer-who-trusted-self-made = { $name }, d’après l’identité « { $signer } » que vous avez choisi de reconnaître.
answer-who-self-made = { $name }, d’après la personne qui a recueilli la signature ; cachet « { $signer } » fait par un logiciel.
answer-who-own-seal = { $signer }, d’après un certificat fait à ce nom par un logiciel : personne d’autre ne le garantit.
answer-who-unknown = { $signer }, d’après un certificat émis par { $issuer } que vous n’avez pas choisi de reconnaître.
answer-who-expired = { $signer }, d’après un certificat reconnu, mais expiré : rien ne prouve que la signature est d’avant.
answer-who-out-of-validity = { $signer }, d’après un certificat reconnu, mais hors de sa période de validité : rien ne prouve que la signature en date.
answer-who-chain = { $signer }, d’après un certificat émis par { $issuer } ; la chaîne qui devrait le garantir ne tient pas.
answer-who-unproven = Rien ne le prouve : la signature ne tient pas, et le nom « { $name } » a pu être recopié.
answer-who-unchecked = { $name }, d’après ce que contient la signature, qui n’a pas pu être contrôlée.
answer-when-claimed = { $time }, d’après l’ordinateur du signataire.
answer-when-proven = { $time }, prouvé par un horodatage.
answer-when-claimed-stamped = { $time }, d’après l’ordinateur du signataire ; { $stamped }, d’après un horodatage fait par { $authority }, qui n’est pas retenu.
answer-when-stamped = { $time }, d’après { $authority }.
answer-when-stamped-unknown = { $time }, d’après { $authority }, que vous n’avez pas choisi de reconnaître.
answer-when-stamped-broken = { $time }, d’après un horodatage qui ne tient pas.
answer-when-unknown = Aucune date n’est annoncée.
answer-certificate-good = Le certificat était en cours de validité et n’annonce aucun service de révocation.
answer-certificate-unrevoked-unknown = Le certificat était en cours de validité ; sa révocation n’a pas pu être contrôlée sans réseau.
answer-certificate-expired = Le certificat n’était plus valable.
answer-certificate-expired-since = Le certificat a expiré depuis, le { $not_after } ; rien ne prouve que la signature est d’avant.
answer-certificate-not-yet-valid = Le certificat n’était pas encore valable.
answer-certificate-revoked = Le certificat avait été révoqué.
answer-certificate-wrong-usage = Le certificat n’est pas fait pour signer.
answer-certificate-unproven = Sans objet : la signature ne tient pas.
answer-certificate-unchecked = Sans objet : la signature n’a pas pu être contrôlée.
answer-certificate-unknown = La validité du certificat n’a pas pu être établie.
answer-certificate-untrusted = La validité du certificat n’a pas pu être établie : aucune chaîne ne mène à un certificat que vous reconnaissez.
later-lta-updates = des preuves de validité
later-form-filling = une signature ou un champ rempli
later-annotations = des annotations
advice-keep-original = Conservez ce fichier tel quel : une copie imprimée ou réenregistrée n’est plus signée.
advice-confirm-identity = Demandez à l’expéditeur, par un autre moyen, l’empreinte de son certificat, puis reconnaissez ce certificat si elle correspond.
advice-own-identity = Ce certificat est celui de votre identité « { $name } », faite sur cet ordinateur : vous pouvez le reconnaître sans rien comparer.
advice-own-request = Ce document est le résultat de votre propre demande : comparez l’empreinte du certificat avec celle de votre identité (dans les réglages) ou, si quelqu’un d’autre a signé, avec celle que cette personne vous donne ; reconnaissez-le si elle correspond.
advice-ask-original = Demandez à l’expéditeur le fichier d’origine et comparez.
advice-ask-signature = Si une signature était attendue, demandez le PDF signé électroniquement, pas sa copie scannée.
advice-other-tool = Contrôlez cette signature avec le logiciel de son émetteur.
advice-compare-signed = Ouvrez la version signée et comparez-la avec ce qui s’affiche.
advice-ask-signer = Demandez à la personne qui a signé de confirmer ou de signer à nouveau.
advice-import-lists = Importez les listes de confiance récentes (« paraphe trust import ») puis vérifiez à nouveau.
advice-ask-proof = Demandez un exemplaire qui contient ses preuves de validité (niveau B-LT ou B-LTA).
# What verifies and is not the last state yet
verdict-unfinished-running = Copie intermédiaire : la demande « { $title } » est encore en cours, { $signed ->
    [0] personne n’y a encore signé
    [1] 1 signataire sur { $people } a signé
   *[other] { $signed } signataires sur { $people } ont signé
}.
verdict-unfinished-ended = Copie intermédiaire : la demande « { $title } » s’est terminée avant que tout le monde ait signé.
verdict-unfinished-earlier = Copie intermédiaire : d’autres signatures ont suivi dans la demande « { $title } ».
verdict-unfinished-fields = { $n ->
    [1] Un champ de signature est encore vide
   *[other] { $n } champs de signature sont encore vides
} : quelqu’un doit peut-être encore signer.
# What Acrobat will show, and what the history knows
verdict-acrobat-none = Acrobat n’affichera ni bandeau ni panneau de signature : il n’y en a pas.
verdict-acrobat-valid = Acrobat devrait afficher la coche verte : { $issuer } figure sur la liste européenne, qu’il reprend. Il interroge lui-même le service de révocation, ce qui n’a pas été fait ici.
verdict-acrobat-certified = Acrobat devrait afficher le ruban bleu des documents certifiés : { $issuer } figure sur la liste européenne, qu’il reprend.
verdict-acrobat-additions = Acrobat devrait afficher la coche verte, en signalant des modifications non signées après la dernière signature.
verdict-acrobat-unlisted = Cela dépend de { $issuer } : coche verte si la liste d’Adobe (AATL) ou la liste européenne connaît cet émetteur, triangle jaune « identité inconnue » sinon. Reconnaître le certificat ici n’y change rien.
verdict-acrobat-self-made = Acrobat affichera le triangle jaune : il ne connaît pas { $issuer } et ne le connaîtra que si chaque lecteur ajoute ce certificat à ses identités approuvées.
verdict-acrobat-extended = Acrobat peut dire que le document certifié a été modifié : il compte aussi les preuves ajoutées après une certification qui n’autorise aucun changement, alors que la norme les permet.
verdict-acrobat-certificate = Acrobat affichera un triangle jaune ou une croix rouge : le certificat « { $name } » ne convient pas.
verdict-acrobat-unforeseeable = Ce programme ne sait pas contrôler la signature « { $name } » et ne peut donc pas prévoir ce qu’en dira Acrobat.
verdict-acrobat-lost = Il ne reste que des traces d’une signature dans ce fichier abîmé : ce qu’Acrobat en dira ne peut pas être prévu.
verdict-acrobat-invalid = Acrobat affichera la croix rouge : au moins une signature n’est pas valable ({ $name }).
verdict-origin-sent = C’est exactement le document de votre demande « { $title } », tel qu’il a été envoyé le { $time }.{ $others ->
    [yes] {" "}D’autres demandes portent ce même document ; la plus récente est nommée ici.
   *[no] {""}
}
verdict-origin-received = C’est exactement le document signé de votre demande « { $title } », conservé ici depuis le { $time }.{ $sent ->
    [changed] {" "}Il commence par ce que vous avez envoyé, mais son contenu a été modifié ensuite sans que rien l’explique : comparez les deux.
    [other] {" "}Il ne commence pas par les octets que vous avez envoyés, et n’y a pas été comparé ici.
   *[same] {""}
}{ $others ->
    [yes] {" "}D’autres demandes portent ce même document ; la plus récente est nommée ici.
   *[no] {""}
}
verdict-origin-earlier = C’est un état antérieur du document de votre demande « { $title } », conservé ici depuis le { $time } : d’autres signatures ont suivi.{ $sent ->
    [changed] {" "}Il commence par ce que vous avez envoyé, mais son contenu a été modifié ensuite sans que rien l’explique : comparez les deux.
    [other] {" "}Il ne commence pas par les octets que vous avez envoyés, et n’y a pas été comparé ici.
   *[same] {""}
}{ $others ->
    [yes] {" "}D’autres demandes portent ce même document ; la plus récente est nommée ici.
   *[no] {""}
}
verdict-origin-continued = Ce fichier contient, sans un octet changé, le document de votre demande « { $title } » du { $time } ; { $added ->
    [signature] une signature y a été ajoutée
   *[other] quelque chose a été ajouté derrière
}{ $filled ->
    [0] {""}
    [one] , un champ a été rempli ({ $fields })
   *[other] , { $filled } champs ont été remplis ({ $fields })
}{ $notes ->
    [yes] , des notes ont été ajoutées
   *[no] {""}
}.{ $others ->
    [yes] {" "}D’autres demandes portent ce même document ; la plus récente est nommée ici.
   *[no] {""}
}
verdict-origin-changed = Ce fichier commence par le document de votre demande « { $title } » du { $time } ; la suite ne s’explique pas entièrement par des signatures, des champs remplis ou des notes à côté du texte. Comparez : ce qu’il montre n’est peut-être plus ce que vous avez envoyé.{ $others ->
    [yes] {" "}D’autres demandes portent ce même document ; la plus récente est nommée ici.
   *[no] {""}
}
verdict-not-as-sent = Ce fichier commence par un document que vous avez envoyé, et la suite ne s’explique pas entièrement : le contenu a pu changer avant la signature. Comparez-le avec ce que vous avez envoyé.
verdict-origin-name-only = Ce fichier porte le nom d’un document de votre demande « { $title } » du { $time }, mais ce n’est pas le même fichier. Un nom ne prouve rien.
