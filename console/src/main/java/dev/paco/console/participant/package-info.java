/** Those who take part in the study: who may log in, and what is noted about them. */
@NullMarked
package dev.paco.console.participant;

import org.jspecify.annotations.NullMarked;
