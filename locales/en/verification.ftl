# Reports and tables about verified PDFs: written into files by the program. The window has its own words.
verification-title = Verification report
verification-part-file = The file
verification-file = File name
verification-sha256 = SHA-256 digest
verification-signatures = Signatures found
verification-checked = Checked on
verification-judged-for = Judged as of
verification-program = Program
verification-part-advice = What to do
verification-part-signature = Signature { $number }: { $name }
verification-question-unchanged = Is the signed content intact?
verification-question-later = Is it still as it was then?
verification-question-who = Is it known who signed?
verification-question-when = Is it known when?
verification-question-certificate = Was the certificate valid?
verification-question-rely = Can I rely on it?
verification-yes = Yes
verification-open = Not established
verification-no = No
verification-rely-valid = Nothing speaks against it, as long as the file stays as it is.
verification-rely-open = Not without a confirmation: read below what is still open.
verification-rely-broken = Do not rely on it.
verification-rely-unknown = Nothing allows to say so.
verification-kind = Kind
verification-kind-approval = signature of a person or an organisation
verification-kind-certification = certification by the author of the document
verification-kind-timestamp = timestamp over the whole document
verification-coverage = Extent
verification-coverage-file = the whole file
verification-coverage-revision = the whole file as it was then; something was added since
verification-coverage-partial = a part of the file only
verification-permits = The author permits later
verification-permits-nothing = no change
verification-permits-forms = filling in fields and signing
verification-permits-notes = filling in fields, signing and annotating
verification-page = Seen on page
verification-reason = Stated reason
verification-location = Stated place
verification-claimed = Claimed time
verification-proven = Proven time
verification-changed-pages = Pages touched since
verification-certificate-name = Name in the certificate
verification-certificate-organization = Organisation
verification-certificate-issuer = Certificate issued by
verification-certificate-serial = Serial number
verification-certificate-validity = Certificate valid
verification-certificate-from-to = from { $from } to { $to }
verification-certificate-fingerprint = Certificate fingerprint (SHA-256)
verification-trusted-by = Trusted because of
verification-listed = European list
verification-timestamp = Timestamp
verification-timestamp-valid = valid, by { $authority }
verification-timestamp-open = present, not counted, by { $authority }
verification-etsi = For specialists
verification-part-unchecked = What could not be checked
verification-offline = The check was made on this computer without a network: no server was asked and the document went nowhere. What became of a certificate since (its revocation) is known only from the proofs inside the file.
verification-lists = European trusted lists used: those of { $time }.
verification-lists-none = No European trusted list has been imported on this computer.
verification-of-signature = Signature { $number } ({ $name }): { $what }
verification-unknown-kinds = { $n ->
    [one] { $n } signature is of a kind this program cannot check.
   *[other] { $n } signatures are of a kind this program cannot check.
}
verification-part-acrobat = What Acrobat will show
verification-part-history = In this computer’s history
verification-table-title = Verification of several PDFs
verification-table-about = { $n ->
    [one] { $n } file checked
   *[other] { $n } files checked
} on { $time }, { $good ->
    [0] none of them valid
    [one] { $good } of them valid
   *[other] { $good } of them valid
}.
verification-column-file = File
verification-column-verdict = Verdict
verification-column-signers = Signers
verification-column-time = Time
verification-column-sentence = Explanation
verification-column-sha256 = SHA-256
verification-unreadable = Unreadable
