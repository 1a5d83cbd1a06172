package dev.portrait.it.server;

import java.io.IOException;
import java.nio.file.Path;

/** Deploys applications to a running server and undeploys them, as its administrator would. */
public interface Deployer {

    /**
     * Deploys an application and returns when it is available.
     *
     * @throws IllegalStateException if the deployment fails
     */
    void deploy(Path war, String name, String contextRoot) throws IOException, InterruptedException;

    /** Undeploys an application and returns when it is removed. */
    void undeploy(String name) throws IOException, InterruptedException;

    /** Undeploys an application, deploys it again and returns when it is available. */
    default void redeploy(Path war, String name, String contextRoot) throws IOException, InterruptedException {
        undeploy(name);
        deploy(war, name, contextRoot);
    }

    /**
     * Replaces the server's worker threads and returns when the applications are available again.
     *
     * @implSpec does nothing, because the threads of most servers do not retain references to their last request
     */
    default void renewThreads() throws IOException, InterruptedException {}
}
