# Sentences the desktop may pop up.
notification-signed-title = Signature recueillie
notification-signed = { $name } a signé « { $title } » ({ $done }/{ $total })
notification-completed-title = Tout le monde a signé
notification-completed = « { $title } » est signé par tous. Ouvrir
notification-declined-title = Signature refusée
notification-declined = { $name } a refusé de signer « { $title } »
