package dev.portrait.it.neighbour;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import javax.imageio.ImageIO;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Version;
import org.hibernate.cfg.Configuration;

/** Uses Hibernate and ImageIO, then reports the version of Hibernate and the available picture readers. */
@WebServlet("/told")
public class NeighbourServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        PrintWriter out = response.getWriter();
        out.println("hibernate " + Version.getVersionString() + " keeps " + storeAndRead("a note"));
        for (String format : new String[] {"png", "jpeg"}) {
            BufferedImage image = writeAndRead(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), format);
            out.println(format + " " + image.getWidth() + "x" + image.getHeight());
        }
        readers().forEach(reader -> out.println("reader " + reader));
    }

    private static String storeAndRead(String text) {
        Configuration configuration = new Configuration()
                .addAnnotatedClass(Note.class)
                .setProperty("hibernate.connection.driver_class", "org.h2.Driver")
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID())
                .setProperty("hibernate.hbm2ddl.auto", "create-drop");
        try (SessionFactory factory = configuration.buildSessionFactory()) {
            factory.inTransaction((Session session) -> session.persist(new Note(1, text)));
            return factory.fromTransaction(
                    (Session session) -> session.find(Note.class, 1L).text());
        }
    }

    private static BufferedImage writeAndRead(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
    }

    // Each with its origin: a module of the JDK or a class loader.
    private static SortedSet<String> readers() {
        SortedSet<String> readers = new TreeSet<>();
        Iterator<ImageReaderSpi> all =
                IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
        while (all.hasNext()) {
            Class<?> reader = all.next().getClass();
            Module module = reader.getModule();
            readers.add(reader.getName() + " of " + (module.isNamed() ? module : reader.getClassLoader()));
        }
        return readers;
    }
}
