package dev.paco.gateway.limit;

import dev.paco.common.start.StartFailureException;

/** What is configured as a proxy is no range of addresses. */
final class InvalidProxyException extends StartFailureException {

    private static final long serialVersionUID = 1L;

    InvalidProxyException(String range) {
        super(
                "'" + range + "' in paco.gateway.rate-limit.trusted-proxies is no range of addresses.",
                "Use addresses or ranges such as 10.0.0.0/8 or fd00::/8, separated by commas.");
    }
}
