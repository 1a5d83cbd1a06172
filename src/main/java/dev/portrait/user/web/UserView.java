package dev.portrait.user.web;

import dev.portrait.user.User;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;

/** A user on the wire: 27 keys, or 25 in the public view (contract §3). */
final class UserView {

    // The methods of jakarta.json.Json look for it each time, in every jar that the server has.
    private static final JsonProvider JSON = JsonProvider.provider();

    private UserView() {}

    static JsonObject of(User user, MediaLinks.OfUser links, View shown) {
        JsonObjectBuilder view = JSON.createObjectBuilder()
                .add("id", user.id())
                .add("username", user.username())
                .add("real_name", user.realName());
        if (shown == View.FULL) {
            view.add("email", user.managed().email())
                    .add("email_isvalid", user.managed().emailValid());
        }
        return view.add("date_joined", user.dateJoined().toString())
                .add("bio", user.bio())
                .add("location", user.location())
                .add("location_lat_lng", user.locationLatLng())
                .add("position_lat_lng", user.positionLatLng())
                .add(
                        "date_of_birth",
                        user.dateOfBirth().map(date -> text(date.toString())).orElse(JsonValue.NULL))
                .add("description", user.description())
                .add("gender", user.gender().wire())
                .add("status", user.status().wire())
                .add("website", user.website())
                .add("avatar", links.avatar().map(UserView::text).orElse(JsonValue.NULL))
                .add("cover", links.cover().map(UserView::text).orElse(JsonValue.NULL))
                .add(
                        "ext_id",
                        user.managed().extId().<JsonValue>map(JSON::createValue).orElse(JsonValue.NULL))
                .add("tags", array(user.managed().tags()))
                .add("reputation", user.managed().reputation())
                // Relations between users are kept by the community system, not here.
                .addNull("connection_status")
                .add("followings_counter", user.managed().followings())
                .add("followers_counter", user.managed().followers())
                .add("posts_counter", user.managed().posts())
                .add("discussions_counter", user.managed().discussions())
                .add("statuses_counter", user.managed().statuses())
                .add("polls_counter", user.managed().polls())
                .build();
    }

    private static JsonValue text(String text) {
        return JSON.createValue(text);
    }

    private static JsonArray array(String json) {
        try (JsonReader reader = JSON.createReader(new StringReader(json))) {
            return reader.readArray();
        }
    }
}
