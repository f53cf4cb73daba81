//! The console over HTTP, as a browser and a program use it.

use dingnick::dingtalk::http_client;
use dingnick::domain::{ConversationId, Timestamp};
use reqwest::header::{ACCEPT_LANGUAGE, COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::Value;

use crate::story::Story;

const TOKEN: &str = "a-token-of-thirty-two-characters-or-more";

const SETTINGS: [(&str, &str); 2] =
    [("DINGNICK_OPS_LISTEN", "127.0.0.1:0"), ("DINGNICK_CONSOLE_TOKEN", TOKEN)];

/// A browser: it keeps one cookie and follows nothing.
struct Browser<'a> {
    story: &'a Story,
    cookie: String,
    language: &'static str,
}

impl<'a> Browser<'a> {
    fn new(story: &'a Story) -> Self {
        Self { story, cookie: String::new(), language: "en" }
    }

    async fn signed_in(story: &'a Story) -> Self {
        let mut browser = Self::new(story);
        let answer = browser.sign_in(TOKEN).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        browser
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let client = http_client().expect("a client");
        let request = client.request(method, self.story.ops_url(path));
        request.header(COOKIE, &self.cookie).header(ACCEPT_LANGUAGE, self.language)
    }

    async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.expect("an answer")
    }

    async fn page(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.text().await.expect("a text")
    }

    async fn sign_in(&mut self, token: &str) -> Response {
        let request = self.request(Method::POST, "/console/sign-in");
        let answer = form(request, &[("token", token)]).send().await.expect("an answer");
        if let Some(cookie) = answer.headers().get(SET_COOKIE) {
            let cookie = cookie.to_str().expect("a text");
            self.cookie = cookie.split(';').next().expect("a cookie").to_owned();
        }
        answer
    }

    /// Sends a form of a page, with the key that the page has.
    async fn send(&self, page: &str, path: &str, fields: &[(&str, &str)]) -> Response {
        let text = self.page(page).await;
        let (_, rest) = text.split_once("name=\"key\" value=\"").expect("a form");
        let key = rest.split('"').next().expect("a key");
        let fields: Vec<_> = [("key", key)].into_iter().chain(fields.iter().copied()).collect();
        form(self.request(Method::POST, path), &fields).send().await.expect("an answer")
    }
}

fn form(request: RequestBuilder, fields: &[(&str, &str)]) -> RequestBuilder {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    request.header("content-type", "application/x-www-form-urlencoded").body(body)
}

fn api(story: &Story, method: Method, path: &str) -> RequestBuilder {
    let client = http_client().expect("a client");
    client.request(method, story.ops_url(path)).bearer_auth(TOKEN)
}

async fn json(story: &Story, path: &str) -> Value {
    let answer = api(story, Method::GET, path).send().await.expect("an answer");
    assert!(answer.status().is_success(), "{path}: {}", answer.status());
    serde_json::from_slice(&answer.bytes().await.expect("a body")).expect("JSON")
}

/// The group's part of a path.
fn group(story: &Story) -> String {
    let id = story.world(|world| world.group(story.cast.class).open_conversation_id.clone());
    url::form_urlencoded::byte_serialize(id.as_bytes()).collect()
}

const PAGES: [&str; 6] = [
    "/console",
    "/console/needs",
    "/console/groups",
    "/console/ledger",
    "/console/calls",
    "/console/settings",
];

#[tokio::test(flavor = "multi_thread")]
async fn without_a_token_there_is_no_console() {
    let story = Story::begin_with(&SETTINGS[..1]).await;
    let browser = Browser::new(&story);
    for path in PAGES.into_iter().chain(["/console/sign-in", "/api/v1/groups"]) {
        assert_eq!(browser.get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_the_token_signs_in_and_out_again() {
    let story = Story::begin_with(&SETTINGS).await;
    let mut browser = Browser::new(&story);
    for path in PAGES {
        let answer = browser.get(path).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path}");
        assert_eq!(answer.headers()[LOCATION], "/console/sign-in");
    }
    assert!(browser.page("/console/sign-in").await.contains("Console token"));
    let answer = browser.sign_in("another-token-of-thirty-two-characters").await;
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    assert!(answer.text().await.expect("a text").contains("not the console token"));
    let answer = browser.sign_in(TOKEN).await;
    let cookie = answer.headers()[SET_COOKIE].to_str().expect("a text").to_owned();
    for word in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(word), "{word}");
    }
    assert!(!cookie.contains("Secure"), "there is no TLS here");
    for (language, words) in [("zh-CN,zh;q=0.9", "退出登录"), ("de,en;q=0.5", "Sign out")] {
        browser.language = language;
        for path in PAGES {
            assert!(browser.page(path).await.contains(words), "{path} in {language}");
        }
    }
    let signed_in = browser.cookie.clone();
    let out = browser.send("/console/needs", "/console/sign-out", &[]).await;
    assert_eq!(out.status(), StatusCode::SEE_OTHER);
    browser.cookie = signed_in;
    assert_eq!(browser.get("/console").await.status(), StatusCode::SEE_OTHER, "it is over");
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_tls_the_cookie_goes_by_tls_alone_and_a_day_later_it_is_over() {
    let story = Story::begin_with(&SETTINGS).await;
    let mut browser = Browser::new(&story);
    let request = browser.request(Method::POST, "/console/sign-in");
    let request = form(request.header("x-forwarded-proto", "https"), &[("token", TOKEN)]);
    let answer = request.send().await.expect("an answer");
    let cookie = answer.headers()[SET_COOKIE].to_str().expect("a text").to_owned();
    assert!(cookie.ends_with("; Secure"));
    browser.cookie = cookie.split(';').next().expect("a cookie").to_owned();
    browser.page("/console/needs").await;
    story.clock.advance(std::time::Duration::from_secs(24 * 3600));
    assert_eq!(browser.get("/console/needs").await.status(), StatusCode::SEE_OTHER);
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_cannot_be_tried_out() {
    let story = Story::begin_with(&SETTINGS).await;
    let mut browser = Browser::new(&story);
    for _ in 0..10 {
        assert_eq!(browser.sign_in("wrong").await.status(), StatusCode::UNAUTHORIZED);
    }
    assert_eq!(browser.sign_in("wrong").await.status(), StatusCode::TOO_MANY_REQUESTS);
    let right = browser.sign_in(TOKEN).await.status();
    assert_eq!(right, StatusCode::TOO_MANY_REQUESTS, "an answer would tell which is right");
    let answer = api(&story, Method::GET, "/api/v1/calls").send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS, "the API is no other way");
    story.clock.advance(std::time::Duration::from_secs(61));
    assert_eq!(browser.sign_in(TOKEN).await.status(), StatusCode::SEE_OTHER);
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_loads_from_here_alone_and_no_other_site_acts_by_it() {
    let story = Story::begin_with(&SETTINGS).await;
    let browser = Browser::signed_in(&story).await;
    for path in PAGES {
        let answer = browser.get(path).await;
        let policy =
            answer.headers()["content-security-policy"].to_str().expect("a text").to_owned();
        assert!(policy.starts_with("default-src 'none'"), "{path}");
        assert!(!policy.contains("unsafe"), "{path}");
        let text = answer.text().await.expect("a text");
        for inline in ["<script>", "style=", "onclick=", "src=\"http", "href=\"http://"] {
            assert!(!text.contains(inline), "{path} has {inline}");
        }
        assert!(text.len() < 100_000, "{path} has {} bytes", text.len());
    }
    let look_again =
        |key: &str| form(browser.request(Method::POST, "/console/look-again"), &[("key", key)]);
    let answer = look_again("guessed").send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::FORBIDDEN, "without the key of the page");
    let page = browser.page("/console").await;
    let key = page.split("name=\"key\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let key = key.expect("a key").to_owned();
    for (name, value) in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        let answer = look_again(&key).header(name, value).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{name}: {value}");
    }
    let answer = look_again(&key).header("sec-fetch-site", "same-origin").send().await;
    assert_eq!(answer.expect("an answer").status(), StatusCode::SEE_OTHER);
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rename_is_seen_in_its_group_and_in_the_ledger() {
    let story = Story::begin_with(&SETTINGS).await;
    story.say(story.cast.ming, "/nick 明明 <b>").await;
    story.reply().await;
    let browser = Browser::signed_in(&story).await;
    let shown = "明明 &#60;b&#62;";
    let path = format!("/console/groups/{}", group(&story));
    let page = browser.page(&path).await;
    assert!(page.contains(shown), "{page}");
    let page = browser.page("/console/ledger").await;
    assert!(page.contains(shown), "{page}");
    assert!(page.contains(">done</span>"), "{page}");
    let answer = json(&story, "/api/v1/ledger").await;
    assert_eq!(answer["renames"][0]["new"], "明明 <b>");
    assert_eq!(answer["renames"][0]["outcome"], "applied");
    for (query, count) in [
        ("user=user1", 1),
        ("user=nobody", 0),
        ("user=no%20id", 0),
        ("since=2020-01-01", 1),
        ("since=2100-01-01", 0),
        ("since=yesterday", 0),
    ] {
        let user = answer["renames"][0]["user"].as_str().expect("an id");
        let query = query.replace("user1", user);
        let found = json(&story, &format!("/api/v1/ledger?{query}")).await;
        assert_eq!(found["renames"].as_array().map(Vec::len), Some(count), "{query}");
    }
    let answer = json(&story, &format!("/api/v1/groups/{}", group(&story))).await;
    let members = answer["members"].as_array().expect("a list");
    let ming = members.iter().find(|member| member["name"] == "明明 <b>").expect("she is there");
    assert_eq!((&ming["is_given"], &ming["fits"]), (&Value::Bool(true), &Value::Null));
    assert!(ming["since"].as_str().is_some_and(|since| since.ends_with('Z')), "{ming}");
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ledger_goes_into_a_spreadsheet_without_formulas() {
    let story = Story::begin_with(&SETTINGS).await;
    story.say(story.cast.ming, "/nick -- =1+1").await;
    story.reply().await;
    let browser = Browser::signed_in(&story).await;
    let text = browser.page("/console/ledger.csv").await;
    assert!(text.starts_with("\u{feff}at,group,user,old,new,asked_by,outcome,code\r\n"), "{text}");
    assert!(text.contains(",'=1+1,"), "{text}");
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_format_is_tried_before_it_is_set_and_holds_in_the_chat() {
    let story = Story::begin_with(&SETTINGS).await;
    story.say(story.cast.ming, "/nick 三班-明明").await;
    story.reply().await;
    story.say(story.cast.hong, "/nick 红红").await;
    story.reply().await;
    let browser = Browser::signed_in(&story).await;
    let unknown = browser.get("/console/groups/cidNobodyKnows").await;
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
    assert!(unknown.text().await.expect("a text").contains("No such group is known"));
    let path = format!("/console/groups/{}", group(&story));
    let page = browser.page(&format!("{path}?format=%7Bclass%7D-%7Bname%7D")).await;
    assert!(page.contains("<li>红红</li>"), "who would not fit is named: {page}");
    assert!(!page.contains("<li>三班-明明</li>"), "{page}");
    let page = browser.page(&format!("{path}?format=%7B")).await;
    assert!(page.contains("That is not a format"), "{page}");
    let set = format!("{path}/format");
    let answer = browser.send(&path, &set, &[("format", "{")]).await;
    let location = answer.headers()[LOCATION].to_str().expect("a text");
    assert!(location.ends_with("?format=%7B"), "it is shown what is wrong: {location}");
    let answer = browser.send(&path, &set, &[("format", "{class}-{name}")]).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert!(browser.page(&format!("{path}?set=1")).await.contains("The format was changed"));
    story.say(story.cast.hong, "/nick 红").await;
    let refused = story.reply().await;
    assert!(refused.contains("-"), "she is told the shape: {refused}");
    let answer = api(&story, Method::PUT, &format!("/api/v1/groups/{}/format", group(&story)))
        .json(&serde_json::json!({ "format": "" }))
        .send()
        .await
        .expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    let answer = json(&story, &format!("/api/v1/groups/{}", group(&story))).await;
    assert_eq!(answer["format"], Value::Null);
    for (path, status) in [
        ("/api/v1/groups/cidNobodyKnows/format", StatusCode::NOT_FOUND),
        (&*format!("/api/v1/groups/{}/format", group(&story)), StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let answer = api(&story, Method::PUT, path).json(&serde_json::json!({ "format": "}{" }));
        assert_eq!(answer.send().await.expect("an answer").status(), status, "{path}");
    }
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_job_is_dismissed_put_back_and_tried_again() {
    let story = Story::begin_with(&SETTINGS).await;
    story.say(story.cast.ming, "/nick 明明").await;
    story.reply().await;
    story
        .change_store(
            "UPDATE jobs SET outcome = 'unreadable', message = '{}'
             WHERE id = (SELECT max(id) FROM jobs)",
        )
        .await;
    let browser = Browser::signed_in(&story).await;
    let jobs = json(&story, "/api/v1/needs").await["jobs"].clone();
    let id = jobs[0]["id"].as_i64().expect("a failed job");
    assert!(browser.page("/console/needs").await.contains("Try again"));
    let order = |verb: &str| format!("/console/jobs/{id}/{verb}");
    let answer = browser.send("/console/needs", &order("dismiss"), &[]).await;
    assert_eq!(answer.headers()[LOCATION], format!("/console/needs?dismissed={id}"));
    assert_eq!(json(&story, "/api/v1/needs").await["jobs"], Value::Array(Vec::new()));
    let page = format!("/console/needs?dismissed={id}");
    browser.send(&page, &order("restore"), &[]).await;
    assert_eq!(json(&story, "/api/v1/needs").await["jobs"], jobs);
    let answer = browser.send("/console/needs", &order("retry"), &[]).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let told = story.reply().await;
    assert!(told.contains("job-unreadable"), "it is carried out, and cannot be read still: {told}");
    for (path, status) in [
        ("/api/v1/jobs/987654/retry".to_owned(), StatusCode::NOT_FOUND),
        (format!("/api/v1/jobs/{id}/burn"), StatusCode::NOT_FOUND),
    ] {
        let answer = api(&story, Method::POST, &path).send().await.expect("an answer");
        assert_eq!(answer.status(), status, "{path}");
    }
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn health_shows_what_doctor_finds() {
    let story = Story::begin_with(&SETTINGS).await;
    let browser = Browser::signed_in(&story).await;
    browser.page("/console").await;
    // The page says at once what is known; whoever waits for the stream hears of the rest.
    let mut events = browser.get("/console/events").await;
    while json(&story, "/api/v1/health").await["findings"].is_null() {
        events.chunk().await.expect("it goes on").expect("it goes on");
    }
    drop(events);
    let report = json(&story, "/api/v1/health").await;
    assert_eq!(report["format"], 1);
    let page = browser.page("/console").await;
    assert!(page.contains("All other checks"), "{page}");
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_page_hears_of_a_rename() {
    let story = Story::begin_with(&SETTINGS).await;
    let browser = Browser::signed_in(&story).await;
    let mut events = browser.get("/console/events").await;
    assert_eq!(events.headers()["content-type"], "text/event-stream");
    let first = events.chunk().await.expect("a chunk").expect("a chunk");
    assert!(first.ends_with(b"data: begun\n\n"));
    story.say(story.cast.ming, "/nick 明明").await;
    let next = events.chunk().await.expect("a chunk").expect("a chunk");
    assert!(next.starts_with(b"data: changed\n\n"));
    story.reply().await;
    drop(events);
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_shown_and_no_secret() {
    let story = Story::begin_with(&SETTINGS).await;
    let browser = Browser::signed_in(&story).await;
    let page = browser.page("/console/settings").await;
    assert!(page.contains("DINGNICK_CONSOLE_TOKEN"), "{page}");
    let secret = story.world(|world| world.app.client_secret.clone());
    let answers = [page, json(&story, "/api/v1/settings").await.to_string()];
    for text in answers {
        assert!(!text.contains(TOKEN) && !text.contains(&secret), "{text}");
    }
    story.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_many_groups_take_the_statements_of_one() {
    let story = Story::begin_with(&SETTINGS).await;
    let browser = Browser::signed_in(&story).await;
    let mut counts = Vec::new();
    for _ in 0..2 {
        for path in &PAGES[1..] {
            // What the bot asks for itself meanwhile comes on top.
            let mut least = u64::MAX;
            for _ in 0..5 {
                let before = story.statements();
                browser.page(path).await;
                least = least.min(story.statements() - before);
            }
            counts.push(least);
        }
        for number in 0..300 {
            let id = ConversationId::parse(&format!("cidMany{number:04}")).expect("an id");
            let (scope, title) = (story.scope(), format!("{number}班"));
            scope.remember_title(&id, &title).await.expect("kept");
        }
    }
    let (few, many) = counts.split_at(counts.len() / 2);
    assert_eq!(few, many, "what is read does not depend on how many there are");
    let mut seen = 0;
    let mut path = "/api/v1/groups".to_owned();
    loop {
        let page = json(&story, &path).await;
        seen += page["groups"].as_array().expect("a list").len();
        let Some(next) = page["next"].as_str() else { break };
        path = format!(
            "/api/v1/groups?after={}",
            url::form_urlencoded::byte_serialize(next.as_bytes()).collect::<String>()
        );
    }
    assert!(seen >= 300, "every page leads to the next: {seen}");
    let found = json(&story, "/api/v1/groups?title=299").await;
    assert_eq!(found["groups"][0]["title"], "299班");
    let none = json(&story, "/api/v1/groups?title=%25").await;
    assert_eq!(none["groups"], Value::Array(Vec::new()), "a sign of LIKE stands for itself");
    story.end().await;
}

#[test]
fn the_api_writes_moments_as_rfc_3339() {
    let line = serde_json::to_value(dingnick::bot::JobLine {
        id: 1,
        conversation: "cid".to_owned(),
        title: None,
        is_unreadable: false,
        can_be_retried: true,
        at: Timestamp(1_795_000_000_000),
    });
    assert_eq!(line.expect("JSON")["at"], "2026-11-18T11:06:40Z");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_is_as_its_description_says() {
    let story = Story::begin_with(&SETTINGS).await;
    story.say(story.cast.ming, "/nick 明明").await;
    story.reply().await;
    let description = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/openapi.json");
    let text = std::fs::read_to_string(description).expect("a description");
    let description: Value = serde_json::from_str(&text).expect("JSON");
    let paths = description["paths"].as_object().expect("paths");
    for (path, verbs) in paths {
        for (verb, operation) in verbs.as_object().expect("verbs") {
            let method: Method = verb.to_uppercase().parse().expect("a method");
            let path = path.replace("{conversation}", &group(&story));
            let path = path.replace("{id}", "1").replace("{verb}", "retry");
            let query = if path.ends_with("/preview") { "?format=%7Bname%7D" } else { "" };
            let mut request = api(&story, method.clone(), &format!("{path}{query}"));
            if operation["requestBody"].is_object() {
                request = request.json(&serde_json::json!({ "format": "{name}" }));
            }
            let answer = request.send().await.expect("an answer");
            let status = answer.status().as_u16().to_string();
            let told = &operation["responses"][&status];
            assert!(told.is_object(), "{method} {path} is answered {status}");
            let schema = &told["content"]["application/json"]["schema"];
            let body: Value =
                serde_json::from_slice(&answer.bytes().await.expect("a body")).expect("JSON");
            let mut whole = schema.clone();
            whole["components"] = description["components"].clone();
            let mut compiler = boon::Compiler::new();
            let url = "https://dingnick.example/schema.json";
            compiler.add_resource(url, whole).expect("a schema");
            let mut schemas = boon::Schemas::new();
            let index = compiler.compile(url, &mut schemas).expect("a schema");
            let verdict = schemas.validate(&body, index);
            assert!(verdict.is_ok(), "{method} {path}: {body:#} {verdict:#?}");
            let stranger =
                http_client().expect("a client").request(method.clone(), story.ops_url(&path));
            let stranger = stranger.send().await.expect("an answer");
            assert_eq!(
                stranger.status(),
                StatusCode::UNAUTHORIZED,
                "{method} {path} without a token"
            );
        }
    }
    story.end().await;
}
