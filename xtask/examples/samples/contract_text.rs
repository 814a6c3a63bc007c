//! The words of the sample contract. Both companies are invented (their registration numbers fail the check digit).
//!
//! Spaces are plain here; `french()` makes them the ones French typography asks for.

/// One article: its title and its paragraphs.
pub(crate) struct Article {
    pub(crate) title: &'static str,
    pub(crate) paragraphs: &'static [&'static str],
}

const fn article(title: &'static str, paragraphs: &'static [&'static str]) -> Article {
    Article { title, paragraphs }
}

pub(crate) const CLIENT: &str = "La société Ateliers Morvan, société par actions simplifiée au capital de 48 000 €, dont le siège social est situé 14, quai de la Fosse, 44000 Nantes, immatriculée au registre du commerce et des sociétés de Nantes sous le numéro 912 345 678, représentée par Mme Hélène Morvan, présidente, dûment habilitée à l’effet des présentes,";

pub(crate) const PROVIDER: &str = "La société Studio Brunel, société à responsabilité limitée au capital de 12 000 €, dont le siège social est situé 27, rue des Capucins, 69001 Lyon, immatriculée au registre du commerce et des sociétés de Lyon sous le numéro 530 118 274, représentée par M. Julien Brunel, gérant, dûment habilité à l’effet des présentes,";

pub(crate) const PREAMBLE: &[&str] = &[
    "Le Client conçoit et fabrique du mobilier en bois massif qu’il vend à des professionnels et à des particuliers. Son catalogue, publié chaque année sur papier, n’est plus adapté à la diversité de ses gammes ni aux attentes de ses revendeurs.",
    "Le Prestataire exerce une activité de conception graphique et de développement de services numériques. Il a présenté au Client, le 14 septembre 2026, une proposition que celui-ci a acceptée. Les parties se sont rapprochées afin d’arrêter, par le présent contrat, les conditions de leur collaboration.",
];

pub(crate) const ARTICLES: &[Article] = &[
    article(
        "Objet",
        &[
            "Le présent contrat a pour objet de définir les conditions dans lesquelles le Prestataire réalise, pour le compte du Client, la refonte de son catalogue imprimé et la création d’un catalogue en ligne destiné à ses revendeurs (ci-après « les Prestations »).",
            "Les Prestations comprennent l’étude des usages, la charte graphique, la mise en page du catalogue de 96 pages, le développement du catalogue en ligne, la reprise des 640 fiches de produits existantes et la formation de trois collaborateurs du Client.",
        ],
    ),
    article(
        "Documents contractuels",
        &[
            "Le contrat est formé, par ordre de priorité décroissante : du présent document ; de son annexe relative au calendrier et au prix ; de la proposition du Prestataire en date du 14 septembre 2026. En cas de contradiction, le document de rang supérieur l’emporte. Les conditions générales de l’une ou l’autre des parties ne s’appliquent pas.",
        ],
    ),
    article(
        "Durée et calendrier",
        &[
            "Le contrat prend effet à la date de la dernière signature. Il s’achève à la réception sans réserve de l’ensemble des Prestations, et au plus tard le 30 juin 2027.",
            "Les Prestations sont exécutées selon le calendrier figurant en annexe. Lorsqu’un retard est imputable au Client, les échéances suivantes sont décalées d’une durée égale. Lorsqu’il est imputable au Prestataire et dépasse dix jours ouvrés, le Client peut appliquer une pénalité de 0,5 % du prix de la phase concernée par jour ouvré supplémentaire, dans la limite de 10 % de ce prix.",
        ],
    ),
    article(
        "Prix",
        &[
            "Le prix des Prestations est ferme et définitif. Il s’élève à 38 400 € hors taxes, soit 46 080 € toutes taxes comprises au taux de taxe sur la valeur ajoutée de 20 %. Il se répartit entre les phases comme l’indique l’annexe.",
            "Les frais de déplacement engagés à la demande du Client hors de Nantes et de Lyon lui sont refacturés sur justificatifs, après accord préalable et écrit. Toute prestation supplémentaire donne lieu à un devis accepté avant son exécution.",
        ],
    ),
    article(
        "Facturation et paiement",
        &[
            "Un acompte de 30 % du prix est facturé à la signature. Le solde de chaque phase est facturé à sa réception. Les factures sont payables par virement à trente jours à compter de leur date d’émission.",
            "Toute somme non payée à l’échéance produit de plein droit, sans mise en demeure, des intérêts au taux de trois fois le taux d’intérêt légal, ainsi que l’indemnité forfaitaire pour frais de recouvrement de 40 € prévue par l’article L. 441-10 du code de commerce.",
        ],
    ),
    article(
        "Obligations du Prestataire",
        &[
            "Le Prestataire exécute les Prestations avec tout le soin raisonnablement possible et dans les règles de l’art. Il affecte à leur réalisation une équipe qualifiée, placée sous la responsabilité de M. Julien Brunel, et informe sans délai le Client de toute difficulté susceptible d’affecter le calendrier ou la qualité du résultat.",
            "Il est tenu à un devoir de conseil. À ce titre, il attire l’attention du Client sur les choix qui lui paraissent contraires à ses intérêts, aux exigences d’accessibilité numérique ou à la réglementation. Il remet, à la fin de chaque phase, un compte rendu écrit des travaux achevés.",
        ],
    ),
    article(
        "Obligations du Client",
        &[
            "Le Client désigne un interlocuteur unique disposant du pouvoir de décision. Il remet au Prestataire, aux dates convenues, les textes, photographies, plans et accès nécessaires, et garantit qu’il détient les droits permettant leur utilisation.",
            "Il rend ses avis et ses validations dans un délai de sept jours ouvrés à compter de leur demande. Passé ce délai, et après une relance restée sans réponse pendant trois jours ouvrés, le livrable concerné est réputé validé.",
        ],
    ),
    article(
        "Réception",
        &[
            "Chaque livrable fait l’objet d’une vérification par le Client, qui dispose de dix jours ouvrés pour prononcer la réception, avec ou sans réserve, ou pour la refuser par un avis motivé. Le Prestataire corrige à ses frais les anomalies constatées dans un délai de cinq jours ouvrés, puis présente de nouveau le livrable.",
            "Le catalogue en ligne bénéficie d’une garantie de six mois à compter de sa réception. Pendant cette période, le Prestataire corrige gratuitement toute anomalie reproductible qui ne résulte ni d’une modification apportée par le Client, ni d’un service tiers.",
        ],
    ),
    article(
        "Propriété intellectuelle",
        &[
            "Sous réserve du paiement intégral du prix, le Prestataire cède au Client, à titre exclusif, les droits patrimoniaux d’auteur afférents aux créations réalisées pour lui : droit de reproduction, de représentation, d’adaptation et de traduction, sur tout support papier ou numérique, pour le monde entier et pour la durée légale de protection. Le prix de cette cession est compris dans celui des Prestations.",
            "Le Prestataire conserve la propriété de ses méthodes, de ses outils et des composants logiciels antérieurs au contrat ; il en concède au Client un droit d’usage non exclusif pour la durée de vie du catalogue en ligne. Les composants sous licence libre restent soumis à leur licence, dont la liste est remise à la réception. Le Prestataire peut citer le Client parmi ses références, sauf opposition écrite.",
        ],
    ),
    article(
        "Confidentialité",
        &[
            "Chaque partie s’engage à ne pas divulguer les informations de toute nature reçues de l’autre à l’occasion du contrat, à ne les utiliser que pour son exécution et à n’y donner accès qu’aux personnes qui en ont besoin. Cet engagement demeure en vigueur pendant trois ans après la fin du contrat. Il ne s’applique pas aux informations tombées dans le domaine public sans faute de celui qui les a reçues.",
        ],
    ),
    article(
        "Données à caractère personnel",
        &[
            "Le catalogue en ligne traite les coordonnées professionnelles des revendeurs. Le Client est responsable de ce traitement ; le Prestataire agit comme sous-traitant au sens de l’article 28 du règlement (UE) 2016/679. Il ne traite ces données que sur instruction documentée du Client, les héberge dans l’Union européenne, en assure la sécurité, notifie toute violation dans un délai de quarante-huit heures et les restitue ou les détruit à la fin du contrat.",
        ],
    ),
    article(
        "Responsabilité et assurance",
        &[
            "Chaque partie répond des dommages directs et prévisibles causés à l’autre par sa faute. Sauf faute lourde ou dolosive, et sauf atteinte aux droits de tiers, la responsabilité du Prestataire est limitée au montant hors taxes effectivement payé au titre du contrat. Le Prestataire déclare être titulaire d’une assurance de responsabilité civile professionnelle en cours de validité et en justifie à première demande.",
        ],
    ),
    article(
        "Sous-traitance",
        &[
            "Le Prestataire peut confier une partie des Prestations à un tiers après accord écrit du Client. Il demeure seul responsable envers lui de leur bonne exécution et impose à son sous-traitant des obligations équivalentes à celles du présent contrat.",
        ],
    ),
    article(
        "Résiliation",
        &[
            "En cas de manquement grave d’une partie, non réparé trente jours après une mise en demeure adressée par lettre recommandée avec demande d’avis de réception, l’autre partie peut résilier le contrat de plein droit, sans préjudice des dommages et intérêts auxquels elle peut prétendre.",
            "Les Prestations réceptionnées avant la date d’effet de la résiliation sont dues. Le Prestataire remet au Client, dans les quinze jours, les travaux en cours, les fichiers sources et les accès, de manière à permettre la poursuite du projet par un tiers.",
        ],
    ),
    article(
        "Force majeure",
        &[
            "Aucune partie n’est responsable d’un manquement dû à un événement de force majeure au sens de l’article 1218 du code civil. La partie empêchée en informe l’autre dans les cinq jours. Si l’empêchement se prolonge au-delà de soixante jours, chaque partie peut mettre fin au contrat par écrit.",
        ],
    ),
    article(
        "Dispositions diverses",
        &[
            "Le contrat exprime l’intégralité de l’accord des parties sur son objet. Il ne peut être modifié que par un avenant signé. La nullité d’une clause n’entraîne pas celle des autres. Le fait de ne pas se prévaloir d’un droit n’emporte pas renonciation à ce droit.",
        ],
    ),
    article(
        "Droit applicable et différends",
        &[
            "Le contrat est régi par le droit français. Les parties s’efforcent de régler à l’amiable tout différend relatif à sa formation, à son exécution ou à sa fin. À défaut d’accord dans les deux mois suivant la notification du différend, celui-ci est porté devant le tribunal de commerce de Nantes.",
        ],
    ),
    article(
        "Signature électronique",
        &[
            "Les parties conviennent de signer le présent contrat par voie électronique. Conformément aux articles 1366 et 1367 du code civil, l’écrit électronique a la même force probante que l’écrit sur support papier, dès lors que son auteur peut être identifié et que l’intégrité de l’acte est garantie. Chaque partie conserve un exemplaire du fichier signé, qui vaut original.",
        ],
    ),
];

/// Phase, what it delivers, until when, price without tax.
pub(crate) const PHASES: &[[&str; 4]] = &[
    ["1", "Étude des usages et cahier des charges", "18 décembre 2026", "5 200 €"],
    ["2", "Charte graphique et maquettes", "29 janvier 2027", "7 600 €"],
    ["3", "Mise en page du catalogue imprimé", "26 mars 2027", "9 400 €"],
    ["4", "Développement du catalogue en ligne", "30 avril 2027", "11 800 €"],
    ["5", "Reprise des fiches, formation et mise en service", "11 juin 2027", "4 400 €"],
];
