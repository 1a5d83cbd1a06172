package dev.portrait.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Provides the clock of the application; tests use their own. */
public final class SystemClock {

    private SystemClock() {}

    @Produces
    @Singleton
    public static Clock clock() {
        return Clock.systemUTC();
    }
}
