# Words and sentences used on more than one screen.

app-name = Paraphe
window-title = { $title } — Paraphe
skip-to-content = Aller au contenu
toast-region = Messages
technical-details = Détails techniques
page-failed = Cette page ne peut pas être affichée
page-of = Page { $page } sur { $count }
state-loading = Chargement…

action-back = Retour
action-cancel = Annuler
action-choose-files = Choisir des fichiers…
action-close = Fermer
action-continue = Continuer
action-copied = Copié
action-copy = Copier
action-copy-failed = La copie n’a pas été possible
action-delete = Supprimer
action-open = Ouvrir
action-retry = Réessayer
action-undo = Annuler

nav-label = Navigation principale
nav-home = Accueil
nav-new = Nouvelle demande
nav-templates = Modèles
nav-contacts = Contacts
nav-verify = Vérifier
nav-settings = Réglages

status-completed = Terminée
status-declined = Refusée
status-draft = Brouillon
status-expired = Expirée
status-failed = Échec d’envoi
status-in-progress = Signée en partie
status-sending = En attente d’envoi
status-sent = Envoyée
status-sent-here = À signer ici
status-uncertain = Envoi incertain
status-viewed = Vue
status-voided = Annulée

person-declined = A refusé
person-invited = Réponse attendue
person-signed = A signé
person-unknown = Non communiqué
person-unasked = N’a rien reçu
person-unsigned = N’a pas signé
person-viewed = A ouvert le document
person-waiting = Attend son tour
person-not-yet = N’a encore rien reçu

list-more = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}

person-approved = A validé
person-state = { $name } : { $state }
role-approver = Valide
role-carbon-copy = Reçoit une copie
role-signer = Signe
role-viewer = Consulte
language-fr = Français
language-en = English
language-it = Italiano
language-ar = العربية
theme-system = Comme le système
theme-light = Clair
theme-dark = Sombre
unit-millimetre = Millimètres
unit-point = Points
unit-percent = Pour cent de la page
password-label = Mot de passe de « { $name } »
password-hint = Il sert à ouvrir le document et n’est pas conservé.
document-facts = { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
} · { $size }

# A file on the printer
print = Imprimer
print-name = Imprimer { $name }
printed = { $name } est parti à l’imprimante par défaut.
