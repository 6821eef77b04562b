package dev.paco.gateway.auth;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paco.gateway.admission.Caller;
import dev.paco.gateway.problem.ProblemCode;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.UnsupportedJwtException;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Signs and verifies tokens: JWT, HS256. On verification everything but the participant and the times is pinned: the
 * header has algorithm, type and key, and nothing else. Thread-safe.
 *
 * <p>A token that was verified once is remembered until it expires, since the signature is most of a request's cost; what
 * is remembered of a key that was withdrawn does not count.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725, JSON Web Token Best Current Practices</a>
 */
@Component
final class Tokens {

    /** The {@code typ} of an access token, RFC 9068, section 2.1. */
    static final String TYPE = "at+jwt";

    private static final String RESEARCH_ID = "research_id";
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");
    private static final int LONGEST = 4096;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    /** How far the clocks of two gateways may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final AuthProperties properties;
    private final Clock clock;
    private final TimeBasedEpochGenerator tokenIds;
    private final CurrentKeys keys;
    private final JwtParser parser;
    private final Cache<String, VerifiedToken> verified;

    Tokens(AuthProperties properties, CurrentKeys keys, Clock clock, TimeBasedEpochGenerator tokenIds) {
        this.tokenIds = tokenIds;
        this.properties = properties;
        this.clock = clock;
        this.keys = keys;
        this.parser = Jwts.parser()
                .json(new StrictJson())
                .clock(() -> Date.from(clock.instant()))
                .sig()
                .clear()
                .add(Jwts.SIG.HS256)
                .and()
                .keyLocator(this::verificationKey)
                .requireIssuer(properties.issuer())
                .requireAudience(properties.audience())
                .build();
        this.verified =
                Caffeine.newBuilder().maximumSize(properties.verifiedTokens()).build();
        // The library looks for its parts on the class path when it is first used: here, and not on an event loop.
        VerifiedToken unused = parse(issue("start").value());
    }

    /** A new token for {@code researchId}. */
    IssuedToken issue(String researchId) {
        TokenKeys current = keys.get();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = now.plus(properties.lifetime());
        String value = Jwts.builder()
                .header()
                .type(TYPE)
                .keyId(current.signingKeyId())
                .and()
                .subject(researchId)
                .claim(RESEARCH_ID, researchId)
                .issuer(properties.issuer())
                .audience()
                .add(properties.audience())
                .and()
                .issuedAt(Date.from(now))
                .expiration(Date.from(expiresAt))
                .id(tokenIds.generate().toString())
                .signWith(current.signingKey(), Jwts.SIG.HS256)
                .compact();
        return new IssuedToken(value, expiresAt);
    }

    /**
     * What {@code token} says.
     *
     * @throws RefusedTokenException with the reason, when it does not hold
     */
    VerifiedToken verify(String token) {
        VerifiedToken known = verified.getIfPresent(token);
        if (known == null) {
            known = parse(token);
            verified.put(token, known);
        }
        if (!keys.get().has(known.keyId())) {
            verified.invalidate(token);
            throw new RefusedTokenException(ProblemCode.TOKEN_INVALID);
        }
        if (!clock.instant().isBefore(known.expiresAt())) {
            verified.invalidate(token);
            throw new RefusedTokenException(ProblemCode.TOKEN_EXPIRED);
        }
        return known;
    }

    private VerifiedToken parse(String token) {
        if (token.length() > LONGEST || !isCanonical(token)) {
            throw new RefusedTokenException(ProblemCode.TOKEN_INVALID);
        }
        try {
            return verifiedToken(parser.parseSignedClaims(token));
        } catch (ExpiredJwtException e) {
            throw new RefusedTokenException(ProblemCode.TOKEN_EXPIRED);
        } catch (JwtException | IllegalArgumentException e) {
            throw new RefusedTokenException(ProblemCode.TOKEN_INVALID);
        }
    }

    /**
     * Whether this is the only way to write the bytes that it stands for. The library's decoder would read "=" as "A", and
     * ignores the unused bits of a part's last character.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-2">RFC 7515, section 2, Base64url Encoding</a>
     */
    private static boolean isCanonical(String token) {
        try {
            return Stream.of(token.split("\\.", -1))
                    .allMatch(
                            part -> ENCODER.encodeToString(DECODER.decode(part)).equals(part));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private VerifiedToken verifiedToken(Jws<Claims> jws) {
        Claims claims = jws.getPayload();
        String researchId = claims.getSubject();
        if (researchId == null
                || researchId.isEmpty()
                || claims.getExpiration() == null
                || claims.getIssuedAt() == null
                || claims.getIssuedAt().toInstant().isAfter(clock.instant().plus(SKEW))
                || !researchId.equals(claims.get(RESEARCH_ID))) {
            throw new RefusedTokenException(ProblemCode.TOKEN_INVALID);
        }
        return new VerifiedToken(
                new Caller(researchId, loginId(claims)),
                claims.getExpiration().toInstant(),
                jws.getHeader().getKeyId());
    }

    /** The {@code jti} of our own tokens is a UUID; one that is none decides nothing. */
    private static @Nullable UUID loginId(Claims claims) {
        try {
            return claims.getId() == null ? null : UUID.fromString(claims.getId());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Before the signature is looked at: this type, this algorithm, a key that is ours, and nothing to be obeyed. */
    private Key verificationKey(Header header) {
        if (header instanceof JwsHeader jws
                && HEADER.equals(jws.keySet())
                && TYPE.equals(jws.getType())
                && "HS256".equals(jws.getAlgorithm())
                && jws.getKeyId() != null) {
            return keys.get()
                    .verificationKey(jws.getKeyId())
                    .orElseThrow(() -> new UnsupportedJwtException("unknown key id"));
        }
        throw new UnsupportedJwtException("type, algorithm or key id is not ours");
    }
}
