// SPDX-License-Identifier: Apache-2.0
package io.vastar.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.grammar.FormPart;
import io.vastar.grammar.UrlPattern;
import io.vastar.spi.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {
    @TempDir
    Path folder;

    private static List<String> urls(String pattern, int count, long seed) {
        return RandomUrls.generate(UrlPattern.parse(pattern), RandomUrls.MAX_REPEAT, count, seed, "--rand-regex-url");
    }

    @Test
    void shouldMakeUrlsOfAPattern() {
        List<String> urls = urls("http://h/[a-c]{2}/v1.0/\\d{3}\\?q=(x|y)z*", 1000, 1);

        assertThat(urls).allMatch(url -> url.matches("/[a-c]{2}/v1[.]0/\\d{3}[?]q=[xy]z{0,4}"));
        assertThat(new HashSet<>(urls)).hasSizeGreaterThan(500);
        assertThat(urls("http://h/[a-c]{2}/v1.0/\\d{3}\\?q=(x|y)z*", 1000, 1)).isEqualTo(urls);
        assertThat(urls("http://h/[a-c]{2}/v1.0/\\d{3}\\?q=(x|y)z*", 1000, 2)).isNotEqualTo(urls);
    }

    @Test
    void shouldEncodeWhatAUrlCannotCarry() {
        assertThat(urls("http://h/a b#\"é", 1, 1)).containsExactly("/a%20b%23%22%C3%A9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/(?=b)a", "/a\\b\\Bc", "/(?<n>x)\\k<n>"})
    void shouldSayThatNothingCanBeMade(String pattern) {
        assertThatThrownBy(() -> urls(pattern, 10, 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no URL can be made from");
    }

    @Test
    void shouldReadBodiesOfLines() throws IOException {
        Path file = Files.write(folder.resolve("bodies"), "one\r\n\ntwo\n\u00e9".getBytes(StandardCharsets.ISO_8859_1));

        List<byte[]> lines = ContentFile.lines(file, "-Z");

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).asString().isEqualTo("one");
        assertThat(lines.get(2)).containsExactly(0xe9);
        assertThatThrownBy(() -> ContentFile.lines(Files.writeString(folder.resolve("empty"), "\n\n"), "-Z"))
                .hasMessageContaining("has no line");
    }

    @Test
    void shouldPutAFormTogether() throws IOException {
        Path png = Files.write(folder.resolve("a\"b.png"), new byte[] {1, 2});
        Path text = Files.writeString(folder.resolve("notes.txt"), "some notes");
        List<FormPart> parts = List.of(
                FormPart.parse("name=é"),
                FormPart.parse("file=@" + png),
                FormPart.parse("up=@" + text + ";type=text/x;filename=other"),
                FormPart.parse("notes=<" + text));

        MultipartForm form = MultipartForm.of(parts, "-F");

        String boundary = form.contentType().substring("multipart/form-data; boundary=".length());
        assertThat(new String(form.body(), StandardCharsets.UTF_8))
                .isEqualTo(String.join(
                        "\r\n",
                        "--" + boundary,
                        "Content-Disposition: form-data; name=\"name\"",
                        "",
                        "é",
                        "--" + boundary,
                        "Content-Disposition: form-data; name=\"file\"; filename=\"a%22b.png\"",
                        "Content-Type: image/png",
                        "",
                        "\u0001\u0002",
                        "--" + boundary,
                        "Content-Disposition: form-data; name=\"up\"; filename=\"other\"",
                        "Content-Type: text/x",
                        "",
                        "some notes",
                        "--" + boundary,
                        "Content-Disposition: form-data; name=\"notes\"",
                        "",
                        "some notes",
                        "--" + boundary + "--",
                        ""));
        assertThat(MultipartForm.of(parts, "-F").contentType()).isEqualTo(form.contentType());
        assertThatThrownBy(() -> MultipartForm.of(List.of(FormPart.parse("a=@" + folder.resolve("none"))), "-F"))
                .hasMessageContaining("cannot read the file");
    }
}
