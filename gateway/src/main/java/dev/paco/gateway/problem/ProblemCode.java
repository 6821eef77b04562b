package dev.paco.gateway.problem;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** Every reason for which a request is refused; its {@link #code()} never changes. */
public enum ProblemCode {
    MALFORMED_JSON(HttpStatus.BAD_REQUEST, "Malformed JSON"),
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "Malformed request"),
    INVALID_TIMESTAMP(HttpStatus.BAD_REQUEST, "Invalid timestamp"),
    TOKEN_MISSING(HttpStatus.UNAUTHORIZED, "Not authenticated"),
    TOKEN_INVALID(HttpStatus.UNAUTHORIZED, "Not authenticated"),
    TOKEN_EXPIRED(HttpStatus.UNAUTHORIZED, "Not authenticated"),
    PARTICIPANT_DEACTIVATED(HttpStatus.UNAUTHORIZED, "Not authenticated"),
    SIGNATURE_INVALID(HttpStatus.UNAUTHORIZED, "Not authenticated"),
    RESEARCH_ID_MISMATCH(HttpStatus.FORBIDDEN, "Forbidden"),
    DISCLAIMER_NOT_ACKNOWLEDGED(HttpStatus.FORBIDDEN, "Forbidden"),
    CONVERSATION_NOT_OWN(HttpStatus.FORBIDDEN, "Forbidden"),
    ORIGIN_NOT_ALLOWED(HttpStatus.FORBIDDEN, "Forbidden"),
    RESEARCH_ID_NOT_FOUND(HttpStatus.NOT_FOUND, "Not found"),
    CONVERSATION_NOT_FOUND(HttpStatus.NOT_FOUND, "Not found"),
    MESSAGE_NOT_FOUND(HttpStatus.NOT_FOUND, "Not found"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "Not found"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Not acceptable"),
    REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "Request timeout"),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "Body too large"),
    URI_TOO_LONG(HttpStatus.URI_TOO_LONG, "Address too long"),
    HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "Headers too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type"),
    INVALID_FIELDS(HttpStatus.UNPROCESSABLE_CONTENT, "Invalid request"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
    LOG_UNREACHABLE(HttpStatus.SERVICE_UNAVAILABLE, "Service unavailable"),
    GATEWAY_FULL(HttpStatus.SERVICE_UNAVAILABLE, "Service unavailable"),
    DATABASE_UNREACHABLE(HttpStatus.SERVICE_UNAVAILABLE, "Service unavailable"),
    ELEVENLABS_UNREACHABLE(HttpStatus.SERVICE_UNAVAILABLE, "Service unavailable"),
    ELEVENLABS_NOT_CONFIGURED(HttpStatus.SERVICE_UNAVAILABLE, "Service unavailable"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Internal error");

    private final HttpStatus status;
    private final String title;

    ProblemCode(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The stable name of the reason, on the wire and as a metric's tag. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status that the request is answered with. */
    public HttpStatus status() {
        return status;
    }

    String title() {
        return title;
    }
}
