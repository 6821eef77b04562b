package dev.paco.gateway.elevenlabs;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * ElevenLabs.
 *
 * @param webhookSecret signs webhooks; empty: none are taken
 * @param apiKey for its API; empty: nothing is fetched
 * @param apiUrl where its API is
 * @param timeout how long fetching a conversation may take
 */
@ConfigurationProperties("paco.gateway.elevenlabs")
record ElevenLabsProperties(
        @DefaultValue("") String webhookSecret,
        @DefaultValue("") String apiKey,
        @DefaultValue("https://api.elevenlabs.io") URI apiUrl,
        @DefaultValue("20s") Duration timeout) {

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "ElevenLabsProperties[apiUrl=" + apiUrl + ", timeout=" + timeout + "]";
    }
}
