# Words written into signed PDFs and printed by the command.
appearance-date = On { $date }
appearance-reason = Reason: { $reason }
appearance-location = In { $location }
appearance-on-behalf = p.p. { $name }
appearance-witness = Witness: { $name }
appearance-approved = Read and approved
signature-tooltip = Signature of { $name }
identity-common-name = Paraphe – { $host }
identity-host-unnamed = this computer

# What became of the rows of a table.
report-batch-row = Row
report-batch-status = Status
report-batch-request = Request
report-batch-document = Document
report-batch-to-correct = To correct
report-batch-not-sent = Not sent
