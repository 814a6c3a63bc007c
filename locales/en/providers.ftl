# Accounts at providers, what providers answer, and the demonstration.

# Providers, by the name they give themselves
provider-docage = Docage
provider-gesdocs = GesDocs
provider-local = On this computer
provider-ngsign = NGSign
provider-openapi = Openapi
provider-sigtool = SigTool

# The accounts in the settings
settings-accounts = Accounts
    .hint = With an account at a provider, a request goes to people who sign elsewhere, by e-mail or by link. The keys are kept here: { $store }.
account-local-note = No account: each person signs here, face to face. Always possible.
account-only-local = No account at a provider yet.
account-add = Add an account
account-list = Accounts
account-secret-end = { $kind } { $masked }
account-secret-kept = { $kind } in place
account-secret-missing = The key is missing
account-open = { $count ->
    [one] { $count } request under way
   *[other] { $count } requests under way
}
account-failed = Last test on { $time }: { $why ->
    [credentials] key refused
    [unreachable] service out of reach
   *[other] failed
}
account-trial = Trial
account-test = Test
account-test-name = Test { $name }
account-testing = Testing…
account-edit = Edit
account-edit-name = Edit { $name }
account-remove = Remove
account-remove-name = Remove { $name }
account-remove-ask = Remove the account “{ $name }”?
account-remove-text = Paraphe forgets its settings and its key. What was signed stays in the history; at { $provider }, nothing changes.
account-removed = Account “{ $name }” removed

# One account: its form
account-new-title = Add an account
account-edit-title = Account “{ $name }”
account-choose = At which provider?
account-choose-another = Choose another provider
account-name = Name of the account
    .hint = To recognise it in Paraphe. The provider does not see it.
account-user = E-mail of the account
    .hint = The address you log in to { $provider } with.
    .optional = Optional.
    .requester = { $provider } wants to know who asks: this address is used when the request gives none.
account-auth = How to log in
account-auth-api-key = API key
account-auth-password = Password
account-auth-token = Token
account-auth-advised = { $kind } (advised)
account-secret-stays = Safe on this computer ({ $store }); Paraphe will not show it again.
account-secret-keep = In place: { $masked }. Leave empty to keep it.
account-secret-keep-unseen = Leave empty to keep the one in place.
account-where = { $auth ->
    [password] Which password?
    [token] Where do I find this token?
   *[api-key] Where do I find this key?
}
account-help-page = Open the help page of { $provider }
account-environment = Environment
account-environment-live = Production
account-environment-trial = Trial
account-trial-all = Send everything as a trial
    .hint = Requests of this account are for trying out: what is signed binds nobody.
account-advanced = Advanced
account-largest = Largest size of a document (MB)
    .hint = What the service told you. Empty: no limit known.
    .invalid = A whole number from 1 to 65,535.
account-largest-line = { $limit } MB at most per document
account-base-url = Address of the service
    .hint = Empty: the usual address, { $url }
account-auth-url = Address that hands out tokens
    .hint = Empty: the usual address, { $url }
account-save = Save and test
account-save-anyway = Save all the same
account-demo = In the demonstration the accounts are on this computer: nothing leaves it. To add your own, leave it first.
account-saved = Account “{ $name }” saved

# What few people need to set
account-option-choose-position = Place of the signature
    .hint = The signers can also choose the place themselves.
account-option-choose-position-no = In the boxes placed here
account-option-choose-position-yes = Chosen by the signer
account-option-client = Identifier of your account
    .hint = The one SigTool writes into its messages and links. Optional.
account-option-must-read = Reading before signing
    .hint = Required: the signer has to go through the whole document.
account-option-must-read-no = Optional
account-option-must-read-yes = Required
account-option-observer-role = Number of the role “copy”
    .hint = The documentation contradicts itself: 2 is the newer one. If people in copy are asked to sign, try 1.
account-option-origin = Height of the boxes counted from
    .hint = The documentation does not say. If your boxes arrive too high or too low, choose the other edge.
account-option-origin-bottom-left = The bottom of the page
account-option-origin-top-left = The top of the page
account-option-region = Time zone
    .hint = The one in which deadlines are understood, for example Europe/Paris.
account-option-timezone = Time zone
    .hint = The one of the dates shown to signers, for example Europe/Paris.

# Where the secret is found, one step per line
account-help-docage-api-key =
    Log in to Docage, open your profile, then the tab for the API key.
    Have a key made and copy it here, with the e-mail of this account.
    A new Docage account is in demo mode: free, without an end date, for trying out.
account-help-gesdocs-token =
    Log in to GesDocs, open “Mon compte”, then “Gérer mes tokens API”.
    Have a token made and copy it at once: it is shown only this time.
    Paste it here. You may have several.
account-help-gesdocs-password =
    It is the password you use on the GesDocs site.
    A token is better: it can be taken back without changing the password.
account-help-ngsign-token =
    Log in to the NGSign web application and have a token made in your space.
    Copy it here. It works until another is made: the new one cancels the earlier ones, wherever they are used.
    The sandbox and production each have their own token.
account-help-ngsign-password =
    It is the password you use on the NGSign site.
    A token is better: it does not open your whole account.
account-help-openapi-token =
    Open the Openapi console and make a token for the electronic signature service.
    Give it four rights: create (POST EU-SES), read and delete (GET and DELETE signatures), verify (POST verify).
    Copy it here. It has an end date, one year at most.
account-help-openapi-api-key =
    Open the Openapi console and copy the API key of your account.
    With it, Paraphe makes a token for signing only, and renews it.
    The service has to be enabled in the console; trials need a trial credit, which is free.
account-help-sigtool-api-key =
    It is the API key of your SigTool client account.
    The published documentation does not say where it is shown: if you do not see it in your account, ask SigTool for it.

# What a provider does, in a line
account-can-mails = writes to the signers
account-can-links = you hand over the links
account-can-email-code = code by e-mail
account-can-sms-code = code by e-mail or text message
account-can-one-document = one PDF at a time
account-can-price = from { $price } per signer, without tax

# What a test has shown
account-check-failed = { $kept ->
    [former] The test did not succeed: nothing has changed, the account keeps its former key and settings.
    [nothing] The test did not succeed: the account is not saved.
   *[stored] The test did not succeed; the account stays saved as it was.
}
account-check-ok = Connected.
account-check-holder = Account of { $holder }.
account-check-credits = { $credits ->
    [0] No sending is left.
    [one] { $credits } sending is left.
   *[other] { $credits } sendings are left.
}
account-check-trial = Trial account: what is signed binds nobody.
account-check-live = Production account.
account-check-clock = The clocks of this computer and of { $provider } differ by { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}. Set this computer's clock: deadlines and dates would be wrong.

# A message of a provider that came another way
notice-import = Import a message…
notice-title = Import a provider's message
notice-text = Some providers tell how far a request is by a message to an internet address, which this computer does not have. If it reached you another way, give it here: Paraphe checks where it comes from before believing it.
notice-account = Account concerned
notice-where = The message is
notice-where-file = In a file
notice-where-text = To be pasted here
notice-choose = Choose the file…
notice-chosen = File: { $name }
notice-body = Message
    .hint = All of it, as it came.
notice-headers = Headers, if you have them
    .hint = One per line, for example “Content-Type: application/json”.
notice-headers-wrong = Line { $line } does not have the form “Name: value”.
notice-do = Read the message
notice-done = Message read: “{ $title }” is up to date.
notice-no-account = No account can receive any: add one first.

# The demonstration
demo-ribbon = Demonstration: nothing leaves this computer, and nothing is kept in it
demo-leave = Leave
    .label = Leave the demonstration
demo-leave-ask = Leave the demonstration?
demo-leave-text = The requests and drafts made here are not kept: they go with it. Your own data do not change.
demo-leave-do = Leave and delete everything
demo-start = Open the demonstration
demo-entered = Demonstration open. Your own data are kept apart.
demo-left = Demonstration closed: these are your own data.
settings-demo = Demonstration
    .hint = Five stand-ins for providers on this computer, with accounts and signers. Prepare, send, follow: nothing leaves, and your own data do not change.
demo-running = It is open at this moment: what you see here belongs to it.

# Accounts: why it was refused
error-account-exists = Another account already has this name.
    .next = Choose another name.
error-account-local = The account “local” is always there, under that name, and needs nothing.
    .next = It is neither added nor removed.
error-account-moved = The account “{ $account }” is now at another provider, which does not know this request: nothing is sent to it or asked of it.
    .next = Give the account its first provider back in the settings. If nobody can sign there any more, close the request.
error-account-name = This name does not suit an account.
    .next = Choose a short name, on one line; “local” is reserved.
error-account-open = { $count ->
    [one] { $count } request sent with this account is still under way: the account is kept.
   *[other] { $count } requests sent with this account are still under way: the account is kept.
}
    .next = { $count ->
        [one] Wait for its end or cancel it; if nobody can sign it any more, close it. Then remove the account.
       *[other] Wait for their end or cancel them; close those that nobody can sign any more. Then remove the account.
    }
error-account-provider = { $count ->
    [one] { $count } request sent with this account is still under way: the account keeps its provider.
   *[other] { $count } requests sent with this account are still under way: the account keeps its provider.
}
    .next = For the other provider, add an account of another name.
error-account-doubt = { $count ->
    [one] How { $count } request of this account stands at the provider is not known: until then the account keeps its address, its user and its mode.
   *[other] How { $count } requests of this account stand at the provider is not known: until then the account keeps its address, its user and its mode.
}
    .next = Settle that on their page first. For another address, add an account of another name.
error-account-demo = In the demonstration an account can only be on this computer: nothing leaves it. Nothing was sent or saved.
    .next = Leave the demonstration, then add this account to your own settings.
error-account-settings = { $problem ->
    [address_unusable] The address of the service cannot be used: a key travels over https only.
    [network] The proxy or the file of authorities in the settings cannot be used.
    [auth_unsupported] This provider does not know this way of logging in.
    [option_invalid] An advanced setting has a value this provider does not know.
    [option_unknown] An advanced setting does not exist at this provider.
    [test_unsupported] This provider has no trial mode for an account: what is sent counts.
    [user_invalid] The account’s e-mail address is none.
    [user_missing] The e-mail of the account is missing.
   *[other] The settings of this account cannot be used.
}
    .next = Mend that, then save again.
error-account-secret = The key, token or password of this account is missing.
    .next = Enter it in the settings of the account, then try again.
error-account-secret-unseen = The key, token or password holds a character that nobody sees: the end of a line, a tab, or a sign without a width. Nothing is stored.
    .next = Copy it once more at the provider, it alone, then paste it.

# Providers: what went wrong
error-provider-credentials = The provider does not recognise the key of the account “{ $account }”.
    .next = Check it in the settings of the account: it may have been replaced, or come from the other environment (trial or production).
error-provider-credits = The account “{ $account }” has no credit left. Nothing was sent.
    .next = Top it up at the provider, then try again.
error-provider-malformed = The answer of the provider of “{ $account }” cannot be understood.
    .next = Check the address of the service in the settings of the account. If it is right, copy the technical details for whoever looks after your computer.
error-provider-not-found = The provider of “{ $account }” does not know this request, or no longer.
    .next = Look on its site whether it is still there. If it is not, close it here.
error-provider-not-ready = At the provider of “{ $account }”, the result is not ready yet.
    .next = Try again when everyone has signed.
error-provider-rate = The provider of “{ $account }” asks to wait: too many calls at once.
    .next = { $unit ->
    [hours] Try again in { $wait } hours.
    [minutes] Try again in { $wait } minutes.
   *[seconds] { $seconds ->
        [one] Try again in { $seconds } second.
       *[other] Try again in { $seconds } seconds.
    }
}
error-provider-redirected = The provider of “{ $account }” points to another address, { $to }. Nothing was sent there.
    .next = If that address is really its own, write it into the settings of the account.
error-provider-server = The provider of “{ $account }” is out of order at the moment.
    .next = Try again in a few minutes.
error-provider-tls = The connection to the provider of “{ $account }” is not safe: its certificate is not recognised. Nothing was sent.
    .next = Check this computer's date. In a company, the network sometimes replaces certificates: ask whoever looks after your computer.
error-provider-unreachable = The provider of “{ $account }” cannot be reached. Nothing has left.
    .next = Check the connection, then try again.
error-provider-unsupported = The provider of “{ $account }” cannot do this. Nothing was asked.
    .next = Do it on its site, if it offers it.
error-sending-uncertain = The answer to the sending with “{ $account }” did not come, or was none: whether it arrived is not known.
    .next = Open the request: it says what to check. Paraphe sends nothing again by itself.
error-clock-ahead = The clocks of this computer and of the provider of “{ $account }” do not agree: the last moment to sign is not applied yet.
    .next = Set this computer's clock, then refresh.
error-gone-is-there = “{ $account }” still has this request, and it can still be signed there: it is not closed here.
    .next = Cancel it, here or on its site.
error-remind-uncertain = The connection to “{ $account }” was cut while reminding: whether the reminder left is not known.
    .next = Wait before you remind again: the person may have received it.
error-void-uncertain = The connection to “{ $account }” was cut while cancelling: whether it was cancelled is not known.
    .next = Refresh the request: it will say how things stand. Otherwise cancel it once more.
error-notice-unknown = This message is about no request sent with “{ $account }”.
    .meaning = Nothing was changed.
    .next = Check the account chosen, and that the message is whole.
error-notice-untrusted = Nothing proves that this message comes from the provider of “{ $account }”: it is not taken into account.
    .next = Give it as it came, with its headers.
error-signed-broken = “{ $name }” was not taken: a signature does not hold, or the document was changed afterwards.
    .next = Ask whoever sent you the signed file for it again.
error-signed-fewer = { $count ->
    [0] This file holds no signature more than the original
    [one] This file holds only one signature, by { $signers },
   *[other] This file holds only { $count } signatures, by { $signers },
} for { $people ->
    [one] { $people } person who was asked
   *[other] { $people } people who were asked
}: it was not taken. If the service signs once for all, confirm that everybody signed.
error-signed-differs = “{ $name }” is not the signed version of this document: its content is another.
    .next = Choose the signed file of this document.
error-signed-unlike = “{ $name }” was not taken: { $how ->
    [unknown] its pages could not be compared with those of the document that was sent.
   *[pages] it shows something else than what was sent ({ $count ->
        [one] page { $pages }
       *[other] pages { $pages }
    }).
}
    .next = Compare it with what was sent; take it only if it is what everybody signed.
error-nothing-to-settle = No sending of this request is in doubt.
    .next = Open the request again to see how far it is.
error-settle-unknown = “{ $account }” knows no request as “{ $remote }”: the sending stays in doubt.
    .next = Copy the identifier as it stands on its site.
error-envelope-busy = Another program is busy with this request.
    .next = Try again in a moment.
error-not-refused = No sending of this request was refused.
    .next = Open the request again to see how far it is.
error-correct-answered = { $name } has answered: their details can no longer be corrected.
error-correct-unchanged = There is nothing to correct: these are the details of the request.
error-correction-none = No correction of this request is waiting.
    .next = Open the request again to see how far it is.
error-correction-open = A correction of this request was cut short.
    .next = Open the request: go on with the correction there, or give it up.
error-correction-uncertain = “{ $account }” has not confirmed the cancellation: whether the request is still there is not known. The corrected request has not left.
    .next = Close this panel: the page of the request says how things stand. Paraphe asks the provider again; as soon as the cancellation is certain, the corrected request leaves.
error-demo-unavailable = The demonstration is not available here.
    .next = Open it in the window of Paraphe.

# Why something cannot be done with a request now
action-reason-account-gone = The account “{ $account }” is no longer in the settings.
action-reason-final = This request is closed.
action-reason-in-doubt = Whether the sending arrived is not known: first say how it stands.
action-reason-in-person = Everything happens on this computer: there is nothing to ask elsewhere.
action-reason-no-poll = “{ $account }” does not say how far a request is: import its messages or the signed file.
action-reason-no-remind = “{ $account }” cannot remind: write to the person yourself.
action-reason-no-result = This request was closed without everybody’s signature: there is no signed document.
action-reason-no-void = “{ $account }” does not let you cancel from here: do it on its site.
action-reason-not-ready = The result is not ready yet.
action-reason-not-sent = Nothing has been sent yet.
action-reason-nothing-refused = No sending was refused.
action-reason-nothing-uncertain = No sending is in doubt.
action-reason-sent = The request has left meanwhile: nothing is stopped.
    .next = Close this panel. “Cancel the request” cancels it for those who were told as well.
action-reason-void-instead = It can be cancelled from here.

# What can be asked of a provider beyond documents, people and boxes
option-brand-color = Colour of the signing page
option-brand-logo = Logo on the signing page
option-conditions = Conditions to accept
option-expires-at = Last day to sign
option-metadata = Internal references
option-notification-urls = Addresses told of progress
option-redirect-url = Page opened after signing
option-reminder-days = Automatic reminders
option-requester-email = E-mail of the requester
option-signature-modes = Ways of signing
option-test = Trial sending
