-- Times are milliseconds since the Unix epoch. Every row carries the robot's code, so that one
-- store can serve several robots.

-- Messages that were acknowledged, each once. A job is open (state 0) until its work has ended
-- (state 1); the message's text goes then. The row stays, because it keeps repeats out.
CREATE TABLE jobs (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    robot_code  TEXT    NOT NULL,
    message_id  TEXT    NOT NULL,
    -- Jobs of one lane run one after the other, in the order of their ids.
    lane        TEXT    NOT NULL,
    message     TEXT,
    received_at INTEGER NOT NULL,
    state       INTEGER NOT NULL DEFAULT 0,
    visible_at  INTEGER NOT NULL,
    attempts    INTEGER NOT NULL DEFAULT 0,
    lease_token TEXT,
    outcome     TEXT,
    ended_at    INTEGER,
    UNIQUE (robot_code, message_id)
);
CREATE INDEX jobs_open ON jobs (robot_code, visible_at) WHERE state = 0;
CREATE INDEX jobs_lane ON jobs (robot_code, lane, id) WHERE state = 0;
CREATE INDEX jobs_ended ON jobs (robot_code, ended_at) WHERE state = 1;

-- What is still to be said. The answer and the right to give it (a secret) go when it has ended.
CREATE TABLE replies (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    robot_code  TEXT    NOT NULL,
    job_id      INTEGER NOT NULL REFERENCES jobs (id),
    answer      TEXT,
    state       INTEGER NOT NULL DEFAULT 0,
    visible_at  INTEGER NOT NULL,
    attempts    INTEGER NOT NULL DEFAULT 0,
    lease_token TEXT,
    outcome     TEXT,
    ended_at    INTEGER
);
CREATE INDEX replies_open ON replies (robot_code, visible_at) WHERE state = 0;
CREATE INDEX replies_job ON replies (job_id);

-- The groups we know, and how each is reached.
CREATE TABLE groups (
    robot_code       TEXT NOT NULL,
    conversation_id  TEXT NOT NULL,
    title            TEXT,
    chat_id          TEXT,
    bound_at         INTEGER,
    -- Whether it is a template group: NULL not asked yet, 1 yes, 0 no.
    is_scene         INTEGER,
    scene_checked_at INTEGER,
    owner            TEXT,
    owner_checked_at INTEGER,
    PRIMARY KEY (robot_code, conversation_id)
);

-- Every rename that was tried. Rows are added, never changed.
CREATE TABLE ledger (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    robot_code      TEXT    NOT NULL,
    -- The job that did it, which is gone sooner than this row.
    job_id          INTEGER NOT NULL,
    conversation_id TEXT    NOT NULL,
    user_id         TEXT    NOT NULL,
    old_name        TEXT,
    new_name        TEXT    NOT NULL,
    asked_by        TEXT    NOT NULL,
    -- When it was asked for; an older wish does not undo a newer one.
    asked_at        INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    outcome         TEXT    NOT NULL,
    code            TEXT,
    request_id      TEXT
);
CREATE INDEX ledger_member ON ledger (robot_code, conversation_id, user_id, id);

-- When a person was last told what the bot is for.
CREATE TABLE hints (
    robot_code TEXT    NOT NULL,
    person     TEXT    NOT NULL,
    told_at    INTEGER NOT NULL,
    PRIMARY KEY (robot_code, person)
);
