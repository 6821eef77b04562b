-- Puts back what a rollback has kept. Apart from V2, so that its lock is not held while rows are updated.
DO $$
BEGIN
    IF to_regclass('paco_rolled_back_provider_columns') IS NOT NULL THEN
        UPDATE paco_conversations c
           SET provider = k.provider,
               elevenlabs_conversation_id = k.elevenlabs_conversation_id,
               elevenlabs_message_id = k.elevenlabs_message_id
          FROM paco_rolled_back_provider_columns k
         WHERE k.message_id = c.id;
        DROP TABLE paco_rolled_back_provider_columns;
    END IF;
END
$$;
