# 機器人說的話，繁體中文（臺灣用語）。每種語言的鍵和引數都相同，由測試對照。
# $who、$target：一個提及或名字。$old、$new、$typed：別人寫的文字，已處理成無害。

# 無法 @ 對方時，回答這樣開頭。
addressed-by-name = { $name }：{ $text }

renamed = 已將您的群組暱稱改為「{ $new }」。
renamed-from = 已將您的群組暱稱從「{ $old }」改為「{ $new }」。
renamed-other = 已將 { $target } 的群組暱稱改為「{ $new }」。
renamed-other-from = 已將 { $target } 的群組暱稱從「{ $old }」改為「{ $new }」。

two-sentences = { $first }{ $second }

expired = 這則訊息半小時內沒能處理完，所以沒有改名。如果還需要，請再傳一次。

too-often = 您傳得太快了，這則沒有處理：每人{ $period }最多 { $count } 則。請 { $wait } 秒後再傳一次。
too-often-group = 本群傳得太快了，這則沒有處理：{ $period }最多 { $count } 則。請 { $wait } 秒後再傳一次。
period-s = 每秒
period-min = 每分鐘
period-h = 每小時

name-empty = 這個名字裡沒有看得見的字，所以沒有改。
name-too-long = 這個名字太長，所以沒有改：共 { $count } 個字，最多 { $max } 個。請縮短後再傳一次。
name-link = 群組暱稱不能是網址，所以沒有改。請去掉「://」和「www.」再傳一次。
name-control = 這個名字的第 { $position } 個字不能用（{ $code-point }），所以沒有改。請直接打字，不要貼上。
name-line-break = 群組暱稱只能有一行，所以沒有改。請去掉換行再傳一次。
name-direction = 這個名字的第 { $position } 個字會打亂文字方向（{ $code-point }），所以沒有改。請直接打字，不要貼上。
name-invisible = 這個名字的第 { $position } 個字看不見（{ $code-point }），所以沒有改。請直接打字，不要貼上。
name-private-use = 這個名字的第 { $position } 個字在別人的手機上無法顯示（{ $code-point }），所以沒有改。請換一個字。
name-noncharacter = 這個名字的第 { $position } 個字不是文字或符號（{ $code-point }），所以沒有改。請直接打字，不要貼上。
name-stacked-mark = 這個名字的第 { $position } 個字疊了太多符號，所以沒有改。請去掉後再傳一次。
name-instead = 您可以改傳：

denied-not-owner = 您不能改別人的群組暱稱，所以沒有改。要改自己的，請傳送 /nick 加上新名字；要改別人的，請找群主或機器人管理員。
denied-governors-only = 本群的群組暱稱只能由群主和機器人管理員更改，所以沒有改。請找他們幫忙。
denied-not-governor = 只有群主和機器人管理員可以這麼做，所以沒有執行。請找他們幫忙。
denied-locked = 這個群組暱稱已鎖定，所以沒有改。請找群主或機器人管理員。
denied-reserve = 本組織這個月的釘釘呼叫次數快用完了，剩下的保留給群主和機器人管理員，所以沒有改。請找他們幫忙，或等下個月再改。
denied-owner-unknown-because = 只有群主和機器人管理員可以這麼做，但我查不到群主是誰，所以沒有執行。{ $reason }
denied-owner-unknown = 只有群主和機器人管理員可以這麼做，但我暫時查不到群主是誰，所以沒有執行。請過幾分鐘再傳一次。

not-bound = 我還沒有連接本群，無法更改群組暱稱。
bound = 已連接本群，現在可以改群組暱稱了。請傳送 /nick 加上新名字試試看。
bind-other-group = 這個 ID 是另一個群組的，所以沒有採用。查詢 ID 時請選擇本群。
bind-unknown-chatid = 釘釘查無這個 ID，所以沒有採用。請確認後再傳一次。
bind-refused = 釘釘沒有確認這個 ID，所以沒有採用。{ $reason }

taps-adopt = 請群主在釘釘裡操作，我就連接好了：群組設定 → 群組管理 → 捷徑列 → 管理酷應用 → 群組範本設定 → 開啟範本。
taps-release = 請群主在釘釘裡關閉：群組設定 → 群組管理 → 捷徑列 → 管理酷應用 → 群組範本設定 → 關閉範本。
template-where = 那裡沒有範本的話，請機器人的維護人員在開發者後台建立一個：開放能力 → 場景群 → 群範本。
ready-adopt-owner =
    您是群主，可以讓我連接本群，請傳送：
    /nick adopt
ready-adopt-member =
    群主可以讓我連接本群，請群主傳送：
    /nick adopt
ready-adopt-admin =
    請群主傳送 /nick adopt 就能連接；也可以替群主在命令列執行：
    dingnick groups adopt { $group } --owner USERID
ready-retitle-owner = 您是群主，可以這樣連接：改一下群組名稱，再改回來。
ready-retitle-member = 連接的方法：改一下群組名稱，再改回來。無法更改的話，請找群主。
ready-by-hand-admin = 設定 DINGTALK_GROUP_TEMPLATE_ID 之後，群主傳送 /nick adopt 就能連接。範本在開發者後台建立：開放能力 → 場景群 → 群範本。
adopt-proposed =
    本群會升級為釘釘的範本群組（場景群），之後我就能在這裡改群組暱稱。只有群主可以這麼做，會用 1 次釘釘呼叫；要改回來，請傳送 /nick release。要執行的話，請在半小時內傳送：
    /nick confirm { $number }
release-proposed =
    本群會變回釘釘的一般群組，之後我可能無法更改這裡的群組暱稱。只有群主可以這麼做，會用 1 次釘釘呼叫。要執行的話，請在半小時內傳送：
    /nick confirm { $number }
changed-adopted = 本群已升級為範本群組，現在可以改群組暱稱了。請傳送 /nick 加上新名字試試看。要改回一般群組：/nick release
changed-released =
    本群已變回一般群組。要再次連接，請群主傳送：
    /nick adopt
kind-change-too-old =
    計畫 { $number } 已經過期（超過半小時），所以沒有執行。要重新開始，請傳送：
    { $line }
owner-only = 這件事只有群主可以做，所以沒有執行。
owner-only-ask =
    { $text }請群主傳送：
    { $line }
not-adopted = 我沒有在本群找到範本，沒有可以改回的。查看本群的設定：/nick status

unchanged = 您的群組暱稱已經是「{ $name }」了。
unchanged-other = { $target } 的群組暱稱已經是「{ $name }」了。
nothing-to-undo = 我沒有改過您的群組暱稱，沒有可以復原的內容。想改名的話，請傳送 /nick 加上新名字。
nothing-to-undo-other = 我沒有改過 { $target } 的群組暱稱，沒有可以復原的內容。
old-name-unknown =
    釘釘沒有告訴我您原本的名字，所以無法復原。要改成通訊錄裡的名字，請傳送：
    /nick reset
old-name-unknown-other =
    釘釘沒有告訴我 { $target } 原本的名字，所以無法復原。要改成通訊錄裡的名字，請傳送：
    /nick reset @成員

requested = 已申請改名為「{ $name }」，等群主或機器人管理員核准（申請 #{ $number }）。他們可以傳送：/nick approve { $number }（不核准：/nick reject { $number } 理由）
requested-other = 已申請將 { $target } 改名為「{ $name }」，等群主或機器人管理員核准（申請 #{ $number }）。他們可以傳送：/nick approve { $number }（不核准：/nick reject { $number } 理由）
request-unknown = 本群沒有申請 #{ $number }。查看待處理的申請：/nick status
request-decided-before = 申請 #{ $number } 已經處理過，或已被較新的申請取代。
approved = 申請 #{ $number } 已核准，{ $target } 的群組暱稱已改為「{ $new }」。
requested-again = 這筆申請重新等待處理，現在是申請 #{ $number }。
approved-in-vain = 申請 #{ $number } 已核准，但 { $target } 的群組暱稱沒有改成功：{ $reason }
rejected = { $target } 的申請 #{ $number }（改名為「{ $name }」）未獲核准。
rejected-because = { $target } 的申請 #{ $number }（改名為「{ $name }」）未獲核准：{ $reason }
request-expired = 您的申請 #{ $number }（改名為「{ $name }」）七天內沒有人處理，已經失效。如果還需要，請重新申請。

looks-like-owner = 這個名字和群主的「{ $name }」太像，所以沒有改。請換一個。
looks-like-admin = 這個名字和機器人管理員的「{ $name }」太像，所以沒有改。請換一個。
looks-like-sub-admin = 這個名字和群管理員的「{ $name }」太像，所以沒有改。請換一個。
looks-like-bot = 這個名字和我的「{ $name }」太像，所以沒有改。請換一個。
looks-like-reserved = 「{ $name }」和看起來像它的字是本群保留的，所以沒有改。請換一個名字。
looks-like-member = 這個名字和另一位成員的「{ $name }」太像，所以沒有改。請換一個，例如加上班級或部門。
ask-for-it = 如果您確實該用這個名字，可以請群主或機器人管理員核准，請傳送：
note-looks-like = 提醒：這個名字看起來很像群組裡已有的「{ $name }」。
note-calls-low = 提醒：本月 { $allowance } 次釘釘呼叫還剩 { $left } 次。

changed-allow-self = 現在成員可以改自己的群組暱稱，群主和機器人管理員可以改所有人的。
changed-allow-owner = 現在只有群主和機器人管理員可以改群組暱稱。
changed-allow-everyone = 現在每個人都可以改所有人的群組暱稱。
changed-approval-on = 從現在起，成員的新暱稱要經群主或機器人管理員核准：傳送 /nick approve 加上申請編號。
changed-approval-off = 從現在起，成員改暱稱不用核准。尚未處理的申請仍可處理。
changed-welcome-on = 從現在起，新成員加入時我會依本群的格式設定暱稱，不知道的部分會詢問本人。
changed-welcome-off = 從現在起，新成員加入時我不會更動他們的名字。
changed-format-off = 現在群組暱稱不限格式。
changed-format = 現在群組暱稱的格式是：{ $shape }。
changed-format-example = { $text }例如您的：{ $example }
changed-format-check = 查看誰不符合：/nick check
changed-use = 從現在起，本群的名字依規則「{ $rule }」來寫。
rule-unknown = 沒有叫「{ $rule }」的規則，什麼都沒改。現有規則：{ $known }。要改名請傳：/nick 新名字
rule-none = 還沒有叫「{ $rule }」的規則，什麼都沒改。規則由機器人的管理者用指令 dingnick rules set 建立。要改名請傳：/nick 新名字
changed-lookalikes-refuse = 現在不能使用和其他成員太像的名字。
changed-lookalikes-warn = 現在可以使用和其他成員太像的名字，我會提醒一聲。
changed-lookalikes-allow = 現在可以使用和其他成員太像的名字。
changed-language = 從現在起，我在本群使用繁體中文。
changed-trust = 現在 { $target } 可以更改本群其他人的暱稱。
changed-untrust = 現在 { $target } 不能再更改本群其他人的暱稱。
changed-lock = 現在只有群主和機器人管理員可以改 { $target } 的群組暱稱。
changed-unlock = { $target } 的群組暱稱已解除鎖定。
changed-exempt = { $target } 的群組暱稱不再受本群格式限制。
changed-unexempt = { $target } 的群組暱稱又要符合本群格式了。
changed-reserve = 「{ $name }」已設為保留名稱，看起來像的也不能用。
changed-unreserve = 現在本群的人可以使用「{ $name }」這個名字。
language-unknown = 我還不會說「{ $tag }」，所以語言沒有變更。我會說：{ $known }。例如傳送：/nick lang zh-TW
languages = 我會說：{ $known }。
language-name = 繁體中文

history-title = 您在本群最近的改名紀錄：
history-title-other = { $target } 在本群最近的改名紀錄：
history-none = 我還沒有改過您在本群的暱稱。
history-none-other = 我還沒有改過 { $target } 在本群的暱稱。
history-line = { $old } → { $new }，{ $when }
history-line-by = { $old } → { $new }，由{ $who }更改，{ $when }
history-unknown = （不詳）
history-more = … 還有 { $count } 筆；要看全部，請洽機器人的維護人員
ago-now = 剛剛
ago-minutes = { $count } 分鐘前
ago-hours = { $count } 小時前
ago-days = { $count } 天前
list-comma = 、
and-more = { " " }… 還有 { $count } 個

status-title = 本群的設定：
status-bound = 已連接，可以改群組暱稱。
status-scene = 已連接（範本群組），可以改群組暱稱。
status-unbound = 據我所知尚未連接；下次在這裡改名時我會再試一次。
status-allow-self = 誰可以改名：成員改自己的，群主和機器人管理員改所有人的。
status-allow-owner = 誰可以改名：只有群主和機器人管理員。
status-allow-everyone = 誰可以改名：每個人都可以改所有人的。
status-trusted = 可以改別人名字的成員：{ $count } 人。
status-locked = 已鎖定的名字：{ $count } 個。
status-format = 格式：{ $format }
status-format-of-rule = 格式：{ $format }（規則「{ $rule }」）
status-format-off = 格式：不限。
status-exempt = 不受格式限制的人：{ $count } 個。
status-sources = 名字各部分的來源：先看名冊，再看通訊錄，最後看本人填寫的。
status-waiting = 今天的呼叫次數已用完，還有 { $count } 個名字等明天再跟著更新。
status-approval = 成員改名須經核准。
status-welcome = 新成員加入時，依格式設定暱稱。
status-requests = 待處理的申請：{ $requests }（核准：/nick approve 加編號）
status-request = #{ $number }「{ $name }」
status-lookalikes-refuse = 和其他成員太像的名字：不可使用。
status-lookalikes-warn = 和其他成員太像的名字：可以使用，但會提醒。
status-lookalikes-allow = 和其他成員太像的名字：可以使用。
status-reserved = 本群另外保留的名稱：{ $names }
status-unreserved = 本群不保留的名稱：{ $names }
status-language = 語言：{ $language }
status-calls = 本月釘釘呼叫還剩 { $left } 次，共 { $allowance } 次。
status-calls-low = 提醒：本月釘釘呼叫只剩 { $left } 次，共 { $allowance } 次。剩 5% 時，只有群主和機器人管理員可以改名。
status-calls-reserved = 提醒：本月釘釘呼叫只剩 { $left } 次，共 { $allowance } 次，保留給群主和機器人管理員。

misfit-regex = 這個名字不符合本群的格式，所以沒有改。請參考其他人的寫法，或詢問群主。
misfit = 這個名字不符合本群的格式，所以沒有改：{ $reason }
with-example = { $text }請這樣傳送：
like-this = 本群的名字格式是：{ $shape }。
part-name = 姓名
part-dept = 部門
part-title = 職稱
part-jobnumber = 員工編號
misfit-part-missing = 缺少「{ $part }」。
misfit-part-missing-rule = 缺少「{ $part }」（{ $rule }）。
misfit-part = 「{ $part }」必須是：{ $rule }；您寫的是「{ $found }」。
misfit-part-wrong = 「{ $part }」不能寫成「{ $found }」。
misfit-beginning = 開頭必須是「{ $literal }」。
misfit-literal = 「{ $part }」後面缺少「{ $literal }」。
misfit-left-over = 結尾多了「{ $text }」。
misfit-not-filled = 「{ $part }」只是提示，要換成您自己的。
rule-digits-exactly = { $count } 位數字
rule-digits-range = { $least } 到 { $most } 位數字
rule-digits-least = 至少 { $least } 位數字
rule-length-exactly = { $count } 個字
rule-length-range = { $least } 到 { $most } 個字
rule-length-least = 至少 { $least } 個字
rule-one-of = { $words }其中之一
parts-missing = 這個名字不完整，所以沒有改。還缺：{ $parts }。
newcomer = 歡迎！本群的名字格式是：{ $shape }。
newcomer-parts = 歡迎！本群的名字格式是：{ $shape }。我還不知道您的：{ $parts }。
newcomer-line = { $text }請 @我 並這樣傳送：
newcomer-ask = { $text }請 @我，傳送 /nick 加上完整的名字。
format-refused =
    這個格式沒有採用：{ $reason }請這樣傳送：
    /nick format {"{dept}-{name}"}
format-too-long = 超過了 { $max } 個字。
format-no-part = 裡面沒有用大括號括起來的內容。
format-brace = 第 { $position } 個字的大括號沒有成對。
format-part-name = 大括號裡不能用「{ $part }」，只能用文字、數字和 _，最多 20 個字。
format-part-twice = 「{ $part }」出現了兩次。
format-parts-touch = 「{ $first }」和「{ $second }」之間要有分隔，例如「-」。
format-part-regex = 「{ $part }」的寫法有誤，或太複雜。
format-regex = 兩個 / 之間的寫法有誤，或太複雜。
format-literal = 群組暱稱裡不能有「{ $literal }」。
format-longer-than-names = 群組暱稱沒辦法這麼長。
note-reserved = 提醒：「{ $name }」是保留名稱，成員不能使用。
note-names-need-format =
    這需要先設定格式，而本群還沒有。請傳送：
    /nick format {"{dept}-{name}"}
note-hears-no-events = 不過釘釘還沒有通知我誰加入群組，請機器人的維護人員開啟群組事件。

no-format =
    本群沒有設定格式，沒有可以檢查的內容。群主可以傳送：
    /nick format {"{dept}-{name}"}
check-all-fit = 我知道的 { $fitting } 個名字都符合「{ $shape }」。
check-misfits = { $fitting } 個名字符合「{ $shape }」，{ $misfits } 個不符合：
check-line = 「{ $name }」
check-line-of = 「{ $name }」（{ $person }）
check-more = … 還有 { $count } 個，改好這些後再檢查一次
check-unknown = 另有 { $count } 人的名字我不知道。
check-apply = 一次全部改好：/nick apply（先預覽，再確認）
check-alone = { $title }：{ $text }
check-private-sent = 名單已經私訊傳給您，群組裡的人看不到。多用了 1 次釘釘呼叫。
check-private-failed = 沒能私訊傳給您，名單沒有說出來。管理機器人的人可以在命令列裡看：
check-private-failed-because = 沒能私訊傳給您（{ $reason }），名單沒有說出來。管理機器人的人可以在命令列裡看：
stats-title = 本群最近 { $days } 天：
stats-no-fit = 還不知道有多少名字符合：沒有設定格式，或者還不知道大家的名字。
stats-fit = 名字符合的：{ $members } 人中 { $fitting } 人（{ $share }%）
stats-fit-before = 之前：{ $points }
stats-point = { $day } 為 { $share }%
stats-count = { $what } { $count }
stats-faults = 最常見的問題：{ $faults }
stats-fault-missing = 缺{ $part }
stats-fault-wrong = { $part }不對
stats-fault-literal = 缺「{ $literal }」
stats-fault-left-over = 後面多了內容
stats-fault-other = 寫法不同
stats-calls = 釘釘呼叫：{ $count } 次（{ $parts }）
stats-no-calls = 釘釘呼叫：沒有用
stats-call-member = 成員自己改名
stats-call-governor = 群主和管理員改名
stats-call-plan = 批次計畫
stats-call-shell = 命令列
stats-call-newcomer = 新人
stats-call-again = 補設名字
stats-call-look = 查成員和群主
stats-call-say = 沒有對話時的訊息
stats-messages = 機器人訊息：{ $count } 則
stats-refused = 釘釘拒絕過 { $count } 次：{ $what }
collect-ask =
    請大家告訴我：{ $parts }。@ 我並像下面這樣傳一行，把前面的接龍整個複製過來也可以：
    { $line }
collect-noted = 收到 { $count } 則。
collect-unknown = 群組裡沒有叫這些名字的人：{ $names }。請核對名字，或者請本人自己傳。
collect-missing = 還差 { $count } 人：{ $people }
collect-complete = 都齊了。接下來請傳：/nick collect done
collected-without-format = 已經記下。改名需要先設定格式：/nick format {"{姓名}-{學號}"}，然後 /nick apply
collect-nothing = 現在沒有在收集。要開始：/nick collect {"{姓名}{學號}"}
changed-collect-off = 不再收集了，已經收到的會留著。
reminder = 還有 { $count } 個群組暱稱不符合「{ $shape }」：
reminder-line = 「{ $name }」：/nick { $instead }
reminder-more = … 還有 { $count } 個
reminder-how = 請 @ 我並傳送自己那一行。
reminder-until = 請在 { $day } 前 @ 我並傳送自己那一行。
reminder-owner = 群主請看，提醒後仍沒改的：{ $names }
plan = 要改 { $count } 個名字，每個用掉 1 次釘釘呼叫，本月還剩 { $left } 次。
plan-line = { $person } → { $name }
plan-more = … 還有 { $count } 個
plan-later = 另有 { $count } 個要等下個月：本月最後的呼叫要留著。
plan-no-room = 有 { $count } 個名字要改，但本月最後的呼叫要留著，沒有列入計畫。請下個月再傳 /nick apply，或者單獨改幾個。
plan-confirm = 要執行的話，請在半小時內傳送：/nick confirm { $number }
plan-nothing = 不用改：我知道的名字都符合格式。
plan-nothing-known = 沒有我可以改好的名字。
plan-incomplete = 資料不足，無法更改：{ $people }。請他們自行傳送 /nick 加上完整的名字。
plan-unknown =
    本群沒有計畫 { $number }。要建立一個，請傳送：
    /nick apply
plan-confirmed-before = 計畫 { $number } 已經確認過了。
plan-too-old =
    計畫 { $number } 已經過期（超過半小時，或格式已變更），所以沒有執行。要重新建立，請傳送：
    /nick apply
plan-begun = 計畫 { $number } 開始執行，共 { $count } 個名字，我會回報進度。
plan-progress = 計畫 { $number }：已完成 { $done } / { $total }。
plan-done = 計畫 { $number } 已完成，改好 { $renamed } 個名字。
plan-done-but = 計畫 { $number } 已完成，改好 { $renamed } 個名字，{ $failed } 個沒有改成：
plan-failure = { $count } 個：{ $reason }（{ $people }）
plan-failure-of-some = { $count } 個：{ $reason }
plan-superseded = 期間已有人要求改成更新的名字。
plan-expired = 未能及時完成。
plan-given-up = 我這邊出了問題。


help-title = 我可以改群組暱稱：
help-line = { $usage } – { $description }
hint = 我只會改群組暱稱。想改名，請傳送 /nick 加上新名字；其他用法：/nick help
usage =
    「{ $command }」要這樣寫：
    { $usages }
    例如：{ $example }
usage-as-name = 如果真的想叫這個名字，請傳送：
ambiguous = 我不確定您的意思，所以沒有改名。請傳送其中一行：
ambiguous-one = 我不確定您的意思，所以沒有改名。如果是這樣，請傳送：
as-a-name = 就叫這個名字
with-meaning =
    { $text }
    { $meaning }：
placeholder-typed = 「{ $typed }」是範例，不是名字，所以沒有改。請換成您想要的名字，例如傳送：/nick 小明
placeholder-person = 「{ $typed }」是範例，所以沒有改。請輸入 @，從跳出的名單選人，再寫新名字。
unclear = 我看不懂，所以沒有改名。請傳送 /nick 加上您想要的名字，例如：/nick 小明。其他用法：/nick help
mentions-all = 無法一次改所有人的名字，所以沒有改。請一次 @ 一個人；要統一格式，群主可以傳送：/nick apply
mentions-bot = 我自己的名字沒辦法改。要改您的，例如傳送：/nick 小明
not-text = 我只看得懂文字。我可以改群組暱稱：請在群組裡 @我，傳送 /nick 加上新名字。
title-refused = 名字裡的「{ $title }」（看起來像、聽起來像的也算）是職務或身分，通訊錄裡沒有這樣寫，所以沒有改。請去掉後再傳一次。
replaced = 改名為「{ $name }」的要求，已被您較新的要求取代。
replaced-by-other = 改名為「{ $name }」的要求沒有執行：期間已有人設定了更新的名字。
withdrawn = 已撤回申請 #{ $number }（改名為「{ $name }」）。
nothing-to-withdraw = 您沒有待處理的申請。
daily-cap = 您今天的改名次數用完了（每人每天 { $count } 次），所以沒有改。明天 { $free-at } 起可以再改；急的話，請找群主或機器人管理員。
daily-cap-group = 本群成員今天的改名次數用完了（每天 { $count } 次），所以沒有改。明天 { $free-at } 起可以再改；急的話，請找群主或機器人管理員。
note-undo = 改錯了嗎？請傳送：/nick undo
note-undo-other = 改錯了嗎？請傳送：/nick undo { $user }
note-messages-low = 提醒：本月 { $allowance } 則機器人訊息還剩 { $left } 則。
note-quiet-costs = 提醒：每次按表情可能會多用 1 次釘釘呼叫。
changed-quiet-on = 從現在起，改名成功時我只在訊息上按個表情；沒改成的話，仍會說明原因。
changed-quiet-off = 從現在起，改名成功時我會用文字回覆。
changed-remind-daily = 好的，工作日 { $hour } 點我會在本群說誰的群組暱稱不符合格式。每次用掉 1 則機器人訊息，最多 2 次釘釘呼叫。不要了：/nick remind off
changed-remind-weekly = 好的，每週一 { $hour } 點我會在本群說誰的群組暱稱不符合格式。每次用掉 1 則機器人訊息，最多 2 次釘釘呼叫。不要了：/nick remind off
changed-remind-until = 好的，到 { $day } 為止，工作日 { $hour } 點我會提醒沒改好的人，之後把還沒改的告訴群主。每次用掉 1 則機器人訊息，最多 2 次釘釘呼叫。不要了：/nick remind off
changed-remind-off = 不再提醒了。
remind-at-night = 夜裡不提醒，請選 8 到 21 點，例如：/nick remind daily 9
remind-in-the-past = 這一天已經過去了。請寫以後的日子，例如：/nick remind until 2030-12-01
status-quiet = 改名成功時只按表情，不傳訊息。
status-remind-daily = 提醒：工作日 { $hour } 點。
status-remind-weekly = 提醒：每週一 { $hour } 點。
status-remind-until = 提醒：到 { $day } 為止，工作日 { $hour } 點。
status-collect = 正在收集：{ $parts }。還差誰：/nick collect
status-messages = 本月機器人訊息還剩 { $left } 則，共 { $allowance } 則。
status-unread-owner = 我還不知道群主是誰，暫時無法防止別人冒充群主。
status-unread-sub-admins = 我還不知道群管理員是誰，暫時無法防止別人冒充他們。
status-unread-directory = 我還不能讀取通訊錄，只能依看過的名字防止冒充。
status-unread-members = 我還沒有讀到成員名單，只能依看過的名字防止冒充。
whoami = 您在本群的名字是「{ $name }」。
whoami-since = 您在本群的名字是「{ $name }」，{ $when }更改。
whoami-given = 您在本群的名字是「{ $name }」，{ $when }由{ $who }更改。
whoami-unknown = 我還不知道您在本群的名字。
whoami-governs = 您可以改所有人的群組暱稱，以及本群的設定。
whoami-locked = 您的群組暱稱已鎖定，只有群主和機器人管理員可以改。
whoami-renames-others = 您可以改自己和別人的群組暱稱。
whoami-renames-self = 您可以改自己的群組暱稱。
whoami-renames-nobody = 本群的群組暱稱由群主和機器人管理員更改。
whoami-waiting = 您的申請 #{ $number }（改名為「{ $name }」）正等待群主或機器人管理員處理。
help-footer = 在群組裡請先 @我；更多用法：/nick help 全部
help-footer-all = 在群組裡請先 @我；@成員 要從跳出的名單中選。
help-help-all = 全部用法
help-topic-names = 改名、復原、紀錄
help-topic-rules = 格式、提醒、統一改名
help-topic-people = 鎖定、審批、保留的名字
help-topic-group = 接通、語言、安靜
help-whoami = 我在這裡的名字，以及能做什麼
help-request = 申請需要核准的名字
help-withdraw = 撤回自己的申請
help-quiet = 改名成功時只按表情
example-help = /nick help
example-undo = /nick undo
example-reset = /nick reset
example-history = /nick history 5
example-status = /nick status
example-doctor = /nick doctor
example-whoami = /nick whoami
example-request = /nick request 李老師
example-withdraw = /nick withdraw
example-bind = /nick bind chat0123456789abcdef0123456789abcdef
example-adopt = /nick adopt
example-release = /nick release
example-allow = /nick allow self
example-trust = /nick trust @小明
example-untrust = /nick untrust @小明
example-lock = /nick lock @小明
example-unlock = /nick unlock @小明
example-exempt = /nick exempt @小明
example-unexempt = /nick unexempt @小明
example-format = /nick format {"{dept}-{name}"}
example-use = /nick use 班級
example-check = /nick check
example-stats = /nick stats
example-collect = /nick collect {"{姓名}{學號}"}
example-remind = /nick remind daily 9
example-apply = /nick apply
example-confirm = /nick confirm 3
example-reserved = /nick reserved add 總教練
example-lookalikes = /nick lookalikes refuse
example-welcome = /nick welcome on
example-quiet = /nick quiet on
example-approval = /nick approval on
example-approve = /nick approve 3
example-reject = /nick reject 3 請用本名
example-lang = /nick lang zh-TW
name-missing = 沒有寫新名字，所以沒有改。請寫在 @ 的人後面，例如：/nick @成員 小明
too-many-mentioned = 您 @ 了不只一個人，我分不出哪個名字是誰的，所以沒有改。請一次改一個人。
mention-within = 我分不出您 @ 的人是要改名，還是寫在名字裡，所以沒有改。想寫進您自己的名字，請直接打字，不用 @，例如：/nick 小明爸爸
mention-within-theirs = 要改的是對方的名字，請傳送：
pick-person = 「@成員」的地方請輸入 @，從跳出的名單選人。
typed-mention = 我不確定您指的是誰，所以沒有改。請輸入 @，從跳出的名單選人，再寫新名字。
sender-outside = 我無法確認您是本組織的成員，所以不能改您的群組暱稱。外部人員都無法更改；如果您是本組織成員，請洽機器人的維護人員（機器人可能尚未發布）。
target-outside = 您 @ 的人不是本組織成員，所以無法更改對方的群組暱稱。
only-in-groups = 我只在群組裡改暱稱。請到群組裡 @我，傳送 /nick 加上新名字。

placeholder-name = 新暱稱
placeholder-user = @成員
placeholder-reason = 理由

help-rename = 改自己的群組暱稱
help-rename-other = 改別人的群組暱稱
help-rename-literal = 名字看起來像指令時
help-help = 顯示這份說明
help-undo = 改回上一個名字
help-undo-other = 把別人改回上一個名字
help-reset = 改回通訊錄裡的名字
help-reset-other = 把別人改回通訊錄裡的名字
help-history = 自己最近的改名紀錄
help-history-other = 別人最近的改名紀錄
help-status = 本群的設定
help-doctor = 本群為什麼不好用
help-bind = 告訴我本群的 ID，連接本群
help-adopt = 把本群升級為範本群組，連接本群
help-release = 把本群改回一般群組
help-allow = 誰可以改誰的名字
help-trust = 允許某位成員改別人的名字
help-untrust = 不再允許
help-lock = 這個名字只有群主和機器人管理員可以改
help-unlock = 解除鎖定
help-exempt = 這個人的暱稱不受格式限制
help-unexempt = 不再豁免
help-format = 群組暱稱的格式
help-format-off = 不限格式
help-format-regex = 進階寫法
help-use = 採用多個群組共用的格式規則
help-check = 誰的名字不符合格式
help-check-private = 同上，只私訊傳給您，多用 1 次釘釘呼叫
help-stats = 多少名字符合、呼叫花在哪裡、最常見的問題
help-collect = 請大家填寫沒人知道的內容，可以接龍
help-collect-done = 結束收集並給出計畫，或者不再收集
help-remind = 在工作日或每週一，提醒名字不符合格式的人
help-remind-until = 提醒到這一天，之後把名單給群主
help-apply = 先看計畫，再把大家的名字改好
help-confirm = 執行計畫
help-approval = 自己改名要不要核准
help-welcome = 新成員加入時設定暱稱
help-approve = 核准申請
help-reject = 駁回申請
help-reserve = 保留一個名稱，成員不能使用
help-unreserve = 不再保留
help-lookalikes = 和其他成員太像的名字怎麼處理
help-lang = 本群的語言

# 釘釘的回應。每句都以錯誤碼結尾。
coded = { $text }（錯誤碼 { $code }）
error-internal = 我這邊出了問題。請再傳一次；還是不行的話，請洽機器人的維護人員。

# dingnick playground 的頁面。
playground-language-name = 繁體中文
playground-title = dingnick 試用場
playground-tagline = 模擬的釘釘，真正的機器人。所有內容都只留在這台電腦上。
playground-language = 語言
playground-group = 聊天室
playground-direct-chat = 只有您和機器人
playground-you-are = 您的身分
playground-show = 顯示
playground-chat = 訊息
playground-chat-empty = 還沒有人發言。試試「/nick 小明」，或輸入 @ 選一位成員，替對方改名。
playground-message = 訊息
playground-message-hint = /nick 小明　輸入 @ 可提及成員
playground-message-hint-direct = /nick help
playground-mention-bot = 提及
playground-mention-bot-why = 在群組裡，機器人只收得到 @ 它的訊息。
playground-mention = 同時提及
playground-mention-nobody = 不提及
playground-picker = 選擇要提及的人
playground-send = 傳送
playground-members = 成員
playground-directory-name = 通訊錄姓名：
playground-owner = 群主
playground-admin = 管理員
playground-outsider = 外部
playground-you = 您
playground-bot = 機器人
playground-sent-without-session = 並非直接回覆
playground-picture = 圖片
playground-not-for-bot = 沒有 @ 機器人，它看不到這則訊息。
playground-unreachable = 機器人的伺服器沒有回應。
playground-refused = 機器人的伺服器拒絕了這則訊息。HTTP 狀態碼：
playground-calls = 對釘釘的呼叫
playground-calls-empty = 還沒有呼叫。
playground-calls-used = 本月 API 呼叫
playground-messages-used = 本月訊息
playground-faults = 接下來出什麼錯
playground-faults-apply = 套用
playground-fault-none = 不出錯
playground-fault-forbidden-content = 41049：名字含有禁用內容
playground-fault-unknown-group = 34001：釘釘查無這個 chatid
playground-fault-unknown-user = 40003：釘釘查無這個 userid
playground-fault-not-in-group = 60124：這個人不在群組裡
playground-fault-no-permission = 60011：應用程式缺少權限
playground-fault-token-expired = 存取權杖立即失效
playground-fault-session-expired = 300001：回覆工作階段已過期
playground-fault-html = 傳回 HTML 頁面，而不是 JSON
playground-fault-too-fast = 90018：每秒呼叫次數過多
playground-fault-quota = 90020：本月呼叫次數已用完
playground-fault-reset = 連線中斷
playground-commands = 指令
playground-connection-lost = 與試用場的連線已中斷，它可能已停止；頁面會自動重試。

directory-name-refused = 您在通訊錄裡的名字太長，或有不能用的字，無法直接當作群組暱稱，所以沒有改。請傳送 /nick 加上您想用的名字，或請管理員修改通訊錄，我每天會重新讀取一次。
directory-name-refused-other = { $target } 在通訊錄裡的名字太長，或有不能用的字，無法直接當作群組暱稱，所以沒有改。請傳送 /nick，@ 這位成員，再寫上新名字，或請管理員修改通訊錄，我每天會重新讀取一次。
directory-name-forbidden = 釘釘不允許把您在通訊錄裡的名字當作群組暱稱。請傳送 /nick 加上想用的名字，或請管理員修改通訊錄，我每天會重新讀取一次。
directory-name-forbidden-other = 釘釘不允許把 { $target } 在通訊錄裡的名字當作群組暱稱。請傳送 /nick，@ 這位成員，再寫上新名字，或請管理員修改通訊錄，我每天會重新讀取一次。
job-unreadable = 我收到您的訊息了，但目前這個版本讀不出當時保存的內容，所以還沒有處理。半小時內沒有動靜的話，請再傳一次。（錯誤碼 job-unreadable）
plan-unreadable = 我讀不出這個計畫了，沒有改任何人的名字。請重新建立：/nick apply（錯誤碼 plan-unreadable）
reaction-done = 完成
request-unreadable = 這項改名申請我讀不出來了，誰的名字都沒有改。請申請人重新申請一次。（錯誤碼 request-unreadable）

doctor-well = 從我這裡能看到的，一切正常。
doctor-line = { $words }（{ $code }）
doctor-more = 還有 { $count } 項：機器人的維護人員用「dingnick doctor」可以看到。
doctor-not-reached = 本群尚未連接，無法改群組暱稱：/nick status
doctor-language = 我不會說本群選的語言：/nick lang zh-TW
doctor-waiting = 有指令等了兩分鐘以上還沒辦。
doctor-given-up = 最近幾天有指令沒辦成，已放棄。
doctor-unanswered = 我的一些回答沒有送到。
doctor-calls = 本月釘釘呼叫快用完了：/nick status
doctor-messages = 本月機器人訊息快用完了：/nick status
doctor-other = 我的設定有一處不對，請告訴機器人的維護人員。
