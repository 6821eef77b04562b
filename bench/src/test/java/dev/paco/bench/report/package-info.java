/** What was measured: a table to read and JSON to compare. */
@NullMarked
package dev.paco.bench.report;

import org.jspecify.annotations.NullMarked;
