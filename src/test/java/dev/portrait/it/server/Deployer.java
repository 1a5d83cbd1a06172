package dev.portrait.it.server;

import java.io.IOException;
import java.nio.file.Path;

/** Puts applications on a running server and takes them away again, as its administrator would. */
public interface Deployer {

    /**
     * Returns once the application is up.
     *
     * @throws IllegalStateException if the server refuses it
     */
    void deploy(Path war, String name, String contextRoot) throws IOException, InterruptedException;

    /** Returns once the application is gone. */
    void undeploy(String name) throws IOException, InterruptedException;

    /**
     * Ends the server's threads, and starts others when they are needed. Returns once the applications are up again.
     *
     * @implSpec does nothing: most servers' threads do not hold on to what they did
     */
    default void renewThreads() throws IOException, InterruptedException {}
}
