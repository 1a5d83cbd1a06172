package dev.portrait.it.server;

import java.io.IOException;

/** Open Liberty from its distribution, configured by the files in {@code server-config/open-liberty}. */
public final class OpenLiberty implements ApplicationServer {

    @Override
    public String name() {
        return "open-liberty";
    }

    @Override
    public String version() {
        return "Open Liberty " + System.getProperty("portrait.version.open-liberty", "");
    }

    @Override
    public boolean takesDataSource() {
        return true;
    }

    @Override
    public RunningServer start(Deployment deployment) throws IOException, InterruptedException {
        throw new UnsupportedOperationException("not yet");
    }
}
