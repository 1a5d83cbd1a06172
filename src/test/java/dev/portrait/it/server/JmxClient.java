package dev.portrait.it.server;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.portrait.ops.PortraitMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.RuntimeMXBean;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A JMX client such as JConsole. It attaches to the JVM by process id, which works on every server. */
public record JmxClient(JMXConnector connector) implements AutoCloseable {

    /** Connects to the JVM with this process id. */
    @SuppressWarnings("BanJNDI") // the URL comes from a process that this test started
    public static JmxClient connect(long process) throws IOException {
        try {
            VirtualMachine jvm = VirtualMachine.attach(Long.toString(process));
            try {
                return new JmxClient(JMXConnectorFactory.connect(new JMXServiceURL(jvm.startLocalManagementAgent())));
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    /** Returns Portrait's MXBean. */
    public PortraitMXBean portrait() throws IOException {
        try {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            return JMX.newMXBeanProxy(server, new ObjectName("dev.portrait:type=Portrait"), PortraitMXBean.class);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the MXBean of the JVM's memory. */
    public MemoryMXBean memory() throws IOException {
        return ManagementFactory.newPlatformMXBeanProxy(
                connector.getMBeanServerConnection(), ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
    }

    /** Returns the MXBean of the JVM, with its system properties. */
    public RuntimeMXBean runtime() throws IOException {
        return ManagementFactory.newPlatformMXBeanProxy(
                connector.getMBeanServerConnection(), ManagementFactory.RUNTIME_MXBEAN_NAME, RuntimeMXBean.class);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
