package org.patchbank.evaluation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;
import picocli.CommandLine;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class DashboardBenchmarkTest {
    @TestHTTPResource("/")
    URI server;

    @Test
    void inspections_are_timed_with_and_without_readers(@TempDir Path folder) throws Exception {
        TestProduct product = new TestProduct("read-plate").enrol(12);
        product.deploy("default", product.build()).then().statusCode(201);
        Files.write(folder.resolve("part.png"), TestProduct.good(2000));
        StringWriter out = new StringWriter();

        int code = new CommandLine(new DashboardBenchmark())
                .setOut(new PrintWriter(out))
                .execute(
                        server.toString(),
                        "--product=read-plate",
                        "--images=" + folder,
                        "--readers=6",
                        "--look=0.2",
                        "--seconds=1",
                        "--rate=5",
                        "--json");

        assertThat(code).isZero();
        JsonNode figures = new ObjectMapper().readTree(out.toString());
        assertThat(figures.get("views").intValue()).isGreaterThanOrEqualTo(6);
        assertThat(figures.get("failed_views").intValue()).isZero();
        assertThat(figures.get("first").get("inspections").intValue()).isEqualTo(5);
        assertThat(figures.get("alone").get("inspections").intValue()).isEqualTo(20);
        assertThat(figures.get("read").get("inspections").intValue()).isEqualTo(20);
        assertThat(figures.get("p95_ratio").doubleValue())
                .isEqualTo(figures.get("read").get("p95_ms").doubleValue()
                        / figures.get("alone").get("p95_ms").doubleValue());
    }
}
