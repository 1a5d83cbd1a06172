package dev.portrait.platform;

/**
 * What the application found when it opened its database.
 *
 * @param product name and version
 * @param address its JDBC URL without user and parameters
 * @param schemaVersion the number of the newest migration that was applied
 * @param pool where the connections come from
 */
public record DatabaseInfo(String product, String address, String schemaVersion, String pool) {}
