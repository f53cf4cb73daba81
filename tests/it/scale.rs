//! What a rename and a start cost does not grow with how much is known. Counted in statements, not
//! in seconds.

use crate::story::Story;

/// So many members of the class are known, in every way that somebody can be known.
async fn know(story: &Story, members: u32) {
    let class = story.world(|world| world.group(story.cast.class).open_conversation_id.clone());
    let robot = story.scope().robot_code().as_str().to_owned();
    let numbers = format!(
        "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {members})"
    );
    story
        .change_store(&format!(
            "{numbers} INSERT INTO members (robot_code, conversation_id, user_id, display_name)
             SELECT '{robot}', '{class}', 'known' || n, 'Somebody ' || n FROM number;
             {numbers} INSERT INTO directory (robot_code, user_id, name, read_at)
             SELECT '{robot}', 'known' || n, 'Someone ' || n, 9000000000000 FROM number;
             {numbers} INSERT INTO ledger (robot_code, job_id, conversation_id, user_id, new_name,
                 asked_by, asked_at, at, outcome)
             SELECT '{robot}', 0, '{class}', 'known' || n, 'Given ' || n, 'owner1', 1, 1, 'applied'
             FROM number WHERE n % 2 = 0;
             UPDATE groups SET roster_at = 9000000000000, likeness_version = 0,
                 roster = ({numbers} SELECT json_group_array('known' || n) FROM number)
             WHERE conversation_id = '{class}';"
        ))
        .await;
}

/// What one rename costs in a class of so many and with so many administrators, once it is known
/// whose names there are.
async fn statements_of_a_rename(members: u32, admins: u32, lookalikes: &str) -> u64 {
    let mut story = Story::begin().await;
    story.stop().await;
    let admins: Vec<String> = (1..=admins).map(|n| format!("known{n}")).collect();
    story.set("DINGNICK_ADMINS", &admins.join(","));
    story.set("DINGNICK_MEMBER_DAILY", "10");
    story.set("DINGNICK_GROUP_DAILY", "500");
    story.start().await;
    story.say(story.cast.owner, &format!("/nick lookalikes {lookalikes}")).await;
    story.reply().await;
    story.say(story.cast.ming, "/nick 明明").await;
    story.reply().await;
    story.idle().await;
    know(&story, members).await;
    // The first rename afterwards makes the readings of all names.
    for name in ["明明一号", "明明二号"] {
        story.say(story.cast.ming, &format!("/nick {name}")).await;
        story.reply().await;
        story.idle().await;
    }
    let before = story.statements();
    story.say(story.cast.ming, "/nick 明明三号").await;
    story.reply().await;
    story.idle().await;
    let statements = story.statements() - before;
    story.end().await;
    statements
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rename_costs_as_many_statements_among_5000_members_and_9_admins_as_among_50() {
    for rule in ["warn", "refuse"] {
        let (few, many) = (
            statements_of_a_rename(50, 1, rule).await,
            statements_of_a_rename(5000, 9, rule).await,
        );
        // What looks after the store every few seconds may fall into either.
        assert!(many <= few + 6, "{rule}: {few} among 50, {many} among 5000");
        assert!(few <= 32, "{rule}: a rename takes {few} statements");
    }
}

/// What it costs to tell of so many changes, each of which somebody else asked for.
async fn statements_of_a_history(renames: u32) -> u64 {
    let story = Story::begin().await;
    story.say(story.cast.ming, "/nick help").await;
    story.reply().await;
    story.idle().await;
    let class = story.world(|world| world.group(story.cast.class).open_conversation_id.clone());
    let ming = story.world(|world| world.person(story.cast.ming).userid.clone());
    let ming = ming.expect("a member");
    let robot = story.scope().robot_code().as_str().to_owned();
    for n in 1..=renames {
        let rename = format!(
            "INSERT INTO ledger (robot_code, job_id, conversation_id, user_id, new_name, asked_by,
                 asked_at, at, outcome)
             VALUES ('{robot}', 0, '{class}', '{ming}', 'Given {n}', 'asker{n}', 1, 1, 'applied')"
        );
        story.change_store(&rename).await;
    }
    let before = story.statements();
    story.say(story.cast.ming, "/nick history").await;
    let reply = story.reply().await;
    assert!(reply.contains(&format!("Given {renames}")), "{reply}");
    story.idle().await;
    let statements = story.statements() - before;
    story.end().await;
    statements
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_changes_are_told_of_with_as_many_statements_as_one() {
    let (one, many) = (statements_of_a_history(1).await, statements_of_a_history(8).await);
    assert!(many <= one + 6, "{one} for one, {many} for eight");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_like_that_of_one_among_5000_is_found() {
    let story = Story::begin().await;
    story.say(story.cast.owner, "/nick lookalikes refuse").await;
    story.reply().await;
    know(&story, 5000).await;
    for (name, like) in [
        ("Somebody 4999", "Somebody 4999"),
        ("s0mebody 77", "Somebody 77"),
        ("Given 4998", "Given 4998"),
        ("Someone 3", "Someone 3"),
    ] {
        story.say(story.cast.ming, &format!("/nick {name}")).await;
        let reply = story.reply().await;
        assert!(reply.contains(like), "{name}: {reply}");
        assert_eq!(story.nickname(story.cast.ming), None);
    }
    // What they were called before they were given a name is anybody's.
    story.say(story.cast.ming, "/nick Somebody 4998").await;
    assert!(story.reply().await.contains("Somebody 4998"));
    story.named(story.cast.ming, "Somebody 4998").await;
    story.end().await;
}

/// What a start costs with so many groups known, and so many of them in the settings.
async fn statements_of_a_start(known: u32, configured: u32) -> u64 {
    let mut story = Story::begin().await;
    story.say(story.cast.ming, "/nick help").await;
    story.reply().await;
    story.idle().await;
    let robot = story.scope().robot_code().as_str().to_owned();
    story.stop().await;
    story
        .change_store(&format!(
            "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {known})
             INSERT INTO groups (robot_code, conversation_id, chat_id)
             SELECT '{robot}', 'cidknown' || n, 'chat' || printf('%032x', n) FROM number;"
        ))
        .await;
    let chatids: Vec<String> = (1..=configured).map(|n| format!("chat{n:032x}")).collect();
    story.set("DINGNICK_GROUPS", &chatids.join(","));
    story.start().await;
    story.say(story.cast.ming, "/nick help").await;
    story.reply().await;
    // A command from a group that might be one of them waits until that is known.
    story.say_in(story.cast.unbound, story.cast.ming, "/nick 明明").await;
    story.reply().await;
    story.idle().await;
    let statements = story.statements();
    story.end().await;
    statements
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_with_a_thousand_groups_costs_hardly_more_than_one_with_one() {
    let (one, many) =
        (statements_of_a_start(1, 1).await, statements_of_a_start(50_000, 1_000).await);
    assert!(many <= one * 10, "{one} statements with one group, {many} with a thousand");
}
