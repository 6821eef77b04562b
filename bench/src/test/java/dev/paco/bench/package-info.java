/** Runs benchmarks of the runnable jars and prints what they measured. */
@NullMarked
package dev.paco.bench;

import org.jspecify.annotations.NullMarked;
