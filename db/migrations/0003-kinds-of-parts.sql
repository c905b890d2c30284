-- Parts of other kinds: the program to predict, the points of an explanation, its model.

CREATE TABLE part_before AS SELECT * FROM part;
DROP TABLE part;

-- Hints, answers, wrong answers, explanation; number counts from 0 and is what outcome.part means.
CREATE TABLE part (
    question INTEGER NOT NULL REFERENCES question (key),
    number   INTEGER NOT NULL CHECK (number >= 0),
    kind     TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 20),
    line     INTEGER NOT NULL,
    title    TEXT NOT NULL,
    text     TEXT NOT NULL,
    PRIMARY KEY (question, number)
) STRICT, WITHOUT ROWID;

INSERT INTO part (question, number, kind, line, title, text) SELECT question, number, kind, line, title, text FROM part_before;
DROP TABLE part_before;

PRAGMA user_version = 3;
