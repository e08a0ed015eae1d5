// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.content.ContentFile;
import io.vastar.spi.Header;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Request bodies: reads their files and names their type where the user did not. */
final class Bodies {
    private static final Pattern DURATION = Pattern.compile("\\d+(?:ms|s|m|h)");

    private Bodies() {}

    /** What other tools take for the length of the run. */
    static void noteDuration(String body, List<String> notes) {
        if (body != null && DURATION.matcher(body).matches()) {
            notes.add("-d " + body + " is sent as the body of each request; for a run of " + body
                    + " (-d of wrk, bombardier and k6) write -z " + body);
        }
    }

    /** @param where the flag or attribute that names the file */
    static byte[] read(Path file, String where) {
        return ContentFile.read(file, where, "body file");
    }

    /** Whether a body looks like the name of a file as curl writes it, {@code @name}, and the file is there. */
    static boolean isMarkedFile(String body) {
        try {
            return body.length() > 1 && body.charAt(0) == '@' && Files.isRegularFile(Path.of(body.substring(1)));
        } catch (InvalidPathException e) {
            return false;
        }
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
