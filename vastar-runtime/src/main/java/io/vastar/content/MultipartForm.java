// SPDX-License-Identifier: Apache-2.0
package io.vastar.content;

import io.vastar.grammar.FormPart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A body of {@code multipart/form-data} (RFC 7578). The same parts give the same bytes: the boundary comes from their
 * content.
 *
 * @param contentType with the boundary
 */
public record MultipartForm(String contentType, byte[] body) {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("gif", "image/gif"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("png", "image/png"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("txt", "text/plain"),
            Map.entry("htm", "text/html"),
            Map.entry("html", "text/html"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("xml", "application/xml"),
            Map.entry("json", "application/json"));

    /**
     * Puts a form together.
     *
     * @param where the flag or attribute that gives the parts
     * @throws io.vastar.spi.ConfigurationException when a file cannot be read
     */
    public static MultipartForm of(List<FormPart> parts, String where) {
        List<byte[]> contents = new ArrayList<>();
        MessageDigest digest = sha256();
        for (FormPart part : parts) {
            byte[] content = part.source() == FormPart.Source.TEXT
                    ? part.content().getBytes(StandardCharsets.UTF_8)
                    : ContentFile.read(ContentFile.path(part.content(), where), where, "file");
            contents.add(content);
            digest.update(content);
        }
        String boundary = "----vastar-" + HexFormat.of().formatHex(digest.digest(), 0, 16);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < parts.size(); i++) {
            out.writeBytes(utf8("--" + boundary + "\r\n" + head(parts.get(i)) + "\r\n"));
            out.writeBytes(contents.get(i));
            out.writeBytes(utf8("\r\n"));
        }
        out.writeBytes(utf8("--" + boundary + "--\r\n"));
        return new MultipartForm("multipart/form-data; boundary=" + boundary, out.toByteArray());
    }

    private static String head(FormPart part) {
        StringBuilder head = new StringBuilder("Content-Disposition: form-data; name=\"");
        head.append(quoted(part.name())).append('"');
        String fileName = fileName(part);
        if (fileName != null) {
            head.append("; filename=\"").append(quoted(fileName)).append('"');
        }
        head.append("\r\n");
        String type = part.type() != null ? part.type() : fileName == null ? null : typeOf(fileName);
        if (type != null) {
            head.append("Content-Type: ").append(type).append("\r\n");
        }
        return head.toString();
    }

    private static String fileName(FormPart part) {
        if (part.fileName() != null || part.source() != FormPart.Source.UPLOAD) {
            return part.fileName();
        }
        Path name = Path.of(part.content()).getFileName();
        return name == null ? part.content() : name.toString();
    }

    /** As HTML's forms write it: percent-encoded quotes and line ends. */
    private static String quoted(String text) {
        return text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String typeOf(String fileName) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
