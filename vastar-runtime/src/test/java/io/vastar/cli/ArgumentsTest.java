// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.spi.ConfigurationException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static final String LOST = "\ufffd\ufffd\ufffd";

    @Test
    void shouldReadWhatTheLocaleCannotSayFromTheCommandLine() {
        byte[] line = "java\0-jar\0x.jar\0http\0-d\0x \u20ac\0".getBytes(StandardCharsets.UTF_8);

        assertThat(Arguments.recovered(new String[] {"http", "-d", "x " + LOST}, line))
                .containsExactly("http", "-d", "x \u20ac");
    }

    @Test
    void shouldRefuseBytesThatAreNotUtf8() {
        byte[] line = "java\0-d\0\u00e9\0".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Arguments.recovered(new String[] {"-d", "\ufffd"}, line))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "'\ufffd' has characters that are lost in this locale; run it with LC_ALL=C.UTF-8, or write a body"
                                + " that is not UTF-8 into a file for -D");
    }

    @Test
    void shouldRefuseWhereNothingHasTheBytes() {
        assertThatThrownBy(() -> Arguments.recovered(new String[] {"-d", LOST}, new byte[0]))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("are lost in this locale");
    }
}
