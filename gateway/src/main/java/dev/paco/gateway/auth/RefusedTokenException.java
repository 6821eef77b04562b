package dev.paco.gateway.auth;

import dev.paco.gateway.problem.ProblemCode;

/** The caller has no valid token. */
final class RefusedTokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;

    RefusedTokenException(ProblemCode code) {
        // A refusal is no bug: its stack is of no use and costs.
        super(code.code(), null, false, false);
        this.code = code;
    }

    ProblemCode code() {
        return code;
    }
}
