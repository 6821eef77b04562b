-- Nullable and without defaults: the old backend goes on inserting without them.
DO $$
DECLARE
    missing text;
BEGIN
    SELECT string_agg(format('ADD COLUMN %I %s', c.name, c.definition), ', ')
      INTO missing
      FROM (VALUES ('message_key', 'uuid'),
                   ('source', 'varchar(20)'),
                   ('received_at', 'timestamptz')) AS c(name, definition)
     WHERE NOT EXISTS (SELECT 1 FROM pg_attribute a
                        WHERE a.attrelid = 'paco_conversations'::regclass
                          AND a.attname = c.name AND NOT a.attisdropped);
    IF missing IS NOT NULL THEN
        EXECUTE 'ALTER TABLE paco_conversations ' || missing;
    END IF;
END
$$;
