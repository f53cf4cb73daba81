# Words of `dingnick init`, English; its dialogue is in two languages, and a test compares them.
# Lines are wrapped to the terminal. $host: dingtalk.com or dingtalk.io.

init-title = dingnick init: from nothing to a bot that changes group nicknames, in about three minutes
init-told = { $text }

init-prompt-yes = [Y/n]
init-prompt-no = [y/N]
init-prompt-choice = [{ $default }]
init-choose = That is no choice here. Please type a number from 1 to { $most }.
init-prompt-client-id = Client ID:
init-prompt-secret = Client Secret (not shown):

init-there-already = { $files } already there, and nothing is overwritten unasked. Name another file with --config FILE, or run `dingnick init` on a terminal.
init-replace = Already there: { $files }. Shall I replace that? Copies are kept beside, named .old.
init-not-replaced = { $files } stays as it is; nothing was changed. Another file: --config FILE

init-region = Which DingTalk do you use?
init-region-cn = 钉钉, dingtalk.com (mainland China)
init-region-intl = DingTalk, dingtalk.io (international)

init-app = The app and its robot
init-way = The bot is an app of your organisation. Where does it come from?
init-way-scan = make one now: scan a code with DingTalk on your phone
init-way-paste = I have one: paste its Client ID and Client Secret

init-scan = Scan this code with DingTalk on your phone, logged in to the organisation that the bot is for; or open this address there:
init-scan-no-room = The window is too small for a QR code: make it larger and press Enter. Or open this address on the phone that has DingTalk, logged in to the organisation that the bot is for:
init-scan-address = Open this address on the phone that has DingTalk, logged in to the organisation that the bot is for:
init-scan-code = The phone shows this code, too: { $code }
init-scan-keys = Keys: Enter: a fresh code; p: paste a Client ID and Secret; Ctrl-C: end.
init-scan-left = Waiting for the scan; the code is good for { $left }
init-scan-expired = The code has expired: nobody scanned it in time.
init-scan-refused = The app was not made: whoever scanned the code said no, or may not make apps. An administrator of the organisation can.
init-scan-refused-because = The app was not made. DingTalk says: { $reason }. An administrator of the organisation can make one.
init-scan-not-here = This edition of DingTalk makes no apps by a scan. Make one in its console (open-dev.dingtalk.com or open-dev.dingtalk.io), and give its Client ID and Client Secret.
init-scan-failed = DingTalk gave no code to scan. { $reason } (code { $code })
init-app-made = The app is made. Its Client ID: { $id }

init-client-id-odd = A Client ID is one word, such as dingabc123. It stands in the console under Credentials & Basic Info.
init-secret-odd = A Client Secret is one long word. It stands in the console under Credentials & Basic Info.
init-secret-missing = --client-id needs the app’s Client Secret: set DINGTALK_CLIENT_SECRET or DINGTALK_CLIENT_SECRET_FILE. Without --client-id, an app is made by a scan.
init-client-id-wrong = What stands after --client-id is a placeholder, or no Client ID. The app’s own stands in the console under Credentials & Basic Info; for example: dingnick init --client-id dingabc123
init-secret-wrong = DINGTALK_CLIENT_SECRET is a placeholder, or not the whole Client Secret. The app’s own stands in the console under Credentials & Basic Info; for example: DINGTALK_CLIENT_SECRET_FILE=secret.txt dingnick init --client-id ID
init-paste-again = Type both again; or press Enter alone to choose another way.
init-checking = Asking { $host } …
init-credentials-good = { $host } takes the Client ID and Secret.
init-credentials-refused = DingTalk does not know this Client ID with this Secret (code { $code }). I asked { $hosts }. Compare both with Credentials & Basic Info in the console.
init-credentials-unchecked = So I write the files without knowing whether the credentials are right. `dingnick doctor` looks again.
init-other-region = These belong to the other edition, { $host }, so that is what I write down.
init-not-answered = DingTalk could not be asked. { $reason } (code { $code })

init-written = Written: { $settings }, and the Client Secret in { $secret }, which only you can read. Keep that one out of Git.
init-kept = What was there before is in { $files }.
init-overridden = Mind: the environment says otherwise and goes before the file. Unset: { $names }
init-proxy = DINGNICK_PROXY may hold a password, so it was not written: keep it set where the bot runs.

init-permissions = What the app may do
init-permissions-paid = { $price } of its permissions can be known only by a paid call each, out of the month’s. Shall I ask DingTalk for those, too?
init-permission-granted = { $scope }: granted
init-permission-missing = { $scope }: missing (code { $code }). Ask for it on this page of the console, or with DingTalk’s own command, and publish a version:
init-permission-page = https://open-dev.dingtalk.com > your app > Permissions
init-permission-dws = `dws` is DingTalk’s own command line; `dws dev app list` shows the ID of the app. What it changes takes effect with the next version: `dws dev app version create --unified-app-id ID`, then `publish`.
init-permission-unknown = { $scope }: not known; `dingnick doctor --thorough` asks

init-hello = A first hello
init-hello-how =
    In DingTalk, open an internal group of the organisation, then its settings, Robots, Add, and pick the robot of the new app. Then write in the group, and pick the robot from the list that opens after the @:
        @Bot hello
init-hello-keys = Keys: s to skip this, Ctrl-C to end. The files stay.
init-hello-connecting = Connecting to DingTalk … { $time }
init-hello-waiting = Connected, waiting for messages … { $time }
init-hello-heard = { $name } wrote in “{ $group }”.
init-hello-direct = { $name } wrote to the robot directly. It works in groups: please write it there.
init-hello-nameless = DingTalk does not say who that is: the robot is not published yet, or they are not in the organisation. Publish a version (console: Version management; or: dws dev app version publish) with a visible range that includes them, and write again.
init-hello-now-name =
    It works. Now ask for a name there:
        @Bot /nick New Name
init-hello-said = The bot answered:
init-hello-refused = DingTalk did not change the name. { $reason } (code { $code }) Mend that, and write it again.
init-hello-not-now = The bot cannot run here just now, so there is no hello: { $reason }
init-hello-ended = DingTalk has closed the way in, so there is no hello. `dingnick doctor` says why.
init-ready-adopt = DingTalk knows this group as an ordinary one, in which I cannot change names yet. Key a: I make it a scene group in the name of who wrote last, which takes one DingTalk call; it works only if they own the group, and `/nick release` takes it back. Or the owner writes /nick adopt there. Or change the group’s name, and change it back: that connects it, too, if DingTalk tells the bot of events.
init-ready-template = DingTalk knows this group as an ordinary one, in which I cannot change names yet. Change the group’s name, and change it back: that connects it, if DingTalk tells the bot of events. Or make a group template (console: Open capabilities, Scene groups, Group templates), and press t to enter its id. Then write the name again.
init-ready-done = The group is a scene group now. Please write the name there once more.
init-ready-refused = DingTalk did not make it a scene group. { $reason } (code { $code }) It does so for the owner only: the owner can write /nick adopt there.
init-ready-later = DingTalk could not be asked: { $reason }
init-prompt-template = The template’s id (Enter for none):
init-http = Messages come over HTTP. In the console, under Robot, choose HTTP and enter the address https://HOST/dingtalk/callback of this bot, while it runs. Then write in a group: @Bot hello
init-stream-good = DingTalk would open a Stream: the bot needs no public address.
init-stream-bad = DingTalk opens no Stream. { $reason } (code { $code })
init-done = Done in { $time }.
init-minutes = { $minutes } min { $seconds } s
init-seconds = { $seconds } s

init-next = Where the bot runs (each of these: docs/operating.md)
init-next-fly = Fly.io, in a checkout of dingnick, after `fly launch --copy-config --no-deploy --ha=false` and `fly volumes create dingnick_data --size 1`:
init-next-docker = Docker, in this folder; build in a checkout of dingnick:
init-next-compose = Docker Compose, compose.yaml in this folder, with the same image:
init-next-systemd = systemd, /etc/systemd/system/dingnick.service; deploy/dingnick.service is one with a user of its own:
init-serve = Shall the bot run now, here? Ctrl-C stops it.
init-run-it = The bot runs with: dingnick serve --config { $file }

init-ended = ended before it was done; nothing was written
init-ended-written = ended before it was done; the files are written, and `dingnick serve` runs the bot
