package dev.portrait.platform;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/** What the server keeps under a JNDI name. */
final class ServerResource {

    private ServerResource() {}

    /** @throws IllegalStateException if there is nothing of that type under the name */
    @SuppressWarnings("BanJNDI") // names come from the administrator and from the specification, never from a request
    static <T> T lookUp(String name, Class<T> type) {
        try {
            return type.cast(InitialContext.doLookup(name));
        } catch (NamingException | ClassCastException e) {
            throw new IllegalStateException("The server has no " + type.getSimpleName() + " named " + name + ".", e);
        }
    }
}
