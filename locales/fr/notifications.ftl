# Sentences the desktop may pop up.
notification-signed-title = Signature recueillie
notification-signed = { $name } a signé « { $title } » ({ $done }/{ $total })
notification-completed-title = Tout le monde a signé
notification-completed = « { $title } » est signé par tous. Ouvrir
notification-declined-title = Signature refusée
notification-declined = { $name } a refusé de signer « { $title } »
    .reason = { $name } a refusé de signer « { $title } » : « { $reason } »
notification-viewed-title = Document ouvert
notification-viewed = { $name } a ouvert « { $title } »
notification-refused-title = Signature refusée
notification-refused = Quelqu’un a refusé de signer « { $title } »
notification-expiring-title = Le délai se termine
notification-expiring = { $days ->
    [one] « { $title } » attend encore des signatures, et son délai se termine dans moins d’un jour
   *[other] « { $title } » attend encore des signatures, et son délai se termine dans moins de { $days } jours
}
notification-expired-title = Délai passé
notification-expired = Le délai pour signer « { $title } » est passé
notification-failed-title = Échec d’envoi
notification-failed = « { $title } » n’est pas parti avec « { $account } ». Ouvrir
notification-batch-completed-title = Envoi groupé terminé
notification-batch-completed = « { $title } » : { $done } demandes signées sur { $total }
