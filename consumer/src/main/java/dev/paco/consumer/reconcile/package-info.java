/**
 * Which copies of a message are the same utterance: the same words come live from a browser, with ElevenLabs' ids or without, again when a page
 * saves a conversation anew, and again in ElevenLabs' transcript. Rules and reasons are in docs/reconciliation.md.
 */
@NullMarked
package dev.paco.consumer.reconcile;

import org.jspecify.annotations.NullMarked;
