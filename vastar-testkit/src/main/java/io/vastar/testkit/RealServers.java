// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Real servers and tools of this machine, for tests against the real thing. Nothing is installed; a test that misses
 * something skips itself and says what to install:
 *
 * <pre>{@code
 * assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
 * try (RealServer nginx = RealServers.nginx(directory).orElseThrow()) { ... }
 * }</pre>
 */
public final class RealServers {
    /** Why a test that needs nginx is skipped, and what to do about it. */
    public static final String NGINX_MISSING = "nginx is not installed: apt-get install nginx";

    /** Why a test that needs PostgreSQL is skipped, and what to do about it. */
    public static final String POSTGRES_MISSING = "PostgreSQL is not installed (apt-get install postgresql)"
            + ", or root is alone and has no user to start it as (setpriv of util-linux, user postgres or nobody)";

    /** Why a test that needs nghttpd is skipped, and what to do about it. */
    public static final String NGHTTPD_MISSING = "nghttpd is not installed: apt-get install nghttp2-server";

    /** Why a test that needs lighttpd is skipped, and what to do about it. */
    public static final String LIGHTTPD_MISSING = "lighttpd is not installed: apt-get install lighttpd";

    /** Why a test that needs lighttpd over TLS is skipped, and what to do about it. */
    public static final String LIGHTTPD_TLS_MISSING =
            "lighttpd's module for TLS is not installed: apt-get install lighttpd-mod-openssl";

    /** Why a test that needs S3Proxy is skipped, and what to do about it. */
    public static final String S3_PROXY_MISSING = "S3Proxy is not in the local Maven repository: mvn dependency:get"
            + " -Dtransitive=false -Dartifact=org.gaul:s3proxy:" + S3Proxy.VERSION + ":jar:jar-with-dependencies";

    /** Where distributions put servers that are not on everybody's PATH. */
    private static final List<String> MORE_DIRECTORIES =
            List.of("/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/usr/bin", "/sbin", "/opt/homebrew/bin");

    private RealServers() {}

    /** The program of that name on the PATH or where servers usually are; empty when there is none. */
    public static Optional<Path> find(String program) {
        List<String> directories = new ArrayList<>();
        String path = System.getenv("PATH");
        if (path != null) {
            directories.addAll(Arrays.asList(path.split(File.pathSeparator)));
        }
        directories.addAll(MORE_DIRECTORIES);
        return directories.stream()
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /**
     * Starts a program that listens on a free port of 127.0.0.1, with a configuration of its own; returns when it accepts
     * connections. Empty when it is not installed.
     *
     * @param configuration its file; <code>{port}</code>, <code>{directory}</code> and <code>{configuration}</code> are
     *     replaced here and in the arguments
     * @throws IllegalStateException when it is installed and does not start; the message has what it said
     */
    public static Optional<RealServer> start(String program, String configuration, String... arguments) {
        return find(program).map(path -> Configured.start(path, configuration, List.of(arguments)));
    }

    /** Whether {@link #nginx} can start one. */
    public static boolean hasNginx() {
        return find("nginx").isPresent();
    }

    /**
     * Starts nginx with one worker on a free port of 127.0.0.1, serving a directory's files with open connections kept
     * and no access log; returns when it accepts connections. Empty when nginx is not installed.
     *
     * @throws IllegalStateException when it is installed and does not start; the message has what it said
     */
    public static Optional<RealServer> nginx(Path staticFiles) {
        return nginx(staticFiles, "");
    }

    /** As {@link #nginx(Path)}, with more lines for the {@code server} block, such as locations. */
    public static Optional<RealServer> nginx(Path staticFiles, String serverLines) {
        return find("nginx").map(program -> Nginx.start(program, staticFiles, null, serverLines));
    }

    /** As {@link #nginx(Path, String)}, over TLS as this identity; {@link RealServer#secureUrl()} is its URL. */
    public static Optional<RealServer> nginx(Path staticFiles, TestIdentity identity, String serverLines) {
        return find("nginx").map(program -> Nginx.start(program, staticFiles, identity, serverLines));
    }

    /** Whether {@link #postgres} can start one. */
    public static boolean hasPostgres() {
        return Postgres.directoryOfPrograms().isPresent() && Postgres.user() != null;
    }

    /**
     * Starts a PostgreSQL with an empty database on a free port of 127.0.0.1; returns when it answers. Empty where {@link
     * #hasPostgres} is false.
     *
     * @throws IllegalStateException when it is installed and does not start; the message has what it said
     */
    public static Optional<Postgres> postgres() {
        return hasPostgres() ? Postgres.directoryOfPrograms().map(Postgres::start) : Optional.empty();
    }

    /** Whether {@link #nghttpd} can start one. */
    public static boolean hasNghttpd() {
        return find("nghttpd").isPresent();
    }

    /**
     * Starts nghttpd, which speaks HTTP/2 with prior knowledge, on a free port of 127.0.0.1, serving a directory's files;
     * returns when it accepts connections. Empty when it is not installed.
     *
     * @throws IllegalStateException when it is installed and does not start; the message has what it said
     */
    public static Optional<RealServer> nghttpd(Path staticFiles, String... options) {
        return find("nghttpd").map(program -> Nghttpd.start(program, staticFiles, options));
    }

    /** Whether {@link #lighttpd} can start one. */
    public static boolean hasLighttpd() {
        return find("lighttpd").isPresent();
    }

    /** Whether {@link #lighttpd} can load {@code mod_openssl}. */
    public static boolean hasLighttpdTls() {
        return hasLighttpd() && Files.exists(Path.of("/usr/lib/lighttpd/mod_openssl.so"));
    }

    /**
     * Starts lighttpd on a free port of 127.0.0.1, serving a directory's files; returns when it accepts connections. Empty
     * when it is not installed.
     *
     * @param lines of its configuration, beside document root and address
     * @throws IllegalStateException when it is installed and does not start; the message has what it said
     */
    public static Optional<RealServer> lighttpd(Path staticFiles, String... lines) {
        return find("lighttpd").map(program -> Lighttpd.start(program, staticFiles, List.of(lines)));
    }

    /** Whether {@link #s3Proxy} can start one. */
    public static boolean hasS3Proxy() {
        return S3Proxy.jar().isPresent();
    }

    /**
     * Starts S3Proxy, an empty server of the S3 protocol that verifies signatures of version 4, on a free port of 127.0.0.1;
     * returns when it accepts connections. Empty when it is not in the local Maven repository.
     *
     * @param properties more lines of its configuration
     * @throws IllegalStateException when it is there and does not start; the message has what it said
     */
    public static Optional<RealServer> s3Proxy(String key, String secret, String... properties) {
        return S3Proxy.jar().map(jar -> S3Proxy.start(jar, key, secret, List.of(properties)));
    }
}
