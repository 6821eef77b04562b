package dev.paco.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A token made by hand, which says whatever a library would not let one say; signed with any key. */
final class ForgedToken {

    private final Map<String, String> header = new LinkedHashMap<>();
    private final Map<String, String> claims = new LinkedHashMap<>();

    /** All members as JSON, by name. */
    ForgedToken(Map<String, String> header, Map<String, String> claims) {
        this.header.putAll(header);
        this.claims.putAll(claims);
    }

    /** The same with another member of the header. */
    ForgedToken header(String name, String json) {
        ForgedToken changed = new ForgedToken(header, claims);
        changed.header.put(name, json);
        return changed;
    }

    ForgedToken withoutHeader(String name) {
        ForgedToken changed = new ForgedToken(header, claims);
        changed.header.remove(name);
        return changed;
    }

    ForgedToken claim(String name, String json) {
        ForgedToken changed = new ForgedToken(header, claims);
        changed.claims.put(name, json);
        return changed;
    }

    ForgedToken withoutClaim(String name) {
        ForgedToken changed = new ForgedToken(header, claims);
        changed.claims.remove(name);
        return changed;
    }

    /** Signed as it should be. */
    String signed(String secret) {
        return signed(json(header), json(claims).getBytes(UTF_8), "HmacSHA256", secret);
    }

    String signed(String algorithm, String secret) {
        return signed(json(header), json(claims).getBytes(UTF_8), algorithm, secret);
    }

    String unsigned() {
        return base64(json(header)) + "." + base64(json(claims)) + ".";
    }

    String headerJson() {
        return json(header);
    }

    String claimsJson() {
        return json(claims);
    }

    static String signed(String header, byte[] payload, String algorithm, String secret) {
        String signed = base64(header) + "." + base64(payload);
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
            return signed + "." + base64(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String base64(String text) {
        return base64(text.getBytes(UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String json(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
