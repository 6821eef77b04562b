package dev.paco.consumer;

import dev.paco.consumer.command.ConsumerCommand;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;

/** The writer: Kafka to Postgres, idempotent. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class ConsumerApplication {

    /** Runs the writer until the JVM is told to stop, or a command. */
    public static void main(String[] args) {
        int status = ConsumerCommand.execute(settings -> application().run(settings), Clock.systemUTC(), args);
        if (status != ConsumerCommand.RUNNING) {
            System.exit(status);
        }
    }

    /** The writer with its own configuration file, ready to run beside other applications of this JVM. */
    public static SpringApplication application() {
        return new SpringApplicationBuilder(ConsumerApplication.class)
                .main(ConsumerApplication.class)
                .properties("spring.config.name=consumer")
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
        return resources;
    }
}
