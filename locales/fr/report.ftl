# Words written into signed PDFs and printed by the command.
appearance-date = Le { $date }
appearance-reason = Motif : { $reason }
appearance-location = À { $location }
appearance-on-behalf = p.o. { $name }
appearance-witness = Témoin : { $name }
appearance-approved = Lu et approuvé
signature-tooltip = Signature : { $name }
identity-common-name = Paraphe – { $host }
identity-host-unnamed = cet ordinateur

# What became of the rows of a table.
report-batch-row = Ligne
report-batch-status = État
report-batch-request = Demande
report-batch-document = Document
report-batch-to-correct = À corriger
report-batch-not-sent = Pas envoyée
