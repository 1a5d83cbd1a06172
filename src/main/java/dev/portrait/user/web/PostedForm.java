package dev.portrait.user.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.NotAllowedException;
import org.jspecify.annotations.Nullable;

/** Checks the field {@code _method} of a POST (contract §9), which is known only after the body is read. */
@RequestScoped
public class PostedForm {

    private boolean methodExpected;

    /** Makes the field mandatory for this request. */
    public void expectMethod() {
        methodExpected = true;
    }

    /**
     * Checks the field if the request is a POST; ignores it otherwise.
     *
     * @param method null if the field is absent
     * @throws NotAllowedException if the field is mandatory and neither PUT nor PATCH
     */
    public void requireMethod(@Nullable String method) {
        if (methodExpected) {
            MethodOverride.requireChange(method);
        }
    }
}
