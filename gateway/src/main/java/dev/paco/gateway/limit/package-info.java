/** How often may be asked, by each gateway: of the doors without a token, and of saving. */
@NullMarked
package dev.paco.gateway.limit;

import org.jspecify.annotations.NullMarked;
