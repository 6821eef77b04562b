package dev.paco.gateway.overload;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is too much.
 *
 * @param maxRound how long an event loop may take to come round, twice in a row; saves that it finds later than that in its round are
 *     answered 503. One pause is none.
 */
@ConfigurationProperties("paco.gateway.overload")
record OverloadProperties(@DefaultValue("150ms") Duration maxRound) {}
