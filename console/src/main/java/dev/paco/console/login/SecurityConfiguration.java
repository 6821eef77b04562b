package dev.paco.console.login;

import dev.paco.console.user.Role;
import java.net.URI;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.logout.DelegatingServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.RedirectServerLogoutSuccessHandler;
import org.springframework.security.web.server.authentication.logout.SecurityContextServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.WebSessionServerLogoutHandler;
import org.springframework.security.web.server.header.CrossOriginOpenerPolicyServerHttpHeadersWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.server.header.CrossOriginResourcePolicyServerHttpHeadersWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Who may ask for what. Without a login there is the page for it alone; researchers may look at what is named here, and everything
 * else, pages that are yet to come included, is the operators'.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

    private static final String LOGIN = "/login";
    private static final String OPERATOR = Role.OPERATOR.name();
    private static final String[] OPEN = {LOGIN, "/assets/**", "/livez", "/readyz"};
    /** Below pages of researchers. */
    private static final String[] OPERATORS_PAGES = {"/participants/add", "/participants/add/**"};

    private static final String[] RESEARCHERS_PAGES = {
        "/", "/overview/**", "/conversations/**", "/export/**", "/participants", "/participants/*"
    };
    private static final String[] EVERYBODYS_OWN = {"/account", "/account/**", "/logout"};

    /** Nothing but the console's own files; no script or style inside of a page. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    SecurityWebFilterChain security(
            ServerHttpSecurity http,
            PasswordLogin passwordLogin,
            CheckedSessions sessions,
            LoginLimit limit,
            LastingAnswers lasting,
            LoginTrail trail) {
        CsrfCookies tokens = new CsrfCookies();
        WayBack wayBack = new WayBack();
        return http.authorizeExchange(SecurityConfiguration::authorize)
                .authenticationManager(passwordLogin)
                .securityContextRepository(sessions)
                .requestCache(cache -> cache.requestCache(wayBack))
                .addFilterBefore(limit.filter(), SecurityWebFiltersOrder.FORM_LOGIN)
                .addFilterAfter(lasting.filter(), SecurityWebFiltersOrder.AUTHORIZATION)
                .formLogin(form -> form.loginPage(LOGIN)
                        .securityContextRepository(new NotedLogins(trail, sessions))
                        .authenticationSuccessHandler((exchange, login) -> tokens.forget(exchange.getExchange())
                                .then(wayBack.forget(exchange.getExchange()))
                                .then(afterLogin(wayBack).onAuthenticationSuccess(exchange, login)))
                        .authenticationFailureHandler((exchange, failure) -> trail.refused(exchange.getExchange())
                                .then(redirect(exchange.getExchange(), LOGIN + "?error"))))
                .logout(logout -> logout.logoutHandler(new DelegatingServerLogoutHandler(
                                (exchange, login) -> trail.loggedOut(exchange.getExchange(), login),
                                new SecurityContextServerLogoutHandler(),
                                new WebSessionServerLogoutHandler()))
                        .logoutSuccessHandler(afterLogout()))
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint((exchange, failure) -> ask(exchange, wayBack))
                                .accessDeniedHandler((exchange, denied) -> forbidden()))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .csrfTokenRequestHandler(new FormTokens(sessions))
                        .accessDeniedHandler((exchange, denied) -> forbidden()))
                .headers(SecurityConfiguration::headers)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .build();
    }

    private static void authorize(AuthorizeExchangeSpec paths) {
        paths.pathMatchers(OPEN)
                .permitAll()
                // On a port of their own, for whom the network lets there.
                .matchers(EndpointRequest.toAnyEndpoint())
                .permitAll()
                .pathMatchers(EVERYBODYS_OWN)
                .authenticated()
                .pathMatchers(OPERATORS_PAGES)
                .hasRole(OPERATOR)
                .pathMatchers(HttpMethod.GET, RESEARCHERS_PAGES)
                .authenticated()
                .anyExchange()
                .hasRole(OPERATOR);
    }

    private static RedirectServerAuthenticationSuccessHandler afterLogin(WayBack wayBack) {
        RedirectServerAuthenticationSuccessHandler handler = new RedirectServerAuthenticationSuccessHandler("/");
        handler.setRequestCache(wayBack);
        return handler;
    }

    private static RedirectServerLogoutSuccessHandler afterLogout() {
        RedirectServerLogoutSuccessHandler handler = new RedirectServerLogoutSuccessHandler();
        handler.setLogoutSuccessUrl(URI.create(LOGIN + "?logout"));
        return handler;
    }

    private static Mono<Void> redirect(ServerWebExchange exchange, String path) {
        return new DefaultServerRedirectStrategy().sendRedirect(exchange, URI.create(path));
    }

    /** A part of a page that htmx asks for is not replaced by the page to log in: the whole page goes there. */
    private static Mono<Void> ask(ServerWebExchange exchange, WayBack wayBack) {
        if (exchange.getRequest().getHeaders().containsHeader("HX-Request")) {
            ServerHttpResponse response = exchange.getResponse();
            response.setStatusCode(HttpStatus.UNAUTHORIZED);
            response.getHeaders().set("HX-Redirect", LOGIN);
            return response.setComplete();
        }
        RedirectServerAuthenticationEntryPoint entry = new RedirectServerAuthenticationEntryPoint(LOGIN);
        entry.setRequestCache(wayBack);
        return entry.commence(exchange, new InsufficientAuthenticationException("no login"));
    }

    /** For the pages of errors. */
    private static Mono<Void> forbidden() {
        return Mono.error(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    }

    private static void headers(HeaderSpec headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicy(policy -> policy.policy("camera=(), microphone=(), geolocation=(), payment=()"));
    }
}
