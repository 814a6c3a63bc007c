# Reports and tables about verified PDFs: written into files by the program.
verification-title = Rapporto di verifica
verification-part-file = Il file
verification-file = Nome del file
verification-sha256 = Impronta SHA-256
verification-signatures = Firme trovate
verification-checked = Verificato il
verification-judged-for = Giudicato alla data del
verification-program = Programma
verification-part-advice = Che cosa fare
verification-part-signature = Firma { $number }: { $name }
verification-question-unchanged = Il contenuto firmato è intatto?
verification-question-later = È rimasto com’era da allora?
verification-question-who = Si sa chi ha firmato?
verification-question-when = Si sa quando?
verification-question-certificate = Il certificato era valido?
verification-question-rely = Ci si può fare affidamento?
verification-yes = Sì
verification-open = Non accertato
verification-no = No
verification-rely-valid = Nulla vi si oppone, finché il file resta com’è.
verification-rely-open = Non senza una conferma: legga qui sotto che cosa è rimasto aperto.
verification-rely-broken = Non vi faccia affidamento.
verification-rely-unknown = Nulla permette di dirlo.
verification-kind = Tipo
verification-kind-approval = firma di una persona o di un’organizzazione
verification-kind-certification = certificazione da parte dell’autore del documento
verification-kind-timestamp = marca temporale sull’intero documento
verification-coverage = Estensione
verification-coverage-file = tutto il file
verification-coverage-revision = tutto il file com’era allora; in seguito è stato completato
verification-coverage-partial = solo una parte del file
verification-permits = L’autore permette in seguito
verification-permits-nothing = nessuna modifica
verification-permits-forms = di compilare i campi e di firmare
verification-permits-notes = di compilare i campi, di firmare e di annotare
verification-page = Visibile a pagina
verification-reason = Motivo indicato
verification-location = Luogo indicato
verification-claimed = Data dichiarata
verification-proven = Data provata
verification-changed-pages = Pagine toccate in seguito
verification-certificate-name = Nome nel certificato
verification-certificate-organization = Organizzazione
verification-certificate-issuer = Certificato emesso da
verification-certificate-serial = Numero di serie
verification-certificate-validity = Validità del certificato
verification-certificate-from-to = dal { $from } al { $to }
verification-certificate-fingerprint = Impronta del certificato (SHA-256)
verification-trusted-by = Riconosciuto grazie a
verification-listed = Elenco europeo
verification-timestamp = Marca temporale
verification-timestamp-valid = valida, di { $authority }
verification-timestamp-open = presente, non considerata, di { $authority }
verification-etsi = Per gli specialisti
verification-part-unchecked = Che cosa non è stato possibile controllare
verification-offline = La verifica è stata fatta sul computer, senza rete: nessun server è stato interrogato e il documento non è andato da nessuna parte. Che cosa sia accaduto in seguito a un certificato (la sua revoca) si sa solo dalle prove contenute nel file.
verification-lists = Elenchi di fiducia europei usati: quelli del { $time }.
verification-lists-none = Nessun elenco di fiducia europeo è stato importato su questo computer.
verification-of-signature = Firma { $number } ({ $name }): { $what }
verification-unknown-kinds = { $n ->
    [one] { $n } firma è di un tipo che questo programma non sa controllare.
   *[other] { $n } firme sono di un tipo che questo programma non sa controllare.
}
verification-part-acrobat = Che cosa mostrerà Acrobat
verification-part-history = Nella cronologia di questo computer
verification-table-title = Verifica di più PDF
verification-table-about = { $n ->
    [one] { $n } file verificato
   *[other] { $n } file verificati
} il { $time }, { $good ->
    [0] nessuno valido
    [one] di cui { $good } valido
   *[other] di cui { $good } validi
}.
verification-column-file = File
verification-column-verdict = Esito
verification-column-signers = Firmatari
verification-column-time = Data
verification-column-sentence = Spiegazione
verification-column-sha256 = SHA-256
verification-unreadable = Illeggibile

# What the table says of a file that cannot be read
error-damaged = Questo PDF è danneggiato e non può essere letto.
error-empty-file = Questo file è vuoto (0 byte).
error-encryption-unsupported = Questo PDF è cifrato in un modo che Paraphe non sa leggere.
error-file-forbidden = Lei non ha il diritto di leggere questo file.
error-file-in-use = Questo file è aperto in un altro programma: { $path }
error-file-missing = Questo file non è più in questo posto.
error-file-unreadable = Questo file non può essere letto.
error-is-a-folder = È una cartella, non un file.
error-not-a-pdf = Questo file non è un PDF.
error-password-needed = Questo PDF è protetto.
error-too-large = Questo file è troppo grande: { $size } MB, al massimo { $limit } MB.
error-truncated = Questo PDF è incompleto: manca la fine.
