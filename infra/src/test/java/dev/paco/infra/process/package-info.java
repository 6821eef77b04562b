/** The parts of the product as processes of their own, on loopback, to be killed, paused and started again. */
@NullMarked
package dev.paco.infra.process;

import org.jspecify.annotations.NullMarked;
