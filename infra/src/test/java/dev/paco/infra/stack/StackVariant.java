package dev.paco.infra.stack;

import java.util.Locale;

/** What a stack consists of. */
enum StackVariant {
    EMBEDDED {
        @Override
        StartedStack start() {
            return EmbeddedStack.start();
        }
    },
    CONTAINERS {
        @Override
        StartedStack start() {
            return ContainerStack.start();
        }
    };

    private static final String PROPERTY = "paco.stack";

    abstract StartedStack start();

    /** As the system property says; embedded without it. */
    static StackVariant chosen() {
        String name = System.getProperty(PROPERTY, "embedded");
        for (StackVariant variant : values()) {
            if (variant.name().toLowerCase(Locale.ROOT).equals(name)) {
                return variant;
            }
        }
        throw new IllegalArgumentException(PROPERTY + " is '" + name + "'; set it to embedded or containers.");
    }
}
