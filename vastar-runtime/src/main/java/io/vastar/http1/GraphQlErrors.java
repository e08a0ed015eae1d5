// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.spi.BodyWatch;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/**
 * Finds out whether a GraphQL response reports errors (GraphQL over HTTP; GraphQL §7.1), and what the first of them says,
 * while the body passes by: follows the JSON's brackets and strings, keeps nothing but the beginning of one message.
 */
final class GraphQlErrors implements BodyWatch {
    private static final int MOST_MESSAGE_BYTES = 300;
    private static final int MOST_KEY_BYTES = 8;
    private static final int ERRORS_DEPTH = 2;
    private static final int ERROR_DEPTH = 3;

    private final byte[] key = new byte[MOST_KEY_BYTES];
    private final byte[] message = new byte[MOST_MESSAGE_BYTES];
    private int keyLength;
    private int messageLength;
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean keyExpected;
    private boolean keepsKey;
    private boolean keepsMessage;
    private boolean isObject;
    private boolean errorIsObject;
    private boolean inErrors;
    private boolean errors;
    private boolean data;

    @Override
    public void begin() {
        keyLength = 0;
        messageLength = 0;
        depth = 0;
        inString = false;
        escaped = false;
        keyExpected = false;
        keepsKey = false;
        keepsMessage = false;
        isObject = false;
        errorIsObject = false;
        inErrors = false;
        errors = false;
        data = false;
    }

    @Override
    public void onData(DirectBuffer buffer, int offset, int length) {
        for (int i = offset, end = offset + length; i < end; i++) {
            byte b = buffer.getByte(i);
            if (inString) {
                inString(b);
            } else if (b == '"') {
                beginString();
            } else {
                between(b);
            }
        }
    }

    private void inString(byte b) {
        if (!escaped && b == '"') {
            inString = false;
            keepsMessage = false;
            if (keepsKey) {
                keepsKey = false;
                data |= depth == 1 && isKey("data");
            }
            return;
        }
        if (keepsKey && keyLength < MOST_KEY_BYTES) {
            key[keyLength++] = b;
        } else if (keepsMessage && messageLength < MOST_MESSAGE_BYTES && (escaped || b != '\\')) {
            message[messageLength++] = escaped && b == 'n' ? (byte) ' ' : b;
        }
        escaped = !escaped && b == '\\';
    }

    private void beginString() {
        inString = true;
        escaped = false;
        if (keyExpected) {
            keepsKey = true;
            keyLength = 0;
        } else if (inErrors) {
            errors = true;
            keepsMessage = messageLength == 0
                    && (depth == ERRORS_DEPTH || depth == ERROR_DEPTH && errorIsObject && isKey("message"));
        }
    }

    private void between(byte b) {
        switch (b) {
            case '{', '[' -> open(b == '{');
            case '}', ']' -> {
                depth--;
                inErrors &= depth > 1;
                keyExpected = false;
            }
            case ':' -> keyExpected = false;
            case ',' -> keyExpected = depth == 1 && isObject || depth == ERROR_DEPTH && inErrors && errorIsObject;
            case ' ', '\t', '\r', '\n' -> {}
            default -> errors |= inErrors && depth == ERRORS_DEPTH;
        }
    }

    private void open(boolean object) {
        depth++;
        keyExpected = false;
        if (depth == 1) {
            isObject = object;
            keyExpected = object;
        } else if (depth == ERRORS_DEPTH && isObject && isKey("errors")) {
            inErrors = !object;
        } else if (depth == ERROR_DEPTH && inErrors) {
            errors = true;
            errorIsObject = object;
            keyExpected = object;
        }
    }

    private boolean isKey(String name) {
        if (keyLength != name.length()) {
            return false;
        }
        for (int i = 0; i < keyLength; i++) {
            if (key[i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether errors are reported. */
    @Override
    public boolean found() {
        return errors;
    }

    /** What is wrong with the response, in words; null when it is fine. Allocates when it is not. */
    String failure() {
        if (errors) {
            return messageLength == 0
                    ? "an error without a message"
                    : new String(message, 0, messageLength, StandardCharsets.UTF_8);
        }
        return data ? null : "the body is no GraphQL response: it has neither data nor errors";
    }
}
