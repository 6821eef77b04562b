/** Waiting for the writer's word that a message is a row, and not waiting when it does not come. */
@NullMarked
package dev.paco.gateway.confirm;

import org.jspecify.annotations.NullMarked;
