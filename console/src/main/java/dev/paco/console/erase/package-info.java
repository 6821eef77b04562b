/** {@code /participants/{researchId}/erase}: a participant has withdrawn. */
@NullMarked
package dev.paco.console.erase;

import org.jspecify.annotations.NullMarked;
