// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.spi.ConfigurationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line as it was written. Java decodes it with the encoding of the locale, and where that cannot be done, as with
 * {@code LC_ALL=POSIX}, puts U+FFFD in place of each byte; Linux still has the bytes.
 */
final class Arguments {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final char LOST = '\uFFFD';

    private Arguments() {}

    /** @throws ConfigurationException for one whose characters are lost */
    static String[] ofThisProcess(String[] decoded) {
        for (String argument : decoded) {
            if (argument.indexOf(LOST) >= 0) {
                return recovered(decoded, commandLine());
            }
        }
        return decoded;
    }

    /** @param commandLine each argument ended by a zero, those of the JVM before those of the program */
    static String[] recovered(String[] decoded, byte[] commandLine) {
        List<byte[]> all = split(commandLine);
        int first = all.size() - decoded.length;
        String[] recovered = decoded.clone();
        for (int i = 0; i < recovered.length; i++) {
            if (recovered[i].indexOf(LOST) >= 0) {
                String written = first < 0 ? null : utf8(all.get(first + i));
                if (written == null) {
                    throw new ConfigurationException(
                            "'" + decoded[i] + "' has characters that are lost in this locale; run it"
                                    + " with LC_ALL=C.UTF-8, or write a body that is not UTF-8 into a file for -D");
                }
                recovered[i] = written;
            }
        }
        return recovered;
    }

    private static byte[] commandLine() {
        try {
            return Files.readAllBytes(COMMAND_LINE);
        } catch (IOException e) {
            return new byte[0]; // not on this system
        }
    }

    private static List<byte[]> split(byte[] commandLine) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < commandLine.length; i++) {
            if (commandLine[i] == 0) {
                byte[] part = new byte[i - from];
                System.arraycopy(commandLine, from, part, 0, part.length);
                parts.add(part);
                from = i + 1;
            }
        }
        return parts;
    }

    /** Null when it is not UTF-8. */
    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
