package dev.portrait.ops;

import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** The registration of the application in the JVM's MBean server. */
record ManagementBean(String name) {

    static final ManagementBean NONE = new ManagementBean("");

    private static final Logger LOG = Logger.getLogger(ManagementBean.class.getName());
    private static final String NAME = "dev.portrait:type=Portrait";

    /** Registers the application for JMX clients. If that fails, the application runs without. */
    static ManagementBean register(PortraitMXBean administration) {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .registerMBean(
                            new StandardMBean(inApplication(administration), PortraitMXBean.class, true),
                            new ObjectName(NAME));
            return new ManagementBean(NAME);
        } catch (JMException e) {
            LOG.log(Level.WARNING, "JMX clients will not see this application: " + NAME + " cannot be registered", e);
            return NONE;
        }
    }

    void unregister() {
        if (name.isEmpty()) {
            return;
        }
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(name));
        } catch (JMException e) {
            LOG.log(Level.WARNING, name + " cannot be unregistered from the MBean server", e);
        }
    }

    // A JMX client has neither Portrait's classes nor the server's, so it could not deserialize their exceptions.
    private static RuntimeException portable(InvocationTargetException thrown) {
        if (thrown.getCause() instanceof IllegalArgumentException refused) {
            return new IllegalArgumentException(refused.getMessage());
        }
        LOG.log(Level.WARNING, "A JMX operation failed", thrown);
        return new IllegalStateException("The operation failed; see the server's log.");
    }

    // The thread of a JMX client has no application, and libraries load classes by the thread's class loader.
    private static PortraitMXBean inApplication(PortraitMXBean administration) {
        ClassLoader application = ManagementBean.class.getClassLoader();
        return (PortraitMXBean) Proxy.newProxyInstance(
                application, new Class<?>[] {PortraitMXBean.class}, (proxy, method, arguments) -> {
                    Thread thread = Thread.currentThread();
                    ClassLoader before = thread.getContextClassLoader();
                    thread.setContextClassLoader(application);
                    try {
                        return method.invoke(administration, arguments);
                    } catch (InvocationTargetException e) {
                        throw portable(e);
                    } finally {
                        thread.setContextClassLoader(before);
                    }
                });
    }
}
