-- What a new database file gets. A file of an older version is brought here by db/migrations.
--
-- A pack is replaced as a whole by a newer one; its questions are matched by id, so that attempts stay with
-- the question. What the learner did (attempt, seen, review) is only ever added to. Comments stand between
-- the statements, because SQLite keeps a statement's text and reads it at each start.
-- Times are unix seconds unless the name says otherwise.

CREATE TABLE pack (
    key         INTEGER PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 40),
    version     TEXT NOT NULL,
    title       TEXT NOT NULL,
    digest      TEXT NOT NULL,
    imported_at INTEGER NOT NULL
) STRICT;

-- retired: no longer in its pack. prompt to hidden: see questions/FORMAT.md.
CREATE TABLE question (
    key         INTEGER PRIMARY KEY,
    pack        INTEGER NOT NULL REFERENCES pack (key),
    id          TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(id) BETWEEN 1 AND 40),
    short_id    TEXT NOT NULL COLLATE NOCASE CHECK (length(short_id) BETWEEN 1 AND 12),
    retired     INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    title       TEXT NOT NULL,
    level       TEXT NOT NULL COLLATE NOCASE,
    kind        TEXT NOT NULL,
    prompt      TEXT NOT NULL,
    given       TEXT NOT NULL,
    outputs     TEXT NOT NULL,
    starter     TEXT NOT NULL,
    checks      TEXT NOT NULL,
    concepts    TEXT NOT NULL,
    shown       TEXT NOT NULL,
    hidden      TEXT NOT NULL,
    shown_line  INTEGER NOT NULL,
    hidden_line INTEGER NOT NULL,
    par_seconds INTEGER NOT NULL CHECK (par_seconds >= 0)
) STRICT;
CREATE INDEX question_of_pack ON question (pack);
CREATE INDEX question_by_short_id ON question (short_id);

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

-- Case 1 is the one that is shown.
CREATE TABLE run_case (
    question INTEGER NOT NULL REFERENCES question (key),
    number   INTEGER NOT NULL CHECK (number >= 1),
    seed     INTEGER NOT NULL,
    n        INTEGER NOT NULL,
    PRIMARY KEY (question, number)
) STRICT, WITHOUT ROWID;

-- What the reference answer yields in a case, one .npy an output; output counts from 0.
CREATE TABLE expectation (
    question INTEGER NOT NULL,
    number   INTEGER NOT NULL,
    output   INTEGER NOT NULL CHECK (output >= 0),
    npy      BLOB NOT NULL,
    PRIMARY KEY (question, number, output),
    FOREIGN KEY (question, number) REFERENCES run_case (question, number)
) STRICT, WITHOUT ROWID;

-- What a listed wrong answer does; signature is the grader's 64 bits.
CREATE TABLE outcome (
    question  INTEGER NOT NULL,
    part      INTEGER NOT NULL,
    signature INTEGER NOT NULL,
    PRIMARY KEY (question, part),
    FOREIGN KEY (question, part) REFERENCES part (question, number)
) STRICT, WITHOUT ROWID;

-- One graded answer. version: of the pack when it was graded. hints: seen before it.
CREATE TABLE attempt (
    key      INTEGER PRIMARY KEY,
    question INTEGER NOT NULL REFERENCES question (key),
    version  TEXT NOT NULL,
    at       INTEGER NOT NULL,
    spent_ms INTEGER NOT NULL CHECK (spent_ms >= 0),
    mode     TEXT NOT NULL CHECK (mode <> ''),
    verdict  TEXT NOT NULL CHECK (verdict IN ('PASS', 'WRONG', 'ERROR', 'CRASH', 'OUTPUT', 'MEM', 'TIME')),
    code     TEXT NOT NULL,
    hints    INTEGER NOT NULL CHECK (hints >= 0),
    seed     INTEGER NOT NULL,
    message  TEXT NOT NULL,
    answer   TEXT NOT NULL
) STRICT;
CREATE INDEX attempt_of_question ON attempt (question);
CREATE INDEX pass_of_question ON attempt (question, at) WHERE verdict = 'PASS';
CREATE INDEX practice_attempt ON attempt (key) WHERE mode = 'practice';

CREATE TABLE seen (
    key      INTEGER PRIMARY KEY,
    question INTEGER NOT NULL REFERENCES question (key),
    what     TEXT NOT NULL CHECK (what IN ('hint', 'solution')),
    at       INTEGER NOT NULL
) STRICT;
CREATE INDEX seen_of_question ON seen (question, what);

-- The raw log that a schedule is computed from, and can be computed from anew: 1 again, 2 hard, 3 good, 4 easy.
CREATE TABLE review (
    key      INTEGER PRIMARY KEY,
    question INTEGER NOT NULL REFERENCES question (key),
    attempt  INTEGER REFERENCES attempt (key),
    at       INTEGER NOT NULL,
    rating   INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4)
) STRICT;
CREATE INDEX review_of_question ON review (question, at);

-- A mock interview is its events, each with the digest of all before it: only added to, never changed. What stands
-- beside them in mock is the sum of its last event, so that a list need not read them all.
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

-- Which questions it dealt, so that the next one deals others.
CREATE TABLE mock_question (
    mock     INTEGER NOT NULL REFERENCES mock (key),
    slot     INTEGER NOT NULL CHECK (slot >= 1),
    question INTEGER NOT NULL REFERENCES question (key),
    PRIMARY KEY (mock, slot)
) STRICT, WITHOUT ROWID;
CREATE INDEX mock_of_question ON mock_question (question, mock);

-- What follows from the reviews, of a question or of a concept (store/fsrs.c): state 1 learning, 2 review, 3 relearning.
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

-- Sums of the attempts, moved on by each in its own transaction. pass_at: the last pass; last_ok: the last attempt passed;
-- timed, pass_ms, best_ms: passes in practice, their time, the shortest.
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

-- The learner's own calendar: days from 1970-01-01 to that day.
CREATE TABLE day (
    day      INTEGER PRIMARY KEY,
    attempts INTEGER NOT NULL CHECK (attempts > 0),
    passes   INTEGER NOT NULL CHECK (passes >= 0)
) STRICT;

-- "ndrl"
PRAGMA application_id = 1852076652;
PRAGMA user_version = 4;
