/** Reading back what a participant has said and was answered: their own alone. */
@NullMarked
package dev.paco.gateway.history;

import org.jspecify.annotations.NullMarked;
