-- Looked for before they are added: even ADD COLUMN IF NOT EXISTS locks out the old backend for a moment.
DO $$
DECLARE
    missing text;
BEGIN
    SELECT string_agg(format('ADD COLUMN %I %s', c.name, c.definition), ', ')
      INTO missing
      FROM (VALUES ('provider', 'varchar(20) DEFAULT ''openai'''),
                   ('elevenlabs_conversation_id', 'varchar(255)'),
                   ('elevenlabs_message_id', 'varchar(255)')) AS c(name, definition)
     WHERE NOT EXISTS (SELECT 1 FROM pg_attribute a
                        WHERE a.attrelid = 'paco_conversations'::regclass
                          AND a.attname = c.name AND NOT a.attisdropped);
    IF missing IS NOT NULL THEN
        EXECUTE 'ALTER TABLE paco_conversations ' || missing;
    END IF;
END
$$;
