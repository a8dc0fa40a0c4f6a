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
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * People who read the dashboard: each opens a page, gets the parts that it loads and its pictures as a browser does, looks at it for a
 * while, and goes to the next. Their browsers keep pictures from one {@link #look} to the next. How long they look varies, or they
 * would keep in step with a line that sends a part every so often.
 */
final class Readers {
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
    private final List<Person> people;
    private final AtomicInteger views = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    /** @param pause mean time that a person looks at a page; from half of it to one and a half */
    Readers(URI server, String product, int count, Duration pause) {
        this.server = server;
        this.pause = pause;
        String own = "?product=" + product;
        pages = List.of(
                "/", "/inspections" + own, INSPECTION, "/review" + own, "/defects" + own, DEPLOYMENT, "/products");
        people = IntStream.range(0, count).mapToObj(Person::new).toList();
    }

    /** All begin to read within one pause. */
    Look look() {
        return new Look();
    }

    int views() {
        return views.get();
    }

    int failures() {
        return failures.get();
    }

    /** A time in which all read. Closing waits until all have stopped. */
    final class Look implements AutoCloseable {
        private final CountDownLatch end = new CountDownLatch(1);
        private final List<Thread> threads = new ArrayList<>();

        private Look() {
            for (Person person : people) {
                Thread thread = new Thread(() -> person.read(end), "reader-" + person.number);
                threads.add(thread);
                thread.start();
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

    private final class Person {
        private final int number;
        /** Pictures that the browser has. */
        private final Set<String> cache = new HashSet<>();
        /** Where such a page is opened next: the last that was linked to. */
        private final Map<String, String> linked = new HashMap<>(Map.of(INSPECTION, pages.get(1), DEPLOYMENT, "/"));

        private final Random random;
        private int turn;

        Person(int number) {
            this.number = number;
            random = new Random(number);
            turn = number;
        }

        void read(CountDownLatch end) {
            try {
                boolean over = end.await(millis(random.nextDouble()), TimeUnit.MILLISECONDS);
                for (; !over; turn++) {
                    String page = pages.get(turn % pages.size());
                    String body = view(linked.getOrDefault(page, page));
                    Matcher link = LINK.matcher(body);
                    while (page.startsWith("/inspections") && link.find()) { // of this product alone
                        linked.put(link.group(2), unescaped(link.group(1)));
                    }
                    over = end.await(millis(0.5 + random.nextDouble()), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private long millis(double pauses) {
            return (long) (pauses * pause.toMillis());
        }

        private String view(String page) throws InterruptedException {
            String body = get(page, HttpResponse.BodyHandlers.ofString(), "");
            pictures(body);
            Matcher part = PART.matcher(body);
            while (part.find()) {
                pictures(get(unescaped(part.group(1)), HttpResponse.BodyHandlers.ofString(), ""));
            }
            views.incrementAndGet();
            return body;
        }

        private void pictures(String body) throws InterruptedException {
            Matcher picture = PICTURE.matcher(body);
            while (picture.find()) {
                String path = unescaped(picture.group(1));
                if (cache.add(path)) {
                    get(path, HttpResponse.BodyHandlers.discarding(), null);
                }
            }
        }
    }

    private static String unescaped(String attribute) {
        return attribute.replace("&amp;", "&");
    }

    private <T> T get(String path, HttpResponse.BodyHandler<T> reading, T failed) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Accept", "text/html, image/*")
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<T> answer = http.send(request, reading);
            if (answer.statusCode() >= 400) {
                failures.incrementAndGet();
            }
            return answer.body();
        } catch (IOException e) {
            failures.incrementAndGet();
            return failed;
        }
    }
}
