package dev.paco.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.uuid.Generators;
import dev.paco.gateway.problem.ProblemCode;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
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

        assertThat(token).isEqualTo(new VerifiedToken("RID001", NOW.plus(Duration.ofHours(24))));
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
        Tokens remembering = new Tokens(properties(SECRET, List.of()), clock, Generators.timeBasedEpochGenerator());

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

    @Test
    void aTokenLongerThanAnyOfOursIsNotEvenLookedAt() {
        assertRefused(tokens, "a".repeat(5_000), ProblemCode.TOKEN_INVALID);
    }

    @Test
    void aChangedPayloadIsRefused() {
        String[] parts = tokens.issue("RID001").value().split("\\.", -1);
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8).replace("RID001", "RID002");
        String forged = parts[0] + "." + base64(payload) + "." + parts[2];

        assertRefused(tokens, forged, ProblemCode.TOKEN_INVALID);
    }

    @Test
    void theAlgorithmNoneIsRefusedHoweverItIsSpelt() {
        String payload = tokens.issue("RID001").value().split("\\.", -1)[1];
        for (String algorithm : List.of("none", "None", "NONE", "nOnE")) {
            String header = base64("{\"alg\":\"" + algorithm + "\",\"typ\":\"at+jwt\",\"kid\":\"" + keyId() + "\"}");

            assertRefused(tokens, header + "." + payload + ".", ProblemCode.TOKEN_INVALID);
        }
    }

    @Test
    void anotherAlgorithmWithTheRightKeyIsRefused() {
        String hs512 = claims().signWith(key(SECRET), Jwts.SIG.HS512).compact();

        assertRefused(tokens, hs512, ProblemCode.TOKEN_INVALID);
    }

    @Test
    void anotherTypeIsRefused() {
        assertRefused(tokens, sign(claims().header().type("JWT").and()), ProblemCode.TOKEN_INVALID);
    }

    @Test
    void aKeyIdOfNobodyIsRefusedEvenWithTheRightSignature() {
        assertRefused(tokens, sign(claims().header().keyId("other").and()), ProblemCode.TOKEN_INVALID);
    }

    @Test
    void anotherIssuerOrAudienceIsRefused() {
        assertRefused(tokens, sign(claims().issuer("somebody")), ProblemCode.TOKEN_INVALID);
        assertRefused(tokens, sign(withAudience("somewhere")), ProblemCode.TOKEN_INVALID);
    }

    @Test
    void aTokenThatNeverExpiresIsRefused() {
        assertRefused(tokens, sign(claims().expiration(null)), ProblemCode.TOKEN_INVALID);
    }

    @Test
    void subjectAndResearchIdMustAgree() {
        assertRefused(tokens, sign(claims().subject("RID002")), ProblemCode.TOKEN_INVALID);
    }

    @Test
    void aSecretThatIsMissingOrTooShortStopsTheStart() {
        assertThatExceptionOfType(InvalidSecretException.class)
                .isThrownBy(() -> tokens("", List.of(), NOW))
                .withMessage("PACO_JWT_SECRET is not set.");
        assertThatExceptionOfType(InvalidSecretException.class)
                .isThrownBy(() -> tokens("x".repeat(31), List.of(), NOW))
                .withMessage("PACO_JWT_SECRET has 31 bytes; HS256 needs at least 32.")
                .satisfies(failure -> assertThat(failure.action()).contains("openssl rand"));
    }

    private static void assertRefused(Tokens tokens, String token, ProblemCode code) {
        assertThatExceptionOfType(RefusedTokenException.class)
                .isThrownBy(() -> tokens.verify(token))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private JwtBuilder claims() {
        return withAudience("paco");
    }

    private JwtBuilder withAudience(String audience) {
        return Jwts.builder()
                .header()
                .type(Tokens.TYPE)
                .keyId(keyId())
                .and()
                .subject("RID001")
                .claim("research_id", "RID001")
                .issuer("paco-gateway")
                .audience()
                .add(audience)
                .and()
                .expiration(Date.from(NOW.plusSeconds(60)));
    }

    private static String sign(JwtBuilder claims) {
        return claims.signWith(key(SECRET), Jwts.SIG.HS256).compact();
    }

    private static SecretKey key(String secret) {
        return new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA512");
    }

    private String keyId() {
        String header = tokens.issue("RID001").value().split("\\.", -1)[0];
        return new String(Base64.getUrlDecoder().decode(header), UTF_8).replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static Tokens tokens(String secret, List<String> former, Instant now) {
        return new Tokens(
                properties(secret, former), Clock.fixed(now, ZoneOffset.UTC), Generators.timeBasedEpochGenerator());
    }

    private static AuthProperties properties(String secret, List<String> former) {
        return new AuthProperties(
                secret,
                former,
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
