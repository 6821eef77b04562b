/** What pages show without reading all messages, kept up to date in the background. */
@NullMarked
package dev.paco.console.summary;

import org.jspecify.annotations.NullMarked;
