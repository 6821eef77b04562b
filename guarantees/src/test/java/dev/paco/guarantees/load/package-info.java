/** Participants that talk all at once, and try again until they are answered 2xx. */
@NullMarked
package dev.paco.guarantees.load;

import org.jspecify.annotations.NullMarked;
