package dev.paco.console.login;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often logging in may be tried.
 *
 * @param perAddress tries a minute from one address, then 429
 * @param perUser tries a minute for one user name, then 429
 */
@ConfigurationProperties("paco.console.login-limit")
record LoginProperties(
        @DefaultValue("30") int perAddress,
        @DefaultValue("10") int perUser) {}
