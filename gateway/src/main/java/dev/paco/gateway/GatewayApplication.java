package dev.paco.gateway;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/** The front door: authenticates, validates, publishes, answers. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class GatewayApplication {

    private static final int FEWEST_EVENT_LOOPS = 2;

    /** Starts the gateway and returns; it runs until the JVM is told to stop. */
    public static void main(String[] args) {
        application().run(args);
    }

    /** The gateway with its own configuration file, ready to run beside other applications of this JVM. */
    public static SpringApplication application() {
        return new SpringApplicationBuilder(GatewayApplication.class)
                .main(GatewayApplication.class)
                .properties("spring.config.name=gateway")
                .build();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** UUIDv7s, made on event loops: the default source of randomness reads a file under a lock. */
    @Bean
    TimeBasedEpochGenerator uniqueIds() throws NoSuchAlgorithmException {
        SecureRandom random = SecureRandom.getInstance("DRBG");
        // Seeded by its first use, which does read the file.
        random.nextInt();
        return Generators.timeBasedEpochGenerator(random);
    }

    /**
     * Event loops of its own: closing an application must not stop those of another in the same JVM. As many as processors; more would
     * but take turns.
     */
    @Bean
    ReactorResourceFactory reactorResources() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setLoopResourcesSupplier(() -> LoopResources.create(
                "paco-http", Math.max(FEWEST_EVENT_LOOPS, Runtime.getRuntime().availableProcessors()), true));
        return resources;
    }
}
