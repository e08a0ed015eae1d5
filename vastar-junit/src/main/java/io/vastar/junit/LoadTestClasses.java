// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vastar.run.LoadTestLookup;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.LoadTestProvider;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Tells which classes are load tests, or stand for one. */
final class LoadTestClasses {
    /** As it stands in a class file: the annotation is not there at run time. */
    private static final String ANNOTATION = "Lio/vastar/annotations/LoadTest;";

    private static final char UTF8_CONSTANT = 1;

    private LoadTestClasses() {}

    /** Whether the annotation processor made a runner of the class. */
    static boolean isLoadTest(Class<?> type) {
        if (type.isPrimitive() || type.isArray() || LoadTestLookup.isNamedAsRunner(type)) {
            return false;
        }
        try {
            String runner = LoadTestLookup.runnerName(type);
            return isRunner(Class.forName(runner, false, type.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    static boolean isRunner(Class<?> type) {
        return LoadTestLookup.isNamedAsRunner(type) && LoadTestProvider.class.isAssignableFrom(type);
    }

    /**
     * The class that a runner was made of.
     *
     * @throws ConfigurationException when it is gone
     */
    static Class<?> loadTestOf(Class<?> runner) throws ReflectiveOperationException {
        LoadTestProvider provider =
                (LoadTestProvider) runner.getDeclaredConstructor().newInstance();
        String name = provider.definition().className();
        try {
            return Class.forName(name, false, runner.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new ConfigurationException(
                    runner.getName() + " is the runner of " + name + ", which is gone; build again from clean", e);
        }
    }

    /** Whether its name, or that of the class around it, is one that failsafe looks for and surefire does not. */
    static boolean isIntegrationTest(Class<?> loadTest) {
        Class<?> top = loadTest;
        while (top.getEnclosingClass() != null) {
            top = top.getEnclosingClass();
        }
        String name = top.getSimpleName();
        return name.startsWith("IT") || name.endsWith("IT") || name.endsWith("ITCase");
    }

    /** The class itself where it is a load test, and those nested in it. */
    static List<Class<?>> in(Class<?> type) {
        List<Class<?>> found = new ArrayList<>();
        if (isLoadTest(type)) {
            found.add(type);
        }
        for (Class<?> member : members(type)) {
            found.addAll(in(member));
        }
        return found;
    }

    /** None where a class that they need is missing, which is for others to tell. */
    private static Class<?>[] members(Class<?> type) {
        try {
            return type.getDeclaredClasses();
        } catch (LinkageError e) {
            return new Class<?>[0];
        }
    }

    /** Whether it has the annotation although there is no runner. */
    static boolean isForgotten(Class<?> type) {
        if (isLoadTest(type)
                || type.isPrimitive()
                || type.isArray()
                || type.isAnonymousClass()
                || type.isLocalClass()) {
            return false;
        }
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream bytes = type.getResourceAsStream(file)) {
            String constant = "" + UTF8_CONSTANT + (char) 0 + (char) ANNOTATION.length() + ANNOTATION;
            return bytes != null && new String(bytes.readAllBytes(), ISO_8859_1).contains(constant);
        } catch (IOException e) {
            return false;
        }
    }
}
