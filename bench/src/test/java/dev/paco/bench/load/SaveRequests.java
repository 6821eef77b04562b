package dev.paco.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Messages of about 400 bytes, each new; every connection is a conversation of its own, of one of some participants. */
public final class SaveRequests implements Requests {

    private static final int DIGITS = 12;
    private static final String TEXT = "Well, I slept a little better than last week, and the walks help. ".repeat(3);

    private final AtomicLong number = new AtomicLong();
    private final List<Participant> participants;
    private final List<byte[]> heads;
    private final String run;

    /**
     * Requests to save messages of participants, who take turns in connections.
     *
     * @param run names the conversations, so that no message was said in another run
     * @param prefer the header {@code Prefer}
     */
    public SaveRequests(String path, List<Participant> participants, String run, String prefer) {
        this.participants = List.copyOf(participants);
        this.run = run;
        this.heads = participants.stream()
                .map(participant -> ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + participant.token() + "\r\nPrefer: " + prefer
                                + "\r\nContent-Type: application/json\r\nContent-Length: ")
                        .getBytes(US_ASCII))
                .toList();
    }

    @Override
    public void write(int connection, ByteBuf buffer) {
        int speaker = connection % participants.size();
        String digits = Long.toString(number.incrementAndGet());
        String body = "{\"research_id\":\"" + participants.get(speaker).researchId()
                + "\",\"role\":\"user\",\"content\":\"" + TEXT
                + "0".repeat(DIGITS - digits.length()) + digits
                + "\",\"timestamp\":\"2025-01-08T16:00:00Z\",\"provider\":\"elevenlabs\","
                + "\"elevenlabs_conversation_id\":\"" + run + "-" + connection + "\",\"elevenlabs_message_id\":\""
                + digits + "\"}";
        buffer.writeBytes(heads.get(speaker));
        buffer.writeCharSequence(Integer.toString(body.length()), US_ASCII);
        buffer.writeCharSequence("\r\n\r\n", US_ASCII);
        buffer.writeCharSequence(body, US_ASCII);
    }
}
