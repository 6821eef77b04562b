package dev.paco.infra.stack;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a real Kafka and a real Postgres: a {@link Stack} that is injected into constructors, test and lifecycle
 * methods. Classes that are run one by one, as several JVMs are given them, have one each, unless they share one.
 *
 * <p>The system property {@code paco.stack} chooses between {@code embedded}, which needs nothing, and
 * {@code containers}, which fails where no Docker engine answers.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PacoStackExtension.class)
public @interface PacoStack {

    /** Whether all classes of the JVM that say so share one, which is stopped after the last of them. */
    boolean shared() default false;
}
