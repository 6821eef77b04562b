package dev.paco.infra.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of 127.0.0.1; what is free now can be taken a moment later, so that callers must be able to try again. */
public final class LoopbackPort {

    /** Below those that systems give to connections by themselves: one of these would be taken again before it is used. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;
    private static final int MOST_TRIES = 1_000;

    private LoopbackPort() {}

    /** A port that nobody listens on. */
    public static int anyFree() {
        return ThreadLocalRandom.current()
                .ints(MOST_TRIES, LOWEST, HIGHEST)
                .filter(LoopbackPort::isFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free port on 127.0.0.1"));
    }

    /** A port that nobody listens on, other than one that is spoken for. */
    public static int anyFreeBut(int reserved) {
        int port = anyFree();
        while (port == reserved) {
            port = anyFree();
        }
        return port;
    }

    /** Whether a server could listen on {@code port}, also right after another one has closed it. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // Windows would share the port with whoever has it; elsewhere this only skips TIME_WAIT.
            socket.setReuseAddress(!System.getProperty("os.name").startsWith("Windows"));
            socket.bind(address(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetSocketAddress address(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }
}
