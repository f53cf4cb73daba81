//! The page in both of its first languages, what it escapes, and whom it refuses.

use std::{collections::BTreeMap, net::SocketAddr, sync::Arc, time::Duration};

use reqwest::{Client, StatusCode};

use super::{Page, PageWords};
use crate::simulator::{
    Simulator,
    world::{Author, ChatEntry, GroupId, PersonId, Piece, Place, Via, World},
};

const LOCALES: [(&str, &str); 2] = [
    ("en", include_str!("../../i18n/locales/en.ftl")),
    ("zh-CN", include_str!("../../i18n/locales/zh-CN.ftl")),
];

fn page() -> Page {
    let words = LOCALES.map(|(tag, text)| {
        let lines = text.lines().filter(|line| line.starts_with("playground-"));
        let lines = lines.filter_map(|line| line.split_once(" = "));
        let known: BTreeMap<_, _> = lines.collect();
        assert_eq!(known.len(), PageWords::KEYS.len(), "{tag} has keys too many or too few");
        let words = PageWords::fill(|key| (*known.get(key).expect(key)).to_owned());
        (tag.to_owned(), words)
    });
    let command = ("/nick <name>".to_owned(), "renames you".to_owned());
    Page {
        words: BTreeMap::from(words),
        commands: BTreeMap::from([("en".to_owned(), vec![command])]),
    }
}

fn start(world: World) -> (Simulator, Client) {
    start_with(world, page())
}

fn start_with(world: World, page: Page) -> (Simulator, Client) {
    rustls::crypto::ring::default_provider().install_default().ok();
    let addr = SocketAddr::from(([127, 0, 0, 1], 0));
    let clock = Arc::new(|| 1_780_000_000_000);
    let simulator = Simulator::start_with_page(world, clock, addr, page).unwrap();
    let client =
        Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    (simulator, client)
}

async fn text(client: &Client, url: String) -> String {
    let response = client.get(url).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert!(response.headers().contains_key("content-security-policy"));
    response.text().await.unwrap()
}

#[actix_web::test]
async fn the_page_speaks_every_language_it_was_given() {
    let (simulator, client) = start(World::demo());
    for (tag, _) in LOCALES {
        let html = text(&client, format!("{}?lang={tag}", simulator.url())).await;
        assert!(html.contains(&format!("<html lang=\"{tag}\">")));
        let words = &page().words[tag];
        for word in [&words.tagline, &words.members, &words.fault_reset, &words.send] {
            assert!(html.contains(word.as_str()), "{word} in {tag}");
        }
    }
    for file in ["design.css", "page.css", "page.js", "icon.svg"] {
        let url = format!("{}playground/{file}", simulator.url());
        let length = text(&client, url.clone()).await.len();
        let head = client.head(url).send().await.unwrap();
        assert_eq!(head.status(), StatusCode::OK);
        assert_eq!(head.headers()["content-length"], length.to_string().as_str());
        assert_eq!(head.text().await.unwrap(), "");
    }
}

#[actix_web::test]
async fn nothing_that_people_write_becomes_markup() {
    let mut world = World::demo();
    let evil = "<script>alert(1)</script>\"'&";
    world.set_nickname_by_hand(GroupId(0), PersonId(0), evil);
    world.group_mut(GroupId(0)).title = evil.to_owned();
    world.app.name = evil.to_owned();
    let (simulator, client) = start(world);
    let form = [("group", "0"), ("as", "0"), ("bot", "1"), ("text", evil)];
    post(&client, &simulator, "say", &form, None).await;
    for path in ["", "playground/live"] {
        let html = text(&client, format!("{}{path}?as=0", simulator.url())).await;
        assert!(html.contains("&#60;script&#62;"), "{path}");
        assert!(!html.contains("<script>"), "{path}");
        assert!(!html.contains("alert(1)</script>"), "{path}");
    }
    let name = "<b>".to_owned();
    let html = {
        simulator.with(|world| {
            let mut entry = world.chat[0].clone();
            entry.author = Author::Bot(Via::Session);
            entry.kind = "markdown".to_owned();
            entry.pieces = vec![
                Piece::Mention { person: PersonId(0), name },
                Piece::Text(" **<i>bold</i>** [x](javascript:0)".to_owned()),
            ];
            world.record(entry);
        });
        text(&client, format!("{}playground/live", simulator.url())).await
    };
    assert!(html.contains("@&#60;b&#62;"));
    assert!(html.contains("<b>&#60;i&#62;bold&#60;/i&#62;</b>"));
    assert!(!html.contains("href"));
}

#[actix_web::test]
async fn every_command_is_listed_with_its_placeholders_as_they_are_typed() {
    let forms = ["/nick {dept}-{name}", "/nick <name>", "/nick /^\\p{Han}{2,4}$/", "/nick a|b|…"];
    let commands: Vec<_> = forms.into_iter().cycle().take(40).enumerate().collect();
    let commands = commands.into_iter().map(|(n, form)| (form.to_owned(), format!("line {n}.")));
    let mut page = page();
    page.commands = BTreeMap::from([("en".to_owned(), commands.collect())]);
    let (simulator, client) = start_with(World::demo(), page);
    let html = text(&client, format!("{}?lang=en", simulator.url())).await;
    for form in forms {
        let typed = form.replace('<', "&#60;").replace('>', "&#62;");
        let listed = html.matches(&format!("<dt><code>{typed}</code></dt>")).count();
        assert_eq!(listed, 10, "{form}");
    }
    assert!(html.contains("<dd>line 39.</dd>"));
}

#[actix_web::test]
async fn members_are_listed_with_what_the_directory_says_of_them() {
    let (simulator, client) = start(World::demo());
    let html = text(&client, simulator.url().to_string()).await;
    assert_eq!(html.matches("<li data-person=").count(), 10);
    for facts in ["三年二班 · 教务处 · 班主任 · 012", "三年二班 · 家长 · 101"]
    {
        assert!(html.contains(&format!("<p class=\"directory\">{facts}</p>")), "{facts}");
    }
}

#[actix_web::test]
async fn a_form_says_something_and_shows_the_page_again() {
    let (simulator, client) = start(World::demo());
    let form = [("group", "0"), ("as", "2"), ("lang", "en"), ("mention", "4"), ("text", "hi")];
    let response = post(&client, &simulator, "say", &form, None).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers()["location"], "/?group=0&as=2&lang=en#m1");
    let segments = r#"[{"robot":{}},{"text":" /nick "},{"mention":4},{"text":" x @Bot"}]"#;
    let form = [("group", "0"), ("as", "2"), ("segments", segments), ("bot", "1")];
    post(&client, &simulator, "say", &form, None).await;
    simulator.with(|world| {
        let said: Vec<_> = world.log(Place::Group(GroupId(0))).map(ChatEntry::text).collect();
        assert_eq!(said, ["@Alice Zhang hi", "@改名助手 /nick @Alice Zhang x @Bot"]);
        assert_eq!(world.chat[1].author, Author::Person(PersonId(2)));
        assert_eq!(world.chat[1].author_name, "小明爸爸");
    });
}

#[actix_web::test]
async fn nonsense_in_forms_and_addresses_is_survived() {
    let (simulator, client) = start(World::demo());
    for query in ["group=99&as=99", "group=x&as=-1", "group=direct&as=99", "lang=%00"] {
        text(&client, format!("{}?{query}", simulator.url())).await;
    }
    for form in [
        [("group", "99"), ("as", "99"), ("segments", "{"), ("text", "")],
        [("group", "0"), ("as", "0"), ("segments", r#"[{"mention":99}]"#), ("text", "")],
        [("group", "0"), ("as", "0"), ("segments", ""), ("text", "  ")],
    ] {
        post(&client, &simulator, "say", &form, None).await;
    }
    assert!(simulator.with(|world| world.chat.is_empty()));
}

#[actix_web::test]
async fn foreign_hosts_and_origins_are_refused() {
    let (simulator, client) = start(World::demo());
    let form = [("group", "0"), ("as", "0"), ("text", "hi"), ("fault", "html")];
    for path in ["say", "fault"] {
        for origin in ["https://example.com", "null", "http://127.0.0.1:1", "http://localhost"] {
            let response = post(&client, &simulator, path, &form, Some(origin)).await;
            assert_eq!(response.status(), StatusCode::FORBIDDEN, "{origin}");
        }
    }
    let port = simulator.url().port().unwrap();
    for path in ["", "playground/live", "playground/events"] {
        let request = client.get(format!("{}{path}", simulator.url()));
        let request = request.header("host", format!("rebound.example.com:{port}"));
        assert_eq!(request.send().await.unwrap().status(), StatusCode::FORBIDDEN);
    }
    simulator.with(|world| assert!(world.chat.is_empty() && world.faults.is_empty()));
    let own = format!("http://localhost:{port}");
    let response = post(&client, &simulator, "fault", &form, Some(&own)).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(
        simulator.with(|world| world.faults.label().map(str::to_owned)),
        Some("html".to_owned())
    );
}

#[actix_web::test]
async fn every_change_makes_a_tick() {
    let (simulator, client) = start(World::demo());
    let url = format!("{}playground/events", simulator.url());
    let mut response = client.get(url).send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let first = response.chunk().await.unwrap().unwrap();
    assert!(first.starts_with(b"retry: 1000\ndata: "));
    simulator.with(|world| world.set_nickname_by_hand(GroupId(0), PersonId(0), "x"));
    let second = response.chunk().await.unwrap().unwrap();
    assert!(second.ends_with(b"\n\n") && second != first);
    simulator.stop().await;
}

#[actix_web::test]
async fn waiting_ends_when_the_world_has_what_is_waited_for() {
    let (simulator, client) = start(World::demo());
    let url = format!("{}gettoken", simulator.url());
    let minute = Duration::from_secs(60);
    let waiting = simulator.wait_for(minute, |world| world.calls.last().map(|c| c.code.clone()));
    let (found, _) = tokio::join!(waiting, client.get(url).send());
    assert_eq!(found.as_deref(), Some("40035"));
    let none = simulator.wait_for(Duration::ZERO, |_| None::<()>).await;
    assert_eq!(none, None);
}

async fn post(
    client: &Client,
    simulator: &Simulator,
    path: &str,
    form: &[(&str, &str)],
    origin: Option<&str>,
) -> reqwest::Response {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let own = simulator.url().as_str().trim_end_matches('/').to_owned();
    let request = client
        .post(format!("{own}/playground/{path}"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("origin", origin.unwrap_or(&own))
        .body(body);
    request.send().await.unwrap()
}
