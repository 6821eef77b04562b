-- The schema of the Python backend before its own migration.
CREATE TABLE paco_research_ids (
    id          serial PRIMARY KEY,
    research_id varchar(50) NOT NULL,
    created_at  timestamptz DEFAULT now(),
    is_active   boolean NOT NULL,
    notes       text
);
CREATE UNIQUE INDEX ix_paco_research_ids_research_id ON paco_research_ids (research_id);

CREATE TABLE paco_user_sessions (
    id             serial PRIMARY KEY,
    research_id_fk integer NOT NULL REFERENCES paco_research_ids (id),
    session_token  varchar(500) NOT NULL UNIQUE,
    created_at     timestamptz DEFAULT now(),
    last_active    timestamptz DEFAULT now(),
    ip_address     varchar(50),
    user_agent     text
);

CREATE TABLE paco_disclaimer_acknowledgments (
    id                 serial PRIMARY KEY,
    research_id_fk     integer NOT NULL REFERENCES paco_research_ids (id),
    acknowledged_at    timestamptz DEFAULT now(),
    ip_address         varchar(50),
    disclaimer_version varchar(10)
);

CREATE TABLE paco_conversations (
    id              serial PRIMARY KEY,
    research_id_fk  integer NOT NULL REFERENCES paco_research_ids (id),
    conversation_id varchar(255) NOT NULL,
    "timestamp"     timestamptz DEFAULT now(),
    role            varchar(20) NOT NULL,
    content         text NOT NULL,
    model_used      varchar(100),
    audio_url       varchar(500)
);
CREATE INDEX ix_paco_conversations_conversation_id ON paco_conversations (conversation_id);
CREATE INDEX ix_paco_conversations_timestamp ON paco_conversations ("timestamp");
CREATE INDEX ix_conversation_research_timestamp ON paco_conversations (conversation_id, "timestamp");
CREATE INDEX ix_research_timestamp ON paco_conversations (research_id_fk, "timestamp");
