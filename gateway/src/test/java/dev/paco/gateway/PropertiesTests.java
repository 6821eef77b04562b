package dev.paco.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class PropertiesTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(AllProperties.class);

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        assertThat(propertiesWith())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "paco.gateway.auth",
                                "AuthProperties[keys=null, keysPoll=PT10S, lifetime=PT24H, issuer=paco-gateway, audience=paco]",
                        "paco.gateway.confirmation",
                                "ConfirmationProperties[patience=PT2S, maxWait=PT30S, probeInterval=PT0.1S, maxPending=10000]",
                        "paco.gateway.connection",
                                "ConnectionProperties[idle=PT1M, headers=PT10S, body=PT15S, webhookBody=PT2M, maxBodies=67108864B]",
                        "paco.gateway.cors", "CorsProperties[origins=[http://localhost:3000, http://localhost:5173]]",
                        "paco.gateway.elevenlabs",
                                "ElevenLabsProperties[apiUrl=https://api.elevenlabs.io, timeout=PT20S]",
                        "paco.gateway.log", "LogHealthProperties[interval=PT1S, timeout=PT2S, replicationFactor=-1]",
                        "paco.gateway.overload", "OverloadProperties[maxRound=PT0.15S]",
                        "paco.gateway.publish",
                                "PublishProperties[timeout=PT2.5S, deliveryTimeout=PT30S, maxInFlight=10000, minInFlight=200, late=PT0.25S,"
                                        + " maxInFlightSize=33554432B, linger=PT0.001S, compression=lz4]",
                        "paco.gateway.rate-limit",
                                "RateLimitProperties[enabled=true, perAddress=60, perId=10, saves=100, saveBurst=1000,"
                                        + " maxTracked=200000, trustedProxies=[], forwardedHeader=X-Forwarded-For]"));
    }

    @Test
    void everyPropertyIsReadUnderTheNameThatIsDocumented() {
        assertThat(propertiesWith(
                        "paco.gateway.auth.keys=/run/keys",
                        "paco.gateway.auth.keys-poll=5s",
                        "paco.gateway.auth.lifetime=1h",
                        "paco.gateway.confirmation.wait=0s",
                        "paco.gateway.confirmation.max-wait=10s",
                        "paco.gateway.connection.idle=30s",
                        "paco.gateway.connection.headers=5s",
                        "paco.gateway.connection.body=6s",
                        "paco.gateway.connection.webhook-body=1m",
                        "paco.gateway.connection.max-bodies=1MB",
                        "paco.gateway.elevenlabs.api-url=http://localhost:9",
                        "paco.gateway.elevenlabs.timeout=5s",
                        "paco.gateway.cors.origins=https://study.example,https://other.example",
                        "paco.gateway.log.replication-factor=3",
                        "paco.gateway.overload.max-round=50ms",
                        "paco.gateway.publish.max-in-flight-size=1MB",
                        "paco.gateway.rate-limit.enabled=false",
                        "paco.gateway.rate-limit.save-burst=5",
                        "paco.gateway.rate-limit.trusted-proxies=10.0.0.0/8,fd00::/8",
                        "paco.gateway.rate-limit.forwarded-header=Forwarded"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "paco.gateway.auth",
                                        "AuthProperties[keys=/run/keys, keysPoll=PT5S, lifetime=PT1H, issuer=paco-gateway, audience=paco]",
                                "paco.gateway.confirmation",
                                        "ConfirmationProperties[patience=PT0S, maxWait=PT10S, probeInterval=PT0.1S,"
                                                + " maxPending=10000]",
                                "paco.gateway.connection",
                                        "ConnectionProperties[idle=PT30S, headers=PT5S, body=PT6S, webhookBody=PT1M, maxBodies=1048576B]",
                                "paco.gateway.cors",
                                        "CorsProperties[origins=[https://study.example, https://other.example]]",
                                "paco.gateway.elevenlabs",
                                        "ElevenLabsProperties[apiUrl=http://localhost:9, timeout=PT5S]",
                                "paco.gateway.log",
                                        "LogHealthProperties[interval=PT1S, timeout=PT2S, replicationFactor=3]",
                                "paco.gateway.overload", "OverloadProperties[maxRound=PT0.05S]",
                                "paco.gateway.publish",
                                        "PublishProperties[timeout=PT2.5S, deliveryTimeout=PT30S, maxInFlight=10000, minInFlight=200, late=PT0.25S,"
                                                + " maxInFlightSize=1048576B, linger=PT0.001S, compression=lz4]",
                                "paco.gateway.rate-limit",
                                        "RateLimitProperties[enabled=false, perAddress=60, perId=10, saves=100, saveBurst=5,"
                                                + " maxTracked=200000, trustedProxies=[10.0.0.0/8, fd00::/8], forwardedHeader=Forwarded]"));
    }

    private Map<String, String> propertiesWith(String... values) {
        Map<String, String> found = new LinkedHashMap<>();
        runner.withPropertyValues(values).run(context -> {
            for (String name : context.getBeanDefinitionNames()) {
                if (name.startsWith("paco.gateway.")) {
                    found.put(
                            name.substring(0, name.indexOf("-dev.paco")),
                            context.getBean(name).toString());
                }
            }
        });
        return found;
    }

    @Configuration(proxyBeanMethods = false)
    @ConfigurationPropertiesScan
    static class AllProperties {}
}
