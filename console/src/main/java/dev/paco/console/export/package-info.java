/** Taking messages along as files. */
@NullMarked
package dev.paco.console.export;

import org.jspecify.annotations.NullMarked;
