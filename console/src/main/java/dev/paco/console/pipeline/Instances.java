package dev.paco.console.pipeline;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Asks all gateways and writers at once how they do. Blocks for as long as the slowest may take. */
final class Instances {

    private static final int OK = 200;
    private static final String METERS = "/actuator/prometheus";

    private final PipelineProperties properties;
    private final HttpClient client;

    Instances(PipelineProperties properties) {
        this.properties = properties;
        this.client = HttpClient.newBuilder()
                .connectTimeout(properties.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    List<InstanceReading> read() {
        List<CompletableFuture<InstanceReading>> answers = Stream.concat(
                        all(properties.gateways()).stream().map(this::gateway),
                        all(properties.writers()).stream().map(this::writer))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    /** A headless service is a name with an address for each instance; the loopback's two addresses are one. */
    private static List<URI> all(List<URI> bases) {
        List<URI> all = new ArrayList<>();
        for (URI base : bases) {
            all.addAll(base.getScheme().equals("http") ? addresses(base) : List.of(base));
        }
        return all;
    }

    private static List<URI> addresses(URI base) {
        try {
            InetAddress[] found = InetAddress.getAllByName(base.getHost());
            boolean v4 = Stream.of(found).anyMatch(Inet4Address.class::isInstance);
            List<URI> addresses = Stream.of(found)
                    .filter(address -> !v4 || address instanceof Inet4Address)
                    .map(address -> at(base, address))
                    .toList();
            return addresses.size() < 2 || Stream.of(found).anyMatch(InetAddress::isLoopbackAddress)
                    ? List.of(base)
                    : addresses;
        } catch (UnknownHostException unknown) {
            return List.of(base);
        }
    }

    private static URI at(URI base, InetAddress address) {
        String host = address.getHostAddress();
        return URI.create(base.getScheme() + "://" + (address instanceof Inet6Address ? "[" + host + "]" : host)
                + (base.getPort() < 0 ? "" : ":" + base.getPort()) + base.getPath());
    }

    private CompletableFuture<InstanceReading> gateway(URI base) {
        return get(base, "/actuator/health")
                .thenApply(health -> new InstanceReading("gateway", base.toString(), state(health), Optional.empty()));
    }

    private CompletableFuture<InstanceReading> writer(URI base) {
        return get(base, "/actuator/health/readiness")
                .thenCombine(
                        get(base, METERS),
                        (health, meters) -> new InstanceReading(
                                "writer",
                                base.toString(),
                                state(health),
                                meters.filter(answer -> answer.statusCode() == OK)
                                        .map(HttpResponse::body)
                                        .map(WriterReading::of)));
    }

    private static PartState state(Optional<HttpResponse<String>> health) {
        return health.map(answer -> answer.statusCode() == OK ? PartState.UP : PartState.DOWN)
                .orElse(PartState.NO_ANSWER);
    }

    private CompletableFuture<Optional<HttpResponse<String>>> get(URI base, String path) {
        String address = base.toString();
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        (address.endsWith("/") ? address.substring(0, address.length() - 1) : address) + path))
                .timeout(properties.timeout())
                .build();
        return client.sendAsync(request, BodyHandlers.ofString())
                .thenApply(Optional::of)
                .exceptionally(silent -> Optional.empty());
    }
}
