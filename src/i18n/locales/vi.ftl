# Lời của bot, tiếng Việt. Mọi ngôn ngữ có cùng khóa và cùng tham số; một bài kiểm thử sẽ đối chiếu.
# $who, $target: một lượt nhắc hoặc một cái tên. $old, $new, $typed: chữ do người dùng viết, đã được làm cho vô hại.

# Câu trả lời bắt đầu thế này khi không nhắc được ai.
addressed-by-name = { $name }: { $text }

renamed = Biệt danh của bạn trong nhóm giờ là “{ $new }”.
renamed-from = Biệt danh của bạn trong nhóm đã đổi từ “{ $old }” thành “{ $new }”.
renamed-other = Biệt danh của { $target } trong nhóm giờ là “{ $new }”.
renamed-other-from = Biệt danh của { $target } trong nhóm đã đổi từ “{ $old }” thành “{ $new }”.

two-sentences = { $first } { $second }

expired = Sau nửa tiếng mình vẫn chưa làm được việc này nên chưa đổi gì. Nếu vẫn cần, bạn gửi lại nhé.

too-often = Nhanh quá nên mình đã bỏ qua tin này: mỗi người tối đa { $count } tin { $period }. Bạn gửi lại sau { $wait } giây nhé.
too-often-group = Nhóm gửi nhanh quá nên mình đã bỏ qua tin này: mỗi nhóm tối đa { $count } tin { $period }. Bạn gửi lại sau { $wait } giây nhé.
period-s = mỗi giây
period-min = mỗi phút
period-h = mỗi giờ

name-empty = Tên này không có ký tự nào nhìn thấy được nên mình chưa đổi gì.
name-too-long = Tên này dài quá nên mình chưa đổi: có { $count } ký tự, tối đa là { $max }. Bạn gửi tên ngắn hơn nhé.
name-link = Biệt danh không được là địa chỉ web nên mình chưa đổi gì. Bạn bỏ “://” và “www.” rồi gửi lại nhé.
name-control = Ký tự thứ { $position } của tên ({ $code-point }) không dùng được nên mình chưa đổi gì. Bạn gõ tên thay vì dán nhé.
name-line-break = Biệt danh chỉ có một dòng nên mình chưa đổi gì. Bạn bỏ chỗ xuống dòng rồi gửi lại nhé.
name-direction = Ký tự thứ { $position } của tên ({ $code-point }) làm chữ chạy ngược nên mình chưa đổi gì. Bạn gõ tên thay vì dán nhé.
name-invisible = Ký tự thứ { $position } của tên ({ $code-point }) không nhìn thấy được nên mình chưa đổi gì. Bạn gõ tên thay vì dán nhé.
name-private-use = Ký tự thứ { $position } của tên ({ $code-point }) không hiện trên máy người khác nên mình chưa đổi gì. Bạn dùng ký tự khác nhé.
name-noncharacter = Ký tự thứ { $position } của tên ({ $code-point }) không phải chữ hay ký hiệu nên mình chưa đổi gì. Bạn gõ tên thay vì dán nhé.
name-stacked-mark = Ký tự thứ { $position } của tên có quá nhiều dấu chồng lên một chữ nên mình chưa đổi gì. Bạn bỏ bớt dấu rồi gửi lại nhé.
name-instead = Bạn có thể gửi:

denied-not-owner = Ở đây bạn không đổi được biệt danh của người khác nên mình chưa đổi gì. Để đổi tên của bạn, hãy gửi /nick kèm tên mới; để đổi tên người khác, hãy nhờ chủ nhóm hoặc quản trị viên bot.
denied-governors-only = Nhóm này chỉ để chủ nhóm và quản trị viên bot đổi biệt danh nên mình chưa đổi gì. Bạn nhờ một người trong số họ nhé.
denied-not-governor = Việc này chỉ chủ nhóm và quản trị viên bot làm được nên mình chưa làm gì. Bạn nhờ một người trong số họ nhé.
denied-locked = Biệt danh này đã khóa nên mình chưa đổi. Bạn nhờ chủ nhóm hoặc quản trị viên bot nhé.
denied-reserve = Tháng này tổ chức sắp hết lượt gọi DingTalk, phần còn lại dành cho chủ nhóm và quản trị viên bot nên mình chưa đổi gì. Bạn nhờ họ hoặc chờ sang tháng nhé.
denied-owner-unknown-because = Việc này chỉ chủ nhóm và quản trị viên bot làm được, mà mình không tìm ra ai là chủ nhóm nên chưa làm gì. { $reason }
denied-owner-unknown = Việc này chỉ chủ nhóm và quản trị viên bot làm được, mà lúc này mình chưa tìm ra ai là chủ nhóm nên chưa làm gì. Bạn gửi lại sau vài phút nhé.

not-bound = Mình chưa được kết nối với nhóm này nên chưa đổi được biệt danh.
bound = Mình đã kết nối với nhóm này, giờ có thể đổi biệt danh rồi. Bạn thử gửi /nick kèm tên mới nhé.
bind-other-group = Mã này là của nhóm khác nên mình không lưu. Khi tra mã, bạn chọn đúng nhóm này nhé.
bind-unknown-chatid = DingTalk không biết mã này nên mình không lưu. Bạn kiểm tra rồi gửi lại nhé.
bind-refused = DingTalk không xác nhận mã này nên mình không lưu. { $reason }

taps-adopt = Trong DingTalk, chủ nhóm kết nối mình như sau: cài đặt nhóm → Quản lý nhóm → Thanh lối tắt → Quản lý cool app → Cài đặt mẫu nhóm → bật mẫu.
taps-release = Trong DingTalk, chủ nhóm hủy như sau: cài đặt nhóm → Quản lý nhóm → Thanh lối tắt → Quản lý cool app → Cài đặt mẫu nhóm → tắt mẫu.
template-where = Nếu chưa có mẫu, người vận hành bot tạo một mẫu ở trang nhà phát triển: Open capabilities → Scene groups → Group templates.
ready-adopt-owner =
    Bạn là chủ nhóm nên kết nối được mình. Bạn gửi:
    /nick adopt
ready-adopt-member =
    Chủ nhóm kết nối mình bằng cách gửi:
    /nick adopt
ready-adopt-admin =
    Chủ nhóm kết nối mình bằng /nick adopt. Hoặc làm thay chủ nhóm trên dòng lệnh:
    dingnick groups adopt { $group } --owner USERID
ready-retitle-owner = Bạn là chủ nhóm nên kết nối được mình: đổi tên nhóm rồi đổi lại như cũ nhé.
ready-retitle-member = Để kết nối mình: đổi tên nhóm rồi đổi lại như cũ. Nếu không đổi được, bạn nhờ chủ nhóm nhé.
ready-by-hand-admin = Đặt DINGTALK_GROUP_TEMPLATE_ID thì chủ nhóm kết nối được bằng /nick adopt. Mẫu được tạo ở trang nhà phát triển: Open capabilities → Scene groups → Group templates.
adopt-proposed =
    Nhóm sẽ thành nhóm tạo từ mẫu trong DingTalk và mình đổi được biệt danh ở đây. Chỉ chủ nhóm làm được, tốn 1 lượt gọi DingTalk; muốn trở lại thì gửi /nick release. Để thực hiện, bạn gửi trong vòng nửa tiếng:
    /nick confirm { $number }
release-proposed =
    Nhóm sẽ trở lại là nhóm thường trong DingTalk, và có thể mình không đổi được biệt danh ở đây nữa. Chỉ chủ nhóm làm được, tốn 1 lượt gọi DingTalk. Để thực hiện, bạn gửi trong vòng nửa tiếng:
    /nick confirm { $number }
changed-adopted = Nhóm này giờ là nhóm tạo từ mẫu, đổi biệt danh được rồi. Bạn thử gửi /nick kèm tên mới nhé. Muốn trở lại: /nick release
changed-released =
    Nhóm này đã trở lại là nhóm thường. Để kết nối lại, chủ nhóm gửi:
    /nick adopt
kind-change-too-old =
    Kế hoạch { $number } đã quá nửa tiếng nên mình chưa làm gì. Để làm lại, bạn gửi:
    { $line }
owner-only = Việc này chỉ chủ nhóm làm được nên mình chưa làm gì.
owner-only-ask =
    { $text } Bạn nhờ chủ nhóm gửi:
    { $line }
not-adopted = Mình không thấy mẫu nào trong nhóm này nên không có gì để trở lại. Xem cài đặt của nhóm: /nick status

unchanged = Biệt danh của bạn trong nhóm vốn đã là “{ $name }”.
unchanged-other = Biệt danh của { $target } trong nhóm vốn đã là “{ $name }”.
nothing-to-undo = Mình chưa đổi biệt danh của bạn lần nào nên không có gì để hoàn tác. Muốn đổi, bạn gửi /nick kèm tên mới.
nothing-to-undo-other = Mình chưa đổi biệt danh của { $target } lần nào nên không có gì để hoàn tác.
old-name-unknown =
    DingTalk không cho mình biết tên trước đây của bạn nên mình không trả lại được. Để lấy tên trong danh bạ, bạn gửi:
    /nick reset
old-name-unknown-other =
    DingTalk không cho mình biết tên trước đây của { $target } nên mình không trả lại được. Để lấy tên trong danh bạ, bạn gửi:
    /nick reset @thànhviên

requested = Bạn đã xin tên “{ $name }”, chờ chủ nhóm hoặc quản trị viên bot đồng ý (yêu cầu #{ $number }). Họ có thể gửi: /nick approve { $number } (hoặc: /nick reject { $number } lý do)
requested-other = Bạn đã xin tên “{ $name }” cho { $target }, chờ chủ nhóm hoặc quản trị viên bot đồng ý (yêu cầu #{ $number }). Họ có thể gửi: /nick approve { $number } (hoặc: /nick reject { $number } lý do)
request-unknown = Nhóm này không có yêu cầu #{ $number }. Xem các yêu cầu đang chờ: /nick status
request-decided-before = Yêu cầu #{ $number } đã được xử lý hoặc đã có yêu cầu mới hơn thay thế.
approved = Yêu cầu #{ $number } đã được duyệt: biệt danh của { $target } giờ là “{ $new }”.
requested-again = Yêu cầu lại đang chờ, giờ là yêu cầu #{ $number }.
approved-in-vain = Yêu cầu #{ $number } đã được duyệt nhưng biệt danh của { $target } chưa đổi được: { $reason }
rejected = Yêu cầu #{ $number } của { $target } xin tên “{ $name }” không được duyệt.
rejected-because = Yêu cầu #{ $number } của { $target } xin tên “{ $name }” không được duyệt: { $reason }
request-expired = Đã bảy ngày không có ai xử lý yêu cầu #{ $number } của bạn (xin tên “{ $name }”) nên yêu cầu hết hạn. Nếu vẫn cần, bạn xin lại nhé.

looks-like-owner = Tên này quá giống tên chủ nhóm, “{ $name }”, nên mình chưa đổi. Bạn chọn tên khác nhé.
looks-like-admin = Tên này quá giống tên một quản trị viên bot, “{ $name }”, nên mình chưa đổi. Bạn chọn tên khác nhé.
looks-like-sub-admin = Tên này quá giống tên một quản trị viên nhóm, “{ $name }”, nên mình chưa đổi. Bạn chọn tên khác nhé.
looks-like-bot = Tên này quá giống tên mình, “{ $name }”, nên mình chưa đổi. Bạn chọn tên khác nhé.
looks-like-reserved = “{ $name }” và các tên trông giống vậy được giữ riêng trong nhóm này nên mình chưa đổi. Bạn chọn tên khác nhé.
looks-like-member = Tên này quá giống tên một thành viên khác, “{ $name }”, nên mình chưa đổi. Bạn chọn tên khác nhé, chẳng hạn thêm lớp hoặc phòng ban.
ask-for-it = Nếu đúng là tên của bạn, chủ nhóm hoặc quản trị viên bot có thể duyệt. Bạn gửi:
note-looks-like = Lưu ý: tên này trông giống “{ $name }”, tên của một người trong nhóm.
note-calls-low = Lưu ý: tháng này còn { $left } trên { $allowance } lượt gọi DingTalk.

changed-allow-self = Giờ thành viên được tự đổi biệt danh, còn chủ nhóm và quản trị viên bot đổi được của mọi người.
changed-allow-owner = Giờ chỉ chủ nhóm và quản trị viên bot được đổi biệt danh.
changed-allow-everyone = Giờ ai cũng được đổi biệt danh của mọi người.
changed-approval-on = Từ giờ, biệt danh mới của thành viên phải chờ chủ nhóm hoặc quản trị viên bot đồng ý: /nick approve kèm số yêu cầu.
changed-approval-off = Từ giờ, thành viên đổi biệt danh không cần duyệt. Các yêu cầu đang chờ vẫn xử lý được.
changed-welcome-on = Từ giờ, mình đặt tên cho người mới theo định dạng của nhóm và hỏi họ những gì mình chưa biết.
changed-welcome-off = Từ giờ, mình giữ nguyên tên của người mới.
changed-format-off = Giờ biệt danh viết kiểu nào cũng được.
changed-format = Giờ biệt danh được viết như sau: { $shape }.
changed-format-example = { $text } Ví dụ tên của bạn: { $example }
changed-format-check = Xem ai chưa đúng: /nick check
changed-use = Từ giờ tên ở đây theo quy tắc “{ $rule }”.
rule-unknown = Không có quy tắc “{ $rule }” nên mình chưa đổi gì. Hiện có: { $known }. Muốn đổi tên, bạn gửi /nick kèm tên mới nhé.
rule-none = Chưa có quy tắc “{ $rule }” nên mình chưa đổi gì. Người vận hành bot tạo quy tắc bằng lệnh dingnick rules set. Muốn đổi tên, bạn gửi /nick kèm tên mới nhé.
changed-lookalikes-refuse = Giờ không đặt được tên trông giống tên thành viên khác.
changed-lookalikes-warn = Giờ đặt được tên trông giống tên thành viên khác, kèm một lời nhắc.
changed-lookalikes-allow = Giờ đặt được tên trông giống tên thành viên khác.
changed-language = Từ giờ mình nói tiếng Việt ở đây.
changed-trust = Giờ { $target } được đổi biệt danh của người khác trong nhóm.
changed-untrust = Giờ { $target } không còn được đổi biệt danh của người khác trong nhóm.
changed-lock = Giờ chỉ chủ nhóm và quản trị viên bot được đổi biệt danh của { $target }.
changed-unlock = Biệt danh của { $target } đã được mở khóa.
changed-exempt = Biệt danh của { $target } không cần theo định dạng của nhóm nữa.
changed-unexempt = Biệt danh của { $target } lại phải theo định dạng của nhóm.
changed-reserve = “{ $name }” và các tên trông giống vậy giờ được giữ riêng.
changed-unreserve = Giờ ai trong nhóm cũng có thể lấy tên “{ $name }”.
language-unknown = Mình chưa biết nói “{ $tag }” nên chưa đổi gì. Mình biết: { $known }. Bạn gửi chẳng hạn: /nick lang vi
languages = Mình biết nói: { $known }.
language-name = Tiếng Việt

history-title = Các biệt danh gần đây của bạn trong nhóm:
history-title-other = Các biệt danh gần đây của { $target } trong nhóm:
history-none = Mình chưa đổi biệt danh của bạn trong nhóm này lần nào.
history-none-other = Mình chưa đổi biệt danh của { $target } trong nhóm này lần nào.
history-line = { $old } → { $new }, { $when }
history-line-by = { $old } → { $new }, do { $who } đổi, { $when }
history-unknown = (không rõ)
history-more = … và { $count } lần nữa; người vận hành bot xem được tất cả
ago-now = vừa xong
ago-minutes = { $count } phút trước
ago-hours = { $count } giờ trước
ago-days = { $count } ngày trước
list-comma = ,{" "}
and-more = { " " }… và { $count } nữa

status-title = Nhóm này:
status-bound = Đã kết nối: đổi được biệt danh.
status-scene = Đã kết nối (nhóm tạo từ mẫu): đổi được biệt danh.
status-unbound = Theo tôi biết thì chưa kết nối. Lần đổi tên tới ở đây tôi sẽ thử lại.
status-allow-self = Ai được đổi tên: thành viên tự đổi tên; chủ nhóm và quản trị viên bot đổi tên mọi người.
status-allow-owner = Ai được đổi tên: chỉ chủ nhóm và quản trị viên bot.
status-allow-everyone = Ai được đổi tên: ai cũng đổi được tên mọi người.
status-trusted = { $count } thành viên được phép đổi tên người khác.
status-locked = { $count } tên đang bị khóa.
status-format = Định dạng: { $format }
status-format-of-rule = Định dạng: { $format } (quy tắc “{ $rule }”)
status-format-off = Định dạng: tùy ý.
status-exempt = Số người không cần theo mẫu: { $count }.
status-sources = Các phần của tên lấy từ danh sách đã nhập, rồi danh bạ, rồi điều đã gõ.
status-waiting = Số tên chờ đến ngày mai mới được cập nhật: { $count }.
status-approval = Tên mới của thành viên phải chờ duyệt.
status-welcome = Người mới được đặt tên theo định dạng này.
status-requests = Yêu cầu đang chờ: { $requests } (đồng ý: /nick approve kèm số)
status-request = #{ $number } “{ $name }”
status-lookalikes-refuse = Tên giống thành viên khác: không cho.
status-lookalikes-warn = Tên giống thành viên khác: cho, kèm lời nhắc.
status-lookalikes-allow = Tên giống thành viên khác: cho.
status-reserved = Tên giữ riêng ở đây: { $names }
status-unreserved = Tên không giữ riêng ở đây: { $names }
status-language = Ngôn ngữ: { $language }
status-calls = Lượt gọi DingTalk còn lại trong tháng: { $left } trên { $allowance }
status-calls-low = Lưu ý: tháng này còn { $left } trên { $allowance } lượt gọi DingTalk. Khi còn 5%, chỉ chủ nhóm và quản trị viên bot đổi được tên.
status-calls-reserved = Lưu ý: tháng này còn { $left } trên { $allowance } lượt gọi DingTalk, dành riêng cho chủ nhóm và quản trị viên bot.

misfit-regex = Tên này không đúng định dạng của nhóm nên mình chưa đổi gì. Bạn xem mọi người viết thế nào hoặc hỏi chủ nhóm nhé.
misfit = Tên này không đúng định dạng của nhóm nên mình chưa đổi gì: { $reason }
with-example = { $text } Bạn gửi như sau:
like-this = Tên ở đây được viết: { $shape }.
part-name = tên
part-dept = phòng ban
part-title = chức danh
part-jobnumber = mã nhân viên
misfit-part-missing = thiếu phần { $part }.
misfit-part-missing-rule = thiếu phần { $part } ({ $rule }).
misfit-part = phần { $part } phải là { $rule }; bạn viết “{ $found }”.
misfit-part-wrong = phần { $part } không thể là “{ $found }”.
misfit-beginning = tên phải bắt đầu bằng “{ $literal }”.
misfit-literal = thiếu “{ $literal }” sau phần { $part }.
misfit-left-over = thừa “{ $text }” ở cuối.
misfit-not-filled = “{ $part }” chỉ là chỗ giữ, bạn thay bằng của bạn.
rule-digits-exactly = { $count } chữ số
rule-digits-range = { $least } đến { $most } chữ số
rule-digits-least = ít nhất { $least } chữ số
rule-length-exactly = { $count } ký tự
rule-length-range = { $least } đến { $most } ký tự
rule-length-least = ít nhất { $least } ký tự
rule-one-of = một trong các từ { $words }
parts-missing = Tên này chưa đủ nên mình chưa đổi gì. Còn thiếu: { $parts }.
newcomer = Chào mừng bạn! Tên ở đây được viết: { $shape }.
newcomer-parts = Chào mừng bạn! Tên ở đây được viết: { $shape }. Mình chưa biết: { $parts }.
newcomer-line = { $text } Bạn nhắc mình (@) và gửi như sau nhé:
newcomer-ask = { $text } Bạn nhắc mình (@) rồi gửi /nick kèm tên đầy đủ nhé.
format-refused =
    Mình chưa dùng được định dạng này: { $reason } Bạn gửi như sau:
    /nick format {"{dept}-{name}"}
format-too-long = nó dài quá { $max } ký tự.
format-no-part = không có phần nào nằm trong ngoặc nhọn.
format-brace = dấu ngoặc nhọn ở ký tự thứ { $position } không có dấu đi cặp.
format-part-name = không đặt “{ $part }” trong ngoặc nhọn được: chỉ dùng chữ, số và _, tối đa 20 ký tự.
format-part-twice = “{ $part }” xuất hiện hai lần.
format-parts-touch = giữa “{ $first }” và “{ $second }” phải có gì đó, chẳng hạn dấu gạch nối.
format-part-regex = phần viết cho “{ $part }” bị sai hoặc quá phức tạp.
format-regex = phần nằm giữa hai dấu / bị sai hoặc quá phức tạp.
format-literal = biệt danh không được chứa “{ $literal }”.
format-longer-than-names = không có biệt danh nào dài như vậy.
note-reserved = Lưu ý: “{ $name }” là tên giữ riêng, thành viên không lấy được.
note-names-need-format =
    Việc này cần có định dạng, mà nhóm chưa có. Bạn gửi:
    /nick format {"{dept}-{name}"}
note-hears-no-events = Nhưng DingTalk không báo cho mình khi có người vào nhóm. Bạn nhờ người vận hành bot bật sự kiện nhóm nhé.

no-format =
    Nhóm này chưa có định dạng nên không có gì để kiểm tra. Chủ nhóm có thể gửi:
    /nick format {"{dept}-{name}"}
check-all-fit = Mọi tên mình biết ({ $fitting }) đều viết đúng “{ $shape }”.
check-misfits = Tên chưa đúng “{ $shape }”: { $misfits }; tên đã đúng: { $fitting }.
check-line = “{ $name }”
check-line-of = “{ $name }” ({ $person })
check-more = … và { $count } tên nữa; sửa các tên này rồi kiểm tra lại
check-unknown = Còn { $count } người mình chưa biết tên.
check-apply = Để sửa tất cả một lần: /nick apply (xem trước rồi xác nhận)
check-alone = { $title }: { $text }
check-private-sent = Tôi đã gửi danh sách cho bạn bằng tin nhắn riêng; người khác không thấy. Tốn thêm một lượt gọi DingTalk.
check-private-failed = Tôi không gửi được tin nhắn riêng nên chưa nói danh sách. Người vận hành bot xem được bằng lệnh:
check-private-failed-because = Tôi không gửi được tin nhắn riêng ({ $reason }) nên chưa nói danh sách. Người vận hành bot xem được bằng lệnh:
stats-title = Nhóm này trong { $days } ngày qua:
stats-no-fit = Chưa biết bao nhiêu tên đúng: nhóm chưa có định dạng, hoặc chưa biết tên của mọi người.
stats-fit = Tên đúng định dạng: { $fitting } trên { $members } ({ $share }%)
stats-fit-before = Trước đó: { $points }
stats-point = { $day }: { $share }%
stats-count = { $what } { $count }
stats-faults = Hay sai nhất: { $faults }
stats-fault-missing = thiếu { $part }
stats-fault-wrong = { $part } khác
stats-fault-literal = thiếu “{ $literal }”
stats-fault-left-over = thừa phần cuối
stats-fault-other = dạng khác
stats-calls = Lượt gọi DingTalk: { $count } ({ $parts })
stats-no-calls = Lượt gọi DingTalk: không có
stats-call-member = thành viên tự đổi
stats-call-governor = chủ nhóm và quản trị đổi
stats-call-plan = kế hoạch
stats-call-shell = dòng lệnh
stats-call-newcomer = người mới
stats-call-again = đặt lại tên
stats-call-look = xem thành viên và chủ nhóm
stats-call-say = tin nhắn không có phiên
stats-messages = Tin nhắn của bot: { $count }
stats-refused = DingTalk từ chối { $count } lần: { $what }
collect-ask =
    Mọi người cho tôi biết: { $parts }. Hãy nhắc đến tôi và gửi một dòng như sau; dán cả chuỗi có dòng của người khác cũng được:
    { $line }
collect-noted = Đã nhận { $count } câu trả lời.
collect-unknown = Ở đây không có ai tên: { $names }. Hãy kiểm tra tên, hoặc để họ tự gửi.
collect-missing = Còn thiếu { $count } người: { $people }
collect-complete = Đã đủ. Tiếp theo: /nick collect done
collected-without-format = Đã lưu câu trả lời. Cần có định dạng trước: /nick format {"{name}-{number}"}, rồi /nick apply
collect-nothing = Hiện không hỏi gì. Để bắt đầu: /nick collect {"{name}{number}"}
changed-collect-off = Tôi không hỏi nữa. Câu trả lời đã nhận vẫn được giữ.
reminder = Số biệt danh chưa theo “{ $shape }”: { $count }
reminder-line = “{ $name }”: /nick { $instead }
reminder-more = … và { $count } biệt danh nữa
reminder-how = Bạn nhắc (@) mình rồi gửi dòng của bạn nhé.
reminder-until = Bạn nhắc (@) mình rồi gửi dòng của bạn trước { $day } nhé.
reminder-owner = Gửi chủ nhóm, đã nhắc mà vẫn chưa đổi: { $names }
plan = Số tên cần đổi: { $count }, mỗi tên một lượt gọi DingTalk. Tháng này còn { $left } lượt.
plan-line = { $person } → { $name }
plan-more = … và { $count } tên nữa
plan-later = Còn { $count } tên phải chờ tháng sau: các lượt gọi cuối của tháng này được để dành.
plan-no-room = Có { $count } tên cần đổi, nhưng các lượt gọi cuối của tháng này được để dành nên chưa lập kế hoạch. Tháng sau hãy gửi lại /nick apply, hoặc đổi từng tên.
plan-confirm = Để thực hiện, bạn gửi trong vòng nửa tiếng: /nick confirm { $number }
plan-nothing = Không cần làm gì: mọi tên mình biết đều đúng.
plan-nothing-known = Không có tên nào mình sửa được.
plan-incomplete = Mình chưa biết đủ về: { $people }. Họ có thể tự gửi /nick kèm tên đầy đủ.
plan-unknown =
    Nhóm này không có kế hoạch { $number }. Để lập kế hoạch, bạn gửi:
    /nick apply
plan-confirmed-before = Kế hoạch { $number } đã được xác nhận rồi.
plan-too-old =
    Kế hoạch { $number } đã cũ (quá nửa tiếng, hoặc định dạng đã đổi) nên mình chưa làm gì. Để lập lại, bạn gửi:
    /nick apply
plan-begun = Kế hoạch { $number } đã bắt đầu: { $count } tên. Mình sẽ báo tiến độ.
plan-progress = Kế hoạch { $number }: xong { $done } trên { $total }.
plan-done = Kế hoạch { $number } đã xong. Số tên đã sửa: { $renamed }.
plan-done-but = Kế hoạch { $number } đã xong. Số tên đã sửa: { $renamed }; chưa đổi được: { $failed }:
plan-failure = { $count } × { $reason } ({ $people })
plan-failure-of-some = { $count } × { $reason }
plan-superseded = Trong lúc đó đã có yêu cầu tên mới hơn.
plan-expired = Không làm kịp trong thời hạn.
plan-given-up = Bên mình gặp sự cố.


help-title = Mình đổi biệt danh trong nhóm:
help-line = { $usage } – { $description }
hint = Mình chỉ đổi biệt danh thôi. Để đổi tên, bạn gửi /nick kèm tên mới. Các việc khác: /nick help
usage =
    “{ $command }” được viết như sau:
    { $usages }
    Ví dụ: { $example }
usage-as-name = Nếu đúng là bạn muốn tên đó, hãy gửi:
ambiguous = Mình chưa rõ ý bạn nên chưa đổi tên ai. Bạn gửi một trong các dòng này nhé:
ambiguous-one = Mình chưa rõ ý bạn nên chưa đổi tên ai. Nếu ý bạn là thế này, hãy gửi:
as-a-name = lấy đúng tên đó
with-meaning =
    { $text }
    { $meaning }:
placeholder-typed = “{ $typed }” là ví dụ chứ không phải tên nên mình chưa đổi tên ai. Bạn thay bằng tên của bạn, chẳng hạn: /nick Minh Anh
placeholder-person = “{ $typed }” là ví dụ nên mình chưa đổi tên ai. Bạn gõ @, chọn người trong danh sách hiện ra rồi viết tên mới nhé.
unclear = Mình chưa hiểu nên chưa đổi tên ai. Bạn gửi /nick kèm tên muốn đặt, chẳng hạn: /nick Minh Anh. Các việc khác: /nick help
mentions-all = Mình không đổi tên tất cả mọi người một lúc được nên chưa đổi tên ai. Bạn nhắc từng người một nhé; chủ nhóm có thể đưa mọi tên về một định dạng: /nick apply
mentions-bot = Tên của chính mình thì mình không đổi được. Để đổi tên bạn, hãy gửi chẳng hạn: /nick Minh Anh
not-text = Mình chỉ đọc được chữ. Mình đổi biệt danh trong nhóm: bạn nhắc mình (@) ở đó rồi gửi /nick kèm tên mới.
title-refused = “{ $title }” (hoặc chữ trông, nghe giống vậy) trong tên là chức danh mà danh bạ không ghi nên mình chưa đổi. Bạn bỏ phần đó rồi gửi lại nhé.
replaced = Yêu cầu xin tên “{ $name }” của bạn đã được thay bằng yêu cầu mới hơn.
replaced-by-other = Yêu cầu xin tên “{ $name }” không được thực hiện: trong lúc đó đã có người đặt tên mới hơn.
withdrawn = Đã rút yêu cầu #{ $number } xin tên “{ $name }”.
nothing-to-withdraw = Bạn không có yêu cầu nào đang chờ.
daily-cap = Hôm nay bạn đã hết lượt đổi tên (mỗi người { $count } lượt một ngày) nên mình chưa đổi gì. Bạn đổi tiếp được từ { $free-at } ngày mai; nếu gấp, hãy nhờ chủ nhóm hoặc quản trị viên bot.
daily-cap-group = Hôm nay thành viên nhóm đã hết lượt đổi tên ({ $count } lượt một ngày) nên mình chưa đổi gì. Bạn đổi tiếp được từ { $free-at } ngày mai; nếu gấp, hãy nhờ chủ nhóm hoặc quản trị viên bot.
note-undo = Chưa đúng ý? Gửi: /nick undo
note-undo-other = Chưa đúng ý? Gửi: /nick undo { $user }
note-messages-low = Lưu ý: tháng này còn { $left } trên { $allowance } tin nhắn robot.
note-quiet-costs = Lưu ý: mỗi lần thả biểu cảm có thể tốn thêm một lượt gọi DingTalk.
changed-quiet-on = Từ giờ, khi đổi tên thành công mình chỉ thả biểu cảm vào tin nhắn; nếu không được, mình vẫn nói lý do.
changed-quiet-off = Từ giờ, khi đổi tên thành công mình trả lời bằng chữ.
changed-remind-daily = Vào { $hour } giờ các ngày làm việc, mình sẽ báo ở đây biệt danh nào chưa đúng định dạng. Mỗi lần dùng 1 tin nhắn bot và nhiều nhất 2 lượt gọi DingTalk. Để dừng: /nick remind off
changed-remind-weekly = Vào { $hour } giờ thứ Hai, mình sẽ báo ở đây biệt danh nào chưa đúng định dạng. Mỗi lần dùng 1 tin nhắn bot và nhiều nhất 2 lượt gọi DingTalk. Để dừng: /nick remind off
changed-remind-until = Đến hết { $day }, vào { $hour } giờ các ngày làm việc, mình sẽ nhắc những ai chưa đổi; sau đó báo danh sách cho chủ nhóm. Mỗi lần dùng 1 tin nhắn bot và nhiều nhất 2 lượt gọi DingTalk. Để dừng: /nick remind off
changed-remind-off = Mình sẽ không nhắc nữa.
remind-at-night = Mình không nhắc vào ban đêm. Bạn chọn từ 8 đến 21 giờ nhé: /nick remind daily 9
remind-in-the-past = Ngày đó đã qua. Bạn ghi một ngày sắp tới nhé: /nick remind until 2030-12-01
status-quiet = Đổi tên thành công thì chỉ thả biểu cảm, không nhắn tin.
status-remind-daily = Nhắc: { $hour } giờ các ngày làm việc.
status-remind-weekly = Nhắc: { $hour } giờ thứ Hai.
status-remind-until = Nhắc: đến { $day }, { $hour } giờ các ngày làm việc.
status-collect = Đang hỏi: { $parts }. Ai còn thiếu: /nick collect
status-messages = Tin nhắn robot còn lại trong tháng: { $left } trên { $allowance }
status-unread-owner = Mình chưa biết chủ nhóm là ai nên chưa ngăn được người khác mạo danh chủ nhóm.
status-unread-sub-admins = Mình chưa biết quản trị viên nhóm là ai nên chưa ngăn được người khác mạo danh họ.
status-unread-directory = Mình chưa có quyền đọc danh bạ nên chỉ bảo vệ những tên mình từng thấy.
status-unread-members = Mình chưa đọc danh sách thành viên nên chỉ bảo vệ những tên mình từng thấy.
whoami = Trong nhóm này bạn tên là “{ $name }”.
whoami-since = Trong nhóm này bạn tên là “{ $name }” (đổi { $when }).
whoami-given = Trong nhóm này bạn tên là “{ $name }” (do { $who } đổi, { $when }).
whoami-unknown = Mình chưa biết tên của bạn trong nhóm này.
whoami-governs = Bạn được đổi biệt danh của mọi người và các cài đặt của nhóm.
whoami-locked = Biệt danh của bạn đã khóa: chỉ chủ nhóm và quản trị viên bot đổi được.
whoami-renames-others = Bạn được đổi biệt danh của chính bạn và của người khác.
whoami-renames-self = Bạn được đổi biệt danh của chính bạn.
whoami-renames-nobody = Trong nhóm này, chủ nhóm và quản trị viên bot đổi biệt danh.
whoami-waiting = Yêu cầu #{ $number } xin tên “{ $name }” của bạn đang chờ chủ nhóm hoặc quản trị viên bot.
help-footer = Trong nhóm, bạn nhắc mình (@) ở đầu. Các việc khác: /nick help all
help-footer-all = Trong nhóm, bạn nhắc mình (@) ở đầu và chọn @thànhviên trong danh sách hiện ra.
help-help-all = mọi việc mình làm được
help-topic-names = đổi tên, hoàn tác, lịch sử
help-topic-rules = định dạng, nhắc nhở, đổi hàng loạt
help-topic-people = khoá, phê duyệt, tên dành riêng
help-topic-group = kết nối, ngôn ngữ, im lặng
help-whoami = tên bạn ở đây và bạn được làm gì
help-request = xin một tên cần duyệt
help-withdraw = rút lại yêu cầu của bạn
help-quiet = đổi tên xong chỉ thả biểu cảm, không trả lời
example-help = /nick help
example-undo = /nick undo
example-reset = /nick reset
example-history = /nick history 5
example-status = /nick status
example-doctor = /nick doctor
example-whoami = /nick whoami
example-request = /nick request Cô Lan
example-withdraw = /nick withdraw
example-bind = /nick bind chat0123456789abcdef0123456789abcdef
example-adopt = /nick adopt
example-release = /nick release
example-allow = /nick allow self
example-trust = /nick trust @Lan
example-untrust = /nick untrust @Lan
example-lock = /nick lock @Lan
example-unlock = /nick unlock @Lan
example-exempt = /nick exempt @Lan
example-unexempt = /nick unexempt @Lan
example-format = /nick format {"{dept}-{name}"}
example-use = /nick use lop
example-check = /nick check
example-stats = /nick stats
example-collect = /nick collect {"{name}{number}"}
example-remind = /nick remind daily 9
example-apply = /nick apply
example-confirm = /nick confirm 3
example-reserved = /nick reserved add Lớp trưởng
example-lookalikes = /nick lookalikes refuse
example-welcome = /nick welcome on
example-quiet = /nick quiet on
example-approval = /nick approval on
example-approve = /nick approve 3
example-reject = /nick reject 3 bạn dùng tên thật nhé
example-lang = /nick lang vi
name-missing = Thiếu tên mới nên mình chưa đổi gì. Bạn viết tên sau phần nhắc, chẳng hạn: /nick @thànhviên Minh Anh
too-many-mentioned = Bạn nhắc nhiều người quá, mình không biết tên nào của ai nên chưa đổi tên ai. Bạn đổi từng người một nhé.
mention-within = Người bạn nhắc là người cần đổi tên, hay nằm trong tên? Mình chưa đổi tên ai. Muốn ghi vào tên của bạn thì gõ chữ, không dùng @, chẳng hạn: /nick Mẹ Minh Anh
mention-within-theirs = Muốn đổi tên người đó:
pick-person = Ở chỗ “@thànhviên”, bạn gõ @ rồi chọn người trong danh sách hiện ra.
typed-mention = Mình không rõ bạn nói đến ai nên chưa đổi tên ai. Bạn gõ @, chọn người trong danh sách hiện ra rồi viết tên mới nhé.
sender-outside = Mình không thấy bạn thuộc tổ chức này nên không đổi biệt danh của bạn được. Khách bên ngoài thì không đổi được; nếu bạn không phải khách, hãy hỏi người vận hành bot (có thể bot chưa được phát hành).
target-outside = Người bạn nhắc không thuộc tổ chức này nên không đổi biệt danh của họ được.
only-in-groups = Mình chỉ đổi biệt danh trong nhóm. Bạn nhắc mình (@) trong nhóm rồi gửi /nick kèm tên mới.

placeholder-name = Tên Mới
placeholder-user = @thànhviên
placeholder-reason = lý do

help-rename = biệt danh của chính bạn
help-rename-other = biệt danh của người khác
help-rename-literal = tên trông giống một lệnh
help-help = phần trợ giúp này
help-undo = quay lại tên trước đó
help-undo-other = trả lại tên trước đó cho người khác
help-reset = quay lại tên của bạn trong danh bạ
help-reset-other = trả lại tên trong danh bạ cho người khác
help-history = các lần đổi tên của bạn
help-history-other = các lần đổi tên của người khác
help-status = nhóm này được cài đặt thế nào
help-doctor = điều gì khiến nhóm này chưa dùng được
help-bind = cho mình biết mã nhóm để kết nối
help-adopt = chuyển thành nhóm tạo từ mẫu để kết nối mình
help-release = trở lại là nhóm thường
help-allow = ai được đổi tên ai
help-trust = cho một thành viên đổi tên người khác
help-untrust = không cho nữa
help-lock = chỉ chủ nhóm và quản trị viên bot được đổi tên này
help-unlock = không khóa nữa
help-exempt = biệt danh này không cần theo mẫu
help-unexempt = lại phải theo mẫu
help-format = định dạng biệt danh
help-format-off = biệt danh viết kiểu nào cũng được
help-format-regex = cho người rành kỹ thuật
help-use = định dạng theo quy tắc chung của nhiều nhóm
help-check = ai chưa đúng định dạng
help-check-private = như trên, chỉ gửi riêng cho bạn; thêm một lượt gọi DingTalk
help-stats = bao nhiêu tên đúng, lượt gọi dùng vào đâu, hay sai gì
help-collect = hỏi mọi người điều chưa ai biết; có thể trả lời nối tiếp
help-collect-done = kết thúc bằng kế hoạch theo câu trả lời, hoặc không hỏi nữa
help-remind = nhắc người có tên chưa đúng mẫu, ngày làm việc hoặc thứ Hai
help-remind-until = nhắc đến ngày đó, rồi báo danh sách cho chủ nhóm
help-apply = sửa tên mọi người, sau khi xem kế hoạch
help-confirm = thực hiện một kế hoạch
help-approval = tự đổi tên có phải chờ duyệt không
help-welcome = đặt tên cho người mới vào
help-approve = duyệt một yêu cầu
help-reject = từ chối một yêu cầu
help-reserve = giữ riêng một tên, không cho thành viên lấy
help-unreserve = không giữ nữa
help-lookalikes = tên trông giống tên thành viên khác
help-lang = ngôn ngữ của nhóm

# Điều DingTalk nói. Mỗi câu kết thúc bằng mã lỗi.
coded = { $text } (mã { $code })
error-internal = Bên mình gặp sự cố. Bạn gửi lại nhé; nếu vẫn lỗi, hãy hỏi người vận hành bot.

# Trang của `dingnick playground`.
playground-language-name = Tiếng Việt
playground-title = Sân thử dingnick
playground-tagline = DingTalk giả lập, bot thật. Không có gì rời khỏi máy tính này.
playground-language = Ngôn ngữ
playground-group = Cuộc trò chuyện
playground-direct-chat = Chỉ bạn và bot
playground-you-are = Bạn là
playground-show = Hiển thị
playground-chat = Tin nhắn
playground-chat-empty = Chưa ai nói gì. Hãy thử “/nick Minh Anh”, hoặc gõ @ và chọn người để đổi tên.
playground-message = Tin nhắn
playground-message-hint = /nick Minh Anh – gõ @ để nhắc ai đó
playground-message-hint-direct = /nick help
playground-mention-bot = Nhắc
playground-mention-bot-why = Trong nhóm, bot chỉ nhận được tin nhắn có nhắc đến nó.
playground-mention = Nhắc thêm
playground-mention-nobody = không ai
playground-picker = Nhắc ai
playground-send = Gửi
playground-members = Thành viên
playground-directory-name = Trong danh bạ:
playground-owner = Chủ nhóm
playground-admin = Quản trị viên
playground-outsider = Bên ngoài
playground-you = Bạn
playground-bot = Bot
playground-sent-without-session = không phải trả lời
playground-picture = Hình ảnh
playground-not-for-bot = Bot không thấy tin này vì không được nhắc đến.
playground-unreachable = Máy chủ của bot không phản hồi.
playground-refused = Máy chủ của bot đã từ chối. Mã trạng thái HTTP:
playground-calls = Lượt gọi đến DingTalk
playground-calls-empty = Chưa có.
playground-calls-used = Lượt gọi API tháng này
playground-messages-used = Tin nhắn tháng này
playground-faults = Lỗi sẽ xảy ra tiếp theo
playground-faults-apply = Áp dụng
playground-fault-none = Không lỗi gì
playground-fault-forbidden-content = 41049: tên có nội dung bị cấm
playground-fault-unknown-group = 34001: DingTalk không biết chatid
playground-fault-unknown-user = 40003: DingTalk không biết userid
playground-fault-not-in-group = 60124: người này không ở trong nhóm
playground-fault-no-permission = 60011: ứng dụng thiếu quyền
playground-fault-token-expired = Access token hết hạn ngay
playground-fault-session-expired = 300001: phiên trả lời đã hết hạn
playground-fault-html = Trang HTML thay vì JSON
playground-fault-too-fast = 90018: quá nhiều lượt gọi mỗi giây
playground-fault-quota = 90020: đã hết lượt gọi của tháng
playground-fault-reset = Mất kết nối giữa chừng
playground-commands = Lệnh
playground-connection-lost = Mất kết nối với sân thử. Có thể nó đã dừng; trang sẽ tự thử lại.

directory-name-refused = Tên của bạn trong danh bạ quá dài hoặc có ký tự không dùng được nên mình chưa đổi. Bạn gửi /nick kèm tên bạn chọn, hoặc nhờ quản trị viên sửa trong danh bạ, mình xem lại mỗi ngày một lần.
directory-name-refused-other = Tên của { $target } trong danh bạ quá dài hoặc có ký tự không dùng được nên mình chưa đổi. Bạn gửi /nick, chọn người đó bằng @ rồi viết tên khác, hoặc nhờ quản trị viên sửa trong danh bạ, mình xem lại mỗi ngày một lần.
directory-name-forbidden = DingTalk không cho dùng tên của bạn trong danh bạ làm biệt danh. Bạn gửi /nick kèm tên bạn chọn, hoặc nhờ quản trị viên sửa trong danh bạ, mình xem lại mỗi ngày một lần.
directory-name-forbidden-other = DingTalk không cho dùng tên của { $target } trong danh bạ làm biệt danh. Bạn gửi /nick, chọn người đó bằng @ rồi viết tên khác, hoặc nhờ quản trị viên sửa trong danh bạ, mình xem lại mỗi ngày một lần.
job-unreadable = Mình đã nhận tin của bạn, nhưng phiên bản này của mình không đọc được bản lưu nên chưa làm gì. Nếu sau nửa tiếng vẫn chưa thấy gì, bạn gửi lại nhé. (mã job-unreadable)
plan-unreadable = Mình không đọc được kế hoạch này nữa và chưa đổi tên nào. Bạn lập lại nhé: /nick apply (mã plan-unreadable)
reaction-done = Xong
request-unreadable = Mình không đọc được yêu cầu này nữa nên không đổi tên ai. Người xin tên chỉ cần gửi lại yêu cầu. (mã request-unreadable)

doctor-well = Trong những gì mình thấy được, mọi thứ đều ổn.
doctor-line = { $words } ({ $code })
doctor-more = và { $count } điều nữa: người vận hành bot xem được bằng “dingnick doctor”.
doctor-not-reached = Nhóm này chưa kết nối nên chưa đổi được biệt danh: /nick status
doctor-language = Mình không nói được ngôn ngữ của nhóm này: /nick lang vi
doctor-waiting = Có lệnh đã chờ hơn hai phút.
doctor-given-up = Vài ngày qua có lệnh không làm được và đã bỏ.
doctor-unanswered = Một số câu trả lời của mình không đến nơi.
doctor-calls = Lượt gọi DingTalk của tháng sắp hết: /nick status
doctor-messages = Tin nhắn bot của tháng sắp hết: /nick status
doctor-other = Cài đặt của mình có chỗ chưa đúng, bạn báo người vận hành bot nhé.
