/** Tables for spreadsheets. */
@NullMarked
package dev.paco.console.csv;

import org.jspecify.annotations.NullMarked;
