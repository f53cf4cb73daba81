# Kata-kata bot, Bahasa Melayu (Malaysia). Kunci dan argumennya sama dalam setiap bahasa.
# $who, $target: sebutan atau nama. $old, $new, $typed: teks yang ditulis orang, sudah dibuat selamat.

# Permulaan jawapan apabila tiada sesiapa boleh disebut.
addressed-by-name = { $name }: { $text }

renamed = Nama samaran anda di sini kini “{ $new }”.
renamed-from = Nama samaran anda di sini telah ditukar daripada “{ $old }” kepada “{ $new }”.
renamed-other = Nama samaran { $target } di sini kini “{ $new }”.
renamed-other-from = Nama samaran { $target } di sini telah ditukar daripada “{ $old }” kepada “{ $new }”.

two-sentences = { $first } { $second }

expired = Saya tidak sempat melakukannya dalam masa setengah jam, jadi tiada apa-apa diubah. Jika masih perlu, sila hantar semula.

too-often = Terlalu cepat, jadi yang ini saya abaikan: had setiap orang ialah { $count } permintaan { $period }. Sila hantar semula selepas { $wait } saat.
too-often-group = Kumpulan ini terlalu cepat untuk saya, jadi yang ini saya abaikan: had setiap kumpulan ialah { $count } permintaan { $period }. Sila hantar semula selepas { $wait } saat.
period-s = sesaat
period-min = seminit
period-h = sejam

name-empty = Tiada apa-apa yang kelihatan dalam nama itu, jadi tiada apa-apa diubah.
name-too-long = Nama itu terlalu panjang, jadi tiada apa-apa diubah: ada { $count } aksara, sedangkan hadnya { $max }. Sila hantar nama yang lebih pendek.
name-link = Nama samaran tidak boleh berupa alamat web, jadi tiada apa-apa diubah. Sila hantar tanpa “://” dan “www.”.
name-control = Aksara ke-{ $position } dalam nama itu ({ $code-point }) tidak boleh digunakan, jadi tiada apa-apa diubah. Sila taip nama itu, jangan tampal.
name-line-break = Nama samaran hanya satu baris, jadi tiada apa-apa diubah. Sila hantar tanpa baris baharu.
name-direction = Aksara ke-{ $position } dalam nama itu ({ $code-point }) menyongsangkan arah teks, jadi tiada apa-apa diubah. Sila taip nama itu, jangan tampal.
name-invisible = Aksara ke-{ $position } dalam nama itu ({ $code-point }) tidak kelihatan, jadi tiada apa-apa diubah. Sila taip nama itu, jangan tampal.
name-private-use = Aksara ke-{ $position } dalam nama itu ({ $code-point }) tidak dipaparkan pada telefon orang lain, jadi tiada apa-apa diubah. Sila guna aksara lain.
name-noncharacter = Aksara ke-{ $position } dalam nama itu ({ $code-point }) bukan huruf atau simbol, jadi tiada apa-apa diubah. Sila taip nama itu, jangan tampal.
name-stacked-mark = Aksara ke-{ $position } dalam nama itu mempunyai terlalu banyak tanda pada satu huruf, jadi tiada apa-apa diubah. Sila hantar tanpa tanda itu.
name-instead = Anda boleh hantar ini:

denied-not-owner = Anda tidak boleh menukar nama samaran orang lain di sini, jadi tiada apa-apa diubah. Untuk nama sendiri, hantar /nick dan nama baharu; untuk orang lain, minta pemilik kumpulan atau pentadbir bot.
denied-governors-only = Hanya pemilik kumpulan dan pentadbir bot menukar nama samaran di sini, jadi tiada apa-apa diubah. Sila minta bantuan mereka.
denied-not-governor = Hanya pemilik kumpulan dan pentadbir bot boleh melakukannya, jadi tiada apa-apa dibuat. Sila minta bantuan mereka.
denied-locked = Nama samaran ini dikunci, jadi tidak diubah. Sila hubungi pemilik kumpulan atau pentadbir bot.
denied-reserve = Panggilan DingTalk organisasi untuk bulan ini hampir habis dan bakinya disimpan untuk pemilik kumpulan dan pentadbir bot, jadi tiada apa-apa diubah. Sila minta bantuan mereka, atau tunggu bulan depan.
denied-owner-unknown-because = Hanya pemilik kumpulan dan pentadbir bot boleh melakukannya, tetapi saya tidak dapat mengetahui siapa pemiliknya, jadi tiada apa-apa dibuat. { $reason }
denied-owner-unknown = Hanya pemilik kumpulan dan pentadbir bot boleh melakukannya, tetapi buat masa ini saya tidak dapat mengetahui siapa pemiliknya, jadi tiada apa-apa dibuat. Sila hantar semula beberapa minit lagi.

not-bound = Saya belum disambungkan kepada kumpulan ini, jadi nama samaran belum boleh ditukar.
bound = Saya sudah disambungkan kepada kumpulan ini dan nama samaran boleh ditukar. Cuba: hantar /nick dan nama baharu.
bind-other-group = ID itu milik kumpulan lain, jadi tidak disimpan. Sila pilih kumpulan ini semasa mencarinya.
bind-unknown-chatid = DingTalk tidak mengenali ID itu, jadi tidak disimpan. Sila semak dan hantar semula.
bind-refused = DingTalk tidak mengesahkan ID itu, jadi tidak disimpan. { $reason }

taps-adopt = Dalam DingTalk, pemilik kumpulan menyambungkan saya: tetapan kumpulan → Pengurusan kumpulan → Bar pintasan → Urus cool app → Tetapan templat kumpulan → hidupkan templat.
taps-release = Dalam DingTalk, pemilik kumpulan membatalkannya: tetapan kumpulan → Pengurusan kumpulan → Bar pintasan → Urus cool app → Tetapan templat kumpulan → matikan templat.
template-where = Tiada templat? Pengendali bot membuatnya dalam konsol pembangun: Open capabilities → Scene groups → Group templates.
ready-adopt-owner =
    Anda pemilik kumpulan ini, jadi anda boleh menyambungkan saya. Hantar:
    /nick adopt
ready-adopt-member =
    Pemilik kumpulan boleh menyambungkan saya dengan menghantar:
    /nick adopt
ready-adopt-admin =
    Pemilik kumpulan boleh menyambungkan saya dengan /nick adopt. Atau lakukannya untuk mereka dalam baris perintah:
    dingnick groups adopt { $group } --owner USERID
ready-retitle-owner = Anda pemilik kumpulan ini, jadi anda boleh menyambungkan saya: tukar nama kumpulan, kemudian tukar balik.
ready-retitle-member = Untuk menyambungkan saya: tukar nama kumpulan, kemudian tukar balik. Jika tidak boleh, sila minta pemilik kumpulan.
ready-by-hand-admin = Tetapkan DINGTALK_GROUP_TEMPLATE_ID, kemudian pemilik kumpulan boleh menyambungkan saya dengan /nick adopt. Templat dibuat dalam konsol pembangun: Open capabilities → Scene groups → Group templates.
adopt-proposed =
    Kumpulan ini akan menjadi kumpulan templat dalam DingTalk, dan saya boleh menukar nama samaran. Perlu satu panggilan DingTalk, dan hanya pemilik kumpulan boleh melakukannya. Untuk membatalkannya: /nick release. Untuk melaksanakannya, hantar dalam masa setengah jam:
    /nick confirm { $number }
release-proposed =
    Kumpulan ini akan menjadi kumpulan biasa semula dalam DingTalk, dan mungkin saya tidak boleh lagi menukar nama samaran. Perlu satu panggilan DingTalk, dan hanya pemilik kumpulan boleh melakukannya. Untuk melaksanakannya, hantar dalam masa setengah jam:
    /nick confirm { $number }
changed-adopted = Kumpulan ini kini kumpulan templat, dan nama samaran boleh ditukar. Cuba: hantar /nick dan nama baharu. Untuk membatalkannya: /nick release
changed-released =
    Kumpulan ini kembali menjadi kumpulan biasa. Untuk menyambungkan saya semula, pemilik kumpulan boleh menghantar:
    /nick adopt
kind-change-too-old =
    Pelan { $number } sudah lebih setengah jam, jadi tiada apa-apa dibuat. Untuk bermula semula, hantar:
    { $line }
owner-only = Hanya pemilik kumpulan boleh melakukannya, jadi tiada apa-apa dibuat.
owner-only-ask =
    { $text } Sila minta pemilik kumpulan menghantar:
    { $line }
not-adopted = Saya tidak menjumpai templat dalam kumpulan ini, jadi tiada apa-apa untuk dibatalkan. Tetapan kumpulan: /nick status

unchanged = Nama samaran anda di sini memang sudah “{ $name }”.
unchanged-other = Nama samaran { $target } di sini memang sudah “{ $name }”.
nothing-to-undo = Saya belum pernah menukar nama samaran anda, jadi tiada apa-apa untuk dibatalkan. Untuk menukarnya, hantar /nick dan nama baharu.
nothing-to-undo-other = Saya belum pernah menukar nama samaran { $target }, jadi tiada apa-apa untuk dibatalkan.
old-name-unknown =
    DingTalk tidak memberitahu nama anda sebelum ini, jadi saya tidak dapat mengembalikannya. Untuk guna nama dalam direktori, hantar:
    /nick reset
old-name-unknown-other =
    DingTalk tidak memberitahu nama { $target } sebelum ini, jadi saya tidak dapat mengembalikannya. Untuk guna nama dalam direktori, hantar:
    /nick reset @ahli

requested = Anda memohon “{ $name }”; pemilik kumpulan atau pentadbir bot perlu bersetuju (permohonan #{ $number }). Mereka boleh hantar: /nick approve { $number } (atau: /nick reject { $number } sebab)
requested-other = Anda memohon “{ $name }” untuk { $target }; pemilik kumpulan atau pentadbir bot perlu bersetuju (permohonan #{ $number }). Mereka boleh hantar: /nick approve { $number } (atau: /nick reject { $number } sebab)
request-unknown = Tiada permohonan #{ $number } dalam kumpulan ini. Yang masih menunggu: /nick status
request-decided-before = Permohonan #{ $number } telah diputuskan, atau telah diganti dengan yang lebih baharu.
approved = Permohonan #{ $number } diluluskan: nama samaran { $target } kini “{ $new }”.
requested-again = Permohonan itu menunggu semula, kini sebagai permohonan #{ $number }.
approved-in-vain = Permohonan #{ $number } diluluskan, tetapi nama samaran { $target } tidak berjaya ditukar: { $reason }
rejected = Permohonan #{ $number } daripada { $target } untuk “{ $name }” tidak diluluskan.
rejected-because = Permohonan #{ $number } daripada { $target } untuk “{ $name }” tidak diluluskan: { $reason }
request-expired = Permohonan #{ $number } anda untuk “{ $name }” tidak diputuskan dalam masa tujuh hari, jadi sudah luput. Jika masih perlu, sila mohon semula.

looks-like-owner = Nama itu terlalu serupa dengan nama pemilik kumpulan, “{ $name }”, jadi tidak diterima. Sila pilih nama lain.
looks-like-admin = Nama itu terlalu serupa dengan nama pentadbir bot, “{ $name }”, jadi tidak diterima. Sila pilih nama lain.
looks-like-sub-admin = Nama itu terlalu serupa dengan nama pentadbir kumpulan, “{ $name }”, jadi tidak diterima. Sila pilih nama lain.
looks-like-bot = Nama itu terlalu serupa dengan nama saya, “{ $name }”, jadi tidak diterima. Sila pilih nama lain.
looks-like-reserved = “{ $name }” dan yang serupa dengannya dikhaskan dalam kumpulan ini, jadi nama tidak ditukar. Sila pilih nama lain.
looks-like-member = Nama itu terlalu serupa dengan nama ahli lain, “{ $name }”, jadi tidak diterima. Sila pilih nama lain, contohnya dengan kelas atau jabatan anda.
ask-for-it = Jika nama itu memang milik anda, pemilik kumpulan atau pentadbir bot boleh meluluskannya. Hantar:
note-looks-like = Nota: nama ini serupa dengan “{ $name }”, nama seseorang di sini.
note-calls-low = Nota: tinggal { $left } daripada { $allowance } panggilan DingTalk bulan ini.

changed-allow-self = Kini ahli boleh menukar nama samaran sendiri, manakala pemilik kumpulan dan pentadbir bot boleh menukar nama semua orang.
changed-allow-owner = Kini hanya pemilik kumpulan dan pentadbir bot boleh menukar nama samaran.
changed-allow-everyone = Kini semua orang boleh menukar nama samaran sesiapa sahaja.
changed-approval-on = Mulai sekarang, nama samaran baharu ahli menunggu persetujuan pemilik kumpulan atau pentadbir bot: /nick approve dan nombor permohonan.
changed-approval-off = Mulai sekarang, ahli menukar nama samaran tanpa kelulusan. Permohonan yang menunggu masih boleh diputuskan.
changed-welcome-on = Mulai sekarang, saya memberi ahli baharu nama mengikut format kumpulan ini, dan bertanya jika ada yang saya tidak tahu.
changed-welcome-off = Mulai sekarang, saya tidak menukar nama ahli baharu.
changed-format-off = Kini format nama samaran bebas.
changed-format = Kini nama samaran ditulis begini: { $shape }.
changed-format-example = { $text } Nama anda, contohnya: { $example }
changed-format-check = Semak nama yang belum sepadan: /nick check
changed-use = Mulai sekarang nama di sini mengikut peraturan “{ $rule }”.
rule-unknown = Tiada peraturan “{ $rule }”, jadi tiada apa yang diubah. Yang ada: { $known }. Untuk menukar nama, hantar /nick dan nama itu.
rule-none = Belum ada peraturan “{ $rule }”, jadi tiada apa yang diubah. Pengendali bot membuatnya dengan arahan dingnick rules set. Untuk menukar nama, hantar /nick dan nama itu.
changed-lookalikes-refuse = Kini nama yang serupa dengan nama ahli lain tidak diberikan.
changed-lookalikes-warn = Kini nama yang serupa dengan nama ahli lain diberikan dengan satu peringatan.
changed-lookalikes-allow = Kini nama yang serupa dengan nama ahli lain diberikan.
changed-language = Mulai sekarang saya menggunakan Bahasa Melayu di sini.
changed-trust = { $target } kini boleh menukar nama samaran orang lain di sini.
changed-untrust = { $target } tidak lagi boleh menukar nama samaran orang lain di sini.
changed-lock = Kini hanya pemilik kumpulan dan pentadbir bot boleh menukar nama samaran { $target }.
changed-unlock = Nama samaran { $target } tidak lagi dikunci.
changed-exempt = Nama samaran { $target } tidak perlu mengikut format kumpulan lagi.
changed-unexempt = Nama samaran { $target } perlu mengikut format kumpulan semula.
changed-reserve = “{ $name }” dan nama yang serupa kini dikhaskan.
changed-unreserve = Kini sesiapa sahaja di sini boleh menggunakan nama “{ $name }”.
language-unknown = Saya belum tahu bahasa “{ $tag }”, jadi tiada apa-apa diubah. Bahasa saya: { $known }. Contohnya, hantar: /nick lang ms
languages = Bahasa saya: { $known }.
language-name = Bahasa Melayu

history-title = Nama samaran anda yang terakhir dalam kumpulan ini:
history-title-other = Nama samaran { $target } yang terakhir dalam kumpulan ini:
history-none = Saya belum pernah menukar nama samaran anda dalam kumpulan ini.
history-none-other = Saya belum pernah menukar nama samaran { $target } dalam kumpulan ini.
history-line = { $old } → { $new }, { $when }
history-line-by = { $old } → { $new }, oleh { $who }, { $when }
history-unknown = (tidak diketahui)
history-more = … dan { $count } lagi; pengendali bot boleh menyenaraikan semuanya
ago-now = baru sahaja
ago-minutes = { $count ->
       *[other] { $count } minit lalu
    }
ago-hours = { $count ->
       *[other] { $count } jam lalu
    }
ago-days = { $count ->
       *[other] { $count } hari lalu
    }
list-comma = ,{" "}
and-more = { " " }… dan { $count } lagi

status-title = Kumpulan ini:
status-bound = Bersambung: nama samaran boleh ditukar.
status-scene = Bersambung (dibuat daripada templat): nama samaran boleh ditukar.
status-unbound = Setahu saya belum bersambung. Pertukaran nama seterusnya di sini akan mencubanya lagi.
status-allow-self = Siapa boleh menukar nama: ahli untuk diri sendiri; pemilik kumpulan dan pentadbir bot untuk semua.
status-allow-owner = Siapa boleh menukar nama: hanya pemilik kumpulan dan pentadbir bot.
status-allow-everyone = Siapa boleh menukar nama: semua orang, untuk sesiapa sahaja.
status-trusted = { $count ->
       *[other] { $count } ahli dipercayai untuk menukar nama orang lain.
    }
status-locked = { $count ->
       *[other] { $count } nama dikunci.
    }
status-format = Format: { $format }
status-format-of-rule = Format: { $format } (peraturan “{ $rule }”)
status-format-off = Format: bebas.
status-exempt = Orang yang tidak perlu mengikut format: { $count }.
status-sources = Bahagian nama diambil daripada senarai nama, kemudian direktori, kemudian yang ditaip.
status-waiting = Nama yang menunggu dikemas kini esok: { $count }.
status-approval = Nama baharu ahli menunggu kelulusan.
status-welcome = Ahli baharu diberi nama mengikut format ini.
status-requests = Permohonan yang menunggu: { $requests } (untuk bersetuju: /nick approve dan nombornya)
status-request = #{ $number } “{ $name }”
status-lookalikes-refuse = Nama yang serupa dengan nama ahli lain: tidak diberikan.
status-lookalikes-warn = Nama yang serupa dengan nama ahli lain: diberikan dengan peringatan.
status-lookalikes-allow = Nama yang serupa dengan nama ahli lain: diberikan.
status-reserved = Dikhaskan di sini: { $names }
status-unreserved = Tidak dikhaskan di sini: { $names }
status-language = Bahasa: { $language }
status-calls = Baki panggilan DingTalk bulan ini: { $left } daripada { $allowance }
status-calls-low = Nota: baki panggilan DingTalk bulan ini: { $left } daripada { $allowance }. Pada 5%, hanya pemilik kumpulan dan pentadbir bot boleh menukar nama.
status-calls-reserved = Nota: baki panggilan DingTalk bulan ini: { $left } daripada { $allowance }. Baki ini disimpan untuk pemilik kumpulan dan pentadbir bot.

misfit-regex = Nama itu tidak mengikut format kumpulan ini, jadi tiada apa-apa diubah. Sila lihat cara orang lain menulis nama mereka, atau tanya pemilik kumpulan.
misfit = Nama itu tidak mengikut format kumpulan ini, jadi tiada apa-apa diubah: { $reason }
with-example = { $text } Hantar begini:
like-this = Nama di sini ditulis: { $shape }.
part-name = nama
part-dept = jabatan
part-title = jawatan
part-jobnumber = nombor pekerja
misfit-part-missing = bahagian { $part } tiada.
misfit-part-missing-rule = bahagian { $part } tiada ({ $rule }).
misfit-part = anda menulis “{ $found }”, sedangkan bahagian { $part } mestilah { $rule }.
misfit-part-wrong = bahagian { $part } tidak boleh “{ $found }”.
misfit-beginning = nama mesti bermula dengan “{ $literal }”.
misfit-literal = “{ $literal }” tiada selepas bahagian { $part }.
misfit-left-over = “{ $text }” tidak sepatutnya ada di hujung.
misfit-not-filled = “{ $part }” hanya petunjuk; gantikan dengan milik anda.
rule-digits-exactly = { $count ->
       *[other] { $count } digit
    }
rule-digits-range = { $least } hingga { $most } digit
rule-digits-least = sekurang-kurangnya { $least } digit
rule-length-exactly = { $count ->
       *[other] { $count } aksara
    }
rule-length-range = { $least } hingga { $most } aksara
rule-length-least = sekurang-kurangnya { $least } aksara
rule-one-of = salah satu daripada: { $words }
parts-missing = Nama itu belum lengkap, jadi tiada apa-apa diubah. Yang masih tiada: { $parts }.
newcomer = Selamat datang! Nama di sini ditulis: { $shape }.
newcomer-parts = Selamat datang! Nama di sini ditulis: { $shape }. Yang belum saya tahu: { $parts }.
newcomer-line = { $text } Sila sebut saya dengan @ dan hantar begini:
newcomer-ask = { $text } Sila sebut saya dengan @, kemudian hantar /nick dan nama lengkap anda.
format-refused =
    Format itu tidak diterima: { $reason } Hantar begini:
    /nick format {"{dept}-{name}"}
format-too-long = panjangnya melebihi { $max } aksara.
format-no-part = tiada apa-apa di dalam kurung dakap.
format-brace = kurung dakap pada aksara ke-{ $position } tiada pasangannya.
format-part-name = “{ $part }” tidak boleh berada dalam kurung dakap: hanya huruf, digit dan _, paling banyak 20.
format-part-twice = “{ $part }” muncul dua kali.
format-parts-touch = perlu ada pemisah antara “{ $first }” dengan “{ $second }”, contohnya tanda sempang.
format-part-regex = aturan untuk “{ $part }” salah, atau terlalu rumit.
format-regex = yang ditulis antara dua tanda / salah, atau terlalu rumit.
format-literal = nama samaran tidak boleh mengandungi “{ $literal }”.
format-longer-than-names = tiada nama samaran sepanjang itu.
note-reserved = Nota: “{ $name }” ialah nama yang dikhaskan, jadi ahli tidak boleh menggunakannya.
note-names-need-format =
    Ini memerlukan format, dan kumpulan ini belum ada. Hantar:
    /nick format {"{dept}-{name}"}
note-hears-no-events = Namun, DingTalk tidak memberitahu saya siapa yang masuk. Sila minta pengendali bot menghidupkan peristiwa kumpulan.

no-format =
    Kumpulan ini tiada format, jadi tiada apa-apa untuk disemak. Pemilik kumpulan boleh hantar:
    /nick format {"{dept}-{name}"}
check-all-fit = Semua nama yang saya tahu ({ $fitting }) ditulis “{ $shape }”.
check-misfits = Nama yang tidak ditulis “{ $shape }”: { $misfits }; yang sudah betul: { $fitting }.
check-line = “{ $name }”
check-line-of = “{ $name }” ({ $person })
check-more = … dan { $count } lagi; betulkan yang ini dahulu, kemudian semak semula
check-unknown = { $count ->
       *[other] { $count } nama tidak saya ketahui.
    }
check-apply = Untuk membetulkan semuanya sekali gus: /nick apply (lihat dahulu, kemudian sahkan)
check-alone = { $title }: { $text }
check-private-sent = Senarai sudah saya hantar melalui mesej peribadi; orang lain tidak melihatnya. Ia memakai satu lagi panggilan DingTalk.
check-private-failed = Saya tidak dapat menghantar mesej peribadi, jadi senarai belum diberitahu. Pengendali bot melihatnya dengan arahan:
check-private-failed-because = Saya tidak dapat menghantar mesej peribadi ({ $reason }), jadi senarai belum diberitahu. Pengendali bot melihatnya dengan arahan:
stats-title = Kumpulan ini dalam { $days } hari lepas:
stats-no-fit = Belum diketahui berapa nama yang sepadan: belum ada format, atau nama belum diketahui.
stats-fit = Nama yang sepadan: { $fitting } daripada { $members } ({ $share }%)
stats-fit-before = Sebelum ini: { $points }
stats-point = { $share }% pada { $day }
stats-count = { $what } { $count }
stats-faults = Paling kerap salah: { $faults }
stats-fault-missing = tiada { $part }
stats-fault-wrong = { $part } lain
stats-fault-literal = tiada “{ $literal }”
stats-fault-left-over = lebihan di hujung
stats-fault-other = bentuk lain
stats-calls = Panggilan DingTalk: { $count } ({ $parts })
stats-no-calls = Panggilan DingTalk: tiada
stats-call-member = nama oleh ahli sendiri
stats-call-governor = nama oleh pemilik dan admin
stats-call-plan = rancangan
stats-call-shell = shell
stats-call-newcomer = ahli baharu
stats-call-again = nama ditetapkan semula
stats-call-look = melihat ahli dan pemilik
stats-call-say = mesej tanpa sesi
stats-messages = Mesej robot: { $count }
stats-refused = Ditolak DingTalk { $count } kali: { $what }
collect-ask =
    Sila semua beritahu saya: { $parts }. Sebut saya dan hantar satu baris seperti ini; menampal seluruh rantaian dengan baris orang lain juga boleh:
    { $line }
collect-noted = Jawapan diterima: { $count }.
collect-unknown = Tiada sesiapa bernama begitu di sini: { $names }. Semak nama itu, atau minta mereka menghantar sendiri.
collect-missing = Masih kurang ({ $count }): { $people }
collect-complete = Sudah lengkap. Untuk meneruskan: /nick collect done
collected-without-format = Jawapan disimpan. Nama perlukan format dahulu: /nick format {"{name}-{number}"}, kemudian /nick apply
collect-nothing = Tiada apa yang ditanya di sini. Untuk bermula: /nick collect {"{name}{number}"}
changed-collect-off = Saya tidak bertanya lagi. Jawapan yang ada tetap disimpan.
reminder = Nama samaran yang belum mengikut “{ $shape }”: { $count }
reminder-line = “{ $name }”: /nick { $instead }
reminder-more = … dan { $count } lagi
reminder-how = Sebut saya dan hantar baris anda sendiri.
reminder-until = Sebut saya dan hantar baris anda sendiri sebelum { $day }.
reminder-owner = Untuk pemilik, sudah diingatkan dan belum ditukar: { $names }
plan = Nama yang akan ditukar: { $count }, setiap satu menggunakan 1 panggilan DingTalk. Baki bulan ini: { $left }.
plan-line = { $person } → { $name }
plan-more = … dan { $count } lagi
plan-later = { $count } nama lagi perlu menunggu bulan depan: panggilan terakhir bulan ini disimpan.
plan-no-room = { $count } nama perlu ditukar, tetapi panggilan terakhir bulan ini disimpan, jadi tiada apa yang dirancang. Hantar /nick apply sekali lagi bulan depan, atau tukar satu demi satu.
plan-confirm = Untuk melaksanakannya, hantar dalam masa setengah jam: /nick confirm { $number }
plan-nothing = Tiada apa-apa perlu dibuat: semua nama yang saya tahu sudah sepadan.
plan-nothing-known = Tiada nama yang boleh saya betulkan.
plan-incomplete = Maklumat saya tidak cukup tentang: { $people }. Mereka boleh hantar /nick dan nama lengkap mereka.
plan-unknown =
    Tiada pelan { $number } dalam kumpulan ini. Untuk membuat pelan, hantar:
    /nick apply
plan-confirmed-before = Pelan { $number } telah disahkan sebelum ini.
plan-too-old =
    Pelan { $number } sudah lapuk (lebih setengah jam, atau formatnya telah berubah), jadi tiada apa-apa dibuat. Untuk membuat yang baharu, hantar:
    /nick apply
plan-begun = Pelan { $number } bermula: { $count } nama. Saya akan melaporkan kemajuannya.
plan-progress = Pelan { $number }: { $done } daripada { $total } siap.
plan-done = Pelan { $number } selesai. Nama yang dibetulkan: { $renamed }.
plan-done-but = Pelan { $number } selesai. Nama yang dibetulkan: { $renamed }; tidak ditukar: { $failed }:
plan-failure = { $count } × { $reason } ({ $people })
plan-failure-of-some = { $count } × { $reason }
plan-superseded = Sementara itu, nama yang lebih baharu telah diminta.
plan-expired = Tidak sempat dibuat dalam masanya.
plan-given-up = Ada masalah di pihak saya.


help-title = Saya menukar nama samaran dalam kumpulan:
help-line = { $usage } – { $description }
hint = Saya hanya menukar nama samaran. Untuk menukar nama anda, hantar /nick dan nama baharu. Yang lain: /nick help
usage =
    “{ $command }” ditulis begini:
    { $usages }
    Contohnya: { $example }
usage-as-name = Jika anda memang mahu nama itu, hantar:
ambiguous = Saya tidak pasti maksud anda, jadi tiada nama ditukar. Sila hantar salah satu baris ini:
ambiguous-one = Saya tidak pasti maksud anda, jadi tiada nama ditukar. Jika ini yang dimaksudkan, sila hantar:
as-a-name = memang nama itu
with-meaning =
    { $text }
    { $meaning }:
placeholder-typed = “{ $typed }” ialah contoh dan bukan nama, jadi tiada nama ditukar. Gantikan dengan nama anda, contohnya hantar: /nick Aisyah
placeholder-person = “{ $typed }” ialah contoh, jadi tiada nama ditukar. Taip @, pilih orangnya daripada senarai yang terbuka, kemudian tulis nama baharu.
unclear = Saya tidak faham, jadi tiada nama ditukar. Hantar /nick dan nama yang anda mahu, contohnya: /nick Aisyah. Fungsi lain: /nick help
mentions-all = Saya tidak boleh menukar nama semua orang sekali gus, jadi tiada nama ditukar. Sila sebut seorang demi seorang; pemilik kumpulan boleh menyeragamkan semua nama: /nick apply
mentions-bot = Nama saya sendiri tidak boleh saya tukar. Untuk menukar nama anda, contohnya hantar: /nick Aisyah
not-text = Saya hanya membaca teks. Saya menukar nama samaran dalam kumpulan: sebut saya di sana, kemudian hantar /nick dan nama baharu.
title-refused = “{ $title }” (atau yang serupa dengannya) dalam nama itu ialah jawatan yang tidak tercatat dalam direktori, jadi nama tidak ditukar. Sila hantar nama tanpa jawatan itu.
replaced = Permintaan anda untuk “{ $name }” telah diganti dengan yang lebih baharu.
replaced-by-other = Permintaan untuk “{ $name }” tidak dilaksanakan: sementara itu, seseorang telah menetapkan nama yang lebih baharu.
withdrawn = Permohonan #{ $number } untuk “{ $name }” telah ditarik balik.
nothing-to-withdraw = Anda tiada permohonan yang menunggu.
daily-cap = Had harian tukar nama anda sudah habis ({ $count } kali sehari bagi setiap ahli), jadi tiada apa-apa diubah. Anda boleh sambung esok mulai { $free-at }; jika mustahak, minta pemilik kumpulan atau pentadbir bot.
daily-cap-group = Had harian tukar nama ahli kumpulan ini sudah habis ({ $count } kali sehari), jadi tiada apa-apa diubah. Anda boleh sambung esok mulai { $free-at }; jika mustahak, minta pemilik kumpulan atau pentadbir bot.
note-undo = Bukan ini yang anda mahu? Hantar: /nick undo
note-undo-other = Bukan ini yang anda mahu? Hantar: /nick undo { $user }
note-messages-low = Nota: tinggal { $left } daripada { $allowance } mesej bot bulan ini.
note-quiet-costs = Nota: setiap reaksi mungkin menggunakan satu lagi panggilan DingTalk.
changed-quiet-on = Mulai sekarang saya hanya memberi reaksi pada mesej jika pertukaran nama berjaya; jika tidak, saya tetap menjelaskan sebabnya.
changed-quiet-off = Mulai sekarang saya menjawab dengan kata-kata apabila pertukaran nama berjaya.
changed-remind-daily = Pada hari bekerja pukul { $hour }.00 saya beritahu di sini nama samaran siapa yang belum mengikut format. Setiap kali guna 1 mesej bot dan paling banyak 2 panggilan DingTalk. Untuk berhenti: /nick remind off
changed-remind-weekly = Setiap Isnin pukul { $hour }.00 saya beritahu di sini nama samaran siapa yang belum mengikut format. Setiap kali guna 1 mesej bot dan paling banyak 2 panggilan DingTalk. Untuk berhenti: /nick remind off
changed-remind-until = Hingga { $day }, pada hari bekerja pukul { $hour }.00, saya ingatkan yang belum menukar; selepas itu pemilik mendapat senarainya. Setiap kali guna 1 mesej bot dan paling banyak 2 panggilan DingTalk. Untuk berhenti: /nick remind off
changed-remind-off = Saya tidak akan mengingatkan lagi.
remind-at-night = Saya tidak mengingatkan pada waktu malam. Pilih pukul 8 hingga 21: /nick remind daily 9
remind-in-the-past = Hari itu sudah berlalu. Tulis hari yang akan datang: /nick remind until 2030-12-01
status-quiet = Kejayaan ditunjukkan dengan reaksi, tanpa mesej.
status-remind-daily = Peringatan: hari bekerja pukul { $hour }.00.
status-remind-weekly = Peringatan: Isnin pukul { $hour }.00.
status-remind-until = Peringatan: hingga { $day }, hari bekerja pukul { $hour }.00.
status-collect = Ditanya: { $parts }. Siapa yang kurang: /nick collect
status-messages = Baki mesej bot bulan ini: { $left } daripada { $allowance }
status-unread-owner = Saya belum tahu siapa pemilik kumpulan, jadi saya tidak dapat menghalang orang menyamar sebagai pemilik.
status-unread-sub-admins = Saya belum tahu siapa pentadbir kumpulan, jadi saya tidak dapat menghalang orang menyamar sebagai mereka.
status-unread-directory = Saya belum boleh membaca direktori, jadi saya hanya melindungi nama yang pernah saya lihat.
status-unread-members = Saya belum membaca senarai ahli, jadi saya hanya melindungi nama yang pernah saya lihat.
whoami = Nama anda dalam kumpulan ini ialah “{ $name }”.
whoami-since = Nama anda dalam kumpulan ini ialah “{ $name }”; ditukar { $when }.
whoami-given = Nama anda dalam kumpulan ini ialah “{ $name }”; ditukar oleh { $who } { $when }.
whoami-unknown = Saya belum tahu nama anda dalam kumpulan ini.
whoami-governs = Anda boleh menukar nama samaran semua orang dan tetapan kumpulan ini.
whoami-locked = Nama samaran anda dikunci: hanya pemilik kumpulan dan pentadbir bot boleh menukarnya.
whoami-renames-others = Anda boleh menukar nama samaran sendiri dan orang lain.
whoami-renames-self = Anda boleh menukar nama samaran sendiri.
whoami-renames-nobody = Dalam kumpulan ini, pemilik kumpulan dan pentadbir bot yang menukar nama samaran.
whoami-waiting = Permohonan #{ $number } anda untuk “{ $name }” menunggu pemilik kumpulan atau pentadbir bot.
help-footer = Dalam kumpulan, sebut saya di hadapan. Yang lain: /nick help all
help-footer-all = Dalam kumpulan, sebut saya di hadapan, dan pilih @ahli daripada senarai yang terbuka.
help-help-all = semua fungsi saya
help-topic-names = tukar nama, undurkan, sejarah
help-topic-rules = format, peringatan, tukar ramai
help-topic-people = kunci, kelulusan, nama khas
help-topic-group = sambungan, bahasa, senyap
help-whoami = nama saya di sini, dan apa yang boleh saya buat
help-request = mohon nama yang memerlukan kelulusan
help-withdraw = tarik balik permohonan anda
help-quiet = reaksi sahaja, tanpa jawapan, apabila pertukaran nama berjaya
example-help = /nick help
example-undo = /nick undo
example-reset = /nick reset
example-history = /nick history 5
example-status = /nick status
example-doctor = /nick doctor
example-whoami = /nick whoami
example-request = /nick request Cikgu Aminah
example-withdraw = /nick withdraw
example-bind = /nick bind chat0123456789abcdef0123456789abcdef
example-adopt = /nick adopt
example-release = /nick release
example-allow = /nick allow self
example-trust = /nick trust @Aisyah
example-untrust = /nick untrust @Aisyah
example-lock = /nick lock @Aisyah
example-unlock = /nick unlock @Aisyah
example-exempt = /nick exempt @Aisyah
example-unexempt = /nick unexempt @Aisyah
example-format = /nick format {"{dept}-{name}"}
example-use = /nick use kelas
example-check = /nick check
example-stats = /nick stats
example-collect = /nick collect {"{name}{number}"}
example-remind = /nick remind daily 9
example-apply = /nick apply
example-confirm = /nick confirm 3
example-reserved = /nick reserved add Ketua Jurulatih
example-lookalikes = /nick lookalikes refuse
example-welcome = /nick welcome on
example-quiet = /nick quiet on
example-approval = /nick approval on
example-approve = /nick approve 3
example-reject = /nick reject 3 sila guna nama sebenar anda
example-lang = /nick lang ms
name-missing = Nama baharu tiada, jadi tiada apa-apa diubah. Tulis selepas sebutan @, contohnya: /nick @ahli Aisyah
too-many-mentioned = Anda menyebut lebih daripada seorang dan saya tidak tahu nama mana untuk siapa, jadi tiada nama ditukar. Sila tukar seorang demi seorang.
mention-within = Orang yang anda sebut hendak ditukar namanya, atau masuk dalam nama? Tiada yang ditukar. Untuk nama anda sendiri, taip tanpa @, contohnya: /nick Ibu Aisyah
mention-within-theirs = Untuk menukar namanya:
pick-person = Untuk @ahli, taip @ dan pilih orangnya daripada senarai yang terbuka.
typed-mention = Saya tidak tahu siapa yang anda maksudkan, jadi tiada nama ditukar. Taip @, pilih orangnya daripada senarai yang terbuka, kemudian tulis nama baharu.
sender-outside = Saya tidak nampak anda sebagai ahli organisasi ini, jadi nama samaran anda tidak boleh ditukar. Nama tetamu luar memang tidak boleh ditukar; jika anda bukan tetamu, tanya pengendali bot (mungkin bot belum diterbitkan).
target-outside = Orang yang anda sebut bukan ahli organisasi ini, jadi nama samarannya tidak boleh ditukar.
only-in-groups = Saya menukar nama samaran dalam kumpulan sahaja. Sebut saya dalam kumpulan itu, kemudian hantar /nick dan nama baharu.

placeholder-name = Nama Baharu
placeholder-user = @ahli
placeholder-reason = sebab

help-rename = nama samaran anda sendiri
help-rename-other = nama samaran orang lain
help-rename-literal = nama yang kelihatan seperti arahan
help-help = bantuan ini
help-undo = kembali kepada nama sebelumnya
help-undo-other = kembalikan nama sebelumnya bagi orang lain
help-reset = kembali kepada nama anda dalam direktori
help-reset-other = kembalikan nama orang lain dalam direktori
help-history = pertukaran terakhir anda
help-history-other = pertukaran terakhir orang lain
help-status = tetapan kumpulan ini
help-doctor = apa yang menghalang kumpulan ini daripada berfungsi
help-bind = beritahu saya ID kumpulan ini untuk menyambungkan saya
help-adopt = jadikan kumpulan templat untuk menyambungkan saya
help-release = jadikan kumpulan biasa semula
help-allow = siapa boleh menukar nama siapa
help-trust = benarkan ahli menukar nama orang lain
help-untrust = tidak lagi
help-lock = hanya pemilik kumpulan dan pentadbir bot boleh menukar nama ini
help-unlock = tidak lagi
help-exempt = nama ini tidak perlu mengikut format
help-unexempt = perlu mengikut format semula
help-format = format nama samaran
help-format-off = format nama samaran bebas
help-format-regex = untuk pengguna mahir
help-use = format daripada peraturan yang dikongsi banyak kumpulan
help-check = siapa yang tidak mengikut format
help-check-private = sama, dihantar kepada anda seorang; satu lagi panggilan DingTalk
help-stats = berapa nama sepadan, panggilan untuk apa, apa yang paling kerap salah
help-collect = tanya semua orang perkara yang belum diketahui; boleh berantai
help-collect-done = tamatkan dengan rancangan mengikut jawapan, atau berhenti bertanya
help-remind = ingatkan yang namanya belum mengikut format, hari bekerja atau Isnin
help-remind-until = ingatkan hingga hari itu, kemudian pemilik mendapat senarainya
help-apply = betulkan semua nama, selepas melihat pelan
help-confirm = teruskan sesuatu pelan
help-approval = sama ada menukar nama sendiri perlu kelulusan
help-welcome = beri nama kepada ahli baharu
help-approve = luluskan permohonan
help-reject = tolak permohonan
help-reserve = khaskan nama supaya tiada ahli menggunakannya
help-unreserve = tidak lagi
help-lookalikes = nama yang serupa dengan nama ahli lain
help-lang = bahasa kumpulan ini

# Apa yang DingTalk kata. Setiap satu berakhir dengan kodnya.
coded = { $text } (kod { $code })
error-internal = Ada masalah di pihak saya. Sila hantar semula; jika gagal lagi, hubungi pengendali bot.

# Halaman `dingnick playground`.
playground-language-name = Bahasa Melayu
playground-title = Ruang cuba dingnick
playground-tagline = DingTalk olok-olok dengan bot sebenar. Tiada apa-apa keluar dari komputer ini.
playground-language = Bahasa
playground-group = Sembang
playground-direct-chat = Hanya anda dan bot
playground-you-are = Anda ialah
playground-show = Tunjukkan
playground-chat = Mesej
playground-chat-empty = Belum ada sesiapa bersuara. Cuba “/nick Aisyah”, atau taip @ dan pilih orang untuk ditukar namanya.
playground-message = Mesej
playground-message-hint = /nick Aisyah – taip @ untuk menyebut seseorang
playground-message-hint-direct = /nick help
playground-mention-bot = Sebut
playground-mention-bot-why = Dalam kumpulan, bot hanya menerima mesej yang menyebutnya.
playground-mention = Sebut juga
playground-mention-nobody = tiada sesiapa
playground-picker = Siapa yang hendak disebut
playground-send = Hantar
playground-members = Ahli
playground-directory-name = Dalam direktori:
playground-owner = Pemilik
playground-admin = Pentadbir
playground-outsider = Orang luar
playground-you = Anda
playground-bot = Bot
playground-sent-without-session = bukan sebagai balasan
playground-picture = Gambar
playground-not-for-bot = Bot tidak nampak mesej ini kerana tidak disebut.
playground-unreachable = Pelayan bot tidak menjawab.
playground-refused = Pelayan bot menolaknya. Status HTTP:
playground-calls = Panggilan kepada DingTalk
playground-calls-empty = Belum ada.
playground-calls-used = Panggilan API bulan ini
playground-messages-used = Mesej bulan ini
playground-faults = Ralat seterusnya
playground-faults-apply = Guna
playground-fault-none = Tiada
playground-fault-forbidden-content = 41049: nama mengandungi kandungan terlarang
playground-fault-unknown-group = 34001: DingTalk tidak mengenali chatid
playground-fault-unknown-user = 40003: DingTalk tidak mengenali userid
playground-fault-not-in-group = 60124: orang itu tiada dalam kumpulan
playground-fault-no-permission = 60011: aplikasi tiada kebenaran
playground-fault-token-expired = Token akses luput sekarang
playground-fault-session-expired = 300001: sesi balasan sudah luput
playground-fault-html = Halaman HTML, bukan JSON
playground-fault-too-fast = 90018: terlalu banyak panggilan sesaat
playground-fault-quota = 90020: panggilan bulan ini sudah habis
playground-fault-reset = Sambungan terputus
playground-commands = Arahan
playground-connection-lost = Tiada sambungan ke ruang cuba. Mungkin ia telah dihentikan; halaman ini akan mencuba semula sendiri.

directory-name-refused = Nama anda dalam direktori terlalu panjang atau ada aksara yang tidak boleh digunakan, jadi nama tidak ditukar. Sila hantar /nick dan nama lain, atau minta pentadbir menukarnya di sana; saya semak sekali sehari.
directory-name-refused-other = Nama { $target } dalam direktori terlalu panjang atau ada aksara yang tidak boleh digunakan, jadi nama tidak ditukar. Sila hantar /nick, pilih orangnya dengan @ dan tulis nama lain, atau minta pentadbir menukarnya di sana; saya semak sekali sehari.
directory-name-forbidden = DingTalk tidak membenarkan nama anda dalam direktori sebagai nama samaran. Hantar /nick dan nama lain, atau minta pentadbir menukarnya di sana; saya semak sekali sehari.
directory-name-forbidden-other = DingTalk tidak membenarkan nama { $target } dalam direktori sebagai nama samaran. Hantar /nick, pilih orangnya dengan @ dan tulis nama lain, atau minta pentadbir menukarnya di sana; saya semak sekali sehari.
job-unreadable = Mesej anda sudah saya terima, tetapi versi saya ini tidak dapat membaca simpanannya, jadi belum ada apa-apa dibuat. Jika tiada apa-apa berlaku dalam masa setengah jam, sila hantar semula. (kod job-unreadable)
plan-unreadable = Saya tidak lagi dapat membaca pelan ini, dan tiada nama ditukar. Sila buat semula: /nick apply (kod plan-unreadable)
reaction-done = Selesai
request-unreadable = Permohonan ini tidak dapat saya baca lagi, jadi tiada nama yang ditukar. Orang yang memohon hanya perlu memohon sekali lagi. (kod request-unreadable)

doctor-well = Semua yang saya nampak dari sini dalam keadaan baik.
doctor-line = { $words } ({ $code })
doctor-more = dan { $count } lagi: pengendali bot melihatnya dengan “dingnick doctor”.
doctor-not-reached = Kumpulan ini belum bersambung, jadi nama samaran tidak boleh ditukar: /nick status
doctor-language = Saya tidak tahu bahasa kumpulan ini: /nick lang ms
doctor-waiting = Ada arahan yang menunggu lebih daripada dua minit.
doctor-given-up = Beberapa arahan sejak beberapa hari ini tidak berjaya dan dihentikan.
doctor-unanswered = Sebahagian jawapan saya tidak sampai.
doctor-calls = Panggilan DingTalk bulan ini hampir habis: /nick status
doctor-messages = Mesej robot bulan ini hampir habis: /nick status
doctor-other = Ada yang tidak kena pada tetapan saya; beritahu pengendali bot.
