package org.patchbank.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.PatchbankException;
import org.patchbank.webhook.DeliveryStore.Claimed;

/**
 * Sends what waits. A delivery is taken for longer than a try can last, so that no other node sends it meanwhile; a node that dies leaves
 * its deliveries to the others, once that time is over, and the receiver may get them twice, under the same id.
 */
@ApplicationScoped
class WebhookSender {
    static final int AT_ONCE = 16;

    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final int GONE = 410;
    private static final int LONGEST_FAILURE = 500;

    private final DeliveryStore deliveries;
    private final WebhookSettings settings;
    private final NodeFactory own;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Backoff backoff;
    private final WebhookHttp http;

    WebhookSender(
            DeliveryStore deliveries, WebhookSettings settings, NodeFactory own, Clock clock, MeterRegistry metrics) {
        this.deliveries = deliveries;
        this.settings = settings;
        this.own = own;
        this.clock = clock;
        this.metrics = metrics;
        this.http = new WebhookHttp(new Receivers(settings.allowedHosts()), settings.timeout(), clock);
        this.backoff = new Backoff(settings.firstWait(), settings.longestWait());
    }

    /** @return how many were tried */
    int sendSome() {
        Instant now = clock.instant();
        // Hosts are looked up first, which may take as long again.
        Instant until = now.plus(settings.timeout().multipliedBy(2)).plus(MARGIN);
        List<Claimed> claimed = deliveries.claim(own.name(), now, until, AT_ONCE);
        try {
            List<CompletableFuture<HttpResponse<Void>>> sent = http.send(claimed);
            Instant end = clock.instant().plus(settings.timeout());
            for (int i = 0; i < claimed.size(); i++) {
                settle(claimed.get(i), sent.get(i), end);
            }
        } catch (InterruptedException e) {
            // The program stops; the next try comes when the deliveries are no longer taken.
            Thread.currentThread().interrupt();
        }
        return claimed.size();
    }

    private void settle(Claimed claimed, CompletableFuture<HttpResponse<Void>> sent, Instant end)
            throws InterruptedException {
        try {
            long left = Math.max(0, Duration.between(clock.instant(), end).toMillis());
            int status = sent.get(left, TimeUnit.MILLISECONDS).statusCode();
            if (status >= 200 && status < 300) {
                deliveries.delivered(claimed, status, clock.instant());
                count("delivered");
            } else {
                failed(claimed, status, "The receiver answered with status " + status + ".");
            }
        } catch (TimeoutException e) {
            sent.cancel(true); // a body that never ends, too
            failed(
                    claimed,
                    null,
                    "The receiver did not answer within " + settings.timeout().toSeconds() + " s.");
        } catch (ExecutionException e) {
            failed(claimed, null, reason(e.getCause()));
        }
    }

    private void failed(Claimed claimed, Integer status, String failure) {
        boolean dead = claimed.tries() >= settings.tries() || (status != null && status == GONE);
        Instant next = clock.instant()
                .plus(backoff.after(claimed.tries(), ThreadLocalRandom.current().nextDouble()));
        deliveries.failed(claimed, status, failure, dead ? null : next);
        count(dead ? "dead" : "failed");
    }

    private static String reason(Throwable cause) {
        String reason = cause instanceof PatchbankException ? cause.getMessage() : cause.toString();
        return reason.length() <= LONGEST_FAILURE ? reason : reason.substring(0, LONGEST_FAILURE);
    }

    private void count(String outcome) {
        metrics.counter("patchbank.webhook.deliveries", "outcome", outcome.toLowerCase(Locale.ROOT))
                .increment();
    }
}
