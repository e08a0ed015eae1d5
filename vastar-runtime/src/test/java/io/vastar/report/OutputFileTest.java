// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.spi.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    @TempDir
    Path folder;

    @Test
    void shouldRefuseAFolder() {
        assertThatThrownBy(() -> OutputFile.check(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void shouldRefuseAMissingFolder() {
        assertThatThrownBy(() -> OutputFile.check(folder.resolve("missing/out.json")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("there is no folder '" + folder.resolve("missing"));
    }

    @Test
    void shouldRefuseAFileInPlaceOfTheFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> OutputFile.check(file.resolve("out.json")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is not a folder");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldRefuseAFolderThatTakesNoFilesOfAnyUser() {
        assertThatThrownBy(() -> OutputFile.check(Path.of("/proc/out.json")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no file can be created in '/proc'");
    }

    @Test
    void shouldCreateNothingWhenChecking() throws IOException {
        OutputFile.check(folder.resolve("out.json"));
        assertThat(listing()).isEmpty();
        assertThatCode(() -> OutputFile.check(Path.of("out.json"))).doesNotThrowAnyException();
    }

    @Test
    void shouldReplaceTheWholeFileAndLeaveNothingElse() throws IOException {
        Path file = folder.resolve("out.json");
        Files.writeString(file, "a long old content");
        OutputFile.write(file, "{\"µ\":1}\n");
        assertThat(file).hasContent("{\"µ\":1}\n");
        assertThat(listing()).containsExactly(file);
    }

    @Test
    void shouldWriteThroughALinkWithoutReplacingIt() throws IOException {
        Path file = Files.writeString(folder.resolve("real.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);
        OutputFile.write(link, "new");
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldWriteToADeviceWithoutReplacingIt() {
        OutputFile.write(Path.of("/dev/null"), "gone");
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    private Path[] listing() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toArray(Path[]::new);
        }
    }
}
