/** The WebFlux front door: authenticates, validates, publishes, answers. */
@NullMarked
package dev.paco.gateway;

import org.jspecify.annotations.NullMarked;
