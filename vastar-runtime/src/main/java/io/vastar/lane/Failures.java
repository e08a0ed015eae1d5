// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.ErrorKind;
import io.vastar.wire.WireException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;

/** What an exception of the operating system means to a user. Slow path. */
public final class Failures {
    private Failures() {}

    public static ErrorKind ofConnect(IOException e) {
        if (e instanceof WireException known) {
            return known.kind();
        }
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

    public static ErrorKind ofRead(IOException e) {
        if (e instanceof WireException known) {
            return known.kind();
        }
        ErrorKind local = ofThisMachine(text(e));
        return local != null ? local : ErrorKind.RESET;
    }

    public static ErrorKind ofWrite(IOException e) {
        if (e instanceof WireException known) {
            return known.kind();
        }
        String message = text(e);
        return message.contains("reset") || message.contains("broken pipe") ? ErrorKind.RESET : ErrorKind.WRITE_FAILED;
    }

    public static String words(IOException e) {
        if (!(e instanceof WireException) && ofThisMachine(text(e)) == ErrorKind.NO_LOCAL_PORTS) {
            return e.getMessage() + " (no local port towards this address is free; keep connections alive, widen"
                    + " net.ipv4.ip_local_port_range, or connect from several addresses with --source)";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    public static String words(SocketAddress address) {
        return address instanceof InetSocketAddress inet && !inet.isUnresolved()
                ? inet.getAddress().getHostAddress() + " port " + inet.getPort()
                : address.toString();
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
            return e instanceof java.net.ConnectException ? "refused" : "";
        }
        return message.toLowerCase(Locale.ROOT);
    }
}
