package dev.paco.console.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LoginPropertiesTests {

    private static final Binder NOTHING = new Binder(new MapConfigurationPropertySource(Map.of()));

    @Test
    void theDefaultsAreAsDocumented() {
        assertThat(NOTHING.bindOrCreate("paco.console.login-limit", LoginProperties.class))
                .isEqualTo(new LoginProperties(30, 10));
        assertThat(NOTHING.bindOrCreate("paco.console.session", SessionProperties.class))
                .isEqualTo(new SessionProperties(Duration.ofHours(12), Duration.ofSeconds(5)));
    }

    @Test
    void anAddressOfIpv6CountsWithItsNetwork() throws UnknownHostException {
        assertThat(LoginLimit.network(InetAddress.getByName("2001:db8:1:2::3")))
                .isEqualTo(LoginLimit.network(InetAddress.getByName("2001:db8:1:2:ffff::")))
                .isNotEqualTo(LoginLimit.network(InetAddress.getByName("2001:db8:1:3::3")));
        assertThat(LoginLimit.network(InetAddress.getByName("10.0.0.1")))
                .isNotEqualTo(LoginLimit.network(InetAddress.getByName("10.0.0.2")));
    }
}
