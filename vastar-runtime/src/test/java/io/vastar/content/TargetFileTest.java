// SPDX-License-Identifier: Apache-2.0
package io.vastar.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetFileTest {
    @TempDir
    Path folder;

    private List<Target> read(String... lines) throws IOException {
        return TargetFile.read(Files.write(folder.resolve("targets.txt"), List.of(lines)), "--targets");
    }

    @Test
    void shouldReadOneUrlALine() throws IOException {
        List<Target> targets =
                read("# list", "http://localhost:8080/a", "/b?x=1", "DELETE /c", "", "3x /d", "2x PUT http://h/e");

        assertThat(targets)
                .extracting(
                        target -> target.line() + " " + target.weight() + " " + target.method() + " " + target.url())
                .containsExactly(
                        "2 1 null http://localhost:8080/a",
                        "3 1 null /b?x=1",
                        "4 1 DELETE /c",
                        "6 3 null /d",
                        "7 2 PUT http://h/e");
    }

    @Test
    void shouldReadTheHttpFormatOfVegeta() throws IOException {
        Files.writeString(folder.resolve("body.json"), "{}");

        List<Target> targets = read(
                "POST http://h/items",
                "Content-Type: application/json",
                "# a comment",
                "X-Ref: http://h/",
                "@" + folder.resolve("body.json"),
                "",
                "",
                "PUT http://h/other",
                "@body.json",
                "GET http://h/third");

        assertThat(targets).hasSize(3);
        assertThat(targets.get(0).headers())
                .containsExactly(new Header("Content-Type", "application/json"), new Header("X-Ref", "http://h/"));
        assertThat(targets.get(0).body()).asString().isEqualTo("{}");
        assertThat(targets.get(1).body()).asString().isEqualTo("{}");
        assertThat(targets.get(2).body()).isNull();
    }

    @Test
    void shouldReadTheJsonFormatOfVegeta() throws IOException {
        List<Target> targets = read(
                "{\"method\":\"POST\",\"url\":\"http://h/a\",\"body\":\"aGk=\",\"header\":{\"X-A\":[\"1\",\"2\"]}}",
                "",
                "{\"url\":\"/b\",\"weight\":5}");

        assertThat(targets).hasSize(2);
        assertThat(targets.get(0).method()).isEqualTo("POST");
        assertThat(targets.get(0).body()).isEqualTo("hi".getBytes(StandardCharsets.UTF_8));
        assertThat(targets.get(0).headers()).containsExactly(new Header("X-A", "1"), new Header("X-A", "2"));
        assertThat(targets.get(1).line()).isEqualTo(3);
        assertThat(targets.get(1).weight()).isEqualTo(5);
        assertThat(targets.get(1).method()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/a~localhost/b|line 2: 'localhost/b' is neither a target (METHOD URL) nor a header",
                "X-A: 1|line 1: 'X-A: 1' is no target",
                "get /a|line 1: 'get' is not a request method",
                "/a b|line 1: '/a b' has a space at position 2",
                "http://h:99999/|line 1: '99999' in",
                "@body|line 1: '@body' names a body, but no target",
                "/a~@missing|line 2: cannot read the body file",
                "0x /a|line 1: the weight 0",
                "3x foo|line 1: 'foo' is neither a URL nor METHOD URL",
                "CONNECT http://h/|line 1: CONNECT opens a tunnel",
                "{\"url\":\"/a\"}~{\"url\":|line 2: this is no JSON object",
                "{\"url\":\"/a\",\"headers\":{}}|line 1: 'headers' is no field of a target (did you mean 'header'?)",
                "{\"method\":\"GET\"}|line 1: the target has no 'url'",
                "{\"url\":\"/a\",\"body\":\"{}\"}|line 1: 'body' is not in Base64",
                "{\"url\":\"/a\",\"weight\":1.5}|line 1: the weight 1.5 is no whole number",
                "{\"url\":\"/a\",\"header\":{\"A\":[1]}}|line 1: header 'A' has the value 1",
                "{\"url\":1}|line 1: 'url' is no text",
                "# only this|has no target"
            })
    void shouldSayInWhichLineSomethingIsWrong(String lines, String expected) {
        assertThatThrownBy(() -> read(lines.split("~")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("--targets: ")
                .hasMessageContaining("targets.txt")
                .hasMessageContaining(expected);
    }

    @Test
    void shouldSayThatAFileIsMissingOrNoText() throws IOException {
        assertThatThrownBy(() -> TargetFile.read(folder.resolve("none"), "--targets"))
                .hasMessageContaining("cannot read the file of targets")
                .hasMessageContaining("there is no such file");
        Path binary = Files.write(folder.resolve("x"), new byte[] {(byte) 0xff, 0});
        assertThatThrownBy(() -> TargetFile.read(binary, "--targets")).hasMessageContaining("is not UTF-8 text");
    }
}
