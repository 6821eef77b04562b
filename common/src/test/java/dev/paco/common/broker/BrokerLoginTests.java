package dev.paco.common.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerLoginTests {

    @Test
    void withoutSettingsTheNetworkIsTrusted() {
        assertThat(login(Map.of()).clientProperties()).isEqualTo(Map.of("security.protocol", "PLAINTEXT"));
        assertThat(login(Map.of("KAFKA_SECURITY_PROTOCOL", " ")).clientProperties())
                .isEqualTo(Map.of("security.protocol", "PLAINTEXT"));
    }

    @Test
    void logsInWithTheStrongestMechanismAndTrustsTheCertificate() {
        BrokerLogin login = login(Map.of(
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_USERNAME", "gateway",
                "KAFKA_PASSWORD", "a\"b\\c;d",
                "KAFKA_CA_CERTIFICATE", "/certificates/ca.pem"));

        assertThat(login.clientProperties())
                .isEqualTo(Map.of(
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.mechanism",
                        "SCRAM-SHA-512",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"gateway\""
                                + " password=\"a\\\"b\\\\c;d\";",
                        "ssl.truststore.type",
                        "PEM",
                        "ssl.truststore.location",
                        "/certificates/ca.pem"));
        assertThat(login).hasToString("SASL_SSL");
    }

    @Test
    void encryptsWithoutLoggingIn() {
        assertThat(login(Map.of("KAFKA_SECURITY_PROTOCOL", "SSL")).clientProperties())
                .isEqualTo(Map.of("security.protocol", "SSL"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KAFKA_SECURITY_PROTOCOL=TLS | KAFKA_SECURITY_PROTOCOL is 'TLS'; it must be one of",
                "KAFKA_SECURITY_PROTOCOL=SASL_SSL | KAFKA_USERNAME is not set",
                "KAFKA_SECURITY_PROTOCOL=SASL_SSL,KAFKA_USERNAME=u | KAFKA_PASSWORD is not set",
                "KAFKA_SECURITY_PROTOCOL=SASL_SSL,KAFKA_SASL_MECHANISM=MD5 | KAFKA_SASL_MECHANISM is 'MD5'",
                "KAFKA_PASSWORD=hidden | KAFKA_PASSWORD is set, but KAFKA_SECURITY_PROTOCOL is PLAINTEXT, which does not",
                "KAFKA_SECURITY_PROTOCOL=SSL,KAFKA_USERNAME=u | KAFKA_USERNAME is set, but",
                "KAFKA_CA_CERTIFICATE=ca.pem | KAFKA_CA_CERTIFICATE is set, but",
            })
    void contradictionsStopTheStart(String settings, String fault) {
        Map<String, String> environment = Arrays.stream(settings.split(","))
                .map(setting -> setting.split("="))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));

        assertThatExceptionOfType(InvalidBrokerSettingException.class)
                .isThrownBy(() -> login(environment))
                .withMessageStartingWith(fault)
                .withMessageNotContaining("hidden");
    }

    private static BrokerLogin login(Map<String, String> environment) {
        return BrokerLogin.of(environment::get);
    }
}
