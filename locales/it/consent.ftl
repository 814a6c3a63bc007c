# What a signer accepts before signing. The exact text is hashed and recorded: change the version with the text.
consent-version = 2
consent-text = Ho potuto leggere il documento. Accetto di firmarlo elettronicamente su questo dispositivo, in presenza di { $host }. La mia firma, la data e l’ora e le informazioni tecniche descritte qui sotto saranno allegate al documento. Posso rifiutare e chiedere una versione cartacea.
consent-text-alone = Ho potuto leggere il documento. Accetto di firmarlo elettronicamente su questo dispositivo. La mia firma, la data e l’ora e le informazioni tecniche descritte qui sotto saranno allegate al documento.
consent-host-unnamed = la persona che mi presenta questo documento
consent-biometric = Accetto inoltre che la dinamica della mia firma (velocità, pressione) sia conservata in forma cifrata, per servire da prova in caso di controversia.

# What a signature shows in its box.
appearance-date = Il { $date }
appearance-reason = Motivo: { $reason }
appearance-location = A { $location }
appearance-on-behalf = p.o. { $name }
appearance-approved = Letto e approvato
appearance-witness = Testimone: { $name }

# What a box beside the signature is called where nobody named it.
entry-checkbox = Casella
entry-date = Data
entry-name = Nome
entry-place = Luogo
entry-text = Testo
