# 机器人说的话，简体中文。每种语言的键和参数都相同，由测试对照。
# $who、$target：一个提及或名字。$old、$new、$typed：别人写的文字，已处理得无害。

# 无法 @ 人时，回答这样开头。
addressed-by-name = { $name }：{ $text }

renamed = 已把你的群昵称改为「{ $new }」。
renamed-from = 已把你的群昵称从「{ $old }」改为「{ $new }」。
renamed-other = 已把 { $target } 的群昵称改为「{ $new }」。
renamed-other-from = 已把 { $target } 的群昵称从「{ $old }」改为「{ $new }」。

two-sentences = { $first }{ $second }

expired = 这条消息半小时内没能办成，没有改名。还需要的话，请再发一次。

too-often = 发得太快了，这条没有执行：每人{ $period }最多 { $count } 条。请 { $wait } 秒后再发一次。
too-often-group = 本群发得太快了，这条没有执行：{ $period }最多 { $count } 条。请 { $wait } 秒后再发一次。
period-s = 每秒
period-min = 每分钟
period-h = 每小时

name-empty = 这个名字里没有看得见的字，没有改。
name-too-long = 这个名字太长了，没有改：有 { $count } 个字，最多 { $max } 个。请缩短后再发一次。
name-link = 群昵称不能是网址，没有改。请去掉“://”和“www.”再发一次。
name-control = 这个名字的第 { $position } 个字不能用（{ $code-point }），没有改。请直接打字，不要粘贴。
name-line-break = 群昵称只能是一行，没有改。请去掉换行再发一次。
name-direction = 这个名字的第 { $position } 个字会打乱文字的方向（{ $code-point }），没有改。请直接打字，不要粘贴。
name-invisible = 这个名字的第 { $position } 个字看不见（{ $code-point }），没有改。请直接打字，不要粘贴。
name-private-use = 这个名字的第 { $position } 个字在别人手机上显示不出来（{ $code-point }），没有改。请换一个字。
name-noncharacter = 这个名字的第 { $position } 个字不是文字（{ $code-point }），没有改。请直接打字，不要粘贴。
name-stacked-mark = 这个名字的第 { $position } 个字上叠了太多符号，没有改。请去掉它们再发一次。
name-instead = 可以改发：

denied-not-owner = 你不能改别人的群昵称，没有改。你可以改自己的，发送 /nick 加上新名字；要改别人的，请找群主或机器人管理员。
denied-governors-only = 本群的群昵称只由群主和机器人管理员来改，没有改。请找他们。
denied-not-governor = 这件事只有群主和机器人管理员能做，没有执行。请找他们。
denied-locked = 这个群昵称已锁定，没有改。请找群主或机器人管理员。
denied-reserve = 本组织这个月的钉钉调用快用完了，剩下的留给群主和机器人管理员，没有改。请找他们，或者下个月再改。
denied-owner-unknown-because = 这件事只有群主和机器人管理员能做，而我还查不到谁是群主，没有执行。{ $reason }
denied-owner-unknown = 这件事只有群主和机器人管理员能做，而我暂时查不到谁是群主，没有执行。请过几分钟再发一次。

not-bound = 本群还没有接通，改不了群昵称。
bound = 本群已接通，现在可以改群昵称了。发送 /nick 加上新名字试试。
bind-other-group = 这个编号是另一个群的，没有接通。请选中本群，再查一次编号。
bind-unknown-chatid = 钉钉不认识这个编号，没有接通。请核对后再发一次。
bind-refused = 钉钉没有确认这个编号，没有接通。{ $reason }

taps-adopt = 请群主在钉钉里操作，我就接通了：群设置 → 群管理 → 快捷栏 → 管理酷应用 → 群模板设置 → 打开模板。
taps-release = 请群主在钉钉里关闭：群设置 → 群管理 → 快捷栏 → 管理酷应用 → 群模板设置 → 关闭模板。
template-where = 那里没有模板的话，请机器人的维护者在开发者后台新建一个：开放能力 → 场景群 → 群模板。
ready-adopt-owner =
    你是群主，可以让我接通本群，请发送：
    /nick adopt
ready-adopt-member =
    群主可以让我接通本群，请群主发送：
    /nick adopt
ready-adopt-admin =
    请群主发送 /nick adopt 就能接通；也可以替群主在命令行执行：
    dingnick groups adopt { $group } --owner USERID
ready-retitle-owner = 你是群主，可以这样接通：把群名称改一下，再改回来。
ready-retitle-member = 接通的办法：把群名称改一下，再改回来。你改不了的话，请找群主。
ready-by-hand-admin = 设置 DINGTALK_GROUP_TEMPLATE_ID 后，群主发送 /nick adopt 就能接通。模板在开发者后台新建：开放能力 → 场景群 → 群模板。
adopt-proposed =
    本群会升级为钉钉的场景群（模板群），之后我就能在这里改群昵称。只有群主可以这样做，用 1 次钉钉调用；以后要改回来，发送 /nick release。要执行，请在半小时内发送：
    /nick confirm { $number }
release-proposed =
    本群会变回钉钉的普通群，之后我可能改不了这里的群昵称。只有群主可以这样做，用 1 次钉钉调用。要执行，请在半小时内发送：
    /nick confirm { $number }
changed-adopted = 本群已升级为场景群，现在可以改群昵称了。发送 /nick 加上新名字试试。要改回普通群：/nick release
changed-released =
    本群已变回普通群。要再次接通，请群主发送：
    /nick adopt
kind-change-too-old =
    计划 { $number } 已经过时（超过半小时），没有执行。要重新开始，请发送：
    { $line }
owner-only = 这件事只有群主能做，没有执行。
owner-only-ask =
    { $text }请群主发送：
    { $line }
not-adopted = 我没有在本群发现模板，没有可以改回的。看看本群的设置：/nick status

unchanged = 你的群昵称本来就是「{ $name }」，不用改。
unchanged-other = { $target } 的群昵称本来就是「{ $name }」，不用改。
nothing-to-undo = 我没有改过你的群昵称，没有可以撤销的。想改名，发送 /nick 加上新名字。
nothing-to-undo-other = 我没有改过 { $target } 的群昵称，没有可以撤销的。
old-name-unknown =
    你原来叫什么，钉钉没有告诉我，撤销不了。要改成通讯录里的名字，请发送：
    /nick reset
old-name-unknown-other =
    { $target } 原来叫什么，钉钉没有告诉我，撤销不了。要改成通讯录里的名字，请发送：
    /nick reset @成员

requested = 已申请改名为「{ $name }」，等群主或机器人管理员同意（申请 #{ $number }）。他们可以发送：/nick approve { $number }（不同意：/nick reject { $number } 理由）
requested-other = 已申请给 { $target } 改名为「{ $name }」，等群主或机器人管理员同意（申请 #{ $number }）。他们可以发送：/nick approve { $number }（不同意：/nick reject { $number } 理由）
request-unknown = 本群没有申请 #{ $number }。等待处理的申请：/nick status
request-decided-before = 申请 #{ $number } 已经处理过，或者被新的申请取代了。
approved = 申请 #{ $number } 已同意，{ $target } 的群昵称改为「{ $new }」了。
requested-again = 这个申请重新等待处理，现在是申请 #{ $number }。
approved-in-vain = 申请 #{ $number } 已同意，但 { $target } 的群昵称没有改成：{ $reason }
rejected = { $target } 的申请 #{ $number }（改名为「{ $name }」）没有通过。
rejected-because = { $target } 的申请 #{ $number }（改名为「{ $name }」）没有通过：{ $reason }
request-expired = 你的申请 #{ $number }（改名为「{ $name }」）七天没有人处理，已经失效。还需要的话，请再申请一次。

looks-like-owner = 这个名字和群主的「{ $name }」太像，没有改。请换一个。
looks-like-admin = 这个名字和机器人管理员的「{ $name }」太像，没有改。请换一个。
looks-like-sub-admin = 这个名字和群管理员的「{ $name }」太像，没有改。请换一个。
looks-like-bot = 这个名字和我的「{ $name }」太像，没有改。请换一个。
looks-like-reserved = “{ $name }”和看上去像它的字在本群是保留的，没有改。请换一个名字。
looks-like-member = 这个名字和群里另一位成员的「{ $name }」太像，没有改。请换一个，比如加上班级或部门。
ask-for-it = 确实该叫这个名字的话，可以请群主或机器人管理员批准，发送：
note-looks-like = 注意：它看上去像群里已有的名字「{ $name }」。
note-calls-low = 注意：本月 { $allowance } 次钉钉调用还剩 { $left } 次。

changed-allow-self = 现在成员可以改自己的群昵称，群主和机器人管理员可以改所有人的。
changed-allow-owner = 现在只有群主和机器人管理员可以改群昵称。
changed-allow-everyone = 现在所有人都可以改所有人的群昵称。
changed-approval-on = 从现在起，成员改群昵称要等群主或机器人管理员同意。申请来了，发送 /nick approve 加上编号。
changed-approval-off = 从现在起，成员改群昵称不用审批。还没处理的申请仍然可以处理。
changed-welcome-on = 从现在起，新人进群时我会按本群的格式设好群昵称，不知道的会问本人。
changed-welcome-off = 从现在起，新人进群时我不改他们的群昵称。
changed-format-off = 现在群昵称不限格式。
changed-format = 现在群昵称要写成：{ $shape }。
changed-format-example = { $text }比如你的：{ $example }
changed-format-check = 看看谁的不符合：/nick check
changed-use = 从现在起，本群的名字按规则「{ $rule }」来。
rule-unknown = 没有叫「{ $rule }」的规则，什么都没改。现有规则：{ $known }。要改名请发：/nick 新名字
rule-none = 还没有叫「{ $rule }」的规则，什么都没改。规则由机器人的管理者用命令 dingnick rules set 建立。要改名请发：/nick 新名字
changed-lookalikes-refuse = 现在不能用和其他成员太像的名字。
changed-lookalikes-warn = 现在可以用和其他成员太像的名字，我会提醒一句。
changed-lookalikes-allow = 现在可以用和其他成员太像的名字。
changed-language = 从现在起，我在本群说中文。
changed-trust = 现在 { $target } 可以在本群改别人的群昵称。
changed-untrust = 现在 { $target } 不能再在本群改别人的群昵称。
changed-lock = 现在只有群主和机器人管理员可以改 { $target } 的群昵称。
changed-unlock = { $target } 的群昵称已解锁。
changed-exempt = { $target } 的群昵称不再受本群格式限制。
changed-unexempt = { $target } 的群昵称又要符合本群格式了。
changed-reserve = 「{ $name }」已保留，看上去像它的名字也不能用。
changed-unreserve = 现在本群可以用「{ $name }」这个名字。
language-unknown = 我还不会说“{ $tag }”，语言没有变。我会说：{ $known }。例如发送：/nick lang zh-CN
languages = 我会说：{ $known }。
language-name = 简体中文

history-title = 你在本群最近的改名：
history-title-other = { $target } 在本群最近的改名：
history-none = 我还没有改过你在本群的昵称。
history-none-other = 我还没有改过 { $target } 在本群的昵称。
history-line = { $old } → { $new }，{ $when }
history-line-by = { $old } → { $new }，{ $who }改的，{ $when }
history-unknown = （不详）
history-more = … 还有 { $count } 次；要看全部，请找机器人的维护者
ago-now = 刚刚
ago-minutes = { $count } 分钟前
ago-hours = { $count } 小时前
ago-days = { $count } 天前
list-comma = 、
and-more = { " " }… 还有 { $count } 个

status-title = 本群的设置：
status-bound = 已接通，可以改群昵称。
status-scene = 已接通（模板群），可以改群昵称。
status-unbound = 据我所知还没有接通；下次在这里改名时我会再试一次。
status-allow-self = 谁可以改名：成员改自己的，群主和机器人管理员改所有人的。
status-allow-owner = 谁可以改名：只有群主和机器人管理员。
status-allow-everyone = 谁可以改名：所有人都可以改所有人的。
status-trusted = 可以改别人名字的成员：{ $count } 人。
status-locked = 锁定的名字：{ $count } 个。
status-format = 格式：{ $format }
status-format-of-rule = 格式：{ $format }（规则「{ $rule }」）
status-format-off = 格式：不限。
status-exempt = 不受格式限制的人：{ $count } 个。
status-sources = 名字各部分的来源：先看花名册，再看通讯录，最后看本人填的。
status-waiting = 今天的调用次数用完了，还有 { $count } 个名字等明天再跟着更新。
status-approval = 成员改名要审批。
status-welcome = 新人进群时按格式设好群昵称。
status-requests = 等待处理的申请：{ $requests }（同意：/nick approve 加编号）
status-request = #{ $number }「{ $name }」
status-lookalikes-refuse = 和别人太像的名字：不能用。
status-lookalikes-warn = 和别人太像的名字：可以用，我会提醒一句。
status-lookalikes-allow = 和别人太像的名字：可以用。
status-reserved = 本群保留的字词：{ $names }
status-unreserved = 本群可以用的职务和身份：{ $names }
status-language = 语言：{ $language }。
status-calls = 本月钉钉调用还剩 { $left } 次，共 { $allowance } 次。
status-calls-low = 注意：本月钉钉调用只剩 { $left } 次，共 { $allowance } 次。剩下 5% 时，只有群主和机器人管理员能改名。
status-calls-reserved = 注意：本月钉钉调用只剩 { $left } 次，共 { $allowance } 次，留给群主和机器人管理员。

misfit-regex = 这个名字不合本群的格式，没有改。请看看别人是怎么写的，或者问群主。
misfit = 这个名字不合本群的格式，没有改：{ $reason }
with-example = { $text }请这样发送：
like-this = 本群的名字写成：{ $shape }。
part-name = 姓名
part-dept = 部门
part-title = 职位
part-jobnumber = 工号
misfit-part-missing = 缺少“{ $part }”。
misfit-part-missing-rule = 缺少“{ $part }”（{ $rule }）。
misfit-part = “{ $part }”应该是：{ $rule }；你写的是「{ $found }」。
misfit-part-wrong = “{ $part }”不能写成「{ $found }」。
misfit-beginning = 开头要有“{ $literal }”。
misfit-literal = “{ $part }”后面缺少“{ $literal }”。
misfit-left-over = 末尾多了「{ $text }」。
misfit-not-filled = “{ $part }”只是提示，要换成你自己的。
rule-digits-exactly = { $count } 位数字
rule-digits-range = { $least } 到 { $most } 位数字
rule-digits-least = 至少 { $least } 位数字
rule-length-exactly = { $count } 个字
rule-length-range = { $least } 到 { $most } 个字
rule-length-least = 至少 { $least } 个字
rule-one-of = { $words }之一
parts-missing = 这个名字还不全，没有改。还缺：{ $parts }。
newcomer = 欢迎！本群的名字写成：{ $shape }。
newcomer-parts = 欢迎！本群的名字写成：{ $shape }。我还不知道你的：{ $parts }。
newcomer-line = { $text }请 @我 并这样发送：
newcomer-ask = { $text }请 @我，发送 /nick 加上完整的名字。
format-refused =
    这个格式没有采用：{ $reason }请这样发送：
    /nick format {"{部门}-{姓名}"}
format-too-long = 它超过了 { $max } 个字。
format-no-part = 里面没有用花括号括起来的内容。
format-brace = 第 { $position } 个字处的花括号没有成对。
format-part-name = 花括号里的“{ $part }”不行，只能用文字、数字和 _，最多 20 个字。
format-part-twice = “{ $part }”出现了两次。
format-parts-touch = “{ $first }”和“{ $second }”之间要有分隔，比如“-”。
format-part-regex = “{ $part }”的写法有错，或者太复杂。
format-regex = 两个 / 之间的写法有错，或者太复杂。
format-literal = 群昵称里不能有「{ $literal }」。
format-longer-than-names = 没有这么长的群昵称。
note-reserved = 注意：「{ $name }」是保留的名字，成员不能用。
note-names-need-format =
    这需要先设置格式，本群还没有。请发送：
    /nick format {"{部门}-{姓名}"}
note-hears-no-events = 不过钉钉还没有把成员进群的消息告诉我，请找机器人的维护者开通群事件。

no-format =
    本群没有设置格式，没有可以核对的。群主可以发送：
    /nick format {"{部门}-{姓名}"}
check-all-fit = 我知道的 { $fitting } 个名字都符合「{ $shape }」。
check-misfits = { $fitting } 个名字符合「{ $shape }」，{ $misfits } 个不符合：
check-line = 「{ $name }」
check-line-of = 「{ $name }」（{ $person }）
check-more = … 还有 { $count } 个，改好这些后再查
check-unknown = 另有 { $count } 人的名字我不知道。
check-apply = 一次改好：/nick apply（先看，再确认）
check-alone = { $title }：{ $text }
check-private-sent = 名单已经私聊发给你，群里别人看不到。多用了 1 次钉钉调用。
check-private-failed = 没能私聊发给你，名单没有说出来。管理机器人的人可以在命令行里看：
check-private-failed-because = 没能私聊发给你（{ $reason }），名单没有说出来。管理机器人的人可以在命令行里看：
stats-title = 本群最近 { $days } 天：
stats-no-fit = 还不知道有多少名字符合：没有设格式，或者还不知道大家的名字。
stats-fit = 名字符合的：{ $members } 人中 { $fitting } 人（{ $share }%）
stats-fit-before = 之前：{ $points }
stats-point = { $day } 为 { $share }%
stats-count = { $what } { $count }
stats-faults = 最常见的问题：{ $faults }
stats-fault-missing = 缺{ $part }
stats-fault-wrong = { $part }不对
stats-fault-literal = 缺「{ $literal }」
stats-fault-left-over = 后面多了内容
stats-fault-other = 写法不同
stats-calls = 钉钉调用：{ $count } 次（{ $parts }）
stats-no-calls = 钉钉调用：没有用
stats-call-member = 成员自己改名
stats-call-governor = 群主和管理员改名
stats-call-plan = 批量计划
stats-call-shell = 命令行
stats-call-newcomer = 新人
stats-call-again = 补设名字
stats-call-look = 查成员和群主
stats-call-say = 没有会话时的消息
stats-messages = 机器人消息：{ $count } 条
stats-refused = 钉钉拒绝过 { $count } 次：{ $what }
collect-ask =
    请大家告诉我：{ $parts }。@ 我并像下面这样发一行，把前面的接龙整个复制过来也可以：
    { $line }
collect-noted = 收到 { $count } 条。
collect-unknown = 群里没有叫这些名字的人：{ $names }。请核对名字，或者请本人自己发。
collect-missing = 还差 { $count } 人：{ $people }
collect-complete = 都齐了。接下来请发：/nick collect done
collected-without-format = 已经记下。改名需要先设格式：/nick format {"{姓名}-{学号}"}，然后 /nick apply
collect-nothing = 现在没有在收集。要开始：/nick collect {"{姓名}{学号}"}
changed-collect-off = 不再收集了，已经收到的会留着。
reminder = 还有 { $count } 个群昵称不符合「{ $shape }」：
reminder-line = 「{ $name }」：/nick { $instead }
reminder-more = … 还有 { $count } 个
reminder-how = 请 @ 我并发送自己那一行。
reminder-until = 请在 { $day } 前 @ 我并发送自己那一行。
reminder-owner = 群主请看，提醒后仍没改的：{ $names }
plan = 要改 { $count } 个名字，每个用 1 次钉钉调用，本月还剩 { $left } 次。
plan-line = { $person } → { $name }
plan-more = … 还有 { $count } 个
plan-later = 另有 { $count } 个要等下个月：本月最后的调用要留着。
plan-no-room = 有 { $count } 个名字要改，但本月最后的调用要留着，没有列入计划。请下个月再发 /nick apply，或者单独改几个。
plan-confirm = 要执行，请在半小时内发送：/nick confirm { $number }
plan-nothing = 不用改：我知道的名字都符合格式。
plan-nothing-known = 没有我能改好的名字。
plan-incomplete = 信息不全，改不了：{ $people }。请他们自己发送 /nick 加上完整的名字。
plan-unknown =
    本群没有计划 { $number }。要生成一个，请发送：
    /nick apply
plan-confirmed-before = 计划 { $number } 已经确认过了。
plan-too-old =
    计划 { $number } 已经过时（超过半小时，或者格式变了），没有执行。请重新生成：
    /nick apply
plan-begun = 计划 { $number } 开始执行，共 { $count } 个名字，我会报告进度。
plan-progress = 计划 { $number }：已完成 { $done } / { $total }。
plan-done = 计划 { $number } 完成，{ $renamed } 个名字改好了。
plan-done-but = 计划 { $number } 完成，{ $renamed } 个名字改好了，{ $failed } 个没有改成：
plan-failure = { $count } 个：{ $reason }（{ $people }）
plan-failure-of-some = { $count } 个：{ $reason }
plan-superseded = 其间有了更新的名字。
plan-expired = 没能按时办成。
plan-given-up = 我这边出了问题


help-title = 我可以改群昵称：
help-line = { $usage } – { $description }
hint = 我只会改群昵称。想改名，发送 /nick 加上新名字；其他用法：/nick help
usage =
    “{ $command }”要这样写：
    { $usages }
    例如：{ $example }
usage-as-name = 真想叫这个名字，请发送：
ambiguous = 没太明白你的意思，先没有改。请发送其中一行：
ambiguous-one = 没太明白你的意思，先没有改。是这样的话，请发送：
as-a-name = 就叫这个名字
with-meaning =
    { $text }
    { $meaning }：
placeholder-typed = “{ $typed }”是示例，不是名字，没有改。请换成你想要的名字，比如发送：/nick 小明
placeholder-person = “{ $typed }”是示例，没有改。请输入 @，从弹出的列表里选人，再写新名字。
unclear = 没看懂，没有改名。请发送 /nick 加上你想要的名字，比如：/nick 小明。其他用法：/nick help
mentions-all = 不能一次改所有人的群昵称，没有改。请一次 @ 一个人；要统一格式，群主可以发送：/nick apply
mentions-bot = 我自己的名字改不了。要改你的群昵称，比如发送：/nick 小明
not-text = 我只看得懂文字。我会改群昵称：在群里 @我，发送 /nick 加上新名字。
title-refused = 名字里的“{ $title }”（看着像、听着像的也算）是职务或身份，通讯录里没有这样写，没有改。请去掉它再发一次。
replaced = 改名为「{ $name }」的请求已被你后来的请求取代。
replaced-by-other = 改名为「{ $name }」的请求没有执行：其间有人设了更新的名字。
withdrawn = 已撤回申请 #{ $number }（改名为「{ $name }」）。
nothing-to-withdraw = 你没有等待处理的申请。
daily-cap = 你今天的改名次数用完了（每人每天 { $count } 次），没有改。明天 { $free-at } 起可以再改；着急的话，请找群主或机器人管理员。
daily-cap-group = 本群成员今天的改名次数用完了（每天 { $count } 次），没有改。明天 { $free-at } 起可以再改；着急的话，请找群主或机器人管理员。
note-undo = 改错了？发送：/nick undo
note-undo-other = 改错了？发送：/nick undo { $user }
note-messages-low = 注意：本月 { $allowance } 条机器人消息还剩 { $left } 条。
note-quiet-costs = 提示：每次点表情可能要多用 1 次钉钉调用。
changed-quiet-on = 从现在起，改名成功时我只在消息上点个表情；没改成的仍会说明原因。
changed-quiet-off = 从现在起，改名成功时我会用文字回答。
changed-remind-daily = 好的，工作日 { $hour } 点我会在群里说谁的群昵称不符合格式。每次用掉 1 条机器人消息，最多 2 次钉钉调用。不要了：/nick remind off
changed-remind-weekly = 好的，每周一 { $hour } 点我会在群里说谁的群昵称不符合格式。每次用掉 1 条机器人消息，最多 2 次钉钉调用。不要了：/nick remind off
changed-remind-until = 好的，到 { $day } 为止，工作日 { $hour } 点我会提醒没改好的人，之后把还没改的告诉群主。每次用掉 1 条机器人消息，最多 2 次钉钉调用。不要了：/nick remind off
changed-remind-off = 不再提醒了。
remind-at-night = 夜里不提醒，请选 8 到 21 点，例如：/nick remind daily 9
remind-in-the-past = 这一天已经过去了。请写以后的日子，例如：/nick remind until 2030-12-01
status-quiet = 改名成功时只点表情，不发消息。
status-remind-daily = 提醒：工作日 { $hour } 点。
status-remind-weekly = 提醒：每周一 { $hour } 点。
status-remind-until = 提醒：到 { $day } 为止，工作日 { $hour } 点。
status-collect = 正在收集：{ $parts }。还差谁：/nick collect
status-messages = 本月机器人消息还剩 { $left } 条，共 { $allowance } 条。
status-unread-owner = 还不知道群主是谁，暂时不能防止别人冒充群主。
status-unread-sub-admins = 还不知道群管理员是谁，暂时不能防止别人冒充他们。
status-unread-directory = 还没有读通讯录的权限，只按见过的名字防冒充。
status-unread-members = 还没有读到群成员名单，只按见过的名字防冒充。
whoami = 你在本群叫「{ $name }」。
whoami-since = 你在本群叫「{ $name }」，{ $when }改的。
whoami-given = 你在本群叫「{ $name }」，{ $when }由{ $who }改的。
whoami-unknown = 我还不知道你在本群叫什么。
whoami-governs = 你可以改所有人的群昵称，也可以改本群的设置。
whoami-locked = 你的群昵称已锁定，只有群主和机器人管理员能改。
whoami-renames-others = 你可以改自己和别人的群昵称。
whoami-renames-self = 你可以改自己的群昵称。
whoami-renames-nobody = 在本群，群昵称由群主和机器人管理员来改。
whoami-waiting = 你的申请 #{ $number }（改名为「{ $name }」）在等群主或机器人管理员处理。
help-footer = 在群里先 @我；更多用法：/nick help 全部
help-footer-all = 在群里先 @我；@成员 要从弹出的列表里选。
help-help-all = 全部用法
help-topic-names = 改名、撤销、记录
help-topic-rules = 格式、提醒、统一改名
help-topic-people = 锁定、审批、保留的名字
help-topic-group = 接通、语言、安静
help-whoami = 我在这里叫什么，能做什么
help-request = 申请一个需要批准的名字
help-withdraw = 撤回自己的申请
help-quiet = 改名成功时只点表情
example-help = /nick help
example-undo = /nick undo
example-reset = /nick reset
example-history = /nick history 5
example-status = /nick status
example-doctor = /nick doctor
example-whoami = /nick whoami
example-request = /nick request 李老师
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
example-format = /nick format {"{部门}-{姓名}"}
example-use = /nick use 班级
example-check = /nick check
example-stats = /nick stats
example-collect = /nick collect {"{姓名}{学号}"}
example-remind = /nick remind daily 9
example-apply = /nick apply
example-confirm = /nick confirm 3
example-reserved = /nick reserved add 课代表
example-lookalikes = /nick lookalikes refuse
example-welcome = /nick welcome on
example-quiet = /nick quiet on
example-approval = /nick approval on
example-approve = /nick approve 3
example-reject = /nick reject 3 请用真名
example-lang = /nick lang zh-CN
name-missing = 没写新名字，没有改。请写在 @ 的后面，比如：/nick @成员 小明
too-many-mentioned = 你 @ 了不止一个人，我分不清哪个名字是谁的，没有改。请一次改一个人。
mention-within = 分不清 @ 的人是要改名，还是写在名字里，先不改。想写进你自己的名字，请直接打字，不用 @，比如：/nick 小明爸爸
mention-within-theirs = 要改的是对方的名字，请发送：
pick-person = “@成员”处请输入 @，从弹出的列表里选人。
typed-mention = 我分不清你说的是谁，没有改。请输入 @，从弹出的列表里选人，再写新名字。
sender-outside = 我认不出你是本组织的成员，改不了你的群昵称。外部人员都改不了；你是本组织成员的话，请找机器人的维护者（机器人可能还没有发布）。
target-outside = 你 @ 的人不是本组织成员，改不了他的群昵称。
only-in-groups = 我只在群里改群昵称。请到要改名的群里 @我，发送 /nick 加上新名字。

placeholder-name = 新昵称
placeholder-user = @成员
placeholder-reason = 理由

help-rename = 改自己的群昵称
help-rename-other = 改别人的群昵称
help-rename-literal = 名字看上去像命令时
help-help = 显示帮助
help-undo = 改回上一个名字
help-undo-other = 把别人改回上一个名字
help-reset = 改回通讯录里的名字
help-reset-other = 把别人改回通讯录里的名字
help-history = 自己最近的改名
help-history-other = 别人最近的改名
help-status = 本群的设置
help-doctor = 本群为什么不好用
help-bind = 告诉我本群的编号，接通本群
help-adopt = 把本群升级为场景群，接通本群
help-release = 把本群改回普通群
help-allow = 谁可以改谁的名字
help-trust = 允许某个成员改别人的名字
help-untrust = 不再允许
help-lock = 这个名字只有群主和机器人管理员能改
help-unlock = 不再锁定
help-exempt = 这个人的昵称不受格式限制
help-unexempt = 不再豁免
help-format = 群昵称的格式
help-format-off = 不限格式
help-format-regex = 高级写法
help-use = 采用多个群共用的一条格式规则
help-check = 谁的名字不符合格式
help-check-private = 同上，只私聊发给你，多用 1 次钉钉调用
help-stats = 多少名字符合、调用花在哪里、最常见的问题
help-collect = 请大家填写没人知道的内容，可以接龙
help-collect-done = 结束收集并给出计划，或者不再收集
help-remind = 在工作日或每周一，提醒名字不符合格式的人
help-remind-until = 提醒到这一天，之后把名单给群主
help-apply = 先看计划，再把大家的名字都改对
help-confirm = 执行计划
help-approval = 自己改名要不要审批
help-welcome = 新人进群时设好群昵称
help-approve = 同意一个申请
help-reject = 拒绝一个申请
help-reserve = 保留一个名字，谁都不能用
help-unreserve = 不再保留
help-lookalikes = 和其他成员太像的名字怎么办
help-lang = 本群的语言

# 钉钉的回答。每句都以错误码结尾。
coded = { $text }（错误码 { $code }）
error-internal = 我这边出了问题。请再发一次；还是不行，请找机器人的维护者。

# dingnick playground 的页面。
playground-language-name = 简体中文
playground-title = dingnick 演练场
playground-tagline = 模拟的钉钉，真实的机器人。所有内容都只留在这台电脑上。
playground-language = 语言
playground-group = 会话
playground-direct-chat = 与机器人单聊
playground-you-are = 你的身份
playground-show = 显示
playground-chat = 聊天记录
playground-chat-empty = 还没有人发言。试试“/nick 小明”，或输入 @ 选一位成员，给 TA 改名。
playground-message = 消息
playground-message-hint = /nick 小明　输入 @ 可提及成员
playground-message-hint-direct = /nick help
playground-mention-bot = 提及
playground-mention-bot-why = 在群里，机器人只能收到 @ 它的消息。
playground-mention = 同时提及
playground-mention-nobody = 不提及
playground-picker = 选择要提及的人
playground-send = 发送
playground-members = 群成员
playground-directory-name = 通讯录姓名：
playground-owner = 群主
playground-admin = 管理员
playground-outsider = 外部
playground-you = 你
playground-bot = 机器人
playground-sent-without-session = 非会话回复
playground-picture = 图片
playground-not-for-bot = 没有 @ 机器人，它看不到这条消息。
playground-unreachable = 机器人的服务没有响应。
playground-refused = 机器人的服务拒绝了这条消息，HTTP 状态码：
playground-calls = 对钉钉的接口调用
playground-calls-empty = 暂无调用。
playground-calls-used = 本月接口调用
playground-messages-used = 本月消息
playground-faults = 接下来出什么错
playground-faults-apply = 应用
playground-fault-none = 不出错
playground-fault-forbidden-content = 41049：昵称包含违禁内容
playground-fault-unknown-group = 34001：无效的 chatid
playground-fault-unknown-user = 40003：无效的 userid
playground-fault-not-in-group = 60124：该成员不在群内
playground-fault-no-permission = 60011：应用缺少权限
playground-fault-token-expired = access_token 立即失效
playground-fault-session-expired = 300001：回复会话已过期
playground-fault-html = 返回 HTML 页面，而不是 JSON
playground-fault-too-fast = 90018：每秒调用次数超限
playground-fault-quota = 90020：本月调用次数已用完
playground-fault-reset = 连接中断
playground-commands = 命令
playground-connection-lost = 与演练场的连接已断开，它可能已停止；页面会自动重试。

directory-name-refused = 你在通讯录里的名字太长，或者有不能用的字，不能直接用作群昵称，没有改。请发送 /nick 加上你想用的名字，或请管理员在通讯录里修改，我每天重新读取一次。
directory-name-refused-other = { $target } 在通讯录里的名字太长，或者有不能用的字，不能直接用作群昵称，没有改。请发送 /nick，@ 这位成员，再写上新名字，或请管理员在通讯录里修改，我每天重新读取一次。
directory-name-forbidden = 钉钉不允许把你在通讯录里的名字用作群昵称，没有改。请发送 /nick 加上你想用的名字，或请管理员在通讯录里修改，我每天重新读取一次。
directory-name-forbidden-other = 钉钉不允许把 { $target } 在通讯录里的名字用作群昵称，没有改。请发送 /nick，@ 这位成员，再写上新名字，或请管理员在通讯录里修改，我每天重新读取一次。
job-unreadable = 你的消息我收到了，但我现在这个版本读不出它，所以还没有办。如果半小时内没有动静，请再发一次。（错误码 job-unreadable）
plan-unreadable = 这个改名计划我读不出来了，谁的名字都没有改。请重新生成：/nick apply（错误码 plan-unreadable）
request-unreadable = 这条改名申请我读不出来了，谁的名字都没有改。请申请人重新申请一次。（错误码 request-unreadable）
reaction-done = 完成

doctor-well = 从我这里能看到的，一切正常。
doctor-line = { $words }（{ $code }）
doctor-more = 还有 { $count } 项：机器人的维护人员用 “dingnick doctor” 可以看到。
doctor-not-reached = 本群还没有接通，改不了群昵称：/nick status
doctor-language = 我不会说本群选的语言：/nick lang zh-CN
doctor-waiting = 有命令等了两分钟以上还没办。
doctor-given-up = 最近几天有命令没办成，已放弃。
doctor-unanswered = 我的一些回答没有送到。
doctor-calls = 本月钉钉调用快用完了：/nick status
doctor-messages = 本月机器人消息快用完了：/nick status
doctor-other = 我的设置有一处不对，请告诉机器人的维护人员。
