/** The guarantees, proven by breaking things: the runnable jars, three brokers and Postgres, each a process. */
@NullMarked
package dev.paco.guarantees;

import org.jspecify.annotations.NullMarked;
