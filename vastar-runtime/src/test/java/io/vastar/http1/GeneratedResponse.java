// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import java.util.Random;

/** A response that follows RFC 9112, with many of the liberties it gives, and what it means. */
record GeneratedResponse(String text, int status, long bodyBytes, boolean closes, boolean untilClose) {
    private static final int[] STATUSES = {200, 201, 204, 206, 301, 304, 404, 429, 500, 503, 599};
    private static final String TEMPTING = "data: x\r\n0123\n\nHTTP/1.1 200";
    private static final String[] NOISE = {
        "Server: nginx\r\n",
        "Date: Mon, 01 Jan 2026 00:00:00 GMT\r\n",
        "X-Empty:\r\n",
        "Set-Cookie: a=b; Path=/\r\n",
        "X-Content-Length: 7\r\n",
        "Content-Type: text/event-stream\r\n",
        "Content-Type: text/html; charset=utf-8\r\n",
        "X-Name: Bj\u00f6rn\r\n",
        "Connectionx: close\n",
        "T: 1\n"
    };

    static GeneratedResponse next(Random random) {
        int status = STATUSES[random.nextInt(STATUSES.length)];
        StringBuilder text = new StringBuilder();
        while (random.nextInt(6) == 0) {
            text.append(
                    random.nextBoolean() ? "HTTP/1.1 100 Continue\r\n\r\n" : "HTTP/1.1 103 X\r\nLink: </a>\r\n\r\n");
        }
        text.append("HTTP/1.1 ").append(status).append(random.nextBoolean() ? " Some reason\r\n" : "\r\n");
        noise(text, random);
        boolean closes = random.nextInt(5) == 0;
        if (closes) {
            text.append(anyCase("Connection", random))
                    .append(random.nextBoolean() ? ":close\r\n" : ": a, Close ,b\r\n");
        }
        noise(text, random);
        String body = body(random);
        boolean bodiless = status == 204 || status == 304;
        switch (random.nextInt(3)) {
            case 0 -> {
                text.append(anyCase("Content-Length", random)).append(": ").append(body.length());
                text.append(random.nextInt(4) == 0 ? " , " + body.length() + "\r\n" : "\r\n");
                noise(text, random);
                text.append("\r\n").append(bodiless ? "" : body);
            }
            case 1 -> {
                text.append(anyCase("Transfer-Encoding", random)).append(": ").append(anyCase("chunked", random));
                text.append("\r\n");
                noise(text, random);
                text.append("\r\n").append(bodiless ? "" : chunked(body, random));
            }
            default -> {
                text.append("\r\n").append(bodiless ? "" : body);
                return new GeneratedResponse(
                        text.toString(), status, bodiless ? 0 : body.length(), closes || !bodiless, !bodiless);
            }
        }
        return new GeneratedResponse(text.toString(), status, bodiless ? 0 : body.length(), closes, false);
    }

    private static void noise(StringBuilder text, Random random) {
        for (int count = random.nextInt(4); count > 0; count--) {
            text.append(NOISE[random.nextInt(NOISE.length)]);
        }
    }

    private static String body(Random random) {
        StringBuilder body = new StringBuilder();
        for (int count = random.nextInt(4) == 0 ? 0 : random.nextInt(400); count > 0; count--) {
            body.append(TEMPTING.charAt(random.nextInt(TEMPTING.length())));
        }
        return body.toString();
    }

    private static String chunked(String body, Random random) {
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < body.length(); ) {
            int size = Math.min(1 + random.nextInt(50), body.length() - from);
            text.append("0".repeat(random.nextInt(3)));
            text.append(anyCase(Integer.toHexString(size), random))
                    .append(extension(random))
                    .append("\r\n");
            text.append(body, from, from + size).append("\r\n");
            from += size;
        }
        text.append("0".repeat(1 + random.nextInt(3))).append(extension(random)).append("\r\n");
        if (random.nextInt(3) == 0) {
            noise(text, random);
        }
        return text.append("\r\n").toString();
    }

    private static String extension(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> ";a=b";
            case 1 -> " ; a=\"x;\\\"y\"";
            case 2 -> "  ";
            default -> "";
        };
    }

    private static String anyCase(String text, Random random) {
        StringBuilder mixed = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            mixed.setCharAt(i, random.nextBoolean() ? Character.toUpperCase(c) : Character.toLowerCase(c));
        }
        return mixed.toString();
    }
}
