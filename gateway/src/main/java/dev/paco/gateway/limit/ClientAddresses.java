package dev.paco.gateway.limit;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Where requests are from. What a request says itself counts only as far as trusted proxies have written it: read from
 * its end, the first address that is not one of theirs. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239">RFC 7239, Forwarded HTTP Extension</a>
 */
@Component
final class ClientAddresses {

    private static final Pattern FOR =
            Pattern.compile("(?:^|;)\\s*for=\"?([^\";]*)\"?\\s*(?:;|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern WITH_PORT = Pattern.compile("(\\d[\\d.]*):\\d+|\\[([^\\]]*)](?::\\d+)?");
    private static final byte[] UNKNOWN = new byte[4];
    private static final int MOST_PROXIES = 16;

    private final List<AddressRange> trusted;
    private final String header;

    ClientAddresses(RateLimitProperties properties) {
        this.trusted =
                properties.trustedProxies().stream().map(AddressRange::parse).toList();
        this.header = properties.forwardedHeader();
    }

    Network of(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        byte[] address = remote == null || remote.getAddress() == null
                ? UNKNOWN
                : remote.getAddress().getAddress();
        return Network.of(isTrusted(address) ? forwarded(request, address) : address);
    }

    private byte[] forwarded(ServerHttpRequest request, byte[] proxy) {
        byte[] nearest = proxy;
        List<String> path = path(request.getHeaders().getOrEmpty(header));
        for (int i = path.size() - 1; i >= Math.max(0, path.size() - MOST_PROXIES); i--) {
            Optional<byte[]> before = AddressRange.address(withoutPort(path.get(i)));
            if (before.isEmpty()) {
                return nearest;
            }
            nearest = before.get();
            if (!isTrusted(nearest)) {
                return nearest;
            }
        }
        return nearest;
    }

    private List<String> path(List<String> values) {
        List<String> path = new ArrayList<>();
        for (String value : values) {
            for (String element : value.split(",", -1)) {
                path.add("Forwarded".equalsIgnoreCase(header) ? nodeOf(element) : element.strip());
            }
        }
        return path;
    }

    private static String nodeOf(String element) {
        Matcher node = FOR.matcher(element);
        return node.find() ? node.group(1).strip() : "";
    }

    private static String withoutPort(String node) {
        Matcher parts = WITH_PORT.matcher(node);
        if (!parts.matches()) {
            return node;
        }
        return parts.group(1) == null ? parts.group(2) : parts.group(1);
    }

    private boolean isTrusted(byte[] address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }
}
