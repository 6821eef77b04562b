package dev.paco.console.audit;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Adds entries to the audit, which are kept for ever. What cannot be noted is not done: note first, then act; and what is then refused after
 * all is noted again.
 */
@Component
public class AuditLog {

    private final AuditStore entries;
    private final JsonMapper mapper;

    AuditLog(AuditStore entries, JsonMapper mapper) {
        this.entries = entries;
        this.mapper = mapper;
    }

    /** Notes an act on nothing in particular. */
    public Mono<Void> note(Actor actor, Act act) {
        return note(actor, act, "", Map.of());
    }

    /**
     * Notes an act.
     *
     * @param subject what it is about: a research id, a conversation, a letter, a user; empty for nothing in particular
     * @param details how; never what was said in a message, and no password
     */
    public Mono<Void> note(Actor actor, Act act, String subject, Map<String, ?> details) {
        return noteEach(actor, act, List.of(subject), details);
    }

    /** Notes that an act was refused, why, and so that nothing was done. */
    public Mono<Void> noteRefused(Actor actor, Act act, String subject, String why) {
        return note(actor, act, subject, Map.of("refused", why));
    }

    /** Notes an act on many: an entry each, all of them or none. */
    public Mono<Void> noteEach(Actor actor, Act act, List<String> subjects, Map<String, ?> details) {
        return subjects.isEmpty()
                ? Mono.empty()
                : entries.add(actor, act, subjects, mapper.writeValueAsString(details));
    }
}
