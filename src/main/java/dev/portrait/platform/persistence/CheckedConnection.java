package dev.portrait.platform.persistence;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A connection whose {@link Connection#isValid} is cheap enough for a pool that asks at each use. It asks the database at most once a
 * second. In between, the socket shows whether the database closed the connection or sent a message. So a closed connection is detected
 * immediately; a database that vanishes without closing its connections, as when the network fails, up to a second later.
 */
final class CheckedConnection implements InvocationHandler {

    private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Connection connection;
    private final SocketChannel channel;
    private final LongSupplier nanoTime;
    private final ByteBuffer unexpected = ByteBuffer.allocateDirect(1);
    private long lastAnswer;
    private boolean broken;

    private CheckedConnection(Connection connection, SocketChannel channel, LongSupplier nanoTime) {
        this.connection = connection;
        this.channel = channel;
        this.nanoTime = nanoTime;
        this.lastAnswer = nanoTime.getAsLong();
    }

    /**
     * Wraps an open connection.
     *
     * @param channel of the connection
     */
    static Connection of(Connection connection, SocketChannel channel, LongSupplier nanoTime) {
        return (Connection) Proxy.newProxyInstance(
                CheckedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new CheckedConnection(connection, channel, nanoTime));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "isValid" -> isValid((int) arguments[0]);
            case "equals" -> proxy == arguments[0];
            default -> delegate(method, arguments);
        };
    }

    private Object delegate(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private boolean isValid(int seconds) throws SQLException {
        if (broken) {
            return false;
        }
        long now = nanoTime.getAsLong();
        if (now - lastAnswer < TRUSTED_NANOS) {
            broken = !isOpenAndQuiet();
            return !broken;
        }
        boolean valid = connection.isValid(seconds);
        if (valid) {
            lastAnswer = now;
        }
        return valid;
    }

    // Between two statements, a database only says why it closes the connection, or that a setting changed. Both are
    // rare, so the connection is given up, and Payara's pool closes its other connections too. The driver misses the
    // byte that was read.
    private boolean isOpenAndQuiet() {
        try {
            channel.configureBlocking(false);
            try {
                return channel.read(unexpected) == 0;
            } finally {
                channel.configureBlocking(true);
            }
        } catch (IOException e) {
            return false;
        }
    }
}
