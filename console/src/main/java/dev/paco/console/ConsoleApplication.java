package dev.paco.console;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.scheduling.annotation.EnableScheduling;
import reactor.netty.resources.LoopResources;

/** The web pages: researchers look, operators act. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class ConsoleApplication {

    private static final int FEWEST_EVENT_LOOPS = 2;

    /** Starts the console and returns; it runs until the JVM is told to stop. */
    public static void main(String[] args) {
        application().run(args);
    }

    /** The console with its own configuration file, ready to run beside other applications of this JVM. */
    public static SpringApplication application() {
        return new SpringApplicationBuilder(ConsoleApplication.class)
                .main(ConsoleApplication.class)
                .properties("spring.config.name=console")
                .build();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Event loops of its own: closing an application must not stop those of another in the same JVM. */
    @Bean
    ReactorResourceFactory reactorResources() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setLoopResourcesSupplier(() -> LoopResources.create(
                "paco-console",
                Math.max(FEWEST_EVENT_LOOPS, Runtime.getRuntime().availableProcessors()),
                true));
        return resources;
    }
}
