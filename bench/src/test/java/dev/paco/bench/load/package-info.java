/** Makes HTTP load, as fast as it is answered or at a fixed rate, and measures how long answers take. */
@NullMarked
package dev.paco.bench.load;

import org.jspecify.annotations.NullMarked;
