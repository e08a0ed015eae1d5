// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit.its;

/** No load test, but one is nested in it; never run. */
class Bystander {
    @io.vastar.annotations.LoadTest(url = "http://127.0.0.1:1/", name = "renamed")
    static class Nested {}

    void method() {}
}
