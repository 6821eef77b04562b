package dev.paco.console.audit;

import java.time.Instant;

/**
 * An act of a user.
 *
 * @param id in the order of acts
 * @param username who acted
 * @param act see {@link Act}; what another version of the console has noted stays as it is
 * @param subject what it was about; empty for nothing in particular
 * @param details as JSON
 */
public record AuditEntry(
        long id, Instant at, String username, String address, String act, String subject, String details) {

    /** The act for people. */
    public String words() {
        return act.replace('_', ' ');
    }
}
