# The message a signer’s copy goes with, as the host’s mail program shows it before anything leaves.

receipt-mail-subject = La Sua copia firmata: { $title }
receipt-mail-text =
    Buongiorno { $name },

    { $count ->
        [one] in allegato trova la Sua copia del documento che ha firmato: «{ $title }».
       *[other] in allegato trova la Sua copia dei { $count } documenti che ha firmato: «{ $title }».
    }

    { $host }
