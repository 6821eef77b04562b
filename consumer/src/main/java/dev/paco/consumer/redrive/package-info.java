/** What operators do with dead letters: look, try again, give up. */
@NullMarked
package dev.paco.consumer.redrive;

import org.jspecify.annotations.NullMarked;
