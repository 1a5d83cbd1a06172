package dev.portrait.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A long line: every byte arrives later, in each direction, at any bandwidth. */
final class DelayedLine implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final ServerSocket listener;
    private final URI target;
    private final int delay;
    private final ExecutorService readers = Executors.newCachedThreadPool();

    private DelayedLine(ServerSocket listener, URI target, int delay) {
        this.listener = listener;
        this.target = target;
        this.delay = delay;
    }

    /** @param delay in each direction, in milliseconds */
    static DelayedLine startInFrontOf(URI target, int delay) throws IOException {
        DelayedLine line =
                new DelayedLine(new ServerSocket(0, BUFFER, InetAddress.getLoopbackAddress()), target, delay);
        line.readers.execute(line::accept);
        return line;
    }

    URI base() {
        return URI.create(target.getScheme() + "://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(target.getHost(), target.getPort());
                readers.execute(() -> copy(client, server));
                readers.execute(() -> copy(server, client));
            }
        } catch (IOException closed) {
            readers.shutdown();
        }
    }

    // One thread sends what the other one reads, in the same order.
    private void copy(Socket from, Socket to) {
        ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
        byte[] buffer = new byte[BUFFER];
        try (from) {
            InputStream in = from.getInputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                byte[] part = Arrays.copyOf(buffer, length);
                var unused = sender.schedule(() -> send(part, to), delay, TimeUnit.MILLISECONDS);
            }
            var unused = sender.schedule(() -> close(to), delay, TimeUnit.MILLISECONDS);
        } catch (IOException closed) {
            close(to);
        } finally {
            sender.shutdown(); // after what is scheduled
        }
    }

    private static void send(byte[] part, Socket to) {
        try {
            to.getOutputStream().write(part);
        } catch (IOException e) {
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is closed.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        readers.shutdownNow();
    }
}
