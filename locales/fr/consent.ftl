# What a signer accepts before signing. The exact text is hashed and recorded: change the version with the text.
consent-version = 1
consent-text = J’ai pu lire le document. J’accepte de le signer de façon électronique sur cet appareil, en présence de { $host }. Ma signature, la date et l’heure seront jointes au document. Je peux refuser et demander une version papier.
consent-host-unnamed = la personne qui me présente ce document
