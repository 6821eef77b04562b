package dev.paco.common.database;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes a URL apart by hand, since {@link java.net.URI} refuses passwords that libpq accepts. */
final class DatabaseUrlParser {

    private static final Pattern FORM = Pattern.compile("postgres(?:ql)?://([^/?]*)(?:/([^?]*))?(?:\\?(.*))?");
    private static final Pattern ADDRESS = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^:\\[\\],]+))(?::(.*))?");
    private static final Pattern NO_NAME = Pattern.compile("[0-9.]+|.*:.*");
    private static final Set<String> BINDINGS = Set.of("disable", "prefer", "require");
    private static final Set<String> PARAMETERS = new TreeSet<>(Set.of("sslmode", "channel_binding", "sslrootcert"));
    private static final int DEFAULT_PORT = 5432;

    private DatabaseUrlParser() {}

    static DatabaseUrl parse(@Nullable String url) {
        if (url == null || url.isBlank()) {
            throw new InvalidDatabaseUrlException("is not set.");
        }
        Matcher form = FORM.matcher(url.strip());
        if (!form.matches()) {
            throw new InvalidDatabaseUrlException("does not start with postgresql://.");
        }
        String authority = form.group(1);
        int at = authority.lastIndexOf('@');
        String[] login = at < 0 ? new String[] {""} : authority.substring(0, at).split(":", 2);
        Matcher address = address(authority.substring(at + 1));
        Map<String, String> parameters = parameters(form.group(3));
        String host = address.group(1) != null ? address.group(1) : address.group(2);
        return new DatabaseUrl(
                host,
                port(address.group(3)),
                required("database name after the host", decoded("database name", form.group(2))),
                required("user name before the host", decoded("user name", login[0])),
                login.length == 2 ? decoded("password", login[1]) : null,
                sslMode(parameters.get("sslmode"), host),
                channelBinding(parameters.get("channel_binding")),
                parameters.get("sslrootcert"));
    }

    private static Matcher address(String text) {
        Matcher address = ADDRESS.matcher(text);
        if (address.matches()) {
            return address;
        }
        throw new InvalidDatabaseUrlException(
                text.isEmpty()
                        ? "names no host."
                        : "names a host that cannot be read; exactly one host, an IPv6 address in brackets.");
    }

    private static int port(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return DEFAULT_PORT;
        }
        if (text.matches("\\d{1,5}")) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        }
        throw new InvalidDatabaseUrlException("names a port that is not a number from 1 to 65535.");
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (String pair : query.split("&", -1)) {
            String[] nameAndValue = pair.split("=", 2);
            String name = nameAndValue[0];
            if (nameAndValue.length < 2 || !PARAMETERS.contains(name)) {
                throw new InvalidDatabaseUrlException(
                        "has the parameter '" + (PARAMETERS.contains(name) ? name : printable(name))
                                + "', which is unknown or has no value; known are " + PARAMETERS + ".");
            }
            parameters.put(name, required("value for '" + name + "'", decoded(name, nameAndValue[1])));
        }
        return parameters;
    }

    private static String printable(String name) {
        return name.matches("\\w{1,40}") ? name : "…";
    }

    private static SslMode sslMode(@Nullable String text, String host) {
        if (text == null) {
            return SslMode.PREFER;
        }
        SslMode mode = SslMode.of(text)
                .orElseThrow(() -> new InvalidDatabaseUrlException(
                        "has an sslmode that is none of disable, allow, prefer, require, verify-ca, verify-full."));
        if (mode == SslMode.VERIFY_FULL && NO_NAME.matcher(host).matches()) {
            // The R2DBC driver would look the address's name up, and trust whatever that is.
            throw new InvalidDatabaseUrlException(
                    "has sslmode=verify-full and an address as its host; a certificate is held against a name.");
        }
        return mode;
    }

    private static @Nullable String channelBinding(@Nullable String text) {
        if (text == null || BINDINGS.contains(text)) {
            return text;
        }
        throw new InvalidDatabaseUrlException("has a channel_binding that is none of disable, prefer, require.");
    }

    private static String required(String what, String value) {
        if (value.isEmpty()) {
            throw new InvalidDatabaseUrlException("has no " + what + ".");
        }
        return value;
    }

    private static String decoded(String what, @Nullable String encoded) {
        if (encoded == null) {
            return "";
        }
        ByteBuffer bytes = ByteBuffer.allocate(encoded.getBytes(StandardCharsets.UTF_8).length);
        for (int i = 0; i < encoded.length(); ) {
            int end = encoded.indexOf('%', i);
            bytes.put(encoded.substring(i, end < 0 ? encoded.length() : end).getBytes(StandardCharsets.UTF_8));
            if (end < 0) {
                break;
            }
            bytes.put(percentEncodedByte(what, encoded, end));
            i = end + 3;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw notDecodable(what);
        }
    }

    private static byte percentEncodedByte(String what, String encoded, int percent) {
        if (percent + 3 > encoded.length()
                || !encoded.substring(percent + 1, percent + 3).matches("[0-9A-Fa-f]{2}")) {
            throw notDecodable(what);
        }
        return (byte) Integer.parseInt(encoded.substring(percent + 1, percent + 3), 16);
    }

    private static InvalidDatabaseUrlException notDecodable(String what) {
        return new InvalidDatabaseUrlException("has a " + what + " that is not percent-encoded UTF-8.");
    }
}
