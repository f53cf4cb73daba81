-- How far the encrypted events of each kind have come: one that is much older is a captured one,
-- whatever the clock says. The release before this one knows nothing of it, and still runs.
CREATE TABLE event_floors (
    robot_code TEXT NOT NULL,
    -- What kind of thing happens.
    topic      TEXT NOT NULL,
    -- The newest time that an envelope was signed for. It only grows.
    at         INTEGER NOT NULL,
    PRIMARY KEY (robot_code, topic)
) WITHOUT ROWID;
