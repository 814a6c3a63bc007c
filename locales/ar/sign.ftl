# Signing at this computer: read, accept, sign, confirm, hand over.

sign-steps = خطوات التوقيع
sign-step-read = القراءة
sign-step-consent = الموافقة
sign-step-fill = الاستكمال
sign-step-sign = التوقيع
sign-step-confirm = التأكيد
sign-step-done = تم
sign-title-read = اقرأ الوثيقة
sign-title-consent = موافقتك
sign-title-fill = استكمل الوثيقة
sign-title-sign = توقيعك
sign-title-confirm = المراجعة الأخيرة
sign-leave = خروج
sign-here = توقيعك
sign-your-place = سيوضع توقيعك هنا، الصفحة { $page }
sign-your-entry = { $what } سيوضع هنا، الصفحة { $page }
sign-entry-ticked = { $label }: عليه علامة
sign-entry-unticked = { $label }: بلا علامة
sign-fill-told = ما تكتبه هنا سيُدون في الوثيقة ويُوقع معها.
sign-fill-optional = اختياري
sign-kind-checkbox = مربع اختيار
sign-kind-date = التاريخ
sign-kind-name = الاسم
sign-kind-place = المكان
sign-kind-text = نص
sign-next-place = التالي: موضع توقيعي
sign-accept = قرأت هذا النص وأوافق عليه.
sign-accept-missing = ضع علامة في الخانة للمتابعة، أو ارفض التوقيع.
sign-read-again = إعادة قراءة الوثيقة
sign-decline = أرفض
sign-how = طريقة التوقيع
sign-tab-draw = الرسم
sign-tab-type = الكتابة
sign-pad = { $count ->
    [0] مساحة توقيع { $name }، فارغة. للتوقيع بلوحة المفاتيح اختر «الكتابة».
   *[other] مساحة توقيع { $name }، عدد الخطوط: { $count }
}
sign-pad-empty = وقع أولا في المساحة أعلاه.
sign-pad-hint = وقع بالفأرة أو بالإصبع أو بالقلم. سترى النتيجة على الوثيقة قبل التأكيد.
sign-undo-stroke = التراجع عن الخط
sign-clear = مسح
sign-with-finger = التوقيع بالإصبع
sign-validate = اعتماد
sign-typed-name = اسمك كما سيظهر
    .hint = اكتب اسمك ولقبك. سترى النتيجة على الوثيقة قبل التأكيد.
sign-typed-sketch = معاينة: { $name }
sign-confirm-told = هذه هي الوثيقة كما ستُوقع.
sign-unseen = لن يظهر توقيعك على أي صفحة: سيكون داخل الملف نفسه.
sign-preview = توقيع { $name }، الصفحة { $page }
sign-again = إعادة التوقيع
sign-for-good = التوقيع نهائيًا
sign-busy = جار التوقيع…
sign-completed = { $count ->
    [one] وقع الجميع الوثيقة.
   *[other] وقع الجميع الوثائق.
}
sign-signed = حُفظ التوقيع.
sign-declined = سُجل رفض { $name }.
sign-decline-title = رفض التوقيع؟
sign-decline-told = يتوقف الطلب: لن يتمكن أي شخص آخر من توقيعه. تبقى الوثيقة كما هي.
sign-decline-reason = السبب
    .hint = اختياري. سيقرؤه الشخص الذي يقدم لك هذه الوثيقة.
    .alone = اختياري. يُحفظ مع الطلب.
sign-decline-not = عدم الرفض
sign-decline-do = رفض التوقيع

# Ways to sign for those who do not draw, and what is kept of a signature made face to face.

sign-tab-other = طريقة أخرى
sign-typed-mine = اسمي { $name } وهذا الاسم المكتوب هو توقيعي.
sign-typed-mine-missing = ضع علامة في الخانة لتأكيد اسمك، أو اختر طريقة أخرى.
sign-cross = التوقيع بعلامة (×) بحضور شاهد
    .hint = ترسم علامة ×، ثم يكتب شخص ثان اسمه ويوقع بجانبها.
sign-cross-pad = علامتك
sign-cross-next = دور الشاهد
sign-cross-again = إعادة رسم العلامة
sign-witness-told = الشاهد: تؤكد أن { $name } رسم هذه العلامة أمامك.
sign-witness-name = اسم الشاهد ولقبه
sign-witness-pad = توقيع الشاهد
sign-other-decline = أرفض التوقيع
    .hint = يمكنك ذكر السبب. تبقى الوثيقة كما هي.
sign-biometrics-note = اختياري: يمكنك التوقيع بالطريقة نفسها دون هذه الخانة.
sign-recorded = ما الذي نسجّله
sign-recorded-document = بصمة الوثيقة قبل توقيعك وبعده، وموضع توقيعك.
sign-recorded-written = ما سيُكتب في الوثيقة مع توقيعك:
sign-recorded-offered = ما يمكنك كتابته أو تحديده في الوثيقة:
sign-recorded-person = اسمك، وبريدك الإلكتروني إن ورد في الطلب، وطريقة التحقق من هويتك، واسم الشخص الذي يقدم لك الوثيقة.
    .alone = اسمك، وبريدك الإلكتروني إن ورد في الطلب، والاسم المدون في إعدادات هذا البرنامج.
sign-recorded-consent = النص الذي توافق عليه ولغته ووقت كل خطوة.
    .alone = النص الذي توافق عليه ولغته ووقت التوقيع.
sign-recorded-gesture = طريقة التوقيع: بالإصبع أو بالقلم أو بالفأرة أو بلوحة المفاتيح، وعدد الخطوط والمدة. لا صورة ولا فيديو ولا نسخة من وثيقة هوية.
sign-recorded-device = النظام وإصدار البرنامج وحجم الشاشة. لا يُسجل أي رقم تسلسلي.
sign-recorded-dynamics = فقط إذا وضعت علامة في الخانة الثانية: سرعة حركتك وضغطها، مشفّرتين. المفتاح ليس على هذا الجهاز.
