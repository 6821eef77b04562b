/** Benchmarks of single pieces of code. */
@NullMarked
package dev.paco.bench.jmh;

import org.jspecify.annotations.NullMarked;
