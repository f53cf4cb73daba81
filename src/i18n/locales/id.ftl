# Kata-kata bot, bahasa Indonesia. Kunci dan argumennya sama di semua bahasa; sebuah pengujian membandingkannya.
# $who, $target: sebutan (@) atau nama. $old, $new, $typed: tulisan orang, sudah dibuat aman.

# Awal jawaban bila tidak ada yang bisa disebut dengan @.
addressed-by-name = { $name }: { $text }

renamed = Nama panggilan Anda di grup ini sekarang “{ $new }”.
renamed-from = Nama panggilan Anda di grup ini sudah diubah dari “{ $old }” menjadi “{ $new }”.
renamed-other = Nama panggilan { $target } di grup ini sekarang “{ $new }”.
renamed-other-from = Nama panggilan { $target } di grup ini sudah diubah dari “{ $old }” menjadi “{ $new }”.

two-sentences = { $first } { $second }

expired = Permintaan ini tidak berhasil saya kerjakan dalam setengah jam, jadi tidak ada yang diubah. Silakan kirim lagi jika masih perlu.

too-often = Terlalu cepat, jadi pesan ini saya lewati: maksimal { $count } pesan { $period } untuk tiap orang. Silakan kirim lagi setelah { $wait } detik.
too-often-group = Grup ini terlalu cepat bagi saya, jadi pesan ini saya lewati: maksimal { $count } pesan { $period } untuk satu grup. Silakan kirim lagi setelah { $wait } detik.
period-s = per detik
period-min = per menit
period-h = per jam

name-empty = Tidak ada yang terlihat di nama itu, jadi tidak ada yang diubah.
name-too-long = Nama itu terlalu panjang, jadi tidak ada yang diubah: { $count } karakter, padahal maksimal { $max }. Silakan kirim yang lebih pendek.
name-link = Nama panggilan tidak boleh berupa alamat web, jadi tidak ada yang diubah. Silakan kirim tanpa “://” dan “www.”.
name-control = Karakter ke-{ $position } di nama itu ({ $code-point }) tidak bisa dipakai, jadi tidak ada yang diubah. Silakan ketik namanya, jangan ditempel.
name-line-break = Nama panggilan hanya satu baris, jadi tidak ada yang diubah. Silakan kirim tanpa baris baru.
name-direction = Karakter ke-{ $position } di nama itu ({ $code-point }) membalik arah tulisan, jadi tidak ada yang diubah. Silakan ketik namanya, jangan ditempel.
name-invisible = Karakter ke-{ $position } di nama itu ({ $code-point }) tidak terlihat, jadi tidak ada yang diubah. Silakan ketik namanya, jangan ditempel.
name-private-use = Karakter ke-{ $position } di nama itu ({ $code-point }) tidak tampil di ponsel orang lain, jadi tidak ada yang diubah. Silakan pakai karakter lain.
name-noncharacter = Karakter ke-{ $position } di nama itu ({ $code-point }) bukan huruf atau tanda, jadi tidak ada yang diubah. Silakan ketik namanya, jangan ditempel.
name-stacked-mark = Karakter ke-{ $position } di nama itu punya terlalu banyak tanda pada satu huruf, jadi tidak ada yang diubah. Silakan kirim tanpa tanda itu.
name-instead = Anda bisa mengirim ini:

denied-not-owner = Anda tidak bisa mengubah nama panggilan orang lain di sini, jadi tidak ada yang diubah. Untuk nama Anda sendiri, kirim /nick dan nama barunya; untuk nama orang lain, hubungi pemilik grup atau admin bot.
denied-governors-only = Di grup ini hanya pemilik grup dan admin bot yang mengubah nama panggilan, jadi tidak ada yang diubah. Silakan minta kepada mereka.
denied-not-governor = Hanya pemilik grup dan admin bot yang bisa melakukan itu, jadi tidak ada yang dilakukan. Silakan minta kepada mereka.
denied-locked = Nama panggilan ini dikunci, jadi tidak diubah. Silakan hubungi pemilik grup atau admin bot.
denied-reserve = Kuota DingTalk organisasi bulan ini hampir habis dan sisanya disimpan untuk pemilik grup dan admin bot, jadi tidak ada yang diubah. Silakan minta kepada mereka, atau tunggu bulan depan.
denied-owner-unknown-because = Hanya pemilik grup dan admin bot yang bisa melakukan itu, dan saya tidak berhasil mengetahui siapa pemilik grup, jadi tidak ada yang dilakukan. { $reason }
denied-owner-unknown = Hanya pemilik grup dan admin bot yang bisa melakukan itu, dan saat ini saya tidak bisa mengetahui siapa pemilik grup, jadi tidak ada yang dilakukan. Silakan kirim lagi setelah beberapa menit.

not-bound = Saya belum terhubung ke grup ini, jadi belum bisa mengubah nama panggilan.
bound = Saya sudah terhubung ke grup ini, dan nama panggilan sekarang bisa diubah. Coba kirim /nick dan nama baru.
bind-other-group = ID itu milik grup lain, jadi tidak disimpan. Pastikan memilih grup ini saat mencari ID-nya.
bind-unknown-chatid = DingTalk tidak mengenal ID itu, jadi tidak disimpan. Silakan periksa dan kirim lagi.
bind-refused = DingTalk tidak membenarkan ID itu, jadi tidak disimpan. { $reason }

taps-adopt = Di DingTalk, pemilik grup menghubungkan saya: pengaturan grup → Manajemen grup → Bilah pintasan → Kelola cool app → Pengaturan templat grup → aktifkan templat.
taps-release = Di DingTalk, pemilik grup membatalkannya: pengaturan grup → Manajemen grup → Bilah pintasan → Kelola cool app → Pengaturan templat grup → matikan templat.
template-where = Jika belum ada templat, pengelola bot membuatnya di konsol pengembang: Open capabilities → Scene groups → Group templates.
ready-adopt-owner =
    Anda pemilik grup ini, jadi Anda bisa menghubungkan saya. Kirim:
    /nick adopt
ready-adopt-member =
    Pemilik grup bisa menghubungkan saya dengan mengirim:
    /nick adopt
ready-adopt-admin =
    Pemilik grup bisa menghubungkan saya dengan /nick adopt. Atau lakukan untuknya di baris perintah:
    dingnick groups adopt { $group } --owner USERID
ready-retitle-owner = Anda pemilik grup ini, jadi Anda bisa menghubungkan saya: ubah nama grup, lalu kembalikan lagi.
ready-retitle-member = Untuk menghubungkan saya: ubah nama grup, lalu kembalikan lagi. Jika tidak bisa, mintalah kepada pemilik grup.
ready-by-hand-admin = Atur DINGTALK_GROUP_TEMPLATE_ID, lalu pemilik grup bisa menghubungkan saya dengan /nick adopt. Templat dibuat di konsol pengembang: Open capabilities → Scene groups → Group templates.
adopt-proposed =
    Grup ini akan menjadi grup templat di DingTalk, dan saya bisa mengubah nama panggilan. Perlu satu kuota DingTalk, dan hanya pemilik grup yang bisa. Untuk membatalkan nanti: /nick release. Untuk menjalankannya, kirim dalam setengah jam:
    /nick confirm { $number }
release-proposed =
    Grup ini akan kembali menjadi grup biasa di DingTalk, dan mungkin saya tidak bisa lagi mengubah nama panggilan. Perlu satu kuota DingTalk, dan hanya pemilik grup yang bisa. Untuk menjalankannya, kirim dalam setengah jam:
    /nick confirm { $number }
changed-adopted = Grup ini sekarang grup templat, dan nama panggilan bisa diubah. Coba kirim /nick dan nama baru. Untuk membatalkan: /nick release
changed-released =
    Grup ini kembali menjadi grup biasa. Untuk menghubungkan saya lagi, pemilik grup bisa mengirim:
    /nick adopt
kind-change-too-old =
    Rencana { $number } sudah lebih dari setengah jam, jadi tidak ada yang dilakukan. Untuk mulai lagi, kirim:
    { $line }
owner-only = Hanya pemilik grup yang bisa melakukan itu, jadi tidak ada yang dilakukan.
owner-only-ask =
    { $text } Mintalah pemilik grup mengirim:
    { $line }
not-adopted = Saya tidak menemukan templat di grup ini, jadi tidak ada yang perlu dibatalkan. Pengaturan grup: /nick status

unchanged = Nama panggilan Anda di grup ini memang sudah “{ $name }”.
unchanged-other = Nama panggilan { $target } di grup ini memang sudah “{ $name }”.
nothing-to-undo = Saya belum pernah mengubah nama panggilan Anda, jadi tidak ada yang bisa dibatalkan. Untuk mengubahnya, kirim /nick dan nama baru.
nothing-to-undo-other = Saya belum pernah mengubah nama panggilan { $target }, jadi tidak ada yang bisa dibatalkan.
old-name-unknown =
    DingTalk tidak memberi tahu nama Anda yang sebelumnya, jadi tidak bisa saya kembalikan. Untuk memakai nama di direktori, kirim:
    /nick reset
old-name-unknown-other =
    DingTalk tidak memberi tahu nama { $target } yang sebelumnya, jadi tidak bisa saya kembalikan. Untuk memakai nama di direktori, kirim:
    /nick reset @anggota

requested = Anda meminta nama “{ $name }”; pemilik grup atau admin bot harus menyetujuinya dulu (permintaan #{ $number }). Mereka bisa mengirim: /nick approve { $number } (atau: /nick reject { $number } alasan)
requested-other = Anda meminta nama “{ $name }” untuk { $target }; pemilik grup atau admin bot harus menyetujuinya dulu (permintaan #{ $number }). Mereka bisa mengirim: /nick approve { $number } (atau: /nick reject { $number } alasan)
request-unknown = Tidak ada permintaan #{ $number } di grup ini. Yang masih menunggu: /nick status
request-decided-before = Permintaan #{ $number } sudah diputuskan, atau sudah diganti permintaan yang lebih baru.
approved = Permintaan #{ $number } disetujui: nama panggilan { $target } sekarang “{ $new }”.
requested-again = Permintaan ini menunggu lagi, sekarang sebagai permintaan #{ $number }.
approved-in-vain = Permintaan #{ $number } disetujui, tetapi nama panggilan { $target } tidak berubah: { $reason }
rejected = Permintaan #{ $number } dari { $target } untuk nama “{ $name }” tidak disetujui.
rejected-because = Permintaan #{ $number } dari { $target } untuk nama “{ $name }” tidak disetujui: { $reason }
request-expired = Permintaan Anda #{ $number } untuk nama “{ $name }” tidak diputuskan siapa pun dalam tujuh hari, jadi sudah berakhir. Silakan minta lagi jika masih perlu.

looks-like-owner = Nama itu terlalu mirip dengan nama pemilik grup, “{ $name }”, jadi tidak dipakai. Silakan pilih yang lain.
looks-like-admin = Nama itu terlalu mirip dengan nama admin bot, “{ $name }”, jadi tidak dipakai. Silakan pilih yang lain.
looks-like-sub-admin = Nama itu terlalu mirip dengan nama admin grup, “{ $name }”, jadi tidak dipakai. Silakan pilih yang lain.
looks-like-bot = Nama itu terlalu mirip dengan nama saya, “{ $name }”, jadi tidak dipakai. Silakan pilih yang lain.
looks-like-reserved = “{ $name }” dan yang mirip dengannya dicadangkan di grup ini, jadi nama tidak diubah. Silakan pilih nama lain.
looks-like-member = Nama itu terlalu mirip dengan nama anggota lain, “{ $name }”, jadi tidak dipakai. Silakan pilih yang lain, misalnya dengan kelas atau departemen Anda.
ask-for-it = Jika memang seharusnya nama Anda, pemilik grup atau admin bot bisa menyetujuinya. Kirim:
note-looks-like = Catatan: nama ini mirip dengan “{ $name }”, nama yang sudah dipakai di sini.
note-calls-low = Catatan: kuota DingTalk bulan ini tersisa { $left } dari { $allowance }.

changed-allow-self = Sekarang anggota boleh mengubah nama panggilannya sendiri; pemilik grup dan admin bot boleh mengubah nama semua orang.
changed-allow-owner = Sekarang hanya pemilik grup dan admin bot yang boleh mengubah nama panggilan.
changed-allow-everyone = Sekarang semua orang boleh mengubah nama panggilan siapa pun.
changed-approval-on = Mulai sekarang, nama panggilan baru anggota menunggu persetujuan pemilik grup atau admin bot: /nick approve dan nomor permintaannya.
changed-approval-off = Mulai sekarang, anggota mengubah nama panggilannya tanpa persetujuan. Permintaan yang masih menunggu tetap bisa diputuskan.
changed-welcome-on = Mulai sekarang, anggota baru saya beri nama sesuai format grup ini, dan saya tanyakan bagian yang belum saya ketahui.
changed-welcome-off = Mulai sekarang, nama anggota baru saya biarkan apa adanya.
changed-format-off = Sekarang nama panggilan bebas bentuknya.
changed-format = Nama panggilan sekarang ditulis seperti ini: { $shape }.
changed-format-example = { $text } Punya Anda, misalnya: { $example }
changed-format-check = Lihat siapa yang belum sesuai: /nick check
changed-use = Mulai sekarang nama di sini mengikuti aturan “{ $rule }”.
rule-unknown = Tidak ada aturan “{ $rule }”, jadi tidak ada yang diubah. Yang ada: { $known }. Untuk mengganti nama, kirim /nick dan namanya.
rule-none = Belum ada aturan “{ $rule }”, jadi tidak ada yang diubah. Pengelola bot membuatnya dengan perintah dingnick rules set. Untuk mengganti nama, kirim /nick dan namanya.
changed-lookalikes-refuse = Sekarang nama yang mirip dengan nama anggota lain tidak diberikan.
changed-lookalikes-warn = Sekarang nama yang mirip dengan nama anggota lain diberikan, dengan catatan.
changed-lookalikes-allow = Sekarang nama yang mirip dengan nama anggota lain diberikan.
changed-language = Mulai sekarang saya berbahasa Indonesia di grup ini.
changed-trust = { $target } sekarang boleh mengubah nama panggilan orang lain di grup ini.
changed-untrust = { $target } tidak lagi boleh mengubah nama panggilan orang lain di grup ini.
changed-lock = Sekarang hanya pemilik grup dan admin bot yang boleh mengubah nama panggilan { $target }.
changed-unlock = Nama panggilan { $target } tidak lagi dikunci.
changed-exempt = Nama panggilan { $target } tidak perlu mengikuti format grup lagi.
changed-unexempt = Nama panggilan { $target } harus mengikuti format grup lagi.
changed-reserve = “{ $name }” sekarang dicadangkan, begitu juga nama yang mirip.
changed-unreserve = Sekarang siapa pun di sini boleh memakai nama “{ $name }”.
language-unknown = Saya belum bisa berbahasa “{ $tag }”, jadi tidak ada yang diubah. Bahasa saya: { $known }. Kirim, misalnya: /nick lang id
languages = Bahasa saya: { $known }.
language-name = Bahasa Indonesia

history-title = Perubahan terakhir nama panggilan Anda di grup ini:
history-title-other = Perubahan terakhir nama panggilan { $target } di grup ini:
history-none = Saya belum pernah mengubah nama panggilan Anda di grup ini.
history-none-other = Saya belum pernah mengubah nama panggilan { $target } di grup ini.
history-line = { $old } → { $new }, { $when }
history-line-by = { $old } → { $new }, oleh { $who }, { $when }
history-unknown = (tidak diketahui)
history-more = … dan { $count } lagi; pengelola bot bisa menampilkan semuanya
ago-now = baru saja
ago-minutes = { $count ->
       *[other] { $count } menit lalu
    }
ago-hours = { $count ->
       *[other] { $count } jam lalu
    }
ago-days = { $count ->
       *[other] { $count } hari lalu
    }
list-comma = ,{" "}
and-more = { " " }… dan { $count } lagi

status-title = Grup ini:
status-bound = Terhubung: nama panggilan bisa diubah.
status-scene = Terhubung (dibuat dari templat): nama panggilan bisa diubah.
status-unbound = Setahu saya belum terhubung. Pergantian nama berikutnya di sini akan mencobanya lagi.
status-allow-self = Yang boleh mengubah: anggota untuk namanya sendiri; pemilik grup dan admin bot untuk semua.
status-allow-owner = Yang boleh mengubah: hanya pemilik grup dan admin bot.
status-allow-everyone = Yang boleh mengubah: semua orang, untuk nama siapa pun.
status-trusted = { $count ->
       *[other] { $count } anggota dipercaya mengubah nama orang lain.
    }
status-locked = { $count ->
       *[other] { $count } nama dikunci.
    }
status-format = Format: { $format }
status-format-of-rule = Format: { $format } (aturan “{ $rule }”)
status-format-off = Format: bebas.
status-exempt = Orang yang tidak perlu mengikuti format: { $count }.
status-sources = Bagian nama diambil dari daftar anggota, lalu direktori, lalu yang diketik.
status-waiting = Nama yang menunggu diperbarui besok: { $count }.
status-approval = Nama baru anggota menunggu persetujuan.
status-welcome = Anggota baru diberi nama dengan format ini.
status-requests = Permintaan yang menunggu: { $requests } (untuk menyetujui: /nick approve dan nomornya)
status-request = #{ $number } “{ $name }”
status-lookalikes-refuse = Nama yang mirip nama anggota lain: tidak diberikan.
status-lookalikes-warn = Nama yang mirip nama anggota lain: diberikan, dengan catatan.
status-lookalikes-allow = Nama yang mirip nama anggota lain: diberikan.
status-reserved = Dicadangkan di sini: { $names }
status-unreserved = Tidak dicadangkan di sini: { $names }
status-language = Bahasa: { $language }
status-calls = Sisa kuota DingTalk bulan ini: { $left } dari { $allowance }
status-calls-low = Catatan: sisa kuota DingTalk bulan ini { $left } dari { $allowance }. Saat tinggal 5%, hanya pemilik grup dan admin bot yang bisa mengubah nama.
status-calls-reserved = Catatan: sisa kuota DingTalk bulan ini { $left } dari { $allowance }. Sisanya disimpan untuk pemilik grup dan admin bot.

misfit-regex = Nama itu tidak sesuai dengan format grup ini, jadi tidak ada yang diubah. Silakan lihat cara penulisan nama anggota lain, atau tanyakan kepada pemilik grup.
misfit = Nama itu tidak sesuai dengan format grup ini, jadi tidak ada yang diubah: { $reason }
with-example = { $text } Kirim seperti ini:
like-this = Penulisan nama di sini: { $shape }.
part-name = nama
part-dept = departemen
part-title = jabatan
part-jobnumber = nomor pegawai
misfit-part-missing = bagian { $part } belum ada.
misfit-part-missing-rule = bagian { $part } belum ada ({ $rule }).
misfit-part = Anda menulis “{ $found }”, padahal bagian { $part } harus { $rule }.
misfit-part-wrong = bagian { $part } tidak boleh “{ $found }”.
misfit-beginning = harus diawali “{ $literal }”.
misfit-literal = “{ $literal }” belum ada setelah bagian { $part }.
misfit-left-over = “{ $text }” di bagian akhir tidak perlu.
misfit-not-filled = “{ $part }” hanya petunjuk; ganti dengan milik Anda.
rule-digits-exactly = { $count ->
       *[other] { $count } digit
    }
rule-digits-range = { $least } sampai { $most } digit
rule-digits-least = minimal { $least } digit
rule-length-exactly = { $count ->
       *[other] { $count } karakter
    }
rule-length-range = { $least } sampai { $most } karakter
rule-length-least = minimal { $least } karakter
rule-one-of = salah satu dari: { $words }
parts-missing = Nama itu belum lengkap, jadi tidak ada yang diubah. Yang belum ada: { $parts }.
newcomer = Selamat datang! Penulisan nama di sini: { $shape }.
newcomer-parts = Selamat datang! Penulisan nama di sini: { $shape }. Yang belum saya ketahui: { $parts }.
newcomer-line = { $text } Silakan sebut saya dengan @ dan kirim seperti ini:
newcomer-ask = { $text } Silakan sebut saya dengan @, lalu kirim /nick dan nama lengkap Anda.
format-refused =
    Format itu tidak dipakai: { $reason } Kirim seperti ini:
    /nick format {"{dept}-{name}"}
format-too-long = lebih dari { $max } karakter.
format-no-part = tidak ada bagian di dalam kurung kurawal.
format-brace = kurung kurawal pada karakter ke-{ $position } tidak punya pasangan.
format-part-name = “{ $part }” tidak bisa dipakai di dalam kurung kurawal: hanya huruf, angka, dan _, maksimal 20.
format-part-twice = “{ $part }” muncul dua kali.
format-parts-touch = harus ada pemisah antara “{ $first }” dan “{ $second }”, misalnya tanda hubung.
format-part-regex = aturan untuk “{ $part }” salah tulis, atau terlalu rumit.
format-regex = yang ada di antara kedua / salah tulis, atau terlalu rumit.
format-literal = nama panggilan tidak boleh berisi “{ $literal }”.
format-longer-than-names = tidak ada nama panggilan sepanjang itu.
note-reserved = Catatan: “{ $name }” adalah nama yang dicadangkan, jadi tidak bisa dipakai anggota.
note-names-need-format =
    Ini memerlukan format, dan grup ini belum punya. Kirim:
    /nick format {"{dept}-{name}"}
note-hears-no-events = Namun DingTalk belum memberi tahu saya siapa yang masuk. Silakan minta pengelola bot mengaktifkan peristiwa grup.

no-format =
    Grup ini tidak punya format, jadi tidak ada yang perlu diperiksa. Pemilik grup bisa mengirim:
    /nick format {"{dept}-{name}"}
check-all-fit = Semua nama yang saya ketahui ({ $fitting }) sudah sesuai “{ $shape }”.
check-misfits = Nama yang tidak sesuai “{ $shape }”: { $misfits }; yang sudah sesuai: { $fitting }.
check-line = “{ $name }”
check-line-of = “{ $name }” ({ $person })
check-more = … dan { $count } lagi; perbaiki yang ini, lalu periksa lagi
check-unknown = { $count ->
       *[other] { $count } nama tidak saya ketahui.
    }
check-apply = Untuk memperbaiki semuanya sekaligus: /nick apply (lihat dulu, baru konfirmasi)
check-alone = { $title }: { $text }
check-private-sent = Daftarnya sudah saya kirim lewat pesan pribadi; orang lain tidak melihatnya. Ini memakai satu panggilan DingTalk lagi.
check-private-failed = Saya tidak bisa mengirim pesan pribadi, jadi daftarnya belum disampaikan. Pengelola bot melihatnya dengan perintah:
check-private-failed-because = Saya tidak bisa mengirim pesan pribadi ({ $reason }), jadi daftarnya belum disampaikan. Pengelola bot melihatnya dengan perintah:
stats-title = Grup ini dalam { $days } hari terakhir:
stats-no-fit = Belum diketahui berapa nama yang sesuai: belum ada format, atau nama-nama belum diketahui.
stats-fit = Nama yang sesuai: { $fitting } dari { $members } ({ $share }%)
stats-fit-before = Sebelumnya: { $points }
stats-point = { $share }% pada { $day }
stats-count = { $what } { $count }
stats-faults = Paling sering salah: { $faults }
stats-fault-missing = tanpa { $part }
stats-fault-wrong = { $part } lain
stats-fault-literal = tanpa “{ $literal }”
stats-fault-left-over = kelebihan di akhir
stats-fault-other = bentuk lain
stats-calls = Panggilan DingTalk: { $count } ({ $parts })
stats-no-calls = Panggilan DingTalk: tidak ada
stats-call-member = nama oleh anggota sendiri
stats-call-governor = nama oleh pemilik dan admin
stats-call-plan = rencana
stats-call-shell = shell
stats-call-newcomer = anggota baru
stats-call-again = nama diatur ulang
stats-call-look = melihat anggota dan pemilik
stats-call-say = pesan tanpa sesi
stats-messages = Pesan robot: { $count }
stats-refused = Ditolak DingTalk { $count } kali: { $what }
collect-ask =
    Mohon semua memberi tahu saya: { $parts }. Sebut saya dan kirim satu baris seperti ini; menempel seluruh rantai dengan baris orang lain juga boleh:
    { $line }
collect-noted = Jawaban diterima: { $count }.
collect-unknown = Tidak ada yang bernama begitu di sini: { $names }. Periksa namanya, atau minta mereka mengirim sendiri.
collect-missing = Masih kurang ({ $count }): { $people }
collect-complete = Sudah lengkap. Untuk melanjutkan: /nick collect done
collected-without-format = Jawaban disimpan. Nama perlu format dulu: /nick format {"{name}-{number}"}, lalu /nick apply
collect-nothing = Tidak ada yang ditanyakan di sini. Untuk memulai: /nick collect {"{name}{number}"}
changed-collect-off = Saya tidak bertanya lagi. Jawaban yang ada tetap disimpan.
reminder = Nama panggilan yang belum sesuai “{ $shape }”: { $count }
reminder-line = “{ $name }”: /nick { $instead }
reminder-more = … dan { $count } lagi
reminder-how = Silakan sebut saya dan kirim baris Anda sendiri.
reminder-until = Silakan sebut saya dan kirim baris Anda sendiri sebelum { $day }.
reminder-owner = Untuk pemilik, sudah diingatkan dan belum diganti: { $names }
plan = Nama yang akan diubah: { $count }, masing-masing memakai 1 kuota DingTalk. Sisa kuota bulan ini: { $left }.
plan-line = { $person } → { $name }
plan-more = … dan { $count } lagi
plan-later = { $count } nama lagi menunggu bulan depan: panggilan terakhir bulan ini disimpan.
plan-no-room = { $count } nama perlu diubah, tetapi panggilan terakhir bulan ini disimpan, jadi tidak ada yang direncanakan. Kirim /nick apply lagi bulan depan, atau ubah satu per satu.
plan-confirm = Untuk menjalankannya, kirim dalam setengah jam: /nick confirm { $number }
plan-nothing = Tidak ada yang perlu diubah: semua nama yang saya ketahui sudah sesuai.
plan-nothing-known = Tidak ada nama yang bisa saya perbaiki.
plan-incomplete = Data saya belum lengkap tentang: { $people }. Mereka bisa mengirim /nick dan nama lengkapnya.
plan-unknown =
    Tidak ada rencana { $number } di grup ini. Untuk membuatnya, kirim:
    /nick apply
plan-confirmed-before = Rencana { $number } sudah pernah dikonfirmasi.
plan-too-old =
    Rencana { $number } sudah kedaluwarsa (lebih dari setengah jam, atau formatnya sudah berubah), jadi tidak ada yang dilakukan. Untuk membuat yang baru, kirim:
    /nick apply
plan-begun = Rencana { $number } dimulai: { $count } nama. Saya kabari perkembangannya.
plan-progress = Rencana { $number }: { $done } dari { $total } selesai.
plan-done = Rencana { $number } selesai. Nama yang diperbaiki: { $renamed }.
plan-done-but = Rencana { $number } selesai. Nama yang diperbaiki: { $renamed }; tidak berubah: { $failed }:
plan-failure = { $count } × { $reason } ({ $people })
plan-failure-of-some = { $count } × { $reason }
plan-superseded = Sementara itu ada permintaan nama yang lebih baru.
plan-expired = Tidak sempat dikerjakan tepat waktu.
plan-given-up = Ada masalah di pihak saya.


help-title = Saya mengubah nama panggilan di grup:
help-line = { $usage } – { $description }
hint = Saya hanya mengubah nama panggilan. Untuk mengubah nama Anda, kirim /nick dan nama baru. Selebihnya: /nick help
usage =
    “{ $command }” ditulis seperti ini:
    { $usages }
    Misalnya: { $example }
usage-as-name = Jika memang ingin memakai nama itu, kirim:
ambiguous = Saya kurang yakin maksud Anda, jadi tidak ada nama yang diubah. Silakan kirim salah satu baris ini:
ambiguous-one = Saya kurang yakin maksud Anda, jadi tidak ada nama yang diubah. Jika ini maksud Anda, silakan kirim:
as-a-name = persis nama itu
with-meaning =
    { $text }
    { $meaning }:
placeholder-typed = “{ $typed }” hanya contoh, bukan nama, jadi tidak ada nama yang diubah. Ganti dengan nama Anda sendiri, misalnya kirim: /nick Budi
placeholder-person = “{ $typed }” hanya contoh, jadi tidak ada nama yang diubah. Ketik @, pilih orangnya dari daftar yang muncul, lalu tulis nama barunya.
unclear = Saya tidak mengerti, jadi tidak ada nama yang diubah. Kirim /nick dan nama yang Anda inginkan, misalnya: /nick Budi. Yang lain yang bisa saya lakukan: /nick help
mentions-all = Saya tidak bisa mengubah nama semua orang sekaligus, jadi tidak ada nama yang diubah. Silakan sebut satu orang setiap kali; pemilik grup bisa menyeragamkan format semua nama: /nick apply
mentions-bot = Nama saya sendiri tidak bisa saya ubah. Untuk mengubah nama Anda, kirim, misalnya: /nick Budi
not-text = Saya hanya membaca teks. Saya mengubah nama panggilan di grup: sebut saya di sana dengan @, lalu kirim /nick dan nama baru.
title-refused = “{ $title }” (atau yang mirip dengannya) di nama itu adalah jabatan yang tidak tercatat di direktori, jadi nama tidak diubah. Silakan kirim namanya tanpa itu.
replaced = Permintaan Anda untuk nama “{ $name }” sudah diganti permintaan yang lebih baru.
replaced-by-other = Permintaan untuk nama “{ $name }” tidak dijalankan: sementara itu ada yang memasang nama yang lebih baru.
withdrawn = Permintaan #{ $number } untuk nama “{ $name }” sudah ditarik.
nothing-to-withdraw = Tidak ada permintaan Anda yang menunggu.
daily-cap = Jatah ganti nama Anda hari ini sudah habis ({ $count } kali sehari untuk tiap anggota), jadi tidak ada yang diubah. Anda bisa lanjut besok mulai pukul { $free-at }; jika mendesak, hubungi pemilik grup atau admin bot.
daily-cap-group = Jatah ganti nama anggota grup ini hari ini sudah habis ({ $count } kali sehari), jadi tidak ada yang diubah. Anda bisa lanjut besok mulai pukul { $free-at }; jika mendesak, hubungi pemilik grup atau admin bot.
note-undo = Salah ubah? Kirim: /nick undo
note-undo-other = Salah ubah? Kirim: /nick undo { $user }
note-messages-low = Catatan: kuota pesan bot bulan ini tersisa { $left } dari { $allowance }.
note-quiet-costs = Catatan: setiap reaksi bisa memakai 1 kuota DingTalk lagi.
changed-quiet-on = Mulai sekarang, jika nama berhasil diubah, saya hanya memberi reaksi pada pesannya; jika gagal, alasannya tetap saya sampaikan.
changed-quiet-off = Mulai sekarang, saya menjawab dengan kata-kata jika nama berhasil diubah.
changed-remind-daily = Pada hari kerja pukul { $hour }.00 saya memberi tahu di sini nama panggilan siapa yang belum sesuai format. Tiap kali memakai 1 pesan bot dan paling banyak 2 panggilan DingTalk. Untuk berhenti: /nick remind off
changed-remind-weekly = Setiap Senin pukul { $hour }.00 saya memberi tahu di sini nama panggilan siapa yang belum sesuai format. Tiap kali memakai 1 pesan bot dan paling banyak 2 panggilan DingTalk. Untuk berhenti: /nick remind off
changed-remind-until = Sampai { $day }, pada hari kerja pukul { $hour }.00, saya mengingatkan yang belum mengganti; sesudah itu pemilik mendapat daftarnya. Tiap kali memakai 1 pesan bot dan paling banyak 2 panggilan DingTalk. Untuk berhenti: /nick remind off
changed-remind-off = Saya tidak mengingatkan lagi.
remind-at-night = Saya tidak mengingatkan pada malam hari. Pilih pukul 8 sampai 21: /nick remind daily 9
remind-in-the-past = Hari itu sudah lewat. Tulis hari yang akan datang: /nick remind until 2030-12-01
status-quiet = Keberhasilan ditandai dengan reaksi, tanpa pesan.
status-remind-daily = Pengingat: hari kerja pukul { $hour }.00.
status-remind-weekly = Pengingat: Senin pukul { $hour }.00.
status-remind-until = Pengingat: sampai { $day }, hari kerja pukul { $hour }.00.
status-collect = Ditanyakan: { $parts }. Siapa yang kurang: /nick collect
status-messages = Sisa kuota pesan bot bulan ini: { $left } dari { $allowance }
status-unread-owner = Saya belum tahu siapa pemilik grup, jadi belum bisa mencegah orang lain menyamar sebagai pemilik grup.
status-unread-sub-admins = Saya belum tahu siapa admin grup, jadi belum bisa mencegah orang lain menyamar sebagai mereka.
status-unread-directory = Saya belum boleh membaca direktori, jadi yang saya lindungi baru nama yang pernah saya lihat.
status-unread-members = Saya belum membaca daftar anggota, jadi yang saya lindungi baru nama yang pernah saya lihat.
whoami = Nama Anda di grup ini “{ $name }”.
whoami-since = Nama Anda di grup ini “{ $name }”; diubah { $when }.
whoami-given = Nama Anda di grup ini “{ $name }”; diubah oleh { $who } { $when }.
whoami-unknown = Saya belum tahu nama Anda di grup ini.
whoami-governs = Anda boleh mengubah nama panggilan semua orang dan pengaturan grup ini.
whoami-locked = Nama panggilan Anda dikunci: hanya pemilik grup dan admin bot yang bisa mengubahnya.
whoami-renames-others = Anda boleh mengubah nama panggilan Anda sendiri dan orang lain.
whoami-renames-self = Anda boleh mengubah nama panggilan Anda sendiri.
whoami-renames-nobody = Di grup ini, nama panggilan diubah oleh pemilik grup dan admin bot.
whoami-waiting = Permintaan Anda #{ $number } untuk nama “{ $name }” menunggu pemilik grup atau admin bot.
help-footer = Di grup, awali dengan menyebut saya (@). Selebihnya: /nick help all
help-footer-all = Di grup, awali dengan menyebut saya (@), dan pilih @anggota dari daftar yang muncul.
help-help-all = semua yang bisa saya lakukan
help-topic-names = ganti nama, kembalikan, riwayat
help-topic-rules = format, pengingat, ubah massal
help-topic-people = kunci, persetujuan, nama khusus
help-topic-group = koneksi, bahasa, mode senyap
help-whoami = nama Anda di sini, dan apa yang boleh Anda lakukan
help-request = minta nama yang perlu persetujuan
help-withdraw = tarik kembali permintaan Anda
help-quiet = reaksi saja, tanpa jawaban, jika nama berhasil diubah
example-help = /nick help
example-undo = /nick undo
example-reset = /nick reset
example-history = /nick history 5
example-status = /nick status
example-doctor = /nick doctor
example-whoami = /nick whoami
example-request = /nick request Bu Sari
example-withdraw = /nick withdraw
example-bind = /nick bind chat0123456789abcdef0123456789abcdef
example-adopt = /nick adopt
example-release = /nick release
example-allow = /nick allow self
example-trust = /nick trust @Budi
example-untrust = /nick untrust @Budi
example-lock = /nick lock @Budi
example-unlock = /nick unlock @Budi
example-exempt = /nick exempt @Budi
example-unexempt = /nick unexempt @Budi
example-format = /nick format {"{dept}-{name}"}
example-use = /nick use kelas
example-check = /nick check
example-stats = /nick stats
example-collect = /nick collect {"{name}{number}"}
example-remind = /nick remind daily 9
example-apply = /nick apply
example-confirm = /nick confirm 3
example-reserved = /nick reserved add Pelatih Kepala
example-lookalikes = /nick lookalikes refuse
example-welcome = /nick welcome on
example-quiet = /nick quiet on
example-approval = /nick approval on
example-approve = /nick approve 3
example-reject = /nick reject 3 mohon pakai nama asli
example-lang = /nick lang id
name-missing = Nama barunya belum ada, jadi tidak ada yang diubah. Tulis setelah sebutan @, misalnya: /nick @anggota Budi
too-many-mentioned = Anda menyebut lebih dari satu orang dan saya tidak tahu nama mana untuk siapa, jadi tidak ada nama yang diubah. Silakan ubah satu per satu.
mention-within = Orang yang Anda sebut mau diganti namanya, atau masuk ke dalam nama? Belum ada yang diubah. Untuk nama Anda sendiri, ketik tanpa @, misalnya: /nick Ibu Budi
mention-within-theirs = Untuk mengganti namanya:
pick-person = Untuk @anggota, ketik @ lalu pilih orangnya dari daftar yang muncul.
typed-mention = Saya tidak tahu siapa yang Anda maksud, jadi tidak ada nama yang diubah. Ketik @, pilih orangnya dari daftar yang muncul, lalu tulis nama barunya.
sender-outside = Saya tidak melihat Anda sebagai anggota organisasi ini, jadi nama panggilan Anda tidak bisa saya ubah. Nama tamu dari luar tidak bisa diubah; jika Anda bukan tamu, hubungi pengelola bot (mungkin bot belum dipublikasikan).
target-outside = Orang yang Anda sebut bukan anggota organisasi ini, jadi nama panggilannya tidak bisa diubah.
only-in-groups = Saya hanya mengubah nama panggilan di grup. Sebut saya di grup dengan @, lalu kirim /nick dan nama baru.

placeholder-name = Nama Baru
placeholder-user = @anggota
placeholder-reason = alasan

help-rename = nama panggilan Anda sendiri
help-rename-other = nama panggilan orang lain
help-rename-literal = nama yang mirip perintah
help-help = bantuan ini
help-undo = kembali ke nama sebelumnya
help-undo-other = kembalikan nama seseorang ke yang sebelumnya
help-reset = kembali ke nama Anda di direktori
help-reset-other = kembalikan nama seseorang ke yang di direktori
help-history = perubahan terakhir Anda
help-history-other = perubahan terakhir seseorang
help-status = pengaturan grup ini
help-doctor = apa yang membuat grup ini tidak berfungsi
help-bind = beri tahu saya ID grup ini, agar saya terhubung
help-adopt = jadikan grup templat, agar saya terhubung
help-release = kembalikan menjadi grup biasa
help-allow = siapa boleh mengubah nama siapa
help-trust = izinkan anggota mengubah nama orang lain
help-untrust = tidak lagi
help-lock = hanya pemilik grup dan admin bot boleh mengubah nama ini
help-unlock = tidak lagi
help-exempt = nama ini tidak perlu mengikuti format
help-unexempt = harus mengikuti format lagi
help-format = format nama panggilan
help-format-off = nama panggilan bebas bentuknya
help-format-regex = untuk yang mahir
help-use = format dari aturan yang dipakai banyak grup
help-check = siapa yang tidak sesuai format
help-check-private = sama, hanya dikirim kepada Anda; satu panggilan DingTalk lagi
help-stats = berapa nama sesuai, untuk apa panggilan dipakai, apa yang paling sering salah
help-collect = tanyakan kepada semua hal yang belum diketahui; boleh berantai
help-collect-done = akhiri dengan rencana sesuai jawaban, atau berhenti bertanya
help-remind = ingatkan yang namanya belum sesuai, tiap hari kerja atau Senin
help-remind-until = ingatkan sampai hari itu, lalu pemilik mendapat daftarnya
help-apply = perbaiki semua nama, setelah melihat rencananya
help-confirm = jalankan rencana
help-approval = apakah ganti nama sendiri menunggu persetujuan
help-welcome = beri nama kepada anggota baru
help-approve = setujui permintaan
help-reject = tolak permintaan
help-reserve = cadangkan nama, agar tidak dipakai anggota
help-unreserve = tidak lagi
help-lookalikes = nama yang mirip nama anggota lain
help-lang = bahasa grup ini

# Yang dikatakan DingTalk. Masing-masing diakhiri kodenya.
coded = { $text } (kode { $code })
error-internal = Ada masalah di pihak saya. Silakan kirim lagi; jika gagal lagi, hubungi pengelola bot.

# Halaman `dingnick playground`.
playground-language-name = Bahasa Indonesia
playground-title = dingnick playground
playground-tagline = DingTalk tiruan dengan bot sungguhan. Tidak ada yang keluar dari komputer ini.
playground-language = Bahasa
playground-group = Obrolan
playground-direct-chat = Hanya Anda dan bot
playground-you-are = Anda sebagai
playground-show = Tampilkan
playground-chat = Pesan
playground-chat-empty = Belum ada yang bicara. Coba “/nick Budi”, atau ketik @ dan pilih seseorang untuk diubah namanya.
playground-message = Pesan
playground-message-hint = /nick Budi – ketik @ untuk menyebut seseorang
playground-message-hint-direct = /nick help
playground-mention-bot = Sebut
playground-mention-bot-why = Di grup, bot hanya menerima pesan yang menyebutnya.
playground-mention = Sebut juga
playground-mention-nobody = tidak ada
playground-picker = Siapa yang disebut
playground-send = Kirim
playground-members = Anggota
playground-directory-name = Di direktori:
playground-owner = Pemilik
playground-admin = Admin
playground-outsider = Luar
playground-you = Anda
playground-bot = Bot
playground-sent-without-session = bukan sebagai balasan
playground-picture = Gambar
playground-not-for-bot = Bot tidak melihat pesan ini karena tidak disebut.
playground-unreachable = Server bot tidak menjawab.
playground-refused = Server bot menolak pesan ini. Status HTTP:
playground-calls = Panggilan ke DingTalk
playground-calls-empty = Belum ada.
playground-calls-used = Panggilan API bulan ini
playground-messages-used = Pesan bulan ini
playground-faults = Gangguan berikutnya
playground-faults-apply = Terapkan
playground-fault-none = Tidak ada
playground-fault-forbidden-content = 41049: nama berisi konten terlarang
playground-fault-unknown-group = 34001: DingTalk tidak mengenal chatid
playground-fault-unknown-user = 40003: DingTalk tidak mengenal userid
playground-fault-not-in-group = 60124: orang itu tidak ada di grup
playground-fault-no-permission = 60011: aplikasi tidak punya izin
playground-fault-token-expired = Access token kedaluwarsa sekarang
playground-fault-session-expired = 300001: sesi balasan sudah kedaluwarsa
playground-fault-html = Halaman HTML, bukan JSON
playground-fault-too-fast = 90018: terlalu banyak panggilan per detik
playground-fault-quota = 90020: kuota panggilan bulan ini habis
playground-fault-reset = Koneksi terputus
playground-commands = Perintah
playground-connection-lost = Tidak ada koneksi ke playground. Mungkin sudah dihentikan; halaman ini mencoba lagi sendiri.

directory-name-refused = Nama Anda di direktori terlalu panjang atau memuat karakter yang tidak bisa dipakai, jadi nama tidak diubah. Silakan kirim /nick dan nama lain, atau minta admin organisasi mengubahnya di sana; saya cek sekali sehari.
directory-name-refused-other = Nama { $target } di direktori terlalu panjang atau memuat karakter yang tidak bisa dipakai, jadi nama tidak diubah. Silakan kirim /nick, pilih orangnya dengan @, lalu tulis nama lain, atau minta admin organisasi mengubahnya di sana; saya cek sekali sehari.
directory-name-forbidden = DingTalk tidak mengizinkan nama Anda di direktori dijadikan nama panggilan. Kirim /nick dan nama lain, atau minta admin organisasi mengubahnya di sana; saya cek sekali sehari.
directory-name-forbidden-other = DingTalk tidak mengizinkan nama { $target } di direktori dijadikan nama panggilan. Kirim /nick, pilih orangnya dengan @, lalu tulis nama lain, atau minta admin organisasi mengubahnya di sana; saya cek sekali sehari.
job-unreadable = Pesan Anda sudah saya terima, tetapi versi saya yang sekarang tidak bisa membaca simpanannya, jadi belum ada yang dikerjakan. Jika dalam setengah jam tidak ada kabar, silakan kirim lagi. (kode job-unreadable)
plan-unreadable = Rencana ini tidak bisa saya baca lagi, dan tidak ada nama yang saya ubah. Silakan buat ulang: /nick apply (kode plan-unreadable)
reaction-done = Selesai
request-unreadable = Permintaan ini tidak bisa saya baca lagi, jadi tidak ada nama yang diubah. Orang yang memintanya cukup mengajukan lagi. (kode request-unreadable)

doctor-well = Semua yang bisa saya lihat dari sini baik-baik saja.
doctor-line = { $words } ({ $code })
doctor-more = dan { $count } lagi: pengelola bot melihatnya dengan “dingnick doctor”.
doctor-not-reached = Grup ini belum terhubung, jadi nama panggilan belum bisa diubah: /nick status
doctor-language = Saya tidak bisa bahasa grup ini: /nick lang id
doctor-waiting = Ada perintah yang menunggu lebih dari dua menit.
doctor-given-up = Beberapa perintah beberapa hari ini tidak berhasil dan dihentikan.
doctor-unanswered = Beberapa jawaban saya tidak sampai.
doctor-calls = Kuota DingTalk bulan ini hampir habis: /nick status
doctor-messages = Kuota pesan bot bulan ini hampir habis: /nick status
doctor-other = Ada yang tidak beres pada pengaturan saya; beri tahu pengelola bot.
