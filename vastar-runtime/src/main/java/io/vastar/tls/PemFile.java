// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The blocks of a PEM file (RFC 7468), with the header fields that older keys have (RFC 1421). */
final class PemFile {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private final List<Block> blocks = new ArrayList<>();

    /**
     * One block.
     *
     * @param type such as {@code CERTIFICATE}
     * @param fields such as {@code DEK-Info}; usually empty
     */
    record Block(String type, Map<String, String> fields, byte[] bytes) {}

    private PemFile() {}

    /** Whether there is a block at all. */
    static boolean isPem(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1).contains(BEGIN);
    }

    /** @throws IllegalArgumentException when a block is malformed; the message says how, in a clause */
    static PemFile parse(byte[] file) {
        PemFile pem = new PemFile();
        List<String> lines = new String(file, StandardCharsets.ISO_8859_1)
                .lines()
                .map(String::strip)
                .toList();
        int at = 0;
        while (at < lines.size()) {
            String line = lines.get(at++);
            if (line.startsWith(BEGIN) && line.endsWith(DASHES)) {
                at = pem.read(lines, at, line.substring(BEGIN.length(), line.length() - DASHES.length()));
            }
        }
        return pem;
    }

    private int read(List<String> lines, int from, String type) {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        StringBuilder base64 = new StringBuilder();
        for (int at = from; at < lines.size(); at++) {
            String line = lines.get(at);
            int colon = line.indexOf(':');
            if (line.startsWith(END)) {
                blocks.add(new Block(type, fields, decode(base64.toString(), type)));
                return at + 1;
            } else if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            } else {
                base64.append(line);
            }
        }
        throw new IllegalArgumentException("its block " + BEGIN + type + DASHES + " has no end");
    }

    private static byte[] decode(String base64, String type) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its block " + BEGIN + type + DASHES + " is no base64", e);
        }
    }

    List<Block> blocks() {
        return blocks;
    }

    /** The types of all blocks, for messages. */
    String types() {
        return blocks.isEmpty()
                ? "nothing"
                : String.join(", ", blocks.stream().map(Block::type).toList());
    }
}
