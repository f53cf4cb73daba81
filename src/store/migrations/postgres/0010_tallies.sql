-- What is counted by group and day: calls and messages by what they were for, and how many names
-- fitted. The release before this one knows nothing of it, and still runs.
CREATE TABLE tallies (
    robot_code      TEXT    NOT NULL,
    conversation_id TEXT    NOT NULL,
    -- As in 2026-11-27, where the operator is.
    day             TEXT    NOT NULL,
    what            TEXT    NOT NULL,
    count           BIGINT  NOT NULL,
    PRIMARY KEY (robot_code, conversation_id, day, what)
);
CREATE INDEX tallies_age ON tallies (robot_code, day);
