/** Looking at the topic, the tables and the meters from outside. */
@NullMarked
package dev.paco.guarantees.observe;

import org.jspecify.annotations.NullMarked;
