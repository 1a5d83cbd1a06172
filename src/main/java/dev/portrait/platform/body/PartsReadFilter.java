package dev.portrait.platform.body;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Notes that the runtime's filter for multipart bodies has ended: later exceptions are not the fault of the body. */
@Provider
@Priority(Priorities.USER + 1)
public class PartsReadFilter implements ContainerRequestFilter {

    /** The property of the request, and attribute of the servlet request, that exists until then. */
    static final String PENDING = "dev.portrait.parts-pending";

    @Override
    public void filter(ContainerRequestContext request) {
        request.removeProperty(PENDING);
    }
}
