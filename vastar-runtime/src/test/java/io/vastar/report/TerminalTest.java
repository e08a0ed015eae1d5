// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalTest {
    @Test
    void shouldColourATerminalUnlessItIsDumb() {
        assertThat(Terminal.colour(true, Map.of("TERM", "xterm-256color"))).isTrue();
        assertThat(Terminal.colour(true, Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.colour(false, Map.of("TERM", "xterm-256color"))).isFalse();
    }

    @Test
    void shouldLetNoColorWin() {
        assertThat(Terminal.colour(true, Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(Terminal.colour(true, Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1")))
                .isFalse();
        assertThat(Terminal.colour(true, Map.of("NO_COLOR", ""))).isTrue();
    }

    @Test
    void shouldColourAPipeWhenForced() {
        assertThat(Terminal.colour(false, Map.of("CLICOLOR_FORCE", "1"))).isTrue();
        assertThat(Terminal.colour(false, Map.of("CLICOLOR_FORCE", "0"))).isFalse();
    }

    @Test
    void shouldTakeTheWidthFromColumnsWhenItMakesSense() {
        assertThat(Terminal.columns(Map.of("COLUMNS", "132"))).isEqualTo(132);
        assertThat(Terminal.columns(Map.of())).isEqualTo(80);
        assertThat(Terminal.columns(Map.of("COLUMNS", "wide"))).isEqualTo(80);
        assertThat(Terminal.columns(Map.of("COLUMNS", "3"))).isEqualTo(80);
    }

    @Test
    void shouldTellTerminalsFromFilesByTheLinkOfTheOpenFile(@TempDir Path folder) throws IOException {
        assertThat(Terminal.isTty(Files.createSymbolicLink(folder.resolve("1"), Path.of("/dev/pts/7"))))
                .isTrue();
        assertThat(Terminal.isTty(Files.createSymbolicLink(folder.resolve("2"), Path.of("pipe:[4711]"))))
                .isFalse();
        assertThat(Terminal.isTty(Files.createSymbolicLink(folder.resolve("3"), Path.of("/tmp/out.txt"))))
                .isFalse();
    }
}
