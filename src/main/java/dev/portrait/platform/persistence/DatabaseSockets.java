package dev.portrait.platform.persistence;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;

/**
 * Opens the sockets of pgjdbc, which names this class in its property {@code socketFactory}. Remembers the channel of a connection while it
 * is opened, for {@link CheckedConnection}: pgjdbc gives no access to it, and may open it in another thread ({@code loginTimeout}).
 *
 * <p>If a thread is interrupted while it reads or writes, its connection is closed, unlike with other sockets.
 */
public final class DatabaseSockets extends SocketFactory {

    private static final Map<String, Optional<SocketChannel>> OPENING = new ConcurrentHashMap<>();
    private static final AtomicLong COUNTER = new AtomicLong();

    private final String opening;

    /**
     * Called by pgjdbc.
     *
     * @param opening the value of its property {@code socketFactoryArg}, by {@link #begin}
     */
    public DatabaseSockets(String opening) {
        this.opening = opening;
    }

    /** Returns a key for the connection that is opened next. */
    static String begin() {
        String opening = Long.toString(COUNTER.incrementAndGet());
        OPENING.put(opening, Optional.empty());
        return opening;
    }

    /** Returns the channel that was opened last with this key: pgjdbc may have tried several hosts. */
    static Optional<SocketChannel> channel(String opening) {
        return OPENING.getOrDefault(opening, Optional.empty());
    }

    /** Forgets the key. */
    static void end(String opening) {
        OPENING.remove(opening);
    }

    @Override
    public Socket createSocket() throws IOException {
        SocketChannel channel = SocketChannel.open();
        // Sockets that are opened later, to cancel a statement, are not remembered.
        OPENING.computeIfPresent(opening, (key, earlier) -> Optional.of(channel));
        return channel.socket();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException();
    }
}
