package dev.paco.gateway.auth;

import dev.paco.gateway.problem.ProblemCode;
import org.springframework.security.core.AuthenticationException;

/** The caller has no valid token; Spring Security asks for an exception here. */
final class RefusedTokenException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;

    RefusedTokenException(ProblemCode code) {
        super(code.code());
        this.code = code;
    }

    ProblemCode code() {
        return code;
    }

    /** A refusal is no bug: its stack is of no use and costs. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
