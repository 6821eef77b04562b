package dev.paco.gateway.auth;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call.
 *
 * @param secret signs new tokens and verifies them, at least 32 bytes; the gateway does not start without it or keys
 * @param formerSecrets verify tokens that were signed before a rotation; nothing is signed with them
 * @param keys a folder of keys in place of both secrets: the file {@code signing} signs, every file verifies
 * @param keysPoll how often that folder is read; a token of a key that was withdrawn is refused that much later
 * @param lifetime how long a token is valid
 * @param issuer the claim {@code iss} of tokens
 * @param audience the claim {@code aud} of tokens
 * @param requireDisclaimer whether logging in needs an acknowledged disclaimer
 * @param disclaimerVersion the version that is noted with an acknowledgment
 * @param deactivatedPoll how often the deactivated participants are read; a token of theirs is refused that much later
 * @param verifiedTokens how many verified tokens are remembered; one that is not is verified again
 */
@ConfigurationProperties("paco.gateway.auth")
record AuthProperties(
        @DefaultValue("") String secret,
        @DefaultValue List<String> formerSecrets,
        @Nullable Path keys,
        @DefaultValue("10s") Duration keysPoll,
        @DefaultValue("24h") Duration lifetime,
        @DefaultValue("paco-gateway") String issuer,
        @DefaultValue("paco") String audience,
        @DefaultValue("false") boolean requireDisclaimer,
        @DefaultValue("1.0") String disclaimerVersion,
        @DefaultValue("10s") Duration deactivatedPoll,
        @DefaultValue("10000") int verifiedTokens) {

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "AuthProperties[keys=" + keys + ", keysPoll=" + keysPoll + ", lifetime=" + lifetime + ", issuer="
                + issuer + ", audience=" + audience + "]";
    }
}
