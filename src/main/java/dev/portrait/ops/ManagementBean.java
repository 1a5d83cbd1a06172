package dev.portrait.ops;

import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** The application's place in the JVM's MBean server. */
record ManagementBean(String name) {

    static final ManagementBean NONE = new ManagementBean("");

    private static final Logger LOG = Logger.getLogger(ManagementBean.class.getName());
    private static final String NAME = "dev.portrait:type=Portrait";

    /** Makes it visible to JMX clients; if that cannot be, the application works without. */
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
            LOG.log(Level.WARNING, name + " cannot be taken from the MBean server", e);
        }
    }

    // A JMX client has none of our classes, and none of the server's.
    private static RuntimeException portable(InvocationTargetException thrown) {
        if (thrown.getCause() instanceof IllegalArgumentException refused) {
            return new IllegalArgumentException(refused.getMessage());
        }
        LOG.log(Level.WARNING, "What a JMX client asked for failed", thrown);
        return new IllegalStateException("It failed; the server's log says why.");
    }

    // A JMX client's thread knows nothing of the application, and our libraries look for theirs by the thread's loader.
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
