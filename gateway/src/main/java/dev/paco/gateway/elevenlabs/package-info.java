/** Conversations as ElevenLabs itself tells them: by its webhook, and fetched from its API. */
@NullMarked
package dev.paco.gateway.elevenlabs;

import org.jspecify.annotations.NullMarked;
