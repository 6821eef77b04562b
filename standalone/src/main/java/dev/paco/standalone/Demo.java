package dev.paco.standalone;

import dev.paco.gateway.client.StaticFiles;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The page {@code /demo}: a scripted conversation that goes through the browser library. */
final class Demo {

    private static final String PAGE = "/demo/index.html";

    private Demo() {}

    static RouterFunction<ServerResponse> routes() {
        HttpHeaders headers = new HttpHeaders();
        headers.set("Content-Security-Policy", "default-src 'self'");
        return RouterFunctions.route()
                .GET(
                        "/demo",
                        request -> ServerResponse.temporaryRedirect(URI.create(PAGE))
                                .build())
                .GET(
                        "/demo/",
                        request -> ServerResponse.temporaryRedirect(URI.create(PAGE))
                                .build())
                .add(StaticFiles.of(Demo.class, "demo", "index.html", "demo.js", "demo.css")
                        .routes(headers))
                .build();
    }
}
