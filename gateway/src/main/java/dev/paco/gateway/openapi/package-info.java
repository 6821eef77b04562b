/** The interactive documentation. */
@NullMarked
package dev.paco.gateway.openapi;

import org.jspecify.annotations.NullMarked;
