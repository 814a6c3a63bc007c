# The message a signer’s copy goes with, as the host’s mail program shows it before anything leaves. Also in Italian and Arabic.

receipt-mail-subject = Your signed copy: { $title }
receipt-mail-text =
    Hello { $name },

    { $count ->
        [one] Attached is your copy of the document you have signed: “{ $title }”.
       *[other] Attached is your copy of the { $count } documents you have signed: “{ $title }”.
    }

    { $host }
