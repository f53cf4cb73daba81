//! The cast of `dingnick playground`: a small school with a class group, a
//! staff group made from a template, a group that the bot cannot reach yet, and
//! a guest from outside. The directory holds what a format is filled from, and
//! some of the names fit none.

use super::{Person, PersonId, World};

/// Userid, name, title, job number, departments.
type Entry = (&'static str, &'static str, &'static str, &'static str, &'static [i64]);

/// Everybody in the directory but the headmaster. 李老师 is in two departments, and 马骁 has
/// neither title nor number.
const DIRECTORY: [Entry; 9] = [
    ("0102030405", "李老师", "班主任", "012", &[3, 2]),
    ("0911223344", "陈小明", "家长", "101", &[3]),
    ("0922334455", "林晓雨", "家长", "102", &[3]),
    ("0933445566", "Alice Zhang", "家长", "103", &[3]),
    ("0944556677", "欧阳若曦", "数学老师", "021", &[4]),
    ("0955667788", "赵一鸣", "家长", "104", &[3]),
    ("0966778899", "孙佳怡", "语文老师", "022", &[5]),
    ("0977889900", "吴桐", "教务主任", "002", &[2]),
    ("0988990011", "马骁", "", "", &[1]),
];

impl World {
    /// A pleasant little world to try things in. Its ids are the same on every start.
    pub fn demo() -> Self {
        let mut world = Self::new();
        for (id, name) in
            [(1, "向阳小学"), (2, "教务处"), (3, "三年二班"), (4, "数学组"), (5, "语文组")]
        {
            world.add_department(id, name);
        }
        let wang = world.add_person(Person::admin("manager1001", "王校长").titled("校长", "001"));
        let [li, chen, lin, alice, ouyang, zhao, sun, wu, ma] = world.enrol(DIRECTORY);
        let guest = world.add_person(Person::outsider("周记者（校外）", "guest"));
        let others = [li, chen, lin, alice, ouyang, zhao, sun, ma, guest];
        let class = world.add_group("三年二班家校群", wang, &others);
        let others = [wang, ouyang, alice, sun, wu, ma];
        let staff = world.add_scene_group("Staff room 教研组", li, &others);
        world.group_mut(staff).sub_admins = vec![wang];
        world.add_group("志愿者群 Volunteers", lin, &[chen, alice, zhao, li]);
        for (group, person, nickname) in [
            (class, chen, "小明爸爸"),
            (class, lin, "三年二班-林晓雨"),
            (class, zhao, "三年二班 赵一鸣"),
            (staff, ouyang, "数学组-欧阳若曦"),
            (staff, sun, "孙老师"),
            (staff, wu, "教务处—吴桐"),
        ] {
            world.set_nickname_by_hand(group, person, nickname);
        }
        world
    }

    fn enrol<const N: usize>(&mut self, entries: [Entry; N]) -> [PersonId; N] {
        entries.map(|(userid, name, title, number, departments)| {
            let person = Person::member(userid, name).titled(title, number);
            self.add_person(person.in_departments(departments))
        })
    }
}
