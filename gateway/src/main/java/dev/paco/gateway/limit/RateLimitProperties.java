package dev.paco.gateway.limit;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often may be asked, of each gateway; what comes more often is answered 429.
 *
 * @param enabled whether there are limits at all
 * @param perAddress how often a minute one address may log in, validate or acknowledge
 * @param perId how often a minute that may be done for one research id, from wherever
 * @param saves how many messages a second a participant may save for long
 * @param saveBurst how many at once after a pause
 * @param maxTracked how many addresses, and how many ids, are counted at a time; the next ones are not, until others
 *     have paused
 * @param trustedProxies addresses or ranges such as {@code 10.0.0.0/8} whose header tells the client's address
 * @param forwardedHeader that header, as those proxies write it: {@code X-Forwarded-For} or {@code Forwarded}
 */
@ConfigurationProperties("paco.gateway.rate-limit")
record RateLimitProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("60") int perAddress,
        @DefaultValue("10") int perId,
        @DefaultValue("100") int saves,
        @DefaultValue("1000") int saveBurst,
        @DefaultValue("200000") int maxTracked,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("X-Forwarded-For") String forwardedHeader) {}
