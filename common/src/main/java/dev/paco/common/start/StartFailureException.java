package dev.paco.common.start;

/**
 * Something that its operator must change before a part of the pipeline can start.
 *
 * <p>The message is one sentence that names the setting and its fault, never a secret; {@link #action()} says what to
 * do about it.
 */
public class StartFailureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    public StartFailureException(String description, String action) {
        super(description);
        this.action = action;
    }

    /** What to do about it, as one or two sentences. */
    public final String action() {
        return action;
    }
}
