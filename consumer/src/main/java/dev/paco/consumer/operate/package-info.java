/** What the operator's tools work with: the same for commands and for the console. */
@NullMarked
package dev.paco.consumer.operate;

import org.jspecify.annotations.NullMarked;
