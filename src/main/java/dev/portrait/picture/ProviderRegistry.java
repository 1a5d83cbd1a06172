package dev.portrait.picture;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.PrivilegedAction;
import javax.imageio.spi.IIORegistry;
import javax.security.auth.Subject;

/**
 * ImageIO's registry, of which there is one for the whole JVM. It is made when it is first asked for, and takes from
 * whoever asks what it then keeps forever: the plugins that the context class loader sees, and for each provider the
 * access control context, with the class loader of every caller in it. Here it finds nothing but the JDK.
 */
final class ProviderRegistry {

    private ProviderRegistry() {}

    static IIORegistry get() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return byJdkAlone(MethodHandles.publicLookup()
                    .findStatic(IIORegistry.class, "getDefaultInstance", MethodType.methodType(IIORegistry.class)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    // A lambda here, or AccessController called from here, would itself be a caller. There is nothing newer to do it
    // with: where access control contexts are gone, so is the need.
    @SuppressWarnings("removal")
    private static IIORegistry byJdkAlone(MethodHandle method) {
        PrivilegedAction<?> call = MethodHandleProxies.asInterfaceInstance(PrivilegedAction.class, method);
        return (IIORegistry) Subject.doAsPrivileged(null, call, null);
    }
}
