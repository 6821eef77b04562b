/** What processes of this machine use. */
@NullMarked
package dev.paco.bench.measure;

import org.jspecify.annotations.NullMarked;
