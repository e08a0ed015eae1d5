// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageTest {
    private static final String TESTS = readTests();

    @ParameterizedTest
    @EnumSource(Message.class)
    void shouldHaveATestOfEachMessage(Message message) {
        assertThat(TESTS.contains("[Vastar/" + message.tag() + "]"))
                .as("a test of %s", message.tag())
                .isTrue();
    }

    @Test
    void shouldHaveATagOfItsOwnForEachMessage() {
        assertThat(Arrays.stream(Message.values()).map(Message::tag)).doesNotHaveDuplicates();
    }

    private static String readTests() {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(Files::isRegularFile).map(MessageTest::read).collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
