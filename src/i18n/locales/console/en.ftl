# Words of the operator's console, English; it is in two languages, and a test compares them.
# What doctor finds and what settings mean is English in both, as in the shell.

console-skip = Skip to the content
console-parts = Parts of the console
console-sign-out = Sign out
console-lost = No connection to the bot. This page may be out of date; it tries again by itself.

console-no-group = No such group is known
console-no-store = The store does not answer
console-trouble-about = Go back, or try again in a moment. Health says more.

console-sign-in = Sign in
console-token = Console token
console-token-hint = The value of DINGNICK_CONSOLE_TOKEN, as set where the bot runs.
console-sign-in-wrong = That is not the console token.
console-sign-in-too-many = Too many wrong tokens. Wait a minute and try again.

console-health = Health
console-look-again = Check again
console-looking = Checking…
console-as-of = As of
console-health-well = Nothing needs mending.
console-health-others = All other checks ({ $count })
console-mend = To mend it
console-mend-page = Where
console-code = Code
console-state = State
console-check = Check
console-found = Found
console-state-ok = OK
console-state-warn = Warning
console-state-fail = Failed
console-state-skipped = Not set up
console-state-unverified = Not known

console-needs = Needs me
console-needs-nothing = Nothing needs you right now.
console-calls-low = This month's calls are running out
console-failed-jobs = Commands that failed
console-failed-jobs-about = The bot gave up on these. Trying one again never overwrites a newer name.
console-job-unreadable = Kept by another version of dingnick; this one cannot read it.
console-job-dead = Given up after several attempts; the group was told.
console-retry = Try again
console-dismiss = Dismiss
console-dismissed = Dismissed.
console-put-back = Undo
console-requests = Names waiting for approval
console-requests-about = The group's owner or an admin decides by sending the line in the group.
console-unreached = Groups that are not ready
console-unreached-about = The bot cannot change names there yet. In the group, /nick doctor says what is missing.

console-groups = Groups
console-group = Group
console-search-title = Title contains
console-search = Search
console-groups-none = No groups found. A group appears here once somebody mentions the bot in it.
console-next-page = Next page
console-no-title = (no title yet)
console-reach = Reached by
console-reach-chatid = its chatid
console-reach-template = its conversation id, as a template group
console-reach-none = nothing yet: bind or adopt it
console-reach-unknown = not known yet
console-owner = Owner
console-chatid = chatid
console-conversation = Conversation id
console-language = Language
console-share = Names that fit

console-format = Format of names
console-format-about = Try a format on the names here before you set it, such as {"{"}dept{"}"}-{"{"}name{"}"}
console-preview = Preview
console-no-format = That is not a format. Use plain text and parts in braces, such as {"{"}dept{"}"}-{"{"}name{"}"}
console-would-fit = { $count } would fit.
console-would-not-fit = { $count } would not:
console-set-format = Set this format
console-format-off = Let any name be
console-format-set = The format was changed. Nobody was renamed; /nick apply in the group does that.
console-members = Names here ({ $count })
console-members-none = Nobody was seen here yet.
console-more-members = … and { $count } more.
console-name = Name
console-person = Person
console-since = Since
console-asked-by = Asked by
console-fits = Fits
console-yes = yes
console-no = no
console-last-changes = Last changes
console-all-changes = All changes in this group
console-rules = Rules

console-ledger = Ledger
console-ledger-none = No changes found.
console-csv = Download CSV
console-group-id = Conversation id
console-from-day = From day
console-time = Time
console-change = Change
console-outcome = Outcome
console-older = Older changes
console-outcome-applied = done
console-outcome-refused = refused
console-outcome-unknown = not known

console-calls = Calls
console-month-calls = Paid calls this month
console-month-messages = Robot messages this month
console-forecast = Calls this month at this pace
console-by-api = Calls since the bot started
console-calls-none = None yet.
console-api = API
console-answer = Answer
console-how-many = How many

console-settings = Settings
console-settings-about = The settings in force. They are changed where the bot is set up, and take effect when it restarts.
console-setting = Setting
console-value = Value
console-source = From
console-not-set = not set
