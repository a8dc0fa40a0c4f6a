package org.patchbank.evaluation.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * People who read the dashboard: each opens a page, gets the parts that it loads and its pictures as a browser with a cache does, looks at
 * it for a while, and goes to the next. Closing waits until all have stopped.
 */
final class Readers implements AutoCloseable {
    private static final Pattern PICTURE = Pattern.compile("src=\"(/api/[^\"]+)\"");
    private static final Pattern PART = Pattern.compile("hx-get=\"(/[^\"]+)\" hx-trigger=\"load");
    private static final String INSPECTION = "/inspections/";
    private static final String DEPLOYMENT = "/deployments/";
    /** With what was asked for, so that those beside it are of the same product. */
    private static final Pattern LINK =
            Pattern.compile("href=\"((" + INSPECTION + "|" + DEPLOYMENT + ")[0-9a-f-]{36}(?:\\?[^\"]*)?)\"");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final List<String> pages;
    private final Duration pause;
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger views = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    /** They begin at once, spread over one pause. */
    Readers(URI server, String product, int count, Duration pause) {
        this.server = server;
        this.pause = pause;
        String own = "?product=" + product;
        this.pages = List.of(
                "/", "/inspections" + own, INSPECTION, "/review" + own, "/defects" + own, DEPLOYMENT, "/products");
        for (int i = 0; i < count; i++) {
            int number = i;
            Thread thread = new Thread(() -> read(number, count), "reader-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    int views() {
        return views.get();
    }

    int failures() {
        return failures.get();
    }

    private void read(int number, int count) {
        Set<String> cache = new HashSet<>();
        // Where such a page is opened next: the last that was linked to.
        Map<String, String> linked = new HashMap<>(Map.of(INSPECTION, pages.get(1), DEPLOYMENT, "/"));
        try {
            boolean over = end.await(pause.toMillis() * number / count, TimeUnit.MILLISECONDS);
            for (int turn = number; !over; turn++) {
                String page = pages.get(turn % pages.size());
                String body = view(linked.getOrDefault(page, page), cache);
                Matcher link = LINK.matcher(body);
                while (page.startsWith("/inspections") && link.find()) { // of this product alone
                    linked.put(link.group(2), unescaped(link.group(1)));
                }
                over = end.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String view(String page, Set<String> cache) throws InterruptedException {
        String body = get(page);
        pictures(body, cache);
        Matcher part = PART.matcher(body);
        while (part.find()) {
            pictures(get(unescaped(part.group(1))), cache);
        }
        views.incrementAndGet();
        return body;
    }

    private void pictures(String body, Set<String> cache) throws InterruptedException {
        Matcher picture = PICTURE.matcher(body);
        while (picture.find()) {
            String path = unescaped(picture.group(1));
            if (cache.add(path)) {
                get(path);
            }
        }
    }

    private static String unescaped(String attribute) {
        return attribute.replace("&amp;", "&");
    }

    private String get(String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Accept", "text/html, image/*")
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 400) {
                failures.incrementAndGet();
            }
            return answer.body();
        } catch (IOException e) {
            failures.incrementAndGet();
            return "";
        }
    }

    @Override
    public void close() throws InterruptedException {
        end.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
