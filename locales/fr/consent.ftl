# What a signer accepts before signing. The exact text is hashed and recorded: change the version with the text.
consent-version = 2
consent-text = J’ai pu lire le document. J’accepte de le signer de façon électronique sur cet appareil, en présence de { $host }. Ma signature, la date et l’heure et les informations techniques décrites ci-dessous seront jointes au document. Je peux refuser et demander une version papier.
consent-text-alone = J’ai pu lire le document. J’accepte de le signer de façon électronique sur cet appareil. Ma signature, la date et l’heure et les informations techniques décrites ci-dessous seront jointes au document.
consent-host-unnamed = la personne qui me présente ce document
consent-biometric = J’accepte en plus que la dynamique de ma signature (vitesse, pression) soit conservée chiffrée, pour servir de preuve en cas de litige.

# What a box beside the signature is called where nobody named it.
entry-checkbox = Case à cocher
entry-date = Date
entry-name = Nom
entry-place = Lieu
entry-text = Texte
