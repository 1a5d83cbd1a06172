package dev.portrait.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The clock that the application goes by; tests bring their own. */
public final class SystemClock {

    private SystemClock() {}

    @Produces
    @Singleton
    public static Clock clock() {
        return Clock.systemUTC();
    }
}
