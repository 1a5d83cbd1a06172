package dev.portrait.platform.persistence;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Objects that the server provides under a JNDI name. */
final class ServerResource {

    private ServerResource() {}

    /** @throws IllegalStateException if the server has no object of that type under the name */
    @SuppressWarnings("BanJNDI") // names come from the administrator and from the specification, never from a request
    static <T> T lookUp(String name, Class<T> type) {
        try {
            return type.cast(InitialContext.doLookup(name));
        } catch (NamingException | ClassCastException e) {
            throw new IllegalStateException("The server has no " + type.getSimpleName() + " named " + name + ".", e);
        }
    }
}
