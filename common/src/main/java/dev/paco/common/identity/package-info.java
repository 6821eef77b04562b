/** What makes two messages the same. */
@NullMarked
package dev.paco.common.identity;

import org.jspecify.annotations.NullMarked;
