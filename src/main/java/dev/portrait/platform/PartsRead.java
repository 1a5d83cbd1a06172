package dev.portrait.platform;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Comes after the filter that reads a multipart body, where the runtime has one: what fails later is no fault of the body. */
@Provider
@Priority(Priorities.USER + 1)
public class PartsRead implements ContainerRequestFilter {

    /** The name of the property, and of the servlet's attribute, that a request has until then. */
    static final String PENDING = "dev.portrait.parts-pending";

    @Override
    public void filter(ContainerRequestContext request) {
        request.removeProperty(PENDING);
    }
}
