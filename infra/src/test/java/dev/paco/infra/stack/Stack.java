package dev.paco.infra.stack;

/** A Kafka and a Postgres that are running. Tests share them, so each takes topics and a database of its own. */
public interface Stack {

    /** For {@code KAFKA_BOOTSTRAP_SERVERS}. Topics are not created by accident. */
    String bootstrapServers();

    /** For {@code DATABASE_URL}: a database that all tests of this JVM share. */
    String databaseUrl();

    /** Creates an empty database and returns its {@code DATABASE_URL}; its user is a superuser. */
    String newDatabase();

    /**
     * The stack of this JVM, for {@code @DynamicPropertySource} methods, which take no parameters of ours.
     *
     * @throws IllegalStateException outside of a class with {@link PacoStack}
     */
    static Stack running() {
        return PacoStackExtension.running();
    }
}
