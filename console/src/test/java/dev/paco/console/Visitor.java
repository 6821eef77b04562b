package dev.paco.console;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen: keeps cookies, follows nothing by itself, sends the hidden field of the last page's forms. */
public final class Visitor {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String url;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    Visitor(String url) {
        this.url = url;
    }

    /** Logs in, and waits for as long as the first operator is not made yet. */
    Visitor logIn(String username, String password) {
        await().atMost(PATIENCE)
                .until(() -> post("/login", Map.of("username", username, "password", password))
                        .headers()
                        .firstValue("location")
                        .map(place -> !place.contains("error"))
                        .orElse(false));
        return this;
    }

    /** Asks for a page. */
    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)).header("Accept", "text/html"));
    }

    /** Asks for what does not end by itself. */
    public InputStream open(String path) {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofInputStream())
                    .body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a form as a page would, with the hidden field that protects from other sites. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        Matcher csrf = CSRF.matcher(get(cookies.getCookieStore().getCookies().stream()
                                .anyMatch(cookie -> cookie.getName().equals("paco-console"))
                        ? "/account"
                        : "/login")
                .body());
        return postWith(path, fields, csrf.find() ? csrf.group(1) : "");
    }

    /** Sends a form with any value in that field. */
    public HttpResponse<String> postWith(String path, Map<String, String> fields, String csrf) {
        String form = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&", "", "&_csrf=" + encoded(csrf)));
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
