package dev.paco.infra.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1; what is free now can be taken a moment later, so that callers must be able to try again. */
public final class LoopbackPort {

    private LoopbackPort() {}

    /** A port that nobody listens on. */
    public static int anyFree() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address(0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on 127.0.0.1", e);
        }
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
