package dev.paco.common.event;

/** Leaves the reading of an event at its first fault; never seen outside this package. */
final class MalformedFieldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final MalformedReason reason;
    private final String detail;

    MalformedFieldException(MalformedReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    MalformedReason reason() {
        return reason;
    }

    String detail() {
        return detail;
    }
}
