# The message a signer’s copy goes with, as the host’s mail program shows it before anything leaves.

receipt-mail-subject = نسختك الموقّعة: { $title }
receipt-mail-text =
    مرحبًا { $name }،

    { $count ->
        [one] تجد في المرفق نسختك من الوثيقة التي وقّعتها: «{ $title }».
        [two] تجد في المرفق نسختك من الوثيقتين اللتين وقّعتهما: «{ $title }».
        [few] تجد في المرفق نسختك من الوثائق الـ{ $count } التي وقّعتها: «{ $title }».
       *[other] تجد في المرفق نسختك من الوثائق الـ{ $count } التي وقّعتها: «{ $title }».
    }

    { $host }
