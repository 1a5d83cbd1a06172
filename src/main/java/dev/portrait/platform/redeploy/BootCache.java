package dev.portrait.platform.redeploy;

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
 * Clears a cache that Hibernate uses only while it reads the mapping. The cache is a {@link ClassValue}, so it is stored in the classes of
 * the annotations. Where the WAR's Hibernate is used, these are the server's classes, and would keep the WAR's class loader in memory
 * after undeployment (seen with Hibernate 6.6.53 on Payara 6.2025.10).
 */
public class BootCache implements SessionFactoryObserver {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(BootCache.class.getName());

    @Override
    public void sessionFactoryCreated(SessionFactory factory) {
        if (BinderHelper.class.getClassLoader() != BootCache.class.getClassLoader()) {
            return; // the server's Hibernate, which is not undeployed
        }
        Set<Class<?>> annotations = factory.unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .streamEntityDescriptors()
                .flatMap(entity -> annotations(entity.getMappedClass()))
                .collect(Collectors.toSet());
        try {
            // The field is private, and other versions name it differently.
            for (Field field : BinderHelper.class.getDeclaredFields()) {
                if (field.getType() == ClassValue.class) {
                    field.setAccessible(true);
                    annotations.forEach(((ClassValue<?>) field.get(null))::remove);
                }
            }
        } catch (IllegalAccessException | RuntimeException e) {
            LOG.log(Level.FINE, "Hibernate's cache cannot be cleared.", e);
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
