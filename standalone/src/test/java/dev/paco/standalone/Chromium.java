package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Chromium without a window, told what to do by its own protocol.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">Chrome DevTools Protocol</a>
 */
final class Chromium implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers;

    private Chromium(Process process, WebSocket socket, Map<Integer, CompletableFuture<JsonNode>> answers) {
        this.process = process;
        this.socket = socket;
        this.answers = answers;
    }

    /**
     * Starts the one of this machine, with a profile in {@code folder}; without one the tests are skipped, unless {@code
     * PACO_REQUIRE_BROWSER} says that there has to be one.
     */
    static Chromium require(Path folder) throws IOException {
        Optional<Path> executable = find();
        if (System.getenv("PACO_REQUIRE_BROWSER") != null) {
            assertThat(executable)
                    .as("a browser, which PACO_REQUIRE_BROWSER requires")
                    .isPresent();
        }
        Assumptions.assumeTrue(executable.isPresent(), "SKIPPED: there is no Chromium on this machine");
        return start(executable.get(), Files.createDirectory(folder.resolve("profile")));
    }

    private static Optional<Path> find() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Chromium start(Path executable, Path folder) {
        try {
            Process process = new ProcessBuilder(
                            executable.toString(),
                            "--headless=new",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + folder,
                            "about:blank")
                    .redirectErrorStream(true)
                    .redirectOutput(
                            folder.resolveSibling(folder.getFileName() + ".log").toFile())
                    .start();
            Path port = folder.resolve("DevToolsActivePort");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> Files.exists(port) && Files.readAllLines(port).size() == 2);
            List<String> lines = Files.readAllLines(port);
            Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)), new Answers(answers))
                    .join();
            return new Chromium(process, socket, answers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a tab and waits until its page is there. */
    Tab open(String url) {
        String target = call("Target.createTarget", Map.of("url", url), null)
                .path("targetId")
                .asString();
        String session = call("Target.attachToTarget", Map.of("targetId", target, "flatten", true), null)
                .path("sessionId")
                .asString();
        Tab tab = new Tab(target, session);
        tab.awaitPage();
        return tab;
    }

    private JsonNode call(String method, Map<String, ?> parameters, @Nullable String session) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        Map<String, Object> message = new java.util.HashMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (session != null) {
            message.put("sessionId", session);
        }
        synchronized (socket) {
            socket.sendText(JSON.writeValueAsString(message), true).join();
        }
        JsonNode received =
                answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (received.has("error")) {
            throw new IllegalStateException(method + ": " + received.path("error"));
        }
        return received.path("result");
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** A tab. */
    final class Tab {

        private final String target;
        private final String session;

        private Tab(String target, String session) {
            this.target = target;
            this.session = session;
        }

        /** The value of an expression, which may be a promise. */
        JsonNode run(String expression) {
            JsonNode result = call(
                    "Runtime.evaluate",
                    Map.of("expression", expression, "awaitPromise", true, "returnByValue", true),
                    session);
            if (result.has("exceptionDetails")) {
                throw new IllegalStateException(result.path("exceptionDetails").toString());
            }
            return result.path("result").path("value");
        }

        /** Goes to another address and waits until its page is there. */
        void go(String url) {
            call("Page.navigate", Map.of("url", url), session);
            awaitPage();
        }

        /** Does what leads to another page, and waits until it is there. */
        void leave(String expression) {
            leave(() -> {
                var unused = run(expression);
            });
        }

        /** Does what leads to another page, and waits until it is there. */
        void leave(Runnable act) {
            run("document.documentElement.dataset.left = 'yes'; void 0");
            act.run();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> run("document.documentElement.dataset.left === undefined")
                            .asBoolean(false));
            awaitPage();
        }

        /** Presses a key and lets it go. */
        void press(Key key) {
            for (String type : List.of("keyDown", "keyUp")) {
                call(
                        "Input.dispatchKeyEvent",
                        Map.of(
                                "type",
                                type,
                                "key",
                                key.value,
                                "code",
                                key.code,
                                "windowsVirtualKeyCode",
                                key.number,
                                "text",
                                type.equals("keyDown") ? key.text : ""),
                        session);
            }
        }

        /** Types into what has the focus. */
        void type(String text) {
            call("Input.insertText", Map.of("text", text), session);
        }

        /** Between two pages nothing can be asked. */
        private void awaitPage() {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> run("document.readyState === 'complete' && location.href !== 'about:blank'")
                            .asBoolean(false));
        }

        void offline(boolean offline) {
            call("Network.enable", Map.of(), session);
            call(
                    "Network.emulateNetworkConditions",
                    Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1),
                    session);
        }

        /** As when a phone is put away: the page is asked nothing. */
        void kill() {
            call("Target.closeTarget", Map.of("targetId", target), null);
        }

        void look(int width, int height, boolean dark) {
            call(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600),
                    session);
            call(
                    "Emulation.setEmulatedMedia",
                    Map.of(
                            "features",
                            List.of(
                                    Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                                    // What fades from one colour to the other is neither.
                                    Map.of("name", "prefers-reduced-motion", "value", "reduce"))),
                    session);
        }

        void screenshot(Path file) {
            capture(file, false);
        }

        /** The whole page, also what is below the window. */
        void screenshotWhole(Path file) {
            capture(file, true);
        }

        private void capture(Path file, boolean whole) {
            String png = call(
                            "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole), session)
                    .path("data")
                    .asString();
            try {
                Files.write(file, Base64.getDecoder().decode(png));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** As a browser numbers and names them. */
    enum Key {
        TAB("Tab", "Tab", 9, ""),
        ENTER("Enter", "Enter", 13, "\r"),
        SPACE(" ", "Space", 32, " ");

        private final String value;
        private final String code;
        private final int number;
        private final String text;

        Key(String value, String code, int number, String text) {
            this.value = value;
            this.code = code;
            this.number = number;
            this.text = text;
        }
    }

    private static final class Answers implements WebSocket.Listener {

        private final Map<Integer, CompletableFuture<JsonNode>> waiting;
        private final StringBuilder text = new StringBuilder();

        private Answers(Map<Integer, CompletableFuture<JsonNode>> waiting) {
            this.waiting = waiting;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonNode message = JSON.readTree(text.toString());
                text.setLength(0);
                CompletableFuture<JsonNode> answer =
                        waiting.remove(message.path("id").asInt(0));
                if (answer != null) {
                    answer.complete(message);
                }
            }
            socket.request(1);
            return null;
        }
    }
}
