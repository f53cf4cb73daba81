# 机器人说的话，简体中文。每种语言的键和参数都相同，由测试对照。
# $who、$target：一个提及或名字。$old、$new、$typed：别人写的文字，已处理得无害。

# 无法 @ 人时，回答这样开头。
addressed-by-name = { $name }：{ $text }

renamed = 你的群昵称已改为「{ $new }」。
renamed-from = 你的群昵称已从「{ $old }」改为「{ $new }」。
renamed-other = 已把 { $target } 的群昵称改为「{ $new }」。
renamed-other-from = 已把 { $target } 的群昵称从「{ $old }」改为「{ $new }」。

expired = 你的消息我收到了，但半小时内没能办成，就没有再办。如果还需要，请再发一次。

too-often = 发得太快了：每人{ $period }最多 { $count } 条命令，这条没有执行，请 { $wait } 秒后再发一次。
too-often-group = 本群的命令太多了：{ $period }最多 { $count } 条，这条没有执行，请 { $wait } 秒后再发一次。
period-s = 每秒
period-min = 每分钟
period-h = 每小时

name-empty = 群昵称至少要有一个看得见的字。
name-too-long = 群昵称最多 { $max } 个字符，这个有 { $count } 个。
name-link = 群昵称不能是链接，请去掉“://”和“www.”。
name-control = 群昵称里不能有控制字符，第 { $position } 个字符（{ $code-point }）就是。
name-line-break = 群昵称只能是一行，第 { $position } 个字符处有换行。
name-direction = 第 { $position } 个字符（{ $code-point }）会改变文字方向，不能用在群昵称里。
name-invisible = 第 { $position } 个字符（{ $code-point }）是看不见的，不能用在群昵称里。请不要粘贴，直接输入试试。
name-private-use = 第 { $position } 个字符（{ $code-point }）在不同设备上显示不同，不能用在群昵称里。
name-noncharacter = 第 { $position } 个字符（{ $code-point }）不是文字。
name-stacked-mark = 第 { $position } 个字符处，一个字母上叠加的符号太多了。

denied-not-owner = 在这个群里，只有群主和机器人管理员能改别人的群昵称。你可以改自己的：/nick 新昵称
denied-governors-only = 在这个群里，只有群主和机器人管理员能改群昵称，请找他们改。
denied-not-governor = 只有群主和机器人管理员能这样做，请找他们。
denied-locked = 这个群昵称已锁定，只有群主和机器人管理员能改。
denied-reserve = 本月的 API 调用快用完了，剩下的留给群主和机器人管理员。请找他们改，或者等到下个月。
denied-owner-unknown-because = 只有群主和机器人管理员能这样做，而向钉钉查不到谁是群主：{ $reason }
denied-owner-unknown = 只有群主和机器人管理员能这样做，而暂时向钉钉查不到谁是群主。请过几分钟再试。

not-bound = 我还不知道本群的 chatid，请群里任何人发送“/nick bind chat…”告诉我，钉钉确认后生效。chatid 可以用 JSAPI“chooseChat”选中本群得到（钉钉开放平台的 JSAPI Explorer 里可以运行），用接口建的群也可以用建群时返回的 chatid。
bound = 本群已绑定，现在可以改群昵称了。
bind-other-group = 这个 chatid 是另一个群的，没有保存。查 chatid 时请选中本群。
bind-unknown-chatid = 钉钉不认识这个 chatid，没有保存。请核对后再发一次。
bind-refused = 钉钉没有确认这个 chatid，没有保存：{ $reason }

unchanged = 你的群昵称已经是「{ $name }」了。
unchanged-other = { $target } 的群昵称已经是「{ $name }」了。
nothing-to-undo = 我没有改过你的群昵称，没有可以撤销的。
nothing-to-undo-other = 我没有改过 { $target } 的群昵称，没有可以撤销的。
old-name-unknown = 我第一次修改之前你叫什么，钉钉没有告诉我。发送“/nick reset”可以改成通讯录里的名字。
old-name-unknown-other = 我第一次修改之前 { $target } 叫什么，钉钉没有告诉我。发送“/nick reset @成员”可以改成通讯录里的名字。
directory-name-refused = 你在通讯录里的名字不能直接用作群昵称。{ $reason }请用“/nick 新昵称”另起一个，或请管理员在通讯录里修改；通讯录我每天重新读取一次。
directory-name-refused-other = { $target } 在通讯录里的名字不能直接用作群昵称。{ $reason }请用“/nick @成员 新昵称”另起一个，或请管理员在通讯录里修改；通讯录我每天重新读取一次。
directory-name-forbidden = 钉钉不允许把你在通讯录里的名字用作群昵称。请用“/nick 新昵称”另起一个，或请管理员在通讯录里修改；通讯录我每天重新读取一次。
directory-name-forbidden-other = 钉钉不允许把 { $target } 在通讯录里的名字用作群昵称。请用“/nick @成员 新昵称”另起一个，或请管理员在通讯录里修改；通讯录我每天重新读取一次。

requested = 申请 #{ $number } 已提交：你想改名为「{ $name }」。请群主或机器人管理员回复“/nick approve { $number }”同意，或“/nick reject { $number } 理由”拒绝。
requested-other = 申请 #{ $number } 已提交：给 { $target } 改名为「{ $name }」。请群主或机器人管理员回复“/nick approve { $number }”同意，或“/nick reject { $number } 理由”拒绝。
request-unknown = 本群没有申请 #{ $number }。发送“/nick status”可以看到待处理的申请。
request-decided-before = 申请 #{ $number } 已经处理过，或被新的申请取代了。
approved = 申请 #{ $number } 已同意：{ $target } 的群昵称已改为「{ $new }」。
requested-again = 已重新登记为申请 #{ $number }，可以再次处理。
approved-in-vain = 申请 #{ $number } 已同意，但 { $target } 的群昵称没有改成：{ $reason }
rejected = { $target } 提交的申请 #{ $number }（改名为「{ $name }」）被拒绝了。
rejected-because = { $target } 提交的申请 #{ $number }（改名为「{ $name }」）被拒绝了：{ $reason }
request-expired = 你提交的申请 #{ $number }（改名为「{ $name }」）七天内没有人处理，已经失效。可以重新申请：/nick 新昵称

looks-like-owner = 这个名字和群主的名字「{ $name }」相同或看上去一样，没有修改。只有群主和机器人管理员可以这样改。
looks-like-admin = 这个名字和机器人管理员的名字「{ $name }」相同或看上去一样，没有修改。只有群主和机器人管理员可以这样改。
looks-like-bot = 这个名字和我的名字「{ $name }」相同或看上去一样，没有修改。
looks-like-reserved = 「{ $name }」是保留的名字，看上去一样的也不能用，没有修改。群主和机器人管理员可以这样改，也可以取消保留：/nick reserved remove { $name }
looks-like-member = 这个名字和另一位成员的名字「{ $name }」相同或看上去一样，没有修改。请换一个。
note-looks-like = 注意：它看上去像群里已有的名字「{ $name }」。
note-calls-low = 注意：本月 { $allowance } 次 API 调用还剩 { $left } 次。

changed-allow-self = 现在成员可以改自己的群昵称，群主和机器人管理员可以改所有人的。
changed-allow-owner = 现在只有群主和机器人管理员可以改群昵称。
changed-allow-everyone = 现在所有人都可以改所有人的群昵称。
changed-approval-on = 从现在起，改群昵称要等群主或机器人管理员同意：/nick approve N
changed-approval-off = 从现在起，成员改群昵称不用审批。还没处理的申请仍然可以处理。
changed-welcome-on = 从现在起，新人进群时我会按本群的格式设好群昵称，不知道的部分会问本人。
changed-welcome-off = 从现在起，新人进群时我不改他们的群昵称。
changed-format-off = 现在群昵称不限格式。
changed-format = 现在群昵称要像 { $shape } 这样。
changed-format-check = 发送“/nick check”看看谁的不符合。
changed-lookalikes-refuse = 现在不能用和其他成员看上去一样的名字。
changed-lookalikes-warn = 现在可以用和其他成员看上去一样的名字，我会提醒一句。
changed-lookalikes-allow = 现在可以用和其他成员看上去一样的名字。
changed-language = 从现在起，我在本群说中文。
changed-trust = 现在 { $target } 可以在本群改别人的群昵称。
changed-untrust = 现在 { $target } 不能再在本群改别人的群昵称。
changed-lock = 现在只有群主和机器人管理员可以改 { $target } 的群昵称。
changed-unlock = { $target } 的群昵称已解锁。
changed-reserve = 「{ $name }」已保留，看上去一样的名字也不能用。
changed-unreserve = 现在本群可以用「{ $name }」这个名字。
language-unknown = 我还不会说“{ $tag }”。我会说：{ $known }
language-name = 简体中文

history-title = 你在本群最近的改名：
history-title-other = { $target } 在本群最近的改名：
history-none = 我还没有改过你在本群的昵称。
history-none-other = 我还没有改过 { $target } 在本群的昵称。
history-line = { $old } → { $new }，{ $when }
history-line-by = { $old } → { $new }，{ $who }改的，{ $when }
history-unknown = （不详）
history-more = … 还有 { $count } 次，机器人的维护者可以用 dingnick history 查看全部
ago-now = 刚刚
ago-minutes = { $count } 分钟前
ago-hours = { $count } 小时前
ago-days = { $count } 天前
list-comma = 、
and-more = { " " }… 还有 { $count } 个

status-title = 本群的设置：
status-bound = 已绑定 chatid，可以改群昵称。
status-scene = 用模板建的群，可以改群昵称。
status-unbound = 还没有绑定，请发送“/nick bind chat…”告诉我本群的 chatid。
status-allow-self = 谁可以改名：成员改自己的，群主和机器人管理员改所有人的。
status-allow-owner = 谁可以改名：只有群主和机器人管理员。
status-allow-everyone = 谁可以改名：所有人都可以改所有人的。
status-trusted = 可以改别人名字的成员：{ $count } 人。
status-locked = 锁定的名字：{ $count } 个。
status-format = 格式：{ $format }
status-format-off = 格式：不限。
status-approval = 成员改名要审批。
status-welcome = 新人进群时按格式设好群昵称。
status-requests = 等待“/nick approve N”的申请：{ $requests }
status-request = #{ $number }「{ $name }」
status-lookalikes-refuse = 和其他成员看上去一样的名字：拒绝。
status-lookalikes-warn = 和其他成员看上去一样的名字：提醒。
status-lookalikes-allow = 和其他成员看上去一样的名字：允许。
status-reserved = 另外保留的名字：{ $names }
status-unreserved = 本群不保留的名字：{ $names }
status-language = 语言：{ $language }。
status-calls = 本月 API 调用还剩 { $left } 次，共 { $allowance } 次。
status-calls-low = 注意：本月 API 调用只剩 { $left } 次，共 { $allowance } 次。剩下 5% 时，只有群主和机器人管理员能改名。
status-calls-reserved = 注意：本月 API 调用只剩 { $left } 次，共 { $allowance } 次，留给群主和机器人管理员。

misfit-regex = 本群的昵称要符合正则表达式 { $shape }，这个不符合。
misfit = 本群的昵称要像 { $shape } 这样。{ $reason }
with-example = { $text }例如：{ $example }
part-name = 姓名
part-dept = 部门
part-title = 职位
part-jobnumber = 工号
misfit-part-missing = 缺少“{ $part }”，应是 { $rule }。
misfit-part = “{ $part }”应是 { $rule }，这里写的是「{ $found }」。
misfit-beginning = 开头要有“{ $literal }”。
misfit-literal = “{ $part }”后面缺少“{ $literal }”。
misfit-left-over = 末尾多了「{ $text }」。
rule-any = 文字
rule-digits-exactly = { $count } 位数字
rule-digits-range = { $least } 到 { $most } 位数字
rule-digits-least = 至少 { $least } 位数字
rule-length-exactly = { $count } 个字
rule-length-range = { $least } 到 { $most } 个字
rule-length-least = 至少 { $least } 个字
rule-one-of = { $words } 之一
rule-pattern = { $pattern } 的样子
parts-missing = 本群的昵称要像 { $shape } 这样，而我不知道：{ $parts }。请发送完整的名字。
newcomer = 欢迎！本群的昵称要像 { $shape } 这样，请 @我 并发送“/nick 新昵称”。
newcomer-parts = 欢迎！本群的昵称要像 { $shape } 这样，而我不知道你的：{ $parts }。请 @我 并发送完整的名字：“/nick 新昵称”。
format-refused = 这个格式没有采用：{ $reason }格式要这样写：/nick format {"{部门}-{姓名}"}
format-too-long = 它超过了 { $max } 个字符。
format-no-part = 里面没有花括号括起来的必填部分。
format-brace = 第 { $position } 个字符处的花括号没有成对。
format-part-name = “{ $part }”不能作为部分的名字，只能用文字、数字和 _，最多 20 个。
format-part-twice = “{ $part }”出现了两次。
format-parts-touch = “{ $first }”和“{ $second }”之间要有分隔，否则分不清哪里是头哪里是尾。
format-part-regex = “{ $part }”的正则表达式有错，或者太大。
format-regex = 正则表达式有错，或者太大。
format-literal = 昵称里不能有「{ $literal }」。
format-longer-than-names = 没有这么长的昵称。
note-reserved = 注意：「{ $name }」是保留的名字，成员不能用。
note-not-bound-yet = 本群还没有绑定。最简单的办法：把群名称改一下再改回来，钉钉就会把 chatid 告诉我。
note-binds-itself = 还有更简单的办法：把群名称改一下再改回来，钉钉就会把 chatid 告诉我。
note-names-need-format = 这需要先设置格式，本群还没有：/nick format {"{部门}-{姓名}"}
note-hears-no-events = 不过钉钉还没有把群成员的变动告诉我，需要机器人的维护者先订阅群事件。

no-format = 本群没有设置格式。群主可以设置：/nick format {"{部门}-{姓名}"}
check-all-fit = 我知道的 { $fitting } 个名字都符合 { $shape }。
check-misfits = { $fitting } 个名字符合 { $shape }，{ $misfits } 个不符合：
check-line = 「{ $name }」
check-line-of = 「{ $name }」（{ $person }）
check-more = … 还有 { $count } 个，改好这些后再查一次就能看到
check-unknown = 另有 { $count } 人的名字我不知道。
check-apply = 发送“/nick apply”看看怎么改好。
plan = 要改 { $count } 个名字，每个用 1 次 API 调用；本月还剩 { $left } 次。
plan-line = { $person } → { $name }
plan-more = … 还有 { $count } 个
plan-too-dear = 剩下的调用次数不够，有些会改不成。
plan-confirm = 要执行，请在半小时内发送：/nick confirm { $number }
plan-nothing = 不用改：我知道的名字都符合格式。
plan-nothing-known = 没有我能改好的名字。
plan-incomplete = 缺少信息，改不了：{ $people }。请他们自己发送完整的名字。
plan-unknown = 本群没有计划 { $number }。发送“/nick apply”可以生成一个。
plan-confirmed-before = 计划 { $number } 已经执行过了。
plan-too-old = 计划 { $number } 已经过时：超过了半小时，或者格式变了。请重新生成：/nick apply
plan-begun = 计划 { $number } 开始执行，共 { $count } 个名字，我会报告进度。
plan-progress = 计划 { $number }：已完成 { $done } / { $total }。
plan-done = 计划 { $number } 完成，{ $renamed } 个名字改好了。
plan-done-but = 计划 { $number } 完成，{ $renamed } 个名字改好了，{ $failed } 个没有改成：
plan-failure = { $count } 个：{ $reason }（{ $people }）
plan-failure-of-some = { $count } 个：{ $reason }
plan-superseded = 其间有了更新的名字。
plan-expired = 没能按时办成。
plan-given-up = 我这边出了问题。

# 谁都不能用的名字：用了会被当成有权力的人。用英文逗号分隔。
reserved-names = 老师, 老師, 班主任, 校长, 校長, 管理員, 群主, 系統, 機器人, 客服人員, 班主任, 校长, 主任, 教务处, 管理员, 群主, 群管理员, 客服, 官方, 官方客服, 系统, 系统通知, 系统消息, 机器人, 改名机器人, 小助手, 钉钉, 钉钉官方, 钉钉客服, 全体成员, 所有人

help-title = 我可以修改群昵称：
help-line = { $usage } – { $description }
help-footer = 在群里要先 @ 我。
help-footer-renamers = 在群里要先 @ 我；@成员 要从弹出的列表里选。
hint = 我只会改群昵称，发送“/nick help”看看怎么用。
usage =
    “{ $command }”要这样写：
    { $usages }
    想把“{ $typed }”当名字用：/nick -- { $typed }
did-you-mean = 没有“{ $typed }”这个命令，你是想发“/nick { $command }”吗？想把它当名字用：/nick -- { $typed }
name-missing = 改成什么名字？请写在 @ 的后面：/nick @成员 新昵称
too-many-mentioned = 你 @ 了不止一个人，钉钉没有告诉我哪个名字是谁的。请一次改一个，这次谁都没有改。
typed-mention = 这个 @ 是手打的，我分不清是谁。请输入 @ 后从弹出的列表里选人，这次谁都没有改。
sender-outside = 钉钉没有告诉我你在本组织的 userid，所以改不了你的群昵称。外部人员都是这样；机器人发布之前，所有人都是这样。
target-outside = 你 @ 的人不是本组织成员，改不了他的群昵称。
only-in-groups = 群昵称只在群里有。请到要改名的群里 @ 我。

placeholder-name = 新昵称
placeholder-user = @成员
placeholder-reason = 理由

help-rename = 改自己的群昵称
help-rename-other = 改别人的群昵称（群主和机器人管理员）
help-rename-literal = 名字看上去像命令时
help-help = 显示帮助
help-undo = 改回上一个名字
help-undo-other = 把别人改回上一个名字
help-reset = 改回通讯录里的名字
help-reset-other = 把别人改回通讯录里的名字
help-history = 自己最近的改名
help-history-other = 别人最近的改名
help-status = 本群的设置
help-bind = 告诉我本群的 chatid
help-allow = 谁可以改谁的名字
help-trust = 允许某个成员改别人的名字
help-untrust = 不再允许
help-lock = 这个名字只有群主和机器人管理员能改
help-unlock = 不再锁定
help-format = 本群名字的格式
help-format-off = 不限格式
help-format-regex = 正则表达式，给行家用
help-check = 谁的名字不符合格式
help-apply = 先看计划，再把大家的名字都改对
help-confirm = 执行计划
help-approval = 自己改名要不要审批
help-welcome = 新人进群时设好群昵称
help-approve = 同意一个申请
help-reject = 拒绝一个申请
help-reserve = 保留一个名字，谁都不能用
help-unreserve = 不再保留
help-lookalikes = 和其他成员看上去一样的名字怎么办
help-lang = 本群的语言

# 钉钉的回答。每句都以错误码结尾。
coded = { $text }（错误码 { $code }）
error-internal = 我这边出了问题，只好放弃。请再试一次；再出现的话，请告诉机器人的维护者。

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
playground-chat-empty = 还没有人发言。试试“/nick 新昵称”，或输入 @ 选一位成员，给 TA 改名。
playground-message = 消息
playground-message-hint = /nick 新昵称　输入 @ 可提及成员
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

# 存下来却读不出来的内容：现在运行的版本比当时存它的版本旧。
job-unreadable = 你的消息我收到了，但我现在这个版本读不出它，所以还没有办。如果半小时内没有动静，请再发一次。（错误码 job-unreadable）
plan-unreadable = 这个改名计划我读不出来了，谁的名字都没有改。请重新生成：/nick apply（错误码 plan-unreadable）
request-unreadable = 这条改名申请我读不出来了，谁的名字都没有改。请申请人重新申请一次。（错误码 request-unreadable）
