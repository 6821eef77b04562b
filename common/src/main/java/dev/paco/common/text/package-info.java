/** What counts as text that a Postgres {@code text} column can hold. */
@NullMarked
package dev.paco.common.text;

import org.jspecify.annotations.NullMarked;
