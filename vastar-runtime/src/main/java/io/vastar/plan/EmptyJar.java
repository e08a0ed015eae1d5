// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import java.util.List;

/** Why a jar may have no load test. */
final class EmptyJar {
    private static final String CAUSES = """
            there is no load test in this jar. Likely causes, and what to do:

              1. No class is annotated with @LoadTest, or the module that has them is not a dependency.

              2. The annotation processor did not run. JDK 23 and later run processors only when told to.
                 Name it in the pom.xml, for every JDK:

                   <plugin>
                     <groupId>org.apache.maven.plugins</groupId>
                     <artifactId>maven-compiler-plugin</artifactId>
                     <configuration>
                       <annotationProcessorPaths>
                         <path>
                           <groupId>io.vastar</groupId>
                           <artifactId>vastar-processor</artifactId>
                           <version>${vastar.version}</version>
                         </path>
                       </annotationProcessorPaths>
                     </configuration>
                   </plugin>

                 With a processor on the class path instead, add <proc>full</proc> (javac -proc:full). Where other
                 processors are named already, such as Lombok's, add this path beside theirs.

              3. The service files were not merged into the fat jar. With maven-shade-plugin, add:

                   <transformer implementation="org.apache.maven.plugins.shade.resource.ServicesResourceTransformer"/>

                 Look into the jar: unzip -p benchmarks.jar %s

            No class is needed to load a URL: see http --help and sweep --help.""";

    private EmptyJar() {}

    static String explanation(List<String> problems) {
        if (problems.isEmpty()) {
            return CAUSES.replace("%s", LoadTestCatalog.SERVICE_FILE);
        }
        return "none of the load tests that this jar names can be loaded:\n  " + String.join("\n  ", problems);
    }
}
