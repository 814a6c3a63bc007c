# What is found in a file when it comes in, and what to do
finding-already-signed = { $n ->
    [one] Déjà signé { $n } fois : signer ici ne touche pas à la signature existante.
   *[other] Déjà signé { $n } fois : signer ici ne touche pas aux signatures existantes.
}
finding-certified = { $permission ->
    [no_changes] L’auteur de ce PDF interdit d’ajouter une signature. Demandez-lui une version non verrouillée.
   *[other] Certifié par son auteur : signer reste permis.
}
finding-encrypted = Protégé par mot de passe : il peut être lu et vérifié ; s’il ne peut pas être signé ici, demandez une version sans mot de passe.
finding-hybrid-xref = Construction inhabituelle : certains lecteurs anciens l’ouvrent mal. Rien à faire ici.
finding-java-script = Contient des scripts : Paraphe ne les exécute pas. Méfiez-vous si vous ne connaissez pas l’expéditeur.
finding-large-file = Fichier volumineux ({ $size }) : certaines messageries le refuseront.
finding-odd-boxes = { $n ->
    [one] Page { $pages } : dimensions inhabituelles. Contrôlez la place du cadre.
   *[other] Pages { $pages } : dimensions inhabituelles. Contrôlez la place des cadres.
}
finding-repaired = Fichier abîmé, lu quand même. Contrôlez que toutes les pages sont là, ou demandez un nouvel exemplaire.
finding-rotated = { $n ->
    [one] Page { $pages } tournée : pris en compte.
   *[other] Pages { $pages } tournées : pris en compte.
}
finding-trailing-bytes = Des données suivent la fin du document. Rien à faire ; la signature les couvrira.
finding-unsigned-fields = { $n ->
    [one] { $n } champ de signature est prévu par l’auteur. Vous pouvez placer vos propres cadres.
   *[other] { $n } champs de signature sont prévus par l’auteur. Vous pouvez placer vos propres cadres.
}
finding-xfa = Formulaire XFA : d’autres lecteurs peuvent montrer autre chose. Demandez une version PDF ordinaire avant de signer.

# What the validation of a signature found (detailed report)
finding-algorithm-protection-mismatch = Les algorithmes annoncés dans la signature ne sont pas ceux qui ont servi.
finding-algorithm-unsupported = Algorithme que ce programme ne sait pas calculer : { $algorithm }.
finding-attribute-malformed = Attribut manquant, répété ou mal formé : { $attribute }.
finding-byte-range-invalid = La signature ne couvre pas tout le document.
finding-bytes-after-end = Des octets suivent la fin du document.
finding-certificate-expired = Le certificat a expiré le { $not_after }.
finding-certificate-not-for-signing = Le certificat n’est pas fait pour signer des documents.
finding-certificate-not-yet-valid = Le certificat n’était valable qu’à partir du { $not_before }.
finding-chain-invalid = La chaîne de certificats ne tient pas : { $reason }.
finding-changed-after-signing = Le document a été modifié après la signature.
finding-changes-not-permitted = Des changements vont au-delà de ce que l’auteur permet.
finding-claimed-time-only = La date est celle que le signataire annonce.
finding-claimed-time-outside-certificate = La date annoncée est hors de la validité du certificat.
finding-cms-unreadable = Le conteneur de la signature ne peut pas être lu.
finding-content-timestamp-not-checked = Un horodatage du contenu, antérieur à la signature, accompagne la signature : ce programme ne le contrôle pas et ne s’y fie pas.
finding-digest-mismatch = Le contenu couvert n’est pas celui qui a été signé.
finding-document-timestamp-added = Un horodatage du document a été ajouté ensuite.
finding-file-repaired = La structure du fichier est abîmée ; chaque lecteur peut montrer autre chose.
finding-identity-self-made = Identité faite sur l’ordinateur du signataire ; aucune autorité ne garantit le nom.
finding-issuer-unknown = Aucune chaîne ne mène à un certificat que vous reconnaissez.
finding-key-too-short = Clé trop courte pour prouver quoi que ce soit ({ $bits } bits).
finding-qualified-claim-unconfirmed = Le certificat se dit qualifié ; seule une liste de confiance peut le confirmer.
finding-revocation-not-checked = La révocation n’a pas été contrôlée : aucun réseau n’est utilisé et le fichier n’apporte pas de preuve.
finding-service-not-granted = Le service de { $provider } figure sur la liste européenne ({ $territory }), mais elle ne le garantissait pas au moment qui compte.
finding-signer-count = Le conteneur n’a pas exactement un signataire.
finding-signature-added = D’autres signatures ou champs ont été ajoutés ensuite.
finding-signature-mismatch = La signature ne correspond pas au certificat et à ce qui est signé.
finding-signature-removed = Une signature d’un état antérieur n’est plus accessible.
finding-signing-certificate-mismatch = Le certificat n’est pas celui auquel le signataire s’est lié.
finding-signing-certificate-missing = Le certificat du signataire n’est pas dans le fichier.
finding-signing-certificate-unbound = Le signataire ne s’est pas lié à son certificat, comme PAdES le demande.
finding-sub-filter-unsupported = Sorte de signature inconnue : { $sub_filter }.
finding-trust-list-overdue = La liste de confiance utilisée ({ $territory }) aurait dû être remplacée le { $next_update } : elle peut ignorer un retrait récent.
finding-timestamp-invalid = L’horodatage n’appartient pas à cette signature ou est abîmé.
finding-timestamp-untrusted = L’horodatage est intact, mais son autorité n’est pas reconnue.
finding-unused-space-not-zero = La place réservée à la signature contient autre chose que des zéros.
finding-validation-data-added = Des preuves de validité ont été ajoutées ensuite.
finding-weak-digest = Empreinte falsifiable : { $algorithm }.
finding-fields-filled = Des champs ont été remplis ensuite.
finding-too-much-to-compute = Le fichier demande plus de calculs qu’un document ordinaire : le contrôle s’est arrêté.
finding-annotations-added = Des annotations ont été ajoutées ensuite (pages : { $pages }).
finding-appearance-covers-content = Un ajout recouvre ou complète ce que montre la version signée, ou peut le faire (pages : { $pages }). Comparez avec la version signée.
finding-appearance-differs-from-value = Des champs remplis ensuite montrent autre chose que leur valeur : { $fields }.
finding-field-value-replaced = Des champs disaient autre chose au moment de la signature : { $fields }.
finding-authority-not-checked = La révocation de l’autorité d’horodatage n’a pas été contrôlée ; pour le dernier horodatage, ce n’est pas nécessaire.
finding-certificate-held = Le certificat était suspendu.
finding-certificate-revoked = Le certificat, ou celui d’une autorité au-dessus, a été révoqué le { $revoked_at }.
finding-certificate-revoked-later = Le certificat a été révoqué le { $revoked_at }, après la signature : elle reste bonne.
finding-hidden-content = Le document signé contient des pages que rien ne montre.
finding-hidden-layers = Le document a des calques : tout ce qu’il contient n’est pas affiché, ou pas de la même façon à l’écran et sur papier.
finding-opens-with-script = Un programme contenu dans le document (JavaScript) s’exécute à l’ouverture : certains logiciels peuvent montrer autre chose.
finding-acts-unasked = Le document agit de lui-même à l’ouverture ou à l’affichage d’une page (champs remis à zéro ou masqués, calques, ouverture d’autre chose) : ce qui se voit peut ne pas être ce qui a été signé.
finding-layers-disputed = Selon le logiciel, le document ne montre pas les mêmes calques.
finding-shown-otherwise = Certains logiciels montrent autre chose que ces pages : un porte-documents, un formulaire mis en page à nouveau, ou une autre lecture du fichier.
finding-locked-field-filled = Des champs que la signature demandait de verrouiller ont été remplis ensuite : { $fields }.
finding-name-mixes-alphabets = Un nom contient des lettres d’un autre alphabet, qui ressemblent aux nôtres : { $words }. Lettres : { $letters }. Assurez-vous, par un autre moyen, de qui il s’agit.
finding-name-hides-characters = Un nom contient des caractères qui ne se voient pas ou qui en changent le sens de lecture : { $names }. Assurez-vous, par un autre moyen, de qui il s’agit.
finding-claimed-time-too-late = La date que le signataire annonce est dans l’avenir, ou après celle qui est prouvée : { $claimed }.
finding-claimed-time-out-of-order = La date annoncée ({ $claimed }) est antérieure à celle d’une signature que celle-ci contient ({ $earlier }).
finding-certificate-names-nobody = Le certificat ne nomme personne : seul son numéro le distingue ({ $serial }).
finding-signed-look-differs-from-value = Dès la signature, des champs montraient autre chose que leur valeur : { $fields }. C’est ce qu’ils montrent qui a été lu.
finding-revocation-too-old = Les preuves de non-révocation du fichier sont plus anciennes que la date qui compte.
finding-timestamp-not-checked = Un horodatage n’est pas retenu : le fichier ne dit pas si son autorité était révoquée.
