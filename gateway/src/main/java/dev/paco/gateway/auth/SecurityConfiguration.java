package dev.paco.gateway.auth;

import dev.paco.gateway.problem.Problem;
import dev.paco.gateway.problem.ProblemCode;
import dev.paco.gateway.problem.ProblemResponses;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;

/** Below {@code /api/v1} everything needs a token but logging in; outside there is only documentation and health. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

    private static final String[] WITHOUT_TOKEN = {
        "/api/v1/auth/login", "/api/v1/auth/validate-research-id", "/api/v1/auth/acknowledge-disclaimer"
    };

    @Bean
    SecurityWebFilterChain securityFilters(
            ServerHttpSecurity http,
            TokenAuthenticationManager manager,
            BearerTokenConverter converter,
            ProblemResponses responses) {
        ServerAuthenticationEntryPoint entryPoint =
                (exchange, failure) -> responses.write(exchange.getResponse(), problem(failure));
        AuthenticationWebFilter bearer = new AuthenticationWebFilter(manager);
        bearer.setServerAuthenticationConverter(converter);
        bearer.setAuthenticationFailureHandler(new ServerAuthenticationEntryPointFailureHandler(entryPoint));
        bearer.setRequiresAuthenticationMatcher(new TokenRequired(WITHOUT_TOKEN));
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .cors(ServerHttpSecurity.CorsSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .addFilterAt(bearer, SecurityWebFiltersOrder.AUTHENTICATION)
                .exceptionHandling(failures -> failures.authenticationEntryPoint(entryPoint))
                .authorizeExchange(paths -> paths.pathMatchers(WITHOUT_TOKEN)
                        .permitAll()
                        .pathMatchers("/api/**")
                        .authenticated()
                        .anyExchange()
                        .permitAll())
                .build();
    }

    /** What Spring Security's firewall lets nobody ask for, such as an encoded NUL or a double slash in the path. */
    @Bean
    ServerExchangeRejectedHandler rejectedRequests(ProblemResponses responses) {
        return (exchange, rejection) -> responses.write(
                exchange.getResponse(),
                Problem.of(ProblemCode.MALFORMED_REQUEST, "The path, method or a header is not acceptable"));
    }

    private static Problem problem(AuthenticationException failure) {
        if (failure instanceof RefusedTokenException refused) {
            return Problem.unauthenticated(refused.code());
        }
        return Problem.unauthenticated(
                failure instanceof AuthenticationCredentialsNotFoundException
                        ? ProblemCode.TOKEN_MISSING
                        : ProblemCode.TOKEN_INVALID);
    }
}
