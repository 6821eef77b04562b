package dev.paco.common.broker;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How clients of this program log in to the brokers: {@code KAFKA_SECURITY_PROTOCOL}, {@code KAFKA_SASL_MECHANISM},
 * {@code KAFKA_USERNAME}, {@code KAFKA_PASSWORD} and {@code KAFKA_CA_CERTIFICATE}. Nothing set is a network that is
 * trusted.
 */
public final class BrokerLogin {

    private static final String PROTOCOL = "KAFKA_SECURITY_PROTOCOL";
    private static final String MECHANISM = "KAFKA_SASL_MECHANISM";
    private static final String USERNAME = "KAFKA_USERNAME";
    private static final String PASSWORD = "KAFKA_PASSWORD";
    private static final String CA_CERTIFICATE = "KAFKA_CA_CERTIFICATE";
    private static final String STRONGEST = "SCRAM-SHA-512";

    private static final Map<String, String> MODULES = Map.of(
            STRONGEST,
            "org.apache.kafka.common.security.scram.ScramLoginModule",
            "SCRAM-SHA-256",
            "org.apache.kafka.common.security.scram.ScramLoginModule",
            "PLAIN",
            "org.apache.kafka.common.security.plain.PlainLoginModule");

    private final Map<String, String> properties = new TreeMap<>();

    private BrokerLogin() {}

    /**
     * From what {@code environment} has under those names; null and blank are not set.
     *
     * @throws InvalidBrokerSettingException when they are not what Kafka knows, or contradict each other
     */
    public static BrokerLogin of(Function<String, @Nullable String> environment) {
        BrokerLogin login = new BrokerLogin();
        SecurityProtocol protocol = protocol(environment);
        login.properties.put("security.protocol", protocol.name());
        if (protocol.isAuthenticated()) {
            login.authenticate(environment);
        } else {
            refuse(environment, "does not log in", List.of(MECHANISM, USERNAME, PASSWORD), protocol);
        }
        if (protocol.isEncrypted()) {
            text(environment, CA_CERTIFICATE).ifPresent(login::trust);
        } else {
            refuse(environment, "does not encrypt", List.of(CA_CERTIFICATE), protocol);
        }
        return login;
    }

    /** For producers, consumers and admin clients. Holds the password. */
    public Map<String, String> clientProperties() {
        return Map.copyOf(properties);
    }

    /** The security protocol. */
    @Override
    public String toString() {
        return String.valueOf(properties.get("security.protocol"));
    }

    private void authenticate(Function<String, @Nullable String> environment) {
        String mechanism = text(environment, MECHANISM).orElse(STRONGEST);
        String module = MODULES.get(mechanism);
        if (module == null) {
            throw new InvalidBrokerSettingException(
                    MECHANISM + " is '" + mechanism + "'; it must be SCRAM-SHA-512, SCRAM-SHA-256 or PLAIN.");
        }
        properties.put("sasl.mechanism", mechanism);
        properties.put(
                "sasl.jaas.config",
                module + " required username=" + quoted(required(environment, USERNAME)) + " password="
                        + quoted(required(environment, PASSWORD)) + ";");
    }

    private void trust(String file) {
        properties.put("ssl.truststore.type", "PEM");
        properties.put("ssl.truststore.location", file);
    }

    private static SecurityProtocol protocol(Function<String, @Nullable String> environment) {
        String name = text(environment, PROTOCOL).orElse(SecurityProtocol.PLAINTEXT.name());
        return Arrays.stream(SecurityProtocol.values())
                .filter(protocol -> protocol.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidBrokerSettingException(PROTOCOL + " is '" + name + "'; it must be one of "
                        + Arrays.toString(SecurityProtocol.values()) + "."));
    }

    /** What is set in vain was meant to protect something. */
    private static void refuse(
            Function<String, @Nullable String> environment,
            String lack,
            List<String> names,
            SecurityProtocol protocol) {
        for (String name : names) {
            if (text(environment, name).isPresent()) {
                throw new InvalidBrokerSettingException(
                        name + " is set, but " + PROTOCOL + " is " + protocol + ", which " + lack + ".");
            }
        }
    }

    private static String required(Function<String, @Nullable String> environment, String name) {
        return text(environment, name)
                .orElseThrow(() ->
                        new InvalidBrokerSettingException(name + " is not set, but " + PROTOCOL + " wants to log in."));
    }

    private static Optional<String> text(Function<String, @Nullable String> environment, String name) {
        return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isBlank());
    }

    /** In the notation of JAAS, which reads backslashes as Java does. */
    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
