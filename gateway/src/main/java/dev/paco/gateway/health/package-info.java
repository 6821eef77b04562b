/** Whether the log can take events. */
@NullMarked
package dev.paco.gateway.health;

import org.jspecify.annotations.NullMarked;
