package dev.paco.console.login;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a login holds.
 *
 * @param lifetime after which one has to log in again, however busy one is; {@code server.reactive.session.timeout} is how long one may
 *     do nothing
 * @param recheck how often it is looked again at the login of an answer that lasts, a live page or a download
 */
@ConfigurationProperties("paco.console.session")
record SessionProperties(
        @DefaultValue("12h") Duration lifetime,
        @DefaultValue("5s") Duration recheck) {}
