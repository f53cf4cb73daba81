# Words of the bot, English. Every locale has these keys with these arguments; a test compares them.
# $who, $target: a mention or a name. $old, $new, $typed: a person’s text, made harmless.

# How an answer begins when nobody can be mentioned.
addressed-by-name = { $name }: { $text }

renamed = Your nickname here is now “{ $new }”.
renamed-from = Your nickname here was changed from “{ $old }” to “{ $new }”.
renamed-other = The nickname of { $target } here is now “{ $new }”.
renamed-other-from = The nickname of { $target } here was changed from “{ $old }” to “{ $new }”.

two-sentences = { $first } { $second }

expired = I could not do that within half an hour, so nothing was changed. Please send it again if you still want it.

too-often = That was too quick, so I left this one out: { $count } { $period } from each person. Please send it again in { $wait } s.
too-often-group = This group is too quick for me, so I left this one out: { $count } { $period } from one group. Please send it again in { $wait } s.
period-s = a second
period-min = a minute
period-h = an hour

name-empty = Nothing in that name can be seen, so nothing was changed.
name-too-long = That name is too long, so nothing was changed: it has { $count } characters, and { $max } are the most. Please send a shorter one.
name-link = A nickname cannot be a web address, so nothing was changed. Please send it without “://” and “www.”.
name-control = Character { $position } of that name ({ $code-point }) cannot be used, so nothing was changed. Please type the name instead of pasting it.
name-line-break = A nickname is one line, so nothing was changed. Please send it without the line break.
name-direction = Character { $position } of that name ({ $code-point }) turns the text around, so nothing was changed. Please type the name instead of pasting it.
name-invisible = Character { $position } of that name ({ $code-point }) cannot be seen, so nothing was changed. Please type the name instead of pasting it.
name-private-use = Character { $position } of that name ({ $code-point }) does not show on other people’s phones, so nothing was changed. Please use another.
name-noncharacter = Character { $position } of that name ({ $code-point }) is not a letter or sign, so nothing was changed. Please type the name instead of pasting it.
name-stacked-mark = Character { $position } of that name has too many marks on one letter, so nothing was changed. Please send it without them.
name-instead = You could send this:

denied-not-owner = You cannot change other people’s nicknames here, so nothing was changed. For your own, send /nick and the new name; for theirs, ask the owner or a bot admin.
denied-governors-only = Only the owner and bot admins change nicknames in this group, so nothing was changed. Please ask one of them.
denied-not-governor = Only the group’s owner and bot admins can do that, so nothing was done. Please ask one of them.
denied-locked = This nickname is locked, so it was not changed. Please ask the owner or a bot admin.
denied-reserve = The organisation’s DingTalk calls are nearly used up for this month, and the rest is kept for the owner and bot admins, so nothing was changed. Please ask one of them, or wait for next month.
denied-owner-unknown-because = Only the group’s owner and bot admins can do that, and I could not find out who the owner is, so nothing was done. { $reason }
denied-owner-unknown = Only the group’s owner and bot admins can do that, and I cannot find out just now who the owner is, so nothing was done. Please send it again in a few minutes.

not-bound = I am not connected to this group yet, so I cannot change nicknames here.
bound = I am connected to this group, and nicknames can be changed now. Try it: send /nick and a new name.
bind-other-group = That id belongs to another group, so it was not kept. Please pick this group when you look it up.
bind-unknown-chatid = DingTalk does not know that id, so it was not kept. Please check it and send it again.
bind-refused = DingTalk did not confirm that id, so it was not kept. { $reason }

taps-adopt = In DingTalk, the group’s owner connects me: group settings → Group management → Shortcut bar → Manage cool apps → Group template settings → switch the template on.
taps-release = In DingTalk, the group’s owner takes it back: group settings → Group management → Shortcut bar → Manage cool apps → Group template settings → switch the template off.
template-where = No template? Whoever runs this bot makes one in the developer console: Open capabilities → Scene groups → Group templates.
ready-adopt-owner =
    You own this group, so you can connect me. Send:
    /nick adopt
ready-adopt-member =
    The group’s owner can connect me by sending:
    /nick adopt
ready-adopt-admin =
    The group’s owner can connect me with /nick adopt. Or do it for them, in the shell:
    dingnick groups adopt { $group } --owner USERID
ready-retitle-owner = You own this group, so you can connect me: change the group’s name, and change it back.
ready-retitle-member = To connect me, change the group’s name, and change it back. If you cannot, please ask the owner.
ready-by-hand-admin = Set DINGTALK_GROUP_TEMPLATE_ID, and the owner can connect me with /nick adopt. The template is made in the developer console: Open capabilities → Scene groups → Group templates.
adopt-proposed =
    This makes the group a template group in DingTalk, and I can change nicknames here. It takes one DingTalk call, and only the owner can have it done. To take it back: /nick release. To go on, send within half an hour:
    /nick confirm { $number }
release-proposed =
    This makes the group an ordinary group in DingTalk again, and I may no longer be able to change nicknames here. It takes one DingTalk call, and only the owner can have it done. To go on, send within half an hour:
    /nick confirm { $number }
changed-adopted = This group is a template group now, and nicknames can be changed. Try it: send /nick and a new name. To take it back: /nick release
changed-released =
    This group is an ordinary group again. To connect me once more, the owner can send:
    /nick adopt
kind-change-too-old =
    Plan { $number } is more than half an hour old, so nothing was done. To begin again, send:
    { $line }
owner-only = Only the group’s owner can have that done, so nothing was changed.
owner-only-ask =
    { $text } Please ask the owner to send:
    { $line }
not-adopted = I know of no template in this group, so there is nothing to take back. How the group is set up: /nick status

unchanged = Your nickname here is “{ $name }” already.
unchanged-other = The nickname of { $target } here is “{ $name }” already.
nothing-to-undo = I have not changed your nickname, so there is nothing to take back. To change it, send /nick and the new name.
nothing-to-undo-other = I have not changed the nickname of { $target }, so there is nothing to take back.
old-name-unknown =
    DingTalk does not tell me your name from before, so I cannot go back to it. For the one in the directory, send:
    /nick reset
old-name-unknown-other =
    DingTalk does not tell me the name of { $target } from before, so I cannot go back to it. For the one in the directory, send:
    /nick reset @user

requested = You asked for “{ $name }”; the owner or a bot admin has to agree (request #{ $number }). They can send: /nick approve { $number } (or: /nick reject { $number } reason)
requested-other = You asked for “{ $name }” for { $target }; the owner or a bot admin has to agree (request #{ $number }). They can send: /nick approve { $number } (or: /nick reject { $number } reason)
request-unknown = There is no request #{ $number } in this group. Those that wait: /nick status
request-decided-before = Request #{ $number } was decided before, or a newer one has taken its place.
approved = Request #{ $number } is approved: the nickname of { $target } is now “{ $new }”.
requested-again = It waits again, now as request #{ $number }.
approved-in-vain = Request #{ $number } is approved, but the nickname of { $target } was not changed: { $reason }
rejected = Request #{ $number } of { $target } for “{ $name }” was not approved.
rejected-because = Request #{ $number } of { $target } for “{ $name }” was not approved: { $reason }
request-expired = Nobody decided your request #{ $number } for “{ $name }” within seven days, so it is over. Please ask again if you still want it.

looks-like-owner = That name is too much like the owner’s, “{ $name }”, so it was not taken. Please choose another.
looks-like-admin = That name is too much like a bot admin’s, “{ $name }”, so it was not taken. Please choose another.
looks-like-sub-admin = That name is too much like that of a group admin, “{ $name }”, so it was not taken. Please choose another.
looks-like-bot = That name is too much like mine, “{ $name }”, so it was not taken. Please choose another.
looks-like-reserved = “{ $name }” is reserved here, and so is what looks like it, so nothing was changed. Please choose another name.
looks-like-member = That name is too much like another member’s, “{ $name }”, so it was not taken. Please choose another, with your class or department, say.
ask-for-it = If it should be yours, the owner or a bot admin can approve it. Send:
note-looks-like = Note: it looks like “{ $name }”, which somebody here is called.
note-calls-low = Note: { $left } of this month’s { $allowance } DingTalk calls are left.

changed-allow-self = Members may change their own nicknames now, and the owner and bot admins everybody’s.
changed-allow-owner = Only the owner and bot admins may change nicknames now.
changed-allow-everyone = Everybody may change everybody’s nickname now.
changed-approval-on = From now on, members’ new nicknames wait until the owner or a bot admin agrees: /nick approve and the number of the request.
changed-approval-off = From now on, members change their nicknames without approval. Requests that wait can still be decided.
changed-welcome-on = From now on, I give newcomers a name in this group’s format, and ask them for what I do not know.
changed-welcome-off = From now on, I leave newcomers’ names as they are.
changed-format-off = Nicknames may have any form now.
changed-format = Nicknames are written like this now: { $shape }.
changed-format-example = { $text } Yours, for example: { $example }
changed-format-check = Whose are not: /nick check
changed-use = From now on, names here follow the rule “{ $rule }”.
rule-unknown = There is no rule “{ $rule }”, so nothing was changed. There are: { $known }. For a name, send /nick and the name.
rule-none = There is no rule “{ $rule }”, so nothing was changed. Whoever runs this bot makes one in the shell: dingnick rules set. For a name, send /nick and the name.
changed-lookalikes-refuse = Names that look like another member’s are not allowed now.
changed-lookalikes-warn = Names that look like another member’s are allowed now, and I remark on them.
changed-lookalikes-allow = Names that look like another member’s are allowed now.
changed-language = From now on I speak English here.
changed-trust = { $target } may now change other people’s nicknames here.
changed-untrust = { $target } may no longer change other people’s nicknames here.
changed-lock = Only the owner and bot admins may change the nickname of { $target } now.
changed-unlock = The nickname of { $target } is no longer locked.
changed-exempt = The nickname of { $target } no longer has to fit the format here.
changed-unexempt = The nickname of { $target } has to fit the format again.
changed-reserve = “{ $name }” is reserved now, and so is what looks like it.
changed-unreserve = Anybody here may be called “{ $name }” now.
language-unknown = I do not speak “{ $tag }” yet, so nothing was changed. I speak: { $known }. Send, say: /nick lang en
languages = I speak: { $known }.
language-name = English

history-title = Your last nicknames in this group:
history-title-other = The last nicknames of { $target } in this group:
history-none = I have not changed your nickname in this group yet.
history-none-other = I have not changed the nickname of { $target } in this group yet.
history-line = { $old } → { $new }, { $when }
history-line-by = { $old } → { $new }, by { $who }, { $when }
history-unknown = (unknown)
history-more = … and { $count } more; whoever runs this bot can list them all
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
status-bound = Connected: nicknames can be changed.
status-scene = Connected (made from a template): nicknames can be changed.
status-unbound = Not connected yet, as far as I know. The next rename here tries it once more.
status-allow-self = Who may rename: members themselves; the owner and bot admins everybody.
status-allow-owner = Who may rename: only the owner and bot admins.
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
status-format-of-rule = Format: { $format } (rule “{ $rule }”)
status-format-off = Format: any.
status-exempt = { $count ->
        [one] One person is exempt from it.
       *[other] { $count } people are exempt from it.
    }
status-sources = Parts of names come from the roster, then the directory, then what was typed.
status-waiting = { $count ->
        [one] One name waits for tomorrow’s calls to follow a change.
       *[other] { $count } names wait for tomorrow’s calls to follow a change.
    }
status-approval = Members’ new names wait for approval.
status-welcome = Newcomers are given a name in this format.
status-requests = Requests that wait: { $requests } (to agree: /nick approve and the number)
status-request = #{ $number } “{ $name }”
status-lookalikes-refuse = Names like another member’s: not allowed.
status-lookalikes-warn = Names like another member’s: allowed, with a remark.
status-lookalikes-allow = Names like another member’s: allowed.
status-reserved = Reserved here: { $names }
status-unreserved = Positions that anybody may have in a name here: { $names }
status-language = Language: { $language }
status-calls = DingTalk calls left this month: { $left } of { $allowance }
status-calls-low = Note: DingTalk calls left this month: { $left } of { $allowance }. At 5% only the owner and bot admins rename.
status-calls-reserved = Note: DingTalk calls left this month: { $left } of { $allowance }. The rest is kept for the owner and bot admins.

misfit-regex = That name does not have this group’s format, so nothing was changed. Please look at how others write theirs, or ask the owner.
misfit = That name does not have this group’s format, so nothing was changed: { $reason }
with-example = { $text } Send it like this:
like-this = Names here are written: { $shape }.
part-name = name
part-dept = department
part-title = title
part-jobnumber = job number
misfit-part-missing = the { $part } is missing.
misfit-part-missing-rule = the { $part } is missing ({ $rule }).
misfit-part = the { $part } must be { $rule }, and you wrote “{ $found }”.
misfit-part-wrong = the { $part } cannot be “{ $found }”.
misfit-beginning = it must begin with “{ $literal }”.
misfit-literal = “{ $literal }” is missing after the { $part }.
misfit-left-over = “{ $text }” does not belong at the end.
misfit-not-filled = “{ $part }” stands for what you put there; write your own.
rule-digits-exactly = { $count ->
        [one] one digit
       *[other] { $count } digits
    }
rule-digits-range = { $least } to { $most } digits
rule-digits-least = { $least } digits or more
rule-length-exactly = { $count ->
        [one] one character
       *[other] { $count } characters
    }
rule-length-range = { $least } to { $most } characters
rule-length-least = { $least } characters or more
rule-one-of = one of these: { $words }
parts-missing = That name is not complete, so nothing was changed. Still missing: { $parts }.
newcomer = Welcome! Names here are written: { $shape }.
newcomer-parts = Welcome! Names here are written: { $shape }. I do not know yet: { $parts }.
newcomer-line = { $text } Please mention me and send it like this:
newcomer-ask = { $text } Please mention me and send /nick and your whole name.
format-refused =
    That format was not taken: { $reason } Send it like this:
    /nick format {"{dept}-{name}"}
format-too-long = it has more than { $max } characters.
format-no-part = nothing in it stands in braces.
format-brace = the brace at character { $position } has no matching brace.
format-part-name = “{ $part }” cannot stand in braces: letters, digits and _ can, at most 20.
format-part-twice = “{ $part }” stands twice.
format-parts-touch = something must stand between “{ $first }” and “{ $second }”, a hyphen, say.
format-part-regex = what is written for “{ $part }” is wrong, or too complicated.
format-regex = what stands between the two / is wrong, or too complicated.
format-literal = no nickname can have “{ $literal }” in it.
format-longer-than-names = no nickname is that long.
note-reserved = Note: “{ $name }” is a reserved name, which members cannot take.
note-names-need-format =
    This takes a format, and the group has none yet. Send:
    /nick format {"{dept}-{name}"}
note-hears-no-events = But DingTalk does not tell me who comes in. Please ask whoever runs this bot to switch on group events.

no-format =
    This group has no format, so there is nothing to check. The owner can send:
    /nick format {"{dept}-{name}"}
check-all-fit = Every name I know ({ $fitting }) is written “{ $shape }”.
check-misfits = Names not written “{ $shape }”: { $misfits }; names that are: { $fitting }.
check-line = “{ $name }”
check-line-of = “{ $name }” ({ $person })
check-more = … and { $count } more; put these right and check again
check-unknown = { $count ->
        [one] One name is unknown to me.
       *[other] { $count } names are unknown to me.
    }
check-apply = To put them right at once: /nick apply (look first, then confirm)
check-alone = { $title }: { $text }
check-private-sent = I have sent you the list in a direct message; nobody else sees it. It took one more DingTalk call.
check-private-failed = I could not send you a direct message, so the list was not told. Whoever runs this bot sees it in the shell:
check-private-failed-because = I could not send you a direct message ({ $reason }), so the list was not told. Whoever runs this bot sees it in the shell:
stats-title = This group in the last { $days } days:
stats-no-fit = How many names fit is not known: there is no format here, or nobody’s name is known yet.
stats-fit = Names that fit: { $fitting } of { $members } ({ $share }%)
stats-fit-before = Before: { $points }
stats-point = { $share }% on { $day }
stats-count = { $what } { $count }
stats-faults = Most often wrong: { $faults }
stats-fault-missing = no { $part }
stats-fault-wrong = another { $part }
stats-fault-literal = no “{ $literal }”
stats-fault-left-over = more after the end
stats-fault-other = another form
stats-calls = DingTalk calls: { $count } ({ $parts })
stats-no-calls = DingTalk calls: none
stats-call-member = members’ own names
stats-call-governor = names by owner and admins
stats-call-plan = plans
stats-call-shell = shell
stats-call-newcomer = newcomers
stats-call-again = names set once more
stats-call-look = reading members and owner
stats-call-say = messages without a session
stats-messages = Robot messages: { $count }
stats-refused = Refused by DingTalk { $count } times: { $what }
collect-ask =
    Please all tell me: { $parts }. Mention me and send a line like this; a whole chain with the lines of others is fine too:
    { $line }
collect-noted = Answers taken: { $count }.
collect-unknown = Nobody here is called so: { $names }. Please check the name, or have them send their line themselves.
collect-missing = Still missing ({ $count }): { $people }
collect-complete = Nobody is missing. To go on: /nick collect done
collected-without-format = Answers are kept. Names need a format first: /nick format {"{name}-{number}"}, and then /nick apply
collect-nothing = Nothing is asked for here. To begin: /nick collect {"{name}{number}"}
changed-collect-off = I ask for nothing any more. What was answered is kept.
reminder = Nicknames not written “{ $shape }”: { $count }
reminder-line = “{ $name }”: /nick { $instead }
reminder-more = … and { $count } more
reminder-how = Please mention me and send your own line.
reminder-until = Please mention me and send your own line by { $day }.
reminder-owner = For the owner: reminded, and still not changed: { $names }
plan = Names to change: { $count }, at one DingTalk call each. Calls left this month: { $left }.
plan-line = { $person } → { $name }
plan-more = … and { $count } more
plan-later = { $count } more have to wait for next month: this month’s last calls are kept.
plan-no-room = { $count } names do not fit, and this month’s last calls are kept, so nothing is planned. Please send /nick apply again next month, or change single names.
plan-confirm = To do it, write within half an hour: /nick confirm { $number }
plan-nothing = Nothing to do: every name that I know fits.
plan-nothing-known = There is nobody whose name I could put right.
plan-incomplete = I do not know enough about: { $people }. They can send /nick and their whole name.
plan-unknown =
    There is no plan { $number } in this group. To make one, send:
    /nick apply
plan-confirmed-before = Plan { $number } was confirmed before.
plan-too-old =
    Plan { $number } is out of date (more than half an hour old, or the format has changed), so nothing was done. To make a new one, send:
    /nick apply
plan-begun = Plan { $number } has begun: { $count } names. I report as it goes.
plan-progress = Plan { $number }: { $done } of { $total } done.
plan-done = Plan { $number } is done. Names put right: { $renamed }.
plan-done-but = Plan { $number } is done. Names put right: { $renamed }; not changed: { $failed }:
plan-failure = { $count } × { $reason } ({ $people })
plan-failure-of-some = { $count } × { $reason }
plan-superseded = A newer name was asked for meanwhile.
plan-expired = It could not be done in time.
plan-given-up = Something went wrong on my side.


help-title = I change nicknames in groups:
help-line = { $usage } – { $description }
hint = I only change nicknames. To change yours, send /nick and the new name. Everything else: /nick help
usage =
    “{ $command }” is written like this:
    { $usages }
    For example: { $example }
usage-as-name = If you do want that name, send:
ambiguous = I am not sure what you mean, so nobody was renamed. Please send one of these lines:
ambiguous-one = I am not sure what you mean, so nobody was renamed. If it is this, please send:
as-a-name = that very name
with-meaning =
    { $text }
    { $meaning }:
placeholder-typed = “{ $typed }” is an example and not a name, so nobody was renamed. Put your own name there and send, say: /nick Alice
placeholder-person = “{ $typed }” is an example, so nobody was renamed. Type @, pick the person from the list that opens, and write the new name.
unclear = I did not understand that, and nobody was renamed. Send /nick and the name you want, say: /nick Alice. What else I do: /nick help
mentions-all = I cannot rename everybody at once, so nobody was renamed. Please mention one person at a time; the owner can put all names in one format: /nick apply
mentions-bot = My own name I cannot change. To change yours, send, say: /nick Alice
not-text = I read only text. I change nicknames in groups: mention me there and send /nick and the new name.
title-refused = “{ $title }”, or what looks or sounds like it, is a position, and the directory does not show it, so nothing was changed. Please send the name without it.
replaced = Your request for “{ $name }” was replaced by your newer one.
replaced-by-other = Your request for “{ $name }” was not carried out: somebody set a newer name meanwhile.
withdrawn = Request #{ $number } for “{ $name }” is withdrawn.
nothing-to-withdraw = No request of yours is waiting.
daily-cap = You have used up today’s renames ({ $count } a day for each member), so nothing was changed. You can go on from { $free-at } tomorrow; if it is urgent, ask the owner or a bot admin.
daily-cap-group = The members of this group have used up today’s renames ({ $count } a day), so nothing was changed. You can go on from { $free-at } tomorrow; if it is urgent, ask the owner or a bot admin.
note-undo = Not what you wanted? Send: /nick undo
note-undo-other = Not what you wanted? Send: /nick undo { $user }
note-messages-low = Note: { $left } of this month’s { $allowance } robot messages are left.
note-quiet-costs = Note: each reaction may cost one more DingTalk call.
changed-quiet-on = From now on I only put a reaction on a message whose rename has worked; where it has not, I still say why.
changed-quiet-off = From now on I answer in words when a rename has worked.
changed-remind-daily = On working days at { $hour }:00 I will say here whose nicknames do not fit the format. Each time takes one robot message and at most 2 DingTalk calls. To stop: /nick remind off
changed-remind-weekly = On Mondays at { $hour }:00 I will say here whose nicknames do not fit the format. Each time takes one robot message and at most 2 DingTalk calls. To stop: /nick remind off
changed-remind-until = Until { $day }, on working days at { $hour }:00, I will remind those whose nicknames do not fit; after that the owner gets the list. Each time takes one robot message and at most 2 DingTalk calls. To stop: /nick remind off
changed-remind-off = I will not remind anybody any more.
remind-at-night = I remind nobody at night. Please choose an hour from 8 to 21: /nick remind daily 9
remind-in-the-past = That day is over. Please give one that is to come: /nick remind until 2030-12-01
status-quiet = Success is shown by a reaction, without a message.
status-remind-daily = Reminders: on working days at { $hour }:00.
status-remind-weekly = Reminders: on Mondays at { $hour }:00.
status-remind-until = Reminders: until { $day }, on working days at { $hour }:00.
status-collect = Asked for: { $parts }. Who is missing: /nick collect
status-messages = Robot messages left this month: { $left } of { $allowance }
status-unread-owner = I do not know the owner yet, so I cannot keep others from posing as the owner.
status-unread-sub-admins = I do not know the group’s admins yet, so I cannot keep others from posing as them.
status-unread-directory = I may not read the directory yet, so I guard only the names I have seen.
status-unread-members = I have not read the list of members yet, so I guard only the names I have seen.
whoami = You are “{ $name }” in this group.
whoami-since = You are “{ $name }” in this group; that was changed { $when }.
whoami-given = You are “{ $name }” in this group; { $who } changed it { $when }.
whoami-unknown = I do not know your name in this group yet.
whoami-governs = You may change everybody’s nickname, and this group’s settings.
whoami-locked = Your nickname is locked: only the owner and bot admins can change it.
whoami-renames-others = You may change your own nickname and other people’s.
whoami-renames-self = You may change your own nickname.
whoami-renames-nobody = In this group the owner and bot admins change nicknames.
whoami-waiting = Your request #{ $number } for “{ $name }” waits for the owner or a bot admin.
help-footer = In a group, mention me in front. Everything else: /nick help all
help-footer-all = In a group, mention me in front, and pick @user from the list that opens.
help-help-all = all I do
help-topic-names = rename, take back, history
help-topic-rules = format, reminders, plans
help-topic-people = locks, approvals, reserved names
help-topic-group = connection, language, quiet
help-whoami = my name here, and what I may do
help-request = ask for a name that needs approval
help-withdraw = take back what you asked for
help-quiet = a reaction instead of an answer when a rename has worked
example-help = /nick help
example-undo = /nick undo
example-reset = /nick reset
example-history = /nick history 5
example-status = /nick status
example-doctor = /nick doctor
example-whoami = /nick whoami
example-request = /nick request Ms Lee
example-withdraw = /nick withdraw
example-bind = /nick bind chat0123456789abcdef0123456789abcdef
example-adopt = /nick adopt
example-release = /nick release
example-allow = /nick allow self
example-trust = /nick trust @Alice
example-untrust = /nick untrust @Alice
example-lock = /nick lock @Alice
example-unlock = /nick unlock @Alice
example-exempt = /nick exempt @Alice
example-unexempt = /nick unexempt @Alice
example-format = /nick format {"{dept}-{name}"}
example-use = /nick use class
example-check = /nick check
example-stats = /nick stats
example-collect = /nick collect {"{name}{number}"}
example-remind = /nick remind daily 9
example-apply = /nick apply
example-confirm = /nick confirm 3
example-reserved = /nick reserved add Head Coach
example-lookalikes = /nick lookalikes refuse
example-welcome = /nick welcome on
example-quiet = /nick quiet on
example-approval = /nick approval on
example-approve = /nick approve 3
example-reject = /nick reject 3 please use your real name
example-lang = /nick lang en
name-missing = The new name is missing, so nothing was changed. Write it behind the mention, say: /nick @user Alice
too-many-mentioned = You mentioned more than one person, and I cannot tell whose name is which, so nobody was renamed. Please rename one at a time.
mention-within = Is the person you mentioned to be renamed, or meant to stand in the name? Nobody was renamed. For a name of your own, type theirs without @, say: /nick Alice's Dad
mention-within-theirs = To rename them, please send:
pick-person = For @user, type @ and pick the person from the list that opens.
typed-mention = I cannot tell whom you mean, so nobody was renamed. Type @, pick the person from the list that opens, and write the new name.
sender-outside = I cannot see that you belong to this organisation, so I cannot change your nickname. Guests from outside cannot have theirs changed; if you are no guest, ask whoever runs this bot (it may not be published yet).
target-outside = The person you mentioned does not belong to this organisation, so their nickname cannot be changed.
only-in-groups = I change nicknames in groups only. Mention me in the group, and send /nick and the new name.

placeholder-name = New Name
placeholder-user = @user
placeholder-reason = reason

help-rename = your own nickname
help-rename-other = somebody else’s nickname
help-rename-literal = a name that looks like a command
help-help = this help
help-undo = back to the name before
help-undo-other = back to somebody’s name before
help-reset = back to your name in the directory
help-reset-other = back to somebody’s name in the directory
help-history = your last changes
help-history-other = somebody’s last changes
help-status = how this group is set up
help-doctor = what keeps this group from working
help-bind = tell me this group’s id, to connect me
help-adopt = connect me by making this group a template group
help-release = make this group an ordinary group again
help-allow = who may rename whom
help-trust = let a member rename others
help-untrust = no longer
help-lock = only the owner and bot admins may change this name
help-unlock = no longer
help-exempt = this name need not fit the format
help-unexempt = it must fit again
help-format = the format of nicknames
help-format-off = any form of nicknames
help-format-regex = for experts
help-use = the format of a rule that many groups share
help-check = who does not fit the format
help-check-private = the same, told to you alone; one DingTalk call more
help-stats = how many names fit, what calls were spent on, what is wrong most often
help-collect = ask everybody for what nobody knows; answers may come in a chain
help-collect-done = end it with a plan by the answers, or ask no more
help-remind = remind those whose names do not fit, on working days or Mondays
help-remind-until = remind them until that day; then the owner gets the list
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
error-internal = Something went wrong on my side. Please send it again; if it fails again, ask whoever runs this bot.

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
playground-chat-empty = Nobody has said anything yet. Try “/nick Alice”, or type @ and pick somebody to rename.
playground-message = Message
playground-message-hint = /nick Alice – type @ to mention somebody
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

directory-name-refused = Your name in the directory is too long for a nickname, or has a character that cannot be used, so nothing was changed. Send /nick and a name of your choice, or ask an administrator to change it there; I look once a day.
directory-name-refused-other = The name of { $target } in the directory is too long for a nickname, or has a character that cannot be used, so nothing was changed. Send /nick, pick them with @, and write another name, or ask an administrator to change it there; I look once a day.
directory-name-forbidden = DingTalk does not allow your name in the directory as a nickname. Send /nick and a name of your choice, or ask an administrator to change it there; I look once a day.
directory-name-forbidden-other = DingTalk does not allow the name of { $target } in the directory as a nickname. Send /nick, pick them with @, and write another name, or ask an administrator to change it there; I look once a day.
job-unreadable = I have your message, but this version of me cannot read how it was kept, so nothing is done yet. If nothing happens within half an hour, please send it again. (code job-unreadable)
plan-unreadable = I cannot read this plan any more, and have changed no name. Please make it anew: /nick apply (code plan-unreadable)
request-unreadable = I cannot read this request any more, and have changed no name. Whoever asked can simply ask again. (code request-unreadable)
reaction-done = Done

doctor-well = Everything that I can see from here is in order.
doctor-line = { $words } ({ $code })
doctor-more = and { $count } more: whoever runs the bot sees them with “dingnick doctor”.
doctor-not-reached = This group is not connected, so nicknames cannot be changed: /nick status
doctor-language = I do not speak this group’s language: /nick lang en
doctor-waiting = Commands have been waiting for more than two minutes.
doctor-given-up = Some commands of the last days were given up.
doctor-unanswered = Some of my answers did not arrive.
doctor-calls = The month’s DingTalk calls are running out: /nick status
doctor-messages = The month’s robot messages are running out: /nick status
doctor-other = Something in my setup is not right; please tell whoever runs the bot.
