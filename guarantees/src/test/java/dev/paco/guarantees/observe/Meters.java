package dev.paco.guarantees.observe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;

/** What Prometheus would see of several processes, summed. */
public final class Meters {

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<URI> processes;

    public Meters(List<URI> processes) {
        this.processes = List.copyOf(processes);
    }

    /** The sum of a meter, as the text format names it, over those of its series that have {@code tag}. */
    public long sum(String meter, String tag) {
        Pattern series = Pattern.compile(Pattern.quote(meter) + "\\{.*" + Pattern.quote(tag) + ".*} .*");
        return processes.stream()
                .flatMap(process -> scrape(process).lines())
                .filter(line -> series.matcher(line).matches())
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private String scrape(URI process) {
        try {
            return http.send(
                            HttpRequest.newBuilder(process.resolve("/actuator/prometheus"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
