// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.ErrorKind;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Locale;

/** What an exception of the operating system means to a user. Slow path. */
final class Failures {
    private Failures() {}

    static ErrorKind ofConnect(IOException e) {
        String message = text(e);
        if (message.contains("refused")) {
            return ErrorKind.CONNECT_REFUSED;
        }
        if (message.contains("timed out")) {
            return ErrorKind.CONNECT_TIMEOUT;
        }
        ErrorKind local = ofThisMachine(message);
        return local != null ? local : ErrorKind.CONNECT_FAILED;
    }

    static ErrorKind ofRead(IOException e) {
        return ofThisMachine(text(e)) != null ? ofThisMachine(text(e)) : ErrorKind.RESET;
    }

    static ErrorKind ofWrite(IOException e) {
        String message = text(e);
        return message.contains("reset") || message.contains("broken pipe") ? ErrorKind.RESET : ErrorKind.WRITE_FAILED;
    }

    static String words(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static ErrorKind ofThisMachine(String message) {
        if (message.contains("too many open files")) {
            return ErrorKind.NO_FILE_DESCRIPTORS;
        }
        if (message.contains("cannot assign requested address")) {
            return ErrorKind.NO_LOCAL_PORTS;
        }
        return null;
    }

    private static String text(IOException e) {
        String message = e.getMessage();
        if (message == null) {
            return e instanceof ConnectException ? "refused" : "";
        }
        return message.toLowerCase(Locale.ROOT);
    }
}
