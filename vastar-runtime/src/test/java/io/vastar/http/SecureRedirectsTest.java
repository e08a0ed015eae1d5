// SPDX-License-Identifier: Apache-2.0
package io.vastar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vastar.record.TrialResult;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.TlsSpec;
import io.vastar.spi.TransportSpec;
import io.vastar.testkit.RealServer;
import io.vastar.testkit.RealServers;
import io.vastar.testkit.TestCa;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Redirects between http and https, against nginx. */
@Timeout(60)
class SecureRedirectsTest {
    @ParameterizedTest
    @CsvSource({"false,/secure,0", "true,/plain,40"})
    void shouldGoFromOneToTheOther(boolean fromSecure, String path, long toHttp, @TempDir Path files)
            throws IOException {
        assumeTrue(RealServers.hasNginx(), RealServers.NGINX_MISSING);
        TestCa ca = TestCa.create("Test CA");
        String caFile = ca.write(files.resolve("ca.pem")).toString();
        try (RealServer plain = RealServers.nginx(files, "location /here { return 200 'hello'; }")
                        .orElseThrow();
                RealServer secure = RealServers.nginx(
                                files,
                                ca.server("localhost"),
                                "location /here { return 200 'hello'; } location /plain { return 302 " + plain.url()
                                        + "/here; }")
                        .orElseThrow();
                RealServer first = RealServers.nginx(
                                files, "location /secure { return 307 " + secure.secureUrl() + "/here; }")
                        .orElseThrow()) {
            String url = (fromSecure ? secure.secureUrl() : first.url()) + path;
            TransportSpec transport =
                    TransportSpec.NONE.with(HttpSpec.NONE.withRedirects(2)).with(TlsSpec.NONE.caCert(caFile));
            TrialResult result = Runs.good(Runs.get(url, transport), 4, 40);
            assertThat(result.statusCodes()).containsOnlyKeys(200);
            assertThat(result.protocolCounts())
                    .containsEntry("redirects", 40L)
                    .containsEntry("redirects_to_http", toHttp);
            assertThat(result.connections().tls()).isNotNull();
        }
    }
}
