-- Long work that a user of the console has begun: what, by whom, how far, with what result. No foreign keys: an entry outlives its
-- user, and names a participant in its parameters alone.

CREATE TABLE IF NOT EXISTS paco_console_jobs (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind             varchar(20) NOT NULL,
    parameters       jsonb       NOT NULL DEFAULT '{}',
    started_by       varchar(50) NOT NULL,
    started_at       timestamptz NOT NULL,
    ended_at         timestamptz,
    state            varchar(20) NOT NULL
        CHECK (state IN ('running', 'done', 'failed', 'cancelled', 'refused', 'interrupted')),
    phase            text,
    phase_began_at   timestamptz,
    done             bigint      NOT NULL DEFAULT 0,
    total            bigint      NOT NULL DEFAULT 0,
    trouble          text,
    result           jsonb       NOT NULL DEFAULT '{}',
    -- The console that runs it, its last sign of life, and whether somebody asked it to stop.
    owner            uuid        NOT NULL,
    seen_at          timestamptz NOT NULL DEFAULT now(),
    cancel_requested boolean     NOT NULL DEFAULT false,
    CHECK ((state = 'running') = (ended_at IS NULL))
);

-- One of a kind at a time.
CREATE UNIQUE INDEX IF NOT EXISTS ux_paco_console_jobs_running ON paco_console_jobs (kind) WHERE state = 'running';
CREATE INDEX IF NOT EXISTS ix_paco_console_jobs_kind ON paco_console_jobs (kind, id);
