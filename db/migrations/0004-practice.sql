-- What is remembered and when to ask again; sums that are kept up with every attempt.

CREATE TABLE memory (
    key        INTEGER PRIMARY KEY,
    question   INTEGER UNIQUE REFERENCES question (key),
    concept    TEXT UNIQUE COLLATE NOCASE,
    state      INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3),
    step       INTEGER NOT NULL CHECK (step >= -1),
    stability  REAL NOT NULL CHECK (stability > 0),
    difficulty REAL NOT NULL CHECK (difficulty BETWEEN 1 AND 10),
    last_at    INTEGER NOT NULL,
    due        INTEGER NOT NULL,
    reviews    INTEGER NOT NULL CHECK (reviews > 0),
    lapses     INTEGER NOT NULL CHECK (lapses >= 0),
    CHECK ((question IS NULL) <> (concept IS NULL))
) STRICT;

CREATE INDEX practice_attempt ON attempt (key) WHERE mode = 'practice';

CREATE TABLE tally (
    question INTEGER PRIMARY KEY REFERENCES question (key),
    attempts INTEGER NOT NULL CHECK (attempts > 0),
    passes   INTEGER NOT NULL CHECK (passes >= 0),
    last_at  INTEGER NOT NULL,
    pass_at  INTEGER NOT NULL,
    last_ok  INTEGER NOT NULL CHECK (last_ok IN (0, 1)),
    timed    INTEGER NOT NULL CHECK (timed >= 0),
    pass_ms  INTEGER NOT NULL CHECK (pass_ms >= 0),
    best_ms  INTEGER NOT NULL CHECK (best_ms >= 0)
) STRICT;

CREATE TABLE day (
    day      INTEGER PRIMARY KEY,
    attempts INTEGER NOT NULL CHECK (attempts > 0),
    passes   INTEGER NOT NULL CHECK (passes >= 0)
) STRICT;

INSERT INTO tally
SELECT question, count(*), sum(verdict = 'PASS'), max(at), coalesce(max(CASE WHEN verdict = 'PASS' THEN at END), 0), 0,
       sum(verdict = 'PASS' AND mode = 'practice'),
       sum(CASE WHEN verdict = 'PASS' AND mode = 'practice' THEN spent_ms ELSE 0 END),
       coalesce(min(CASE WHEN verdict = 'PASS' AND mode = 'practice' THEN spent_ms END), 0)
FROM attempt GROUP BY question;
UPDATE tally SET last_ok = (SELECT a.verdict = 'PASS' FROM attempt a WHERE a.question = tally.question ORDER BY a.key DESC LIMIT 1);

INSERT INTO day
SELECT CAST(strftime('%s', at, 'unixepoch', 'localtime') AS INTEGER) / 86400, count(*), sum(verdict = 'PASS') FROM attempt GROUP BY 1;

PRAGMA user_version = 4;
