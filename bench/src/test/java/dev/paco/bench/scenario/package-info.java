/** What is measured, a class each. */
@NullMarked
package dev.paco.bench.scenario;

import org.jspecify.annotations.NullMarked;
