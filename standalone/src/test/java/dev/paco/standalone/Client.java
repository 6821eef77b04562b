package dev.paco.standalone;

import dev.paco.common.database.DatabaseUrl;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A participant's browser and a researcher's psql. */
final class Client {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final String gateway;
    private final DatabaseUrl database;

    Client(String gateway, String databaseUrl) {
        this(gateway, databaseUrl, HttpClient.newBuilder());
    }

    /** One that trusts what {@code trust} trusts. */
    Client(String gateway, String databaseUrl, SSLContext trust) {
        this(gateway, databaseUrl, HttpClient.newBuilder().sslContext(trust));
    }

    private Client(String gateway, String databaseUrl, HttpClient.Builder http) {
        this.gateway = gateway;
        this.database = DatabaseUrl.parse(databaseUrl);
        this.http = http.connectTimeout(TIMEOUT).build();
    }

    String gateway() {
        return gateway;
    }

    String logIn(String researchId) {
        Answer answer = post("/api/v1/auth/login", "{\"research_id\": \"" + researchId + "\"}");
        return answer.json().path("access_token").asString();
    }

    Answer save(String token, String body, String... headers) {
        return saveAsync(token, BodyPublishers.ofString(body), headers).join();
    }

    Answer saveBytes(String token, byte[] body, String... headers) {
        return saveAsync(token, BodyPublishers.ofByteArray(body), headers).join();
    }

    CompletableFuture<Answer> saveAsync(String token, BodyPublisher body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + token));
        all.addAll(List.of(headers));
        return send("POST", "/api/v1/chat/save-message", body, all.toArray(String[]::new));
    }

    Answer post(String path, String body, String... headers) {
        return send("POST", path, BodyPublishers.ofString(body), headers).join();
    }

    Answer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers).join();
    }

    Answer call(String method, String path, BodyPublisher body, String... headers) {
        return send(method, path, body, headers).join();
    }

    Answer request(String method, String path, String... headers) {
        return send(method, path, BodyPublishers.noBody(), headers).join();
    }

    /** All values of the result, row by row, as text. */
    List<String> query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    values.add(result.getString(i));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As {@link #save}, and tells a connection that breaks off instead of failing. */
    boolean isAcknowledged(String token, String body) {
        try {
            HttpRequest request = request(
                    "POST",
                    "/api/v1/chat/save-message",
                    BodyPublishers.ofString(body),
                    "Authorization",
                    "Bearer " + token);
            return http.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException brokenOff) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    private CompletableFuture<Answer> send(String method, String path, BodyPublisher body, String... headers) {
        return http.sendAsync(request(method, path, body, headers), BodyHandlers.ofString())
                .thenApply(Answer::new);
    }

    /** JSON unless {@code headers} say otherwise. */
    private HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, body);
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i].equals("Content-Type")) {
                request.setHeader(headers[i], headers[i + 1]);
            } else {
                request.header(headers[i], headers[i + 1]);
            }
        }
        return request.build();
    }

    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String code() {
            return json().path("code").asString();
        }
    }
}
