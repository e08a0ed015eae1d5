// SPDX-License-Identifier: Apache-2.0
package io.vastar.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds and starts S3Proxy, a server of the S3 protocol that verifies signatures of version 4. It keeps objects in memory. */
final class S3Proxy {
    static final String VERSION = "3.1.0";

    private static final String CONFIGURATION = """
            s3proxy.endpoint=http://127.0.0.1:{port}
            s3proxy.authorization=aws-v4
            s3proxy.identity=%s
            s3proxy.credential=%s
            s3proxy.ignore-unknown-headers=true
            jclouds.provider=transient-nio2
            jclouds.identity=none
            jclouds.credential=none
            %s
            """;

    private S3Proxy() {}

    /** In the local Maven repository, which holds everything else that the build downloads; empty when it is not there. */
    static Optional<Path> jar() {
        String given = System.getProperty("localRepository");
        Path repository =
                given == null ? Path.of(System.getProperty("user.home"), ".m2", "repository") : Path.of(given);
        Path jar = repository.resolve(
                "org/gaul/s3proxy/" + VERSION + "/s3proxy-" + VERSION + "-jar-with-dependencies.jar");
        return Files.isRegularFile(jar) ? Optional.of(jar) : Optional.empty();
    }

    static RealServer start(Path jar, String key, String secret, List<String> properties) {
        return Configured.start(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                CONFIGURATION.formatted(key, secret, String.join("\n", properties)),
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-jar",
                        jar.toString(),
                        "--properties",
                        "{configuration}"));
    }
}
