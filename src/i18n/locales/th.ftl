# ถ้อยคำของบอท ภาษาไทย ทุกภาษามีคีย์และตัวแปรชุดเดียวกัน โดยมีการทดสอบเปรียบเทียบ
# $who, $target: การแท็กหรือชื่อ  $old, $new, $typed: ข้อความที่คนพิมพ์ ซึ่งทำให้ไม่เป็นอันตรายแล้ว

# คำขึ้นต้นคำตอบ เมื่อแท็กใครไม่ได้
addressed-by-name = { $name }: { $text }

renamed = เปลี่ยนชื่อเล่นของคุณในกลุ่มนี้เป็น “{ $new }” แล้ว
renamed-from = เปลี่ยนชื่อเล่นของคุณในกลุ่มนี้จาก “{ $old }” เป็น “{ $new }” แล้ว
renamed-other = เปลี่ยนชื่อเล่นของ { $target } ในกลุ่มนี้เป็น “{ $new }” แล้ว
renamed-other-from = เปลี่ยนชื่อเล่นของ { $target } ในกลุ่มนี้จาก “{ $old }” เป็น “{ $new }” แล้ว

two-sentences = { $first } { $second }

expired = ทำรายการนี้ไม่สำเร็จภายในครึ่งชั่วโมง จึงยังไม่ได้เปลี่ยน หากยังต้องการ โปรดส่งอีกครั้ง

too-often = ส่งถี่เกินไป จึงข้ามรายการนี้: จำกัดคนละ { $count } ครั้ง{ $period } โปรดส่งอีกครั้งในอีก { $wait } วินาที
too-often-group = กลุ่มนี้ส่งถี่เกินไป จึงข้ามรายการนี้: จำกัดกลุ่มละ { $count } ครั้ง{ $period } โปรดส่งอีกครั้งในอีก { $wait } วินาที
period-s = ต่อวินาที
period-min = ต่อนาที
period-h = ต่อชั่วโมง

name-empty = ชื่อนี้ไม่มีตัวอักษรที่มองเห็นได้ จึงยังไม่ได้เปลี่ยน
name-too-long = ชื่อนี้ยาวเกินไป จึงยังไม่ได้เปลี่ยน: มี { $count } ตัวอักษร แต่ใช้ได้ไม่เกิน { $max } โปรดส่งชื่อที่สั้นกว่านี้
name-link = ชื่อเล่นเป็นที่อยู่เว็บไม่ได้ จึงยังไม่ได้เปลี่ยน โปรดส่งใหม่โดยไม่มี “://” และ “www.”
name-control = ตัวที่ { $position } ของชื่อนี้ ({ $code-point }) ใช้ไม่ได้ จึงยังไม่ได้เปลี่ยน โปรดพิมพ์ชื่อแทนการวาง
name-line-break = ชื่อเล่นต้องอยู่ในบรรทัดเดียว จึงยังไม่ได้เปลี่ยน โปรดส่งใหม่โดยไม่ขึ้นบรรทัดใหม่
name-direction = ตัวที่ { $position } ของชื่อนี้ ({ $code-point }) ทำให้ข้อความกลับทิศ จึงยังไม่ได้เปลี่ยน โปรดพิมพ์ชื่อแทนการวาง
name-invisible = ตัวที่ { $position } ของชื่อนี้ ({ $code-point }) มองไม่เห็น จึงยังไม่ได้เปลี่ยน โปรดพิมพ์ชื่อแทนการวาง
name-private-use = ตัวที่ { $position } ของชื่อนี้ ({ $code-point }) ไม่แสดงบนโทรศัพท์ของคนอื่น จึงยังไม่ได้เปลี่ยน โปรดใช้ตัวอื่น
name-noncharacter = ตัวที่ { $position } ของชื่อนี้ ({ $code-point }) ไม่ใช่ตัวอักษรหรือเครื่องหมาย จึงยังไม่ได้เปลี่ยน โปรดพิมพ์ชื่อแทนการวาง
name-stacked-mark = ตัวที่ { $position } ของชื่อนี้มีเครื่องหมายซ้อนกันมากเกินไป จึงยังไม่ได้เปลี่ยน โปรดส่งใหม่โดยไม่มีเครื่องหมายเหล่านั้น
name-instead = ส่งแบบนี้แทนได้:

denied-not-owner = คุณเปลี่ยนชื่อเล่นของคนอื่นในกลุ่มนี้ไม่ได้ จึงยังไม่ได้เปลี่ยน หากเป็นชื่อของคุณ ส่ง /nick ตามด้วยชื่อใหม่ หากเป็นชื่อคนอื่น โปรดขอเจ้าของกลุ่มหรือผู้ดูแลบอท
denied-governors-only = ในกลุ่มนี้เฉพาะเจ้าของกลุ่มและผู้ดูแลบอทเท่านั้นที่เปลี่ยนชื่อเล่นได้ จึงยังไม่ได้เปลี่ยน โปรดติดต่อคนใดคนหนึ่ง
denied-not-governor = เฉพาะเจ้าของกลุ่มและผู้ดูแลบอทเท่านั้นที่ทำเรื่องนี้ได้ จึงไม่ได้ดำเนินการ โปรดติดต่อคนใดคนหนึ่ง
denied-locked = ชื่อเล่นนี้ถูกล็อกไว้ จึงยังไม่ได้เปลี่ยน โปรดติดต่อเจ้าของกลุ่มหรือผู้ดูแลบอท
denied-reserve = โควตาการเรียก DingTalk ขององค์กรเดือนนี้ใกล้หมด ที่เหลือเก็บไว้ให้เจ้าของกลุ่มและผู้ดูแลบอท จึงยังไม่ได้เปลี่ยน โปรดติดต่อคนใดคนหนึ่ง หรือรอเดือนหน้า
denied-owner-unknown-because = เฉพาะเจ้าของกลุ่มและผู้ดูแลบอทเท่านั้นที่ทำเรื่องนี้ได้ แต่บอทยังหาไม่พบว่าใครเป็นเจ้าของกลุ่ม จึงไม่ได้ดำเนินการ { $reason }
denied-owner-unknown = เฉพาะเจ้าของกลุ่มและผู้ดูแลบอทเท่านั้นที่ทำเรื่องนี้ได้ แต่ตอนนี้บอทยังตรวจไม่ได้ว่าใครเป็นเจ้าของกลุ่ม จึงไม่ได้ดำเนินการ โปรดส่งอีกครั้งในอีกไม่กี่นาที

not-bound = บอทยังไม่ได้เชื่อมต่อกับกลุ่มนี้ จึงเปลี่ยนชื่อเล่นไม่ได้
bound = บอทเชื่อมต่อกับกลุ่มนี้แล้ว เปลี่ยนชื่อเล่นได้เลย ลองส่ง /nick ตามด้วยชื่อใหม่
bind-other-group = รหัสนี้เป็นของกลุ่มอื่น จึงไม่ได้บันทึก โปรดเลือกกลุ่มนี้เมื่อค้นหารหัส
bind-unknown-chatid = DingTalk ไม่รู้จักรหัสนี้ จึงไม่ได้บันทึก โปรดตรวจสอบแล้วส่งอีกครั้ง
bind-refused = DingTalk ไม่ยืนยันรหัสนี้ จึงไม่ได้บันทึก { $reason }

taps-adopt = เจ้าของกลุ่มเชื่อมต่อบอทได้ใน DingTalk: การตั้งค่ากลุ่ม → การจัดการกลุ่ม → แถบทางลัด → จัดการ cool app → การตั้งค่าเทมเพลตกลุ่ม → เปิดเทมเพลต
taps-release = เจ้าของกลุ่มยกเลิกได้ใน DingTalk: การตั้งค่ากลุ่ม → การจัดการกลุ่ม → แถบทางลัด → จัดการ cool app → การตั้งค่าเทมเพลตกลุ่ม → ปิดเทมเพลต
template-where = หากไม่มีเทมเพลต ผู้ให้บริการบอทสร้างได้ในคอนโซลนักพัฒนา: Open capabilities → Scene groups → Group templates
ready-adopt-owner =
    คุณเป็นเจ้าของกลุ่ม จึงเชื่อมต่อบอทได้ ส่ง:
    /nick adopt
ready-adopt-member =
    เจ้าของกลุ่มเชื่อมต่อบอทได้โดยส่ง:
    /nick adopt
ready-adopt-admin =
    เจ้าของกลุ่มเชื่อมต่อบอทได้ด้วย /nick adopt หรือทำแทนในบรรทัดคำสั่ง:
    dingnick groups adopt { $group } --owner USERID
ready-retitle-owner = คุณเป็นเจ้าของกลุ่ม จึงเชื่อมต่อบอทได้: เปลี่ยนชื่อกลุ่ม แล้วเปลี่ยนกลับ
ready-retitle-member = วิธีเชื่อมต่อบอท: เปลี่ยนชื่อกลุ่ม แล้วเปลี่ยนกลับ หากเปลี่ยนไม่ได้ โปรดติดต่อเจ้าของกลุ่ม
ready-by-hand-admin = ตั้งค่า DINGTALK_GROUP_TEMPLATE_ID แล้วเจ้าของกลุ่มจะเชื่อมต่อได้ด้วย /nick adopt สร้างเทมเพลตในคอนโซลนักพัฒนา: Open capabilities → Scene groups → Group templates
adopt-proposed =
    กลุ่มนี้จะเป็นกลุ่มจากเทมเพลตใน DingTalk และบอทจะเปลี่ยนชื่อเล่นได้ ใช้โควตาการเรียก DingTalk 1 ครั้ง และเฉพาะเจ้าของกลุ่มเท่านั้นที่ทำได้ หากต้องการเปลี่ยนกลับ: /nick release หากต้องการดำเนินการ ส่งภายในครึ่งชั่วโมง:
    /nick confirm { $number }
release-proposed =
    กลุ่มนี้จะกลับเป็นกลุ่มธรรมดาใน DingTalk และบอทอาจเปลี่ยนชื่อเล่นไม่ได้อีก ใช้โควตาการเรียก DingTalk 1 ครั้ง และเฉพาะเจ้าของกลุ่มเท่านั้นที่ทำได้ หากต้องการดำเนินการ ส่งภายในครึ่งชั่วโมง:
    /nick confirm { $number }
changed-adopted = กลุ่มนี้เป็นกลุ่มจากเทมเพลตแล้ว เปลี่ยนชื่อเล่นได้เลย ลองส่ง /nick ตามด้วยชื่อใหม่ หากต้องการเปลี่ยนกลับ: /nick release
changed-released =
    กลุ่มนี้กลับเป็นกลุ่มธรรมดาแล้ว หากต้องการเชื่อมต่ออีกครั้ง ให้เจ้าของกลุ่มส่ง:
    /nick adopt
kind-change-too-old =
    แผน { $number } เกินครึ่งชั่วโมงแล้ว จึงไม่ได้ดำเนินการ หากต้องการเริ่มใหม่ ส่ง:
    { $line }
owner-only = เฉพาะเจ้าของกลุ่มเท่านั้นที่ทำเรื่องนี้ได้ จึงไม่ได้ดำเนินการ
owner-only-ask =
    { $text } โปรดขอให้เจ้าของกลุ่มส่ง:
    { $line }
not-adopted = บอทไม่พบเทมเพลตในกลุ่มนี้ จึงไม่มีอะไรให้เปลี่ยนกลับ ดูการตั้งค่าของกลุ่ม: /nick status

unchanged = ชื่อเล่นของคุณในกลุ่มนี้คือ “{ $name }” อยู่แล้ว
unchanged-other = ชื่อเล่นของ { $target } ในกลุ่มนี้คือ “{ $name }” อยู่แล้ว
nothing-to-undo = บอทยังไม่เคยเปลี่ยนชื่อเล่นของคุณ จึงไม่มีอะไรให้ย้อนกลับ หากต้องการเปลี่ยน ส่ง /nick ตามด้วยชื่อใหม่
nothing-to-undo-other = บอทยังไม่เคยเปลี่ยนชื่อเล่นของ { $target } จึงไม่มีอะไรให้ย้อนกลับ
old-name-unknown =
    DingTalk ไม่ได้แจ้งชื่อเดิมของคุณ จึงย้อนกลับไม่ได้ หากต้องการใช้ชื่อในสมุดรายชื่อ ให้ส่ง:
    /nick reset
old-name-unknown-other =
    DingTalk ไม่ได้แจ้งชื่อเดิมของ { $target } จึงย้อนกลับไม่ได้ หากต้องการใช้ชื่อในสมุดรายชื่อ ให้ส่ง:
    /nick reset @สมาชิก

requested = คุณขอใช้ชื่อ “{ $name }” ต้องรอเจ้าของกลุ่มหรือผู้ดูแลบอทอนุมัติ (คำขอ #{ $number }) โดยส่ง: /nick approve { $number } (ไม่อนุมัติ: /nick reject { $number } เหตุผล)
requested-other = คุณขอตั้งชื่อ “{ $name }” ให้ { $target } ต้องรอเจ้าของกลุ่มหรือผู้ดูแลบอทอนุมัติ (คำขอ #{ $number }) โดยส่ง: /nick approve { $number } (ไม่อนุมัติ: /nick reject { $number } เหตุผล)
request-unknown = กลุ่มนี้ไม่มีคำขอ #{ $number } ดูคำขอที่รออยู่: /nick status
request-decided-before = คำขอ #{ $number } ได้รับการพิจารณาไปแล้ว หรือมีคำขอใหม่มาแทนแล้ว
approved = อนุมัติคำขอ #{ $number } แล้ว ชื่อเล่นของ { $target } เปลี่ยนเป็น “{ $new }”
requested-again = คำขอนี้กลับไปรออนุมัติอีกครั้ง เป็นคำขอ #{ $number }
approved-in-vain = อนุมัติคำขอ #{ $number } แล้ว แต่เปลี่ยนชื่อเล่นของ { $target } ไม่สำเร็จ: { $reason }
rejected = คำขอ #{ $number } ของ { $target } ที่ขอใช้ชื่อ “{ $name }” ไม่ได้รับอนุมัติ
rejected-because = คำขอ #{ $number } ของ { $target } ที่ขอใช้ชื่อ “{ $name }” ไม่ได้รับอนุมัติ: { $reason }
request-expired = คำขอ #{ $number } ของคุณที่ขอใช้ชื่อ “{ $name }” ไม่มีใครพิจารณาภายในเจ็ดวัน จึงหมดอายุแล้ว หากยังต้องการ โปรดขออีกครั้ง

looks-like-owner = ชื่อนี้คล้ายชื่อ “{ $name }” ของเจ้าของกลุ่มเกินไป จึงไม่ได้เปลี่ยน โปรดเลือกชื่ออื่น
looks-like-admin = ชื่อนี้คล้ายชื่อ “{ $name }” ของผู้ดูแลบอทเกินไป จึงไม่ได้เปลี่ยน โปรดเลือกชื่ออื่น
looks-like-sub-admin = ชื่อนี้คล้ายชื่อ “{ $name }” ของผู้ดูแลกลุ่มเกินไป จึงไม่ได้เปลี่ยน โปรดเลือกชื่ออื่น
looks-like-bot = ชื่อนี้คล้ายชื่อ “{ $name }” ของบอทเกินไป จึงไม่ได้เปลี่ยน โปรดเลือกชื่ออื่น
looks-like-reserved = “{ $name }” และคำที่คล้ายกันเป็นคำสงวนของกลุ่มนี้ จึงไม่ได้เปลี่ยน โปรดเลือกชื่ออื่น
looks-like-member = ชื่อนี้คล้ายชื่อ “{ $name }” ของสมาชิกอีกคนเกินไป จึงไม่ได้เปลี่ยน โปรดเลือกชื่ออื่น เช่น เติมชั้นเรียนหรือแผนก
ask-for-it = หากควรใช้ชื่อนี้จริง เจ้าของกลุ่มหรือผู้ดูแลบอทอนุมัติให้ได้ ส่ง:
note-looks-like = หมายเหตุ: ชื่อนี้คล้าย “{ $name }” ซึ่งมีคนในกลุ่มใช้อยู่
note-calls-low = หมายเหตุ: โควตาการเรียก DingTalk เดือนนี้เหลือ { $left } จาก { $allowance } ครั้ง

changed-allow-self = ตอนนี้สมาชิกเปลี่ยนชื่อเล่นของตนเองได้ ส่วนเจ้าของกลุ่มและผู้ดูแลบอทเปลี่ยนของทุกคนได้
changed-allow-owner = ตอนนี้เฉพาะเจ้าของกลุ่มและผู้ดูแลบอทเท่านั้นที่เปลี่ยนชื่อเล่นได้
changed-allow-everyone = ตอนนี้ทุกคนเปลี่ยนชื่อเล่นของทุกคนได้
changed-approval-on = ต่อไปนี้ชื่อเล่นใหม่ของสมาชิกต้องรอเจ้าของกลุ่มหรือผู้ดูแลบอทอนุมัติ: /nick approve ตามด้วยหมายเลขคำขอ
changed-approval-off = ต่อไปนี้สมาชิกเปลี่ยนชื่อเล่นได้โดยไม่ต้องขออนุมัติ คำขอที่รออยู่ยังพิจารณาได้
changed-welcome-on = ต่อไปนี้บอทจะตั้งชื่อตามรูปแบบของกลุ่มให้สมาชิกใหม่ และถามข้อมูลที่ยังไม่ทราบ
changed-welcome-off = ต่อไปนี้บอทจะไม่เปลี่ยนชื่อของสมาชิกใหม่
changed-format-off = ตอนนี้ชื่อเล่นใช้รูปแบบใดก็ได้
changed-format = ตอนนี้ชื่อเล่นต้องเขียนแบบนี้: “{ $shape }”
changed-format-example = { $text } เช่น ของคุณ: { $example }
changed-format-check = ดูว่าชื่อใครยังไม่ตรง: /nick check
changed-use = ต่อไปนี้ชื่อในกลุ่มนี้ใช้กฎ “{ $rule }”
rule-unknown = ไม่มีกฎชื่อ “{ $rule }” จึงไม่ได้เปลี่ยนอะไร กฎที่มี: { $known } หากต้องการเปลี่ยนชื่อ โปรดส่ง /nick ตามด้วยชื่อใหม่
rule-none = ยังไม่มีกฎชื่อ “{ $rule }” จึงไม่ได้เปลี่ยนอะไร ผู้ให้บริการบอทสร้างกฎด้วยคำสั่ง dingnick rules set หากต้องการเปลี่ยนชื่อ โปรดส่ง /nick ตามด้วยชื่อใหม่
changed-lookalikes-refuse = ตอนนี้ใช้ชื่อที่คล้ายสมาชิกคนอื่นไม่ได้
changed-lookalikes-warn = ตอนนี้ใช้ชื่อที่คล้ายสมาชิกคนอื่นได้ แต่จะมีหมายเหตุเตือน
changed-lookalikes-allow = ตอนนี้ใช้ชื่อที่คล้ายสมาชิกคนอื่นได้
changed-language = ต่อไปนี้บอทจะใช้ภาษาไทยในกลุ่มนี้
changed-trust = ตอนนี้ { $target } เปลี่ยนชื่อเล่นของคนอื่นในกลุ่มนี้ได้
changed-untrust = ตอนนี้ { $target } เปลี่ยนชื่อเล่นของคนอื่นในกลุ่มนี้ไม่ได้แล้ว
changed-lock = ตอนนี้เฉพาะเจ้าของกลุ่มและผู้ดูแลบอทเท่านั้นที่เปลี่ยนชื่อเล่นของ { $target } ได้
changed-unlock = ปลดล็อกชื่อเล่นของ { $target } แล้ว
changed-exempt = ชื่อเล่นของ { $target } ไม่ต้องตรงรูปแบบของกลุ่มแล้ว
changed-unexempt = ชื่อเล่นของ { $target } ต้องตรงรูปแบบของกลุ่มอีกครั้ง
changed-reserve = สงวนชื่อ “{ $name }” และชื่อที่คล้ายกันแล้ว
changed-unreserve = ตอนนี้ทุกคนในกลุ่มใช้ชื่อ “{ $name }” ได้
language-unknown = บอทยังใช้ภาษา “{ $tag }” ไม่ได้ จึงไม่ได้เปลี่ยน ภาษาที่ใช้ได้: { $known } (เช่น ส่ง /nick lang th)
languages = ภาษาที่ใช้ได้: { $known }
language-name = ไทย

history-title = ชื่อเล่นล่าสุดของคุณในกลุ่มนี้:
history-title-other = ชื่อเล่นล่าสุดของ { $target } ในกลุ่มนี้:
history-none = บอทยังไม่เคยเปลี่ยนชื่อเล่นของคุณในกลุ่มนี้
history-none-other = บอทยังไม่เคยเปลี่ยนชื่อเล่นของ { $target } ในกลุ่มนี้
history-line = { $old } → { $new }, { $when }
history-line-by = { $old } → { $new }, โดย { $who }, { $when }
history-unknown = (ไม่ทราบ)
history-more = … และอีก { $count } ครั้ง ผู้ให้บริการบอทดูรายการทั้งหมดได้
ago-now = เมื่อสักครู่
ago-minutes = { $count ->
       *[other] เมื่อ { $count } นาทีที่แล้ว
    }
ago-hours = { $count ->
       *[other] เมื่อ { $count } ชั่วโมงที่แล้ว
    }
ago-days = { $count ->
       *[other] เมื่อ { $count } วันที่แล้ว
    }
list-comma = ,{" "}
and-more = { " " }… และอีก { $count } รายการ

status-title = การตั้งค่าของกลุ่มนี้:
status-bound = เชื่อมต่อแล้ว: เปลี่ยนชื่อเล่นได้
status-scene = เชื่อมต่อแล้ว (สร้างจากเทมเพลต): เปลี่ยนชื่อเล่นได้
status-unbound = เท่าที่รู้ยังไม่ได้เชื่อมต่อ การเปลี่ยนชื่อครั้งต่อไปที่นี่จะลองอีกครั้ง
status-allow-self = ผู้เปลี่ยนชื่อได้: สมาชิกเปลี่ยนของตนเอง เจ้าของกลุ่มและผู้ดูแลบอทเปลี่ยนของทุกคน
status-allow-owner = ผู้เปลี่ยนชื่อได้: เฉพาะเจ้าของกลุ่มและผู้ดูแลบอท
status-allow-everyone = ผู้เปลี่ยนชื่อได้: ทุกคนเปลี่ยนของทุกคนได้
status-trusted = { $count ->
       *[other] สมาชิกที่เปลี่ยนชื่อคนอื่นได้: { $count } คน
    }
status-locked = { $count ->
       *[other] ชื่อที่ล็อกไว้: { $count } ชื่อ
    }
status-format = รูปแบบ: { $format }
status-format-of-rule = รูปแบบ: { $format } (กฎ “{ $rule }”)
status-format-off = รูปแบบ: ไม่จำกัด
status-exempt = คนที่ไม่ต้องใช้รูปแบบ: { $count } คน
status-sources = ส่วนต่าง ๆ ของชื่อมาจากรายชื่อที่นำเข้า ตามด้วยสมุดติดต่อ แล้วจึงเป็นสิ่งที่พิมพ์
status-waiting = ชื่อที่รออัปเดตวันพรุ่งนี้: { $count } ชื่อ
status-approval = ชื่อใหม่ของสมาชิกต้องรออนุมัติ
status-welcome = สมาชิกใหม่จะได้ชื่อตามรูปแบบนี้
status-requests = คำขอที่รออยู่: { $requests } (อนุมัติ: /nick approve ตามด้วยหมายเลข)
status-request = #{ $number } “{ $name }”
status-lookalikes-refuse = ชื่อที่คล้ายสมาชิกคนอื่น: ใช้ไม่ได้
status-lookalikes-warn = ชื่อที่คล้ายสมาชิกคนอื่น: ใช้ได้ แต่มีหมายเหตุเตือน
status-lookalikes-allow = ชื่อที่คล้ายสมาชิกคนอื่น: ใช้ได้
status-reserved = ชื่อสงวนของกลุ่มนี้: { $names }
status-unreserved = ชื่อที่กลุ่มนี้ไม่สงวน: { $names }
status-language = ภาษา: { $language }
status-calls = โควตาการเรียก DingTalk เดือนนี้: เหลือ { $left } จาก { $allowance } ครั้ง
status-calls-low = หมายเหตุ: โควตาการเรียก DingTalk เดือนนี้เหลือ { $left } จาก { $allowance } ครั้ง เมื่อเหลือ 5% เฉพาะเจ้าของกลุ่มและผู้ดูแลบอทจะเปลี่ยนชื่อได้
status-calls-reserved = หมายเหตุ: โควตาการเรียก DingTalk เดือนนี้เหลือ { $left } จาก { $allowance } ครั้ง ที่เหลือเก็บไว้ให้เจ้าของกลุ่มและผู้ดูแลบอท

misfit-regex = ชื่อนี้ไม่ตรงกับรูปแบบของกลุ่ม จึงยังไม่ได้เปลี่ยน โปรดดูวิธีเขียนของคนอื่น หรือถามเจ้าของกลุ่ม
misfit = ชื่อนี้ไม่ตรงกับรูปแบบของกลุ่ม จึงยังไม่ได้เปลี่ยน: { $reason }
with-example = { $text } โปรดส่งแบบนี้:
like-this = ชื่อในกลุ่มนี้เขียนแบบนี้: “{ $shape }”
part-name = ชื่อ
part-dept = แผนก
part-title = ตำแหน่ง
part-jobnumber = รหัสพนักงาน
misfit-part-missing = ไม่มี “{ $part }”
misfit-part-missing-rule = ไม่มี “{ $part }” ({ $rule })
misfit-part = “{ $part }” ต้องเป็น{ $rule } แต่ที่ส่งมาคือ “{ $found }”
misfit-part-wrong = “{ $part }” เป็น “{ $found }” ไม่ได้
misfit-beginning = ต้องขึ้นต้นด้วย “{ $literal }”
misfit-literal = ไม่มี “{ $literal }” ต่อจาก “{ $part }”
misfit-left-over = ต้องไม่มี “{ $text }” ต่อท้าย
misfit-not-filled = “{ $part }” เป็นเพียงที่ให้กรอก โปรดใส่ของคุณเอง
rule-digits-exactly = { $count ->
       *[other] ตัวเลข { $count } หลัก
    }
rule-digits-range = ตัวเลข { $least } ถึง { $most } หลัก
rule-digits-least = ตัวเลขอย่างน้อย { $least } หลัก
rule-length-exactly = { $count ->
       *[other] ข้อความยาว { $count } ตัวอักษร
    }
rule-length-range = ข้อความยาว { $least } ถึง { $most } ตัวอักษร
rule-length-least = ข้อความยาวอย่างน้อย { $least } ตัวอักษร
rule-one-of = คำใดคำหนึ่งต่อไปนี้: { $words }
parts-missing = ชื่อนี้ยังไม่ครบ จึงยังไม่ได้เปลี่ยน ยังขาด: { $parts }
newcomer = ยินดีต้อนรับ! ชื่อในกลุ่มนี้เขียนแบบนี้: “{ $shape }”
newcomer-parts = ยินดีต้อนรับ! ชื่อในกลุ่มนี้เขียนแบบนี้: “{ $shape }” แต่บอทยังไม่ทราบข้อมูลนี้ของคุณ: { $parts }
newcomer-line = { $text } โปรดแท็กบอทแล้วส่งแบบนี้:
newcomer-ask = { $text } โปรดแท็กบอทแล้วส่ง /nick ตามด้วยชื่อเต็มตามรูปแบบ
format-refused =
    ใช้รูปแบบนี้ไม่ได้: { $reason } โปรดส่งแบบนี้:
    /nick format {"{dept}-{name}"}
format-too-long = ยาวเกิน { $max } ตัวอักษร
format-no-part = ไม่มีส่วนใดอยู่ในวงเล็บปีกกา
format-brace = วงเล็บปีกกาที่ตัวที่ { $position } ไม่มีคู่
format-part-name = “{ $part }” อยู่ในวงเล็บปีกกาไม่ได้ ใช้ได้เฉพาะตัวอักษร ตัวเลข และ _ ไม่เกิน 20 ตัว
format-part-twice = มี “{ $part }” สองครั้ง
format-parts-touch = ต้องมีตัวคั่นระหว่าง “{ $first }” กับ “{ $second }” เช่น ขีดกลาง
format-part-regex = สิ่งที่เขียนสำหรับ “{ $part }” ไม่ถูกต้องหรือซับซ้อนเกินไป
format-regex = สิ่งที่อยู่ระหว่าง / ทั้งสองไม่ถูกต้องหรือซับซ้อนเกินไป
format-literal = ชื่อเล่นมี “{ $literal }” ไม่ได้
format-longer-than-names = ไม่มีชื่อเล่นที่ยาวขนาดนั้น
note-reserved = หมายเหตุ: “{ $name }” เป็นชื่อสงวน สมาชิกใช้ไม่ได้
note-names-need-format =
    เรื่องนี้ต้องมีรูปแบบก่อน แต่กลุ่มยังไม่ได้ตั้ง ส่ง:
    /nick format {"{dept}-{name}"}
note-hears-no-events = แต่ DingTalk ไม่ได้แจ้งบอทว่าใครเข้ากลุ่ม โปรดขอให้ผู้ให้บริการบอทเปิดการรับเหตุการณ์ของกลุ่ม

no-format =
    กลุ่มนี้ไม่มีรูปแบบ จึงไม่มีอะไรให้ตรวจ เจ้าของกลุ่มส่งแบบนี้ได้:
    /nick format {"{dept}-{name}"}
check-all-fit = ชื่อทั้งหมดที่บอททราบ ({ $fitting } ชื่อ) ตรงกับ “{ $shape }” แล้ว
check-misfits = ชื่อที่ตรงกับ “{ $shape }” มี { $fitting } ชื่อ ที่ไม่ตรงมี { $misfits } ชื่อ:
check-line = “{ $name }”
check-line-of = “{ $name }” ({ $person })
check-more = … และอีก { $count } ชื่อ แก้ชื่อเหล่านี้แล้วตรวจอีกครั้ง
check-unknown = { $count ->
       *[other] มี { $count } ชื่อที่บอทไม่ทราบ
    }
check-apply = แก้ทั้งหมดในครั้งเดียว: /nick apply (ดูก่อน แล้วค่อยยืนยัน)
check-alone = { $title }: { $text }
check-private-sent = ส่งรายชื่อให้คุณทางข้อความส่วนตัวแล้ว คนอื่นไม่เห็น ใช้การเรียก DingTalk เพิ่มอีก 1 ครั้ง
check-private-failed = ส่งข้อความส่วนตัวให้คุณไม่ได้ จึงยังไม่ได้บอกรายชื่อ ผู้ดูแลบอตดูได้ด้วยคำสั่ง:
check-private-failed-because = ส่งข้อความส่วนตัวให้คุณไม่ได้ ({ $reason }) จึงยังไม่ได้บอกรายชื่อ ผู้ดูแลบอตดูได้ด้วยคำสั่ง:
stats-title = กลุ่มนี้ใน { $days } วันที่ผ่านมา:
stats-no-fit = ยังไม่รู้ว่ามีกี่ชื่อที่ตรงรูปแบบ เพราะยังไม่ได้ตั้งรูปแบบหรือยังไม่รู้ชื่อของใคร
stats-fit = ชื่อที่ตรงรูปแบบ: { $fitting } จาก { $members } ({ $share }%)
stats-fit-before = ก่อนหน้านี้: { $points }
stats-point = { $day } { $share }%
stats-count = { $what } { $count }
stats-faults = ที่ผิดบ่อยที่สุด: { $faults }
stats-fault-missing = ไม่มี{ $part }
stats-fault-wrong = { $part }ไม่ตรง
stats-fault-literal = ไม่มี “{ $literal }”
stats-fault-left-over = มีส่วนเกินต่อท้าย
stats-fault-other = เขียนแบบอื่น
stats-calls = การเรียก DingTalk: { $count } ครั้ง ({ $parts })
stats-no-calls = การเรียก DingTalk: ไม่มี
stats-call-member = สมาชิกเปลี่ยนเอง
stats-call-governor = เจ้าของและผู้ดูแลเปลี่ยน
stats-call-plan = แผน
stats-call-shell = คำสั่งเชลล์
stats-call-newcomer = คนใหม่
stats-call-again = ตั้งชื่อซ้ำ
stats-call-look = ดูสมาชิกและเจ้าของ
stats-call-say = ข้อความที่ไม่มีเซสชัน
stats-messages = ข้อความของบอต: { $count }
stats-refused = DingTalk ปฏิเสธ { $count } ครั้ง: { $what }
collect-ask =
    ขอให้ทุกคนบอก: { $parts } โดยเรียกชื่อฉันแล้วส่งหนึ่งบรรทัดแบบนี้ จะวางต่อกันทั้งชุดรวมบรรทัดของคนอื่นก็ได้:
    { $line }
collect-noted = ได้รับ { $count } คำตอบ
collect-unknown = ไม่มีคนชื่อนี้ในกลุ่ม: { $names } โปรดตรวจชื่อ หรือให้เจ้าตัวส่งเอง
collect-missing = ยังขาด { $count } คน: { $people }
collect-complete = ครบทุกคนแล้ว ขั้นต่อไป: /nick collect done
collected-without-format = เก็บคำตอบแล้ว แต่ต้องตั้งรูปแบบก่อน: /nick format {"{name}-{number}"} แล้วส่ง /nick apply
collect-nothing = ตอนนี้ไม่ได้ถามอะไร ถ้าจะเริ่ม: /nick collect {"{name}{number}"}
changed-collect-off = จะไม่ถามอีก คำตอบที่ได้รับยังเก็บไว้
reminder = ชื่อเล่นที่ไม่ตรง “{ $shape }”: { $count }
reminder-line = “{ $name }”: /nick { $instead }
reminder-more = … และอีก { $count } ชื่อ
reminder-how = โปรดแท็กบอทแล้วส่งบรรทัดของคุณ
reminder-until = โปรดแท็กบอทแล้วส่งบรรทัดของคุณภายใน { $day }
reminder-owner = ถึงเจ้าของกลุ่ม เตือนแล้วยังไม่เปลี่ยน: { $names }
plan = ชื่อที่จะเปลี่ยน: { $count } ชื่อ ใช้โควตา DingTalk ชื่อละ 1 ครั้ง เดือนนี้เหลือ { $left } ครั้ง
plan-line = { $person } → { $name }
plan-more = … และอีก { $count } ชื่อ
plan-later = อีก { $count } ชื่อต้องรอเดือนหน้า เพราะกันการเรียกส่วนท้ายของเดือนนี้ไว้
plan-no-room = มี { $count } ชื่อที่ต้องเปลี่ยน แต่กันการเรียกส่วนท้ายของเดือนนี้ไว้ จึงยังไม่ได้ทำแผน เดือนหน้าให้ส่ง /nick apply อีกครั้ง หรือเปลี่ยนทีละชื่อ
plan-confirm = หากต้องการดำเนินการ ส่งภายในครึ่งชั่วโมง: /nick confirm { $number }
plan-nothing = ไม่ต้องแก้ไข: ทุกชื่อที่บอททราบตรงกับรูปแบบแล้ว
plan-nothing-known = ไม่มีชื่อที่บอทแก้ให้ได้
plan-incomplete = ข้อมูลไม่พอสำหรับ: { $people } ให้เจ้าตัวส่ง /nick ตามด้วยชื่อเต็มตามรูปแบบ
plan-unknown =
    กลุ่มนี้ไม่มีแผน { $number } หากต้องการสร้าง ส่ง:
    /nick apply
plan-confirmed-before = แผน { $number } ได้รับการยืนยันไปแล้ว
plan-too-old =
    แผน { $number } ใช้ไม่ได้แล้ว (เกินครึ่งชั่วโมง หรือรูปแบบเปลี่ยนไป) จึงไม่ได้ดำเนินการ หากต้องการสร้างใหม่ ส่ง:
    /nick apply
plan-begun = เริ่มแผน { $number } แล้ว: { $count } ชื่อ บอทจะรายงานความคืบหน้า
plan-progress = แผน { $number }: เสร็จแล้ว { $done } จาก { $total }
plan-done = แผน { $number } เสร็จแล้ว แก้ชื่อแล้ว { $renamed } ชื่อ
plan-done-but = แผน { $number } เสร็จแล้ว แก้ชื่อแล้ว { $renamed } ชื่อ ไม่สำเร็จ { $failed } ชื่อ:
plan-failure = { $count } ชื่อ: { $reason } ({ $people })
plan-failure-of-some = { $count } ชื่อ: { $reason }
plan-superseded = มีการขอชื่อที่ใหม่กว่าเข้ามาระหว่างนั้น
plan-expired = ทำไม่ทันเวลา
plan-given-up = เกิดข้อผิดพลาดที่บอท


help-title = บอทเปลี่ยนชื่อเล่นในกลุ่ม:
help-line = { $usage } – { $description }
hint = บอทนี้ใช้เปลี่ยนชื่อเล่นเท่านั้น หากจะเปลี่ยนของคุณ ส่ง /nick ตามด้วยชื่อใหม่ วิธีใช้อื่นๆ: /nick help
usage =
    “{ $command }” ใช้แบบนี้:
    { $usages }
    ตัวอย่าง: { $example }
usage-as-name = หากต้องการใช้คำนี้เป็นชื่อจริงๆ ส่ง:
ambiguous = ไม่แน่ใจว่าหมายถึงแบบใด จึงยังไม่ได้เปลี่ยนชื่อ โปรดส่งบรรทัดใดบรรทัดหนึ่ง:
ambiguous-one = ไม่แน่ใจว่าหมายถึงแบบใด จึงยังไม่ได้เปลี่ยนชื่อ หากหมายถึงแบบนี้ โปรดส่ง:
as-a-name = ใช้คำนี้เป็นชื่อ
with-meaning =
    { $text }
    { $meaning }:
placeholder-typed = “{ $typed }” เป็นตัวอย่าง ไม่ใช่ชื่อ จึงยังไม่ได้เปลี่ยน โปรดใส่ชื่อของคุณแทน เช่น ส่ง: /nick มะลิ
placeholder-person = “{ $typed }” เป็นตัวอย่าง จึงยังไม่ได้เปลี่ยนชื่อ โปรดพิมพ์ @ เลือกคนจากรายการที่เปิดขึ้น แล้วพิมพ์ชื่อใหม่
unclear = ไม่เข้าใจข้อความนี้ จึงยังไม่ได้เปลี่ยนชื่อ โปรดส่ง /nick ตามด้วยชื่อที่ต้องการ เช่น /nick มะลิ วิธีใช้อื่นๆ: /nick help
mentions-all = เปลี่ยนชื่อทุกคนพร้อมกันไม่ได้ จึงยังไม่ได้เปลี่ยน โปรดแท็กครั้งละหนึ่งคน หากจะจัดทุกชื่อให้เป็นรูปแบบเดียวกัน เจ้าของกลุ่มส่งได้: /nick apply
mentions-bot = บอทเปลี่ยนชื่อของตัวเองไม่ได้ หากจะเปลี่ยนของคุณ ส่ง เช่น /nick มะลิ
not-text = บอทอ่านได้เฉพาะข้อความ ใช้เปลี่ยนชื่อเล่นในกลุ่ม: แท็กบอทในกลุ่ม แล้วส่ง /nick ตามด้วยชื่อใหม่
title-refused = “{ $title }” หรือคำที่ดูหรือฟังคล้ายกันในชื่อนี้เป็นตำแหน่งที่สมุดรายชื่อไม่ได้ระบุไว้ จึงไม่ได้เปลี่ยน โปรดส่งชื่อโดยไม่มีคำนี้
replaced = คำขอใช้ชื่อ “{ $name }” ของคุณถูกแทนที่ด้วยคำขอที่ใหม่กว่า
replaced-by-other = ไม่ได้เปลี่ยนชื่อเป็น “{ $name }” เพราะระหว่างนั้นมีคนตั้งชื่อที่ใหม่กว่า
withdrawn = ถอนคำขอ #{ $number } ที่ขอใช้ชื่อ “{ $name }” แล้ว
nothing-to-withdraw = คุณไม่มีคำขอที่รออยู่
daily-cap = วันนี้คุณเปลี่ยนชื่อครบจำนวนแล้ว (คนละ { $count } ครั้งต่อวัน) จึงยังไม่ได้เปลี่ยน พรุ่งนี้เปลี่ยนได้อีกตั้งแต่เวลา { $free-at } หากเร่งด่วน โปรดติดต่อเจ้าของกลุ่มหรือผู้ดูแลบอท
daily-cap-group = วันนี้สมาชิกกลุ่มนี้เปลี่ยนชื่อครบจำนวนแล้ว ({ $count } ครั้งต่อวัน) จึงยังไม่ได้เปลี่ยน พรุ่งนี้เปลี่ยนได้อีกตั้งแต่เวลา { $free-at } หากเร่งด่วน โปรดติดต่อเจ้าของกลุ่มหรือผู้ดูแลบอท
note-undo = ไม่ใช่ชื่อที่ต้องการ? ส่ง: /nick undo
note-undo-other = ไม่ใช่ชื่อที่ต้องการ? ส่ง: /nick undo { $user }
note-messages-low = หมายเหตุ: ข้อความบอทเดือนนี้เหลือ { $left } จาก { $allowance } ข้อความ
note-quiet-costs = หมายเหตุ: การกดอีโมจิแต่ละครั้งอาจใช้โควตา DingTalk เพิ่มอีก 1 ครั้ง
changed-quiet-on = ต่อไปนี้เมื่อเปลี่ยนชื่อสำเร็จ บอทจะกดอีโมจิที่ข้อความเท่านั้น หากไม่สำเร็จจะบอกเหตุผลเช่นเดิม
changed-quiet-off = ต่อไปนี้เมื่อเปลี่ยนชื่อสำเร็จ บอทจะตอบเป็นข้อความ
changed-remind-daily = ทุกวันทำงานเวลา { $hour } น. จะบอกที่นี่ว่าชื่อเล่นของใครไม่ตรงรูปแบบ แต่ละครั้งใช้ข้อความบอท 1 ข้อความ และเรียก DingTalk ไม่เกิน 2 ครั้ง หยุด: /nick remind off
changed-remind-weekly = ทุกวันจันทร์เวลา { $hour } น. จะบอกที่นี่ว่าชื่อเล่นของใครไม่ตรงรูปแบบ แต่ละครั้งใช้ข้อความบอท 1 ข้อความ และเรียก DingTalk ไม่เกิน 2 ครั้ง หยุด: /nick remind off
changed-remind-until = จนถึง { $day } ทุกวันทำงานเวลา { $hour } น. จะเตือนคนที่ยังไม่เปลี่ยน แล้วส่งรายชื่อให้เจ้าของกลุ่ม แต่ละครั้งใช้ข้อความบอท 1 ข้อความ และเรียก DingTalk ไม่เกิน 2 ครั้ง หยุด: /nick remind off
changed-remind-off = จะไม่เตือนอีก
remind-at-night = จะไม่เตือนตอนกลางคืน โปรดเลือกเวลา 8 ถึง 21 น.: /nick remind daily 9
remind-in-the-past = วันนั้นผ่านไปแล้ว โปรดระบุวันข้างหน้า: /nick remind until 2030-12-01
status-quiet = เมื่อเปลี่ยนชื่อสำเร็จ: กดอีโมจิ ไม่ส่งข้อความ
status-remind-daily = เตือน: ทุกวันทำงาน { $hour } น.
status-remind-weekly = เตือน: ทุกวันจันทร์ { $hour } น.
status-remind-until = เตือน: จนถึง { $day } ทุกวันทำงาน { $hour } น.
status-collect = กำลังถาม: { $parts } ใครยังไม่ตอบ: /nick collect
status-messages = ข้อความบอทเดือนนี้: เหลือ { $left } จาก { $allowance }
status-unread-owner = บอทยังไม่ทราบว่าใครเป็นเจ้าของกลุ่ม จึงยังกันคนแอบอ้างเป็นเจ้าของกลุ่มไม่ได้
status-unread-sub-admins = บอทยังไม่ทราบว่าใครเป็นผู้ดูแลกลุ่ม จึงยังกันคนแอบอ้างเป็นผู้ดูแลกลุ่มไม่ได้
status-unread-directory = บอทยังไม่มีสิทธิ์อ่านสมุดรายชื่อ จึงกันการแอบอ้างได้เฉพาะชื่อที่เคยเห็น
status-unread-members = บอทยังไม่ได้อ่านรายชื่อสมาชิก จึงกันการแอบอ้างได้เฉพาะชื่อที่เคยเห็น
whoami = คุณใช้ชื่อ “{ $name }” ในกลุ่มนี้
whoami-since = คุณใช้ชื่อ “{ $name }” ในกลุ่มนี้ เปลี่ยน{ $when }
whoami-given = คุณใช้ชื่อ “{ $name }” ในกลุ่มนี้ เปลี่ยนโดย { $who } { $when }
whoami-unknown = บอทยังไม่ทราบชื่อของคุณในกลุ่มนี้
whoami-governs = คุณเปลี่ยนชื่อเล่นของทุกคนและการตั้งค่าของกลุ่มนี้ได้
whoami-locked = ชื่อเล่นของคุณถูกล็อกไว้: เฉพาะเจ้าของกลุ่มและผู้ดูแลบอทเท่านั้นที่เปลี่ยนได้
whoami-renames-others = คุณเปลี่ยนชื่อเล่นของตนเองและของคนอื่นได้
whoami-renames-self = คุณเปลี่ยนชื่อเล่นของตนเองได้
whoami-renames-nobody = ในกลุ่มนี้เจ้าของกลุ่มและผู้ดูแลบอทเป็นผู้เปลี่ยนชื่อเล่น
whoami-waiting = คำขอ #{ $number } ของคุณที่ขอใช้ชื่อ “{ $name }” กำลังรอเจ้าของกลุ่มหรือผู้ดูแลบอท
help-footer = ในกลุ่มให้แท็กบอทไว้หน้าข้อความ วิธีใช้ทั้งหมด: /nick help all
help-footer-all = ในกลุ่มให้แท็กบอทไว้หน้าข้อความ และเลือก @สมาชิก จากรายการที่เปิดขึ้น
help-help-all = วิธีใช้ทั้งหมด
help-topic-names = เปลี่ยนชื่อ คืนชื่อ ประวัติ
help-topic-rules = รูปแบบ การเตือน เปลี่ยนทั้งกลุ่ม
help-topic-people = ล็อก การอนุมัติ ชื่อสงวน
help-topic-group = การเชื่อมต่อ ภาษา โหมดเงียบ
help-whoami = ชื่อของฉันในกลุ่มนี้ และสิ่งที่ทำได้
help-request = ขอใช้ชื่อที่ต้องได้รับอนุมัติ
help-withdraw = ถอนคำขอของตนเอง
help-quiet = กดอีโมจิแทนการตอบ เมื่อเปลี่ยนชื่อสำเร็จ
example-help = /nick help
example-undo = /nick undo
example-reset = /nick reset
example-history = /nick history 5
example-status = /nick status
example-doctor = /nick doctor
example-whoami = /nick whoami
example-request = /nick request ครูมะลิ
example-withdraw = /nick withdraw
example-bind = /nick bind chat0123456789abcdef0123456789abcdef
example-adopt = /nick adopt
example-release = /nick release
example-allow = /nick allow self
example-trust = /nick trust @มะลิ
example-untrust = /nick untrust @มะลิ
example-lock = /nick lock @มะลิ
example-unlock = /nick unlock @มะลิ
example-exempt = /nick exempt @มะลิ
example-unexempt = /nick unexempt @มะลิ
example-format = /nick format {"{dept}-{name}"}
example-use = /nick use class
example-check = /nick check
example-stats = /nick stats
example-collect = /nick collect {"{name}{number}"}
example-remind = /nick remind daily 9
example-apply = /nick apply
example-confirm = /nick confirm 3
example-reserved = /nick reserved add หัวหน้าห้อง
example-lookalikes = /nick lookalikes refuse
example-welcome = /nick welcome on
example-quiet = /nick quiet on
example-approval = /nick approval on
example-approve = /nick approve 3
example-reject = /nick reject 3 โปรดใช้ชื่อจริง
example-lang = /nick lang th
name-missing = ไม่มีชื่อใหม่ จึงยังไม่ได้เปลี่ยน โปรดพิมพ์ชื่อต่อจากการแท็ก เช่น /nick @สมาชิก มะลิ
too-many-mentioned = คุณแท็กมากกว่าหนึ่งคน บอทแยกไม่ได้ว่าชื่อไหนเป็นของใคร จึงยังไม่ได้เปลี่ยน โปรดเปลี่ยนทีละคน
mention-within = คนที่แท็กคือคนที่จะเปลี่ยนชื่อ หรือเป็นส่วนหนึ่งของชื่อ? ยังไม่ได้เปลี่ยน ถ้าเป็นชื่อของคุณเอง ให้พิมพ์โดยไม่ใช้ @ เช่น /nick แม่มะลิ
mention-within-theirs = ถ้าจะเปลี่ยนชื่อของคนนั้น โปรดส่ง:
pick-person = ตรง @สมาชิก ให้พิมพ์ @ แล้วเลือกคนจากรายการที่เปิดขึ้น
typed-mention = บอทไม่ทราบว่าหมายถึงใคร จึงยังไม่ได้เปลี่ยนชื่อ โปรดพิมพ์ @ เลือกคนจากรายการที่เปิดขึ้น แล้วพิมพ์ชื่อใหม่
sender-outside = บอทไม่พบว่าคุณอยู่ในองค์กรนี้ จึงเปลี่ยนชื่อเล่นให้ไม่ได้ ชื่อของบุคคลภายนอกเปลี่ยนไม่ได้ หากคุณอยู่ในองค์กร โปรดสอบถามผู้ให้บริการบอท (อาจยังไม่ได้เผยแพร่บอท)
target-outside = คนที่คุณแท็กไม่ได้อยู่ในองค์กรนี้ จึงเปลี่ยนชื่อเล่นให้ไม่ได้
only-in-groups = บอทเปลี่ยนชื่อเล่นได้เฉพาะในกลุ่ม โปรดแท็กบอทในกลุ่ม แล้วส่ง /nick ตามด้วยชื่อใหม่

placeholder-name = ชื่อใหม่
placeholder-user = @สมาชิก
placeholder-reason = เหตุผล

help-rename = เปลี่ยนชื่อเล่นของตนเอง
help-rename-other = เปลี่ยนชื่อเล่นของคนอื่น
help-rename-literal = ใช้ชื่อที่เหมือนคำสั่ง
help-help = วิธีใช้นี้
help-undo = กลับไปใช้ชื่อก่อนหน้า
help-undo-other = ให้คนอื่นกลับไปใช้ชื่อก่อนหน้า
help-reset = กลับไปใช้ชื่อของตนเองในสมุดรายชื่อ
help-reset-other = ให้คนอื่นกลับไปใช้ชื่อในสมุดรายชื่อ
help-history = การเปลี่ยนชื่อล่าสุดของตนเอง
help-history-other = การเปลี่ยนชื่อล่าสุดของคนอื่น
help-status = การตั้งค่าของกลุ่มนี้
help-doctor = อะไรทำให้กลุ่มนี้ใช้งานไม่ได้
help-bind = แจ้งรหัสของกลุ่มนี้เพื่อเชื่อมต่อบอท
help-adopt = ทำให้เป็นกลุ่มจากเทมเพลตเพื่อเชื่อมต่อบอท
help-release = กลับเป็นกลุ่มธรรมดา
help-allow = ใครเปลี่ยนชื่อใครได้
help-trust = ให้สมาชิกเปลี่ยนชื่อคนอื่นได้
help-untrust = ยกเลิกการให้เปลี่ยนชื่อคนอื่น
help-lock = ให้เฉพาะเจ้าของกลุ่มและผู้ดูแลบอทเปลี่ยนชื่อนี้ได้
help-unlock = ปลดล็อก
help-exempt = ชื่อเล่นนี้ไม่ต้องตรงรูปแบบ
help-unexempt = ต้องตรงรูปแบบอีกครั้ง
help-format = รูปแบบของชื่อเล่น
help-format-off = ใช้ชื่อเล่นรูปแบบใดก็ได้
help-format-regex = สำหรับผู้เชี่ยวชาญ
help-use = ใช้กฎรูปแบบที่หลายกลุ่มใช้ร่วมกัน
help-check = ชื่อใครไม่ตรงกับรูปแบบ
help-check-private = เหมือนข้างบน แต่ส่งให้คุณคนเดียว ใช้การเรียก DingTalk เพิ่ม 1 ครั้ง
help-stats = มีกี่ชื่อที่ตรง ใช้การเรียกไปกับอะไร และผิดอะไรบ่อย
help-collect = ถามทุกคนในสิ่งที่ยังไม่มีใครรู้ ตอบต่อกันได้
help-collect-done = จบด้วยแผนตามคำตอบ หรือเลิกถาม
help-remind = เตือนคนที่ชื่อไม่ตรงรูปแบบ ทุกวันทำงานหรือทุกวันจันทร์
help-remind-until = เตือนถึงวันนั้น แล้วส่งรายชื่อให้เจ้าของกลุ่ม
help-apply = แก้ชื่อทุกคนให้ตรง โดยดูแผนก่อน
help-confirm = ดำเนินการตามแผน
help-approval = การเปลี่ยนชื่อตนเองต้องรออนุมัติหรือไม่
help-welcome = ตั้งชื่อให้สมาชิกใหม่
help-approve = อนุมัติคำขอ
help-reject = ไม่อนุมัติคำขอ
help-reserve = สงวนชื่อไว้ไม่ให้สมาชิกใช้
help-unreserve = เลิกสงวนชื่อ
help-lookalikes = ชื่อที่คล้ายสมาชิกคนอื่น
help-lang = ภาษาของกลุ่มนี้

# สิ่งที่ DingTalk ตอบ ทุกข้อความลงท้ายด้วยรหัส
coded = { $text } (รหัส { $code })
error-internal = เกิดข้อผิดพลาดที่บอท โปรดส่งอีกครั้ง หากยังไม่สำเร็จ โปรดแจ้งผู้ให้บริการบอท

# หน้าของ `dingnick playground`
playground-language-name = ไทย
playground-title = สนามทดลอง dingnick
playground-tagline = DingTalk จำลองกับบอทตัวจริง ไม่มีข้อมูลใดออกจากคอมพิวเตอร์เครื่องนี้
playground-language = ภาษา
playground-group = แชท
playground-direct-chat = เฉพาะคุณกับบอท
playground-you-are = คุณคือ
playground-show = แสดง
playground-chat = ข้อความ
playground-chat-empty = ยังไม่มีใครส่งข้อความ ลองส่ง “/nick มะลิ” หรือพิมพ์ @ แล้วเลือกคนที่จะเปลี่ยนชื่อ
playground-message = ข้อความ
playground-message-hint = /nick มะลิ – พิมพ์ @ เพื่อแท็ก
playground-message-hint-direct = /nick help
playground-mention-bot = แท็ก
playground-mention-bot-why = บอทในกลุ่มได้รับเฉพาะข้อความที่แท็กบอท
playground-mention = แท็กคนนี้ด้วย
playground-mention-nobody = ไม่แท็กใคร
playground-picker = เลือกคนที่จะแท็ก
playground-send = ส่ง
playground-members = สมาชิก
playground-directory-name = ชื่อในสมุดรายชื่อ:
playground-owner = เจ้าของกลุ่ม
playground-admin = ผู้ดูแล
playground-outsider = ภายนอก
playground-you = คุณ
playground-bot = บอท
playground-sent-without-session = ไม่ได้ส่งเป็นคำตอบ
playground-picture = รูปภาพ
playground-not-for-bot = บอทไม่เห็นข้อความนี้ เพราะไม่ได้แท็กบอท
playground-unreachable = เซิร์ฟเวอร์ของบอทไม่ตอบ
playground-refused = เซิร์ฟเวอร์ของบอทปฏิเสธข้อความนี้ สถานะ HTTP:
playground-calls = การเรียก DingTalk
playground-calls-empty = ยังไม่มี
playground-calls-used = การเรียก API เดือนนี้
playground-messages-used = ข้อความเดือนนี้
playground-faults = ข้อผิดพลาดที่จะเกิดครั้งถัดไป
playground-faults-apply = ใช้
playground-fault-none = ไม่มี
playground-fault-forbidden-content = 41049: ชื่อมีเนื้อหาต้องห้าม
playground-fault-unknown-group = 34001: DingTalk ไม่รู้จัก chatid
playground-fault-unknown-user = 40003: DingTalk ไม่รู้จัก userid
playground-fault-not-in-group = 60124: คนนี้ไม่ได้อยู่ในกลุ่ม
playground-fault-no-permission = 60011: แอปไม่มีสิทธิ์ที่ต้องใช้
playground-fault-token-expired = access token หมดอายุทันที
playground-fault-session-expired = 300001: เซสชันตอบกลับหมดอายุแล้ว
playground-fault-html = ตอบเป็นหน้า HTML แทน JSON
playground-fault-too-fast = 90018: เรียกต่อวินาทีมากเกินไป
playground-fault-quota = 90020: โควตาการเรียกเดือนนี้หมดแล้ว
playground-fault-reset = การเชื่อมต่อขาด
playground-commands = คำสั่ง
playground-connection-lost = ไม่ได้เชื่อมต่อกับสนามทดลอง อาจถูกปิดไปแล้ว หน้านี้จะลองเชื่อมต่อใหม่เอง

directory-name-refused = ชื่อของคุณในสมุดรายชื่อยาวเกินไปหรือมีตัวอักษรที่ใช้ไม่ได้ จึงไม่ได้เปลี่ยน โปรดส่ง /nick ตามด้วยชื่อที่ต้องการ หรือขอให้ผู้ดูแลระบบแก้ในสมุดรายชื่อ ซึ่งบอทตรวจดูวันละครั้ง
directory-name-refused-other = ชื่อของ { $target } ในสมุดรายชื่อยาวเกินไปหรือมีตัวอักษรที่ใช้ไม่ได้ จึงไม่ได้เปลี่ยน โปรดส่ง /nick เลือกคนนี้ด้วย @ แล้วพิมพ์ชื่ออื่น หรือขอให้ผู้ดูแลระบบแก้ในสมุดรายชื่อ ซึ่งบอทตรวจดูวันละครั้ง
directory-name-forbidden = DingTalk ไม่ให้ใช้ชื่อของคุณในสมุดรายชื่อเป็นชื่อเล่น โปรดส่ง /nick ตามด้วยชื่อที่ต้องการ หรือขอให้ผู้ดูแลระบบแก้ในสมุดรายชื่อ ซึ่งบอทตรวจดูวันละครั้ง
directory-name-forbidden-other = DingTalk ไม่ให้ใช้ชื่อของ { $target } ในสมุดรายชื่อเป็นชื่อเล่น โปรดส่ง /nick เลือกคนนี้ด้วย @ แล้วพิมพ์ชื่ออื่น หรือขอให้ผู้ดูแลระบบแก้ในสมุดรายชื่อ ซึ่งบอทตรวจดูวันละครั้ง
job-unreadable = ได้รับข้อความของคุณแล้ว แต่บอทรุ่นนี้อ่านข้อมูลที่เก็บไว้ไม่ได้ จึงยังไม่ได้ดำเนินการ หากครึ่งชั่วโมงแล้วยังไม่มีอะไรเกิดขึ้น โปรดส่งอีกครั้ง (รหัส job-unreadable)
plan-unreadable = บอทอ่านแผนนี้ไม่ได้แล้ว และยังไม่ได้เปลี่ยนชื่อใคร โปรดสร้างใหม่: /nick apply (รหัส plan-unreadable)
reaction-done = เสร็จแล้ว
request-unreadable = บอทอ่านคำขอนี้ไม่ได้แล้ว จึงไม่ได้เปลี่ยนชื่อใคร ผู้ขอเพียงส่งคำขอใหม่อีกครั้ง (รหัส request-unreadable)

doctor-well = เท่าที่บอทเห็นจากตรงนี้ ทุกอย่างเรียบร้อยดี
doctor-line = { $words } ({ $code })
doctor-more = และอีก { $count } ข้อ ผู้ให้บริการบอทดูได้ด้วย “dingnick doctor”
doctor-not-reached = กลุ่มนี้ยังไม่ได้เชื่อมต่อ จึงเปลี่ยนชื่อเล่นไม่ได้: /nick status
doctor-language = บอทพูดภาษาของกลุ่มนี้ไม่ได้: /nick lang th
doctor-waiting = มีคำสั่งที่รอนานกว่าสองนาที
doctor-given-up = มีคำสั่งในไม่กี่วันนี้ที่ทำไม่สำเร็จและเลิกทำแล้ว
doctor-unanswered = คำตอบบางส่วนของบอทส่งไม่ถึง
doctor-calls = โควตาการเรียก DingTalk เดือนนี้ใกล้หมด: /nick status
doctor-messages = ข้อความบอทเดือนนี้ใกล้หมด: /nick status
doctor-other = การตั้งค่าของบอทมีบางอย่างไม่ถูกต้อง โปรดบอกผู้ให้บริการบอท
