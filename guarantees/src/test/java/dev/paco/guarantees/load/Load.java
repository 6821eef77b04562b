package dev.paco.guarantees.load;

import dev.paco.guarantees.check.Evidence.Acknowledgement;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conversations that go on until they are stopped. Their messages are told apart in every way there is; some are said
 * twice, some are corrected; some participants wait for their rows; one conversation is said by several at once.
 */
public final class Load implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final List<Identity> IDENTITIES = List.of(Identity.values());
    private static final int CONVERSATIONS = 12;
    private static final int SPEAKERS_OF_THE_FIRST = 3;
    private static final long PATIENCE_SECONDS = 120;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final List<Conversation> conversations = new ArrayList<>();
    private final Answers answers = new Answers();
    private final Stalls stalls = new Stalls();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Path file;
    private final Duration pace;
    private final AcknowledgementFile acknowledgements;
    private final ExecutorService speakers = Executors.newCachedThreadPool();
    private volatile boolean stopping;
    private volatile boolean over;

    private Load(Path file, Duration pace) {
        this.file = file;
        this.pace = pace;
        this.acknowledgements = new AcknowledgementFile(file);
    }

    /**
     * Logs in and begins to talk.
     *
     * @param name in front of every conversation's id
     * @param file where every 2xx is noted
     * @param pace how long each speaker waits between two messages
     */
    public static Load start(String name, List<URI> gateways, Path file, Duration pace) {
        Load load = new Load(file, pace);
        for (int i = 0; i < CONVERSATIONS; i++) {
            Identity identity = IDENTITIES.get(i % IDENTITIES.size());
            String researchId = "RID%03d".formatted(i % 10 + 1);
            load.conversations.add(
                    new Conversation(name + "-" + i, researchId, identity, i % 2 == 0, new AtomicInteger()));
        }
        Map<String, String> tokens = new HashMap<>();
        for (int i = 0; i < CONVERSATIONS + SPEAKERS_OF_THE_FIRST - 1; i++) {
            Conversation conversation = load.conversations.get(i < CONVERSATIONS ? i : 0);
            String token = tokens.computeIfAbsent(
                    conversation.researchId(), researchId -> load.token(gateways.get(0), researchId));
            load.speakers.execute(new Speaker(conversation, load.http, gateways, token, load, i));
        }
        return load;
    }

    /** How many messages of each conversation were begun. */
    public Map<String, Integer> begun() {
        Map<String, Integer> begun = new HashMap<>();
        conversations.forEach(conversation ->
                begun.put(conversation.id(), conversation.begun().get()));
        return begun;
    }

    /** What was answered. */
    public Answers answers() {
        return answers;
    }

    /** How many times 2xx was answered. */
    public int acknowledged() {
        return acknowledged.get();
    }

    /** For how long a conversation went without a 2xx. */
    public Stalls stalls() {
        return stalls;
    }

    /** Begins nothing any more and returns when all that was begun is acknowledged. */
    public void stop() {
        stopping = true;
        speakers.shutdown();
        try {
            if (!speakers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                over = true;
                throw new IllegalStateException("Messages are not acknowledged within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What was acknowledged, from disk. */
    public List<Acknowledgement> acknowledgements() {
        return AcknowledgementFile.read(file);
    }

    @Override
    public void close() {
        stopping = true;
        over = true;
        speakers.shutdownNow();
        acknowledgements.close();
    }

    Duration pace() {
        return pace;
    }

    boolean goesOn() {
        return !stopping;
    }

    boolean isOver() {
        return over;
    }

    void acknowledged(Acknowledgement acknowledgement) {
        acknowledgements.add(acknowledgement);
        acknowledged.incrementAndGet();
        stalls.progress(acknowledgement.conversation());
    }

    private String token(URI gateway, String researchId) {
        try {
            String answer = http.send(
                            HttpRequest.newBuilder(gateway.resolve("/api/v1/auth/login"))
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString("{\"research_id\": \"" + researchId + "\"}"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            Matcher token = TOKEN.matcher(answer);
            if (!token.find()) {
                throw new IllegalStateException("No token for " + researchId);
            }
            return token.group(1);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
