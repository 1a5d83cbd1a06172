package dev.portrait.platform;

import static java.lang.invoke.MethodType.methodType;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Takes back what the JDK would keep of the application, so that its class loader can be collected. */
@WebListener
public class Undeployment implements ServletContextListener {

    private static final Logger LOG = Logger.getLogger(Undeployment.class.getName());

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        try {
            deregisterDrivers();
            forgetRecords();
        } catch (Throwable e) { // that is what the JDK's method declares
            LOG.log(Level.FINE, "The JDK may keep a class of the application.", e);
        }
    }

    // Drivers register themselves when they are loaded, and not every server takes them back.
    private static void deregisterDrivers() throws SQLException {
        ClassLoader ours = Undeployment.class.getClassLoader();
        for (Driver driver : DriverManager.drivers().toList()) {
            if (driver.getClass().getClassLoader() == ours) {
                DriverManager.deregisterDriver(driver);
            }
        }
    }

    /**
     * The method handles from which the JDK makes the methods of records remember the last type that each was used for
     * (JDK-8078641, mended in 19). Here that becomes String.
     */
    private static void forgetRecords() throws Throwable {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        MethodHandle component = lookup.findVirtual(String.class, "strip", methodType(String.class));
        Map<String, MethodType> methods = Map.of(
                "equals", methodType(boolean.class, String.class, Object.class),
                "hashCode", methodType(int.class, String.class),
                "toString", methodType(String.class, String.class));
        for (Map.Entry<String, MethodType> method : methods.entrySet()) {
            ObjectMethods.bootstrap(lookup, method.getKey(), method.getValue(), String.class, "component", component);
        }
    }
}
