package dev.paco.gateway.problem;

/** The gateway holds as much as it may; the request is answered 503 and can be repeated. */
public final class GatewayFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public GatewayFullException() {
        super("The gateway holds as many bytes of bodies as it may", null, false, false);
    }
}
