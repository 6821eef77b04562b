package dev.paco.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * ElevenLabs, as far as it matters here: its API gives the conversations that were put here, to whoever has the key, and it fires signed
 * webhooks, again after 5xx, 429 and 408, as its own do.
 */
final class ElevenLabsSimulator implements AutoCloseable {

    static final String API_KEY = "xi-key-for-tests";
    static final String WEBHOOK_SECRET = "wsec_for-tests";

    private static final int ATTEMPTS = 5;
    private static final String PATH = "/v1/convai/conversations";

    private final HttpServer server;
    private final Map<String, String> conversations;
    private final String gateway;
    private final HttpClient http = HttpClient.newHttpClient();

    private ElevenLabsSimulator(HttpServer server, Map<String, String> conversations, String gateway) {
        this.server = server;
        this.conversations = conversations;
        this.gateway = gateway;
    }

    static ElevenLabsSimulator start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ElevenLabsSimulator simulator = new ElevenLabsSimulator(server, new ConcurrentHashMap<>(), "");
            server.createContext(PATH, simulator::answer);
            server.start();
            return simulator;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same one, with webhooks to {@code address}. */
    ElevenLabsSimulator firingAt(String address) {
        return new ElevenLabsSimulator(server, conversations, address);
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Has a conversation that its API gives. */
    void has(String id, String json) {
        conversations.put(id, json);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestURI().getPath().substring(PATH.length()).replace("/", "");
        String json = conversations.get(id);
        if (!API_KEY.equals(exchange.getRequestHeaders().getFirst("xi-api-key"))) {
            send(exchange, 401, "{}");
        } else if (id.isEmpty()) {
            send(exchange, 200, "{\"conversations\":[]}");
        } else if (id.startsWith("broken")) {
            send(exchange, 500, "{}");
        } else {
            send(exchange, json == null ? 404 : 200, json == null ? "{}" : json);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Fires the webhook of a conversation, and again while it should; the last status. */
    int fire(String conversation) {
        return fireRaw(webhook("post_call_transcription", conversation).getBytes(UTF_8));
    }

    int fireRaw(byte[] body) {
        int status = 0;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            status = post(body, signature(body, Instant.now(), WEBHOOK_SECRET));
            if (status < 500 && status != 429 && status != 408) {
                return status;
            }
        }
        return status;
    }

    static String webhook(String type, String data) {
        return "{\"type\":\"" + type + "\",\"event_timestamp\":" + Instant.now().getEpochSecond() + ",\"data\":" + data
                + ",\"new_field\":{\"a\":[1]}}";
    }

    int post(byte[] body, String signature) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + "/api/v1/webhooks/elevenlabs"))
                .header("Content-Type", "application/json")
                .header("ElevenLabs-Signature", signature)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return response.statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String signature(byte[] body, Instant time, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            mac.update((time.getEpochSecond() + ".").getBytes(UTF_8));
            return "t=" + time.getEpochSecond() + ",v0=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** A conversation as ElevenLabs tells it, written turn by turn. */
    static final class Conversation {

        private final String id;
        private final String owner;
        private final List<String> turns = new ArrayList<>();

        /** @param owner as the dynamic variables name it; empty: nobody is named */
        Conversation(String id, String owner) {
            this.id = id;
            this.owner = owner;
        }

        Conversation turn(String role, @Nullable String message, String further) {
            turns.add("{\"role\":\"" + role + "\",\"message\":" + (message == null ? "null" : "\"" + message + "\"")
                    + ",\"time_in_call_secs\":" + 3 * turns.size() + ",\"tool_calls\":[],\"feedback\":null" + further
                    + "}");
            return this;
        }

        String json() {
            String client = owner.isEmpty() ? "" : "\"research_id\":\"" + owner + "\"";
            return """
                    {"agent_id":"agent_1","conversation_id":"%s","status":"done","user_id":null,"transcript":[%s],
                     "metadata":{"start_time_unix_secs":1767268800,"call_duration_secs":42,"cost":7},
                     "analysis":{"transcript_summary":"They talked.","call_successful":"success","evaluation_criteria_results":{}},
                     "conversation_initiation_client_data":{"dynamic_variables":{%s}}}""".formatted(id, String.join(",", turns), client);
        }
    }
}
