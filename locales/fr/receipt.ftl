# The message a signer’s copy goes with, as the host’s mail program shows it before anything leaves. Also in Italian and Arabic.

receipt-mail-subject = Votre exemplaire signé : { $title }
receipt-mail-text =
    Bonjour { $name },

    { $count ->
        [one] Vous trouverez ci-joint votre exemplaire du document que vous avez signé : « { $title } ».
       *[other] Vous trouverez ci-joint votre exemplaire des { $count } documents que vous avez signés : « { $title } ».
    }

    { $host }
