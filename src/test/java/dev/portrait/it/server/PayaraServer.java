package dev.portrait.it.server;

import java.io.IOException;

/** Payara Server from its distribution, configured by the files in {@code server-config/payara-server}. */
public final class PayaraServer implements ApplicationServer {

    @Override
    public String name() {
        return "payara-server";
    }

    @Override
    public String version() {
        return "Payara Server " + System.getProperty("portrait.version.payara", "");
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
