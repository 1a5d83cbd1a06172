package dev.portrait.json;

import jakarta.json.spi.JsonProvider;

/**
 * Holds the one JSON provider that all classes use. The methods of {@code jakarta.json.Json} search all jars of the server for
 * the provider at each call (jakartaee/jsonp-api#154).
 */
public final class SharedProvider {

    public static final JsonProvider JSON = JsonProvider.provider();

    private SharedProvider() {}
}
