package dev.portrait.platform.redeploy;

import static java.lang.invoke.MethodType.methodType;

import com.fasterxml.jackson.databind.type.TypeFactory;
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

/** Releases what the JDK and the server would keep of the application, so that its class loader can be collected. */
@WebListener
public class Undeployment implements ServletContextListener {

    private static final Logger LOG = Logger.getLogger(Undeployment.class.getName());

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        try {
            deregisterDrivers();
            clearJacksonTypes();
            releaseRecords();
        } catch (Throwable e) { // declared by ObjectMethods.bootstrap
            LOG.log(Level.FINE, "The JDK may keep a class of the application.", e);
        }
    }

    // Drivers register themselves when they are loaded, and not every server deregisters them.
    private static void deregisterDrivers() throws SQLException {
        ClassLoader ours = Undeployment.class.getClassLoader();
        for (Driver driver : DriverManager.drivers().toList()) {
            if (driver.getClass().getClassLoader() == ours) {
                DriverManager.deregisterDriver(driver);
            }
        }
    }

    // Flyway copies its settings by Jackson, whose type cache is static (FasterXML/jackson-databind#4659). On Payara,
    // that is the server's Jackson, and the cache would keep the classes of the settings.
    private static void clearJacksonTypes() {
        TypeFactory.defaultInstance().clearCache();
    }

    /**
     * Makes the JDK's method handles for records forget the application. They remember the last type that each was used for
     * (JDK-8078641, fixed in 19), which is String after this.
     */
    private static void releaseRecords() throws Throwable {
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
