package dev.paco.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathCheckTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api//v1/auth/me",
                "//",
                "/api/v1/auth;x=1/me",
                "/api/v1/auth/me;",
                "/api/./v1",
                "/api/v1/..",
                "/../api",
                "/api\\v1",
                "/api/%2e%2E/me",
                "/api%2fv1",
                "/api%2Fv1",
                "/api%5cv1",
                "/api%5Cv1",
                "/api/%252e",
                "/api%3bx",
                "/api/%00",
                "/api/%0a",
                "/api/%1F",
                "/api/%7f"
            })
    void whatCouldMeanAnotherPathElsewhereIsAmbiguous(String path) {
        assertThat(PathCheck.isAmbiguous(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/api/v1/chat/save-message",
                "/api/v1/chat/messages/0f0e0d0c-0000-8000-8000-000000000000",
                "/docs/swagger-ui.css",
                "/v3/api-docs/swagger-config",
                "/api/.well-known",
                "/api/a..b",
                "/api/%F0%9F%98%80",
                "/%61pi/v1",
                "/api/caf%c3%a9"
            })
    void everyOtherPathIsNot(String path) {
        assertThat(PathCheck.isAmbiguous(path)).isFalse();
    }
}
