package dev.paco.console.audit;

import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Adds entries to the audit, which are kept for ever. What cannot be noted is not done: note first, then act. */
@Component
public final class AuditLog {

    private final AuditEntryStore entries;
    private final JsonMapper mapper;

    AuditLog(AuditEntryStore entries, JsonMapper mapper) {
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
        return entries.add(actor, act, subject, mapper.writeValueAsString(details));
    }
}
