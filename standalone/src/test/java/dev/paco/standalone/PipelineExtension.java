package dev.paco.standalone;

import dev.paco.infra.stack.Stack;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts gateway and consumer with the first test that asks for them; JUnit closes them at the end of the run. */
final class PipelineExtension implements ParameterResolver {

    static final String SECRET = "a secret for tests, which has more than thirty-two bytes";

    static final String ADMIN_PASSWORD = "a password for tests";

    private static final PipelineSecrets SECRETS =
            new PipelineSecrets(SECRET, ADMIN_PASSWORD, "a key for pseudonyms in tests, long enough");

    private static final Namespace NAMESPACE = Namespace.create(PipelineExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Client.class
                || parameter.getParameter().getType() == ConsoleAddress.class
                || parameter.getParameter().getType() == MeterPages.class
                || parameter.getParameter().getType() == ElevenLabsSimulator.class
                || parameter.getParameter().getType() == GuardedGateway.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = store(context).computeIfAbsent(Running.class, type -> start(), Running.class);
        if (parameter.getParameter().getType() == GuardedGateway.class) {
            return store(context)
                    .computeIfAbsent(
                            GuardedGateway.class, type -> GuardedGateway.start(Stack.running()), GuardedGateway.class);
        }
        if (parameter.getParameter().getType() == ConsoleAddress.class) {
            return new ConsoleAddress("http://localhost:" + running.pipeline().consolePort());
        }
        if (parameter.getParameter().getType() == MeterPages.class) {
            return new MeterPages(
                    running.pipeline().gatewayManagementPort(),
                    running.pipeline().consumerPort(),
                    running.pipeline().consoleManagementPort(),
                    running.databaseUrl());
        }
        if (parameter.getParameter().getType() == ElevenLabsSimulator.class) {
            return running.elevenLabs()
                    .firingAt("http://localhost:" + running.pipeline().gatewayPort());
        }
        return new Client("http://localhost:" + running.pipeline().gatewayPort(), running.databaseUrl());
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
    }

    private static Running start() {
        BlockedEventLoops.watch();
        Stack stack = Stack.running();
        ElevenLabsSimulator elevenLabs = ElevenLabsSimulator.start();
        System.setProperty("ELEVENLABS_API_URL", elevenLabs.url());
        System.setProperty("ELEVENLABS_API_KEY", ElevenLabsSimulator.API_KEY);
        System.setProperty("ELEVENLABS_WEBHOOK_SECRET", ElevenLabsSimulator.WEBHOOK_SECRET);
        System.setProperty("paco.consumer.lag.poll", "200ms");
        StandaloneSettings anyPorts = new StandaloneSettings(Path.of("target"), 0, 0, 0, 0, 0, 0, 0, false);
        Pipeline pipeline = Pipeline.start(anyPorts, stack.databaseUrl(), stack.bootstrapServers(), SECRETS);
        LogLines.watch();
        return new Running(pipeline, stack.databaseUrl(), elevenLabs);
    }

    private record Running(Pipeline pipeline, String databaseUrl, ElevenLabsSimulator elevenLabs)
            implements AutoCloseable {
        @Override
        public void close() {
            pipeline.close();
            elevenLabs.close();
        }
    }
}
