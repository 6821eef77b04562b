package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a proxy and the gateway could understand differently: what follows must never be a request. */
@PipelineTest
class RequestFormIT {

    private static final String SECRET_REQUEST = "GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    private static final String LOGIN =
            "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    private static final String BODY = "{\"research_id\":\"RID001\"}";

    private final GuardedGateway gateway;

    RequestFormIT(GuardedGateway gateway) {
        this.gateway = gateway;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n",
                "Content-Length: 24\r\nContent-Length: 3\r\n\r\n" + BODY,
                "Content-Length: 24\r\nContent-Length: 24\r\n\r\n" + BODY,
                "Content-Length: 24, 24\r\n\r\n" + BODY,
                "Content-Length: +24\r\n\r\n" + BODY,
                "Content-Length: -1\r\n\r\n" + BODY,
                "Content-Length: 0x18\r\n\r\n" + BODY,
                "Content-Length: 99999999999999999999\r\n\r\n" + BODY,
                "Content-Length: \r\n\r\n" + BODY,
                "Content-Length : 24\r\n\r\n" + BODY,
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + BODY + "\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\n" + BODY + "\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n" + BODY + "\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n0x18\r\n" + BODY + "\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n18;a\n" + BODY + "\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n18\n" + BODY + "\n0\n\n",
                "Transfer-Encoding: chunked\r\n\r\n18\r\n" + BODY + "XX0\r\n\r\n",
                "X-A: a\u0000b\r\n\r\n",
                "X\u0000A: a\r\n\r\n",
                "X-A: a\rb\r\n\r\n",
                "Host: y\r\n\r\n"
            })
    void whateverIsAmbiguousIsTheLastOfItsConnection(String rest) throws IOException {
        assertRefused(gateway.raw(1, LOGIN + rest + SECRET_REQUEST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /livez HTTP/1.1\r\n\r\n",
                "GET /livez HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
                "GET /livez HTTP/1.1\r\n Host: x\r\n\r\n",
                "GET /livez HTTP/1.1\nHost: x\n\n",
                "GET /livez HTTP/1.1\rHost: x\r\r",
                "GET /livez HTTP/1.2\r\nHost: x\r\n\r\n",
                "GET /livez HTTP/2.0\r\nHost: x\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "F\u0001O /livez HTTP/1.1\r\nHost: x\r\n\r\n",
                "\u0016\u0003\u0001\u0002\r\n\r\n"
            })
    void whatIsNoHttpIsTheLastOfItsConnection(String request) throws IOException {
        assertRefused(gateway.raw(1, request + SECRET_REQUEST));
    }

    @Test
    void whatIsTooLongIsRefusedWithAProblem() throws IOException {
        assertThat(gateway.raw(1, "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 414 ")
                .contains("\"code\":\"uri_too_long\"");
        assertThat(gateway.raw(1, "GET /livez HTTP/1.1\r\nHost: x\r\nX-A: " + "a".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("\"code\":\"headers_too_large\"");
    }

    @Test
    void oddFormsThatMeanOneThingAreServed() throws IOException {
        assertThat(gateway.raw(1, "GET http://other.example/livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(gateway.raw(1, "GET /livez HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 200 ");
        assertThat(
                        gateway.raw(
                                1,
                                "GET /livez HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    /** One answer, a refusal with a reason, and the end. */
    private void assertRefused(String answer) {
        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .containsIgnoringCase("connection: close")
                .contains("application/problem+json", "\"code\":\"malformed_request\"")
                .containsOnlyOnce("HTTP/1.1 ");
        assertThat(gateway.client().get("/livez").status()).isEqualTo(200);
    }
}
