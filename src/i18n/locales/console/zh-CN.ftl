# 运维控制台的文字，简体中文；控制台只有两种语言，由测试逐条对照。
# 诊断结果和设置说明与命令行一样只有英文。

console-skip = 跳到正文
console-parts = 控制台栏目
console-sign-out = 退出登录
console-lost = 与机器人的连接已断开，页面内容可能不是最新的；正在自动重试。

console-no-group = 没有这个群的记录
console-no-store = 存储没有响应
console-trouble-about = 请返回，或者稍后再试。详情见“健康状况”。

console-sign-in = 登录
console-token = 控制台令牌
console-token-hint = 即运行机器人的地方所设的 DINGNICK_CONSOLE_TOKEN。
console-sign-in-wrong = 令牌不对。
console-sign-in-too-many = 错误次数太多，请一分钟后再试。

console-health = 健康状况
console-look-again = 重新检查
console-looking = 正在检查……
console-as-of = 检查时间：
console-health-well = 一切正常，没有要处理的问题。
console-health-others = 其他检查项（{ $count }）
console-mend = 解决办法
console-mend-page = 在哪里
console-code = 代码
console-state = 状态
console-check = 检查项
console-found = 结果
console-state-ok = 正常
console-state-warn = 注意
console-state-fail = 失败
console-state-skipped = 未设置
console-state-unverified = 无法确认

console-needs = 待处理
console-needs-nothing = 目前没有需要你处理的事。
console-calls-low = 本月调用次数快用完了
console-failed-jobs = 失败的命令
console-failed-jobs-about = 机器人已放弃这些命令。重试不会覆盖之后改的新昵称。
console-job-unreadable = 由另一个版本的 dingnick 保存，当前版本读不了。
console-job-dead = 多次尝试后放弃，已在群里告知。
console-retry = 重试
console-dismiss = 忽略
console-dismissed = 已忽略。
console-put-back = 撤销
console-requests = 等待审批的昵称
console-requests-about = 由群主或管理员在群里发送右边这一行来通过。
console-unreached = 还没就绪的群
console-unreached-about = 机器人还不能在这些群里改昵称。在群里发送 /nick doctor 可以看到缺什么。

console-groups = 群
console-group = 群
console-search-title = 群名包含
console-search = 搜索
console-groups-none = 没有找到群。有人在群里 @机器人 之后，群就会出现在这里。
console-next-page = 下一页
console-no-title = （还不知道群名）
console-reach = 访问方式
console-reach-chatid = chatid
console-reach-template = 会话 ID（模板群）
console-reach-none = 还没有：需要绑定或转为模板群
console-reach-unknown = 还不知道
console-owner = 群主
console-chatid = chatid
console-conversation = 会话 ID
console-language = 语言
console-share = 符合格式的昵称

console-format = 昵称格式
console-format-about = 先用这里的昵称试一试，再决定是否启用，例如 {"{"}dept{"}"}-{"{"}name{"}"}
console-preview = 预览
console-no-format = 这不是有效的格式。请用普通文字和花括号里的部分，例如 {"{"}dept{"}"}-{"{"}name{"}"}
console-would-fit = 符合：{ $count } 人。
console-would-not-fit = 不符合：{ $count } 人。
console-set-format = 启用这个格式
console-format-off = 不限格式
console-format-set = 格式已更改。没有人被改名；要统一改名，请在群里发送 /nick apply。
console-members = 这里的昵称（{ $count }）
console-members-none = 还没有见过这里的人。
console-more-members = ……还有 { $count } 人。
console-name = 昵称
console-person = 人员
console-since = 从何时起
console-asked-by = 由谁发起
console-fits = 符合格式
console-yes = 是
console-no = 否
console-last-changes = 最近的更改
console-all-changes = 本群的全部更改
console-rules = 规则

console-ledger = 改名记录
console-ledger-none = 没有找到记录。
console-csv = 下载 CSV
console-group-id = 会话 ID
console-from-day = 从哪天起
console-time = 时间
console-change = 更改
console-outcome = 结果
console-older = 更早的记录
console-outcome-applied = 已完成
console-outcome-refused = 被拒绝
console-outcome-unknown = 无法确认

console-calls = 调用量
console-month-calls = 本月收费调用
console-month-messages = 本月机器人消息
console-forecast = 按目前速度本月预计
console-by-api = 机器人启动以来的调用
console-calls-none = 还没有。
console-api = 接口
console-answer = 返回
console-how-many = 次数

console-settings = 设置
console-settings-about = 当前生效的设置。请在部署机器人的地方修改，重启后生效。
console-setting = 设置项
console-value = 值
console-source = 来源
console-not-set = 未设置
