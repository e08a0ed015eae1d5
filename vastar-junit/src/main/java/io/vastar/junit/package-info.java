// SPDX-License-Identifier: Apache-2.0
/**
 * Load tests as tests. {@link io.vastar.junit.VastarTestEngine} is where to begin; nothing here is called by users.
 *
 * <p>Whoever wants to assert something else than objectives writes a {@code @Test} around {@link
 * io.vastar.run.LoadTests#run(Class)}. There is no extension of Jupiter for it on purpose: a parameter that is a result
 * would save no line over that call, would hide when the load runs, and would work in one framework only.
 */
package io.vastar.junit;
