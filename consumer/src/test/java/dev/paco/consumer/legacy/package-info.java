/** The Python backend's database and its writers, as the tests meet them. */
@NullMarked
package dev.paco.consumer.legacy;

import org.jspecify.annotations.NullMarked;
