-- What the operators' commands remember. No foreign keys: an entry outlives what it is about.

-- Participants who have withdrawn: what the gateway received of them up to then is dropped.
CREATE TABLE IF NOT EXISTS paco_erasure_tombstones (
    research_id varchar(50) PRIMARY KEY,
    erased_at   timestamptz NOT NULL
);

-- Every erasure that was begun: when, by whom, and how much of what was removed.
CREATE TABLE IF NOT EXISTS paco_erasures (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    research_id     varchar(50) NOT NULL,
    started_at      timestamptz NOT NULL,
    started_by      text        NOT NULL,
    completed_at    timestamptz,
    rows_removed    jsonb       NOT NULL DEFAULT '{}',
    records_removed bigint      NOT NULL DEFAULT 0,
    letters_removed bigint      NOT NULL DEFAULT 0
);

-- What was done with dead letters, which are named by where their records first stood.
CREATE TABLE IF NOT EXISTS paco_dead_letter_acts (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    letter    varchar(100) NOT NULL,
    attempt   integer      NOT NULL,
    act       varchar(20)  NOT NULL CHECK (act IN ('redriven', 'discarded')),
    because   text,
    acted_at  timestamptz  NOT NULL,
    acted_by  text         NOT NULL,
    CHECK (act <> 'discarded' OR because IS NOT NULL)
);

CREATE INDEX IF NOT EXISTS ix_paco_dead_letter_acts_letter ON paco_dead_letter_acts (letter);
