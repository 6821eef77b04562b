package dev.paco.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs {@code deploy/ready.sh}, the health check of the containers. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the check runs in a Linux image")
class ReadinessCheckTests {

    private static final int UNREADY = 1;

    @ParameterizedTest
    @CsvSource({"200, 0", "503, 1", "404, 1", "302, 1"})
    void only200IsReady(int status, int exit) throws Exception {
        HttpServer server = HttpServer.create(loopback(), 0);
        server.createContext("/readyz", exchange -> {
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write("{\"status\":\"200\"}".getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        try {
            assertThat(check(server.getAddress().getPort())).isEqualTo(exit);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aClosedPortIsNotReady() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(check(port)).isEqualTo(UNREADY);
    }

    @Test
    void aServerThatDoesNotAnswerIsNotReady() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(check(silent.getLocalPort())).isEqualTo(UNREADY);
        }
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static int check(int port) throws IOException, InterruptedException {
        Process check = new ProcessBuilder(List.of(
                        "bash", ProjectFiles.path("deploy/ready.sh").toString(), Integer.toString(port), "/readyz"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(check.waitFor(10, TimeUnit.SECONDS)).isTrue();
            return check.exitValue();
        } finally {
            check.destroyForcibly();
        }
    }
}
