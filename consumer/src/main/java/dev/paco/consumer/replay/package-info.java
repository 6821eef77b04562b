/** Writing what is on the log once more, beside the writer. */
@NullMarked
package dev.paco.consumer.replay;

import org.jspecify.annotations.NullMarked;
