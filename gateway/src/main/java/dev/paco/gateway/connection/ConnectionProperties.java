package dev.paco.gateway.connection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of connections.
 *
 * @param idle how long a connection may be silent before its next request; it is closed then
 * @param headers how long a request's line and headers may take from their first byte; answered 408 then
 * @param body how long the body may take from the end of the headers; answered 408 then, or
 *     closed where an answer was given before
 * @param webhookBody the same for a webhook's body, which may carry the sound of a whole call
 * @param maxBodies how many bytes of bodies may be held at a time by all requests together; the next is answered 503
 */
@ConfigurationProperties("paco.gateway.connection")
record ConnectionProperties(
        @DefaultValue("60s") Duration idle,
        @DefaultValue("10s") Duration headers,
        @DefaultValue("15s") Duration body,
        @DefaultValue("2m") Duration webhookBody,
        @DefaultValue("64MB") DataSize maxBodies) {}
