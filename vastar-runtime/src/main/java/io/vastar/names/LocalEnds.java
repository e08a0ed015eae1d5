// SPDX-License-Identifier: Apache-2.0
package io.vastar.names;

import io.vastar.grammar.HostPort;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.TargetUnreachableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Ends of connections on this machine: addresses that they come from, and Unix domain sockets that they go to. */
public final class LocalEnds {
    /** {@code sun_path} of unix(7), without its last byte, which is 0. */
    private static final int MOST_PATH_BYTES = 107;

    private LocalEnds() {}

    /**
     * The source addresses, each tried.
     *
     * @param texts may be null
     * @throws ConfigurationException when one is no address of this machine
     */
    public static List<InetAddress> sources(List<String> texts) {
        List<InetAddress> sources = new ArrayList<>();
        for (String text : texts == null ? List.<String>of() : texts) {
            String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
            InetAddress address = HostPort.literal(bare);
            if (address == null) {
                throw new ConfigurationException("--source: '" + text
                        + "' is no address; write one of this machine, such" + " as 127.0.0.2 (ip addr lists them)");
            }
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(address, 0));
            } catch (IOException e) {
                throw new ConfigurationException(
                        "--source: connections cannot come from " + text + " (" + e.getMessage()
                                + "); use an address of this machine (ip addr lists them), or add it: ip addr add "
                                + text
                                + " dev lo",
                        e);
            }
            sources.add(address);
        }
        return sources;
    }

    /**
     * @throws ConfigurationException when the path cannot be one of a socket
     * @throws TargetUnreachableException when there is no socket at it, or none that may be used
     */
    public static UnixDomainSocketAddress unixSocket(String path) {
        int bytes = path.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_PATH_BYTES) {
            throw new ConfigurationException(
                    "--unix-socket: the path has " + bytes + " bytes, and sockets can have " + MOST_PATH_BYTES
                            + " at most: '" + path + "'; use a shorter one, through a symbolic link if need be");
        }
        Path file;
        try {
            file = Path.of(path);
        } catch (InvalidPathException e) {
            throw new ConfigurationException("--unix-socket: '" + path + "' is no path: " + e.getReason(), e);
        }
        if (!Files.exists(file)) {
            throw new TargetUnreachableException(
                    "there is no socket '" + path + "' (or its directory may not be read); is the server running?");
        }
        if (Files.isRegularFile(file) || Files.isDirectory(file)) {
            throw new ConfigurationException("--unix-socket: '" + path + "' is "
                    + (Files.isDirectory(file) ? "a directory" : "a file") + ", no socket; name the server's socket");
        }
        if (!Files.isWritable(file)) {
            throw new TargetUnreachableException(
                    "the socket '" + path + "' may not be used by this user: connecting needs"
                            + " the right to write to it (ls -l " + path + ")");
        }
        return UnixDomainSocketAddress.of(file);
    }
}
