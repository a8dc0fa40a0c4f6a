package org.patchbank.evaluation.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patchbank.evaluation.client.InspectionAnswer;
import org.patchbank.evaluation.client.InspectionAnswer.Limits;
import org.patchbank.evaluation.client.InspectionAnswer.Region;

class DemoReportTest {
    private final DemoReport report = new DemoReport(URI.create("http://127.0.0.1:8080"));
    private final StringWriter out = new StringWriter();

    @Test
    void counts_what_was_caught_what_escaped_and_what_was_falsely_rejected() {
        add("scratch-000", "scratch", "reject");
        add("scratch-001", "scratch", "review");
        add("dent-000", "dent", "accept");
        add("good-000", "good", "accept");
        add("good-001", "good", "reject");
        assertThat(report.defective()).isEqualTo(new DemoReport.Count(3, 1, 1, 1));
        assertThat(report.good()).isEqualTo(new DemoReport.Count(2, 1, 0, 1));
        report.print(new PrintWriter(out), false);
        assertThat(out.toString())
                .contains("Caught      2 of 3 defective parts: 1 rejected, 1 for review; 1 escaped.")
                .contains("Good parts  1 of 2 accepted; 1 falsely rejected, 0 for review.")
                .contains("scratch-000  reject    1.500  3 x 4 at 1,2 and 1 more  http://127.0.0.1:8080/i/overlay");
    }

    @Test
    void without_parts_there_is_nothing_to_count() {
        report.print(new PrintWriter(out), true);
        assertThat(out.toString()).contains("\"parts\" : [ ]");
    }

    private void add(String name, String drawnAs, String decision) {
        List<Region> regions = List.of(new Region(9, 9, 1, 1, 1, 0.5), new Region(1, 2, 3, 4, 12, 0.9));
        InspectionAnswer inspection = new InspectionAnswer(
                "i",
                "p",
                "l",
                null,
                "d",
                1,
                "s",
                1,
                decision,
                1.5,
                new Limits(1.0, 1.2),
                regions,
                Map.of(),
                "node",
                null,
                Map.of("overlay", "/i/overlay"));
        report.add(new DemoParts.Part(name, drawnAs, Path.of(name + ".jpg")), inspection);
    }
}
