# What a signer accepts before signing. The exact text is hashed and recorded: change the version with the text.
consent-version = 3
consent-text = لقد تمكّنت من قراءة الوثيقة. أوافق على توقيعها إلكترونيًا على هذا الجهاز بحضور { $host }. سيُرفق بالوثيقة توقيعي والتاريخ والوقت والمعلومات التقنية المبيّنة أدناه. يمكنني الرفض وطلب نسخة ورقية.
consent-text-alone = لقد تمكّنت من قراءة الوثيقة. أوافق على توقيعها إلكترونيًا على هذا الجهاز. سيُرفق بالوثيقة توقيعي والتاريخ والوقت والمعلومات التقنية المبيّنة أدناه.
consent-host-unnamed = الشخص الذي يقدّم لي هذه الوثيقة
consent-biometric = أوافق كذلك على حفظ ديناميكية توقيعي (السرعة والضغط) مشفّرة لتكون دليلا في حال النزاع.

# What a signature shows in its box.
appearance-date = في { $date }
appearance-reason = السبب: { $reason }
appearance-location = في { $location }
appearance-on-behalf = بالنيابة عن { $name }
appearance-approved = قرئ وصودق عليه
appearance-witness = الشاهد: { $name }

# What a box beside the signature is called where nobody named it.
entry-checkbox = مربع اختيار
entry-date = التاريخ
entry-name = الاسم
entry-place = المكان
entry-text = نص
