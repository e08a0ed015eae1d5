// SPDX-License-Identifier: Apache-2.0
package io.vastar.wire;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.channels.SelectableChannel;

/**
 * The kernel's epoll(7), by way of the natives that the JDK's own selector calls. They are reachable when
 * {@code java.base/sun.nio.ch} is opened to this code, which the fat jar's manifest does.
 */
final class Epoll {
    static final int ADD = 1;
    static final int DELETE = 2;
    static final int MODIFY = 3;
    static final int IN = 0x1;
    static final int OUT = 0x4;

    /** Null when epoll can be used, else why not. */
    static final String OBSTACLE;

    static final int EVENT_BYTES;
    static final int EVENTS_OFFSET;
    static final int DESCRIPTOR_OFFSET;

    private static final MethodHandle CREATE;
    private static final MethodHandle CTL;
    private static final MethodHandle WAIT;
    private static final MethodHandle DESCRIPTOR;
    private static final MethodHandle CLOSE;

    static {
        MethodHandle create = null;
        MethodHandle ctl = null;
        MethodHandle wait = null;
        MethodHandle descriptor = null;
        MethodHandle close = null;
        int eventBytes = 0;
        int eventsOffset = 0;
        int descriptorOffset = 0;
        String obstacle = null;
        try {
            Class<?> epoll = Class.forName("sun.nio.ch.EPoll");
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(epoll, MethodHandles.lookup());
            create = lookup.findStatic(epoll, "create", MethodType.methodType(int.class));
            ctl = lookup.findStatic(
                    epoll, "ctl", MethodType.methodType(int.class, int.class, int.class, int.class, int.class));
            wait = lookup.findStatic(
                    epoll, "wait", MethodType.methodType(int.class, int.class, long.class, int.class, int.class));
            eventBytes = (int) lookup.findStaticGetter(epoll, "SIZEOF_EPOLLEVENT", int.class)
                    .invoke();
            eventsOffset = (int)
                    lookup.findStaticGetter(epoll, "OFFSETOF_EVENTS", int.class).invoke();
            descriptorOffset = (int)
                    lookup.findStaticGetter(epoll, "OFFSETOF_FD", int.class).invoke();
            Class<?> selectable = Class.forName("sun.nio.ch.SelChImpl");
            descriptor = lookup.findVirtual(selectable, "getFDVal", MethodType.methodType(int.class))
                    .asType(MethodType.methodType(int.class, SelectableChannel.class));
            close = closer(lookup);
        } catch (Throwable e) {
            obstacle = e.toString();
        }
        CREATE = create;
        CTL = ctl;
        WAIT = wait;
        DESCRIPTOR = descriptor;
        CLOSE = close;
        EVENT_BYTES = eventBytes;
        EVENTS_OFFSET = eventsOffset;
        DESCRIPTOR_OFFSET = descriptorOffset;
        OBSTACLE = obstacle;
    }

    private Epoll() {}

    /** The JDK moved this call from one class to another between 17 and 21. */
    private static MethodHandle closer(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
        for (String name : new String[] {"sun.nio.ch.UnixFileDispatcherImpl", "sun.nio.ch.FileDispatcherImpl"}) {
            try {
                Method method = Class.forName(name).getDeclaredMethod("closeIntFD", int.class);
                method.setAccessible(true);
                return lookup.unreflect(method);
            } catch (ClassNotFoundException | NoSuchMethodException e) {
                continue;
            }
        }
        throw new NoSuchMethodException("closeIntFD");
    }

    static int create() throws IOException {
        try {
            return (int) CREATE.invokeExact();
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    static void ctl(int epoll, int operation, int descriptor, int events) throws IOException {
        int error;
        try {
            error = (int) CTL.invokeExact(epoll, operation, descriptor, events);
        } catch (Throwable e) {
            throw failure(e);
        }
        if (error != 0) {
            throw new IOException("epoll_ctl failed with errno " + error);
        }
    }

    /** How many events were written at the address; negative when a signal ended the wait. */
    static int await(int epoll, long address, int mostEvents, int timeoutMs) throws IOException {
        try {
            return (int) WAIT.invokeExact(epoll, address, mostEvents, timeoutMs);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    static int descriptor(SelectableChannel channel) throws IOException {
        try {
            return (int) DESCRIPTOR.invokeExact(channel);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    static void close(int epoll) throws IOException {
        try {
            CLOSE.invokeExact(epoll);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    private static IOException failure(Throwable e) {
        return e instanceof IOException io ? io : new IOException(e.toString(), e);
    }
}
