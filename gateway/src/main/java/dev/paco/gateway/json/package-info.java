/** Request bodies: strict JSON in UTF-8, read field by field so that every fault is named. */
@NullMarked
package dev.paco.gateway.json;

import org.jspecify.annotations.NullMarked;
