package dev.paco.guarantees.load;

import dev.paco.guarantees.check.Evidence.Acknowledgement;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says one message after the other, each until it is answered 2xx, at whatever gateway answers. */
final class Speaker implements Runnable {

    private static final Pattern MESSAGE_ID = Pattern.compile("\"message_id\":(\\d+)");
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int REPEATED = 7;
    private static final int CORRECTED = 11;

    private final Conversation conversation;
    private final HttpClient http;
    private final List<URI> gateways;
    private final String token;
    private final Load load;
    private int gateway;

    Speaker(Conversation conversation, HttpClient http, List<URI> gateways, String token, Load load, int gateway) {
        this.conversation = conversation;
        this.http = http;
        this.gateways = gateways;
        this.token = token;
        this.load = load;
        this.gateway = gateway;
    }

    @Override
    public void run() {
        while (load.goesOn()) {
            Message message = conversation.next();
            say(message);
            if (message.number() % REPEATED == 0) {
                say(message);
            }
            if (message.number() % CORRECTED == 0 && conversation.identity().canBeCorrected()) {
                say(message.corrected());
            }
            LockSupport.parkNanos(load.pace().toNanos());
        }
    }

    private void say(Message message) {
        while (!isAcknowledged(message)) {
            if (load.isOver()) {
                return;
            }
            gateway++;
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    private boolean isAcknowledged(Message message) {
        URI address = gateways.get(gateway % gateways.size());
        try {
            return isAcknowledged(
                    message, http.send(message.request(address, token, conversation.waits()), BodyHandlers.ofString()));
        } catch (IOException unanswered) {
            load.answers().add("no answer");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isAcknowledged(Message message, HttpResponse<String> answer) {
        load.answers().add(Integer.toString(answer.statusCode()));
        if (answer.statusCode() / 100 != 2) {
            return false;
        }
        Matcher row = MESSAGE_ID.matcher(answer.body());
        load.acknowledged(
                new Acknowledgement(conversation.id(), message.text(), row.find() ? Long.valueOf(row.group(1)) : null));
        return true;
    }
}
