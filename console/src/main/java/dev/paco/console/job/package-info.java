/** Long work that an operator starts: it runs beside the pages, tells how far it is, can be cancelled, and is remembered. */
@NullMarked
package dev.paco.console.job;

import org.jspecify.annotations.NullMarked;
