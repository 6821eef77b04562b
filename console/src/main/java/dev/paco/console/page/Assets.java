package dev.paco.console.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Styles and scripts, read once at the start, since looking for one later would read the class path on an event loop. The address of
 * each holds its hash, so that browsers keep it until there is another.
 */
@Component
final class Assets {

    private static final int HASH_LENGTH = 16;
    private static final Duration FOR_EVER = Duration.ofDays(365);
    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final Map<String, String> FILES = Map.of(
            "pico.css", WEBJARS + "picocss__pico/2.1.1/css/pico.min.css",
            "htmx.js", WEBJARS + "htmx.org/2.0.8/dist/htmx.min.js",
            "chart.js", WEBJARS + "chart.js/4.5.1/dist/chart.umd.min.js",
            "console.css", "/assets/console.css",
            "console.js", "/assets/console.js",
            "charts.js", "/assets/charts.js",
            "job.js", "/assets/job.js",
            "pipeline.js", "/assets/pipeline.js",
            "icon.svg", "/assets/icon.svg");
    private static final Map<String, MediaType> TYPES = Map.of(
            "js", MediaType.parseMediaType("text/javascript;charset=utf-8"),
            "css", MediaType.parseMediaType("text/css;charset=utf-8"),
            "svg", MediaType.parseMediaType("image/svg+xml"));

    private final Map<String, Asset> assets = new LinkedHashMap<>();

    Assets() {
        FILES.forEach((name, file) -> assets.put(name, Asset.of(name, read(file))));
    }

    private record Asset(String address, MediaType type, Resource content) {

        static Asset of(String name, byte[] bytes) {
            MediaType type =
                    TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), MediaType.APPLICATION_OCTET_STREAM);
            return new Asset("/assets/" + hash(bytes) + "/" + name, type, new ByteArrayResource(bytes));
        }
    }

    /** Where each file is, by its name. */
    Map<String, String> addresses() {
        return assets.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, asset -> asset.getValue().address()));
    }

    RouterFunction<ServerResponse> routes() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        assets.values()
                .forEach(asset -> routes.GET(
                        asset.address(),
                        request -> ServerResponse.ok()
                                .contentType(asset.type())
                                .cacheControl(CacheControl.maxAge(FOR_EVER)
                                        .cachePublic()
                                        .immutable())
                                .bodyValue(asset.content())));
        return routes.build();
    }

    private static byte[] read(String file) {
        try (InputStream stream = Assets.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("The class path lacks " + file);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
