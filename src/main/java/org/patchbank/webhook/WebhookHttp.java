package org.patchbank.webhook;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.patchbank.webhook.DeliveryStore.Claimed;

/** Signs and sends messages, several at once. */
final class WebhookHttp {
    private final Receivers receivers;
    private final Duration timeout;
    private final Clock clock;
    private final HttpClient http;
    private final ExecutorService lookups = Executors.newCachedThreadPool(work -> {
        Thread lookup = new Thread(work, "webhook-lookup");
        lookup.setDaemon(true);
        return lookup;
    });

    WebhookHttp(Receivers receivers, Duration timeout, Clock clock) {
        this.receivers = receivers;
        this.timeout = timeout;
        this.clock = clock;
        // Nobody checked where a redirection leads.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /**
     * Begins to send; looking the hosts up takes no longer than the timeout, which begins anew then.
     *
     * @return what becomes of each, in their order; a body of the answer that never ends keeps one open until it is cancelled
     */
    List<CompletableFuture<HttpResponse<Void>>> send(List<Claimed> claimed) throws InterruptedException {
        List<Callable<URI>> hosts = claimed.stream()
                .map(each -> (Callable<URI>) () -> {
                    URI url = URI.create(each.url());
                    receivers.checkNow(url);
                    return url;
                })
                .toList();
        List<Future<URI>> found = lookups.invokeAll(hosts, timeout.toMillis(), TimeUnit.MILLISECONDS);
        List<CompletableFuture<HttpResponse<Void>>> sent = new ArrayList<>();
        for (int i = 0; i < claimed.size(); i++) {
            sent.add(send(claimed.get(i), found.get(i)));
        }
        return sent;
    }

    private CompletableFuture<HttpResponse<Void>> send(Claimed claimed, Future<URI> found) throws InterruptedException {
        try {
            return http.sendAsync(request(claimed, found.get()), info -> BodySubscribers.replacing(null));
        } catch (CancellationException e) {
            return CompletableFuture.failedFuture(new HttpTimeoutException("the host could not be looked up in time"));
        } catch (ExecutionException e) {
            return CompletableFuture.failedFuture(e.getCause());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private HttpRequest request(Claimed claimed, URI url) {
        String id = claimed.id().toString();
        long timestamp = clock.instant().getEpochSecond();
        String signature = WebhookSecret.of(claimed.secret()).sign(id, timestamp, claimed.body());
        return HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("content-type", "application/json")
                .header("user-agent", "patchbank")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", signature)
                .POST(BodyPublishers.ofString(claimed.body()))
                .build();
    }
}
