package dev.paco.standalone;

/** What standalone prints when it is ready. */
final class Welcome {

    private Welcome() {}

    static String infrastructure(StandaloneSettings settings) {
        return """

                Kafka and Postgres are ready.

                  KAFKA_BOOTSTRAP_SERVERS=localhost:%d
                  DATABASE_URL="$(cat %s)"
                """.formatted(settings.kafkaPort(), settings.dataFolder().resolve("database.url"));
    }

    /**
     * Everything runs.
     *
     * @param adminPassword where to find the password, not the password itself
     */
    static String pipeline(StandaloneSettings settings, String adminPassword) {
        return """

                PaCo Ingest is ready.

                  gateway    http://localhost:%1$d        documentation at /docs, readiness at /readyz
                  demo       http://localhost:%1$d/demo   a conversation on its way, in a browser
                  console    http://localhost:%6$d        log in as admin, password: %7$s
                  meters     http://localhost:%2$d/actuator/prometheus  http://localhost:%3$d/actuator/prometheus
                  kafka      localhost:%4$d
                  postgres   psql "$(cat %5$s)"

                Log in and save a message:

                  curl -X POST http://localhost:%1$d/api/v1/auth/login \\
                    -H "Content-Type: application/json" -d '{"research_id": "RID001"}'

                  curl -X POST http://localhost:%1$d/api/v1/chat/save-message \\
                    -H "Authorization: Bearer <access_token>" -H "Content-Type: application/json" \\
                    -d '{"research_id": "RID001", "role": "user", "content": "Hello from ElevenLabs",
                         "timestamp": "2025-01-08T16:00:00Z", "provider": "elevenlabs",
                         "elevenlabs_conversation_id": "conv_123", "elevenlabs_message_id": "msg_456"}'
                """.formatted(
                        settings.gatewayPort(),
                        settings.gatewayManagementPort(),
                        settings.consumerPort(),
                        settings.kafkaPort(),
                        settings.dataFolder().resolve("database.url"),
                        settings.consolePort(),
                        adminPassword);
    }
}
