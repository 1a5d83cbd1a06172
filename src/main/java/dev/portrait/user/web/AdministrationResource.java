package dev.portrait.user.web;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.FieldErrors;
import dev.portrait.error.RequestException;
import dev.portrait.security.AdministratorOnly;
import dev.portrait.user.ManagedChange;
import dev.portrait.user.User;
import dev.portrait.user.UserAdministration;
import dev.portrait.user.UserOrder;
import dev.portrait.user.UserSearch;
import dev.portrait.user.UserStatus;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For the role {@code admin} (contract §1): who there is, who may write, and what another system owns. */
@Path("user")
@ApplicationScoped
@RolesAllowed("admin")
@AdministratorOnly
@Produces(MediaType.APPLICATION_JSON)
public class AdministrationResource {

    private static final String ORDERING = "ordering";
    private static final int MAX_SEARCH = 255;

    @Inject
    UserAdministration administration;

    @Inject
    ExpectedVersion expected;

    @Context
    UriInfo uri;

    @GET
    public JsonObject list() {
        FieldErrors errors = new FieldErrors();
        Optional<Page> page = errors.check(() -> Page.of(uri));
        Optional<UserOrder> order = errors.check(this::order);
        errors.throwIfAny();
        Page part = page.orElseThrow();
        UserSearch search =
                new UserSearch(query("search"), query("username"), order.orElseThrow(), part.limit(), part.offset());
        JsonArrayBuilder results = Json.createArrayBuilder();
        administration
                .find(search)
                .forEach(user -> results.add(UserView.of(user, MediaLinks.of(user, uri), View.FULL)));
        return part.answer(administration.count(search), results, uri);
    }

    private UserOrder order() {
        return UserOrder.parse(query(ORDERING).orElse("id"))
                .orElseThrow(() -> new RequestException(new FieldError(ORDERING, ErrorCode.INVALID_CHOICE)));
    }

    // Nothing is as long as that, and nothing has a NUL, which PostgreSQL takes for no text.
    private Optional<String> query(String name) {
        return Optional.ofNullable(uri.getQueryParameters().getFirst(name))
                .filter(text -> !text.isEmpty())
                .map(text -> text.replace("\0", "\uFFFD").substring(0, Math.min(text.length(), MAX_SEARCH)));
    }

    @PATCH
    @Path(UserResource.ID + "/status")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response patchStatus(@PathParam("id") long id, byte[] json) {
        return setStatus(id, ProfileForm.ofJson(json).text("status").orElse(null));
    }

    @PATCH
    @Path(UserResource.ID + "/status")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response patchStatus(@PathParam("id") long id, MultivaluedMap<String, String> fields) {
        return setStatus(id, fields.getFirst("status"));
    }

    private Response setStatus(long id, @Nullable String status) {
        boolean blocked = UserStatus.BLOCKED.wire().equals(status);
        if (!blocked && !UserStatus.APPROVED.wire().equals(status)) {
            throw new RequestException(new FieldError("status", ErrorCode.INVALID_CHOICE));
        }
        return answer(administration.setBlocked(id, blocked, expected.version()));
    }

    @PATCH
    @Path(UserResource.ID + "/managed")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response patchManaged(@PathParam("id") long id, byte[] json) {
        FieldErrors errors = new FieldErrors();
        ManagedChange change = ManagedForm.check(JsonBody.read(json), errors);
        errors.throwIfAny();
        return answer(administration.change(id, change, expected.version()));
    }

    private Response answer(User user) {
        return UserAnswer.of(user, uri, View.FULL);
    }
}
