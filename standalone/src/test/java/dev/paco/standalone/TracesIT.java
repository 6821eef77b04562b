package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.consumer.ConsumerApplication;
import dev.paco.gateway.GatewayApplication;
import dev.paco.infra.stack.Stack;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway and a writer that trace, beside those that do not: what the traced writer does not get, it does not tell of. */
@PipelineTest
class TracesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONVERSATIONS = 40;
    private static final AttributeKey<String> MESSAGE_KEY = AttributeKey.stringKey("paco.message.key");

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final Stack stack;
    private ConfigurableApplicationContext gateway;
    private ConfigurableApplicationContext writer;

    TracesIT(Client pipeline, Stack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void start() {
        writer = run(ConsumerApplication.application());
        gateway = run(
                GatewayApplication.application(),
                "--management.server.port=0",
                "--PACO_JWT_SECRET=" + PipelineExtension.SECRET);
    }

    @AfterEach
    void stop() {
        gateway.close();
        writer.close();
    }

    @Test
    void aMessageIsFollowedFromTheBrowserToTheStatement() {
        Client client = new Client(
                "http://localhost:" + gateway.getEnvironment().getRequiredProperty("local.server.port"),
                stack.databaseUrl());
        String token = client.logIn("RID007");

        SpanData process = await().atMost(PATIENCE)
                .until(
                        () -> {
                            sendTraced(client, token);
                            return spans("process paco.messages").findFirst();
                        },
                        Optional::isPresent)
                .orElseThrow();

        String trace = process.getTraceId();
        assertThat(trace).startsWith("abcdef");
        SpanData send = span(trace, "send paco.messages");
        SpanData request = span(trace, "http post /api/v1/chat/save-message");
        assertThat(request.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(request.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(send.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(send.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(process.getParentSpanId()).isEqualTo(send.getSpanId());
        assertThat(process.getAttributes().get(MESSAGE_KEY))
                .isEqualTo(send.getAttributes().get(MESSAGE_KEY))
                .isNotNull();
        assertThat(process.getAttributes().get(AttributeKey.stringKey("paco.outcome")))
                .isIn("saved", "duplicate");
        SpanData batch = spans("write batch")
                .filter(span -> linked(process).contains(span.getSpanId()))
                .findFirst()
                .orElseThrow();
        assertThat(linked(batch)).contains(send.getSpanId());
        assertThat(spans("INSERT paco_conversations"))
                .anyMatch(statement -> statement.getParentSpanId().equals(batch.getSpanId()));
        assertThat(exported.getFinishedSpanItems())
                .noneMatch(span ->
                        span.toString().contains("RID007") || span.toString().contains("traced words"));
    }

    /** In as many conversations as it takes to meet a partition of the traced writer. */
    private static void sendTraced(Client client, String token) {
        IntStream.range(0, CONVERSATIONS)
                .mapToObj(i -> client.save(
                        token,
                        Message.of("RID007", "traced" + i, 1, "traced words"),
                        "Prefer",
                        "respond-async",
                        "traceparent",
                        "00-abcdef000000000000000000000%05d-00f067aa0ba902b7-01".formatted(i)))
                .forEach(answer -> assertThat(answer.status()).isEqualTo(202));
    }

    private SpanData span(String trace, String name) {
        return await().atMost(PATIENCE)
                .until(
                        () -> spans(name)
                                .filter(span -> span.getTraceId().equals(trace))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private Stream<SpanData> spans(String name) {
        return exported.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name));
    }

    private static List<String> linked(SpanData span) {
        return span.getLinks().stream()
                .map(LinkData::getSpanContext)
                .map(context -> context.getSpanId())
                .toList();
    }

    private ConfigurableApplicationContext run(SpringApplication application, String... arguments) {
        application.setRegisterShutdownHook(false);
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("spans", exported));
        return application.run(Stream.concat(
                        Stream.of(
                                "--DATABASE_URL=" + stack.databaseUrl(),
                                "--KAFKA_BOOTSTRAP_SERVERS=" + stack.bootstrapServers(),
                                "--spring.profiles.active=traces",
                                "--management.opentelemetry.tracing.export.schedule-delay=50ms",
                                "--server.port=0"),
                        Arrays.stream(arguments))
                .toArray(String[]::new));
    }
}
