/** The save-message event, its confirmation, and their bytes on the log. */
@NullMarked
package dev.paco.common.event;

import org.jspecify.annotations.NullMarked;
