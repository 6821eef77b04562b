package dev.paco.standalone;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.paco.gateway.GatewayApplication;
import dev.paco.infra.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A gateway as in production, in a cluster and behind a proxy: limits, keys from a folder. It is
 * started with the first test that asks for it.
 */
final class GuardedGateway implements AutoCloseable {

    private static final int PROXY = 2;

    private static final int PATIENCE_MILLIS = 20_000;

    private final Path keys;
    private final ConfigurableApplicationContext context;
    private final Stack stack;

    private GuardedGateway(Path keys, ConfigurableApplicationContext context, Stack stack) {
        this.keys = keys;
        this.context = context;
        this.stack = stack;
    }

    static GuardedGateway start(Stack stack) {
        Path keys = folder();
        put(keys, "signing", PipelineExtension.SECRET);
        SpringApplication application = GatewayApplication.application();
        application.setRegisterShutdownHook(false);
        return new GuardedGateway(
                keys,
                application.run(
                        "--DATABASE_URL=" + stack.databaseUrl(),
                        "--KAFKA_BOOTSTRAP_SERVERS=" + stack.bootstrapServers(),
                        "--paco.gateway.auth.keys=" + keys,
                        "--paco.gateway.auth.keys-poll=100ms",
                        "--paco.gateway.rate-limit.per-address=60",
                        "--paco.gateway.rate-limit.per-id=10",
                        "--paco.gateway.rate-limit.saves=1",
                        "--paco.gateway.rate-limit.save-burst=20",
                        "--paco.gateway.rate-limit.trusted-proxies=127.0.0." + PROXY,
                        "--spring.main.cloud-platform=kubernetes",
                        "--server.port=0",
                        "--management.server.port=0"),
                stack);
    }

    Client client() {
        return new Client("http://127.0.0.1:" + port("local.server.port"), stack.databaseUrl());
    }

    Client management() {
        return new Client("http://127.0.0.1:" + port("local.management.port"), stack.databaseUrl());
    }

    /** Writes a key, or replaces it. */
    void putKey(String name, String secret) {
        put(keys, name, secret);
    }

    void removeKey(String name) throws IOException {
        Files.delete(keys.resolve(name));
    }

    /** The whole answer to a request that the proxy sends on for {@code client}. */
    String postThroughProxy(String client, String path, String body) throws IOException {
        return raw(
                PROXY,
                "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nOrigin: http://localhost:3000\r\n"
                        + "X-Forwarded-For: 6.6.6.6, " + client
                        + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body);
    }

    /** Sends {@code bytes} from 127.0.0.{@code from}; all that comes until the gateway closes. */
    String raw(int from, String bytes) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(loopback(from), 0));
            socket.connect(new InetSocketAddress(loopback(1), port("local.server.port")));
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    int port(String property) {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty(property));
    }

    @Override
    public void close() {
        context.close();
    }

    private static InetAddress loopback(int last) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "keys").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Path folder, String name, String secret) {
        try {
            Path written = Files.writeString(folder.resolve("." + name), secret + "\n");
            Files.move(written, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
