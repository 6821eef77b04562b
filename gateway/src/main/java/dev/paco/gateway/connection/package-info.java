/** What clients that are slow, silent or greedy may keep: time limits of connections, and the memory of bodies. */
@NullMarked
package dev.paco.gateway.connection;

import org.jspecify.annotations.NullMarked;
