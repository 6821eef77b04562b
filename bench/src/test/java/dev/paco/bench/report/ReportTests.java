package dev.paco.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTests {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Report report = new Report(new PrintStream(printed, true, UTF_8));

    @Test
    void mediansSpreadsAndRatiosArePrinted() {
        for (double value : new double[] {30, 10, 20}) {
            report.add("Saving", Report.PRODUCT, "accepted/s", value * 100);
            report.add("Saving", "other", "accepted/s", value * 50);
        }
        report.add("Saving", "other", "only it has", 1);
        report.print();
        assertThat(printed.toString(UTF_8).lines().map(line -> line.strip().replaceAll(" +", " ")))
                .contains(
                        "Saving",
                        "paco accepted/s 2,000 1,000 3,000",
                        "other accepted/s 1,000 500 1,500",
                        "paco / other accepted/s 2.00");
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        report.add("a", "b", "c", 1);
        report.add("a", "b", "c", 4);
        assertThat(report.median("a", "b", "c")).contains(2.5);
        assertThat(report.median("a", "b", "d")).isEmpty();
    }

    @Test
    void everyValueIsInTheFile(@TempDir Path folder) throws IOException {
        report.add("a", Report.PRODUCT, "c", 1.5);
        report.write(folder.resolve("figures").resolve("bench.json"));
        assertThat(Files.readString(folder.resolve("figures").resolve("bench.json")))
                .contains("\"a\"", "\"paco\"", "\"values\"", "1.5", "\"median\"");
    }
}
