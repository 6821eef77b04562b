package dev.paco.common.broker;

import dev.paco.common.start.StartFailureException;

/** Settings of the connection to Kafka contradict each other; the message never repeats the password. */
public final class InvalidBrokerSettingException extends StartFailureException {

    private static final long serialVersionUID = 1L;

    InvalidBrokerSettingException(String fault) {
        super(
                fault,
                "Set KAFKA_SECURITY_PROTOCOL to SASL_SSL with KAFKA_USERNAME and KAFKA_PASSWORD, to SSL without them,"
                        + " or leave all three out where the network is trusted. KAFKA_CA_CERTIFICATE is a file of"
                        + " certificates in PEM.");
    }
}
