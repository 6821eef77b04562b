package dev.paco.gateway.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Files of the class path, read once before any is asked for: looking for one would read the class path on an event loop.
 */
public final class StaticFiles {

    private static final String FOR_A_WHILE = "max-age=300";
    private static final Map<String, MediaType> TYPES = Map.of(
            "js", MediaType.parseMediaType("text/javascript;charset=utf-8"),
            "ts", MediaType.parseMediaType("text/plain;charset=utf-8"),
            "css", MediaType.parseMediaType("text/css;charset=utf-8"),
            "html", MediaType.parseMediaType("text/html;charset=utf-8"));

    private final String folder;
    private final Map<String, byte[]> files;

    private StaticFiles(String folder, Map<String, byte[]> files) {
        this.folder = folder;
        this.files = files;
    }

    /** Reads {@code names} from {@code folder} of the class path of {@code owner}. */
    public static StaticFiles of(Class<?> owner, String folder, String... names) {
        return new StaticFiles(
                folder, Stream.of(names).collect(Collectors.toMap(name -> name, name -> read(owner, folder, name))));
    }

    private static byte[] read(Class<?> owner, String folder, String name) {
        try (InputStream file = owner.getResourceAsStream("/" + folder + "/" + name)) {
            if (file == null) {
                throw new IllegalStateException("The class path lacks " + folder + "/" + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Serves each file below {@code /folder/}, with further {@code headers}. */
    public RouterFunction<ServerResponse> routes(HttpHeaders headers) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        files.forEach((name, bytes) -> {
            MediaType type =
                    TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), MediaType.APPLICATION_OCTET_STREAM);
            routes.GET(
                    "/" + folder + "/" + name,
                    request -> ServerResponse.ok()
                            .headers(answer -> {
                                answer.putAll(headers);
                                answer.set(HttpHeaders.CACHE_CONTROL, FOR_A_WHILE);
                            })
                            .contentType(type)
                            .bodyValue(bytes));
        });
        return routes.build();
    }
}
