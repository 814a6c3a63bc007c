# Signing at this computer: read, accept, sign, confirm, hand over.

sign-steps = Fasi della firma
sign-step-read = Leggere
sign-step-consent = Accettare
sign-step-fill = Compilare
sign-step-sign = Firmare
sign-step-confirm = Confermare
sign-step-done = fatto
sign-title-read = Legga il documento
sign-title-consent = Il Suo consenso
sign-title-fill = Compili il documento
sign-title-sign = La Sua firma
sign-title-confirm = Ultimo controllo
sign-leave = Esci
sign-here = La Sua firma
sign-your-place = La Sua firma andrà qui, pagina { $page }
sign-your-entry = { $what } andrà qui, pagina { $page }
sign-entry-ticked = { $label }: selezionato
sign-entry-unticked = { $label }: non selezionato
sign-fill-told = Ciò che indica qui sarà scritto nel documento e firmato con esso.
sign-fill-optional = Facoltativo
sign-kind-checkbox = Casella
sign-kind-date = Data
sign-kind-name = Nome
sign-kind-place = Luogo
sign-kind-text = Testo
sign-next-place = Avanti: la mia firma
sign-accept = Ho letto questo testo e lo accetto.
sign-accept-missing = Spunti la casella per continuare, oppure rifiuti di firmare.
sign-read-again = Rileggere il documento
sign-decline = Rifiuto
sign-how = Modo di firmare
sign-tab-draw = Disegnare
sign-tab-type = Scrivere
sign-pad = { $count ->
    [0] Area di firma di { $name }, vuota. Per firmare con la tastiera, scelga «Scrivere».
    [one] Area di firma di { $name }, { $count } tratto
   *[other] Area di firma di { $name }, { $count } tratti
}
sign-pad-empty = Prima firmi nell’area qui sopra.
sign-pad-hint = Firmi con il mouse, il dito o una penna. Vedrà il risultato sul documento prima di confermare.
sign-undo-stroke = Annulla il tratto
sign-clear = Cancella
sign-with-finger = Firmare con il dito
sign-validate = Conferma
sign-typed-name = Il Suo nome, come apparirà
    .hint = Scriva nome e cognome. Vedrà il risultato sul documento prima di confermare.
sign-typed-sketch = Anteprima: { $name }
sign-confirm-told = Ecco il documento come sarà firmato.
sign-unseen = La Sua firma non si vedrà su nessuna pagina: sarà nel file stesso.
sign-preview = Firma di { $name }, pagina { $page }
sign-again = Ricominciare
sign-for-good = Firmare definitivamente
sign-busy = Firma in corso…
sign-completed = { $count ->
    [one] Il documento è firmato da tutti.
   *[other] I documenti sono firmati da tutti.
}
sign-signed = La firma è registrata.
sign-declined = Rifiuto di { $name } registrato.
sign-decline-title = Rifiutare di firmare?
sign-decline-told = La richiesta si ferma: nessun altro potrà firmarla. Il documento resta com’è.
sign-decline-reason = Motivo
    .hint = Facoltativo. Sarà letto dalla persona che Le presenta questo documento.
    .alone = Facoltativo. Viene conservato con la richiesta.
sign-decline-not = Non rifiutare
sign-decline-do = Rifiutare di firmare

# Ways to sign for those who do not draw, and what is kept of a signature made face to face.

sign-tab-other = Altro modo
sign-typed-mine = Mi chiamo { $name } e questo nome scritto è la mia firma.
sign-typed-mine-missing = Spunti la casella per confermare il Suo nome, oppure scelga un altro modo.
sign-cross = Firmare con una croce, con un testimone
    .hint = Lei traccia una croce; una seconda persona scrive il proprio nome e firma accanto.
sign-cross-pad = La Sua croce
sign-cross-next = Al testimone
sign-cross-again = Rifare la croce
sign-witness-told = Testimone: Lei conferma che { $name } ha tracciato questa croce davanti a Lei.
sign-witness-name = Nome e cognome del testimone
sign-witness-pad = Firma del testimone
sign-other-decline = Rifiuto di firmare
    .hint = Può dire perché. Il documento resta com’è.
sign-biometrics-note = Facoltativo: senza questa casella firma allo stesso modo.
sign-recorded = Che cosa registriamo
sign-recorded-document = L’impronta del documento prima e dopo la Sua firma, e la posizione della firma.
sign-recorded-written = Ciò che sarà scritto nel documento con la Sua firma:
sign-recorded-offered = Ciò che potrà scrivere o spuntare nel documento:
sign-recorded-person = Il Suo nome, la Sua e-mail se la richiesta la contiene, il modo in cui è stata controllata la Sua identità e il nome della persona che Le presenta il documento.
    .alone = Il Suo nome, la Sua e-mail se la richiesta la contiene, e il nome indicato nelle impostazioni di questo programma.
sign-recorded-consent = Il testo che accetta, la sua lingua e l’ora di ogni fase.
    .alone = Il testo che accetta, la sua lingua e l’ora della firma.
sign-recorded-gesture = Il modo di firmare: dito, penna, mouse o tastiera, il numero di tratti e la durata. Nessuna foto, nessun video, nessuna copia di un documento d’identità.
sign-recorded-device = Il sistema, la versione del programma e le dimensioni dello schermo. Nessun numero di serie.
sign-recorded-dynamics = Solo se spunta la seconda casella: la velocità e la pressione del Suo gesto, cifrate. La chiave non è su questo dispositivo.
