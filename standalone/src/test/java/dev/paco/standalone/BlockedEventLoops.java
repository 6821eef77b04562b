package dev.paco.standalone;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingMethod;

/** Every call that blocked an event loop, from the first pipeline of this JVM on. */
final class BlockedEventLoops {

    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();
    private static final int FRAMES = 25;

    private BlockedEventLoops() {}

    static void watch() {
        BlockHound.builder()
                .loadIntegrations()
                // Reads the class path, once for each class.
                .allowBlockingCallsInside("java.lang.ClassLoader", "loadClass")
                .allowBlockingCallsInside("java.lang.invoke.MethodHandleNatives", "linkCallSite")
                // Takes random bytes from the operating system, which has them at once.
                .allowBlockingCallsInside("java.security.SecureRandom", "nextBytes")
                // Reads a template from the class path, once for each.
                .allowBlockingCallsInside(
                        "org.thymeleaf.templateparser.markup.AbstractMarkupTemplateParser", "parseStandalone")
                .blockingMethodCallback(BlockedEventLoops::note)
                .install();
    }

    /** What blocked, with whom it was called by; once each. */
    static Set<String> seen() {
        return SEEN;
    }

    private static void note(BlockingMethod method) {
        List<String> frames = Arrays.stream(new Throwable().getStackTrace())
                .map(StackTraceElement::toString)
                .toList();
        // A thread that waited for work already when it began to be watched.
        if (frames.stream().noneMatch(frame -> frame.contains("ThreadPoolExecutor.getTask("))) {
            SEEN.add(describe(method, frames));
        }
    }

    private static String describe(BlockingMethod method, List<String> frames) {
        return frames.stream()
                .filter(frame -> !frame.contains("reactor.blockhound") && !frame.contains("BlockedEventLoops"))
                .limit(FRAMES)
                .collect(Collectors.joining("\n  ", method + "\n  ", ""));
    }
}
