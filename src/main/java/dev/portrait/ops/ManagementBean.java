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
                        throw e.getCause();
                    } finally {
                        thread.setContextClassLoader(before);
                    }
                });
    }
}
