package dev.portrait.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the demo.
 *
 * @param data the folder with database and pictures, which is kept after the demo; absolute
 */
record DemoSettings(int port, Path data) {

    private static final String PORT = "portrait.demo.port";
    private static final String DATA = "portrait.demo.data";

    /** What to do if the data folder is the problem; ends a sentence. */
    static final String OTHER_FOLDER = "choose another data folder, as in -D" + DATA + "=/tmp/portrait.";

    static DemoSettings fromSystemProperties() throws DemoFailure {
        return new DemoSettings(
                port(System.getProperty(PORT, "8080")), data(System.getProperty(DATA, "portrait-data")));
    }

    private static int port(String text) throws DemoFailure {
        if (text.matches("[1-9]\\d{0,4}") && Integer.parseInt(text) <= 65535) {
            return Integer.parseInt(text);
        }
        throw new DemoFailure("-D" + PORT + " must be a number from 1 to 65535.");
    }

    private static Path data(String text) throws DemoFailure {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new DemoFailure("-D" + DATA + " must be the path of a folder.");
        }
    }

    /** Checks that the port is free. */
    void checkPort() throws DemoFailure {
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        } catch (IOException e) {
            throw new DemoFailure("Port " + port + " of 127.0.0.1 is " + (port < 1024 ? "in use or reserved" : "in use")
                    + ": stop the program that listens there, or choose another port, as in -D" + PORT + "=8081.");
        }
    }

    /** Creates the data folder and locks it against other demos until the returned channel is closed. */
    FileChannel lockData() throws DemoFailure {
        FileChannel channel = openLockFile();
        if (lock(channel) == null) {
            throw new DemoFailure("Another demo uses the data folder " + data + ": stop it, or " + OTHER_FOLDER);
        }
        return channel;
    }

    private FileChannel openLockFile() throws DemoFailure {
        try {
            Files.createDirectories(data);
            return FileChannel.open(data.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new DemoFailure("The data folder " + data + " cannot be written to:"
                    + " check the path and its permissions, or " + OTHER_FOLDER);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws DemoFailure {
        try {
            return channel.tryLock();
        } catch (IOException e) {
            throw new DemoFailure("The data folder is on a file system that cannot lock files: " + OTHER_FOLDER);
        }
    }
}
