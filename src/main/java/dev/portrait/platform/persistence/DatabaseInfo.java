package dev.portrait.platform.persistence;

/**
 * The database that the application uses.
 *
 * @param product name and version
 * @param address JDBC URL without user and parameters
 * @param schemaVersion number of the latest migration that was applied
 * @param pool where the connections come from
 */
public record DatabaseInfo(String product, String address, String schemaVersion, String pool) {}
