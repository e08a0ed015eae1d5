// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit.its;

import io.vastar.annotations.LoadTest;

/** Named for failsafe; never run. */
@LoadTest(url = "http://127.0.0.1:1/")
class OrdersIT {
    @LoadTest(url = "http://127.0.0.1:1/")
    static class Nested {}
}
