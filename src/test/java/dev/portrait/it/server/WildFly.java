package dev.portrait.it.server;

import java.io.IOException;

/** WildFly from its distribution, configured by the files in {@code server-config/wildfly}. */
public final class WildFly implements ApplicationServer {

    @Override
    public String name() {
        return "wildfly";
    }

    @Override
    public String version() {
        return "WildFly " + System.getProperty("portrait.version.wildfly", "");
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
