// SPDX-License-Identifier: Apache-2.0
package io.vastar.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Maven as a user runs it. It finds this build's modules in a staging repository under target, everything else in the
 * user's local repository, and on the network only what neither has.
 */
final class Maven {
    private static final int LONGEST_BUILD_SECONDS = 300;

    private final Path settings;

    Maven(Path directory) throws IOException {
        settings = directory.resolve("settings.xml");
        Files.writeString(settings, """
                <settings>
                  <localRepository>%s</localRepository>
                  <profiles>
                    <profile>
                      <id>local</id>
                      <repositories>
                        <repository>
                          <id>local</id>
                          <url>%2$s</url>
                          <releases><checksumPolicy>ignore</checksumPolicy></releases>
                          <snapshots><enabled>false</enabled></snapshots>
                        </repository>
                      </repositories>
                      <pluginRepositories>
                        <pluginRepository>
                          <id>local</id>
                          <url>%2$s</url>
                          <releases><checksumPolicy>ignore</checksumPolicy></releases>
                          <snapshots><enabled>false</enabled></snapshots>
                        </pluginRepository>
                      </pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>local</activeProfile></activeProfiles>
                </settings>
                """.formatted(
                        Path.of(System.getProperty("vastar.stagingRepository")),
                        Path.of(System.getProperty("vastar.localRepository")).toUri()));
    }

    Finished run(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(executable(), "-B", "-ntp", "-s", settings.toString()));
        if (System.getProperty("vastar.offline").equals("offline=true")) {
            command.addAll(List.of("-o", "-Daether.offline.protocols=file"));
        }
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeIf(name -> name.equals("MAVEN_OPTS") || name.equals("MAVEN_ARGS"));
        return Finished.run(builder, LONGEST_BUILD_SECONDS);
    }

    private static String executable() {
        String home = System.getProperty("vastar.mavenHome", "");
        Path inHome = Path.of(home, "bin", "mvn");
        return Files.isExecutable(inHome) ? inHome.toString() : "mvn";
    }
}
