package dev.paco.common.broker;

/**
 * How a connection to a broker is secured, by Kafka's names.
 *
 * @see <a href="https://kafka.apache.org/documentation/#security_overview">Kafka: Security Overview</a>
 */
enum SecurityProtocol {
    PLAINTEXT(false, false),
    SSL(true, false),
    SASL_PLAINTEXT(false, true),
    SASL_SSL(true, true);

    private final boolean encrypted;
    private final boolean authenticated;

    SecurityProtocol(boolean encrypted, boolean authenticated) {
        this.encrypted = encrypted;
        this.authenticated = authenticated;
    }

    boolean isEncrypted() {
        return encrypted;
    }

    boolean isAuthenticated() {
        return authenticated;
    }
}
