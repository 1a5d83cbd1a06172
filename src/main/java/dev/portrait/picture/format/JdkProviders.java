package dev.portrait.picture.format;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.PrivilegedAction;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;
import javax.security.auth.Subject;

/**
 * The readers and writers of the JDK, found without changing ImageIO's registry. There is one registry for the whole JVM:
 * what an application registers there, all others get, and keep after the application was undeployed.
 */
public final class JdkProviders {

    private JdkProviders() {}

    /** Finds the reader of an ImageIO format name, such as {@code jpeg}. */
    public static ImageReaderSpi reader(String format) {
        return find(ImageReaderSpi.class, format);
    }

    /** Finds the writer of an ImageIO format name, such as {@code jpeg}. */
    public static ImageWriterSpi writer(String format) {
        return find(ImageWriterSpi.class, format);
    }

    // Other applications may have registered providers of their own.
    private static <S extends ImageReaderWriterSpi> S find(Class<S> type, String format) {
        Iterator<S> providers = registry().getServiceProviders(type, false);
        while (providers.hasNext()) {
            S provider = providers.next();
            boolean ofJdk = provider.getClass().getModule() == IIORegistry.class.getModule();
            if (ofJdk && Arrays.asList(provider.getFormatNames()).contains(format)) {
                return provider;
            }
        }
        throw new IllegalStateException("The JDK has no ImageIO provider for " + format + ".");
    }

    /**
     * The registry is created at its first use, and keeps what it then finds at the caller: the plugins that the context
     * class loader sees, and for each provider the access control context with the class loaders of all callers. Either
     * would keep this application's class loader alive. Here the JDK creates it and finds only its own plugins.
     */
    private static IIORegistry registry() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return callFromJdk(MethodHandles.publicLookup()
                    .findStatic(IIORegistry.class, "getDefaultInstance", MethodType.methodType(IIORegistry.class)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    // A lambda, or a call of AccessController, would put this class among the callers. JDKs without access control
    // contexts do not need this.
    @SuppressWarnings("removal")
    private static IIORegistry callFromJdk(MethodHandle method) {
        PrivilegedAction<?> call = MethodHandleProxies.asInterfaceInstance(PrivilegedAction.class, method);
        return (IIORegistry) Subject.doAsPrivileged(null, call, null);
    }
}
