/** Those who use the console, and their roles. */
@NullMarked
package dev.paco.console.user;

import org.jspecify.annotations.NullMarked;
