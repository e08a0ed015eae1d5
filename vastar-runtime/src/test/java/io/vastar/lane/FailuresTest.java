// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.spi.ErrorKind;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void shouldTellAMachineWithoutPortsFromATargetThatIsDown() throws IOException {
        IOException real = null;
        try (SocketChannel channel = SocketChannel.open()) {
            channel.bind(new InetSocketAddress("192.0.2.1", 0)); // for documentation (RFC 5737), no machine has it
        } catch (BindException e) {
            real = e;
        }
        assertThat(real).isNotNull();
        assertThat(Failures.ofConnect(real)).isEqualTo(ErrorKind.NO_LOCAL_PORTS);
        assertThat(Failures.words(real)).contains("net.ipv4.ip_local_port_range", "--source");
    }

    @Test
    void shouldNameTheLimitOfOpenFilesWhereverItIsMet() {
        IOException limit = new SocketException("Too many open files");
        assertThat(Failures.ofConnect(limit)).isEqualTo(ErrorKind.NO_FILE_DESCRIPTORS);
        assertThat(Failures.ofRead(limit)).isEqualTo(ErrorKind.NO_FILE_DESCRIPTORS);
    }
}
