package dev.paco.gateway.cors;

import dev.paco.common.start.StartFailureException;

/** An origin that no browser would ever send, so that its page would be refused without a reason to be seen. */
final class InvalidOriginException extends StartFailureException {

    private static final long serialVersionUID = 1L;

    InvalidOriginException(String origin) {
        super(
                "CORS_ORIGINS names '" + origin + "', which is no origin.",
                "Set CORS_ORIGINS to origins separated by commas, each scheme://host or scheme://host:port, without a"
                        + " path or a slash at the end; * is not possible, since credentials are allowed.");
    }
}
