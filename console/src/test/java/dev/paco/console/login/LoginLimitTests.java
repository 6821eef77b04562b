package dev.paco.console.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

class LoginLimitTests {

    private static final int PORT = 40_000;

    private final LoginLimit limit = new LoginLimit(new LoginProperties(2, 3));

    @Test
    void anAddressThatIsRefusedUsesUpNobodysTries() {
        assertThat(tries("10.0.0.1", "stranger")).isTrue();
        assertThat(tries("10.0.0.1", "stranger")).isTrue();
        for (int i = 0; i < 10; i++) {
            assertThat(tries("10.0.0.1", "victim")).isFalse();
        }

        assertThat(tries("10.0.0.2", "victim")).isTrue();
        assertThat(tries("10.0.0.2", "victim")).isTrue();
        assertThat(tries("10.0.0.3", "victim")).isTrue();
        assertThat(tries("10.0.0.3", "victim")).isFalse();
    }

    private boolean tries(String address, String username) {
        MockServerWebExchange exchange = MockServerWebExchange.from(
                MockServerHttpRequest.post("/login").remoteAddress(new InetSocketAddress(address, PORT)));
        return limit.claim(exchange, username)
                .thenReturn(true)
                .onErrorResume(ResponseStatusException.class, refused -> Mono.just(false))
                .blockOptional()
                .equals(Optional.of(true));
    }
}
