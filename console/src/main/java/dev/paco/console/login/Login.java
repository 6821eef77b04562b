package dev.paco.console.login;

import dev.paco.console.user.ConsoleUser;
import dev.paco.console.user.Role;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Who has logged in, as they were then.
 *
 * @param version of the user then
 * @param since when
 */
record Login(String username, Role role, long version, Instant since) implements Principal {

    static Authentication of(ConsoleUser user, Instant now) {
        return UsernamePasswordAuthenticationToken.authenticated(
                new Login(user.username(), user.role(), user.version(), now),
                null,
                List.of(new SimpleGrantedAuthority("ROLE_" + user.role().name())));
    }

    /** Whether {@code user} gets in, and is still the same: with no change of role or password, and not locked out meanwhile. */
    boolean holdsFor(ConsoleUser user, Instant now, Duration lifetime) {
        return user.enabled() && user.version() == version && now.isBefore(since.plus(lifetime));
    }

    @Override
    public String getName() {
        return username;
    }
}
