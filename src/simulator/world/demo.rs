//! The cast of `dingnick playground`: a small school with a class group, a
//! staff group made from a template, and a guest from outside.

use super::{Person, World};

impl World {
    /// A pleasant little world to try things in. Its ids are the same on every start.
    pub fn demo() -> Self {
        let mut world = Self::new();
        world.add_department(1, "向阳小学");
        world.add_department(2, "教务处");
        world.add_department(3, "三年二班");
        let owner = Person::admin("manager1001", "王校长").titled("校长", "001");
        let wang = world.add_person(owner.in_departments(&[1]));
        let teacher = Person::member("0102030405", "李老师").titled("班主任", "012");
        let li = world.add_person(teacher.in_departments(&[2, 3]));
        let mut pupils = Vec::new();
        for (userid, name, title, number) in [
            ("0911223344", "陈小明", "家长", "101"),
            ("0922334455", "林晓雨", "家长", "102"),
            ("0933445566", "Alice Zhang", "家长", "103"),
            ("0944556677", "欧阳若曦", "数学老师", "021"),
        ] {
            let person = Person::member(userid, name).titled(title, number);
            pupils.push(world.add_person(person.in_departments(&[3])));
        }
        let guest = world.add_person(Person::outsider("周记者（校外）", "guest"));
        let mut class = vec![li];
        class.extend(&pupils);
        class.push(guest);
        let class = world.add_group("三年二班家校群", wang, &class);
        world.set_nickname_by_hand(class, pupils[0], "小明爸爸");
        let mut staff = vec![wang, pupils[3]];
        staff.push(pupils[2]);
        let staff = world.add_scene_group("Staff room 教研组", li, &staff);
        world.group_mut(staff).sub_admins = vec![wang];
        world
    }
}
