# ボットの言葉、日本語。キーと引数はどの言語も同じで、テストが照合します。
# $who、$target：メンションまたは名前。$old、$new、$typed：人が書いた文字（無害化済み）。

# メンションできないとき、返答はこう始まります。
addressed-by-name = { $name }：{ $text }

renamed = グループ内のニックネームを「{ $new }」に変更しました。
renamed-from = グループ内のニックネームを「{ $old }」から「{ $new }」に変更しました。
renamed-other = { $target } さんのグループ内のニックネームを「{ $new }」に変更しました。
renamed-other-from = { $target } さんのグループ内のニックネームを「{ $old }」から「{ $new }」に変更しました。

two-sentences = { $first }{ $second }

expired = 30分以内に処理できなかったため、変更していません。まだ必要な場合は、もう一度送ってください。

too-often = 送信の間隔が短すぎたため、処理しませんでした（1人{ $period }{ $count }件まで）。{ $wait }秒後にもう一度送ってください。
too-often-group = このグループからの送信が多すぎたため、処理しませんでした（1グループ{ $period }{ $count }件まで）。{ $wait }秒後にもう一度送ってください。
period-s = 1秒あたり
period-min = 1分あたり
period-h = 1時間あたり

name-empty = 名前に目に見える文字がないため、変更しませんでした。
name-too-long = 名前が長すぎるため、変更しませんでした（{ $count }文字、上限は{ $max }文字）。短くして送ってください。
name-link = ニックネームにウェブアドレスは使えないため、変更しませんでした。「://」や「www.」を除いて送ってください。
name-control = 名前の{ $position }文字目（{ $code-point }）は使えないため、変更しませんでした。貼り付けずに直接入力してください。
name-line-break = ニックネームは1行のみのため、変更しませんでした。改行を除いて送ってください。
name-direction = 名前の{ $position }文字目（{ $code-point }）は文字の向きを変えてしまうため、変更しませんでした。貼り付けずに直接入力してください。
name-invisible = 名前の{ $position }文字目（{ $code-point }）は目に見えない文字のため、変更しませんでした。貼り付けずに直接入力してください。
name-private-use = 名前の{ $position }文字目（{ $code-point }）はほかの人の端末で表示されないため、変更しませんでした。別の文字にしてください。
name-noncharacter = 名前の{ $position }文字目（{ $code-point }）は文字でも記号でもないため、変更しませんでした。貼り付けずに直接入力してください。
name-stacked-mark = 名前の{ $position }文字目に記号が重なりすぎているため、変更しませんでした。記号を除いて送ってください。
name-instead = こちらなら使えます：

denied-not-owner = ほかの人のニックネームは変更できないため、何も変更しませんでした。自分のものは /nick に続けて新しい名前を送ってください。ほかの人の分は、グループオーナーかボット管理者にご依頼ください。
denied-governors-only = このグループでニックネームを変更できるのはグループオーナーとボット管理者だけのため、変更しませんでした。どちらかにご依頼ください。
denied-not-governor = この操作ができるのはグループオーナーとボット管理者だけのため、実行しませんでした。どちらかにご依頼ください。
denied-locked = このニックネームはロックされているため、変更しませんでした。グループオーナーかボット管理者にご依頼ください。
denied-reserve = 組織のDingTalk呼び出し回数が今月はほぼ上限に達し、残りはグループオーナーとボット管理者用のため、変更しませんでした。どちらかにご依頼いただくか、来月までお待ちください。
denied-owner-unknown-because = この操作ができるのはグループオーナーとボット管理者だけですが、オーナーが誰かを確認できなかったため、実行しませんでした。{ $reason }
denied-owner-unknown = この操作ができるのはグループオーナーとボット管理者だけですが、今はオーナーが誰かを確認できないため、実行しませんでした。数分後にもう一度送ってください。

not-bound = このグループとはまだ連携していないため、ニックネームを変更できません。
bound = このグループと連携しました。ニックネームを変更できます。/nick に続けて新しい名前を送ってみてください。
bind-other-group = このIDは別のグループのもののため、登録しませんでした。IDを調べるときは、このグループを選んでください。
bind-unknown-chatid = DingTalkにこのIDのグループがないため、登録しませんでした。確認してもう一度送ってください。
bind-refused = DingTalkでこのIDを確認できなかったため、登録しませんでした。{ $reason }

taps-adopt = グループオーナーがDingTalkで連携できます：グループ設定 → グループ管理 → ショートカットバー → クールアプリ管理 → グループテンプレート設定 → テンプレートをオン。
taps-release = グループオーナーがDingTalkで解除できます：グループ設定 → グループ管理 → ショートカットバー → クールアプリ管理 → グループテンプレート設定 → テンプレートをオフ。
template-where = テンプレートがない場合は、ボットの運用担当者が開発者コンソールで作成します：開放能力（Open capabilities）→ シーングループ → グループテンプレート。
ready-adopt-owner =
    グループオーナーのあなたが連携できます。次のように送ってください：
    /nick adopt
ready-adopt-member =
    グループオーナーが次のように送ると連携します：
    /nick adopt
ready-adopt-admin =
    グループオーナーが /nick adopt を送ると連携します。代わりにコマンドラインで実行することもできます：
    dingnick groups adopt { $group } --owner USERID
ready-retitle-owner = グループオーナーのあなたが連携できます。グループ名を一度変えて、元に戻してください。
ready-retitle-member = 連携するには、グループ名を一度変えて、元に戻してください。変えられない場合は、グループオーナーにご依頼ください。
ready-by-hand-admin = DINGTALK_GROUP_TEMPLATE_ID を設定すると、グループオーナーが /nick adopt で連携できます。テンプレートは開発者コンソールで作成します：開放能力（Open capabilities）→ シーングループ → グループテンプレート。
adopt-proposed =
    このグループをDingTalkのテンプレートグループにし、ニックネームを変更できるようにします。実行できるのはグループオーナーだけで、DingTalk呼び出しを1回使います。元に戻すには /nick release。実行するには、30分以内に送ってください：
    /nick confirm { $number }
release-proposed =
    このグループをDingTalkの通常のグループに戻します。その後はニックネームを変更できなくなることがあります。実行できるのはグループオーナーだけで、DingTalk呼び出しを1回使います。実行するには、30分以内に送ってください：
    /nick confirm { $number }
changed-adopted = このグループはテンプレートグループになり、ニックネームを変更できます。/nick に続けて新しい名前を送ってみてください。元に戻すには：/nick release
changed-released =
    このグループは通常のグループに戻りました。もう一度連携するには、グループオーナーが次のように送ってください：
    /nick adopt
kind-change-too-old =
    プラン { $number } は30分を過ぎたため、実行しませんでした。やり直すには、次のように送ってください：
    { $line }
owner-only = この操作ができるのはグループオーナーだけのため、実行しませんでした。
owner-only-ask =
    { $text }グループオーナーに、次のように送るようご依頼ください：
    { $line }
not-adopted = このグループにはテンプレートが見つからないため、元に戻すものがありません。グループの設定：/nick status

unchanged = グループ内のニックネームは、すでに「{ $name }」です。
unchanged-other = { $target } さんのグループ内のニックネームは、すでに「{ $name }」です。
nothing-to-undo = あなたのニックネームを変更したことがないため、元に戻すものがありません。変更するには、/nick に続けて新しい名前を送ってください。
nothing-to-undo-other = { $target } さんのニックネームを変更したことがないため、元に戻すものがありません。
old-name-unknown =
    以前の名前がDingTalkからわからないため、元に戻せません。アドレス帳の名前にするには、次のように送ってください：
    /nick reset
old-name-unknown-other =
    { $target } さんの以前の名前がDingTalkからわからないため、元に戻せません。アドレス帳の名前にするには、次のように送ってください：
    /nick reset @メンバー

requested = 「{ $name }」への変更を申請しました（申請 #{ $number }）。グループオーナーかボット管理者の承認が必要です。承認：/nick approve { $number }（却下：/nick reject { $number } 理由）
requested-other = { $target } さんの「{ $name }」への変更を申請しました（申請 #{ $number }）。グループオーナーかボット管理者の承認が必要です。承認：/nick approve { $number }（却下：/nick reject { $number } 理由）
request-unknown = このグループに申請 #{ $number } はありません。承認待ちの申請：/nick status
request-decided-before = 申請 #{ $number } はすでに処理済みか、新しい申請に置き換わっています。
approved = 申請 #{ $number } が承認され、{ $target } さんのニックネームは「{ $new }」になりました。
requested-again = 申請 #{ $number } として、もう一度承認待ちにしました。
approved-in-vain = 申請 #{ $number } は承認されましたが、{ $target } さんのニックネームは変更できませんでした：{ $reason }
rejected = { $target } さんの申請 #{ $number }（「{ $name }」への変更）は承認されませんでした。
rejected-because = { $target } さんの申請 #{ $number }（「{ $name }」への変更）は承認されませんでした。理由：{ $reason }
request-expired = あなたの申請 #{ $number }（「{ $name }」への変更）は、7日以内に処理されなかったため無効になりました。まだ必要な場合は、もう一度申請してください。

looks-like-owner = グループオーナーの「{ $name }」と紛らわしいため、変更しませんでした。別の名前にしてください。
looks-like-admin = ボット管理者の「{ $name }」と紛らわしいため、変更しませんでした。別の名前にしてください。
looks-like-sub-admin = グループ管理者の「{ $name }」と紛らわしいため、変更しませんでした。別の名前にしてください。
looks-like-bot = このボットの「{ $name }」と紛らわしいため、変更しませんでした。別の名前にしてください。
looks-like-reserved = 「{ $name }」はこのグループで予約された言葉のため、似たものも含めて使えず、変更しませんでした。別の名前にしてください。
looks-like-member = ほかのメンバーの「{ $name }」と紛らわしいため、変更しませんでした。クラスや部署を付けるなど、別の名前にしてください。
ask-for-it = この名前が必要な場合は、グループオーナーかボット管理者の承認を受けられます。次のように送ってください：
note-looks-like = ご注意：このグループにある「{ $name }」に似ています。
note-calls-low = ご注意：今月のDingTalk呼び出し回数は、{ $allowance }回のうち残り{ $left }回です。

changed-allow-self = メンバーは自分のニックネームを、グループオーナーとボット管理者は全員のニックネームを変更できるようになりました。
changed-allow-owner = ニックネームを変更できるのは、グループオーナーとボット管理者だけになりました。
changed-allow-everyone = 誰でも全員のニックネームを変更できるようになりました。
changed-approval-on = 今後、メンバーのニックネーム変更には、グループオーナーかボット管理者の承認が必要です。承認するには、/nick approve に続けて申請番号を送ってください。
changed-approval-off = 今後、メンバーは承認なしでニックネームを変更できます。承認待ちの申請は引き続き処理できます。
changed-welcome-on = 今後、新しく参加した人にこのグループの形式で名前を付けます。わからないことは本人に尋ねます。
changed-welcome-off = 今後、新しく参加した人の名前は変更しません。
changed-format-off = ニックネームの形式は自由になりました。
changed-format = ニックネームの形式は { $shape } になりました。
changed-format-example = { $text }あなたの場合の例：{ $example }
changed-format-check = 形式に合わない人の確認：/nick check
changed-use = 今後、ここの名前は規則「{ $rule }」に従います。
rule-unknown = 「{ $rule }」という規則はないので、何も変えていません。ある規則：{ $known }。名前を変えるには「/nick 新しい名前」と送ってください。
rule-none = 「{ $rule }」という規則はまだないので、何も変えていません。規則はボットの管理者がコマンド dingnick rules set で作ります。名前を変えるには「/nick 新しい名前」と送ってください。
changed-lookalikes-refuse = ほかのメンバーと紛らわしい名前は使えなくなりました。
changed-lookalikes-warn = ほかのメンバーと紛らわしい名前も、注意を添えて使えるようになりました。
changed-lookalikes-allow = ほかのメンバーと紛らわしい名前も使えるようになりました。
changed-language = 今後、このグループでは日本語でお答えします。
changed-trust = { $target } さんは、このグループでほかの人のニックネームを変更できるようになりました。
changed-untrust = { $target } さんは、このグループでほかの人のニックネームを変更できなくなりました。
changed-lock = { $target } さんのニックネームを変更できるのは、グループオーナーとボット管理者だけになりました。
changed-unlock = { $target } さんのニックネームのロックを解除しました。
changed-exempt = { $target } さんのニックネームは、形式に合わせなくてもよくなりました。
changed-unexempt = { $target } さんのニックネームは、また形式に合わせる必要があります。
changed-reserve = 「{ $name }」を予約しました。似た名前も使えません。
changed-unreserve = このグループで「{ $name }」を使えるようになりました。
language-unknown = 「{ $tag }」にはまだ対応していないため、変更しませんでした。対応言語：{ $known }。送信例：/nick lang ja
languages = 対応言語：{ $known }。
language-name = 日本語

history-title = このグループでのあなたの最近のニックネーム：
history-title-other = このグループでの { $target } さんの最近のニックネーム：
history-none = このグループであなたのニックネームを変更したことは、まだありません。
history-none-other = このグループで { $target } さんのニックネームを変更したことは、まだありません。
history-line = { $old } → { $new }、{ $when }
history-line-by = { $old } → { $new }、変更者：{ $who }、{ $when }
history-unknown = （不明）
history-more = … ほか{ $count }件。すべて見るには、ボットの運用担当者にお尋ねください
ago-now = たった今
ago-minutes = { $count }分前
ago-hours = { $count }時間前
ago-days = { $count }日前
list-comma = 、
and-more = { " " }… ほか{ $count }件

status-title = このグループの設定：
status-bound = 連携済み：ニックネームを変更できます。
status-scene = 連携済み（テンプレートから作成）：ニックネームを変更できます。
status-unbound = 今のところ連携していません。次にここで名前を変えるとき、もう一度試します。
status-allow-self = 変更できる人：メンバーは自分のもの、グループオーナーとボット管理者は全員のもの。
status-allow-owner = 変更できる人：グループオーナーとボット管理者のみ。
status-allow-everyone = 変更できる人：誰でも全員のもの。
status-trusted = ほかの人の名前を変更できるメンバー：{ $count }人。
status-locked = ロックされた名前：{ $count }件。
status-format = 形式：{ $format }
status-format-of-rule = 形式：{ $format }（規則「{ $rule }」）
status-format-off = 形式：自由。
status-exempt = 形式に合わせなくてよい人：{ $count } 人。
status-sources = 名前の各部分は、名簿、組織の連絡先、本人の入力の順に使います。
status-waiting = 今日の呼び出し回数を使い切ったため、{ $count } 件の名前は明日更新します。
status-approval = メンバーの新しい名前には承認が必要です。
status-welcome = 新しく参加した人に、この形式で名前を付けます。
status-requests = 承認待ちの申請：{ $requests }（承認：/nick approve と番号）
status-request = #{ $number }「{ $name }」
status-lookalikes-refuse = ほかのメンバーと紛らわしい名前：不可。
status-lookalikes-warn = ほかのメンバーと紛らわしい名前：注意を添えて許可。
status-lookalikes-allow = ほかのメンバーと紛らわしい名前：許可。
status-reserved = このグループで予約した名前：{ $names }
status-unreserved = このグループで使える予約名：{ $names }
status-language = 言語：{ $language }
status-calls = 今月のDingTalk呼び出し回数：残り{ $left }回（全{ $allowance }回）
status-calls-low = ご注意：今月のDingTalk呼び出し回数は残り{ $left }回です（全{ $allowance }回）。5%になると、グループオーナーとボット管理者だけが変更できます。
status-calls-reserved = ご注意：今月のDingTalk呼び出し回数は残り{ $left }回です（全{ $allowance }回）。残りはグループオーナーとボット管理者用です。

misfit-regex = 名前がこのグループの形式に合わないため、変更しませんでした。ほかの人の書き方を見るか、グループオーナーにお尋ねください。
misfit = 名前がこのグループの形式に合わないため、変更しませんでした：{ $reason }
with-example = { $text }次のように送ってください：
like-this = このグループの名前の形式は { $shape } です。
part-name = 氏名
part-dept = 部署
part-title = 役職
part-jobnumber = 社員番号
misfit-part-missing = 「{ $part }」がありません。
misfit-part-missing-rule = 「{ $part }」がありません（{ $rule }）。
misfit-part = 「{ $part }」は{ $rule }にしてください。今は「{ $found }」です。
misfit-part-wrong = 「{ $part }」を「{ $found }」にすることはできません。
misfit-beginning = 「{ $literal }」で始めてください。
misfit-literal = 「{ $part }」の後に「{ $literal }」がありません。
misfit-left-over = 末尾の「{ $text }」は不要です。
misfit-not-filled = 「{ $part }」は見本なので、ご自身のものに置き換えてください。
rule-digits-exactly = 数字{ $count }桁
rule-digits-range = 数字{ $least }～{ $most }桁
rule-digits-least = 数字{ $least }桁以上
rule-length-exactly = { $count }文字
rule-length-range = { $least }～{ $most }文字
rule-length-least = { $least }文字以上
rule-one-of = { $words }のいずれか
parts-missing = 名前に足りない部分があるため、変更しませんでした。不足：{ $parts }。
newcomer = ようこそ！このグループの名前の形式は { $shape } です。
newcomer-parts = ようこそ！このグループの名前の形式は { $shape } です。まだわからない項目：{ $parts }。
newcomer-line = { $text }このボットをメンションして、次のように送ってください：
newcomer-ask = { $text }このボットをメンションして、/nick に続けて名前全体を送ってください。
format-refused =
    この形式は使えません：{ $reason }次のように送ってください：
    /nick format {"{dept}-{name}"}
format-too-long = { $max }文字を超えています。
format-no-part = 波かっこで囲まれた部分がありません。
format-brace = { $position }文字目の波かっこが対になっていません。
format-part-name = 波かっこの中に「{ $part }」は使えません。文字、数字、_ で20文字までです。
format-part-twice = 「{ $part }」が2回使われています。
format-parts-touch = 「{ $first }」と「{ $second }」の間に、ハイフンなどの区切りが必要です。
format-part-regex = 「{ $part }」の指定が誤っているか、複雑すぎます。
format-regex = 2つの / の間の指定が誤っているか、複雑すぎます。
format-literal = ニックネームに「{ $literal }」は使えません。
format-longer-than-names = ニックネームの長さの上限を超えています。
note-reserved = ご注意：「{ $name }」は予約された名前で、メンバーは使えません。
note-names-need-format =
    これには形式の設定が必要ですが、このグループにはまだありません。次のように送ってください：
    /nick format {"{dept}-{name}"}
note-hears-no-events = ただし、DingTalkから参加の通知が届いていません。ボットの運用担当者に、グループイベントを有効にするようご依頼ください。

no-format =
    このグループには形式の設定がないため、確認するものがありません。グループオーナーは次のように送信できます：
    /nick format {"{dept}-{name}"}
check-all-fit = 把握している名前（{ $fitting }件）は、すべて「{ $shape }」の形式です。
check-misfits = 「{ $shape }」の形式でない名前：{ $misfits }件、合っている名前：{ $fitting }件。
check-line = 「{ $name }」
check-line-of = 「{ $name }」（{ $person }）
check-more = … ほか{ $count }件。上の名前を直してから、もう一度確認してください
check-unknown = 名前を把握できていない人が{ $count }人います。
check-apply = まとめて直すには：/nick apply（内容を見てから確定できます）
check-alone = { $title }：{ $text }
check-private-sent = 一覧を個別メッセージで送りました。ほかの人には見えません。DingTalk の呼び出しを 1 回余分に使いました。
check-private-failed = 個別メッセージを送れなかったので、一覧は伝えていません。ボットの管理者はコマンドで見られます：
check-private-failed-because = 個別メッセージを送れなかったので（{ $reason }）、一覧は伝えていません。ボットの管理者はコマンドで見られます：
stats-title = このグループの直近 { $days } 日：
stats-no-fit = 形式に合う名前の数はまだわかりません。形式がないか、名前がまだわかっていません。
stats-fit = 形式に合う名前：{ $members } 人中 { $fitting } 人（{ $share }%）
stats-fit-before = 以前：{ $points }
stats-point = { $day } は { $share }%
stats-count = { $what } { $count }
stats-faults = 多い間違い：{ $faults }
stats-fault-missing = { $part }がない
stats-fault-wrong = { $part }が違う
stats-fault-literal = 「{ $literal }」がない
stats-fault-left-over = 末尾が余分
stats-fault-other = 別の形
stats-calls = DingTalk の呼び出し：{ $count } 回（{ $parts }）
stats-no-calls = DingTalk の呼び出し：なし
stats-call-member = メンバー自身の変更
stats-call-governor = 所有者と管理者の変更
stats-call-plan = 一括計画
stats-call-shell = コマンド
stats-call-newcomer = 新しい人
stats-call-again = 再設定
stats-call-look = メンバーと所有者の確認
stats-call-say = セッションのないメッセージ
stats-messages = ボットのメッセージ：{ $count } 件
stats-refused = DingTalk が { $count } 回拒否：{ $what }
collect-ask =
    皆さん、{ $parts } を教えてください。私にメンションして、次のような 1 行を送ってください。ほかの人の行を含めてまとめて貼ってもかまいません：
    { $line }
collect-noted = { $count } 件受け取りました。
collect-unknown = この名前の人はここにいません：{ $names }。名前を確かめるか、本人に送ってもらってください。
collect-missing = まだの人（{ $count } 人）：{ $people }
collect-complete = 全員そろいました。続けるには：/nick collect done
collected-without-format = 回答を保存しました。先に形式が必要です：/nick format {"{name}-{number}"}、そのあと /nick apply
collect-nothing = 今は何も集めていません。始めるには：/nick collect {"{name}{number}"}
changed-collect-off = もう集めません。受け取った回答は残ります。
reminder = 「{ $shape }」に合わないニックネーム：{ $count }件
reminder-line = 「{ $name }」：/nick { $instead }
reminder-more = … ほか{ $count }件
reminder-how = このボットをメンションして、ご自分の行を送ってください。
reminder-until = { $day } までに、このボットをメンションして、ご自分の行を送ってください。
reminder-owner = グループオーナーの方へ。お知らせの後もそのままの人：{ $names }
plan = 変更する名前：{ $count }件（1件につきDingTalk呼び出し1回）。今月の残り：{ $left }回。
plan-line = { $person } → { $name }
plan-more = … ほか{ $count }件
plan-later = あと { $count } 件は来月になります。今月の最後の呼び出しは残しておきます。
plan-no-room = { $count } 件の名前が合いませんが、今月の最後の呼び出しは残しておくため、計画に入れていません。来月もう一度 /nick apply を送るか、個別に変えてください。
plan-confirm = 実行するには、30分以内に送ってください：/nick confirm { $number }
plan-nothing = 変更は不要です。把握している名前はすべて形式に合っています。
plan-nothing-known = 直せる名前がありません。
plan-incomplete = 情報が足りない人：{ $people }。本人が /nick に続けて名前全体を送ってください。
plan-unknown =
    このグループにプラン { $number } はありません。作成するには、次のように送ってください：
    /nick apply
plan-confirmed-before = プラン { $number } はすでに確定済みです。
plan-too-old =
    プラン { $number } は古くなったため（30分を過ぎたか、形式が変わりました）、実行しませんでした。作り直すには、次のように送ってください：
    /nick apply
plan-begun = プラン { $number } を開始しました（{ $count }件）。途中経過をお知らせします。
plan-progress = プラン { $number }：{ $total }件中{ $done }件が完了しました。
plan-done = プラン { $number } が完了しました。直した名前：{ $renamed }件。
plan-done-but = プラン { $number } が完了しました。{ $renamed }件を直し、{ $failed }件は変更できませんでした：
plan-failure = { $count }件：{ $reason }（{ $people }）
plan-failure-of-some = { $count }件：{ $reason }
plan-superseded = その間に、新しい名前への変更がありました。
plan-expired = 時間内に処理できませんでした。
plan-given-up = ボット側で問題が発生しました。


help-title = グループ内のニックネームを変更します：
help-line = { $usage } – { $description }
hint = ニックネームの変更専用のボットです。変更するには、/nick に続けて新しい名前を送ってください。その他の使い方：/nick help
usage =
    「{ $command }」の書き方：
    { $usages }
    例：{ $example }
usage-as-name = この名前にしたい場合は、次のように送ってください：
ambiguous = 意図がはっきりしないため、名前は変更していません。次のいずれかを送ってください：
ambiguous-one = 意図がはっきりしないため、名前は変更していません。こちらでよければ、次のように送ってください：
as-a-name = これをそのまま名前にする
with-meaning =
    { $text }
    { $meaning }：
placeholder-typed = 「{ $typed }」は例であり名前ではないため、変更していません。そこに自分の名前を入れてください。送信例：/nick 花子
placeholder-person = 「{ $typed }」は例のため、変更していません。@ を入力し、表示されるリストから相手を選んで、新しい名前を書いてください。
unclear = 内容がわからなかったため、名前は変更していません。/nick に続けて希望の名前を送ってください。例：/nick 花子。その他の使い方：/nick help
mentions-all = 全員の名前を一度に変更することはできないため、変更していません。1人ずつメンションしてください。グループオーナーは、全員の名前を1つの形式にそろえられます：/nick apply
mentions-bot = このボット自身の名前は変更できません。自分の名前を変更する場合の送信例：/nick 花子
not-text = 読み取れるのは文字だけです。グループ内のニックネームを変更するには、グループでこのボットをメンションして、/nick に続けて新しい名前を送ってください。
title-refused = 名前の中の「{ $title }」（見た目や読みが似たものを含む）は肩書きで、アドレス帳に登録がないため、変更しませんでした。それを除いて送ってください。
replaced = 「{ $name }」への変更の依頼は、あなたの新しい依頼に置き換わりました。
replaced-by-other = 「{ $name }」への変更は行いませんでした。その間に、ほかの人が新しい名前を設定しました。
withdrawn = 申請 #{ $number }（「{ $name }」への変更）を取り下げました。
nothing-to-withdraw = 承認待ちの申請はありません。
daily-cap = 今日の変更回数の上限（1人1日{ $count }回）に達したため、変更しませんでした。明日{ $free-at }から変更できます。お急ぎの場合は、グループオーナーかボット管理者にご依頼ください。
daily-cap-group = このグループのメンバーの今日の変更回数が上限（1日{ $count }回）に達したため、変更しませんでした。明日{ $free-at }から変更できます。お急ぎの場合は、グループオーナーかボット管理者にご依頼ください。
note-undo = 元に戻すには：/nick undo
note-undo-other = 元に戻すには：/nick undo { $user }
note-messages-low = ご注意：今月のボットメッセージは、{ $allowance }件のうち残り{ $left }件です。
note-quiet-costs = ご注意：リアクション1回ごとに、DingTalk呼び出しが1回増えることがあります。
changed-quiet-on = 今後、変更に成功したときはメッセージにリアクションだけを付けます。失敗したときは、これまでどおり理由をお伝えします。
changed-quiet-off = 今後、変更に成功したときは文章でお答えします。
changed-remind-daily = 平日 { $hour } 時に、形式に合わないニックネームをここでお知らせします。毎回ロボットのメッセージ 1 件と、DingTalk の呼び出し最大 2 回を使います。やめるには：/nick remind off
changed-remind-weekly = 毎週月曜 { $hour } 時に、形式に合わないニックネームをここでお知らせします。毎回ロボットのメッセージ 1 件と、DingTalk の呼び出し最大 2 回を使います。やめるには：/nick remind off
changed-remind-until = { $day } まで平日 { $hour } 時に、まだの人へお知らせし、その後オーナーに一覧を伝えます。毎回ロボットのメッセージ 1 件と、DingTalk の呼び出し最大 2 回を使います。やめるには：/nick remind off
changed-remind-off = お知らせをやめました。
remind-at-night = 夜はお知らせしません。8 時から 21 時の間で選んでください：/nick remind daily 9
remind-in-the-past = その日は過ぎています。これからの日を書いてください：/nick remind until 2030-12-01
status-quiet = 変更の成功は、メッセージではなくリアクションでお知らせします。
status-remind-daily = お知らせ：平日 { $hour } 時。
status-remind-weekly = お知らせ：毎週月曜 { $hour } 時。
status-remind-until = お知らせ：{ $day } まで平日 { $hour } 時。
status-collect = 集めているもの：{ $parts }。まだの人：/nick collect
status-messages = 今月のボットメッセージ：残り{ $left }件（全{ $allowance }件）
status-unread-owner = グループオーナーがまだわからないため、オーナーへのなりすましを防げません。
status-unread-sub-admins = グループ管理者がまだわからないため、管理者へのなりすましを防げません。
status-unread-directory = アドレス帳を読む権限がまだないため、これまでに見た名前だけをなりすましから守ります。
status-unread-members = メンバー一覧をまだ読み込んでいないため、これまでに見た名前だけをなりすましから守ります。
whoami = このグループでのあなたの名前は「{ $name }」です。
whoami-since = このグループでのあなたの名前は「{ $name }」です（変更：{ $when }）。
whoami-given = このグループでのあなたの名前は「{ $name }」です（変更：{ $when }、変更者：{ $who }）。
whoami-unknown = このグループでのあなたの名前は、まだわかりません。
whoami-governs = 全員のニックネームと、このグループの設定を変更できます。
whoami-locked = あなたのニックネームはロックされています。変更できるのはグループオーナーとボット管理者だけです。
whoami-renames-others = 自分とほかの人のニックネームを変更できます。
whoami-renames-self = 自分のニックネームを変更できます。
whoami-renames-nobody = このグループでは、グループオーナーとボット管理者がニックネームを変更します。
whoami-waiting = あなたの申請 #{ $number }（「{ $name }」への変更）は、グループオーナーかボット管理者の承認待ちです。
help-footer = グループでは、先頭でこのボットをメンションしてください。その他の使い方：/nick help all
help-footer-all = グループでは、先頭でこのボットをメンションし、@メンバー は表示されるリストから選んでください。
help-help-all = すべての使い方
help-topic-names = 名前の変更、取り消し、履歴
help-topic-rules = 形式、リマインド、一括変更
help-topic-people = ロック、承認、予約名
help-topic-group = 接続、言語、サイレント
help-whoami = ここでの自分の名前と、できること
help-request = 承認が必要な名前を申請する
help-withdraw = 自分の申請を取り下げる
help-quiet = 変更の成功を返信の代わりにリアクションで知らせる
example-help = /nick help
example-undo = /nick undo
example-reset = /nick reset
example-history = /nick history 5
example-status = /nick status
example-doctor = /nick doctor
example-whoami = /nick whoami
example-request = /nick request 田中先生
example-withdraw = /nick withdraw
example-bind = /nick bind chat0123456789abcdef0123456789abcdef
example-adopt = /nick adopt
example-release = /nick release
example-allow = /nick allow self
example-trust = /nick trust @花子
example-untrust = /nick untrust @花子
example-lock = /nick lock @花子
example-unlock = /nick unlock @花子
example-exempt = /nick exempt @花子
example-unexempt = /nick unexempt @花子
example-format = /nick format {"{dept}-{name}"}
example-use = /nick use クラス
example-check = /nick check
example-stats = /nick stats
example-collect = /nick collect {"{name}{number}"}
example-remind = /nick remind daily 9
example-apply = /nick apply
example-confirm = /nick confirm 3
example-reserved = /nick reserved add 学級委員
example-lookalikes = /nick lookalikes refuse
example-welcome = /nick welcome on
example-quiet = /nick quiet on
example-approval = /nick approval on
example-approve = /nick approve 3
example-reject = /nick reject 3 本名でお願いします
example-lang = /nick lang ja
name-missing = 新しい名前がないため、変更していません。メンションの後に書いてください。例：/nick @メンバー 花子
too-many-mentioned = 2人以上がメンションされ、どの名前が誰のものかわからないため、変更していません。1人ずつ送ってください。
mention-within = メンションした人の名前を変えるのか、名前の一部なのかわからないため、変更していません。自分の名前に入れたいときは、@ を使わずに文字で書いてください。例：/nick 花子の母
mention-within-theirs = 相手の名前を変える場合は、次のように送ってください：
pick-person = 「@メンバー」のところは、@ を入力し、表示されるリストから相手を選んでください。
typed-mention = 誰のことかわからないため、変更していません。@ を入力し、表示されるリストから相手を選んで、新しい名前を書いてください。
sender-outside = この組織のメンバーであることを確認できないため、ニックネームを変更できません。外部の方の名前は変更できません。組織の方は、ボットの運用担当者にお尋ねください（ボットがまだ公開されていない可能性があります）。
target-outside = メンションされた方はこの組織のメンバーではないため、ニックネームを変更できません。
only-in-groups = ニックネームを変更できるのはグループの中だけです。グループでこのボットをメンションして、/nick に続けて新しい名前を送ってください。

placeholder-name = 新しい名前
placeholder-user = @メンバー
placeholder-reason = 理由

help-rename = 自分のニックネームを変更
help-rename-other = ほかの人のニックネームを変更
help-rename-literal = コマンドのように見える名前にする
help-help = このヘルプ
help-undo = 前の名前に戻す
help-undo-other = ほかの人を前の名前に戻す
help-reset = アドレス帳の名前に戻す
help-reset-other = ほかの人をアドレス帳の名前に戻す
help-history = 自分の最近の変更
help-history-other = ほかの人の最近の変更
help-status = このグループの設定
help-doctor = このグループで動かない原因
help-bind = グループのIDを登録して連携する
help-adopt = テンプレートグループにして連携する
help-release = 通常のグループに戻す
help-allow = 誰が誰の名前を変更できるか
help-trust = メンバーにほかの人の名前の変更を許可
help-untrust = 許可を取り消す
help-lock = グループオーナーとボット管理者だけが変更できる名前にする
help-unlock = ロックを解除
help-exempt = このニックネームは形式に合わせなくてよい
help-unexempt = また形式に合わせる
help-format = ニックネームの形式
help-format-off = 形式を自由にする
help-format-regex = 上級者向け
help-use = 複数のグループで共有する形式の規則を使う
help-check = 形式に合わない人を確認
help-check-private = 同じ内容を自分だけに送る（DingTalk の呼び出しが 1 回増える）
help-stats = 合う名前の数、呼び出しの使い道、多い間違い
help-collect = 誰も知らないことを皆に聞く（まとめて貼ってもよい）
help-collect-done = 回答どおりの計画で終える、または集めるのをやめる
help-remind = 平日か毎週月曜に、形式に合わない人へ知らせる
help-remind-until = その日まで知らせ、その後オーナーに一覧を伝える
help-apply = プランを見てから、全員の名前を直す
help-confirm = プランを実行
help-approval = 自分の名前の変更に承認が必要か
help-welcome = 新しく参加した人に名前を付ける
help-approve = 申請を承認
help-reject = 申請を却下
help-reserve = 名前を予約し、メンバーが使えないようにする
help-unreserve = 予約を取り消す
help-lookalikes = ほかのメンバーと紛らわしい名前の扱い
help-lang = このグループの言語

# DingTalkの返答。どれもコードで終わります。
coded = { $text }（コード { $code }）
error-internal = ボット側で問題が発生しました。もう一度送ってください。それでもうまくいかない場合は、ボットの運用担当者にお知らせください。

# `dingnick playground` のページ。
playground-language-name = 日本語
playground-title = dingnick プレイグラウンド
playground-tagline = 模擬のDingTalkと本物のボットです。データがこのパソコンの外に出ることはありません。
playground-language = 言語
playground-group = チャット
playground-direct-chat = あなたとボットだけ
playground-you-are = あなたの役
playground-show = 表示
playground-chat = メッセージ
playground-chat-empty = まだ発言がありません。「/nick 花子」を試すか、@ を入力して名前を変えたい人を選んでください。
playground-message = メッセージ
playground-message-hint = /nick 花子 – @ を入力してメンション
playground-message-hint-direct = /nick help
playground-mention-bot = メンション
playground-mention-bot-why = グループ内のボットには、メンションされたメッセージだけが届きます。
playground-mention = ほかにメンションする人
playground-mention-nobody = なし
playground-picker = メンションする相手
playground-send = 送信
playground-members = メンバー
playground-directory-name = アドレス帳の名前：
playground-owner = オーナー
playground-admin = 管理者
playground-outsider = 外部
playground-you = あなた
playground-bot = ボット
playground-sent-without-session = 返信ではない
playground-picture = 画像
playground-not-for-bot = メンションされていないため、ボットには見えません。
playground-unreachable = ボットのサーバーが応答しませんでした。
playground-refused = ボットのサーバーに拒否されました。HTTPステータス：
playground-calls = DingTalkへの呼び出し
playground-calls-empty = まだありません。
playground-calls-used = 今月のAPI呼び出し
playground-messages-used = 今月のメッセージ
playground-faults = 次に起こす不具合
playground-faults-apply = 適用
playground-fault-none = なし
playground-fault-forbidden-content = 41049：名前に禁止されている内容がある
playground-fault-unknown-group = 34001：DingTalkにこのchatidがない
playground-fault-unknown-user = 40003：DingTalkにこのuseridがない
playground-fault-not-in-group = 60124：相手がグループにいない
playground-fault-no-permission = 60011：アプリに権限がない
playground-fault-token-expired = アクセストークンがすぐに失効する
playground-fault-session-expired = 300001：返信セッションの有効期限が切れた
playground-fault-html = JSONではなくHTMLページが返る
playground-fault-too-fast = 90018：1秒あたりの呼び出しが多すぎる
playground-fault-quota = 90020：今月の呼び出し回数を使い切った
playground-fault-reset = 接続が切れる
playground-commands = コマンド
playground-connection-lost = プレイグラウンドに接続できません。停止した可能性があります。ページは自動的に再接続します。

directory-name-refused = アドレス帳の名前が長すぎるか、使えない文字を含むため、変更しませんでした。/nick に続けて使いたい名前を送るか、管理者にアドレス帳の変更をご依頼ください（確認は1日1回です）。
directory-name-refused-other = { $target } さんのアドレス帳の名前が長すぎるか、使えない文字を含むため、変更しませんでした。/nick に続けて @ で相手を選び、別の名前を書いて送るか、管理者にアドレス帳の変更をご依頼ください（確認は1日1回です）。
directory-name-forbidden = アドレス帳の名前は、DingTalkではニックネームとして許可されていません。/nick に続けて好きな名前を送るか、管理者にアドレス帳の変更をご依頼ください（1日1回読み直します）。
directory-name-forbidden-other = { $target } さんのアドレス帳の名前は、DingTalkではニックネームとして許可されていません。/nick に続けて @ で相手を選び、別の名前を送るか、管理者にアドレス帳の変更をご依頼ください（1日1回読み直します）。
job-unreadable = メッセージは受け取りましたが、現在のバージョンでは保存内容を読み取れないため、まだ処理していません。30分たっても変化がなければ、もう一度送ってください。（コード job-unreadable）
plan-unreadable = このプランは読み取れなくなったため、名前は変更していません。もう一度作成してください：/nick apply（コード plan-unreadable）
reaction-done = 完了
request-unreadable = この申請は読み取れなくなったため、名前は変更していません。申請した方に、もう一度申請するようお伝えください。（コード request-unreadable）

doctor-well = ここから見える範囲では、すべて正常です。
doctor-line = { $words }（{ $code }）
doctor-more = ほかに{ $count }件あります。ボットの運用担当者は「dingnick doctor」で確認できます。
doctor-not-reached = このグループはまだ連携していないため、ニックネームを変更できません：/nick status
doctor-language = このグループの言語には対応していません：/nick lang ja
doctor-waiting = 2分以上待っているコマンドがあります。
doctor-given-up = ここ数日で、実行をあきらめたコマンドがあります。
doctor-unanswered = 届かなかった返信があります。
doctor-calls = 今月のDingTalk呼び出し回数がもうすぐなくなります：/nick status
doctor-messages = 今月のボットメッセージがもうすぐなくなります：/nick status
doctor-other = 設定に問題があります。ボットの運用担当者に伝えてください。
