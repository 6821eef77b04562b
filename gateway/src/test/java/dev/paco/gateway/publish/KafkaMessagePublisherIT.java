package dev.paco.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.MessageSource;
import dev.paco.common.event.Provider;
import dev.paco.common.event.Role;
import dev.paco.common.topic.PacoTopic;
import dev.paco.infra.stack.PacoStack;
import dev.paco.infra.stack.Stack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.util.unit.DataSize;

@PacoStack
class KafkaMessagePublisherIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Stack stack;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private KafkaMessagePublisher publisher;
    private ProducerFactory<byte[], byte[]> producers;

    KafkaMessagePublisherIT(Stack stack) {
        this.stack = stack;
        start(stack.bootstrapServers(), 1_000);
    }

    @BeforeEach
    void createTopic() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            admin.createTopics(List.of(
                            new NewTopic(PacoTopic.MESSAGES.name(), PacoTopic.MESSAGES.partitions(), (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(TopicExistsException.class);
        }
    }

    @AfterEach
    void stop() {
        publisher.stop();
    }

    @Test
    void aProducerThatNoLongerWorksIsReplaced() {
        assertThat(publish(1)).isEqualTo(PublishResult.PUBLISHED);

        producers.reset();

        assertThat(publish(2)).isEqualTo(PublishResult.PUBLISHED);
        assertThat(inFlight()).isZero();
    }

    @Test
    void withoutKafkaWhatIsGivenUpLeavesItsPlace() {
        publisher.stop();
        start("127.0.0.1:1", 6);

        List<CompletableFuture<PublishResult>> results =
                IntStream.range(0, 5).mapToObj(this::publishAsync).toList();

        assertThat(results.stream().map(CompletableFuture::join))
                .containsExactly(
                        PublishResult.UNREACHABLE,
                        PublishResult.UNREACHABLE,
                        PublishResult.UNREACHABLE,
                        PublishResult.FULL,
                        PublishResult.FULL);
        await().atMost(PATIENCE).until(() -> inFlight() == 0);
        assertThat(publisher.hasRoom()).isTrue();
    }

    @Test
    void aRequestThatIsGivenUpByItsClientLeavesItsPlace() {
        for (int i = 0; i < 100; i++) {
            publisher.publish(event(i)).subscribe().dispose();
        }

        await().atMost(PATIENCE).until(() -> inFlight() == 0);
    }

    @Test
    void stoppingWithoutKafkaEndsInTime() {
        publisher.stop();
        start("127.0.0.1:1", 1_000);
        List<CompletableFuture<PublishResult>> results =
                IntStream.range(0, 200).mapToObj(this::publishAsync).toList();

        publisher.stop();

        assertThat(results.stream().map(CompletableFuture::join)).containsOnly(PublishResult.UNREACHABLE);
        await().atMost(PATIENCE).until(() -> inFlight() == 0);
    }

    private void start(String bootstrapServers, int maxInFlight) {
        KafkaProperties kafka = new KafkaProperties();
        kafka.setBootstrapServers(List.of(bootstrapServers));
        PublishProperties properties = new PublishProperties(
                Duration.ofMillis(2_500),
                Duration.ofSeconds(6),
                maxInFlight,
                maxInFlight,
                Duration.ofMillis(250),
                DataSize.ofMegabytes(1),
                Duration.ofMillis(2),
                "lz4");
        meters.clear();
        producers = new PublishConfiguration().producers(kafka, properties);
        publisher = new KafkaMessagePublisher(
                producers, properties, new PublishMetrics(meters), new PublishSpans(Tracer.NOOP));
        publisher.start();
    }

    private PublishResult publish(int number) {
        return publishAsync(number).join();
    }

    private CompletableFuture<PublishResult> publishAsync(int number) {
        return publisher.publish(event(number)).toFuture();
    }

    private double inFlight() {
        return meters.get("paco.gateway.publish.in.flight").gauge().value();
    }

    private static OutboundEvent event(int number) {
        Instant now = Instant.parse("2025-01-08T16:00:00Z");
        return new OutboundEvent(
                UUID.randomUUID(),
                new MessageEvent(
                        UUID.randomUUID(),
                        "RID001",
                        Role.USER,
                        "message " + number,
                        now,
                        Provider.ELEVENLABS,
                        "publisher",
                        Integer.toString(number),
                        null,
                        now,
                        MessageSource.FRONTEND,
                        null,
                        null),
                null,
                null);
    }
}
