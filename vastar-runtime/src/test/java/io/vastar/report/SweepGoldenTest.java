// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.sweep.SweepListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Whole reports as files; run with {@code -Dvastar.golden=write} to write them anew after a wanted change. */
class SweepGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/io/vastar/report");

    @Test
    void shouldWriteASingleSweepAsText() throws IOException {
        golden("sweep-single.txt", SweepText.text(SweepResults.single(SweepListener.NONE), false));
    }

    @Test
    void shouldWriteASingleSweepAsJson() throws IOException {
        golden("sweep-single.json", SweepJson.text(SweepResults.single(SweepListener.NONE)));
    }

    @Test
    void shouldWriteASingleSweepAsCsv() throws IOException {
        golden("sweep-single.csv", SweepCsv.text(SweepResults.single(SweepListener.NONE)));
    }

    @Test
    void shouldWriteAPairedSweepAsText() throws IOException {
        golden("sweep-paired.txt", SweepText.text(SweepResults.paired(), false));
    }

    @Test
    void shouldWriteAPairedSweepAsJson() throws IOException {
        golden("sweep-paired.json", SweepJson.text(SweepResults.paired()));
    }

    @Test
    void shouldWriteASweepOfADeadTargetAsText() throws IOException {
        golden("sweep-dead.txt", SweepText.text(SweepResults.dead(), false));
    }

    @Test
    void shouldWriteTheCourseOfASweep() throws IOException {
        StringWriter progress = new StringWriter();

        SweepResults.single(new SweepProgress(new PrintWriter(progress)));

        golden("sweep-progress.txt", progress.toString());
    }

    @Test
    void shouldWriteTheSameInEveryLocale() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            golden("sweep-single.txt", SweepText.text(SweepResults.single(SweepListener.NONE), false));
            golden("sweep-single.csv", SweepCsv.text(SweepResults.single(SweepListener.NONE)));
        } finally {
            Locale.setDefault(before);
        }
    }

    private static void golden(String name, String actual) throws IOException {
        Path file = FOLDER.resolve(name);
        if ("write".equals(System.getProperty("vastar.golden"))) {
            Files.writeString(file, actual, StandardCharsets.UTF_8);
        }
        assertThat(actual).isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
    }
}
