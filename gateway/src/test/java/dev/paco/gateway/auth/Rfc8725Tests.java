package dev.paco.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.uuid.Generators;
import dev.paco.gateway.problem.ProblemCode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the best current practices for tokens ask for, each attack with a signature that is right, where one could be: it
 * is not the signature that refuses it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725</a>
 */
class Rfc8725Tests {

    private static final String SECRET =
            "a secret of at least thirty-two bytes, for tests only, longer than sixty-four";
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final long SECOND = NOW.getEpochSecond();
    private static final int SOME_FORGERIES = 3_000;

    private final Tokens tokens = tokens();
    private final String keyId = SigningSecret.of("test", SECRET).keyId();
    private final ForgedToken good = new ForgedToken(
            Map.of("alg", "\"HS256\"", "typ", "\"at+jwt\"", "kid", "\"" + keyId + "\""),
            Map.of(
                    "sub", "\"RID001\"",
                    "research_id", "\"RID001\"",
                    "iss", "\"paco-gateway\"",
                    "aud", "[\"paco\"]",
                    "iat", Long.toString(SECOND),
                    "exp", Long.toString(SECOND + 60)));

    @Test
    void whatTheForgeriesChangeIsATokenThatHolds() {
        assertThat(tokens.verify(good.signed(SECRET)).researchId()).isEqualTo("RID001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
    void theAlgorithmNoneIsRefusedHoweverItIsSpelt(String none) {
        ForgedToken forged = good.header("alg", "\"" + none + "\"");

        assertRefused(forged.unsigned());
        assertRefused(forged.signed(SECRET));
        assertRefused(good.unsigned());
    }

    @ParameterizedTest
    @CsvSource({"HS384, HmacSHA384", "HS512, HmacSHA512", "hs256, HmacSHA256", "RS256, HmacSHA256", "ES256, HmacSHA256"
    })
    void anotherAlgorithmIsRefusedWithTheRightKey(String name, String algorithm) {
        assertRefused(good.header("alg", "\"" + name + "\"").signed(algorithm, SECRET));
        assertRefused(good.signed("HmacSHA512", SECRET));
        assertRefused(good.withoutHeader("alg").signed(SECRET));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"other\"",
                "\"\"",
                "\"../../../../dev/null\"",
                "\"/dev/null\"",
                "\"' OR '1'='1\"",
                "\"signing\"",
                "\"a\\u0000b\"",
                "\"https://attacker.example/key\"",
                "null",
                "1",
                "[\"x\"]",
                "{\"x\":1}"
            })
    void aKeyIdOfNobodyIsRefusedAndLooksNowhere(String other) {
        assertRefused(good.header("kid", other).signed(SECRET));
        assertRefused(good.header("kid", other).signed("HmacSHA256", "\0"));
        assertRefused(good.withoutHeader("kid").signed(SECRET));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "crit, '[\"exp\"]'",
                "jwk, '{\"kty\":\"oct\",\"k\":\"AAAA\"}'",
                "jku, '\"https://attacker.example/keys\"'",
                "x5u, '\"https://attacker.example/certificate\"'",
                "x5c, '[\"AAAA\"]'",
                "x5t, '\"AAAA\"'",
                "cty, '\"JWT\"'",
                "b64, 'false'",
                "enc, '\"A256GCM\"'",
                "zip, '\"DEF\"'",
                "anything, '1'"
            })
    void aHeaderThatBringsKeysOrAsksForAnythingIsRefused(String name, String json) {
        assertRefused(good.header(name, json).signed(SECRET));
    }

    @Test
    void aCompressedTokenIsRefusedUnopened() throws IOException {
        byte[] bomb = deflated((good.claimsJson() + " ".repeat(2_000_000)).getBytes(UTF_8));
        for (String zip : List.of("DEF", "GZIP")) {
            String header = good.header("zip", "\"" + zip + "\"").headerJson();

            assertRefused(
                    ForgedToken.signed(header, deflated(good.claimsJson().getBytes(UTF_8)), "HmacSHA256", SECRET));
            assertRefused(ForgedToken.signed(header, bomb, "HmacSHA256", SECRET));
        }
    }

    @Test
    void anEncryptedTokenIsRefused() {
        String direct = ForgedToken.base64(
                "{\"alg\":\"dir\",\"enc\":\"A128CBC-HS256\",\"typ\":\"at+jwt\",\"kid\":\"" + keyId + "\"}");
        String pbes = ForgedToken.base64("{\"alg\":\"PBES2-HS512+A256KW\",\"enc\":\"A256GCM\",\"p2c\":2147483647,"
                + "\"p2s\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"typ\":\"at+jwt\",\"kid\":\"" + keyId + "\"}");

        assertRefused(direct + "..AAAAAAAAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA");
        assertRefused(pbes + ".AAAA.AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"JWT\"", "\"jwt\"", "\"application/at+jwt\"", "\"at+jwt \"", "\"\"", "null", "1"})
    void anotherTypeIsRefused(String type) {
        assertRefused(good.header("typ", type).signed(SECRET));
        assertRefused(good.withoutHeader("typ").signed(SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"somebody\"", "\"PACO-GATEWAY\"", "\"\"", "null", "[\"paco-gateway\"]"})
    void anotherIssuerIsRefused(String issuer) {
        assertRefused(good.claim("iss", issuer).signed(SECRET));
        assertRefused(good.withoutClaim("iss").signed(SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"somewhere\"", "[\"somewhere\"]", "[]", "\"\"", "null", "{\"paco\":1}"})
    void anotherAudienceIsRefused(String audience) {
        assertRefused(good.claim("aud", audience).signed(SECRET));
        assertRefused(good.withoutClaim("aud").signed(SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"RID002\"", "\"rid001\"", "\"RID001 \"", "\"\"", "null", "1", "[\"RID001\"]", "{}"})
    void subjectAndResearchIdMustAgree(String other) {
        assertRefused(good.claim("sub", other).signed(SECRET));
        assertRefused(good.claim("research_id", other).signed(SECRET));
        assertRefused(good.withoutClaim("sub").signed(SECRET));
        assertRefused(good.withoutClaim("research_id").signed(SECRET));
    }

    @Test
    void aTokenHoldsOnlyBetweenItsTimes() {
        assertRefused(good.withoutClaim("exp").signed(SECRET));
        assertRefused(good.withoutClaim("iat").signed(SECRET));
        assertRefused(good.claim("exp", Long.toString(SECOND)).signed(SECRET), ProblemCode.TOKEN_EXPIRED);
        assertRefused(good.claim("exp", "0").signed(SECRET), ProblemCode.TOKEN_EXPIRED);
        assertRefused(good.claim("exp", "-1").signed(SECRET), ProblemCode.TOKEN_EXPIRED);
        assertRefused(good.claim("nbf", Long.toString(SECOND + 1)).signed(SECRET));
        assertRefused(good.claim("iat", Long.toString(SECOND + 61)).signed(SECRET));
        assertThat(tokens.verify(good.claim("iat", Long.toString(SECOND + 59)).signed(SECRET))
                        .researchId())
                .isEqualTo("RID001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"never\"", "\"2999-01-01\"", "[]", "{}", "true", "NaN"})
    void aTimeThatIsNoneIsRefused(String time) {
        for (String claim : List.of("exp", "iat")) {
            assertThatExceptionOfType(RefusedTokenException.class)
                    .isThrownBy(() -> tokens.verify(good.claim(claim, time).signed(SECRET)));
        }
    }

    @Test
    void aMemberThatAppearsTwiceIsRefused() {
        String header = good.headerJson();
        String claims = good.claimsJson();

        assertRefused(ForgedToken.signed(
                header.replace("{", "{\"alg\":\"none\","), claims.getBytes(UTF_8), "HmacSHA256", SECRET));
        assertRefused(ForgedToken.signed(
                header, claims.replace("{", "{\"sub\":\"RID002\",").getBytes(UTF_8), "HmacSHA256", SECRET));
    }

    @Test
    void aChangedTokenIsRefused() {
        String[] parts = good.signed(SECRET).split("\\.", -1);
        String claims = ForgedToken.base64(good.claimsJson().replace("RID001", "RID002"));

        assertRefused(parts[0] + "." + claims + "." + parts[2]);
        assertRefused(parts[0] + "." + parts[1] + ".");
        assertRefused(parts[0] + "." + parts[1]);
        assertRefused(parts[0] + "." + parts[1] + "." + parts[2] + "." + parts[2]);
        assertRefused(parts[0] + "." + parts[1] + "." + parts[2].substring(2));
        assertRefused(good.signed("another secret of at least thirty-two bytes, for tests"));
    }

    @Test
    void aTokenLongerThanAnyOfOursIsNotEvenLookedAt() {
        assertRefused(good.claim("filler", "\"" + "x".repeat(4_096) + "\"").signed(SECRET));
        assertRefused("a".repeat(1_000_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":", "9", "\"\\u0000"})
    void aDeepOrEndlessHeaderIsRefused(String unit) {
        String bomb = unit.repeat(3_000 / unit.length());

        assertRefused(ForgedToken.base64(bomb) + ".e30.AAAA");
        assertRefused(ForgedToken.base64("{\"alg\":" + bomb) + ".e30.AAAA");
        assertRefused(
                ForgedToken.signed(good.headerJson(), bomb.substring(0, 2_000).getBytes(UTF_8), "HmacSHA256", SECRET));
    }

    /** RFC 7515, section 2: no padding, and none of the characters that a lenient decoder reads as others. */
    @Test
    void aTokenHasOneSpelling() {
        String token = tokenWithAnAInItsSignature();
        int signature = token.lastIndexOf('.') + 1;
        int a = token.indexOf('A', signature);
        char last = token.charAt(token.length() - 1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char sameButForUnusedBits = alphabet.charAt(alphabet.indexOf(last) ^ 1);

        assertThat(tokens.verify(token).researchId()).isEqualTo("RID001");
        assertRefused(token.substring(0, a) + '=' + token.substring(a + 1));
        assertRefused(token.substring(0, token.length() - 1) + sameButForUnusedBits);
        assertRefused(token + "=");
        assertRefused(token.substring(0, signature) + "\n" + token.substring(signature));
    }

    private String tokenWithAnAInItsSignature() {
        return IntStream.range(0, 10_000)
                .mapToObj(n -> good.claim("n", Integer.toString(n)).signed(SECRET))
                .filter(token -> token.indexOf('A', token.lastIndexOf('.')) > 0)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void noForgeryIsAnythingButRefused() {
        Random random = new Random(8_725);
        byte[] token = good.signed(SECRET).getBytes(UTF_8);
        for (int i = 0; i < SOME_FORGERIES; i++) {
            byte[] forged = token.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                forged[random.nextInt(forged.length)] = (byte) random.nextInt(32, 127);
            }
            String text = new String(forged, UTF_8);
            if (!Arrays.equals(forged, token)) {
                assertThatExceptionOfType(RefusedTokenException.class).as(text).isThrownBy(() -> tokens.verify(text));
            }
        }
    }

    @Test
    void aSignedHeaderOfAnyShapeIsRefusedOrHolds() {
        Random random = new Random(7_515);
        List<String> values =
                List.of("null", "1", "true", "[]", "{}", "\"\"", "\"HS256\"", "[[\"x\"]]", "{\"a\":{}}", "1e9");
        List<String> names =
                List.of("alg", "typ", "kid", "crit", "jwk", "zip", "cty", "x5c", "x5t#S256", "epk", "p2c", "é");
        for (int i = 0; i < SOME_FORGERIES; i++) {
            ForgedToken forged = good;
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                forged = forged.header(
                        names.get(random.nextInt(names.size())), values.get(random.nextInt(values.size())));
            }
            String token = forged.signed(SECRET);
            assertThatCode(() -> verifyOrRefuse(token)).as(token).doesNotThrowAnyException();
        }
    }

    private void verifyOrRefuse(String token) {
        try {
            assertThat(tokens.verify(token).researchId()).isEqualTo("RID001");
        } catch (RefusedTokenException expected) {
            assertThat(expected.code()).isEqualTo(ProblemCode.TOKEN_INVALID);
        }
    }

    private void assertRefused(String token) {
        assertRefused(token, ProblemCode.TOKEN_INVALID);
    }

    private void assertRefused(String token, ProblemCode code) {
        assertThatExceptionOfType(RefusedTokenException.class)
                .as(token)
                .isThrownBy(() -> tokens.verify(token))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream output =
                new DeflaterOutputStream(deflated, new Deflater(Deflater.BEST_COMPRESSION))) {
            output.write(bytes);
        }
        return deflated.toByteArray();
    }

    private static Tokens tokens() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        AuthProperties properties = new AuthProperties(
                SECRET,
                List.of(),
                null,
                Duration.ofSeconds(10),
                Duration.ofHours(24),
                "paco-gateway",
                "paco",
                false,
                "1.0",
                Duration.ofSeconds(10),
                100);
        CurrentKeys keys = new CurrentKeys(properties, clock, new AuthMetrics(new SimpleMeterRegistry()));
        return new Tokens(properties, keys, clock, Generators.timeBasedEpochGenerator());
    }
}
