# What a signer accepts before signing. The exact text is hashed and recorded: change the version with the text.
consent-version = 1
consent-text = Ho potuto leggere il documento. Accetto di firmarlo elettronicamente su questo dispositivo, in presenza di { $host }. La mia firma, la data e l’ora saranno allegate al documento. Posso rifiutare e chiedere una versione cartacea.
consent-host-unnamed = la persona che mi presenta questo documento
