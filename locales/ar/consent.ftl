# What a signer accepts before signing. The exact text is hashed and recorded: change the version with the text.
consent-version = 1
consent-text = لقد تمكّنتُ من قراءة الوثيقة. أوافق على توقيعها إلكترونيًا على هذا الجهاز بحضور { $host }. سيُرفق بالوثيقة توقيعي والتاريخ والوقت. يمكنني الرفض وطلب نسخة ورقية.
consent-host-unnamed = الشخص الذي يقدّم لي هذه الوثيقة
