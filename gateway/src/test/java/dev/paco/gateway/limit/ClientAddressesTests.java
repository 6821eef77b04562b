package dev.paco.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class ClientAddressesTests {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    @Test
    void withoutProxiesWhatAClientSaysOfItselfDoesNotCount() {
        assertThat(client(List.of(), FORWARDED_FOR, "192.0.2.1", "198.51.100.7"))
                .isEqualTo(network("192.0.2.1"));
        assertThat(client(List.of("10.0.0.0/8"), FORWARDED_FOR, "192.0.2.1", "198.51.100.7"))
                .isEqualTo(network("192.0.2.1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.7                          | 198.51.100.7",
                "6.6.6.6, 198.51.100.7                 | 198.51.100.7",
                "6.6.6.6, 198.51.100.7, 10.1.2.3       | 198.51.100.7",
                "10.6.6.6, 198.51.100.7:4711, 10.1.2.3 | 198.51.100.7",
                "6.6.6.6, unknown                      | 10.0.0.1",
                "198.51.100.7, , 10.1.2.3              | 10.1.2.3",
                "attacker.example                      | 10.0.0.1",
                "10.1.2.3, 10.1.2.4                    | 10.1.2.3",
                "6.6.6.6, 2001:db8:1:2:3:4:5:6         | 2001:db8:1:2::",
                "6.6.6.6, [2001:db8:1:2:3:4:5:6]:4711  | 2001:db8:1:2::",
                "6.6.6.6, ::ffff:198.51.100.7          | 198.51.100.7",
                "999.1.1.1                             | 10.0.0.1"
            })
    void ofAProxyTheLastAddressThatIsNoProxysCounts(String header, String expected) {
        assertThat(client(List.of("10.0.0.0/8"), FORWARDED_FOR, "10.0.0.1", header))
                .isEqualTo(network(expected));
    }

    @Test
    void headersThatComeMoreThanOnceAreOne() {
        assertThat(client(List.of("10.0.0.0/8"), FORWARDED_FOR, "10.0.0.1", "6.6.6.6", "198.51.100.7"))
                .isEqualTo(network("198.51.100.7"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=198.51.100.7                                        | 198.51.100.7",
                "for=6.6.6.6, for=198.51.100.7;proto=https               | 198.51.100.7",
                "for=6.6.6.6, proto=https; For=\"198.51.100.7:80\";by=x  | 198.51.100.7",
                "for=\"[2001:db8:1:2::9]:4711\"                          | 2001:db8:1:2::",
                "for=_hidden                                             | 10.0.0.1",
                "by=198.51.100.7                                         | 10.0.0.1"
            })
    void theStandardHeaderIsReadWhereTheProxyWritesIt(String header, String expected) {
        assertThat(client(List.of("10.0.0.0/8"), "Forwarded", "10.0.0.1", header))
                .isEqualTo(network(expected));
    }

    @Test
    void theHeaderThatTheProxyDoesNotWriteDoesNotCount() {
        MockServerHttpRequest request = MockServerHttpRequest.post("/")
                .header("Forwarded", "for=6.6.6.6")
                .header(FORWARDED_FOR, "198.51.100.7")
                .remoteAddress(new InetSocketAddress("10.0.0.1", 1))
                .build();

        assertThat(new ClientAddresses(properties(List.of("10.0.0.1"), FORWARDED_FOR)).of(request))
                .isEqualTo(network("198.51.100.7"));
    }

    @Test
    void anIpv6CustomerHasAllOfItsAddressesTogether() {
        assertThat(client(List.of(), FORWARDED_FOR, "2001:db8:1:2:3:4:5:6"))
                .isEqualTo(client(List.of(), FORWARDED_FOR, "2001:db8:1:2:ffff::1"))
                .isNotEqualTo(client(List.of(), FORWARDED_FOR, "2001:db8:1:3::1"));
        assertThat(network("0.0.0.1")).isNotEqualTo(network("::1"));
    }

    @Test
    void aRangeIsCutAtAnyBit() {
        AddressRange range = AddressRange.parse("172.16.0.0/12");

        assertThat(range.contains(bytes("172.16.0.0"))).isTrue();
        assertThat(range.contains(bytes("172.31.255.255"))).isTrue();
        assertThat(range.contains(bytes("172.32.0.0"))).isFalse();
        assertThat(range.contains(bytes("2001:db8::1"))).isFalse();
        assertThat(AddressRange.parse("fd00::/8").contains(bytes("fdff::1"))).isTrue();
        assertThat(AddressRange.parse("0.0.0.0/0").contains(bytes("192.0.2.1"))).isTrue();
        assertThat(AddressRange.parse("192.0.2.1").contains(bytes("192.0.2.2"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy.example", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/8/8", "10.0.0/8x"})
    void whatIsNoRangeStopsTheStart(String range) {
        assertThatExceptionOfType(InvalidProxyException.class)
                .isThrownBy(() -> new ClientAddresses(properties(List.of(range), FORWARDED_FOR)))
                .withMessageContaining("'" + range + "'")
                .satisfies(failure -> assertThat(failure.action()).contains("10.0.0.0/8"));
    }

    private static Network client(List<String> trusted, String header, String remote, String... values) {
        MockServerHttpRequest request = MockServerHttpRequest.post("/")
                .header(header, values)
                .remoteAddress(new InetSocketAddress(remote, 1))
                .build();
        return new ClientAddresses(properties(trusted, header)).of(request);
    }

    private static RateLimitProperties properties(List<String> trusted, String header) {
        return new RateLimitProperties(true, 60, 10, 100, 1000, 1000, trusted, header);
    }

    private static Network network(String address) {
        return Network.of(bytes(address));
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
