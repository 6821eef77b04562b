-- Who uses the console, and every act of theirs. No foreign key between the two: an entry outlives its user.

CREATE TABLE IF NOT EXISTS paco_console_users (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    username      varchar(50)  NOT NULL UNIQUE CHECK (username ~ '^[a-z0-9][a-z0-9._-]*$'),
    password_hash varchar(200) NOT NULL,
    role          varchar(20)  NOT NULL CHECK (role IN ('researcher', 'operator')),
    enabled       boolean      NOT NULL DEFAULT true,
    -- Counts changes of role, password and being let in: a login of before holds no more.
    version       bigint       NOT NULL DEFAULT 0,
    created_at    timestamptz  NOT NULL DEFAULT now(),
    created_by    varchar(50)  NOT NULL,
    last_login_at timestamptz
);

CREATE TABLE IF NOT EXISTS paco_console_audit (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    acted_at timestamptz NOT NULL DEFAULT now(),
    username varchar(50) NOT NULL,
    address  varchar(50) NOT NULL,
    act      varchar(40) NOT NULL,
    subject  text,
    details  jsonb       NOT NULL DEFAULT '{}'
);

CREATE INDEX IF NOT EXISTS ix_paco_console_audit_username ON paco_console_audit (username, id);
CREATE INDEX IF NOT EXISTS ix_paco_console_audit_subject ON paco_console_audit (subject, id);

-- Entries are added and read; not even the owner of the table changes one by mistake.
CREATE OR REPLACE FUNCTION paco_console_audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'paco_console_audit is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE OR REPLACE TRIGGER paco_console_audit_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON paco_console_audit
    FOR EACH STATEMENT EXECUTE FUNCTION paco_console_audit_is_append_only();
