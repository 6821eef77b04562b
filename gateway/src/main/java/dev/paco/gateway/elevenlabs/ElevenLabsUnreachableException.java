package dev.paco.gateway.elevenlabs;

/** ElevenLabs' API did not answer as it should. */
final class ElevenLabsUnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ElevenLabsUnreachableException() {
        super("ElevenLabs cannot be reached", null, false, false);
    }
}
