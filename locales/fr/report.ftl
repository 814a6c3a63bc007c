# Words written into signed PDFs and printed by the command.
appearance-date = Le { $date }
appearance-reason = Motif : { $reason }
appearance-location = À { $location }
appearance-on-behalf = p.o. { $name }
appearance-witness = Témoin : { $name }
appearance-approved = Lu et approuvé
signature-tooltip = Signature de { $name }
identity-common-name = Paraphe – { $host }
identity-host-unnamed = cet ordinateur
