package dev.portrait.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portrait.contract.ProfileField;
import dev.portrait.contract.VisibilityLevel;
import dev.portrait.user.User;
import dev.portrait.user.Users;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisibilityViewTest {

    @Test
    void has_the_levels_that_apply_and_the_floors() {
        User ann = Users.narrowed(Users.newUser(), ProfileField.BIO, VisibilityLevel.OWNER);
        Users.narrowed(ann, ProfileField.COVER, VisibilityLevel.SIGNED_IN);

        JsonObject view = VisibilityView.json(ann, Users.floors("*=signed-in,cover=owner,real_name=public"));

        JsonObject floor = view.getJsonObject("floor");
        assertThat(view.getString("bio")).isEqualTo("owner");
        assertThat(floor.getString("bio")).isEqualTo("signed-in");
        assertThat(view.getString("cover")).isEqualTo("owner");
        assertThat(view.getString("real_name")).isEqualTo("public");
        assertThat(view.getString("date_of_birth")).isEqualTo("owner");
        List<String> keys = new ArrayList<>(
                ProfileField.withVisibility().stream().map(ProfileField::key).toList());
        assertThat(floor.keySet()).containsExactlyElementsOf(keys);
        keys.add("floor");
        assertThat(view.keySet()).containsExactlyElementsOf(keys);
    }
}
