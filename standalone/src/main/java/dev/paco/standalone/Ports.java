package dev.paco.standalone;

import dev.paco.common.start.StartFailureException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks at ports before anything is started, so that a taken one is told in one sentence. */
final class Ports {

    private Ports() {}

    static void requireFree(String setting, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw new StartFailureException(
                    "Port " + port + " is taken.",
                    "Stop the program that listens there, or set " + setting + " to a free port.");
        }
    }
}
