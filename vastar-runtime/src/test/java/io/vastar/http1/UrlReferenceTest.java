// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.spi.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlReferenceTest {
    private static final HttpUrl BASE = HttpUrl.parse("http://user:pw@h:8080/b/c/d?q=1");

    /** The examples of RFC 3986 §5.4, as far as they concern http. */
    @ParameterizedTest
    @CsvSource({
        "g, http://h:8080/b/c/g",
        "./g, http://h:8080/b/c/g",
        "g/, http://h:8080/b/c/g/",
        "/g, http://h:8080/g",
        "//g, http://g/",
        "?y, http://h:8080/b/c/d?y",
        "g?y, http://h:8080/b/c/g?y",
        "#s, http://h:8080/b/c/d?q=1",
        "g#s, http://h:8080/b/c/g",
        "'', http://h:8080/b/c/d?q=1",
        "., http://h:8080/b/c/",
        "./, http://h:8080/b/c/",
        ".., http://h:8080/b/",
        "../g, http://h:8080/b/g",
        "../.., http://h:8080/",
        "../../../g, http://h:8080/g",
        "/../g, http://h:8080/g",
        "g., http://h:8080/b/c/g.",
        "..g, http://h:8080/b/c/..g",
        "./g/., http://h:8080/b/c/g/",
        "g/../h, http://h:8080/b/c/h",
        "g?y/../x, http://h:8080/b/c/g?y/../x",
        "https://example.com, https://example.com/",
        "HTTP://Example.com:80/a/../b?c=/.., http://Example.com/b?c=/..",
        "http://me:secret@other/x, http://other/x",
        "a b, http://h:8080/b/c/a%20b",
        "/a:b, http://h:8080/a:b",
    })
    void shouldResolveLikeABrowser(String location, String url) {
        assertThat(UrlReference.resolve(BASE, location).toString()).isEqualTo(url);
    }

    @Test
    void shouldReadUtf8() {
        assertThat(UrlReference.resolve(BASE, "/caf\u00c3\u00a9").target()).isEqualTo("/caf%C3%A9");
    }

    @Test
    void shouldKeepBytesThatAreNotUtf8() {
        assertThat(UrlReference.resolve(BASE, "/caf\u00e9?q=\u00ff").target()).isEqualTo("/caf%E9?q=%FF");
    }

    @Test
    void shouldRefuseOtherSchemes() {
        assertThatThrownBy(() -> UrlReference.resolve(BASE, "ftp://h/x"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'ftp', which is not HTTP");
    }
}
