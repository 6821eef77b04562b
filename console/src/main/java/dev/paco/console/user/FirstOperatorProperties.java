package dev.paco.console.user;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The first operator.
 *
 * @param adminPassword of the operator {@code admin}, who is made where no operator gets in; empty makes nobody
 */
@ConfigurationProperties("paco.console.login")
record FirstOperatorProperties(@DefaultValue("") String adminPassword) {

    /** Without the password. */
    @Override
    public String toString() {
        return "FirstOperatorProperties[]";
    }
}
