/** What ElevenLabs says of whole conversations: {@code paco_conversation_metadata}. */
@NullMarked
package dev.paco.consumer.conversation;

import org.jspecify.annotations.NullMarked;
