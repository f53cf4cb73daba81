-- Names are found by what they look like, groups by their chatid, and what cannot be read is kept.
-- The release before this one knows nothing of it, and still runs.

-- The right to answer into a message's session (a secret) and who asked stand beside the message,
-- so that whoever asked is answered even when the message cannot be read.
ALTER TABLE jobs ADD COLUMN session TEXT;
ALTER TABLE jobs ADD COLUMN asker TEXT;
-- When somebody had it tried again after it had ended.
ALTER TABLE jobs ADD COLUMN reopened_at INTEGER;
-- Whether a call may have been made for it that may still take effect.
ALTER TABLE jobs ADD COLUMN in_doubt INTEGER NOT NULL DEFAULT 0;
-- What ended because this version could not read it; its text is kept.
CREATE INDEX jobs_unreadable ON jobs (robot_code, id) WHERE outcome = 'unreadable';
ALTER TABLE replies ADD COLUMN session TEXT;

CREATE INDEX groups_chat ON groups (robot_code, chat_id);
CREATE INDEX groups_roster ON groups (robot_code, roster_at) WHERE roster_at IS NOT NULL;
-- The version of the rules by which the group's likenesses were made: 0 none were.
ALTER TABLE groups ADD COLUMN likeness_version INTEGER NOT NULL DEFAULT 0;

-- What somebody's name looks like, in every way to read it; `conversation_id` is empty for what
-- the directory calls them.
CREATE TABLE likenesses (
    robot_code      TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    user_id         TEXT NOT NULL,
    reading         TEXT NOT NULL,
    PRIMARY KEY (robot_code, conversation_id, reading, user_id)
) WITHOUT ROWID;
CREATE INDEX likenesses_user ON likenesses (robot_code, conversation_id, user_id);

-- When they left the group: NULL they are in it. Whoever was never seen has an empty name.
ALTER TABLE members ADD COLUMN left_at INTEGER;

-- The newest request for a name that took effect, or may have.
CREATE INDEX ledger_asked ON ledger (robot_code, conversation_id, user_id, asked_at)
    WHERE outcome IN ('applied', 'unknown');

-- The entry that an approved rename takes back.
ALTER TABLE requests ADD COLUMN undoes INTEGER;
CREATE INDEX requests_age ON requests (robot_code, asked_at) WHERE state = 'open';
CREATE INDEX requests_decided ON requests (robot_code, decided_at) WHERE state <> 'open';

-- Until when a hint counts as given: NULL no longer than any other.
ALTER TABLE hints ADD COLUMN holds_until INTEGER;
UPDATE hints SET holds_until = told_at + 2764800000 WHERE person LIKE 'calls-low %';

-- So that what is old is found without reading what is new.
CREATE INDEX directory_age ON directory (robot_code, read_at);
CREATE INDEX plans_age ON plans (robot_code, coalesce(confirmed_at, made_at));
