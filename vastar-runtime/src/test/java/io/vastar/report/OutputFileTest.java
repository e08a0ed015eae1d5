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
    void shouldWriteToADeviceWithoutReplacingIt() throws IOException {
        OutputFile.write(Path.of("/dev/null"), "gone");
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void shouldRemoveAnEarlierResultWhenTheNewOneCannotBeWritten() throws IOException {
        Path file = Files.writeString(
                folder.resolve("x".repeat(230) + ".json"), "old"); // no room for a longer name beside it
        assertThatThrownBy(() -> OutputFile.write(file, "new"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the result could not be written to '" + file + "': ")
                .hasMessageEndingWith("(the result of an earlier run in that file was removed)");
        assertThat(listing()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldReportThatADeviceTakesNothing() {
        assertThatThrownBy(() -> OutputFile.write(Path.of("/dev/full"), "new"))
                .isInstanceOf(IOException.class)
                .hasMessage("the result could not be written to '/dev/full': No space left on device");
    }

    @Test
    void shouldRefuseAFileThatAnotherRunIsWriting() throws IOException {
        Path file = folder.resolve("out.json");
        try (OutputClaim claim = OutputClaim.of(file)) {
            assertThat(claim).isNotNull();
            assertThatThrownBy(() -> OutputClaim.of(file))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage(
                            "output file '" + file + "' is being written by another run (this process); wait for its"
                                    + " end, or write to another file");
            assertThatThrownBy(() -> OutputClaim.of(folder.resolve("../" + folder.getFileName() + "/out.json")))
                    .hasMessageContaining("another run");
        }
        assertThat(listing()).isEmpty();
        OutputClaim.of(file).close();
    }

    @Test
    void shouldTakeTheClaimThatAKilledRunLeft() throws IOException {
        Files.writeString(folder.resolve(".out.json.lock"), "1");
        OutputClaim.of(folder.resolve("out.json")).close();
        assertThat(listing()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldShareDevices() {
        Path device = Path.of("/dev/null");
        try (OutputClaim one = OutputClaim.of(device);
                OutputClaim other = OutputClaim.of(device)) {
            assertThat(other).isSameAs(one);
        }
    }

    @Test
    void shouldKnowTheSameFileByALink() throws IOException {
        Path file = Files.writeString(folder.resolve("real.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);
        assertThat(OutputFile.isSame(link, file)).isTrue();
        assertThat(OutputFile.isSame(folder.resolve("a"), folder.resolve("b/../a")))
                .isTrue();
        assertThat(OutputFile.isSame(folder.resolve("a"), folder.resolve("b"))).isFalse();
    }

    private Path[] listing() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toArray(Path[]::new);
        }
    }
}
