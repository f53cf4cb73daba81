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
denied-owner-unknown-because = DingTalk could not tell me who owns this group, so nobody else’s nickname was changed: { $reason }
denied-owner-unknown = DingTalk could not tell me who owns this group, so nobody else’s nickname was changed. Please try again in a few minutes.

not-bound = I do not know this group’s chatid yet; anybody here can tell me with “/nick bind chat…”, and DingTalk confirms it. A chatid is what the JSAPI “chooseChat” returns for this group (the JSAPI Explorer of DingTalk’s open platform can run it), or what the API returned when it created the group.
bound = This group is bound, and nicknames can be changed now.
bind-other-group = That chatid belongs to another group, so it was not kept. Please choose this group when you look the chatid up.
bind-unknown-chatid = DingTalk does not know that chatid, so it was not kept. Please check it and send it again.
bind-refused = DingTalk did not confirm that chatid, so it was not kept: { $reason }

help-title = I change nicknames in groups:
help-line = { $usage } – { $description }
help-footer = In a group, mention me in front.
help-footer-renamers = In a group, mention me in front, and pick @user from the list.
hint = I only change nicknames. Write “/nick help” to see how.
not-here-yet = “/nick { $command }” is not available yet. “/nick help” shows what is.
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
help-approve = approve a request
help-reject = reject a request
help-lang = this group’s language

# What DingTalk said. Each ends with the code.
coded = { $text } (code { $code })
error-system-busy = DingTalk is busy. Please try again in a few minutes.
error-rate = Too many calls at once. Please try again in a minute.
error-rate-minute = The app has made too many calls this minute. Please try again in a minute.
error-blocked = DingTalk takes no calls from this server for the moment. Please try again in five minutes.
error-token = DingTalk does not accept the app’s access token. The operator should check Client ID and Client Secret, and the region.
error-credentials = DingTalk does not accept the app’s Client ID and Client Secret. The operator should check DINGTALK_CLIENT_ID and DINGTALK_CLIENT_SECRET, and the region.
error-permission = The app lacks the permission { $scope }. Its developer can grant it in DingTalk’s developer console, under Permissions.
error-ip = DingTalk does not let this server in, since its address is not on the app’s list. The developer can add it in the developer console, under Security (server egress IP).
error-out-of-range = This is outside what the app may see. An administrator can widen the app’s visible range in the developer console, under Version Management.
error-owner-not-visible = The group’s owner is outside the app’s visible range. An administrator can widen it in the developer console, under Version Management.
error-quota = The organisation has used up this month’s API calls. An administrator can buy more, or everything works again next month.
error-unknown-user = DingTalk finds no such member in this organisation.
error-not-in-group = DingTalk finds no such person in this group.
error-not-changed = DingTalk did not change the nickname and gave no reason. Please try again later.
error-forbidden-content = DingTalk does not allow this nickname. Please choose another.
error-unknown-chatid = DingTalk does not know this group’s chatid (any more). Please bind the group again: /nick bind chat…
error-no-scene-group = DingTalk refused access to this group. Please bind it with “/nick bind chat…”, or ask the operator.
error-dissolved = This group was dissolved.
error-unknown-group = DingTalk does not know this group.
error-robot-code = The robot does not belong to the app. The operator should check DINGTALK_ROBOT_CODE.
error-robot-stopped = The robot is switched off. An administrator can switch it on in the developer console.
error-session-over = The time for an answer is over.
error-bad-parameter = DingTalk did not accept the request as it was. Please try another name; if that fails too, tell the operator.
error-too-long = The answer is too long for DingTalk.
error-unfit-reply = DingTalk did not let the answer through.
error-no-answer = DingTalk could not be reached. Please try again in a few minutes.
error-bad-answer = DingTalk answered something that I do not understand. Please try again in a few minutes.
error-unexpected = DingTalk refused, and I do not know this reason. Please tell the operator the code.
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
