// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

/** What a command works with. */
record Context(Services services, Console console, Interruption interruption) {}
