-- Mock interviews.

CREATE TABLE mock (
    key      INTEGER PRIMARY KEY,
    at_ms    INTEGER NOT NULL,
    ended_ms INTEGER NOT NULL DEFAULT 0,
    points   INTEGER NOT NULL DEFAULT 0,
    most     INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE mock_event (
    mock   INTEGER NOT NULL REFERENCES mock (key),
    number INTEGER NOT NULL CHECK (number >= 1),
    at_ms  INTEGER NOT NULL,
    kind   TEXT NOT NULL CHECK (kind <> ''),
    slot   INTEGER NOT NULL CHECK (slot >= 0),
    value  INTEGER NOT NULL,
    text   TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    PRIMARY KEY (mock, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE mock_question (
    mock     INTEGER NOT NULL REFERENCES mock (key),
    slot     INTEGER NOT NULL CHECK (slot >= 1),
    question INTEGER NOT NULL REFERENCES question (key),
    PRIMARY KEY (mock, slot)
) STRICT, WITHOUT ROWID;
CREATE INDEX mock_of_question ON mock_question (question, mock);

PRAGMA user_version = 2;
