# Verdicts, answers and advice about a signed PDF, for reports.
verdict-valid = Firma valida
verdict-identity = Documento intatto, identità da confermare
verdict-broken = Documento modificato o firma non valida
verdict-none = Nessuna firma elettronica
verdict-title-chain = Documento intatto, catena di certificati da verificare
verdict-title-covered = Firma intatta, contenuto forse coperto
verdict-title-differing = Firma intatta, campo compilato da verificare
verdict-title-replaced = Firma intatta, valore di un campo sostituito
verdict-title-expired = Documento intatto, certificato fuori dal suo periodo di validità
verdict-title-held = Documento intatto, certificato sospeso
verdict-title-list-overdue = Documento intatto, elenco europeo da rinnovare
verdict-title-no-certificate = Documento intatto, certificato incerto
verdict-title-purpose = Documento intatto, certificato non adatto
verdict-title-removed = Firma tolta dal documento mostrato
verdict-title-revoked = Documento intatto, certificato revocato
verdict-title-revocation-unknown = Documento intatto, revoca da verificare
verdict-title-unchecked = Firma che qui non si può controllare
verdict-title-lost = Firma danneggiata che non si può controllare
verdict-title-weak = Documento intatto, crittografia troppo debole
verdict-title-acting = Firma intatta, visualizzazione incerta
verdict-title-stamp-doubtful = Marca temporale integra, contenuto da verificare
verdict-title-stamp-unconfirmed = Marca temporale da confermare
verdict-title-locked = Firma intatta, campo bloccato compilato
verdict-sentence-valid = Firmato da { $people ->
    [1] { $name }
   *[other] { $people } persone: { $others } e { $name }
}, { $time ->
    [none] senza data dichiarata
   *[other] { $people ->
        [1] data dichiarata
       *[other] ultima data dichiarata
    }: { $time }
}. { $later ->
    [yes] La versione firmata non è cambiata; sono seguite aggiunte permesse.
   *[no] Il documento non è cambiato da allora.
} Identità garantita da { $issuer }, che Lei ha scelto di riconoscere.
verdict-sentence-listed = Firmato da { $people ->
    [1] { $name }
   *[other] { $people } persone: { $others } e { $name }
}, { $time ->
    [none] senza data dichiarata
   *[other] { $people ->
        [1] data dichiarata
       *[other] ultima data dichiarata
    }: { $time }
}. { $later ->
    [yes] La versione firmata non è cambiata; sono seguite aggiunte permesse.
   *[no] Il documento non è cambiato da allora.
} Identità garantita da { $provider } (elenco europeo, { $territory }).
verdict-sentence-own = Firmato da { $people ->
    [1] { $name }
   *[other] { $people } persone: { $others } e { $name }
}, { $time ->
    [none] senza data dichiarata
   *[other] { $people ->
        [1] data dichiarata
       *[other] ultima data dichiarata
    }: { $time }
}. { $later ->
    [yes] La versione firmata non è cambiata; sono seguite aggiunte permesse.
   *[no] Il documento non è cambiato da allora.
} Il certificato è stato creato da un programma a nome di chi firma, e Lei ha scelto di riconoscerlo.
verdict-sentence-sealed = Firmato da { $people ->
    [1] { $name }
   *[other] { $people } persone: { $others } e { $name }
}, { $time ->
    [none] senza data dichiarata
   *[other] { $people ->
        [1] data dichiarata
       *[other] ultima data dichiarata
    }: { $time }
}. { $later ->
    [yes] La versione firmata non è cambiata; sono seguite aggiunte permesse.
   *[no] Il documento non è cambiato da allora.
} { $people ->
    [1] Questo nome è indicato
   *[other] Questi nomi sono indicati
} secondo la persona che ha raccolto la firma; sigillo «{ $signer }», che Lei ha scelto di riconoscere.
verdict-sentence-several = Firmato da { $people ->
    [1] { $name }
   *[other] { $people } persone: { $others } e { $name }
}, { $time ->
    [none] senza data dichiarata
   *[other] { $people ->
        [1] data dichiarata
       *[other] ultima data dichiarata
    }: { $time }
}. { $later ->
    [yes] La versione firmata non è cambiata; sono seguite aggiunte permesse.
   *[no] Il documento non è cambiato da allora.
} Chi garantisce l’identità varia: veda ogni firma.
verdict-sentence-identity = Il documento non è cambiato dopo la firma di { $name }, ma nulla garantisce chi ha firmato: il certificato non viene da nessuna autorità che Lei abbia scelto di riconoscere.
verdict-sentence-self-made = Il documento non è cambiato dopo { $people ->
    [1] la firma di { $name }
   *[other] le firme di { $others } e { $name }
}. Il sigillo è stato apposto dall’identità «{ $signer }», creata da un programma e non garantita da alcuna autorità.
verdict-sentence-unchecked = Questo PDF contiene una firma che questo programma non sa controllare. Nulla permette di dire se sia buona o no.
verdict-sentence-lost = Questo PDF è danneggiato: vi restano tracce di una firma elettronica che non può più essere letta. Nulla permette di dire se fosse valida; chieda il file originale.
verdict-sentence-changed = Il contenuto è stato modificato dopo la firma di { $name }{ $changed ->
    [one] {" "}(pagina { $last })
    [several] {" "}(pagine { $pages } e { $last })
    [many] {" "}({ $count } pagine)
   *[none] {""}
}. Non vi faccia affidamento; chieda l’originale.
verdict-sentence-broken = { $people ->
    [1] La firma di { $name } non corrisponde
   *[other] Le firme di { $others } e { $name } non corrispondono
} a questo documento. Non vi faccia affidamento; chieda l’originale.
verdict-sentence-appended = Sono stati aggiunti byte dopo la fine del file firmato da { $name }: un programma può scambiarli per contenuto. Non vi faccia affidamento; chieda l’originale.
verdict-sentence-unreadable = La firma a nome di { $name } non può essere letta: nulla ha potuto essere confrontato con il documento. Non vi faccia affidamento; chieda l’originale.
verdict-sentence-certificate = La firma di { $name } si basa su un certificato non adatto. Non vi faccia affidamento; chieda al mittente una nuova firma.
verdict-sentence-none = Questo PDF mostra forse l’immagine di una firma. Un’immagine da sola non prova né l’identità né il consenso.
verdict-sentence-stamped = Nessuno ha firmato questo PDF. Una marca temporale ({ $name }) dice solo che il file esisteva il { $time }; l’immagine di una firma non prova né l’identità né il consenso.
verdict-sentence-stamp-broken = { $people ->
    [0] Nessuno ha firmato questo PDF, e la marca temporale di { $name } non corrisponde a questo file.
   *[other] La marca temporale di { $name } non corrisponde a questo file.
} Non vi faccia affidamento; chieda l’originale.
verdict-sentence-stamp-doubtful = { $people ->
    [0] Nessuno ha firmato questo PDF. Ciò
   *[other] Ciò
} che è stato aggiunto dopo la marca temporale di { $name } può trarre in inganno su ciò che vi si leggeva, o alcuni programmi mostrano qualcosa di diverso da queste pagine.
verdict-sentence-stamp-unconfirmed = La marca temporale di { $name } è integra, ma nulla la conferma: non prova la data. Veda ogni firma.
verdict-sentence-acting = Il file non è cambiato da quando { $name } ha firmato, ma agisce da solo all’apertura, o alcuni programmi mostrano qualcosa di diverso dalle sue pagine.
verdict-sentence-locked = Il campo in cui { $name } ha firmato chiedeva di bloccare ciò che è stato compilato in seguito ({ $fields }). Confronti con la versione firmata.
verdict-sentence-chain = Il documento non è cambiato dopo la firma di { $name }, ma la catena di certificati che dovrebbe garantirne l’identità non regge.
verdict-sentence-covered = Un’aggiunta fatta dopo la firma di { $name } copre o completa ciò che è stato firmato, o può farlo (pagine: { $pages }). Confronti con la versione firmata prima di farvi affidamento.
verdict-sentence-differing = Un campo compilato dopo la firma di { $name } mostra qualcosa di diverso dal suo valore, o non può essere confrontato con esso ({ $fields }). Confronti con la versione firmata.
verdict-sentence-replaced = Un campo diceva altro quando { $name } ha firmato ({ $fields }): il suo valore è stato sostituito in seguito, cosa che il documento permette. Ciò che vi si legge oggi non è ciò che è stato firmato; confronti con la versione firmata.
verdict-sentence-expired = Il documento non è cambiato dopo la firma di { $name }, ma il certificato non è più valido o non lo era ancora, e nessuna marca temporale prova che la firma risale al periodo di validità.
verdict-sentence-held = Il documento non è cambiato dopo la firma di { $name }, ma il certificato era sospeso.
verdict-sentence-list-overdue = Il documento non è cambiato dopo la firma di { $name }. L’elenco europeo che ne garantisce l’identità avrebbe dovuto essere sostituito da uno più recente: può ignorare un ritiro.
verdict-sentence-no-certificate = Il documento non è cambiato dopo la firma, ma questa non dice con certezza da quale certificato proviene.
verdict-sentence-purpose = Il documento non è cambiato dopo la firma di { $name }, ma il certificato non è fatto per firmare documenti.
verdict-sentence-removed = Il documento così come viene mostrato non contiene più la firma di { $name }: si trova solo in uno stato precedente del file.
verdict-sentence-revocation-unknown = Il documento non è cambiato dopo la firma di { $name }, e il certificato viene da un’autorità riconosciuta. Ma nulla nel file prova che non fosse revocato.
verdict-sentence-revoked = Il documento non è cambiato dopo la firma di { $name }, ma il certificato, o quello di un’autorità superiore, è stato revocato, e nulla prova che la firma sia anteriore.
verdict-sentence-service-not-granted = Il documento non è cambiato dopo la firma di { $name }. Il servizio di { $provider } figura nell’elenco europeo ({ $territory }), che però non lo garantiva nel momento che conta.
verdict-sentence-weak = Il documento non è cambiato dopo la firma di { $name }, ma la sua crittografia oggi è troppo debole, e nessuna marca temporale prova che la firma è anteriore.
answer-unchanged-yes = Ciò che è stato firmato non è stato modificato.
answer-unchanged-no = Ciò che è stato firmato non corrisponde più alla firma.
answer-unchanged-unknown = L’integrità non ha potuto essere controllata.
answer-later-none = Nulla è stato aggiunto dopo questa firma.
answer-later-allowed = Sono seguite aggiunte permesse: { $what }.
answer-later-doubtful = Un’aggiunta o un campo compilato in seguito può trarre in inganno su ciò che è stato firmato: confronti con la versione firmata.
answer-later-forbidden = Dopo questa firma sono seguite modifiche che nulla autorizza.
answer-later-unknown = Le aggiunte non hanno potuto essere controllate.
answer-who-trusted = { $signer }, certificato garantito da { $issuer }.
answer-who-listed = { $signer }, certificato garantito da { $provider } (elenco europeo, { $territory }).
answer-who-qualified = { $signer }, certificato qualificato di { $provider } (elenco europeo, { $territory }).
answer-who-trusted-seal = { $name }, secondo la persona che ha raccolto la firma; sigillo «{ $signer }», che Lei ha scelto di riconoscere.
answer-who-trusted-self-made = { $name }, secondo l’identità «{ $signer }» che Lei ha scelto di riconoscere.
answer-who-self-made = { $name }, secondo la persona che ha raccolto la firma; sigillo «{ $signer }» creato da un programma.
answer-who-own-seal = { $signer }, secondo un certificato fatto a questo nome da un programma: nessun altro lo garantisce.
answer-who-unknown = { $signer }, secondo un certificato di { $issuer } che Lei non ha scelto di riconoscere.
answer-who-expired = { $signer }, secondo un certificato riconosciuto, ma scaduto: nulla prova che la firma sia anteriore.
answer-who-out-of-validity = { $signer }, secondo un certificato riconosciuto, ma fuori dal suo periodo di validità: nulla prova che la firma vi risalga.
answer-who-chain = { $signer }, secondo un certificato di { $issuer }; la catena che dovrebbe garantirlo non regge.
answer-who-unproven = Nulla lo prova: la firma non regge, e il nome di { $name } può essere stato copiato.
answer-who-unchecked = { $name }, secondo la firma stessa, che non è stato possibile controllare.
answer-when-claimed = { $time }, secondo il computer del firmatario.
answer-when-proven = { $time }, provato da una marca temporale.
answer-when-claimed-stamped = { $time }, secondo il computer del firmatario; { $stamped }, secondo una marca temporale di { $authority }, che non è considerata.
answer-when-stamped = { $time }, secondo { $authority }.
answer-when-stamped-unknown = { $time }, secondo { $authority }, che Lei non ha scelto di riconoscere.
answer-when-stamped-broken = { $time }, secondo una marca temporale che non regge.
answer-when-unknown = Nessuna data è dichiarata.
answer-certificate-good = Il certificato era nel suo periodo di validità e non indica alcun servizio di revoca.
answer-certificate-unrevoked-unknown = Il certificato era nel suo periodo di validità; la revoca non ha potuto essere controllata senza rete.
answer-certificate-expired = Il certificato non era più valido.
answer-certificate-expired-since = Il certificato è scaduto in seguito, il { $not_after }; nulla prova che la firma sia anteriore.
answer-certificate-not-yet-valid = Il certificato non era ancora valido.
answer-certificate-revoked = Il certificato era stato revocato.
answer-certificate-wrong-usage = Il certificato non è fatto per firmare.
answer-certificate-unproven = Non pertinente: la firma non regge.
answer-certificate-unchecked = Non pertinente: la firma non è stata controllata.
answer-certificate-unknown = La validità del certificato non ha potuto essere accertata.
answer-certificate-untrusted = La validità del certificato non ha potuto essere stabilita: nessuna catena porta a un certificato che Lei riconosce.
later-lta-updates = prove di validità
later-form-filling = una firma o un campo compilato
later-annotations = annotazioni
advice-keep-original = Conservi questo file così com’è: una copia stampata o salvata di nuovo non è più firmata.
advice-confirm-identity = Chieda al mittente, per un’altra via, l’impronta del suo certificato, poi riconosca questo certificato se corrisponde.
advice-own-identity = Questo certificato è quello della Sua identità «{ $name }», creata su questo computer: può riconoscerlo senza confrontare nulla.
advice-own-request = Questo documento è il risultato della Sua richiesta: confronti l’impronta del certificato con quella della Sua identità (nelle impostazioni) o, se ha firmato qualcun altro, con quella che questa persona Le comunica; lo riconosca se corrisponde.
advice-ask-original = Chieda al mittente il file originale e confronti.
advice-ask-signature = Se era attesa una firma, chieda il PDF firmato elettronicamente, non la sua copia scansionata.
advice-other-tool = Controlli questa firma con il programma di chi l’ha emessa.
advice-compare-signed = Apra la versione firmata e la confronti con ciò che viene mostrato.
advice-ask-signer = Chieda alla persona che ha firmato di confermare o di firmare di nuovo.
advice-import-lists = Importi gli elenchi di fiducia recenti («paraphe trust import») poi verifichi di nuovo.
advice-ask-proof = Chieda un esemplare che contenga le sue prove di validità (livello B-LT o B-LTA).
# What verifies and is not the last state yet
verdict-unfinished-running = Copia intermedia: la richiesta «{ $title }» è ancora in corso, { $signed ->
    [0] nessuno vi ha ancora firmato
    [1] 1 firmatario su { $people } ha firmato
   *[other] { $signed } firmatari su { $people } hanno firmato
}.
verdict-unfinished-ended = Copia intermedia: la richiesta «{ $title }» è terminata prima che tutti firmassero.
verdict-unfinished-earlier = Copia intermedia: altre firme sono seguite nella richiesta «{ $title }».
verdict-unfinished-fields = { $n ->
    [1] Un campo di firma è ancora vuoto
   *[other] { $n } campi di firma sono ancora vuoti
}: forse qualcuno deve ancora firmare.
# What Acrobat will show, and what the history knows
verdict-acrobat-none = Acrobat non mostrerà né la barra né il pannello delle firme: non ce ne sono.
verdict-acrobat-valid = Acrobat dovrebbe mostrare la spunta verde: { $issuer } figura nell’elenco europeo, che Acrobat riprende. Interroga lui stesso il servizio di revoca, cosa che qui non è stata fatta.
verdict-acrobat-certified = Acrobat dovrebbe mostrare il nastro blu dei documenti certificati: { $issuer } figura nell’elenco europeo, che Acrobat riprende.
verdict-acrobat-additions = Acrobat dovrebbe mostrare la spunta verde, segnalando modifiche non firmate dopo l’ultima firma.
verdict-acrobat-unlisted = Dipende da { $issuer }: spunta verde se l’elenco di Adobe (AATL) o l’elenco europeo conosce questo emittente, altrimenti triangolo giallo «identità sconosciuta». Riconoscere qui il certificato non cambia nulla.
verdict-acrobat-self-made = Acrobat mostrerà il triangolo giallo: non conosce { $issuer } e lo conoscerà solo se ogni lettore aggiunge questo certificato alle proprie identità attendibili.
verdict-acrobat-extended = Acrobat può dire che il documento certificato è stato modificato: conta anche le prove aggiunte dopo una certificazione che non autorizza alcuna modifica, mentre la norma le permette.
verdict-acrobat-certificate = Acrobat mostrerà un triangolo giallo o una croce rossa: il certificato di { $name } non è adatto.
verdict-acrobat-unforeseeable = Questo programma non sa controllare la firma di { $name } e quindi non può prevedere che cosa ne dirà Acrobat.
verdict-acrobat-lost = Di una firma restano solo tracce in questo file danneggiato: non si può prevedere che cosa ne dirà Acrobat.
verdict-acrobat-invalid = Acrobat mostrerà la croce rossa: almeno una firma non è valida ({ $name }).
verdict-origin-sent = È esattamente il documento della Sua richiesta «{ $title }», così come è stato inviato il { $time }.{ $others ->
    [yes] {" "}Altre richieste contengono lo stesso documento; qui è nominata la più recente.
   *[no] {""}
}
verdict-origin-received = È esattamente il documento firmato della Sua richiesta «{ $title }», conservato qui dal { $time }.{ $sent ->
    [changed] {" "}Comincia con ciò che Lei ha inviato, ma in seguito il suo contenuto è stato modificato senza che nulla lo spieghi: confronti i due.
    [other] {" "}Non comincia con i byte che Lei ha inviato, e qui non è stato confrontato con essi.
   *[same] {""}
}{ $others ->
    [yes] {" "}Altre richieste contengono lo stesso documento; qui è nominata la più recente.
   *[no] {""}
}
verdict-origin-earlier = È uno stato precedente del documento della Sua richiesta «{ $title }», conservato qui dal { $time }: sono seguite altre firme.{ $sent ->
    [changed] {" "}Comincia con ciò che Lei ha inviato, ma in seguito il suo contenuto è stato modificato senza che nulla lo spieghi: confronti i due.
    [other] {" "}Non comincia con i byte che Lei ha inviato, e qui non è stato confrontato con essi.
   *[same] {""}
}{ $others ->
    [yes] {" "}Altre richieste contengono lo stesso documento; qui è nominata la più recente.
   *[no] {""}
}
verdict-origin-continued = Questo file contiene, senza un byte cambiato, il documento della Sua richiesta «{ $title }» del { $time }; { $added ->
    [signature] è stata aggiunta una firma
   *[other] qualcosa è stato aggiunto in coda
}{ $filled ->
    [0] {""}
    [one] , è stato compilato un campo ({ $fields })
   *[other] , { $filled } campi sono stati compilati ({ $fields })
}{ $notes ->
    [yes] , sono state aggiunte note
   *[no] {""}
}.{ $others ->
    [yes] {" "}Altre richieste contengono lo stesso documento; qui è nominata la più recente.
   *[no] {""}
}
verdict-origin-changed = Questo file comincia con il documento della Sua richiesta «{ $title }» del { $time }; ciò che segue non si spiega del tutto con firme, campi compilati o note accanto al testo. Confronti: ciò che mostra potrebbe non essere più ciò che Lei ha inviato.{ $others ->
    [yes] {" "}Altre richieste contengono lo stesso documento; qui è nominata la più recente.
   *[no] {""}
}
verdict-not-as-sent = Questo file comincia con un documento che Lei ha inviato, e ciò che segue non si spiega del tutto: il contenuto può essere cambiato prima della firma. Lo confronti con ciò che ha inviato.
verdict-origin-name-only = Questo file porta il nome di un documento della Sua richiesta «{ $title }» del { $time }, ma non è lo stesso file. Un nome non prova nulla.
