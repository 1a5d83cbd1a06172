package dev.portrait.platform;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.model.internal.BinderHelper;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Empties a cache that Hibernate fills while it reads the mapping and then has no more use for. It hangs on the
 * annotations' own classes, which are the server's where Hibernate is this WAR's: through it, they would keep the WAR's
 * class loader after the application is gone.
 */
public class BootCache implements SessionFactoryObserver {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(BootCache.class.getName());

    @Override
    public void sessionFactoryCreated(SessionFactory factory) {
        if (BinderHelper.class.getClassLoader() != BootCache.class.getClassLoader()) {
            return; // the server's Hibernate, which stays
        }
        Set<Class<?>> annotations = factory.unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .streamEntityDescriptors()
                .flatMap(entity -> annotations(entity.getMappedClass()))
                .collect(Collectors.toSet());
        try {
            // Private, and by another name in other versions.
            for (Field field : BinderHelper.class.getDeclaredFields()) {
                if (field.getType() == ClassValue.class) {
                    field.setAccessible(true);
                    annotations.forEach(((ClassValue<?>) field.get(null))::remove);
                }
            }
        } catch (IllegalAccessException | RuntimeException e) {
            LOG.log(Level.FINE, "Hibernate's cache stays as it is.", e);
        }
    }

    private static Stream<Class<?>> annotations(Class<?> entity) {
        return Stream.<Class<?>>iterate(entity, type -> type != null, Class::getSuperclass)
                .flatMap(type -> Stream.<AnnotatedElement[]>of(
                        new AnnotatedElement[] {type}, type.getDeclaredFields(), type.getDeclaredMethods()))
                .flatMap(Arrays::stream)
                .flatMap(element -> Arrays.stream(element.getAnnotations()))
                .map(Annotation::annotationType);
    }
}
