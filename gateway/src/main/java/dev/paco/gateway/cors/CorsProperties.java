package dev.paco.gateway.cors;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which web pages may call.
 *
 * @param origins their origins, each as a browser sends it: scheme, host and port, without a path
 */
@ConfigurationProperties("paco.gateway.cors")
record CorsProperties(
        @DefaultValue({"http://localhost:3000", "http://localhost:5173"})
        List<String> origins) {}
