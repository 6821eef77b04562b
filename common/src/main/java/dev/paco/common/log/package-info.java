/** What may stand in a log. */
@NullMarked
package dev.paco.common.log;

import org.jspecify.annotations.NullMarked;
