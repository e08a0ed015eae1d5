// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

/** Names of HTTP status codes (RFC 9110 §15, RFC 6585) that a load test is likely to see, and their colours. */
final class StatusReason {
    private StatusReason() {}

    /** Empty when the code is not one of the usual ones. */
    static String of(int code) {
        return switch (code) {
            case 300 -> "Multiple Choices";
            case 301 -> "Moved Permanently";
            case 302 -> "Found";
            case 303 -> "See Other";
            case 304 -> "Not Modified";
            case 307 -> "Temporary Redirect";
            case 308 -> "Permanent Redirect";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 411 -> "Length Required";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 421 -> "Misdirected Request";
            case 422 -> "Unprocessable Content";
            case 426 -> "Upgrade Required";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            case 505 -> "HTTP Version Not Supported";
            default -> "";
        };
    }

    static int colour(int code) {
        return switch (code / 100) {
            case 2 -> Ansi.GREEN;
            case 3 -> Ansi.YELLOW;
            case 4 -> Ansi.ORANGE;
            default -> Ansi.RED;
        };
    }
}
