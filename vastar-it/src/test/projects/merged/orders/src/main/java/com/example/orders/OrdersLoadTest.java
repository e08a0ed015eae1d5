package com.example.orders;

import io.vastar.annotations.LoadTest;
import io.vastar.annotations.Setup;
import io.vastar.annotations.TearDown;
import io.vastar.target.TargetServer;
import lombok.Getter;
import lombok.Setter;

@LoadTest(url = "/plain", concurrency = 10, duration = "1s")
class OrdersLoadTest {
    @Getter
    @Setter
    private static TargetServer target;

    @Setup
    static String startTarget() {
        setTarget(TargetServer.start());
        return getTarget().url();
    }

    @TearDown
    static void stopTarget() {
        getTarget().close();
    }
}
