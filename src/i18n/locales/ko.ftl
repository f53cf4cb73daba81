# 봇이 하는 말, 한국어. 모든 언어의 키와 변수는 같으며 테스트가 이를 비교합니다.
# $who, $target: 멘션 또는 이름. $old, $new, $typed: 사람이 쓴 글을 안전하게 바꾼 것.

# 아무도 멘션할 수 없을 때 답의 첫머리.
addressed-by-name = { $name } 님: { $text }

renamed = 이 그룹에서 쓰는 닉네임을 바꿨어요: “{ $new }”.
renamed-from = 이 그룹에서 쓰는 닉네임을 바꿨어요: “{ $old }” → “{ $new }”.
renamed-other = { $target } 님이 이 그룹에서 쓰는 닉네임을 바꿨어요: “{ $new }”.
renamed-other-from = { $target } 님이 이 그룹에서 쓰는 닉네임을 바꿨어요: “{ $old }” → “{ $new }”.

two-sentences = { $first } { $second }

expired = 30분 안에 처리하지 못해서 아무것도 바꾸지 않았어요. 아직 필요하시면 다시 보내 주세요.

too-often = 너무 빨라서 이번 메시지는 처리하지 않았어요. 한 사람당 { $period } { $count }번까지예요. { $wait }초 뒤에 다시 보내 주세요.
too-often-group = 이 그룹의 요청이 너무 빨라서 이번 메시지는 처리하지 않았어요. 그룹당 { $period } { $count }번까지예요. { $wait }초 뒤에 다시 보내 주세요.
period-s = 1초에
period-min = 1분에
period-h = 1시간에

name-empty = 이름에 보이는 글자가 없어서 바꾸지 않았어요.
name-too-long = 이름이 너무 길어서 바꾸지 않았어요. 지금은 { $count }자이고, 최대 { $max }자까지예요. 줄여서 다시 보내 주세요.
name-link = 닉네임에는 웹 주소를 쓸 수 없어서 바꾸지 않았어요. “://”와 “www.”를 빼고 다시 보내 주세요.
name-control = 이름의 { $position }번째 글자({ $code-point })는 쓸 수 없어서 바꾸지 않았어요. 붙여넣지 말고 직접 입력해 주세요.
name-line-break = 닉네임은 한 줄이어야 해서 바꾸지 않았어요. 줄바꿈 없이 다시 보내 주세요.
name-direction = 이름의 { $position }번째 글자({ $code-point })는 글의 방향을 뒤집기 때문에 바꾸지 않았어요. 붙여넣지 말고 직접 입력해 주세요.
name-invisible = 이름의 { $position }번째 글자({ $code-point })는 눈에 보이지 않아서 바꾸지 않았어요. 붙여넣지 말고 직접 입력해 주세요.
name-private-use = 이름의 { $position }번째 글자({ $code-point })는 다른 사람의 휴대폰에 표시되지 않아서 바꾸지 않았어요. 다른 글자를 써 주세요.
name-noncharacter = 이름의 { $position }번째 글자({ $code-point })는 글자나 기호가 아니어서 바꾸지 않았어요. 붙여넣지 말고 직접 입력해 주세요.
name-stacked-mark = 이름의 { $position }번째 글자에 부호가 너무 많이 겹쳐 있어서 바꾸지 않았어요. 부호를 빼고 다시 보내 주세요.
name-instead = 이렇게 보내시면 돼요:

denied-not-owner = 이 그룹에서는 다른 사람의 닉네임을 바꿀 수 없어서 그대로 두었어요. 본인 닉네임은 /nick 뒤에 새 이름을 써서 바꾸고, 다른 사람의 닉네임은 방장이나 봇 관리자에게 부탁해 주세요.
denied-governors-only = 이 그룹에서는 방장과 봇 관리자만 닉네임을 바꿀 수 있어서 그대로 두었어요. 방장이나 봇 관리자에게 부탁해 주세요.
denied-not-governor = 방장과 봇 관리자만 할 수 있는 일이라 실행하지 않았어요. 방장이나 봇 관리자에게 부탁해 주세요.
denied-locked = 잠긴 닉네임이라 바꾸지 않았어요. 방장이나 봇 관리자에게 부탁해 주세요.
denied-reserve = 우리 조직의 이번 달 DingTalk 호출을 거의 다 썼고 나머지는 방장과 봇 관리자용으로 남겨 두어서, 바꾸지 않았어요. 방장이나 봇 관리자에게 부탁하거나 다음 달까지 기다려 주세요.
denied-owner-unknown-because = 방장과 봇 관리자만 할 수 있는 일인데, 방장이 누구인지 확인하지 못해서 실행하지 않았어요. { $reason }
denied-owner-unknown = 방장과 봇 관리자만 할 수 있는 일인데, 지금은 방장이 누구인지 확인되지 않아서 실행하지 않았어요. 몇 분 뒤에 다시 보내 주세요.

not-bound = 아직 이 그룹에 연결되지 않아서 닉네임을 바꿀 수 없어요.
bound = 이 그룹에 연결됐어요. 이제 닉네임을 바꿀 수 있어요. /nick 뒤에 새 이름을 써서 보내 보세요.
bind-other-group = 다른 그룹의 ID라서 저장하지 않았어요. ID를 찾을 때 이 그룹을 선택해 주세요.
bind-unknown-chatid = DingTalk에 없는 ID라서 저장하지 않았어요. 확인하고 다시 보내 주세요.
bind-refused = DingTalk에서 이 ID를 확인해 주지 않아 저장하지 않았어요. { $reason }

taps-adopt = 방장이 DingTalk에서 저를 연결할 수 있어요: 그룹 설정 → 그룹 관리 → 바로가기 바 → 쿨앱 관리 → 그룹 템플릿 설정 → 템플릿 켜기.
taps-release = 방장이 DingTalk에서 되돌릴 수 있어요: 그룹 설정 → 그룹 관리 → 바로가기 바 → 쿨앱 관리 → 그룹 템플릿 설정 → 템플릿 끄기.
template-where = 템플릿이 없으면 봇 담당자가 개발자 콘솔에서 만들면 돼요: “Open capabilities” → “Scene groups” → “Group templates”.
ready-adopt-owner =
    방장이시니 저를 연결하실 수 있어요. 이렇게 보내 주세요:
    /nick adopt
ready-adopt-member =
    방장이 이렇게 보내면 제가 연결돼요:
    /nick adopt
ready-adopt-admin =
    방장이 /nick adopt를 보내면 연결돼요. 셸에서 대신 실행할 수도 있어요:
    dingnick groups adopt { $group } --owner USERID
ready-retitle-owner = 방장이시니 저를 연결하실 수 있어요: 그룹 이름을 바꿨다가 다시 되돌려 주세요.
ready-retitle-member = 연결하려면 그룹 이름을 바꿨다가 다시 되돌려 주세요. 바꿀 수 없으면 방장에게 부탁해 주세요.
ready-by-hand-admin = DINGTALK_GROUP_TEMPLATE_ID를 설정하면 방장이 /nick adopt로 연결할 수 있어요. 템플릿은 개발자 콘솔에서 만들어요: “Open capabilities” → “Scene groups” → “Group templates”.
adopt-proposed =
    이 그룹을 DingTalk의 템플릿 그룹으로 바꿔서 닉네임을 바꿀 수 있게 해요. 방장만 할 수 있고 DingTalk 호출을 1회 써요. 되돌리려면 /nick release. 실행하려면 30분 안에 보내 주세요:
    /nick confirm { $number }
release-proposed =
    이 그룹을 DingTalk의 일반 그룹으로 되돌려요. 그 뒤에는 닉네임을 바꾸지 못할 수 있어요. 방장만 할 수 있고 DingTalk 호출을 1회 써요. 실행하려면 30분 안에 보내 주세요:
    /nick confirm { $number }
changed-adopted = 이제 이 그룹은 템플릿 그룹이고 닉네임을 바꿀 수 있어요. /nick 뒤에 새 이름을 써서 보내 보세요. 되돌리려면: /nick release
changed-released =
    이 그룹은 다시 일반 그룹이에요. 다시 연결하려면 방장이 이렇게 보내면 돼요:
    /nick adopt
kind-change-too-old =
    계획 { $number }번은 30분이 지나서 실행하지 않았어요. 다시 시작하려면 이렇게 보내 주세요:
    { $line }
owner-only = 방장만 할 수 있는 일이라 실행하지 않았어요.
owner-only-ask =
    { $text } 방장에게 이렇게 보내 달라고 부탁해 주세요:
    { $line }
not-adopted = 이 그룹에서 템플릿을 찾지 못해서 되돌릴 것이 없어요. 그룹 설정: /nick status

unchanged = 이 그룹에서 이미 쓰고 계신 닉네임이에요: “{ $name }”.
unchanged-other = { $target } 님이 이 그룹에서 이미 쓰는 닉네임이에요: “{ $name }”.
nothing-to-undo = 제가 닉네임을 바꾼 적이 없어서 되돌릴 것이 없어요. 바꾸시려면 /nick 뒤에 새 이름을 써서 보내 주세요.
nothing-to-undo-other = 제가 { $target } 님의 닉네임을 바꾼 적이 없어서 되돌릴 것이 없어요.
old-name-unknown =
    DingTalk이 이전 이름을 알려 주지 않아서 되돌릴 수 없어요. 주소록 이름으로 바꾸시려면 이렇게 보내 주세요:
    /nick reset
old-name-unknown-other =
    DingTalk이 { $target } 님의 이전 이름을 알려 주지 않아서 되돌릴 수 없어요. 주소록 이름으로 바꾸시려면 이렇게 보내 주세요:
    /nick reset @멤버

requested = 닉네임 변경을 요청했어요: “{ $name }”. 방장이나 봇 관리자의 승인이 필요해요(요청 #{ $number }). 승인: /nick approve { $number } (거절: /nick reject { $number } 사유)
requested-other = { $target } 님의 닉네임 변경을 요청했어요: “{ $name }”. 방장이나 봇 관리자의 승인이 필요해요(요청 #{ $number }). 승인: /nick approve { $number } (거절: /nick reject { $number } 사유)
request-unknown = 이 그룹에 요청 #{ $number } 건이 없어요. 대기 중인 요청 보기: /nick status
request-decided-before = 요청 #{ $number } 건은 이미 처리됐거나 더 새로운 요청으로 바뀌었어요.
approved = 요청 #{ $number } 건이 승인됐어요. { $target } 님의 새 닉네임: “{ $new }”.
requested-again = 다시 승인을 기다려요. 새 번호: 요청 #{ $number }.
approved-in-vain = 요청 #{ $number } 건은 승인됐지만 { $target } 님의 닉네임은 바뀌지 않았어요: { $reason }
rejected = { $target } 님의 요청 #{ $number }(“{ $name }”) 건은 승인되지 않았어요.
rejected-because = { $target } 님의 요청 #{ $number }(“{ $name }”) 건은 승인되지 않았어요: { $reason }
request-expired = 요청 #{ $number }(“{ $name }”) 건을 7일 동안 아무도 처리하지 않아 종료됐어요. 아직 필요하시면 다시 요청해 주세요.

looks-like-owner = 방장의 이름(“{ $name }”)과 너무 비슷해서 바꾸지 않았어요. 다른 이름을 골라 주세요.
looks-like-admin = 봇 관리자의 이름(“{ $name }”)과 너무 비슷해서 바꾸지 않았어요. 다른 이름을 골라 주세요.
looks-like-sub-admin = 그룹 관리자의 이름(“{ $name }”)과 너무 비슷해서 바꾸지 않았어요. 다른 이름을 골라 주세요.
looks-like-bot = 제 이름(“{ $name }”)과 너무 비슷해서 바꾸지 않았어요. 다른 이름을 골라 주세요.
looks-like-reserved = 이 그룹에서 예약된 말(“{ $name }”)이거나 그와 비슷해서 바꾸지 않았어요. 다른 이름을 골라 주세요.
looks-like-member = 다른 멤버의 이름(“{ $name }”)과 너무 비슷해서 바꾸지 않았어요. 반이나 부서를 붙이는 등 다른 이름을 골라 주세요.
ask-for-it = 꼭 이 이름이어야 하면 방장이나 봇 관리자가 승인할 수 있어요. 이렇게 보내 주세요:
note-looks-like = 참고: 이 그룹에 비슷한 이름이 이미 있어요: “{ $name }”.
note-calls-low = 참고: 이번 달 DingTalk 호출 { $allowance }회 중 { $left }회 남았어요.

changed-allow-self = 이제 멤버는 자기 닉네임을, 방장과 봇 관리자는 모두의 닉네임을 바꿀 수 있어요.
changed-allow-owner = 이제 방장과 봇 관리자만 닉네임을 바꿀 수 있어요.
changed-allow-everyone = 이제 누구나 모두의 닉네임을 바꿀 수 있어요.
changed-approval-on = 지금부터 멤버가 닉네임을 바꾸려면 방장이나 봇 관리자의 승인이 필요해요. 승인하려면 /nick approve 뒤에 요청 번호를 써서 보내면 돼요.
changed-approval-off = 지금부터 멤버는 승인 없이 닉네임을 바꿀 수 있어요. 대기 중인 요청은 그대로 처리할 수 있어요.
changed-welcome-on = 지금부터 새 멤버에게 이 그룹의 형식에 맞는 닉네임을 달아 주고, 모르는 것은 본인에게 물어볼게요.
changed-welcome-off = 지금부터 새 멤버의 이름은 그대로 둘게요.
changed-format-off = 이제 닉네임 형식에 제한이 없어요.
changed-format = 이제 닉네임은 이렇게 써요: { $shape }.
changed-format-example = { $text } 본인 닉네임의 예: { $example }.
changed-format-check = 형식에 안 맞는 닉네임 보기: /nick check
changed-use = 이제 이 그룹의 이름은 이 규칙을 따라요: “{ $rule }”.
rule-unknown = 그런 규칙이 없어서 아무것도 바꾸지 않았어요: “{ $rule }”. 있는 규칙: { $known }. 이름을 바꾸시려면 /nick 뒤에 새 이름을 써서 보내 주세요.
rule-none = 그런 규칙이 아직 없어서 아무것도 바꾸지 않았어요: “{ $rule }”. 규칙은 봇 담당자가 dingnick rules set 명령으로 만들어요. 이름을 바꾸시려면 /nick 뒤에 새 이름을 써서 보내 주세요.
changed-lookalikes-refuse = 이제 다른 멤버와 비슷한 이름은 쓸 수 없어요.
changed-lookalikes-warn = 이제 다른 멤버와 비슷한 이름도 쓸 수 있고, 그때 한마디 알려 드려요.
changed-lookalikes-allow = 이제 다른 멤버와 비슷한 이름도 쓸 수 있어요.
changed-language = 지금부터 이 그룹에서는 한국어로 말할게요.
changed-trust = 이제 { $target } 님은 이 그룹에서 다른 사람의 닉네임을 바꿀 수 있어요.
changed-untrust = 이제 { $target } 님은 이 그룹에서 다른 사람의 닉네임을 바꿀 수 없어요.
changed-lock = 이제 { $target } 님의 닉네임은 방장과 봇 관리자만 바꿀 수 있어요.
changed-unlock = { $target } 님의 닉네임 잠금을 풀었어요.
changed-exempt = { $target } 님의 닉네임은 이제 형식에 맞지 않아도 돼요.
changed-unexempt = { $target } 님의 닉네임은 다시 형식에 맞아야 해요.
changed-reserve = 이름을 예약했어요: “{ $name }”. 비슷해 보이는 이름도 쓸 수 없어요.
changed-unreserve = 이제 이 그룹에서 누구나 쓸 수 있는 이름이에요: “{ $name }”.
language-unknown = “{ $tag }” 언어는 아직 할 줄 몰라서 바꾸지 않았어요. 할 줄 아는 언어: { $known }. 예: /nick lang ko
languages = 할 줄 아는 언어: { $known }.
language-name = 한국어

history-title = 이 그룹에서 최근에 쓰신 닉네임:
history-title-other = 이 그룹에서 { $target } 님이 최근에 쓴 닉네임:
history-none = 이 그룹에서 아직 제가 닉네임을 바꾼 적이 없어요.
history-none-other = 이 그룹에서 아직 제가 { $target } 님의 닉네임을 바꾼 적이 없어요.
history-line = { $old } → { $new }, { $when }
history-line-by = { $old } → { $new }, { $who } 님이 변경, { $when }
history-unknown = (알 수 없음)
history-more = … 그 밖에 { $count }건. 전체 목록은 봇 담당자가 볼 수 있어요
ago-now = 방금
ago-minutes = { $count }분 전
ago-hours = { $count }시간 전
ago-days = { $count }일 전
list-comma = ,{" "}
and-more = { " " }… 외 { $count }

status-title = 이 그룹의 설정:
status-bound = 연결됨: 닉네임을 바꿀 수 있어요.
status-scene = 연결됨(템플릿 그룹): 닉네임을 바꿀 수 있어요.
status-unbound = 제가 알기로는 아직 연결되지 않았어요. 다음에 여기서 이름을 바꿀 때 다시 시도할게요.
status-allow-self = 변경 권한: 멤버는 자기 닉네임, 방장과 봇 관리자는 모두의 닉네임.
status-allow-owner = 변경 권한: 방장과 봇 관리자만.
status-allow-everyone = 변경 권한: 누구나 모두의 닉네임.
status-trusted = 다른 사람의 닉네임을 바꿀 수 있는 멤버: { $count }명
status-locked = 잠긴 닉네임: { $count }개
status-format = 형식: { $format }
status-format-of-rule = 형식: { $format } (규칙 “{ $rule }”)
status-format-off = 형식: 제한 없음.
status-exempt = 형식에 맞지 않아도 되는 사람: { $count }명.
status-sources = 이름의 각 부분은 명단, 조직 주소록, 본인이 입력한 것 순으로 채워요.
status-waiting = 오늘 호출 횟수를 다 써서 닉네임 { $count }개는 내일 바뀌어요.
status-approval = 멤버의 새 닉네임은 승인을 받아야 해요.
status-welcome = 새 멤버에게 이 형식의 닉네임을 달아 줘요.
status-requests = 대기 중인 요청: { $requests } (승인: /nick approve 뒤에 번호)
status-request = #{ $number } “{ $name }”
status-lookalikes-refuse = 다른 멤버와 비슷한 이름: 쓸 수 없음.
status-lookalikes-warn = 다른 멤버와 비슷한 이름: 쓸 수 있고 알려 줌.
status-lookalikes-allow = 다른 멤버와 비슷한 이름: 쓸 수 있음.
status-reserved = 이 그룹의 예약된 이름: { $names }
status-unreserved = 이 그룹에서 예약을 푼 이름: { $names }
status-language = 언어: { $language }
status-calls = 이번 달 남은 DingTalk 호출: { $allowance }회 중 { $left }회
status-calls-low = 참고: 이번 달 남은 DingTalk 호출: { $allowance }회 중 { $left }회. 5%가 되면 방장과 봇 관리자만 닉네임을 바꿀 수 있어요.
status-calls-reserved = 참고: 이번 달 남은 DingTalk 호출: { $allowance }회 중 { $left }회. 나머지는 방장과 봇 관리자용이에요.

misfit-regex = 이 그룹의 닉네임 형식과 달라서 바꾸지 않았어요. 다른 분들의 닉네임을 참고하거나 방장에게 물어봐 주세요.
misfit = 이 그룹의 닉네임 형식과 달라서 바꾸지 않았어요: { $reason }
with-example = { $text } 이렇게 보내 주세요:
like-this = 이 그룹의 닉네임 형식: { $shape }.
part-name = 이름
part-dept = 부서
part-title = 직책
part-jobnumber = 사번
misfit-part-missing = “{ $part }” 항목이 빠졌어요.
misfit-part-missing-rule = “{ $part }” 항목이 빠졌어요({ $rule }).
misfit-part = “{ $part }” 항목은 이렇게 써야 해요: { $rule }. 보내신 내용: “{ $found }”.
misfit-part-wrong = “{ $part }” 항목에 쓸 수 없는 내용이에요: “{ $found }”.
misfit-beginning = 맨 앞에 이것이 있어야 해요: “{ $literal }”.
misfit-literal = “{ $part }” 항목 뒤에 이것이 빠졌어요: “{ $literal }”.
misfit-left-over = 끝에 맞지 않는 내용이 있어요: “{ $text }”.
misfit-not-filled = “{ $part }” 자리에는 본인의 것을 써 주세요.
rule-digits-exactly = 숫자 { $count }자리
rule-digits-range = 숫자 { $least }~{ $most }자리
rule-digits-least = 숫자 { $least }자리 이상
rule-length-exactly = { $count }자
rule-length-range = { $least }~{ $most }자
rule-length-least = { $least }자 이상
rule-one-of = 다음 중 하나({ $words })
parts-missing = 이름이 완전하지 않아서 바꾸지 않았어요. 빠진 항목: { $parts }.
newcomer = 환영합니다! 이 그룹의 닉네임 형식: { $shape }.
newcomer-parts = 환영합니다! 이 그룹의 닉네임 형식: { $shape }. 아직 제가 모르는 항목: { $parts }.
newcomer-line = { $text } 저를 멘션하고 이렇게 보내 주세요:
newcomer-ask = { $text } 저를 멘션하고 /nick 뒤에 전체 이름을 써서 보내 주세요.
format-refused =
    이 형식은 적용하지 않았어요: { $reason } 이렇게 보내 주세요:
    /nick format {"{dept}-{name}"}
format-too-long = { $max }자를 넘어요.
format-no-part = 중괄호로 묶은 항목이 없어요.
format-brace = { $position }번째 글자의 중괄호에 짝이 없어요.
format-part-name = 중괄호 안에 “{ $part }” 항목을 쓸 수 없어요. 글자, 숫자, _만 최대 20자까지 쓸 수 있어요.
format-part-twice = “{ $part }” 항목이 두 번 나와요.
format-parts-touch = “{ $first }” 항목과 “{ $second }” 항목 사이에는 하이픈 같은 구분 기호가 필요해요.
format-part-regex = “{ $part }” 항목에 쓴 규칙이 틀렸거나 너무 복잡해요.
format-regex = 두 / 사이에 쓴 규칙이 틀렸거나 너무 복잡해요.
format-literal = 닉네임에 쓸 수 없는 내용이 있어요: “{ $literal }”.
format-longer-than-names = 그렇게 긴 닉네임은 없어요.
note-reserved = 참고: 멤버가 쓸 수 없는 예약된 이름이에요: “{ $name }”.
note-names-need-format =
    형식이 있어야 하는데 이 그룹에는 아직 없어요. 이렇게 보내 주세요:
    /nick format {"{dept}-{name}"}
note-hears-no-events = 다만 누가 들어왔는지 DingTalk이 알려 주지 않아요. 봇 담당자에게 그룹 이벤트를 켜 달라고 해 주세요.

no-format =
    이 그룹에는 형식이 없어서 확인할 것이 없어요. 방장이 이렇게 보낼 수 있어요:
    /nick format {"{dept}-{name}"}
check-all-fit = 제가 아는 이름 { $fitting }개가 모두 형식에 맞아요: “{ $shape }”.
check-misfits = “{ $shape }” 형식에 맞지 않는 이름 { $misfits }개, 맞는 이름 { $fitting }개:
check-line = “{ $name }”
check-line-of = “{ $name }” ({ $person })
check-more = … 그 밖에 { $count }개. 먼저 고친 뒤 다시 확인해 주세요
check-unknown = 제가 모르는 이름: { $count }개
check-apply = 한꺼번에 고치기: /nick apply (먼저 보고, 그다음 확정)
check-alone = { $title }: { $text }
check-private-sent = 목록을 개인 메시지로 보냈어요. 다른 사람에게는 보이지 않아요. DingTalk 호출을 1회 더 썼어요.
check-private-failed = 개인 메시지를 보내지 못해서 목록을 알리지 않았어요. 봇 운영자는 명령으로 볼 수 있어요:
check-private-failed-because = 개인 메시지를 보내지 못해서({ $reason }) 목록을 알리지 않았어요. 봇 운영자는 명령으로 볼 수 있어요:
stats-title = 이 그룹의 최근 { $days }일:
stats-no-fit = 형식에 맞는 이름이 몇 개인지 아직 몰라요. 형식이 없거나 이름을 아직 몰라요.
stats-fit = 형식에 맞는 이름: { $members }명 중 { $fitting }명 ({ $share }%)
stats-fit-before = 이전: { $points }
stats-point = { $day } { $share }%
stats-count = { $what } { $count }
stats-faults = 자주 틀리는 것: { $faults }
stats-fault-missing = { $part } 없음
stats-fault-wrong = { $part } 다름
stats-fault-literal = “{ $literal }” 없음
stats-fault-left-over = 뒤에 더 있음
stats-fault-other = 다른 형식
stats-calls = DingTalk 호출: { $count }회 ({ $parts })
stats-no-calls = DingTalk 호출: 없음
stats-call-member = 멤버 본인 이름
stats-call-governor = 소유자와 관리자가 바꾼 이름
stats-call-plan = 일괄 계획
stats-call-shell = 명령
stats-call-newcomer = 새 멤버
stats-call-again = 다시 설정한 이름
stats-call-look = 멤버와 소유자 확인
stats-call-say = 세션 없는 메시지
stats-messages = 봇 메시지: { $count }개
stats-refused = DingTalk이 { $count }번 거절함: { $what }
collect-ask =
    모두 { $parts }을(를) 알려 주세요. 저를 멘션하고 아래처럼 한 줄을 보내 주세요. 다른 사람의 줄까지 함께 붙여도 괜찮아요:
    { $line }
collect-noted = { $count }건을 받았어요.
collect-unknown = 이런 이름의 사람이 여기 없어요: { $names }. 이름을 확인하거나 본인이 보내게 해 주세요.
collect-missing = 아직 { $count }명: { $people }
collect-complete = 모두 모였어요. 계속하려면: /nick collect done
collected-without-format = 답을 저장했어요. 먼저 형식이 필요해요: /nick format {"{name}-{number}"}, 그다음 /nick apply
collect-nothing = 지금은 모으는 것이 없어요. 시작하려면: /nick collect {"{name}{number}"}
changed-collect-off = 더는 모으지 않아요. 받은 답은 남아 있어요.
reminder = “{ $shape }” 형식에 맞지 않는 닉네임: { $count }개
reminder-line = “{ $name }”: /nick { $instead }
reminder-more = … 그 밖에 { $count }개
reminder-how = 저를 멘션하고 본인 줄을 보내 주세요.
reminder-until = { $day }까지 저를 멘션하고 본인 줄을 보내 주세요.
reminder-owner = 방장님께: 알린 뒤에도 바꾸지 않은 분: { $names }
plan = 바꿀 이름: { $count }개. 하나에 DingTalk 호출 1회를 써요. 이번 달 남은 호출: { $left }회.
plan-line = { $person } → { $name }
plan-more = … 그 밖에 { $count }개
plan-later = { $count }개는 다음 달에 바꿀 수 있어요. 이번 달의 마지막 호출은 남겨 둬요.
plan-no-room = 이름 { $count }개를 바꿔야 하지만 이번 달의 마지막 호출은 남겨 두므로 계획에 넣지 않았어요. 다음 달에 /nick apply를 다시 보내거나 하나씩 바꿔 주세요.
plan-confirm = 실행하려면 30분 안에 보내 주세요: /nick confirm { $number }
plan-nothing = 바꿀 것이 없어요. 제가 아는 이름은 모두 형식에 맞아요.
plan-nothing-known = 제가 고칠 수 있는 이름이 없어요.
plan-incomplete = 정보가 부족한 분: { $people }. /nick 뒤에 전체 이름을 써서 직접 보내시면 돼요.
plan-unknown =
    이 그룹에 계획 { $number }번은 없어요. 새로 만들려면 이렇게 보내 주세요:
    /nick apply
plan-confirmed-before = 계획 { $number }번은 이미 확정됐어요.
plan-too-old =
    계획 { $number }번은 오래돼서(30분이 지났거나 형식이 바뀌어서) 실행하지 않았어요. 새로 만들려면 이렇게 보내 주세요:
    /nick apply
plan-begun = 계획 { $number }번을 시작했어요: 이름 { $count }개. 진행 상황을 알려 드릴게요.
plan-progress = 계획 { $number }번: { $total }개 중 { $done }개 완료.
plan-done = 계획 { $number }번이 끝났어요. 고친 이름: { $renamed }개.
plan-done-but = 계획 { $number }번이 끝났어요. 고친 이름: { $renamed }개, 바뀌지 않은 이름: { $failed }개:
plan-failure = { $count }개: { $reason } ({ $people })
plan-failure-of-some = { $count }개: { $reason }
plan-superseded = 그사이 더 새로운 이름이 요청됐어요.
plan-expired = 제시간에 처리하지 못했어요.
plan-given-up = 제 쪽에 문제가 생겼어요.


help-title = 그룹에서 닉네임을 바꿔 드려요:
help-line = { $usage } – { $description }
hint = 저는 닉네임만 바꿔 드려요. 바꾸시려면 /nick 뒤에 새 이름을 써서 보내 주세요. 그 밖의 기능: /nick help
usage =
    “{ $command }” 사용법:
    { $usages }
    예: { $example }
usage-as-name = 정말 그 이름을 원하시면 이렇게 보내 주세요:
ambiguous = 무슨 뜻인지 확실하지 않아 아무것도 바꾸지 않았어요. 다음 중 한 줄을 보내 주세요:
ambiguous-one = 무슨 뜻인지 확실하지 않아 아무것도 바꾸지 않았어요. 이것이 맞으면 보내 주세요:
as-a-name = 그 이름 그대로
with-meaning =
    { $text }
    { $meaning }:
placeholder-typed = 예시(“{ $typed }”)는 이름이 아니라서 아무것도 바꾸지 않았어요. 원하는 이름을 넣어 보내 주세요. 예: /nick 민수
placeholder-person = 예시(“{ $typed }”)를 그대로 보내셔서 아무것도 바꾸지 않았어요. @를 입력해 목록에서 사람을 고른 다음 새 이름을 써 주세요.
unclear = 이해하지 못해서 아무것도 바꾸지 않았어요. /nick 뒤에 원하는 이름을 써서 보내 주세요. 예: /nick 민수. 그 밖의 기능: /nick help
mentions-all = 모두의 닉네임을 한꺼번에 바꿀 수 없어서 아무것도 바꾸지 않았어요. 한 번에 한 명씩 멘션해 주세요. 형식을 맞추는 일은 방장이 할 수 있어요: /nick apply
mentions-bot = 제 이름은 바꿀 수 없어요. 본인 닉네임을 바꾸시려면 이렇게 보내 주세요. 예: /nick 민수
not-text = 저는 글만 읽을 수 있어요. 그룹에서 닉네임을 바꿔 드리니, 그룹에서 저를 멘션하고 /nick 뒤에 새 이름을 써서 보내 주세요.
title-refused = 주소록에 없는 직함(“{ $title }”)이나 비슷하게 보이는 말이 이름에 있어서 바꾸지 않았어요. 그 말을 빼고 다시 보내 주세요.
replaced = “{ $name }” 요청은 더 새로운 요청으로 바뀌었어요.
replaced-by-other = “{ $name }” 요청은 처리하지 않았어요. 그사이 다른 사람이 더 새로운 이름으로 바꿨어요.
withdrawn = 요청 #{ $number }(“{ $name }”) 건을 취소했어요.
nothing-to-withdraw = 승인을 기다리는 본인 요청이 없어요.
daily-cap = 오늘 닉네임 변경 횟수를 다 썼어요(멤버당 하루 { $count }회). 그래서 바꾸지 않았어요. 내일 { $free-at }부터 다시 할 수 있고, 급하시면 방장이나 봇 관리자에게 부탁해 주세요.
daily-cap-group = 이 그룹 멤버들이 오늘 닉네임 변경 횟수를 다 썼어요(하루 { $count }회). 그래서 바꾸지 않았어요. 내일 { $free-at }부터 다시 할 수 있고, 급하시면 방장이나 봇 관리자에게 부탁해 주세요.
note-undo = 원하던 이름이 아니면: /nick undo
note-undo-other = 원하던 이름이 아니면: /nick undo { $user }
note-messages-low = 참고: 이번 달 봇 메시지 { $allowance }건 중 { $left }건 남았어요.
note-quiet-costs = 참고: 공감 표시 하나에 DingTalk 호출이 1회 더 들 수 있어요.
changed-quiet-on = 지금부터 닉네임 변경에 성공하면 메시지에 공감만 표시하고, 실패하면 이유를 말씀드려요.
changed-quiet-off = 지금부터 닉네임 변경에 성공하면 글로 답할게요.
changed-remind-daily = 평일 { $hour }시에 형식에 맞지 않는 닉네임을 여기에서 알려 드릴게요. 매번 봇 메시지 1건과 DingTalk 호출 최대 2회를 써요. 끄기: /nick remind off
changed-remind-weekly = 매주 월요일 { $hour }시에 형식에 맞지 않는 닉네임을 여기에서 알려 드릴게요. 매번 봇 메시지 1건과 DingTalk 호출 최대 2회를 써요. 끄기: /nick remind off
changed-remind-until = { $day }까지 평일 { $hour }시에 아직 바꾸지 않은 분께 알리고, 그 뒤 방장에게 목록을 전할게요. 매번 봇 메시지 1건과 DingTalk 호출 최대 2회를 써요. 끄기: /nick remind off
changed-remind-off = 이제 알리지 않을게요.
remind-at-night = 밤에는 알리지 않아요. 8시에서 21시 사이로 정해 주세요: /nick remind daily 9
remind-in-the-past = 이미 지난 날이에요. 앞으로의 날을 적어 주세요: /nick remind until 2030-12-01
status-quiet = 성공하면 메시지 없이 공감만 표시해요.
status-remind-daily = 알림: 평일 { $hour }시.
status-remind-weekly = 알림: 매주 월요일 { $hour }시.
status-remind-until = 알림: { $day }까지 평일 { $hour }시.
status-collect = 모으는 중: { $parts }. 아직 안 낸 사람: /nick collect
status-messages = 이번 달 남은 봇 메시지: { $allowance }건 중 { $left }건
status-unread-owner = 아직 방장이 누구인지 몰라서 방장 사칭을 막을 수 없어요.
status-unread-sub-admins = 아직 그룹 관리자가 누구인지 몰라서 관리자 사칭을 막을 수 없어요.
status-unread-directory = 아직 주소록을 읽을 수 없어서 본 적 있는 이름만 보호해요.
status-unread-members = 아직 멤버 목록을 읽지 못해서 본 적 있는 이름만 보호해요.
whoami = 이 그룹에서 쓰시는 닉네임: “{ $name }”.
whoami-since = 이 그룹에서 쓰시는 닉네임: “{ $name }” ({ $when } 변경).
whoami-given = 이 그룹에서 쓰시는 닉네임: “{ $name }” ({ $when } { $who } 님이 변경).
whoami-unknown = 이 그룹에서 쓰시는 이름을 아직 몰라요.
whoami-governs = 모두의 닉네임과 이 그룹의 설정을 바꿀 수 있어요.
whoami-locked = 본인 닉네임은 잠겨 있어서 방장과 봇 관리자만 바꿀 수 있어요.
whoami-renames-others = 본인과 다른 사람의 닉네임을 바꿀 수 있어요.
whoami-renames-self = 본인 닉네임을 바꿀 수 있어요.
whoami-renames-nobody = 이 그룹에서는 방장과 봇 관리자가 닉네임을 바꿔요.
whoami-waiting = 본인 요청 #{ $number }(“{ $name }”) 건은 방장이나 봇 관리자의 승인을 기다리고 있어요.
help-footer = 그룹에서는 먼저 저를 멘션해 주세요. 그 밖의 기능: /nick help all
help-footer-all = 그룹에서는 먼저 저를 멘션하고, @멤버 자리는 목록에서 골라 주세요.
help-help-all = 제가 하는 일 전체
help-topic-names = 이름 변경, 되돌리기, 기록
help-topic-rules = 형식, 알림, 일괄 변경
help-topic-people = 잠금, 승인, 예약된 이름
help-topic-group = 연결, 언어, 조용히
help-whoami = 여기서 쓰는 내 이름과 내 권한
help-request = 승인이 필요한 이름 요청하기
help-withdraw = 내 요청 취소하기
help-quiet = 성공하면 답 대신 공감만 표시
example-help = /nick help
example-undo = /nick undo
example-reset = /nick reset
example-history = /nick history 5
example-status = /nick status
example-doctor = /nick doctor
example-whoami = /nick whoami
example-request = /nick request 이 선생님
example-withdraw = /nick withdraw
example-bind = /nick bind chat0123456789abcdef0123456789abcdef
example-adopt = /nick adopt
example-release = /nick release
example-allow = /nick allow self
example-trust = /nick trust @민수
example-untrust = /nick untrust @민수
example-lock = /nick lock @민수
example-unlock = /nick unlock @민수
example-exempt = /nick exempt @민수
example-unexempt = /nick unexempt @민수
example-format = /nick format {"{dept}-{name}"}
example-use = /nick use 반
example-check = /nick check
example-stats = /nick stats
example-collect = /nick collect {"{name}{number}"}
example-remind = /nick remind daily 9
example-apply = /nick apply
example-confirm = /nick confirm 3
example-reserved = /nick reserved add 반장
example-lookalikes = /nick lookalikes refuse
example-welcome = /nick welcome on
example-quiet = /nick quiet on
example-approval = /nick approval on
example-approve = /nick approve 3
example-reject = /nick reject 3 실명을 써 주세요
example-lang = /nick lang ko
name-missing = 새 이름이 없어서 아무것도 바꾸지 않았어요. 멘션 뒤에 써 주세요. 예: /nick @멤버 민수
too-many-mentioned = 두 명 이상을 멘션하셔서 누구의 이름인지 알 수 없어 바꾸지 않았어요. 한 번에 한 명씩 바꿔 주세요.
mention-within = 멘션한 분의 이름을 바꾸려는 것인지, 이름 안에 쓰려는 것인지 알 수 없어 바꾸지 않았어요. 내 이름에 넣으려면 @ 없이 글자로 써 주세요. 예: /nick 민수 아빠
mention-within-theirs = 그분의 이름을 바꾸려면 보내 주세요:
pick-person = “@멤버” 자리에는 @를 입력해 목록에서 사람을 골라 주세요.
typed-mention = 누구를 말씀하시는지 알 수 없어 바꾸지 않았어요. @를 입력해 목록에서 사람을 고른 다음 새 이름을 써 주세요.
sender-outside = 이 조직의 구성원으로 확인되지 않아 닉네임을 바꿀 수 없어요. 외부 손님의 닉네임은 바꿀 수 없고, 구성원이시라면 봇 담당자에게 문의해 주세요(봇이 아직 게시되지 않았을 수 있어요).
target-outside = 멘션하신 분은 이 조직의 구성원이 아니어서 닉네임을 바꿀 수 없어요.
only-in-groups = 닉네임은 그룹에서만 바꿀 수 있어요. 그룹에서 저를 멘션하고 /nick 뒤에 새 이름을 써서 보내 주세요.

placeholder-name = 새 닉네임
placeholder-user = @멤버
placeholder-reason = 사유

help-rename = 내 닉네임 바꾸기
help-rename-other = 다른 사람의 닉네임 바꾸기
help-rename-literal = 명령어처럼 보이는 이름
help-help = 이 도움말
help-undo = 이전 이름으로 되돌리기
help-undo-other = 다른 사람을 이전 이름으로 되돌리기
help-reset = 주소록 이름으로 되돌리기
help-reset-other = 다른 사람을 주소록 이름으로 되돌리기
help-history = 내 최근 변경 내역
help-history-other = 다른 사람의 최근 변경 내역
help-status = 이 그룹의 설정
help-doctor = 이 그룹에서 안 되는 이유
help-bind = 그룹 ID를 알려 저를 연결하기
help-adopt = 템플릿 그룹으로 바꿔 저를 연결하기
help-release = 일반 그룹으로 되돌리기
help-allow = 누가 누구의 이름을 바꿀 수 있는지
help-trust = 멤버가 다른 사람의 닉네임을 바꿀 수 있게 하기
help-untrust = 허용 취소
help-lock = 이 이름은 방장과 봇 관리자만 변경
help-unlock = 잠금 풀기
help-exempt = 이 닉네임은 형식에 맞지 않아도 됨
help-unexempt = 다시 형식에 맞아야 함
help-format = 닉네임 형식
help-format-off = 형식 제한 없음
help-format-regex = 고급 사용자용
help-use = 여러 그룹이 함께 쓰는 형식 규칙 쓰기
help-check = 형식에 안 맞는 사람 보기
help-check-private = 같은 내용을 나에게만 보내기 (DingTalk 호출 1회 추가)
help-stats = 맞는 이름 수, 호출 사용처, 자주 틀리는 것
help-collect = 아무도 모르는 것을 모두에게 묻기 (이어서 답해도 됨)
help-collect-done = 답대로 계획을 만들고 끝내기, 또는 그만 묻기
help-remind = 평일 또는 월요일마다 형식에 맞지 않는 사람에게 알림
help-remind-until = 그날까지 알리고, 그 뒤 소유자에게 목록을 전함
help-apply = 계획을 보고 모두의 닉네임 고치기
help-confirm = 계획 실행
help-approval = 스스로 바꿀 때 승인이 필요한지
help-welcome = 새 멤버에게 닉네임 달아 주기
help-approve = 요청 승인
help-reject = 요청 거절
help-reserve = 멤버가 못 쓰게 이름 예약
help-unreserve = 예약 취소
help-lookalikes = 다른 멤버와 비슷한 이름
help-lang = 이 그룹의 언어

# DingTalk의 응답. 모두 코드로 끝납니다.
coded = { $text } (코드 { $code })
error-internal = 제 쪽에 문제가 생겼어요. 다시 보내 주시고, 또 안 되면 봇 담당자에게 문의해 주세요.

# `dingnick playground` 페이지.
playground-language-name = 한국어
playground-title = dingnick 연습장
playground-tagline = 가상의 DingTalk에서 진짜 봇을 써 보세요. 모든 내용은 이 컴퓨터에만 남아요.
playground-language = 언어
playground-group = 대화
playground-direct-chat = 나와 봇만의 대화
playground-you-are = 내 역할
playground-show = 보기
playground-chat = 메시지
playground-chat-empty = 아직 아무 말도 없어요. “/nick 민수”를 보내 보거나, @를 입력해 닉네임을 바꿀 사람을 골라 보세요.
playground-message = 메시지
playground-message-hint = /nick 민수 – @를 입력하면 멘션할 수 있어요
playground-message-hint-direct = /nick help
playground-mention-bot = 멘션
playground-mention-bot-why = 그룹에서 봇은 자신을 멘션한 메시지만 받아요.
playground-mention = 함께 멘션
playground-mention-nobody = 없음
playground-picker = 멘션할 사람
playground-send = 보내기
playground-members = 멤버
playground-directory-name = 주소록 이름:
playground-owner = 방장
playground-admin = 관리자
playground-outsider = 외부인
playground-you = 나
playground-bot = 봇
playground-sent-without-session = 답장이 아님
playground-picture = 사진
playground-not-for-bot = 멘션하지 않아서 봇이 볼 수 없는 메시지예요.
playground-unreachable = 봇 서버가 응답하지 않았어요.
playground-refused = 봇 서버가 요청을 거부했어요. HTTP 상태 코드:
playground-calls = DingTalk 호출
playground-calls-empty = 아직 없어요.
playground-calls-used = 이번 달 API 호출
playground-messages-used = 이번 달 메시지
playground-faults = 다음에 일어날 오류
playground-faults-apply = 적용
playground-fault-none = 없음
playground-fault-forbidden-content = 41049: 이름에 금지된 내용이 있음
playground-fault-unknown-group = 34001: DingTalk에 없는 chatid
playground-fault-unknown-user = 40003: DingTalk에 없는 userid
playground-fault-not-in-group = 60124: 그룹에 없는 사람
playground-fault-no-permission = 60011: 앱에 권한이 없음
playground-fault-token-expired = 액세스 토큰이 지금 만료됨
playground-fault-session-expired = 300001: 답장 세션이 만료됨
playground-fault-html = JSON 대신 HTML 페이지
playground-fault-too-fast = 90018: 초당 호출이 너무 많음
playground-fault-quota = 90020: 이번 달 호출을 다 씀
playground-fault-reset = 연결 끊김
playground-commands = 명령어
playground-connection-lost = 연습장에 연결할 수 없어요. 중지됐을 수 있으며, 페이지가 자동으로 다시 시도해요.

directory-name-refused = 주소록의 이름이 너무 길거나 쓸 수 없는 글자가 있어서 바꾸지 않았어요. /nick 뒤에 원하는 이름을 써서 보내거나, 관리자에게 주소록 이름을 바꿔 달라고 해 주세요(하루에 한 번 확인해요).
directory-name-refused-other = { $target } 님의 주소록 이름이 너무 길거나 쓸 수 없는 글자가 있어서 바꾸지 않았어요. /nick 뒤에 @로 그분을 고르고 다른 이름을 써서 보내거나, 관리자에게 주소록 이름을 바꿔 달라고 해 주세요(하루에 한 번 확인해요).
directory-name-forbidden = DingTalk이 주소록 이름을 닉네임으로 허용하지 않아요. /nick 뒤에 원하는 이름을 써서 보내거나, 관리자에게 주소록 수정을 부탁해 주세요. 주소록은 하루에 한 번 확인해요.
directory-name-forbidden-other = DingTalk이 { $target } 님의 주소록 이름을 닉네임으로 허용하지 않아요. /nick 뒤에 @로 그분을 고르고 다른 이름을 쓰거나, 관리자에게 주소록 수정을 부탁해 주세요. 주소록은 하루에 한 번 확인해요.
job-unreadable = 메시지는 받았지만 지금 버전에서는 저장된 내용을 읽을 수 없어 아직 처리하지 못했어요. 30분 안에 변화가 없으면 다시 보내 주세요. (코드 job-unreadable)
plan-unreadable = 이 계획을 더는 읽을 수 없어서 아무 이름도 바꾸지 않았어요. 새로 만들어 주세요: /nick apply (코드 plan-unreadable)
reaction-done = 완료
request-unreadable = 이 요청을 더는 읽을 수 없어서 아무 이름도 바꾸지 않았어요. 요청한 분이 다시 요청하면 돼요. (코드 request-unreadable)

doctor-well = 제가 볼 수 있는 범위에서는 모두 정상이에요.
doctor-line = { $words } ({ $code })
doctor-more = 그 밖에 { $count }건이 더 있어요. 봇 운영자가 “dingnick doctor”로 볼 수 있어요.
doctor-not-reached = 이 그룹은 아직 연결되지 않아 닉네임을 바꿀 수 없어요: /nick status
doctor-language = 이 그룹의 언어를 할 줄 몰라요: /nick lang ko
doctor-waiting = 2분 넘게 기다리는 명령이 있어요.
doctor-given-up = 최근 며칠 사이 포기한 명령이 있어요.
doctor-unanswered = 제 답장 일부가 도착하지 않았어요.
doctor-calls = 이번 달 DingTalk 호출이 얼마 남지 않았어요: /nick status
doctor-messages = 이번 달 봇 메시지가 얼마 남지 않았어요: /nick status
doctor-other = 제 설정에 문제가 있어요. 봇 운영자에게 알려 주세요.
