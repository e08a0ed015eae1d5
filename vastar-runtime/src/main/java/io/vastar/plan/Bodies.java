// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Request bodies: reads their files and names their type where the user did not. */
final class Bodies {
    private Bodies() {}

    /** @param where the flag or attribute that names the file */
    static byte[] read(Path file, String where) {
        try {
            if (Files.isDirectory(file)) {
                throw unreadable(file, where, "it is a directory", null);
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw unreadable(
                    file, where, "there is no such file in " + Path.of("").toAbsolutePath(), e);
        } catch (AccessDeniedException e) {
            throw unreadable(file, where, "permission denied", e);
        } catch (IOException e) {
            throw unreadable(file, where, String.valueOf(e.getMessage()), e);
        } catch (OutOfMemoryError e) {
            throw unreadable(file, where, "it is too large to be sent as one body", e);
        }
    }

    private static ConfigurationException unreadable(Path file, String where, String why, Throwable cause) {
        return new ConfigurationException(
                where + ": cannot read the body file '" + file + "': " + why + "; name a readable file", cause);
    }

    /** The content type to send: the given one; none without a body; else what the body looks like. */
    static String contentType(String given, byte[] body, List<Header> headers) {
        if (given != null) {
            return given;
        }
        if (body.length == 0 || headers.stream().anyMatch(h -> h.name().equalsIgnoreCase("Content-Type"))) {
            return null;
        }
        for (byte b : body) {
            if (b == '{' || b == '[') {
                return "application/json";
            }
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                break;
            }
        }
        return isUtf8(body) ? "text/plain; charset=utf-8" : "application/octet-stream";
    }

    private static boolean isUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
