package dev.paco.console.login;

import dev.paco.console.user.ConsoleUser;
import dev.paco.console.user.Role;
import java.security.Principal;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Who has logged in, as they were then.
 *
 * @param passwordHash that held then
 */
record Login(String username, Role role, String passwordHash) implements Principal {

    static Authentication of(ConsoleUser user) {
        return UsernamePasswordAuthenticationToken.authenticated(
                new Login(user.username(), user.role(), user.passwordHash()),
                null,
                List.of(new SimpleGrantedAuthority("ROLE_" + user.role().name())));
    }

    /** Whether {@code user} is still the same: gets in, with this role and password. */
    boolean holdsFor(ConsoleUser user) {
        return user.enabled() && user.role() == role && user.passwordHash().equals(passwordHash);
    }

    @Override
    public String getName() {
        return username;
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return username + " (" + role.wireName() + ")";
    }
}
