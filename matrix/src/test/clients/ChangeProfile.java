import java.io.File;
import java.util.List;
import java.util.Map;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.ProfileApi;
import org.openapitools.client.model.FieldError;
import org.openapitools.client.model.FieldErrorCode;
import org.openapitools.client.model.FieldErrors;
import org.openapitools.client.model.ProfileChange;
import org.openapitools.client.model.User;

/** Changes a profile with the generated client and prints what it reads back. {@code change-profile.ts} does the same. */
class ChangeProfile {

    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = System.getenv();
        long id = Long.parseLong(settings.get("PORTRAIT_ID"));
        File picture = new File(settings.get("PORTRAIT_PHOTO"));
        ApiClient client = new ApiClient();
        client.setRequestInterceptor(
                request -> request.header("Authorization", "Bearer " + settings.get("PORTRAIT_TOKEN")));
        ProfileApi profiles = new ProfileApi(client);

        profiles.patchUser(id, null, new ProfileChange().description("Läuft ☀").bio(null));
        profiles.putUser(
                id, null, null, null, null, "Milano", null, null, null, null, null, null, picture, picture, null);

        User user = profiles.getUser(id, null);
        System.out.println("description: " + user.getDescription());
        System.out.println("location: " + user.getLocation());
        System.out.println("date of birth: " + (user.getDateOfBirth() == null ? "none" : user.getDateOfBirth()));
        System.out.println("avatar: " + user.getAvatar());
        System.out.println("cover: " + user.getCover());

        List<User> found = profiles.getUsers(List.of(Long.MAX_VALUE, id), null, null, null, null).getResults();
        System.out.println("found: " + found.size() + " " + found.get(0).getEmailIsvalid());

        try {
            profiles.patchUser(id, null, new ProfileChange().description("x".repeat(51)));
        } catch (ApiException e) {
            FieldError refused = client.getObjectMapper()
                    .readValue(e.getResponseBody(), FieldErrors.class)
                    .getErrors()
                    .get(0);
            FieldErrorCode code = refused.getMessages().get(0).getCode();
            System.out.println("refused: " + e.getCode() + " " + refused.getField() + " " + code.getValue());
        }
    }
}
