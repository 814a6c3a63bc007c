# What a signer sees while the window is theirs, beside the steps of signing.

kiosk-turn = { $name }، حان دورك.
kiosk-document = الوثيقة المطلوب توقيعها: { $title }
kiosk-language = اللغة
kiosk-start = ابدأ
kiosk-thanks = شكرًا. يُرجى إعادة الجهاز إلى { $host }.
kiosk-thanks-unnamed = شكرًا. يُرجى إعادة الجهاز إلى الشخص الذي سلّمك إيّاه.
kiosk-idle = هل ما زلت هنا؟
kiosk-idle-text = { $seconds ->
    [one] سيُقفل الجهاز بعد ثانية واحدة ({ $seconds }). سيُمحى كل ما لم يُوقع.
    [two] سيُقفل الجهاز بعد ثانيتين ({ $seconds }). سيُمحى كل ما لم يُوقع.
    [few] سيُقفل الجهاز بعد { $seconds } ثوان. سيُمحى كل ما لم يُوقع.
   *[other] سيُقفل الجهاز بعد { $seconds } ثانية. سيُمحى كل ما لم يُوقع.
}
kiosk-idle-stay = أنا هنا
kiosk-later = لا أستطيع التوقيع الآن
    .hint = لن يُحفظ أي شيء. أعد الجهاز، ويمكنك التوقيع لاحقًا.
kiosk-later-do = إعادة الجهاز دون توقيع
kiosk-page-told = يتم التوقيع على صفحة { $service }: { $host }
kiosk-page = صفحة التوقيع لدى { $service }
kiosk-page-leave = إنهاء وإعادة الجهاز
kiosk-page-kept = أرادت الصفحة فتح { $host }: هذا غير ممكن هنا.
kiosk-signed = تم التوقيع.
kiosk-receipt = كيف تود استلام نسختك؟
kiosk-receipt-told = يتولى { $host } ذلك لاحقًا. لا يُرسَل شيء تلقائيًا.
kiosk-receipt-told-unnamed = يتولى ذلك لاحقًا الشخص الذي سلّمك الجهاز. لا يُرسَل شيء تلقائيًا.
kiosk-receipt-email = بالبريد الإلكتروني
kiosk-receipt-address = بريدك الإلكتروني
kiosk-receipt-address-wrong = يُرجى التحقق من عنوان البريد الإلكتروني هذا.
kiosk-receipt-paper = مطبوعة
kiosk-receipt-file = على مفتاح USB
kiosk-receipt-go = متابعة
kiosk-receipt-none = لا أحتاج إليها
