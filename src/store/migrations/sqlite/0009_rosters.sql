-- Rosters, and what a format put into names. The release before this one knows nothing of it, and
-- still runs.

-- Who is who in a group; the columns become parts of names.
CREATE TABLE roster_rows (
    robot_code      TEXT    NOT NULL,
    conversation_id TEXT    NOT NULL,
    -- Where it is from: 'file', or 'chat' when somebody said so in the group.
    source          TEXT    NOT NULL,
    -- Its line in the file; of those from the chat, their number.
    line            INTEGER NOT NULL,
    -- Whose it is; NULL while only what the directory says of them is known.
    user_id         TEXT,
    job_number      TEXT,
    name            TEXT,
    -- Its columns with their texts, as JSON: [["班级","三班"]].
    parts           TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    PRIMARY KEY (robot_code, conversation_id, source, line)
);
CREATE INDEX roster_rows_of ON roster_rows (robot_code, user_id);

-- What a format put into a name that we gave: what changes there, changes the name. It says nothing
-- of any other name.
CREATE TABLE given_parts (
    robot_code      TEXT    NOT NULL,
    conversation_id TEXT    NOT NULL,
    user_id         TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    -- The parts with what stood in the name and what was known then, as JSON.
    parts           TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    PRIMARY KEY (robot_code, conversation_id, user_id)
);
