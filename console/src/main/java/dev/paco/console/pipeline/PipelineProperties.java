package dev.paco.console.pipeline;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the page of the pipeline looks at.
 *
 * @param gateways base addresses of the gateways' management ports; a name that stands for several addresses is all of them
 * @param writers base addresses of the writers' ports; the same
 * @param poll how often it looks
 * @param timeout how long an instance may take to answer
 */
@ConfigurationProperties("paco.console.pipeline")
record PipelineProperties(
        @DefaultValue("http://localhost:8010") List<URI> gateways,
        @DefaultValue("http://localhost:8001") List<URI> writers,
        @DefaultValue("2s") Duration poll,
        @DefaultValue("2s") Duration timeout) {

    PipelineProperties {
        gateways = List.copyOf(gateways);
        writers = List.copyOf(writers);
    }
}
