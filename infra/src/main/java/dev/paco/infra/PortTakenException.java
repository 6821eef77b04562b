package dev.paco.infra;

/** Another program listens where a service was told to. */
public final class PortTakenException extends StartFailedException {

    private static final long serialVersionUID = 1L;

    private final int port;

    /** {@code service} cannot listen on {@code port} of 127.0.0.1. */
    public PortTakenException(Service service, int port) {
        super("Port " + port + " for " + service.displayName()
                + " is taken by another program: stop that program, or set "
                + service.portSetting() + " to a free port.");
        this.port = port;
    }

    /** The port that is taken. */
    public int port() {
        return port;
    }
}
