# `dingnick init` 的文字，简体中文；这段对话只有两种语言，有测试逐项比对。
# 每行会按终端的宽度折行。$host：dingtalk.com 或 dingtalk.io。

init-title = dingnick init：从零开始，大约三分钟，装好一个改群昵称的机器人
init-told = { $text }

init-prompt-yes = [Y/n]
init-prompt-no = [y/N]
init-prompt-choice = [{ $default }]
init-choose = 没有这个选项。请输入 1 到 { $most } 的数字。
init-prompt-client-id = Client ID：
init-prompt-secret = Client Secret（输入时不显示）：

init-there-already = { $files } 已经存在，不会未经同意就覆盖。请用 --config 文件名 另指定一个文件，或在终端里运行 `dingnick init`。
init-replace = 已经存在：{ $files }。要替换吗？原来的会另存一份，名字以 .old 结尾。
init-not-replaced = { $files } 保持原样，什么也没有改。要写到别处：--config 文件名

init-region = 你们用的是哪个钉钉？
init-region-cn = 钉钉，dingtalk.com（中国大陆）
init-region-intl = DingTalk，dingtalk.io（国际版）

init-app = 应用和它的机器人
init-way = 机器人是贵组织的一个应用。这个应用从哪里来？
init-way-scan = 现在创建：用手机上的钉钉扫一扫
init-way-paste = 已经有了：粘贴它的 Client ID 和 Client Secret

init-scan = 请用手机上的钉钉扫这个码，钉钉要登录在使用机器人的那个组织里；也可以在手机上打开这个地址：
init-scan-no-room = 窗口太小，放不下二维码：把窗口放大，再按回车。也可以在装有钉钉的手机上打开这个地址，钉钉要登录在使用机器人的那个组织里：
init-scan-address = 请在装有钉钉的手机上打开这个地址，钉钉要登录在使用机器人的那个组织里：
init-scan-code = 手机上会显示同样的代码：{ $code }
init-scan-keys = 按键：回车换一个新码，p 改为粘贴 Client ID 和 Secret，Ctrl-C 结束。
init-scan-left = 等待扫码，这个码还有 { $left } 有效
init-scan-expired = 这个码过期了：一直没有人扫。
init-scan-refused = 应用没有创建：扫码的人没有同意，或者没有权限创建应用。组织的管理员可以创建。
init-scan-refused-because = 应用没有创建。钉钉的说法：{ $reason }。组织的管理员可以创建。
init-scan-not-here = 这个版本的钉钉不能扫码创建应用。请在它的开发者后台（open-dev.dingtalk.com 或 open-dev.dingtalk.io）创建，再填写 Client ID 和 Client Secret。
init-scan-failed = 钉钉没有给出可扫的码。{ $reason }（错误码 { $code }）
init-app-made = 应用创建好了，它的 Client ID：{ $id }

init-client-id-odd = Client ID 是一个词，比如 dingabc123，在开发者后台的“凭证与基础信息”里。
init-secret-odd = Client Secret 是一长串字符，在开发者后台的“凭证与基础信息”里。
init-secret-missing = 用 --client-id 时还需要应用的 Client Secret：请设置 DINGTALK_CLIENT_SECRET 或 DINGTALK_CLIENT_SECRET_FILE。不用 --client-id 则扫码创建应用。
init-client-id-wrong = --client-id 后面是占位文字，或者不是 Client ID。请填应用自己的 Client ID，在开发者后台的“凭证与基础信息”里；例如：dingnick init --client-id dingabc123
init-secret-wrong = DINGTALK_CLIENT_SECRET 填的是占位文字，或者不完整。请填应用自己的 Client Secret，在开发者后台的“凭证与基础信息”里；例如：DINGTALK_CLIENT_SECRET_FILE=secret.txt dingnick init --client-id ID
init-paste-again = 请把两项重新输入；直接回车可以换一种方式。
init-checking = 正在询问 { $host } …
init-credentials-good = { $host } 认可这组 Client ID 和 Secret。
init-credentials-refused = 钉钉不认识这组 Client ID 和 Secret（错误码 { $code }），问过的是 { $hosts }。请和开发者后台的“凭证与基础信息”逐字核对。
init-credentials-unchecked = 所以先写好文件，凭证对不对还不知道。之后用 `dingnick doctor` 再查。
init-other-region = 它们属于另一个版本 { $host }，就按那个版本写。
init-not-answered = 没能问到钉钉。{ $reason }（错误码 { $code }）

init-written = 已写好：{ $settings }；Client Secret 单独放在 { $secret }，只有你能读。这个文件不要提交到 Git。
init-kept = 原来的内容另存在 { $files }。
init-overridden = 注意：环境变量和文件不一致，而且优先于文件。请取消设置：{ $names }
init-proxy = DINGNICK_PROXY 里可能有密码，所以没有写进文件：机器人在哪里运行，就在哪里设置它。

init-permissions = 应用有哪些权限
init-permissions-paid = 其中 { $price } 项要各用一次收费的接口调用才能知道，计入本月的次数。也问一下钉钉吗？
init-permission-granted = { $scope }：已开通
init-permission-missing = { $scope }：没有开通（错误码 { $code }）。请在开发者后台的这个页面申请，或者用钉钉自己的命令，然后发布一个版本：
init-permission-page = https://open-dev.dingtalk.com > 应用 > 权限管理
init-permission-dws = `dws` 是钉钉自己的命令行工具，应用的 ID 用 `dws dev app list` 查看。它改的内容要等下一个版本才生效：先 `dws dev app version create --unified-app-id ID`，再 `publish`。
init-permission-unknown = { $scope }：还不知道；可以用 `dingnick doctor --thorough` 查

init-hello = 打个招呼
init-hello-how =
    在钉钉里打开贵组织的一个内部群，进入群设置、机器人、添加机器人，选中新应用的机器人。然后在群里发送下面这句，输入 @ 后要从弹出的列表里选机器人：
        @机器人 你好
init-hello-keys = 按键：s 跳过这一步，Ctrl-C 结束。写好的文件会保留。
init-hello-connecting = 正在连接钉钉 … { $time }
init-hello-waiting = 已连上，等待消息 … { $time }
init-hello-heard = { $name } 在“{ $group }”里说话了。
init-hello-direct = { $name } 给机器人发了单聊消息。它在群里工作：请到群里发送。
init-hello-nameless = 钉钉没有说这是谁：机器人还没有发布，或者这个人不在组织里。请发布一个版本（开发者后台：版本管理与发布；或 dws dev app version publish），可见范围要包括他，然后再发一次。
init-hello-now-name =
    通了。现在在群里给自己要一个名字：
        @机器人 /nick 新昵称
init-hello-said = 机器人回答：
init-hello-refused = 钉钉没有改这个名字。{ $reason }（错误码 { $code }）处理好之后再发一次。
init-hello-not-now = 机器人现在不能在这里运行，先不打招呼了：{ $reason }
init-hello-ended = 钉钉关掉了连接，先不打招呼了。原因可以用 `dingnick doctor` 查。
init-ready-adopt = 钉钉说这是普通群，现在还不能改这里的名字。按 a：以刚才发言的人的名义把它升级为场景群，用一次接口调用；只有群主才行，之后可以用 `/nick release` 撤销。也可以由群主在群里发送 /nick adopt。或者把群名改一下再改回来：如果钉钉会把事件告诉机器人，这样也能接通。
init-ready-template = 钉钉说这是普通群，现在还不能改这里的名字。把群名改一下再改回来：如果钉钉会把事件告诉机器人，就接通了。也可以先做一个群模板（开发者后台：开放能力、场景群、群模板），再按 t 输入它的编号。然后再发一次名字。
init-ready-done = 这个群已经是场景群了。请在群里再发一次名字。
init-ready-refused = 钉钉没有把它升级为场景群。{ $reason }（错误码 { $code }）只有群主可以：请群主在群里发送 /nick adopt。
init-ready-later = 没能问到钉钉：{ $reason }
init-prompt-template = 群模板的编号（没有就直接回车）：
init-http = 消息走 HTTP。请在机器人运行时，到开发者后台的“机器人”里选择 HTTP，填写它的地址 https://HOST/dingtalk/callback。然后在群里发送：@机器人 你好
init-stream-good = 钉钉可以建立 Stream 连接：机器人不需要公网地址。
init-stream-bad = 钉钉不建立 Stream 连接。{ $reason }（错误码 { $code }）
init-done = 用时 { $time }，完成。
init-minutes = { $minutes } 分 { $seconds } 秒
init-seconds = { $seconds } 秒

init-next = 机器人在哪里运行（详见 docs/operating.zh-CN.md）
init-next-fly = Fly.io，在 dingnick 的源码目录里，先运行 `fly launch --copy-config --no-deploy --ha=false` 和 `fly volumes create dingnick_data --size 1`：
init-next-docker = Docker，在这个目录里；镜像在 dingnick 的源码目录里构建：
init-next-compose = Docker Compose，用同一个镜像，这个目录里的 compose.yaml：
init-next-systemd = systemd，/etc/systemd/system/dingnick.service；用专门的用户运行，见 deploy/dingnick.service：
init-serve = 现在就在这里运行机器人吗？按 Ctrl-C 停止。
init-run-it = 运行机器人：dingnick serve --config { $file }

init-ended = 没做完就结束了，什么也没有写
init-ended-written = 没做完就结束了；文件已经写好，用 `dingnick serve` 运行机器人
