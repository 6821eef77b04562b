package dev.paco.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.uuid.Generators;
import dev.paco.gateway.problem.ProblemCode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTests {

    private static final String SECRET =
            "a secret of at least thirty-two bytes, for tests only, and longer than sixty-four";
    private static final String OTHER = "another secret of at least thirty-two bytes, for tests only";
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final Tokens tokens = tokens(SECRET, List.of(), NOW);

    @Test
    void anIssuedTokenIsVerified() {
        VerifiedToken token = tokens.verify(tokens.issue("RID001").value());

        assertThat(token.researchId()).isEqualTo("RID001");
        assertThat(token.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(24)));
        assertThat(token.keyId()).isEqualTo(keyId());
    }

    @Test
    void everyLoginHasAnIdOfItsOwn() {
        UUID login = tokens.verify(tokens.issue("RID001").value()).caller().loginId();

        assertThat(login).isNotNull();
        assertThat(tokens.verify(tokens.issue("RID001").value()).caller().loginId())
                .isNotNull()
                .isNotEqualTo(login);
    }

    @Test
    void anotherGatewayWithTheSameSecretVerifiesIt() {
        assertThat(tokens(SECRET, List.of(), NOW)
                        .verify(tokens.issue("RID001").value())
                        .researchId())
                .isEqualTo("RID001");
    }

    @Test
    void aTokenOfBeforeARotationHoldsAsLongAsItsSecretIsListed() {
        String old = tokens.issue("RID001").value();

        assertThat(tokens(OTHER, List.of(SECRET), NOW).verify(old).researchId()).isEqualTo("RID001");
        assertRefused(tokens(OTHER, List.of(), NOW), old, ProblemCode.TOKEN_INVALID);
    }

    @Test
    void aTokenExpiresOnTheSecondEvenWhenItIsRemembered() {
        String token = tokens.issue("RID001").value();
        MovingClock clock = new MovingClock();
        Tokens remembering = tokens(SECRET, List.of(), clock);

        assertThat(remembering.verify(token).researchId()).isEqualTo("RID001");
        clock.now = NOW.plus(Duration.ofHours(24));

        assertRefused(remembering, token, ProblemCode.TOKEN_EXPIRED);
        assertRefused(remembering, token, ProblemCode.TOKEN_EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b", "a.b.c", "a.b.c.d.e", "..", "null", "eyJhbGciOiJub25lIn0.e30."})
    void whatIsNoTokenIsRefused(String token) {
        assertRefused(tokens, token, ProblemCode.TOKEN_INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "changeme-changeme-changeme-changeme-1",
                "please change me, I am no secret at all",
                "secret-0123456789-abcdefghijklmnopqrst",
                "your-secret-key-with-at-least-32-bytes",
                "YOUR_JWT_SECRET_0123456789_0123456789_",
                "set it in .env, see .env.example 12345",
                "openssl rand -base64 48 openssl rand -",
                "<placeholder-for-the-secret-of-tokens>",
                "password0123456789password0123456789xy"
            })
    void anExampleStopsTheStartAndIsNotPrinted(String example) {
        assertThatExceptionOfType(InvalidSecretException.class)
                .isThrownBy(() -> tokens(example, List.of(), NOW))
                .withMessage("PACO_JWT_SECRET is an example, not a secret.");
        assertThatExceptionOfType(InvalidSecretException.class)
                .isThrownBy(() -> tokens(SECRET, List.of(example), NOW))
                .withMessage("A secret of paco.gateway.auth.former-secrets is an example, not a secret.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "0123456701234567012345670123456701234567",
                "a1b2c3d4e5f6g7h8i9a1b2c3d4e5f6g7h8i9",
                "ababababababababababababababababababbbba"
            })
    void whatRepeatsItselfStopsTheStart(String secret) {
        assertThatExceptionOfType(InvalidSecretException.class)
                .isThrownBy(() -> tokens(secret, List.of(), NOW))
                .withMessage("PACO_JWT_SECRET repeats itself and can be guessed.")
                .satisfies(failure -> assertThat(failure.action()).doesNotContain(secret));
    }

    @Test
    void whatOpensslPrintsIsASecret() {
        for (int seed = 0; seed < 1_000; seed++) {
            byte[] bytes = new byte[48];
            new Random(seed).nextBytes(bytes);

            SigningSecret secret = SigningSecret.of("x", Base64.getEncoder().encodeToString(bytes));
            assertThat(secret.keyId()).hasSize(16);
            assertThat(SigningSecret.of("x", HexFormat.of().formatHex(bytes)).toString())
                    .doesNotContain(HexFormat.of().formatHex(bytes));
        }
    }

    @Test
    void aSecretThatIsMissingOrTooShortStopsTheStart() {
        assertThatExceptionOfType(InvalidSecretException.class)
                .isThrownBy(() -> tokens("", List.of(), NOW))
                .withMessage("PACO_JWT_SECRET is not set.");
        assertThatExceptionOfType(InvalidSecretException.class)
                .isThrownBy(() -> tokens(SECRET.substring(0, 31), List.of(), NOW))
                .withMessage("PACO_JWT_SECRET has 31 bytes; HS256 needs at least 32.")
                .satisfies(failure -> assertThat(failure.action()).contains("openssl rand"));
    }

    private static void assertRefused(Tokens tokens, String token, ProblemCode code) {
        assertThatExceptionOfType(RefusedTokenException.class)
                .isThrownBy(() -> tokens.verify(token))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private String keyId() {
        String header = tokens.issue("RID001").value().split("\\.", -1)[0];
        return new String(Base64.getUrlDecoder().decode(header), UTF_8).replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
    }

    private static Tokens tokens(String secret, List<String> former, Instant now) {
        return tokens(secret, former, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Tokens tokens(String secret, List<String> former, Clock clock) {
        AuthProperties properties = properties(secret, former);
        return new Tokens(
                properties,
                new CurrentKeys(properties, clock, new AuthMetrics(new SimpleMeterRegistry())),
                clock,
                Generators.timeBasedEpochGenerator());
    }

    private static AuthProperties properties(String secret, List<String> former) {
        return new AuthProperties(
                secret,
                former,
                null,
                Duration.ofSeconds(10),
                Duration.ofHours(24),
                "paco-gateway",
                "paco",
                false,
                "1.0",
                Duration.ofSeconds(10),
                100);
    }

    private static final class MovingClock extends Clock {

        private Instant now = NOW;

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
