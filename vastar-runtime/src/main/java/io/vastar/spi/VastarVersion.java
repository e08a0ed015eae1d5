// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which vastar this is. The build writes the version of its POM into a resource beside this class. */
public final class VastarVersion {
    private static final String RESOURCE = "vastar-version.properties";

    private VastarVersion() {}

    /**
     * The version of the POM this was built from, such as {@code 0.1.0}; {@code dev} when the classes were compiled by
     * something that does not fill in resources, such as an IDE.
     */
    public static String text() {
        Properties properties = new Properties();
        try (InputStream in = VastarVersion.class.getResourceAsStream(RESOURCE)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
        String version = properties.getProperty("version", "");
        return version.isEmpty() || version.startsWith("${") ? "dev" : version;
    }
}
