package org.patchbank.evaluation.seed;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import org.patchbank.platform.database.DatabaseAddress;

/** How long the API takes to answer what is asked of a history, from request to last byte. */
final class HistoryTimes {
    static final int RUNS = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String PRODUCT = SyntheticHistory.PRODUCTS.get(0);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final DatabaseAddress address;
    private final int runs;

    HistoryTimes(URI server, DatabaseAddress address, int runs) {
        this.runs = runs;
        this.server = server;
        this.address = address;
    }

    void print(PrintWriter out) throws IOException, InterruptedException, SQLException {
        awaitCounts();
        String inspections = "/api/v1/inspections?limit=50";
        String product = inspections + "&product=" + PRODUCT;
        Instant now = Clock.systemUTC().instant();
        out.printf("%n  %-58s %8s %8s%n", "milliseconds", "median", "p95");
        gets(out, "newest of all", i -> inspections);
        gets(out, "newest of a line, all products", i -> inspections + "&line=line-" + (1 + i % 3));
        gets(out, "newest of a factory that has none", i -> inspections + "&factory=elsewhere-" + i);
        gets(out, "score above a limit, all products", i -> inspections + "&min_score=" + (5.5 + i % 10 * 0.1));
        gets(out, "newest of a product and line", i -> product + "&line=line-" + (1 + i % 3));
        gets(out, "rejects of a product", i -> product + "&decision=reject");
        gets(
                out,
                "rejects of a product, a week months ago",
                i -> product + "&decision=reject&from=" + now.minus(Duration.ofDays(60 + i)) + "&to="
                        + now.minus(Duration.ofDays(53 + i)));
        gets(out, "score above a limit", i -> product + "&min_score=" + (4.5 + i % 10 * 0.1));
        gets(
                out,
                "score between limits",
                i -> product + "&min_score=" + (3 + i % 5 * 0.1) + "&max_score=" + (3.1 + i % 5 * 0.1));
        gets(out, "judged good", i -> product + "&verdict=good");
        gets(out, "defect type", i -> product + "&defect_type=" + SyntheticHistory.TYPES.get(i % 4));
        gets(
                out,
                "defect type on a line, rejected",
                i -> product + "&line=line-2&decision=reject&defect_type=" + SyntheticHistory.TYPES.get(i % 4));
        gets(out, "not judged, rejected", i -> product + "&decision=reject&verdict=none");
        gets(out, "batch", i -> inspections + "&batch=B-" + i);
        gets(out, "serial number", i -> inspections + "&serial=S-" + 997 * i);
        gets(
                out,
                "taken in one hour",
                i -> inspections + "&taken_from=" + now.minus(Duration.ofHours(300 + i)) + "&taken_to="
                        + now.minus(Duration.ofHours(299 + i)));
        gets(out, "review queue, most doubtful first", i -> "/api/v1/review-queue?product=" + PRODUCT);
        gets(out, "trend by day and line, all months", i -> "/api/v1/statistics?group=line&product=" + PRODUCT);
        gets(
                out,
                "trend by day and defect type, all products",
                i -> "/api/v1/statistics?group=product&group=defect_type");
        gets(
                out,
                "trend by hour, a week",
                i -> "/api/v1/statistics?step=hour&group=line&from=" + now.minus(Duration.ofDays(7 + i)));
        following(out, product);
        limits(out);
        shadows(out);
        defects(out);
        pages(out);
        out.flush();
    }

    /** The first search reads the vectors into memory. */
    private void defects(PrintWriter out) throws IOException, InterruptedException, SQLException {
        await("select case when exists (select from defect where indexed < revision) then 0 else 1 end");
        long some = number("select coalesce(min(id), 0) from defect where space = 'synthetic'");
        long many = number("select count(*) from defect where space = 'synthetic'");
        long start = System.nanoTime();
        send(similar("", some));
        once(out, "similar to a defect, first time", start);
        times(out, "similar to a defect", i -> similar("", some + 97L * i % many));
        times(
                out,
                "similar to a defect, of a product, judged defective",
                i -> similar("?verdict=defective&product=" + PRODUCT, some + 97L * i % many));
        Instant now = Clock.systemUTC().instant();
        times(
                out,
                "similar to a defect, of a type, in two months",
                i -> similar(
                        "?defect_type=dent&from=" + now.minus(Duration.ofDays(90)) + "&to="
                                + now.minus(Duration.ofDays(30)),
                        some + 97L * i % many));
        gets(out, "newest defects of a product", i -> "/api/v1/defects?product=" + PRODUCT);
        gets(out, "newest defects of a type", i -> "/api/v1/defects?defect_type=" + SyntheticHistory.TYPES.get(i % 4));
    }

    /** Each page of the dashboard as a browser asks for it first. */
    private void pages(PrintWriter out) throws IOException, InterruptedException, SQLException {
        String rejected = text("select id from inspection where decision = 'REJECT' order by id desc limit 1");
        page(out, "overview", "/");
        page(out, "inspections", "/inspections");
        page(out, "inspections, rejects of a product", "/inspections?decision=reject&product=" + PRODUCT);
        page(out, "one inspection", "/inspections/" + rejected);
        page(out, "review", "/review");
        page(out, "defects", "/defects");
        String defect = text("select max(id) from defect");
        if (defect != null) {
            page(out, "one defect", "/defects/" + defect);
        }
        page(out, "products", "/products");
        String live = text("select min(cast(id as text)) from deployment where removed_at is null");
        if (live != null) {
            page(out, "deployment", "/deployments/" + live);
        }
        String set = text("select min(cast(reference_set_id as text)) from reference_version where state = 'READY'");
        if (set != null) {
            page(out, "reference set", "/reference-sets/" + set);
            page(out, "version", "/reference-sets/" + set + "/versions/1");
        }
        page(out, "product", "/products/" + PRODUCT);
        page(out, "setup", "/setup");
        page(out, "jobs", "/jobs");
        page(out, "system", "/system");
    }

    private void page(PrintWriter out, String name, String path) throws IOException, InterruptedException {
        times(
                out,
                "page: " + name,
                i -> HttpRequest.newBuilder(server.resolve(path))
                        .header("Accept", "text/html")
                        .timeout(PATIENCE)
                        .build());
    }

    private HttpRequest similar(String filter, long defect) {
        return HttpRequest.newBuilder(server.resolve("/api/v1/defects/search" + filter))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"defect\": " + defect + "}"))
                .timeout(PATIENCE)
                .build();
    }

    /** The job that counts for the trends comes round every few seconds. */
    private void awaitCounts() throws SQLException, InterruptedException {
        await("select count(*) from inspection_rollup_state");
    }

    /** Until a query gives a number above 0. */
    private void await(String query) throws SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (number(query) == 0 && System.nanoTime() < end) {
            Thread.sleep(500);
        }
    }

    private long number(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    private String text(String query) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void gets(PrintWriter out, String name, IntFunction<String> path) throws IOException, InterruptedException {
        times(out, name, i -> get(path.apply(i)));
    }

    /** A page is as quick to find after a hundred others as the first. */
    private void following(PrintWriter out, String path) throws IOException, InterruptedException {
        String[] next = {""};
        times(out, "page after page of a product", i -> {
            HttpRequest request = get(path + next[0]);
            String body =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            int at = body.indexOf("\"next_cursor\":\"");
            next[0] = at < 0 ? "" : "&cursor=" + body.substring(at + 15, body.indexOf('"', at + 15));
            return get(path + next[0]);
        });
    }

    /** The deployment with the most inspections; the first answer reads the scores, the others move a limit over them. */
    private void limits(PrintWriter out) throws IOException, InterruptedException, SQLException {
        String deployment = mostInspections();
        long start = System.nanoTime();
        send(whatIf(deployment, 0));
        once(out, "limits tried for the first time", start);
        times(out, "a limit moved", i -> whatIf(deployment, i));
    }

    private void shadows(PrintWriter out) throws IOException, InterruptedException, SQLException {
        String deployment = text("""
                select (select cast(s.deployment_id as text) from shadow s join shadow_score c on c.shadow_id = s.id
                    group by s.deployment_id order by count(*) desc limit 1)""");
        if (deployment == null) {
            return;
        }
        String shadow = "/api/v1/deployments/" + deployment + "/shadow/";
        Instant now = Clock.systemUTC().instant();
        gets(out, "shadow compared, all months", i -> shadow + "comparison");
        gets(
                out,
                "shadow compared, a week",
                i -> shadow + "comparison?from=" + now.minus(Duration.ofDays(7 + i)) + "&to="
                        + now.minus(Duration.ofDays(i)));
        gets(out, "disagreements, newest first", i -> shadow + "disagreements");
        gets(out, "disagreements, most different first", i -> shadow + "disagreements?order=different");
    }

    private String mostInspections() throws SQLException {
        return text("select deployment_id from inspection group by 1 order by count(*) desc limit 1");
    }

    private HttpRequest whatIf(String deployment, int i) {
        String limits = String.format(
                Locale.ROOT,
                "{\"review_threshold\": %.3f, \"reject_threshold\": %.3f}",
                2.5 + i * 0.01,
                3.2 + i * 0.01);
        return HttpRequest.newBuilder(server.resolve("/api/v1/deployments/" + deployment + "/what-if"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(limits))
                .timeout(PATIENCE)
                .build();
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE).build();
    }

    private static void once(PrintWriter out, String name, long start) {
        out.printf(Locale.ROOT, "  %-58s %8.1f%n", name, (System.nanoTime() - start) / 1e6);
    }

    private interface Call {
        HttpRequest request(int i) throws IOException, InterruptedException;
    }

    private void times(PrintWriter out, String name, Call call) throws IOException, InterruptedException {
        for (int i = 0; i < 5; i++) {
            send(call.request(i)); // caches and compiled code, as in a server that has been up for a while
        }
        double[] millis = new double[runs];
        for (int i = 0; i < runs; i++) {
            HttpRequest request = call.request(i);
            long start = System.nanoTime();
            send(request);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        out.printf(
                Locale.ROOT, "  %-58s %8.1f %8.1f%n", name, millis[runs / 2], millis[(int) Math.ceil(0.95 * runs) - 1]);
        out.flush();
    }

    private void send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(request.uri() + " answers " + answer.statusCode() + ": "
                    + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}
