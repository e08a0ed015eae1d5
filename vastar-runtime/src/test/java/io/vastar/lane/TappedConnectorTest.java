// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.wire.Wire;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

class TappedConnectorTest {
    /** A default of the interface would hide what the wire below knows. */
    @Test
    void shouldAskTheWireBelowForAllThatAWireKnows() throws NoSuchMethodException {
        for (Method method : Wire.class.getMethods()) {
            Method own = TappedConnector.TappedWire.class.getMethod(method.getName(), method.getParameterTypes());
            assertThat(own.getDeclaringClass()).as(method.getName()).isEqualTo(TappedConnector.TappedWire.class);
        }
    }
}
