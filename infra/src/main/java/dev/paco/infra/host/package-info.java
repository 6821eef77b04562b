/** What both services need of the machine: a folder of their own and a port. */
@NullMarked
package dev.paco.infra.host;

import org.jspecify.annotations.NullMarked;
