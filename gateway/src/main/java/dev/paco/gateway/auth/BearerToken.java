package dev.paco.gateway.auth;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A bearer token on its way through Spring Security: first unverified, then with its participant as principal. */
final class BearerToken extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String principal;
    private final String value;

    private BearerToken(String principal, String value, boolean authenticated) {
        super(List.of());
        this.principal = principal;
        this.value = value;
        super.setAuthenticated(authenticated);
    }

    static BearerToken unverified(String value) {
        return new BearerToken("", value, false);
    }

    static BearerToken of(VerifiedToken token) {
        return new BearerToken(token.researchId(), "", true);
    }

    @Override
    public String getPrincipal() {
        return principal;
    }

    @Override
    public String getCredentials() {
        return value;
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "BearerToken[" + principal + "]";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BearerToken token
                && super.equals(other)
                && principal.equals(token.principal)
                && value.equals(token.value);
    }

    @Override
    public int hashCode() {
        return 31 * principal.hashCode() + value.hashCode();
    }
}
