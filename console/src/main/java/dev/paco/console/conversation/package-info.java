/** Finding conversations, and reading one. */
@NullMarked
package dev.paco.console.conversation;

import org.jspecify.annotations.NullMarked;
