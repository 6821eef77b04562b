/** Removing a participant who has withdrawn: from the database, from the log, and from whatever comes later. */
@NullMarked
package dev.paco.consumer.erase;

import org.jspecify.annotations.NullMarked;
