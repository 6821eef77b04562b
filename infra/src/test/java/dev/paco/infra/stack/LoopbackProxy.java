package dev.paco.infra.stack;

import dev.paco.infra.host.LoopbackPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network between a client and a server on loopback that can go silent without closing anything. */
public final class LoopbackProxy implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    private final ServerSocket server;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Object silence = new Object();
    private boolean silent;

    private LoopbackProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /** Forwards from {@code port} to {@code target}, both on 127.0.0.1. */
    public static LoopbackProxy start(int port, int target) {
        try {
            LoopbackProxy proxy =
                    new LoopbackProxy(new ServerSocket(port, 0, InetAddress.getLoopbackAddress()), target);
            inThread(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forwards from a free port. */
    public static LoopbackProxy start(int target) {
        return start(LoopbackPort.anyFree(), target);
    }

    /** The port to connect to. */
    public int port() {
        return server.getLocalPort();
    }

    /** From now on nothing is forwarded, and nothing is closed. */
    public void goSilent() {
        synchronized (silence) {
            silent = true;
        }
    }

    /** Forwards again what was held back. */
    public void speakAgain() {
        synchronized (silence) {
            silent = false;
            silence.notifyAll();
        }
    }

    @Override
    public void close() {
        speakAgain();
        try (server) {
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.addAll(List.of(client, upstream));
                inThread(() -> forward(client, upstream));
                inThread(() -> forward(upstream, client));
            } catch (IOException closedOrRefused) {
                // The client sees a connection that does not answer.
            }
        }
    }

    private void forward(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                awaitSpeech();
                out.write(buffer, 0, count);
            }
        } catch (IOException closed) {
            // By the other direction, or by its end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitSpeech() throws InterruptedException {
        synchronized (silence) {
            while (silent) {
                silence.wait();
            }
        }
    }

    private static void inThread(Runnable work) {
        Thread thread = new Thread(work, "loopback-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
