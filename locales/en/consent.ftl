# What a signer accepts before signing. The exact text is hashed and recorded: change the version with the text.
consent-version = 2
consent-text = I have been able to read the document. I agree to sign it electronically on this device, in the presence of { $host }. My signature, the date and time, and the technical information described below will be attached to the document. I may refuse and ask for a paper version.
consent-text-alone = I have been able to read the document. I agree to sign it electronically on this device. My signature, the date and time, and the technical information described below will be attached to the document.
consent-host-unnamed = the person who shows me this document
consent-biometric = I also agree that the movement of my signature (speed, pressure) is kept, encrypted, to serve as proof in case of a dispute.

# What a box beside the signature is called where nobody named it.
entry-checkbox = Check box
entry-date = Date
entry-name = Name
entry-place = Place
entry-text = Text
