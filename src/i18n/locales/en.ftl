# Words of the bot, English. Every locale has these keys with these arguments; a test compares them.
# $who, $target: a mention or a name. $old, $new, $typed: a person’s text, made harmless.

# How an answer begins when nobody can be mentioned.
addressed-by-name = { $name }: { $text }

renamed = Your nickname in this group is now “{ $new }”.
renamed-from = Your nickname in this group was changed from “{ $old }” to “{ $new }”.
renamed-other = The nickname of { $target } in this group is now “{ $new }”.
renamed-other-from = The nickname of { $target } in this group was changed from “{ $old }” to “{ $new }”.

expired = Your message reached me, but I could not carry it out for half an hour, so I left it. Please send it again if you still want it.

too-often = That was quick: I take { $count } commands { $period } from each person, so I left this one out. Please send it again in { $wait } s.
too-often-group = There is a lot going on: I take { $count } commands { $period } from one group, so I left this one out. Please send it again in { $wait } s.
period-s = a second
period-min = a minute
period-h = an hour

name-empty = A nickname needs at least one character that can be seen.
name-too-long = A nickname has at most { $max } characters, and this one has { $count }.
name-link = A nickname cannot be a link. Please leave out “://” and “www.”.
name-control = A nickname cannot hold control characters; character { $position } ({ $code-point }) is one.
name-line-break = A nickname is one line, and there is a line break at character { $position }.
name-direction = Character { $position } ({ $code-point }) turns the direction of the text around, which is not allowed in a nickname.
name-invisible = Character { $position } ({ $code-point }) cannot be seen, which is not allowed in a nickname. Please type the name anew instead of pasting it.
name-private-use = Character { $position } ({ $code-point }) is different on every device, which is not allowed in a nickname.
name-noncharacter = Character { $position } ({ $code-point }) is not a character.
name-stacked-mark = Too many marks are piled on one letter at character { $position }.

denied-not-owner = Only the group’s owner and the bot’s administrators can change other people’s nicknames here. You can change your own: /nick New Name
denied-governors-only = In this group only the owner and the bot’s administrators change nicknames. Please ask one of them.
denied-not-governor = Only the group’s owner and the bot’s administrators can do that. Please ask one of them.
denied-locked = This nickname is locked: only the group’s owner and the bot’s administrators can change it.
denied-reserve = This month’s API calls are nearly used up, and the rest is kept for the group’s owner and the bot’s administrators. Please ask one of them, or wait for next month.
denied-owner-unknown-because = Only the group’s owner and the bot’s administrators can do that, and DingTalk could not tell me who the owner is: { $reason }
denied-owner-unknown = Only the group’s owner and the bot’s administrators can do that, and DingTalk could not tell me who the owner is. Please try again in a few minutes.

not-bound = I do not know this group’s chatid yet; anybody here can tell me with “/nick bind chat…”, and DingTalk confirms it. A chatid is what the JSAPI “chooseChat” returns for this group (the JSAPI Explorer of DingTalk’s open platform can run it), or what the API returned when it created the group.
bound = This group is bound, and nicknames can be changed now.
bind-other-group = That chatid belongs to another group, so it was not kept. Please choose this group when you look the chatid up.
bind-unknown-chatid = DingTalk does not know that chatid, so it was not kept. Please check it and send it again.
bind-refused = DingTalk did not confirm that chatid, so it was not kept: { $reason }

unchanged = Your nickname in this group is “{ $name }” already.
unchanged-other = The nickname of { $target } in this group is “{ $name }” already.
nothing-to-undo = I have changed nothing of yours that could be taken back.
nothing-to-undo-other = I have changed nothing of { $target } that could be taken back.
old-name-unknown = I do not know your name from before my first change: DingTalk does not tell it. “/nick reset” takes the one in the directory.
old-name-unknown-other = I do not know the name of { $target } from before my first change: DingTalk does not tell it. “/nick reset @user” takes the one in the directory.
directory-name-refused = Your name in the directory cannot be your nickname as it is. { $reason } Choose another with “/nick New Name”, or ask an administrator to change it in the directory; I look there again once a day.
directory-name-refused-other = The name of { $target } in the directory cannot be a nickname as it is. { $reason } Choose another with “/nick @user New Name”, or ask an administrator to change it in the directory; I look there again once a day.
directory-name-forbidden = DingTalk does not allow your name in the directory as a nickname. Choose another with “/nick New Name”, or ask an administrator to change it in the directory; I look there again once a day.
directory-name-forbidden-other = DingTalk does not allow the name of { $target } in the directory as a nickname. Choose another with “/nick @user New Name”, or ask an administrator to change it in the directory; I look there again once a day.

requested = Request #{ $number } waits: “{ $name }” for you. The owner or an administrator can answer “/nick approve { $number }” or “/nick reject { $number } reason”.
requested-other = Request #{ $number } waits: “{ $name }” for { $target }. The owner or an administrator can answer “/nick approve { $number }” or “/nick reject { $number } reason”.
request-unknown = There is no request #{ $number } in this group. “/nick status” tells which wait.
request-decided-before = Request #{ $number } has been decided or replaced before.
approved = Request #{ $number } is approved: the nickname of { $target } is now “{ $new }”.
requested-again = It waits again, as request #{ $number }.
approved-in-vain = Request #{ $number } is approved, but the nickname of { $target } was not changed: { $reason }
rejected = Request #{ $number } of { $target } for “{ $name }” is rejected.
rejected-because = Request #{ $number } of { $target } for “{ $name }” is rejected: { $reason }
request-expired = Nobody decided your request #{ $number } for “{ $name }” within seven days, so it is over. You can ask again: /nick New Name

looks-like-owner = That name is like “{ $name }”, which is the owner’s, so it was not taken. The owner and administrators can give it.
looks-like-admin = That name is like “{ $name }”, which is an administrator’s, so it was not taken. The owner and administrators can give it.
looks-like-bot = That name is like “{ $name }”, which is mine, so it was not taken.
looks-like-reserved = “{ $name }” is a reserved name, and so is one that looks like it. The owner and administrators can give it to you, or allow it to all: /nick reserved remove { $name }
looks-like-member = That name is like “{ $name }”, which another member has, so it was not taken. Please choose another.
note-looks-like = Note: it looks like “{ $name }”, which somebody here is called.
note-calls-low = Note: { $left } of this month’s { $allowance } API calls are left.

changed-allow-self = Members may change their own nicknames now, and owner and administrators everybody’s.
changed-allow-owner = Only owner and administrators may change nicknames now.
changed-allow-everyone = Everybody may change everybody’s nickname now.
changed-approval-on = From now on nicknames wait for the owner or an administrator: /nick approve N
changed-approval-off = From now on members change their nicknames without approval. Requests that wait can still be decided.
changed-welcome-on = From now on I give those who come in a name in this group’s format, and ask them for what I do not know.
changed-welcome-off = From now on I leave those who come in as they are.
changed-format-off = Nicknames may have any shape now.
changed-format = Nicknames must be like { $shape } now.
changed-format-check = “/nick check” tells whose are not.
changed-lookalikes-refuse = A name that looks like another member’s is refused now.
changed-lookalikes-warn = A name that looks like another member’s is given now, with a remark.
changed-lookalikes-allow = A name may look like another member’s now.
changed-language = From now on I speak English here.
changed-trust = { $target } may now change other people’s nicknames here.
changed-untrust = { $target } may no longer change other people’s nicknames here.
changed-lock = Only owner and administrators may now change the nickname of { $target }.
changed-unlock = The nickname of { $target } is no longer locked.
changed-reserve = “{ $name }” is reserved now: members cannot take it, nor a name that looks like it.
changed-unreserve = Anybody here may be called “{ $name }” now.
language-unknown = I do not speak “{ $tag }” yet. I speak: { $known }
language-name = English

history-title = Your last nicknames in this group:
history-title-other = The last nicknames of { $target } in this group:
history-none = I have not changed your nickname in this group yet.
history-none-other = I have not changed the nickname of { $target } in this group yet.
history-line = { $old } → { $new }, { $when }
history-line-by = { $old } → { $new }, by { $who }, { $when }
history-unknown = (unknown)
history-more = … and { $count } more; the operator can list all: dingnick history
ago-now = just now
ago-minutes = { $count ->
        [one] a minute ago
       *[other] { $count } minutes ago
    }
ago-hours = { $count ->
        [one] an hour ago
       *[other] { $count } hours ago
    }
ago-days = { $count ->
        [one] a day ago
       *[other] { $count } days ago
    }
list-comma = ,{" "}
and-more = { " " }… and { $count } more

status-title = This group:
status-bound = Bound: I reach its nicknames by its chatid.
status-scene = Bound: it was made from a template.
status-unbound = Not bound yet: “/nick bind chat…” tells me its chatid.
status-allow-self = Who may rename: members themselves; owner and administrators everybody.
status-allow-owner = Who may rename: only owner and administrators.
status-allow-everyone = Who may rename: anyone can rename anyone.
status-trusted = { $count ->
        [one] One member is trusted to rename others.
       *[other] { $count } members are trusted to rename others.
    }
status-locked = { $count ->
        [one] One name is locked.
       *[other] { $count } names are locked.
    }
status-format = Format: { $format }
status-format-off = Format: any.
status-approval = Members’ renames wait for approval.
status-welcome = Newcomers are given a name in this format.
status-requests = Waiting for “/nick approve N”: { $requests }
status-request = #{ $number } “{ $name }”
status-lookalikes-refuse = Names like another member’s: refused.
status-lookalikes-warn = Names like another member’s: given, with a remark.
status-lookalikes-allow = Names like another member’s: given.
status-reserved = Reserved here: { $names }
status-unreserved = Not reserved here: { $names }
status-language = Language: { $language }
status-calls = API calls left this month: { $left } of { $allowance }
status-calls-low = Note: API calls left this month: { $left } of { $allowance }. At 5% only owner and administrators rename.
status-calls-reserved = Note: API calls left this month: { $left } of { $allowance }. The rest is kept for owner and administrators.

misfit-regex = Nicknames here must match { $shape }, and that one does not.
misfit = Nicknames here are like { $shape }. { $reason }
with-example = { $text } For example: { $example }
part-name = name
part-dept = department
part-title = title
part-jobnumber = job number
misfit-part-missing = “{ $part }” is missing: it must be { $rule }.
misfit-part = “{ $part }” must be { $rule }; here it is “{ $found }”.
misfit-beginning = It must begin with “{ $literal }”.
misfit-literal = “{ $literal }” is missing after “{ $part }”.
misfit-left-over = “{ $text }” does not belong at the end.
rule-any = some text
rule-digits-exactly = { $count ->
        [one] one digit
       *[other] { $count } digits
    }
rule-digits-range = { $least } to { $most } digits
rule-digits-least = digits, { $least } or more
rule-length-exactly = { $count ->
        [one] one character
       *[other] { $count } characters
    }
rule-length-range = { $least } to { $most } characters
rule-length-least = characters, { $least } or more
rule-one-of = one of: { $words }
rule-pattern = like { $pattern }
parts-missing = Nicknames here are like { $shape }, and I do not know: { $parts }. Please write the whole name.
newcomer = Welcome! Nicknames here are like { $shape }. Please mention me and write “/nick New Name”.
newcomer-parts = Welcome! Nicknames here are like { $shape }, and I do not know your: { $parts }. Please mention me and write the whole name: “/nick New Name”.
format-refused = That format was not taken: { $reason } A format is written like this: /nick format {"{dept}-{name}"}
format-too-long = it has more than { $max } characters.
format-no-part = it has no part in braces that must be there.
format-brace = the brace at character { $position } has no matching brace.
format-part-name = “{ $part }” is no name for a part: letters, digits and _, at most 20.
format-part-twice = “{ $part }” stands twice.
format-parts-touch = there must be something between “{ $first }” and “{ $second }”, or nobody knows where one ends.
format-part-regex = the expression of “{ $part }” is not valid, or too large.
format-regex = the regular expression is not valid, or too large.
format-literal = no nickname can hold “{ $literal }”.
format-longer-than-names = no nickname is that long.
note-reserved = Note: “{ $name }” is a reserved name.
note-not-bound-yet = This group is not bound yet. The easy way: change its name, and then back; DingTalk then tells me the chatid.
note-binds-itself = Or more easily: change this group’s name, and then back. DingTalk tells me the chatid when that happens.
note-names-need-format = This takes a format, and the group has none yet: /nick format {"{dept}-{name}"}
note-hears-no-events = But DingTalk does not tell me who comes in: the operator has to subscribe to group events first.

no-format = This group has no format to check names against. The owner can set one: /nick format {"{dept}-{name}"}
check-all-fit = Every name that I know ({ $fitting }) fits { $shape }.
check-misfits = Names that do not fit { $shape }: { $misfits }; that do: { $fitting }.
check-line = “{ $name }”
check-line-of = “{ $name }” ({ $person })
check-more = … and { $count } more; put these right and check again to see them.
check-unknown = { $count ->
        [one] One name is unknown to me.
       *[other] { $count } names are unknown to me.
    }
check-apply = “/nick apply” shows how to put them right.
plan = Names to change: { $count }, at one API call each. Calls left this month: { $left }.
plan-line = { $person } → { $name }
plan-more = … and { $count } more
plan-too-dear = That is more than are left: some would fail.
plan-confirm = To do it, write within half an hour: /nick confirm { $number }
plan-nothing = Nothing to do: every name that I know fits.
plan-nothing-known = There is nobody whose name I could put right.
plan-incomplete = Something is missing for: { $people }. They can write their whole name themselves.
plan-unknown = There is no plan { $number } in this group. “/nick apply” makes one.
plan-confirmed-before = Plan { $number } was confirmed before.
plan-too-old = Plan { $number } is out of date: it is more than half an hour old, or the format has changed since. Please make a new one: /nick apply
plan-begun = Plan { $number } has begun: { $count } names. I report as it goes.
plan-progress = Plan { $number }: { $done } of { $total } done.
plan-done = Plan { $number } is done. Names put right: { $renamed }.
plan-done-but = Plan { $number } is done. Names put right: { $renamed }; not changed: { $failed }:
plan-failure = { $count } × { $reason } ({ $people })
plan-failure-of-some = { $count } × { $reason }
plan-superseded = A newer name was asked for meanwhile.
plan-expired = It could not be done in time.
plan-given-up = It failed on my side.

# Names that nobody may bear: whoever does could be taken for somebody with power. Separated by commas.
reserved-names = admin, administrator, owner, group owner, moderator, support, customer service, system, official, teacher, head teacher, bot, robot, dingtalk, dingnick, everyone, all

help-title = I change nicknames in groups:
help-line = { $usage } – { $description }
help-footer = In a group, mention me in front.
help-footer-renamers = In a group, mention me in front, and pick @user from the list.
hint = I only change nicknames. Write “/nick help” to see how.
usage =
    “{ $command }” is written like this:
    { $usages }
    To use “{ $typed }” as a name: /nick -- { $typed }
did-you-mean = “{ $typed }” is no command – did you mean “/nick { $command }”? To use it as a name: /nick -- { $typed }
name-missing = Which name? Please write it behind the mention: /nick @user New Name
too-many-mentioned = You mentioned more than one person, and DingTalk does not tell me whose name is which. Please rename one at a time; nobody was renamed.
typed-mention = That @ was typed, so I cannot tell who is meant. Please type @ and pick the person from the list that opens; nobody was renamed.
sender-outside = DingTalk does not tell me your user id in this organisation, so I cannot change your nickname. This is so for guests from outside, and for everybody until the robot is published.
target-outside = The person you mentioned is not a member of this organisation, so their nickname cannot be changed.
only-in-groups = Nicknames belong to groups. Please mention me in the group where you want yours changed.

placeholder-name = New Name
placeholder-user = @user
placeholder-reason = reason

help-rename = your own nickname
help-rename-other = somebody else’s (owner and administrators)
help-rename-literal = a name that looks like a command
help-help = this help
help-undo = back to the name before
help-undo-other = back to somebody’s name before
help-reset = back to your name in the directory
help-reset-other = back to somebody’s name in the directory
help-history = your last changes
help-history-other = somebody’s last changes
help-status = how this group is set up
help-bind = tell me this group’s chatid
help-allow = who may rename whom
help-trust = let a member rename others
help-untrust = no longer
help-lock = only owner and admins may change this name
help-unlock = no longer
help-format = the shape that names must have
help-format-off = any shape
help-format-regex = a regular expression, for experts
help-check = who does not fit the format
help-apply = put everyone right, after a look at the plan
help-confirm = go on with a plan
help-approval = whether self-renames wait for approval
help-welcome = name those who come in
help-approve = approve a request
help-reject = reject a request
help-reserve = reserve a name, so that no member takes it
help-unreserve = no longer
help-lookalikes = names that look like another member’s
help-lang = this group’s language

# What DingTalk said. Each ends with the code.
coded = { $text } (code { $code })
error-internal = Something went wrong on my side, and I have given up. Please try again, and tell the operator if it happens again.

# The page of `dingnick playground`.
playground-language-name = English
playground-title = dingnick playground
playground-tagline = A pretend DingTalk with the real bot. Nothing leaves this computer.
playground-language = Language
playground-group = Chat
playground-direct-chat = Only you and the bot
playground-you-are = You are
playground-show = Show
playground-chat = Messages
playground-chat-empty = Nobody has said anything yet. Try “/nick New Name”, or type @ and pick somebody to rename.
playground-message = Message
playground-message-hint = /nick New Name – type @ to mention somebody
playground-message-hint-direct = /nick help
playground-mention-bot = Mention
playground-mention-bot-why = A bot in a group gets only the messages that mention it.
playground-mention = Mention as well
playground-mention-nobody = nobody
playground-picker = Whom to mention
playground-send = Send
playground-members = Members
playground-directory-name = In the directory:
playground-owner = Owner
playground-admin = Admin
playground-outsider = Outside
playground-you = You
playground-bot = Bot
playground-sent-without-session = not as a reply
playground-picture = Picture
playground-not-for-bot = The bot does not see this: it was not mentioned.
playground-unreachable = The bot’s server did not answer.
playground-refused = The bot’s server refused this. HTTP status:
playground-calls = Calls to DingTalk
playground-calls-empty = None yet.
playground-calls-used = API calls this month
playground-messages-used = Messages this month
playground-faults = What goes wrong next
playground-faults-apply = Apply
playground-fault-none = Nothing
playground-fault-forbidden-content = 41049: the name has forbidden content
playground-fault-unknown-group = 34001: DingTalk does not know the chatid
playground-fault-unknown-user = 40003: DingTalk does not know the userid
playground-fault-not-in-group = 60124: the person is not in the group
playground-fault-no-permission = 60011: the app lacks the permission
playground-fault-token-expired = The access token expires now
playground-fault-session-expired = 300001: the reply session has expired
playground-fault-html = An HTML page instead of JSON
playground-fault-too-fast = 90018: too many calls a second
playground-fault-quota = 90020: this month’s calls are used up
playground-fault-reset = The connection breaks
playground-commands = Commands
playground-connection-lost = No connection to the playground. It may have been stopped; the page tries again by itself.

# What was kept and cannot be read: an older version of the bot runs than the one that kept it.
job-unreadable = I have your message, but this version of me cannot read how it was kept, so nothing is done yet. If nothing happens within half an hour, please send it again. (code job-unreadable)
plan-unreadable = I cannot read this plan any more, and have changed no name. Please make it anew: /nick apply (code plan-unreadable)
request-unreadable = I cannot read this request any more, and have changed no name. Whoever asked can simply ask again. (code request-unreadable)
