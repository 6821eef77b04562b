package dev.paco.console.job;

import dev.paco.console.audit.Act;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a job does. One of a kind runs at a time. */
public enum JobKind {
    REPLAY(Act.START_REPLAY, "Replay", "/replay", "To the replays"),
    REDRIVE(Act.REDRIVE, "Redrive dead letters", "/dead-letters", "To the dead letters"),
    DISCARD(Act.DISCARD, "Discard dead letters", "/dead-letters", "To the dead letters"),
    ERASE(Act.ERASE_PARTICIPANT, "Erase a participant", "/participants", "To the participants");

    private final Act act;
    private final String title;
    private final String page;
    private final String back;

    JobKind(Act act, String title, String page, String back) {
        this.act = act;
        this.title = title;
        this.page = page;
        this.back = back;
    }

    /** As what its beginning is noted. */
    Act act() {
        return act;
    }

    /** What it is called on pages. */
    public String title() {
        return title;
    }

    /** The page that such jobs are started from. */
    public String page() {
        return page;
    }

    /** The words of a link to {@link #page}. */
    public String back() {
        return back;
    }

    /** As it stands in the table. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a {@link #wireName}. */
    public static Optional<JobKind> of(String wireName) {
        return Stream.of(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst();
    }
}
