// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * SIGINT, SIGTERM and SIGHUP. The JDK has no supported API for them, and a shutdown hook cannot see a second Ctrl-C, so this
 * uses {@code sun.misc.Signal} of the module jdk.unsupported, by reflection as javac warns of any other use.
 */
final class Signals {
    private Signals() {}

    /**
     * Calls an action, on a thread of its own, at each Ctrl-C, and the other one at each request to end, also when the
     * terminal is closed. That may come twice, from the kernel and from the shell.
     */
    static void onInterrupt(Runnable interrupt, Runnable end) {
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            try {
                handle(name, name.equals("INT") ? interrupt : end);
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                // no such signal here, ignored since the start (nohup), or kept by the JVM (-Xrs): what it does now
                // stays
                continue;
            }
        }
    }

    private static void handle(String name, Runnable action) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        InvocationHandler calls = (proxy, method, arguments) -> answer(proxy, method, arguments, action);
        Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, calls);
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    }

    private static Object answer(Object proxy, Method method, Object[] arguments, Runnable action) {
        return switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "vastar signal handler";
        };
    }
}
